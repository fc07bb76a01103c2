"""A script from outside the workspace is built like any other, and is nobody's orphan."""

from __future__ import annotations

from pathlib import Path

from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace


def test_a_script_from_outside(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w")
    outside = tmp_path / "ngoai.md"
    outside.write_text(
        SCRIPT.replace("[nhạc hiệu", "PTV nữ: UBNDX.\n\n[nhạc hiệu"), encoding="utf-8"
    )
    workspace = Workspace.open(root)
    (made,) = build(workspace, [outside]).programmes
    assert (made.status, made.script) == ("built", outside.as_posix())
    for path in (root / "build/ngoai").iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name
    (again,) = build(workspace, [outside]).programmes
    assert (again.status, again.script) == ("current", outside.as_posix())
    assert build(workspace).findings == ()
    outside.unlink()
    assert [found.code for found in build(workspace).findings] == ["orphan"]


def test_a_failed_programme_still_says_which_it_is(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"a": SCRIPT.replace("beds/nen.wav", "beds/khong.wav")})
    (made,) = build(Workspace.open(root)).programmes
    assert (made.status, made.title, made.series, made.episode) == (
        "failed",
        "Bản tin thử",
        "thu",
        3,
    )


def test_a_link_by_which_what_is_built_leaves_the_workspace_is_told(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w")
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "w/trong").mkdir()
    workspace = Workspace.open(root)
    (root / "build").symlink_to(tmp_path / "ngoai")
    (told,) = build(workspace).findings
    assert (told.code, told.severity, told.place.file) == ("build-outside", "info", "build")
    assert str(tmp_path / "ngoai") in told.message.vi
    (root / "build").unlink()
    (root / "build").symlink_to(root / "trong")
    assert build(workspace).findings == ()
