"""A speaker whose voice is of another language is read in that language."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.studio.catalogue import source_of
from radioprog.studio.production.prepare import Prepared, prepare
from radioprog.studio.workspace import Workspace

SCRIPT = """\
---
title: Thử
speakers:
  PTV: nữ
  MC: {voice}
---
PTV: Đài phát trên 96,1 MHz.

MC: We are on 96.1 MHz, see you on 12/3/2027. {{vi: Có 24 xã}}.
"""
SETTINGS = """\
voices:
  nữ: {engine: espeak, voice: vi}
  Anh: {engine: espeak, voice: en-us}
  khách: {engine: tone, voice: high, tiếng: en}
  Pháp: {engine: tone, voice: high, tiếng: fr}
"""


def prepared(folder: Path, voice: str) -> Prepared:
    (folder / "scripts").mkdir()
    (folder / "radioprog.yaml").write_text(SETTINGS, encoding="utf-8")
    script = folder / "scripts" / "thu.md"
    script.write_text(SCRIPT.format(voice=voice), encoding="utf-8")
    workspace = Workspace.open(folder)
    return prepare(source_of(workspace, script), workspace)


@pytest.mark.parametrize(
    "voice", ["Anh", "espeak:en-us+f3", "khách", "piper:en_US-joe-medium", "gtts:en"]
)
def test_another_voice_reads_its_own_language(voice: str, tmp_path: Path) -> None:
    said = prepared(tmp_path, voice).spoken
    assert [one.language for one in said] == ["vi", "en", "vi"]
    assert said[0].spoken == "Đài phát trên chín mươi sáu phẩy một mê-ga-héc."
    assert "ninety-six point one megahertz" in said[1].spoken
    assert "March twelfth, twenty twenty-seven" in said[1].spoken
    assert "hai mươi tư" in said[2].spoken


@pytest.mark.parametrize(
    "voice", ["nữ", "tone:high", "tone:low", "espeak:vi-vn-x-south", "espeak:fr"]
)
def test_other_names_change_nothing(voice: str, tmp_path: Path) -> None:
    assert {one.language for one in prepared(tmp_path, voice).spoken} == {"vi"}


def test_a_language_that_nobody_can_read_is_an_error_with_its_place(tmp_path: Path) -> None:
    found = [one for one in prepared(tmp_path, "Pháp").findings if one.is_error]
    assert [(one.code, str(one.place)) for one in found] == [
        ("unknown-language", "scripts/thu.md:5:7")
    ]
