"""A log file taken apart without knowing its kind: text in its code page, a table, JSON values.

Spreadsheet programs in Vietnam save CSV as UTF-8 with a byte order mark, as UTF-16 ("Unicode
text") or in Windows-1258, parted by semicolons, commas or tabs. Nothing is thrown away: each row
keeps its number and how it stood.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from radioprog.aired import findings as says
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.workbook import NoWorkbook, SheetTable, is_workbook, read_workbook

_FIELD_LIMIT = 64 << 20
_MOST_LINES_IN_A_CELL = 20
_MOST_BAD_TOLD = 5
_DELIMITERS = ";,\t|"
_LONGEST_HEAD = 100
_NO_HEAD = re.compile("[^a-zđ0-9]")
_LOOKED_AT = 40
"""So many rows are looked at for the heads of a table."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its number in the file from 1, its cells, and how it stood."""

    number: int
    cells: tuple[str, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A JSON object of a list or of a line: its number from 1, and how it stood."""

    number: int
    value: Mapping[str, Any] | None
    raw: str


@dataclass(frozen=True)
class LogContent:
    """A log file's bytes under the name that people see, looked at in several ways."""

    file: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def _decoded(self) -> tuple[str, tuple[Finding, ...]]:
        return decoded(self.data, self.file)

    @property
    def text(self) -> str:
        """The file as text; '' for a workbook."""
        return "" if self.is_workbook else self._decoded[0]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said of the file's bytes."""
        if self.is_workbook:
            return ()
        return (*self._decoded[1], *((says.OPEN_QUOTE(Place(self.file)),) if self._torn else ()))

    @cached_property
    def is_workbook(self) -> bool:
        """Whether it is an XLSX workbook."""
        return is_workbook(self.data)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    # --- a table ---

    @cached_property
    def table(self) -> list[TableRow]:
        """The rows of its table, blank ones left out; of a workbook, of all its sheets."""
        if self.is_workbook:
            return list(_of_sheets(self._sheets()))
        return self._table[0]

    def _sheets(self) -> tuple[SheetTable, ...]:
        try:
            return read_workbook(self.data)
        except NoWorkbook as problem:
            found = says.DAMAGED_WORKBOOK(Place(self.file), reason=str(problem)[:200])
            raise ContentError(found) from problem

    @property
    def _torn(self) -> bool:
        return self._table[1]

    @cached_property
    def _table(self) -> tuple[list[TableRow], bool]:
        """The rows, and whether an open quotation mark made us read line by line."""
        lines = self.lines
        delimiter = delimiter_of(lines)
        csv.field_size_limit(_FIELD_LIMIT)
        rows: list[TableRow] = []
        reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
        before = 0
        for cells in reader:
            if reader.line_num - before > _MOST_LINES_IN_A_CELL:
                return list(_line_by_line(lines, delimiter)), True
            raw = "\n".join(lines[before : reader.line_num])
            if any(cells) and not raw.lower().startswith("sep="):
                rows.append(TableRow(before + 1, tuple(cells), raw))
            before = reader.line_num
        return rows, False

    def header(self, known: Mapping[str, str], least: int = 2) -> tuple[int, dict[str, int]] | None:
        """Find the row of heads: its index in `table`, and the column of each known head.

        ``known`` maps heads in their folded form to names; a row with at least ``least`` of them
        among the first rows is taken.
        """
        for index, row in enumerate(self.table[:_LOOKED_AT]):
            found: dict[str, int] = {}
            for column, cell in enumerate(row.cells):
                name = known.get(head_form(cell))
                if name is not None:
                    found.setdefault(name, column)
            if len(found) >= least:
                return index, found
        return None

    # --- JSON ---

    @cached_property
    def values(self) -> list[ValueRow]:
        """The objects of its JSON: of the longest list in it, or one a line; none if it has none.

        A line that is no object is kept among the others, with nothing for a value.
        """
        text = self.text.strip()
        if self.is_workbook or text[:1] not in ("[", "{"):
            return []
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError):
            return list(self._json_lines())
        found = _longest_list(whole)
        if not found and isinstance(whole, dict):
            found = [whole]
        return [
            ValueRow(
                number,
                value if isinstance(value, dict) else None,
                json.dumps(value, ensure_ascii=False),
            )
            for number, value in enumerate(found, 1)
        ]

    def _json_lines(self) -> Iterator[ValueRow]:
        good = 0
        rows = []
        for number, line in enumerate(self.lines, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                value = None
            value = value if isinstance(value, dict) else None
            good += value is not None
            rows.append(ValueRow(number, value, line))
        yield from rows if good else ()


def _longest_list(value: Any, depth: int = 4) -> list[Any]:
    if isinstance(value, list):
        return value
    best: list[Any] = []
    if isinstance(value, dict) and depth:
        for each in value.values():
            found = _longest_list(each, depth - 1)
            if len(found) > len(best) and any(isinstance(one, dict) for one in found):
                best = found
    return best


def head_form(text: str) -> str:
    """Return the form by which heads of columns are compared: no case, tones, stops or spaces.

    >>> head_form("Mã buổi phát") == head_form("ma_buoi_phat"), head_form("đài") == head_form("dài")
    (True, False)
    """
    return _head_form(text) if len(text) < _LONGEST_HEAD else ""


@lru_cache(maxsize=4096)
def _head_form(text: str) -> str:
    return _NO_HEAD.sub("", unicodedata.normalize("NFD", text.casefold()))


def delimiter_of(lines: list[str]) -> str:
    """Return what parts the cells of a table: what its widest early line has most of.

    >>> delimiter_of(["sep=,", "a,b"]), delimiter_of(["Đài: X", "a;b;c", '1,5;"x,y";2'])
    (',', ';')
    """
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) == 5:
        return first[4]
    best, most = ",", 0
    for line in lines[:_LOOKED_AT]:
        bare = re.sub(r'"[^"]*"', "", line[:10_000])
        for delimiter in _DELIMITERS:
            if bare.count(delimiter) > most:
                best, most = delimiter, bare.count(delimiter)
    return best


def _line_by_line(lines: list[str], delimiter: str) -> Iterator[TableRow]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lower().startswith("sep="):
            continue
        one = csv.reader([line.replace('"', "")], delimiter=delimiter)
        yield TableRow(number, tuple(next(one, ())), line)


def _of_sheets(sheets: tuple[SheetTable, ...]) -> Iterator[TableRow]:
    for sheet in sheets:
        for number, cells in enumerate(sheet.rows, 1):
            if any(cells):
                yield TableRow(number, tuple(cells), "\t".join(cells).rstrip("\t"))


# --- code pages ---


def decoded(data: bytes, file: str) -> tuple[str, tuple[Finding, ...]]:
    """Return bytes as text, by their mark, as UTF-8, or in Windows-1258; what is neither is told.

    Bytes that are of no code page stay visible as ``\\xNN``.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "backslashreplace"), ()
    if _looks_like_utf16(data):
        return data.decode("utf-16-le", "backslashreplace"), ()
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    foreign = [number for number, line in enumerate(lines) if not _is_utf8(line)]
    marked = sum(1 for line in lines if not line.isascii())
    if len(foreign) * 2 <= marked:
        return data.decode("utf-8", "backslashreplace"), _bad(foreign, "UTF-8", file)
    text = data.decode("cp1258", "backslashreplace")
    bad = [number for number, line in enumerate(lines) if not _is_1258(line)]
    return unicodedata.normalize("NFC", text), _bad(bad, "Windows-1258", file)


def _bad(lines: list[int], name: str, file: str) -> tuple[Finding, ...]:
    return tuple(
        says.CODE_PAGE(Place(file, number + 1, 1), name=name) for number in lines[:_MOST_BAD_TOLD]
    )


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:2000]
    return len(data) % 2 == 0 and len(head) > 20 and head[1::2].count(0) > len(head) // 4


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_1258(line: bytes) -> bool:
    try:
        line.decode("cp1258")
    except UnicodeDecodeError:
        return False
    return True
