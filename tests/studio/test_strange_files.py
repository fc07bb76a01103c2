"""What stands where a file should be is told at once, in words, wherever it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import needs_permissions
from tests.studio.workspace import SCRIPT, make_workspace

VERBS = (("check",), ("build",), ("schedule",), ("calendar",), ("voices",))


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "radioprog", "--lang", "en", *arguments],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "ws", {"a": SCRIPT})


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda p: os.symlink("/dev/zero", p)])
@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("record/calendar.jsonl", "calendar"),
        ("record/ledger.jsonl", "calendar"),
        ("record/first-days.jsonl", "schedule"),
        ("record/approvals.jsonl", "schedule"),
        ("build/a/manifest.json", "build"),
        (".radioprog/index.json", "build"),
        ("voices/v.onnx.json", "voices"),
        ("scripts/b.md", "check"),
    ],
)
def test_what_is_no_file_is_never_waited_for_nor_a_mistake_of_ours(root, name, verb, make):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.startswith("voices"):
        path.with_suffix("").write_bytes(b"model")
    make(path)
    ended = run(root, verb)
    assert ended.returncode in (0, 1, 2, 3), ended.stderr
    assert "internal-error" not in ended.stderr
    if name.startswith("record") or (name.startswith("scripts") and make is not os.mkdir):
        assert "not-a-file" in ended.stderr or "path-outside" in ended.stderr or ended.returncode


@pytest.mark.parametrize("verb", ["check", "build"])
@pytest.mark.parametrize("name", [b"b\xff.md", b"\xed\xa0\x80.md"])
def test_a_name_that_is_no_text_is_a_finding(root: Path, verb: str, name: bytes) -> None:
    (root / "scripts" / os.fsdecode(name)).write_text(SCRIPT, encoding="utf-8")
    ended = run(root, verb)
    assert ended.returncode == 1, ended.stderr
    assert "unportable-name" in ended.stderr and "internal-error" not in ended.stderr


@needs_permissions
@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_folder_that_may_not_be_read_is_told(root: Path, verb: str) -> None:
    folder = root / "scripts" / "sub"
    folder.mkdir()
    folder.chmod(0)
    try:
        ended = run(root, verb)
    finally:
        folder.chmod(0o755)
    assert ended.returncode == 1
    assert "scripts/sub: error[unreadable-folder]" in ended.stderr


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_script_that_is_a_link_out_of_the_workspace_is_not_read(root: Path, verb: str) -> None:
    secret = root.parent / "secret.md"
    secret.write_text(SCRIPT, encoding="utf-8")
    (root / "scripts" / "s.md").symlink_to(secret)
    ended = run(root, verb)
    assert ended.returncode == 1
    assert "scripts/s.md: error[path-outside]" in ended.stderr
    assert not (root / "build" / "s").exists()


def test_a_schedule_that_is_a_link_out_of_the_workspace_shows_nothing_of_it(root: Path) -> None:
    (root / "schedules").mkdir(exist_ok=True)
    (root / "schedules" / "p.yaml").symlink_to("/etc/passwd")
    ended = run(root, "schedule")
    assert "path-outside" in ended.stderr and "root:" not in ended.stderr + ended.stdout


def test_names_cannot_command_the_terminal(root: Path) -> None:
    (root / "scripts" / "x\x1b]0;own\x07.md").write_text(SCRIPT, encoding="utf-8")
    ended = run(root, "build")
    assert "\x1b" not in ended.stdout + ended.stderr and "\x07" not in ended.stdout + ended.stderr
