"""The mix against a naive one that holds everything in memory."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.mix import ArraySource, render
from radioprog.audio.timeline import Breakpoint, Event, Timeline
from radioprog.kernel.errors import BugError


def naive(timeline, sources, channels):
    out = np.zeros((timeline.length, channels))
    for event in timeline.events:
        frames = sources[event.source].frames[event.offset : event.offset + event.length]
        frames = frames.astype(np.float64)
        if channels == 1:
            frames = frames.mean(axis=1, keepdims=True)
        gain = np.ones(len(frames))
        if event.curve:
            gain = np.interp(
                np.arange(len(frames)), [p.at for p in event.curve], [p.gain for p in event.curve]
            )
        for i, frame in enumerate(frames * gain[:, None]):
            if event.start + i < timeline.length:
                out[event.start + i] += frame
    return out


@st.composite
def plans(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    sources = {
        name: ArraySource(
            rng.uniform(-1, 1, (draw(st.integers(0, 60)), draw(st.integers(1, 2)))).astype("f4")
        )
        for name in "abc"
    }
    events = []
    for _ in range(draw(st.integers(0, 6))):
        name = draw(st.sampled_from("abc"))
        offset = draw(st.integers(0, sources[name].length))
        length = draw(st.integers(0, sources[name].length - offset))
        places = sorted(draw(st.sets(st.integers(-5, 70), max_size=4)))
        curve = tuple(Breakpoint(at, draw(st.sampled_from([0.0, 0.25, 1.0, 2.0]))) for at in places)
        events.append(Event(name, draw(st.integers(0, 80)), length, offset, curve))
    events.sort(key=lambda event: event.start)
    return Timeline(tuple(events), draw(st.integers(0, 150))), sources


@settings(max_examples=200, deadline=None)
@given(plans(), st.integers(1, 2), st.integers(1, 60))
def test_equals_the_naive_mix_at_any_block_size(plan, channels, block):
    timeline, sources = plan
    blocks = list(render(timeline, sources, channels=channels, block=block))
    mixed = np.concatenate([np.zeros((0, channels), "f4"), *blocks])
    assert mixed.dtype == np.float32
    assert mixed.shape == (timeline.length, channels)
    np.testing.assert_allclose(mixed, naive(timeline, sources, channels), atol=2e-6)
    whole = list(render(timeline, sources, channels=channels, block=1000))
    assert np.array_equal(mixed, np.concatenate([np.zeros((0, channels), "f4"), *whole]))


class Watched:
    """A source that notes what was read of it."""

    channels = 1
    length = 10**9

    def __init__(self):
        self.reads = []

    def read(self, start, count):
        self.reads.append((start, count))
        return np.zeros((count, 1), np.float32)


def test_a_source_is_read_only_where_it_sounds():
    watched = Watched()
    event = Event("x", start=1_000, length=500, offset=123_456)
    for _ in render(Timeline((event,), 10_000), {"x": watched}, block=600):
        pass
    assert watched.reads == [(123_456, 200), (123_656, 300)]


def test_what_is_silent_by_its_curve_is_not_read():
    watched = Watched()
    event = Event("x", 0, 1_000, 0, (Breakpoint(0, 0.0),))
    for _ in render(Timeline((event,), 1_000), {"x": watched}):
        pass
    assert watched.reads == []


@pytest.mark.parametrize(
    "event",
    [
        Event("nowhere", 0, 1),
        Event("x", 0, 11),
        Event("x", 0, 5, 6),
        Event("x", -1, 5),
        Event("x", 0, 5, 0, (Breakpoint(4, 1.0), Breakpoint(3, 0.0))),
    ],
)
def test_an_impossible_event_is_named_before_any_sound(event):
    source = ArraySource(np.zeros((10, 1), np.float32))
    with pytest.raises(BugError) as caught:
        render(Timeline((event,), 10), {"x": source})
    assert caught.value.findings[0].code == "bad-timeline"


def test_two_points_at_one_place_are_a_step():
    source = ArraySource(np.ones((6, 1), np.float32))
    curve = (Breakpoint(0, 1.0), Breakpoint(3, 1.0), Breakpoint(3, 0.5))
    mixed = next(render(Timeline((Event("x", 0, 6, 0, curve),), 6), {"x": source}, channels=1))
    assert mixed[:, 0].tolist() == [1, 1, 1, 0.5, 0.5, 0.5]
