"""What was handed on: the hashes of sounds that left the house in packs, exports and uploads.

A programme that is mastered again has other bytes, and a log tells of the bytes that it was given.
So each time that a programme goes out as it did not before, a line notes the hashes of its sounds
and what they were made of: by it a play of last month's file is known as what was handed on then,
and a play of a text that had been replaced as another edition.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from radioprog.kernel.canonical import digest
from radioprog.kernel.findings import Finding
from radioprog.record.manifest import Manifest
from radioprog.record.store.kinds import DELIVERED
from radioprog.record.store.line import Line, moment_of
from radioprog.record.store.records import Records

_NONE: frozenset[str] = frozenset()


def content_sha256(manifest: Manifest) -> str:
    """Return the hash of what a programme was made of: its texts and recordings, and who speaks.

    Mastering it again, with another encoder, at another level or rate, leaves it as it is.
    """
    texts = sorted(each.sha256 for each in manifest.inputs if each.sha256)
    voices = sorted({str(row.get("voice")) for row in manifest.speech})
    return digest([texts, voices])


def delivered_line(programme: str, manifest: Manifest) -> dict[str, Any]:
    """Return what is noted of a programme that is handed on, without when and by which verb."""
    line: dict[str, Any] = {
        "programme": programme,
        "content": content_sha256(manifest),
        "files": _hashes(manifest.deliveries),
    }
    if manifest.editions:
        line["editions"] = {
            str(row["station"]): _hashes(row["deliveries"]) for row in manifest.editions
        }
    return line


def _hashes(deliveries: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({str(row["sha256"]) for row in deliveries})


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A programme as it was handed on at a moment (in seconds since 1970)."""

    at: float
    content: str
    files: frozenset[str]
    editions: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def sounds(self, station: str) -> frozenset[str]:
        """Return the hashes of what a station was given: its own edition, if it has one."""
        return self.editions.get(station, self.files)


class Deliveries:
    """All that was handed on, by programme.

    >>> made = Deliveries([{"at": "2026-03-01T00:00:00Z", "by": "pack", "programme": "a",
    ...                     "content": "c", "files": ["f"]}])
    >>> made.sounds("a", "xa-a", 1_800_000_000), made.sounds("b", "xa-a", 0)
    (frozenset({'f'}), frozenset())
    """

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        """Take the lines of the record, by time; those that are none are passed over."""
        self._of: dict[str, list[HandedOn]] = {}
        self._last: dict[str, Any] = {}
        self._known: dict[tuple[str, str, str], frozenset[str]] = {}
        for line in lines:
            made = _delivery_of(line)
            if made is not None:
                name = str(line["programme"])
                self._of.setdefault(name, []).append(made)
                self._last[name] = made

    @classmethod
    def load(cls, records: Records, told: list[Finding]) -> Deliveries:
        """Read what was handed on."""
        return cls(records.read(DELIVERED, told))

    def sounds(self, programme: str, station: str, at: float) -> frozenset[str]:
        """Return the hashes by which a play at a moment is known as what was handed on.

        They are those of every delivery that was made of the same as the last one before the moment
        (before all of them: as the first one).
        """
        made = self._of.get(programme)
        if not made:
            return _NONE
        index = bisect_right(made, at, key=lambda each: each.at)
        content = made[max(0, index - 1)].content
        key = (programme, station, content)
        if key not in self._known:
            same = (each.sounds(station) for each in made if each.content == content)
            self._known[key] = _NONE.union(*same)
        return self._known[key]

    def is_new(self, line: Mapping[str, Any]) -> bool:
        """Tell whether a programme goes out otherwise than the last time."""
        made = _delivery_of({**line, "at": "1970-01-01T00:00:00Z"})
        last = self._last.get(str(line["programme"]))
        return made is not None and (
            last is None
            or (made.content, made.files, made.editions)
            != (last.content, last.files, last.editions)
        )


def note_delivered(
    records: Records, handed_on: Mapping[str, Manifest], *, by: str, at: dt.datetime
) -> int:
    """Note programmes that a verb handed on; return how many went out otherwise than before.

    Raises:
        DiskError: the disk refused; MachineError: the database did.
    """
    if not handed_on:
        return 0
    known = Deliveries.load(records, [])
    lines = [delivered_line(name, manifest) for name, manifest in sorted(handed_on.items())]
    new = [{**line, "at": at, "by": by} for line in lines if known.is_new(line)]
    records.append(DELIVERED, new)
    return len(new)


def _delivery_of(line: Mapping[str, Any]) -> HandedOn | None:
    """Read a line; nothing where somebody wrote it otherwise than we do."""
    files, editions = line.get("files"), line.get("editions", {})
    if not isinstance(line.get("programme"), str) or not isinstance(editions, dict):
        return None
    if not isinstance(files, list) or not all(isinstance(each, list) for each in editions.values()):
        return None
    own = {str(unit): frozenset(map(str, sounds)) for unit, sounds in editions.items()}
    at = moment_of(line).timestamp()
    return HandedOn(at, str(line.get("content", "")), frozenset(map(str, files)), own)
