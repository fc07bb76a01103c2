"""A store that several machines share: a folder here, a folder or bucket somewhere behind it.

The one door to fsspec (the extra ``radioprog[cluster]``). What was made anywhere is made once:
an entry is looked for here, then there, and is proven whole after it came over, so nothing that
lies there needs to be trusted. If the shared place is out of reach, the work goes on here, and
that is said.
"""

from __future__ import annotations

import re
import urllib.parse
from pathlib import Path, PurePosixPath
from typing import Any

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.findings import Finding, Text, visible, warning
from radioprog.kernel.store import Entry, FolderStore, Make
from radioprog.kernel.store_file import Damaged

SCHEMES = ("file", "s3", "gs", "memory")
LIBRARIES = {"s3": "s3fs", "gs": "gcsfs"}
"""What fsspec needs beside itself to speak to a bucket."""


class _AbsentError(Exception):
    """Nobody has shared the entry yet."""


class SharedStore:
    """A store here with a shared one behind it; it keeps the `Store` protocol.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import numpy as np
    >>> from radioprog.kernel.store import Payload, key_of
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
        self._files, self._root = open_storage(url)
        self._troubles: dict[str, Finding] = {}

    def get(self, key: str) -> Entry | None:
        """Give the entry, from here or from the shared place, proven whole; or ``None``."""
        found = self._here.get(key)
        if found is not None:
            return found
        with self._here.key_lock(key):
            return self._here.get_held(key) or self._fetched(key)

    def get_or_make(self, key: str, make: Make) -> Entry:
        """Give the entry; if nobody has made it yet, make it and share it."""
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
        """Give a warning for each damaged entry, and one if the shared place is out of reach."""
        return (*self._here.damage(), *self._troubles.values())

    def _there(self, key: str) -> str:
        return str(PurePosixPath(self._root) / "entries" / key[:2] / key)

    def _fetched(self, key: str) -> Entry | None:
        there = self._there(key)

        def fill(part: Path) -> None:
            try:
                self._files.get_file(there, str(part))
            except FileNotFoundError as problem:
                raise _AbsentError from problem

        try:
            return self._here.adopt_held(key, fill)
        except _AbsentError:
            return None
        except Damaged as problem:
            self._here.report(key, str(problem))
            return None
        except Exception as problem:  # each storage raises in its own way
            self._unreachable(problem)
            return None

    def _share(self, entry: Entry) -> None:
        there = self._there(entry.key)
        passing = f"{there}.{entry.path.stat().st_ino}.part"
        try:
            self._files.makedirs(str(PurePosixPath(there).parent), exist_ok=True)
            self._files.put_file(str(entry.path), passing)
            self._files.mv(passing, there)
        except Exception as problem:
            self._unreachable(problem)

    def _unreachable(self, problem: Exception) -> None:
        reason = visible(f"{type(problem).__name__}: {problem}")[:200]
        self._troubles["unreachable"] = warning(
            "storage-unreachable",
            Text(
                f"không tới được kho chung ({reason}); làm tiếp trên máy này",
                f"the shared storage is out of reach ({reason}); the work goes on here",
            ),
            Text("kiểm tra mạng và quyền truy cập", "check the network and the permissions"),
        )


def open_storage(url: str) -> tuple[Any, str]:
    """Open a shared place: a file system of fsspec, and the path within it.

    Raises:
        UsageError: ``storage-url``; MachineError: ``storage-missing``.
    """
    _check(url)
    try:
        import fsspec

        files, root = fsspec.core.url_to_fs(url)
    except ImportError as problem:
        name = problem.name or LIBRARIES.get(url.partition(":")[0], "fsspec")
        raise MachineError.of(
            "storage-missing",
            Text(f"thiếu phần mềm {name} cho kho chung", f"{name} is needed for shared storage"),
            Text(
                'chạy: pip install "radioprog[cluster]" (thêm s3fs hoặc gcsfs)',
                'run: pip install "radioprog[cluster]" (and s3fs or gcsfs)',
            ),
        ) from problem
    return files, str(root)


def _check(url: str) -> None:
    """Allow only plain URLs: no chains through other file systems, no secrets."""
    parts = urllib.parse.urlsplit(url)
    secret = parts.username or parts.password or parts.query or parts.fragment
    known = parts.scheme in SCHEMES and not secret and "::" not in url
    if not known or re.search(r"(?:^|/)\.\.(?:/|$)", parts.path):
        raise UsageError.of(
            "storage-url",
            Text("địa chỉ kho chung không dùng được", "this shared storage URL cannot be used"),
            Text(
                "dùng file://, s3://, gs:// hoặc memory://, không kèm mật khẩu hay “::”",
                'use file://, s3://, gs:// or memory://, without passwords or "::"',
            ),
        )
