"""Text files on the way in: read within limits, decoded, their forbidden characters found.

A producer's file becomes a string here, exactly as stored (so that lines and columns are the
file's own), or findings that say what is wrong with it and where.
"""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from pathlib import Path

from radioprog.kernel.findings import Finding, Place, Text, error

LINE_END = re.compile(r"\r\n|\n|\r")
LARGEST_TEXT = 16 << 20
"""The largest script or list that is read, in bytes, where the caller sets no other limit."""
_SHOWN = 10
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def place_in(text: str, index: int, *, file: str | None, first_line: int = 1) -> Place:
    r"""Give the place of a code point: lines end at LF, CRLF or CR.

    >>> str(place_in("a\r\nbc", 4, file="s.md"))
    's.md:2:2'
    """
    line, start = first_line, 0
    for match in LINE_END.finditer(text, 0, index):
        line, start = line + 1, match.end()
    return Place(file, line, index - start + 1)


def forbidden_characters(
    text: str, *, file: str | None, first_line: int = 1
) -> tuple[Finding, ...]:
    r"""Find characters that no text for reading aloud may hold: controls and turned writing.

    >>> [found.code for found in forbidden_characters("a\x00b", file="s.md")]
    ['control-character']
    """
    return tuple(
        error(
            "control-character",
            Text(
                f"ký tự ẩn không được phép: U+{ord(match[0]):04X}",
                f"a hidden character that is not allowed: U+{ord(match[0]):04X}",
            ),
            Text(
                "xóa ký tự này rồi gõ lại chỗ đó bằng bàn phím",
                "delete this character and type the spot again from the keyboard",
            ),
            place_in(text, match.start(), file=file, first_line=first_line),
        )
        for match in islice(_FORBIDDEN.finditer(text), _SHOWN)
    )


def read_text_file(
    path: Path, *, shown: str, limit: int = LARGEST_TEXT
) -> tuple[str | None, tuple[Finding, ...]]:
    """Read a UTF-8 file, with or without a byte order mark, as it is stored.

    ``shown`` is the file's name in findings, ``limit`` its largest size in bytes. The text is
    ``None`` where there is an error: ``missing-file``, ``unreadable-file``, ``not-a-file``,
    ``too-large`` or ``not-utf8``.
    """
    data, finding = read_bytes(path, shown=shown, limit=limit)
    if data is None:
        return None, (finding,) if finding else ()
    if data[:2] in _UTF16:
        return None, (_not_utf8(Place(shown, 1, 1), "UTF-16"),)
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start].decode("utf-8")
        place = place_in(before, len(before), file=shown)
        return None, (_not_utf8(place, f"0x{problem.object[problem.start]:02X}"),)


def read_bytes(path: Path, *, shown: str, limit: int) -> tuple[bytes | None, Finding | None]:
    """Read a regular file of a bounded size; pipes and devices are refused, never waited for."""
    place = Place(shown)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None, _missing(place)
    except (OSError, ValueError) as problem:
        return None, _unreadable(place, problem)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None, _not_a_file(place)
    with os.fdopen(handle, "rb") as stream:
        try:
            data = stream.read(limit + 1)
        except OSError as problem:
            return None, _unreadable(place, problem)
    return (data, None) if len(data) <= limit else (None, _too_large(place, limit))


def _missing(place: Place) -> Finding:
    return error(
        "missing-file",
        Text("không có tệp này", "there is no such file"),
        Text("kiểm tra tên tệp và thư mục", "check the file's name and folder"),
        place,
    )


def _unreadable(place: Place, problem: Exception) -> Finding:
    reason = getattr(problem, "strerror", None) or str(problem)
    return error(
        "unreadable-file",
        Text(f"không đọc được tệp: {reason}", f"the file cannot be read: {reason}"),
        Text("kiểm tra quyền đọc của tệp", "check that you may read the file"),
        place,
    )


def _not_a_file(place: Place) -> Finding:
    return error(
        "not-a-file",
        Text("đây không phải là tệp thường", "this is not an ordinary file"),
        Text("dùng một tệp văn bản", "use a text file"),
        place,
    )


def _too_large(place: Place, limit: int) -> Finding:
    size = f"{limit / (1 << 20):g} MiB"
    return error(
        "too-large",
        Text(f"tệp lớn hơn {size}", f"the file is larger than {size}"),
        Text("chia thành nhiều tệp nhỏ hơn", "split it into smaller files"),
        place,
    )


def _not_utf8(place: Place, what: str) -> Finding:
    return error(
        "not-utf8",
        Text(f"tệp không được lưu bằng mã UTF-8 ({what})", f"the file is not UTF-8 ({what})"),
        Text(
            "mở tệp bằng Notepad, chọn Save As, mục Encoding chọn UTF-8 rồi lưu lại",
            "open it in a text editor and save it again with the encoding UTF-8",
        ),
        place,
    )
