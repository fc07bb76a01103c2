"""The stat index: which files are as they were when last hashed, without reading them again.

It lies in ``.radioprog/`` and may be deleted at any time: everything is then hashed once more.
"""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import canonical_json
from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import publish_bytes, sha256_of

SCHEMA = 1
_UNSETTLED_NS = 2_000_000_000
"""A file touched within this time of being hashed could change again within its clock's tick."""


class Index:
    """Remembers (size, mtime, inode) → SHA-256 by path; `save` keeps it for the next run."""

    def __init__(self, file: Path, *, trust: bool = True) -> None:
        """Open the index kept in ``file``; without ``trust`` every file is hashed anew."""
        self._file = file
        self._trust = trust
        self._known: dict[str, list[Any]] = _load(file)
        self._changed = False

    def sha256(self, path: Path) -> str | None:
        """Give a file's SHA-256, from memory if its stat is unchanged; ``None``: no such file."""
        try:
            stat = path.stat()
        except OSError:
            return None
        key, seen = str(path), [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        known = self._known.get(key)
        if self._trust and known is not None and known[:3] == seen:
            return str(known[3])
        return self._hash(path, key, seen)

    def _hash(self, path: Path, key: str, seen: list[int]) -> str | None:
        try:
            value = sha256_of(path)
        except OSError:
            return None
        settled = time.time_ns() - seen[1] > _UNSETTLED_NS
        if settled:
            self._known[key] = [*seen, value]
        else:
            self._known.pop(key, None)
        self._changed = True
        return value

    def save(self) -> None:
        """Keep what is known; failing to is no loss, only slower next time."""
        if self._changed:
            document = {"schema": SCHEMA, "files": self._known}
            with contextlib.suppress(DiskError):  # full or read-only: all is hashed again
                publish_bytes(self._file, canonical_json(document))
            self._changed = False


def _load(file: Path) -> dict[str, list[Any]]:
    try:
        found = json.loads(file.read_bytes())
        if found["schema"] == SCHEMA and isinstance(found["files"], dict):
            return {k: v for k, v in found["files"].items() if isinstance(v, list) and len(v) == 4}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {}
