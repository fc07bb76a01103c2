"""Care of the cache: what is asked is done and counted, the sound that is whole stays."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.units import Seconds
from radioprog.studio.build import build
from radioprog.studio.cache import SOUND, Cared, care, keep_within
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


def test_a_build_keeps_the_cache_within_the_limit_of_the_workspace(
    workspace: Workspace,
) -> None:
    limit = 1_000_000
    kept = build(replace(workspace, cache_limit=None), force=True).programmes[0]
    before = care(workspace)
    assert before.bytes > limit
    assert "cache-pruned" not in {each.code for each in kept.findings}
    made = build(replace(workspace, cache_limit=limit), force=True).programmes[0]
    after = care(workspace)
    assert (made.status, made.exit_status) == ("built", 0)
    assert after.bytes <= limit
    assert {"cache-pruned", "cache-too-small"} <= {each.code for each in made.findings}
    (told,) = [each for each in made.findings if each.code == "cache-pruned"]
    assert told.params["count"] == before.entries - after.entries
    assert [each.sha256 for each in made.deliveries] == [each.sha256 for each in kept.deliveries]
    manifest = (made.folder / "manifest.json").read_text("utf-8")
    assert "cache-pruned" not in manifest


def test_what_is_within_the_limit_is_left_alone(workspace: Workspace) -> None:
    aside = workspace.cache / SOUND / "aside" / "damaged"
    aside.write_bytes(b"kept to be looked at")
    before = entries(workspace)
    assert keep_within(workspace, workspace.cache / SOUND, since=0.0) == ()
    assert entries(workspace) == before
    assert aside.exists()


def test_what_another_build_uses_stays_whatever_the_limit_says(workspace: Workspace) -> None:
    other = FolderStore(workspace.cache / SOUND)
    used = entries(workspace)[0].name
    assert other.get(used) is not None
    try:
        small = replace(workspace, cache_limit=1)
        (told,) = keep_within(small, workspace.cache / SOUND, since=time.time() + 60)
        assert told.code == "cache-pruned"
        assert [path.name for path in entries(workspace)] == [used]
    finally:
        other.close()
    assert len(keep_within(small, workspace.cache / SOUND, since=0.0)) == 2
    assert entries(workspace) == []
