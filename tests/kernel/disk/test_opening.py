"""What is no file is refused at once, what disks say is told in words."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from radioprog.kernel.disk.opening import (
    DISK_WORDS,
    LocksRefused,
    NotRegular,
    TooLarge,
    disk_errors,
    open_regular,
    read_regular,
    reason_of,
)
from radioprog.kernel.errors import DiskError
from radioprog.kernel.findings import Finding


def told(problem: OSError, path: Path = Path("/nowhere/x.wav")) -> Finding:
    with pytest.raises(DiskError) as caught, disk_errors(path):
        raise problem
    (found,) = caught.value.findings
    assert caught.value.exit_status == 3
    assert found.place.file == str(path)
    return found


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EACCES, "not-writable"),
        (errno.EPERM, "not-writable"),
        (errno.EROFS, "not-writable"),
        (errno.EIO, "disk-error"),
        (errno.ENOENT, "disk-error"),
        (errno.EISDIR, "disk-error"),
        (errno.ENOTDIR, "disk-error"),
        (errno.EMFILE, "disk-error"),
        (errno.ENAMETOOLONG, "disk-error"),
        (errno.ELOOP, "disk-error"),
        (errno.EBUSY, "disk-error"),
    ],
)
def test_what_the_system_says_becomes_a_finding(number: int, code: str) -> None:
    found = told(OSError(number, os.strerror(number)))
    assert found.code == code
    assert found.render("vi") and found.render("en")


@pytest.mark.parametrize("number", sorted(DISK_WORDS))
def test_what_disks_say_most_often_is_said_in_vietnamese(number: int) -> None:
    found = told(OSError(number, os.strerror(number)))
    if found.code == "disk-error":
        assert DISK_WORDS[number] in found.render("vi")
        assert os.strerror(number) in found.render("en")


def test_what_stands_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    for deed in (tmp_path / "a.docx").mkdir, (tmp_path / "a.docx/b").mkdir:
        with pytest.raises(DiskError) as caught, disk_errors(tmp_path / "a.docx/b"):
            deed()
        (found,) = caught.value.findings
        assert found.place.file == str(tmp_path / "a.docx") and "thư mục" in found.remedy.vi
    with pytest.raises(DiskError) as caught, disk_errors(tmp_path):
        tmp_path.write_bytes(b"x")
    assert f"{tmp_path.name}/ten-tep" in caught.value.findings[0].remedy.vi


def test_what_the_disk_says_otherwise_stays_in_its_own_words() -> None:
    assert reason_of(OSError(errno.EBUSY, "Device busy")).vi == "Device busy"
    assert reason_of(OSError("just words")).en == "just words"
    assert reason_of(OSError()).en == "OSError"


def test_our_own_refusals_have_their_own_codes() -> None:
    assert told(NotRegular(errno.EINVAL, "x")).code == "not-a-file"
    assert told(LocksRefused(errno.ENOLCK, "no locks")).code == "locks-refused"
    large = told(TooLarge(3 << 20))
    assert large.code == "too-large"
    assert "3" in large.render("vi")


def test_a_full_disk_says_how_much_is_free_though_the_folder_is_not_there() -> None:
    found = told(OSError(errno.ENOSPC, "x"), Path("/no/such/folder/x"))
    assert found.params["free"] > 0


def test_what_is_no_error_of_the_disk_goes_through() -> None:
    with pytest.raises(KeyError), disk_errors(Path("x")):
        raise KeyError("x")


def test_a_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    with open_regular(tmp_path / "a") as stream:
        assert stream.read() == b"abc"
    (tmp_path / "link").symlink_to("a")
    assert read_regular(tmp_path / "link", limit=3) == b"abc"


def test_a_limit_counts_its_last_byte(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read_regular(tmp_path / "a", limit=3) == b"abc"
    with pytest.raises(TooLarge) as caught:
        read_regular(tmp_path / "a", limit=2)
    assert caught.value.limit == 2
    (tmp_path / "empty").touch()
    assert read_regular(tmp_path / "empty", limit=0) == b""


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "device", "link to a folder"])
def test_what_is_no_file_is_refused_at_once_and_no_handle_is_left(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "x"
    keeper = None
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        keeper = socket.socket(socket.AF_UNIX)
        keeper.bind(str(path))
    elif kind == "device":
        path = Path("/dev/zero")
    else:
        path.symlink_to(tmp_path)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(NotRegular):
        open_regular(path)
    assert len(os.listdir("/proc/self/fd")) == before
    if keeper is not None:
        keeper.close()


def test_what_is_not_there_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "x")
    (tmp_path / "a").symlink_to("a")
    with pytest.raises(OSError, match="symbolic"):
        open_regular(tmp_path / "a")
