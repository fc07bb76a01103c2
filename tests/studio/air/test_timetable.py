"""A workspace's timetable: init's own airs its programme; scanning changes nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from radioprog.kernel.findings import Severity
from radioprog.studio.air.timetable import check_schedules, timetable
from radioprog.studio.init import init
from radioprog.studio.workspace import Workspace

MONDAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("fresh")
    init(folder)
    return Workspace.open(folder)


def test_a_new_workspace_airs_its_programme(fresh: Workspace) -> None:
    table = timetable(fresh, first=MONDAY, days=7)
    airings = [each for _, plan in table.stations() for each in plan.airings]
    assert len(airings) == 6
    assert all(each.programme and each.programme.name == "ban-tin-dau-tien" for each in airings)
    told = [each.code for each in table.findings if each.severity is not Severity.INFO]
    assert told == ["not-built"]  # it is built in the next step of the guide


def test_the_check_of_a_new_workspace_is_clean(fresh: Workspace) -> None:
    assert not check_schedules(fresh, first=MONDAY)


def test_looking_at_a_timetable_leaves_it_as_it_was(fresh: Workspace) -> None:
    table = timetable(fresh, first=MONDAY, days=7)
    before = dict(table.__dict__)
    list(table.stations())
    list(table.classes())
    scan = table.scan()
    assert table.__dict__ == before
    assert [each.code for each in table.findings_with(scan.audit)] == [
        each.code for each in table.findings
    ]
    stations = [station for station, _ in scan.by_station()]
    assert stations == [station for station, _ in table.stations()] == ["xa"]


def test_an_audit_is_filled_only_where_it_is_given(fresh: Workspace) -> None:
    table = timetable(fresh, first=MONDAY, days=7)
    audit = table.new_audit()
    list(table.stations())
    assert not list(audit.findings())
    list(table.stations(audit))
    assert [each.code for each in audit.findings()] == ["not-built"]


def test_an_undated_series_begins_where_it_was_first_published(tmp_path: Path) -> None:
    init(tmp_path)
    plan = tmp_path / "schedules" / "lich.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("fill: ban-tin-dau-tien", "fill: next"), "utf-8"
    )
    (tmp_path / "record").mkdir(exist_ok=True)
    from radioprog.record.first_days import keep_first_days
    from radioprog.record.store.folder import FolderRecords

    records, day = FolderRecords(tmp_path / "record"), dt.date(2026, 11, 23)
    keep_first_days(records, {"ban-tin-chieu"}, day, {}, dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    workspace = Workspace.open(tmp_path)
    table = timetable(workspace, first=MONDAY, days=7)
    aired = [each.programme for _, plan in table.stations() for each in plan.airings]
    assert not any(aired)
    before = timetable(workspace, first=dt.date(2026, 11, 23), days=1)
    (first,) = [each for _, plan in before.stations() for each in plan.airings]
    assert first.programme is not None
