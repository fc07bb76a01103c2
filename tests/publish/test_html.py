from __future__ import annotations

from radioprog.publish.html import Markup, element, page, together


def test_text_and_attributes_are_escaped() -> None:
    made = element("p", '<b>&"', title='"><script>', hidden=None)
    assert made.text == '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;"</p>'


def test_what_this_writer_made_is_taken_as_it_is() -> None:
    inner = element("i", "x")
    assert together("<", inner, None, Markup("<hr>")).text == "&lt;<i>x</i><hr>"


def test_page_is_whole() -> None:
    text = page(title="A < B", language="vi", style="p{}", body=element("p", "x"))
    assert text.startswith('<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">')
    assert "<title>A &lt; B</title>" in text
