from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.script.traced import ESCAPED, Page, joined, without_notes


def lines(text: str):
    return list(Page(text, file="s.md").lines())


@given(st.text(max_size=60))
def test_lines_are_composed_and_traced(text):
    for line in lines(text):
        assert unicodedata.is_normalized("NFC", line.text) or "\\" in text
        assert len(line.text) == len(line.at) == len(line.marks)
        assert list(line.at) == sorted(line.at)
        assert all(0 <= at < len(text) for at in line.at)


def test_composed_letters_stand_where_their_base_stood():
    (line,) = lines("bie\u0302\u0309n \u200bda\u0309o")
    assert (line.text, list(line.at)) == ("biển đảo".replace("đ", "d"), [0, 1, 2, 5, 6, 8, 9, 11])


def test_escaped_marks_are_text():
    (line,) = lines("\\# \\｛a\\q\\\\ b")
    assert line.text == "# ｛a\\q\\ b"
    assert line.marks == f"{ESCAPED} {ESCAPED}a{ESCAPED}q{ESCAPED} b"


def test_full_width_marks_look_plain_and_stay_as_they_are():
    (line,) = lines("［ａ：\u00a0ｂ］")
    assert (line.text, line.marks) == ("［ａ：\u00a0ｂ］", "[a: b]")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a|b|c", ["a", "b", "c"]),
        ("{a|b}|c", ["{a|b}", "c"]),
        ("{a|b}{c|d} | e", ["{a|b}{c|d} ", " e"]),
        ("a\\|b|c", ["a|b", "c"]),
        ("a}|b", ["a}", "b"]),
        ("", [""]),
    ],
)
def test_split_at_bars_outside_braces(text, parts):
    (line,) = lines(text)
    assert [part.text for part in line.split_at("|")] == parts


def test_joined_lines_keep_places():
    page = Page("một\r\n\r\n hai\rba", file="s.md")
    whole = joined(list(page.lines()))
    assert whole.text == "một   hai ba"
    assert str(page.place_of(whole, whole.text.index("hai"))) == "s.md:3:2"
    assert str(page.place_of(whole, whole.text.index("ba"))) == "s.md:4:1"
    source = page.source(whole)
    assert [str(source.place_at(whole.text.index(word))) for word in ("một", "hai", "ba")] == [
        "s.md:1:1",
        "s.md:3:2",
        "s.md:4:1",
    ]


def left(text: str) -> tuple[list[str], list[str]]:
    page = Page(text, file="s.md")
    findings = []
    lines = [line.text for line in without_notes(page, page.lines(), findings.append)]
    return lines, [f"{found.code} {found.place.line}:{found.place.column}" for found in findings]


@pytest.mark.parametrize(
    ("text", "lines", "codes"),
    [
        ("a\n// b\n//\nc", ["a", "c"], []),
        ("  // b", [], []),
        ("//b", ["//b"], ["note-without-space 1:1"]),
        ("\\// b", ["// b"], []),
        ("a <!-- b --> c", ["a c"], []),
        ("a<!-- b -->c<!-- d -->", ["ac"], []),
        ("a <!-- b\nc\n\nd --> e\nf", ["a e", "f"], []),
        ("<!-- b -->\na", ["a"], []),
        ("<!-- // -->a", ["a"], []),
        ("\\<!-- b -->", ["<!-- b -->"], []),
        ("a <!-- b\nc", ["a ", "c"], ["unclosed-note 1:3"]),
        ("a <!– b –> c", ["a c"], ["bad-note 1:3"]),
        ("a <!-- b —> c", ["a c"], ["bad-note 1:3"]),
        ("a <!-- b\n<!-- c --> d", ["a d"], ["bad-note 1:3"]),
        ("a < b ! -- c --> d", ["a < b ! -- c --> d"], []),
    ],
)
def test_notes(text, lines, codes):
    found, faults = left(text)
    assert ([" ".join(line.split()) for line in found], faults) == (
        [" ".join(line.split()) for line in lines],
        codes,
    )
