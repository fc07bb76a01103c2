"""The record in a folder: one file of JSON lines a kind, added to and synced, never rewritten.

Files of two people merge line by line: doubled lines count once, a merge's marks are passed over.
A last line that a power cut left torn is never believed; the next writer sets it aside.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from radioprog.kernel.disk.opening import NotRegular, disk_errors, read_regular
from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import locked, make_folder, publish_bytes
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.paths import Places
from radioprog.kernel.system import OPEN_OR_CREATE, sync_folder
from radioprog.record.findings import LINE_TORN, TORN_KEPT
from radioprog.record.lines import LARGEST
from radioprog.record.store.kinds import is_kind, kind_named
from radioprog.record.store.line import Line, believed, finished, written

SUFFIX = ".jsonl"
TORN = "torn"
"""The folder of torn last lines that were set aside."""
ATTRIBUTES = ".gitattributes"
_FOR_GIT = b"*.jsonl -text merge=union\n"
"""Lets git keep the lines of both sides, and leave the ends of lines as they are."""
_ID = re.compile(rb'"id": ?"([0-9a-f]{64})"')


class FolderRecords:
    """The record of a workspace in its folder.

    >>> import tempfile
    >>> records = FolderRecords(Path(tempfile.mkdtemp()))
    >>> line = {"at": "2026-03-01T07:00:00+07:00", "by": "lan", "airing": "x1", "code": "power"}
    >>> records.append("reasons", [line]) == records.append("reasons", [line])
    True
    >>> [each["code"] for each in records.read("reasons", [])]
    ['power']
    """

    def __init__(
        self, folder: Path, *, locks: Path | None = None, places: Places | None = None
    ) -> None:
        """Take the folder, where its locks may lie, and what names files to people."""
        self._folder = folder
        self._locks = locks or folder / ".locks"
        self._places = places

    @property
    def where(self) -> str:
        """Return the folder as people know it."""
        return self._shown(self._folder)

    def append(self, kind: str, lines: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
        """Add lines; when this returns they are on the disk."""
        path = self._path(kind)
        made = {line["id"]: line for line in (finished(kind, each) for each in lines)}
        if not made:
            return ()
        make_folder(path.parent)
        with self._locked(), disk_errors(path), _opened(path) as handle:
            whole = self._mended(kind, handle, _everything(handle))
            known = {line["id"] for line in believed(kind, _naming(whole, made.keys()), "", [])}
            new = [written(line) for name, line in made.items() if name not in known]
            if new:
                self._for_git()
                _add(handle, b"".join(new))
        return tuple(made)

    def read(self, kind: str, told: list[Finding]) -> list[Line]:
        """Return all lines of a kind, in order of time."""
        path = self._path(kind)
        data = self._data(path)
        if data and not data.endswith(b"\n"):
            with contextlib.suppress(DiskError), self._locked():  # somebody may just be writing
                data = self._data(path)
        shown = self._shown(path)
        whole, torn = _parted(kind, data)
        if torn:
            told.append(LINE_TORN(Place(shown, whole.count(b"\n") + 1, 1)))
        kept = sorted((self._folder / TORN).glob(f"{kind.replace('/', '-')}.*"))
        told.extend(TORN_KEPT(Place(self._shown(each))) for each in kept)
        return believed(kind, _lines(whole), shown, told)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that have a file."""
        found = (
            path.relative_to(self._folder).as_posix().removesuffix(SUFFIX)
            for path in (*self._folder.glob(f"*{SUFFIX}"), *self._folder.glob(f"*/*{SUFFIX}"))
        )
        return tuple(sorted(name for name in found if is_kind(name)))

    @contextlib.contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Keep other processes out, by a lock file."""
        with locked(self._locks / f"record-{name}.lock"):
            yield

    def _locked(self) -> contextlib.AbstractContextManager[None]:
        return locked(self._locks / "record.lock")

    def _path(self, kind: str) -> Path:
        kind_named(kind)
        return self._folder / f"{kind}{SUFFIX}"

    def _shown(self, path: Path) -> str:
        return self._places.shown(path.absolute()) if self._places else path.as_posix()

    def _data(self, path: Path) -> bytes:
        with disk_errors(path):
            try:
                return read_regular(path, limit=LARGEST)
            except FileNotFoundError:
                return b""

    def _mended(self, kind: str, handle: int, data: bytes) -> bytes:
        """Let a file end with a whole line; a torn one is kept elsewhere. Return what it holds."""
        whole, torn = _parted(kind, data)
        if torn:
            name = f"{kind.replace('/', '-')}.{hashlib.sha256(torn).hexdigest()[:12]}"
            publish_bytes(self._folder / TORN / name, torn)
            os.ftruncate(handle, len(whole))
            os.fsync(handle)
        elif len(whole) > len(data):
            os.lseek(handle, 0, os.SEEK_END)
            _write(handle, b"\n")
        return whole

    def _for_git(self) -> None:
        path = self._folder / ATTRIBUTES
        if not os.path.lexists(path):
            publish_bytes(path, _FOR_GIT)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    new = not path.exists()
    handle = os.open(path, OPEN_OR_CREATE, 0o666)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotRegular("not an ordinary file")
        if new:
            sync_folder(path.parent)
        yield handle
    finally:
        os.close(handle)


def _everything(handle: int) -> bytes:
    with os.fdopen(os.dup(handle), "rb") as stream:
        stream.seek(0)
        return stream.read()


def _lines(data: bytes) -> list[bytes]:
    return [line + b"\n" for line in data.split(b"\n")[:-1]]


def _naming(data: bytes, names: Collection[str]) -> list[bytes]:
    """Return the lines that hold one of these ids: only they need to be proven before adding."""
    asked = {name.encode() for name in names}
    if asked.isdisjoint(_ID.findall(data)):
        return []
    return [line for line in _lines(data) if not asked.isdisjoint(_ID.findall(line))]


def _parted(kind: str, data: bytes) -> tuple[bytes, bytes]:
    """Part what is whole from a torn last line; a last line that only lacks its end is whole."""
    cut = data.rfind(b"\n") + 1
    last = data[cut:]
    if not last:
        return data, b""
    if believed(kind, [last], "", []):
        return data + b"\n", b""
    return data[:cut], last


def _add(handle: int, data: bytes) -> None:
    """Write at the end and wait for the disk; where it refuses, the file is as it was."""
    before = os.lseek(handle, 0, os.SEEK_END)
    try:
        _write(handle, data)
        os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, before)
            os.fsync(handle)
        raise


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
