"""Judgement by thresholds: just inside is silent, just outside is a finding with a remedy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from radioprog.audio.meter.quality import (
    MeasuredItem,
    Thresholds,
    as_errors,
    file_findings,
    level_findings,
    silence_findings,
    sound_findings,
)
from radioprog.audio.meter.traits import Stretch, Traits, TraitsTracker
from radioprog.kernel.findings import Place, Severity, Text, composed
from radioprog.kernel.units import Hertz

PLACE = Place("build/a.mp3")


def codes(findings) -> list[str]:
    for found in findings:
        assert found.severity is Severity.WARNING
        assert found.message.vi != found.message.en
        assert found.remedy.vi and found.remedy.en
    return [found.code for found in findings]


GOOD = Traits(
    duration=60.0,
    silences=(Stretch(0.0, 1.0), Stretch(58.5, 60.0)),
    correlation=0.4,
    mono_loss=1.5,
    offsets=(0.001, -0.001),
    powers=(0.01, 0.02),
)


def test_good_sound_has_no_findings():
    assert sound_findings(GOOD, place=PLACE) == ()
    assert sound_findings(Traits(duration=3.0, offsets=(0.0,), powers=(0.01,))) == ()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (10.0, 11.9, []),
        (10.0, 12.0, ["undeclared-silence"]),
        (10.0, 15.0, ["undeclared-silence"]),
        (0.0, 1.9, []),
        (0.0, 2.1, ["head-silence"]),
        (57.0, 60.0, []),
        (55.0, 60.0, ["tail-silence"]),
        (0.0, 60.0, ["silent-recording"]),
    ],
)
def test_silences_by_their_place_and_length(start, end, expected):
    traits = Traits(duration=60.0, silences=(Stretch(start, end),))
    found = silence_findings(traits, place=PLACE)
    assert codes(found) == expected
    assert all(one.details == {"start": start, "end": end} for one in found)


def test_a_long_silence_is_said_more_strongly():
    traits = Traits(duration=60.0, silences=(Stretch(10.0, 13.0), Stretch(20.0, 24.5)))
    short, long = silence_findings(traits)
    assert "off air" in long.message.en and "off air" not in short.message.en


def test_a_declared_pause_is_meant():
    traits = Traits(duration=60.0, silences=(Stretch(10.0, 13.5),))
    assert silence_findings(traits, declared=[Stretch(10.2, 13.2)]) == ()
    assert codes(silence_findings(traits, declared=[Stretch(10.2, 11.2)])) == ["undeclared-silence"]
    assert codes(silence_findings(traits, declared=[Stretch(20.0, 30.0)])) == ["undeclared-silence"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"clipped_runs": 3}, "clipping"),
        ({"correlation": -0.3, "mono_loss": 5.0}, "out-of-phase"),
        ({"out_of_phase": (Stretch(5.0, 8.0),)}, "out-of-phase"),
        ({"mono_loss": 6.5}, "mono-loss"),
        ({"offsets": (0.0, -0.02)}, "dc-offset"),
        ({"powers": (0.01, 0.0)}, "missing-channel"),
        ({"powers": (1e-7, 0.01)}, "missing-channel"),
        ({"powers": (0.01, 0.01 * 10**-1.81)}, "uneven-channels"),
        ({"powers": (0.01 * 10**-3.99, 0.01)}, "uneven-channels"),
    ],
)
def test_each_fault_of_a_sound_has_its_code(change, expected):
    values = {name: getattr(GOOD, name) for name in Traits.__slots__}
    found = sound_findings(Traits(**{**values, **change}), place=PLACE)
    assert codes(found) == [expected]
    assert found[0].place == PLACE


def test_channels_a_little_apart_are_a_stereo_picture_and_silence_has_no_softer_one():
    values = {name: getattr(GOOD, name) for name in Traits.__slots__}
    assert sound_findings(Traits(**{**values, "powers": (0.01, 0.01 * 10**-1.79)})) == ()
    assert sound_findings(Traits(**{**values, "powers": (0.0, 0.0)})) == ()
    (told,) = sound_findings(Traits(**{**values, "powers": (0.01, 1e-4)}))
    assert "phải nhỏ hơn kênh kia 20 dB" in told.message.vi


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"rate": 8000}, ["telephone-sound"]),
        ({"rate": 11025}, []),
        ({"codec": "mp3float", "bit_rate": 16000}, ["low-bitrate"]),
        ({"codec": "mp3", "bit_rate": 32000}, []),
        ({"codec": "opus", "bit_rate": 16000}, []),
        ({"codec": "mp3", "bit_rate": None}, []),
        ({"duration": 0.05}, ["clip-too-short"]),
        ({"duration": 0.1}, []),
        ({"duration": 0.0}, []),
    ],
)
def test_what_a_file_is_can_be_a_fault_whatever_is_heard_in_it(change, expected):
    usual = {"codec": "pcm_s16le", "rate": 44100, "bit_rate": 1411200, "duration": 60.0}
    found = file_findings(**{**usual, **change}, place=PLACE)
    assert codes(found) == expected
    assert all(one.place == PLACE for one in found)


def test_thresholds_are_data():
    traits = Traits(duration=60.0, silences=(Stretch(10.0, 11.2),))
    assert codes(silence_findings(traits, thresholds=Thresholds(silence=1.0))) == [
        "undeclared-silence"
    ]


def item(name: str, *, loudness=None) -> MeasuredItem:
    return MeasuredItem(name, Place("scripts/a.md", len(name)), loudness)


def test_a_step_of_more_than_three_units_is_named_at_the_later_item():
    items = [
        item("a", loudness=-16.0),
        item("bb", loudness=-19.0),
        item("im"),
        item("dddd", loudness=-15.9),
    ]
    (found,) = level_findings(items)
    assert codes([found]) == ["level-jump"]
    assert (found.place.line, found.details["jump_lu"]) == (4, 3.1)
    assert "-3 dB" in found.remedy.en


def test_strict_turns_warnings_and_only_warnings_to_errors():
    told = composed("note", Severity.INFO, Text("a", "b"), Text("", ""))
    warned = sound_findings(Traits(duration=1.0, clipped_runs=2))
    assert [found.severity for found in as_errors([*warned, told])] == [
        Severity.ERROR,
        Severity.INFO,
    ]


def _with_hum(tones: dict[float, float], *, pauses: bool = True) -> Traits:
    """Speech-like bursts of 300 Hz with tones below them, six seconds."""
    time = np.arange(6 * 24_000) / 24_000
    sound = sum(level * np.sin(2 * np.pi * tone * time) for tone, level in tones.items())
    sound = sound + np.where((time % 2 < 1) if pauses else True, 0.2, 0.0) * np.sin(
        600 * np.pi * time
    )
    tracker = TraitsTracker(Hertz(24_000), 1)
    tracker.push(sound.astype(np.float32)[:, None])
    return tracker.result()


@pytest.mark.parametrize(
    "tones", [{50.0: 0.02}, {100.0: 0.01, 50.0: 0.003}, {50.0: 0.004, 150.0: 0.004}]
)
def test_mains_hum_in_the_pauses_is_told_with_its_level(tones):
    traits = _with_hum(tones)
    (found,) = [each for each in sound_findings(traits) if each.code == "mains-hum"]
    wanted = 10 * math.log10(sum(level**2 / 2 for level in tones.values()))
    assert abs(found.details["hum_dbfs"] - wanted) < 0.2


@pytest.mark.parametrize(
    ("tones", "pauses"),
    [
        ({}, True),
        ({50.0: 0.0005}, True),
        ({440.0: 0.05}, True),
        ({60.0: 0.05}, True),
        ({50.0: 0.02}, False),
    ],
)
def test_other_tones_faint_hum_and_sound_without_pauses_are_no_mains_hum(tones, pauses):
    codes = [each.code for each in sound_findings(_with_hum(tones, pauses=pauses))]
    assert "mains-hum" not in codes
