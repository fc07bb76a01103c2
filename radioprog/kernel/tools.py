"""Safe tools: the one place that starts another program, behind a wall.

A list of arguments and no shell, stdin closed unless given, a process group of its own, limits
on time, memory and file size, the last 4 KiB of its stderr kept, and each bad end a typed error.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, NoReturn

from radioprog.kernel.errors import ToolError
from radioprog.kernel.findings import Text
from radioprog.kernel.units import Seconds

if sys.platform != "win32":
    import resource

STDERR_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """The wall around a program: wall-clock time, memory in bytes, largest file in bytes."""

    time: Seconds = Seconds(60.0)
    memory: int = 2 << 30
    file_size: int = 8 << 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program answered: its standard output and the end of its standard error."""

    stdout: bytes
    stderr: str


def python_module(module: str, *arguments: str) -> list[str]:
    """Give the argument list that runs one of our modules in a Python of its own."""
    return [sys.executable, "-X", "utf8", "-P", "-m", module, *arguments]


def worker_environment() -> dict[str, str]:
    """Give a worker's environment: ours, with the import path that we run with."""
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(path or "." for path in sys.path if path)
    environment["OMP_NUM_THREADS"] = environment["OPENBLAS_NUM_THREADS"] = "1"
    return environment


def start_tool(arguments: Sequence[str], limits: Limits, stderr: IO[bytes]) -> WalledProcess:
    """Start a program with pipes on stdin and stdout, behind the wall.

    The caller keeps the time limit of each exchange; `stop_tool` ends the whole group.

    Raises:
        ToolError: ``tool-missing``, the program cannot be started.
    """
    try:
        process = subprocess.Popen(
            list(arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
            close_fds=True,
            env=worker_environment(),
        )
    except OSError as problem:
        raise ToolError.of(
            "tool-missing",
            Text(f"không chạy được {arguments[0]}", f"cannot start {arguments[0]}"),
            Text("chạy: radioprog doctor", "run: radioprog doctor"),
        ) from problem
    _limit(process.pid, limits)
    return process


WalledProcess = subprocess.Popen[bytes]


def _limit(pid: int, limits: Limits) -> None:
    if sys.platform != "linux":
        return
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (limits.file_size, limits.file_size))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def stop_tool(process: WalledProcess) -> None:
    """End a program and all that it started, at once."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()


def run_tool(
    arguments: Sequence[str], *, limits: Limits | None = None, stdin: bytes = b""
) -> Outcome:
    """Run a program to its end behind the wall and give what it answered.

    Raises:
        ToolError: ``tool-missing``, ``tool-timeout``, ``tool-crashed`` (a signal) or
            ``tool-failed`` (an exit status other than 0), with the end of its stderr.
    """
    limits = limits or Limits()
    with tempfile.TemporaryFile() as stderr:
        process = start_tool(arguments, limits, stderr)
        try:
            stdout, _ = process.communicate(stdin, timeout=limits.time)
        except subprocess.TimeoutExpired:
            raise_tool_error(arguments, None, tail_of(stderr))
        finally:
            stop_tool(process)
        said = tail_of(stderr)
    if process.returncode != 0:
        raise_tool_error(arguments, process.returncode, said)
    return Outcome(stdout, said)


def tail_of(stream: IO[bytes]) -> str:
    """Give the last 4 KiB of a file as text."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - STDERR_KEPT))
    return stream.read().decode("utf-8", "replace").strip()


def raise_tool_error(arguments: Sequence[str], status: int | None, stderr: str) -> NoReturn:
    """Raise the typed error for a program that ended badly (``None``: it ran out of time)."""
    name = " ".join(arguments[:5])
    said = stderr.splitlines()[-1] if stderr else ""
    remedy = Text("chạy: radioprog doctor", "run: radioprog doctor")
    if status is None:
        raise ToolError.of(
            "tool-timeout", Text(f"quá thời gian: {name}", f"out of time: {name}"), remedy
        )
    if status < 0:
        sign = signal.Signals(-status).name if -status in set(signal.Signals) else str(-status)
        raise ToolError.of(
            "tool-crashed", Text(f"{name} bị dừng ({sign})", f"{name} died of {sign}"), remedy
        )
    raise ToolError.of(
        "tool-failed",
        Text(f"{name} báo lỗi {status}: {said}", f"{name} ended with {status}: {said}"),
        remedy,
    )
