from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.script.inline import emphasis_marks, link_marks, parse_inline, written_text
from radioprog.script.model import Breath, Foreign, Respelled, Words
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
