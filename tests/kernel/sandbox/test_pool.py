"""Processes behind the wall: one that crashes, hangs, lies or floods costs one request."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest

from radioprog.kernel.errors import ToolError
from radioprog.kernel.sandbox.pool import SandboxPool
from radioprog.kernel.sandbox.process import Limits, SandboxedProcess
from radioprog.kernel.units import Seconds

WORKER = """
import os, sys, time
from radioprog.kernel.sandbox.messages import MessageKind, receive, requests, send, send_json
out = sys.stdout.buffer
def end(**answer):
    send_json(out, MessageKind.END, answer)
def write(data):
    out.write(data); out.flush()
send_json(out, MessageKind.HELLO, {"once": "once" in sys.argv})
for request in requests():
    do = request["do"]
    if do == "echo": send(out, MessageKind.DATA, b"abc"); end(pid=os.getpid())
    if do == "big": send(out, MessageKind.DATA, b"x" * 70_000_000); end()
    if do == "die": os.abort()
    if do == "leave": sys.exit(3)
    if do == "hang": time.sleep(60)
    if do == "half": write(b"D\\x0a\\0\\0\\0abc"); time.sleep(60)
    if do == "lie": write(b"hello\\n")
    if do == "list": write(b"E\\x03\\0\\0\\0[1]")
    if do == "text": write(b"E\\x03\\0\\0\\0abc")
    if do == "huge": write(b"D\\xff\\xff\\xff\\xff")
    if do == "flood": write(b"x" * 9000000)
    if do == "close": os.close(1); time.sleep(60)
    if do == "deaf": end(); time.sleep(60)
    if do == "env": end(names=sorted(os.environ))
"""
ARGUMENTS = [sys.executable, "-c", WORKER]


@pytest.fixture
def pool():
    pool = SandboxPool(ARGUMENTS, Limits(), most=2)
    yield pool
    pool.close()


def ask(pool: SandboxPool, do: str, time: float = 20.0) -> tuple[dict[str, object], bytes]:
    with pool.borrowed() as worker:
        return worker.ask({"do": do}, Seconds(time))


def test_a_worker_is_used_again(pool: SandboxPool) -> None:
    (first, body), (second, _) = ask(pool, "echo"), ask(pool, "echo")
    assert body == b"abc" and first["pid"] == second["pid"] != os.getpid()
    assert len(ask(pool, "big")[1]) == 70_000_000


@pytest.mark.parametrize(
    "do, code",
    [
        ("die", "tool-crashed"),
        ("leave", "tool-failed"),
        ("hang", "tool-timeout"),
        ("half", "tool-timeout"),
        ("lie", "worker-nonsense"),
        ("list", "worker-nonsense"),
        ("text", "worker-nonsense"),
        ("huge", "worker-nonsense"),
        ("flood", "worker-nonsense"),
        ("close", "tool-timeout"),
    ],
)
def test_a_bad_end_is_typed_and_the_next_request_works(
    pool: SandboxPool, do: str, code: str
) -> None:
    before = ask(pool, "echo")[0]["pid"]
    with pytest.raises(ToolError) as caught:
        ask(pool, do, 1.5)
    assert caught.value.findings[0].code == code
    assert ask(pool, "echo")[0]["pid"] != before


def test_a_worker_that_never_greets_is_an_error() -> None:
    with pytest.raises(ToolError):
        SandboxedProcess([sys.executable, "-c", "import sys; sys.exit(9)"], Limits())
    with pytest.raises(ToolError) as caught:
        SandboxedProcess(["/no/such/program"], Limits())
    assert caught.value.findings[0].code == "tool-missing"


def test_a_process_that_says_it_answers_once_is_used_once() -> None:
    pool = SandboxPool([*ARGUMENTS, "once"], Limits(), most=1)
    try:
        assert ask(pool, "echo")[0]["pid"] != ask(pool, "echo")[0]["pid"]
    finally:
        pool.close()


def test_a_process_that_reads_nothing_is_not_waited_for(pool: SandboxPool) -> None:
    with pytest.raises(ToolError) as caught, pool.borrowed() as process:
        process.ask({"do": "deaf"}, Seconds(20.0))
        process.ask({"do": "echo", "more": "x" * 10_000_000}, Seconds(1.0))
    assert caught.value.findings[0].code == "tool-timeout"


def test_no_secret_of_ours_reaches_a_process(
    pool: SandboxPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    monkeypatch.setenv("https_proxy", "http://user:password@proxy")
    names = ask(pool, "env")[0]["names"]
    assert isinstance(names, list) and "PATH" in names and "PYTHONPATH" in names
    assert not {"AWS_SECRET_ACCESS_KEY", "https_proxy"} & set(names)


def test_stopped_processes_leave_no_thread_and_no_open_file(pool: SandboxPool) -> None:
    def left() -> tuple[int, int]:
        return threading.active_count(), len(os.listdir("/proc/self/fd"))

    ask(pool, "echo")
    pool.close()
    before = left()
    for _ in range(5):
        with pytest.raises(ToolError):
            ask(pool, "leave")
    assert left() == before


def test_no_more_workers_than_allowed(pool: SandboxPool) -> None:
    pids: set[object] = set()
    threads = [
        threading.Thread(target=lambda: pids.add(ask(pool, "echo")[0]["pid"])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(pids) <= 2


def test_closing_ends_what_is_being_asked(pool: SandboxPool) -> None:
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
def test_a_forked_child_starts_its_own(pool: SandboxPool) -> None:
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
