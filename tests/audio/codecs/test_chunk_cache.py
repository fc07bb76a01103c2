"""Encoding again after a small change: the bytes of doing all of it, for the work of a little."""

from __future__ import annotations

import numpy as np
import pytest

from radioprog.audio.codecs import lame
from radioprog.audio.codecs.chunk_cache import Kept
from radioprog.audio.codecs.lame import Mp3Form, encode_mp3
from tests.audio.codecs.test_lame import FORMS, programme


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
