from __future__ import annotations

from dataclasses import replace

import pytest

from radioprog.kernel.units import SyllablesPerMinute
from radioprog.programme.rundown import Rundown
from radioprog.programme.tags.model import Lyrics, source_type, synthetic_mark
from radioprog.script.model import Heading
from radioprog.speech.model import Voice
from tests.programme.fakes import cue, lay, say, script, sounds, spoken, takes


def plan(*engines: str, recorded: bool = False) -> Rundown:
    body = [
        Heading("A"),
        say("PTV nữ", "Một hai. Ba."),
        Heading("B"),
        Heading("C"),
        say("PTV nam", "Bốn."),
    ]
    made = script(*body, *([cue("clip")] if recorded else []))
    said = spoken(made)
    voices = [Voice(engine, "v", SyllablesPerMinute(210)) for engine in engines]
    known = [
        replace(take, voice=voices[number % len(voices)]) for number, take in enumerate(takes(said))
    ]
    return lay(made, sounds=sounds(made), takes=known)


def test_the_mark_names_engines_and_segments() -> None:
    assert synthetic_mark(plan("piper", "espeak")) == "yes; engine=espeak,piper; segments=1,3"


def test_nobody_synthetic_no_mark() -> None:
    made = script(cue("clip"))
    only = lay(made, sounds=sounds(made))
    assert synthetic_mark(only) is None
    assert source_type(only) is None


@pytest.mark.parametrize(
    ("engine", "recorded", "kind"),
    [
        ("espeak", False, "algorithmicMedia"),
        ("espeak", True, "compositeSynthetic"),
        ("piper", False, "trainedAlgorithmicMedia"),
        ("unknown", True, "compositeWithTrainedAlgorithmicMedia"),
    ],
)
def test_what_the_sound_is_made_of(engine: str, recorded: bool, kind: str) -> None:
    uri = source_type(plan(engine, recorded=recorded))
    assert uri == f"http://cv.iptc.org/newscodes/digitalsourcetype/{kind}"


def test_lyrics_rise_and_open_each_sentence() -> None:
    words = Lyrics(plan("espeak"))
    assert words
    assert [word.text for word in words] == ["Một", "hai.", "Ba.", "Bốn."]
    assert [word.opens for word in words] == [True, False, True, True]
    assert [word.start for word in words] == sorted(word.start for word in words)


def test_before_it_is_spoken_the_voice_that_is_cast_counts() -> None:
    made = script(say("PTV nữ", "Một."), say("PTV nam", "Hai."))
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    assert source_type(lay(made, sounds=sounds(made))) in (kind, kind.replace("alg", "trainedAlg"))
    assert "engine=tone;" in (synthetic_mark(lay(made, sounds=sounds(made))) or "")
    nameless = [replace(take, voice=None) for take in takes(spoken(made))]
    known = lay(made, sounds=sounds(made), takes=nameless)
    assert "engine=tone;" in (synthetic_mark(known) or "")
    other = Voice("piper", "v", SyllablesPerMinute(210))
    mixed = [replace(nameless[0], voice=other), nameless[1]]
    assert "engine=piper,tone;" in (
        synthetic_mark(lay(made, sounds=sounds(made), takes=mixed)) or ""
    )
