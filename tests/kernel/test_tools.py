"""Programs are started in one place, behind a wall, and every bad end is a typed error."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from radioprog.kernel.errors import ToolError
from radioprog.kernel.tools import Limits, run_tool
from radioprog.kernel.units import Seconds


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def code_of(caught: pytest.ExceptionInfo[ToolError]) -> str:
    return caught.value.findings[0].code


def test_the_answer_comes_back() -> None:
    outcome = run_tool(python("import sys; print(sys.stdin.read()[::-1])"), stdin=b"abc")
    assert outcome.stdout == b"cba\n"


def test_a_missing_program() -> None:
    with pytest.raises(ToolError) as caught:
        run_tool(["no-such-program-here"])
    assert code_of(caught) == "tool-missing"


def test_an_exit_status_tells_what_was_said_last() -> None:
    with pytest.raises(ToolError) as caught:
        run_tool(python("import sys; sys.exit('the reason')"))
    assert code_of(caught) == "tool-failed"
    assert "the reason" in caught.value.findings[0].message.en


def test_a_signal_is_named() -> None:
    with pytest.raises(ToolError) as caught:
        run_tool(python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"))
    assert code_of(caught) == "tool-crashed"
    assert "SIGSEGV" in caught.value.findings[0].message.en


def test_a_hang_ends_with_all_its_children() -> None:
    started = time.monotonic()
    child = "[sys.executable, '-c', 'import time; time.sleep(60)']"
    with pytest.raises(ToolError) as caught:
        run_tool(
            python(f"import subprocess, sys; subprocess.run({child})"),
            limits=Limits(time=Seconds(0.5)),
        )
    assert code_of(caught) == "tool-timeout"
    assert time.monotonic() - started < 30


def test_memory_is_bounded() -> None:
    with pytest.raises(ToolError) as caught:
        run_tool(
            python("import sys; sys.stdin.read(); x = bytearray(3 << 30)"),
            limits=Limits(memory=1 << 30),
        )
    assert "MemoryError" in caught.value.findings[0].message.en


def test_a_file_cannot_grow_without_end(tmp_path: Path) -> None:
    big = tmp_path / "big"
    code = f"import sys; sys.stdin.read(); open({str(big)!r}, 'wb').write(bytes(10 << 20))"
    with pytest.raises(ToolError):
        run_tool(python(code), limits=Limits(file_size=1 << 20))
    assert big.stat().st_size <= 1 << 20
