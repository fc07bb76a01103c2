"""Processes of this machine: one that dies takes only its own programme, and all stop tidily."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from pathlib import Path

import pytest

from radioprog.kernel.files import PART
from radioprog.studio.build import build
from radioprog.studio.production.result import Report
from radioprog.studio.workers.executors import executor_for
from radioprog.studio.workers.pool import LocalPool
from radioprog.studio.workspace import Workspace
from tests.studio.test_build import tree
from tests.studio.workspace import SCRIPT, make_workspace

LONG = SCRIPT + "\nPTV nữ: Một câu nữa thôi, bà con chờ một chút.\n" * 300
PATIENCE = 120.0


def until(happens: Callable[[], object], what: str) -> None:
    """Wait for something, but not for ever."""
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.01)


def marks(root: Path) -> list[Path]:
    """Give the marks of programmes that are being made just now."""
    return [path for path in root.glob(".radioprog/errands/*/*") if path.is_file()]


def children(parent: int) -> Iterator[int]:
    """Give the living worker processes of a process."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            status = (path / "stat").read_text().rpartition(")")[2].split()
            command = (path / "cmdline").read_bytes()
        except OSError:
            continue
        if int(status[1]) == parent and status[0] != "Z" and b"spawn_main" in command:
            yield int(path.name)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def build_and_kill(root: Path, pool: LocalPool) -> Report:
    """Build, and kill one worker once two programmes are on their way."""

    def kill() -> None:
        until(lambda: len(marks(root)) == 2, "two programmes on their way")
        os.kill(next(children(os.getpid())), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    report = build(Workspace.open(root), executor=pool)
    killer.join()
    return report


def test_a_killed_worker_takes_only_its_own_programme(tmp_path: Path) -> None:
    some = SCRIPT + "\nPTV nữ: Thêm một câu.\n" * 10
    scripts = {"a": some, "b": some.replace("Thêm", "Và"), "c": SCRIPT, "d": SCRIPT}
    clean = make_workspace(tmp_path / "clean", scripts)
    build(Workspace.open(clean))
    root = make_workspace(tmp_path / "killed", scripts)
    with executor_for(2) as pool:
        assert isinstance(pool, LocalPool)
        report = build_and_kill(root, pool)
        lost = [each for each in report.programmes if each.status == "failed"]
        assert [found.code for each in lost for found in each.findings] == ["worker-lost"]
        assert lost[0].script in ("scripts/a.md", "scripts/b.md")
        assert [each.status for each in report.programmes].count("built") == 3
        assert report.exit_status == 3
        again = build(Workspace.open(root), executor=pool)
    assert [each.status for each in again.programmes].count("built") == 1
    assert tree(root / "build") == tree(clean / "build")
    assert not list((root / ".radioprog/errands").iterdir())


class Dead(LocalPool):
    """A pool whose workers die before they begin."""

    started = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.started += 1
        gone: Future[object] = Future()
        gone.set_exception(BrokenExecutor())
        return gone


def test_workers_that_cannot_live_are_given_up_after_a_second_try(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"a": SCRIPT, "b": SCRIPT})
    pool = Dead(1)
    report = build(Workspace.open(root), executor=pool)
    assert [each.findings[0].code for each in report.programmes] == ["worker-lost"] * 2
    assert pool.started == 4


def test_a_broken_pool_of_somebody_else_fails_nothing_that_never_started(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"a": SCRIPT, "b": SCRIPT})
    with ProcessPoolExecutor(1) as pool:
        with pytest.raises(BrokenExecutor):
            pool.submit(os._exit, 3).result()
        report = build(Workspace.open(root), executor=pool)
    assert [each.status for each in report.programmes] == ["built", "built"]


@pytest.fixture
def building(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes], list[int]]]:
    """A command at work with two processes: its workspace, itself, and its workers."""
    root = make_workspace(tmp_path, dict.fromkeys(("a", "b", "c"), LONG))
    command = [sys.executable, "-m", "radioprog", "-C", str(root), "build", "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    until(lambda: len(marks(root)) == 2 or process.poll() is not None, "two programmes")
    time.sleep(0.5)
    yield root, process, list(children(process.pid))
    if process.poll() is None:
        process.kill()
    process.communicate()


def nothing_half_made(root: Path) -> bool:
    visible = [path for path in (root / "build").rglob("*") if path.is_file()]
    return not list(root.rglob(f"*{PART}")) and not visible


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("to_all", [False, True], ids=["parent", "group"])
def test_a_signal_ends_all_at_once_and_leaves_nothing_half_made(
    building: tuple[Path, subprocess.Popen[bytes], list[int]], number: int, to_all: bool
) -> None:
    root, process, workers = building
    assert len(workers) == 2
    (os.killpg if to_all else os.kill)(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert b"Traceback" not in err, err.decode()
    assert nothing_half_made(root)
    assert not any(alive(pid) for pid in workers)
    assert not list((root / ".radioprog/errands").iterdir())


def test_workers_end_with_a_parent_that_was_killed(
    building: tuple[Path, subprocess.Popen[bytes], list[int]],
) -> None:
    root, process, workers = building
    process.kill()
    until(lambda: not any(alive(pid) for pid in workers), "the workers to end")
    assert nothing_half_made(root)
