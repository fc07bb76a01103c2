from __future__ import annotations

import re

import numpy as np
import pytest
from lxml import html

from radioprog.publish.html import Markup, element, fingerprint_mark, page, qr_code, together
from tests.browser import codes_in

SHA = "0123456789abcdef" * 4


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


def drawn(svg: str, scale: int = 4) -> np.ndarray:
    """Draw the lines of a code's SVG as pixels: white paper, black modules."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index]
    paper = np.full((side, side), 255, np.uint8)
    x, y = 0.0, 0.0
    for letter, numbers in re.findall(r"([Mmh])([-0-9. ]+)", re.search(r' d="([^"]+)"', svg)[1]):  # type: ignore[index]
        values = [float(each) for each in numbers.split()]
        if letter == "h":
            paper[int(y), round(x) : round(x + values[0])] = 0
            x += values[0]
        else:
            x, y = values if letter == "M" else (x + values[0], y + values[1])
    return paper.repeat(scale, 0).repeat(scale, 1)


@pytest.mark.parametrize(
    "text", ["0123 4567 89AB CDEF", "webcal://dai.example/station/dong-hoi.ics", "Đài xã Dân Hóa"]
)
def test_a_reader_of_others_reads_the_code(text: str) -> None:
    assert codes_in(drawn(qr_code(text).decode())) == [text]


def test_a_fingerprint_is_four_groups_of_four_beside_the_code_of_the_same() -> None:
    found = html.fromstring(f"<div>{fingerprint_mark(SHA, 'Mã <b>', 'Mã QR')}</div>")
    assert found.xpath("//dd/text()") == ["0123 4567 89ab cdef"]
    assert found.xpath("//dt/text()") == ["Mã <b>"]
    (picture,) = found.xpath("//*[@role='img' and @aria-label='Mã QR']")
    assert codes_in(drawn(html.tostring(picture).decode().replace("viewbox", "viewBox"))) == [
        "0123 4567 89AB CDEF"
    ]
