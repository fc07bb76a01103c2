"""The crew: what it makes of every answer a worker can give, without any worker.

The workers here are scripted: each programme's name leads to the answers that its errands get, one
after the other. What real workers answer is proven in `test_pool` and `test_executors`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from radioprog.kernel.errors import BugError, Interrupted, MachineError
from radioprog.kernel.findings import Severity, Text, composed
from radioprog.studio.build import build
from radioprog.studio.catalogue import all_sources
from radioprog.studio.production import make as make_module
from radioprog.studio.production.options import BuildOptions, Task
from radioprog.studio.production.result import BuildStatus, Programme, failed
from radioprog.studio.workers import dispatch
from radioprog.studio.workers.bundle import Parcel
from radioprog.studio.workers.cluster import ClusterPool
from radioprog.studio.workers.dispatch import side_by_side
from radioprog.studio.workers.job import FOLDER, Errand, OutOfSight, mark_of, versions, work
from radioprog.studio.workspace import CACHE, Workspace
from tests.studio.workspace import SCRIPT, make_workspace

Step = Callable[[Errand], Any]


def trouble(code: str) -> MachineError:
    return MachineError(composed(code, Severity.ERROR, Text("a", "b"), Text("c", "d")))


def built(errand: Errand) -> Programme:
    """What a worker answers that made its programme."""
    task = errand.task
    path = task.workspace.show(task.source.path)
    return Programme(path, BuildStatus.BUILT, task.source.folder, task.workspace.root)


def fails(code: str) -> Step:
    return lambda errand: failed(errand.task, trouble(code))


def raises(problem: BaseException) -> Step:
    def step(errand: Errand) -> None:
        raise problem

    return step


def out_of_sight(errand: Errand) -> OutOfSight:
    return OutOfSight()


class Scripted(Executor):
    """Answers at once, by the name of the programme."""

    def __init__(self, **steps: Iterable[Step]) -> None:
        self.steps = {name: list(each) for name, each in steps.items()}
        self.errands: list[Errand] = []
        self.was_shut_down = False

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        (errand,) = args
        self.errands.append(errand)
        step = self.steps[errand.task.source.name].pop(0)
        future: Future[Any] = Future()
        if step is never:
            return future
        try:
            future.set_result(step(errand))
        except BrokenExecutor as problem:
            if step is refuses:
                raise
            future.set_exception(problem)
        except Exception as problem:
            future.set_exception(problem)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.was_shut_down = True


class ScriptedCluster(Scripted, ClusterPool):
    """The same, as a cluster whose able workers are counted."""

    def __init__(self, able: Iterable[bool], **steps: Iterable[Step]) -> None:
        Scripted.__init__(self, **steps)
        self.able = list(able)

    def pass_over(self, fits: Any, /, *args: Any, **kwargs: Any) -> bool:
        return self.able.pop(0) if self.able else False

    def strays(self, waiting: Iterable[Future[Any]]) -> list[Future[Any]]:
        return list(waiting)


def never(errand: Errand) -> None:
    """The worker that never answers."""


def refuses(errand: Errand) -> None:
    raise BrokenExecutor("no worker can be started")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(make_workspace(tmp_path, {"a": SCRIPT, "b": SCRIPT}))


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the crew makes in its own process is only noted."""
    made: list[str] = []

    def make(task: Task) -> Programme:
        made.append(task.source.name)
        return built(Errand(task, "", {}))

    monkeypatch.setattr(dispatch, "make_safely", make)
    return made


def tasks_of(workspace: Workspace, *names: str, debug: bool = False) -> dict[str, Task]:
    options = BuildOptions(debug=debug)
    sources = {source.name: source for source in all_sources(workspace)}
    return {name: Task(workspace, sources[name], options, ("new",), 1) for name in names}


def run(
    workspace: Workspace, executor: Executor, *names: str, debug: bool = False, **more: Any
) -> dict[str, Programme]:
    tasks = tasks_of(workspace, *(names or ("a",)), debug=debug)
    return dict(side_by_side(tasks, executor, workspace=workspace, **more))


def codes(made: Mapping[str, Programme]) -> dict[str, list[str]]:
    return {name: [found.code for found in each.findings] for name, each in made.items()}


def test_each_programme_is_given_once_and_told_once(workspace: Workspace) -> None:
    told: list[tuple[str, str, float]] = []
    pool = Scripted(a=[built], b=[fails("x")])
    made = run(
        workspace, pool, "a", "b", tell=lambda name, what, share: told.append((name, what, share))
    )
    assert {name: str(each.status) for name, each in made.items()} == {"a": "built", "b": "failed"}
    assert sorted(told) == [("a", "built", 1.0), ("b", "failed", 1.0)]
    assert codes(made) == {"a": [], "b": ["x"]}


def test_the_sign_stands_while_there_is_work_and_goes_afterwards(workspace: Workspace) -> None:
    folder = workspace.root / CACHE / FOLDER
    seen: list[int] = []

    def look(errand: Errand) -> Programme:
        seen.append(len(list(folder.iterdir())))
        assert (folder / errand.sign).is_dir()
        return built(errand)

    run(workspace, Scripted(a=[look]))
    assert seen == [1]
    assert list(folder.iterdir()) == []


def test_what_is_raised_while_it_asks_ends_the_work_and_calls_the_rest_off(
    workspace: Workspace,
) -> None:
    def stop() -> None:
        raise Interrupted(composed("cancelled", Severity.ERROR, Text("a", "b"), Text("c", "d")))

    pool = Scripted(a=[never])
    with pytest.raises(Interrupted):
        run(workspace, pool, ask=stop)
    assert list((workspace.root / CACHE / FOLDER).iterdir()) == []


def test_a_mistake_of_ours_in_a_worker_is_the_programmes_own_failure(workspace: Workspace) -> None:
    made = run(workspace, Scripted(a=[raises(ZeroDivisionError("x"))], b=[built]), "a", "b")
    assert codes(made) == {"a": ["internal-error"], "b": []}
    assert made["a"].exit_status == BugError.exit_status


def test_with_debug_a_mistake_of_ours_comes_through(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError):
        run(workspace, Scripted(a=[raises(ZeroDivisionError("x"))]), debug=True)


@pytest.mark.parametrize("debug", [False, True])
def test_work_that_a_cluster_called_off_is_told_as_lost(workspace: Workspace, debug: bool) -> None:
    made = run(workspace, Scripted(a=[raises(CancelledError())]), debug=debug)
    assert codes(made) == {"a": ["cluster-lost"]}


# -- workers that do not see the workspace -----------------------------------------------------


class FakePacker:
    """Packs nothing; notes what it was asked."""

    asked: list[tuple[str, bool]] = []  # noqa: RUF012
    parcel: Parcel | Exception | None = None

    def __init__(self, workspace: Workspace, store: str) -> None:
        self.store = store

    def pack(self, task: Task, *, anew: bool = False) -> Parcel | None:
        self.asked.append((task.source.name, anew))
        if isinstance(self.parcel, Exception):
            raise self.parcel
        return self.parcel


@pytest.fixture
def packer(monkeypatch: pytest.MonkeyPatch) -> type[FakePacker]:
    monkeypatch.setattr(dispatch, "Packer", FakePacker)
    monkeypatch.setattr(FakePacker, "asked", [])
    monkeypatch.setattr(FakePacker, "parcel", object())
    return FakePacker


def test_without_a_storage_it_is_told_that_the_folder_is_not_shared(workspace: Workspace) -> None:
    made = run(workspace, Scripted(a=[out_of_sight]))
    assert codes(made) == {"a": ["workspace-not-shared"]}
    assert "--store" in made["a"].findings[0].render("vi")


def test_with_a_storage_the_inputs_are_sent(workspace: Workspace, packer: type) -> None:
    pool = Scripted(a=[out_of_sight, built])
    made = run(workspace, pool, store="file:///x")
    assert made["a"].status is BuildStatus.BUILT
    assert packer.asked == [("a", False)]
    assert [errand.parcel is not None for errand in pool.errands] == [False, True]


def test_inputs_that_were_spoilt_on_the_way_are_sent_anew_once(
    workspace: Workspace, packer: type
) -> None:
    pool = Scripted(a=[out_of_sight, fails("blob-damaged"), fails("blob-damaged")])
    made = run(workspace, pool, store="file:///x")
    assert packer.asked == [("a", False), ("a", True)]
    assert codes(made) == {"a": ["blob-damaged"]}


def test_what_cannot_travel_is_made_here(
    workspace: Workspace, packer: type, at_home: list[str]
) -> None:
    packer.parcel = None
    made = run(workspace, Scripted(a=[out_of_sight]), store="file:///x")
    assert (made["a"].status, at_home) == (BuildStatus.BUILT, ["a"])


def test_a_storage_that_fails_is_the_programmes_failure(workspace: Workspace, packer: type) -> None:
    packer.parcel = trouble("store-unreachable")
    made = run(workspace, Scripted(a=[out_of_sight], b=[built]), "a", "b", store="file:///x")
    assert codes(made) == {"a": ["store-unreachable"], "b": []}


# -- workers that differ, leave or die ---------------------------------------------------------


def test_what_one_worker_cannot_make_another_makes_and_that_is_told(workspace: Workspace) -> None:
    pool = ScriptedCluster([True], a=[fails("worker-differs"), built])
    made = run(workspace, pool)
    assert made["a"].status is BuildStatus.BUILT
    assert codes(made) == {"a": ["worker-passed-over"]}


def test_where_no_worker_fits_the_reason_stays(workspace: Workspace) -> None:
    pool = ScriptedCluster([False], a=[fails("worker-differs")])
    assert codes(run(workspace, pool)) == {"a": ["worker-differs"]}


def test_a_programme_is_handed_on_three_times_and_no_more(workspace: Workspace) -> None:
    pool = ScriptedCluster([True] * 9, a=[fails("worker-differs")] * 9)
    assert codes(run(workspace, pool)) == {"a": ["worker-differs"]}
    assert len(pool.errands) == 1 + dispatch.ATTEMPTS


def test_processes_of_this_machine_are_not_passed_over(workspace: Workspace) -> None:
    pool = Scripted(a=[fails("worker-differs")])
    assert codes(run(workspace, pool)) == {"a": ["worker-differs"]}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "BEAT", 0.02)


def test_what_waits_for_workers_that_are_gone_is_handed_out_anew(
    workspace: Workspace, hurried: None
) -> None:
    pool = ScriptedCluster([True], a=[never, built])
    assert run(workspace, pool)["a"].status is BuildStatus.BUILT
    assert len(pool.errands) == 2


def test_a_cluster_that_stays_without_workers_is_told(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "ALONE", 0.05)
    pool = ScriptedCluster([], a=[never])
    assert codes(run(workspace, pool)) == {"a": ["cluster-empty"]}


def test_a_worker_that_comes_back_in_time_ends_the_waiting(
    workspace: Workspace, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "ALONE", 600.0)
    pool = ScriptedCluster([False, False, True], a=[never, built])
    assert run(workspace, pool)["a"].status is BuildStatus.BUILT


def leaves_its_mark(errand: Errand) -> None:
    """The worker that dies in the middle of its programme."""
    task = errand.task
    mark_of(task.workspace.root, errand.sign, task.source.name).touch()
    raise BrokenExecutor("a process died")


def test_a_dead_worker_of_somebody_elses_takes_only_its_own_programme(
    workspace: Workspace, at_home: list[str]
) -> None:
    pool = Scripted(a=[leaves_its_mark], b=[raises(BrokenExecutor("a process died"))])
    made = run(workspace, pool, "a", "b")
    assert codes(made) == {"a": ["worker-lost"], "b": []}
    assert at_home == ["b"]
    assert pool.was_shut_down


def test_a_pool_that_starts_nobody_loses_nothing(workspace: Workspace, at_home: list[str]) -> None:
    made = run(workspace, Scripted(a=[refuses], b=[refuses]), "a", "b")
    assert [each.status for each in made.values()] == [BuildStatus.BUILT] * 2
    assert sorted(at_home) == ["a", "b"]


# -- what a worker itself does -----------------------------------------------------------------


def errand_of(workspace: Workspace, sign: str = "sign", **other: str) -> Errand:
    return Errand(tasks_of(workspace, "a")["a"], sign, {**versions(), **other})


def test_a_worker_with_other_versions_makes_nothing_and_says_which(workspace: Workspace) -> None:
    answer = work(errand_of(workspace, numpy="0.1", nothing="7"))
    assert isinstance(answer, Programme)
    assert [found.code for found in answer.findings] == ["worker-differs"]
    text = answer.findings[0].render("en")
    assert "≠ 0.1" in text and "nothing None ≠ 7" in text
    assert not (workspace.root / "build").exists()


def test_a_worker_that_sees_no_sign_says_so(workspace: Workspace) -> None:
    assert work(errand_of(workspace)) == OutOfSight()


def test_a_worker_that_sees_the_sign_makes_the_programme_and_takes_its_mark_away(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = workspace.root / CACHE / FOLDER / "sign"
    folder.mkdir(parents=True)
    marks: list[int] = []

    def make(task: Task, tell: object) -> Programme:
        marks.append(len(list(folder.iterdir())))
        return built(Errand(task, "", {}))

    monkeypatch.setattr("radioprog.studio.production.make.make", make)
    answer = work(errand_of(workspace))
    assert isinstance(answer, Programme) and answer.status is BuildStatus.BUILT
    assert marks == [1]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("problem", "code", "status"),
    [(trouble("x"), "x", 3), (KeyError("web"), "internal-error", 4)],
)
def test_what_goes_wrong_in_a_worker_is_the_programmes_failure(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    problem: Exception,
    code: str,
    status: int,
) -> None:
    def make(task: Task, tell: object) -> Programme:
        raise problem

    (workspace.root / CACHE / FOLDER / "sign").mkdir(parents=True)
    monkeypatch.setattr("radioprog.studio.production.make.make", make)
    answer = work(errand_of(workspace))
    assert isinstance(answer, Programme)
    assert ([found.code for found in answer.findings], answer.exit_status) == ([code], status)
    assert answer.title == "Bản tin thử"


def test_who_stops_the_work_stops_all_of_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(task: Task, tell: object) -> Programme:
        raise Interrupted(composed("cancelled", Severity.ERROR, Text("a", "b"), Text("c", "d")))

    (workspace.root / CACHE / FOLDER / "sign").mkdir(parents=True)
    monkeypatch.setattr("radioprog.studio.production.make.make", make)
    with pytest.raises(Interrupted):
        work(errand_of(workspace))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EPERM, "not-writable"),
        (errno.EBADF, "internal-error"),
    ],
)
def test_a_disk_that_refuses_a_librarys_own_write_is_no_mistake_of_ours(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(tmp_path)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(make_module, "make", refuse)
    (made,) = build(Workspace.open(root)).programmes
    assert [each.code for each in made.findings if each.is_error] == [code]
    assert made.exit_status == (4 if code == "internal-error" else 3)
