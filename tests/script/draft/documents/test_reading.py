"""Strangers' documents are met behind a wall: what kills the reader costs one file a finding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from radioprog.kernel.errors import ToolError
from radioprog.kernel.units import Seconds
from radioprog.script.draft.documents import reading
from radioprog.script.draft.documents.reading import DocumentReader
from radioprog.script.draft.formats import is_document
from tests.script.draft.documents.test_opendocument import MIME, content, odt
from tests.script.draft.documents.test_opendocument import p as plain
from tests.script.draft.documents.test_rich_text import rtf
from tests.script.draft.documents.test_word import docx, p, t, table


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as shared:
        yield shared


def put(folder: Path, data: bytes, name: str = "bai.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


FLAT = content(plain("Tin biển")).replace("document-content", "document")
KINDS = {
    "docx": docx(p("Tin biển")),
    "odt": odt(plain("Tin biển")),
    "fodt": b"<?xml version='1.0'?>" + FLAT.replace("<off", f"<!--{MIME}--><off", 1).encode(),
    "rtf": rtf("Tin bi\\u7875?n"),
    "html": "<!doctype html><p>Tin biển".encode(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_known_by_what_it_holds(
    kind: str, tmp_path: Path, reader: DocumentReader
) -> None:
    path = put(tmp_path, KINDS[kind])
    assert is_document(path)
    document, findings = reader.read(path, shown="bai.txt")
    assert document is not None
    assert (document.text.strip(), findings) == ("Tin biển", ())
    assert document.kept == ((1, "Tin biển"),)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx("", {"word/vbaProject.bin": "x"}), "word-file"),
        (KINDS["docx"][:-40], "word-file"),
        (OLE, "word-file"),
        (b"%PDF-1.7", "pdf-file"),
        (b"{\\rtf1 cut", "word-file"),
    ],
    ids=["macros", "cut", "encrypted", "pdf", "rtf"],
)
def test_what_is_refused_is_a_finding_with_a_remedy(
    data: bytes, code: str, tmp_path: Path, reader: DocumentReader
) -> None:
    document, (found,) = reader.read(put(tmp_path, data), shown="a.docx")
    assert document is None
    assert (found.code, found.is_error, found.place.file) == (code, True, "a.docx")
    assert found.remedy.vi


def test_places_that_are_no_file(tmp_path: Path, reader: DocumentReader) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    for path in (tmp_path, tmp_path / "pipe.docx", tmp_path / "none.docx"):
        assert not is_document(path)
        document, (found,) = reader.read(path, shown="x")
        assert document is None and found.is_error


def test_a_file_that_wants_too_much_memory_costs_only_itself(tmp_path: Path) -> None:
    large = put(tmp_path, docx("".join(p("Tin biển " * 60) for _ in range(8000))), "a.docx")
    small = put(tmp_path, KINDS["docx"], "b.docx")
    with DocumentReader(memory=100 << 20) as reader:
        document, (found,) = reader.read(large, shown="a.docx")
        assert document is None and found.code == "word-file"
        document, _ = reader.read(small, shown="b.docx")
        assert document is not None


def test_one_that_takes_too_long_costs_only_itself(tmp_path: Path) -> None:
    path = put(tmp_path, KINDS["docx"])
    with DocumentReader(patience=Seconds(0.0)) as reader:
        document, (found,) = reader.read(path, shown="a.docx")
        assert document is None
        assert "quá lâu" in found.render("vi")


def test_a_worker_that_answers_nonsense_or_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greets = (
        "from radioprog.kernel.sandbox.messages import *; import sys; out = messages_only()\n"
        "send_json(out, MessageKind.HELLO, {}); next(requests())\n"
    )
    nonsense = greets + "send_json(out, MessageKind.END, {'manuscript': {'lines': [3]}})"
    cases: list[tuple[str, type[ToolError] | None]] = [
        (nonsense, None),
        (greets + "sys.exit(3)", None),
        ("", ToolError),
    ]
    for source, raises in cases:
        monkeypatch.setattr(
            reading, "python_module", lambda _, source=source: [sys.executable, "-c", source]
        )
        with DocumentReader() as reader:
            if raises is not None:
                with pytest.raises(raises):
                    reader.read(tmp_path, shown="a")
            else:
                document, (found,) = reader.read(tmp_path, shown="a")
                assert document is None and found.code == "word-file"


def test_italics_are_directions_in_a_script_only(tmp_path: Path, reader: DocumentReader) -> None:
    slanted = t("Nhạc nền nhỏ dần", "<w:i/>")
    inside = table(("MC1", p("Kính chào. ", slanted)), ("MC2", p(t("Tin. Mời nghe.", "<w:i/>"))))
    document, _ = reader.read(put(tmp_path, docx(p(slanted) + inside)), shown="a")
    assert document is not None
    assert document.text.split("\n")[:3] == [
        "(Nhạc nền nhỏ dần)",
        "MC1: Kính chào. \x0b(Nhạc nền nhỏ dần)",
        "MC2: Tin. Mời nghe.",
    ]
    document, _ = reader.read(put(tmp_path, docx(p("Tin") + p(slanted))), shown="a")
    assert document is not None and "(" not in document.text


def test_old_letters_in_a_new_font_are_told_once_and_stay_as_they_are() -> None:
    lines = [
        "PTV nam: KÝnh chµo bµ con, h«m nay trêi ®Ñp.",
        "Nước lũ đã rút.",
        "BiÓn ªm, giã nhÑ, níc lò rót.",
    ]
    sheet = {"lines": [(each, []) for each in lines], "told": [], "legacy": [], "inserted": 0}
    document, found = reading._text({"manuscript": sheet, "refused": []}, "bai.docx")
    assert document is not None
    assert [line for line in lines if line in document.text] == lines
    (told,) = [each for each in found if each.code == "word-old-letters"]
    assert told.place.line == 1
    assert "2 đoạn" in told.message.to("vi")
    assert "Kính chào bà con" in told.message.to("vi")
    assert ".VnTime" in told.remedy.to("vi")
