"""Voices as a producer writes them: a name, engine:voice, a map, a list; what is none is found."""

from __future__ import annotations

from typing import Any

import pytest

from radioprog.kernel.findings import Finding
from radioprog.kernel.yaml.document import parse_document
from radioprog.script.front.voices import SPEAKERS, VOICES
from radioprog.script.model import VoiceChoice


def read(kind: Any, text: str) -> tuple[Any, list[tuple[str, int | None]]]:
    node, problems = parse_document(text, file="a.yaml")
    assert node is not None and not problems
    findings: list[Finding] = []
    value = kind.read(node, findings)
    return value, [(each.code, each.place.column) for each in findings]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("nữ", [VoiceChoice(name="nữ")]),
        ("espeak:vi+f3", [VoiceChoice(engine="espeak", voice="vi+f3")]),
        ("'ESpeak : vi'", [VoiceChoice(engine="espeak", voice="vi")]),
        ("'piper:a:b'", [VoiceChoice(engine="piper", voice="a:b")]),
        ("{engine: Piper}", [VoiceChoice(engine="piper")]),
        (
            "{máy đọc: piper, giọng: x, tốc độ: 200, tiếng: EN-us}",
            [VoiceChoice(engine="piper", voice="x", pace=200.0, language="en-us")],  # type: ignore[arg-type]
        ),
        ("{engine: a, pace: 60}", [VoiceChoice(engine="a", pace=60.0)]),  # type: ignore[arg-type]
        ("{engine: a, pace: 600}", [VoiceChoice(engine="a", pace=600.0)]),  # type: ignore[arg-type]
        ("[nữ, espeak:vi]", [VoiceChoice(name="nữ"), VoiceChoice(engine="espeak", voice="vi")]),
        ("[nữ, {engine: a}]", [VoiceChoice(name="nữ"), VoiceChoice(engine="a")]),
    ],
)
def test_one_voice_or_several_in_order(text: str, voices: list[VoiceChoice]) -> None:
    value, found = read(VOICES, text)
    assert found == []
    bare = [
        VoiceChoice(each.name, each.engine, each.voice, each.pace, each.language) for each in value
    ]
    assert bare == voices
    assert all(each.place.line == 1 for each in value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'espeak:'", [("bad-value", 1)]),
        ("':vi'", [("bad-value", 1)]),
        ("'1a:vi'", [("bad-value", 1)]),
        ("{engine: '1a'}", [("bad-value", 10)]),
        ("{voice: x}", [("missing-key", 1)]),
        ("{engine: a, pace: 59}", [("bad-value", 19)]),
        ("{engine: a, pace: 601}", [("bad-value", 19)]),
        ("{engine: a, language: e}", [("bad-value", 23)]),
        ("{engine: a, language: en_us}", [("bad-value", 23)]),
        ("{engine: a, tone: x}", [("unknown-key", 13)]),
        ("[]", [("bad-value", 1)]),
        ("[[a]]", [("bad-value", 2)]),
        (f"[{', '.join(['a'] * 17)}]", [("bad-value", 1)]),
    ],
)
def test_what_is_no_voice_is_found(text: str, found: list[tuple[str, int]]) -> None:
    assert read(VOICES, text)[1] == found


def test_a_voice_that_cannot_be_read_leaves_the_others() -> None:
    value, found = read(VOICES, "['espeak:', nữ]")
    assert [each.name for each in value] == ["nữ"]
    assert found == [("bad-value", 2)]


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("PTV nữ", True),
        ("x" * 40, True),
        ("x" * 41, False),
        ("1", True),
        ("-a", False),
        ("_a", False),
        ("a|b", False),
        ("a*", False),
        ("a(b)", True),
    ],
)
def test_the_names_of_speakers(name: str, fits: bool) -> None:
    value, found = read(SPEAKERS, f"'{name}': nữ")
    assert (list(value) == [name]) is fits
    assert (found == []) is fits


def test_at_most_a_hundred_speakers() -> None:
    many = "\n".join(f"MC{n}: nữ" for n in range(100))
    assert len(read(SPEAKERS, many)[0]) == 100
    assert read(SPEAKERS, many + "\nMC: nữ")[0] is None
