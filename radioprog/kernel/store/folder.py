"""The store of sound made once: spoken sentences and decoded clips, found by what they are made of.

It stands between whoever makes sound (`speech`, `audio`) and whoever reads it by frames (the
mix). A key is the hash of everything an entry depends on, so an entry never grows stale: it is
whole or it is not there. The entry's file and its proof are in `entry`; the pruner, which leaves a
running build's entries alone, is in `upkeep`. A running process holds a lease, a locked file, which
a kill lets go.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Lock

from radioprog.kernel.disk.locks import locked_file, open_lock, remove_lock, still_there, take
from radioprog.kernel.disk.opening import NotRegular, open_regular
from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import disk_errors, make_visible, part_beside
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.store.entry import (
    Damaged,
    Frames,
    Header,
    Make,
    Payload,
    Store,
    StoreEntry,
    key_of,
    prove,
    write_entry,
)
from radioprog.kernel.store.findings import CACHE_DAMAGED
from radioprog.kernel.system import touch

__all__ = ["FolderStore", "Frames", "Make", "Payload", "Store", "StoreEntry", "key_of"]


class FolderStore:
    """A store in a folder, safe for many builders and a pruner at once.

    ::

        cache/entries/ab/<key>   one entry each
        cache/aside/             entries that were found damaged
        cache/locks/<key>        held while an entry is made; gone afterwards
        cache/leases/            one file for each running process that uses the store
        cache/turnstile          lets a reader mark an entry as used, or the pruner remove it

    >>> import tempfile
    >>> import numpy as np
    >>> from radioprog.kernel.units import Hertz, Samples
    >>> store = FolderStore(Path(tempfile.mkdtemp()))
    >>> half = np.full(100, 0.5, dtype=np.float32)
    >>> key = key_of({"what": "a half"})
    >>> entry = store.get_or_make(key, lambda: Payload([half], 1, Hertz(48000), {"who": "me"}))
    >>> entry.length, entry.fields["who"], float(entry.read(Samples(7), Samples(1))[0, 0])
    (100, 'me', 0.5)
    """

    def __init__(self, folder: Path) -> None:
        """Use a folder; nothing is written before the first use."""
        self.folder: Path = folder
        self._lease: int | None = None
        self._ready = Lock()
        self._damage: dict[str, Finding] = {}

    def place_of(self, key: str) -> Path:
        """Name the file of an entry."""
        return self.folder / "entries" / key[:2] / key

    def get(self, key: str) -> StoreEntry | None:
        """Return the entry, proven whole on this very read, or ``None``."""
        self._open()
        try:
            return self._proven(key)
        except Damaged:
            with self.key_lock(key):
                return self.get_held(key)

    def get_or_make(self, key: str, make: Make) -> StoreEntry:
        """Return the entry; whoever comes first makes it, all others wait for it.

        Raises:
            DiskError: the disk refused. Whatever ``make`` raises passes through; nothing is kept.
        """
        found = self.get(key)
        if found is not None:
            return found
        with self.key_lock(key):
            return self.get_held(key) or self.put_held(key, make())

    def damage(self) -> tuple[Finding, ...]:
        """Return a warning for each entry that was found damaged since the store was opened."""
        return tuple(self._damage[name] for name in sorted(self._damage))

    def close(self) -> None:
        """Let go of the lease; the next use takes a new one."""
        with self._ready:
            if self._lease is not None:
                os.close(self._lease)
                self._lease = None

    @contextlib.contextmanager
    def key_lock(self, key: str, *, wait: bool = True) -> Iterator[None]:
        """Hold one key's lock; the file is gone afterwards, and a kill lets go of it.

        Raises:
            BlockingIOError: ``wait`` is false and somebody holds it.
        """
        self._open()
        path = self.folder / "locks" / key
        while True:
            with locked_file(path, wait=wait) as handle:
                if not still_there(path, handle):
                    continue  # its last owner removed it while we waited
                try:
                    yield
                finally:
                    remove_lock(path)
                return

    def turnstile(self) -> contextlib.AbstractContextManager[int]:
        """Hold the lock between readers, an instant each, and the pruner."""
        return locked_file(self.folder / "turnstile")

    def _open(self) -> None:
        with self._ready:
            if self._lease is None:
                with disk_errors(self.folder):
                    for name in ("entries", "aside", "locks", "leases"):
                        (self.folder / name).mkdir(parents=True, exist_ok=True)
                self._lease = take_lease(self.folder / "leases")

    def _proven(self, key: str) -> StoreEntry | None:
        path = self.place_of(key)
        try:
            with disk_errors(path), open_regular(path) as stream:
                with self.turnstile():
                    if os.fstat(stream.fileno()).st_nlink == 0:
                        return None
                    touch(stream.fileno(), path)
                return StoreEntry(key, path, prove(stream, key))
        except DiskError as problem:
            _demand_absent(problem)
            return None

    def get_held(self, key: str) -> StoreEntry | None:
        """Do as `get` while holding the key's lock: a damaged entry is put aside and reported."""
        try:
            return self._proven(key)
        except Damaged as problem:
            path, aside = self.place_of(key), self.folder / "aside" / key
            with disk_errors(path):
                remove_whatever(aside)  # a file takes no folder's place, and no folder a file's
                path.replace(aside)
            self.report(key, str(problem))
            return None

    def report(self, key: str, reason: str) -> None:
        """Remember that an entry was damaged."""
        place = Place(f"{self.folder.name}/aside/{key}")
        self._damage[key] = CACHE_DAMAGED(place, reason=reason)

    def put_held(self, key: str, payload: Payload) -> StoreEntry:
        """Keep an entry while holding the key's lock."""
        return self._visible(
            key,
            lambda part: write_entry(
                part, key, payload.blocks, payload.channels, payload.rate, payload.fields
            ),
        )

    def adopt_held(self, key: str, fill: Callable[[Path], object]) -> StoreEntry:
        """Keep an entry's file that ``fill`` brings, while holding the key's lock.

        Raises:
            Damaged: what came does not prove itself; nothing is kept.
        """

        def write(part: Path) -> Header:
            fill(part)
            with part.open("rb") as stream:
                return prove(stream, key)

        return self._visible(key, write)

    def _visible(self, key: str, write: Callable[[Path], Header]) -> StoreEntry:
        path = self.place_of(key)
        part = part_beside(path)
        try:
            with disk_errors(path):
                path.parent.mkdir(exist_ok=True)
                header = write(part)
            make_visible(part, path, folder_too=False)  # a lost entry is only made anew
        finally:
            with contextlib.suppress(OSError):  # a disk that refuses has told its fault already
                part.unlink(missing_ok=True)
        return StoreEntry(key, path, header)


def remove_whatever(path: Path) -> None:
    """Remove what lies at a path, be it a file, a folder with all in it, a link or nothing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _demand_absent(problem: DiskError) -> None:
    """Let a disk's error pass that only says that there is no entry.

    Raises:
        Damaged: what stands there is a folder, a pipe, a link in circles, or cannot be read.
        DiskError: the disk's own.
    """
    cause = problem.__cause__
    if isinstance(cause, FileNotFoundError):
        return
    if isinstance(cause, NotRegular) or getattr(cause, "errno", None) in _BAD_ENTRY:
        raise Damaged(str(cause)) from problem
    raise problem


_BAD_ENTRY = (errno.ELOOP, errno.EIO, errno.EISDIR, errno.ENOTDIR)


def take_lease(folder: Path) -> int:
    """Take a lease of this process: a locked file whose time is when it was taken."""
    numbers = count()
    while True:
        path = folder / f"{os.getpid()}-{next(numbers)}"
        try:
            handle = open_lock(path)
        except DiskError as problem:
            if isinstance(problem.__cause__, FileExistsError):
                continue
            raise
        try:
            take(handle, path, wait=False)
            with disk_errors(path):
                touch(handle, path)
            if still_there(path, handle):
                return handle
        except BlockingIOError:
            pass  # the pruner is just looking whether it is held
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the pruner took it for a dead one before it was locked
