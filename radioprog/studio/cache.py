"""Care of the workspace's cache of sound, as the command asks for it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.findings import Finding
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.store.upkeep import prune_store, store_size, verify_store
from radioprog.kernel.units import Seconds
from radioprog.studio.workspace import Workspace

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
