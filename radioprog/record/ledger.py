"""The revision ledger: what each calendar said last, so that a revision number rises only when
something changed.

Lines of the record, one a calendar and publishing that changed anything: the events that changed,
each with its number. Of two lines for an event the higher number counts, so what two people
published merges. What events said is kept beside them, once for all calendars that say the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import digest
from radioprog.kernel.disk.opening import disk_errors
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import make_folder
from radioprog.kernel.findings import Finding, Place
from radioprog.record.findings import (
    LEDGER_TAKEN_OVER,
    LEDGER_UNREADABLE,
    LINE_ALTERED,
    LINE_UNREADABLE,
)
from radioprog.record.lines import lines_of
from radioprog.record.store.kinds import LEDGER, LEDGER_ITEMS
from radioprog.record.store.line import Line
from radioprog.record.store.records import Records

TOMBSTONE_DAYS = 30
"""For so many days a removed event stays in its calendar as cancelled."""
_FORGOTTEN_DAYS = 400
_FIELDS = 8
_NAME = 16
FORMER = "calendar.jsonl"
FORMER_ITEMS = "calendar-items.jsonl"
"""What versions before the store kept the ledger in; taken over once, then set aside."""
FORMER_FOLDER = "former"

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
    """All revisions, by calendar, over lines of the record; a calendar's are read when asked for.

    ``former`` is what a version before the store left, which counts as well until it is taken over.
    """

    def __init__(
        self, lines: Iterable[Line] = (), items: Iterable[Line] = (), former: Former | None = None
    ) -> None:
        """Take what was published, in order of time, and what events said."""
        self._lines: dict[str, list[Line]] = {}
        for line in lines:
            self._lines.setdefault(str(line.get("station")), []).append(line)
        self._former = former or Former()
        self._items = {digest(line["item"])[:_NAME]: line["item"] for line in items}
        self._items |= self._former.items
        self._stored = frozenset(self._items) - self._former.items.keys()
        self._known: dict[str, dict[EventKey, Revision]] = {}
        self._new: dict[str, dict[EventKey, Revision]] = {}

    @classmethod
    def load(
        cls,
        records: Records,
        told: list[Finding],
        *,
        folder: Path | None = None,
        shown: Callable[[Path], str] = Path.as_posix,
    ) -> Ledger:
        """Read the ledger of a record; a missing one is empty.

        ``folder`` is where a version before the store may have left its own, ``shown`` names it.

        Raises:
            ContentError: ``ledger-unreadable``, so that no revision number ever starts anew.
        """
        former = Former.load(folder, shown) if folder else Former()
        met: list[Finding] = []
        lines = records.read(LEDGER, met)
        for each in met:
            if each.code in (LINE_UNREADABLE.code, LINE_ALTERED.code):
                raise _unreadable(each.place or Place(records.where))
        told.extend(met)
        items = records.read(LEDGER_ITEMS, told)
        return cls(lines, (each for each in items if "item" in each), former)

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
        return tuple(sorted({*self._lines, *self._former.rows, *self._known}))

    def revisions(self, station: str) -> dict[EventKey, Revision]:
        """Return what a calendar last said, by event."""
        return dict(self._said(station))

    def state(self, station: str) -> str:
        """Return what a calendar's lines are, as a hash; empty where they are not all stored."""
        lines = self._lines.get(station)
        if not lines or station in self._former.rows or station in self._new:
            return ""
        ids = "\n".join(sorted(str(line["id"]) for line in lines))
        return hashlib.sha256(ids.encode()).hexdigest()

    def _said(self, station: str) -> dict[EventKey, Revision]:
        if station not in self._known:
            found = self._former.revisions(station)
            for line in self._lines.get(station, ()):
                for key, revision in _revisions_of(line):
                    known = found.get(key)
                    if known is None or known.sequence <= revision.sequence:
                        found[key] = revision
            self._known[station] = found
        return self._known[station]

    def put(self, station: str, revisions: Mapping[EventKey, Revision]) -> None:
        """Keep what a calendar says now; what it said of other events stays."""
        known = self._said(station)
        new = {key: each for key, each in revisions.items() if known.get(key) != each}
        if new:
            known.update(new)
            self._new.setdefault(station, {}).update(new)

    def save(self, records: Records, at: dt.datetime, told: list[Finding]) -> bool:
        """Add what is new to the record, and take over what was kept before the store.

        When this returns it is on the disk. Tells whether there was anything.
        """
        new = dict(self._new)
        for station in self._former.rows:
            new[station] = self._said(station)
        named = {each.item for rows in new.values() for each in rows.values()} - self._stored
        items = [
            {"at": at, "by": "", "item": self._items[name]}
            for name in sorted(named & self._items.keys())
        ]
        lines = [
            {
                "at": at,
                "by": "",
                "station": station,
                "revisions": [_row(key, new[station][key]) for key in sorted(new[station])],
            }
            for station in sorted(new)
        ]
        records.append(LEDGER_ITEMS, items)
        for line, name in zip(lines, records.append(LEDGER, lines), strict=True):
            self._lines.setdefault(str(line["station"]), []).append({**line, "id": name})
        self._stored |= named
        self._new = {}
        told.extend(self._former.set_aside())
        self._former = Former()
        return bool(lines)


@dataclass(frozen=True, slots=True)
class Former:
    """A ledger as it was kept before the store: rows by calendar, each with its line's number."""

    rows: Mapping[str, Sequence[tuple[int, bytes]]] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    path: Path | None = None
    shown: Callable[[Path], str] = Path.as_posix

    @classmethod
    def load(cls, folder: Path, shown: Callable[[Path], str] = Path.as_posix) -> Former:
        """Read it from a record's folder; nothing is there where the store has taken it over.

        Raises:
            ContentError: ``ledger-unreadable``.
        """
        path = folder / FORMER
        rows: dict[str, list[tuple[int, bytes]]] = {}
        for number, line in enumerate(lines_of(path) or (), 1):
            if not line.strip():
                continue
            end = line.find(b'",', 2)
            if not line.startswith(b'["') or end < 0:
                raise _unreadable(Place(shown(path), number, 1))
            rows.setdefault(line[2:end].decode("utf-8", "replace"), []).append((number, line))
        return cls(rows, _former_items(path.with_name(FORMER_ITEMS)), path, shown)

    def revisions(self, station: str) -> dict[EventKey, Revision]:
        """Return what a calendar last said, by event; of two lines the higher number counts."""
        found: dict[EventKey, Revision] = {}
        for number, line in self.rows.get(station, ()):
            place = Place(self.shown(self.path or Path(FORMER)), number, 1)
            key, revision = _former_row(line, place)
            known = found.get(key)
            if known is None or known.sequence < revision.sequence:
                found[key] = revision
        return found

    def set_aside(self) -> Iterator[Finding]:
        """Move its files out of the way, under names that say what they held."""
        if self.path is None:
            return
        for path in (self.path, self.path.with_name(FORMER_ITEMS)):
            data = b"".join(lines_of(path) or ())
            if not path.is_file():
                continue
            mark = hashlib.sha256(data).hexdigest()[:12]
            kept = path.parent / FORMER_FOLDER / f"{path.stem}.{mark}{path.suffix}"
            make_folder(kept.parent)
            with disk_errors(kept):
                path.replace(kept)
            if path == self.path:
                yield LEDGER_TAKEN_OVER(Place(self.shown(path)), kept=self.shown(kept))


def _former_items(path: Path) -> dict[str, Mapping[str, Any]]:
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


def _former_row(line: bytes, place: Place) -> tuple[EventKey, Revision]:
    try:
        _, *row = json.loads(line)
        return _revision(row)
    except (ValueError, TypeError, RecursionError) as problem:
        raise _unreadable(place) from problem


def _revisions_of(line: Line) -> Iterator[tuple[EventKey, Revision]]:
    try:
        yield from map(_revision, line["revisions"])
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise _unreadable(Place(f"{LEDGER}.jsonl")) from problem


def _row(key: EventKey, revision: Revision) -> list[str | int]:
    """Return an event's revision as a line holds it."""
    return [
        *key,
        revision.sequence,
        revision.digest,
        revision.start,
        revision.end,
        revision.last,
        revision.base,
        revision.summary,
        revision.removed,
        revision.item,
    ]


def _revision(row: Sequence[Any]) -> tuple[EventKey, Revision]:
    """Read an event's revision.

    Raises:
        ValueError, TypeError: it is none.
    """
    stem, recurrence, sequence, *rest = row
    texts = (stem, recurrence, *rest)
    if not isinstance(sequence, int) or not all(isinstance(each, str) for each in texts):
        raise ValueError("not a revision")
    "".join(texts).encode()  # half a letter, which no file could hold
    said, start, end, last, base, summary, removed, item = (*rest, "")[:_FIELDS]
    for day in (start, last or start, base, removed or base):
        dt.date.fromisoformat(day[:10])
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
