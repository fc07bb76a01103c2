"""Logs whose columns are known by name: the sheet and the receipt that we hand out, the source
information system's, and any other by a map that a user wrote.

Sheet and receipt share their columns; each may have its Vietnamese head, in any order, and columns
of one's own are kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from radioprog.aired.formats.cells import (
    airing_in,
    clock_of,
    date_in,
    day_of_id,
    hash_of,
    is_to_the_minute,
    length_of,
    plain,
    said_of,
)
from radioprog.aired.formats.content import LogContent, head_form
from radioprog.aired.formats.maker import ColumnMap, ReadSettings, RowMaker
from radioprog.aired.played import PEOPLE, PlayedRow, RowSays
from radioprog.kernel.errors import ContentError
from radioprog.schedule.days.civil import CivilMoment, ZoneClock, civil_day

COLUMNS: dict[str, str] = {
    "airing": "mã buổi phát",
    "date": "ngày",
    "planned": "giờ",
    "programme": "chương trình",
    "file": "tệp",
    "sha256": "sha256",
    "played": "đã phát",
    "started": "bắt đầu",
    "length": "dài",
    "reason": "lý do",
    "by": "người phát",
}
"""The columns of the sheet and the receipt, with their Vietnamese heads."""
ALSO = ("station", "zone", "relay", "emergency", "ended")
"""What a map of columns may name beside them."""
_ALSO_HEADS = {"station": "đài", "zone": "múi giờ", "ended": "kết thúc"}
HEADS = {
    form: name
    for name, vietnamese in (_ALSO_HEADS | COLUMNS).items()
    for form in (head_form(name), head_form(vietnamese).replace("đ", "d"), head_form(vietnamese))
}
"""Heads of columns by their folded form; without its first letter's bar ``đài`` is ``dài``."""
SOURCE_INFO = ColumnMap(
    "source-info",
    {
        "station": "TenCumLoa|MaDaiTruyenThanh",
        "started": "ThoiDiemBatDau",
        "length": "ThoiLuong",
        "programme": "TieuDe",
        "file": "NoiDung",
        "airing": "BanTinID",
        "relay": "TiepAm",
        "emergency": "MucDoUuTien",
    },
)
"""The log of the source information system, as field software writes it: no claim of conformity."""


@dataclass(frozen=True, slots=True)
class NamedCells:
    """A row by our names of columns: its number, how it stood, its cells, and all the others."""

    number: int
    raw: str
    cells: Mapping[str, str]
    more: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return plain(self.cells.get(name, ""))


def sheet_rows(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    """Read a sheet or receipt; nothing where the file is neither."""
    head = content.header(HEADS, least=3)
    if head is None or not head[1].keys() & {"airing", "started", "planned", "played"}:
        return None
    if "airing" not in head[1] and "date" not in head[1]:
        return None
    records = list(_table_records(content, *head))
    handed_out = any(hash_of(each["sha256"]) for each in records)
    maker = RowMaker(content, "receipt" if handed_out else "sheet", settings)
    _read(maker, records)
    return maker.rows


def mapped_rows(
    content: LogContent, settings: ReadSettings, columns: ColumnMap
) -> list[PlayedRow] | None:
    """Read a log by a map of columns; nothing where the file has not all of them."""
    zone = ZoneClock(columns.zone) if columns.zone else settings.clock
    known = ReadSettings(zone, settings.station, settings.date, settings.maps)
    theirs = {
        head_form(name): ours
        for ours, names in columns.columns.items()
        for name in names.split("|")
    }
    if content.values:
        records = list(_value_records(content, theirs))
    else:
        head = content.header(theirs, least=min(2, len(theirs)))
        records = [] if head is None else list(_table_records(content, *head))
    needed = "started" if "started" in columns.columns else next(iter(columns.columns), "")
    if not any(needed in each.cells for each in records):
        return None
    maker = RowMaker(content, columns.name, known)
    _read(maker, records)
    return maker.rows


def _table_records(
    content: LogContent, index: int, columns: Mapping[str, int]
) -> Iterator[NamedCells]:
    """Yield the rows under a head; rows that repeat the head, as pasted exports have, are none."""
    table = content.table
    heads = table[index].cells
    form = tuple(head_form(cell) for cell in heads)
    known = set(columns.values())
    others = [(n, head.strip()) for n, head in enumerate(heads) if n not in known and head.strip()]
    for row in table[index + 1 :]:
        if repeats(row.cells, form):
            continue
        cells = {
            name: row.cells[column] if column < len(row.cells) else ""
            for name, column in columns.items()
        }
        more = {
            head: row.cells[column].strip()
            for column, head in others
            if column < len(row.cells) and row.cells[column].strip()
        }
        if any(cell.strip() for cell in row.cells):
            yield NamedCells(row.number, row.raw, cells, more)


def repeats(cells: Sequence[str], form: tuple[str, ...]) -> bool:
    """Tell whether a row is the head of the table once more."""
    return head_form(cells[0]) == form[0] and tuple(map(head_form, cells)) == form


def _value_records(content: LogContent, theirs: Mapping[str, str]) -> Iterator[NamedCells]:
    for row in content.values:
        cells: dict[str, str] = {}
        for path, value in _leaves(row.value or {}):
            for key in (path, path.rpartition(".")[2]):
                ours = theirs.get(head_form(key))
                if ours is not None:
                    cells.setdefault(ours, value)
        yield NamedCells(row.number, row.raw, cells, {})


def _leaves(value: Mapping[str, Any], path: str = "", depth: int = 5) -> Iterator[tuple[str, str]]:
    for key, each in value.items():
        if isinstance(each, dict) and depth:
            yield from _leaves(each, f"{path}{key}.", depth - 1)
        elif isinstance(each, bool):
            yield f"{path}{key}", "1" if each else "0"
        elif isinstance(each, str | int | float):
            yield f"{path}{key}", str(each)


# --- records into rows ---


def _read(maker: RowMaker, records: list[NamedCells]) -> None:
    dated = [each for each in records if each["date"]]
    spoken = [*dated, *(each for each in records if not each["date"] and _day_of(each["started"]))]
    order = maker.order_of(
        (each["date"] or _day_of(each["started"]) for each in spoken),
        (airing_in(each["airing"]) for each in spoken),
    )
    for each in records:
        _add(maker, each, order)


_DATE_TIME = re.compile(r"(\S*\d[-/.]\d{1,2}[-/.]\d+)[ T,]+(.+)")
_TIME_DATE = re.compile(r"(\d{1,2}[:h].*?)[ ,]+(\d+[-/.]\d{1,2}[-/.]\d+)")


def _day_of(started: str) -> str:
    """Return the date within a cell that holds date and time, in the order that needs proof."""
    if match := _DATE_TIME.fullmatch(started):
        return match[1]
    match = _TIME_DATE.fullmatch(started)
    return match[2] if match else ""


def _clock_part(started: str) -> str:
    if match := _DATE_TIME.fullmatch(started):
        return match[2]
    match = _TIME_DATE.fullmatch(started)
    return match[1] if match else started


def _said(maker: RowMaker, record: NamedCells) -> RowSays | None:
    """Return what a row says of an airing; ``None``: nothing, or what cannot be read, as told."""
    said = said_of(record["played"])
    if said is None:
        maker.unread(record.number, record.raw, f"played: {record['played'][:40]}")
        return None
    if said is not RowSays.NOTHING:
        return said
    by_hand = maker.system in PEOPLE
    if record["started"] or ("played" not in record.cells and not by_hand):
        return RowSays.PLAYED
    elsewhere = "played" not in record.cells and record.more  # a head that is not known
    if record["reason"] or (by_hand and elsewhere):
        maker.unread(record.number, record.raw, "played: ?")
    elif by_hand and not (record["airing"] and record["date"]):
        maker.unread(record.number, record.raw, "airing, date: ?")
    return None


def _add(maker: RowMaker, record: NamedCells, order: Any) -> None:
    said, started = _said(maker, record), record["started"]
    if said is None:
        return None
    day = date_in(record["date"] or _day_of(started), order)
    start, exact = _start(maker, record, day) if started else (None, True)
    if started and start is None:
        return maker.unread(record.number, record.raw, f"started: {started[:40]}")
    if day is None and start is None:
        return maker.unread(record.number, record.raw, f"date: {record['date'][:40]}")
    length = length_of(record["length"]) if record["length"] else _until(maker, record, start, day)
    if record["length"] and length is None:
        return maker.unread(record.number, record.raw, f"length: {record['length'][:40]}")
    airing = airing_in(record["airing"], record["file"], record["programme"])
    first = day_of_id(airing) if airing else None
    if first is not None and day is not None and abs((day - first).days) > _FAR:
        return maker.unread(record.number, record.raw, f"date: {day}, airing: {first}")
    if start is None and not airing and said is RowSays.PLAYED:
        return maker.unread(record.number, record.raw, f"airing: {record['airing'][:40]}")
    if start is None and said is RowSays.NOT_PLAYED and day is not None:
        start = _due(maker, record, day)
    maker.add(
        record.number,
        record.raw,
        start=start,
        date=(day or maker.day_at(start or 0)).isoformat(),
        said=said,
        station=record["station"] or maker.settings.station,
        length=length,
        airing=airing,
        file=_name(record["file"]),
        sha256=hash_of(record["sha256"]),
        **{name: record[head] for name, head in _TEXTS.items()},
        precision=1 if exact else 60,
        relay=_yes(record["relay"]),
        emergency=_yes(record["emergency"]),
        more=record.more if maker.system in PEOPLE else {},
    )
    return None


_FAR = 92
"""So many days lie between a run and the first one of its id at most; more is a slip."""
_TEXTS = {"title": "programme", "reason": "reason", "by": "by"}


def _due(maker: RowMaker, record: NamedCells, day: dt.date) -> int | None:
    due = clock_of(record["planned"]) if record["planned"] else None
    return None if due is None else maker.at(day, due)


def _yes(cell: str) -> bool:
    return cell.lower() in ("1", "true", "x", "có")


def _start(maker: RowMaker, record: NamedCells, day: dt.date | None) -> tuple[int | None, bool]:
    """Return when a row began, and whether its source tells seconds apart."""
    started = record["started"]
    if re.fullmatch(r"\d{9,11}(\.\d+)?", started):
        return int(float(started)), True
    if re.fullmatch(r"\d{12,14}", started):
        return int(started) // 1000, True
    clock = _clock_part(started)
    seconds = clock_of(clock)
    if seconds is None or day is None:
        when = maker.when(started)
        return when, True
    # A person writes 5:31; a spreadsheet that keeps it as a time gives 05:31:00.
    by_hand = maker.system in PEOPLE
    exact = not (is_to_the_minute(clock) or (by_hand and seconds % 60 == 0))
    if record["zone"]:
        return _in_zone(day, seconds, record["zone"]), exact
    planned = clock_of(record["planned"]) if record["planned"] else None
    return maker.after_midnight(day, seconds, planned), exact


def _until(
    maker: RowMaker, record: NamedCells, start: int | None, day: dt.date | None
) -> int | None:
    """Return the length of a row that says when it ended."""
    ended = record["ended"]
    if not ended or start is None:
        return None
    seconds = clock_of(_clock_part(ended))
    end = None if seconds is None or day is None else maker.at(day, seconds)
    end = maker.when(ended) if end is None else end
    if end is None:
        return None
    return end - start if end >= start else end + 86_400 - start


_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


def _in_zone(day: dt.date, seconds: int, zone: str) -> int | None:
    if match := _OFFSET.fullmatch(zone):
        offset = int(match[2]) * 3600 + int(match[3] or 0) * 60
        midnight = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        return round(midnight.timestamp()) + seconds - (offset if match[1] == "+" else -offset)
    clock = _clock(zone)
    if clock is None:
        return None
    moment = CivilMoment(civil_day(day) * 86_400 + seconds)
    return clock.instant(moment)


@lru_cache(maxsize=64)
def _clock(zone: str) -> ZoneClock | None:
    try:
        return ZoneClock({"z": "UTC", "ict": "Asia/Ho_Chi_Minh"}.get(zone.lower(), zone))
    except ContentError:
        return None


def _name(file: str) -> str:
    """Return the name of a file of which a path or an address is given; '' for other words."""
    name = file.replace("\\", "/").split("?", 1)[0].rstrip("/").rpartition("/")[2]
    return name if re.fullmatch(r".+\.\w{2,5}", name) else ""
