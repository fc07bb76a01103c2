"""The server is killed while lines are written: none that was acknowledged is lost."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from radioprog.kernel.errors import MachineError
from radioprog.record.store.postgres import PostgresRecords
from tests.record.store import postgres_server

AT = "2026-03-01T07:00:00+07:00"
pytestmark = pytest.mark.timeout(900)
"""A server that does not come back, or a line that is never taken, ends here."""


class Writer:
    """Adds lines, two at a time, for as long as it is asked to; keeps what was acknowledged."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.acknowledged: list[int] = []
        self.refused: list[MachineError] = []
        self.unexpected: list[BaseException] = []
        self._next, self._ended = 0, threading.Event()
        self._thread = threading.Thread(target=self._write)

    def _write(self) -> None:
        records = PostgresRecords(self.address)
        while not self._ended.is_set():
            pair = [self._next, self._next + 1]
            self._next += 2
            try:
                records.append("verdicts", [{"at": AT, "by": "lan", "n": n} for n in pair])
            except MachineError as told:
                self.refused.append(told)
                time.sleep(0.01)
            except BaseException as problem:
                self.unexpected.append(problem)
                return
            else:
                self.acknowledged += pair

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def goes_on(self) -> None:
        """Wait until lines are acknowledged anew."""
        before = len(self.acknowledged)
        while len(self.acknowledged) <= before and not self.unexpected:
            time.sleep(0.005)


@pytest.fixture
def killed_server() -> Iterator[tuple[str, Path]]:
    why = postgres_server.missing()
    if why:
        pytest.skip(why)
    with postgres_server.server() as address:
        yield address, postgres_server.STARTED[address][0]


def backends(postmaster: int) -> list[int]:
    """Return the processes that answer clients: those that postmaster made for them."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            about = (entry / "stat").read_text().rpartition(")")[2].split()
            words = (entry / "cmdline").read_bytes()
            if int(about[1]) == postmaster and b"postgres: rp " in words:
                found.append(int(entry.name))
    return found


def kill_a_backend(postmaster: int) -> None:
    while True:
        for process in backends(postmaster):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
                return


def kill_all(address: str, postmaster: int) -> None:
    """Kill the server and what it made at once, as a power cut does, and start it again."""
    for process in (postmaster, *backends(postmaster)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    while True:  # what the server left behind ends by itself, a moment later
        try:
            return postgres_server.STARTED[address][1]()
        except subprocess.CalledProcessError:
            time.sleep(0.2)


def proven(killed_server: tuple[str, Path], moments: int) -> None:
    address, data = killed_server
    chance = random.Random(20261128)
    with Writer(address) as writer:
        writer.goes_on()
        for moment in range(moments):
            time.sleep(chance.random() * 0.03)
            postmaster = int((data / "postmaster.pid").read_text().split()[0])
            if moment % 4 == 3:
                kill_all(address, postmaster)
            else:
                kill_a_backend(postmaster)
            writer.goes_on()
    assert not writer.unexpected
    told: list = []
    found = [each["n"] for each in PostgresRecords(address).read("verdicts", told)]
    assert told == [] and len(found) == len(set(found))
    assert set(writer.acknowledged) <= set(found)
    for refusal in writer.refused:
        assert [each.code for each in refusal.findings] == ["records-unreachable"]
        shown = "\n".join(each.render("vi") for each in refusal.findings)
        assert "kiểm tra máy chủ" in shown and postgres_server.PASSWORD not in shown


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_a_killed_server_loses_nothing_that_was_acknowledged(
    killed_server: tuple[str, Path],
) -> None:
    proven(killed_server, 4)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_killed_at_a_hundred_moments(killed_server: tuple[str, Path]) -> None:
    proven(killed_server, 100)
