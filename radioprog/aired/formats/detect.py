"""Which log a file is, by its content; and its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from radioprog.aired import findings as says
from radioprog.aired.formats.content import LogContent
from radioprog.aired.formats.maker import PROFILES, ReadSettings
from radioprog.aired.formats.mapped import COLUMNS, SOURCE_INFO, mapped_rows, sheet_rows
from radioprog.aired.formats.playout import (
    azuracast_rows,
    libretime_rows,
    liquidsoap_rows,
    rivendell_rows,
)
from radioprog.aired.played import PlayedRow, RowSays
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.findings import Finding, Place, Text, visible
from radioprog.kernel.suggest import did_you_mean

_Reader = Callable[[LogContent, ReadSettings], list[PlayedRow] | None]


def _source_info(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    columns = settings.maps.get(SOURCE_INFO.name, SOURCE_INFO)
    return mapped_rows(content, settings, columns if columns.columns else SOURCE_INFO)


def _by_maps(content: LogContent, settings: ReadSettings) -> list[PlayedRow] | None:
    for name, columns in sorted(settings.maps.items()):
        if name not in _READERS and columns.columns:
            rows = mapped_rows(content, settings, columns)
            if rows is not None:
                return rows
    return None


_READERS: dict[str, _Reader] = {
    "liquidsoap": liquidsoap_rows,
    "azuracast": azuracast_rows,
    "libretime": libretime_rows,
    "source-info": _source_info,
    "rivendell": rivendell_rows,
    "sheet": sheet_rows,
    "receipt": sheet_rows,
    "generic": _by_maps,
}
FORMATS = tuple(_READERS)
"""The names of all formats, in the order in which they are tried."""
_MOST_TOLD, _QUOTED = 20, 120


@dataclass(frozen=True, slots=True)
class LogReading:
    """What was read from a log: its format, all its rows, and what is to be said of them."""

    system: str
    rows: tuple[PlayedRow, ...]
    findings: tuple[Finding, ...]


def read_log(content: LogContent, settings: ReadSettings, *, system: str = "") -> LogReading:
    """Read a log of what was on air, by its content, or as the format that is named.

    Raises:
        UsageError: ``unknown-format``.
        ContentError: ``unknown-log``, ``not-of-format``, ``damaged-workbook``, ``ambiguous-date``.
    """
    if system and system not in _READERS and system not in settings.maps:
        known = sorted({*FORMATS, *settings.maps})
        otherwise = says.SEE_FORMATS.filled(known=known)
        suggestion = did_you_mean(system, known, otherwise)
        raise UsageError(says.UNKNOWN_FORMAT(name=system, suggestion=suggestion))
    place = Place(content.file)
    for name in (system,) if system else FORMATS:
        if name in _READERS:
            rows = _READERS[name](content, settings)
        else:
            rows = mapped_rows(content, settings, settings.maps[name])
        if rows is not None:
            found = (*_unread(rows), *_contradictions(rows))
            if not rows and name in ("sheet", "receipt"):
                found = (says.NOTHING_SAID(place),)
            read_as = rows[0].source.system if rows else name
            return LogReading(read_as, tuple(rows), (*content.findings, *found))
    if system:
        raise ContentError(says.NOT_OF_FORMAT(place, name=system))
    if not content.data.strip():
        raise ContentError(says.EMPTY_LOG(place))
    columns = [Text(vietnamese, english) for english, vietnamese in COLUMNS.items()]
    raise ContentError(says.UNKNOWN_LOG(place, columns=columns, file=PROFILES))


def _unread(rows: list[PlayedRow]) -> list[Finding]:
    """Tell of rows that fit nothing, the first ones by themselves."""
    unread = [row for row in rows if row.said is RowSays.UNREAD]
    return [unread_finding(row) for row in unread[:_MOST_TOLD]]


def _contradictions(rows: list[PlayedRow]) -> list[Finding]:
    """Tell of an airing of which one row says that it was played and another that it was not."""
    first: dict[str, PlayedRow] = {}
    found: list[Finding] = []
    for row in rows:
        if not row.airing or row.said not in (RowSays.PLAYED, RowSays.NOT_PLAYED):
            continue
        before = first.setdefault(row.airing, row)
        if before.said is not row.said:
            place = Place(row.source.file, row.source.row or None, 1 if row.source.row else None)
            other = before.source.row or 0
            found.append(says.ROWS_DISAGREE(place, airing=row.airing, other=other))
    return found[:_MOST_TOLD]


def unread_finding(row: PlayedRow) -> Finding:
    """Return what is to be said of a row that could not be read."""
    raw = visible(row.raw[:_QUOTED], lines=False) + ("…" if len(row.raw) > _QUOTED else "")
    place = Place(row.source.file, row.source.row or None, 1 if row.source.row else None)
    return says.ROW_UNREAD(place, problem=row.problem, raw=raw)
