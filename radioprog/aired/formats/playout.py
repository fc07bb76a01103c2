"""The logs of playout systems: Rivendell, AzuraCast, LibreTime, Liquidsoap.

Written after what each of them exports: RadioTraffic's fixed columns; the history of a station as
JSON or CSV; the history feed or the play-out history; one JSON object a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from radioprog.aired.formats.cells import (
    airing_in,
    clock_of,
    date_in,
    hash_of,
    is_to_the_minute,
    length_of,
)
from radioprog.aired.formats.content import LogContent, head_form
from radioprog.aired.formats.maker import ReadSettings, RowMaker, rolled
from radioprog.aired.formats.mapped import repeats
from radioprog.aired.played import PlayedRow

_TRAFFIC = re.compile(
    r"(?P<due>\d\d:\d\d:\d\d) (?P<at>\d\d:\d\d:\d\d) (?P<planned>\d{1,2}:\d\d:\d\d) +"
    r"(?P<length>\d{1,2}:\d\d:\d\d) +(?P<cart>\d{1,6}) +(?P<rest>.*)"
)
_TITLE = 34
_NO_DATE = "date: ?"


def rivendell_rows(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    """Read Rivendell's RadioTraffic export; nothing where the file is none.

    It names no dates: the day is that of the report's head, of the option, of an airing's id or
    of the file's name, and the next one after midnight.
    """
    lines = [
        (number, line, _TRAFFIC.fullmatch(line.rstrip("\r ").ljust(1)))
        for number, line in enumerate(content.lines, 1)
        if line.strip()
    ]
    known = [(number, line, match) for number, line, match in lines if match]
    if not known or len(known) * 2 < len(lines):
        return None
    maker = RowMaker(content, "rivendell", settings)
    first = maker.date_before_table()
    clocks = [(number, clock_of(match["at"]) or 0) for number, _, match in known]
    days = dict(zip((n for n, _ in clocks), rolled(clocks, first), strict=True)) if first else {}
    for number, line, match in lines:
        seconds = clock_of(match["at"]) if match else None
        if match is None or seconds is None:
            maker.unread(number, line, "?")
            continue
        day = days.get(number)
        if day is None:
            maker.unread(number, line, _NO_DATE)
            continue
        rest = match["rest"]
        maker.add(
            number,
            line,
            start=maker.at(day, seconds),
            length=length_of(match["length"]),
            title=rest[:_TITLE],
            airing=airing_in(rest[_TITLE + 1 :], rest),
            cut=_TITLE,
        )
    return maker.rows


def azuracast_rows(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    """Read AzuraCast's history, JSON or CSV; nothing where the file is neither."""
    if content.values:
        if not _most(content, lambda value: "played_at" in value and "song" in value):
            return None
        maker = RowMaker(content, "azuracast", settings)
        for row in content.values:
            _azuracast_song(maker, row.number, row.raw, row.value or {})
        return maker.rows
    return _azuracast_table(content, settings)


def _azuracast_song(maker: RowMaker, number: int, raw: str, value: Any) -> None:
    song, at = value.get("song"), value.get("played_at")
    if not isinstance(song, dict) or not isinstance(at, int | float) or not 0 < at < 1 << 33:
        maker.unread(number, raw, "played_at: ?")
        return
    fields = song.get("custom_fields")
    fields = fields if isinstance(fields, dict) else {}
    tagged = str(fields.get("rp_airing") or "")
    title, file = _word(song, "title") or _word(song, "text"), _word(song, "path")
    maker.add(
        number,
        raw,
        start=int(at),
        length=_seconds(value.get("duration")),
        title=title,
        file=file.rpartition("/")[2],
        airing=airing_in(tagged, file, title),
        sha256=hash_of(str(fields.get("rp_sha256") or "")),
    )


_TABLE_HEADS = {
    head_form(head): name
    for name, heads in {
        "date": ("Date",),
        "time": ("Time",),
        "title": ("Track", "Title", "Song Title"),
        "artist": ("Artist",),
        "text": ("Song", "Text"),
        "playlist": ("Playlist",),
        "listeners": ("Listeners",),
        "airing": ("rp_airing",),
        "length": ("Duration",),
    }.items()
    for head in heads
}


def _azuracast_table(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    head = content.header(_TABLE_HEADS, least=3)
    if head is None or not {"date", "time"} <= head[1].keys():
        return None
    if not head[1].keys() & {"title", "text"}:
        return None
    index, columns = head
    maker = RowMaker(content, "azuracast", settings)
    heads = tuple(head_form(cell) for cell in content.table[index].cells)
    rows = [
        (row, {n: row.cells[c].strip() if c < len(row.cells) else "" for n, c in columns.items()})
        for row in content.table[index + 1 :]
        if not repeats(row.cells, heads)
    ]
    order = maker.order_of(cells["date"] for _, cells in rows)
    for row, cells in rows:
        day, seconds = date_in(cells["date"], order), clock_of(cells["time"])
        if day is None or seconds is None:
            maker.unread(row.number, row.raw, f"{cells['date'][:20]} {cells['time'][:20]}")
            continue
        title = cells.get("title") or cells.get("text", "")
        maker.add(
            row.number,
            row.raw,
            start=maker.at(day, seconds),
            title=title,
            airing=airing_in(cells.get("airing", ""), title),
            length=length_of(cells.get("length", "")),
            precision=60 if is_to_the_minute(cells["time"]) else 1,
        )
    return maker.rows


def libretime_rows(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    """Read LibreTime's history feed or play-out history; nothing where the file is neither."""

    def is_libretime(value: Any) -> bool:
        return "starts" in value and bool(value.keys() & {"track_title", "file", "instance_id"})

    if not _most(content, is_libretime):
        return None
    maker = RowMaker(content, "libretime", settings)
    for row in content.values:
        value = row.value or {}
        start, end = maker.when(str(value.get("starts"))), maker.when(str(value.get("ends")))
        if start is None:
            maker.unread(row.number, row.raw, f"starts: {value.get('starts')}"[:60])
            continue
        title = _word(value, "track_title") or _word(value, "title")
        file = value.get("file")
        path = _word(file, "filepath") if isinstance(file, dict) else str(file or "")
        maker.add(
            row.number,
            row.raw,
            start=start,
            length=None if end is None or end < start else end - start,
            title=title,
            file="" if path.isdigit() else path.rpartition("/")[2],
            airing=airing_in(_word(value, "rp_airing"), path, title),
        )
    return maker.rows


def liquidsoap_rows(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    """Read the lines that our Liquidsoap script logs; nothing where the file has none."""

    def is_line(value: Any) -> bool:
        return "at" in value and bool(value.keys() & {"rp_airing", "file", "title", "duration"})

    if not _most(content, is_line):
        return None
    maker = RowMaker(content, "liquidsoap", settings)
    for row in content.values:
        value = row.value or {}
        start = maker.when(str(value.get("at")))
        if start is None:
            maker.unread(row.number, row.raw, f"at: {value.get('at')}"[:60])
            continue
        title, file = _word(value, "title"), _word(value, "file").rpartition("/")[2]
        maker.add(
            row.number,
            row.raw,
            start=start,
            length=_seconds(value.get("duration")),
            title=title,
            file=file,
            airing=airing_in(_word(value, "rp_airing"), file, title),
            sha256=hash_of(_word(value, "sha256")),
        )
    return maker.rows


def _most(content: LogContent, fits: Callable[[Any], bool]) -> bool:
    """Tell whether most objects of a file are of a kind; lines that are no objects do not count."""
    values = [row.value for row in content.values if row.value is not None]
    good = sum(1 for value in values if fits(value))
    return good > 0 and good * 2 >= len(values)


def _word(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return str(found) if isinstance(found, str | int) else ""


def _seconds(value: Any) -> int | None:
    if isinstance(value, str):
        return length_of(value)
    return round(value) if isinstance(value, int | float) and 0 <= value < 1 << 20 else None
