"""Months, quarters and years, their spans and lists."""

from __future__ import annotations

import pytest

from radioprog.reader import read
from radioprog.reader.model import Style


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("tháng 9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("9.2024", "chín chấm hai không hai bốn"),
        ("tháng 9.2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("tháng 9-2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("9-2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("tháng 9/24", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("9/24", "chín phần hai mươi tư"),
        ("tháng 9 2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("quý 3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
        ("quý 3 2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
        ("quý 1 và 2/2025", "quý một và hai năm hai nghìn không trăm hai mươi lăm"),
        ("quý 1, 2/2025", "quý một, hai năm hai nghìn không trăm hai mươi lăm"),
        ("xã 1 và 2/2025", "xã một và tháng hai năm hai nghìn không trăm hai mươi lăm"),
        (
            "quý của năm này và 2/2025",
            "quý của năm này và tháng hai năm hai nghìn không trăm hai mươi lăm",
        ),
        ("kỳ 1/2024", "kỳ một năm hai nghìn không trăm hai mươi tư"),
        ("kỳ 1 2024", "kỳ một hai nghìn không trăm hai mươi tư"),
        ("tuần 5/2025", "tuần năm năm hai nghìn không trăm hai mươi lăm"),
        ("đợt 2/2025", "đợt hai năm hai nghìn không trăm hai mươi lăm"),
        ("số 5/2024", "số năm năm hai nghìn không trăm hai mươi tư"),
        ("lần 13/2024", "lần mười ba năm hai nghìn không trăm hai mươi tư"),
        ("khóa 3/2024", "khóa ba năm hai nghìn không trăm hai mươi tư"),
        ("vụ 2/2024", "vụ hai năm hai nghìn không trăm hai mươi tư"),
        ("và 13/2024", "và mười ba trên hai nghìn không trăm hai mươi tư"),
        ("Q3/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
        ("Q4-2024", "quý bốn năm hai nghìn không trăm hai mươi tư"),
    ],
)
def test_month_and_year(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("tháng 7 - 9/2015", "tháng bảy đến tháng chín năm hai nghìn không trăm mười lăm"),
        (
            "7/2015 - 9/2015",
            "tháng bảy năm hai nghìn không trăm mười lăm đến tháng chín năm hai nghìn không "
            "trăm mười lăm",
        ),
        (
            "tháng 7/2015 - 9/2016",
            "tháng bảy năm hai nghìn không trăm mười lăm đến tháng chín năm hai nghìn không "
            "trăm mười sáu",
        ),
        ("quý 1-2/2025", "quý một đến quý hai năm hai nghìn không trăm hai mươi lăm"),
        (
            "quý 1/2024-2/2025",
            "quý một năm hai nghìn không trăm hai mươi tư đến quý hai năm hai nghìn không "
            "trăm hai mươi lăm",
        ),
        ("tháng 5-7", "tháng năm đến tháng bảy"),
        ("tháng 10 - 12", "tháng mười đến tháng mười hai"),
        ("tháng 4 - 5", "tháng tư đến tháng năm"),
        ("T10-T12/2024", "tháng mười đến tháng mười hai năm hai nghìn không trăm hai mươi tư"),
        (
            "T1/2024-T3/2025",
            "tháng một năm hai nghìn không trăm hai mươi tư đến tháng ba năm hai nghìn "
            "không trăm hai mươi lăm",
        ),
        ("từ T1 đến T3/2025", "từ tháng một đến tháng ba năm hai nghìn không trăm hai mươi lăm"),
        ("T2-T6", "thứ hai đến thứ sáu"),
        ("T2-T7", "thứ hai đến thứ bảy"),
        ("T1-T3", "tháng một đến tháng ba"),
        ("T7-T9", "tháng bảy đến tháng chín"),
        ("T8-T10", "tháng tám đến tháng mười"),
        ("đốt sống T8-T10", "đốt sống tê tám tê mười"),
    ],
)
def test_spans_of_months(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("năm 2012", "năm hai nghìn không trăm mười hai"),
        (
            "năm 2015, 2016 và 2017",
            "năm hai nghìn không trăm mười lăm, hai nghìn không trăm mười sáu và hai nghìn "
            "không trăm mười bảy",
        ),
        ("năm 2015, 2016", "năm hai nghìn không trăm mười lăm, hai nghìn không trăm mười sáu"),
        ("xã 2015, 2016", "xã hai nghìn không trăm mười lăm, hai nghìn không trăm mười sáu"),
        (
            "năm 2015 hoặc 2016",
            "năm hai nghìn không trăm mười lăm hoặc hai nghìn không trăm mười sáu",
        ),
        (
            "giai đoạn 2015-2017",
            "giai đoạn hai nghìn không trăm mười lăm đến hai nghìn không trăm mười bảy",
        ),
        ("2015-2017", "hai nghìn không trăm mười lăm đến hai nghìn không trăm mười bảy"),
        ("2017-2015", "hai nghìn không trăm mười bảy đến hai nghìn không trăm mười lăm"),
        ("1799-1801", "một nghìn bảy trăm chín mươi chín đến một nghìn tám trăm linh một"),
        (
            "giai đoạn 1799-1801",
            "giai đoạn một nghìn bảy trăm chín mươi chín đến một nghìn tám trăm linh một",
        ),
        ("1800-1801", "một nghìn tám trăm đến một nghìn tám trăm linh một"),
        ("2199-2200", "hai nghìn một trăm chín mươi chín đến hai nghìn hai trăm"),
        ("2198-2199", "hai nghìn một trăm chín mươi tám đến hai nghìn một trăm chín mươi chín"),
        ("từ 1500-1600", "từ một nghìn năm trăm đến một nghìn sáu trăm"),
        ("từ 1600-1600", "từ một nghìn sáu trăm đến một nghìn sáu trăm"),
        ("niên khóa 1500 - 1600", "niên khóa một nghìn năm trăm đến một nghìn sáu trăm"),
        ("mùa 1500-1600", "mùa một nghìn năm trăm đến một nghìn sáu trăm"),
        ("khóa 1500-1600", "khóa một nghìn năm trăm đến một nghìn sáu trăm"),
        ("1500-1600", "một nghìn năm trăm đến một nghìn sáu trăm"),
        (
            "năm học 2024/2025",
            "năm học hai nghìn không trăm hai mươi tư đến hai nghìn không trăm hai mươi lăm",
        ),
        ("2024/2023", "hai nghìn không trăm hai mươi tư trên hai nghìn không trăm hai mươi ba"),
        ("2023/2025", "hai nghìn không trăm hai mươi ba trên hai nghìn không trăm hai mươi lăm"),
        (
            "mùa giải 2023-24",
            "mùa giải hai nghìn không trăm hai mươi ba đến hai nghìn không trăm hai mươi tư",
        ),
        ("2023-33", "hai nghìn không trăm hai mươi ba đến hai nghìn không trăm ba mươi ba"),
        ("2023-34", "hai nghìn không trăm hai mươi ba đến ba mươi tư"),
        ("2023-23", "hai nghìn không trăm hai mươi ba đến hai mươi ba"),
        ("2023-22", "hai nghìn không trăm hai mươi ba đến hai mươi hai"),
        ("tháng 4", "tháng tư"),
        ("tháng 02", "tháng hai"),
        ("tháng 12", "tháng mười hai"),
        ("xã 4", "xã bốn"),
    ],
)
def test_years(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("năm 2012", "năm hai nghìn mười hai"),
        (
            "năm 2015, 2016 và 2017",
            "năm hai nghìn mười lăm, hai nghìn mười sáu và hai nghìn mười bảy",
        ),
        ("năm 2015, 2016", "năm hai nghìn mười lăm, hai nghìn mười sáu"),
        ("xã 2015, 2016", "xã hai nghìn không trăm mười lăm, hai nghìn không trăm mười sáu"),
        ("năm 2015 hoặc 2016", "năm hai nghìn mười lăm hoặc hai nghìn không trăm mười sáu"),
        ("giai đoạn 2015-2017", "giai đoạn hai nghìn mười lăm đến hai nghìn mười bảy"),
        ("2015-2017", "hai nghìn mười lăm đến hai nghìn mười bảy"),
        ("2017-2015", "hai nghìn không trăm mười bảy đến hai nghìn không trăm mười lăm"),
        ("1799-1801", "một nghìn bảy trăm chín mươi chín đến một nghìn tám trăm linh một"),
        (
            "giai đoạn 1799-1801",
            "giai đoạn một nghìn bảy trăm chín mươi chín đến một nghìn tám trăm linh một",
        ),
        ("1800-1801", "một nghìn tám trăm đến một nghìn tám trăm linh một"),
        ("2199-2200", "hai nghìn một trăm chín mươi chín đến hai nghìn hai trăm"),
        ("2198-2199", "hai nghìn một trăm chín mươi tám đến hai nghìn một trăm chín mươi chín"),
        ("từ 1500-1600", "từ một nghìn năm trăm đến một nghìn sáu trăm"),
        ("từ 1600-1600", "từ một nghìn sáu trăm đến một nghìn sáu trăm"),
        ("niên khóa 1500 - 1600", "niên khóa một nghìn năm trăm đến một nghìn sáu trăm"),
        ("mùa 1500-1600", "mùa một nghìn năm trăm đến một nghìn sáu trăm"),
        ("khóa 1500-1600", "khóa một nghìn năm trăm đến một nghìn sáu trăm"),
        ("1500-1600", "một nghìn năm trăm đến một nghìn sáu trăm"),
        ("năm học 2024/2025", "năm học hai nghìn hai mươi tư đến hai nghìn hai mươi lăm"),
        ("2024/2023", "hai nghìn hai mươi tư trên hai nghìn hai mươi ba"),
        ("2023/2025", "hai nghìn hai mươi ba trên hai nghìn hai mươi lăm"),
        ("mùa giải 2023-24", "mùa giải hai nghìn hai mươi ba đến hai nghìn hai mươi tư"),
        ("2023-33", "hai nghìn hai mươi ba đến hai nghìn ba mươi ba"),
        ("2023-34", "hai nghìn không trăm hai mươi ba đến ba mươi tư"),
        ("2023-23", "hai nghìn không trăm hai mươi ba đến hai mươi ba"),
        ("2023-22", "hai nghìn không trăm hai mươi ba đến hai mươi hai"),
        ("tháng 4", "tháng tư"),
        ("tháng 02", "tháng hai"),
        ("tháng 12", "tháng mười hai"),
        ("xã 4", "xã bốn"),
        ("tháng 9/2024", "tháng chín năm hai nghìn hai mươi tư"),
        ("quý 3/2024", "quý ba năm hai nghìn hai mươi tư"),
        ("quý 1-2/2025", "quý một đến quý hai năm hai nghìn hai mươi lăm"),
        (
            "quý 1/2024-2/2025",
            "quý một năm hai nghìn hai mươi tư đến quý hai năm hai nghìn hai mươi lăm",
        ),
        ("tháng 7 - 9/2015", "tháng bảy đến tháng chín năm hai nghìn mười lăm"),
        ("T10/2024", "tháng mười năm hai nghìn hai mươi tư"),
        ("T10-T12/2024", "tháng mười đến tháng mười hai năm hai nghìn hai mươi tư"),
        ("Q3/2024", "quý ba năm hai nghìn hai mươi tư"),
        ("ngày 5/6/2015", "ngày năm tháng sáu năm hai nghìn mười lăm"),
        ("2024-07-15", "ngày mười lăm tháng bảy năm hai nghìn hai mươi tư"),
        ("2015 đồng", "hai nghìn không trăm mười lăm đồng"),
    ],
)
def test_the_short_style_is_for_years_only(written: str, spoken: str) -> None:
    assert read(written, style=Style(years="short")).spoken == spoken
