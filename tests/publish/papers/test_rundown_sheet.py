from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from radioprog.kernel.findings import Language
from radioprog.programme.rundown import Rundown
from radioprog.publish.papers.rundown_sheet import rows_of, rundown_sheet
from radioprog.publish.papers.waveform import waveform
from tests.browser import codes_in, evaluated, first_page_pixels, printed
from tests.programme.fakes import lay, say, script, sounds, spoken, takes
from tests.publish.papers.test_waveform import measurement
from tests.publish.programmes import LONG, example, planned

_VOID = {"meta", "br", "img"}


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[list[str]] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag == "tr":
            self.cells.append([])
        if tag in ("td", "th") and self.cells:
            self.cells[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if {"td", "th"} & set(self.open) and self.cells and self.cells[-1]:
            self.cells[-1][-1] += data


def read(plan: Rundown, language: Language = "vi", picture: bool = False) -> Reader:
    scene = waveform(plan, measurement(), language) if picture else None
    page = rundown_sheet(
        plan, example().meta, language=language, organisation="Sở Thông tin", picture=scene
    )
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def test_every_item_has_its_row_with_time_kind_speaker_and_text() -> None:
    cells = read(planned()).cells
    numbered = [row for row in cells if row[0].isdigit()]
    assert [int(row[0]) for row in numbered] == list(range(1, len(numbered) + 1))
    assert [row[3] for row in numbered][:3] == ["Nhạc hiệu", "Lời", "Nhạc nền"]
    assert numbered[1][4:] == ["PTV nữ", "Kính thưa quý vị! Đây là <Bản tin>."]
    assert any(row[5] == LONG for row in numbered)
    assert any("clips/cha-lo.flac" in row[5] and "Bà con xếp hàng" in row[5] for row in numbered)
    assert [row[1] for row in numbered] == sorted(row[1] for row in numbered)


def test_sentences_of_a_paragraph_are_one_row() -> None:
    plan = planned()
    (row,) = [row for row in rows_of(plan, plan.segments[1]) if "Cộng đồng" in row.text]
    assert row.text == "Cộng đồng (ASEAN Community). Nghỉ rồi nói."


def test_second_reading_and_signatures_are_marked() -> None:
    text = read(planned()).text
    assert "đọc hai lần" in text
    assert text.count("đọc lần hai") == 2  # the sting and the notice
    for name in ("Biên tập viên", "Kỹ thuật viên", "Duyệt phát sóng", "(ký, ghi rõ họ tên)"):
        assert name in text
    assert "do máy đọc" in text


def test_over_and_under_are_told() -> None:
    assert re.search(r"còn \d:\d\d", read(planned()).text)
    tight = planned(example(20.0))
    assert re.search(r"thừa \d:\d\d", read(tight).text)
    free = read(planned(example(None))).text
    assert "thừa" not in free and "còn" not in free


def test_nothing_comes_from_outside() -> None:
    picture = waveform(planned(), measurement(), "vi")
    page = rundown_sheet(planned(), example().meta, language="vi", picture=picture)
    reader = Reader()
    reader.feed(page)
    assert reader.links == []
    assert "url(" not in page and "@import" not in page
    assert set(re.findall(r"https?://[^\"' ]+", page)) == {"http://www.w3.org/2000/svg"}


def test_what_a_script_holds_stays_text() -> None:
    made = script(say("PTV nữ", "<script>alert(1)</script> & hết."))
    plan = lay(made, sounds=sounds(made), takes=takes(spoken(made)))
    page = rundown_sheet(
        replace(plan, title="<img src=x>"), made.meta, language="vi", organisation="<b>"
    )
    assert "<script>" not in page and "<img" not in page and "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; hết." in page


def test_english_sheet_and_the_plan_before_any_sound() -> None:
    made = example()
    known = sounds(made, jingle=8.0, sting=2.0, bed=20.0, outro=30.0)
    text = read(lay(made, sounds=known), "en").text
    assert "Rundown sheet" in text and "Length (estimated)" in text and "Approved for air" in text
    assert "Phiếu" not in text


def test_same_programme_same_bytes() -> None:
    first, second = (rundown_sheet(planned(), example().meta, language="vi") for _ in range(2))
    assert first == second
    assert read(planned(), picture=True).text


SHA = "0123456789abcdef" * 4


def written(tmp_path: Path, **more) -> Path:
    path = tmp_path / "phieu.html"
    page = rundown_sheet(planned(), example().meta, language="vi", fingerprint=SHA, **more)
    path.write_text(page, encoding="utf-8")
    return path


def test_a_phone_shows_the_sheet_without_scrolling_sideways(tmp_path: Path) -> None:
    page = written(tmp_path)
    for width in (500, 390, 360):
        wide = evaluated(
            page, "document.documentElement.scrollWidth + '/' + innerWidth", width=width
        )
        content, window = map(int, wide.split("/"))
        assert content <= window


def test_each_printed_page_has_its_number_title_and_fingerprint(tmp_path: Path) -> None:
    page = written(tmp_path)
    pages = printed(page)
    assert len(pages) >= 1
    assert codes_in(first_page_pixels(page)) == ["0123 4567 89AB CDEF"]
    for number, text in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in text
        assert "0123 4567 89ab cdef" in text
    assert all(example().meta.title.split()[0] in text for text in pages[1:])


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Lúa đông xuân", "1. Lúa đông xuân"),
        ("1. Mục tiêu", "1. Mục tiêu"),
        ("II. KẾT QUẢ", "II. KẾT QUẢ"),
        ("2.1. Chỉ tiêu", "2.1. Chỉ tiêu"),
        ("I-ran và I-rắc", "1. I-ran và I-rắc"),
        ("5 năm một chặng đường", "1. 5 năm một chặng đường"),
    ],
)
def test_a_heading_that_counts_itself_is_not_counted_again(title: str, shown: str) -> None:
    plan = planned()
    first = replace(plan.segments[0], title=title)
    cells = read(replace(plan, segments=(first, *plan.segments[1:]))).cells
    assert any(cell.strip().startswith(shown) for row in cells for cell in row)


def test_no_title_breaks_out_of_the_style(tmp_path: Path) -> None:
    evil = '"; } body { display: none } /* </style><script>alert(1)</script>'
    plan = replace(planned(), title=evil)
    page = rundown_sheet(plan, example().meta, language="vi")
    assert "<script>" not in page
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert style.count("{") == style.count("}")
    assert 'content: "; }' not in style
