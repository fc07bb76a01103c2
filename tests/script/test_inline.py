from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.script.inline import (
    emphasis_marks,
    link_marks,
    parse_inline,
    parse_plain,
    written_text,
)
from radioprog.script.model import Breath, Foreign, Piece, Respelled, Words
from radioprog.script.traced import Page


def inline(text: str):
    page = Page(text, file="s.md")
    (line,) = page.lines()
    return parse_inline(line, page)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**a** b", "a b"),
        ("***a***", "a"),
        ("*a* và *b*", "a và b"),
        ("_a_b", "_a_b"),
        ("a*b*c", "a*b*c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**a* b", "**a* b"),
        ("(*a*)", "(a)"),
        ("*a **b** c*", "a b c"),
        ("a_b_c", "a_b_c"),
        ("__init__", "init"),
        ("* a", "* a"),
        ("****a****", "****a****"),
        ("“*a*”,", "“a”,"),
        ("\\*a*", "*a*"),
    ],
)
def test_emphasis(marked, plain):
    assert written_text(inline(marked).pieces) == plain


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("xem [a b](http://c.vn/d)", "xem a b"),
        ('[a](b "c") d', "a d"),
        ("[a] (b)", "[a] (b)"),
        ("[a](b c)", "[a](b c)"),
        ("[](b)", "[](b)"),
        ("[**a**](b)", "a"),
    ],
)
def test_links(text, spoken):
    assert written_text(inline(text).pieces) == spoken


def test_pieces_in_order():
    found = inline("a {b|bê} (nghỉ 1s) {en: c d} e")
    assert found.findings == []
    kinds = [type(piece) for piece in found.pieces]
    assert kinds == [Words, Respelled, Words, Breath, Words, Foreign, Words]


@given(st.text(alphabet="ab *_[]()", max_size=40))
def test_only_marks_are_dropped(text):
    for index in emphasis_marks(text):
        assert text[index] in "*_"
    assert link_marks(text) <= set(range(len(text)))


@given(st.text(alphabet="ab {}|:en\\()*", max_size=40))
def test_braces_never_swallow_words(text):
    found = inline(text)
    if not found.findings and "\\" not in text:
        shown = repr(found.pieces)
        for word in text.replace("*", " ").replace("{", " ").replace("}", " ").split():
            for part in word.split("|"):
                assert part.removesuffix(":") in shown or "*" in text


def shown(piece: Piece) -> tuple[object, ...]:
    """A piece in few words: of a respelling both sides, of a language its code and words."""
    if isinstance(piece, Respelled):
        return (piece.written, piece.spoken)
    if isinstance(piece, Breath):
        return (piece.length,)
    words = (piece.source.text,)
    return (f"{piece.language}:", *words) if isinstance(piece, Foreign) else words


@pytest.mark.parametrize(
    ("text", "pieces", "found"),
    [
        ("{{a|b}", [("{",), ("a", "b")], [("unclosed-brace", 1)]),
        ("{a {b|c}", [("{a ",), ("b", "c")], [("unclosed-brace", 1)]),
        ("{a|b", [("{a|b",)], [("unclosed-brace", 1)]),
        ("a} b", [("a} b",)], [("unclosed-brace", 2)]),
        ("{a|b|c}", [("{a|b|c}",)], [("bad-brace", 1)]),
        ("{a}", [("{a}",)], [("bad-brace", 1)]),
        ("{|b}", [("{|b}",)], [("bad-brace", 1)]),
        ("{a|}", [("{a|}",)], [("bad-brace", 1)]),
        ("{en: }", [("{en: }",)], [("bad-brace", 1)]),
        ("{en:b}", [("{en:b}",)], [("bad-brace", 1)]),
        ("{EN-us: b c}", [("en-us:", "b c")], []),
        ("{en: b|c}", [("{en: b|c}",)], [("bad-brace", 1)]),
        ("{a | b}", [("a", "b")], []),
        ("{ en: b}", [("en:", "b")], []),
        ("{e: b}", [("{e: b}",)], [("bad-brace", 1)]),
        ("{abcd: b}", [("{abcd: b}",)], [("bad-brace", 1)]),
        ("x {a|b}{c|d} y", [("x ",), ("a", "b"), ("c", "d"), (" y",)], []),
        ("(nghỉ 1s) a", [(1.0,), (" a",)], []),
        ("a (nghỉ 30s)", [("a ",), (30.0,)], []),
        ("a (nghỉ 31s)", [("a (nghỉ 31s)",)], [("pause-as-text", 3)]),
        ("a (nghỉ 0s)", [("a (nghỉ 0s)",)], [("pause-as-text", 3)]),
        ("a (nghỉ 0,5 giây) b", [("a ",), (0.5,), (" b",)], []),
        ("a (nghỉ 1 phút)", [("a (nghỉ 1 phút)",)], [("pause-as-text", 3)]),
        ("a (nghỉ 0,1 phút)", [("a (nghỉ 0,1 phút)",)], [("pause-as-text", 3)]),
        ("a (nghỉ 2)", [("a (nghỉ 2)",)], [("pause-as-text", 3)]),
        ("a (nghỉ 2,5)", [("a (nghỉ 2,5)",)], [("pause-as-text", 3)]),
        ("a (nghỉ 12345)", [("a (nghỉ 12345)",)], []),
        ("a (nghỉ trưa)", [("a (nghỉ trưa)",)], []),
        ("a (pause: 2s) b", [("a ",), (2.0,), (" b",)], []),
        ("a (nghỉ) b", [("a (nghỉ) b",)], [("looks-like-cue", 3)]),
        ("a (nghỉ: 1:05) b", [("a (nghỉ: 1:05) b",)], [("pause-as-text", 3)]),
        ("a (nghỉ 0:05) b", [("a ",), (5.0,), (" b",)], []),
        ("a [nhạc cắt: b] c", [("a [nhạc cắt: b] c",)], [("cue-in-speech", 3)]),
        ("a [nhạc cắt] c", [("a [nhạc cắt] c",)], [("cue-in-speech", 3)]),
        ("a [nhac cat: b] c", [("a [nhac cat: b] c",)], [("cue-in-speech", 3)]),
        ("a [nhac cat] c", [("a [nhac cat] c",)], []),
        ("a [xyz: b] c", [("a [xyz: b] c",)], []),
        ("a (cười) b", [("a (cười) b",)], [("looks-like-cue", 3)]),
        ("a [cười] b", [("a [cười] b",)], [("looks-like-cue", 3)]),
        ("a (nhạc nền) b", [("a (nhạc nền) b",)], [("looks-like-cue", 3)]),
        ("a \\(cười) b", [("a (cười) b",)], []),
        ("a (cười\\) b", [("a (cười\\) b",)], []),
        ("![a](b.png) c", [("![a](b.png) c",)], [("image", 1)]),
        ("a ![b] c", [("a ![b] c",)], []),
        ("!a", [("!a",)], []),
        ("a <b>c</b>", [("a <b>c</b>",)], [("markup", 3), ("markup", 7)]),
        ("a ~~b~~", [("a ~~b~~",)], [("markup", 3), ("markup", 6)]),
        ("a ==b== c", [("a ==b== c",)], []),
        ("a == b", [("a == b",)], []),
        ("a [^1] b", [("a [^1] b",)], [("markup", 3)]),
        ("a [x] b", [("a [x] b",)], [("markup", 3)]),
        ("a <br/> b", [("a <br/> b",)], [("markup", 3)]),
        ("a <xyz> b", [("a <xyz> b",)], []),
        ("a `b` c", [("a b c",)], []),
        ("a ``b`` c", [("a b c",)], []),
        ("a <http://c.vn> d", [("a http://c.vn d",)], []),
        ("a <c.vn> d", [("a <c.vn> d",)], []),
        ("![a](b)[c](d)", [("![a](b)c",)], [("image", 1)]),
        ("[a](b)", [("a",)], []),
        ("a[^1]b", [("a[^1]b",)], [("markup", 2)]),
        ("a ][1] b", [("a ][1] b",)], [("markup", 3)]),
        ("a ==bc== d", [("a ==bc== d",)], [("markup", 3)]),
    ],
)
def test_every_mark_and_what_is_wrong_with_it(text, pieces, found):
    read = inline(text)
    assert [shown(piece) for piece in read.pieces] == pieces
    assert [(each.code, each.place.column) for each in read.findings] == found


def test_what_is_shown_of_a_long_mark_is_cut():
    assert "x" * 77 + "…" in inline("{a" + "x" * 100 + "}").findings[0].message.vi.replace("a", "x")
    short = inline("{" + "x" * 78 + "}").findings[0].message.vi
    assert "…" not in short and "x" * 78 in short


def test_beyond_a_bound_findings_are_counted_only():
    found = inline("{ " * 503)
    assert (len(found.findings), found.more) == (500, 3)


def test_a_heading_is_read_without_pauses_and_directions():
    page = Page("A (nghỉ 1s) {b|bê} (cười) [nhạc cắt: x]", file="s.md")
    (line,) = page.lines()
    assert parse_plain(line, page) == ("A (nghỉ 1s) b (cười) [nhạc cắt: x]", ())
