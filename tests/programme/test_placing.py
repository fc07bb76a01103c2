from __future__ import annotations

import itertools
import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.audio.timeline import Breakpoint, Event, Lane, Timeline
from radioprog.kernel.errors import BugError
from radioprog.kernel.units import Decibels, Factor, Lufs, Samples, Seconds, amplitude, to_samples
from radioprog.programme.house import HOUSE
from radioprog.programme.placing import (
    Envelope,
    constant,
    ducked,
    fade,
    line,
    merged,
    place,
    product,
)
from radioprog.programme.rundown import ItemKind, Rundown
from radioprog.script.model import BedEnd, Script
from tests.programme.fakes import at, cue, lay, say, script, sound, sounds, spoken, takes
from tests.programme.test_layout import lay_out, scripts


def gain(event: Event, when: int) -> float:
    """Give an event's gain at a moment of the programme."""
    return Envelope(event.curve).at(when - event.start) if event.curve else 1.0


def lane_gain(timeline: Timeline, lane: Lane, when: int) -> float:
    """Add up the gains of a lane's events that sound at a moment."""
    return sum(
        gain(event, when)
        for event in timeline.events
        if event.lane is lane and event.start <= when < event.end
    )


def test_every_sentence_and_clip_comes_to_the_speech_level() -> None:
    made = script(say("PTV nữ", "A."), say("PTV nam", "B."), cue("clip"))
    said = spoken(made)
    loud = [
        replace(take, loudness=Lufs(level))
        for take, level in zip(takes(said), (-31.0, -12.5), strict=True)
    ]
    plan = lay(made, sounds=sounds(made), takes=loud)
    placed = place(plan)
    for item, one in zip(plan.items, placed.placements, strict=True):
        assert item.sound is not None and item.sound.loudness is not None
        assert item.sound.loudness + one.gain == pytest.approx(HOUSE.speech, abs=1e-9)


def test_a_sentence_too_short_to_measure_gets_its_speakers_usual_gain() -> None:
    made = script(say("PTV nữ", "A."), say("PTV nữ", "Vâng."))
    said = spoken(made)
    known, short = takes(said)
    plan = lay(made, sounds={}, takes=[known, replace(short, loudness=None)])
    first, second = place(plan).placements
    assert second.gain == first.gain == HOUSE.speech + 26.0


def test_a_faint_recording_is_not_lifted_beyond_the_bound() -> None:
    made = script(cue("clip"))
    known = {key: sound(10.0, -69.0) for key in sounds(made)}
    assert place(lay(made, sounds=known)).placements[0].gain == HOUSE.most_gain


def test_a_single_click_stands_at_its_planned_place_at_full_gain() -> None:
    made = script(say("PTV nữ", "A."), cue("clip"))
    known = {key: sound(0.1, None, "click") for key in sounds(made)}
    plan = lay(made, sounds=known, takes=takes(spoken(made)))
    event = place(plan).timeline.events[-1]
    assert event.curve == ()
    assert event.start == at(0.5) + at(2.0) + at(HOUSE.pauses.clip)


def test_written_gain_moves_a_clip_by_as_much() -> None:
    plain = place(lay_out(script(cue("clip")))).placements[0].gain
    quiet = place(lay_out(script(cue("clip", gain=Decibels(-6.0))))).placements[0].gain
    assert quiet == plain - 6.0


def test_bed_is_at_its_written_level_under_speech_and_higher_alone() -> None:
    made = script(cue("bed", gain=Decibels(-18.0)), say("PTV nữ", "A."), BedEnd())
    plan = lay_out(made, 5.0, x=60.0)
    timeline = place(plan).timeline
    speech = plan.items[1]
    under = amplitude(Decibels(HOUSE.speech - 18.0 + 20.0))  # the fake bed is at -20 LUFS
    alone = amplitude(Decibels(HOUSE.speech - 18.0 + 20.0 - HOUSE.ducking.depth))
    for when in (speech.start, speech.start + at(2.5), speech.end):
        assert lane_gain(timeline, Lane.BED, when) == pytest.approx(under, rel=1e-6)
    before = speech.start - at(HOUSE.ducking.lead) - at(HOUSE.ducking.down)
    assert before - plan.items[0].start > plan.items[0].fade_in - at(0.1)
    assert lane_gain(timeline, Lane.BED, before) == pytest.approx(alone, rel=0.1)


def test_music_stays_down_in_short_pauses_and_rises_in_long_ones() -> None:
    made = script(
        cue("bed"), say("PTV nữ", "A. B."), cue("sfx", "y.flac"), say("PTV nam", "C."), BedEnd()
    )
    timeline = place(lay_out(made, x=60.0)).timeline
    speech = [event for event in timeline.events if event.lane is Lane.SPEECH]
    between = speech[0].end + (speech[1].start - speech[0].end) // 2
    low = lane_gain(timeline, Lane.BED, speech[0].start)
    assert lane_gain(timeline, Lane.BED, between) == pytest.approx(low)


def test_loops_join_without_a_hole_or_a_bump() -> None:
    made = script(cue("bed"), say("PTV nữ", "A."), BedEnd())
    plan = lay_out(made, 30.0, x=2.0)
    bed, speech = plan.items
    timeline = place(plan).timeline
    level = lane_gain(timeline, Lane.BED, speech.start)
    for when in range(speech.start, speech.end, 251):
        assert lane_gain(timeline, Lane.BED, when) == pytest.approx(level, rel=1e-6)
    plays = [event for event in timeline.events if event.lane is Lane.BED]
    assert plays[0].start == bed.start and plays[-1].end == bed.end
    assert {event.offset for event in plays} == {0}


def test_outro_is_aligned_to_its_own_end_and_fades_in_where_cut() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("outro"), length=30.0), x=45.0)
    event = place(plan).timeline.events[-1]
    assert event.end == at(30.0)
    assert event.offset + event.length == at(45.0)
    assert gain(event, event.start) == 0.0
    assert gain(event, event.end) == pytest.approx(0.0, abs=1e-12)


def test_looped_outro_plays_its_last_frame_last() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("outro"), length=9.0), x=4.0)
    events = [event for event in place(plan).timeline.events if event.lane is Lane.OUTRO]
    assert events[-1].offset + events[-1].length == at(4.0)
    assert events[-1].end == at(9.0)
    assert events[0].offset > 0
    assert len(events) == 2


def test_an_estimate_cannot_be_mixed() -> None:
    made = script(say("PTV nữ", "A."))
    with pytest.raises(BugError, match="sound-unknown"):
        place(lay(made, sounds={}))


def within_bounds(plan: Rundown) -> None:
    placed = place(plan)
    timeline = placed.timeline
    assert timeline.length == plan.length
    starts = [event.start for event in timeline.events]
    assert starts == sorted(starts)
    lengths = {item.sound.source: item.sound.length for item in plan.items if item.sound}
    assert all(event.offset + event.length <= lengths[event.source] for event in timeline.events)
    for item in plan.items:
        if item.kind in (ItemKind.SPEECH, ItemKind.CLIP) and item.length and item.sound:
            mine = [one for one in timeline.events if one.source == item.sound.source]
            assert any(one.start == item.start for one in mine)
    most = amplitude(Decibels(60.0))
    for event in timeline.events:
        assert event.length > 0 and event.offset >= 0 and event.end <= timeline.length
        times = [point.at for point in event.curve]
        assert times == sorted(set(times))
        assert all(0 <= time <= event.length for time in times)
        assert all(0.0 <= point.gain <= most for point in event.curve)
    speech = [event for event in timeline.events if event.lane in (Lane.SPEECH, Lane.CLIP)]
    heard = [event for event in speech if event.lane is Lane.SPEECH]
    assert all(a.end <= b.start for a, b in itertools.pairwise(heard))
    assert place(plan) == placed


@settings(deadline=None, max_examples=60)
@given(scripts, st.floats(0.05, 5.0))
def test_laws_of_every_timeline(made: Script, seconds: float) -> None:
    within_bounds(lay_out(made, seconds, x=3.0, y=0.6))


def test_sources_are_read_inside_their_length() -> None:
    plan = lay_out(script(cue("clip", start=Seconds(2.0), end=Seconds(50.0), loops=2)), x=10.0)
    for event in place(plan).timeline.events:
        assert event.offset + event.length <= at(10.0)
    assert Samples(0) == 0


def test_ducking_is_down_before_the_first_word_and_until_the_last() -> None:
    curve = ducked(
        [(Samples(10_000), Samples(50_000))],
        depth=Decibels(-13.0),
        down=Samples(4_800),
        up=Samples(9_600),
    )
    low = 10 ** (-13 / 20)
    assert curve.at(10_000) == curve.at(30_000) == curve.at(50_000) == pytest.approx(low)
    assert curve.at(10_000 - 4_800) == curve.at(50_000 + 9_600) == curve.at(0) == 1.0
    assert low < curve.at(10_000 - 2_400) < 1.0


def test_the_houses_ramps_are_as_practised() -> None:
    rules = HOUSE.ducking
    assert rules.depth == -13.0
    assert 0.08 <= rules.down <= 0.25 and 0.08 <= rules.up <= 0.25
    assert to_samples(rules.hold) >= to_samples(rules.down) + to_samples(rules.up)


def test_fades_begin_at_nothing_and_end_at_full() -> None:
    rising, falling = fade(0, 8_000, rising=True), fade(0, 8_000, rising=False)
    assert (rising.at(0), rising.at(8_000)) == (0.0, 1.0)
    assert (falling.at(0), falling.at(8_000)) == (1.0, pytest.approx(0.0, abs=1e-15))
    for frame in range(0, 8_001, 500):
        assert rising.at(frame) + falling.at(frame) == pytest.approx(1.0)


def test_a_loops_two_lines_add_up_to_full() -> None:
    rising, falling = line(100, 200, rising=True), line(100, 200, rising=False)
    for frame in (0, 100, 133, 150, 200, 300):
        assert rising.at(frame) + falling.at(frame) == pytest.approx(1.0)


def test_music_not_ducked_has_no_curve() -> None:
    free = ducked([], depth=Decibels(-13.0), down=Samples(1), up=Samples(1))
    assert product([free, constant(Factor(1.0))], Samples(5), Samples(100)) == ()


_points = st.lists(
    st.tuples(st.integers(-50, 150), st.floats(0, 4)),
    min_size=1,
    max_size=5,
    unique_by=lambda pair: pair[0],
).map(
    lambda pairs: Envelope(
        tuple(Breakpoint(Samples(at), Factor(gain)) for at, gain in sorted(pairs))
    )
)


@given(st.lists(_points, min_size=1, max_size=3), st.integers(-20, 120), st.integers(1, 100))
def test_a_product_is_right_at_each_of_its_points(
    envelopes: list[Envelope], start: int, length: int
) -> None:
    curve = product(envelopes, Samples(start), Samples(length))
    made = Envelope(curve or (Breakpoint(Samples(0), Factor(1.0)),))
    moments = {start, start + length}
    for envelope in envelopes:
        moments |= {point.at for point in envelope.points if start < point.at < start + length}
    for moment in moments:
        wanted = math.prod(envelope.at(moment) for envelope in envelopes)
        assert made.at(moment - start) == pytest.approx(wanted, rel=1e-9, abs=1e-12)
    times = [point.at for point in curve]
    assert times == sorted(set(times))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 30))), st.integers(0, 10))
def test_joined_stretches_cover_the_same_and_stand_apart(
    pairs: list[tuple[int, int]], hold: int
) -> None:
    stretches = [(Samples(at), Samples(at + size)) for at, size in pairs]
    joined = merged(stretches, Samples(hold))
    assert all(a[1] + hold < b[0] for a, b in pairwise(joined))
    for start, end in stretches:
        assert any(low <= start and end <= high for low, high in joined)
