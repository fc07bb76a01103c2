"""Publishing calendars: feeds written, numbered by the ledger, made visible together.

The ledger is made visible first: interrupted after that, the next run writes the very same
files. A calendar that already holds the very bytes is left alone.

Use cases as a developer calls them, where a command has more switches than a call needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from radioprog.kernel.canonical import digest
from radioprog.kernel.files import Batch, locked, stands_as
from radioprog.studio.air.feeds import (
    AS_USUAL,
    CalendarFile,
    FeedOptions,
    PublishedCalendars,
    Publishing,
)
from radioprog.studio.air.remembered import Remembered, record_key, sources_key
from radioprog.studio.air.schedule_folder import CALENDARS
from radioprog.studio.air.timetable import Timetable, asked_day, timetable
from radioprog.studio.workspace import Workspace, records_of

FOLDER = CALENDARS
DRAFT_FOLDER = "calendar-draft"
"""The folder of calendars that leave what was published as it is."""


def publish_calendars(
    table: Timetable,
    folder: Path,
    *,
    only_some: bool = False,
    compare: bool = False,
    write: bool = True,
    draft: bool = False,
    options: FeedOptions = AS_USUAL,
) -> PublishedCalendars:
    """Write the calendar of each station and of the network into a folder.

    A ``draft`` is written under other names and leaves what was published as it is.

    ``only_some`` leaves the network's calendar alone; ``compare`` writes nothing and only tells
    what changed since the last publishing; without ``write`` the calendars are returned as bytes.

    Raises:
        ContentError: the schedule has errors; nothing is published, for a feed made of half a
            plan would cancel what is only unread.
    """
    table.must_be_read()
    records = records_of(table.workspace)
    if compare or draft or not write:
        desk = Publishing(table, options, records)
        if compare:
            return desk.compare()
        made = desk.in_memory(folder, network=not only_some)
        return _as_drafts(made) if draft and write else made
    with locked(table.workspace.cache / "calendar.lock"), records.alone("calendar"):
        memory = Remembered(table.workspace, folder)
        return Publishing(table, options, records, memory).publish(folder, network=not only_some)


def publish_what_changed(
    workspace: Workspace,
    folder: Path,
    opened: Callable[[], Timetable],
    *,
    asked: Sequence[object],
    only_some: bool = False,
    compare: bool = False,
    write: bool = True,
    draft: bool = False,
    options: FeedOptions = AS_USUAL,
) -> PublishedCalendars:
    """Do as `publish_calendars`, but read no schedule where nothing that decides is otherwise.

    ``asked`` is all that ``opened`` goes by beside the workspace: days, stations, what is taken.
    """
    if compare or draft or not write:
        return publish_calendars(
            opened(),
            folder,
            only_some=only_some,
            compare=compare,
            write=write,
            draft=draft,
            options=options,
        )
    key = sources_key(workspace, [*asked, only_some, options])
    memory = Remembered(workspace, folder)
    known = memory.unchanged(digest([key, record_key(workspace)])) if key else None
    if known is not None:
        files = (CalendarFile(each, memory.path_of(each), count, False) for each, count in known[0])
        return PublishedCalendars(tuple(files), (), known[1])
    made = publish_calendars(opened(), folder, only_some=only_some, options=options)
    if key:
        memory = Remembered(workspace, folder)
        rows = [(each.station, each.events) for each in made.files]
        memory.remember_run(digest([key, record_key(workspace)]), rows, made.findings)
        memory.save()
    return made


def _as_drafts(made: PublishedCalendars) -> PublishedCalendars:
    """Make calendars visible under names that say what they are; the ledger does not know them."""
    files = []
    with Batch() as batch:
        for each in made.files:
            target = each.path.with_suffix(".draft.ics")
            changed = not stands_as(target, each.data)
            if changed:
                batch.add(target, each.data)
            files.append(replace(each, path=target, changed=changed))
        batch.commit()
    return replace(made, files=tuple(files))


def _listed(stations: str | Sequence[str]) -> tuple[str, ...]:
    return (stations,) if isinstance(stations, str) else tuple(stations)


def calendar(
    workspace: Workspace,
    *,
    first: dt.date | str | None = None,
    days: int = 366,
    stations: str | Sequence[str] = (),
    output: Path | str | None = None,
    write: bool = True,
    compare: bool = False,
    options: FeedOptions = AS_USUAL,
) -> PublishedCalendars:
    """Write the iCalendar feed of each station, and of the network where no station is named.

    Args:
        workspace: whose schedules are published.
        first: the first day, a date or ISO text; today in the workspace's zone where none is given.
        days: how many days the feeds reach.
        stations: ids or names; none: all of them.
        output: the folder, relative to the workspace; ``build/calendar`` where none is given.
        write: without it nothing is written, and each file carries its ``data``.
        compare: write nothing and tell what changed since the last publishing.
        options: how feeds are written.

    Raises:
        ContentError: the schedule has errors; nothing is published.
        UsageError: a station that nobody knows, or days that cannot be reckoned.
    """
    names, day = _listed(stations), asked_day(workspace, first)
    folder = workspace.root / output if output else workspace.build / FOLDER
    opened = partial(timetable, workspace, first=day, days=days, stations=names)
    return publish_what_changed(
        workspace,
        folder,
        opened,
        asked=(day, days, names),
        only_some=bool(names),
        compare=compare,
        write=write,
        options=options,
    )
