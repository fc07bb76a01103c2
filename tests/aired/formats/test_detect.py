"""Logs told apart by content, with every trap that the field is known for."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
import re
import unicodedata

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.aired.formats.content import LogContent
from radioprog.aired.formats.detect import FORMATS, LogReading, read_log
from radioprog.aired.formats.maker import ColumnMap, ReadSettings
from radioprog.aired.played import PlayedRow, RowSays, row_of_line
from radioprog.kernel.errors import ContentError, RadioprogError, UsageError
from radioprog.schedule.days.civil import ZoneClock

CLOCK = ZoneClock("Asia/Ho_Chi_Minh")
ID = "uritjtzvcw3n20260403"
HEADS = "mã buổi phát;ngày;giờ;chương trình;tệp;sha256;đã phát;bắt đầu;dài;lý do;người phát"


def read(data: bytes | str, name: str = "log", **known: object) -> LogReading:
    data = data.encode() if isinstance(data, str) else data
    system = str(known.pop("system", ""))
    known.setdefault("station", "dan-hoa")
    return read_log(LogContent(name, data), ReadSettings(CLOCK, **known), system=system)  # type: ignore[arg-type]


def local(row: PlayedRow) -> str:
    assert row.start is not None
    return f"{CLOCK.datetime(row.start):%Y-%m-%d %H:%M:%S}"  # type: ignore[arg-type]


def sheet(*rows: str) -> str:
    return "\r\n".join([HEADS, *rows]) + "\r\n"


GOOD = f"{ID};03/04/2026;17:30;Vùng biên;;;x;17:31;14:55;;Anh Lân"


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_is_the_same_in_every_code_page(code: str) -> None:
    mark = b"\xfe\xff" if code == "utf-16-be" else b""
    made = read(mark + sheet(GOOD).encode(code))
    assert made.system == "sheet"
    (row,) = made.rows
    assert (row.airing, local(row), row.length) == (ID, "2026-04-03 17:31:00", 895)
    assert (row.title, row.by, row.precision) == ("Vùng biên", "Anh Lân", 60)


def _shaped(letter: str, marks: str) -> str:
    hats = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
    tones = [mark for mark in marks if mark not in hats]
    return unicodedata.normalize("NFC", letter + "".join(hats)) + "".join(tones)


def test_a_sheet_in_windows_1258_has_its_letters_composed() -> None:
    # In this code page a letter with its hat or horn is one byte, the tone another behind it.
    text = sheet(GOOD.replace("Vùng biên", "Chuyển đổi số ở biên giới"))
    apart = unicodedata.normalize("NFD", text)
    shaped = re.sub(
        "(.)([\u0302\u0306\u031b\u0300\u0301\u0303\u0309\u0323]+)",
        lambda found: _shaped(found[1], found[2]),
        apart,
    )
    data = shaped.encode("cp1258")
    (row,) = read(data).rows
    assert row.title == "Chuyển đổi số ở biên giới"


def test_english_heads_any_order_commas_tabs_and_columns_of_ones_own() -> None:
    text = f"by,Weather,started,airing,played,date\nLan,nắng,17:30:04,{ID},YES,2026-04-03\n"
    for delimiter in (",", "\t", "|"):
        (row,) = read(text.replace(",", delimiter)).rows
        assert (row.by, local(row), dict(row.more)) == (
            "Lan",
            "2026-04-03 17:30:04",
            {"Weather": "nắng"},
        )
        assert row.precision == 1


def test_heads_that_come_again_and_titles_above_them_are_no_rows() -> None:
    made = read(f"NHẬT KÝ;;\n\n{HEADS}\n{GOOD}\n{HEADS}\n{GOOD.replace('0403', '0404')}\n;;;\n")
    assert [row.airing[-4:] for row in made.rows] == ["0403", "0404"]
    assert not made.findings


@pytest.mark.parametrize(
    ("written", "said"),
    [(word, RowSays.PLAYED) for word in ("x", "X", "có", "CÓ", "yes", "1")]
    + [(word, RowSays.NOT_PLAYED) for word in ("không", "Không", "no", "0")],
)
def test_played_or_not(written: str, said: RowSays) -> None:
    (row,) = read(sheet(f"{ID};03/04/2026;17:30;A;;;{written};;;mất điện;")).rows
    assert (row.said, row.reason) == (said, "mất điện")


def test_a_receipt_is_a_sheet_with_hashes_that_were_there_before() -> None:
    text = (
        "airing,date,planned,programme,file,sha256,played,started,length,reason,by\r\n"
        f"{ID},2026-04-03,17:30,Vùng biên,0403_1730.mp3,{'A' * 64},yes,17:30:09,14:58,,Lan\r\n"
        f"{ID[:-1]}4,2026-04-04,17:30,Vùng biên,0404_1730.mp3,{'b' * 64},,,,,\r\n"
    )
    made = read(text.encode("utf-8-sig"), name="receipt.csv")
    assert made.system == "receipt"
    (row,) = made.rows
    assert (row.sha256, row.file, row.is_by_person) == ("a" * 64, "0403_1730.mp3", True)


def test_a_line_not_filled_in_says_nothing() -> None:
    assert read(sheet(GOOD, f"{ID};04/04/2026;17:30;A;;;;;;;")).rows[1:] == ()


@pytest.mark.parametrize(
    ("planned", "started", "local_start"),
    [
        ("23:55", "0:01", "2026-04-04 00:01:00"),
        ("23:55", "23:54", "2026-04-03 23:54:00"),
        ("00:05", "23:58", "2026-04-02 23:58:00"),
        ("05:30", "5:31 SA", "2026-04-03 05:31:00"),
        ("17:30", "5:31 CH", "2026-04-03 17:31:00"),
        ("00:05", "12:05 AM", "2026-04-03 00:05:00"),
        ("12:05", "12:05 PM", "2026-04-03 12:05:00"),
        ("23:59", "24:00:00", "2026-04-04 00:00:00"),
        ("17:30", "0,7291667", "2026-04-03 17:30:00"),
        ("17:30", "17h30", "2026-04-03 17:30:00"),
    ],
)
def test_clocks_of_people(planned: str, started: str, local_start: str) -> None:
    (row,) = read(sheet(f"{ID};2026-04-03;{planned};A;;;x;{started};;;")).rows
    assert local(row) == local_start


def test_an_ambiguous_date_is_an_error_and_never_a_guess() -> None:
    text = "ngày;giờ;chương trình;bắt đầu\n03/04/2026;17:30;A;17:30\n"
    with pytest.raises(ContentError) as caught:
        read(text)
    (found,) = caught.value.findings
    assert (found.code, found.place.file) == ("ambiguous-date", "log")
    told = read(text, maps={"sheet": ColumnMap("sheet", order="mdy")})
    assert told.rows[0].date == "2026-03-04"


@pytest.mark.parametrize(
    ("other", "day"), [("25/04/2026", "2026-04-03"), ("04/25/2026", "2026-03-04")]
)
def test_one_certain_date_proves_the_whole_column(other: str, day: str) -> None:
    text = f"ngày;giờ;chương trình;bắt đầu\n03/04/2026;17:30;A;17:30\n{other};17:30;A;17:30\n"
    assert read(text).rows[0].date == day
    with pytest.raises(ContentError, match="ambiguous-date"):
        read(text + "25/04/2026;17:30;A;17:30\n04/25/2026;17:30;A;17:30\n")


def test_a_day_that_is_its_own_month_is_certain_and_ids_prove_dates() -> None:
    same = read("ngày;giờ;chương trình;bắt đầu\n04/04/2026;17:30;A;17:30\n")
    assert same.rows[0].date == "2026-04-04"
    assert read(sheet(GOOD)).rows[0].date == "2026-04-03"
    american = GOOD.replace("03/04/2026", "4/3/2026")
    assert read(sheet(american)).rows[0].date == "2026-04-03"


def book(*rows: list[object]) -> bytes:
    made = io.BytesIO()
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(made)
    return made.getvalue()


def test_a_workbook_with_real_dates_times_and_a_length_that_excel_took_for_a_time() -> None:
    heads = HEADS.split(";")
    row = [ID, dt.date(2026, 4, 3), dt.time(17, 30), "Vùng biên", None, None, "x"]
    made = read(book(heads, [*row, dt.time(17, 31, 5), dt.time(14, 55), None, "Lân"]))
    (one,) = made.rows
    assert (made.system, local(one), one.length) == ("sheet", "2026-04-03 17:31:05", 895)


def test_no_formula_is_reckoned() -> None:
    heads = ["airing", "date", "played", "started", "programme"]
    made = read(book(heads, [ID, dt.date(2026, 4, 3), "x", "17:30", '=HYPERLINK("http://x")']))
    assert made.rows[0].title == ""


def test_a_damaged_workbook_is_an_error_of_its_own() -> None:
    data = book(["airing", "date", "played"])
    with pytest.raises(ContentError, match="damaged-workbook"):
        read(data[: len(data) // 2])


def traffic(at: str, title: str, guid: str = "", length: str = "00:14:58") -> str:
    return f"17:30:00 {at} 00:15:00 {length} 004001 {title[:34]:34} {guid:32}\r\n"


def test_rivendell_columns_rollover_and_ids() -> None:
    text = traffic("23:58:00", "Một") + traffic("00:13:00", "Bản tin", ID) + "cắt ngang\r\n"
    made = read(text, name="rd-2026-04-02.txt")
    assert made.system == "rivendell"
    first, second, third = made.rows
    assert (local(first), local(second)) == ("2026-04-02 23:58:00", "2026-04-03 00:13:00")
    assert (second.airing, second.title, second.length, second.cut) == (ID, "Bản tin", 898, 34)
    assert (third.said, third.raw) == (RowSays.UNREAD, "cắt ngang")
    old = read(traffic("17:30:01", "A", length="0:14:58"), date=dt.date(2026, 4, 3))
    assert old.rows[0].length == 898


def test_a_log_without_a_day_is_kept_row_by_row() -> None:
    made = read(traffic("17:30:01", "A"), name="rd.txt")
    assert [row.said for row in made.rows] == [RowSays.UNREAD]
    assert made.findings[0].place.line == 1


def test_azuracast_json_and_csv() -> None:
    at = int(dt.datetime(2026, 4, 3, 10, 30, 5, tzinfo=dt.UTC).timestamp())
    song = {"title": "V", "artist": "", "custom_fields": {"rp_airing": ID}}
    made = read(json.dumps([{"played_at": at, "duration": 898.4, "song": song}, {"x": 1}]))
    assert (made.system, local(made.rows[0])) == ("azuracast", "2026-04-03 17:30:05")
    assert (made.rows[0].airing, made.rows[0].length) == (ID, 898)
    assert made.rows[1].said is RowSays.UNREAD
    table = "Date,Time,Listeners,Delta,Track,Artist,Playlist\n2026-04-03,12:05am,1,0,V,,x\n"
    (row,) = read(table).rows
    assert (row.source.system, local(row), row.precision) == (
        "azuracast",
        "2026-04-03 00:05:00",
        60,
    )


def test_liquidsoap_in_two_zones() -> None:
    lines = [
        {"at": "2026-04-03T17:30:02+07:00", "rp_airing": ID, "title": "a", "duration": 898},
        {"at": "2026-04-03T10:45:02Z", "file": "/srv/b.mp3", "title": "#{exit}", "duration": 3},
    ]
    made = read("\n".join(map(json.dumps, lines)) + "\n{torn")
    assert [local(row) for row in made.rows[:2]] == ["2026-04-03 17:30:02", "2026-04-03 17:45:02"]
    assert made.rows[1].file == "b.mp3"
    assert (made.rows[2].said, made.rows[2].raw) == (RowSays.UNREAD, "{torn")


def test_libretime_both_ways() -> None:
    feed = [{"starts": "2026-04-03 17:30:02", "ends": "2026-04-03 17:45:00", "track_title": "V"}]
    (row,) = read(json.dumps(feed)).rows
    assert (row.source.system, local(row), row.length) == ("libretime", "2026-04-03 17:30:02", 898)
    api = {"results": [{"file": 7, "starts": "2026-04-03T10:30:02Z", "ends": None}]}
    (row,) = read(json.dumps(api)).rows
    assert (local(row), row.length, row.file) == ("2026-04-03 17:30:02", None, "")


@pytest.mark.parametrize("length", ["00:14:58", 898, "898"])
@pytest.mark.parametrize("at", [1775212205, "1775212205", "2026-04-03T17:30:05+07:00"])
def test_source_info_types_differ_by_maker(length: object, at: object) -> None:
    item = {"TieuDe": "V", "ThoiDiemBatDau": at, "ThoiLuong": length, "TiepAm": 1}
    item |= {"MucDoUuTien": 1, "NoiDung": "https://vidu.vn/a/vung-bien.mp3?k=1"}
    (row,) = read(json.dumps({"MoTa": "", "DuLieu": {"NhatKy": [item]}})).rows
    assert (row.source.system, local(row), row.length) == (
        "source-info",
        "2026-04-03 17:30:05",
        898,
    )
    assert (row.relay, row.emergency, row.file) == (True, True, "vung-bien.mp3")


def test_a_map_of_columns_by_data() -> None:
    columns = {"date": "Ngay", "started": "Gio", "programme": "Ten", "zone": "Mui"}
    maps = {"may": ColumnMap("may", columns, order="mdy")}
    text = "Ngay;Gio;Ten;Mui\n04/03/2026;10:30:05;V;UTC\n04/03/2026;17:30:05;V;+07:00\n"
    made = read(text + "04/03/2026;17:30:05;V;Sao/Hoa\n", maps=maps)
    assert (made.system, {local(row) for row in made.rows[:2]}) == ("may", {"2026-04-03 17:30:05"})
    assert made.rows[2].said is RowSays.UNREAD
    named = read(text, maps=maps, system="may").rows
    assert [row.row_sha256 for row in named] == [row.row_sha256 for row in made.rows[:2]]


def test_formats_may_be_named_and_names_are_checked() -> None:
    with pytest.raises(UsageError, match="unknown-format"):
        read(sheet(GOOD), system="rivendel")
    with pytest.raises(ContentError, match="not-of-format"):
        read(sheet(GOOD), system="liquidsoap")
    with pytest.raises(ContentError, match="unknown-log"):
        read("xin chào\n")


def test_hostile_rows_are_told_and_kept() -> None:
    long = "A" * (10 << 20)
    rows = sheet(
        GOOD.replace("Vùng biên", "=cmd|'/c calc'!A1"),
        GOOD.replace("0403;", "0404;").replace("Vùng biên", "#{system('x')}\x07\x1b[2J"),
        f"{ID};03/04/2026;17:30;{long};;;x;17:31;;;",
        f"{ID};khi nào;17:30;A;;;x;sớm;;;",
    )
    made = read(rows.encode() + b"\xff\xfe;;;;;;x;17:30;;;\r\n")
    assert made.rows[0].title == "=cmd|'/c calc'!A1"
    assert made.rows[1].title == "#{system('x')}[2J"
    assert len(made.rows[2].raw) > 10 << 20 and len(made.rows[2].title) <= 500
    assert [row.said for row in made.rows[3:]] == [RowSays.UNREAD, RowSays.UNREAD]
    assert {found.code for found in made.findings} == {"row-unread", "wrong-code-page"}
    assert "\\xff" in made.rows[4].raw
    assert all("\x1b" not in found.render("vi") for found in made.findings)


def test_an_open_quotation_mark_swallows_no_rows() -> None:
    rows = [
        GOOD.replace("0403;", f"04{day:02d};").replace("03/", f"{day:02d}/") for day in range(1, 31)
    ]
    rows[3] = rows[3].replace("Vùng biên", '"Vùng biên')
    made = read(sheet(*rows))
    assert len(made.rows) == 30
    assert [found.code for found in made.findings] == ["open-quote"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)
CELLS = st.one_of(
    TEXTS, st.sampled_from([ID, "x", "không", "17:30", "03/04/2026", "14:55", "=1+1", '"', ";"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=11, max_size=11), max_size=8))
def test_whatever_stands_in_cells_no_row_is_lost(rows: list[list[str]]) -> None:
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\n")
    writer.writerows([HEADS.split(";"), *rows])
    try:
        made = read(page.getvalue())
    except RadioprogError as problem:
        assert problem.exit_status == 1
        return
    for row in made.rows:
        line = {"at": "", **row.to_line()}
        json.dumps(line, ensure_ascii=False).encode()
        again = row_of_line(line, with_raw=True)
        assert again is not None and again.row_sha256 == row.row_sha256


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", *FORMATS]))
def test_bytes_of_any_kind_end_in_rows_or_in_a_finding(data: bytes, system: str) -> None:
    for head in (b"", b"[", b'{"at":', HEADS.encode() + b"\n", b"PK\x03\x04xl/"):
        try:
            read(head + data, system=system)
        except RadioprogError as problem:
            assert problem.exit_status in (1, 2)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9999), st.integers(1, 12))
def test_shuffled_doubled_and_overlapping_exports_are_the_same_rows(seed: int, cut: int) -> None:
    rng = random.Random(seed)
    lines = [
        json.dumps({"at": f"2026-04-{day:02d}T17:30:02+07:00", "title": f"T{day}", "duration": 9})
        for day in range(1, 16)
    ]
    whole = {row.row_sha256 for row in read("\n".join(lines)).rows}
    first, second = lines[: cut + 2], lines[cut:]
    rng.shuffle(second)
    parts = [*read("\n".join(first * 2)).rows, *read("\n".join(second)).rows]
    assert {row.row_sha256 for row in parts} == whole and len(whole) == 15


def test_a_year_that_is_not_its_ids_is_kept_and_told() -> None:
    made = read(sheet(f"{ID};2062-04-03;17:30;Vùng biên;;;x;17:31;14:55;;Anh Lân"))
    assert [row.said for row in made.rows] == [RowSays.UNREAD]
    assert "2062-04-03" in made.findings[0].message.vi
    (week_later,) = read(sheet(f"{ID};2026-04-10;17:30;Vùng biên;;;x;17:31;14:55;;")).rows
    assert week_later.said is RowSays.PLAYED


def test_rows_that_contradict_each_other_are_told() -> None:
    made = read(sheet(GOOD, GOOD.replace(";x;17:31;14:55;", ";không;;;mất điện")))
    assert [(each.code, each.place.line) for each in made.findings] == [("rows-disagree", 3)]
    assert read(sheet(GOOD, GOOD)).findings == ()


def test_a_head_that_nobody_knows_never_makes_a_run_of_what_was_not_played() -> None:
    rows = (GOOD, f"{ID};2026-04-04;17:30;Vùng biên;;;không;;;mất điện;An")
    text = sheet(*rows).replace("đã phát", "phát chưa")
    made = read(text)
    assert [row.said for row in made.rows] == [RowSays.PLAYED, RowSays.UNREAD]
    assert [each.code for each in made.findings] == ["row-unread"]
    without_reason = read(text.replace(";mất điện;", ";;"))
    assert [row.said for row in without_reason.rows] == [RowSays.PLAYED, RowSays.UNREAD]


def test_totals_and_signatures_below_a_form_are_kept_and_told() -> None:
    made = read(sheet(GOOD, "Tổng cộng;;;4 buổi;;;;;;;", ";;;;;;;;;;", ";;;;;;;;;;Nguyễn An"))
    assert [row.said for row in made.rows] == [RowSays.PLAYED, RowSays.UNREAD, RowSays.UNREAD]
    assert [each.place.line for each in made.findings] == [3, 5]


def test_a_form_that_nobody_filled_in_is_told() -> None:
    made = read(sheet(f"{ID};2026-04-03;17:30;Vùng biên;;;;;;;"))
    assert (made.rows, [each.code for each in made.findings]) == ((), ["nothing-said"])
