"""Rows in the making: what all formats share once they know which cell means what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from radioprog.aired import findings as says
from radioprog.aired.formats.cells import (
    DAY,
    HALF_DAY,
    DateOrder,
    dates_of,
    day_of_id,
    order_of,
)
from radioprog.aired.formats.content import LogContent
from radioprog.aired.played import PlayedRow, RowSays, RowSource
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Place
from radioprog.kernel.text import one_line
from radioprog.schedule.days.civil import CivilMoment, Instant, ZoneClock, civil_day, civil_of

PROFILES = "asrun.yaml"
"""The workspace's file of tolerances and of logs' columns."""
_LONGEST_TEXT = 500
_NEAR = 14
"""A repeat is at most so many days after the first run whose day its id holds."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A log's columns by data: ours to theirs, the order of its dates, its zone, its base format.

    ``name`` is what ``--format`` calls it.
    """

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What is known of a log from outside of it: the zone of its clock, whose it is, its day.

    ``date`` is the day of a log that names none; ``maps`` are the columns by data.
    """

    clock: ZoneClock
    station: str = ""
    date: dt.date | None = None
    maps: Mapping[str, ColumnMap] = field(default_factory=dict)

    def order(self, system: str) -> DateOrder | None:
        """Return the order of dates that was declared for a format."""
        known = self.maps.get(system)
        return known.order if known else None


@dataclass
class RowMaker:
    """Makes the rows of one file; what cannot be read becomes a row too."""

    content: LogContent
    system: str
    settings: ReadSettings
    rows: list[PlayedRow] = field(default_factory=list)

    def source(self, number: int) -> RowSource:
        """Return where a row stands."""
        return RowSource(self.system, self.content.file, self.content.sha256, number)

    def unread(self, number: int, raw: str, problem: str) -> None:
        """Keep a row that fits nothing."""
        self.rows.append(
            PlayedRow(
                self.source(number),
                said=RowSays.UNREAD,
                station=self.settings.station,
                problem=problem,
                raw=raw,
            )
        )

    def add(self, number: int, raw: str, *, start: int | None, **facts: Any) -> None:
        """Keep a row: ``start`` in seconds since 1970; texts are cleaned, '' where not said."""
        for name in ("title", "file", "reason", "by"):
            if facts.get(name):
                facts[name] = _clean(facts[name][:_LONGEST_TEXT])
        if "date" not in facts:
            facts["date"] = (
                "" if start is None else self.settings.clock.rfc3339(Instant(start))[:10]
            )
        facts.setdefault("station", self.settings.station)
        self.rows.append(PlayedRow(self.source(number), start=start, raw=raw, **facts))

    def day_at(self, start: int) -> dt.date:
        """Return the civil date of an instant."""
        return self.settings.clock.datetime(start).date()  # type: ignore[arg-type]

    def at(self, day: dt.date, seconds: int) -> int:
        """Return the instant of a time of day, in seconds after the midnight before it."""
        return self.settings.clock.instant(CivilMoment(civil_day(day) * DAY + seconds))

    def when(self, text: str) -> int | None:
        """Return the instant of a date and time written in ISO form, with or without a zone."""
        try:
            moment = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            return None
        if moment.tzinfo is None:
            return self.settings.clock.instant(civil_of(moment))
        return round(moment.timestamp())

    def order_of(self, cells: Iterable[str], ids: Iterable[str] = ()) -> DateOrder:
        """Return the order of day and month in a column of dates.

        Raises:
            ContentError: ``ambiguous-date``.
        """
        declared = self.settings.order(self.system)
        if declared is not None:
            return declared
        texts = list(cells)
        order = order_of(texts)
        place = Place(self.content.file)
        if order == "both":
            raise ContentError(says.MIXED_DATES(place))
        if order != "ambiguous":
            return order
        by_ids = _order_by_ids(texts, list(ids))
        if by_ids is not None:
            return by_ids
        unsure = next(text for text in texts if len(dates_of(text)) == 2)
        found = dates_of(unsure)
        raise ContentError(
            says.AMBIGUOUS_DATE(
                place,
                written=one_line(unsure),
                one=found["dmy"],
                two=found["mdy"],
                file=PROFILES,
                name=self.system,
            )
        )

    def after_midnight(self, day: dt.date, started: int, planned: int | None) -> int:
        """Return the instant of a start whose date is that of the plan.

        A start more than 12 hours before the plan is the next day's, one more than 12 hours after
        it the day's before.
        """
        if planned is not None and planned - started > HALF_DAY:
            started += DAY
        elif planned is not None and started - planned > HALF_DAY and started < DAY:
            started -= DAY
        return self.at(day, started)

    def date_before_table(self) -> dt.date | None:
        """Return the day of a log that names none in its rows: from its head, or as was told.

        Last of all its file's name, where that holds a date in ISO form.
        """
        for line in self.content.lines[:10]:
            for word in re.findall(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", line):
                found = dates_of(word)
                if len(found) == 1:
                    return next(iter(found.values()))
        if self.settings.date is not None:
            return self.settings.date
        for word in re.findall(r"20\d{2}-?\d{2}-?\d{2}", self.content.file):
            if found := dates_of(word):
                return next(iter(found.values()))
        return None


def _order_by_ids(texts: list[str], ids: list[str]) -> DateOrder | None:
    """Let the days within airing ids tell the order: the only one that puts dates beside them."""
    near: set[DateOrder] = set()
    for text, airing in zip(texts, ids, strict=False):
        day, found = day_of_id(airing) if airing else None, dates_of(text)
        if day is None or len(found) != 2:
            continue
        near.update(order for order, date in found.items() if 0 <= (date - day).days <= _NEAR)
    return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=65536)
def _clean(text: str) -> str:
    return one_line(text)


def rolled(clocks: Iterable[tuple[int, int]], first: dt.date) -> list[dt.date]:
    """Return the day of each (number, time of day) of a log in order that names no dates.

    A time that falls by more than 12 hours has gone past midnight.
    """
    days: list[dt.date] = []
    day, before = first, None
    for _, seconds in clocks:
        if before is not None and before - seconds > HALF_DAY:
            day += dt.timedelta(days=1)
        days.append(day)
        before = seconds
    return days
