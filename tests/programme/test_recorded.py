"""What a person has recorded: where each sentence stands in it, and when sound and text differ."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.units import Samples, Seconds
from radioprog.programme.placing import place
from radioprog.programme.rundown import ItemKind, Rundown
from radioprog.programme.sound import Cut, Sound
from radioprog.programme.tags.model import source_type, synthetic_mark
from radioprog.script.model import Heading, Pause
from tests.programme.fakes import cue, lay, order_of, say, script, sound

SECOND = 48_000
READ = Cut("x.flac")
THREE = "Một hai ba bốn năm. Sáu bảy tám chín mười. Mười một mười hai mười ba."


def recorded(seconds: float, *pauses: tuple[float, float], loudness: float = -20.0) -> Sound:
    known = sound(seconds, loudness, "read")
    return Sound(
        known.source,
        known.length,
        known.loudness,
        pauses=tuple((Samples(int(a * SECOND)), Samples(int(b * SECOND))) for a, b in pauses),
    )


def laid(*blocks: object, known: Sound, takes: int = 0) -> Rundown:
    made = script(*blocks)
    order = order_of(made)
    assert sum(one.read_by is None for entry in order for one in entry.utterances) == takes
    return lay(made, sounds={READ: known})


def speech(rundown: Rundown) -> list[tuple[float, float]]:
    return [
        (item.start / SECOND, item.end / SECOND)
        for item in rundown.items
        if item.kind is ItemKind.SPEECH
    ]


def test_sentences_lie_back_to_back_within_the_recording() -> None:
    rundown = laid(cue("read"), say("PTV nữ", THREE), known=recorded(6.0))
    times = speech(rundown)
    assert len(times) == 3 and times[0][0] == pytest.approx(0.5)
    assert times[-1][1] == pytest.approx(6.5)
    assert all(a[1] == b[0] for a, b in pairwise(times))
    items = [item for item in rundown.items if item.kind is ItemKind.SPEECH]
    assert items[0].offset == 0 and all(a.offset + a.length == b.offset for a, b in pairwise(items))
    assert not rundown.estimated and not rundown.findings
    events = place(rundown).timeline.events
    assert {event.source for event in events} == {"read"}
    assert sum(event.length for event in events) == 6 * SECOND


def test_a_border_lies_in_the_readers_pause() -> None:
    known = recorded(7.0, (0.0, 0.4), (2.2, 2.6), (3.3, 3.42), (4.3, 4.6), (6.8, 7.0))
    rundown = laid(cue("read"), say("PTV nữ", THREE), known=known)
    borders = [end - 0.5 for _, end in speech(rundown)]
    assert borders == pytest.approx([2.4, 4.45, 7.0], abs=1e-3)
    first = next(item for item in rundown.items if item.kind is ItemKind.SPEECH)
    assert first.sound is not None
    assert first.sound.words[0].start == pytest.approx(0.4)  # not in the silence before
    assert first.sound.words[-1].end <= 2.2 + 1e-6


def test_it_reaches_to_the_next_cue_or_heading_and_no_further() -> None:
    rundown = laid(
        cue("read"),
        say("PTV nữ", "Một hai ba bốn."),
        Pause(Seconds(3.0)),  # the reader made it
        say("PTV nam", "Năm sáu bảy tám."),
        cue("sting"),
        say("PTV nữ", "Chín mười."),
        Heading("Sau"),
        say("PTV nam", "Mười một."),
        known=recorded(4.0),
        takes=2,
    )
    by = [(i.is_synthetic, i.speaker) for i in rundown.items if i.kind is ItemKind.SPEECH]
    assert by == [(False, "PTV nữ"), (False, "PTV nam"), (True, "PTV nữ"), (True, "PTV nam")]
    times = speech(rundown)
    assert times[0][1] == times[1][0] and times[1][1] == pytest.approx(4.5)
    assert not [item for item in rundown.items if item.kind is ItemKind.PAUSE]


def test_only_what_a_machine_says_is_marked() -> None:
    known = recorded(2.0)
    mixed = laid(
        Heading("A"),
        cue("read"),
        say("PTV nữ", "Một hai ba bốn năm sáu."),
        Heading("B"),
        say("PTV nam", "Bảy."),
        known=known,
        takes=1,
    )
    assert (synthetic_mark(mixed) or "").endswith("segments=2")
    alone = laid(cue("read"), say("PTV nữ", "Một hai ba bốn năm sáu."), known=known)
    assert synthetic_mark(alone) is None and source_type(alone) is None


def test_one_gain_for_the_whole_recording() -> None:
    rundown = laid(cue("read"), say("PTV nữ", THREE), known=recorded(6.0, loudness=-31.0))
    gains = {placement.gain for placement in place(rundown).placements}
    assert len(gains) == 1
    louder = laid(cue("read", gain=3.0), say("PTV nữ", THREE), known=recorded(6.0, loudness=-31.0))
    (more,) = {placement.gain for placement in place(louder).placements}
    assert more == pytest.approx(gains.pop() + 3.0)


@pytest.mark.parametrize(
    ("seconds", "word"), [(1.5, "too short"), (12.0, "too long"), (4.0, ""), (0.0, "nothing")]
)
def test_a_recording_that_is_not_of_its_text_is_told(seconds: float, word: str) -> None:
    rundown = laid(cue("read"), say("PTV nữ", THREE), known=recorded(seconds))
    told = [found for found in rundown.findings if found.code == "recording-differs"]
    assert len(told) == bool(word)
    assert not told or word in told[0].message.en


def test_a_part_of_a_file_is_played_with_soft_edges() -> None:
    rundown = lay(
        script(cue("read", start=Seconds(1.0), end=Seconds(5.0)), say("PTV nữ", THREE)),
        sounds={Cut("x.flac", Seconds(1.0), Seconds(5.0)): recorded(9.0)},
    )
    items = [item for item in rundown.items if item.kind is ItemKind.SPEECH]
    assert items[0].offset == SECOND and sum(item.length for item in items) == 4 * SECOND
    assert items[0].fade_in and items[-1].fade_out and not items[1].fade_in


@given(
    counts=st.lists(st.integers(1, 12), min_size=1, max_size=8),
    frames=st.integers(0, 20 * SECOND),
    gaps=st.lists(st.tuples(st.integers(0, 20 * SECOND), st.integers(1, SECOND)), max_size=6),
)
def test_whatever_is_recorded_every_frame_belongs_to_one_sentence(counts, frames, gaps) -> None:
    text = " ".join(" ".join(["ba"] * count) + "." for count in counts)
    pauses, last = [], 0
    for start, length in sorted(gaps):
        if start >= last and start + length <= frames:
            pauses.append((Samples(start), Samples(start + length)))
            last = start + length
    known = Sound("read", Samples(frames), None, pauses=tuple(pauses))
    items = [i for i in laid(cue("read"), say("PTV nữ", text), known=known).items if i.utterance]
    assert len(items) == len(counts)
    assert items[0].offset == 0 and items[-1].offset + items[-1].length == frames
    for one, following in pairwise(items):
        assert one.offset + one.length == following.offset and one.length >= 0
    for item in items:
        assert item.sound is not None
        for word in item.sound.words:
            assert -1e-9 <= word.start <= word.end <= item.length / SECOND + 1e-6
