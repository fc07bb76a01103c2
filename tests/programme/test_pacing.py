from __future__ import annotations

from dataclasses import replace

from radioprog.kernel.units import SyllablesPerMinute
from radioprog.programme.layout import rundown
from radioprog.programme.pacing import pacing_findings
from radioprog.programme.rundown import Sound
from radioprog.programme.utterance import Utterance
from radioprog.script.model import Foreign, SourceText
from radioprog.speech.model import Voice
from tests.programme.fakes import at, say, script, spoken


def at_pace(said: tuple[Utterance, ...], *paces: float) -> list[Sound]:
    return [Sound("s", at(one.syllables * 60 / paces[one.paragraph % len(paces)])) for one in said]


def test_a_sentence_of_fifty_syllables_passes_one_more_is_told() -> None:
    fifty = " ".join(["a"] * 50) + "."
    assert pacing_findings(spoken(script(say("PTV nữ", fifty)))) == ()
    (found,) = pacing_findings(spoken(script(say("PTV nữ", "a " + fifty, line=4, twice=True))))
    assert (found.code, found.details["syllables"], found.place.line) == ("long-sentence", 51, 4)


def test_parts_in_two_languages_count_as_one_sentence() -> None:
    foreign = Foreign("en", SourceText(" ".join(["b"] * 30)))
    (found,) = pacing_findings(spoken(script(say("PTV nữ", "a " * 30, foreign))))
    assert found.details["syllables"] == 60


def test_a_pace_outside_what_people_follow_is_told_once_a_speaker() -> None:
    said = tuple(
        replace(one, voices=(Voice("tone", "a", SyllablesPerMinute(400)),))
        for one in spoken(script(say("PTV nữ", "Một. Hai. Ba.")))
    )
    assert [found.code for found in pacing_findings(said)] == ["pace"]


def test_an_item_that_is_faster_than_the_rest_is_told() -> None:
    text = " ".join(["a"] * 49) + "."
    said = spoken(script(*(say("PTV nữ", text, line=number) for number in range(1, 6))))
    assert pacing_findings(said, at_pace(said, 210, 215, 205, 200, 235)) == ()
    (found,) = pacing_findings(said, at_pace(said, 210, 215, 205, 200, 270))
    assert (found.code, found.place.line, found.details["pace"]) == ("pace", 5, 270.0)


def test_the_rundown_tells_them() -> None:
    made = script(say("PTV nữ", "a " * 60))
    assert [one.code for one in rundown(made, spoken(made), sounds={}).findings] == [
        "long-sentence"
    ]
