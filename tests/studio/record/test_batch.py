"""The batch: each issue stands where its script, verdicts, build, schedule and record say."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from radioprog.cli.app import run
from radioprog.ical.codec import parse_calendars
from radioprog.kernel.errors import UsageError
from radioprog.studio.editorial.series import new_episodes
from radioprog.studio.record.batch import batch, deadlines_ics
from radioprog.studio.workspace import Workspace
from tests.studio.outlets.built import add_programme, home_at

TODAY = dt.date(2026, 11, 1)
TEMPLATE = """---
title: "Bản tin, số {số}"
speakers:
  PTV: nữ
---

PTV: Đây là bản tin số {số}.
"""
PLAN = """slots:
  - id: tin
    series: ban-tin
    stations: dong-hoi, dong-ha
    days: CN
    at: 17:10
    length: 15:00
    from: 2026-11-08
    fill: by date
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three issues made of a template: one untouched, one written, one built."""
    root = home_at(tmp_path, plan=PLAN.replace("    fill: by date\n", ""))
    (root / "series.yaml").write_text("ban-tin: {tên: Bản tin}\nkhac: {tên: Khác}\n", "utf-8")
    (root / "scripts/_ban-tin.md").write_text(TEMPLATE, encoding="utf-8")
    new_episodes(Workspace.open(root), "ban-tin", today=TODAY, count=3, first=dt.date(2026, 11, 8))
    second = root / "scripts/ban-tin-02.md"
    second.write_text(second.read_text("utf-8") + "\nPTV: Tin mới.\n", encoding="utf-8")
    third = root / "scripts/ban-tin-03.md"
    third.unlink()
    add_programme(root, "ban-tin-03", "Bản tin, số 3", episode=3, date=dt.date(2026, 11, 22))
    return root


def seen(home: Path, **more: Any) -> dict[int, Any]:
    view = batch(Workspace.open(home), ["ban-tin"], today=TODAY, **more)
    return {each.episode or 0: each for each in view.issues}


def test_each_issue_stands_where_it_is(home: Path) -> None:
    issues = seen(home)
    assert list(issues) == [1, 2, 3]
    assert [issues[number].written for number in (1, 2, 3)] == [False, True, True]
    assert [issues[number].built for number in (1, 2, 3)] == [False, False, True]
    assert [issues[number].next for number in (1, 2, 3)] == ["write", "build", "air"]
    assert issues[1].first == dt.date(2026, 11, 8) and issues[2].first == dt.date(2026, 11, 15)
    assert all(issues[number].airings >= 2 for number in (1, 2, 3))


def test_a_deadline_lies_before_the_first_airing(home: Path) -> None:
    assert seen(home)[2].deadline == dt.date(2026, 11, 12)
    assert seen(home, lead=0)[2].deadline == dt.date(2026, 11, 15)


def test_what_has_to_be_approved_waits_for_it(home: Path) -> None:
    settings = home / "radioprog.yaml"
    settings.write_text(settings.read_text("utf-8") + "approval: {needed: script}\n", "utf-8")
    issues = seen(home)
    assert [issues[number].next for number in (1, 2, 3)] == ["write", "approve", "approve"]
    assert issues[2].state == "draft"


def test_without_a_schedule_the_scripts_own_date_counts(home: Path) -> None:
    for path in (home / "schedules").iterdir():
        path.unlink()
    issues = seen(home)
    assert issues[3].next == "schedule" and issues[3].first is None
    assert issues[2].deadline == dt.date(2026, 11, 12)


def test_a_series_that_nobody_knows_is_told_with_the_one_that_is_meant(home: Path) -> None:
    with pytest.raises(UsageError) as told:
        batch(Workspace.open(home), ["ban-tim"], today=TODAY)
    assert "ban-tin" in told.value.findings[0].remedy.vi
    by_title = batch(Workspace.open(home), ["Bản tin"], today=TODAY).issues
    assert len(by_title) == 3
    assert batch(Workspace.open(home), ["khac"], today=TODAY).issues == ()


def test_deadlines_are_a_calendar_of_what_is_to_be_done(home: Path) -> None:
    view = batch(Workspace.open(home), today=TODAY)
    data = deadlines_ics(view.issues, "vi")
    assert data == deadlines_ics(view.issues, "vi")
    (calendar,), wrong = parse_calendars(data)
    assert wrong is None
    events = list(calendar.walk("VEVENT"))
    assert len(events) == 2  # the third one is finished
    days = [event.first("DTSTART").value for event in events]  # type: ignore[union-attr]
    assert days == [dt.date(2026, 11, 5), dt.date(2026, 11, 12)]
    assert len({event.first("UID").text for event in events}) == 2  # type: ignore[union-attr]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_hostile_titles_stay_one_property(home: Path) -> None:
    script = home / "scripts/ban-tin-02.md"
    evil = 'title: "Tin; bài,\\\\n END:VEVENT"'
    text = script.read_text("utf-8")
    script.write_text(text.replace("title: Bản tin, số 2", evil), "utf-8")
    data = deadlines_ics(batch(Workspace.open(home), today=TODAY).issues, "vi")
    (calendar,), wrong = parse_calendars(data)
    assert wrong is None and len(list(calendar.walk("VEVENT"))) == 2


def test_the_command_tells_people_and_programs(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["-C", str(home), "--at", "2026-11-01"]
    assert run(["batch", "ban-tin", *at, "--json", "--ics", "build/han.ics"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["next"] for row in document["issues"]] == ["write", "build", "air"]
    assert document["issues"][1]["deadline"] == "2026-11-12"
    assert (home / "build/han.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run(["batch", *at, "--lang", "vi"]) == 0
    out = capsys.readouterr().out
    assert "# ban-tin" in out and "12/11/2026" in out
    assert run(["batch", "ban-tim", *at]) == 2
