"""The script on paper: all that is said, in its order, with times, pauses and respellings."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from radioprog.cli.app import run
from radioprog.programme.layout import rundown
from radioprog.programme.sound import Cut
from radioprog.programme.utterance import plain_ears, running_order
from radioprog.publish.papers.reading_copy import (
    reading_copy_docx,
    reading_copy_html,
    rundown_docx,
)
from radioprog.script.model import Script, SoundCue
from radioprog.script.parse import parse_script
from tests.programme.fakes import sound
from tests.studio.workspace import make_workspace

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = """---
title: Bản tin <số> & "7"
series: vung-bien
episode: 7
date: 2026-12-05
length: 15:00
speakers:
  PTV nữ: nữ
  PTV nam: nam
---

# Mở đầu

PTV nữ: Kính chào bà con, cộng đồng {ASEAN|A-xê-an} (nghỉ 1s) họp hôm nay.

Câu tiếp theo của chị.

(nghỉ 2s)

# Thông báo | đọc hai lần

PTV nam: Nói về {en: border guard} và 5 < 7.
"""


def laid(text: str = TEXT):  # type: ignore[no-untyped-def]
    script, _ = parse_script(text, file="tin.md", name="tin")
    assert script is not None
    order = running_order(script, ears=plain_ears(), voices={}, language="vi")
    cues = [each for each in script.body if isinstance(each, SoundCue)]
    return script, rundown(script, order, sounds={Cut.of(each): sound(10.0) for each in cues})


def paragraphs(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return [
        "".join(
            (each.text or "") if each.tag == f"{W}t" else "\t" if each.tag == f"{W}tab" else "\n"
            for each in paragraph.iter()
            if each.tag in (f"{W}t", f"{W}tab", f"{W}br") and each.get(f"{W}pos") is None
        )
        for paragraph in root.iter(f"{W}p")
    ]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("p", "h1", "h2"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.lines:
            self.lines[-1] += data


def spoken(lines: list[str]) -> list[str]:
    return [line for line in lines if "bà con" in line or "Câu tiếp" in line or "border" in line]


def test_everything_that_is_said_stands_there_in_its_order() -> None:
    script, plan = laid()
    for lines in (paragraphs(reading_copy_docx(script, plan, "vi")), html_lines(script, plan)):
        assert spoken(lines) == [
            "PTV nữ: Kính chào bà con, cộng đồng ASEAN (nghỉ 1 giây) họp hôm nay.",
            "Câu tiếp theo của chị.",
            "PTV nam: Nói về border guard và 5 < 7.",
        ]
        assert "// ASEAN: đọc là A-xê-an" in lines
        assert "(nghỉ 2 giây)" in lines
        assert any("Mở đầu" in line and "0:00" in line for line in lines)
        assert any("Thông báo" in line and "đọc hai lần" in line for line in lines)
        assert any("5/12/2026" in line and "cần 15:00" in line for line in lines)


def html_lines(script: Script, plan) -> list[str]:  # type: ignore[no-untyped-def]
    words = _Words()
    words.feed(reading_copy_html(script, plan, "vi"))
    return [line.strip() for line in words.lines]


def test_the_same_script_gives_the_same_bytes_without_a_clock() -> None:
    script, plan = laid()
    one = reading_copy_docx(script, plan, "vi")
    assert one == reading_copy_docx(script, plan, "vi")
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not re.search(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}T", archive.read("docProps/core.xml"))


def test_every_part_is_well_formed_and_named() -> None:
    script, plan = laid()
    with zipfile.ZipFile(io.BytesIO(reading_copy_docx(script, plan, "vi"))) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        for name in names:
            ElementTree.fromstring(archive.read(name))
        types = archive.read("[Content_Types].xml").decode()
        for part in re.findall(r'PartName="/([^"]+)"', types):
            assert part in names
        foot = archive.read("word/footer1.xml").decode()
        assert 'w:instr="PAGE"' in foot and 'w:instr="NUMPAGES"' in foot and "Trang" in foot
        styles = archive.read("word/styles.xml").decode()
        assert 'w:sz w:val="36"' in styles and "Times New Roman" in styles and "vi-VN" in styles


def test_elements_stand_in_the_order_that_word_asks_for() -> None:
    script, plan = laid()
    order = ["pStyle", "keepNext", "tabs", "spacing", "jc"]
    looks = ["b", "i", "color", "sz", "szCs", "u"]
    for data in (reading_copy_docx(script, plan, "vi"), rundown_docx(plan, "vi")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = ElementTree.fromstring(archive.read("word/document.xml"))
        for tag, wanted in (("pPr", order), ("rPr", looks)):
            for each in root.iter(f"{W}{tag}"):
                found = [wanted.index(child.tag.removeprefix(W)) for child in each]
                assert found == sorted(found)


def test_hostile_text_stays_text() -> None:
    hostile = TEXT.replace("Câu tiếp theo", "Câu \\<w:p/> \x0b\ud7ff ]]> &amp; tiếp theo")
    script, plan = laid(hostile)
    lines = paragraphs(reading_copy_docx(script, plan, "vi"))
    assert any("<w:p/>" in line and "tiếp theo" in line for line in lines)
    assert any('Bản tin <số> & "7"' in line for line in lines)
    page = reading_copy_html(script, plan, "vi")
    assert "<w:p/>" not in page and "&lt;số&gt; &amp;" in page


def test_the_sheet_has_every_item_with_its_time() -> None:
    _, plan = laid()
    lines = paragraphs(rundown_docx(plan, "vi", organisation="Đài <tỉnh>"))
    assert lines[0] == "Đài <tỉnh>"
    assert {"Lúc", "Dài", "Ai, gì", "Nội dung", "Mở đầu", "PTV nam", "Nghỉ"} <= set(lines)
    assert sum("border guard" in line for line in lines) == 2  # it is read twice


def test_the_command_writes_either_form_and_refuses_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = make_workspace(
        tmp_path / "home", {"tin": TEXT, "hong": TEXT.replace("PTV nam: Nói", "MC: Nói")}
    )
    for name in ("a.docx", "a.html", "a.DOCX"):
        script = str(home / "scripts/tin.md")
        assert run(["reading-copy", script, "-o", str(tmp_path / name), "-C", str(home)]) == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert run(["reading-copy", script, "-o", str(tmp_path / "a.pdf"), "-C", str(home)]) == 2
    broken = str(home / "scripts/hong.md")
    target = tmp_path / "b.docx"
    assert run(["reading-copy", broken, "-o", str(target), "-C", str(home)]) == 1
    assert not target.exists()
    assert "Traceback" not in capsys.readouterr().err


def test_an_example_script_goes_to_paper_whole() -> None:
    root = Path(__file__).resolve().parents[3]
    text = (root / "scripts/vung-bien-07.md").read_text(encoding="utf-8")
    script, _ = parse_script(text, file="a.md", name="a")
    assert script is not None
    assert "PTV nữ" in script.meta.speakers
