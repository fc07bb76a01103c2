"""Care of the cache: what is asked is done and counted, the sound that is whole stays."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from radioprog.kernel.units import Seconds
from radioprog.studio.build import build
from radioprog.studio.cache import SOUND, Cared, care
from radioprog.studio.production import stages
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import make_workspace


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_workspace(tmp_path_factory.mktemp("cache") / "ws")
    assert build(Workspace.open(root)).exit_status == 0
    return root


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(built, tmp_path / "ws")
    return Workspace.open(tmp_path / "ws")


def entries(workspace: Workspace) -> list[Path]:
    return sorted(
        path for path in (workspace.cache / SOUND / "entries").rglob("*") if path.is_file()
    )


def test_a_cache_that_is_not_there_is_empty(tmp_path: Path) -> None:
    bare = Workspace.open(make_workspace(tmp_path))
    assert care(bare) == Cared(0, 0)
    assert care(bare, verify=True) == Cared(0, 0, verified=0)
    assert care(bare, keep_bytes=0).removed is None
    assert not bare.cache.exists()


def test_counting_changes_nothing(workspace: Workspace) -> None:
    before = {path: path.read_bytes() for path in entries(workspace)}
    cared = care(workspace)
    assert cared.entries == len(before) > 0
    assert cared.bytes >= sum(map(len, before.values()))
    assert (cared.verified, cared.removed, cared.findings) == (None, None, ())
    assert {path: path.read_bytes() for path in entries(workspace)} == before


def test_what_is_whole_is_counted_and_what_is_damaged_is_told(workspace: Workspace) -> None:
    whole = care(workspace, verify=True)
    assert (whole.verified, whole.findings) == (whole.entries, ())
    victim = entries(workspace)[0]
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 0xFF
    victim.chmod(0o644)
    victim.write_bytes(bytes(data))
    spoilt = care(workspace, verify=True)
    assert spoilt.verified == whole.entries - 1
    assert len(spoilt.findings) == 1


def test_nothing_is_removed_that_may_stay(workspace: Workspace) -> None:
    before = entries(workspace)
    assert care(workspace, unused_for=Seconds(3600.0)).removed == 0
    assert care(workspace, keep_bytes=1 << 40).removed == 0
    assert entries(workspace) == before


def test_what_is_too_much_goes_and_is_made_again(workspace: Workspace) -> None:
    before = care(workspace).entries
    cared = care(workspace, keep_bytes=0)
    assert (cared.removed, cared.entries) == (before, 0)
    assert entries(workspace) == []
    assert [str(each.status) for each in build(workspace).programmes] == ["current"]


def test_sound_that_goes_bad_between_speaking_and_mixing_is_never_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails under a long mix: the programme is refused, and whole the next time."""
    root = make_workspace(tmp_path)
    render = stages.render

    def spoil(*given: Any, **more: Any) -> Any:
        for path in entries(Workspace.open(root)):
            data = bytearray(path.read_bytes())
            data[16:-200] = bytes(len(data) - 216)
            path.chmod(0o644)
            path.write_bytes(bytes(data))
        return render(*given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(stages, "render", spoil)
        report = build(Workspace.open(root))
    assert [each.status for each in report.programmes] == ["failed"]
    assert {each.code for each in report.programmes[0].findings if each.is_error} == {
        "cache-entry-changed"
    }
    assert not list(Workspace.open(root).build.rglob("*.mp3"))
    again = build(Workspace.open(root))
    assert [each.status for each in again.programmes] == ["built"]
    assert "cache-damaged" in {
        each.code for each in (*again.findings, *again.programmes[0].findings)
    }


def test_the_figures_for_a_program() -> None:
    assert Cared(3, 400, verified=2, removed=1).to_json() == {
        "entries": 3,
        "bytes": 400,
        "verified": 2,
        "removed": 1,
    }
