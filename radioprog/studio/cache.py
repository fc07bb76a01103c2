"""Care of the workspace's cache of sound, as the command asks for it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radioprog.kernel.errors import DiskError
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.store.upkeep import prune_store, store_size, verify_store
from radioprog.kernel.units import Seconds
from radioprog.studio.findings import CACHE_PRUNED, CACHE_TOO_SMALL
from radioprog.studio.workspace import FILE, Workspace

SOUND = "sound"
"""The folder of spoken sentences and decoded clips, below the workspace's cache."""


@dataclass(frozen=True, slots=True)
class Cared:
    """What the cache holds now, and what was verified or removed (``None``: not asked for)."""

    entries: int
    bytes: int
    verified: int | None = None
    removed: int | None = None
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the figures for a program."""
        return {
            "entries": self.entries,
            "bytes": self.bytes,
            "verified": self.verified,
            "removed": self.removed,
        }


def care(
    workspace: Workspace,
    *,
    verify: bool = False,
    unused_for: Seconds | None = None,
    keep_bytes: int | None = None,
) -> Cared:
    """Verify and prune as asked, and count what is left; a cache that is not there is empty."""
    store = FolderStore(workspace.cache / SOUND)
    if not store.folder.is_dir():
        return Cared(0, 0, 0 if verify else None, None)
    verified: int | None = None
    findings: tuple[Finding, ...] = ()
    if verify:
        health = verify_store(store)
        verified, findings = health.whole, health.damaged
    removed = None
    if unused_for is not None or keep_bytes is not None:
        removed = prune_store(
            store, now=time.time(), unused_for=unused_for, keep_bytes=keep_bytes
        ).removed
    size = store_size(store)
    return Cared(size.entries, size.bytes, verified, removed, findings)


def keep_within(workspace: Workspace, folder: Path, *, since: float) -> tuple[Finding, ...]:
    """Prune the cache in ``folder`` to the workspace's limit, the longest unused first.

    What another running build has used stays. That something went is told, and whether any of it
    was used after ``since`` (seconds since 1970): then the limit is too small for one programme. A
    disk that refuses is not told: nothing is lost but room, and the next build tries again.
    """
    limit = workspace.cache_limit
    store = FolderStore(folder)
    try:
        if limit is None or store_size(store).bytes <= limit:
            return ()
        pruned = prune_store(store, now=time.time(), keep_bytes=limit)
    except (DiskError, OSError):
        return ()
    finally:
        store.close()
    if not pruned.removed:
        return ()
    most, gone = _megabytes(limit), _megabytes(pruned.removed_bytes)
    told = CACHE_PRUNED(Place(FILE), count=pruned.removed, size=gone, limit=most)
    if pruned.last_used < since:
        return (told,)
    return (told, CACHE_TOO_SMALL(Place(FILE), limit=most))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f}"
