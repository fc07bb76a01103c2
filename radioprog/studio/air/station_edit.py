"""The station list, changed by one line: a unit is added, changed, or closed from a day on.

The list stays as its people keep it: its columns, its separator, its line ends, every other line.
A change that would make the list wrong is refused whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import locked, publish_bytes
from radioprog.kernel.findings import Finding
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import FORMULA_STARTS, fold_name, one_line
from radioprog.kernel.textfile import LARGEST_TEXT, list_separator, read_text_file
from radioprog.kernel.yaml.schema import key_form
from radioprog.schedule.stations.station import COLUMN_OF, COLUMNS, Station
from radioprog.schedule.stations.station_list import parse_stations
from radioprog.schedule.stations.tree import parent_findings
from radioprog.studio.air import findings as says
from radioprog.studio.air.schedule_folder import STATIONS, stations_file
from radioprog.studio.workspace import Workspace

_MARK = "\ufeff"
_LONGEST = 300
_NUMBERS = frozenset({"lat", "lon"})
_HEAD = ("id", "name", "level", "parent", "languages", "tags", "valid_from", "valid_to")


def set_station(
    workspace: Workspace, id_: str, values: Mapping[str, str], *, is_new: bool = False
) -> Station:
    """Write cells of one unit into ``stations.csv``; the others keep theirs.

    ``values`` are cells by the name of their column (``name``, ``level``, ``parent``,
    ``valid_to`` …, or the Vietnamese heading); an empty one empties its cell. With ``is_new`` the
    unit is added at the end of the list, which is made where there is none.

    Raises:
        UsageError: ``unknown-station``, ``station-exists``, ``unknown-column``.
        ContentError: what would be wrong with the list; nothing is written.
    """
    cells = _cells(id_, values)
    with locked(workspace.cache / "schedule.lock"):
        path = stations_file(workspace.schedules) or workspace.schedules / STATIONS
        shown = workspace.show(path)
        table = (
            _StationTable.read(path, shown, workspace) if path.is_file() else _StationTable.new()
        )
        before = table.written()
        table = table.added(cells) if is_new else table.changed(cells)
        after = table.written()
        station = _proven(before, after, shown, cells["id"])
        if after != before:
            publish_bytes(path.resolve() if path.is_symlink() else path, table.encoded())
    return station


def _cells(id_: str, values: Mapping[str, str]) -> dict[str, str]:
    cells = {"id": one_line(id_)[:_LONGEST]}
    for name, value in values.items():
        column = COLUMN_OF.get(key_form(name))
        if column is None or column == "id":
            near = did_you_mean(name[:80], list(COLUMN_OF), says.SAY_A_COLUMN)
            raise UsageError(says.UNKNOWN_COLUMN(name=one_line(name)[:80], suggestion=near))
        cells[column] = one_line(value)[:_LONGEST]
    for column, value in cells.items():
        if value.startswith(FORMULA_STARTS) and value != "-" and column not in _NUMBERS:
            raise ContentError(says.FORMULA_IN_LIST(written=value[:40]))
    return cells


def _proven(before: str, after: str, shown: str, id_: str) -> Station:
    """Return the unit as the new list has it; refuse what was not wrong before."""
    network, found = parse_stations(after, file=shown)
    old_network, old = parse_stations(before, file=shown) if before else (None, ())
    known = {_mark(each) for each in (*old, *(parent_findings(old_network) if old_network else ()))}
    wrong = [
        each
        for each in (*found, *parent_findings(network))
        if each.is_error and _mark(each) not in known
    ]
    if wrong:
        raise ContentError(wrong)
    return network[id_]


def _mark(found: Finding) -> tuple[str, str]:
    return found.code, found.message.to("en")


@dataclass(frozen=True, slots=True)
class _StationTable:
    """The list as text: its lines as they stand, each record with the lines that it takes."""

    records: tuple[tuple[str, tuple[str, ...]], ...]
    heading: int
    separator: str
    line_end: str = "\n"
    has_mark: bool = False

    @classmethod
    def new(cls) -> _StationTable:
        return cls(((",".join(_HEAD), _HEAD),), 0, ",")

    @classmethod
    def read(cls, path: Path, shown: str, workspace: Workspace) -> _StationTable:
        text, found = read_text_file(path, shown=shown, inside=workspace.root)
        if text is None:
            raise ContentError(found)
        raw = read_regular(path, limit=LARGEST_TEXT)
        has_mark, line_end = raw.startswith(_MARK.encode()), "\r\n" if b"\r\n" in raw else "\n"
        text = text.removeprefix(_MARK).replace("\r\n", "\n")
        separator, declared = list_separator(text)
        lines = text.split("\n")
        while lines and not lines[-1].strip():
            lines.pop()
        told = lines[:1] if declared else []
        records = [(line, ()) for line in told] + _records(lines[len(told) :], separator)
        heading = next((n for n, (_, cells) in enumerate(records) if any(cells)), None)
        if heading is None:
            return cls.new()
        return cls(tuple(records), heading, separator, line_end, has_mark)

    @property
    def columns(self) -> list[str]:
        """Return the names of our columns in their order, '' for the workspace's own."""
        return [
            COLUMN_OF.get(key_form(one_line(each)), "") for each in self.records[self.heading][1]
        ]

    def with_columns(self, wanted: Mapping[str, str]) -> _StationTable:
        """Return a table that has a column for each value that is not empty."""
        missing = [each for each, value in wanted.items() if value and each not in self.columns]
        if not missing:
            return self
        head = self.records[self.heading][1]
        is_english = any(key_form(each) in ("id", "name") for each in head)
        names = [each if is_english else COLUMNS[each][0] for each in missing]
        return self.replaced(self.heading, (*head, *names))

    def added(self, cells: Mapping[str, str]) -> _StationTable:
        table = self.with_columns(cells)
        if table.row_of(cells["id"]) is not None:
            raise UsageError(says.STATION_EXISTS(name=cells["id"]))
        row = tuple(cells.get(each, "") if each else "" for each in table.columns)
        return _StationTable(
            (*table.records, (table.line(row), row)),
            table.heading,
            table.separator,
            table.line_end,
            table.has_mark,
        )

    def changed(self, cells: Mapping[str, str]) -> _StationTable:
        table = self.with_columns(cells)
        number = table.row_of(cells["id"])
        if number is None:
            ids = [row[table.columns.index("id")] for _, row in table.records[1:] if row]
            near = did_you_mean(cells["id"][:80], ids, says.SEE_STATIONS)
            raise UsageError(says.UNKNOWN_STATION(name=cells["id"][:80], suggestion=near))
        row = list(table.records[number][1])
        row += [""] * (len(table.columns) - len(row))
        for index, column in enumerate(table.columns):
            if column and column in cells and column != "id":
                row[index] = cells[column]
        return table.replaced(number, tuple(row))

    def row_of(self, id_: str) -> int | None:
        at = self.columns.index("id") if "id" in self.columns else 0
        for number, (_, row) in enumerate(self.records):
            if number > self.heading and len(row) > at and fold_name(row[at]) == fold_name(id_):
                return number
        return None

    def replaced(self, number: int, row: Sequence[str]) -> _StationTable:
        records = list(self.records)
        if tuple(row) != records[number][1]:
            records[number] = (self.line(row), tuple(row))
        return _StationTable(
            tuple(records), self.heading, self.separator, self.line_end, self.has_mark
        )

    def line(self, row: Sequence[str]) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator="").writerow(row)
        return out.getvalue()

    def written(self) -> str:
        return "".join(f"{text}\n" for text, _ in self.records)

    def encoded(self) -> bytes:
        text = self.written().replace("\n", self.line_end)
        return ((_MARK if self.has_mark else "") + text).encode()


def _records(lines: Sequence[str], separator: str) -> list[tuple[str, tuple[str, ...]]]:
    """Part lines into records: a cell in quotes may hold line ends."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=False)
    made: list[tuple[str, tuple[str, ...]]] = []
    before = 0
    try:
        for cells in reader:
            made.append(("\n".join(lines[before : reader.line_num]), tuple(cells)))
            before = reader.line_num
    except csv.Error:
        made += [(line, ()) for line in lines[before:]]
    return made
