"""What a department set itself for a year: targets, what they count, and over which periods."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from radioprog.kernel.findings import NOWHERE, Place, Text
from radioprog.kernel.text import fold
from radioprog.schedule.stations.selector import Selector


class Per(StrEnum):
    """Over which periods a target's numbers are wanted."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class Measure(StrEnum):
    """What a target counts.

    ``programmes``: different programmes, however often and wherever they air. ``sessions``:
    airings, repeats among them, each at each station. ``minutes``: the length of these airings.
    """

    PROGRAMMES = "programmes"
    SESSIONS = "sessions"
    MINUTES = "minutes"


MEASURES: dict[Measure, Text] = {
    Measure.PROGRAMMES: Text("chương trình", "programmes"),
    Measure.SESSIONS: Text("buổi phát", "airings"),
    Measure.MINUTES: Text("phút", "minutes"),
}
"""The measures in people's words."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a quarter or a month, both its days included.

    >>> [each.name for each in periods(2026, Per.QUARTER)]
    ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']
    >>> str(periods(2028, Per.MONTH)[1].last)
    '2028-02-29'
    """

    name: str
    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last

    @property
    def shown(self) -> Text:
        """Return it in people's words."""
        year, _, part = self.name.partition("-")
        if not part:
            return Text(f"năm {year}", f"the year {year}")
        if part.startswith("Q"):
            return Text(f"quý {part[1:]} năm {year}", f"quarter {part[1:]} of {year}")
        return Text(f"tháng {int(part)} năm {year}", f"month {int(part)} of {year}")


def periods(year: int, per: Per) -> tuple[Period, ...]:
    """Return the periods of a year, in order."""
    length = {Per.YEAR: 12, Per.QUARTER: 3, Per.MONTH: 1}[per]
    found = []
    for number, month in enumerate(range(1, 13, length), 1):
        last = month + length - 1
        name = {Per.YEAR: f"{year}", Per.QUARTER: f"{year}-Q{number}"}.get(per)
        end = dt.date(year, last, calendar.monthrange(year, last)[1])
        found.append(Period(name or f"{year}-{month:02d}", dt.date(year, month, 1), end))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Target:
    """So many programmes, airings or minutes, of a theme or a series, for a group of stations.

    Without ``theme`` and ``series`` every programme counts, without ``stations`` every station,
    without ``languages`` every language. ``each`` wants the numbers of every single station of the
    group; otherwise airings and minutes are added up over the group. ``weight`` says how much it
    matters beside the others.
    """

    id: str
    wanted: Mapping[Measure, float]
    theme: str | None = None
    series: str | None = None
    stations: Selector | None = None
    per: Per = Per.YEAR
    weight: float = 1.0
    languages: tuple[str, ...] = ()
    each: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    def takes(self, series: str, themes: frozenset[str], languages: frozenset[str]) -> bool:
        """Tell whether a programme counts; all its words are folded (`kernel.text.fold`).

        >>> border = Target("b", {}, theme="Biên giới")
        >>> border.takes("", frozenset({fold("biên giới"), fold("biển")}), frozenset())
        True
        """
        return (
            (self.series is None or fold(self.series) == series)
            and (self.theme is None or fold(self.theme) in themes)
            and (not self.languages or not languages.isdisjoint(self.languages))
        )


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The targets of a year, as ``plans/<year>.yaml`` has them."""

    year: int
    targets: tuple[Target, ...]
    file: str = ""
