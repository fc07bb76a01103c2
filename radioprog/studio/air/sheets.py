"""Week sheets: the schedule as printable pages, for the network or for chosen stations."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Text
from radioprog.publish.calendars.week_grid import GridWeek, network_weeks, station_weeks
from radioprog.publish.calendars.week_sheet import week_sheet
from radioprog.schedule.conflicts.audit import Audit
from radioprog.studio.air.timetable import Timetable


def grid_weeks(table: Timetable, *, each: bool, audit: Audit | None = None) -> list[GridWeek]:
    """Return the weeks of each station of the timetable, or of the network as a whole.

    Each plan goes into ``audit`` on the way.
    """
    if each:
        units = table.schedules.network
        return [
            week
            for station, plan in table.stations(audit)
            for week in station_weeks(units[station].name, plan, table.window)
        ]
    whole = Text("toàn mạng", "the network").to(table.workspace.text_language)
    plans = table.classes(audit)
    return list(network_weeks(whole, plans, table.window))


def whole_weeks(first: dt.date, weeks: int) -> tuple[dt.date, int]:
    """Return the Monday of a day's week, and how many days so many whole weeks have.

    >>> whole_weeks(dt.date(2026, 11, 28), 2)
    (datetime.date(2026, 11, 23), 14)
    """
    return first - dt.timedelta(days=first.weekday()), 7 * weeks


def write_week_sheet(table: Timetable, target: Path, *, each: bool) -> None:
    """Make the sheet visible at a place."""
    page = week_sheet(
        grid_weeks(table, each=each),
        organisation=table.workspace.organisation or "",
        language=table.workspace.text_language,
    )
    publish_bytes(target, page.encode())
