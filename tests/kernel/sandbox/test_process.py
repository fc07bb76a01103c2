"""One process behind the wall: every bad end is a typed error, and its limits hold."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from radioprog.kernel.errors import ToolError
from radioprog.kernel.sandbox.process import Limits, SandboxedProcess
from radioprog.kernel.units import Seconds

GREETED = """
import sys
from radioprog.kernel.sandbox.messages import MessageKind, requests, send_json
send_json(sys.stdout.buffer, MessageKind.HELLO, {})
for request in requests():
"""


def asked(code: str, limits: Limits | None = None, time: float = 20.0) -> None:
    """Start a process that greets and then, asked, runs a line of code."""
    process = SandboxedProcess([sys.executable, "-c", f"{GREETED}    {code}"], limits or Limits())
    try:
        process.ask({}, Seconds(time))
    finally:
        process.stop()


def code_of(caught: pytest.ExceptionInfo[ToolError]) -> str:
    return caught.value.findings[0].code


def test_a_missing_program() -> None:
    with pytest.raises(ToolError) as caught:
        SandboxedProcess(["no-such-program-here"], Limits())
    assert code_of(caught) == "tool-missing"


def test_an_exit_status_tells_what_was_said_last() -> None:
    with pytest.raises(ToolError) as caught:
        asked("sys.exit('the reason')")
    assert code_of(caught) == "tool-failed"
    assert "the reason" in caught.value.findings[0].message.en


def test_a_signal_is_named() -> None:
    with pytest.raises(ToolError) as caught:
        asked("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    assert code_of(caught) == "tool-crashed"
    assert "SIGSEGV" in caught.value.findings[0].message.en


def test_a_hang_ends_with_all_its_children(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = "[sys.executable, '-c', 'import time; time.sleep(60)']"
    with pytest.raises(ToolError) as caught:
        asked(
            "import pathlib, subprocess; "
            f"child = subprocess.Popen({child}); "
            f"pathlib.Path({str(note)!r}).write_text(str(child.pid)); child.wait()",
            time=2.0,
        )
    assert code_of(caught) == "tool-timeout"
    pid = int(note.read_text())
    for _ in range(200):
        if not is_running(pid):
            break
        time.sleep(0.05)
    assert not is_running(pid)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds another process")
def test_memory_is_bounded() -> None:
    with pytest.raises(ToolError) as caught:
        asked("x = bytearray(3 << 30)", Limits(memory=1 << 30))
    assert "MemoryError" in caught.value.findings[0].message.en


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds another process")
def test_a_file_cannot_grow_without_end(tmp_path: Path) -> None:
    big = tmp_path / "big"
    with pytest.raises(ToolError):
        asked(f"open({str(big)!r}, 'wb').write(bytes(10 << 20))", Limits(file_size=1 << 20))
    assert big.stat().st_size <= 1 << 20
