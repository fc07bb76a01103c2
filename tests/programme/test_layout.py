from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.errors import BugError
from radioprog.kernel.units import Samples, Seconds
from radioprog.programme.house import HOUSE
from radioprog.programme.rundown import Item, ItemKind, Rundown
from radioprog.script.model import BedEnd, Block, Heading, Pause, Script
from tests.programme.fakes import at, cue, lay, say, script, sounds, spoken, takes

PAUSES, FADES = HOUSE.pauses, HOUSE.fades


def lay_out(made: Script, seconds: float = 2.0, **lengths: float) -> Rundown:
    said = spoken(made)
    return lay(made, sounds=sounds(made, **lengths), takes=takes(said, seconds))


def only(plan: Rundown, kind: ItemKind) -> list[Item]:
    return [item for item in plan.items if item.kind is kind]


def codes(plan: Rundown) -> list[str]:
    return [found.code for found in plan.findings]


def test_pauses_between_sentences_paragraphs_speakers_and_segments() -> None:
    plan = lay_out(
        script(
            Heading("Một"),
            say("PTV nữ", "A. B."),
            say("PTV nữ", "C."),
            say("PTV nam", "D."),
            Heading("Hai"),
            say("PTV nam", "E."),
        )
    )
    starts = [item.start for item in plan.items]
    gaps = [later - earlier - at(2.0) for earlier, later in itertools.pairwise(starts)]
    assert starts[0] == at(PAUSES.head)
    assert gaps == [
        at(PAUSES.sentence),
        at(PAUSES.paragraph),
        at(PAUSES.speaker),
        at(PAUSES.heading),
    ]
    assert plan.length == plan.items[-1].end + at(PAUSES.tail)
    assert [segment.start for segment in plan.segments] == [0, starts[-1]]
    assert plan.segments[-1].end == plan.length


def test_a_pause_that_is_asked_for_is_exact() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), Pause(Seconds(3.25)), say("PTV nữ", "B.")))
    first, pause, second = plan.items
    assert pause.kind is ItemKind.PAUSE
    assert (pause.start, pause.end) == (first.end, second.start)
    assert second.start - first.end == at(3.25)


def test_speech_begins_where_a_jingle_fades() -> None:
    plan = lay_out(script(cue("jingle", fade_out=Seconds(2.0)), say("PTV nữ", "A.")), x=12.0)
    jingle, speech = plan.items
    assert speech.start == jingle.end - at(2.0)


def test_sting_plays_to_its_end() -> None:
    plan = lay_out(script(cue("sting", fade_out=Seconds(2.0)), say("PTV nữ", "A.")), x=3.0)
    sting, speech = plan.items
    assert speech.start == sting.end + at(PAUSES.music)


def test_bed_lies_under_headings_until_it_is_ended() -> None:
    plan = lay_out(
        script(
            say("PTV nam", "X."),
            cue("bed"),
            say("PTV nữ", "A."),
            Heading("Hai"),
            say("PTV nữ", "B."),
            BedEnd(),
            say("PTV nữ", "C."),
        )
    )
    (bed,) = only(plan, ItemKind.BED)
    x, a, b, _ = only(plan, ItemKind.SPEECH)
    assert bed.start == x.end
    assert a.start == bed.start + at(PAUSES.bed)
    assert bed.end == b.end + at(FADES.bed_out)
    assert bed.fade_out == at(FADES.bed_out)


def test_a_new_bed_cross_fades() -> None:
    plan = lay_out(
        script(cue("bed"), say("PTV nữ", "A."), cue("bed", "y.flac"), say("PTV nữ", "B."), BedEnd())
    )
    old, new = only(plan, ItemKind.BED)
    assert old.end - new.start == at(FADES.bed_cross) == old.fade_out == new.fade_in


def test_effect_sounds_under_the_next_speech_and_ends_with_it() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("sfx"), say("PTV nữ", "B. C.")), x=60.0)
    (effect,) = only(plan, ItemKind.SFX)
    speeches = only(plan, ItemKind.SPEECH)
    assert effect.start == speeches[1].start
    assert effect.end == speeches[2].end + at(FADES.sfx_out)
    assert effect.fade_out > 0


@pytest.mark.parametrize("music", [14.0, 20.0, 29.4, 300.0, 7200.0])
def test_outro_ends_exactly_at_the_declared_length(music: float) -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("outro"), length=30.0), x=music)
    (outro,) = only(plan, ItemKind.OUTRO)
    (speech,) = only(plan, ItemKind.SPEECH)
    assert outro.end == plan.length == at(30.0)
    assert outro.start >= speech.end
    # The music's own end falls on the programme's end.
    step = outro.span - outro.overlap
    assert (outro.phase + outro.length - outro.span) % step == 0
    assert codes(plan) == (["under-length"] if music < 26.0 else [])


def test_too_long_speech_keeps_the_fade_and_runs_over() -> None:
    plan = lay_out(
        script(say("PTV nữ", "A."), cue("outro", fade_out=Seconds(3.0)), length=30.0),
        29.0,
        x=20.0,
    )
    (outro,) = only(plan, ItemKind.OUTRO)
    (speech,) = only(plan, ItemKind.SPEECH)
    assert outro.length == outro.fade_out == at(3.0)
    assert outro.start == speech.end + at(PAUSES.music)
    assert plan.length == outro.end > at(30.0)
    assert codes(plan) == ["over-length", "pace"]  # one syllable in 29 s
    assert plan.over == plan.length - at(30.0)


def test_speech_over_the_outro_is_never_cut_off() -> None:
    plan = lay_out(
        script(say("PTV nữ", "A."), cue("outro"), say("PTV nữ", "B."), length=4.0), 2.0, x=20.0
    )
    (outro,) = only(plan, ItemKind.OUTRO)
    assert outro.end == only(plan, ItemKind.SPEECH)[1].end + at(FADES.outro_out) == plan.length
    assert codes(plan) == ["over-length"]


def test_outro_without_length_plays_after_the_end() -> None:
    plan = lay_out(script(cue("outro"), say("PTV nữ", "A.")), x=20.0)
    (outro,) = only(plan, ItemKind.OUTRO)
    assert outro.start == only(plan, ItemKind.SPEECH)[0].end
    assert outro.length == at(20.0)
    assert plan.length == outro.end + at(PAUSES.tail)


def test_short_programme_without_music_is_told() -> None:
    assert codes(lay_out(script(say("PTV nữ", "A."), length=30.0))) == ["under-length"]
    assert codes(lay_out(script(say("PTV nữ", "A."), length=3.0))) == []
    assert codes(lay_out(script(say("PTV nữ", "A."), length=3.02))) == []
    (found,) = lay_out(script(say("PTV nữ", "A."), length=2.75)).findings
    assert found.message.vi == "chương trình dài quá 0,2 giây (đích 0:03)"


def test_asked_plays_of_an_outro_that_leave_a_hole_are_told() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("outro", loops=1), length=60.0), x=10.0)
    (outro,) = only(plan, ItemKind.OUTRO)
    assert outro.length == at(10.0)
    assert outro.end == at(60.0)
    assert codes(plan) == ["under-length"]


def test_cut_options_and_loops() -> None:
    plan = lay_out(script(cue("clip", start=Seconds(2.0), end=Seconds(5.0), loops=3)), x=10.0)
    (clip,) = plan.items
    assert (clip.offset, clip.span) == (at(2.0), at(3.0))
    assert clip.length == 3 * at(3.0) - 2 * clip.overlap
    assert codes(lay_out(script(cue("clip", start=Seconds(11.0))), x=10.0)) == ["cut-outside"]
    assert codes(lay_out(script(cue("clip", end=Seconds(11.0))), x=10.0)) == ["cut-outside"]


def test_segment_read_twice_repeats_cues_and_speech() -> None:
    plan = lay_out(script(Heading("T", twice=True), cue("sting"), say("PTV nữ", "A.")), x=1.0)
    assert [item.kind for item in plan.items] == [ItemKind.STING, ItemKind.SPEECH] * 2
    assert [item.reading_number for item in plan.items] == [0, 0, 1, 1]
    assert len(plan.segments) == 1


def test_estimated_and_real_plans_compare() -> None:
    made = script(say("PTV nữ", "một hai ba bốn"))
    estimated = lay(made, sounds={})
    assert estimated.estimated
    assert estimated.items[0].length == at(1.0)
    real = lay_out(made, 2.5)
    assert not real.estimated
    assert real.segments[0].drift == at(1.5)
    assert real.segments[0].estimate == estimated.segments[0].length


def test_back_time_says_when_a_segment_must_begin() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), Heading("Hai"), say("PTV nữ", "B."), length=4.0))
    segment = plan.segments[1]
    assert segment.over == plan.over == plan.length - at(4.0)


def test_empty_segment_begins_where_the_next_does() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), Heading("Trống"), Heading("C"), say("PTV nữ", "B.")))
    assert plan.segments[1].length == 0
    assert plan.segments[1].start == plan.segments[2].start


def test_silence_before_the_first_sound_belongs_to_it_not_to_an_empty_segment() -> None:
    plan = lay_out(script(Heading("Trống"), Heading("Hai"), say("PTV nữ", "B.")))
    assert [(one.start, one.length) for one in plan.segments] == [(0, 0), (0, plan.length)]


def test_paragraph_without_a_word_is_told() -> None:
    plan = lay_out(script(say("PTV nữ", "…"), say("PTV nữ", "B.")))
    assert codes(plan) == ["nothing-to-say"]
    assert len(plan.items) == 1


def test_an_effect_that_nobody_speaks_over_is_told() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("sfx"), say("PTV nữ", "…")))
    assert codes(plan) == ["nothing-to-say", "sfx-without-speech"]


def test_unknown_sound_is_our_mistake() -> None:
    with pytest.raises(BugError, match="sound-unknown"):
        lay(script(cue("clip")), sounds={})


def test_closing_music_is_repeated_once_at_most_and_else_the_programme_ends_early() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("outro"), length=600.0), x=20.0)
    (outro,), (speech,) = only(plan, ItemKind.OUTRO), only(plan, ItemKind.SPEECH)
    assert (outro.start, outro.length) == (speech.end + at(PAUSES.music), at(20.0))
    assert plan.length == outro.end == at(22.8)
    (found,) = plan.findings
    assert (found.code, found.details["under"]) == ("under-length", 577.2)
    assert found.message.vi.startswith("còn thiếu 9 phút 37 giây (đích 10:00)")


def test_missing_minutes_are_said_in_words() -> None:
    (found,) = lay_out(script(say("PTV nữ", "A."), length=603.0), 29.0).findings[:1]
    assert found.message.vi == "còn thiếu 9 phút 33 giây (đích 10:03)"
    assert found.message.en == "9 min 33 s are missing (asked for 10:03)"


@pytest.mark.parametrize("kind", ["clip", "jingle", "sting"])
def test_fades_longer_than_the_piece_share_it_and_are_told(kind: str) -> None:
    made = script(cue(kind, fade_in=Seconds(6.0), fade_out=Seconds(2.0)))
    plan = lay_out(made, x=1.2)
    (item,) = plan.items
    assert (item.fade_in, item.fade_out) == (at(0.6), at(0.6))
    (found,) = plan.findings
    assert found.code == "fade-too-long"
    assert "x.flac" in found.message.vi and "1,2 giây" in found.message.vi


def test_fades_that_just_fit_are_left_alone() -> None:
    plan = lay_out(script(cue("clip", fade_in=Seconds(1.0), fade_out=Seconds(1.0))), x=2.0)
    assert (plan.items[0].fade_in, plan.items[0].fade_out) == (at(1.0), at(1.0))
    assert codes(plan) == []


def test_a_bed_too_short_to_be_repeated_is_told_and_nobody_waits_for_it() -> None:
    made = script(cue("bed"), say("PTV nữ", "A."), BedEnd())
    plan = lay_out(made, 10.0, x=0.3)
    bed, speech = plan.items
    assert bed.length == at(0.3)
    assert speech.start == bed.start + at(0.3)
    assert codes(plan)[0] == "bed-too-short"
    assert "x.flac" in plan.findings[0].message.vi
    assert codes(lay_out(made, 10.0, x=0.5)) == ["pace"]  # half a second is repeated
    assert codes(lay_out(script(cue("bed"), say("PTV nữ", "A."), BedEnd()), 0.1, x=2.5)) == []


def test_asked_plays_of_a_bed_end_it() -> None:
    plan = lay_out(script(cue("bed", loops=2), say("PTV nữ", "A."), BedEnd()), 30.0, x=4.0)
    (bed,) = only(plan, ItemKind.BED)
    assert bed.length == 2 * at(4.0) - bed.overlap
    assert bed.fade_out == at(FADES.bed_out)


def test_a_bed_begins_where_the_tune_before_it_begins_to_fade_and_after_a_pause() -> None:
    faded = lay_out(
        script(cue("jingle", fade_out=Seconds(2.0)), cue("bed", "y.flac"), say("PTV nữ", "A.")),
        x=12.0,
    )
    (jingle,), (bed,) = only(faded, ItemKind.JINGLE), only(faded, ItemKind.BED)
    assert bed.start == jingle.end - at(2.0)
    paused = lay_out(script(say("PTV nữ", "A."), Pause(Seconds(1.25)), cue("bed"), BedEnd()))
    assert only(paused, ItemKind.BED)[0].start == only(paused, ItemKind.SPEECH)[0].end + at(1.25)


def test_closing_music_waits_for_a_beds_first_second() -> None:
    plan = lay_out(script(say("PTV nữ", "A."), cue("bed"), cue("outro", "y.flac"), length=9.0))
    assert plan.content == max(
        only(plan, ItemKind.BED)[0].start + at(PAUSES.bed),
        *(item.end for item in plan.items if item.kind is not ItemKind.OUTRO),
    ) + at(FADES.outro_out)
    (bed,), (outro,) = only(plan, ItemKind.BED), only(plan, ItemKind.OUTRO)
    assert outro.start >= bed.start + at(PAUSES.bed)


def test_a_pause_before_closing_music_does_not_shorten_a_beds_first_second() -> None:
    made = (cue("bed"), Pause(Seconds(0.1)), cue("outro", "y.flac"), say("PTV nữ", "A."))
    plan = lay_out(script(*made, length=4.0), 0.1, x=60.0, y=60.0)
    (bed,), (outro,) = only(plan, ItemKind.BED), only(plan, ItemKind.OUTRO)
    assert outro.start == bed.start + at(PAUSES.bed)


def test_an_effect_exactly_as_long_as_its_speech_is_left_whole() -> None:
    made = script(cue("sfx"), say("PTV nữ", "A."))
    whole = lay_out(made, 2.0, x=2.0 + FADES.sfx_out)
    (effect,) = only(whole, ItemKind.SFX)
    assert (effect.length, effect.fade_out) == (at(2.0 + FADES.sfx_out), 0)
    (cut,) = only(lay_out(made, 2.0, x=2.001 + FADES.sfx_out), ItemKind.SFX)
    assert (cut.length, cut.fade_out) == (effect.length, at(FADES.sfx_out))


def test_a_fade_in_longer_than_the_bed_is_as_long_as_the_bed() -> None:
    made = script(cue("bed", fade_in=Seconds(60.0)), say("PTV nữ", "A."), BedEnd())
    (bed,) = only(lay_out(made, 2.0, x=100.0), ItemKind.BED)
    assert 0 < bed.fade_in < bed.length == bed.fade_in + bed.fade_out


def test_a_beds_fades_share_its_length_in_the_proportion_that_could_be_heard() -> None:
    made = script(
        cue("bed", fade_in=Seconds(60.0), fade_out=Seconds(1.0)),
        say("PTV nữ", "A."),
        BedEnd(),
    )
    (bed,) = only(lay_out(made, 2.0, x=100.0), ItemKind.BED)
    # What of the fade-in is longer than the bed would never be heard: length against one second.
    assert bed.fade_in == bed.length * bed.length // (bed.length + at(1.0))


_block: st.SearchStrategy[Block] = st.one_of(
    st.builds(
        lambda who, twice: say(who, "Một. Hai.", twice=twice),
        st.sampled_from(["PTV nữ", "PTV nam"]),
        st.booleans(),
    ),
    st.builds(
        lambda kind, name: cue(kind, f"{name}.flac"),
        st.sampled_from(["jingle", "sting", "clip", "bed", "sfx", "outro"]),
        st.sampled_from(["x", "y"]),
    ),
    st.builds(lambda fade: cue("jingle", fade_out=Seconds(fade)), st.floats(0.0, 5.0)),
    st.just(BedEnd()),
    st.builds(lambda length: Pause(Seconds(length)), st.floats(0.1, 3.0)),
    st.builds(lambda twice: Heading("T", twice=twice), st.booleans()),
)
scripts = st.builds(
    lambda body, length: script(*body, length=length),
    st.lists(_block, max_size=12),
    st.none() | st.floats(1.0, 120.0),
)


@settings(deadline=None, max_examples=60)
@given(scripts, st.floats(0.05, 5.0))
def test_laws_of_every_rundown(made: Script, seconds: float) -> None:
    plan = lay_out(made, seconds, x=3.0, y=0.6)
    foreground = [item for item in plan.items if item.kind in (ItemKind.SPEECH, ItemKind.CLIP)]
    for before, after in itertools.pairwise(foreground):
        assert before.end <= after.start
    assert all(item.length >= 0 and item.start >= 0 for item in plan.items)
    assert all(item.fade_in <= item.length and item.fade_out <= item.length for item in plan.items)
    sounding = [item for item in plan.items if item.kind is not ItemKind.PAUSE]
    assert all(item.end <= plan.length for item in sounding)
    starts = [segment.start for segment in plan.segments]
    assert starts == sorted(starts)
    if plan.segments:
        assert sum(segment.length for segment in plan.segments) == plan.length
    outros = [item for item in sounding if item.kind is ItemKind.OUTRO]
    if outros and plan.target is not None:
        assert outros[0].end == plan.length
        assert outros[0].phase + outros[0].length <= 2 * outros[0].span
        assert plan.length >= plan.target or "under-length" in codes(plan)
    assert len([item for item in sounding if item.kind is ItemKind.SPEECH]) == len(spoken(made))
    assert plan.length == Samples(plan.length)
