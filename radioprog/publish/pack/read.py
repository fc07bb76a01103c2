"""A pack's manifest as it comes from a medium: a stranger's file, of which little is believed."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any

from radioprog.publish.pack.plan import KIND, MANIFEST, SCHEMA

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HASH = re.compile(r"[0-9a-f]{64}")
_STATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file that a manifest names: its name in the pack, size in bytes, SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackManifest:
    """Whose pack it is, for which days, and its files in the order of copying."""

    station: str
    name: str
    first: dt.date
    days: int
    draft: bool
    files: tuple[PackedFile, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(each.name for each in self.files)


def read_pack(data: bytes) -> PackManifest | None:
    """Read a manifest; nothing where it is none of ours, or names what is not in its own folder.

    >>> read_pack(b"{}") is None
    True
    """
    try:
        found = json.loads(data)
        if (found["kind"], found["schema"]) != (KIND, SCHEMA):
            return None
        station = found["station"]
        if not (isinstance(found["name"], str) and _STATION.fullmatch(station)):
            return None
        return PackManifest(
            station=station,
            name=found["name"],
            first=dt.date.fromisoformat(found["from"]),
            days=int(found["days"]),
            draft=found["draft"] is True,
            files=tuple(_file(row) for row in found["files"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _file(row: Any) -> PackedFile:
    name, size, sha256 = row["name"], row["size"], row["sha256"]
    sound = isinstance(size, int) and size >= 0 and _NAME.fullmatch(name)
    if not sound or name == MANIFEST or not _HASH.fullmatch(sha256):
        raise ValueError("no file of a pack")
    return PackedFile(name, size, sha256)
