"""Blobs: whole files in a shared place, each under the hash of its own bytes.

By these a build's inputs reach a machine that does not see the workspace, and its outputs come
back. Nothing that lies there is trusted: a blob is proven by its hash on every way back.
"""

from __future__ import annotations

import contextlib
import uuid
from pathlib import Path, PurePosixPath

from radioprog.kernel.errors import MachineError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.findings import Text, visible
from radioprog.kernel.store_shared import open_storage


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
        self._files, self._root = open_storage(url)

    def put(self, path: Path) -> str:
        """Bring a file there, unless it lies there already, and give its SHA-256.

        Raises:
            MachineError: ``storage-out-of-reach``.
        """
        sha256 = sha256_of(path)
        there = self._place_of(sha256)
        passing = f"{there}.{uuid.uuid4().hex}.part"
        try:
            if self._size(there) != path.stat().st_size:
                self._files.makedirs(str(PurePosixPath(there).parent), exist_ok=True)
                self._files.put_file(str(path), passing)
                self._files.mv(passing, there)
        except Exception as problem:  # each storage raises in its own way
            raise _out_of_reach(problem) from problem
        return sha256

    def get(self, sha256: str, target: Path) -> None:
        """Fetch a file and prove it; a damaged one is removed there, so that it is brought anew.

        Raises:
            MachineError: ``storage-out-of-reach``, ``blob-missing`` or ``blob-damaged``.
        """
        there = self._place_of(sha256)
        try:
            self._files.get_file(there, str(target))
        except FileNotFoundError as problem:
            raise _missing() from problem
        except Exception as problem:
            raise _out_of_reach(problem) from problem
        if sha256_of(target) != sha256:
            target.unlink(missing_ok=True)
            with contextlib.suppress(Exception):  # whoever brings it next overwrites it
                self._files.rm_file(there)
            raise _damaged()

    def _place_of(self, sha256: str) -> str:
        return str(PurePosixPath(self._root) / "blobs" / sha256[:2] / sha256)

    def _size(self, there: str) -> int | None:
        try:
            size = self._files.info(there)["size"]
        except FileNotFoundError:
            return None
        return None if size is None else int(size)


def _out_of_reach(problem: Exception) -> MachineError:
    reason = visible(f"{type(problem).__name__}: {problem}")[:200]
    return MachineError.of(
        "storage-out-of-reach",
        Text(f"không tới được kho chung ({reason})",
             f"the shared storage is out of reach ({reason})"),
        Text("kiểm tra mạng, địa chỉ kho và quyền truy cập",
             "check the network, the storage's address and the permissions"),
    )  # fmt: skip


def _missing() -> MachineError:
    return MachineError.of(
        "blob-missing",
        Text("kho chung không có tệp vừa gửi", "a file that was sent is not in the shared storage"),
        Text("dùng một kho mà mọi máy đều thấy (thư mục chung, s3:// hoặc gs://)",
             "use a storage that all machines see (a shared folder, s3:// or gs://)"),
    )  # fmt: skip


def _damaged() -> MachineError:
    return MachineError.of(
        "blob-damaged",
        Text("một tệp trong kho chung bị hỏng", "a file in the shared storage is damaged"),
        Text("chạy lại lệnh: tệp sẽ được gửi lại; nếu lặp lại, kiểm tra kho",
             "run again: the file is sent anew; if it repeats, check the storage"),
    )  # fmt: skip
