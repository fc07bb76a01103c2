"""Workers: one that crashes, hangs, lies or floods costs one request; the next gets a new one."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest

from radioprog.kernel.errors import ToolError
from radioprog.kernel.tools import Limits
from radioprog.kernel.units import Seconds
from radioprog.speech.engines.workers import Worker, WorkerPool

WORKER = """
import json, os, sys, time
out = sys.stdout.buffer
def write(data):
    out.write(data); out.flush()
write(b'{"size": 0}\\n')
for line in sys.stdin.buffer:
    do = json.loads(line)["do"]
    if do == "echo": write(b'{"size": 3, "pid": %d}\\nabc' % os.getpid())
    if do == "big": write(b'{"size": 5000000}\\n' + b"x" * 5000000)
    if do == "die": os.abort()
    if do == "leave": sys.exit(3)
    if do == "hang": time.sleep(60)
    if do == "half": write(b'{"size": 10}\\nabc'); time.sleep(60)
    if do == "lie": write(b'hello\\n')
    if do == "list": write(b'[1]\\n')
    if do == "minus": write(b'{"size": -1}\\n')
    if do == "huge": write(b'{"size": 99999999999}\\n')
    if do == "flood": write(b"x" * 9000000)
    if do == "close": os.close(1); time.sleep(60)
"""
ARGUMENTS = [sys.executable, "-c", WORKER]


@pytest.fixture
def pool():
    pool = WorkerPool(ARGUMENTS, Limits(), most=2)
    yield pool
    pool.close()


def ask(pool: WorkerPool, do: str, time: float = 20.0) -> tuple[dict[str, object], bytes]:
    with pool.borrowed() as worker:
        return worker.ask({"do": do}, Seconds(time))


def test_a_worker_is_used_again(pool: WorkerPool) -> None:
    (first, body), (second, _) = ask(pool, "echo"), ask(pool, "echo")
    assert body == b"abc" and first["pid"] == second["pid"] != os.getpid()
    assert len(ask(pool, "big")[1]) == 5_000_000


@pytest.mark.parametrize(
    "do, code",
    [
        ("die", "tool-crashed"),
        ("leave", "tool-failed"),
        ("hang", "tool-timeout"),
        ("half", "tool-timeout"),
        ("lie", "worker-nonsense"),
        ("list", "worker-nonsense"),
        ("minus", "worker-nonsense"),
        ("huge", "worker-nonsense"),
        ("flood", "worker-nonsense"),
        ("close", "tool-timeout"),
    ],
)
def test_a_bad_end_is_typed_and_the_next_request_works(
    pool: WorkerPool, do: str, code: str
) -> None:
    before = ask(pool, "echo")[0]["pid"]
    with pytest.raises(ToolError) as caught:
        ask(pool, do, 1.5)
    assert caught.value.findings[0].code == code
    assert ask(pool, "echo")[0]["pid"] != before


def test_a_worker_that_never_greets_is_an_error() -> None:
    with pytest.raises(ToolError):
        Worker([sys.executable, "-c", "import sys; sys.exit(9)"], Limits())
    with pytest.raises(ToolError) as caught:
        Worker(["/no/such/program"], Limits())
    assert caught.value.findings[0].code == "tool-missing"


def test_no_more_workers_than_allowed(pool: WorkerPool) -> None:
    pids: set[object] = set()
    threads = [
        threading.Thread(target=lambda: pids.add(ask(pool, "echo")[0]["pid"])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(pids) <= 2


def test_closing_ends_what_is_being_asked(pool: WorkerPool) -> None:
    failed: list[str] = []

    def wait() -> None:
        try:
            ask(pool, "hang", 60)
        except ToolError as problem:
            failed.append(problem.findings[0].code)

    thread = threading.Thread(target=wait)
    thread.start()
    began = time.monotonic()
    while not pool._busy and time.monotonic() - began < 20:
        time.sleep(0.02)
    time.sleep(0.2)
    pool.close()
    thread.join(10)
    assert failed == ["tool-crashed"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_child_starts_its_own(pool: WorkerPool) -> None:
    parents = ask(pool, "echo")[0]["pid"]
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, str(ask(pool, "echo")[0]["pid"]).encode())
        os._exit(0)
    os.close(write)
    childs = int(os.read(read, 99))
    os.waitpid(child, 0)
    os.close(read)
    assert childs != parents
    assert ask(pool, "echo")[0]["pid"] == parents
