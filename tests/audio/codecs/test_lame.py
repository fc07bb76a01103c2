"""Chunks encoded side by side and joined: the same sound as one encoder's, sample for sample."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.audio.codecs import lame
from radioprog.audio.codecs.dither import dithered
from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.lame import Kept, Mp3Form, encode_mp3
from radioprog.audio.codecs.mp3 import ENCODER_DELAY, frame_samples, frames_of
from radioprog.audio.convert import resample
from tests.audio import programmes

FORMS = [Mp3Form(44_100, 1, 64_000), Mp3Form(44_100, 2, 128_000), Mp3Form(24_000, 1, 48_000)]
SETTLING = 1_105
"""Samples after a decoder's start until its filters hold only what it was given."""


@pytest.fixture
def short_chunks(monkeypatch):
    monkeypatch.setattr(lame, "_CHUNK", 245)
    monkeypatch.setattr(lame, "_OVERLAP", 120)


def programme(form: Mp3Form, seconds: float = 25) -> np.ndarray:
    sound = 5 * programmes.speech(seconds) + 0.2 * programmes.music(seconds)[:, : form.channels]
    at_rate = resample(sound.astype(np.float32), 48_000, form.rate)
    return np.concatenate(list(dithered([at_rate], channels=form.channels)))


def decoded(path) -> np.ndarray:
    with SoundReader(path) as reader:
        return np.concatenate(list(reader.blocks()))


def serial(path, pcm, form, monkeypatch) -> np.ndarray:
    with monkeypatch.context() as patch:
        patch.setattr(lame, "_CHUNK", 10**6)
        encode_mp3(path, [pcm], form)
    return decoded(path)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_joined_chunks_decode_as_one_encoders_work(form, short_chunks, tmp_path, monkeypatch):
    pcm = programme(form)
    seams = []
    find = lame._agreement
    monkeypatch.setattr(lame, "_agreement", lambda *a: seams.append(find(*a)) or seams[-1])
    encode_mp3(tmp_path / "joined.mp3", [pcm], form)
    assert len(seams) >= 3
    assert all(seam is not None for seam in seams)
    joined = decoded(tmp_path / "joined.mp3")
    assert joined.shape == pcm.shape
    assert np.array_equal(joined, serial(tmp_path / "serial.mp3", pcm, form, monkeypatch))


@pytest.mark.parametrize("form", FORMS[:1], ids=str)
def test_each_chunk_decodes_as_it_does_alone(form, short_chunks, tmp_path, monkeypatch):
    """From each seam to the next, the joined file holds what that chunk's own file holds."""
    pcm = programme(form)
    seams = [0]
    find = lame._agreement
    monkeypatch.setattr(lame, "_agreement", lambda *a: seams.append(find(*a)) or seams[-1])
    encode_mp3(tmp_path / "joined.mp3", [pcm], form)
    monkeypatch.undo()
    monkeypatch.setattr(lame, "_CHUNK", 245)
    joined = decoded(tmp_path / "joined.mp3")
    spf, chunk = frame_samples(form.rate), form.chunk
    borders = [number * chunk + seam for number, seam in enumerate(seams)]
    for number in range(1, len(seams)):
        begin = number * chunk * spf
        alone = serial(tmp_path / "alone.mp3", pcm[begin:], form, monkeypatch)
        start = borders[number] * spf - ENCODER_DELAY
        is_last = number + 1 == len(seams)
        end = len(pcm) if is_last else borders[number + 1] * spf - ENCODER_DELAY - SETTLING
        assert np.array_equal(joined[start:end], alone[start - begin : end - begin])


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_file_does_not_depend_on_the_threads(form, short_chunks, tmp_path):
    pcm = programme(form, 15)
    files = []
    for workers, block in ((1, 10**6), (2, 4_000), (5, 99_999)):
        blocks = (pcm[i : i + block] for i in range(0, len(pcm), block))
        encode_mp3(tmp_path / "a.mp3", blocks, form, workers=workers)
        files.append((tmp_path / "a.mp3").read_bytes())
    assert files[0] == files[1] == files[2]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_where_encoders_never_agree_the_first_goes_on(form, short_chunks, tmp_path, monkeypatch):
    pcm = programme(form, 15)
    serial(tmp_path / "serial.mp3", pcm, form, monkeypatch)
    monkeypatch.setattr(lame, "_agreement", lambda *_: None)
    encode_mp3(tmp_path / "a.mp3", [pcm], form)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "serial.mp3").read_bytes()


def test_late_agreement_is_waited_for(short_chunks, tmp_path, monkeypatch):
    """The first two looks find nothing; the third, with more of the next chunk, does."""
    form = FORMS[0]
    pcm = programme(form, 15)
    find, looks = lame._agreement, []

    def reluctant(earlier, later, border):
        looks.append(len(earlier))
        return find(earlier, later, border) if len(looks) % 3 == 0 else None

    monkeypatch.setattr(lame, "_agreement", reluctant)
    encode_mp3(tmp_path / "a.mp3", [pcm], form)
    assert looks[0] < looks[1] < looks[2]
    monkeypatch.setattr(lame, "_agreement", find)
    expected = serial(tmp_path / "serial.mp3", pcm, form, monkeypatch)
    assert np.array_equal(decoded(tmp_path / "a.mp3"), expected)


def test_no_frame_is_lost_at_a_seam(short_chunks, tmp_path):
    form = FORMS[0]
    pcm = programme(form, 15)
    encode_mp3(tmp_path / "a.mp3", [pcm], form)
    _, *frames = frames_of((tmp_path / "a.mp3").read_bytes())
    needed = (len(pcm) + ENCODER_DELAY) / frame_samples(form.rate)
    assert needed <= len(frames) <= needed + 3


@pytest.fixture
def counted(monkeypatch) -> list[Mp3Form]:
    started: list[Mp3Form] = []
    start = lame._start
    monkeypatch.setattr(lame, "_start", lambda form: started.append(form) or start(form))
    monkeypatch.setattr(lame, "_CHUNK", 245)
    return started


def changed(pcm: np.ndarray, place: int) -> np.ndarray:
    other = pcm.copy()
    other[place : place + 500] //= 2
    return other


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("part", [0.0, 0.3, 0.55, 0.97])
def test_only_the_changed_chunk_is_encoded_again(form, part, counted, tmp_path):
    pcm = programme(form, 40)
    other = changed(pcm, int(part * len(pcm)))
    with Kept(tmp_path) as kept:
        encode_mp3(tmp_path / "first.mp3", [pcm], form, kept=kept)
        chunks = len(counted)
        encode_mp3(tmp_path / "second.mp3", [other], form, kept=kept)
    assert chunks >= 5
    assert len(counted) - chunks <= 2
    encode_mp3(tmp_path / "fresh.mp3", [other], form)
    assert (tmp_path / "second.mp3").read_bytes() == (tmp_path / "fresh.mp3").read_bytes()


def test_the_same_again_is_not_encoded_at_all(counted, tmp_path):
    form = FORMS[0]
    pcm = programme(form, 20)
    with Kept(tmp_path) as kept:
        encode_mp3(tmp_path / "a.mp3", [pcm], form, kept=kept)
        chunks = len(counted)
        encode_mp3(tmp_path / "b.mp3", [pcm], form, kept=kept)
    assert len(counted) == chunks
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


@pytest.mark.parametrize("every", [2, 3])
def test_what_was_kept_can_go_on_where_no_join_is_found(every, counted, tmp_path, monkeypatch):
    """A kept chunk has frames but no encoder; where the earlier must go on, it is made anew."""
    form = FORMS[0]
    pcm = programme(form, 40)
    find = lame._agreement

    def reluctantly() -> None:
        looks = iter(range(10**6))
        monkeypatch.setattr(
            lame, "_agreement", lambda *a: find(*a) if next(looks) % every else None
        )

    with Kept(tmp_path) as kept:
        encode_mp3(tmp_path / "easy.mp3", [pcm], form, kept=kept)
        reluctantly()
        encode_mp3(tmp_path / "kept.mp3", [pcm], form, kept=kept)
    reluctantly()
    encode_mp3(tmp_path / "fresh.mp3", [pcm], form)
    assert (tmp_path / "kept.mp3").read_bytes() == (tmp_path / "fresh.mp3").read_bytes()


def test_nothing_is_left_in_the_folder(tmp_path):
    with Kept(tmp_path) as kept:
        kept.put(b"key", [])
    assert not list(tmp_path.iterdir())


def test_the_last_chunk_of_a_programme_is_another_than_the_same_sound_before_more():
    pcm = np.zeros((10, 1), np.int16)
    assert Kept.key(pcm, is_last=True) != Kept.key(pcm, is_last=False)
