"""A parcel holds all that a programme is made of, and what comes back is whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from radioprog.kernel.errors import MachineError
from radioprog.kernel.files import PART
from radioprog.studio.build import build
from radioprog.studio.catalogue import all_sources
from radioprog.studio.production.options import BuildOptions, Task
from radioprog.studio.workers.bundle import Brought, Packer, carry_out
from radioprog.studio.workers.job import make_safely
from radioprog.studio.workspace import Workspace
from tests.studio.test_build import tree
from tests.studio.workspace import SCRIPT, make_workspace

pytest.importorskip("fsspec", reason="the cluster extra is not installed")

INCLUDED = "PTV nam: Đây là phần chèn vào.\n"


def make(folder: Path) -> Path:
    root = make_workspace(folder, {"tin/một": SCRIPT + "\n[chèn: _chung.md]\n"})
    (root / "scripts/_chung.md").write_text(INCLUDED, encoding="utf-8")
    (root / "lexicon.yaml").write_text("nắng: nóng\n", encoding="utf-8")
    (root / "assets/unused.wav").write_bytes(b"not asked for")
    return root


def task_of(root: Path) -> Task:
    (source,) = all_sources(Workspace.open(root))
    return Task(Workspace.open(root), source, BuildOptions(), ("new",), threads=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "ws")


def test_the_parcel_holds_what_the_script_names_and_no_more(root: Path) -> None:
    parcel = Packer(Workspace.open(root), "memory://names/x").pack(task_of(root))
    assert parcel is not None
    assert parcel.script == "scripts/tin/một.md"
    assert set(parcel.files) == {
        "radioprog.yaml",
        "lexicon.yaml",
        "scripts/tin/một.md",
        "scripts/_chung.md",
        "assets/jingles/hieu.wav",
        "assets/beds/nen.wav",
    }


def test_added_voices_that_the_script_uses_travel_along(root: Path) -> None:
    settings = (root / "radioprog.yaml").read_text(encoding="utf-8")
    chain = "[{engine: piper, voice: vi_VN-x}, {engine: tone, voice: high}]"
    settings = settings.replace("{engine: tone, voice: high}", chain)
    (root / "radioprog.yaml").write_text(settings, encoding="utf-8")
    (root / "voices").mkdir()
    for name in ("vi_VN-x.onnx", "vi_VN-x.onnx.json", "vi_VN-x.voice.json", "other.onnx"):
        (root / "voices" / name).write_text(name)
    parcel = Packer(Workspace.open(root), "memory://voices/x").pack(task_of(root))
    assert parcel is not None
    assert {name for name in parcel.files if name.startswith("voices/")} == {
        "voices/vi_VN-x.onnx",
        "voices/vi_VN-x.onnx.json",
        "voices/vi_VN-x.voice.json",
    }


def test_a_script_with_errors_stays_at_home(root: Path) -> None:
    (root / "assets/beds/nen.wav").unlink()
    assert Packer(Workspace.open(root), "memory://home/x").pack(task_of(root)) is None


def test_made_elsewhere_it_is_the_same_to_the_byte(root: Path, tmp_path: Path) -> None:
    url = f"memory://{tmp_path.name}/same"
    twin = make(tmp_path / "twin")
    build(Workspace.open(twin))
    old = root / "build/tin/một/một.station.mp3"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"of an earlier build")
    task, packer = task_of(root), Packer(Workspace.open(root), url)
    brought = _brought(packer, task)
    made = packer.adopt(brought, task)
    assert tree(root / "build") == tree(twin / "build")
    assert (made.status, made.reasons, made.script) == ("built", ("new",), "scripts/tin/một.md")
    assert made.deliveries[0].shown == "build/tin/một/một.wav.wav"
    report = build(Workspace.open(root))
    assert [each.status for each in report.programmes] == ["current"]
    assert report.programmes[0].findings == build(Workspace.open(twin)).programmes[0].findings


def _brought(packer: Packer, task: Task) -> Brought:
    parcel = packer.pack(task)
    assert parcel is not None
    brought = carry_out(parcel, task, make_safely)
    assert isinstance(brought, Brought), brought
    return brought


def test_what_comes_back_damaged_never_becomes_visible(root: Path, tmp_path: Path) -> None:
    task = task_of(root)
    packer = Packer(Workspace.open(root), f"file://{tmp_path}/shared")
    brought = _brought(packer, task)
    last = brought.manifest.outputs[-1].sha256
    (tmp_path / "shared/blobs" / last[:2] / last).write_bytes(b"spoilt")
    with pytest.raises(MachineError) as caught:
        packer.adopt(brought, task)
    assert caught.value.findings[0].code == "blob-damaged"
    assert tree(root / "build") == {}
    assert not list(root.rglob(f"*{PART}"))


def test_a_failure_elsewhere_is_told_as_here(root: Path) -> None:
    task = task_of(root)
    packer = Packer(Workspace.open(root), "memory://fails/x")
    parcel = packer.pack(task)
    assert parcel is not None
    silent = replace(
        parcel, files={**parcel.files, "assets/beds/nen.wav": parcel.files[parcel.script]}
    )
    there = carry_out(silent, task, make_safely)
    (root / "assets/beds/nen.wav").write_bytes((root / parcel.script).read_bytes())
    here = make_safely(task)
    assert not isinstance(there, Brought)
    assert there.findings and there == here
