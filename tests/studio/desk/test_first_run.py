from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from radioprog.kernel.errors import UsageError
from radioprog.studio import init as init_module
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.timetable import timetable
from radioprog.studio.desk.first_run import ACCENTS, BUILT_IN, PROVINCES, begin_workspace
from radioprog.studio.workspace import Workspace

NAMES = ('Đài "Dân Hóa": #1', "Xã, có phẩy", "<b>Xã</b>", "=1+1", "con", "Xã A", "xã a", "Xã A")


@pytest.fixture(autouse=True)
def no_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sounds of a new workspace cost seconds, and are proven elsewhere."""
    monkeypatch.setattr(init_module, "_sounds", lambda: {"assets/jingles/x.flac": b"x"})


def made(folder: Path, **answers: Any) -> Workspace:
    begin_workspace(folder / "w", **{"organisation": "Đài thử", **answers})
    return Workspace.open(folder / "w")


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("province", ["", "Quảng Trị", "hà nội", "HUẾ"])
def test_the_answers_are_in_the_workspace(tmp_path: Path, accent: str, province: str) -> None:
    workspace = made(tmp_path, accent=accent, province=province, stations=["Xã A", "Xã B"])
    assert workspace.organisation == "Đài thử" and workspace.style.region == accent
    assert workspace.voices["nữ"][0].voice == f"{ACCENTS[accent][1]}+Annie"
    stations, found = all_stations(workspace)
    assert not found
    communes = [each for each in stations if str(each.level) == "commune"]
    assert {each.name for each in communes} == {"Xã A", "Xã B"}
    assert len(stations) == 2 + bool(province)
    table = timetable(workspace, first=dt.date(2026, 11, 30), days=7, draft=True)
    assert not [each for each in table.loaded if each.is_error]
    airing = {station for station, plan in table.stations() if plan.airings}
    assert airing == {each.id for each in communes}


def test_hostile_names_are_names(tmp_path: Path) -> None:
    workspace = made(tmp_path, organisation='Đài "A\\B": x #7\r\ny', stations=NAMES)
    assert workspace.organisation == 'Đài "A\\B": x #7 y'
    stations, found = all_stations(workspace)
    assert not [each for each in found if each.is_error]
    assert len({each.id for each in stations}) == len(stations) == len(set(NAMES))


def test_without_names_the_organisation_is_the_station(tmp_path: Path) -> None:
    assert [each.name for each in all_stations(made(tmp_path))[0]] == ["Đài thử"]


@pytest.mark.parametrize("province", BUILT_IN)
def test_the_list_that_is_carried_along_can_be_taken(tmp_path: Path, province: str) -> None:
    stations, found = all_stations(made(tmp_path, province=province, built_in=True))
    assert len(stations) > 100 and not [each for each in found if each.is_error]


@pytest.mark.parametrize(
    "answers",
    [
        {"organisation": "  "},
        {"province": "Sài Gòn Cũ"},
        {"accent": "../x"},
        {"province": "Huế", "built_in": True},
        {"built_in": True},
    ],
)
def test_what_cannot_be_meant_makes_nothing(tmp_path: Path, answers: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        made(tmp_path, **answers)
    assert not (tmp_path / "w").exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(UsageError):
        made(tmp_path, organisation="Khác")
    assert Workspace.open(tmp_path / "w").organisation == "Đài thử"


def test_there_are_thirty_four_provinces() -> None:
    assert len(PROVINCES) == len(set(PROVINCES)) == 34
