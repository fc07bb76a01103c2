"""A set of files on a medium that is carried about (a USB stick), in the order of its entries.

Old players follow the order in which a folder's entries stand on the disk, not their names. So
each folder is filled in order in a hidden place of the medium, and moved to its own place whole.
What was there before is taken away only when the new set stands ready, and a journal beside it
names every file of both sets: whenever the stick is pulled, the next writer knows what is ours.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.files import make_folder, make_visible, publish_bytes, sha256_of
from radioprog.kernel.system import sync_file, sync_folder

STAGE = ".radioprog-pack"
"""The hidden folder in which a set is made ready; a finished medium has none."""
_OLD, _NEW = "old.json", "new.json"
_LARGEST_MANIFEST = 64 << 20


class Medium:
    """A folder that holds one set of files, known by its manifest, beside files of other people.

    The order of a change: `add` each file, then `commit`. Until `commit` begins, the set that
    stands there stays whole, unless `retire` took it away for want of room.
    """

    def __init__(self, root: Path, manifest: str) -> None:
        """Take the folder and the manifest's name in it; nothing is touched."""
        self.root = root
        self._manifest = root / manifest
        self._stage = root / STAGE

    def manifest(self) -> bytes | None:
        """Return the manifest of the set that stands whole; nothing where there is none.

        Raises:
            DiskError: it cannot be read.
        """
        return _read(self._manifest)

    def left(self) -> tuple[bytes, ...]:
        """Return the manifests of sets that a stopped writer left in part, the older one first."""
        if self.manifest() is not None:
            return ()  # it had not begun to change the medium, or was done
        found = (_read(self._stage / name) for name in (_OLD, _NEW))
        return tuple(each for each in found if each is not None)

    def clear(self) -> None:
        """Take away what stands ready and the journal: nothing of ours is left in part."""
        with disk_errors(self._stage):
            if self._stage.is_dir():
                shutil.rmtree(self._stage)

    def sweep(self, names: Iterable[str], kept: Mapping[str, str]) -> None:
        """Take away files of an older set, and their folders once these are empty.

        ``kept`` names those that are put aside under another name instead.
        """
        folders = set()
        for name in names:
            path = self.root / name
            with disk_errors(path):
                if name in kept and path.is_file():
                    make_visible(path, self.root / kept[name])
                path.unlink(missing_ok=True)
            folders.add(path.parent)
        for folder in sorted(folders - {self.root}):
            with contextlib.suppress(OSError):  # somebody else's files are in it, or it is gone
                folder.rmdir()

    def retire(self, names: Iterable[str], kept: Mapping[str, str]) -> None:
        """Take the set that stands there away: its manifest first, into the journal."""
        make_folder(self._stage)
        if self._manifest.is_file():
            make_visible(self._manifest, self._stage / _OLD)
        with disk_errors(self.root):
            sync_folder(self.root)
        self.sweep(names, kept)

    def add(self, name: str, write: Callable[[Path], None]) -> str:
        """Write the next file of the new set where nobody sees it yet; returns its SHA-256.

        Raises:
            DiskError: the disk refused.
        """
        path = self._stage / name
        make_folder(path.parent)
        with disk_errors(self.root / name):
            write(path)
            sync_file(path)
            return sha256_of(path)

    def commit(
        self, manifest: bytes, tops: Iterable[str], *, old: Iterable[str], kept: Mapping[str, str]
    ) -> None:
        """Put the new set in place of the old one; the new manifest last.

        Args:
            manifest: of the new set.
            tops: what lies in the new set's top folder (folders and files), in order.
            old: the files of the set that stands there now, by their names.
            kept: which of these are put aside, under which names.
        """
        publish_bytes(self._stage / _NEW, manifest)
        self.retire(old, kept)
        for top in tops:
            make_visible(self._stage / top, self.root / top)
        make_visible(self._stage / _NEW, self._manifest)
        self.clear()

    def give_up(self) -> None:
        """Take away what was made ready, as far as the disk lets us; the journal stays if needed.

        For a writer that failed: it has told its fault already, by another error.
        """
        with contextlib.suppress(OSError):
            journals = {_OLD, _NEW} if not self._manifest.exists() else set()
            journals &= {each.name for each in self._stage.iterdir()}
            if not journals:
                shutil.rmtree(self._stage)
                return
            for each in self._stage.iterdir():
                if each.is_dir():
                    shutil.rmtree(each)
                elif each.name not in journals:
                    each.unlink()


def _read(path: Path) -> bytes | None:
    with disk_errors(path):
        try:
            return read_regular(path, limit=_LARGEST_MANIFEST)
        except (FileNotFoundError, NotADirectoryError):
            return None
