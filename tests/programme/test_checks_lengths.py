"""Lengths in words, and cuts and fades at the very edge of a recording."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radioprog.kernel.findings import Place
from radioprog.kernel.units import Seconds, to_samples
from radioprog.programme.checks import cut_findings, fade_findings, spell
from radioprog.programme.rundown import ItemKind
from radioprog.programme.sound import Sound
from radioprog.script.model import SoundCue, SoundKind
from tests.programme.fakes import cue, lay, script, sounds

CUE = SoundCue(SoundKind.CLIP, "a.wav", place=Place("s.md", 3, 1))
TEN = Sound("s", to_samples(Seconds(10.0)))


@pytest.mark.parametrize(
    ("seconds", "vi", "en"),
    [
        (0.0, "0,0 giây", "0.0 s"),
        (0.3125, "0,3 giây", "0.3 s"),
        (1.0, "1,0 giây", "1.0 s"),
        (59.9, "59,9 giây", "59.9 s"),
        (59.94, "59,9 giây", "59.9 s"),
        (59.95, "1 phút", "1 min"),
        (60.0, "1 phút", "1 min"),
        (61.0, "1 phút 1 giây", "1 min 1 s"),
        (119.6, "2 phút", "2 min"),
        (570.0, "9 phút 30 giây", "9 min 30 s"),
        (3600.0, "1 giờ", "1 h"),
        (3601.0, "1 giờ 1 giây", "1 h 1 s"),
        (3660.0, "1 giờ 1 phút", "1 h 1 min"),
        (7322.0, "2 giờ 2 phút 2 giây", "2 h 2 min 2 s"),
    ],
)
def test_a_length_in_words(seconds: float, vi: str, en: str) -> None:
    told = spell(to_samples(Seconds(seconds)))
    assert (told.vi, told.en) == (vi, en)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (None, None, None),
        (0.0, 10.0, None),
        (9.9, None, None),
        (10.0, None, "cut-outside"),
        (11.0, 12.0, "cut-outside"),
        (None, 10.02, None),
        (None, 10.5, "cut-outside"),
        (5.0, 11.0, "cut-outside"),
    ],
)
def test_a_cut_lies_within_its_file(
    start: float | None, end: float | None, code: str | None
) -> None:
    asked = replace(
        CUE,
        start=None if start is None else Seconds(start),
        end=None if end is None else Seconds(end),
    )
    found = cut_findings(asked, TEN)
    assert [(each.code, str(each.place)) for each in found] == (
        [(code, "s.md:3:1")] if code else []
    )
    assert all("a.wav" in each.render("vi") for each in found)


@pytest.mark.parametrize(
    ("fade_in", "fade_out", "told"),
    [(None, None, 0), (1.0, 1.0, 0), (2.0, 2.0, 1), (5.0, None, 1), (None, 5.0, 1), (0.5, 0.5, 0)],
)
def test_fades_are_no_longer_than_what_is_played(
    fade_in: float | None, fade_out: float | None, told: int
) -> None:
    made = script(cue("clip"))
    (item, *_) = [each for each in lay(made, sounds=sounds(made)).items if each.cue]
    assert item.kind is ItemKind.CLIP and item.cue is not None
    asked = replace(
        item.cue,
        fade_in=None if fade_in is None else Seconds(fade_in),
        fade_out=None if fade_out is None else Seconds(fade_out),
    )
    three = replace(item, cue=asked, length=to_samples(Seconds(3.0)))
    assert [each.code for each in fade_findings(three)] == ["fade-too-long"] * told
    assert fade_findings(replace(three, cue=None)) == []
