"""Logs as strangers would send them, each with what became of every airing, known beforehand.

They were written from the contract alone; the class and the grade of each airing stand beside them.
What is not named is missing, with no evidence (D). Nothing is ever guessed: where a log cannot be
understood, that is told and its rows are kept.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest

from radioprog.aired.formats.content import LogContent
from radioprog.aired.formats.detect import read_log
from radioprog.aired.formats.maker import ColumnMap, ReadSettings
from radioprog.aired.matching.match import Match, PlannedAiring
from radioprog.aired.matching.reconcile import reconcile
from radioprog.aired.played import PlayedRow, RowSays, row_of_line
from radioprog.kernel.errors import ContentError
from radioprog.schedule.days.civil import ZoneClock

ZONE = dt.timezone(dt.timedelta(hours=7))
DAYS = (24, 25)
PLACES = {  # hour, minute, slot, length of the sound, title, head of its ids
    "M": (5, 30, 600, 598, "Chào buổi sáng", "chaobuoisang"),
    "L": (11, 0, 600, 598, "Pháp luật và đời sống của đồng bào các dân tộc", "phapluatdoii"),
    "E": (17, 30, 900, 898, "Bản tin vùng biên", "bantinvungbi"),
    "N": (23, 55, 900, 898, "Đêm bản làng", "dembanlangaa"),
}
RIGHT = {"M": "a" * 64, "L": "b" * 64, "E": "c" * 64, "N": "d" * 64}


def planned(place: str, day: int) -> PlannedAiring:
    hour, minute, span, length, title, head = PLACES[place]
    start = int(dt.datetime(2026, 3, day, hour, minute, tzinfo=ZONE).timestamp())
    return PlannedAiring(
        id=f"{head}202603{day}",
        station="xa-a",
        slot=place.lower(),
        start=start,
        end=start + span,
        length=length,
        title=title,
        number=day if place == "E" else None,
        programme=f"{place.lower()}-03{day}",
        file=f"{place.lower()}-03{day}.mp3",
        sha256=RIGHT[place],
    )


PLAN = {f"{place}{day}": planned(place, day) for day in DAYS for place in PLACES}


def id_(name: str) -> str:
    return PLAN[name].id


def at(clock: str, day: int = 24, zone: dt.tzinfo = ZONE) -> dt.datetime:
    hour, minute, second = (int(each) for each in clock.split(":"))
    return dt.datetime(2026, 3, day, hour, minute, second, tzinfo=ZONE).astimezone(zone)


# --- writers in the words of each system ---


def lines(*rows: Mapping[str, Any] | str) -> bytes:
    said = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    return ("\n".join(said) + "\n").encode()


def liq(
    clock: str,
    title: str = "",
    length: float | None = None,
    *,
    day: int = 24,
    zone: dt.tzinfo = ZONE,
    **more: Any,
) -> dict[str, Any]:
    line: dict[str, Any] = {"at": at(clock, day, zone).isoformat(), "title": title, **more}
    return line if length is None else {**line, "duration": length}


HEADS = "mã buổi phát,ngày,giờ,chương trình,tệp,sha256,đã phát,bắt đầu,dài,lý do,người phát"
HEADS_EN = "airing,date,planned,programme,file,sha256,played,started,length,reason,by"


def table(
    *rows: Sequence[str], heads: str = HEADS, by: str = ";", code: str = "utf-8-sig"
) -> bytes:
    page = io.StringIO()
    writer = csv.writer(page, delimiter=by, lineterminator="\r\n")
    if heads:
        writer.writerow(heads.split(","))
    writer.writerows(rows)
    return page.getvalue().encode(code)


def form(name: str, said: str, started: str = "", length: str = "", **more: str) -> list[str]:
    """Return a row of the sheet as it was handed out, filled in by somebody."""
    airing = PLAN[name]
    due = dt.datetime.fromtimestamp(airing.start, ZONE)
    return [
        more.get("airing", airing.id),
        more.get("date", f"{due:%d/%m/%Y}"),
        f"{due:%H:%M}",
        more.get("title", airing.title),
        airing.file,
        more.get("sha256", ""),
        said,
        started,
        length,
        more.get("reason", ""),
        "trực đài",
    ]


def traffic(clock: str, title: str, length: int, guid: str = "") -> str:
    long = f"{length // 3600:02d}:{length // 60 % 60:02d}:{length % 60:02d}"
    return f"{clock} {clock} {long} {long} 004001 {title[:34]:34} {guid:32}"


def rivendell(*rows: str) -> bytes:
    return ("\r\n".join(rows) + "\r\n").encode()


def history(*rows: tuple[str, int, str, str | None]) -> bytes:
    return json.dumps(
        [
            {
                "played_at": int(at(when).timestamp()),
                "duration": length,
                "playlist": "p",
                "song": {"title": title, "artist": "", "custom_fields": {"rp_airing": airing}},
            }
            for when, length, title, airing in rows
        ]
    ).encode()


def info(clock: str, title: str, length: object, **more: Any) -> dict[str, Any]:
    return {
        "BanTinID": 1,
        "TieuDe": title,
        "ThoiDiemBatDau": int(at(clock).timestamp()),
        "ThoiLuong": length,
        "TiepAm": 0,
        "MucDoUuTien": 3,
        "NoiDung": "https://vidu.vn/a",
        **more,
    }


def listed(*rows: Mapping[str, Any]) -> bytes:
    return json.dumps({"TrangThai": 1, "DanhSach": list(rows)}, ensure_ascii=False).encode()


def book(*rows: Sequence[Any]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def in_windows_1258(text: str) -> bytes:
    """Encode as old Windows programs do: letters with their hats, tones as marks of their own."""
    made = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            made += char.encode("cp1258")
        except UnicodeEncodeError:
            letter, *marks = unicodedata.normalize("NFD", char)
            hats = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
            whole = unicodedata.normalize("NFC", "".join([letter, *hats]))
            made += (whole + "".join(mark for mark in marks if mark not in hats)).encode("cp1258")
    return made


TITLES = {place: facts[4] for place, facts in PLACES.items()}
LONG_LINE = '{"at": "2026-03-24T12:00:00+07:00", "title": "' + "A" * (10 << 20) + '"'
MAPS = {
    "may": ColumnMap(
        "may",
        {
            "date": "Ngay",
            "started": "Gio",
            "length": "TL",
            "programme": "Ten",
            "sha256": "Bam",
            "zone": "Mui",
        },
    )
}
OWN = "Ngay,Gio,TL,Ten,Bam,Mui"


@dataclass(frozen=True)
class Stranger:
    """A log (or several): its files, what an importer is told, and what is true."""

    name: str
    files: Sequence[bytes]
    truth: Mapping[str, str]
    extras: int = 0
    unread: int = 0
    refused: str = ""
    file: str = "log"
    date: dt.date | None = None
    zone: str = "Asia/Ho_Chi_Minh"


CASES = [
    # --- forms that people fill in ---
    Stranger(
        "sheet: on time, late, refused",
        [
            table(
                form("M24", "x", "05:31", "9:58"),
                form("E24", "có", "17:36", "14:58"),
                form("N24", "không", reason="mất điện"),
            )
        ],
        {"M24": "on-time C", "E24": "late C", "N24": "missing C"},
    ),
    Stranger(
        "sheet: English heads, other order, columns of their own, UTF-16",
        [
            table(
                ["9:58", "hay", "yes", "05:30", id_("M24"), "24/03/2026", ""],
                ["14:58", "dở", "no", "", id_("E24"), "24/03/2026", "hỏng máy"],
                heads="length,notes,played,started,airing,date,reason",
                by="\t",
                code="utf-16",
            )
        ],
        {"M24": "on-time C", "E24": "missing C"},
    ),
    Stranger(
        "sheet: begun after midnight belongs to the next day",
        [table(form("N24", "x", "0:01", "14:58"))],
        {"N24": "late C"},
    ),
    Stranger(
        "sheet: 1, 0 and nothing said",
        [
            table(
                form("M24", "1", "05:30", "9:58"),
                form("L24", "0"),
                form("E24", ""),
                form("N24", "1", "23:55", "14:58"),
            )
        ],
        {"M24": "on-time C", "L24": "missing C", "N24": "on-time C"},
    ),
    Stranger(
        "sheet: twelve-hour clocks of a commune",
        [
            table(
                form("M24", "x", "5:31 SA", "9:58"),
                form("E24", "x", "5:32 CH", "14:58"),
                form("N24", "x", "12:02 AM", "14:58"),
            )
        ],
        {"M24": "on-time C", "E24": "on-time C", "N24": "late C"},
    ),
    Stranger(
        "sheet: Windows-1258",
        [
            in_windows_1258(
                table(form("E24", "x", "17:30", "14:58", reason="ổn cả"), code="utf-8").decode()
            )
        ],
        {"E24": "on-time C"},
    ),
    Stranger(
        "sheet: heads twice, blank lines, formula marks",
        [
            table(["NHẬT KÝ"], HEADS.split(","), heads="")
            + b"\r\n\r\n"
            + table(form("M24", "x", "05:30", "9:58", title="'=SUM(A1)"), code="utf-8")
            + b";;;;;;;;;;\r\n"
            + table(form("E24", "X", "17h31", "14'58"), code="utf-8")
        ],
        {"M24": "on-time C", "E24": "on-time C"},
    ),
    Stranger(
        "sheet: nothing in the column of ids",
        [table(form("E24", "x", "17:31", "14:58", airing=""))],
        {"E24": "on-time C"},
    ),
    Stranger(
        "sheet: cut short, too long",
        [table(form("M24", "x", "05:30", "16:00"), form("E24", "x", "17:30", "6:00"))],
        {"M24": "long C", "E24": "short C"},
    ),
    Stranger(
        "receipt: the delivered hash, and another one",
        [
            table(
                form("M24", "yes", "05:30", "9:58", sha256=RIGHT["M"]),
                form("E24", "yes", "17:30", "14:58", sha256="e" * 64),
                heads=HEADS_EN,
                by=",",
                code="utf-8",
            )
        ],
        {"M24": "on-time C", "E24": "other-content C"},
    ),
    Stranger(
        "workbook with real dates and times",
        [
            book(
                HEADS.split(","),
                [
                    id_("M24"),
                    dt.datetime(2026, 3, 24),
                    dt.time(5, 30),
                    "x",
                    "",
                    "",
                    "x",
                    dt.time(5, 31),
                    dt.time(0, 9, 58),
                    "",
                    "",
                ],
                [
                    id_("E24"),
                    dt.datetime(2026, 3, 24),
                    dt.time(17, 30),
                    "x",
                    "",
                    "",
                    "x",
                    dt.time(17, 45),
                    dt.time(0, 14, 58),
                    "",
                    "",
                ],
            )
        ],
        {"M24": "on-time C", "E24": "late C"},
    ),
    Stranger(
        "sheet: what was played instead stands in the reason",
        [table(form("E24", "không", reason="nhường tin khẩn cấp"))],
        {"E24": "pre-empted C"},
    ),
    # --- Liquidsoap ---
    Stranger(
        "liquidsoap: two zones in one file",
        [
            lines(
                liq("05:30:20", TITLES["M"], 598.2, rp_airing=id_("M24")),
                liq("17:30:40", TITLES["E"], 898, rp_airing=id_("E24"), zone=dt.UTC),
            )
        ],
        {"M24": "on-time A", "E24": "on-time A"},
    ),
    Stranger(
        "liquidsoap: broken off and gone on with, by id and by title",
        [
            lines(
                liq("17:30:00", TITLES["E"], 400, rp_airing=id_("E24")),
                liq("17:38:20", TITLES["E"], 498, rp_airing=id_("E24")),
                liq("23:55:00", TITLES["N"], 300),
                liq("00:01:40", TITLES["N"], 598, day=25),
            )
        ],
        {"E24": "on-time A", "N24": "on-time B"},
    ),
    Stranger(
        "liquidsoap: short, long",
        [
            lines(
                liq("05:30:00", TITLES["M"], 900, rp_airing=id_("M24")),
                liq("17:30:00", TITLES["E"], 500, rp_airing=id_("E24")),
            )
        ],
        {"M24": "long A", "E24": "short A"},
    ),
    Stranger(
        "liquidsoap: something else in its place, something at noon",
        [lines(liq("17:30:10", "Ca nhạc", 880), liq("12:00:00", "Nhạc trưa", 600))],
        {"E24": "other-content B"},
        extras=1,
    ),
    Stranger(
        "liquidsoap: half an hour is the limit for titles, not for ids",
        [
            lines(
                liq("06:05:00", TITLES["M"], 598),
                liq("18:10:00", TITLES["E"], 898, rp_airing=id_("E24")),
                liq("23:48:00", TITLES["N"], 898),
            )
        ],
        {"E24": "late A", "N24": "early B"},
        extras=1,
    ),
    Stranger(
        "liquidsoap: another edition under the right title, and under the right id",
        [
            lines(
                liq("05:30:00", TITLES["M"], 598, sha256="e" * 64),
                liq("17:30:00", TITLES["E"], 898, sha256="e" * 64, rp_airing=id_("E24")),
                liq("23:55:00", "x", 898, sha256="D" * 64),
            )
        ],
        {"M24": "other-content B", "E24": "other-content A", "N24": "on-time A"},
    ),
    Stranger(
        "liquidsoap: decomposed letters, capitals, another place of the tone",
        [
            lines(
                liq("05:30:05", unicodedata.normalize("NFD", "CHÀO BUỔI SÁNG"), 598),
                liq("17:30:05", unicodedata.normalize("NFD", "Bản tin vùng biên - số 24"), 898),
                liq("23:55:05", "Đêm  bản làng!", 898),
            )
        ],
        {"M24": "on-time B", "E24": "on-time B", "N24": "on-time B"},
    ),
    Stranger(
        "liquidsoap: formulas, interpolation, control characters",
        [
            lines(
                liq("08:00:00", '=HYPERLINK("http://x")', 60),
                liq("09:00:00", "#{system('rm -rf /')} ${x}", 60),
                liq("10:00:00", "a\u0000b\u001b[31m\u202e", 60),
                liq("17:30:00", TITLES["E"], 898),
            )
        ],
        {"E24": "on-time B"},
        extras=3,
    ),
    Stranger(
        "liquidsoap: a line of ten megabytes that is broken",
        [
            lines(
                liq("05:30:00", TITLES["M"], 598, rp_airing=id_("M24")),
                LONG_LINE,
                liq("17:30:00", TITLES["E"], 898, rp_airing=id_("E24")),
            )
        ],
        {"M24": "on-time A", "E24": "on-time A"},
        unread=1,
    ),
    Stranger(
        "liquidsoap: overlapping exports, one shuffled, one torn",
        [
            lines(
                liq("05:30:00", TITLES["M"], 598),
                liq("17:30:00", TITLES["E"], 898),
            ),
            lines(
                liq("23:55:00", TITLES["N"], 898),
                liq("17:30:00", TITLES["E"], 898),
                liq("05:30:00", TITLES["M"], 598),
            ),
            lines(liq("23:55:00", TITLES["N"], 898), '{"at": "2026-03-24T17:3'),
        ],
        {"M24": "on-time B", "E24": "on-time B", "N24": "on-time B"},
        unread=1,
    ),
    Stranger(
        "liquidsoap: the id in the name of the file, the name of the delivered file",
        [
            lines(
                liq("17:30:00", "", 898, file=f"/srv/rp/{id_('E24')}-ban-tin.mp3"),
                liq("05:31:30", "", 598, file="C:\\nhac\\M-0324.MP3"),
            )
        ],
        {"E24": "on-time A", "M24": "late B"},
    ),
    Stranger(
        "liquidsoap: no lengths",
        [lines(liq("17:30:00", TITLES["E"]), liq("23:55:00", "", rp_airing=id_("N24")))],
        {"E24": "on-time B", "N24": "on-time A"},
    ),
    Stranger(
        "liquidsoap: two clusters of a merged station, seconds apart",
        [
            lines(liq("17:30:00", TITLES["E"], 898), liq("05:30:00", TITLES["M"], 598)),
            lines(liq("17:30:04", TITLES["E"], 898), liq("05:30:03", TITLES["M"], 597)),
        ],
        {"E24": "on-time B", "M24": "on-time B"},
    ),
    Stranger(
        "liquidsoap: an id longer than any, and one of another day",
        [
            lines(
                liq("17:30:00", TITLES["E"], 898, rp_airing="x" * 33),
                liq("05:30:00", TITLES["M"], 598, rp_airing=id_("M24")[:-8] + "20270101"),
            )
        ],
        {"E24": "on-time B", "M24": "on-time B"},
    ),
    # --- AzuraCast ---
    Stranger(
        "azuracast: history with and without ids",
        [
            history(
                ("05:30:02", 598, TITLES["M"], id_("M24")),
                ("17:33:00", 898, "Bản tin vùng biên - số 24", None),
                ("12:00:00", 200, "Nhạc trưa", None),
            )
        ],
        {"M24": "on-time A", "E24": "late B"},
        extras=1,
    ),
    Stranger(
        "azuracast: CSV with a twelve-hour clock, without marks",
        [
            table(
                ["2026-03-24", "5:31am", "3", "0", "CHAO BUOI SANG", "", "p"],
                ["2026-03-24", "5:35pm", "3", "0", "BAN TIN VUNG BIEN", "", "p"],
                ["2026-03-25", "12:01am", "3", "0", "DEM BAN LANG", "", "p"],
                heads="Date,Time,Listeners,Delta,Track,Artist,Playlist",
                by=",",
                code="utf-8",
            )
        ],
        {"M24": "on-time B", "E24": "late B", "N24": "late B"},
    ),
    # --- LibreTime ---
    Stranger(
        "libretime: history feed",
        [
            json.dumps(
                [
                    {
                        "history_id": number,
                        "starts": f"2026-03-24 {begins}",
                        "ends": f"2026-03-24 {ends}",
                        "instance_id": 1,
                        "track_title": title,
                        "artist_name": "",
                    }
                    for number, (begins, ends, title) in enumerate(
                        [
                            ("05:30:01", "05:39:59", TITLES["M"]),
                            ("17:30:01", "17:36:00", TITLES["E"].upper()),
                        ]
                    )
                ]
            ).encode()
        ],
        {"M24": "on-time B", "E24": "short B"},
    ),
    # --- Rivendell ---
    Stranger(
        "rivendell: the day is in the file's name; ids; over midnight",
        [
            rivendell(
                traffic("05:30:00", TITLES["M"], 598, id_("M24")),
                traffic("17:31:30", TITLES["E"], 898, id_("E24")),
                traffic("23:55:00", TITLES["N"], 898, id_("N24")),
                traffic("00:15:00", "Nhạc khuya", 300),
            )
        ],
        {"M24": "on-time A", "E24": "late A", "N24": "on-time A"},
        extras=1,
        file="rd-2026-03-24.txt",
    ),
    Stranger(
        "rivendell: titles are cut after 34 characters",
        [
            rivendell(
                traffic("11:00:00", TITLES["L"], 598),
                traffic("17:30:00", TITLES["E"], 898),
            )
        ],
        {"L24": "on-time B", "E24": "on-time B"},
        file="log.txt",
        date=dt.date(2026, 3, 24),
    ),
    Stranger(
        "rivendell: no day anywhere",
        [rivendell(traffic("17:30:00", TITLES["E"], 898))],
        {},
        unread=1,
        file="log.txt",
    ),
    # --- the source information system ---
    Stranger(
        "source-info: lengths of three kinds",
        [
            listed(
                info("05:30:00", TITLES["M"], "00:09:58"),
                info("17:30:00", TITLES["E"], 898),
                info("23:55:00", TITLES["N"], "898"),
            )
        ],
        {"M24": "on-time B", "E24": "on-time B", "N24": "on-time B"},
    ),
    Stranger(
        "source-info: a relay and an urgent bulletin in our places",
        [
            listed(
                info("17:30:00", "Thời sự tỉnh", 890, TiepAm=1, NguonTiepAm="Đài tỉnh"),
                info("05:30:00", "Tin bão khẩn cấp", 590, MucDoUuTien=1),
            )
        ],
        {"E24": "relay B", "M24": "pre-empted B"},
    ),
    # --- tables of other systems ---
    Stranger(
        "generic: day before month, zones by row, hashes",
        [
            table(
                ["24/03/2026", "17:30:05", "898,4", "x", "C" * 64, "+07:00"],
                ["23/03/2026", "22:30:05", "598,4", "Chào buổi sáng", "", "UTC"],
                heads=OWN,
            )
        ],
        {"E24": "on-time A", "M24": "on-time B"},
    ),
    Stranger(
        "generic: every date can be read two ways",
        [table(["03/04/2026", "17:30:05", "898", "x", "", ""], heads=OWN)],
        {},
        refused="ambiguous-date",
    ),
    Stranger(
        "generic: month before day, proven by one date; twenty-four o'clock",
        [
            table(
                ["03/24/2026", "24:00:00", "898", "Đêm bản làng", "", ""],
                ["03/24/2026", "17:30:00", "898", "Bản tin vùng biên", "", ""],
                heads=OWN,
            )
        ],
        {"E24": "on-time B", "N24": "late B"},
    ),
    Stranger(
        "generic: line breaks and quotation marks in cells, sep= on top",
        [
            b"sep=;\r\n"
            + table(
                ["2026-03-24", "17:30:00", "898", "Bản tin\nvùng biên", "", ""],
                ["2026-03-24", "05:30:00", "598", '"Chào buổi sáng"', "", ""],
                heads=OWN,
                code="utf-8",
            )
        ],
        {"E24": "on-time B", "M24": "on-time B"},
    ),
    Stranger(
        "generic: rows that say nonsense among good ones",
        [
            table(
                ["2026-03-24", "17:30:00", "898", "Bản tin vùng biên", "", ""],
                ["2026-02-30", "17:30:00", "898", "x", "", ""],
                ["2026-03-24", "25:61", "898", "x", "", ""],
                ["2026-03-24", "05:30:00", "598", "Chào buổi sáng", "", "Mars/Phobos"],
                heads=OWN,
            )
        ],
        {"E24": "on-time B"},
        unread=3,
    ),
    Stranger(
        "generic: a log in Bangkok's clock told by the importer, to the minute",
        [
            table(
                ["2026-03-24", "16:31", "898", "Bản tin vùng biên", "", ""],
                ["2026-03-24", "04:33", "598", "Chào buổi sáng", "", ""],
                heads=OWN,
            )
        ],
        {"E24": "on-time B", "M24": "late B"},
        zone="Asia/Dhaka",
    ),
    Stranger(
        "the same night twice: an officer's sheet beside the machine's log",
        [
            table(form("E24", "x", "17:31", "14:58"), form("M24", "không", reason="ngủ quên")),
            lines(liq("17:30:10", TITLES["E"], 898), liq("05:30:10", TITLES["M"], 598)),
        ],
        {"E24": "on-time B", "M24": "on-time B"},
    ),
    Stranger("nothing but a heading", [table()], {}),
    Stranger("not a log at all", [b"\x89PNG\r\n\x1a\n" + bytes(range(256))], {}, refused="any"),
]


# --- the judge ---


def settings_of(case: Stranger) -> ReadSettings:
    return ReadSettings(ZoneClock(case.zone), "xa-a", case.date, MAPS)


def rows_of(case: Stranger, data: bytes) -> list[PlayedRow]:
    return list(read_log(LogContent(case.file, data), settings_of(case)).rows)


def imported(case: Stranger, files: Sequence[bytes]) -> list[PlayedRow]:
    """Import as the record does: a row that says what another says is that row."""
    known: dict[str, PlayedRow] = {}
    for data in files:
        for row in rows_of(case, data):
            line = {"at": "2026-04-01T00:00:00Z", "by": "x", **row.to_line()}
            again = row_of_line(line, with_raw=True)
            assert again is not None and again.row_sha256 == row.row_sha256
            known.setdefault(row.row_sha256, again)
    return list(known.values())


def answer(rows: Sequence[PlayedRow]) -> tuple[dict[str, str], int, list[Match]]:
    readable = [row for row in rows if row.said is not RowSays.UNREAD]
    made = reconcile(list(PLAN.values()), readable).matches
    names = {airing.id: name for name, airing in PLAN.items()}
    said = {names[m.planned.id]: f"{m.outcome} {m.grade}" for m in made if m.planned}
    extras = [m for m in made if m.planned is None]
    return (
        {name: each for name, each in said.items() if each != "missing D"},
        len(extras),
        list(made),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_became_of_each_airing_is_as_was_known(case: Stranger) -> None:
    if case.refused:
        with pytest.raises(ContentError) as caught:
            imported(case, case.files)
        codes = {each.code for each in caught.value.findings}
        assert case.refused == "any" or case.refused in codes
        assert all(each.render(tongue) for each in caught.value.findings for tongue in ("vi", "en"))
        return
    rows = imported(case, case.files)
    said, extras, _ = answer(rows)
    unread = sum(row.said is RowSays.UNREAD for row in rows)
    assert (said, extras, unread) == (dict(case.truth), case.extras, case.unread)


def shown(match: Match) -> tuple[object, ...]:
    return (
        match.planned_id,
        match.outcome,
        match.grade,
        match.how,
        match.start,
        match.length,
        sorted(row.row_sha256 for row in match.rows),
    )


@pytest.mark.parametrize(
    "case",
    [each for each in CASES if not each.refused and sum(map(len, each.files)) < 1 << 20],
    ids=lambda case: case.name,
)
def test_twice_and_in_another_order_changes_nothing(case: Stranger) -> None:
    chance = random.Random(case.name)
    once = imported(case, case.files)
    files = [*case.files, *case.files][::-1]
    again = imported(case, files)
    chance.shuffle(again)
    assert {row.row_sha256 for row in again} == {row.row_sha256 for row in once}
    assert sorted(map(repr, map(shown, answer(again)[2]))) == sorted(
        map(repr, map(shown, answer(once)[2]))
    )
