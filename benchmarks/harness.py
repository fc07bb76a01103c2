"""The stop-watch: commands run alternately, their time, processor time and memory, as a table.

It stays small and imports nothing heavy, because Linux counts a process's peak memory from its
parent's size on. Memory is that of all processes of a command together (PSS, sampled), so that
neither workers nor shared pages are miscounted.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(tempfile.gettempdir()) / "radioprog-benchmarks"
SAMPLED_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How thoroughly to run: how many times each, where material lies, and how small it may be."""

    times: int = 5
    folder: Path = FOLDER
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command that does the work; ``before`` is called before each run and not timed.

    ``most`` spares a slow one: so many runs are enough.
    """

    name: str
    command: Sequence[str]
    before: Callable[[], None] | None = None
    environment: dict[str, str] = field(default_factory=dict)
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock, seconds of processors, peak bytes of all its processes."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True, slots=True)
class Result:
    """All runs of one contestant."""

    name: str
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        return statistics.median(run.processor for run in self.runs)

    @property
    def memory(self) -> float:
        return statistics.median(run.memory for run in self.runs)


@dataclass(frozen=True, slots=True)
class Section:
    """One benchmark's part of the document."""

    name: str
    title: str
    about: str
    table: str


def python(*arguments: str) -> list[str]:
    """Give the command that runs Python with this checkout's radioprog."""
    return [sys.executable, *arguments]


def alternate(contestants: Sequence[Contestant], times: int) -> list[Result]:
    """Run all contestants in turn, `times` times over, so that a busy minute hits all alike."""
    runs: dict[str, list[Run]] = {contestant.name: [] for contestant in contestants}
    for turn in range(times):
        for contestant in contestants:
            if contestant.most is not None and turn >= contestant.most:
                continue
            print(f"  {turn + 1}/{times} {contestant.name}", file=sys.stderr, flush=True)
            if contestant.before:
                contestant.before()
            runs[contestant.name].append(timed(contestant))
    return [Result(name, tuple(done)) for name, done in runs.items()]


def timed(contestant: Contestant) -> Run:
    """Run one command to its end; anything but success is an error with what it said."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **contestant.environment}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            list(contestant.command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            watch.stop()
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            tail = said.read()[-2000:].decode(errors="replace")
            raise SystemExit(f"{contestant.name} ended with {process.returncode}:\n{tail}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, watch.peak)


class _Watch(threading.Thread):
    """Samples the memory of a process and all its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._over.wait(SAMPLED_EVERY):
            self.peak = max(self.peak, sum(map(_proportional, _family(self._pid))))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            with suppress(OSError):
                waiting += map(int, children.read_text().split())
    return found


def _proportional(pid: int) -> int:
    with suppress(OSError, ValueError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0


def compared(results: Sequence[Result], *, ours: str, called: str = "ours") -> str:
    """Give a table: medians, and each contestant's time, processor time and memory against one's.

    The one is ``ours``, or another that the table's head ``called`` by a word.
    """
    own = next(result for result in results if result.name == ours)
    lines = [
        "| | time (s) | processor (s) | memory (MB) "
        f"| time ÷ {called} | processor ÷ {called} | memory ÷ {called} |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for result in results:
        times = result.seconds / own.seconds
        processor = result.processor / own.processor if own.processor else 0.0
        memory = result.memory / own.memory if own.memory else 0.0
        lines.append(
            f"| {result.name} | {result.seconds:.2f} | {result.processor:.2f} "
            f"| {result.memory / 1e6:.0f} | {times:.2f} | {processor:.2f} | {memory:.2f} |"
        )
    return "\n".join(lines)


def machine() -> str:
    """Tell on what kind of machine the figures were had, without naming it."""
    model = ""
    with suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    release = ".".join(map(str, sys.version_info[:3]))
    return f"{os.cpu_count()} processors ({model or 'unknown'}), Python {release}"
