"""The one place where files are opened to be read, and where the system's errors get our words.

A file that is not regular (a pipe, a device, a folder) is refused at once, never waited for; no
more of a file is read than its reader can use.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from radioprog.kernel.disk.findings import (
    DISK_ERROR,
    DISK_FULL,
    FILE_IN_THE_WAY,
    FOLDER_IN_THE_WAY,
    LOCKS_REFUSED,
    NOT_A_FILE,
    NOT_WRITABLE,
    TOO_LARGE,
)
from radioprog.kernel.errors import DiskError
from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.system import OPEN_TO_READ

DISK_WORDS = {
    errno.ENOENT: "không có thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EIO: "ổ đĩa đọc hoặc ghi hỏng",
    errno.EEXIST: "đã có tệp trùng tên",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.EACCES: "không có quyền",
    errno.ELOOP: "liên kết trỏ vòng quanh",
}
"""What the system says of a disk most often, in Vietnamese; its own English stands beside it."""

_FULL = {getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG")}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class NotRegular(OSError):
    """What stands there is no ordinary file."""


class TooLarge(OSError):
    """The file is larger than its reader can use."""

    def __init__(self, limit: int) -> None:
        """Remember the limit, in bytes."""
        super().__init__(errno.EFBIG, f"larger than {limit} bytes")
        self.limit: int = limit


class LocksRefused(OSError):
    """The disk does not let files be locked."""


def reason_of(problem: Exception) -> Text:
    """Return what the system says, in both languages."""
    english = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return Text(DISK_WORDS.get(getattr(problem, "errno", None) or 0, english), english)


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors about disk and permission into a `DiskError` that names the place.

    Raises:
        DiskError: ``disk-full`` with the free space, ``not-writable``, ``not-a-file``,
            ``too-large``, ``locks-refused`` or ``disk-error``.
    """
    try:
        yield
    except OSError as problem:
        raise DiskError(_finding(path, problem)) from problem


def _finding(path: Path, problem: OSError) -> Finding:
    place = Place(str(path))
    if isinstance(problem, NotRegular):
        return NOT_A_FILE(place)
    if isinstance(problem, TooLarge):
        return TOO_LARGE(place, size=problem.limit / (1 << 20))
    if isinstance(problem, LocksRefused):
        return LOCKS_REFUSED(place, reason=reason_of(problem))
    if problem.errno in _FULL:
        return DISK_FULL(place, free=free_bytes(path))
    if problem.errno in _FORBIDDEN:
        return NOT_WRITABLE(place)
    if problem.errno in (errno.EEXIST, errno.ENOTDIR):
        file = next((each for each in (path, *path.parents) if each.is_file()), None)
        if file is not None:
            return FILE_IN_THE_WAY(Place(str(file)))
    if problem.errno == errno.EISDIR:
        return FOLDER_IN_THE_WAY(place, example=f"{path.name}/ten-tep")
    return DISK_ERROR(place, reason=reason_of(problem))


def free_bytes(path: Path) -> int:
    """Return how many bytes are free where a path lies or will lie; 0 where nobody can tell."""
    for folder in (path, *path.parents):
        with contextlib.suppress(OSError):
            return shutil.disk_usage(folder).free
    return 0


def open_regular(path: Path) -> BufferedReader:
    """Open a file to read its bytes, without waiting for anybody.

    Raises:
        NotRegular: it is a folder, a pipe, a device; OSError: it is not there, or may not be read.
    """
    try:
        handle = os.open(path, OPEN_TO_READ)
    except PermissionError:
        if path.is_dir():  # so Windows says it
            raise NotRegular(errno.EISDIR, os.strerror(errno.EISDIR)) from None
        raise
    except OSError as problem:
        if problem.errno in (errno.ENXIO, errno.ENODEV):  # a socket, a device without a driver
            raise NotRegular(problem.errno, problem.strerror) from None
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotRegular(errno.EINVAL, "not an ordinary file")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, *, limit: int) -> bytes:
    """Read a whole file of at most ``limit`` bytes.

    Raises:
        TooLarge: it is larger; NotRegular, OSError: as `open_regular`.
    """
    with open_regular(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(limit)
    return data
