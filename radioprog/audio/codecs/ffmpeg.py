"""FFmpeg: the one door to PyAV: `SoundReader` gives a file's blocks, `SoundWriter` makes a file.

Stands under `decode` (strangers' files, in the walled worker) and under `measure`, which reads
our own deliveries back; the writer under `encode`. What FFmpeg may do is a list: one demuxer, the
file protocol, sound only.

The decoders of FFmpeg that may ever run: what recorders, phones and stations write.

Samples: what a decoder gives, of whatever type, as float32 that can be borne.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from radioprog.audio.codecs.findings import (
    IS_DAMAGED,
    NO_STREAM,
    TOO_MUCH_MEMORY,
    UNREAD_CODEC,
    UNREADABLE,
)
from radioprog.audio.codecs.sniff import MOV, Sniffed, sniff
from radioprog.audio.codecs.streams import StreamInfo, Tally, WriterForm, described
from radioprog.audio.timeline import Block
from radioprog.kernel.errors import ContentError, RadioprogError
from radioprog.kernel.findings import NOWHERE, Place, Text
from radioprog.kernel.units import Samples, Seconds

_COMPRESSED = """
    aac aac_fixed aac_latm ac3 ac3_fixed eac3 alac als ape flac gsm gsm_ms
    amrnb amrwb libopencore_amrnb libopencore_amrwb
    mp1 mp1float mp2 mp2float mp3 mp3float opus libopus speex tta vorbis wavpack
    wmalossless wmapro wmav1 wmav2 wmavoice
    adpcm_ima_qt adpcm_ima_wav adpcm_ms adpcm_yamaha g722 g726
"""
_PLAIN = """
    pcm_alaw pcm_mulaw pcm_s8 pcm_s8_planar pcm_u8
    pcm_s16be pcm_s16le pcm_s16le_planar pcm_u16le
    pcm_s24be pcm_s24le pcm_s24le_planar pcm_s32be pcm_s32le pcm_s32le_planar
    pcm_s64be pcm_s64le pcm_f32be pcm_f32le pcm_f64be pcm_f64le
"""

DECODERS = frozenset((_COMPRESSED + _PLAIN).split())
"""FFmpeg's names of them."""


_FULL_SCALE = {"u8": 128.0, "s16": 32768.0, "s32": 2147483648.0, "s64": 9223372036854775808.0}
_LOUDEST = 1e4
"""Samples beyond 80 dB over full scale are damage, not sound."""


def as_float(sound: NDArray[Any], kind: str) -> NDArray[np.float32]:
    """Scale samples by the full scale of their type, by FFmpeg's name of it (u8, s16p, flt, ...).

    >>> as_float(np.array([[-32768, 16384]], np.int16), "s16").tolist()
    [[-1.0, 0.5]]
    """
    kind = kind.removesuffix("p")
    if kind not in _FULL_SCALE:
        return sound.astype(np.float32, copy=False)
    middle = np.float32(128.0 if kind == "u8" else 0.0)
    return (sound.astype(np.float32) - middle) * np.float32(1.0 / _FULL_SCALE[kind])


def with_channels(sound: Block, channels: int) -> Block:
    """Keep a stream's number of channels where a stretch in its midst has another."""
    if sound.shape[1] == channels:
        return sound
    mean = sound.mean(axis=1, keepdims=True, dtype=np.float32)
    return np.repeat(mean, channels, axis=1)


def bearable(sound: Block) -> tuple[Block, int]:
    """Silence samples that are no numbers or absurdly loud, and count them.

    >>> bearable(np.array([[0.5], [np.nan]], np.float32))[0].tolist()
    [[0.5], [0.0]]
    """
    if float(np.abs(sound).max(initial=0.0)) <= _LOUDEST:
        return sound, 0
    damaged = ~(np.abs(sound) <= _LOUDEST)
    return np.where(damaged, np.float32(0.0), sound), int(damaged.sum())


_BLOCK_SECONDS = 0.5
# FFmpeg looks this far into a file to find out what is in it; enough for a cover picture first.
_LOOK = {"probesize": "5000000", "analyzeduration": "5000000"}
_LENIENT: dict[str, Any] = (
    {"metadata_errors": "replace"} if int(av.__version__.split(".")[0]) < 19 else {}
)
"""A title in a broken encoding is no reason to refuse a file; PyAV 19 does not mind it."""
_ENCODER_BLOCK = 4096
"""An AAC file's last block may run over its declared end by at most this many frames."""
_DECODED_AT_ONCE = 24_000
_FREE_BLOCK = 4096
"""Frames given at once to an encoder that takes any number."""

_OTHER_RATE = Text(
    "âm thanh đổi tần số lấy mẫu giữa chừng", "the sound changes its sample rate midway"
)


class SoundReader:
    """A sound file, open for reading once from start to end.

    Use it in a ``with`` block; `blocks` gives (frames, channels) float32 at the file's own rate.

    Raises:
        ContentError: the file cannot be opened, holds no sound, or changes its rate midway.
    """

    def __init__(
        self, path: Path, *, sniffed: Sniffed | None = None, place: Place = NOWHERE
    ) -> None:
        """Open a file as what its bytes say it is (``sniffed``: found out before)."""
        self._place = place
        self.sniffed: Sniffed = sniffed or sniff(path, place)
        self.tally: Tally = Tally()
        with mapped_errors(place):
            self._container = av.open(
                f"file:{path}",
                format=self.sniffed.container,
                options={
                    "protocol_whitelist": "file",
                    "format_whitelist": self.sniffed.container,
                    "codec_whitelist": ",".join(sorted(DECODERS)),
                    "skip_initial_bytes": str(self.sniffed.skip),
                    **_LOOK,
                },
                **_LENIENT,
            )
        try:
            if not self._container.streams.audio:
                raise _unreadable(NO_STREAM, place)
            self._stream: Any = self._container.streams.audio[0]
            context = self._stream.codec_context
            codec = context.codec.name if context is not None else "?"
            if codec not in DECODERS:
                raise _unreadable(UNREAD_CODEC.filled(codec=codec), place)
            context.thread_count = 1
            self.info: StreamInfo = described(self._stream, self._container, self.sniffed.container)
        except BaseException:
            self._container.close()
            raise

    def __enter__(self) -> SoundReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._container.close()

    def blocks(self) -> Iterator[Block]:
        """Return the sound in blocks of about half a second."""
        for block in self._trimmed(self._pieces()):
            self.tally.frames = Samples(self.tally.frames + len(block))
            sound, damaged = bearable(block)
            self.tally.damaged_samples += damaged
            yield sound

    def length_by_packets(self) -> Seconds:
        """Add up the packets' lengths without decoding them; nothing can be read afterwards."""
        with mapped_errors(self._place):
            ticks = sum(packet.duration or 0 for packet in self._container.demux(self._stream))
            return Seconds(float(ticks * (self._stream.time_base or 0)))

    def _trimmed(self, pieces: Iterator[Block]) -> Iterator[Block]:
        """Leave out what an AAC encoder added after the declared end."""
        if self.info.container != MOV or self.info.declared is None:
            yield from pieces
            return
        end = round(self.info.declared * self.info.rate)
        given = 0
        for piece in pieces:
            over = given + len(piece) - end
            given += len(piece)
            kept = piece[: len(piece) - over] if 0 < over <= _ENCODER_BLOCK else piece
            if len(kept):
                yield kept

    def _pieces(self) -> Iterator[Block]:
        """Return the sound in pieces of many frames: FFmpeg's own are short, and each costs."""
        wanted = max(1, round(_BLOCK_SECONDS * self.info.rate))
        with mapped_errors(self._place):
            for frame in _gathered(self._frames(), wanted):
                yield _array(frame, self.info.channels)

    def _frames(self) -> Iterator[Any]:
        """Decode packet by packet; what is damaged is counted and left out."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.error.InvalidDataError, av.error.EOFError):
                self.tally.damaged_packets += 1
                return
            try:
                frames = packet.decode()
            except (av.error.InvalidDataError, av.error.EOFError):
                self.tally.damaged_packets += 1
                continue
            for frame in frames:
                if frame.sample_rate != self.info.rate:
                    raise _unreadable(_OTHER_RATE, self._place)
                yield frame


@contextmanager
def mapped_errors(place: Place = NOWHERE) -> Iterator[None]:
    """Turn everything that PyAV raises into our errors."""
    try:
        yield
    except RadioprogError:
        raise
    except MemoryError as problem:
        raise _unreadable(TOO_MUCH_MEMORY, place) from problem
    except (av.error.FFmpegError, OSError) as problem:
        reason = str(getattr(problem, "strerror", None) or problem)
        raise _unreadable(Text(reason, reason), place) from problem
    except (ValueError, OverflowError, UnicodeError) as problem:
        raise _unreadable(IS_DAMAGED.filled(problem=str(problem)), place) from problem


def _gathered(frames: Iterator[Any], wanted: int) -> Iterator[Any]:
    """Join FFmpeg's frames, which are short, to longer ones of one form."""
    gathered = av.AudioFifo()
    form: tuple[str, str] | None = None
    for frame in frames:
        own = frame.format.name, frame.layout.name
        if own != form and gathered.samples:
            yield gathered.read()
        if own != form:
            gathered, form = av.AudioFifo(), own
        frame.pts = None
        gathered.write(frame)
        if gathered.samples >= wanted:
            yield gathered.read()
    if gathered.samples:
        yield gathered.read()


def _array(frame: Any, channels: int) -> Block:
    """Turn FFmpeg's frame into (frames, channels) float32, whatever its sample format."""
    sound: NDArray[Any] = frame.to_ndarray()
    planar = frame.format.is_planar
    sound = sound.T if planar else sound.reshape(-1, frame.layout.nb_channels)
    sound = np.ascontiguousarray(as_float(sound, frame.format.name))
    return with_channels(sound, channels)


class Mp3Decoder:
    """Decodes MP3 frames while they are being written, as a reader of the file will.

    Nothing is cut: the delays of encoder and decoder stand before the sound.
    """

    def __init__(self, channels: int) -> None:
        """Begin a stream of so many channels."""
        self._channels = channels
        self._context: Any = av.CodecContext.create("mp3float", "r")
        self._context.thread_count = 1

    def decode(self, frames: Iterable[bytes]) -> Iterator[Block]:
        """Return the sound of whole frames, in blocks."""
        with mapped_errors():
            heard = (frame for data in frames for frame in self._context.decode(av.Packet(data)))
            for frame in _gathered(heard, _DECODED_AT_ONCE):
                yield _array(frame, self._channels)


class SoundWriter:
    """A sound file being encoded: bit-exact, so that the same sound gives the same bytes.

    Use it in a ``with`` block and `push` arrays (frames, channels) in the form's sample format.
    """

    def __init__(self, path: Path, form: WriterForm) -> None:
        """Begin a file; nobody else sees it yet."""
        self._form = form
        self._layout = "mono" if form.channels == 1 else "stereo"
        options = {"fflags": "+bitexact"}
        if form.muxer == "ipod":
            # Else the end is told in whole milliseconds.
            options["movie_timescale"] = str(form.rate)
        self._container = av.open(f"file:{path}", "w", format=form.muxer, options=options)
        try:
            self._stream: Any = self._container.add_stream(form.encoder, rate=form.rate)
            context: Any = self._stream.codec_context
            context.layout, context.format = self._layout, form.sample_format
            context.thread_count = 1
            if form.bit_rate is not None:
                context.bit_rate = form.bit_rate
            context.flags |= av.codec.context.Flags.bitexact
            context.open()
            self._size = context.frame_size or _FREE_BLOCK
        except BaseException:
            self._container.close()
            raise
        self._kept: list[NDArray[Any]] = []
        self._count = 0
        self.frames: Samples = Samples(0)

    def __enter__(self) -> SoundWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._container.close()

    def push(self, sound: NDArray[Any]) -> None:
        """Encode the next frames, any number of them."""
        self._kept.append(sound)
        self._count += len(sound)
        if self._count < self._size:
            return
        line = np.concatenate(self._kept)
        whole = len(line) - len(line) % self._size
        for start in range(0, whole, self._size):
            self._encode(line[start : start + self._size])
        self._kept, self._count = [line[whole:]], len(line) - whole

    def _finish(self) -> None:
        if self._count:
            self._encode(np.concatenate(self._kept))
        self._mux(self._stream.encode(None))

    def _encode(self, sound: NDArray[Any]) -> None:
        planar = self._form.sample_format.endswith("p")
        plane = np.ascontiguousarray(sound.T if planar else sound.reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(
            plane, format=self._form.sample_format, layout=self._layout
        )
        frame.sample_rate = self._form.rate
        frame.pts = self.frames
        self.frames = Samples(self.frames + len(sound))
        self._mux(self._stream.encode(frame))

    def _mux(self, packets: Any) -> None:
        for packet in packets:
            self._container.mux(packet)


def _unreadable(why: Text, place: Place) -> ContentError:
    return ContentError(UNREADABLE(place, why=why))
