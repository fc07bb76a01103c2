"""Played rows: what is said to have been on air, as a value and as a line of the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import attrgetter
from typing import Any

from radioprog.kernel.canonical import digest

PEOPLE = frozenset({"sheet", "receipt"})
"""The formats that a person fills in; all others are written by a machine."""


class RowSays(StrEnum):
    """What a row says: it was played, it was not, nothing; or it could not be read at all."""

    PLAYED = "played"
    NOT_PLAYED = "not-played"
    NOTHING = "nothing"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class RowSource:
    """Where a row comes from: the format, the file with its SHA-256, and the row's number."""

    system: str
    file: str = ""
    sha256: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class PlayedRow:
    """One row of a log, sheet or receipt.

    ``start`` is in seconds since 1970 (UTC), ``length`` in seconds, ``date`` the civil date that
    the row speaks of; ``precision`` is what the source's clock can tell apart, in seconds;
    ``cut`` is the number of characters after which the source cuts titles off (0: never).
    ``raw`` is the row as it stood in the file, ``problem`` what kept it from being read.
    """

    source: RowSource
    said: RowSays = RowSays.PLAYED
    station: str = ""
    date: str = ""
    start: int | None = None
    length: int | None = None
    airing: str = ""
    file: str = ""
    sha256: str = ""
    title: str = ""
    reason: str = ""
    by: str = ""
    precision: int = 1
    cut: int = 0
    relay: bool = False
    emergency: bool = False
    problem: str = ""
    more: Mapping[str, str] = field(default_factory=dict, compare=False)
    raw: str = field(default="", compare=False)
    at: str = ""
    """When it was recorded (RFC 3339); the later of two sheets about one airing holds."""

    @property
    def is_by_person(self) -> bool:
        """Tell whether a person wrote it, not a machine."""
        return self.source.system in PEOPLE

    @property
    def end(self) -> int | None:
        """Return when it ended, in seconds since 1970; nothing where that is not said."""
        return None if self.start is None or self.length is None else self.start + self.length

    @property
    def month(self) -> str:
        """Return the month that it belongs to, '' where it names no date."""
        return self.date[:7]

    def content(self) -> dict[str, Any]:
        """Return what the row says, without where and when it was found: equal rows are one row."""
        said: dict[str, Any] = {"system": self.source.system, "said": str(self.said)}
        said.update(pair for pair in zip(_TEXTS.values(), _texts_of(self), strict=True) if pair[1])
        if self.start is not None:
            said["start"] = moment_text(self.start)
        if self.length is not None:
            said["length"] = self.length
        if self.precision != 1:
            said["precision"] = self.precision
        if self.cut:
            said["cut"] = self.cut
        for name in ("relay", "emergency"):
            if getattr(self, name):
                said[name] = True
        if self.more:
            said["more"] = dict(self.more)
        if self.said is RowSays.UNREAD:
            said["raw"] = self.raw
        return said

    @property
    def row_sha256(self) -> str:
        """The hash of what the row says: a row that is imported again has the same."""
        return digest(self.content())

    def to_line(self, row_sha256: str = "") -> dict[str, Any]:
        """Return the line of the record, without its time; the row's hash where it is known."""
        content = self.content()
        system = content.pop("system")
        source = {
            "system": system,
            "file": self.source.file,
            "sha256": self.source.sha256,
            "row": self.source.row,
            "row_sha256": row_sha256 or self.row_sha256,
        }
        return {**content, "source": source, "raw": self.raw}

    def on(self, station: str) -> PlayedRow:
        """Return the same row as one of a station's."""
        return replace(self, station=station)


_TEXTS = {
    **{
        name: name
        for name in ("station", "date", "airing", "file", "sha256", "title", "reason", "problem")
    },
    "by": "played_by",
}
"""The texts of a row, and the keys of its line: a line's own ``by`` is who recorded it."""
_texts_of = attrgetter(*_TEXTS)
_SAID = {str(each): each for each in RowSays}


def row_of_line(line: Mapping[str, Any], *, with_raw: bool = False) -> PlayedRow | None:
    """Return the row of a line of the record; nothing where the line is no such thing.

    What was on the row as it stood (``raw``) is kept only where it is asked for, or the row could
    not be read.
    """
    try:
        get = line.get
        source, said = line["source"], _SAID[line["said"]]
        start, length = get("start"), get("length")
        keep = with_raw or said is RowSays.UNREAD
        return PlayedRow(
            source=RowSource(
                str(source["system"]),
                str(source.get("file", "")),
                str(source.get("sha256", "")),
                int(source.get("row", 0)),
            ),
            station=str(get("station", "")),
            said=said,
            date=str(get("date", "")),
            start=None if start is None else instant_of(start),
            length=None if length is None else int(length),
            precision=int(get("precision", 1)),
            airing=str(get("airing", "")),
            file=str(get("file", "")),
            sha256=str(get("sha256", "")),
            title=str(get("title", "")),
            cut=int(get("cut", 0)),
            reason=str(get("reason", "")),
            by=str(get("played_by", "")),
            relay=bool(get("relay", False)),
            emergency=bool(get("emergency", False)),
            problem=str(get("problem", "")),
            more=get("more") or {} if keep else {},
            raw=str(get("raw", "")) if keep else "",
            at=str(get("at", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def moment_text(seconds: int) -> str:
    """Write a moment in RFC 3339, in UTC.

    >>> moment_text(0)
    '1970-01-01T00:00:00Z'
    """
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()[:19] + "Z"


def instant_of(text: str) -> int:
    """Read what `moment_text` wrote; ValueError for anything else.

    >>> instant_of("1970-01-01T00:01:00Z")
    60
    """
    when = dt.datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(text)
    return int(when.timestamp())
