"""Blobs: whole files in a shared place, each under the hash of its own bytes.

By these a build's inputs reach a machine that does not see the workspace, and its outputs come
back. Nothing that lies there is trusted: a blob is proven by its hash on every way back.
"""

from __future__ import annotations

from pathlib import Path

from radioprog.kernel.errors import MachineError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.store.bucket import Absent, Trouble, open_storage
from radioprog.kernel.store.findings import BLOB_DAMAGED, BLOB_MISSING, OUT_OF_REACH


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
