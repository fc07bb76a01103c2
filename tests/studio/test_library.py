"""Building from a program: the workspace's object is obeyed, scripts and clips from memory."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest

import radioprog
from radioprog.kernel.errors import ContentError, Interrupted, UsageError
from radioprog.record.manifest import NAME, read_manifest
from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(make_workspace(tmp_path / "w"))


def test_a_workspace_changed_in_code_is_obeyed(workspace: Workspace) -> None:
    form = replace(workspace.deliveries["archive"], name="phone", sample_rate=24_000)
    own = replace(
        workspace,
        organisation="ĐÀI KHÁC",
        folders={**workspace.folders, "build": "build2"},
        deliveries={**workspace.deliveries, "phone": form},
    )
    (made,) = build(own, "scripts/ban-tin.md", deliver="phone").programmes
    assert (made.status, [each.name for each in made.deliveries]) == ("built", ["phone"])
    delivery = made.delivery("phone")
    assert delivery.path == workspace.root / "build2/ban-tin/ban-tin.phone.flac"
    assert delivery.shown == "build2/ban-tin/ban-tin.phone.flac"
    assert delivery.loudness.integrated == pytest.approx(-23.0, abs=0.2)
    assert "ĐÀI KHÁC".encode() in delivery.path.read_bytes()
    assert made.sidecars is not None and made.sidecars.vtt.is_file()


def test_a_script_and_a_clip_from_memory_are_built_under_its_name(workspace: Workspace) -> None:
    text = "---\ntitle: Tin\nspeakers: {A: nữ}\n---\nA: Xin chào.\n\n[băng: moi.wav | lời: thử]\n"
    script, _ = radioprog.parse_script(text, file="tin.md", name="tin/so-1")
    assert script is not None
    time = np.arange(48_000) / 48_000
    sound = (0.1 * np.sin(2 * np.pi * 440 * time)).astype(np.float32)
    (made,) = build(workspace, script, clips={"moi.wav": sound}).programmes
    assert made.status == "built", made.findings
    assert made.folder == workspace.build / "tin/so-1"
    (again,) = build(workspace, [script], clips={"moi.wav": sound}).programmes
    assert again.status == "current"
    (other,) = build(workspace, script, clips={"moi.wav": sound / 2}).programmes
    assert other.status == "built"


def test_what_progress_raises_comes_back_as_it_is_and_nothing_is_left(workspace: Workspace) -> None:
    class Stop(Exception):
        pass

    def tell(name: str, step: str, share: float) -> None:
        if step == "publish":
            raise Stop("cancel")

    with pytest.raises(Stop, match="cancel"):
        build(workspace, progress=tell)
    assert not any(path.is_file() for path in workspace.build.rglob("*"))
    assert not list((workspace.cache / "scratch").iterdir())


def test_cancelling_begins_no_further_programme(tmp_path: Path) -> None:
    workspace = Workspace.open(make_workspace(tmp_path, dict.fromkeys(("a", "b"), SCRIPT)))
    stop, begun = Event(), []

    def tell(name: str, step: str, share: float) -> None:
        begun.append(name)
        stop.set()

    with pytest.raises(Interrupted) as caught:
        build(workspace, progress=tell, cancel=stop)
    assert caught.value.exit_status == 130
    assert set(begun) == {"a"}
    assert not any(path.is_file() for path in workspace.build.rglob("*"))


@pytest.mark.parametrize(
    "wrong",
    [{"threads": -3}, {"jobs": "2"}, {"deliver": 7}, {"output": 7}, {"clips": [1]}, {"cancel": 1}],
)
def test_bad_arguments_are_told(workspace: Workspace, wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        build(workspace, **wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        build(workspace, [7])  # type: ignore[list-item]


def test_a_failed_programme_names_its_findings(tmp_path: Path) -> None:
    bad = SCRIPT.replace("beds/nen.wav", "beds/khong.wav")
    report = build(Workspace.open(make_workspace(tmp_path, {"a": bad})))
    with pytest.raises(ContentError) as caught:
        report.programmes[0].to_numpy()
    assert [found.code for found in caught.value.findings] == ["not-built", "missing-asset"]
    with pytest.raises(ContentError) as caught:
        report.raise_for_errors()
    assert [found.code for found in caught.value.findings] == ["missing-asset"]


def test_no_file_is_left_open(workspace: Workspace) -> None:
    build(workspace)
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    for _ in range(3):
        build(workspace, force=True)
    if before:
        assert len(os.listdir("/proc/self/fd")) <= before


def test_a_current_programme_tells_in_both_languages(tmp_path: Path) -> None:
    text = SCRIPT.replace("speakers:", 'length: "10:00"\nspeakers:')
    workspace = Workspace.open(make_workspace(tmp_path, {"a": text}))
    first = build(workspace).programmes[0]
    again = build(workspace).programmes[0]
    assert again.status == "current"
    for language in ("vi", "en"):
        assert again.to_json(language)["findings"] == first.to_json(language)["findings"]
    assert "under-length" in {found.code for found in again.findings}


@pytest.mark.parametrize(
    "harm",
    [
        lambda found: found["outputs"][0].update(name="../../../victim.txt"),
        lambda found: found["outputs"][0].update(name=".hidden"),
        lambda found: found["deliveries"][0].update(path="/etc/passwd"),
        lambda found: found["sidecars"].update(vtt="a/../../b"),
        lambda found: found.update(settings={}),
        lambda found: found.update(duration="x"),
        lambda found: found.update(script=None),
        lambda found: found.update(sidecars=[]),
        lambda found: found.update(findings="x"),
        lambda found: found.update(findings=[{}]),
    ],
)
def test_a_strangers_manifest_counts_as_not_built(workspace: Workspace, harm) -> None:  # type: ignore[no-untyped-def]
    build(workspace)
    victim = workspace.root.parent / "victim.txt"
    victim.write_text("mine")
    path = workspace.build / "ban-tin" / NAME
    found = json.loads(path.read_bytes())
    harm(found)
    path.write_text(json.dumps(found))
    assert read_manifest(path.parent) is None
    (made,) = build(workspace).programmes
    assert (made.status, made.reasons) == ("built", ("new",))
    assert victim.read_text() == "mine"


def test_a_manifest_of_brackets_is_none(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("[" * 200_000)
    assert read_manifest(tmp_path) is None


def test_cancelling_reaches_programmes_made_side_by_side(tmp_path: Path) -> None:
    workspace = Workspace.open(make_workspace(tmp_path, dict.fromkeys(("a", "b"), SCRIPT)))
    asked = iter([False, False, False])
    with pytest.raises(Interrupted):
        build(workspace, jobs=2, cancel=lambda: next(asked, True))
    assert not any(path.is_file() for path in workspace.build.rglob("*"))
