"""How fast the loop is closed: a province's year of logs imported, reconciled, a month proven."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.airings import DAYS, FIRST, PROVINCE, write_workspace
from benchmarks.harness import Plan, Section

IMPORT_BAR, RECONCILE_BAR, PROOF_BAR, MEMORY_BAR = 30.0, 20.0, 2.0, 500
ZONE = dt.timezone(dt.timedelta(hours=7))


def write_logs(workspace: Path, units: int, days: int) -> tuple[list[Path], int]:
    """Write the year's log of every station, some of its rows late, cut or missing."""
    from radioprog.schedule.airings.identity import airing_id
    from radioprog.schedule.days.civil import CivilDay

    rng = random.Random(1)
    first = dt.date.fromisoformat(FIRST)
    slots = (("sang", 5, 30), ("trua", 11, 30), ("chieu", 17, 0))
    files, rows = [], 0
    for unit in range(units):
        lines = []
        for day in range(days):
            date = first + dt.timedelta(days=day)
            for slot, hour, minute in slots:
                if rng.random() < 0.03:
                    continue
                late = rng.choice([0, 1, 2, 3, 5, 200])
                start = dt.datetime(date.year, date.month, date.day, hour, minute, tzinfo=ZONE)
                name = airing_id(f"xa-{unit:04d}", slot, 0, CivilDay(date.toordinal()))
                line = {
                    "at": (start + dt.timedelta(seconds=late)).isoformat(),
                    "rp_airing": name if unit % 2 else "",
                    "title": slot,
                    "file": f"/srv/{slot}.mp3",
                    "duration": rng.choice([1799.5, 1800, 900]),
                }
                lines.append(json.dumps(line))
        path = workspace / f"xa-{unit:04d}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        files.append(path)
        rows += len(lines)
    return files, rows


def run(*arguments: str) -> tuple[float, float, float]:
    """Run the command; give its seconds on the clock and of the processor, and its peak in MB."""
    code = (
        "import resource, sys; from radioprog.cli import app; "
        "sys.argv[0] = 'radioprog'\ntry:\n    app.main()\n"
        "except SystemExit as end:\n    status = end.code\n"
        "used = resource.getrusage(resource.RUSAGE_SELF); "
        "sys.stderr.write(f'\\npeak={used.ru_maxrss / 1024:.0f} "
        "{used.ru_utime + used.ru_stime:.2f}\\n'); sys.exit(status)"
    )
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    taken = time.perf_counter() - begun
    said = done.stderr.decode()
    if done.returncode not in (0, 1) or "peak=" not in said:
        raise SystemExit(said[-2000:])
    peak, processor = said.rsplit("peak=", 1)[1].split()
    return taken, float(processor), float(peak)


ABOUT = f"""
{PROVINCE} communes with three slots a day for a year, and the year's playout log of each; half of
the logs have airing ids, half only titles and times. Asked for: import {IMPORT_BAR:g} s, reconcile
{RECONCILE_BAR:g} s, the proof of one month {PROOF_BAR:g} s, each within {MEMORY_BAR} MB.
"""


def section(plan: Plan) -> Section:
    """Measure everything, for the page of benchmarks."""
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parents[1]))
    units, days = (10, 60) if plan.quick else (PROVINCE, DAYS)
    table = ["| what | seconds | of processor | MB | asked for |", "|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as home:
        folder = write_workspace(Path(home) / "w", units, distinct=False)
        files, rows = write_logs(folder, units, days)
        names = [str(path) for path in files]
        window = ("--from", FIRST, "--days", str(days))
        steps = (
            (f"import of {rows:,} rows", ("asrun", "import", "-q", *names), IMPORT_BAR),
            ("the same once more", ("asrun", "import", "-q", *names), IMPORT_BAR),
            (
                f"reconcile --json, {units * days * 3:,} airings",
                ("reconcile", "--json", *window),
                RECONCILE_BAR,
            ),
            (
                "proof of a month",
                ("proof", "xa-0001", "--month", FIRST[:7], "-q"),
                PROOF_BAR,
            ),
        )
        for what, arguments, bar in steps:
            seconds, processor, memory = run("-C", str(folder), *arguments)
            table.append(f"| {what} | {seconds:.1f} | {processor:.1f} | {memory:.0f} | {bar:g} s |")
    return Section("asrun", "What was aired", ABOUT, "\n".join(table))
