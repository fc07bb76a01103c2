"""Safe files: the one place that makes a file visible, whole or not at all.

The way of a file: written beside its place under a temporary name, closed, verified by the
caller, synced to disk, renamed over its place, and the folder synced. A set of files
(`Staging`) becomes visible together, its manifest last.

What the system says of a disk, in Vietnamese; beside it stands the system's own English.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType

from radioprog.kernel.errors import DiskError
from radioprog.kernel.findings import Place, Text

DISK_WORDS = {
    errno.ENOENT: "không có thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EIO: "ổ đĩa đọc hoặc ghi hỏng",
    errno.EEXIST: "đã có tệp trùng tên",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
}
"""The errors that happen most often, by their number."""


Write = Callable[[Path], None]
Verify = Callable[[Path], None]

PART = ".part"
_numbers = count()


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as stored: where, its size in bytes and its SHA-256."""

    path: Path
    size: int
    sha256: str


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors about disk and permission into a `DiskError` that names the place.

    Raises:
        DiskError: ``disk-full`` with the free space, ``not-writable`` or ``disk-error``.
    """
    try:
        yield
    except OSError as problem:
        raise _disk_error(path, problem) from problem


def _disk_error(path: Path, problem: OSError) -> DiskError:
    name = Place(str(path))
    if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        free = _free_bytes(path)
        return DiskError.of(
            "disk-full",
            Text(f"đĩa đầy: còn trống {free} byte", f"the disk is full: {free} bytes free"),
            Text("giải phóng chỗ trống rồi chạy lại", "free some space, then run again"),
            name,
        )
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DiskError.of(
            "not-writable",
            Text("không có quyền đọc hoặc ghi", "no permission to read or write here"),
            Text("kiểm tra quyền của thư mục", "check the folder's permissions"),
            name,
        )
    english = problem.strerror or type(problem).__name__
    return DiskError.of(
        "disk-error",
        Text(f"lỗi đĩa: {DISK_WORDS.get(problem.errno or 0, english)}", f"disk error: {english}"),
        Text("kiểm tra ổ đĩa và đường dẫn", "check the disk and the path"),
        name,
    )


def _free_bytes(path: Path) -> int:
    for folder in (path, *path.parents):
        if folder.exists():
            return shutil.disk_usage(folder).free
    return 0


def make_visible(part: Path, target: Path, *, folder_too: bool = True) -> None:
    """Sync a finished temporary file and rename it over its place: the only rename there is.

    ``folder_too=False`` leaves the folder unsynced, for what may be lost in a power cut.

    Raises:
        DiskError: the disk refused; the old file, if any, is untouched.
    """
    with disk_errors(target):
        _sync(part)
        part.replace(target)
        if folder_too:
            _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def part_beside(target: Path) -> Path:
    """Name a temporary file beside a place, in the same folder, hidden and unique."""
    return target.with_name(f".{target.name}.{os.getpid()}-{next(_numbers)}{PART}")


def publish(target: Path, write: Write, verify: Verify | None = None) -> Stored:
    """Write one file, verify it, and only then let it be seen.

    ``write`` gets a temporary path to fill; ``verify`` raises if what stands there is not whole.

    Raises:
        DiskError: the disk refused; whatever stood at ``target`` still stands.
    """
    with disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    part = part_beside(target)
    try:
        with disk_errors(target):
            write(part)
        if verify is not None:
            verify(part)
        stored = Stored(target, part.stat().st_size, sha256_of(part))
        make_visible(part, target)
        return stored
    finally:
        _forget(part)


def _forget(part: Path) -> None:
    """Remove a temporary file; a disk that refuses has told its fault already, by another error.

    What stays is swept away by the next builder.
    """
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


def publish_bytes(target: Path, data: bytes) -> Stored:
    """Make bytes visible at a place, whole or not at all."""
    return publish(target, lambda part: _write_all(part, data))


def _write_all(part: Path, data: bytes) -> None:
    with part.open("wb") as stream:
        stream.write(data)


class Staging:
    """A set of files that becomes visible together, its manifest last.

    Everything is written and verified under temporary names first. `commit` removes the old
    manifest, moves each file into place and writes the new manifest, so that a manifest never
    stands beside files that it does not describe. Leaving the ``with`` block without `commit`
    leaves nothing behind.

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

    def __enter__(self) -> Staging:
        with disk_errors(self._manifest):
            self._manifest.parent.mkdir(parents=True, exist_ok=True)
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
        """Give the temporary path under which a member of the set is to be written."""
        part = part_beside(target)
        self._parts.append((part, target))
        return part

    def add(self, target: Path, write: Write, verify: Verify | None = None) -> Stored:
        """Write and verify one member of the set under a temporary name.

        Returns:
            Where it will stand, its size and hash.
        """
        part = self.part_for(target)
        with disk_errors(target):
            write(part)
        if verify is not None:
            verify(part)
        return Stored(target, part.stat().st_size, sha256_of(part))

    def commit(self, manifest: bytes) -> Stored:
        """Make the whole set visible: old manifest away, files in place, new manifest last."""
        with disk_errors(self._manifest):
            self._manifest.unlink(missing_ok=True)
            _sync(self._manifest.parent)
        while self._parts:
            make_visible(*self._parts[0])
            self._parts.pop(0)
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

    def add(self, target: Path, data: bytes) -> None:
        """Write one file under a temporary name beside its place."""
        with disk_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        part = self._parts[target] = part_beside(target)
        with disk_errors(target):
            _write_all(part, data)

    def commit(self) -> None:
        """Sync what was written, rename each file over its place, sync the folders."""
        if not self._parts:
            return
        os.sync()
        folders = sorted({target.parent for target in self._parts})
        for target in sorted(self._parts):
            with disk_errors(target):
                self._parts.pop(target).replace(target)
        for folder in folders:
            with disk_errors(folder):
                _sync(folder)


def sweep_parts(folder: Path) -> None:
    """Remove temporary files that a killed builder left in a folder.

    Call it only while holding the folder's lock: nobody else is writing there then.
    """
    for part in folder.glob(f".*{PART}"):
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(lock: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a lock file for as long as the block runs; it is let go even if we are killed.

    Raises:
        BlockingIOError: ``wait`` is false and somebody else holds it.
    """
    with disk_errors(lock):
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
