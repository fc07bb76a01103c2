"""Small sound files of many kinds, made on the spot by FFmpeg's own encoders."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

KINDS = {
    "wav": ("wav", "pcm_s16le"),
    "f.wav": ("wav", "pcm_f32le"),
    "w64": ("w64", "pcm_s24le"),
    "aiff": ("aiff", "pcm_s16be"),
    "au": ("au", "pcm_s16be"),
    "caf": ("caf", "pcm_s16le"),
    "flac": ("flac", "flac"),
    "wv": ("wv", "wavpack"),
    "tta": ("tta", "tta"),
    "mp3": ("mp3", "libmp3lame"),
    "opus": ("ogg", "libopus"),
    "m4a": ("ipod", "aac"),
    "mp4": ("mp4", "aac"),
    "aac": ("adts", "aac"),
    "wma": ("asf", "wmav2"),
    "webm": ("webm", "libopus"),
    "ac3": ("ac3", "ac3"),
    "mka": ("matroska", "flac"),
}
"""Extension -> FFmpeg's muxer and encoder."""
EXACT = (
    "wav",
    "f.wav",
    "w64",
    "aiff",
    "au",
    "caf",
    "flac",
    "wv",
    "tta",
    "mp3",
    "opus",
    "m4a",
    "mp4",
    "webm",
    "mka",
)
"""Kinds whose decoded length must be that of the source, to the frame."""
LOSSLESS = ("f.wav", "w64", "flac", "wv", "tta", "mka", "wav", "aiff", "au", "caf")


def write_sound(
    path: Path, sound: np.ndarray, rate: int, kind: str, *, options: dict[str, str] | None = None
) -> Path:
    """Write (frames, channels) as one of the kinds."""
    container, codec = KINDS[kind]
    layout = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}[sound.shape[1]]
    with av.open(str(path), "w", format=container, container_options=options or {}) as out:
        stream = out.add_stream(codec, rate=rate, layout=layout)
        if codec in ("libmp3lame", "wmav2"):
            stream.bit_rate = 128000
        if codec in ("wavpack", "tta"):
            stream.format = "s16p" if codec == "wavpack" else "s16"
        resampler = av.AudioResampler(stream.format, stream.layout, stream.rate)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound.reshape(1, -1), np.float32), format="flt", layout=layout
        )
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        for ready in [*resampler.resample(frame), *resampler.resample(None)]:
            for packet in stream.encode(ready):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)
    return path


def wav_bytes(
    rate: int, frames: int, *, channels: int = 1, claimed: int | None = None, value: int = 1
) -> bytes:
    """A 16-bit WAV whose data chunk may claim another length than it has."""
    size = 2 * channels * frames
    said = size if claimed is None else claimed
    head = struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * 2 * channels, 2 * channels, 16)
    return (
        b"RIFF"
        + struct.pack("<I", (36 + said) & 0xFFFFFFFF)
        + b"WAVEfmt "
        + head
        + b"data"
        + struct.pack("<I", said)
        + struct.pack("<h", value) * (channels * frames)
    )
