"""Errands travel sealed, and only to workers that can do them; tried with a client of our own."""

from __future__ import annotations

import pickle
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from radioprog.studio.workers import cluster
from radioprog.studio.workers.cluster import ClusterPool, in_time, sealed


class Client(Executor):
    """A client of a cluster whose workers are names; it keeps what it was handed."""

    def __init__(self, *workers: str) -> None:
        self.workers = dict.fromkeys(workers, 1)
        self.unable: set[str] = set()
        self.handed: list[tuple[bytes, object]] = []

    def get_executor(self, *, pure: bool) -> Client:
        assert not pure
        return self

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is pickle.loads, "a worker needs nothing but Python to take it"
        self.handed.append((args[0], kwargs.get("workers")))
        return Future()

    def run(self, fn: Any, call: bytes, *, on_error: str) -> dict[str, object]:
        assert on_error == "return"
        lacking = ModuleNotFoundError("radioprog")
        return {name: lacking if name in self.unable else fn(call) for name in self.workers}

    def nthreads(self) -> dict[str, int]:
        return dict(self.workers)


def double(number: int) -> int:
    return 2 * number


def fits(answer: bool) -> bool:
    return answer


def test_a_sealed_call_takes_place_where_it_is_opened() -> None:
    assert pickle.loads(sealed(double, 21)) == 42


def test_what_one_cannot_do_goes_to_those_who_can() -> None:
    client = Client("a", "b", "bare")
    pool = ClusterPool(client)
    pool.submit(double, 1)
    client.unable = {"bare"}
    assert pool.pass_over(fits, True)
    pool.submit(double, 1)
    assert [workers for _, workers in client.handed] == [None, ["a", "b"]]
    assert pickle.loads(client.handed[1][0]) == 2
    assert not pool.pass_over(fits, False), "they are here, but none fits"


def test_what_waits_for_workers_that_left_is_a_stray() -> None:
    client = Client("a", "b")
    pool = ClusterPool(client)
    anyone = pool.submit(double, 1)
    pool.pass_over(fits, True)
    bound = pool.submit(double, 1)
    assert pool.strays([anyone, bound]) == []
    client.workers = {"c": 1}
    assert pool.strays([anyone, bound]) == [bound]
    client.workers = {}
    assert pool.strays([anyone, bound]) == [anyone, bound]


def test_a_question_without_answer_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.05)
    never: Future[int] = Future()
    assert in_time(never.result) is None
    assert in_time(lambda: 7) == 7
    never.cancel()
