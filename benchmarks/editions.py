"""A programme for 151 stations, each with its own ident and notices, against one build of it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from benchmarks.harness import ROOT, Contestant, Plan, Section, alternate, compared
from benchmarks.workspace import ITEMS_A_MINUTE, lay_out, radioprog, script

ONE = "one build, speech cached"
_STATIONS = 151
_WITH_NOTICE = 3
"""Every third station has a notice of its own."""


def section(plan: Plan) -> Section:
    """Build the plain programme and the editions, in turn, speech kept."""
    minutes, count = (2, 8) if plan.quick else (15, _STATIONS)
    one = _workspace(plan.folder / f"editions-plain-{minutes}", minutes, ())
    units = _units(count)
    every = _workspace(plan.folder / f"editions-{minutes}", minutes, units)
    contestants = [
        Contestant(ONE, radioprog("build", "--force", "-C", str(one))),
        Contestant(f"{count} editions", radioprog("build", "--force", "-C", str(every)), most=2),
    ]
    return Section(
        "editions",
        "Editions for stations",
        f"About {minutes} minutes in two deliveries (`station`, `web`); {count} stations, each "
        f"named in the opening, every {_WITH_NOTICE}rd with a notice of its own. Each edition is "
        "tagged, hashed and published with its captions and rundown.",
        compared(alternate(contestants, plan.times), ours=ONE, called="one build"),
    )


def _units(count: int) -> tuple[dict[str, str], ...]:
    with (ROOT / "schedules" / "stations.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["level"] == "commune"]
    return tuple(rows[:count])


def _workspace(folder: Path, minutes: int, units: tuple[dict[str, str], ...]) -> Path:
    lay_out(folder)
    (folder / "schedules").mkdir()
    shutil.copy(ROOT / "schedules" / "stations.csv", folder / "schedules")
    text = script(round(minutes * ITEMS_A_MINUTE), title="Bản tin")
    text = text.replace("deliver: [station]", "deliver: [station, web]")
    if units:
        chosen = ", ".join(unit["id"] for unit in units)
        text = text.replace("\n---\n", f'\neditions: {{stations: "{chosen}"}}\n---\n', 1)
        text = text.replace("của đài xã.", "của đài truyền thanh {xã}, {tỉnh}.")
        include = "[hết nhạc nền]\n\n[chèn: dia-phuong/{đài}.md | nếu có]"
        text = text.replace("[hết nhạc nền]", include)
    (folder / "scripts" / "ban-tin.md").write_text(text, encoding="utf-8")
    own = folder / "scripts" / "dia-phuong"
    own.mkdir()
    for number, unit in enumerate(units[::_WITH_NOTICE]):
        notice = (
            f"PTV nam: Thông báo của {unit['name']}: sáng mai {number + 5} hộ đến nhà văn hóa "
            "nhận giống lúa. Bà con nhớ mang theo giấy tờ.\n"
        )
        (own / f"{unit['id']}.md").write_text(notice, encoding="utf-8")
    return folder
