"""The station list: a CSV file as a spreadsheet saves it becomes a `Network`, or findings.

Commas, semicolons or tabs, with or without a byte order mark, headings in Vietnamese or English.
A line that cannot be read is named and left out; the rest of the network stands.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.text import fold_name, one_line
from radioprog.kernel.textfile import forbidden_characters
from radioprog.kernel.times import parse_date, parse_number
from radioprog.kernel.yaml.schema import key_form
from radioprog.schedule.stations import findings as says
from radioprog.schedule.stations.station import COLUMNS, LEVEL_NAMES, LEVELS, Network, Station
from radioprog.schedule.stations.tree import tree_findings, with_inherited, without_marks

_REQUIRED = ("id", "name", "level")
_LEVEL_OF = {
    key_form(word): level for level, names in LEVEL_NAMES.items() for word in (level, *names)
}
_ID = re.compile(r"[^\W_][\w-]{0,63}")
_TAG = re.compile(r"[\w.-]{1,64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RESERVED = frozenset({"network", "all"})
_MOST_FINDINGS = 200
EMPTY = "-"


def parse_stations(text: str, *, file: str) -> tuple[Network, tuple[Finding, ...]]:
    r"""Read a station list.

    >>> network, findings = parse_stations(
    ...     "id;name;level;parent;languages\nqb;Tỉnh;province;;vi\na;Xã A;commune;qb;\n", file="s")
    >>> network["a"].languages, dict(network["a"].inherited), findings
    (('vi',), {'languages': 'qb'}, ())
    """
    text = text.removeprefix("\ufeff")
    found = list(forbidden_characters(text, file=file))
    if found:
        return Network(), tuple(found)
    rows = list(_rows(text, file, found))
    if not rows:
        found.append(says.empty(file))
        return Network(), tuple(found)
    heading = _heading(rows[0], found)
    if heading is None:
        return Network(), tuple(found)
    units: dict[str, _Line] = {}
    folded: dict[str, _Line] = {}
    for row in rows[1:]:
        line = _read_line(row, heading, found)
        if line is not None and _is_new(line, folded, found):
            units[line.unit.id] = line
    stations = with_inherited({each.unit.id: each.unit for each in units.values()}, found)
    network = Network(tuple(stations))
    found.extend(tree_findings(network))
    return without_marks(network), _bounded(found, file)


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one line, with the line's number and its text up to each cell."""

    cells: tuple[str, ...]
    line: int
    columns: tuple[int | None, ...]
    file: str

    def place(self, index: int) -> Place:
        column = self.columns[index] if index < len(self.columns) else None
        return Place(self.file, self.line, column)


@dataclass(frozen=True, slots=True)
class _Line:
    unit: Station
    place: Place


def _rows(text: str, file: str, found: list[Finding]) -> Iterator[_Row]:
    lines = text.split("\n")
    delimiter = max(",;\t", key=lambda mark: lines[0].count(mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            found.append(says.not_csv(Place(file, reader.line_num or 1, 1), str(problem)))
            return
        raw = lines[before] if before < len(lines) else ""
        if any(cell.strip() for cell in cells):
            columns = _columns(raw, delimiter, reader.line_num - before)
            yield _Row(tuple(cells), before + 1, columns, file)
        before = reader.line_num


def _columns(raw: str, delimiter: str, height: int) -> tuple[int | None, ...]:
    """Give the column at which each cell begins; unknown behind quotes or over several lines."""
    if '"' in raw or height != 1:
        return (1,)
    starts = [1]
    for cell in raw.split(delimiter)[:-1]:
        starts.append(starts[-1] + len(cell) + 1)
    return tuple(starts)


def _heading(row: _Row, found: list[Finding]) -> dict[str, int] | None:
    known = {key_form(word): name for name, words in COLUMNS.items() for word in (name, *words)}
    heading: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        if not cell.strip():
            continue
        name = known.get(key_form(one_line(cell)))
        if name is None:
            found.append(says.unknown_column(cell, row.place(index)))
        elif name in heading:
            found.append(says.double_column(cell, row.place(index)))
        else:
            heading[name] = index
    missing = [name for name in _REQUIRED if name not in heading]
    if missing:
        found.append(says.missing_columns(missing, row.place(0)))
        return None
    return heading


def _read_line(row: _Row, heading: Mapping[str, int], found: list[Finding]) -> _Line | None:
    if len(row.cells) > max(heading.values()) + 1 and any(
        cell.strip() for cell in row.cells[max(heading.values()) + 1 :]
    ):
        found.append(says.too_many_cells(Place(row.file, row.line, 1)))
    cells = _Cells(row, heading, found)
    before = len(found)
    identity = cells.text("id")
    name = cells.text("name")
    level = _LEVEL_OF.get(key_form(cells.text("level")))
    if not _ID.fullmatch(identity) or fold_name(identity) in RESERVED:
        found.append(says.bad_id(identity, cells.place("id")))
    if not name:
        found.append(says.no_name(identity, cells.place("name")))
    if level is None:
        found.append(says.bad_level(cells.text("level"), cells.place("level")))
    unit = Station(
        id=identity,
        name=name,
        level=level or LEVELS[0],
        parent=cells.text("parent") or None,
        languages=cells.words("languages", _LANGUAGE),
        tags=cells.words("tags", _TAG),
        profile=cells.text("profile") or None,
        valid_from=cells.date("valid_from"),
        valid_to=cells.date("valid_to"),
        predecessors=cells.words("predecessors", _ID),
        lat=cells.degrees("lat", 90.0),
        lon=cells.degrees("lon", 180.0),
        aliases=tuple(one_line(each) for each in cells.text("aliases").split("|") if each.strip()),
        place=row.place(heading["id"]),
    )
    fatal = any(each.is_error for each in found[before:])
    return None if fatal else _Line(unit, cells.place("id"))


@dataclass(frozen=True, slots=True)
class _Cells:
    """One line's cells by the name of their column."""

    row: _Row
    heading: Mapping[str, int]
    found: list[Finding]

    def place(self, name: str) -> Place:
        return self.row.place(self.heading.get(name, 0))

    def text(self, name: str) -> str:
        index = self.heading.get(name)
        if index is None or index >= len(self.row.cells):
            return ""
        raw = self.row.cells[index].strip()
        if "\n" in raw or "\r" in raw:
            self.found.append(says.line_break(name, self.place(name)))
        return one_line(raw)

    def words(self, name: str, form: re.Pattern[str]) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(self.text(name).split()))
        if words == (EMPTY,):
            return words
        for word in words:
            if not form.fullmatch(word):
                self.found.append(says.bad_word(name, word, self.place(name)))
        return words

    def date(self, name: str) -> dt.date | None:
        text = self.text(name)
        if not text or text == EMPTY:
            return None
        date = parse_date(text)
        if date is None:
            self.found.append(says.bad_date(text, self.place(name)))
        return date

    def degrees(self, name: str, most: float) -> float | None:
        text = self.text(name)
        if not text or text == EMPTY:
            return None
        number = parse_number(text)
        if number is None or abs(number) > most:
            self.found.append(says.bad_degrees(text, most, self.place(name)))
            return None
        return number


def _is_new(line: _Line, folded: dict[str, _Line], found: list[Finding]) -> bool:
    key = fold_name(line.unit.id)
    if key in folded:
        found.append(says.double_id(line.unit.id, line.place, folded[key].place.line))
        return False
    folded[key] = line
    return True


def _bounded(found: Sequence[Finding], file: str) -> tuple[Finding, ...]:
    if len(found) <= _MOST_FINDINGS:
        return tuple(found)
    more = len(found) - _MOST_FINDINGS
    rest = error(
        "too-many-findings",
        Text(f"còn {more} lỗi khác trong tệp này", f"{more} more findings in this file"),
        Text("sửa các lỗi trên rồi kiểm tra lại", "put right those above, then check again"),
        Place(file),
    )
    return (*found[:_MOST_FINDINGS], rest)
