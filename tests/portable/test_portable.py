"""The verbs of a station's day work where there is no fcntl, fork, poll or process group."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def run(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a verb in a Python that lacks what only POSIX has."""
    path = os.pathsep.join([str(HERE), *(each for each in sys.path if each)])
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, "-m", "radioprog", *arguments, "--lang", "en"],
        cwd=workspace,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portable") / "dai"
    made = run(folder.parent, "init", str(folder))
    assert made.returncode == 0, made.stderr
    return folder


def test_the_simulated_system_lacks_what_it_should() -> None:
    code = "import os, select, fcntl"
    lacking = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        capture_output=True,
        check=False,
    )
    assert b"fcntl" in lacking.stderr and lacking.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("build",),
        ("build", "--jobs", "2"),
        ("schedule",),
        ("calendar",),
        ("say", "Xin chào quý vị.", "-o", "said.wav"),
        ("voices",),
        ("cache", "--verify"),
    ],
    ids=" ".join,
)
def test_a_verb_works(workspace: Path, arguments: tuple[str, ...]) -> None:
    ended = run(workspace, *arguments)
    assert ended.returncode == 0, (ended.stdout, ended.stderr)
    assert "internal-error" not in ended.stderr


def test_the_same_sound_comes_out(workspace: Path) -> None:
    """One utterance a process (no fork) gives what a forked child gives."""
    here = subprocess.run(
        [sys.executable, "-m", "radioprog", "say", "Xin chào quý vị.", "-o", "here.wav"],
        cwd=workspace,
        capture_output=True,
        check=False,
    )
    assert here.returncode == 0
    (workspace / ".radioprog").rename(workspace / "kept")
    assert run(workspace, "say", "Xin chào quý vị.", "-o", "there.wav").returncode == 0
    assert (workspace / "here.wav").read_bytes() == (workspace / "there.wav").read_bytes()


def test_a_build_is_recorded_whole(workspace: Path) -> None:
    built = json.loads(run(workspace, "build", "--json").stdout)
    assert {each["status"] for each in built["programmes"]} == {"current"}
