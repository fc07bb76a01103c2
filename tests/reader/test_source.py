"""The cleaned text and the way back: what web pages and word processors leave in a text."""

from __future__ import annotations

import pytest

from radioprog.reader import read
from radioprog.reader.source import FOOTNOTE, CleanSource


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("02\u201310\u20132012", "02-10-2012"),
        ("5\u201110", "5-10"),
        ("KH\u2013UBND", "KH-UBND"),
        ("57\u2013NQ/TW", "57-NQ/TW"),
        ("38/KH\u00adUBND", "38/KH-UBND"),
        ("tuyên tru\u00adyền", "tuyên truyền"),
        ("Hà Nội \u2013 Huế", "Hà Nội \u2013 Huế"),
        ("Sông Hương\u2013núi Ngự", "Sông Hương\u2013núi Ngự"),
        ("20 \u2013 25", "20 - 25"),
        ("\u01891, \u0256i", "Đ1, đi"),
        ("AT&amp;T", "AT&T"),
        ("A&amp;nbsp;B", "A\u00a0B"),
        ("&#272;&#xF4;ng", "Đông"),
        ("a&#10;b", "a b"),
        ("5&#8209;10", "5-10"),
        ("R&D; ngay &khong;", "R&D; ngay &khong;"),
        ("nhanh\u00b9 theo", f"nhanh{FOOTNOTE} theo"),
        ("”\u00b2", f"”{FOOTNOTE}"),
        ("km\u00b2, m\u00b3, 10\u2076, x\u00b2", "km\u00b2, m\u00b3, 10\u2076, x\u00b2"),
    ],
)
def test_look_alikes_and_left_overs(written: str, clean: str) -> None:
    assert CleanSource(written).clean == clean


def test_an_entity_keeps_its_place() -> None:
    said = read("Sở GD&amp;ĐT họp")
    (token,) = (token for token in said.tokens if token.written == "GD&amp;ĐT")
    assert token.spoken == "Giáo dục và Đào tạo"
    assert said.text[token.start : token.end] == "GD&amp;ĐT"


def test_a_footnote_stands_in_the_audit() -> None:
    (token,) = (token for token in read("tăng nhanh¹.").tokens if token.token_class == "footnote")
    assert (token.written, token.spoken) == ("¹", "")
