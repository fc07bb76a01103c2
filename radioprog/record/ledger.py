"""The revision ledger: what each calendar said last, so that a revision number rises only when
something changed.

One line an event, in order, as text that two people's work merges in; it lives in ``record/`` and
survives the deletion of everything that is made.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import canonical_json, digest
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Place
from radioprog.record.findings import LEDGER_UNREADABLE
from radioprog.record.lines import lines_of

FILE = "calendar.jsonl"
TOMBSTONE_DAYS = 30
"""For so many days a removed event stays in its calendar as cancelled."""
_FORGOTTEN_DAYS = 400
_FIELDS = 8
ITEMS = "calendar-items.jsonl"
"""Beside the ledger: what each event said, once for all calendars that say the same."""
_NAME = 16
_NAMED = re.compile(rb',"([0-9a-f]{16})"\]\n')

EventKey = tuple[str, str]
"""An event of a calendar: the stem of its UID, and the moment it overrides ('' for none)."""
PLACE: EventKey = ("", "")
"""No event but the line that keeps where a station is, for the day when it leaves the list."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What a calendar last said of an event.

    ``start`` and ``end`` are wall-clock times, ``last`` the last day on which it has an
    occurrence ('' where it goes on), ``removed`` the day from which it was gone ('' if it stands),
    ``item`` names what it said among the ledger's `items` ('' in ledgers of former times).
    """

    sequence: int
    digest: str
    start: str
    end: str
    last: str
    base: str
    summary: str
    removed: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a calendar is to say of an event now."""

    key: EventKey
    digest: str
    start: str
    end: str
    last: str
    base: str
    summary: str
    item: str = ""


class Ledger:
    """All revisions, by calendar; a calendar's lines are read only when it is asked for."""

    def __init__(
        self,
        blocks: Mapping[str, bytes],
        file: str = FILE,
        items: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """Take each calendar's lines, and what they name."""
        self._blocks = dict(blocks)
        self._file = file
        self._dirty = False
        self._items = dict(items or {})
        self._numbers: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path, *, shown: str | None = None) -> Ledger:
        """Read the ledger of a record folder; a missing one is empty.

        Raises:
            ContentError: ``ledger-unreadable``, so that no revision number ever starts anew.
        """
        name = shown or path.name
        lines = lines_of(path)
        if lines is None:
            return cls({}, name)
        items = _load_items(path.with_name(ITEMS))
        blocks: dict[str, list[bytes]] = {}
        numbers: dict[str, list[int]] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            end = line.find(b'",', 2)
            if not line.startswith(b'["') or end < 0:
                raise _unreadable(Place(name, number, 1))
            station = line[2:end].decode("utf-8", "replace")
            blocks.setdefault(station, []).append(line.rstrip(b"\r\n") + b"\n")
            numbers.setdefault(station, []).append(number)
        ledger = cls({station: b"".join(rows) for station, rows in blocks.items()}, name, items)
        ledger._numbers = numbers
        return ledger

    def item(self, name: str) -> Mapping[str, Any] | None:
        """Return what a revision said, as it was kept; nothing where it is not known any more."""
        return self._items.get(name)

    def keep(self, content: Mapping[str, Any]) -> str:
        """Keep what an event says, once for all calendars that say the same; give its name."""
        name = digest(content)[:_NAME]
        self._items.setdefault(name, content)
        return name

    def stations(self) -> tuple[str, ...]:
        """Return the calendars that the ledger knows."""
        return tuple(sorted(self._blocks))

    def revisions(self, station: str) -> dict[EventKey, Revision]:
        """Return what a calendar last said, by event."""
        found: dict[EventKey, Revision] = {}
        lines = self._blocks.get(station, b"").splitlines()
        for number, line in zip(self._numbers.get(station, count(1)), lines, strict=False):
            key, revision = _read(line, Place(self._file, number, 1))
            known = found.get(key)
            if known is None or known.sequence < revision.sequence:
                found[key] = revision
        return found

    def put(self, station: str, revisions: Mapping[EventKey, Revision]) -> None:
        """Keep what a calendar says now."""
        lines = (_write(station, key, revisions[key]) for key in sorted(revisions))
        block = b"".join(lines)
        if self._blocks.get(station, b"") != block:
            self._blocks[station] = block
            self._numbers.pop(station, None)
            self._dirty = True

    def _items_to_bytes(self) -> bytes:
        """Return the items that some line still names, in order."""
        named = {name.decode() for block in self._blocks.values() for name in _NAMED.findall(block)}
        known = sorted(named & self._items.keys())
        rows = ({"id": name, "item": self._items[name]} for name in known)
        return b"".join(canonical_json(row) + b"\n" for row in rows)

    def to_bytes(self) -> bytes:
        """Return the ledger as its file holds it."""
        return b"".join(self._blocks[station] for station in sorted(self._blocks))

    def save(self, path: Path) -> bool:
        """Make the ledger visible where anything changed; tell whether it did."""
        if not self._dirty:
            return False
        publish_bytes(path.with_name(ITEMS), self._items_to_bytes())
        publish_bytes(path, self.to_bytes())
        self._dirty = False
        return True


def _load_items(path: Path) -> dict[str, Mapping[str, Any]]:
    """Read what events said; a line that is no such thing (a torn one) is as good as not there."""
    found: dict[str, Mapping[str, Any]] = {}
    for line in lines_of(path) or ():
        try:
            row = json.loads(line)
            name, content = row["id"], row["item"]
            if digest(content)[:_NAME] == name:
                found[name] = content
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return found


def _write(station: str, key: EventKey, revision: Revision) -> bytes:
    row = [
        station,
        *key,
        revision.sequence,
        revision.digest,
        revision.start,
        revision.end,
        revision.last,
        revision.base,
        revision.summary,
        revision.removed,
    ]
    if revision.item:
        row.append(revision.item)
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def _read(line: bytes, place: Place) -> tuple[EventKey, Revision]:
    try:
        _, stem, recurrence, sequence, *rest = json.loads(line)
        texts = (stem, recurrence, *rest)
        if not isinstance(sequence, int) or not all(isinstance(each, str) for each in texts):
            raise _unreadable(place)
        "".join(texts).encode()  # half a letter, which no file could hold
        said, start, end, last, base, summary, removed, item = (*rest, "")[:_FIELDS]
        for day in (start, last or start, base, removed or base):
            dt.date.fromisoformat(day[:10])
    except (ValueError, TypeError, RecursionError) as problem:
        raise _unreadable(place) from problem
    return (stem, recurrence), Revision(
        sequence, said, start, end, last, base, summary, removed, item
    )


def _unreadable(place: Place) -> ContentError:
    return ContentError(LEDGER_UNREADABLE(place))


@dataclass(frozen=True, slots=True)
class Revised:
    """A calendar's next state: its revisions, and the removed events still to be shown."""

    revisions: Mapping[EventKey, Revision]
    tombstones: tuple[tuple[EventKey, Revision], ...]
    added: tuple[EventKey, ...] = ()
    changed: tuple[EventKey, ...] = ()
    removed: tuple[EventKey, ...] = ()


def revise(
    old: Mapping[EventKey, Revision],
    entries: Iterable[FeedEntry],
    *,
    first: dt.date,
    last: dt.date,
    keep_days: int = TOMBSTONE_DAYS,
) -> Revised:
    """Number a calendar's events: up by one where the content changed, else as before.

    A changed occurrence of a series that readers already have goes above the series, whose number
    it had until now; where such a change is taken back, the series itself rises.

    ``first`` and ``last`` are the days that the calendar covers now; what lies outside them is
    not taken for removed. All dates come from there, never from a clock.
    """
    now: dict[EventKey, Revision] = {}
    added: list[EventKey] = []
    changed: list[EventKey] = []
    for entry in entries:
        before = old.get(entry.key)
        now[entry.key] = _numbered(entry, before, old.get((entry.key[0], "")))
        if before is None:
            added.append(entry.key)
        elif before.sequence != now[entry.key].sequence:
            changed.append(entry.key)
    removed, tombstones = [], []
    for key in sorted(old.keys() - now.keys()):
        revision = old[key]
        if not revision.removed and _concerns(revision, key, first, last):
            revision = replace(revision, sequence=revision.sequence + 1, removed=first.isoformat())
            removed.append(key)
        if _forgotten(revision, first):
            continue
        now[key] = revision
        if revision.removed and not key[1] and _still_shown(revision, first, keep_days):
            tombstones.append((key, revision))
    changed.extend(_raise_series(now, old, {key[0] for key in removed}))
    return Revised(now, tuple(tombstones), tuple(added), tuple(changed), tuple(removed))


def _raise_series(
    now: dict[EventKey, Revision], old: Mapping[EventKey, Revision], stems: Iterable[str]
) -> Iterator[EventKey]:
    """Raise what stands as it was, though an occurrence of it is again as the rule has it."""
    for key in sorted((stem, "") for stem in stems):
        series = now.get(key)
        if series is not None and not series.removed and series == old.get(key):
            now[key] = replace(series, sequence=series.sequence + 1)
            yield key


def _numbered(entry: FeedEntry, before: Revision | None, series: Revision | None) -> Revision:
    sequence = 0
    if before is None and series is not None:
        sequence = series.sequence + 1
    elif before is not None:
        same = before.digest == entry.digest and not before.removed
        sequence = before.sequence + (not same)
    return Revision(
        sequence,
        entry.digest,
        entry.start,
        entry.end,
        entry.last,
        entry.base,
        entry.summary,
        item=entry.item,
    )


def _concerns(revision: Revision, key: EventKey, first: dt.date, last: dt.date) -> bool:
    """Tell whether an event that is gone would have stood in the days covered now."""
    start = (key[1] or revision.start)[:10]
    if revision.last and revision.last < first.isoformat():
        return False
    return start <= last.isoformat()


def _still_shown(revision: Revision, first: dt.date, keep_days: int) -> bool:
    gone = dt.date.fromisoformat(revision.removed)
    return abs((first - gone).days) <= keep_days


def _forgotten(revision: Revision, first: dt.date) -> bool:
    latest = max(revision.last or ("9999" if not revision.removed else ""), revision.removed)
    return latest < (first - dt.timedelta(days=_FORGOTTEN_DAYS)).isoformat()
