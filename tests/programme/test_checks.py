from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from radioprog.audio.meter.quality import Thresholds
from radioprog.kernel.findings import Finding, Severity
from radioprog.kernel.units import Seconds, SyllablesPerMinute
from radioprog.programme.checks import pacing_findings
from radioprog.programme.sound import Sound
from radioprog.programme.utterance import Utterance
from radioprog.script.model import Foreign, SourceText
from radioprog.speech.model import Voice
from tests.programme.fakes import VOICES, at, lay, say, script, spoken

LONG = " ".join(["a"] * 49) + "."
"""Long enough to have a pace at up to 294 syllables a minute, not too long for a sentence."""
LONGER = LONG + " " + LONG


def takes_at(said: Sequence[Utterance], *paces: float) -> list[Sound]:
    return [Sound("s", at(one.syllables * 60 / paces[one.paragraph % len(paces)])) for one in said]


def at_pace(said: Sequence[Utterance], *paces: float) -> tuple[Utterance, ...]:
    """Give each paragraph its measured pace, in turn."""
    sounds = takes_at(said, *paces)
    return tuple(replace(one, take=take) for one, take in zip(said, sounds, strict=True))


def asked(said: Sequence[Utterance], **paces: float) -> tuple[Utterance, ...]:
    """Ask a pace of the speakers that are named by the last word of their names."""
    voices = {
        f"PTV {who}": Voice("tone", "a", SyllablesPerMinute(pace)) for who, pace in paces.items()
    }
    return tuple(replace(one, voices=(voices[one.speaker],)) for one in said)


def turns(*speakers: str, text: str = LONGER) -> tuple[Utterance, ...]:
    """Let speakers say a long paragraph in turn, one a line from 1."""
    return spoken(script(*(say(f"PTV {who}", text, line=n) for n, who in enumerate(speakers, 1))))


def told(findings: Sequence[Finding]) -> list[tuple[str, int | None]]:
    for found in findings:
        assert found.severity is Severity.WARNING
        assert found.message.vi != found.message.en
        assert found.remedy.vi and found.remedy.en
    return [(found.code, found.place.line) for found in findings]


# -- sentences ---------------------------------------------------------------------------------


def test_a_sentence_of_fifty_syllables_passes_one_more_is_told() -> None:
    fifty = " ".join(["a"] * 50) + "."
    assert pacing_findings(spoken(script(say("PTV nữ", fifty)))) == ()
    (found,) = pacing_findings(spoken(script(say("PTV nữ", "a " + fifty, line=4, twice=True))))
    assert (found.code, found.details["syllables"], found.place.line) == ("long-sentence", 51, 4)


def test_a_sentence_that_had_to_be_cut_is_told_with_its_parts() -> None:
    (found,) = pacing_findings(spoken(script(say("PTV nữ", "a " * 900, line=4))))
    assert (found.code, found.details["syllables"], found.place.line) == ("long-sentence", 900, 4)
    assert "cắt làm 4 đoạn" in found.message.vi


def test_parts_in_two_languages_count_as_one_sentence() -> None:
    foreign = Foreign("en", SourceText(" ".join(["b"] * 30)))
    (found,) = pacing_findings(spoken(script(say("PTV nữ", "a " * 30, foreign))))
    assert found.details["syllables"] == 60


# -- what is asked for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pace", "expected"),
    [(149, [("pace", 1)]), (150, []), (330, []), (331, [("pace", 1)])],
)
def test_an_asked_pace_is_told_once_a_speaker(pace: float, expected: list[object]) -> None:
    said = asked(turns("nữ", "nữ", "nữ"), nữ=pace)
    assert told(pacing_findings(said)) == expected


def test_what_was_asked_for_is_not_told_again_when_it_comes_out_so() -> None:
    said = asked(turns("nữ", "nam", "nữ", "nam"), nữ=400, nam=210)
    found = pacing_findings(at_pace(said, 400, 210))
    assert told(found) == [("pace", 1)]
    assert "tone:a" in found[0].message.vi


def test_a_voice_that_stands_by_is_judged_too() -> None:
    chain = (*VOICES["PTV nữ"], Voice("tone", "spare", SyllablesPerMinute(120)))
    said = [replace(one, voices=chain) for one in turns("nữ")]
    (found,) = pacing_findings(said)
    assert (found.code, found.details["pace"]) == ("pace", 120.0)
    assert "tone:spare" in found.message.en


# -- what came out -----------------------------------------------------------------------------


def test_a_paragraph_that_is_faster_than_the_rest_is_told() -> None:
    said = turns(*["nữ"] * 5)
    assert pacing_findings(at_pace(said, 210, 215, 205, 200, 235)) == ()
    (found,) = pacing_findings(at_pace(said, 210, 215, 205, 200, 270))
    assert told([found]) == [("pace-uneven", 5)]
    assert (found.details["pace"], found.details["usual"]) == (270.0, 210.0)


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (241, []),
        (242, [("pace-uneven", 5)]),
        (179, []),
        (178, [("pace-uneven", 5)]),
        (334, [("pace", 5)]),
        (149, [("pace", 5)]),
    ],
)
def test_a_paragraph_is_judged_by_the_median_and_by_what_listeners_follow(
    pace: float, expected: list[object]
) -> None:
    said = turns(*["nữ"] * 5)
    assert told(pacing_findings(at_pace(said, 210, 210, 210, 210, pace))) == expected


@pytest.mark.parametrize("pace", [140, 340])
def test_a_voice_that_does_not_keep_its_pace_is_told_once(pace: float) -> None:
    said = turns("nam", "nữ", "nam", "nữ", "nam", "nữ")
    (found,) = pacing_findings(at_pace(said, 240, pace))
    assert told([found]) == [("pace", 2)]
    assert found.message.vi.startswith(f"PTV nữ đọc {pace} âm tiết/phút")


def test_a_speaker_apart_from_the_programme_is_told_once_by_name() -> None:
    said = turns("nam", "nam", "nữ", "nam", "nữ")
    (found,) = pacing_findings(at_pace(said, 210, 210, 260, 210, 262))
    assert told([found]) == [("pace-uneven", 3)]
    assert found.message.vi.startswith("PTV nữ đọc 261")
    assert found.details["usual"] == 210.0


def test_a_voice_wandering_about_the_edge_is_left_in_peace() -> None:
    said = turns(*["nữ"] * 3)
    assert pacing_findings(at_pace(said, 152, 148, 151)) == ()
    assert told(pacing_findings(at_pace(said, 160, 148, 160))) == [("pace", 2)]


def test_what_is_shorter_than_ten_seconds_has_no_pace() -> None:
    said = turns(*["nữ"] * 3, text=LONG)  # 49 syllables: 10 s at 294 a minute
    assert pacing_findings(at_pace(said, 210, 210, 295)) == ()
    assert told(pacing_findings(at_pace(said, 210, 210, 293))) == [("pace-uneven", 3)]
    sooner = Thresholds(pace_judged_from=Seconds(5.0))
    assert len(pacing_findings(at_pace(said, 210, 210, 295), thresholds=sooner)) == 1


def test_languages_whose_syllables_are_guessed_are_not_judged() -> None:
    for code, expected in (("fr", []), ("en", ["pace-uneven"]), ("en-GB", ["pace-uneven"])):
        foreign = say("PTV nữ", Foreign(code, SourceText(LONGER)))
        said = spoken(script(say("PTV nữ", LONGER), say("PTV nữ", LONGER), foreign))
        found = pacing_findings(at_pace(said, 210, 210, 300))
        assert [one.code for one in found] == expected


def test_a_second_reading_is_not_judged_again() -> None:
    said = spoken(
        script(
            say("PTV nữ", LONGER, line=1),
            say("PTV nữ", LONGER, line=2),
            say("PTV nam", LONGER, line=3, twice=True),
        )
    )
    assert told(pacing_findings(at_pace(said, 210, 210, 270, 270))) == [("pace-uneven", 3)]


# -- before any sound, and where they are told -------------------------------------------------


def test_voices_that_are_asked_for_paces_far_apart_are_told_before_any_sound() -> None:
    said = asked(turns("nam", "nữ", "nam"), nam=210, nữ=270)
    before = pacing_findings(said)
    assert told(before) == [("pace-uneven", 2)]
    assert pacing_findings(at_pace(said, 210, 270)) == before


def test_thresholds_are_data() -> None:
    said = turns("nữ", "nữ", "nữ")
    strict = Thresholds(
        slowest=SyllablesPerMinute(200.0),
        fastest=SyllablesPerMinute(220.0),
        pace_spread=0.02,
        pace_wander=0.01,
        sentence=48,
    )
    found = pacing_findings(at_pace(said, 210, 210, 216), thresholds=strict)
    assert [one.code for one in found if one.code != "long-sentence"] == ["pace"]  # asked: 240
    assert sum(one.code == "long-sentence" for one in found) == 6
    even = asked(said, nữ=210)
    found = pacing_findings(at_pace(even, 210, 210, 216), thresholds=strict)
    assert [one.code for one in found if one.code != "long-sentence"] == ["pace-uneven"]


def test_the_rundown_tells_them() -> None:
    made = script(say("PTV nữ", "a " * 60))
    assert [one.code for one in lay(made, sounds={}).findings] == ["long-sentence"]


def test_the_rundown_tells_what_was_measured() -> None:
    made = script(*(say("PTV nữ", LONGER, line=number) for number in range(1, 4)))
    said = spoken(made)
    laid = lay(made, sounds={}, takes=takes_at(said, 210, 210, 290))
    assert told(laid.findings) == [("pace-uneven", 3)]
