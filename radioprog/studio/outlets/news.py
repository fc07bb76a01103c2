"""What pages tell first: the alerts in force, and the notices of what changed.

The notices stand in ``build/notices/notices.json``; pages and feeds are made from them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from radioprog.kernel.canonical import digest
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.text import one_line
from radioprog.publish.site.model import (
    AlertBanner,
    NoticeLine,
    SiteProgramme,
)
from radioprog.schedule.days.civil import civil_day
from radioprog.schedule.stations.station import Network
from radioprog.studio.air.alerts import alert_book, valid_words
from radioprog.studio.workspace import Workspace

FOLDER = "notices"
FILE = "notices.json"
_SCHEMA = 1
_LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class StationNotice:
    """What is told to one station of one publishing: its alerts, and what changed.

    Every line is a sentence on its own.
    """

    station: str
    day: dt.date
    alerts: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, the gravest first."""
        return (*self.alerts, *self.changes)

    @property
    def name(self) -> str:
        """Name it for life among the notices of all stations.

        >>> StationNotice("xa-a", dt.date(2026, 12, 3), ("Lũ",)).name
        'xa-a-2026-12-03-e0346fdc3377'
        """
        mark = digest([list(self.alerts), list(self.changes)])[:12]
        return f"{self.station}-{self.day.isoformat()}-{mark}"


def notices_document(notices: Iterable[StationNotice]) -> dict[str, Any]:
    """Return the file's document."""
    rows = [
        {
            "station": each.station,
            "day": each.day.isoformat(),
            "alerts": list(each.alerts),
            "changes": list(each.changes),
        }
        for each in notices
    ]
    return {"schema": _SCHEMA, "notices": rows}


def read_notices(workspace: Workspace) -> tuple[StationNotice, ...]:
    """Read the notices that stand; none where nothing can be read: they are made again in time."""
    try:
        data = read_regular(workspace.build / FOLDER / FILE, limit=_LARGEST)
        found = json.loads(data)
        return tuple(_read(row) for row in found["notices"]) if found["schema"] == _SCHEMA else ()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _read(row: dict[str, Any]) -> StationNotice:
    alerts, changes = (
        tuple(one_line(str(each)) for each in row[key]) for key in ("alerts", "changes")
    )
    return StationNotice(str(row["station"]), dt.date.fromisoformat(row["day"]), alerts, changes)


@dataclass(frozen=True)
class StationNews:
    """What a station's page tells first: the alerts in force, by station, and its notices."""

    alerts: Mapping[str, tuple[AlertBanner, ...]] = field(default_factory=dict)
    notices: Mapping[str, tuple[NoticeLine, ...]] = field(default_factory=dict)

    @property
    def banners(self) -> tuple[AlertBanner, ...]:
        """Every alert in force once, for the network's page."""
        return tuple(dict.fromkeys(each for rows in self.alerts.values() for each in rows))


def station_news(
    workspace: Workspace, network: Network, today: dt.date, known: Mapping[str, SiteProgramme]
) -> StationNews:
    """Return the alerts in force on a day and the notices that stand; ``known`` are on the site."""
    book = alert_book(workspace)
    alerts: dict[str, list[AlertBanner]] = {}
    for each in book.live(civil_day(today)):
        message, programme = each.message, known.get(each.message.script)
        banner = AlertBanner(
            title=one_line(message.title),
            text="\n".join(one_line(line) for line in message.text.split("\n")),
            valid=valid_words(message, book.clock.zone),
            until=message.until.isoformat(),
            is_exercise=message.exercise,
            programme=programme.path if programme else "",
        )
        for station in sorted(message.stations.choose(network)[0]):
            alerts.setdefault(station, []).append(banner)
    notices: dict[str, list[NoticeLine]] = {}
    for notice in read_notices(workspace):
        own = notices.setdefault(notice.station, [])
        own.append(NoticeLine(notice.name, notice.day, notice.lines))
    return StationNews(
        {name: tuple(rows) for name, rows in alerts.items()},
        {name: tuple(rows) for name, rows in notices.items()},
    )
