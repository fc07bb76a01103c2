"""Encoding: blocks of mastered sound become a file in a delivery's form.

After the limiter, before the file is decoded and judged. Every encoder repeats: the same sound
and form give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.codecs.dither import dithered
from radioprog.audio.codecs.ffmpeg import SoundWriter
from radioprog.audio.codecs.formats import Codec, DeliveryFormat
from radioprog.audio.codecs.lame import Kept
from radioprog.audio.codecs.mp3 import Listener
from radioprog.audio.codecs.streams import WriterForm
from radioprog.audio.codecs.wav import write_wav
from radioprog.audio.timeline import Block
from radioprog.kernel.units import Samples

_FFMPEG = {
    Codec.OPUS: ("ogg", "libopus", "flt"),
    Codec.AAC: ("ipod", "aac", "fltp"),
}
_FULL_24 = 8_388_608.0


def encode(
    path: Path,
    blocks: Iterable[Block],
    form: DeliveryFormat,
    *,
    workers: int = 2,
    heard_by: Listener | None = None,
    kept: Kept | None = None,
) -> Samples:
    """Encode blocks (frames, channels), float32, at the delivery's rate and channels.

    Args:
        path: where the file is written; nobody sees it before it is judged.
        blocks: the sound, limited.
        form: the delivery.
        workers: threads that may encode; the bytes do not depend on it.
        heard_by: gets an MP3 file's frames, some at a time, as they are written.
        kept: what was encoded before of an MP3 in this form.

    Returns:
        The frames encoded.
    """
    if form.codec is Codec.MP3:
        return _encode_mp3(path, blocks, form, workers, heard_by, kept)
    if form.codec is Codec.PCM:
        return write_wav(
            path,
            _whole_numbers(blocks, form),
            rate=form.sample_rate,
            channels=form.channels,
            bits=form.bits or 24,
        )
    return _encode_ffmpeg(path, blocks, form)


def _encode_mp3(
    path: Path,
    blocks: Iterable[Block],
    form: DeliveryFormat,
    workers: int,
    heard_by: Listener | None,
    kept: Kept | None,
) -> Samples:
    from radioprog.audio.codecs.lame import Mp3Form, encode_mp3

    if form.bitrate is None:
        raise ValueError("an MP3 needs a bit rate")
    mp3 = Mp3Form(form.sample_rate, form.channels, form.bitrate)
    pcm = dithered(blocks, channels=form.channels)
    return encode_mp3(path, pcm, mp3, workers=workers, heard_by=heard_by, kept=kept)


def _whole_numbers(
    blocks: Iterable[Block], form: DeliveryFormat
) -> Iterator[NDArray[np.int16] | NDArray[np.int32]]:
    if form.bits == 16:
        yield from dithered(blocks, channels=form.channels)
        return
    for block in blocks:
        scaled = np.rint(block * np.float32(_FULL_24))
        yield np.clip(scaled, -_FULL_24, _FULL_24 - 1).astype(np.int32)


def _encode_ffmpeg(path: Path, blocks: Iterable[Block], form: DeliveryFormat) -> Samples:
    sound: Iterable[NDArray[Any]] = blocks
    if form.codec is Codec.FLAC:
        names = ("flac", "flac", "s16" if form.bits == 16 else "s32")
        sound = _whole_numbers(blocks, form)
    else:
        names = _FFMPEG[form.codec]
    writer_form = WriterForm(*names, form.sample_rate, form.channels, form.bitrate)
    with SoundWriter(path, writer_form) as writer:
        for block in sound:
            # FFmpeg's 32-bit samples hold 24 bits in their upper three bytes.
            writer.push(block << 8 if names[2] == "s32" else block)
    return writer.frames
