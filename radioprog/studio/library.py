"""Use cases as a developer calls them, where a command has more switches than a call needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from radioprog.studio.calendars import FOLDER, Published, publish_calendars
from radioprog.studio.timetable import timetable
from radioprog.studio.workspace import Workspace


def calendar(
    workspace: Workspace,
    *,
    first: dt.date,
    days: int = 366,
    stations: Sequence[str] = (),
    output: Path | None = None,
) -> Published:
    """Write the iCalendar feed of each station, and of the network where no station is named.

    Args:
        workspace: whose schedules are published.
        first: the first day; no clock is asked.
        days: how many days the feeds reach.
        stations: ids or names; none: all of them.
        output: the folder, ``build/calendar`` where none is given.

    Raises:
        ContentError: the schedule has errors; nothing is published.
        UsageError: a station that nobody knows, or days that cannot be reckoned.
    """
    table = timetable(workspace, first=first, days=days, stations=stations)
    folder = output or workspace.build / FOLDER
    return publish_calendars(table, folder, only_some=bool(stations))
