"""Text is cleaned once; two spellings of one word fold alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.text import clean_text, count_syllables, fold, fold_name, one_line


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


@pytest.mark.parametrize(
    "text, count",
    [
        ("Kính thưa quý vị và các bạn!", 7),
        ("khuyên nguyên giờ quýt khuỷu ngoằn ngoèo", 7),
        ("A-xê-an", 3),
        ("Đắk Lắk, Y Tý", 4),
        ("hai nghìn không trăm mười lăm", 6),
        ("", 0),
        ("— … !", 0),
        ("2015", 4),
    ],
)
def test_vietnamese_is_exact(text: str, count: int) -> None:
    assert count_syllables(text, "vi") == count


@pytest.mark.parametrize(
    "word, count",
    [
        ("news", 1),
        ("radio", 2),
        ("broadcast", 2),
        ("table", 2),
        ("programme", 2),
        ("wanted", 2),
        ("announced", 2),
        ("the", 1),
        ("BBC", 3),
    ],
)
def test_english_is_near(word: str, count: int) -> None:
    assert count_syllables(word, "en") == count


def test_other_scripts_count_something() -> None:
    assert count_syllables("北京你好", "zh") == 4
    assert count_syllables("Москва", "ru") == 2
    assert count_syllables("ພາສາລາວ", "lo") >= 2


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("make", "en", 1),
        ("the", "en", 1),
        ("table", "en", 2),
        ("played", "en", 1),
        ("wanted", "en", 2),
        ("make", "vi", 2),
        ("km", "vi", 2),
        ("12", "vi", 2),
        ("a 1 b", "vi", 3),
        ("ひらがな", "ja", 4),
        ("東京", "ja", 2),
        ("한국", "ko", 2),
        ("東a", "ja", 1),
        ("ພາສາລາວ", "lo", 3),
    ],
)
def test_syllables_of_other_languages(text: str, language: str, count: int) -> None:
    assert count_syllables(text, language) == count
