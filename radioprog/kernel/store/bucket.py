"""A shared place: a folder or a bucket, into which whole files are put and from which they come.

The one door to fsspec (the extra ``radioprog[cluster]``; for S3 ``radioprog[s3]``). A bucket's own
write is whole or not there, so a file goes there in one request; in a folder it is renamed. The
place is neither made nor trusted: what comes back is proven by whoever asked for it. A build's
inputs reach a machine that does not see the workspace as `Blobs`, whole files each under the hash
of its own bytes, and its outputs come back the same way.
"""

from __future__ import annotations

import contextlib
import functools
import re
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.findings import Text, visible
from radioprog.kernel.store.findings import (
    BLOB_DAMAGED,
    BLOB_MISSING,
    CHECK_KEYS,
    CHECK_NETWORK,
    MAKE_BUCKET,
    NO_BUCKET,
    OUT_OF_REACH,
    REFUSES_ENTRY,
    STORAGE_MISSING,
    STORAGE_URL,
    UNREACHED,
)

T = TypeVar("T")

SCHEMES = ("file", "s3", "gs", "memory")
INSTALL = {"s3": ("s3fs", "radioprog[s3]"), "gs": ("gcsfs", "radioprog[cluster] gcsfs")}
"""What fsspec needs beside itself to speak to a bucket, and how it is installed."""
REST = 60.0
"""Seconds for which a place that failed is left alone: thousands of sentences would each wait."""
PATIENCE: dict[str, Any] = {
    "connect_timeout": 5,
    "read_timeout": 10,
    "retries": {"total_max_attempts": 3},
}
"""How long an S3 server is waited for (seconds) and how often it is asked."""
UPLINK: dict[str, Any] = {**PATIENCE, "read_timeout": 60}
"""The same for what goes there: its library counts the time of sending as waiting."""
PARTS = {"chunksize": 5 << 20, "max_concurrency": 2}
"""Large files go to S3 in parts of so many bytes, so that a slow line (1.5 Mbit/s) has time."""
KEYLESS = {"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound"}


class Absent(Exception):
    """The place has no such file."""


class Trouble(Exception):
    """The place cannot be used: why, and what to do about it."""

    def __init__(self, why: Text, remedy: Text, *, answered: bool = True) -> None:
        """Carry both in two languages; ``answered``: it refused, rather than being out of reach."""
        super().__init__(why.to("en"))
        self.why: Text = why
        self.remedy: Text = remedy
        self.answered: bool = answered


class Storage:
    """Files by name in a shared place.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a").write_bytes(b"xin")
    >>> storage = open_storage(f"file://{folder}/shared")
    >>> storage.bring(folder / "a", "x/a")
    >>> storage.fetch("x/a", folder / "b")
    >>> (folder / "b").read_bytes(), storage.size("x/a"), storage.size("x/b")
    (b'xin', 3, None)
    """

    def __init__(
        self,
        files: Any,
        root: str,
        *,
        renames: bool = False,
        uplink: Any = None,
        parts: Mapping[str, int] | None = None,
    ) -> None:
        """Use a file system of fsspec; ``renames``: a file there is seen while it is written.

        ``uplink`` is the same place opened for sending, ``parts`` how it sends large files.
        """
        self._files = files
        self._uplink = files if uplink is None else uplink
        self._parts = parts or {}
        self._root = root
        self._renames = renames
        self._resting: dict[str, tuple[float, Trouble]] = {}
        self._lock = threading.Lock()

    def bring(self, path: Path, name: str, headers: Mapping[str, str] | None = None) -> None:
        """Put a file there, whole; what had that name is replaced.

        ``headers`` (such as ``ContentType``) are kept with it in S3, and only there.

        Raises:
            Trouble: it cannot be written.
        """
        told = headers if headers and self._parts else {}
        try:
            self._asked("bring", lambda: self._put(path, self._place(name), told))
        except Absent as problem:
            raise _no_such_place() from problem

    def fetch(self, name: str, target: Path) -> None:
        """Copy a file from there.

        Raises:
            Absent: there is none; Trouble: it cannot be read.
        """
        self._asked("fetch", lambda: self._files.get_file(self._place(name), str(target)))

    def size(self, name: str) -> int | None:
        """Return a file's size in bytes; ``None``: there is none.

        Raises:
            Trouble: it cannot be read.
        """
        try:
            size = self._asked("fetch", lambda: self._files.info(self._place(name))["size"])
        except Absent:
            return None
        return None if size is None else int(size)

    def sizes(self) -> dict[str, int]:
        """Return the names of all files there with their sizes in bytes.

        Raises:
            Trouble: it cannot be listed.
        """
        begin = f"{self._root.rstrip('/')}/"
        self._files.invalidate_cache()
        try:
            found = self._asked("list", lambda: self._files.find(self._root, detail=True))
        except Absent:
            return {}
        return {
            name.removeprefix(begin): int(row.get("size") or 0)
            for name, row in found.items()
            if name.startswith(begin) and row.get("type") != "directory"
        }

    def remove(self, name: str) -> None:
        """Take a file away; one that is not there is as good as gone.

        Raises:
            Trouble: it cannot be removed.
        """
        with contextlib.suppress(Absent):
            self._asked("bring", lambda: self._files.rm_file(self._place(name)))

    def _place(self, name: str) -> str:
        return str(PurePosixPath(self._root) / name)

    def _put(self, path: Path, there: str, headers: Mapping[str, str]) -> None:
        if not self._renames:
            self._uplink.put_file(str(path), there, **self._parts, **headers)
            return
        passing = f"{there}.{uuid.uuid4().hex}.part"
        self._files.makedirs(str(PurePosixPath(there).parent), exist_ok=True)
        self._files.put_file(str(path), passing)
        self._files.mv(passing, there)

    def _asked(self, what: str, ask: Callable[[], T]) -> T:
        """Ask the place; one that failed is not asked for the same again for a while."""
        with self._lock:
            resting = [self._resting[each] for each in (what, "all") if each in self._resting]
        for until, trouble in resting:
            if time.monotonic() < until:
                raise Trouble(trouble.why, trouble.remedy)
        try:
            return ask()
        except Exception as problem:  # each storage raises in its own way
            told = _told(problem)
            if isinstance(told, Trouble):
                with self._lock:
                    self._resting[what if told.answered else "all"] = (
                        time.monotonic() + REST,
                        told,
                    )
            raise told from problem


@functools.cache
def open_storage(url: str) -> Storage:
    """Open a shared place by its URL; nothing is asked of it yet.

    Raises:
        UsageError: ``storage-url``, the URL is not of the kinds that are allowed.
        MachineError: ``storage-missing``, what speaks to such a place is not installed.
    """
    _check(url)
    scheme = url.partition(":")[0]
    try:
        import fsspec

        if scheme == "s3":
            files, root = _s3(fsspec, url, PATIENCE)
            return Storage(files, root, uplink=_s3(fsspec, url, UPLINK)[0], parts=PARTS)
        files, root = fsspec.core.url_to_fs(url, skip_instance_cache=True)
    except ImportError as problem:
        raise _not_installed(scheme) from problem
    return Storage(files, str(root), renames=scheme == "file")


def _s3(fsspec: Any, url: str, patience: Mapping[str, Any]) -> tuple[Any, str]:
    """Open a bucket with our limits, beneath what fsspec's own settings say."""
    own = fsspec.config.conf.get("s3", {}).get("config_kwargs")
    limits = {**patience, **(own if isinstance(own, dict) else {})}
    files, root = fsspec.core.url_to_fs(url, skip_instance_cache=True, config_kwargs=limits)
    files.retries = 1  # botocore asks again by itself
    return files, str(root)


def _told(problem: Exception) -> Absent | Trouble:
    """Tell what an exception of some storage means."""
    answer = getattr(problem.__cause__, "response", None) or {}
    code = answer.get("Error", {}).get("Code")
    if code == "NoSuchBucket" or type(problem).__name__ == "ParamValidationError":
        return _no_such_place()
    if isinstance(problem, FileNotFoundError):
        return Absent(str(problem))
    reason = visible(" ".join(f"{type(problem).__name__}: {problem}".split()))[:200]
    if isinstance(problem, PermissionError) or type(problem).__name__ in KEYLESS:
        return Trouble(REFUSES_ENTRY.filled(reason=reason), CHECK_KEYS)
    return Trouble(UNREACHED.filled(reason=reason), CHECK_NETWORK, answered=False)


def _no_such_place() -> Trouble:
    return Trouble(NO_BUCKET, MAKE_BUCKET)


def _not_installed(scheme: str) -> MachineError:
    library, extra = INSTALL.get(scheme, ("fsspec", "radioprog[cluster]"))
    return MachineError(STORAGE_MISSING(library=library, extra=_quoted(extra)))


def _quoted(extra: str) -> str:
    return " ".join(f"'{name}'" if "[" in name else name for name in extra.split())


def _check(url: str) -> None:
    """Allow only plain URLs: no chains through other file systems, no secrets."""
    parts = urllib.parse.urlsplit(url)
    secret = parts.username or parts.password or parts.query or parts.fragment
    known = parts.scheme in SCHEMES and not secret and "::" not in url
    if not known or re.search(r"(?:^|/)\.\.(?:/|$)", parts.path):
        raise UsageError(STORAGE_URL())


class Blobs:
    """Files in a shared folder or bucket, found by their SHA-256.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a").write_bytes(b"xin")
    >>> blobs = Blobs(f"file://{folder}/shared")
    >>> name = blobs.put(folder / "a")
    >>> blobs.get(name, folder / "b")
    >>> (folder / "b").read_bytes()
    b'xin'
    """

    def __init__(self, url: str) -> None:
        """Share through a URL.

        Raises:
            UsageError: ``storage-url``, the URL is not of the kinds that are allowed.
            MachineError: ``storage-missing``, what speaks to such a place is not installed.
        """
        self._storage = open_storage(url)

    def put(self, path: Path, *, anew: bool = False) -> str:
        """Bring a file there, unless it seems to lie there already, and give its SHA-256.

        ``anew`` brings it in any case: what lies there may be damaged.

        Raises:
            MachineError: ``storage-out-of-reach``.
        """
        sha256 = sha256_of(path)
        name = _name_of(sha256)
        try:
            if anew or self._storage.size(name) != path.stat().st_size:
                self._storage.bring(path, name)
        except Trouble as problem:
            raise MachineError(OUT_OF_REACH(why=problem.why, remedy=problem.remedy)) from problem
        return sha256

    def get(self, sha256: str, target: Path) -> None:
        """Fetch a file and prove it; what does not prove itself is not kept here.

        Raises:
            MachineError: ``storage-out-of-reach``, ``blob-missing`` or ``blob-damaged``.
        """
        name = _name_of(sha256)
        try:
            self._storage.fetch(name, target)
        except Absent as problem:
            raise MachineError(BLOB_MISSING()) from problem
        except Trouble as problem:
            raise MachineError(OUT_OF_REACH(why=problem.why, remedy=problem.remedy)) from problem
        if sha256_of(target) != sha256:
            target.unlink(missing_ok=True)
            raise MachineError(BLOB_DAMAGED())


def _name_of(sha256: str) -> str:
    return f"blobs/{sha256[:2]}/{sha256}"
