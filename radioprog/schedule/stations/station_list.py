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

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.suggest import did_you_mean, edit_distance, skeleton
from radioprog.kernel.text import ascii_name, fold_name, one_line
from radioprog.kernel.textfile import forbidden_characters, list_separator
from radioprog.kernel.times import parse_date, parse_number
from radioprog.kernel.yaml.schema import key_form
from radioprog.schedule.stations import findings as says
from radioprog.schedule.stations.station import COLUMN_OF, LEVEL_NAMES, LEVELS, Network, Station
from radioprog.schedule.stations.tree import tree_findings, with_inherited, without_marks

_REQUIRED = ("id", "name", "level")
_LEVEL_OF = {
    key_form(word): level for level, names in LEVEL_NAMES.items() for word in (level, *names)
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_PREDECESSOR = re.compile(r"[^\W_][\w-]{0,63}")
_TAG = re.compile(r"[\w.-]{1,64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DEVICES = frozenset(f"{port}{number}" for port in ("com", "lpt") for number in range(10))
RESERVED = frozenset({"network", "all", "con", "prn", "aux", "nul"}) | _DEVICES
"""Ids that name other things here, or no file on Windows."""
_TIME_OF_DAY = re.compile(r"[ T]0?0:00(?::00)?$")
_MOST_FINDINGS = 200
EMPTY = "-"
_LONG_WORD = 8


def parse_stations(text: str, *, file: str) -> tuple[Network, tuple[Finding, ...]]:
    r"""Read a station list.

    >>> network, findings = parse_stations(
    ...     "id;name;level;parent;languages\nqb;Tỉnh;province;;vi\na;Xã A;commune;qb;\n", file="s")
    >>> network["a"].languages, dict(network["a"].inherited), findings
    (('vi',), {'languages': 'qb'}, ())
    """
    text = text.removeprefix("\ufeff")
    delimiter, declared = list_separator(text)
    text = text[len(declared) :]  # its line stays, empty
    found = list(forbidden_characters(text, file=file))
    if found:
        return Network(), tuple(found)
    rows = list(_rows(text, file, delimiter, found))
    if not rows:
        found.append(says.EMPTY(Place(file, 1, 1)))
        return Network(), tuple(found)
    heading = _heading(rows[0], found)
    if heading is None:
        return Network(), tuple(found)
    units: dict[str, _Line] = {}
    folded: dict[str, _Line] = {}
    for row in rows[1:]:
        line = _read_line(row, heading, found)
        if line is not None and _is_new(line, folded, found):
            units[line.station.id] = line
    stations = with_inherited({each.station.id: each.station for each in units.values()}, found)
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
    station: Station
    place: Place


def _rows(text: str, file: str, delimiter: str, found: list[Finding]) -> Iterator[_Row]:
    lines = text.split("\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            found.append(says.NOT_CSV(Place(file, reader.line_num or 1, 1), why=problem))
            return
        raw = lines[before] if before < len(lines) else ""
        if any(cell.strip() for cell in cells):
            columns = _columns(raw, delimiter, reader.line_num - before)
            yield _Row(tuple(cells), before + 1, columns, file)
        before = reader.line_num


def _columns(raw: str, delimiter: str, height: int) -> tuple[int | None, ...]:
    """Return the column at which each cell begins; unknown behind quotes or over several lines."""
    if '"' in raw or height != 1:
        return (1,)
    starts = [1]
    for cell in raw.split(delimiter)[:-1]:
        starts.append(starts[-1] + len(cell) + 1)
    return tuple(starts)


@dataclass(frozen=True, slots=True)
class _Heading:
    """At which cell each column stands: ours by our name, the workspace's own as written."""

    columns: Mapping[str, int]
    own: Mapping[str, int]
    width: int


def _heading(row: _Row, found: list[Finding]) -> _Heading | None:
    heading: dict[str, int] = {}
    own: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        written = one_line(cell)
        if not written:
            continue
        name = COLUMN_OF.get(key_form(written))
        if name is None:
            if _is_own(written, row.place(index), found):
                own[written] = index
        elif name in heading:
            found.append(says.DOUBLE_COLUMN(row.place(index), written=written))
        else:
            heading[name] = index
    missing = [name for name in _REQUIRED if name not in heading]
    if missing:
        found.append(says.MISSING_COLUMNS(row.place(0), names=missing))
        return None
    return _Heading(heading, own, len(row.cells))


def _is_own(written: str, place: Place, found: list[Finding]) -> bool:
    """Tell a column of one's own from one of ours that is misspelt."""
    bare = skeleton(written)
    slips = 1 if len(bare) < _LONG_WORD else 2
    if all(edit_distance(bare, skeleton(name)) > slips for name in COLUMN_OF):
        found.append(says.OWN_COLUMN(place, written=written))
        return True
    suggestion = did_you_mean(written, COLUMN_OF, says.COLUMN_NAMES)
    found.append(says.UNKNOWN_COLUMN(place, written=written, suggestion=suggestion))
    return False


def _read_line(row: _Row, heading: _Heading, found: list[Finding]) -> _Line | None:
    if any(cell.strip() for cell in row.cells[heading.width :]):
        found.append(says.TOO_MANY_CELLS(Place(row.file, row.line, 1)))
    cells = _Cells(row, heading.columns, found)
    before = len(found)
    identity, name, level = cells.identity(), cells.name(), cells.level()
    own = {
        column: one_line(row.cells[index])
        for column, index in heading.own.items()
        if index < len(row.cells) and row.cells[index].strip()
    }
    station = Station(
        id=identity,
        name=name,
        level=level or LEVELS[0],
        parent=cells.text("parent") or None,
        languages=cells.words("languages", _LANGUAGE),
        tags=cells.tags(),
        profile=cells.text("profile") or None,
        valid_from=cells.date("valid_from"),
        valid_to=cells.date("valid_to"),
        predecessors=cells.words("predecessors", _PREDECESSOR),
        lat=cells.degrees("lat", 90.0),
        lon=cells.degrees("lon", 180.0),
        aliases=tuple(one_line(each) for each in cells.text("aliases").split("|") if each.strip()),
        own=own,
        place=row.place(heading.columns["id"]),
    )
    fatal = any(each.is_error for each in found[before:])
    return None if fatal else _Line(station, cells.place("id"))


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
        if not raw:
            return ""
        if "\n" in raw or "\r" in raw:
            self.found.append(says.LINE_BREAK(self.place(name), column=name))
        return one_line(raw)

    def identity(self) -> str:
        written = self.text("id")
        folded = fold_name(written)
        if not _ID.fullmatch(written):
            better = ascii_name(written, "dan-hoa", longest=64)
            self.found.append(says.BAD_ID(self.place("id"), written=written, better=better))
        elif folded in RESERVED:
            place, better = self.place("id"), f"{written}-1"
            self.found.append(says.RESERVED_ID(place, written=written, better=better))
        return written

    def name(self) -> str:
        name = self.text("name")
        if not name:
            self.found.append(says.NO_NAME(self.place("name"), station=self.text("id")))
        elif "?" in name or "\ufffd" in name:
            self.found.append(says.LETTERS_LOST(self.place("name"), written=name))
        return name

    def level(self) -> str | None:
        written = self.text("level")
        level = _LEVEL_OF.get(key_form(written))
        if level is None:
            place = self.place("level")
            self.found.append(says.BAD_LEVEL(place, written=written or says.NOTHING))
        return level

    def tags(self) -> tuple[str, ...]:
        tags = self.words("tags", _TAG)
        if len(tags) > 1 and not all(tag.isascii() for tag in tags):
            written = self.text("tags")
            better, place = ascii_name(written, "dan-hoa", longest=64), self.place("tags")
            self.found.append(
                says.SEVERAL_TAGS(place, written=written, count=len(tags), better=better)
            )
        return tags

    def words(self, name: str, form: re.Pattern[str]) -> tuple[str, ...]:
        text = self.text(name).strip(" ,;|")
        words = tuple(dict.fromkeys(re.split(r"[\s,;|]+", text))) if text else ()
        if words == (EMPTY,):
            return words
        for word in words:
            if not form.fullmatch(word):
                self.found.append(says.BAD_WORD(self.place(name), column=name, written=word))
        return words

    def date(self, name: str) -> dt.date | None:
        text = self.text(name)
        if not text or text == EMPTY:
            return None
        date = parse_date(_TIME_OF_DAY.sub("", text))
        if date is None:
            self.found.append(says.BAD_DATE(self.place(name), written=text))
        return date

    def degrees(self, name: str, most: float) -> float | None:
        text = self.text(name)
        if not text or text == EMPTY:
            return None
        number = parse_number(text)
        if number is None or abs(number) > most:
            self.found.append(says.BAD_DEGREES(self.place(name), written=text, most=most))
            return None
        return number


def _is_new(line: _Line, folded: dict[str, _Line], found: list[Finding]) -> bool:
    key = fold_name(line.station.id)
    if key in folded:
        where = folded[key].place.line
        found.append(says.DOUBLE_ID(line.place, station=line.station.id, line=where))
        return False
    folded[key] = line
    return True


def _bounded(found: Sequence[Finding], file: str) -> tuple[Finding, ...]:
    if len(found) <= _MOST_FINDINGS:
        return tuple(found)
    more = len(found) - _MOST_FINDINGS
    rest = says.TOO_MANY(Place(file), more=more)
    return (*found[:_MOST_FINDINGS], rest)
