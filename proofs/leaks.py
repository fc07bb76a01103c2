"""S13: many builds in one process: memory, open files, threads and temporary files stay level."""

from __future__ import annotations

import gc
import os
import tempfile
import threading
from pathlib import Path

import radioprog
from proofs.harness import Plan, Proof, within, workspace

TEXT = "---\ntitle: Tin {n}\nspeakers: {{A: nữ}}\n---\n\nA: Tin số {n}.\n"
MOST_GROWTH_MB = 12


def _now(temporary: Path) -> dict[str, int]:
    gc.collect()
    status = Path("/proc/self/status").read_text()
    memory = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
    return {
        "MB": memory // 1024,
        "open files": len(os.listdir("/proc/self/fd")),
        "threads": threading.active_count(),
        "temporary files": sum(1 for _ in temporary.iterdir()),
    }


def prove(plan: Plan, most: int = 1000) -> Proof:
    """Build small programmes one after the other, and look every 50."""
    proof = Proof("S13", "builds in one process: nothing grows")
    with tempfile.TemporaryDirectory() as home:
        root = workspace(Path(home) / "w")
        (Path(home) / "tmp").mkdir()
        tempfile.tempdir = str(Path(home) / "tmp")
        space = radioprog.Workspace.open(root)
        level: dict[str, int] | None = None
        built = 0
        for number in within(plan.seconds, range(most)):
            path = root / "scripts" / f"t{int(str(number)) % 20}.md"
            path.write_text(TEXT.format(n=number), "utf-8")
            report = radioprog.build(space, [path], jobs=1)
            built += 1
            proof.case(
                f"build {number}",
                None if all(p.status == "built" for p in report.programmes) else "not built",
            )
            if built in (40, most // 2) or (level and built % 50 == 0):
                now = _now(Path(home) / "tmp")
                if level is None:
                    level = now
                    proof.notes.append(f"after {built}: {now}")
                    continue
                grown = {
                    name: (level[name], value)
                    for name, value in now.items()
                    if value > level[name] + (MOST_GROWTH_MB if name == "MB" else 0)
                }
                proof.case(f"level after {built}", f"grown: {grown}" if grown else None)
        proof.notes.append(f"after {built}: {_now(Path(home) / 'tmp')}")
        tempfile.tempdir = None
    return proof
