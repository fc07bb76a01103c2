"""Text is cleaned once; two spellings of one word fold alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.text import clean_text, fold, fold_name, one_line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "ủy ban"),
        ("THUÝ", "thúy"),
        ("khoẻ", "khỏe"),
        ("Ðông", "Đông"),
        ("PTV  nữ", "ptv nữ"),
        ("PTV\u00a0nữ", "PTV nữ"),
        ("loà xoà", "lòa xòa"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("d", "đ"), ("hoá", "hóc"), ("o", "ơ")])
def test_spellings_that_are_not_one(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == clean_text(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not set(cleaned) & set("\r\x00\x1b\u2028\u2029\u202e\u2067")


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)
    assert one_line(text) == one_line(text).strip()


def test_file_names_clash_by_case_and_composition_only() -> None:
    assert fold_name(unicodedata.normalize("NFD", "Bản.md")) == fold_name("bản.MD")
    assert fold_name("hoà.md") != fold_name("hòa.md")
