"""Batches: in order, bounded, the same wherever they are made; what nobody does is done here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from radioprog.kernel.errors import DiskError
from radioprog.kernel.findings import Text
from radioprog.studio.workers import batches
from radioprog.studio.workers.batches import AHEAD, in_batches
from radioprog.studio.workers.executors import executor_for


def _doubled(numbers: tuple[int, ...]) -> list[int]:
    return [number * 2 for number in numbers]


def _refused(_: object) -> object:
    raise DiskError.of("disk-full", Text("đầy", "full"), Text("-", "-"))


class _Here(Executor):
    """Does at once what it is handed, and counts it; ``before`` may spoil it first."""

    def __init__(self, before: Callable[[int], None] = lambda number: None) -> None:
        self.handed = 0
        self._before = before

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.handed += 1
        self._before(self.handed)
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:
            future.set_exception(problem)
        return future


def _made(executor: Executor | None, rows: list[tuple[int, ...]]) -> list[list[int]]:
    return [made for _, made in in_batches(_doubled, rows, executor)]


ROWS = [(number, number + 1) for number in range(40)]
WANTED = [_doubled(each) for each in ROWS]


def test_the_order_is_that_of_the_batches_in_threads_processes_and_here() -> None:
    assert _made(None, ROWS) == WANTED
    with ThreadPoolExecutor(4) as threads:
        assert _made(threads, ROWS) == WANTED
    with executor_for(2) as processes:
        assert isinstance(processes, Executor)
        assert _made(processes, ROWS) == WANTED


@pytest.mark.parametrize("count", [0, 1])
def test_a_single_batch_is_handed_to_nobody(count: int) -> None:
    executor = _Here()
    assert _made(executor, ROWS[:count]) == WANTED[:count]
    assert executor.handed == 0


def test_no_more_is_taken_than_can_be_held() -> None:
    taken = 0

    def rows() -> Iterator[tuple[int, ...]]:
        nonlocal taken
        for each in ROWS:
            taken += 1
            yield each

    for number, _ in enumerate(in_batches(_doubled, rows(), _Here())):
        assert taken <= number + AHEAD + 1


def test_what_a_batch_raises_is_raised_here_and_the_rest_is_called_off() -> None:
    with (
        ThreadPoolExecutor(1) as threads,
        pytest.raises(DiskError, match="disk-full"),
    ):
        list(in_batches(_refused, ROWS, threads))
    with executor_for(2) as processes, pytest.raises(DiskError, match="disk-full"):
        list(in_batches(_refused, ROWS, processes))


def test_a_broken_executor_is_left_alone_and_the_work_done_here() -> None:
    def breaks(number: int) -> None:
        if number == 3:
            raise BrokenProcessPool

    executor = _Here(breaks)
    assert _made(executor, ROWS) == WANTED
    assert executor.handed == 3


def test_a_worker_that_died_takes_no_batch_along() -> None:
    class Dying(_Here):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            if self.handed < 2:
                return super().submit(fn, *args, **kwargs)
            future: Future[Any] = Future()
            future.set_exception(BrokenExecutor())
            return future

    assert _made(Dying(), ROWS) == WANTED


def test_a_machine_that_would_make_other_bytes_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    where: list[str] = []

    def work(_: object) -> str:
        where.append("")
        return "here"

    monkeypatch.setattr(batches, "fits", lambda wanted: False)
    executor = _Here()
    assert [made for _, made in in_batches(work, ROWS, executor)] == ["here"] * len(ROWS)
    assert len(where) == len(ROWS) and executor.handed == len(ROWS)


def test_who_sees_the_workspace_does_the_work_and_no_sign_is_left(tmp_path: Path) -> None:
    errands = tmp_path / ".radioprog" / "errands"
    seen: list[bool] = []

    def work(_: object) -> None:
        seen.append(any(errands.iterdir()))

    list(in_batches(work, ROWS, _Here(), sees=tmp_path))
    assert seen == [True] * len(ROWS)
    assert not list(errands.iterdir())


def test_what_a_worker_without_sight_cannot_do_is_done_here(tmp_path: Path) -> None:
    errands = tmp_path / ".radioprog" / "errands"

    def blind(number: int) -> None:
        for each in errands.iterdir():
            each.rmdir()

    done: list[object] = []
    executor = _Here(blind)
    list(in_batches(done.append, ROWS, executor, sees=tmp_path))
    assert done == ROWS and executor.handed == len(ROWS)
