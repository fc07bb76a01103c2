"""Safe files: the one place that makes a file visible, whole or not at all.

The way of a file: written beside its place under a temporary name, closed, verified by the
caller, synced to disk, renamed over its place, and the folder synced. A set of files
(`Staging`) becomes visible together, its manifest last.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from radioprog.kernel.disk.locks import locked_file
from radioprog.kernel.disk.opening import DISK_WORDS, disk_errors, open_regular
from radioprog.kernel.system import OPEN_NEW, sync_file, sync_folder

__all__ = [
    "DISK_WORDS",
    "PART",
    "Batch",
    "Staging",
    "Stored",
    "disk_errors",
    "locked",
    "make_folder",
    "make_visible",
    "part_beside",
    "publish",
    "publish_bytes",
    "publish_twin",
    "sha256_of",
    "stands_as",
    "sweep_parts",
]

Write = Callable[[Path], None]
Verify = Callable[[Path], None]

PART = ".part"
_FORGOTTEN = 3600.0
"""Seconds after which a temporary file beside the same target belongs to nobody."""
_SYNCED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as stored: where, its size in bytes and its SHA-256."""

    path: Path
    size: int
    sha256: str


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: it is not there, may not be read, or is no ordinary file.
    """
    with open_regular(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def make_visible(part: Path, target: Path, *, folder_too: bool = True) -> None:
    """Sync a finished temporary file or folder and rename it to its place: the only rename.

    ``folder_too=False`` leaves the folder unsynced, for what may be lost in a power cut.

    Raises:
        DiskError: the disk refused; the old file, if any, is untouched.
    """
    with disk_errors(target):
        (sync_folder if part.is_dir() else sync_file)(part)
        part.replace(target)
        if folder_too:
            sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, and let the disk know their names.

    Raises:
        DiskError: the disk refused.
    """
    with disk_errors(folder):
        new = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for each in new:
            sync_folder(each.parent)


def part_beside(target: Path) -> Path:
    """Name a temporary file beside a place, in the same folder, hidden and never met before."""
    return target.with_name(f".{target.name}.{secrets.token_hex(8)}{PART}")


def publish(target: Path, write: Write, verify: Verify | None = None) -> Stored:
    """Write one file, verify it, and only then let it be seen.

    ``write`` gets a temporary path to fill; ``verify`` raises if what stands there is not whole.

    Raises:
        DiskError: the disk refused; whatever stood at ``target`` still stands.
    """
    make_folder(target.parent)
    part = part_beside(target)
    try:
        stored = _written(part, target, write, verify)
        _keep_mode(target, part)
        make_visible(part, target)
        return stored
    finally:
        _forget(part)


def _written(
    part: Path,
    target: Path,
    write: Write,
    verify: Verify | None,
    lying: Sequence[str] | None = None,
) -> Stored:
    """Write and verify a temporary file; what a killed writer of the same file left, goes."""
    with disk_errors(target):
        write(part)
    if verify is not None:
        verify(part)
    with disk_errors(target):
        status = part.stat()
        for name in _parts_in(target.parent) if lying is None else lying:
            if not name.startswith(f".{target.name}."):
                continue
            old = target.with_name(name)
            with contextlib.suppress(OSError):
                if status.st_mtime - old.stat().st_mtime > _FORGOTTEN:
                    old.unlink()
        return Stored(target, status.st_size, sha256_of(part))


def _parts_in(folder: Path) -> Sequence[str]:
    names = (path.name for path in folder.iterdir())
    return [name for name in names if name.startswith(".") and name.endswith(PART)]


def _keep_mode(target: Path, part: Path) -> None:
    """Let a file that is replaced keep who may read and write it."""
    if target.is_file() and not target.is_symlink():
        with disk_errors(target):
            shutil.copymode(target, part)


def _forget(part: Path) -> None:
    """Remove a temporary file; a disk that refuses has told its fault already, by another error.

    What stays is swept away by the next builder.
    """
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


def publish_bytes(target: Path, data: bytes) -> Stored:
    """Make bytes visible at a place, whole or not at all."""
    return publish(target, lambda part: _write_all(part, data))


def publish_twin(source: Path, target: Path, sha256: str) -> bool:
    """Make a file visible at a second place as well, if it is the file that a hash names.

    The second name is a hard link where the disk has them, which takes no room; else a copy. A
    later build puts a new file in the place of ``source``, so that the twin stays what it was.

    Returns:
        Whether the file has that hash; if not, nothing was made.

    Raises:
        DiskError: the disk refused, or ``source`` is not there.
    """
    make_folder(target.parent)
    part = part_beside(target)
    try:
        with disk_errors(source):
            _link_or_copy(source, part)
        with disk_errors(target):
            if sha256_of(part) != sha256:
                return False
        make_visible(part, target)
        return True
    finally:
        _forget(part)


def stands_as(target: Path, data: bytes) -> bool:
    """Tell whether a place holds a file of exactly these bytes.

    Raises:
        DiskError: the disk refused, or what stands there may not be read.
    """
    with disk_errors(target):
        if not target.is_file() or target.stat().st_size != len(data):
            return False
        return target.read_bytes() == data


def _link_or_copy(source: Path, part: Path) -> None:
    if not source.is_symlink():
        with contextlib.suppress(OSError):
            part.hardlink_to(source)
            return
    with open_regular(source) as stream, os.fdopen(os.open(part, OPEN_NEW, 0o666), "wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)


def _write_all(part: Path, data: bytes) -> None:
    with os.fdopen(os.open(part, OPEN_NEW, 0o666), "wb") as stream:
        stream.write(data)


class Staging:
    """A set of files that becomes visible together, its manifest last.

    Everything is written and verified under temporary names first. `commit` removes the old
    manifest, moves each file into place and writes the new manifest, so that a manifest never
    stands beside files that it does not describe. The disk is waited for once. Leaving the
    ``with`` block without `commit` leaves nothing behind.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with Staging(folder / "manifest.json") as staging:
    ...     stored = staging.add(folder / "a.txt", lambda part: _write_all(part, b"a"))
    ...     _ = staging.commit(b"{}")
    >>> sorted(path.name for path in folder.iterdir())
    ['a.txt', 'manifest.json']
    """

    def __init__(self, manifest: Path) -> None:
        """Prepare a set whose manifest will stand at ``manifest``."""
        self._manifest = manifest
        self._parts: list[tuple[Path, Path]] = []
        self._lying: dict[Path, Sequence[str]] = {}

    def __enter__(self) -> Staging:
        make_folder(self._manifest.parent)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for part, _ in self._parts:
            _forget(part)

    def part_for(self, target: Path) -> Path:
        """Return the temporary path under which a member of the set is to be written."""
        part = part_beside(target)
        self._parts.append((part, target))
        return part

    def add(self, target: Path, write: Write, verify: Verify | None = None) -> Stored:
        """Write and verify one member of the set under a temporary name.

        Returns:
            Where it will stand, its size and hash.
        """
        folder = target.parent
        if folder not in self._lying:  # once: a set of a thousand would look a thousand times
            with disk_errors(target):
                self._lying[folder] = _parts_in(folder)
        return _written(self.part_for(target), target, write, verify, self._lying[folder])

    def commit(self, manifest: bytes) -> Stored:
        """Make the whole set visible: old manifest away, files in place, new manifest last."""
        _sync_parts(self._parts)
        with disk_errors(self._manifest):
            self._manifest.unlink(missing_ok=True)
            sync_folder(self._manifest.parent)
        folders = sorted({target.parent for _, target in self._parts})
        while self._parts:
            part, target = self._parts[0]
            with disk_errors(target):
                part.replace(target)
            self._parts.pop(0)
        _sync_folders(folders)
        return publish_bytes(self._manifest, manifest)


class Batch:
    """Many files that are independent of one another, made visible at once and synced together.

    Each is whole at every instant, like a file of `publish`; the disk is waited for once. Leaving
    the ``with`` block without `commit` leaves nothing behind.
    """

    def __init__(self) -> None:
        """Start with no file."""
        self._parts: dict[Path, Path] = {}

    def __enter__(self) -> Batch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for part in self._parts.values():
            _forget(part)

    def part_for(self, target: Path) -> Path:
        """Return the temporary path, beside its place, under which a file is to be written."""
        make_folder(target.parent)
        part = self._parts[target] = part_beside(target)
        return part

    def add(self, target: Path, data: bytes) -> None:
        """Write one file under a temporary name beside its place."""
        part = self.part_for(target)
        with disk_errors(target):
            _write_all(part, data)

    def commit(self) -> None:
        """Sync what was written, rename each file over its place, sync the folders."""
        if not self._parts:
            return
        _sync_parts([(part, target) for target, part in self._parts.items()])
        folders = sorted({target.parent for target in self._parts})
        for target in sorted(self._parts):
            with disk_errors(target):
                self._parts.pop(target).replace(target)
        _sync_folders(folders)


def _sync_parts(parts: Sequence[tuple[Path, Path]]) -> None:
    """Wait until the disk has each part: several at once, each by itself, so that faults are told.

    Whatever stood at their places still stands when a disk refuses.
    """
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as threads:
        list(threads.map(_sync_part, parts))


def _sync_part(each: tuple[Path, Path]) -> None:
    part, target = each
    with disk_errors(target):
        (sync_folder if part.is_dir() else sync_file)(part)


def _sync_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        with disk_errors(folder):
            sync_folder(folder)


def sweep_parts(folder: Path) -> None:
    """Remove temporary files that a killed builder left in a folder.

    Call it only while holding the folder's lock: nobody else is writing there then.
    """
    for part in folder.glob(f".*{PART}"):
        _forget(part)


@contextlib.contextmanager
def locked(lock: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a lock file for as long as the block runs; it is let go even if we are killed.

    Raises:
        BlockingIOError: ``wait`` is false and somebody else holds it.
        DiskError: the disk refused, or does not let files be locked.
    """
    make_folder(lock.parent)
    with locked_file(lock, wait=wait):
        yield
