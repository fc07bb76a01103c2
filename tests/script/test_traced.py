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


@pytest.mark.parametrize(
    ("stored", "text", "at"),
    [
        ("a\\[b", "a[b", [0, 2, 3]),
        ("a\\b", "a\\b", [0, 1, 2]),
        ("a\\", "a\\", [0, 1]),
        ("a&amp;b", "a&b", [0, 1, 6]),
        ("a&#35;b", "a#b", [0, 1, 6]),
        ("a&shy;b", "ab", [0, 6]),
        ("a&lt;!b", "a&lt;!b", [0, 1, 2, 3, 4, 5, 6]),
        ("a&xyz;b", "a&xyz;b", [0, 1, 2, 3, 4, 5, 6]),
        ("a&b", "a&b", [0, 1, 2]),
        ("\ufeffa\u200bb", "ab", [1, 3]),
        ("e\u0302\u0301a", "ế" + "a", [0, 3]),
        ("\u0301a", "\u0301a", [0, 1]),
    ],
)
def test_each_character_knows_where_it_stands(stored, text, at):
    (line,) = lines(stored)
    assert (line.text, list(line.at)) == (text, at)


def test_marks_are_plain_where_the_text_is_wide_and_hidden_where_it_is_escaped():
    (line,) = lines("［a：b］\u00a0c\\{&#91;&#65;")
    assert line.marks == f"[a:b] c{ESCAPED}{ESCAPED}A"
    assert line.text == "［a：b］\u00a0c{[A"


def test_cut_at_marks_outside_of_braces():
    (line,) = lines("a|{b|c}|d|}|e")
    assert [part.text for part in line.split_at("|")] == ["a", "{b|c}", "d", "}", "e"]
    (line,) = lines("a\\|b|")
    assert [part.text for part in line.split_at("|")] == ["a|b", ""]


def test_blanks_at_both_ends_go_with_their_places():
    (line,) = lines("  a b  ")
    bare = line.strip()
    assert (bare.text, list(bare.at), bare.marks) == ("a b", [2, 3, 4], "a b")
    (blank,) = lines("   ")
    assert len(blank.strip()) == 0


def test_joined_lines_have_a_space_where_the_end_stood():
    page = Page("ab\r\ncd\ne", file="s.md")
    whole = joined(list(page.lines()))
    assert (whole.text, list(whole.at)) == ("ab cd e", [0, 1, 2, 4, 5, 6, 7])
    assert whole.marks == "ab cd e"
    first = next(iter(page.lines()))
    assert joined([first]) is first
    empty = joined(list(Page("\na", file="s.md").lines()))
    assert (empty.text, list(empty.at)) == (" a", [0, 1])


def test_places_are_counted_from_one():
    page = Page("ab\ncd\n", file="s.md")
    found = [page.place_at(offset) for offset in (0, 1, 2, 3, 5, 6)]
    assert [(place.line, place.column) for place in found] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (2, 3),
        (3, 1),
    ]
    line = list(page.lines())[1]
    assert page.place_of(line, 1) == page.place_at(4)
    assert page.place_of(line, 2) == page.place_of(line, 9) == page.place_at(5)
    nothing = line[:0]
    assert page.place_of(nothing).line is None
    assert page.place_of(nothing, instead=page.place_at(0)) == page.place_at(0)


def test_the_model_keeps_a_mark_for_every_break_in_the_places():
    page = Page("a\\[b\ncd", file="s.md")
    source = page.source(joined(list(page.lines())))
    assert source.text == "a[b cd"
    assert [offset for offset, _ in source.marks] == [0, 1, 4]
    assert [(source.place_at(n).line, source.place_at(n).column) for n in range(6)] == [
        (1, 1),
        (1, 3),
        (1, 4),
        (1, 5),
        (2, 1),
        (2, 2),
    ]


@pytest.mark.parametrize(
    ("text", "kept", "found"),
    [
        ("a <!-- b --> c", ["a c"], []),
        ("a <!-- b -->", ["a"], []),
        ("<!-- b -->\nc", ["c"], []),
        ("a<!-- b -->c", ["ac"], []),
        ("a <!-- b -->c", ["a c"], []),
        ("a <!-- b\nc --> d", ["a d"], []),
        ("a <!-- b --> c <!-- d --> e", ["a c e"], []),
        ("a <!-- b <!-- c --> d", ["a d"], ["bad-note"]),
        ("a <! -- b --> c", ["a c"], ["bad-note"]),
        ("a <!— b —> c", ["a c"], ["bad-note"]),
        ("a <!-- b —> c", ["a c"], ["bad-note"]),
        ("a &lt;!-- b --> c", ["a c"], ["bad-note"]),
        ("a <!-- b\n\nc", ["a", "", "c"], ["unclosed-note"]),
        ("// b\nc", ["c"], []),
        ("//\nc", ["c"], []),
        ("//b\nc", ["//b", "c"], ["note-without-space"]),
        ("  // b\nc", ["c"], []),
        ("a // b", ["a // b"], []),
    ],
)
def test_notes_leave_the_text(text, kept, found):
    page = Page(text, file="s.md")
    faults: list = []
    left = [line.text for line in without_notes(page, page.lines(), faults.append)]
    assert [line.strip() for line in left] == kept
    assert [fault.code for fault in faults] == found
