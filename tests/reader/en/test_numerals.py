"""English numbers as the newsreader says them."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("17 July 2015", "July seventeenth, twenty fifteen"),
        ("17th July 2015", "July seventeenth, twenty fifteen"),
        ("July 17, 2015", "July seventeenth, twenty fifteen"),
        ("17 July", "July seventeenth"),
        ("3 Jan. 2020", "January third, twenty twenty"),
        ("Jan 3", "January third"),
        ("Sept. 5", "September fifth"),
        ("Dec. 24, 2020", "December twenty-fourth, twenty twenty"),
        ("May 3", "May third"),
        ("3 May. Then", "May third. Then"),
        ("3 Jan 2020", "January third, twenty twenty"),
        ("1 Sept 2021", "September first, twenty twenty-one"),
        ("17/7/2015", "July seventeenth, twenty fifteen"),
        ("17.7.2015", "July seventeenth, twenty fifteen"),
        ("2026-03-01", "March first, twenty twenty-six"),
        ("31/12/1999", "December thirty-first, nineteen ninety-nine"),
        ("Monday - Friday", "Monday to Friday"),
        ("1 May - 3 June", "May first to June third"),
        ("1 May - 3 people", "May first, three people"),
        (
            "from 1 May 2020 - 3 June 2020",
            "from May first, twenty twenty to June third, twenty twenty",
        ),
    ],
)
def test_dates(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("in 1975", "in nineteen seventy-five"),
        ("in 2026", "in twenty twenty-six"),
        ("in 1905", "in nineteen oh five"),
        ("in 2005", "in two thousand and five"),
        ("in 2000", "in two thousand"),
        ("in 1900", "in nineteen hundred"),
        ("in 1499", "in one thousand four hundred and ninety-nine"),
        ("in 1500", "in fifteen hundred"),
        ("in 2099", "in twenty ninety-nine"),
        ("in 2100", "in two thousand one hundred"),
        ("1975 people", "nineteen seventy-five people"),
        ("about 1975 people", "about one thousand nine hundred and seventy-five people"),
        ("since 1990 and 2010", "since nineteen ninety and twenty ten"),
        ("July 1975", "July nineteen seventy-five"),
        ("the 1990s", "the nineteen nineties"),
        ("the 1910s", "the nineteen tens"),
        ("the 2010s", "the twenty tens"),
        ("the 2020s", "the twenty twenties"),
        ("2015-2017", "twenty fifteen to twenty seventeen"),
        ("1499-1501", "one thousand four hundred and ninety-nine to fifteen oh one"),
        ("1500-1600", "fifteen hundred to sixteen hundred"),
        ("2100-2200", "two thousand one hundred to two thousand two hundred"),
    ],
)
def test_years(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("5:30 pm", "five thirty pee em"),
        ("5:05 p.m.", "five oh five pee em."),
        ("5:00", "five o'clock"),
        ("5:00 am", "five ay em"),
        ("17:09", "seventeen oh nine"),
        ("17:10", "seventeen ten"),
        ("7:00 a.m. - 4:30 p.m. daily", "seven ay em to four thirty pee em daily"),
        ("7:00-8:00", "seven o'clock to eight o'clock"),
        ("24/7", "twenty-four seven"),
        ("50/50", "fifty fifty"),
    ],
)
def test_times(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("75 km/h", "seventy-five kilometres per hour"),
        ("1 km", "one kilometre"),
        ("1 kg", "one kilogram"),
        ("2 kg", "two kilograms"),
        ("1.5 kg", "one point five kilograms"),
        ("5-7 kg", "five to seven kilograms"),
        ("1 Hz", "one hertz"),
        ("5 Hz", "five hertz"),
        ("20°C", "twenty degrees Celsius"),
        ("5%", "five percent"),
        ("$5", "five dollars"),
        ("$1", "one dollar"),
        ("$1.50", "one dollar and fifty cents"),
        ("$1.05", "one dollar and five cents"),
        ("$1.5", "one point five dollars"),
        ("$1.00", "one dollar"),
        ("$1,250", "one thousand two hundred and fifty dollars"),
        ("$1,250.75", "one thousand two hundred and fifty dollars and seventy-five cents"),
        ("$5 million", "five million dollars"),
        ("$5M", "five million dollars"),
        ("$1.2bn", "one point two billion dollars"),
        ("$5-7 million", "five to seven million dollars"),
        ("$5-7", "five to seven dollars"),
        ("$5k", "five thousand dollars"),
        ("€1", "one euro"),
        ("€5", "five euros"),
        ("1.2M people", "one point two million people"),
        ("3bn people", "three billion people"),
        ("2mn people", "two million people"),
        ("1.5k people", "one point five thousand people"),
        ("3M people", "three em people"),
    ],
)
def test_units_and_money(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("1/2", "one half"),
        ("1/4", "one quarter"),
        ("3/4", "three quarters"),
        ("2/4", "two quarters"),
        ("5/4", "five out of four"),
        ("2/3", "two thirds"),
        ("1/3", "one third"),
        ("1/10", "one tenth"),
        ("9/10", "nine tenths"),
        ("1/11", "one out of eleven"),
        ("13/15", "thirteen out of fifteen"),
        ("10/10", "ten out of ten"),
        ("3/2", "three out of two"),
        ("2/2", "two out of two"),
        ("21st", "twenty-first"),
        ("1,250", "one thousand two hundred and fifty"),
        ("1,250.5", "one thousand two hundred and fifty point five"),
        ("1250", "one thousand two hundred and fifty"),
        ("007", "zero zero seven"),
        ("0", "zero"),
        ("0.05", "zero point zero five"),
        (
            "1234567890123456789",
            "one two three four five six seven eight nine zero one two three four five six "
            "seven eight nine",
        ),
        (
            "123456789012345678",
            "one hundred and twenty-three quadrillion four hundred and fifty-six trillion "
            "seven hundred and eighty-nine billion twelve million three hundred and "
            "forty-five thousand six hundred and seventy-eight",
        ),
        (
            "123456789012345678901234",
            "one two three four five six seven eight nine zero one two three four five six "
            "seven eight nine zero one two three four",
        ),
        (
            "1234567890123456789012345",
            "one two three four five six seven eight nine zero one two three four five six "
            "seven eight nine zero one two three four five",
        ),
        ("5G", "five gee"),
        ("5G1", "five gee one"),
        ("3.5", "three point five"),
        ("12A", "twelve ay"),
    ],
)
def test_fractions_and_numbers(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("0232 3822 123", "zero two three two, three eight two two, one two three"),
        ("+84 232 3822 123", "plus eight four, two three two, three eight two two, one two three"),
        ("02323822", "zero two three two three eight two two"),
        ("0232 3822", "zero two three two, three eight two two"),
        ("dial 113", "dial one one three"),
        ("hotline 1900 9095", "hotline one nine zero zero, nine zero nine five"),
        ("call us on 113", "call us on one one three"),
        ("ring for 113", "ring for one hundred and thirteen"),
        ("113", "one hundred and thirteen"),
        ("hotline: 113 or 114", "hotline: one one three or one one four"),
        ("we call it 113", "we call it one hundred and thirteen"),
        ("call 113 and 115", "call one one three and one hundred and fifteen"),
    ],
)
def test_telephones(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Decree 49/2024/NĐ-CP", "Decree forty-nine of twenty twenty-four"),
        ("Decision 12/QĐ-TTg", "Decision twelve"),
        ("Plan 38-KH/UBND", "Plan thirty-eight"),
        ("Resolution 57-NQ/TW", "Resolution fifty-seven"),
    ],
)
def test_documents(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken
