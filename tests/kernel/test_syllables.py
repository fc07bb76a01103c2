"""Syllables: exact for Vietnamese made ready for speaking, near for English."""

from __future__ import annotations

import pytest

from radioprog.kernel.syllables import count_syllables


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
