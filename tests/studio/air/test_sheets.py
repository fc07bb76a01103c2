"""The week sheet that a chief signs: whole weeks, clashes marked, names that people use."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.studio.air.sheets import whole_weeks

STATIONS = "id,name,level,parent\nt,Tỉnh,province,\na,Xã A,commune,t\nb,Xã B,commune,t\n"
PLAN = """\
slots:
  - {id: tin, series: vung-bien, stations: level:commune, days: hằng ngày, at: 17:00, length: 15:00}
  - {id: hop, name: Họp dân, stations: a, series: hop, days: T4, at: 17:10, length: 10:00}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "scripts").mkdir()
    (tmp_path / "radioprog.yaml").write_text("organisation: Đài tỉnh\n", encoding="utf-8")
    (tmp_path / "schedules/stations.csv").write_text(STATIONS, encoding="utf-8")
    (tmp_path / "schedules/lich.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def sheet(home: Path, *more: str) -> str:
    target = home / "tuan.html"
    command = ["-C", str(home), "schedule", "--from", "2026-11-28", "-o", str(target), *more]
    run(command)
    return target.read_text(encoding="utf-8")


def test_a_sheet_holds_whole_weeks_from_monday(home: Path) -> None:
    page = sheet(home)
    assert page.count("<main") == 1
    assert "23/11/2026 - 29/11/2026" in page
    assert 'class="outside"' not in page
    assert sheet(home, "--weeks", "3").count("<main") == 3
    assert sheet(home, "--days", "14").count("<main") == 2


def test_whole_weeks_of_a_sunday_and_a_monday() -> None:
    assert whole_weeks(dt.date(2026, 11, 29), 1) == (dt.date(2026, 11, 23), 7)
    assert whole_weeks(dt.date(2026, 11, 30), 2) == (dt.date(2026, 11, 30), 14)


@pytest.mark.parametrize("station", [(), ("--station", "a")])
def test_a_clash_is_marked_where_the_chief_signs(home: Path, station: tuple[str, ...]) -> None:
    page = sheet(home, *station)
    marked = re.findall(r'<div class="item[^"]* clash"><b>([^<]*)', page)
    assert sorted(marked) == ["Họp dân", "vung-bien"]
    assert page.count("TRÙNG GIỜ") == 2


def test_no_clash_no_mark(home: Path) -> None:
    assert "TRÙNG GIỜ" not in sheet(home, "--station", "b")


def test_a_series_stands_on_the_sheet_as_people_call_it(home: Path) -> None:
    (home / "series.yaml").write_text("vung-bien: {tên: Vùng biên}\n", encoding="utf-8")
    page = sheet(home)
    assert "Vùng biên" in page
    assert "vung-bien" not in page
