"""The chunks of a tagged broadcast WAV, read back by wavinfo and byte for byte."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
import wavinfo

from radioprog.audio.codecs.formats import Container
from radioprog.audio.codecs.wav import write_wav
from radioprog.kernel.units import Hertz, Samples
from radioprog.programme.tags.model import Cues
from radioprog.programme.tags.write import tag_file
from tests.programme.tags.test_write import TAGS

RATE = Hertz(44_100)
CUES = Cues(Samples(24_000), Samples(96_000), Samples(240_000), Samples(280_000))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    sound = np.random.default_rng(1).integers(-(2**20), 2**20, (6 * RATE, 1), dtype=np.int32)
    path = tmp_path / "plain.wav"
    write_wav(path, [sound], rate=RATE, channels=1, bits=24)
    return path


def cart_of(path: Path) -> bytes:
    data = path.read_bytes()
    place = data.index(b"cart") + 8
    return data[place : place + int.from_bytes(data[place - 4 : place], "little")]


def test_bext_and_cart_tell_what_the_tags_know(plain: Path) -> None:
    tagged = plain.with_name("tagged.wav")
    tag_file(plain, tagged, replace(TAGS, cues=CUES), Container.BWF)
    bext = wavinfo.WavInfoReader(str(tagged)).bext
    assert bext.version == 2
    assert bext.originator_date == "2015-07-18"
    assert bext.loudness_value == pytest.approx(-16.02)
    assert bext.coding_history.startswith("A=PCM,F=44100,W=24,M=mono,T=radioprog 0.1.0")
    cart = cart_of(tagged)
    assert cart[616:680].rstrip(b"\0") == b"yes; engine=espeak; segments=1-3"
    assert cart[452:462] == b"2015-07-18"
    assert f"TITLE={TAGS.title}\r\n".encode() in cart[2048:]
    assert b"SYNTHETIC_VOICE=yes; engine=espeak; segments=1-3\r\n" in cart[2048:]
    timers = dict(struct.iter_unpack("<4sI", cart[684:724]))
    assert timers == {
        b"AUDs": 22_050,
        b"INTs": 22_050,
        b"INTe": 88_200,
        b"SEGs": 220_500,
        b"AUDe": 257_250,
    }


def test_the_sound_is_the_same(plain: Path) -> None:
    tagged = plain.with_name("tagged.wav")
    tag_file(plain, tagged, TAGS, Container.BWF)
    before, after = (soundfile.read(path, dtype="int32")[0] for path in (plain, tagged))
    assert np.array_equal(before, after)


def test_a_timer_never_stands_behind_the_end(plain: Path) -> None:
    tagged = plain.with_name("tagged.wav")
    tag_file(plain, tagged, replace(TAGS, cues=replace(CUES, last_sound=10**9)), Container.BWF)
    timers = dict(struct.iter_unpack("<4sI", cart_of(tagged)[684:724]))
    assert timers[b"AUDe"] == 6 * RATE


@pytest.mark.parametrize("container", [Container.WAV, Container.BWF])
def test_another_parser_finds_chapters_and_marks(plain: Path, container: Container) -> None:
    tagged = plain.with_name("tagged.wav")
    tag_file(plain, tagged, TAGS, container)
    data = tagged.read_bytes()
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    with av.open(str(tagged)) as file:
        titles = [one["metadata"]["title"] for one in file.chapters()]
        assert file.metadata["SYNTHETIC_VOICE"] == TAGS.synthetic
        assert file.metadata["title"] == TAGS.title
    assert titles == [one.title for one in TAGS.chapters]
    same, _ = soundfile.read(tagged, dtype="int32")
    wanted, _ = soundfile.read(plain, dtype="int32")
    assert (same == wanted).all()


@pytest.mark.parametrize("container", [Container.WAV, Container.BWF])
def test_players_without_id3_show_the_texts(plain: Path, container: Container) -> None:
    tagged = plain.with_name("tagged.wav")
    tag_file(plain, tagged, TAGS, container)
    info = wavinfo.WavInfoReader(str(tagged), info_encoding="utf-8").info
    assert (info.title, info.product, info.artist) == (TAGS.title, TAGS.series, TAGS.producer)
    mark = f"SYNTHETIC_VOICE={TAGS.synthetic}; SCRIPT_FINGERPRINT={TAGS.fingerprint}"
    assert info.comment == mark
    assert info.created_date == "2015-07-18"
