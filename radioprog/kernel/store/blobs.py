"""Blobs: whole files in a shared place, each under the hash of its own bytes.

By these a build's inputs reach a machine that does not see the workspace, and its outputs come
back. Nothing that lies there is trusted: a blob is proven by its hash on every way back.
"""

from __future__ import annotations

from pathlib import Path

from radioprog.kernel.errors import MachineError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.findings import Text
from radioprog.kernel.store.bucket import Absent, Trouble, open_storage


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
            raise _out_of_reach(problem) from problem
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
            raise _missing() from problem
        except Trouble as problem:
            raise _out_of_reach(problem) from problem
        if sha256_of(target) != sha256:
            target.unlink(missing_ok=True)
            raise _damaged()


def _name_of(sha256: str) -> str:
    return f"blobs/{sha256[:2]}/{sha256}"


def _out_of_reach(problem: Trouble) -> MachineError:
    why, remedy = problem.why, problem.remedy
    return MachineError.of(
        "storage-out-of-reach",
        Text(f"không dùng được kho chung: {why.vi}", f"the shared storage fails: {why.en}"),
        Text(f"{remedy.vi}, rồi chạy lại", f"{remedy.en}, then run again"),
    )


def _missing() -> MachineError:
    return MachineError.of(
        "blob-missing",
        Text("kho chung không có tệp vừa gửi", "a file that was sent is not in the shared storage"),
        Text(
            "dùng một kho mà mọi máy đều thấy (thư mục chung, s3:// hoặc gs://)",
            "use a storage that all machines see (a shared folder, s3:// or gs://)",
        ),
    )


def _damaged() -> MachineError:
    return MachineError.of(
        "blob-damaged",
        Text("một tệp trong kho chung bị hỏng", "a file in the shared storage is damaged"),
        Text(
            "chạy lại lệnh: tệp sẽ được gửi lại; nếu lặp lại, kiểm tra kho",
            "run again: the file is sent anew; if it repeats, check the storage",
        ),
    )
