"""Every lossy form that a workspace may ask for has a habit, and a sensible one."""

from __future__ import annotations

import itertools

import pytest

from radioprog.audio.codecs.formats import FORMS, Codec, DeliveryFormat
from radioprog.audio.master.level import habit_of


def form(kind: str, bitrate: int | None, channels: int) -> DeliveryFormat:
    codec, container = FORMS[kind]
    bits = 24 if bitrate is None else None
    return DeliveryFormat("x", codec, container, bitrate, channels, 48_000, bits, -16.0, -1.0)


@pytest.mark.parametrize("kind", ["mp3", "opus", "aac"])
def test_better_quality_needs_no_more_room(kind):
    for channels in (1, 2):
        habits = [habit_of(form(kind, rate, channels)) for rate in range(8_000, 320_001, 8_000)]
        rises = [habit.room - habit.level for habit in habits]
        assert all(0.2 <= rise <= 1.6 for rise in rises)
        assert all(later <= earlier + 1e-9 for earlier, later in itertools.pairwise(rises))


@pytest.mark.parametrize(
    ("bitrate", "level"), [(64_000, -0.4455), (160_000, -0.4455), (192_000, -0.26), (320_000, 0)]
)
def test_lame_lowers_by_its_scale(bitrate, level):
    assert habit_of(form("mp3", bitrate, 2)).level == pytest.approx(level, abs=0.01)


def test_what_keeps_every_sample_needs_nothing():
    for kind in ("flac", "wav", "bwf"):
        made = form(kind, None, 2)
        assert made.codec in (Codec.FLAC, Codec.PCM)
        assert (habit_of(made).level, habit_of(made).room) == (0.0, 0.0)
