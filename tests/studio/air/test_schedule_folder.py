"""The schedule folder: what lies there unread is named, whatever people call their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.schedule.airings.expand import Window
from radioprog.schedule.days.civil import CivilDay, ZoneClock
from radioprog.studio.air.schedule_folder import busy_calendars, load_schedules
from radioprog.studio.workspace import Workspace

STATIONS = "id,name,level\na,Xã A,commune\n"
PLAN = "slots: [{id: %s, stations: all, days: T2, at: 17:00, length: 5:00}]\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "radioprog.yaml").write_text("organisation: Đài\n", "utf-8")
    (tmp_path / "schedules").mkdir()
    (tmp_path / "schedules" / "stations.csv").write_text(STATIONS, "utf-8")
    (tmp_path / "schedules" / "lich.yaml").write_text(PLAN % "s", "utf-8")
    return tmp_path


def told(home: Path) -> list[tuple[str, str, str]]:
    found = load_schedules(Workspace.open(home)).findings
    return [(each.code, each.kind.variant, each.place.file or "") for each in found]


def put(home: Path, name: str, text: str = "x") -> None:
    path = home / "schedules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


UNREAD = {
    "2027/lich.yaml": "folder",
    "2027/thang-1/lich.yml": "folder",
    "cu/stations.csv": "folder",
    "them.yaml.txt": "",
    "lich.docx": "",
    "lich.txt": "",
    "stations - Copy.csv": "list",
    "stations.csv.csv": "list",
    "stations.xlsx": "list",
    "busy/a.ical": "busy",
    "busy/a.ics.txt": "busy",
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_not_read_is_named(home: Path, name: str) -> None:
    put(home, name)
    assert told(home) == [("file-not-read", UNREAD[name], f"schedules/{name}")]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "tuan-1.html",
        ".hidden.yaml",
        "_nhap.yaml",
        "~$stations.xlsx",
        "~$stations.csv",
        "busy/a.ics",
        "_cu/lich.yaml",
        ".git/config.yaml",
    ],
)
def test_what_nobody_takes_for_a_schedule_is_passed_over(home: Path, name: str) -> None:
    put(home, name)
    assert not told(home)


@pytest.mark.parametrize("name", ["them.yaml", "them.yml", "THEM.YAML"])
def test_every_schedule_file_is_read_whatever_its_ending(home: Path, name: str) -> None:
    put(home, name, PLAN % "t")
    schedules = load_schedules(Workspace.open(home))
    assert [slot.id for slot in schedules.schedule.slots] == ["s", "t"]
    assert not schedules.findings


@pytest.mark.parametrize("name", ["Stations.CSV", "STATIONS.csv"])
def test_the_list_of_stations_is_found_whatever_its_capitals(home: Path, name: str) -> None:
    (home / "schedules" / "stations.csv").unlink()
    put(home, name, STATIONS)
    schedules = load_schedules(Workspace.open(home))
    assert [each.id for each in schedules.network] == ["a"]
    assert not schedules.findings


@pytest.mark.parametrize("name", ["stations.csv.csv", "stations.xlsx", "danh sach.csv"])
def test_a_list_under_another_name_is_pointed_at(home: Path, name: str) -> None:
    (home / "schedules" / "stations.csv").unlink()
    put(home, name, STATIONS)
    found = load_schedules(Workspace.open(home)).findings
    assert [(each.code, each.kind.variant) for each in found][:1] == [("no-stations", "elsewhere")]
    assert name in found[0].message.vi


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("Xã A", "a.ics"), ("xã a", "a.ics"), ("aa", "a"), ("khong-co", "mã đài")],
)
def test_a_busy_calendar_of_nobody_is_told_with_the_right_name(
    home: Path, name: str, remedy: str
) -> None:
    put(home, f"busy/{name}.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    workspace = Workspace.open(home)
    network = load_schedules(workspace).network
    found: list = []
    window = Window(CivilDay(739_000), CivilDay(739_010))
    busy_calendars(workspace, network, ZoneClock("Asia/Ho_Chi_Minh"), window, found)
    (one,) = found
    assert one.code == "unknown-station"
    assert remedy in one.remedy.vi
