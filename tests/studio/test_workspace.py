"""Listeners are told of synthetic voices where the workspace asks for it, and only there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radioprog.script.model import Script, Speech
from radioprog.script.parse import parse_script
from radioprog.studio.build import build
from radioprog.studio.workspace import CACHE_LIMIT, Workspace, read_workspace, with_notice
from tests.studio.workspace import SCRIPT, SETTINGS, make_workspace

SENTENCE = "giọng đọc do máy tổng hợp"


def parsed() -> Script:
    script, _ = parse_script(SCRIPT, file="scripts/a.md", name="a")
    assert script is not None
    return script


@pytest.mark.parametrize(
    ("notice", "at", "speaker"), [("start", 0, "PTV nữ"), ("end", -1, "PTV nam")]
)
def test_the_sentence_stands_first_or_last_by_the_speaker_beside_it(
    notice: str, at: int, speaker: str
) -> None:
    script = with_notice(parsed(), notice, "vi")  # type: ignore[arg-type]
    spoken = [block for block in script.body if isinstance(block, Speech)]
    assert SENTENCE in spoken[at].pieces[0].source.text  # type: ignore[union-attr]
    assert spoken[at].speaker == speaker
    assert len(script.body) == len(parsed().body) + 1


def test_it_is_off_unless_asked_for() -> None:
    assert with_notice(parsed(), "off", "vi") == parsed()


def test_it_is_heard_and_asking_for_it_is_a_reason_to_build_again(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    assert build(Workspace.open(root)).programmes[0].status == "built"
    (root / "radioprog.yaml").write_text(SETTINGS + "báo giọng máy: cuối\n", encoding="utf-8")
    again = build(Workspace.open(root)).programmes[0]
    assert (again.status, again.reasons) == ("built", ("settings-changed",))
    said = (root / "build/ban-tin/ban-tin.transcript.txt").read_text(encoding="utf-8")
    assert said.count(SENTENCE) == 1
    items = json.loads((root / "build/ban-tin/ban-tin.rundown.json").read_text())["items"]
    assert any(SENTENCE in json.dumps(item, ensure_ascii=False) for item in items)


@pytest.mark.parametrize(
    "folders",
    [
        "{build: scripts}",
        "{build: .radioprog}",
        "{build: .radioprog/sound}",
        "{build: assets, record: scripts}",
        "{build: out, record: out}",
        "{build: Scripts}",
        "{build: assets/x}",
        "{build: ra, assets: ra/am-thanh}",
        '{build: "ghi a\u0302m", record: "ghi âm"}',
    ],
)
def test_no_folder_is_also_another_ones(folders: str) -> None:
    workspace, found = read_workspace(f"folders: {folders}\n", Path())
    assert workspace is None
    assert {each.code for each in found} == {"bad-value"}
    assert all(each.place.line == 1 and each.place.column for each in found)


def test_folders_may_be_called_otherwise_and_lie_deeper() -> None:
    text = "folders: {scripts: noi-dung/bai, assets: noi-dung/am-thanh, build: out}\n"
    workspace, found = read_workspace(text, Path())
    assert workspace is not None, found
    assert workspace.folders["assets"] == "noi-dung/am-thanh"


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("", CACHE_LIMIT),
        ("cache: 5GB", 5_000_000_000),
        ("bộ nhớ đệm: 1,5 GB", 1_500_000_000),
        ("cache: 512MiB", 512 << 20),
        ("cache: 1000kB", 1_000_000),
        ("cache: off", None),
        ("cache: tắt", None),
    ],
)
def test_how_much_the_cache_keeps(written: str, limit: int | None) -> None:
    workspace, found = read_workspace(f"organisation: x\n{written}\n", Path())
    assert workspace is not None, found
    assert workspace.cache_limit == limit


@pytest.mark.parametrize(
    "written", ["0", "5", "1kB", "-5GB", "1e9", "GB", "[5GB]", "5GB 5GB", "9" * 400 + "GB"]
)
def test_a_limit_that_means_nothing_is_told(written: str) -> None:
    workspace, found = read_workspace(f"cache: {written}\n", Path())
    assert workspace is None
    assert {each.code for each in found} == {"bad-value"}
    assert all(each.place.line == 1 for each in found)
