"""One segment in seconds: what it holds, what it leaves alone, what is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from radioprog.audio.measure import measure
from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.script.model import BedEnd, SoundCue, Speech
from radioprog.script.parse import parse_script
from radioprog.studio.build import build
from radioprog.studio.preview import only_segment, preview
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import make_workspace

SCRIPT = """---
title: Bản tin thử
length: 15:00
speakers:
  PTV nữ: nữ
  PTV nam: nam
---

# Mở đầu

[nhạc hiệu: jingles/hieu.wav]

PTV nữ: Kính chào quý vị.

[nhạc nền: beds/nen.wav]

# Tin

PTV nam: Hôm nay trời nắng đẹp, bà con ra đồng.

# Thời tiết

PTV nữ: Ngày mai có mưa.

[hết nhạc nền]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make_workspace(tmp_path, {"tin": SCRIPT})


def test_a_segment_is_heard_and_nothing_is_built(home: Path) -> None:
    workspace = Workspace.open(home)
    made = preview(workspace, home / "scripts/tin.md", "2")
    assert (made.segment, made.title) == (2, "Tin")
    assert made.path == home / ".radioprog/preview/tin-2.wav"
    heard = measure(made.path)
    assert heard.duration == pytest.approx(made.duration, abs=0.01)
    assert heard.loudness.integrated == pytest.approx(-23.0, abs=0.2)
    assert made.duration < 30  # the length of the whole programme is no matter
    assert not (home / "build").exists()


def test_a_bed_that_began_before_plays_under_it(home: Path) -> None:
    script, _ = parse_script(SCRIPT, file="tin.md", name="tin")
    assert script is not None
    kinds = [type(block) for block in only_segment(script, 1).body][1:]
    assert kinds == [SoundCue, Speech, BedEnd]
    assert [type(block) for block in only_segment(script, 2).body][1:] == [SoundCue, Speech, BedEnd]
    first = [block for block in only_segment(script, 0).body if isinstance(block, SoundCue)]
    assert [block.file for block in first] == ["jingles/hieu.wav", "beds/nen.wav"]


def test_it_is_asked_for_by_its_heading_and_written_where_one_says(
    home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "nghe.wav"
    made = preview(Workspace.open(home), home / "scripts/tin.md", "thời tiết", output=target)
    assert made.segment == 3 and made.path == target and target.is_file()


@pytest.mark.parametrize("written", ["0", "4", "Thể thao", "-1", ""])
def test_a_segment_that_is_not_there_is_told_with_those_that_are(home: Path, written: str) -> None:
    with pytest.raises(UsageError) as told:
        preview(Workspace.open(home), home / "scripts/tin.md", written)
    (found,) = told.value.findings
    assert found.code == "unknown-segment" and "Thời tiết" in found.remedy.vi


def test_only_what_is_heard_has_to_be_there(home: Path) -> None:
    (home / "assets/jingles/hieu.wav").unlink()
    preview(Workspace.open(home), home / "scripts/tin.md", "2")
    with pytest.raises(ContentError) as told:
        preview(Workspace.open(home), home / "scripts/tin.md", "1")
    assert "missing-asset" in {found.code for found in told.value.findings}


def test_a_programme_stays_as_it_was_built(home: Path) -> None:
    workspace = Workspace.open(home)
    build(workspace).raise_for_errors()
    before = {path: path.read_bytes() for path in (home / "build").rglob("*") if path.is_file()}
    preview(workspace, home / "scripts/tin.md", "1")
    after = {path: path.read_bytes() for path in (home / "build").rglob("*") if path.is_file()}
    assert before == after
    assert np.array_equal(sorted(before), sorted(after))


def test_the_same_segment_gives_the_same_bytes(home: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.wav", tmp_path / "other.wav"
    for target in (one, other):
        preview(Workspace.open(home), home / "scripts/tin.md", "1", output=target)
    assert one.read_bytes() == other.read_bytes()


def test_both_commands_make_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = str(home / "scripts/tin.md")
    assert run(["build", script, "--segment", "2", "-C", str(home), "--json"]) == 0
    assert '"segment": 2' in capsys.readouterr().out
    assert run(["say", script, "--segment", "Tin", "-C", str(home), "--lang", "vi"]) == 0
    assert "Nghe thử 2. Tin: .radioprog/preview/tin-2.wav" in capsys.readouterr().err
    assert run(["build", "--segment", "2", "-C", str(home)]) == 2
    assert run(["say", "Xin chào", "-C", str(home)]) == 2
