"""Sheet and proof as tables, page and workbook: each cell from the words of the contract."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from lxml import html

from radioprog.aired.matching.match import OUTCOMES, Match, Outcome, PlannedAiring, SaidReason
from radioprog.aired.played import PlayedRow, RowSource
from radioprog.publish.proof.pages import proof_page, sheet_page
from radioprog.publish.proof.tables import (
    Proof,
    ProofInput,
    csv_bytes,
    proof_row,
    proof_rows,
    proof_totals,
    proof_workbook,
    sheet_rows,
    sheet_workbook,
    shown_title,
)
from radioprog.schedule.days.civil import ZoneClock

CLOCK = ZoneClock("Asia/Ho_Chi_Minh")
NOON = 1_775_212_200  # 2026-04-03 17:30 there


def airing(**facts: object) -> PlannedAiring:
    known: dict[str, object] = {
        "id": "aaaaaaaaaaaa20260403",
        "station": "qb",
        "slot": "s",
        "start": NOON,
        "end": NOON + 900,
        "length": 898,
        "title": "Bản tin",
        "file": "a.mp3",
    }
    return PlannedAiring(**(known | facts))  # type: ignore[arg-type]


def row(precision: int = 1, title: str = "Ca nhạc") -> PlayedRow:
    return PlayedRow(RowSource("log"), station="qb", title=title, precision=precision)


def test_a_form_holds_what_is_known_and_room_for_the_rest() -> None:
    heads, line = sheet_rows([airing(number=3)], CLOCK, "vi")
    assert line[:6] == [
        "aaaaaaaaaaaa20260403",
        "2026-04-03",
        "17:30",
        "Bản tin - số 3",
        "a.mp3",
        "",
    ]
    assert len(heads) == len(line) and not any(line[5:])
    assert sheet_rows([], CLOCK, "en")[0] != heads
    assert shown_title(airing(number=0), "en") == "Bản tin - no. 0"
    assert shown_title(airing(), "en") == "Bản tin"


def test_a_line_of_the_proof() -> None:
    match = Match(airing(), Outcome.LATE, "A", (row(),), "id", NOON + 65, 3661, 65, 1)
    assert proof_row(match, CLOCK, "vi") == [
        "03/04/2026",
        "17:30",
        "Bản tin",
        "17:31:05",
        "1:01:01",
        "muộn",
        "A",
        "",
    ]
    nothing = Match(airing(), Outcome.MISSING, "D")
    assert proof_row(nothing, CLOCK, "en")[3:] == ["", "", "missing", "D", ""]
    extra = Match(None, Outcome.EXTRA, "B", (row(),), "time", NOON, 0, parts=1)
    assert proof_row(extra, CLOCK, "en")[:5] == ["03/04/2026", "", "Ca nhạc", "17:30:00", "0:00"]


def test_a_clock_of_minutes_says_so_unless_another_knows_better() -> None:
    coarse = Match(airing(), Outcome.ON_TIME, "B", (row(60),), "time", NOON)
    assert proof_row(coarse, CLOCK, "vi")[3] == "17:30 (±1')"
    both = Match(airing(), Outcome.ON_TIME, "B", (row(60), row(1)), "time", NOON)
    assert proof_row(both, CLOCK, "vi")[3] == "17:30:00"


@pytest.mark.parametrize(
    ("reason", "note"),
    [
        (SaidReason("power", "Lân", "cả xã"), "mất điện: cả xã (Lân)"),
        (SaidReason("power", "Lân", "Mất điện"), "mất điện (Lân)"),
        (SaidReason("power"), "mất điện"),
        (SaidReason("other", note="lũ to"), "lũ to"),
        (SaidReason("other"), "lý do khác"),
        (SaidReason("flood", note="to"), "flood: to"),
    ],
)
def test_a_reason_in_words(reason: SaidReason, note: str) -> None:
    match = Match(airing(), Outcome.MISSING, "C", reasons=(reason,))
    assert proof_row(match, CLOCK, "vi")[7] == note


def test_parts_and_other_content_are_noted() -> None:
    split = Match(airing(), Outcome.ON_TIME, "B", (row(),), "title", NOON, 898, 0, 2)
    assert proof_row(split, CLOCK, "vi")[7] == "2 phần"
    reasons = (SaidReason("staff"),)
    other = Match(
        airing(), Outcome.OTHER_CONTENT, "B", (row(),), "time", NOON, 1, 0, 3, reasons=reasons
    )
    assert proof_row(other, CLOCK, "en")[7] == "staff; 3 parts; Ca nhạc"
    bare = Match(airing(), Outcome.OTHER_CONTENT, "B", (row(title=""),), "time", NOON)
    assert proof_row(bare, CLOCK, "en")[7] == ""


MATCHES = (
    Match(airing(), Outcome.ON_TIME, "A", (row(),), "id", NOON, 890, 0, 1),
    Match(airing(), Outcome.LATE, "C", (row(),), "id", NOON + 300, None, 300, 1),
    Match(airing(kind="relay"), Outcome.RELAY, "D"),
    Match(airing(), Outcome.MISSING, "C"),
    Match(None, Outcome.EXTRA, "B", (row(),), "time", NOON + 4000, 50, parts=1),
)
PROOF = Proof(
    "qb",
    "Tỉnh <Quảng Bình>",
    "2026-04",
    MATCHES,
    (ProofInput("a.csv", "ab" * 32, 5), ProofInput("=x", "cd" * 32)),
    "Đài & thử",
)


def test_totals_count_only_what_is_proven() -> None:
    assert (PROOF.planned, PROOF.heard(), PROOF.heard("A"), PROOF.heard("B")) == (4, 2, 1, 0)
    assert PROOF.seconds == 890 + 898
    assert proof_totals(PROOF, "en") == [
        ["Airings planned", "4"],
        ["Aired, with proof", "2"],
        ["  grade A: a machine's log with id or hash", "1"],
        ["  grade B: a machine's log, by title and time", "0"],
        ["  grade C: written by a person", "1"],
        ["Time with proof", "29:48"],
        ["on time", "1"],
        ["late", "1"],
        ["missing", "1"],
        ["not planned", "1"],
        ["relay", "1"],
    ]
    assert set(OUTCOMES) == set(Outcome)


def test_nothing_in_the_csv_is_a_formula() -> None:
    data = csv_bytes([["=1+1", "a;b", 'c"d', "e\nf"], ["-x", "+x", "@x", ""]])
    assert data == '\ufeff\'=1+1;"a;b";"c""d";e f\r\n\'-x;\'+x;\'@x;\r\n'.encode()


def test_the_workbook_has_the_same_rows_and_what_it_rests_on() -> None:
    book = openpyxl.load_workbook(io.BytesIO(proof_workbook(PROOF, CLOCK, "vi")))
    assert book.sheetnames == ["2026-04", "Tổng hợp", "Căn cứ"]
    table = [[cell or "" for cell in line] for line in book["2026-04"].values]
    assert table == proof_rows(PROOF, CLOCK, "vi")
    totals = list(book["Tổng hợp"].values)
    assert totals[0] == ("Tổng hợp", "2026-04")
    said = [[cell.strip() for cell in line] for line in proof_totals(PROOF, "vi")]
    assert [list(line) for line in totals[1:]] == said
    rests = [tuple(cell or "" for cell in line) for line in book["Căn cứ"].values]
    assert rests[1:] == [("a.csv", "ab" * 32, "5"), ("=x", "cd" * 32, "")]
    assert all(cell.data_type != "f" for sheet in book for line in sheet.rows for cell in line)
    form = openpyxl.load_workbook(io.BytesIO(sheet_workbook([["a"], ["=1"]], "Tờ")))
    assert (form.sheetnames, form["Tờ"]["A2"].data_type) == (["Tờ"], "s")


def test_the_page_of_a_proof() -> None:
    page = html.fromstring(proof_page(PROOF, CLOCK, "vi"))
    assert page.xpath("string(//h1)") == "Xác nhận phát sóng: Tỉnh <Quảng Bình>"
    assert page.xpath("string(//*[@class='when'])") == "Tháng 4 năm 2026"
    rows = page.xpath("//div[@class='wide']//tbody/tr")
    assert [each.get("class") for each in rows] == [str(each.outcome) for each in MATCHES]
    cells = [[cell.text or "" for cell in each] for each in rows]
    assert cells == proof_rows(PROOF, CLOCK, "vi")[1:]
    assert [cell.get("class") for cell in rows[0]] == ["n", "n", None, "n", "n", "n", "n", None]
    rests = [each.text_content() for each in page.xpath("//*[@class='rests']//li")]
    assert rests == [f"a.csv {'ab' * 32} (5)", f"=x {'cd' * 32}"]
    assert len(page.xpath("//*[@class='signers']/div")) == 3
    bare = Proof("qb", "Q", "2026-04", (), ())
    assert "no log yet" in proof_page(bare, CLOCK, "en")
    assert ">2026-04<" in proof_page(bare, CLOCK, "en")


def test_the_page_of_a_form_leaves_out_the_hash_and_writes_the_day_first() -> None:
    day = dt.date(2026, 4, 3)
    rows = sheet_rows([airing()], CLOCK, "vi")
    text = sheet_page(rows, station="Q", days=(day, day), organisation="Đ", language="vi")
    page = html.fromstring(text)
    heads = [each.text for each in page.xpath("//th")]
    assert len(heads) == len(rows[0]) - 1 == len(page.xpath("//col"))
    assert "Sha256" not in heads
    cells = page.xpath("//tbody/tr/td")
    assert [each.text or "" for each in cells][:5] == [
        "aaaaaaaaaaaa20260403",
        "03/04/2026",
        "17:30",
        "Bản tin",
        "a.mp3",
    ]
    assert [each.get("class") for each in cells][:4] == ["id", "n", "n", None]
    assert page.xpath("string(//*[@class='when'])") == "3/4/2026"
    two = sheet_page(
        rows, station="Q", days=(day, dt.date(2026, 4, 9)), organisation="Đ", language="vi"
    )
    assert "3/4/2026 - 9/4/2026" in two
