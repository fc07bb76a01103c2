"""The review of a workspace: three forms of one model, read by independent parsers."""

from __future__ import annotations

import datetime as dt
import html
import html.parser
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from radioprog.cli.app import run
from radioprog.kernel.errors import UsageError
from radioprog.studio.record.asrun import import_logs
from radioprog.studio.workspace import Workspace
from radioprog.studio.year.coverage import coverage
from radioprog.studio.year.report import WrittenReview, report

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = [
    "<script>alert(1)</script>",
    "=1+1",
    "@SUM(A1)",
    unicodedata.normalize("NFD", 'Biên giới {x|y} & "z"'),
    "dài " * 75,
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("year")
    (root / "radioprog.yaml").write_text(
        "timezone: Asia/Ho_Chi_Minh\norganisation: '=Sở <b>'\n", encoding="utf-8"
    )
    for folder in ("scripts", "schedules", "plans"):
        (root / folder).mkdir()
    (root / "schedules/stations.csv").write_text(
        "id,name,level,tags\na,=Xã <b>A</b>,commune,bg\nb,Xã B,commune,bg\nc,Đồn C,post,\n",
        encoding="utf-8",
    )
    (root / "schedules/lich.yaml").write_text(
        "slots:\n  - {id: bien, series: vung, stations: 'a, b, c', days: CN, at: 17:30, "
        "length: 10:00, from: 2026-01-04, to: 2026-12-31, repeats: [hôm sau 05:30]}\n"
        "relays:\n  - {id: vov, stations: all, days: hằng ngày, at: 18:00, length: 30:00}\n",
        encoding="utf-8",
    )
    for number, title in enumerate(EVIL, 1):
        day = dt.date(2026, 1, 4) + dt.timedelta(weeks=number - 1)
        (root / f"scripts/so-{number}.md").write_text(
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n"
            f"series: vung\nepisode: {number}\ndate: {day}\n"
            f"topics: [{'biển' if number % 2 else 'rừng'}]\nspeakers: {{A: nữ}}\n---\n\n"
            f"A: {'Xin chào. ' * number}\n",
            encoding="utf-8",
        )
    (root / "plans/2026.yaml").write_text(
        "targets:\n  - {id: '=<i>1', series: vung, programmes: 11}\n"
        "  - {id: q, stations: tag:bg, per: quarter, sessions: 3}\n"
        "  - {id: m, stations: tag:bg, per: month, each: yes, sessions: 1}\n",
        encoding="utf-8",
    )
    made = Workspace.open(root)
    starts = [f"2026-01-{day:02d}T17:30:10+07:00" for day in (4, 11, 18)]
    starts.append("2026-01-05T05:30:20+07:00")
    rows = [{"at": each, "title": "?", "duration": 600} for each in starts]
    for row, title in zip(rows, [EVIL[0], EVIL[1], EVIL[2], EVIL[0]], strict=True):
        row["title"] = title
    path = root / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    import_logs(made, [path], station="a", at=AT)
    return made


@pytest.fixture(scope="module")
def written(workspace: Workspace) -> WrittenReview:
    return report(workspace, year=2026)


class _Page(html.parser.HTMLParser):
    """Reads tables out of a page with nothing of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.names: list[str] = []
        self.text = ""
        self._cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._cell:
            self.tables[-1][-1][-1] += data


def of_page(path: Path) -> _Page:
    reader = _Page()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def of_workbook(path: Path) -> list[list[list[str]]]:
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [
        [[shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets[1:]
    ]


def shown(value: object) -> str:
    if isinstance(value, int | float):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    return "" if value is None else str(value)


def of_document(path: Path) -> list[list[list[str]]]:
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    return [
        [
            ["".join(t.text or "" for t in cell.iter(f"{WORD}t")) for cell in row.iter(f"{WORD}tc")]
            for row in table.iter(f"{WORD}tr")
        ]
        for table in root.iter(f"{WORD}tbl")
        if table.find(f"{WORD}tblPr/{WORD}tblBorders") is not None
    ]


def test_page_workbook_and_document_show_the_same_numbers(written: WrittenReview) -> None:
    page, book, document = written.files
    tables = of_page(page).tables
    assert len(tables) > 10
    assert of_document(document) == tables
    assert of_workbook(book) == tables


def test_the_numbers_are_those_of_the_records_lines(
    workspace: Workspace, written: WrittenReview
) -> None:
    lines = [
        json.loads(line)
        for path in sorted((workspace.root / "record/played").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    review = written.review
    assert review.airings.aired == len(lines) == 4
    assert review.airings.seconds == sum(line["length"] for line in lines) == 2400
    sundays = [
        d for n in range(4, 366) if (d := dt.date(2025, 12, 31) + dt.timedelta(n)).weekday() == 6
    ]
    assert (
        review.airings.planned
        == 3 * (2 * len(sundays))
        == sum(each.tally.planned for each in review.stations)
    )
    assert review.airings.repeats_aired == 1
    assert review.relays.planned == 3 * 365
    assert review.mute == ("c", "b") or set(review.mute) == {"b", "c"}


def test_programmes_made_are_those_that_were_heard(written: WrittenReview) -> None:
    review = written.review
    assert [each.name for each in review.made] == ["so-1", "so-2", "so-3"]
    assert [each.name for each in review.unmade] == ["so-4", "so-5"]
    assert {name: each.count for name, each in review.made_by_theme.items()} == {
        "biển": 2,
        "rừng": 1,
    }
    assert review.made_total.synthetic == 3
    text = of_page(written.files[0]).text
    assert "đã sản xuất 3 chương trình phát thanh" in text
    assert "biển (2), rừng (1)" in text


def test_targets_agree_with_coverage(workspace: Workspace, written: WrittenReview) -> None:
    rows = coverage(workspace, year=2026, until="2026-12-31").rows
    assert [(row.target.id, row.period.name, row.aired, row.missing) for row in rows] == [
        (row.target.id, row.period.name, row.aired, row.missing) for row in written.review.covered
    ]


def test_hostile_words_are_words(written: WrittenReview) -> None:
    page = of_page(written.files[0])
    assert not {"script", "b", "i"} & set(page.names)
    assert "<script>alert(1)</script>" in page.text and "=Xã <b>A</b>" in page.text
    raw = written.files[0].read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", raw)
    assert "default-src 'none'" in html.unescape(raw) and "http" not in re.sub(
        r"http-equiv", "", raw
    )
    with zipfile.ZipFile(written.files[1]) as book:
        charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
        assert charts
        for name in book.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(book.read(name))


def test_the_same_record_gives_the_same_bytes(
    workspace: Workspace, written: WrittenReview, tmp_path: Path
) -> None:
    again = report(workspace, year=2026, folder=tmp_path)
    assert [path.read_bytes() for path in again.files] == [
        path.read_bytes() for path in written.files
    ]
    names = [path.name for path in again.files]
    assert names == ["bao-cao-2026.html", "bao-cao-2026.xlsx", "bao-cao-2026.docx"]


def test_a_quarter_is_compared_with_two_and_a_month_is_cut_out(workspace: Workspace) -> None:
    quarter = report(workspace, year=2026, quarter=2).review
    assert [each.words.vi for each in quarter.before] == ["Quý 1 năm 2026"], "2025 had nothing"
    assert {row.period.name for row in quarter.covered} == {
        "2026-Q2",
        "2026-04",
        "2026-05",
        "2026-06",
    }
    month = report(workspace, year=2026, month=1)
    assert month.files[0].name == "bao-cao-2026-01.html"
    assert month.review.airings.aired == 4 and len(month.review.airings_by_part) == 5


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"quarter": 5}, "bad-period"),
        ({"quarter": 0}, "bad-period"),
        ({"month": 13}, "bad-period"),
        ({"quarter": 1, "month": 1}, "bad-period"),
        ({"year": 1900}, "bad-window"),
        ({"year": 99999}, "bad-window"),
    ],
)
def test_what_is_no_period_is_refused(
    workspace: Workspace, asked: dict[str, int], code: str
) -> None:
    with pytest.raises(UsageError) as refused:
        report(workspace, **{"year": 2026, **asked})
    assert refused.value.findings[0].code == code


def test_a_year_to_come_and_the_first_that_can_be_reckoned(workspace: Workspace) -> None:
    made = report(workspace, year=2031)
    assert not made.review.has_plan and made.review.airings.planned == 0
    assert "Năm này chưa lập kế hoạch" in of_page(made.files[0]).text
    assert report(workspace, year=1951).review.before == ()


def test_the_command_tells_its_files(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(["-C", str(workspace.root), "report", "--year", "2026", "--month", "1", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert status == 0 and document["period"] == "2026-01"
    assert document["files"][0] == "build/report/bao-cao-2026-01.html"
    assert document["airings"]["aired"] == 4
    assert run(["-C", str(workspace.root), "report", "--year", "2026", "--month", "13"]) == 2
