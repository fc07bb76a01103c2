"""What an executor's own exceptions mean to the person who asked for a build."""

from __future__ import annotations

from concurrent.futures import CancelledError
from itertools import pairwise

import pytest

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.studio.workers import executors
from radioprog.studio.workers.executors import executor_for, no_worker, trouble_of, work_folder
from radioprog.studio.workers.pool import LocalPool

distributed = pytest.importorskip("distributed", reason="the cluster extra is not installed")


class Stranger(Exception):
    """Somebody's exception that wraps another one, as Dask's do."""


def caused(*chain: BaseException) -> BaseException:
    for outer, inner in pairwise(chain):
        outer.__cause__ = inner
    return chain[0]


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (CancelledError(), "cluster-lost"),
        (distributed.comm.CommClosedError("gone"), "cluster-lost"),
        (distributed.KilledWorker("task", None, 3), "worker-lost"),
        (ModuleNotFoundError("No module named 'radioprog'"), "worker-differs"),
        (caused(Stranger("x"), AttributeError("radioprog.studio")), "worker-differs"),
        (caused(Stranger("x"), Stranger("y"), ModuleNotFoundError("radioprog")), "worker-differs"),
        (ModuleNotFoundError("No module named 'numpy'"), None),
        (AttributeError("numpy"), None),
        (caused(Stranger("x"), ModuleNotFoundError("numpy")), None),
        (Stranger("radioprog"), None),
        (KeyError("web"), None),
    ],
)
def test_each_trouble_has_its_words(problem: Exception, code: str | None) -> None:
    told = trouble_of(problem)
    assert [found.code for found in told.findings] == [code] if told else code is None
    assert told is None or told.exit_status == 3


def test_a_cluster_without_workers_has_its_words() -> None:
    problem = no_worker()
    assert [found.code for found in problem.findings] == ["cluster-empty"]


@pytest.mark.parametrize(
    "address", ["", "x", "x:", ":8786", "x:0", "x:65536", "x:123456", "http://x:8786", "x:8786/a"]
)
def test_what_is_no_address_is_wrong_usage_and_nothing_is_asked(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_connected", lambda address: pytest.fail("it was asked"))
    with pytest.raises(UsageError) as caught, executor_for(None, address):
        pass
    assert [found.code for found in caught.value.findings] == ["cluster-address"]


class Client:
    """A scheduler's client as far as a build needs it."""

    def __init__(self, *, waits: bool = False, found: object = "spec") -> None:
        self.waits, self.found, self.closed = waits, found, 0

    def wait_for_workers(self, count: int, timeout: float) -> None:
        if self.waits:
            raise TimeoutError

    def run(self, *arguments: object) -> dict[str, object]:
        if isinstance(self.found, Exception):
            raise self.found
        return {"tcp://a": "spec", "tcp://b": self.found}

    def get_executor(self, *, pure: bool) -> object:
        return object()

    def close(self, timeout: float) -> None:
        self.closed += 1


@pytest.mark.parametrize("address", ["x:1", "tls://x.example:65535", "[::1]:8786", "tcp://a-b:80"])
def test_a_cluster_that_can_work_is_used_and_let_go(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    monkeypatch.setattr(executors, "_connected", lambda given: client if given == address else None)
    with executor_for(4, address) as pool:
        assert pool is not None
        assert client.closed == 0
    assert client.closed == 1


@pytest.mark.parametrize(
    ("client", "code"),
    [
        (Client(waits=True), "cluster-empty"),
        (Client(found=None), "worker-differs"),
        (Client(found=ModuleNotFoundError("radioprog")), "worker-differs"),
    ],
)
def test_a_cluster_that_cannot_work_is_told_and_let_go(
    client: Client, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_connected", lambda address: client)
    with pytest.raises(MachineError) as caught, executor_for(None, "x:8786"):
        pass
    assert [found.code for found in caught.value.findings] == [code]
    assert client.closed == 1


def test_one_job_needs_no_executor(monkeypatch: pytest.MonkeyPatch) -> None:
    with executor_for(1) as executor:
        assert executor is None
    monkeypatch.setattr(executors.os, "cpu_count", lambda: None)
    with executor_for(None) as executor:
        assert executor is None


def test_an_exception_on_the_way_interrupts_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(LocalPool, "interrupt", lambda self: done.append("interrupted"))
    with pytest.raises(KeyboardInterrupt), executor_for(2):
        raise KeyboardInterrupt
    assert done == ["interrupted"]
    with executor_for(2) as pool:
        assert isinstance(pool, LocalPool)
    assert done == ["interrupted"]


def test_a_worker_of_no_cluster_has_a_folder_of_its_own() -> None:
    folder = work_folder()
    assert folder.is_dir()
    assert work_folder() == folder
