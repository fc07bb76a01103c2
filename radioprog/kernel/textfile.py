"""Text files on the way in: read within limits, decoded, their forbidden characters found.

A producer's file becomes a string here, exactly as stored (so that lines and columns are the
file's own), or findings that say what is wrong with it and where.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from radioprog.kernel.disk.findings import (
    CONTROL_CHARACTER,
    LINK_OUTSIDE,
    MISSING,
    NO_PLAIN_TEXT,
    NOT_A_FILE,
    NOT_UTF8,
    OLD_WORD_FILE,
    PDF_FILE,
    RTF_FILE,
    TOO_LARGE,
    UNREADABLE,
    WORD_FILE,
)
from radioprog.kernel.disk.opening import NotRegular, TooLarge, read_regular, reason_of
from radioprog.kernel.findings import Finding, Place

LINE_END = re.compile(r"\r\n|\n|\r")
LARGEST_TEXT = 16 << 20
"""The largest script or list that is read, in bytes, where the caller sets no other limit."""
_SHOWN = 10
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DOCUMENTS = {
    b"PK\x03\x04": WORD_FILE,
    b"\xd0\xcf\x11\xe0": OLD_WORD_FILE,
    b"{\\rtf": RTF_FILE,
    b"%PDF-": PDF_FILE,
}


def place_in(text: str, index: int, *, file: str | None, first_line: int = 1) -> Place:
    r"""Return the place of a code point: lines end at LF, CRLF or CR.

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
        CONTROL_CHARACTER(
            place_in(text, match.start(), file=file, first_line=first_line), code=ord(match[0])
        )
        for match in islice(_FORBIDDEN.finditer(text), _SHOWN)
    )


_DECLARED = re.compile(r"sep=([,;\t|])(?=\r?\n)", re.IGNORECASE)


def list_separator(text: str) -> tuple[str, str]:
    """Return what parts the cells of a list, and Excel's first line ``sep=;`` where it says so.

    >>> list_separator("mã;tên;cấp\\nx;Xã, phường;xã\\n"), list_separator("sep=|\\na|b\\n")
    ((';', ''), ('|', 'sep=|'))
    """
    declared = _DECLARED.match(text)
    if declared:
        return declared[1], declared[0]
    heading = next((line for line in text.split("\n") if line.strip()), "")
    return max(",;\t", key=heading.count), ""


def read_text_file(
    path: Path,
    *,
    shown: str,
    limit: int = LARGEST_TEXT,
    inside: Path | None = None,
    utf16: bool = False,
) -> tuple[str | None, tuple[Finding, ...]]:
    """Read a UTF-8 file, with or without a byte order mark, as it is stored.

    ``shown`` is the file's name in findings, ``limit`` its largest size in bytes, and
    ``inside`` a folder that a link may not leave (``path-outside``); with ``utf16`` what Notepad
    calls "Unicode" is read as well, by its byte order mark. The text is
    ``None`` where there is an error: ``missing-file``, ``unreadable-file``, ``not-a-file``,
    ``too-large`` or ``not-utf8``.
    """
    if inside is not None and not path.resolve().is_relative_to(inside.resolve()):
        return None, (LINK_OUTSIDE(Place(shown)),)
    data, finding = read_bytes(path, shown=shown, limit=limit)
    if data is None:
        return None, (finding,) if finding else ()
    for mark, what in _DOCUMENTS.items():
        if data.startswith(mark):
            return None, (NO_PLAIN_TEXT(Place(shown), what=what, name=shown),)
    if data[:2] in _UTF16:
        if utf16 and len(data) % 2 == 0:
            return data.decode("utf-16", "surrogatepass"), ()
        return None, (NOT_UTF8(Place(shown, 1, 1), what="UTF-16"),)
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start].decode("utf-8")
        place = place_in(before, len(before), file=shown)
        return None, (NOT_UTF8(place, what=f"0x{problem.object[problem.start]:02X}"),)


def read_bytes(path: Path, *, shown: str, limit: int) -> tuple[bytes | None, Finding | None]:
    """Read a regular file of a bounded size; pipes and devices are refused, never waited for."""
    place = Place(shown)
    try:
        return read_regular(path, limit=limit), None
    except FileNotFoundError:
        return None, MISSING(place)
    except NotRegular:
        return None, NOT_A_FILE(place)
    except TooLarge:
        return None, TOO_LARGE(place, size=limit / (1 << 20))
    except (OSError, ValueError) as problem:
        return None, UNREADABLE(place, reason=reason_of(problem))
