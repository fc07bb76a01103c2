"""A store that several machines share: a folder here, a folder or bucket somewhere behind it.

What was made anywhere is made once: an entry is looked for here, then there (`storage`), and is
proven whole after it came over, so nothing that lies there needs to be trusted. If the shared
place is out of reach, the work goes on here, and that is said.
"""

from __future__ import annotations

from functools import partial

from radioprog.kernel.findings import Finding
from radioprog.kernel.store.bucket import Absent, Trouble, open_storage
from radioprog.kernel.store.entry import Damaged
from radioprog.kernel.store.findings import STORAGE_DAMAGED, STORAGE_UNREACHABLE
from radioprog.kernel.store.folder import FolderStore, Make, StoreEntry


class SharedStore:
    """A store here with a shared one behind it; it keeps the `Store` protocol.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import numpy as np
    >>> from radioprog.kernel.store.folder import Payload, key_of
    >>> url = f"file://{tempfile.mkdtemp()}"
    >>> one = SharedStore(FolderStore(Path(tempfile.mkdtemp())), url)
    >>> other = SharedStore(FolderStore(Path(tempfile.mkdtemp())), url)
    >>> made = one.get_or_make(key_of({}), lambda: Payload([np.ones(5, np.float32)], 1, 48000))
    >>> other.get(key_of({})).length
    5
    """

    def __init__(self, here: FolderStore, url: str) -> None:
        """Share through a URL.

        Raises:
            UsageError: ``storage-url``, the URL is not of the kinds that are allowed.
            MachineError: ``storage-missing``, what speaks to such a place is not installed.
        """
        self._here = here
        self._there = open_storage(url)
        self._missed: set[str] = set()
        self._troubles: dict[str, Finding] = {}

    def get(self, key: str) -> StoreEntry | None:
        """Return the entry, from here or from the shared place, proven whole; or ``None``."""
        found = self._here.get(key)
        if found is not None:
            return found
        with self._here.key_lock(key):
            return self._here.get_held(key) or self._fetched(key)

    def get_or_make(self, key: str, make: Make) -> StoreEntry:
        """Return the entry; if nobody has made it yet, make it and share it."""
        found = self._here.get(key)
        if found is not None:
            return found
        with self._here.key_lock(key):
            found = self._here.get_held(key) or self._fetched(key)
            if found is None:
                found = self._here.put_held(key, make())
                self._share(found)
            return found

    def damage(self) -> tuple[Finding, ...]:
        """Return a warning for each damaged entry, and one if the shared place is out of reach."""
        return (*self._here.damage(), *self._troubles.values())

    def _fetched(self, key: str) -> StoreEntry | None:
        """Fetch an entry; what was not there, or not whole, is not asked for a second time."""
        if key in self._missed:
            return None
        try:
            return self._here.adopt_held(key, partial(self._there.fetch, _name_of(key)))
        except Absent:
            pass
        except Damaged as problem:
            self._troubles["damaged"] = STORAGE_DAMAGED(reason=str(problem))
        except Trouble as problem:
            self._unreachable(problem)
            return None
        self._missed.add(key)
        return None

    def _share(self, entry: StoreEntry) -> None:
        try:
            self._there.bring(entry.path, _name_of(entry.key))
        except Trouble as problem:
            self._unreachable(problem)

    def _unreachable(self, problem: Trouble) -> None:
        self._troubles["unreachable"] = STORAGE_UNREACHABLE(why=problem.why, remedy=problem.remedy)


def _name_of(key: str) -> str:
    return f"entries/{key[:2]}/{key}"
