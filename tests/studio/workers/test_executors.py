"""A cluster makes what one machine makes, to the byte, also when a worker is killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from radioprog.kernel.errors import MachineError, RadioprogError, UsageError
from radioprog.studio.build import build
from radioprog.studio.production.result import Report
from radioprog.studio.workers.executors import executor_for
from radioprog.studio.workspace import Workspace
from tests.conftest import ROOT
from tests.studio.test_build import tree
from tests.studio.workers.test_pool import marks, until
from tests.studio.workspace import SCRIPT, make_workspace

LONGER = SCRIPT + "".join(f"\nPTV nữ: Thêm câu thứ {n} cho dài.\n" for n in range(30))
SCRIPTS = {"a": LONGER, "b": LONGER.replace("Thêm", "Và"), "tin/c": SCRIPT, "d": SCRIPT}
DASK = [sys.executable, "-m", "dask"]


def start(*arguments: str, folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    """Start a part of a cluster in a folder of its own, where no workspace is."""
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [*DASK, *arguments, "--no-dashboard", "--host", "127.0.0.1"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("wb"),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


class Cluster:
    """A real scheduler and two worker processes, all on loopback."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder = folder
        file = folder / "scheduler.json"
        self.parts = [
            start("scheduler", "--port", "0", "--scheduler-file", str(file), folder=folder / "s")
        ]
        until(file.exists, "the scheduler")
        until(lambda: file.read_text().endswith("}"), "its address")
        self.address = json.loads(file.read_text())["address"]
        self.workers = [self.worker(f"w{number}") for number in range(workers)]

    def worker(self, name: str, **environment: str) -> subprocess.Popen[bytes]:
        part = start(
            "worker",
            self.address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--name",
            name,
            "--local-directory",
            str(self.folder / name),
            folder=self.folder / name,
            **environment,
        )
        self.parts.append(part)
        return part

    def stop(self) -> None:
        for part in self.parts:
            part.kill()
        for part in self.parts:
            part.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    made = Cluster(tmp_path / "cluster")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one machine makes: every file with its hash."""
    root = make_workspace(tmp_path_factory.mktemp("local"), SCRIPTS)
    assert build(Workspace.open(root)).exit_status == 0
    return tree(root / "build")


def kill_one_when(happens: object, cluster: Cluster) -> threading.Thread:
    def kill() -> None:
        until(happens, "work under way")  # type: ignore[arg-type]
        cluster.workers[0].send_signal(signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


@pytest.mark.slow
def test_workers_that_see_the_folder_make_the_same_bytes_though_one_is_killed(
    tmp_path: Path, cluster: Cluster, local: dict[str, str]
) -> None:
    root = make_workspace(tmp_path / "ws", SCRIPTS)
    killer = kill_one_when(lambda: len(marks(root)) == 2, cluster)
    with executor_for(None, cluster.address) as executor:
        report = build(Workspace.open(root), executor=executor)
    killer.join()
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert [each.status for each in report.programmes] == ["built"] * 4, report
    assert tree(root / "build") == local


def seen_by_us_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace's path that leads there in this process and nowhere in another one."""
    monkeypatch.chdir(root.parent)
    return Path("/proc/self/cwd") / root.name


@pytest.mark.slow
def test_workers_without_sight_make_the_same_bytes_though_one_is_killed(
    tmp_path: Path, cluster: Cluster, local: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(tmp_path / "ws", SCRIPTS)
    hidden = seen_by_us_alone(root, monkeypatch)
    at_work = cluster.folder / "w0"
    killer = kill_one_when(lambda: list(at_work.rglob("errand-*/workspace")), cluster)
    store = f"file://{tmp_path / 'shared'}"
    with executor_for(None, cluster.address) as executor:
        report = build(Workspace.open(hidden), executor=executor, store=store)
    killer.join()
    assert [each.status for each in report.programmes] == ["built"] * 4, report
    assert tree(root / "build") == local
    assert not list(cluster.folder.glob("w1/**/errand-*"))
    again = build(Workspace.open(root))
    assert [each.status for each in again.programmes] == ["current"] * 4


@pytest.mark.slow
def test_what_cannot_be_made_on_a_cluster_is_told(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = SCRIPT.replace("beds/nen.wav", "beds/nem.wav")
    root = make_workspace(tmp_path / "ws", {"a": SCRIPT, "b": bad})
    hidden = seen_by_us_alone(root, monkeypatch)
    with executor_for(None, cluster.address) as executor:
        report = build(Workspace.open(hidden), executor=executor)
        assert codes(report) == {"a": {"workspace-not-shared"}, "b": {"workspace-not-shared"}}
        assert report.exit_status == 3
        report = build(Workspace.open(hidden), executor=executor, store="memory://nobody/else")
        assert "blob-missing" in codes(report)["a"]
        assert "missing-asset" in codes(report)["b"]
        monkeypatch.setattr("radioprog.studio.workers.dispatch.versions", lambda: {"numpy": "0.1"})
        report = build(Workspace.open(root), executor=executor)
        assert codes(report) == {"a": {"worker-differs"}, "b": {"worker-differs"}}
    assert not (root / "build").exists()


def codes(report: Report) -> dict[str, set[str]]:
    return {
        Path(each.script).stem: {found.code for found in each.findings if found.is_error}
        for each in report.programmes
    }


@pytest.mark.slow
def test_a_scheduler_that_dies_is_told_and_nothing_is_half_made(
    tmp_path: Path, cluster: Cluster
) -> None:
    root = make_workspace(tmp_path / "ws", SCRIPTS)

    def kill() -> None:
        until(lambda: len(marks(root)) == 2, "work under way")
        cluster.parts[0].kill()

    thread = threading.Thread(target=kill)
    thread.start()
    with executor_for(None, cluster.address) as executor:
        report = build(Workspace.open(root), executor=executor)
    thread.join()
    lost = [each for each in report.programmes if each.status == "failed"]
    assert lost and {found.code for each in lost for found in each.findings} == {"cluster-lost"}
    assert report.exit_status == 3


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_uses_a_cluster_and_can_be_stopped_at_once(
    tmp_path: Path, cluster: Cluster, number: int
) -> None:
    root = make_workspace(tmp_path / "ws", SCRIPTS)
    process = subprocess.Popen(
        [sys.executable, "-m", "radioprog", "-C", str(root), "--json", "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "RADIOPROG_CLUSTER": cluster.address},
    )
    until(lambda: len(marks(root)) == 2, "work under way")
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert [each["code"] for each in json.loads(out)["findings"]] == ["interrupted"]
    assert b"Traceback" not in err, err.decode()


@pytest.mark.slow
def test_a_worker_without_radioprog_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    made = Cluster(tmp_path / "cluster", workers=0)
    try:
        made.worker("bare", PYTHONPATH=str(bare(tmp_path / "bare")))
        with pytest.raises(MachineError) as caught, executor_for(None, made.address):
            pass
    finally:
        made.stop()
    assert [found.code for found in caught.value.findings] == ["worker-differs"]


def another(folder: Path) -> Path:
    """Make an import path where radioprog says that it is of another version."""
    info = folder / "radioprog-0.0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: radioprog\nVersion: 0.0.1\n")
    return folder


def in_front_of(folder: Path, *more: Path) -> str:
    return os.pathsep.join(map(str, (folder, *more)))


MANY = {f"p{number}": LONGER.replace("Thêm", f"Thêm {number}") for number in range(4)}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["bare", "another"])
def test_a_worker_that_joins_late_and_cannot_do_the_work_is_passed_over(
    tmp_path: Path, kind: str
) -> None:
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    path = in_front_of(another(tmp_path / "x"), ROOT) if kind == "another" else ""
    path = path or str(bare(tmp_path / "x"))
    twin = make_workspace(tmp_path / "twin", MANY)
    build(Workspace.open(twin))
    root = make_workspace(tmp_path / "ws", MANY)
    made = Cluster(tmp_path / "cluster", workers=1)
    try:
        with executor_for(None, made.address) as executor:
            late = joining(made, root, PYTHONPATH=path)
            report = build(Workspace.open(root), executor=executor)
            late.join()
        assert made.parts[-1].poll() is None, "it was asked, not broken"
    finally:
        made.stop()
    assert [each.status for each in report.programmes] == ["built"] * 4, report
    assert tree(root / "build") == tree(twin / "build")
    told = [found.code for each in report.programmes for found in each.findings]
    assert set(told) == {"worker-passed-over"}, told


def joining(cluster: Cluster, root: Path, **environment: str) -> threading.Thread:
    """Let a worker join as soon as work is under way."""

    def join() -> None:
        until(lambda: marks(root), "work under way")
        cluster.worker("late", **environment)

    thread = threading.Thread(target=join)
    thread.start()
    return thread


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["nobody", "bare"])
def test_a_cluster_that_loses_every_able_worker_is_told_in_time(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    monkeypatch.setattr("radioprog.studio.workers.dispatch.BEAT", 1)
    monkeypatch.setattr("radioprog.studio.workers.dispatch.ALONE", 4)
    root = make_workspace(tmp_path / "ws", MANY)
    made = Cluster(tmp_path / "cluster", workers=1)
    try:
        with executor_for(None, made.address) as executor:
            if kind == "bare":
                made.worker("late", PYTHONPATH=str(bare(tmp_path / "x")))
            killer = kill_one_when(lambda: marks(root), made)
            report = build(Workspace.open(root), executor=executor)
            killer.join()
    finally:
        made.stop()
    failed = [each for each in report.programmes if each.status == "failed"]
    assert failed and report.exit_status == 3
    told = {found.code for each in failed for found in each.findings}
    assert told <= {"cluster-empty", "worker-differs"}


def bare(folder: Path) -> Path:
    """Make an import path where radioprog is not what it should be: an older one, say."""
    (folder / "radioprog").mkdir(parents=True)
    (folder / "radioprog/__init__.py").write_text("")
    return folder


@pytest.mark.parametrize(
    "address",
    [
        "",
        "host",
        "host:",
        "host:0",
        "host:99999",
        "inproc://x:1",
        "tcp://me:secret@host:1",
        "http://host:80",
        "host:80/x",
        "--help",
        "host :80",
    ],
)
def test_what_is_no_address_is_wrong_usage(address: str) -> None:
    with pytest.raises(UsageError) as caught, executor_for(None, address):
        pass
    assert caught.value.findings[0].code == "cluster-address"
    assert "secret" not in str(caught.value)


def test_without_the_extra_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MachineError) as caught, executor_for(None, "127.0.0.1:8786"):
        pass
    assert [found.code for found in caught.value.findings] == ["cluster-missing"]


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["nobody", "silent"])
def test_an_address_where_no_scheduler_is_fails_soon(kind: str) -> None:
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        if kind == "silent":
            listening.listen()
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(RadioprogError) as caught, executor_for(None, address):
            pass
    assert [found.code for found in caught.value.findings] == ["cluster-unreachable"]
    assert caught.value.exit_status == 3


@pytest.mark.slow
def test_a_cluster_without_workers_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    made = Cluster(tmp_path / "cluster", workers=0)
    try:
        with pytest.raises(MachineError) as caught, executor_for(None, made.address):
            pass
    finally:
        made.stop()
    assert [found.code for found in caught.value.findings] == ["cluster-empty"]
