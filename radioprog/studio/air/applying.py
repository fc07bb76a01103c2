"""Applying a choice: its exceptions written into the schedule files, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Place
from radioprog.kernel.textfile import read_text_file
from radioprog.schedule.conflicts.plan_edit import exception_line, with_changes
from radioprog.schedule.conflicts.resolutions import Change, Choice
from radioprog.studio.air import findings as says
from radioprog.studio.air.timetable import Timetable

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
