"""Workbooks: another reader as judge, no formula alive, the same bytes twice."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from radioprog.kernel.workbook import (
    NoWorkbook,
    SheetTable,
    is_workbook,
    read_workbook,
    write_workbook,
)

ROWS = [["Đài", "Bắt đầu"], ["=1+1", "17:30"], ["+cmd|' /C calc'!A0", "a\x07b\x1b"], ["@x", "-1"]]


def test_what_is_written_is_text_and_the_same_bytes() -> None:
    data = write_workbook([SheetTable("Nhật ký [1/2]", ROWS, widths=(10, 20))])
    assert is_workbook(data) and data == write_workbook(
        [SheetTable("Nhật ký [1/2]", ROWS, widths=(10, 20))]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["A2"].value == "=1+1" and sheet["B3"].value == "ab"
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    (table,) = read_workbook(data)
    assert list(table.rows[1]) == ["=1+1", "17:30"]


def test_dates_times_and_lengths_come_as_text() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(
        [
            dt.date(2026, 4, 3),
            dt.time(17, 30),
            dt.datetime(2026, 4, 3, 17, 30, 2),
            dt.timedelta(minutes=14, seconds=55),
            3,
            2.5,
            True,
            None,
        ]
    )
    made = io.BytesIO()
    book.save(made)
    (table,) = read_workbook(made.getvalue())
    assert list(table.rows[0])[:7] == [
        "2026-04-03",
        "17:30:00",
        "2026-04-03 17:30:02",
        "0:14:55",
        "3",
        "2.5",
        "1",
    ]


@pytest.mark.parametrize("data", [b"PK\x03\x04xl/", b"", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(NoWorkbook):
        read_workbook(data)


def test_a_bomb_is_refused_unopened() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/{number}.xml", bytes(100 << 20))
    with pytest.raises(NoWorkbook, match="unpacked"):
        read_workbook(made.getvalue())
