"""Pieces of one size out of blocks of any; where an event ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.audio import timeline as module
from radioprog.audio.timeline import (
    Breakpoint,
    Common,
    Event,
    Timeline,
    common_stretches,
    pieces,
)
from radioprog.kernel.units import Factor, Samples


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(1, 9))
def test_pieces_are_the_same_sound_in_one_size(lengths: list[int], size: int) -> None:
    sound = np.arange(2 * sum(lengths), dtype=np.float32).reshape(-1, 2)
    blocks = np.split(sound, np.cumsum(lengths)[:-1]) if lengths else []
    cut = list(pieces(blocks, size, 2))
    assert all(len(piece) == size for piece in cut[:-1])
    assert not cut or 1 <= len(cut[-1]) <= size
    assert sum(map(len, cut)) == len(sound)
    if cut:
        assert np.array_equal(np.concatenate(cut), sound)


def test_an_event_ends_after_its_last_frame() -> None:
    assert Event("a", Samples(10), Samples(5)).end == 15


def mixed(timeline: Timeline) -> np.ndarray:
    """Add up what sounds, each source a noise of its own."""
    out = np.zeros(timeline.length)
    for event in timeline.events:
        noise = np.random.default_rng(sum(map(ord, event.source))).standard_normal(4_000)
        sound = noise[event.offset : event.offset + event.length].copy()
        if event.curve:
            at, gains = zip(*((point.at, point.gain) for point in event.curve), strict=True)
            sound *= np.interp(np.arange(event.length), at, gains)
        out[event.start : event.end] += sound[: max(0, timeline.length - event.start)]
    return out


def shifted(event: Event, by: int) -> Event:
    return Event(
        event.source, Samples(event.start + by), event.length, event.offset, event.curve, event.lane
    )


FADE = (Breakpoint(Samples(10), Factor(1.0)), Breakpoint(Samples(60), Factor(0.25)))
IDENT = Event("ident", Samples(0), Samples(40))
REST = (
    Event("bed", Samples(40), Samples(200), Samples(5), FADE),
    Event("speech", Samples(70), Samples(90)),
    Event("close", Samples(240), Samples(60), Samples(0), FADE),
)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SHORTEST", 8)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("longer", [0, 12, 24, -12])
def test_what_follows_another_ident_is_the_finished_sound_moved(longer: int) -> None:
    finished = Timeline((IDENT, *REST), Samples(300))
    own = Event("own", Samples(0), Samples(40 + longer))
    variant = Timeline((own, *(shifted(each, longer) for each in REST)), Samples(300 + longer))
    found = common_stretches(finished, variant, Samples(12))
    assert found == (Common(Samples(40 + longer), Samples(300 + longer), Samples(longer)),)


@pytest.mark.usefixtures("short")
def test_a_shift_that_is_no_step_of_the_grid_has_nothing_in_common() -> None:
    finished = Timeline((IDENT, *REST), Samples(300))
    variant = Timeline((IDENT, *(shifted(each, 7) for each in REST)), Samples(307))
    assert common_stretches(finished, variant, Samples(12)) == (
        Common(Samples(0), Samples(40), Samples(0)),
    )


@pytest.mark.usefixtures("short")
def test_another_fade_is_another_sound_and_a_flat_one_is_not() -> None:
    bed = Event("bed", Samples(0), Samples(100), Samples(0), FADE)
    steeper = (FADE[0], Breakpoint(Samples(50), Factor(0.25)))
    other = Event("bed", Samples(0), Samples(100), Samples(0), steeper)
    found = common_stretches(
        Timeline((bed,), Samples(100)), Timeline((other,), Samples(100)), Samples(4)
    )
    assert found == (
        Common(Samples(0), Samples(10), Samples(0)),
        Common(Samples(60), Samples(100), Samples(0)),
    )


EVENTS = st.builds(
    Event,
    st.sampled_from("abc"),
    st.integers(0, 120).map(Samples),
    st.integers(1, 60).map(Samples),
    st.sampled_from([0, 5]).map(Samples),
    st.sampled_from([(), FADE, (Breakpoint(Samples(0), Factor(0.5)),)]),
)


@given(st.lists(EVENTS, max_size=5), st.lists(EVENTS, max_size=3), st.integers(-8, 8))
def test_what_is_said_to_be_common_is(kept: list[Event], new: list[Event], by: int) -> None:
    finished = Timeline(tuple(kept), Samples(200))
    moved = [shifted(each, by) if each.start > 60 else each for each in kept]
    variant = Timeline((*new, *moved), Samples(200 + by))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_SHORTEST", 8)
        found = common_stretches(finished, variant, Samples(4))
    before, after = mixed(finished), mixed(variant)
    for each in found:
        there = before[each.start - each.shift : each.end - each.shift]
        assert each.shift % 4 == 0 and each.end - each.start >= 8
        assert np.allclose(after[each.start : each.end], there, rtol=0, atol=1e-12)
