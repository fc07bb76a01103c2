"""Aiming: the gain that is chosen gives the loudness that was said, and moves only if it must."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radioprog.audio.master.level import aim_again, aim_at
from radioprog.audio.master.limiter import limited
from radioprog.audio.master.peak_map import STRETCH
from radioprog.audio.master.peak_reduction import CELL, Relief
from radioprog.audio.master.prepare import Shape, prepare
from radioprog.audio.meter.loudness import LoudnessMeter
from radioprog.kernel.units import Dbtp, Hertz, LoudnessUnits, Lufs
from radioprog.programme.delivery import DELIVERIES
from tests.audio import programmes

STATION = DELIVERIES["station"]
CEILING = Dbtp(-1.9)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    sound = (3.0 * programmes.speech(20)).astype(np.float32)
    made = prepare(lambda _: [sound], [STATION], folder=tmp_path_factory.mktemp("spool"))
    yield made[Shape.of(STATION)]
    made[Shape.of(STATION)].close()


def heard(prepared, setting) -> float:
    meter = LoudnessMeter(Hertz(44_100), 1)
    for block in limited(prepared.sound.blocks(), setting, rate=Hertz(44_100), channels=1):
        meter.push(block)
    return meter.result().integrated


@pytest.mark.parametrize("loudness", [-23.0, -16.0, -14.0])
def test_the_limited_sound_is_as_loud_as_was_said(prepared, loudness):
    aimed = aim_at(prepared, Lufs(loudness), CEILING)
    assert aimed.loudness == pytest.approx(loudness, abs=0.011)
    assert heard(prepared, aimed.setting) == pytest.approx(aimed.loudness, abs=0.02)


def test_beginning_from_an_earlier_answer_gives_the_same(prepared):
    first = aim_at(prepared, Lufs(-16.0), CEILING, near=LoudnessUnits(0.1))
    again = aim_at(prepared, Lufs(-15.7), CEILING, after=first)
    alone = aim_at(prepared, Lufs(-15.7), CEILING)
    assert again.setting.decibels == pytest.approx(alone.setting.decibels, abs=0.05)
    assert round(again.setting.decibels, 3) == again.setting.decibels


def relief(seconds: float, count: int) -> Relief:
    cells = np.zeros(int(20 * 44_100 / STRETCH / CELL), np.float32)
    first = int(seconds * 44_100 / STRETCH / CELL)
    cells[first : first + count] = 2.0
    return Relief.from_cells(cells)


def test_the_gain_stays_where_a_small_relief_changes_next_to_nothing(prepared):
    aimed = aim_at(prepared, Lufs(-16.0), CEILING)
    again = aim_again(
        prepared, aimed, relief(7, 2), missing=LoudnessUnits(0.05), near=LoudnessUnits(0.12)
    )
    assert again.setting == replace(aimed.setting, relief=again.setting.relief)
    assert again.setting.relief
    assert heard(prepared, again.setting) == pytest.approx(again.loudness, abs=0.02)


@pytest.mark.parametrize(("count", "missing"), [(600, 0.0), (2, 0.5)])
def test_the_gain_moves_where_the_loudness_would_be_missed(prepared, count, missing):
    aimed = aim_at(prepared, Lufs(-16.0), CEILING)
    again = aim_again(
        prepared, aimed, relief(7, count), missing=LoudnessUnits(missing), near=LoudnessUnits(0.12)
    )
    assert again.setting.decibels > aimed.setting.decibels
    assert heard(prepared, again.setting) == pytest.approx(-16.0 + missing, abs=0.03)
