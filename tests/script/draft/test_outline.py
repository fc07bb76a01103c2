"""Headings become parts, lists stay together, tables become sentences."""

from __future__ import annotations

import pytest

from radioprog.script.draft.article import read_article

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
