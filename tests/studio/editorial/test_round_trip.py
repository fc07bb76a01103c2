"""A script on paper, opened and saved by an office program, comes back with the same speech."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from radioprog.publish.papers.reading_copy import reading_copy_docx, reading_copy_html
from radioprog.script.draft.bulletin import draft_script
from radioprog.script.draft.documents.reading import DocumentReader
from radioprog.script.model import (
    BedEnd,
    Breath,
    Foreign,
    Heading,
    Pause,
    Respelled,
    Script,
    SoundCue,
    Speech,
    Words,
)
from radioprog.script.parse import parse_script
from tests.publish.papers.test_reading_copy import TEXT, laid

SCRIPT = (
    TEXT
    + """
# Tin trong ngày

[nhạc nền: beds/que-huong.opus | -16 dB]

PTV nữ: Đồn Cà Roòng khám bệnh cho 85 hộ (nghỉ 0.5s), cấp thuốc cho bà con.

[hết nhạc nền]

[nhạc cắt: stings/cat-1.flac]

PTV nam: Xin kính chào và hẹn gặp lại.
"""
)


def said(script: Script) -> Iterator[object]:
    """Give all that is heard, in its order, without what only tells how it is said."""
    for block in script.body:
        if isinstance(block, Speech):
            yield block.speaker, "".join(map(written, block.pieces)).strip(), block.twice
        elif isinstance(block, Heading):
            yield block.title, block.twice
        elif isinstance(block, SoundCue):
            yield block.kind, block.file
        elif isinstance(block, Pause):
            yield block.length
        elif isinstance(block, BedEnd):
            yield "bed ends"


def written(piece: object) -> str:
    match piece:
        case Words() | Foreign():
            return piece.source.text
        case Respelled():
            return piece.written
        case Breath():
            return f"({piece.length:g})"
    raise AssertionError(piece)


def saved_by_python_docx(data: bytes, folder: Path) -> bytes:
    again = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(again)
    return again.getvalue()


def saved_by_libreoffice(data: bytes, folder: Path) -> bytes:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "in.docx").write_bytes(data)
    form = "docx:MS Word 2007 XML"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder / "o")]
    subprocess.run([*command, str(folder / "in.docx")], check=True, capture_output=True)
    return (folder / "o/in.docx").read_bytes()


@pytest.mark.parametrize(
    "saved",
    [
        saved_by_python_docx,
        pytest.param(saved_by_libreoffice, marks=pytest.mark.slow),
        None,
    ],
    ids=["python-docx", "libreoffice", "html"],
)
def test_what_is_said_comes_back(saved, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    script, plan = laid(SCRIPT)
    if saved is None:
        data = reading_copy_html(script, plan, "vi").encode()
    else:
        data = saved(reading_copy_docx(script, plan, "vi"), tmp_path)
    (tmp_path / "tin.docx").write_bytes(data)
    with DocumentReader() as reader:
        document, _ = reader.read(tmp_path / "tin.docx", shown="tin.docx")
    assert document is not None
    made = draft_script(document.text, file="tin.docx")
    back, findings = parse_script(made.text, file="tin.md", name="tin")
    assert back is not None and not [each for each in findings if each.is_error]
    assert list(said(back)) == list(said(script))
    assert back.meta.title == script.meta.title
