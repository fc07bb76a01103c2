"""Care of the store: how large it is, whether all of it is whole, and what may go.

The pruner works beside running builds: whatever a running process has used since it opened the
store stays, whatever the limits say.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.disk.locks import let_go, take
from radioprog.kernel.disk.opening import NotRegular, open_regular
from radioprog.kernel.files import PART, disk_errors
from radioprog.kernel.findings import Finding
from radioprog.kernel.store.entry import Damaged, prove
from radioprog.kernel.store.folder import FolderStore, remove_whatever
from radioprog.kernel.system import OPEN_OR_CREATE
from radioprog.kernel.units import Seconds


@dataclass(frozen=True, slots=True)
class StoreSize:
    """How much is kept: entries, their bytes, and the damaged ones that were put aside."""

    entries: int
    bytes: int
    aside: int


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """What a check of every entry found; the damaged ones were put aside."""

    whole: int
    damaged: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a pruning removed and what it left; when the last of the removed was used."""

    removed: int
    removed_bytes: int
    kept: int
    kept_bytes: int
    last_used: float = 0.0


@dataclass(frozen=True, slots=True, order=True)
class _Use:
    last: float
    key: str
    size: int


def store_size(store: FolderStore) -> StoreSize:
    """Count what a store keeps."""
    uses = list(_uses(store))
    aside = store.folder / "aside"
    return StoreSize(
        len(uses),
        sum(use.size for use in uses),
        len(list(aside.iterdir())) if aside.is_dir() else 0,
    )


def verify_store(store: FolderStore) -> StoreHealth:
    """Prove every entry; put aside and report those that are damaged."""
    before = store.damage()
    whole = sum(_is_whole(store, use.key) for use in sorted(_uses(store), key=lambda u: u.key))
    return StoreHealth(whole, tuple(found for found in store.damage() if found not in before))


def _is_whole(store: FolderStore, key: str) -> bool:
    try:
        with open_regular(store.place_of(key)) as stream:  # without marking it as used
            prove(stream, key)
        return True
    except FileNotFoundError:
        return False
    except (Damaged, NotRegular):
        return store.get(key) is not None


def prune_store(
    store: FolderStore,
    *,
    now: float,
    unused_for: Seconds | None = None,
    keep_bytes: int | None = None,
) -> Pruned:
    """Remove what was not used for a time, then the longest unused until the rest is small enough.

    What a running build has used stays. ``now`` is the time in seconds since 1970.
    """
    _sweep(store)
    uses = sorted(_uses(store))
    total = sum(use.size for use in uses)
    removed, removed_bytes, last = 0, 0, 0.0
    for use in uses:
        old = unused_for is not None and now - use.last > unused_for
        over = keep_bytes is not None and total - removed_bytes > keep_bytes
        if (old or over) and _remove(store, use):
            removed += 1
            removed_bytes += use.size
            last = use.last
    return Pruned(removed, removed_bytes, len(uses) - removed, total - removed_bytes, last)


def _uses(store: FolderStore) -> Iterator[_Use]:
    for shelf in _listed(store.folder / "entries"):
        for file in _listed(shelf.path) if len(shelf.name) == 2 else ():
            if file.name.endswith(PART):
                continue
            with contextlib.suppress(FileNotFoundError):
                status = file.stat()
                yield _Use(status.st_mtime, file.name, status.st_size)


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        return list(found)
    return []


def _remove(store: FolderStore, use: _Use) -> bool:
    """Remove an entry unless a running build has used it; nobody can use it in between."""
    path = store.place_of(use.key)
    with store.turnstile(), disk_errors(path):
        try:
            last = path.stat().st_mtime
        except FileNotFoundError:
            return False
        if last != use.last or last >= _oldest_running(store):
            return False
        path.unlink()
        return True


def _oldest_running(store: FolderStore) -> float:
    """Return when the longest running user opened the store; leases of the dead are removed."""
    oldest = float("inf")
    for path in (store.folder / "leases").glob("*"):
        with contextlib.suppress(FileNotFoundError):
            if _is_held(path):
                oldest = min(oldest, path.stat().st_mtime)
            else:
                path.unlink()
    return oldest


def _is_held(path: Path) -> bool:
    handle = os.open(path, OPEN_OR_CREATE & ~os.O_CREAT)
    try:
        take(handle, path, wait=False)
        let_go(handle, path)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(handle)


def _sweep(store: FolderStore) -> None:
    """Remove what a killed builder left: half-written entries, locks, and what lies aside."""
    folder = store.folder
    for path in (folder / "aside").glob("*"):
        remove_whatever(path)
    for path in (folder / "entries").glob(f"??/.*{PART}"):
        with (
            contextlib.suppress(BlockingIOError),
            store.key_lock(path.name.split(".")[1], wait=False),
        ):
            path.unlink(missing_ok=True)
    for path in (folder / "locks").glob("*"):
        with contextlib.suppress(BlockingIOError), store.key_lock(path.name, wait=False):
            pass  # nobody held it: letting go of it removes it
