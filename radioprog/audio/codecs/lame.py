"""MP3 encoding: LAME on several cores at once, joined into one stream without a seam.

After the master's gain and limiter. The only module that knows lameenc.

LAME cannot be asked to begin without a memory, but it forgets: two encoders that hear the same
sound agree after some ten frames in everything that is heard. So a programme is cut into chunks at
fixed places; each chunk is encoded with an overlap into the next; and the stream goes over from
one encoder to the next inside a run of frames that decode alike. Where no such run is found, the
earlier encoder simply goes on. See docs/decisions/0052.

When a peak is turned down somewhere and a programme is encoded once more, all chunks but that
place's are the same: they are `Kept` on disk, in a file without a name.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

import lameenc
import numpy as np

from radioprog.audio.codecs.dither import Pcm16
from radioprog.audio.codecs.mp3 import (
    Frame,
    Listener,
    Mp3File,
    frame_samples,
    frames_of,
    heard_alike,
    padding_period,
    parse,
)
from radioprog.kernel.scratch import ScratchFile
from radioprog.kernel.units import BitRate, Hertz, Samples

_QUALITY = 3
"""LAME's own choice for a constant bit rate; 0 is slowest, 9 worst."""
_CHUNK = 1_470
"""About this many frames a chunk (38 s): a multiple of most rates' padding period."""
_OVERLAP = 64
"""Frames into the next chunk in which two encoders mostly agree; where not, as many more."""
_SLICE = 98
"""Frames that LAME is given at once, so that its answers stay small."""
_RUN = 8
"""At least this many frames alike before a join is trusted."""
_RESERVOIR = 511
"""Bytes that main data may begin before its frame; a run must be longer."""
_LONGEST_REACH = 64
"""Frames that main data may reach back at the lowest bit rate."""
_LEADS = (26, 80, 192, 768)
"""At least so many frames before a stretch from which on it is encoded anew, so that the encoder
knows the sound; the more where no join is found with fewer."""
_AGAIN = 28
"""Frames after a stretch in which both are mostly alike again; where not, as many more."""
_SETTLED = 2
"""Frames of a run before the join, so that the decoder's own memory is alike as well."""


@dataclass(frozen=True, slots=True)
class Mp3Form:
    """What LAME needs to know."""

    rate: Hertz
    channels: int
    bitrate: BitRate

    @property
    def chunk(self) -> int:
        """Count the frames of a chunk: whole periods of the padding's pattern."""
        period = padding_period(self.rate, self.bitrate)
        return -(-_CHUNK // period) * period


def encode_mp3(
    path: Path,
    pcm: Iterable[Pcm16],
    form: Mp3Form,
    *,
    workers: int = 2,
    heard_by: Listener | None = None,
    kept: Kept | None = None,
) -> Samples:
    """Encode 16-bit sound as a constant bit rate MP3 file with an Info frame.

    Args:
        path: where the file is written.
        pcm: blocks (frames, channels).
        form: rate, channels and bit rate, as MPEG allows them.
        workers: threads that encode; the file is the same whatever their number.
        heard_by: gets the file's frames, some at a time, as they are written.
        kept: what was encoded before in this form; what is encoded now is added.

    Returns:
        The frames encoded, which is what a gapless decoder will give.
    """
    with path.open("wb") as stream:
        writer = Mp3File(stream)
        source = _Chunks(pcm, form)
        for data in _joined(source, _Encoding(form, kept), workers):
            writer.write(data)
            if heard_by is not None:
                heard_by(data)
        writer.finish(source.samples)
    return source.samples


@dataclass(slots=True)
class _Chunk:
    """A stretch of 16-bit sound: a chunk's own part, then its overlap into the next."""

    pcm: Pcm16
    is_last: bool


class _Chunks:
    """Cuts blocks into overlapping chunks, and counts what went by."""

    def __init__(self, pcm: Iterable[Pcm16], form: Mp3Form) -> None:
        self._pcm = pcm
        self._own = form.chunk * frame_samples(form.rate)
        self._whole = self._own + _OVERLAP * frame_samples(form.rate)
        self._empty = np.zeros((0, form.channels), np.int16)
        self.samples = Samples(0)

    def __iter__(self) -> Iterator[_Chunk]:
        kept, count = [self._empty], 0
        for block in self._pcm:
            self.samples = Samples(self.samples + len(block))
            kept.append(block)
            count += len(block)
            while count > self._whole:
                line = np.concatenate(kept)
                yield _Chunk(line[: self._whole], is_last=False)
                kept, count = [line[self._own :]], count - self._own
        yield _Chunk(np.concatenate(kept), is_last=True)


@dataclass(slots=True)
class _Run:
    """One encoder and the frames it has given from the chunk's start on, but for those ``gone``.

    Frames that were kept have none; where it is needed after all, ``again`` makes it anew.
    """

    encoder: lameenc.Encoder | None
    frames: list[bytes] = field(default_factory=list)
    gone: int = 0
    begun: bytes = b""
    again: Callable[[], _Run] | None = None

    def revive(self) -> None:
        """Have an encoder that can go on."""
        if self.again is not None:
            other = self.again()
            self.encoder, self.begun, self.again = other.encoder, other.begun, None

    def push(self, pcm: Pcm16) -> None:
        if self.encoder is not None:
            self._take(self.encoder.encode(pcm.tobytes()))

    def finish(self) -> None:
        if self.encoder is not None:
            self._take(self.encoder.flush())

    def _take(self, data: bytearray) -> None:
        """Keep the whole frames; LAME's answers begin and end anywhere."""
        stream = self.begun + bytes(data)
        whole = list(frames_of(stream))
        self.frames.extend(whole)
        self.begun = stream[sum(map(len, whole)) :]


def _start(form: Mp3Form) -> _Run:
    encoder = lameenc.Encoder()
    encoder.set_channels(form.channels)
    encoder.set_in_sample_rate(form.rate)
    encoder.set_out_sample_rate(form.rate)
    encoder.set_bit_rate(form.bitrate // 1000)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    return _Run(encoder)


@dataclass(frozen=True, slots=True)
class _Encoding:
    """How chunks become frames: by LAME, or from what was kept."""

    form: Mp3Form
    kept: Kept | None = None

    def run(self, chunk: _Chunk) -> _Run:
        """Return a chunk's frames."""
        if self.kept is None:
            return self.fresh(chunk)
        key = self.kept.key(chunk.pcm, is_last=chunk.is_last)
        frames = self.kept.get(key)
        if frames is not None:
            return _Run(None, frames, again=partial(self.fresh, chunk))
        made = self.fresh(chunk)
        self.kept.put(key, made.frames)
        return made

    def fresh(self, chunk: _Chunk) -> _Run:
        """Encode a chunk."""
        run = _start(self.form)
        size = _SLICE * frame_samples(self.form.rate)
        for start in range(0, len(chunk.pcm), size):
            run.push(chunk.pcm[start : start + size])
        if chunk.is_last:
            run.finish()
        return run


def _joined(source: Iterable[_Chunk], encoding: _Encoding, workers: int) -> Iterator[list[bytes]]:
    """Return all frames in order, going over from each chunk's encoder to the next."""
    with ThreadPoolExecutor(workers, thread_name_prefix="lame") as pool:
        current: _Run | None = None
        for chunk, run in _in_order(source, encoding, pool, workers):
            if current is None:
                current = run
                continue
            head, current = _go_over(current, chunk, run, encoding.form)
            yield head
        if current is not None:
            yield current.frames


def _in_order(
    source: Iterable[_Chunk], encoding: _Encoding, pool: ThreadPoolExecutor, workers: int
) -> Iterator[tuple[_Chunk, _Run]]:
    """Encode chunks side by side, a few at a time, and give them in their order."""
    waiting: deque[tuple[_Chunk, Future[_Run]]] = deque()
    for chunk in source:
        waiting.append((chunk, pool.submit(encoding.run, chunk)))
        if len(waiting) > workers:
            first, future = waiting.popleft()
            yield first, future.result()
    for first, future in waiting:
        yield first, future.result()


def _go_over(earlier: _Run, chunk: _Chunk, later: _Run, form: Mp3Form) -> tuple[list[bytes], _Run]:
    """Find where two encoders agree; give the frames before it, and the encoder that goes on.

    ``earlier`` has the frames of its chunk and of the overlap. As long as they do not agree it
    is fed more of the later chunk; if they never do, it goes on in the later one's place.
    """
    border = form.chunk - earlier.gone
    step = _OVERLAP * frame_samples(form.rate)
    for fed in range(step, len(chunk.pcm) + step, step):
        place = _agreement(earlier.frames, later.frames, border)
        if place is not None:
            head = earlier.frames[: border + place]
            return head, replace(later, frames=later.frames[place:], gone=place)
        earlier.revive()
        earlier.push(chunk.pcm[fed : fed + step])
    if chunk.is_last:
        earlier.finish()
    return earlier.frames[:border], replace(earlier, frames=earlier.frames[border:], gone=0)


def _agreement(earlier: list[bytes], later: list[bytes], border: int) -> int | None:
    """Find the first of the later frames from which on both streams may be told as one."""
    context = min(border, _LONGEST_REACH)
    left = [parse(data) for data in earlier[border - context : border]]
    right: list[Frame] = []
    alike = covered = 0
    for index, (own, other) in enumerate(zip(earlier[border:], later, strict=False)):
        left.append(parse(own))
        right.append(parse(other))
        if heard_alike(left, right, context + index, shift=-context):
            alike += 1
            covered += len(right[-1].main) if alike > _SETTLED else 0
        else:
            alike = covered = 0
        if alike >= _RUN and covered > _RESERVOIR:
            return index + 1 - alike + _SETTLED
    return None


@dataclass(frozen=True, slots=True)
class Splice:
    """Frames that stand in for [first, last) of a stream, joined where both are heard alike.

    ``last`` is ``None`` where they go on to the end.
    """

    first: int
    last: int | None
    frames: list[bytes]


Neighbours = Callable[[int, int], list[bytes]]
"""Gives MP3 frames [first, last) that were encoded before, as numbered in the sound at hand."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was encoded before and stands around a stretch that is encoded anew.

    ``before`` and ``after`` give its MP3 frames, from frame ``since`` on and up to frame ``until``;
    no ``until``: nothing stands after the stretch. ``total`` counts the samples of the whole sound.
    """

    before: Neighbours
    after: Neighbours
    since: int
    until: int | None
    total: int


def spliced(
    form: Mp3Form, pcm: Callable[[int, int], Pcm16], own: tuple[int, int], around: Surroundings
) -> Splice | None:
    """Encode the one stretch of a sound in which it differs from what was encoded before.

    ``pcm`` gives the sound from a place to a place, ``own`` is where it differs, both in samples.
    The answer is nothing where no place was found at which both are heard alike.
    """
    for lead in _LEADS:
        made = _from_lead(form, pcm, own, around, lead)
        if made is not None:
            return made
    return None


def _from_lead(
    form: Mp3Form,
    pcm: Callable[[int, int], Pcm16],
    own: tuple[int, int],
    around: Surroundings,
    lead: int,
) -> Splice | None:
    """Encode from so many frames before the stretch on; nothing where no join is found."""
    size, step = frame_samples(form.rate), padding_period(form.rate, form.bitrate)
    first_own, border = own[0] // size, -(-own[1] // size) + _SETTLED
    start = max(0, (first_own - lead) // step * step)
    if 0 < start < around.since:
        return None
    limit = around.total if around.until is None else min(around.total, around.until * size)
    run = _start(form)
    fed = _feed(run, pcm, start * size, min(limit, own[0] + _SETTLED * size), size)
    entry = _entry(run.frames, around.before, start, first_own)
    if entry is None:
        return None
    stop = limit if around.until is None else min(limit, (border + _AGAIN) * size)
    fed = _feed(run, pcm, fed, stop, size)
    if around.until is None:
        run.finish()
        return Splice(entry, None, run.frames[entry - start :])
    while True:
        later = around.after(border, start + len(run.frames))
        place = _agreement(run.frames, later, border - start)
        if place is not None:
            last = border + place
            return Splice(entry, last, run.frames[entry - start : last - start])
        if fed >= limit:
            return None
        fed = _feed(run, pcm, fed, min(limit, fed + _AGAIN * size), size)


def _feed(run: _Run, pcm: Callable[[int, int], Pcm16], start: int, stop: int, size: int) -> int:
    for place in range(start, stop, _SLICE * size):
        run.push(pcm(place, min(stop, place + _SLICE * size)))
    return stop


def _entry(frames: list[bytes], before: Neighbours, start: int, first_own: int) -> int | None:
    """Find the frame at which a stream goes over to an encoder that began at ``start``."""
    if start == 0:
        return 0
    context = min(start, _LONGEST_REACH)
    place = _agreement(
        before(start - context, first_own - _SETTLED),
        frames[: max(0, first_own - _SETTLED - start)],
        context,
    )
    return None if place is None else start + place


class Kept:
    """Frames by the key of their sound, for one form; threads may share it.

    >>> import tempfile
    >>> with Kept(Path(tempfile.gettempdir())) as kept:
    ...     kept.get(b"key") is None
    True
    """

    def __init__(self, folder: Path) -> None:
        """Begin empty, in a folder with room.

        Raises:
            DiskError: the folder cannot be written.
        """
        self._places: dict[bytes, tuple[int, int]] = {}
        self._lock = threading.Lock()
        self._scratch = ScratchFile(folder)

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._scratch.close()

    @staticmethod
    def key(pcm: Pcm16, *, is_last: bool) -> bytes:
        """Return the key of a sound; the last chunk of a programme is flushed, so it is another."""
        return blake2b(pcm.data.cast("B"), key=b"last" if is_last else b"").digest()

    def get(self, key: bytes) -> list[bytes] | None:
        """Return the whole frames that this sound became, if it was met before."""
        with self._lock:
            found = self._places.get(key)
        if found is None:
            return None
        start, size = found
        return list(frames_of(bytes(self._scratch.read(start, size))))

    def put(self, key: bytes, frames: list[bytes]) -> None:
        """Keep the frames of a sound.

        Raises:
            DiskError: ``disk-full`` and its kin.
        """
        data = b"".join(frames)
        start = self._scratch.append(data)
        with self._lock:
            self._places[key] = start, len(data)
