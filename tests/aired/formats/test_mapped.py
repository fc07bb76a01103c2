"""Logs whose columns have names: each cell of a row at its bounds, and what is kept unread."""

from __future__ import annotations

import json

import pytest

from radioprog.aired.formats.content import LogContent
from radioprog.aired.formats.maker import ColumnMap, ReadSettings, rolled
from radioprog.aired.formats.mapped import mapped_rows, repeats, sheet_rows
from radioprog.aired.played import PlayedRow, RowSays
from radioprog.schedule.days.civil import ZoneClock

CLOCK = ZoneClock("Asia/Ho_Chi_Minh")
ID = "uritjtzvcw3n20260403"
COLUMNS = {
    "started": "Lúc",
    "ended": "Hết",
    "length": "Dài",
    "programme": "Tên",
    "file": "Tệp",
    "station": "Đài",
    "zone": "Vùng giờ",
    "relay": "Tiếp",
    "emergency": "Gấp",
}


def settings() -> ReadSettings:
    return ReadSettings(CLOCK, "qb")


def rows(*cells: dict[str, str], order: str = "dmy", zone: str | None = None) -> list[PlayedRow]:
    """Read a table by a map; cells by our names of columns."""
    heads = list(COLUMNS.values())
    lines = [";".join(each.get(name, "") for name in COLUMNS) for each in cells]
    content = LogContent("a.csv", "\n".join([";".join(heads), *lines, ""]).encode())
    columns = ColumnMap("may", COLUMNS, order, zone)  # type: ignore[arg-type]
    made = mapped_rows(content, ReadSettings(CLOCK, "qb", None, {"may": columns}), columns)
    assert made is not None
    return made


def one(**cells: str) -> PlayedRow:
    (row,) = rows({"programme": "Tin", **cells})
    return row


def local(row: PlayedRow) -> str:
    assert row.start is not None
    return f"{CLOCK.datetime(row.start):%Y-%m-%d %H:%M:%S}"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("started", "when", "precision"),
    [
        ("03/04/2026 17:30:05", "2026-04-03 17:30:05", 1),
        ("03/04/2026 17:30", "2026-04-03 17:30:00", 60),
        ("03/04/2026, 5:30 CH", "2026-04-03 17:30:00", 60),
        ("17:30:05 03/04/2026", "2026-04-03 17:30:05", 1),
        ("17h30, 3-4-2026", "2026-04-03 17:30:00", 60),
        ("2026-04-03T17:30:05", "2026-04-03 17:30:05", 1),
        ("2026-04-03T10:30:05+00:00", "2026-04-03 17:30:05", 1),
        ("1775212205", "2026-04-03 17:30:05", 1),
        ("1775212205.9", "2026-04-03 17:30:05", 1),
        ("1775212205999", "2026-04-03 17:30:05", 1),
    ],
)
def test_when_a_row_began(started: str, when: str, precision: int) -> None:
    row = one(started=started)
    assert (local(row), row.precision, row.date) == (when, precision, "2026-04-03")
    assert (row.said, row.station, row.source.system) == (RowSays.PLAYED, "qb", "may")


@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("UTC", "2026-04-04 00:30:00"),
        ("z", "2026-04-04 00:30:00"),
        ("ICT", "2026-04-03 17:30:00"),
        ("+07", "2026-04-03 17:30:00"),
        ("GMT+7", "2026-04-03 17:30:00"),
        ("utc -02:30", "2026-04-04 03:00:00"),
        ("+0930", "2026-04-03 15:00:00"),
        ("Asia/Tokyo", "2026-04-03 15:30:00"),
    ],
)
def test_a_zone_of_its_own(zone: str, when: str) -> None:
    assert local(one(started="03/04/2026 17:30", zone=zone)) == when


def test_a_zone_that_nobody_knows_keeps_the_row_unread() -> None:
    row = one(started="03/04/2026 17:30", zone="Sao Hoả")
    assert (row.said, row.problem) == (RowSays.UNREAD, "started: 03/04/2026 17:30")


def test_the_zone_of_the_whole_log() -> None:
    (row,) = rows({"started": "03/04/2026 19:30", "programme": "Tin"}, zone="Asia/Tokyo")
    assert local(row) == "2026-04-03 17:30:00"


@pytest.mark.parametrize(
    ("cells", "length"),
    [
        ({"length": "14:58"}, 898),
        ({"ended": "03/04/2026 17:45"}, 900),
        ({"ended": "17:45:10"}, 910),
        ({"ended": "17:30"}, 0),
        ({"ended": "00:10"}, 24_000),
        ({"ended": "2026-04-03T17:31:00"}, 60),
        ({"ended": "sau"}, None),
        ({}, None),
        ({"length": "10", "ended": "17:45"}, 10),
    ],
)
def test_how_long_it_was(cells: dict[str, str], length: int | None) -> None:
    assert one(started="03/04/2026 17:30", **cells).length == length


@pytest.mark.parametrize(
    ("cell", "yes"), [("1", True), ("TRUE", True), ("x", True), ("Có", True), ("0", False)]
)
def test_relays_and_emergencies(cell: str, yes: bool) -> None:
    row = one(started="03/04/2026 17:30", relay=cell, emergency=cell)
    assert (row.relay, row.emergency) == (yes, yes)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("C:\\am\\tin.mp3", "tin.mp3"),
        ("https://x.vn/a/tin.mp3?x=1/2", "tin.mp3"),
        ("/a/tin.station.m4a/", "tin.station.m4a"),
        ("Nội dung chữ", ""),
        ("a.m", ""),
        (".mp3", ""),
        ("tin.abcdef", ""),
    ],
)
def test_only_a_file_has_a_files_name(file: str, name: str) -> None:
    assert one(started="03/04/2026 17:30", file=file).file == name


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"started": "sớm"}, "started: sớm"),
        ({"started": "17:30"}, "started: 17:30"),
        ({"started": "03/04/2026 25:00"}, "started: 03/04/2026 25:00"),
        ({"started": "03/04/2026 17:30", "length": "dài"}, "length: dài"),
        ({}, "date: "),
        ({"started": "s" * 50}, f"started: {'s' * 40}"),
    ],
)
def test_what_cannot_be_read_is_kept_with_its_problem(cells: dict[str, str], problem: str) -> None:
    good = {"started": "03/04/2026 17:30", "programme": "Tin"}
    found = rows(good, {"programme": "Tin", **cells})
    assert [each.said for each in found] == [RowSays.PLAYED, RowSays.UNREAD]
    assert (found[1].problem, found[1].source.row, found[1].station) == (problem, 3, "qb")
    assert found[1].raw


def test_a_rows_own_station_goes_before_the_one_asked_about() -> None:
    assert one(started="03/04/2026 17:30", station="dan-hoa").station == "dan-hoa"


def test_a_file_without_the_columns_is_of_another_kind() -> None:
    other = LogContent("a.csv", b"a;b\n1;2\n")
    assert mapped_rows(other, settings(), ColumnMap("may", COLUMNS)) is None
    assert mapped_rows(other, settings(), ColumnMap("may", {})) is None
    assert sheet_rows(other, settings()) is None


def test_values_are_found_at_any_depth_and_the_first_counts() -> None:
    columns = {"started": "at|time.begin", "programme": "name", "relay": "relay"}
    lines = [
        {"time": {"begin": "2026-04-03T17:30:00"}, "name": "A", "relay": True},
        {"at": 1775212200, "song": {"name": "B"}, "name": "C", "relay": False},
        {"deep": {"a": {"b": {"c": {"d": {"at": "2026-04-03T17:30:00"}}}}}},
        {"deep": {"a": {"b": {"c": {"d": {"e": {"at": "2026-04-03T17:30:00"}}}}}}},
    ]
    content = LogContent("a.jsonl", "".join(json.dumps(each) + "\n" for each in lines).encode())
    made = mapped_rows(content, settings(), ColumnMap("may", columns)) or []
    assert [local(each) for each in made[:3]] == ["2026-04-03 17:30:00"] * 3
    assert [(each.title, each.relay) for each in made[:2]] == [("A", True), ("B", False)]
    assert made[3].said is RowSays.UNREAD


HEADS = "airing;date;planned;programme;file;sha256;played;started;length;reason;by"


def sheet(*lines: str) -> list[PlayedRow]:
    content = LogContent("a.csv", "\n".join([HEADS, *lines, ""]).encode())
    return sheet_rows(content, settings()) or []


def test_what_a_sheet_says_of_an_airing() -> None:
    played, not_played, nothing, unclear, empty_reason = (
        f"{ID};2026-04-03;17:30;Tin;;;x;;;;Lan",
        f"{ID};2026-04-03;17:30;Tin;;;no;;;mất điện;Lan",
        f"{ID};2026-04-03;17:30;Tin;;;;;;;",
        f"{ID};2026-04-03;17:30;Tin;;;có lẽ;;;;",
        f"{ID};2026-04-03;17:30;Tin;;;;;;mất điện;",
    )
    found = sheet(played, not_played, nothing, unclear, empty_reason)
    assert [(str(each.said), each.problem) for each in found] == [
        ("played", ""),
        ("not-played", ""),
        ("unread", "played: có lẽ"),
        ("unread", "played: ?"),
    ]
    assert found[0].start is None
    assert local(found[1]) == "2026-04-03 17:30:00"
    assert (found[1].reason, found[1].by, found[1].airing) == ("mất điện", "Lan", ID)


def test_a_cross_with_neither_time_nor_id_is_about_nothing() -> None:
    (row,) = sheet(";2026-04-03;17:30;Tin;;;x;;;;Lan")
    assert (row.said, row.problem) == (RowSays.UNREAD, "airing: ")
    (row,) = sheet(";2026-04-03;;Tin;;;no;;;;Lan")
    assert (row.said, row.start) == (RowSays.NOT_PLAYED, None)
    (row,) = sheet(f"{ID};;17:30;Tin;;;x;;;;Lan")
    assert row.problem == "date: "


def test_an_id_may_stand_in_the_files_name_or_the_title() -> None:
    assert sheet(f";2026-04-03;17:30;Tin;rp/{ID}.mp3;;x;17:30;;;")[0].airing == ID
    assert sheet(f";2026-04-03;17:30;Tin {ID};;;x;17:30;;;")[0].airing == ID


def test_a_head_that_comes_again_is_one_only_where_all_of_it_does() -> None:
    form = ("airing", "date")
    assert repeats(("AIRING", "Date"), form)
    assert not repeats(("airing", "2026-04-03"), form)
    assert not repeats(("airing", "date", ""), form)


def test_a_log_without_dates_goes_past_midnight_where_the_clock_falls_by_half_a_day() -> None:
    import datetime as dt

    day = dt.date(2026, 4, 3)
    hours = [(n, hour * 3600) for n, hour in enumerate((10, 9, 22, 10, 23, 10))]
    assert [each.day for each in rolled(hours, day)] == [3, 3, 3, 3, 3, 4]
    edge = [(0, 43_201), (1, 1), (2, 43_202), (3, 1)]
    assert [each.day for each in rolled(edge, day)] == [3, 3, 3, 4]
