"""Files that are no text are known by their content, whatever their name."""

from __future__ import annotations

import io
import zipfile

import pytest

from radioprog.script.draft.encodings import read_plain_text
from radioprog.script.draft.formats import document_kind, no_plain_text


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 300)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
CASES = {
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), "word-file"),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet-file"),
    "odt": (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "word-file"),
    "zip": (zipped("a.txt"), "not-text"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "word-file"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "spreadsheet-file"),
    "rtf": (b"{\\rtf1\\ansi Xin ch\\'e0o}", "word-file"),
    "pdf": (b"%PDF-1.7\n", "pdf-file"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "not-text"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(40), "not-text"),
    "wav": (b"RIFF\x24\x00\x00\x00WAVEfmt ", "not-text"),
    "m4a": (b"\x00\x00\x00\x20ftypM4A ", "not-text"),
}


@pytest.mark.parametrize("kind", CASES)
def test_by_content(kind: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    data, code = CASES[kind]
    path = tmp_path / "bai.txt"
    path.write_bytes(data)
    text, (found,) = read_plain_text(path, shown="bai.txt")
    assert text is None
    assert (found.code, found.is_error, found.place.file) == (code, True, "bai.txt")
    if code == "word-file":
        assert "Tài liệu Word (.docx)" in found.remedy.vi


@pytest.mark.parametrize("data", [b"", b"PK", "Xin chào".encode(), b"RIFF la ten bai", b"ftyp"])
def test_text_is_text(data: bytes) -> None:
    assert no_plain_text(data, shown="a") is None


def test_bytes_that_mean_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "bai.txt"
    path.write_bytes(bytes(range(256)) * 8)
    text, (found,) = read_plain_text(path, shown="bai.txt")
    assert text is None
    assert found.is_error


@pytest.mark.parametrize("name", ["bai.docx", "bai.odt", "bai.ott"])
def test_a_damaged_document_is_known_by_its_name(name: str) -> None:
    damaged = b"PK\x03\x04" + bytes(range(256)) * 4
    assert document_kind(damaged, name[3:]) is not None
    assert document_kind(damaged) is None
    sheet = b"PK\x03\x04" + bytes(20) + b"xl/workbook.xml"
    assert document_kind(sheet, ".docx") is None
