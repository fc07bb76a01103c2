"""Instruments: each note is what it was when the tunes of the station were made.

A fingerprint of a sound is the level of its thirds and how far it follows a sweep through all
frequencies: a change of pitch, timbre, decay or of a single partial moves one of them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from radioprog.audio.synth.instruments import (
    Mono,
    banded,
    bass,
    bell,
    clapper,
    drum,
    flute,
    pad,
    pitch,
    silence,
    zither,
)
from radioprog.kernel.units import MIX_RATE, Seconds


def fingerprint(sound: Mono) -> list[float]:
    levels = [float(np.sqrt((part**2).mean())) for part in np.array_split(sound, 3)]
    sweep = np.sin(np.pi * np.arange(sound.size) ** 2 / (2 * sound.size))
    return [*levels, float(sound @ sweep / np.sqrt(sound.size))]


@pytest.mark.parametrize(
    ("play", "size", "prints"),
    [
        pytest.param(
            lambda: zither("A4", Seconds(1.0)),
            48000,
            [0.44360005, 0.26838202, 0.14775435, 0.48084377],
            id="plucked",
        ),
        pytest.param(
            lambda: zither("D5", Seconds(1.0), trill=True),
            48000,
            [0.44325853, 0.2681973, 0.14799137, 0.38868742],
            id="pressed",
        ),
        pytest.param(
            lambda: zither("G3", Seconds(0.6)),
            28800,
            [0.48515208, 0.35563509, 0.20372635, -0.23827512],
            id="low string",
        ),
        pytest.param(
            lambda: zither("A7", Seconds(0.3)),
            14400,
            [0.38546297, 0.32800262, 0.11735064, -0.08899891],
            id="highest string",
        ),
        pytest.param(
            lambda: flute("E5", Seconds(0.8), seed=1),
            38400,
            [0.35105085, 0.3851226, 0.31615833, 0.05361538],
            id="flute",
        ),
        pytest.param(
            lambda: pad("C4", Seconds(1.2), detune=5.0),
            57600,
            [0.22405451, 0.35162344, 0.13887272, -0.0009456],
            id="pad",
        ),
        pytest.param(
            lambda: pad("F#4", Seconds(3.6), detune=-5.0),
            172800,
            [0.26732946, 0.36657376, 0.19198704, 0.00436209],
            id="long pad",
        ),
        pytest.param(
            lambda: bass("C2", Seconds(1.0)),
            48000,
            [0.49904268, 0.3652904, 0.20917365, 0.0823131],
            id="bass",
        ),
        pytest.param(
            lambda: drum(), 43200, [0.40854192, 0.10620893, 0.02618818, 0.44413049], id="drum"
        ),
        pytest.param(
            lambda: clapper(), 12000, [0.22418936, 0.00119458, 6.58e-06, -0.42687183], id="clapper"
        ),
        pytest.param(
            lambda: bell("G5", Seconds(1.0)),
            48000,
            [0.40040315, 0.26674086, 0.12970638, -0.04926281],
            id="bell",
        ),
        pytest.param(
            lambda: banded(np.sin(np.arange(9600) ** 2 / 6000), 320.0, 3_300.0),
            9600,
            [0.40191324, 5.033e-05, 0.00902688, 1.02415161],
            id="band",
        ),
    ],
)
def test_a_note_sounds_as_it_did(play: Callable[[], Mono], size: int, prints: list[float]) -> None:
    sound = play()
    assert sound.dtype == np.float64
    assert sound.size == size
    assert fingerprint(sound) == pytest.approx(prints, rel=1e-5, abs=2e-7)


@pytest.mark.parametrize(
    ("note", "hertz"),
    [("A4", 440.0), ("A3", 220.0), ("C4", 261.6256), ("F#3", 184.9972), ("B4", 493.8833)],
)
def test_pitches_are_equally_tempered(note: str, hertz: float) -> None:
    assert pitch(note) == pytest.approx(hertz, abs=1e-4)


def test_silence_lasts() -> None:
    assert np.array_equal(silence(Seconds(0.1)), np.zeros(4800))


def test_a_band_keeps_its_middle_and_drops_the_rest() -> None:
    time = np.arange(MIX_RATE) / MIX_RATE
    kept = {
        hertz: float(np.abs(banded(np.sin(2 * np.pi * hertz * time), 500.0, 2_000.0)).max())
        for hertz in (100, 500, 1_000, 2_000, 8_000)
    }
    assert kept[1_000] == pytest.approx(1.0, abs=0.01)
    assert kept[500] == pytest.approx(0.5, abs=0.01)
    assert kept[2_000] == pytest.approx(0.5, abs=0.01)
    assert kept[100] < 1e-4
    assert kept[8_000] < 1e-4
