"""How fast a site is made: a province of 151 stations with 500 finished programmes, and a nation.

The province: cold, again without any change, and after one programme was made anew. The nation has
3,321 stations; its site is made by one process and by two, which have to write the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import tempfile
from pathlib import Path

from benchmarks.airings import NATION, PROVINCE, run, write_workspace
from benchmarks.harness import Contestant, Plan, Section, python, timed

FIRST = "2026-11-28"
COLD_BAR, CHANGE_BAR, NATION_BAR = 20.0, 3.0, 300.0
NATION_MEMORY = 600.0
"""Megabytes of all processes together."""
PROGRAMMES = 500
SENTENCES = 180
"""A programme of a quarter of an hour."""


def write_programmes(home: Path, count: int) -> None:
    """Leave what builds of so many programmes would have left, with small sounds."""
    from tests.studio.outlets.built import add_programme

    for number in range(count):
        add_one(home, number, add_programme)


def add_one(home: Path, number: int, add_programme: object, word: str = "bản") -> None:
    """Write one programme of a quarter of an hour."""
    sentence = f"Hôm nay bà con ở {word} làng số {number} ra đồng từ sáng sớm để gặt lúa vụ mùa."
    add_programme(  # type: ignore[operator]
        home,
        f"bai-{number:03d}",
        f"Bản tin số {number}: Đồng Hới, Quảng Trạch",
        series=f"chuyen-muc-{number % 10}",
        episode=number // 10 + 1,
        date=dt.date(2025, 1, 1) + dt.timedelta(days=number),
        sentences=[sentence] * SENTENCES,
        headings=[f"Mục {each}" for each in range(8)],
        sound=bytes(400_000),
        body="\n\n".join([f"PTV: {sentence}"] * SENTENCES),
    )


Row = tuple[str, float, float, float]
"""What was done, seconds, seconds of processors, MB of all processes together."""


def make(home: Path, units: int, programmes: int) -> Path:
    """Leave a workspace with finished programmes and calendars."""
    folder = write_workspace(home / "w", units, distinct=False)
    (folder / "radioprog.yaml").write_text("organisation: Đài tỉnh\n", encoding="utf-8")
    slots = (folder / "schedules" / "slots-000000.yaml").read_text(encoding="utf-8")
    slots = slots.replace("length: 30:00", "length: 30:00, series: chuyen-muc-1")
    (folder / "schedules" / "slots-000000.yaml").write_text(slots, encoding="utf-8")
    write_programmes(folder, programmes)
    run("-C", str(folder), "-q", "calendar", "--from", FIRST)
    return folder


def made(name: str, folder: Path, *more: str) -> Row:
    """Make the site and tell what it took."""
    asked = ("-m", "radioprog", "-C", str(folder), "-q", "site", "--from", FIRST)
    command = python(*asked, "--base-url", "https://a.example", *more)
    done = timed(Contestant(name, command))
    return name, done.seconds, done.processor, done.memory / 1e6


def measure(units: int, programmes: int) -> list[Row]:
    """Time a province's site."""
    from tests.studio.outlets.built import add_programme

    with tempfile.TemporaryDirectory() as home:
        folder = make(Path(home), units, programmes)
        rows = [made("cold", folder), made("nothing changed", folder)]
        add_one(folder, 7, add_programme, "xã")
        rows.append(made("one programme changed", folder))
    return rows


def measure_nation(units: int, programmes: int) -> list[Row]:
    """Time a nation's site by one process and by two, and demand the same bytes."""
    rows, seen = [], set()
    with tempfile.TemporaryDirectory() as home:
        folder = make(Path(home), units, programmes)
        for jobs, called in (("1", "one process"), ("2", "two processes")):
            rows.append(made(f"{units} stations, {called}", folder, "--jobs", jobs))
            seen.add(digest_of(folder / "build" / "site"))
            shutil.rmtree(folder / "build" / "site")
    if len(seen) != 1:
        raise SystemExit("one process and two made different sites")
    return rows


def digest_of(folder: Path) -> str:
    """Sum the names and bytes of a folder's files; sounds bear their hash in their names."""
    summed = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        summed.update(f"{name}\n".encode())
        if not name.startswith("sound/"):
            summed.update(path.read_bytes())
    return summed.hexdigest()


def section(plan: Plan) -> Section:
    """Time a province's and a nation's site."""
    programmes = 50 if plan.quick else PROGRAMMES
    rows = measure(PROVINCE, programmes) + measure_nation(200 if plan.quick else NATION, programmes)
    bars = {"cold": COLD_BAR, "one programme changed": CHANGE_BAR}
    lines = ["| | seconds | bar | of processors | peak MB |", "|---|--:|--:|--:|--:|"]
    for name, seconds, busy, memory in rows:
        bar = bars.get(name, NATION_BAR if "stations" in name else None)
        shown = "" if bar is None else f"{bar:g}"
        lines.append(f"| {name} | {seconds:.1f} | {shown} | {busy:.1f} | {memory:.0f} |")
    about = (
        f"{PROVINCE} stations, {programmes} finished programmes of a quarter of an hour, pages in "
        "two languages, feeds, captions and sounds (small ones, linked), by as many processes as "
        "the machine has processors; then a nation's stations with as many programmes, by one "
        "process and by two, whose bytes are compared. Memory is that of all processes together "
        f"(the nation's may be {NATION_MEMORY:g} MB)."
    )
    return Section("sites", "The sites of a province and of a nation", about, "\n".join(lines))
