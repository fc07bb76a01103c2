"""Applying a choice: its exceptions written into the schedule files, whole or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import locked, publish_bytes
from radioprog.kernel.findings import Place, Text
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.units import MinuteOfDay
from radioprog.schedule.conflicts.plan_edit import exception_line, with_changes
from radioprog.schedule.conflicts.resolutions import Change, Choice
from radioprog.schedule.plan.findings import UNKNOWN_SLOT, WRITE_A_SLOT
from radioprog.schedule.plan.slot import Move, SlotException
from radioprog.studio.air import findings as says
from radioprog.studio.air.timetable import Timetable, asked_day, timetable
from radioprog.studio.workspace import Workspace

OWN_FILE = "ngoai-le.yaml"
"""Where exceptions go when a slot's own file cannot be added to."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written: the files, and the lines."""

    files: tuple[Path, ...]
    lines: tuple[str, ...]


def apply_choice(table: Timetable, choice: Choice) -> Applied:
    """Write a choice into the schedule files, each file made visible whole.

    Raises:
        ContentError: ``choice-not-written``, no file could take it; nothing was changed.
    """
    texts: dict[Path, str] = {}
    for path, changes in _by_file(table, choice).items():
        made = _changed(table, path, changes)
        if made is None and all(each.replaces is None for each in changes):
            path = table.workspace.schedules / OWN_FILE
            made = _changed(table, path, changes, so_far=texts.get(path))
        if made is None:
            raise _not_written(choice, table.workspace.show(path))
        texts[path] = made
    for path in sorted(texts):
        # A link within the workspace stays one: the file that it means is changed.
        publish_bytes(path.resolve() if path.is_symlink() else path, texts[path].encode())
    lines = tuple(exception_line(each.exception) for each in choice.changes)
    return Applied(tuple(sorted(texts)), lines)


def _by_file(table: Timetable, choice: Choice) -> dict[Path, list[Change]]:
    files: dict[Path, list[Change]] = {}
    for change in choice.changes:
        slot = table.schedules.schedule.slot(change.exception.slot)
        place = change.replaces.place if change.replaces else slot.place if slot else Place()
        name = Path(place.file or OWN_FILE).name
        files.setdefault(table.workspace.schedules / name, []).append(change)
    return files


def _changed(
    table: Timetable, path: Path, changes: Sequence[Change], *, so_far: str | None = None
) -> str | None:
    shown = table.workspace.show(path)
    text: str | None = so_far or ""
    if so_far is None and path.exists():
        text, _ = read_text_file(path, shown=shown)
    return None if text is None else with_changes(text, changes, file=shown)


def _not_written(choice: Choice, shown: str) -> ContentError:
    lines = "; ".join(exception_line(each.exception) for each in choice.changes[:3])
    return ContentError(says.NOT_WRITTEN(Place(shown), lines=lines))


def apply_named(workspace: Workspace, *, choice: str, monday: dt.date) -> Applied:
    """Write the choice of an id that was shown for a week; one that is no longer offered is told.

    Raises:
        UsageError: ``unknown-choice``; ContentError: ``choice-not-written``.
    """
    if not choice or choice.isdecimal():  # a number may mean another choice by now
        raise UsageError(says.UNKNOWN_CHOICE(name=choice, suggestion=says.SEE_CHOICES))
    with locked(workspace.cache / "schedule.lock"):
        table = timetable(workspace, first=monday, days=7, draft=True)
        return apply_choice(table, table.choice(choice))


def change_airing(
    workspace: Workspace,
    *,
    slot: str,
    day: dt.date | str,
    to_day: dt.date | str | None = None,
    to_time: str = "",
    cancel: str = "",
) -> Applied:
    """Move one airing of a slot to another time, or cancel it, by an exception in its file.

    ``day`` is that of its first run; ``cancel`` says why it is cancelled.

    Raises:
        UsageError: ``unknown-slot``, ``bad-day``, ``bad-hour``.
        ContentError: ``choice-not-written``.
    """
    date = asked_day(workspace, day)
    with locked(workspace.cache / "schedule.lock"):
        table = timetable(workspace, first=date, days=1, draft=True)
        known = table.schedules.schedule.slot(slot)
        if known is None or known.relay:
            names = [each.id for each in table.schedules.schedule.slots if not each.relay]
            near = did_you_mean(slot[:80], names, WRITE_A_SLOT)
            raise UsageError(UNKNOWN_SLOT(name=one_line(slot)[:80], suggestion=near))
        move = None if cancel else Move(_clock(to_time), asked_day(workspace, to_day or date))
        made = SlotException(slot, date, cancel=one_line(cancel)[:200] or None, move=move)
        old = [
            each
            for each in table.schedules.schedule.exceptions
            if (each.slot, each.date, each.run) == (slot, date, None) and not each.shared
        ]
        change = Change(made, old[0] if old else None)
        return apply_choice(table, Choice("", _WHAT, _WHAT, (change,)))


_WHAT = Text("", "")


def _clock(written: str) -> MinuteOfDay:
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", written.strip())
    if found is None:
        raise UsageError(says.BAD_HOUR(written=one_line(written)[:20]))
    return MinuteOfDay(int(found[1]) * 60 + int(found[2]))
