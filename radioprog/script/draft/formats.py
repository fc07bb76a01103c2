"""What a file is by its first bytes: documents, PDF, pictures and archives are no plain text."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from radioprog.kernel.disk.opening import open_regular
from radioprog.kernel.findings import Code, Finding, Place, Text
from radioprog.kernel.textfile import LARGEST_TEXT, read_bytes
from radioprog.script.draft import findings as say

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 1 << 16
# The first bytes, what that is, and the finding; the first that fits is taken.
_SIGNS: tuple[tuple[bytes, Code, Text], ...] = (
    (b"{\\rtf", say.WORD_FILE, Text("RTF (.rtf)", "an RTF document (.rtf)")),
    (b"%PDF-", say.PDF_FILE, Text("PDF", "a PDF")),
    (b"\x89PNG\r\n\x1a\n", say.NOT_TEXT, Text("ảnh PNG", "a PNG picture")),
    (b"\xff\xd8\xff", say.NOT_TEXT, Text("ảnh JPEG", "a JPEG picture")),
    (b"GIF87a", say.NOT_TEXT, Text("ảnh GIF", "a GIF picture")),
    (b"GIF89a", say.NOT_TEXT, Text("ảnh GIF", "a GIF picture")),
    (b"II*\x00", say.NOT_TEXT, Text("ảnh TIFF", "a TIFF picture")),
    (b"MM\x00*", say.NOT_TEXT, Text("ảnh TIFF", "a TIFF picture")),
    (b"ID3", say.NOT_TEXT, Text("tệp âm thanh", "a sound file")),
    (b"fLaC", say.NOT_TEXT, Text("tệp âm thanh", "a sound file")),
    (b"OggS", say.NOT_TEXT, Text("tệp âm thanh", "a sound file")),
    (b"\x1f\x8b\x08", say.NOT_TEXT, Text("tệp nén gzip", "a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", say.NOT_TEXT, Text("tệp nén 7z", "a 7z archive")),
    (b"Rar!\x1a\x07", say.NOT_TEXT, Text("tệp nén RAR", "a RAR archive")),
    (b"\x7fELF", say.NOT_TEXT, Text("chương trình máy tính", "a program")),
)
_IN_ZIP: tuple[tuple[bytes, Code, Text], ...] = (
    (b"word/", say.WORD_FILE, Text("Word (.docx)", "a Word document (.docx)")),
    (
        b"opendocument.text",
        say.WORD_FILE,
        Text("OpenDocument (.odt)", "an OpenDocument text (.odt)"),
    ),
    (b"xl/", say.SHEET_FILE, Text("Excel", "Excel")),
    (b"opendocument.spreadsheet", say.SHEET_FILE, Text("OpenDocument", "OpenDocument")),
    (b"ppt/", say.NOT_TEXT, Text("tệp trình chiếu PowerPoint", "a PowerPoint file")),
)
_IN_OLE: tuple[tuple[bytes, Code, Text], ...] = (
    ("WordDocument".encode("utf-16-le"), say.WORD_FILE, Text("Word (.doc)", "a Word file (.doc)")),
    ("Workbook".encode("utf-16-le"), say.SHEET_FILE, Text("Excel", "Excel")),
    ("PowerPoint".encode("utf-16-le"), say.NOT_TEXT, Text("tệp PowerPoint", "a PowerPoint file")),
)


class DocumentKind(Enum):
    """The documents that are read as such."""

    WORD = "word"
    OPENDOCUMENT = "opendocument"
    RTF = "rtf"
    WEB = "web"


_ZIPPED_NAMES = {
    **dict.fromkeys((".docx", ".docm", ".dotx"), DocumentKind.WORD),
    **dict.fromkeys((".odt", ".ott"), DocumentKind.OPENDOCUMENT),
}
"""What an archive without a document's parts should have been: its reader says it is damaged."""


def document_kind(data: bytes, suffix: str = "") -> DocumentKind | None:
    r"""Tell which document these bytes are, or the first and last of them; ``None``: none.

    A web page without its first words is known by the suffix of its name only; so is a document
    that was cut off or overwritten.

    >>> document_kind(b"{\\rtf1 Tin}"), document_kind(b"Tin")
    (<DocumentKind.RTF: 'rtf'>, None)
    """
    ends = data[:_HEAD] + data[-_HEAD:]
    if data.startswith(_ZIPPED):
        typed, parts = b"opendocument." in ends[:200], (b"content.xml", b"META-INF/manifest.xml")
        if b"opendocument.text" in ends[:200] or (not typed and all(p in ends for p in parts)):
            return DocumentKind.OPENDOCUMENT
        if b"word/" in ends:
            return DocumentKind.WORD
        return None if _inside(ends, _IN_ZIP) else _ZIPPED_NAMES.get(suffix.lower())
    if data.startswith(b"{\\rtf"):
        return DocumentKind.RTF
    plain = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"<office:document" in plain and b"opendocument.text" in ends:
        return DocumentKind.OPENDOCUMENT
    page = plain.startswith((b"<!doctype html", b"<html")) or (
        plain.startswith((b"<?xml", b"<!--")) and b"<html" in plain
    )
    named = suffix.lower() in (".html", ".htm", ".xhtml") and plain.startswith(b"<")
    return DocumentKind.WEB if page or named else None


def is_document(path: Path) -> bool:
    """Tell whether a file on disk is a document; one that cannot be read is none."""
    try:
        with open_regular(path) as stream:
            head = stream.read(_HEAD)
            if head.startswith(_ZIPPED):
                stream.seek(max(stream.seek(0, 2) - _HEAD, 0))
                head += stream.read()
    except (OSError, ValueError):
        return False
    return document_kind(head, path.suffix) is not None


def no_plain_text(data: bytes, *, shown: str) -> Finding | None:
    r"""Tell what a file is that is no plain text, whatever its name; ``None``: it may be text.

    >>> no_plain_text(b"%PDF-1.7\n", shown="a.txt").code
    'pdf-file'
    """
    found = _kind(data)
    if found is None:
        return None
    kind, what = found
    return kind(Place(shown), what=what)


def file_format(path: Path, *, shown: str) -> Finding | None:
    """Tell what a file on disk is that is no plain text; ``None`` also where it cannot be read."""
    data, _ = read_bytes(path, shown=shown, limit=LARGEST_TEXT)
    return None if data is None else no_plain_text(data, shown=shown)


def _kind(data: bytes) -> tuple[Code, Text] | None:
    for sign, kind, what in _SIGNS:
        if data.startswith(sign):
            return kind, what
    if data.startswith(_ZIPPED):
        ends = data[:_HEAD] + data[-_HEAD:]  # the names of the parts stand at both ends
        return _inside(ends, _IN_ZIP) or (say.NOT_TEXT, Text("tệp nén ZIP", "a ZIP archive"))
    if data.startswith(_OLE):
        return _inside(data, _IN_OLE) or (say.WORD_FILE, Text("Office cũ", "an old Office file"))
    if data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"WEBP", b"AVI "):
        sound = data[8:12] == b"WAVE"
        what = Text("tệp âm thanh", "a sound file") if sound else Text("ảnh, phim", "a picture")
        return say.NOT_TEXT, what
    if data[4:8] == b"ftyp":
        return say.NOT_TEXT, Text("tệp ảnh, âm thanh hoặc phim", "a picture, sound or film")
    return None


def _inside(data: bytes, names: tuple[tuple[bytes, Code, Text], ...]) -> tuple[Code, Text] | None:
    return next(((kind, what) for name, kind, what in names if name in data), None)
