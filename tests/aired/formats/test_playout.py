"""Logs of playout systems: which file is whose, and each row at its bounds."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from radioprog.aired.formats.content import LogContent
from radioprog.aired.formats.maker import ReadSettings
from radioprog.aired.formats.playout import (
    azuracast_rows,
    libretime_rows,
    liquidsoap_rows,
    rivendell_rows,
)
from radioprog.aired.played import PlayedRow, RowSays
from radioprog.schedule.days.civil import ZoneClock

CLOCK = ZoneClock("Asia/Ho_Chi_Minh")
SETTINGS = ReadSettings(CLOCK, "qb", dt.date(2026, 4, 3))
ID = "uritjtzvcw3n20260403"
AT = 1_775_212_205  # 17:30:05


def content(text: str) -> LogContent:
    return LogContent("a.log", text.encode())


def values(*rows: object) -> LogContent:
    return content(json.dumps(list(rows)))


def said(rows: list[PlayedRow] | None) -> list[RowSays]:
    return [each.said for each in rows or []]


LINE = "17:30:00 17:30:05 00:15:00 00:14:58 004001 {:34} {:32}"


def test_half_of_the_lines_make_a_traffic_log() -> None:
    good = LINE.format("Bản tin", ID)
    assert said(rivendell_rows(content(f"{good}\nx\n"), SETTINGS)) == [
        RowSays.PLAYED,
        RowSays.UNREAD,
    ]
    assert rivendell_rows(content(f"{good}\nx\ny\n"), SETTINGS) is None
    assert rivendell_rows(content("x\n"), SETTINGS) is None


def test_a_traffic_line_by_its_columns() -> None:
    title = "T" * 34
    (row,) = rivendell_rows(content(LINE.format(title, ID) + "  \r\n"), SETTINGS) or []
    assert (row.start, row.length, row.title, row.airing, row.cut) == (AT, 898, title, ID, 34)
    late = LINE.format("A", "").replace("17:30:05", "25:30:05")
    made = rivendell_rows(content(f"{late}\n{LINE.format('B', '')}\n"), SETTINGS)
    assert said(made) == [RowSays.UNREAD, RowSays.PLAYED]


def song(**facts: object) -> dict[str, object]:
    return {"played_at": AT, "duration": 898, "song": {"title": "V", "path": "a/b.mp3"}, **facts}


def test_azuracasts_songs() -> None:
    (row,) = azuracast_rows(values(song()), SETTINGS) or []
    assert (row.start, row.length, row.title, row.file) == (AT, 898, "V", "b.mp3")
    text = song(song={"text": "X - V", "custom_fields": {"rp_sha256": "A" * 64}})
    (row,) = azuracast_rows(values(text), SETTINGS) or []
    assert (row.title, row.sha256, row.file, row.airing) == ("X - V", "a" * 64, "", "")
    tagged = song(song={"title": f"T {ID[:-1]}4", "custom_fields": {"rp_airing": ID}})
    assert (azuracast_rows(values(tagged), SETTINGS) or [])[0].airing == ID


@pytest.mark.parametrize(
    ("at", "said_"),
    [
        (1, "played"),
        (0, "unread"),
        (-1, "unread"),
        ((1 << 33) - 1, "played"),
        (1 << 33, "unread"),
        ("5", "unread"),
        (None, "unread"),
    ],
)
def test_a_moment_that_can_be_one(at: object, said_: str) -> None:
    assert said(azuracast_rows(values(song(played_at=at)), SETTINGS)) == [said_]


@pytest.mark.parametrize(
    ("duration", "length"),
    [
        (0, 0),
        (898.6, 899),
        (-1, None),
        ((1 << 20) - 1, (1 << 20) - 1),
        (1 << 20, None),
        ("14:58", 898),
        ("x", None),
        (None, None),
    ],
)
def test_a_duration_that_can_be_one(duration: object, length: int | None) -> None:
    (row,) = azuracast_rows(values(song(duration=duration)), SETTINGS) or []
    assert row.length == length


def test_a_song_that_is_none_is_kept_unread() -> None:
    assert said(azuracast_rows(values(song(song="x"), song()), SETTINGS)) == ["unread", "played"]
    assert azuracast_rows(values({"x": 1}), SETTINGS) is None
    assert said(azuracast_rows(values({"x": 1}, song()), SETTINGS)) == ["unread", "played"]
    assert azuracast_rows(values({"x": 1}, {"y": 1}, song()), SETTINGS) is None


TABLE = "Date,Time,Title,rp_airing,Duration\n"


def test_azuracasts_table() -> None:
    text = TABLE + f"2026-04-03,17:30:05,V,{ID},14:58\n{TABLE}2026-04-03,17:31,W\nx,17:32,Z,,\n"
    made = azuracast_rows(content(text), SETTINGS) or []
    assert [(each.start, each.precision, each.title) for each in made[:2]] == [
        (AT, 1, "V"),
        (AT + 55, 60, "W"),
    ]
    assert (made[0].airing, made[0].length, made[1].length) == (ID, 898, None)
    assert (made[2].said, made[2].problem) == (RowSays.UNREAD, "x 17:32")
    assert azuracast_rows(content("Date,Time,Playlist\n2026-04-03,17:30,x\n"), SETTINGS) is None
    assert azuracast_rows(content("Date,Title,Playlist\n2026-04-03,V,x\n"), SETTINGS) is None
    no_time = azuracast_rows(content(TABLE + "2026-04-03,sớm,V,,\n"), SETTINGS)
    assert said(no_time) == [RowSays.UNREAD]


def test_libretimes_history() -> None:
    row = {
        "starts": "2026-04-03 17:30:05",
        "ends": "2026-04-03 17:45:03",
        "file": {"filepath": f"a/{ID}.mp3"},
        "title": "T",
    }
    back = {**row, "ends": "2026-04-03 17:30:04", "file": "77", "track_title": "U"}
    same = {**row, "ends": row["starts"], "file": "a/c.mp3"}
    lost = {**row, "starts": "sớm"}
    made = libretime_rows(values(row, back, same, lost), SETTINGS) or []
    assert [each.start for each in made[:3]] == [AT] * 3
    assert [each.length for each in made[:3]] == [898, None, 0]
    assert [each.file for each in made[:3]] == [f"{ID}.mp3", "", "c.mp3"]
    assert [each.title for each in made[:3]] == ["T", "U", "T"]
    assert (made[0].airing, made[3].said, made[3].problem) == (ID, RowSays.UNREAD, "starts: sớm")
    assert libretime_rows(values({"starts": "2026-04-03 17:30:05"}), SETTINGS) is None
    assert libretime_rows(values({"title": "x", "file": 1}), SETTINGS) is None


def test_liquidsoaps_lines() -> None:
    row = {"at": "2026-04-03T10:30:05Z", "file": "/a/b.mp3", "duration": 898.4, "sha256": "a" * 64}
    lost = {**row, "at": "sớm"}
    made = liquidsoap_rows(values(row, lost), SETTINGS) or []
    assert (made[0].start, made[0].length, made[0].file, made[0].sha256) == (
        AT,
        898,
        "b.mp3",
        "a" * 64,
    )
    assert (made[1].said, made[1].problem) == (RowSays.UNREAD, "at: sớm")
    assert liquidsoap_rows(values({"at": "2026-04-03T10:30:05Z"}), SETTINGS) is None
    assert liquidsoap_rows(content(""), SETTINGS) is None
