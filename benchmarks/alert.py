"""How fast an emergency is out: a province of 151 stations with a site, playlists and packs.

From the command to the first finished file that stations can play or take, and to the end, when
calendars, pages, playlists, packs, notices and the CAP file of every station stand.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.airings import PROVINCE, processor, run, write_workspace
from benchmarks.harness import ROOT, Plan, Section
from benchmarks.sites import FIRST, write_programmes

FIRST_BAR, WHOLE_BAR = 5.0, 15.0
PROGRAMMES = 500
TEXT = (
    "Nước sông đang lên rất nhanh. Bà con ở vùng trũng ven sông khẩn trương sơ tán đến nhà văn hóa "
    "xã, mang theo giấy tờ, thuốc men và nước uống. Tắt điện trước khi đi."
)


def make(home: Path, units: int, programmes: int) -> Path:
    """Leave a workspace whose outlets all stand: site, calendars, playlists, ten packs."""
    folder = write_workspace(home / "w", units, distinct=False)
    settings = "organisation: Đài tỉnh\napproval: {needed: off}\n"
    (folder / "radioprog.yaml").write_text(settings, encoding="utf-8")
    (folder / "people.csv").write_text("id,name,roles\nlan,Lan,chief\n", encoding="utf-8")
    write_programmes(folder, programmes)
    at = ("-C", str(folder), "-q")
    run(*at, "calendar", "--from", FIRST)
    run(*at, "site", "--from", FIRST, "--base-url", "https://a.example")
    run(*at, "export", "m3u", "--from", FIRST)
    return folder


def measure(folder: Path) -> tuple[float, float, float, float]:
    """Issue an alert for all stations: seconds to the first file, to CAP, to the end; processor."""
    line = [sys.executable, "-m", "radioprog", "-C", str(folder), "-q", "alert", "new", TEXT]
    line += ["--stations", "all", "--level", "3", "--until", f"{FIRST} 18:00", "--by", "lan"]
    line += ["--at", f"{FIRST}T07:15:00"]
    seen: dict[str, float] = {}
    start, busy = time.perf_counter(), processor()
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL)
    watch = threading.Thread(target=_watch, args=(folder, start, process, seen))
    watch.start()
    process.wait()
    end = time.perf_counter() - start
    watch.join()
    if process.returncode:
        raise SystemExit(f"the alert ended with {process.returncode}")
    return seen.get("sound", end), seen.get("cap", end), end, processor() - busy


def _watch(
    folder: Path, start: float, process: subprocess.Popen[bytes], seen: dict[str, float]
) -> None:
    """Note when the sound's manifest and the CAP file are there."""
    wanted = {"sound": ("build/khan-cap", "*/manifest.json"), "cap": ("build/export/cap", "*.xml")}
    while len(seen) < len(wanted):
        for name, (where, pattern) in wanted.items():
            if name not in seen and any((folder / where).glob(pattern)):
                seen[name] = time.perf_counter() - start
        if process.poll() is not None:
            return
        time.sleep(0.01)


def section(plan: Plan) -> Section:
    """Time an alert for all stations of a province."""
    programmes = 20 if plan.quick else PROGRAMMES
    with tempfile.TemporaryDirectory() as home:
        sound, cap, whole, busy = measure(make(Path(home), PROVINCE, programmes))
    rows = [("the sound, ready to play", sound, FIRST_BAR), ("the CAP file", cap, FIRST_BAR)]
    rows.append(("everything of all stations", whole, WHOLE_BAR))
    lines = ["| from the command to | seconds | bar |", "|---|--:|--:|"]
    lines += [f"| {name} | {seconds:.1f} | {bar:g} |" for name, seconds, bar in rows]
    lines.append(f"| seconds of processors, all told | {busy:.1f} | |")
    about = (
        f"{PROVINCE} stations, {programmes} finished programmes; calendars, a site with feeds and "
        "playlists stand, and all of these are made anew by one command, start of Python counted."
    )
    return Section("alert", "An emergency, from command to everywhere", about, "\n".join(lines))
