"""How fast a site is made: a province of 151 stations with 500 finished programmes.

Cold, again without any change, and after one programme was made anew.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from benchmarks.airings import PROVINCE, processor, run, write_workspace
from benchmarks.harness import Plan, Section

FIRST = "2026-11-28"
COLD_BAR, CHANGE_BAR = 20.0, 3.0
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


def measure(units: int, programmes: int) -> list[Row]:
    """Time a site: what was done, seconds, seconds of processors, MB."""
    from tests.studio.outlets.built import add_programme

    with tempfile.TemporaryDirectory() as home:
        folder = write_workspace(Path(home) / "w", units, distinct=False)
        (folder / "radioprog.yaml").write_text("organisation: Đài tỉnh\n", encoding="utf-8")
        slots = (folder / "schedules" / "slots-000000.yaml").read_text(encoding="utf-8")
        slots = slots.replace("length: 30:00", "length: 30:00, series: chuyen-muc-1")
        (folder / "schedules" / "slots-000000.yaml").write_text(slots, encoding="utf-8")
        write_programmes(folder, programmes)
        run("-C", str(folder), "-q", "calendar", "--from", FIRST)
        asked = (
            "-C",
            str(folder),
            "-q",
            "site",
            "--from",
            FIRST,
            "--base-url",
            "https://a.example",
        )
        rows = [_row("cold", asked), _row("nothing changed", asked)]
        add_one(folder, 7, add_programme, "xã")
        rows.append(_row("one programme changed", asked))
    return rows


def _row(name: str, asked: tuple[str, ...]) -> Row:
    busy = processor()
    seconds, memory = run(*asked)
    return name, seconds, processor() - busy, memory


def section(plan: Plan) -> Section:
    """Time a province's site."""
    programmes = 50 if plan.quick else PROGRAMMES
    rows = measure(PROVINCE, programmes)
    bars = {"cold": COLD_BAR, "one programme changed": CHANGE_BAR}
    lines = ["| | seconds | bar | of processors | peak MB |", "|---|--:|--:|--:|--:|"]
    for name, seconds, busy, memory in rows:
        bar = f"{bars[name]:g}" if name in bars else ""
        lines.append(f"| {name} | {seconds:.1f} | {bar} | {busy:.1f} | {memory:.0f} |")
    about = (
        f"{PROVINCE} stations, {programmes} finished programmes of a quarter of an hour, pages in "
        "two languages, feeds, captions and sounds (small ones, linked)."
    )
    return Section("sites", "A province's site", about, "\n".join(lines))
