"""Where stdout or stderr lead to something broken, the command ends plainly all the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.studio.workspace import make_workspace

COMMAND = f'"{sys.executable}" -m radioprog'
FULL = Path("/dev/full")


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    place = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": os.environ["PATH"]}
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, env=place, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("w"))


def test_a_closed_stdout_or_stderr_changes_no_status(root: Path) -> None:
    for line in (
        f"{COMMAND} --json check >&-",
        f"{COMMAND} check 2>&-",
        f"{COMMAND} check >&- 2>&-",
    ):
        done = shell(line, root)
        assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_stdout_is_the_disks_fault_and_a_full_stderr_nobodys(root: Path) -> None:
    done = shell(f"{COMMAND} --json check > /dev/full", root)
    assert done.returncode == 3
    assert "disk-full" in done.stderr
    assert "Traceback" not in done.stderr
    assert shell(f"{COMMAND} check 2> /dev/full", root).returncode == 0


def test_a_reader_who_leaves_is_no_failure(root: Path) -> None:
    done = shell(f"{COMMAND} voices | head -1; {COMMAND} --json schema script | true", root)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_is_utf_8_whatever_the_names_on_disk_are(root: Path) -> None:
    name = b"x\xff.md"
    (root / "scripts").joinpath(os.fsdecode(name)).write_bytes(b"A: x\n")
    done = shell(f"{COMMAND} --json check", root)
    assert done.returncode == 1
    json.loads(done.stdout)
    os.unlink(os.fsencode(root / "scripts") + b"/" + name)
