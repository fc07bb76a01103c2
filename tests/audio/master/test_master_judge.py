"""The judge that listens while a file is written hears what a reader of the finished file hears."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radioprog.audio.codecs import lame
from radioprog.audio.codecs.formats import Codec, Container, DeliveryFormat
from radioprog.audio.codecs.lame import Kept
from radioprog.audio.codecs.mp3 import Mp3File, is_intact
from radioprog.audio.convert import resample
from radioprog.audio.master.master import encoded, judged
from radioprog.kernel.units import BitRate, Dbtp, Hertz, Lufs
from tests.audio import programmes


def mp3(rate: int, channels: int, bitrate: int) -> DeliveryFormat:
    return DeliveryFormat(
        "x",
        Codec.MP3,
        Container.MP3,
        BitRate(bitrate),
        channels,
        Hertz(rate),
        None,
        Lufs(-16.0),
        Dbtp(-1.0),
    )


FORMS = [mp3(44_100, 1, 64_000), mp3(48_000, 2, 128_000), mp3(24_000, 1, 48_000)]


def sound(form: DeliveryFormat, seconds: float) -> np.ndarray:
    heard = 3 * programmes.speech(seconds) + 0.1 * programmes.music(seconds)[:, : form.channels]
    return resample(heard.astype(np.float32), Hertz(48_000), form.sample_rate)


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("cut", [0, 1, 575, 1_100])
def test_it_hears_the_finished_file_sample_for_sample(form, cut, tmp_path, monkeypatch):
    monkeypatch.setattr(lame, "_CHUNK", 245)
    line = sound(form, 14)
    line = line[: len(line) - cut]
    with Kept(tmp_path) as kept:
        frames, heard = encoded(tmp_path / "x.mp3", [line], form, workers=2, kept=kept)
    read = judged(tmp_path / "x.mp3", form)
    assert frames == len(line) == heard.frames == read.frames
    assert heard.loudness == read.loudness
    assert heard.traits == read.traits
    assert np.array_equal(heard.momentary, read.momentary)
    assert np.array_equal(heard.short_term, read.short_term)


@pytest.mark.parametrize("seconds", [0.1, 0.3])
def test_it_hears_a_very_short_file(seconds, tmp_path):
    line = sound(FORMS[0], 3)[: int(seconds * 44_100)]
    with Kept(tmp_path) as kept:
        _, heard = encoded(tmp_path / "x.mp3", [line], FORMS[0], workers=2, kept=kept)
    read = judged(tmp_path / "x.mp3", FORMS[0])
    assert (heard.frames, heard.loudness) == (read.frames, read.loudness)


def spoiled(monkeypatch, spoil) -> None:
    finish = Mp3File.finish

    def worse(self, samples):
        finish(self, samples)
        spoil(self._stream)

    monkeypatch.setattr(Mp3File, "finish", worse)


def overwritten(stream) -> None:
    stream.seek(2_000)
    stream.write(b"\0")


@pytest.mark.parametrize(
    "spoil", [overwritten, lambda stream: stream.truncate(20_000)], ids=["changed", "short"]
)
def test_a_file_that_is_not_what_was_heard_is_found_out(spoil, tmp_path, monkeypatch):
    spoiled(monkeypatch, spoil)
    with Kept(tmp_path) as kept:
        frames, heard = encoded(
            tmp_path / "x.mp3", [sound(FORMS[0], 5)], FORMS[0], workers=2, kept=kept
        )
    assert not is_intact(tmp_path / "x.mp3")
    assert heard.frames != frames


def test_a_header_that_tells_another_length_is_found_out(tmp_path, monkeypatch):
    finish = Mp3File.finish
    monkeypatch.setattr(Mp3File, "finish", lambda self, samples: finish(self, samples - 7))
    with Kept(tmp_path) as kept:
        frames, heard = encoded(
            tmp_path / "x.mp3", [sound(FORMS[0], 5)], FORMS[0], workers=2, kept=kept
        )
    assert heard.frames != frames


def test_other_files_are_read_when_they_are_whole(tmp_path):
    form = replace(FORMS[1], codec=Codec.FLAC, container=Container.FLAC, bitrate=None, bits=24)
    with Kept(tmp_path) as kept:
        frames, heard = encoded(tmp_path / "x.flac", [sound(form, 3)], form, workers=2, kept=kept)
    assert heard.frames == frames == 3 * 48_000
