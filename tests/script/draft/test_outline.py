"""Headings become parts, lists stay together, tables become sentences."""

from __future__ import annotations

import pytest

from radioprog.script.draft.article import read_article
from radioprog.script.draft.outline import Paragraph, _sentence, _width, with_headings

AFTER = "Nhà trường đã tổ chức ký cam kết với phụ huynh và học sinh các lớp ngay từ đầu năm học."


def headings(body: str) -> list[str]:
    return [part.label for part in read_article(f"Tên bài\n\n{body}").paragraphs if part.heading]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("I. KẾT QUẢ", "KẾT QUẢ"),
        ("II - Tồn tại", "Tồn tại"),
        ("1. Mục tiêu", "Mục tiêu"),
        ("2.1. Đối với học sinh", "Đối với học sinh"),
        ("1/ Về nông nghiệp:", "Về nông nghiệp"),
        ("a) Về kinh tế", "Về kinh tế"),
        ("A. Thời kỳ mạ", "Thời kỳ mạ"),
        ("Bài 1: Người giữ rừng", "Bài 1: Người giữ rừng"),
        ("TỔ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"),
        ("* Cách phòng", "Cách phòng"),
        ("* Khi nào đến trạm y tế?", "Khi nào đến trạm y tế?"),
        ("## Về giáo dục", "Về giáo dục"),
        ("1. Nhà trường tổ chức ký cam kết.", None),
        ("Năm 2026 là năm học mới.", None),
        ("- Rửa tay", None),
    ],
)
def test_headings(line: str, label: str | None) -> None:
    body = f"{AFTER}\n\n{line}\n{AFTER}"
    assert headings(body) == ([label] if label else [])


def test_a_list_is_no_row_of_headings() -> None:
    days = "1. Ngày 7/12: thôn Bãi Dinh\n2. Ngày 8/12: thôn Y Leng\n3. Ngày 9/12: bản K-Ai"
    assert headings(f"Lịch cắt điện như sau:\n{days}\nMong bà con thông cảm.") == []
    assert headings("Gồm có:\na) Lưới mới\nb) Dầu, đá\nXong.") == []


def test_a_person_is_no_heading() -> None:
    assert headings(f"Tham dự có:\n\nLê Văn Cường\n\n{AFTER}") == []


def rows(body: str) -> list[str]:
    return [part.text for part in read_article(f"Tên bài\n\nCác lớp:\n\n{body}").paragraphs][1:]


@pytest.mark.parametrize(
    "body",
    [
        "STT\tNghề\tHọc phí\n1\tĐiện\tmiễn 100%\n2\tMay\t2 triệu",
        "STT    Nghề    Học phí\n1      Điện    miễn 100%\n2      May     2 triệu",
        "| STT | Nghề | Học phí |\n| 1 | Điện | miễn 100% |\n| 2 | May | 2 triệu |",
        "STT\nNghề\nHọc phí\n1\nĐiện\nmiễn 100%\n2\nMay\n2 triệu",
    ],
)
def test_rows_of_a_table_become_sentences(body: str) -> None:
    assert rows(body) == ["Nghề, Học phí.", "Điện: học phí miễn 100%.", "May: học phí 2 triệu."]
    (table,) = read_article(f"Tên bài\n\nCác lớp:\n\n{body}").tables
    assert table.number == 5


def test_a_table_without_a_head_keeps_its_cells() -> None:
    body = "Lúa IR504      kg      7.200 – 7.400\nTiêu đen       kg      142.000"
    assert rows(body) == ["Lúa IR504, kg, 7.200 – 7.400.", "Tiêu đen, kg, 142.000."]


@pytest.mark.parametrize(
    ("cells", "width"),
    [
        (["STT", "Nghề", "1", "Điện", "2", "May"], 2),
        (["STT", "Nghề", "Phí", "1", "a", "b", "2", "c", "d"], 3),
        (["x", "1", "a", "2", "b"], 5),  # one cell before: the numbers do not tell
        (["1", "2", "3", "4"], 4),
        (["a"] * 8, 4),
        (["a"] * 6, 3),
        (["a"] * 5, 5),
        (["a"] * 10, 5),
        (["a"] * 14, 2),
        (["a"] * 7, 4),
        (["2", "1", "a", "b", "c", "d"], 3),
    ],
)
def test_the_columns_of_a_table_that_stands_one_cell_a_line(cells: list[str], width: int) -> None:
    assert _width(cells) == width


@pytest.mark.parametrize(
    ("head", "cells", "first", "sentence"),
    [
        (["STT", "Nghề", "Học phí"], ["1", "Điện", "miễn"], 1, "Điện: học phí miễn."),
        (["Nghề", "Học phí"], ["Điện", "miễn."], 0, "Điện: học phí miễn."),
        (["Nghề", "UBND"], ["Điện", "5"], 0, "Điện: UBND 5."),
        (["Nghề", "Học phí"], ["Điện"], 0, "Điện."),
        (["STT", "Nghề"], ["1", "Điện"], 1, "1, Điện."),
        (["Nghề"], ["Điện", "May"], 0, "Điện, May."),
    ],
)
def test_a_row_as_a_sentence(head: list[str], cells: list[str], first: int, sentence: str) -> None:
    assert _sentence(head, cells, first) == sentence


@pytest.mark.parametrize("mark", [".", "!", "?", "…", ";"])
def test_a_cell_that_ends_gets_no_second_stop(mark: str) -> None:
    assert rows(f"Lúa\tkg\t7{mark}\nNgô\tkg\t8{mark}") == [f"Lúa, kg, 7{mark}", f"Ngô, kg, 8{mark}"]


SENTENCES = "Nhà trường đã ký cam kết với phụ huynh và học sinh các lớp ngay từ đầu năm học mới."


@pytest.mark.parametrize(
    ("line", "after", "is_one"),
    [
        ("Kết quả năm học", SENTENCES, True),
        ("Kết quả", SENTENCES, True),
        ("Kết", SENTENCES, False),
        (" ".join(["Kết"] * 14), SENTENCES, True),
        (" ".join(["Kết"] * 15), SENTENCES, False),
        ("kết quả năm học", SENTENCES, False),
        ("Kết quả năm học:", SENTENCES, False),
        ("Kết quả năm học", " ".join(["từ"] * 14) + " hết.", True),
        ("Kết quả năm học", " ".join(["từ"] * 13) + " hết.", False),
        ("Kết quả năm học", SENTENCES.rstrip("."), False),
        (" ".join(["XÃ"] * 30), SENTENCES, True),
        (" ".join(["XÃ"] * 31), SENTENCES, False),
        ("TRƯỜNG", SENTENCES, False),
        ("1. " + "từ " * 70 + "hết", SENTENCES, False),  # longer than 200 characters
        ("# Kết quả.", SENTENCES, False),
        ("II. KẾT QUẢ.", SENTENCES, True),
        ("II. Kết quả.", SENTENCES, False),
        ("1. Khi nào đến trạm?", SENTENCES, True),
        ("Khi nào đến trạm?", SENTENCES, False),
        ("1. " + "khi " * 11 + "nào?", SENTENCES, False),
        ("1. " + "khi " * 10 + "nào?", SENTENCES, True),
        ("B. " + "từ " * 18 + "hết", SENTENCES, True),
        ("B. " + "từ " * 19 + "hết", SENTENCES, False),
        ("bài 1: Giữ rừng", SENTENCES, False),
        ("ii. Kết quả", SENTENCES, False),
    ],
)
def test_what_a_heading_may_be(line: str, after: str, is_one: bool) -> None:
    first = Paragraph("Mở đầu của bài viết này.", 1)
    parts = [first, Paragraph(line, 2), Paragraph(after, 3)]
    assert [part.heading for part in with_headings(parts)] == [False, is_one, False]


def test_a_bold_line_needs_fewer_words_below_it_and_may_be_the_first() -> None:
    bold, plain = Paragraph("Kết quả năm", 1, bold=True), Paragraph("Kết quả năm", 1)
    six, five = (Paragraph(" ".join(["Từ"] * (n - 1)) + " hết.", 2) for n in (6, 5))
    assert [part.heading for part in with_headings([bold, six])] == [True, False]
    assert [part.heading for part in with_headings([bold, five])] == [False, False]
    assert not any(part.heading for part in with_headings([plain, Paragraph(SENTENCES, 2)]))
    item = Paragraph(SENTENCES, 2, item=True)
    assert not any(part.heading for part in with_headings([five, plain, item]))
