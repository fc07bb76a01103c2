"""Power cuts and full disks at every moment of a write to the record, for all who write to it.

No line that was acknowledged is lost, none that is torn is believed, and doing it again brings
what an undisturbed run would have brought.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from radioprog.kernel.canonical import canonical_json
from radioprog.kernel.findings import Finding
from radioprog.kernel.system import WINDOWS
from radioprog.studio.air.calendars import publish_calendars
from radioprog.studio.air.timetable import timetable
from radioprog.studio.record.asrun import import_logs, planned_airings
from radioprog.studio.record.deciding import Decision, decide
from radioprog.studio.record.reconcile import give_reason
from radioprog.studio.workspace import Workspace, records_of

if not WINDOWS:
    from tests.studio.record.interrupted import DONE, REFUSED, How, stopped

pytestmark = pytest.mark.skipif(WINDOWS, reason="no fork, no SIGKILL")
AT = dt.datetime(2026, 4, 9, 1, 2, 3, tzinfo=dt.UTC)
FIRST = dt.date(2026, 4, 1)
QUICK, SLOW = 4, 36
"""Moments for each work and beginning: 60 and 540 in all."""
BEGINNINGS = ("young", "grown", "torn")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    root = tmp_path / "base"
    for folder in ("scripts", "schedules"):
        (root / folder).mkdir(parents=True)
    (root / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", encoding="utf-8")
    (root / "people.csv").write_text(
        "id,name,position,roles\nlan,Trần Lan,trưởng ban,chief officer\n", encoding="utf-8"
    )
    (root / "schedules/stations.csv").write_text("id,name,level\na,Xã A,commune\n", "utf-8")
    (root / "schedules/lich.yaml").write_text(
        "slots:\n  - {id: chieu, name: Bản tin, stations: a, days: hằng ngày, at: 17:30, "
        "length: 15:00}\n",
        encoding="utf-8",
    )
    (root / "schedules/alerts.yaml").write_text(
        "alerts:\n  - {id: bao-1, title: Bão, hazard: storm, level: 3, stations: a, issued: "
        "2026-10-01T07:00:00+07:00, until: 2026-10-02T07:00:00+07:00, every: 60:00, script: "
        "khan-cap/bao-1, text: bão}\n",
        encoding="utf-8",
    )
    (root / "scripts/so-1.md").write_text(
        "---\ntitle: Số 1\nspeakers:\n  PTV: nữ\n---\n\nPTV: Xin chào.\n", encoding="utf-8"
    )
    lines = [
        json.dumps({"at": f"2026-0{month}-{day:02d}T17:30:07+07:00", "title": "Bản tin"})
        for month, day in ((3, 30), (3, 31), (4, 1), (4, 2))
    ]
    (root / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return root


def a_verdict(root: Path) -> None:
    decide(Workspace.open(root), "so-1", Decision("approved", "lan", note="Được " * 9, at=AT))


def a_verdict_on_an_alert(root: Path) -> None:
    decide(Workspace.open(root), "alert:bao-1", Decision("approved", "lan", at=AT))


def a_log(root: Path) -> None:
    import_logs(Workspace.open(root), [root / "a.jsonl"], at=AT)


def a_reason(root: Path) -> None:
    workspace = Workspace.open(root)
    table = timetable(workspace, first=FIRST, days=1)
    airing = next(iter(planned_airings(table))).id
    give_reason(workspace, airing, "power", by="lan", note="Mất điện " * 9, at=AT)


def a_publishing(root: Path) -> None:
    workspace = Workspace.open(root)
    publish_calendars(timetable(workspace, first=FIRST, days=20), root / "build/calendar")


Work = Callable[[Path], None]
WORKS: dict[Work, str] = {
    a_verdict: "verdicts",
    a_verdict_on_an_alert: "verdicts",
    a_log: "played/2026-03",
    a_reason: "reasons",
    a_publishing: "ledger",
}


def begun(base: Path, kind: str, beginning: str) -> None:
    """Let a record be new, or hold a line already, or end with half a line of a former cut."""
    if beginning == "young":
        return
    line = {
        "at": "2026-01-01T00:00:00Z",
        "by": "an",
        "station": "x",
        "airing": "x",
        "revisions": [],
    }
    records_of(Workspace.open(base)).append(kind, [line])
    if beginning == "torn":
        with (base / f"record/{kind}.jsonl").open("ab") as stream:
            stream.write(b'{"at":"2026-03-01T07:00:00Z","by":"lan","note":"D\xe1\xbb')


def left_out(kind: str) -> tuple[str, ...]:
    """Return what the clock decides: when a verdict was entered, when calendars went out."""
    return ("entered", "id", "at") if kind.startswith(("ledger", "first")) else ("entered", "id")


def facts(root: Path, told: list[Finding] | None = None) -> set[bytes]:
    """Return all that is believed, without when it was entered."""
    records = records_of(Workspace.open(root))
    met: list[Finding] = []
    lines = [(kind, line) for kind in records.kinds() for line in records.read(kind, met)]
    assert {each.code for each in met} <= {"record-line-torn", "record-torn-kept"}
    if told is not None:
        told.extend(met)
    return {
        canonical_json([kind, {k: v for k, v in line.items() if k not in left_out(kind)}])
        for kind, line in lines
    }


def feeds(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "build").rglob("*.ics"))}


class Trial:
    """A work, from one beginning, stopped again and again, beside one that nobody disturbed."""

    def __init__(self, base: Path, work: Work, beginning: str) -> None:
        begun(base, WORKS[work], beginning)
        self.base, self.work, self.number = base, work, 0
        self.before = facts(base)
        whole = self.copy()
        ended, self.calls = stopped(work, whole, "killed", 1 << 30)
        assert ended == DONE and self.calls >= 2
        self.after, self.feeds = facts(whole), feeds(whole)
        assert self.before < self.after
        self.largest = max(path.stat().st_size for path in (whole / "record").rglob("*.jsonl"))

    def copy(self) -> Path:
        self.number += 1
        target = self.base.with_name(f"w{self.number}")
        shutil.copytree(self.base, target)
        return target

    def stop(self, how: How, end: int, share: float, *, again: bool) -> str:
        """Stop the work once; return what was seen of it."""
        root = self.copy()
        ended, _ = stopped(self.work, root, how, end, share)
        assert ended in ((None, DONE) if how == "killed" else (DONE, REFUSED))
        told: list[Finding] = []
        found = facts(root, told)
        assert self.before <= found <= self.after, (how, end, share)
        if ended == DONE:
            assert found == self.after, (how, end, share)
        for path, data in feeds(root).items():
            assert data == self.feeds[path]
        if again:
            self.work(root)
            assert facts(root) == self.after, (how, end, share)
            assert feeds(root) == self.feeds
        shutil.rmtree(root)
        return "torn" if any(each.code == "record-line-torn" for each in told) else str(ended)


def moments(trial: Trial, count: int, seed: str) -> list[tuple[How, int, float, bool]]:
    chance = random.Random(seed)
    made: list[tuple[How, int, float, bool]] = []
    for number in range(count):
        how: How = ("killed", "full", "killed", "cut")[number % 4]
        most = trial.largest if how == "cut" else trial.calls
        end = chance.randrange(most + 1)
        made.append((how, end, chance.random(), number % 4 == 0))
    return made


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("work", WORKS)
def test_stopped_at_some_moments(base: Path, work: Work, beginning: str) -> None:
    trial = Trial(base, work, beginning)
    for how, end, share, again in moments(trial, QUICK, f"{work.__name__} {beginning}"):
        trial.stop(how, end, share, again=again)


@pytest.mark.slow
@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("work", WORKS)
def test_stopped_at_every_call_and_at_five_hundred_moments_in_all(
    base: Path, work: Work, beginning: str
) -> None:
    trial = Trial(base, work, beginning)
    seen = {trial.stop("killed", end, 0.6, again=True) for end in range(trial.calls + 1)}
    for how, end, share, again in moments(trial, SLOW, f"slow {work.__name__} {beginning}"):
        seen.add(trial.stop(how, end, share, again=again))
    assert {"None", str(DONE), str(REFUSED)} <= seen
    assert "torn" in seen  # the cuts did fall into lines
