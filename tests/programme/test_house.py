"""The custom of the house, number by number: a change of one is a change of every programme."""

from __future__ import annotations

import pytest

from radioprog.audio.timeline import Lane
from radioprog.programme.house import HOUSE

LEVELS = {
    Lane.SPEECH: 0.0,
    Lane.CLIP: 0.0,
    Lane.JINGLE: 0.0,
    Lane.STING: -1.0,
    Lane.OUTRO: -1.0,
    Lane.SFX: -8.0,
    Lane.BED: -18.0,
}


def test_every_lane_has_its_level() -> None:
    assert dict(HOUSE.levels) == LEVELS
    assert set(LEVELS) == set(Lane)


def test_levels_cannot_be_changed_by_the_way() -> None:
    with pytest.raises(TypeError):
        HOUSE.levels[Lane.BED] = 0.0  # type: ignore[index]


def test_music_makes_room_in_time_and_by_as_much_as_it_should() -> None:
    ducking = HOUSE.ducking
    assert (ducking.depth, ducking.down, ducking.up) == (-13.0, 0.2, 0.25)
    assert (ducking.lead, ducking.hold) == (0.05, 1.5)


def test_speech_stands_where_the_master_expects_it() -> None:
    assert (HOUSE.speech, HOUSE.most_gain) == (-20.0, 30.0)
