"""Numerals in words: read back by an independent reader, and golden cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from radioprog.reader.model import Style
from radioprog.reader.read import read
from radioprog.reader.vi.numbers import (
    LONGEST,
    cardinal,
    digits,
    fraction_digits,
    month,
    name_number,
    numeral,
    whole_number,
)

NORTH, SOUTH = Style(), Style(region="south")
UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
GROUPS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}


def heard(words: str) -> int:
    """Read a whole number back as a listener does: by billions, groups, hundreds and tens."""
    total, below = 0, 0
    for part in words.split(" tỷ"):
        below = group_of(part)
        total = total * 10**9 + below
    return total


def group_of(words: str) -> int:
    total, group = 0, 0
    for word in words.split():
        if word in GROUPS:
            total += group * GROUPS[word]
            group = 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 100 * 100 + group % 100 * 10
        elif word == "mười":
            group += 10
        elif word not in ("linh", "lẻ"):
            group += UNITS[word]
    return total + group


@given(some.integers(0, 10**9 - 1), some.sampled_from([NORTH, SOUTH]))
def test_what_is_said_is_heard_as_the_same_number(number: int, style: Style) -> None:
    assert heard(cardinal(number, style)) == number


@given(some.integers(1, 999), some.integers(0, 10**9 - 1))
def test_billions_too(billions: int, rest: int) -> None:
    number = billions * 10**9 + rest
    assert heard(cardinal(number, NORTH)) == number


@given(some.integers(1, 10**12))
def test_less_than_nothing_is_said_with_its_sign(number: int) -> None:
    assert cardinal(-number, NORTH) == "âm " + cardinal(number, NORTH)


@given(some.integers(0, 10**6), some.integers(0, 10**6))
def test_two_numbers_never_sound_alike(one: int, other: int) -> None:
    assert (cardinal(one, NORTH) == cardinal(other, NORTH)) is (one == other)


@pytest.mark.parametrize(
    ("number", "north"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (999, "chín trăm chín mươi chín"),
        (1_000, "một nghìn"),
        (1_001, "một nghìn không trăm linh một"),
        (1_010, "một nghìn không trăm mười"),
        (1_100, "một nghìn một trăm"),
        (10_000, "mười nghìn"),
        (1_000_000, "một triệu"),
        (1_000_000_000, "một tỷ"),
    ],
)
def test_how_people_say_it(number: int, north: str) -> None:
    assert cardinal(number, NORTH) == north


@pytest.mark.parametrize(
    ("year", "long", "short"),
    [
        (1975, "một nghìn chín trăm bảy mươi lăm", "một nghìn chín trăm bảy mươi lăm"),
        (2000, "hai nghìn", "hai nghìn"),
        (2001, "hai nghìn không trăm linh một", "hai nghìn linh một"),
        (2012, "hai nghìn không trăm mười hai", "hai nghìn mười hai"),
        (2026, "hai nghìn không trăm hai mươi sáu", "hai nghìn hai mươi sáu"),
        (2099, "hai nghìn không trăm chín mươi chín", "hai nghìn chín mươi chín"),
        (2100, "hai nghìn một trăm", "hai nghìn một trăm"),
        (2101, "hai nghìn một trăm linh một", "hai nghìn một trăm linh một"),
    ],
)
def test_a_year_may_be_said_short_in_this_century_only(year: int, long: str, short: str) -> None:
    assert cardinal(year, NORTH, year=True) == long
    assert cardinal(year, Style(years="short"), year=True) == short
    assert cardinal(year, Style(years="short")) == long


def test_a_numeral_of_eighteen_digits_is_still_one_number_and_a_longer_one_is_spelt() -> None:
    assert LONGEST == 18
    assert whole_number("9" * 18, NORTH) == cardinal(10**18 - 1, NORTH)
    assert whole_number("9" * 19, NORTH) == " ".join(["chín"] * 19)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0", "không"),
        ("00", "không"),
        ("05", "năm"),
        ("012", "mười hai"),
        ("0123", "không một hai ba"),
        ("1023", "một nghìn không trăm hai mươi ba"),
    ],
)
def test_zeros_before_a_number_are_spelt_from_four_digits_on(written: str, said: str) -> None:
    assert whole_number(written, NORTH) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1.250.000", "một triệu hai trăm năm mươi nghìn"),
        ("1 250 000", "một triệu hai trăm năm mươi nghìn"),
        ("1,250,000", "một triệu hai trăm năm mươi nghìn"),
        ("1,250", "một nghìn hai trăm năm mươi"),
        ("1,255", "một phẩy hai năm năm"),
        ("1,250.5", "một nghìn hai trăm năm mươi phẩy năm"),
        ("92,5", "chín mươi hai phẩy năm"),
        ("92.5", "chín mươi hai phẩy năm"),
        ("0,05", "không phẩy không năm"),
        ("3,14", "ba phẩy mười bốn"),
        ("3,145", "ba phẩy một bốn năm"),
        ("12", "mười hai"),
    ],
)
def test_a_numeral_as_it_is_written(written: str, said: str) -> None:
    assert numeral(written, NORTH) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [("5", "năm"), ("25", "hai mươi lăm"), ("05", "không năm"), ("125", "một hai năm")],
)
def test_digits_after_the_comma(written: str, said: str) -> None:
    assert fraction_digits(written, NORTH) == said


@pytest.mark.parametrize(
    ("written", "said"), [("06", "không sáu"), ("135", "một trăm ba mươi lăm"), ("0", "không")]
)
def test_a_number_in_a_name_keeps_its_zero(written: str, said: str) -> None:
    assert name_number(written, NORTH) == said


def test_digits_leave_out_what_is_none() -> None:
    assert digits("0232-3.8a") == "không hai ba hai ba tám"
    assert digits("") == ""


def test_the_fourth_month_has_a_name_of_its_own() -> None:
    said = [month(str(number)) for number in range(1, 13)]
    assert said[3] == "tư"
    assert [said[number - 1] for number in (1, 5, 10, 11, 12)] == [
        "một",
        "năm",
        "mười",
        "mười một",
        "mười hai",
    ]


@pytest.mark.parametrize(
    ("number", "south"),
    [
        (24, "hai mươi bốn"),
        (104, "một trăm lẻ bốn"),
        (2_005, "hai ngàn không trăm lẻ năm"),
        (1_500_000, "một triệu năm trăm ngàn"),
    ],
)
def test_how_the_south_says_it(number: int, south: str) -> None:
    assert cardinal(number, SOUTH) == south


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Giá 1,250,000 đồng.", "Giá một triệu hai trăm năm mươi nghìn đồng."),
        ("Có 12,340,000 người.", "Có mười hai triệu ba trăm bốn mươi nghìn người."),
        ("Được 1,250,500 tấn.", "Được một triệu hai trăm năm mươi nghìn năm trăm tấn."),
        ("Giá 1,250 đồng.", "Giá một nghìn hai trăm năm mươi đồng."),
    ],
)
def test_thousands_parted_by_commas_are_one_number_in_a_sentence(text: str, said: str) -> None:
    assert read(text).spoken == said
