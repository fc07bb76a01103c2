"""One line of the list of stations changed: every other byte of it stays."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from radioprog.kernel.errors import ContentError, RadioprogError, UsageError
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.station_edit import set_station
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import make_workspace

LIST = """\
mã;tên;cấp;thuộc;ngôn ngữ;điện thoại
qb;Tỉnh Quảng Trị;tỉnh;;vi;
dan-hoa;"Xã ""Dân"" Hóa";xã;qb;;0900 000 001

cha-lo;Đồn Cha Lo;đồn;dan-hoa
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    home = make_workspace(tmp_path / "w")
    (home / "schedules").mkdir()
    (home / "schedules/stations.csv").write_text(LIST, encoding="utf-8")
    return Workspace.open(home)


def raw(workspace: Workspace) -> bytes:
    return (workspace.schedules / "stations.csv").read_bytes()


def test_a_cell_is_changed_and_nothing_else(workspace: Workspace) -> None:
    made = set_station(workspace, "cha-lo", {"name": "Đồn Biên phòng Cha Lo"})
    assert made.name == "Đồn Biên phòng Cha Lo" and made.parent == "dan-hoa"
    old, new = LIST.split("\n"), raw(workspace).decode().split("\n")
    assert [each for each in new if each not in old] == [
        "cha-lo;Đồn Biên phòng Cha Lo;đồn;dan-hoa;;"
    ]
    assert [each for each in old if each not in new] == ["cha-lo;Đồn Cha Lo;đồn;dan-hoa"]


def test_a_station_is_added_and_closed_by_a_column_that_was_not_there(
    workspace: Workspace,
) -> None:
    set_station(workspace, "xa-moi", {"tên": "Xã Mới", "cấp": "xã", "thuộc": "qb"}, is_new=True)
    made = set_station(workspace, "dan-hoa", {"valid_to": "2026-12-31"})
    assert made.valid_to == dt.date(2026, 12, 31)
    network, found = all_stations(workspace)
    assert [each.id for each in network] == ["cha-lo", "dan-hoa", "qb", "xa-moi"]
    assert not any(each.is_error for each in found)
    head = raw(workspace).decode().split("\n")[0]
    assert head == "mã;tên;cấp;thuộc;ngôn ngữ;điện thoại;đến ngày"
    assert network["dan-hoa"].own == {"điện thoại": "0900 000 001"}


def test_the_form_of_a_spreadsheet_stays(workspace: Workspace) -> None:
    path = workspace.schedules / "stations.csv"
    path.write_bytes(b"\xef\xbb\xbfsep=;\r\n" + LIST.replace("\n", "\r\n").encode())
    set_station(workspace, "qb", {"name": "Tỉnh QT"})
    data = raw(workspace)
    assert data.startswith(b"\xef\xbb\xbfsep=;\r\n") and data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == LIST.count("\n") + 1
    assert all_stations(workspace)[0]["qb"].name == "Tỉnh QT"


def test_a_list_is_begun_where_there_is_none(tmp_path: Path) -> None:
    workspace = Workspace.open(make_workspace(tmp_path / "w"))
    cells = {"name": "Xã A", "level": "commune"}
    assert set_station(workspace, "xa-a", cells, is_new=True).name == "Xã A"
    assert [each.id for each in all_stations(workspace)[0]] == ["xa-a"]


@pytest.mark.parametrize(
    ("id_", "values", "is_new", "code"),
    [
        ("xa-khac", {"name": "A"}, False, "unknown-station"),
        ("QB", {"name": "A", "level": "xã"}, True, "station-exists"),
        ("xa-a", {"name": "", "level": "xã"}, True, "missing-name"),
        ("xa-a", {"name": "A", "level": "làng"}, True, "bad-level"),
        ("xa a", {"name": "A", "level": "xã"}, True, "bad-station-id"),
        ("../x", {"name": "A", "level": "xã"}, True, "bad-station-id"),
        ("con", {"name": "A", "level": "xã"}, True, "bad-station-id"),
        ("xa-a", {"name": "A", "level": "xã", "parent": "ai"}, True, "unknown-parent"),
        ("qb", {"parent": "cha-lo"}, False, "parent-cycle"),
        ("qb", {"màu": "xanh"}, False, "unknown-column"),
        ("qb", {"id": "khac"}, False, "unknown-column"),
        ("qb", {"name": '=HYPERLINK("http://evil.example")'}, False, "formula-in-list"),
        ("=1", {"name": "A", "level": "xã"}, True, "formula-in-list"),
        ("qb", {"valid_to": "hôm nào"}, False, "bad-date"),
    ],
)
def test_what_would_make_the_list_wrong_is_refused_whole(
    workspace: Workspace, id_: str, values: dict[str, str], is_new: bool, code: str
) -> None:
    before = raw(workspace)
    with pytest.raises((UsageError, ContentError)) as refused:
        set_station(workspace, id_, values, is_new=is_new)
    assert raw(workspace) == before
    assert refused.value.findings[0].is_error
    assert code in {each.code for each in refused.value.findings}


def test_what_was_wrong_before_stands_in_nobodys_way(workspace: Workspace) -> None:
    path = workspace.schedules / "stations.csv"
    path.write_text(LIST + "hong;;xã;qb\n", encoding="utf-8")
    assert set_station(workspace, "qb", {"name": "Tỉnh QT"}).name == "Tỉnh QT"
    assert raw(workspace).decode().endswith("hong;;xã;qb\n")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(max_size=40), tags=st.text(max_size=20))
def test_whatever_is_written_the_others_stay(workspace: Workspace, name: str, tags: str) -> None:
    path = workspace.schedules / "stations.csv"
    path.write_text(LIST, encoding="utf-8")
    try:
        set_station(workspace, "dan-hoa", {"name": name, "tags": tags})
    except RadioprogError:
        assert raw(workspace).decode() == LIST
        return
    rows = [*csv.reader(io.StringIO(raw(workspace).decode()), delimiter=";")]
    old = [*csv.reader(io.StringIO(LIST), delimiter=";")]
    for row, before in zip(rows, old, strict=True):
        if before[:1] not in (["dan-hoa"], ["mã"]):
            assert row == before


def test_whoever_names_no_station_is_led_to_the_list(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as refused:
        set_station(workspace, "hoan-toan-khac", {"name": "A"})
    (told,) = refused.value.findings
    assert "radioprog stations --add" in told.remedy.to("vi")
    with pytest.raises(UsageError) as refused:
        set_station(workspace, "cha-l0", {"name": "A"})
    assert "cha-lo" in refused.value.findings[0].remedy.to("vi")
