"""Workbooks of a spreadsheet program (XLSX): cells in as plain text, tables out as plain text.

No formula is ever reckoned: of a cell that holds one, the result that the spreadsheet program
stored is read. What is written is text, or a number, in every cell, so that nothing in it can act,
and the same tables give the same bytes. Charts are drawn by the spreadsheet program from the cells.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.text import one_line

_LARGEST_UNPACKED = 256 << 20
_MOST_ROWS, _MOST_COLUMNS = 400_000, 64
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = dt.datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


class NoWorkbook(ValueError):
    """The bytes are no workbook that can be read, or one that would unpack without end."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet: its name, its rows of text, and the widths of its columns in characters.

    ``head`` is the number of the row (from 0) that heads the table; it is repeated on every page.
    """

    name: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    head: int = 0


@dataclass(frozen=True, slots=True)
class NumberTable:
    """One sheet whose cells are texts and numbers, the first row its heads.

    ``charted`` are the columns (from 0) that are drawn as bars beside the words of column 0, of
    all rows but the last ``sums``.
    """

    name: str
    rows: Sequence[Sequence[str | int | float]]
    widths: Sequence[int] = ()
    charted: Sequence[int] = ()
    sums: int = 0
    title: str = ""


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes look like an XLSX workbook."""
    return data[:4] == b"PK\x03\x04" and b"xl/" in data


def read_workbook(data: bytes) -> tuple[SheetTable, ...]:
    """Return the sheets of a workbook with every cell as text: dates and times in ISO form.

    Raises:
        NoWorkbook: damaged, of another kind, or too large once unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _LARGEST_UNPACKED:
                raise NoWorkbook("larger than 256 MB once unpacked")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import openpyxl  # not before: it takes longer to load than most commands to run

            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return tuple(SheetTable(each.title, list(_rows(each))) for each in book.worksheets)
            finally:
                book.close()
    except NoWorkbook:
        raise
    except Exception as problem:  # a stranger's file: the library raises whatever it meets
        raise NoWorkbook(f"{type(problem).__name__}: {problem}") from problem


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _MOST_ROWS:
            raise NoWorkbook(f"more than {_MOST_ROWS} rows")
        yield [_text(value) for value in row[:_MOST_COLUMNS]]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dt.datetime):
        # A date alone is kept by a spreadsheet as midnight of it, a time alone as that of day 0.
        whole = value.replace(microsecond=0)
        midnight = whole.time() == dt.time()
        return whole.date().isoformat() if midnight else whole.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return (
            value.replace(microsecond=0).isoformat()
            if isinstance(value, dt.time)
            else (value.isoformat())
        )
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write_workbook(tables: Sequence[SheetTable | NumberTable]) -> bytes:
    """Return a workbook of tables; the same tables give the same bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "radioprog"
    book.properties.created = _STAMP
    for table in tables:
        sheet = book.create_sheet(_sheet_name(table.name))
        if isinstance(table, NumberTable):
            _fill(sheet, table.rows, table.widths)
            if table.charted and len(table.rows) - table.sums > 1:
                sheet.add_chart(_chart(sheet, table), _beside(table))
        else:
            _fill(sheet, table.rows, table.widths, table.head)
    made = io.BytesIO()
    book.save(made)
    return _without_clock(made.getvalue())


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", one_line(name))[:31] or "1"


def _fill(
    sheet: Any,
    rows: Sequence[Sequence[str | int | float]],
    widths: Sequence[int],
    head: int = 0,
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    styles: dict[tuple[bool, bool, bool], Any] = {}  # to set one is slow, to copy one is not
    for number, row in enumerate(rows):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number + 1, column)
            if isinstance(text, str):
                cell.value = one_line(text)[:32_000]
                cell.data_type = "s"  # even "=1+1" is a text
            else:
                cell.value = text
            kind = (isinstance(text, str), number >= head, number == head)
            if kind not in styles:
                styles[kind] = _styled(cell, *kind)
            cell._style = copy(styles[kind])
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{head + 2}"
    sheet.print_title_rows = f"{head + 1}:{head + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _styled(cell: Any, worded: bool, in_table: bool, heads: bool) -> Any:
    """Give a cell its looks, and return what can be copied to others of its kind."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="94A3B8")
    if worded:
        cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=in_table, vertical="top")
    if in_table:
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    if heads:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E2E8F0")
    return cell._style


def _chart(sheet: Any, table: NumberTable) -> Any:
    """Draw columns of a sheet as bars; the words of its first column stand below them."""
    from openpyxl.chart import BarChart, Reference

    last = len(table.rows) - table.sums
    chart = BarChart()
    chart.type, chart.title = "col", one_line(table.title or table.name)
    for column in table.charted:
        values = Reference(sheet, min_col=column + 1, min_row=1, max_row=last)
        chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    chart.height, chart.width = 8, 16
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
    return chart


def _beside(table: NumberTable) -> str:
    """Return the cell at which a chart begins: two columns right of the table."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(max(map(len, table.rows)) + 2)}2"


def _without_clock(data: bytes) -> bytes:
    """Pack a workbook anew with no trace of when it was made."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()
