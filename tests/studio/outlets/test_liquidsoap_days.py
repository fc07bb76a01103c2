"""Two days of three stations in a real Liquidsoap: what it played, when, and what comes back.

The days are pressed together: every moment of the exported scripts is moved so that airings
follow one another within seconds, in their order; what the log says is moved back the same way.
Nothing else of the scripts is touched. The player goes by the machine's clock, so the test does
too: ±2 s is what a week on air may be off, and what is judged here.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

import radioprog
from radioprog.cli.app import run
from radioprog.studio.outlets.export import export
from tests.studio.outlets.station import PLAN, PROGRAMMES, SCRIPT, SETTINGS, STATIONS
from tests.studio.workspace import make_workspace

FIRST, DAYS = dt.date(2026, 11, 24), 2
NAMES = ("xa-a", "xa-b", "xa-c")
GAP, START = 9, 90
"""Seconds between two airings, and until the first: the players need time to begin."""
_ROW = re.compile(r'^  \((\d+)\., "([a-z0-9]+)", "([^"]+)"', re.M)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> radioprog.Workspace:
    folder = tmp_path_factory.mktemp("days") / "w"
    scripts = {
        name: SCRIPT.format(title=f"'{title}'", series=series, number=number)
        for name, (title, series, number) in PROGRAMMES.items()
    }
    make_workspace(folder, scripts)
    (folder / "radioprog.yaml").write_text(SETTINGS, encoding="utf-8")
    schedules = folder / "schedules"
    schedules.mkdir(exist_ok=True)
    (schedules / "stations.csv").write_text(
        STATIONS + "xa-c,Xã C,commune,t,,,,,,,,\n", encoding="utf-8"
    )
    # No relay, which is no file of ours, and no series that runs dry; one station has an hour
    # of its own.
    slots = PLAN[PLAN.index("slots:") :].replace("series: tin\n", "series: tin\n    fill: tin-2\n")
    slots += (
        "  - {id: rieng, series: tin, stations: xa-c, days: hằng ngày, at: 12:00, length: 10:00,"
        " from: 2026-11-23, fill: tin-1}\n"
    )
    (schedules / "lich.yaml").write_text(slots, encoding="utf-8")
    workspace = radioprog.Workspace.open(folder)
    radioprog.build(workspace).raise_for_errors()
    return workspace


def pressed(text: str, moments: list[int], begin: float) -> str:
    """Move the moments of a script; the rest of it stays, byte for byte."""
    where = {at: int(begin + START + number * GAP) for number, at in enumerate(moments)}
    return _ROW.sub(lambda row: row[0].replace(f"({row[1]}.", f"({where[int(row[1])]}.", 1), text)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not shutil.which("liquidsoap"), reason="liquidsoap is not installed")
def test_two_days_of_three_stations_are_played_as_planned_and_come_back(home, capsys) -> None:
    made = export(home, "liquidsoap", first=FIRST, days=DAYS, stations=NAMES)
    texts = {name: (made.path / f"{name}.liq").read_text("utf-8") for name in NAMES}
    planned = {name: _ROW.findall(text) for name, text in texts.items()}
    moments = sorted({int(at) for rows in planned.values() for at, _, _ in rows})
    assert len(moments) >= 6 and all(len(rows) >= 5 for rows in planned.values())
    begin = time.time()
    where = {at: int(begin + START + number * GAP) for number, at in enumerate(moments)}
    for name, text in texts.items():
        script = pressed(text, moments, begin).replace("output.alsa(radio)", "output.dummy(radio)")
        (made.path / f"{name}.liq").write_text(script, encoding="utf-8")
    play(made.path, where[moments[-1]] + GAP)
    for name, rows in planned.items():
        path = made.path / f"{name}.as-run.jsonl"
        played = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert [each["rp_airing"] for each in played] == [airing for _, airing, _ in rows]
        assert [each["file"] for each in played] == [file for _, _, file in rows]
        for each, (at, _, _) in zip(played, rows, strict=True):
            told = dt.datetime.fromisoformat(each["at"]).timestamp()
            assert abs(told - where[int(at)]) <= 2, (name, each, told - where[int(at)])
            real = dt.datetime.fromtimestamp(int(at) + told - where[int(at)], dt.UTC)
            each["at"] = real.isoformat().replace("+00:00", "Z")
        lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in played)
        path.write_text(lines, encoding="utf-8")
        assert (
            run(["-C", str(home.root), "-q", "asrun", "import", str(path), "--station", name]) == 0
        )
    capsys.readouterr()
    asked = ["--from", FIRST.isoformat(), "--days", str(DAYS)]
    for name in NAMES:
        asked += ["--station", name]
    assert run(["-C", str(home.root), "--json", "reconcile", *asked]) == 0
    rows = json.loads(capsys.readouterr().out)["airings"]
    assert len(rows) == sum(map(len, planned.values()))
    assert {each["grade"] for each in rows} == {"A"} and {each["how"] for each in rows} == {"id"}
    assert all(abs(each["delta"]) <= 2 for each in rows)
    assert {each["class"] for each in rows} == {"on-time"}


def play(folder: Path, until: float) -> None:
    """Run the three players side by side until a moment, then end them."""
    with contextlib.ExitStack() as running:
        players = [
            running.enter_context(
                subprocess.Popen(
                    ["liquidsoap", "settings.init.allow_root.set(true)", f"{name}.liq"],
                    cwd=folder,
                    stdout=(folder / f"{name}.log").open("wb"),
                    stderr=subprocess.STDOUT,
                )
            )
            for name in NAMES
        ]
        while time.time() < until and all(each.poll() is None for each in players):
            time.sleep(0.5)
        for each in players:
            each.terminate()
        for each in players:
            each.wait(60)
