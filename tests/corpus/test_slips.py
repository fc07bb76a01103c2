"""Six hundred scripts and plans with one slip each: told beside the slip, or read as meant.

What is right is not our code's opinion: the words that are heard (or the runs that are aired) must
be those of the text without the slip, or something must be said within one line of it.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import unicodedata
from collections.abc import Iterator

import pytest

from radioprog.kernel.findings import Finding
from radioprog.studio.air.timetable import timetable
from radioprog.studio.catalogue import source_of
from radioprog.studio.production.prepare import Prepared, prepare
from radioprog.studio.workspace import Workspace
from tests.corpus.bases import SCHEDULE, STATIONS, scripts
from tests.corpus.slips import (
    PLAN_KINDS,
    SCRIPT_KINDS,
    STATION_KINDS,
    Slipped,
    slips,
)
from tests.studio.workspace import make_workspace, save, tone

MEANT = {
    "bullet of a symbol font": ("\uf0b7 ", "- "),
    "curly quotes": ("“", '"'),
    "link": ("[ở đây](https://x.vn)", "ở đây"),
}
"""What else stands on the line is meant to be heard: how it is written without the slip."""
ENDLESS = {"end of the bed lost": "unclosed-bed", "front not closed": "unclosed-front-matter"}
WANTED = 0.99


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = make_workspace(tmp_path_factory.mktemp("corpus") / "w", {})
    for name in ("jingles/hieu", "stings/cat", "beds/nen", "clips/ong-tam"):
        save(root / f"assets/{name}.wav", tone(1.0))
    (root / "schedules").mkdir()
    return Workspace.open(root)


def heard(text: str, workspace: Workspace) -> tuple[list[str], tuple[Finding, ...]]:
    """Return who says which words, with the cues between, and what is said of the script."""
    path = workspace.scripts / "a.md"
    path.write_text(text, encoding="utf-8")
    made = prepare(source_of(workspace, path), workspace)
    return list(_heard(made)), made.findings


def _heard(made: Prepared) -> Iterator[str]:
    for entry in made.order:
        yield type(entry).__name__
    before = ""
    for each in made.spoken:
        if each.speaker != before:
            yield f"{each.speaker}:"
            before = each.speaker
        spoken = unicodedata.normalize("NFC", each.reading.spoken).lower()
        yield from re.findall(r"[^\W_]+", spoken)


def aired(schedule: str, stations: str, workspace: Workspace) -> tuple[object, tuple[Finding, ...]]:
    """Return what is on air where and when in December, and what is said of the plan."""
    (workspace.schedules / "a.yaml").write_text(schedule, encoding="utf-8")
    (workspace.schedules / "stations.csv").write_text(stations, encoding="utf-8")
    table = timetable(workspace, first=dt.date(2026, 12, 1), days=31)
    runs = [
        (station, airing.start, airing.end, airing.status, airing.slot.title)
        for station, plan in table.stations()
        for airing in plan.airings
    ]
    return runs, table.findings


def told_beside(slip: Slipped, file: str, found: tuple[Finding, ...], before: set[object]) -> bool:
    """Tell whether something new is said of the slip's own line, or one beside it.

    What a record of a plan lacks is told where the record begins; what never ends, where it began.
    """
    first, last = slip.line - 1, slip.line + slip.now.count("\n") + 1
    above = slip.text.split("\n")[: slip.line]
    begins = max((n for n, line in enumerate(above, 1) if line.startswith("  - ")), default=0)
    return any(
        each.place.file == file
        and (
            first <= (each.place.line or 0) <= last
            or each.place.line == begins
            or ENDLESS.get(slip.kind) == each.code
        )
        and (each.code, each.place.line) not in before
        for each in found
    )


def script_misses(workspace: Workspace) -> tuple[list[str], int]:
    misses, count = [], 0
    for base in scripts():
        meant, found = heard(base, workspace)
        assert [each.code for each in found] == []
        for slip in slips(base, SCRIPT_KINDS):
            count += 1
            words, found = heard(slip.text, workspace)
            right = meant
            if slip.kind in MEANT:
                right = heard(slip.text.replace(*MEANT[slip.kind]), workspace)[0]
            if words != right and not told_beside(slip, "scripts/a.md", found, set()):
                misses.append(f"script, {slip.kind}: {slip.line}: {slip.now!r}")
    return misses, count


def plan_misses(workspace: Workspace) -> tuple[list[str], int]:
    (workspace.scripts / "a.md").write_text(scripts()[0], encoding="utf-8")
    meant, found = aired(SCHEDULE, STATIONS, workspace)
    before = {(each.code, each.place.line) for each in found}
    assert not any(each.is_error for each in found)
    assert len(meant) > 100  # type: ignore[arg-type]
    misses, count = [], 0
    for base, kinds, file in (
        (SCHEDULE, PLAN_KINDS, "a.yaml"),
        (STATIONS, STATION_KINDS, "stations.csv"),
    ):
        for slip in slips(base, kinds):
            count += 1
            pages = (slip.text, STATIONS) if file == "a.yaml" else (SCHEDULE, slip.text)
            runs, found = aired(*pages, workspace)
            if runs != meant and not told_beside(slip, f"schedules/{file}", found, before):
                misses.append(f"{file}, {slip.kind}: {slip.line}: {slip.now!r}")
    return misses, count


@pytest.mark.slow
def test_every_slip_is_told_beside_it_or_read_as_meant(workspace: Workspace) -> None:
    one, scripted = script_misses(workspace)
    other, planned = plan_misses(workspace)
    misses, count = [*one, *other], scripted + planned
    figures = (
        f"{count - len(misses)} of {count} told or right ({scripted} scripts, {planned} plans)"
    )
    sys.stdout.write("\n".join(("", figures, *misses, "")))  # pytest -rP shows it
    assert count >= 500
    assert len(misses) <= count * (1 - WANTED), misses
