"""Each form of delivery, decoded by others: exact length, right sound, the same bytes again."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.formats import FORMS, DeliveryFormat


def form(kind: str, *, bitrate=None, channels=2, rate=48_000, bits=None) -> DeliveryFormat:
    codec, container = FORMS[kind]
    return DeliveryFormat(kind, codec, container, bitrate, channels, rate, bits, -16.0, -1.0)


FORMATS = [
    form("mp3", bitrate=64_000, channels=1, rate=44_100),
    form("mp3", bitrate=128_000, rate=44_100),
    form("mp3", bitrate=48_000, channels=1, rate=24_000),
    form("mp3", bitrate=320_000, rate=48_000),
    form("opus", bitrate=48_000),
    form("opus", bitrate=24_000, channels=1),
    form("aac", bitrate=96_000),
    form("aac", bitrate=64_000, channels=1, rate=44_100),
    form("flac", bits=24),
    form("flac", bits=16, channels=1, rate=44_100),
    form("wav", bits=24),
    form("wav", bits=16, channels=1, rate=32_000),
    form("bwf", bits=24),
]


def named(made: DeliveryFormat) -> str:
    return f"{made.name}-{made.bitrate or made.bits}-{made.channels}ch-{made.sample_rate}"


def sound(made: DeliveryFormat, frames: int) -> np.ndarray:
    """Two gliding tones below every codec's low-pass, different on the two sides."""
    time = np.arange(frames)[:, None] / made.sample_rate
    low = np.array([[440.0, 660.0]])[:, : made.channels]
    tones = 0.25 * np.sin(2 * np.pi * (low + 900 * time) * time)
    return tones.astype(np.float32)


def best_shift(heard: np.ndarray, original: np.ndarray) -> int:
    """Find by how many frames a sound must be moved to fit another best."""
    start, end = 20_000, 40_000
    shifts = range(-40, 41)
    fits = [np.sum(heard[start + s : end + s] * original[start:end]) for s in shifts]
    return shifts[int(np.argmax(fits))]


def decoded_by_ffmpeg(path, made: DeliveryFormat) -> np.ndarray:
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-"], capture_output=True, check=True
    ).stdout
    return np.frombuffer(raw, "<f4").reshape(-1, made.channels)


@pytest.mark.parametrize("made", FORMATS, ids=named)
def test_what_is_decoded_is_what_was_encoded(made, tmp_path):
    path = tmp_path / f"a{made.extension}"
    original = sound(made, 70_001)
    assert encode(path, [original[:999], original[999:]], made) == 70_001
    with SoundReader(path) as reader:
        ours = np.concatenate(list(reader.blocks()))
    theirs = decoded_by_ffmpeg(path, made)
    assert ours.shape == original.shape
    surplus = 1024 if made.name == "aac" else 0  # ffmpeg gives AAC's last block whole
    assert len(original) <= len(theirs) <= len(original) + surplus
    for heard in (ours, theirs):
        # Opus at a low rate resamples inside, by a filter whose delay is no whole number.
        assert abs(best_shift(heard, original)) <= (made.name == "opus")
        apart = np.sqrt(np.mean((heard[: len(original)] - original)[10_000:60_000] ** 2))
        assert apart < (3e-5 if made.bits else 0.04)


@pytest.mark.parametrize("made", FORMATS, ids=named)
def test_the_same_sound_gives_the_same_bytes(made, tmp_path):
    original = sound(made, 30_000)
    first, second = tmp_path / "first", tmp_path / "second"
    encode(first, [original], made, workers=1)
    encode(second, (original[i : i + 777] for i in range(0, 30_000, 777)), made, workers=2)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("made", FORMATS, ids=named)
def test_digital_silence_stays_digital_silence(made, tmp_path):
    path = tmp_path / f"a{made.extension}"
    encode(path, [np.zeros((50_000, made.channels), np.float32)], made)
    with SoundReader(path) as reader:
        heard = np.concatenate(list(reader.blocks()))
    assert len(heard) == 50_000
    assert np.abs(heard).max() < 1e-4
