"""What all proofs share: a small workspace, the command from outside, and what counts as whole."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.studio.workspace import make_workspace

T = TypeVar("T")
_UNFIRED_TOLD = 3
_CALL = re.compile(r"[0-9]+ +(?:<\.\.\. )?([a-z0-9]+)\(")
ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "radioprog")
STATIONS = (
    "id,name,level,parent\ntinh,Tỉnh,province,\nxa-a,Xã A,commune,tinh\nxa-b,Xã B,commune,tinh\n"
)
PLAN = """slots:
  - {id: sang, stations: "level:commune", days: hằng ngày, at: "05:00", length: 15:00}
  - {id: tuan, stations: xa-a, days: thứ hai, at: "11:00", length: 15:00, from: 2026-01-05}
"""
CALENDAR = ("calendar", "--from", "2026-01-01", "--days", "60")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to try, in seconds, and with which chance."""

    seconds: float = 60.0
    seed: int = 1


@dataclass(slots=True)
class Proof:
    """How many cases of a promise were tried, and which did not hold."""

    name: str
    about: str
    tried: int = 0
    unfired: int = 0
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def case(self, what: str, *faults: str | None) -> None:
        """Count one case, with what is wrong about it."""
        self.tried += 1
        told = [fault for fault in faults if fault]
        if told:
            self.failures.append(f"{what}: {'; '.join(told)}")

    def spared(self, what: str) -> None:
        """Count a case whose fault never happened: it proves nothing, and is not among the tried."""
        self.unfired += 1
        if self.unfired <= _UNFIRED_TOLD:
            self.notes.append(f"did not happen, not counted: {what}")

    def __str__(self) -> str:
        head = f"{self.name} {self.tried - len(self.failures)}/{self.tried}  {self.about}"
        if self.unfired:
            head += f" ({self.unfired} more did not happen and are not counted)"
        return "\n".join(
            [
                head,
                *(f"  note: {each}" for each in self.notes),
                *(f"  FAILED {each}" for each in self.failures),
            ]
        )


def within(seconds: float, cases: Iterable[T]) -> Iterator[T]:
    """Yield cases until the time is over."""
    end = time.monotonic() + seconds
    for case in cases:
        if time.monotonic() > end:
            return
        yield case


def workspace(folder: Path) -> Path:
    """Make a workspace with a script, stations and a plan; it speaks by tones."""
    make_workspace(folder)
    (folder / "schedules").mkdir(exist_ok=True)
    (folder / "schedules/stations.csv").write_text(STATIONS, "utf-8")
    (folder / "schedules/a.yaml").write_text(PLAN, "utf-8")
    return folder


def run(
    root: Path,
    *arguments: str,
    before: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    time_limit: float = 120.0,
) -> subprocess.CompletedProcess[str]:
    """Run the command; a hang becomes status 124."""
    line = [*before, *COMMAND, "-C", str(root), *arguments]
    try:
        return subprocess.run(
            line,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            timeout=time_limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(line, 124, "", "hangs")


def must_run(root: Path, *arguments: str) -> None:
    """Run a command that what follows is compared with: without it nothing would be proven."""
    done = run(root, *arguments)
    if done.returncode:
        raise SystemExit(
            f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr[-500:]}"
        )


def calls_of(root: Path, arguments: Sequence[str], calls: Sequence[str]) -> dict[str, int]:
    """Count how often one process of a command makes each call, so that a fault can be met."""
    log = root.parent / "calls.log"
    before = ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={','.join(calls)}")
    done = run(root, *arguments, before=before)
    if done.returncode:
        raise SystemExit(f"{arguments[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    counts = Counter(
        (line.split(maxsplit=1)[0], found[1])
        for line in log.read_text("utf-8", "replace").splitlines()
        if (found := _CALL.match(line))
    )
    most: dict[str, int] = {}
    for (_, call), count in counts.items():
        most[call] = max(most.get(call, 0), count)
    return most


def injected(log: Path) -> bool:
    """Tell whether strace's log says that what it was to inject happened."""
    said = log.read_text("utf-8", "replace") if log.exists() else ""
    return "(INJECTED)" in said or "killed by SIGKILL" in said


def fault_of(done: subprocess.CompletedProcess[str]) -> str | None:
    """Say what is wrong with how a command ended: a mistake of ours, a trace, a hang, no remedy."""
    said = done.stderr + done.stdout
    if done.returncode not in (0, 1, 2, 3, 130):
        return f"status {done.returncode}: {said.strip()[-200:]}"
    if "Traceback" in said or "internal-error" in said:
        return f"a trace: {said.strip()[-200:]}"
    if done.returncode in (1, 2, 3) and "error[" not in said and '"error"' not in said:
        return f"status {done.returncode} without a finding"
    return None


def not_whole(root: Path) -> str | None:
    """Say which visible file is not what its manifest says."""
    for manifest in root.glob("build/*/manifest.json"):
        for each in json.loads(manifest.read_text("utf-8"))["outputs"]:
            path = manifest.parent / each["name"]
            if (
                not path.is_file()
                or hashlib.sha256(path.read_bytes()).hexdigest() != each["sha256"]
            ):
                return f"{path.name} is not whole"
    for path in root.glob("build/calendar/*.ics"):
        if not path.read_bytes().endswith(b"END:VCALENDAR\r\n"):
            return f"{path.name} is cut"
    return None


def made(root: Path) -> dict[str, str]:
    """Return the hash of everything that is published."""
    files = (path for path in sorted((root / "build").rglob("*")) if path.is_file())
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def unhealed(done: Iterable[subprocess.CompletedProcess[str]]) -> str | None:
    """Say with which status a run that should have mended everything ended."""
    return next((f"then status {each.returncode}" for each in done if each.returncode), None)


def parts(root: Path) -> str | None:
    """Say which temporary files lie about where people look."""
    left = [path.name for path in root.rglob("*.part") if ".radioprog" not in path.parts]
    return f"left behind: {left[:3]}" if left else None


def other(found: Mapping[str, str], wanted: Mapping[str, str]) -> str | None:
    """Say which files are not as they should be."""
    names = sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))
    return f"other bytes: {names[:3]}" if names else None


def again(source: Path, target: Path) -> Path:
    """Copy a workspace, with all that it holds."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
    return target
