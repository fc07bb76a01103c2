"""Pushing: calendars brought to a server by difference, one resource at a time.

The calendars are published first (the ledger numbers them), then each server is asked what it
holds, and only what differs is sent. Interrupted anywhere, the next run sends the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.publish.calendars.calendar import NETWORK
from radioprog.publish.calendars.resources import (
    CalendarResource,
    PushStep,
    in_batches,
    resources_of,
    steps,
)
from radioprog.studio.air.calendars import FOLDER, publish_calendars
from radioprog.studio.air.feeds import CalendarFile
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.timetable import Timetable, asked_day, timetable
from radioprog.studio.outlets.findings import CHANGED_MEANWHILE, EXPORT_IT, ONE_CALENDAR
from radioprog.studio.outlets.outlets_file import CALDAV, outlet_named
from radioprog.studio.outlets.servers.dav import CalendarServer, Changed, account_for
from radioprog.studio.outlets.servers.http import Account
from radioprog.studio.workspace import Workspace

_STATION = "{station}"
_LARGEST_FEED = 256 << 20
_TRIES = 3
_USUAL_DAYS = 366


@dataclass(frozen=True, slots=True)
class PushedCalendar:
    """What was done to one calendar on a server: how many events were made, changed, removed."""

    station: str
    url: str
    created: int
    changed: int
    deleted: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class PushReport:
    """All calendars that were pushed, and findings."""

    calendars: tuple[PushedCalendar, ...]
    findings: tuple[Finding, ...]


def push_caldav(
    workspace: Workspace,
    url: str,
    *,
    stations: str | Sequence[str] = (),
    first: dt.date | str | None = None,
    days: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> PushReport:
    """Bring calendars to a CalDAV server, changing only what differs and only what is ours.

    Args:
        workspace: whose schedule is published.
        url: a calendar's address, or the name of an outlet of ``outlets.yaml``. With ``{station}``
            in it each station has a calendar of its own (made where there is none); without, and
            with no station named, the network's calendar goes there.
        stations: ids or names.
        first: the first day, a date or ISO text; today in the workspace's zone where none is given.
        days: how many days the feeds reach; 366, or what the outlet sets.
        progress: is told each calendar's station before it is sent.

    Raises:
        ContentError: the schedule has errors; nothing is sent.
        UsageError: an unknown station, a password in the address, one address for several.
        NetworkError: the server failed or refused; the next run goes on from there.
    """
    names = (stations,) if isinstance(stations, str) else tuple(stations)
    span = days
    if "/" not in url:
        outlet = outlet_named(workspace, url, {})
        if outlet.target != CALDAV:
            raise UsageError(EXPORT_IT(outlet.place, name=outlet.name))
        names = names or outlet.chosen(all_stations(workspace)[0])
        url, span = outlet.url, outlet.days if days is None else days
    account = account_for(url)
    begin = asked_day(workspace, first)
    table = timetable(
        workspace, first=begin, days=_USUAL_DAYS if span is None else span, stations=names
    )
    return _sent(table, url, account, named=bool(names), progress=progress)


def _sent(
    table: Timetable,
    url: str,
    account: Account,
    *,
    named: bool,
    progress: Callable[[str], None] | None,
) -> PushReport:
    """Publish the calendars, then send what differs of each that is meant."""
    apart = _STATION in url
    published = publish_calendars(table, table.workspace.build / FOLDER, only_some=named)
    files = [each for each in published.files if _is_meant(each, apart=apart, named=named)]
    if not apart and len(files) > 1:
        raise UsageError(ONE_CALENDAR(details={"stations": [each.station for each in files]}))
    made: list[PushedCalendar] = []
    findings, units = [*published.findings], table.schedules.network
    for file in files:
        if progress is not None:
            progress(file.station)
        name = units[file.station].name if file.station in units else file.station
        with CalendarServer(url.replace(_STATION, file.station), account) as server:
            if apart:
                server.make(name)
            made.append(_pushed(server, file, findings))
    return PushReport(tuple(made), in_order(findings))


def _is_meant(file: CalendarFile, *, apart: bool, named: bool) -> bool:
    """Tell whether a calendar goes out: the stations', or the network's where one is meant."""
    return file.station != NETWORK if apart or named else file.station == NETWORK


def _pushed(server: CalendarServer, file: CalendarFile, findings: list[Finding]) -> PushedCalendar:
    with disk_errors(file.path):
        feed = read_regular(file.path, limit=_LARGEST_FEED)
    wanted = {each.uid: each for each in resources_of(feed)}
    counts = {"create": 0, "change": 0, "delete": 0}
    left = _once(server, wanted, file.station, counts)
    for _ in range(_TRIES):
        if not left:
            break
        left = _once(server, wanted, file.station, counts)
    place = Place(server.url)
    findings.extend(CHANGED_MEANWHILE(place, uid=each.uid) for each in left)
    done = counts["create"] + counts["change"]
    return PushedCalendar(
        station=file.station,
        url=server.url,
        created=counts["create"],
        changed=counts["change"],
        deleted=counts["delete"],
        unchanged=max(0, len(wanted) - done - len(left)),
    )


def _once(
    server: CalendarServer,
    wanted: Mapping[str, CalendarResource],
    station: str,
    counts: dict[str, int],
) -> list[PushStep]:
    """Send what differs; returns the steps at which somebody else was quicker."""
    left = []
    for step in in_batches(steps(wanted, server.resources(), station)):
        try:
            if step.resource is not None:
                server.put(step.resource, step.there)
            elif step.there is not None:
                server.delete(step.there)
        except Changed:
            left.append(step)
        else:
            counts[step.what] += 1
    return left
