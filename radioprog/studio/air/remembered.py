"""What the last publishing of calendars left behind, so that the next one makes only what changed.

Kept in the cache, one file for each folder of calendars, and believed only where everything that
decides a calendar is as it was and the file that was made still stands as it was left. A memory
that is missing, damaged or of other code costs time, and never a byte.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import radioprog
from radioprog.kernel.canonical import canonical_json, digest
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.store.kinds import FIRST_DAYS, LEDGER, LEDGER_ITEMS
from radioprog.studio.air.schedule_folder import ALERTS
from radioprog.studio.catalogue import all_sources
from radioprog.studio.workspace import Workspace

_LARGEST = 256 << 20
_OWN_KINDS = tuple(f"{kind}.jsonl" for kind in (LEDGER, LEDGER_ITEMS, FIRST_DAYS))
"""What a publishing itself adds to the record, while it keeps others out."""
_SETTINGS = (".yaml", ".yml", ".csv")

Stamp = tuple[int, ...]
"""A file as it was left: its number on the disk, its size, when it and its entry changed."""


@dataclass(frozen=True, slots=True)
class KeptCalendar:
    """A calendar that stands: from what it was made, the items it held, how many events."""

    asked: str
    ledger: str
    held: tuple[str, ...]
    events: int
    stamp: Stamp

    @property
    def size(self) -> int:
        """The bytes of its file."""
        return self.stamp[1]


class Remembered:
    """The memory of one folder of calendars."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Read it, if there is one that may be believed."""
        name = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogatepass")).hexdigest()
        self._path = workspace.cache / "calendars" / f"{name[:16]}.json"
        self._folder = folder
        self._facts = ""
        self._known: dict[str, KeptCalendar] = {}
        self._now: dict[str, KeptCalendar] = {}
        self._run: Mapping[str, Any] = {}
        try:
            whole = json.loads(read_regular(self._path, limit=_LARGEST))
            if whole["code"] != code() or digest(whole["said"]) != whole["sha256"]:
                return
            said = whole["said"]
            self._facts, self._run, held = (
                said["facts"],
                said["run"],
                list(map(tuple, said["held"])),
            )
            for station, (asked, ledger, number, events, stamp) in said["stations"].items():
                standing = KeptCalendar(asked, ledger, held[number], events, tuple(stamp))
                self._known[station] = standing
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            self._known, self._run = {}, {}

    def begin(self, facts: str) -> None:
        """Forget what was made by other facts: of zone, window, language, options."""
        if facts != self._facts:
            self._known = {}
        self._facts = facts

    def standing(self, station: str, asked: str, ledger: str) -> KeptCalendar | None:
        """Return a station's calendar if it stands as it would be made now."""
        known = self._known.get(station)
        if known is None or not ledger or (known.asked, known.ledger) != (asked, ledger):
            return None
        return known if self._stands(station, known.stamp) else None

    def _stands(self, station: str, stamp: Stamp) -> bool:
        """Tell whether a station's file is as it was left; asked for every station of a nation."""
        return stamp_of(f"{self._folder}/{station}.ics") == stamp

    def path_of(self, station: str) -> Path:
        """Return where a station's calendar stands."""
        return self._folder / f"{station}.ics"

    def keep(self, station: str, standing: KeptCalendar | None) -> None:
        """Remember a station's calendar as it was left; one that is not there is not remembered."""
        if standing is not None:
            self._now[station] = standing

    def made(
        self, station: str, asked: str, ledger: str, held: Iterable[str], events: int
    ) -> KeptCalendar | None:
        """Return what is to be remembered of a calendar that was just made."""
        stamp = stamp_of(self.path_of(station))
        return KeptCalendar(asked, ledger, tuple(held), events, stamp) if stamp else None

    def unchanged(self, key: str) -> tuple[list[tuple[str, int]], tuple[Finding, ...]] | None:
        """Return what the last run made and told, if a run of the same key would make the same.

        Gives each calendar's name and number of events, in order, and the findings.
        """
        run = self._run
        try:
            if not key or run.get("key") != key:
                return None
            rows = [(str(name), int(events), tuple(stamp)) for name, events, stamp in run["files"]]
            findings = tuple(map(Finding.from_record, run["findings"]))
        except (ValueError, KeyError, TypeError):
            return None
        if not all(self._stands(name, stamp) for name, _, stamp in rows):
            return None
        return [(name, events) for name, events, _ in rows], findings

    def remember_run(
        self, key: str, files: Iterable[tuple[str, int]], findings: Sequence[Finding]
    ) -> None:
        """Remember a whole run; without a key it is not remembered."""
        folder = self._folder
        rows = [[name, events, stamp_of(f"{folder}/{name}.ics")] for name, events in files]
        told = [each.to_record() for each in findings]
        self._run = {"key": key, "files": rows, "findings": told} if key else {}

    def save(self) -> None:
        """Write the memory; a disk that refuses costs time at the next run, and nothing else."""
        held: dict[tuple[str, ...], int] = {}
        stations = {
            station: (
                each.asked,
                each.ledger,
                held.setdefault(each.held, len(held)),
                each.events,
                each.stamp,
            )
            for station, each in sorted({**self._known, **self._now}.items())
        }
        said = {
            "facts": self._facts,
            "held": list(held),
            "stations": stations,
            "run": self._run,
        }
        with contextlib.suppress(DiskError, ValueError, TypeError):
            plain = json.loads(canonical_json(said))
            whole = {"code": code(), "said": plain, "sha256": digest(plain)}
            publish_bytes(self._path, canonical_json(whole))


def stamp_of(path: Path | str) -> Stamp:
    """Return how a file stands; empty where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@cache
def code() -> str:
    """Return the hash of what makes calendars: other code may make others."""
    root = Path(radioprog.__file__).parent
    files = sorted(path for path in root.rglob("*.py") if "__pycache__" not in path.parts)
    facts = [(str(path.relative_to(root)), *stamp_of(path)[1:3]) for path in files]
    return digest([*map(list, facts), *map(_version, ("holidays", "tzdata", "lunar-vn"))])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def sources_key(workspace: Workspace, asked: Sequence[object]) -> str:
    """Return the hash of everything that a publishing reads and does not itself change.

    Empty where that cannot be told: something to be read is no file, or the record is elsewhere,
    or what may go out hangs on approvals, which rest on more files than these.
    """
    alerts = (workspace.schedules / ALERTS).exists()  # they rest on verdicts, and so do those
    if workspace.records or workspace.approval.needed != "off" or alerts:
        return ""
    rows: list[object] = [code(), repr(workspace), *map(repr, asked)]
    try:
        rows.extend([str(path), _sha256(path)] for path in _sources(workspace))
    except OSError:
        return ""
    return digest(rows)


def record_key(workspace: Workspace) -> str:
    """Return the hash of what a publishing adds to the record."""
    return digest([_content(workspace.record / name) for name in _OWN_KINDS])


def _content(path: Path) -> str:
    try:
        return _sha256(path)
    except OSError:
        return ""


def _sha256(path: Path) -> str:
    return hashlib.sha256(read_regular(path, limit=_LARGEST)).hexdigest()


def _sources(workspace: Workspace) -> Iterator[Path]:
    """Yield what decides a schedule: settings, plans, scripts, what is built, the record."""
    for path in sorted(workspace.root.iterdir()):
        if path.suffix.lower() in _SETTINGS:
            yield path
    for folder in (workspace.schedules, workspace.scripts):
        yield from (path for path in sorted(folder.rglob("*")) if not path.is_dir())
    for source in all_sources(workspace):
        if (source.folder / MANIFEST).exists():
            yield source.folder / MANIFEST
    for path in sorted(workspace.record.rglob("*")):
        if path.is_dir() or path.name in _OWN_KINDS or path.name.startswith("."):
            continue
        yield path
