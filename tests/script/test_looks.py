"""What old scripts write without brackets: what each line is taken for."""

from __future__ import annotations

import pytest

from radioprog.script.looks import (
    Look,
    Sense,
    blanks_in,
    is_sign_off,
    look_of_brackets,
    look_of_line,
    look_of_paragraph,
)

CUES = [
    ("NHẠC HIỆU (15 giây)", "[nhạc hiệu: jingles/tên-tệp.flac | đến 0:15]"),
    ("Nhạc hiệu", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("Nhạc hiệu.", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("nhạc hiệu chương trình", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("NHẠC HIỆU CHƯƠNG TRÌNH RẤT HAY CỦA ĐÀI TA", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("(nhạc hiệu chương trình rất hay của đài)", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("(nhạc hiệu chương trình hay của đài.)", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("Nhạc", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("nhạc", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("Nhạc.", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("(nhạc)", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("[nhạc]", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("Nhạc nền nhỏ dần", "[nhạc nền: beds/tên-tệp.flac]"),
    ("Nhạc nhỏ dần", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("Nhạc 5 giây", "[nhạc cắt: stings/tên-tệp.flac | đến 0:05]"),
    ("Nhạc 5s", "[nhạc cắt: stings/tên-tệp.flac | đến 0:05]"),
    ("Nhạc: bài ca", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("NHẠC VUI", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("Băng: PV ông Tám", "[băng: clips/tên-tệp.flac]"),
    ("Băng pv", "[băng: clips/tên-tệp.flac]"),
    ("phát băng phỏng vấn ông Tám ở thôn Đông", "[băng: clips/tên-tệp.flac]"),
    ("phát băng phỏng vấn ông Tám.", "[băng: clips/tên-tệp.flac]"),
    ("PHỎNG VẤN ÔNG TÁM", "[băng: clips/tên-tệp.flac]"),
    ("Phỏng vấn: ông Tám", "[băng: clips/tên-tệp.flac]"),
    ("phỏng vấn 30 giây", "[băng: clips/tên-tệp.flac | đến 0:30]"),
    ("(phỏng vấn)", "[băng: clips/tên-tệp.flac]"),
    ("(phỏng vấn trong bài)", "[băng: clips/tên-tệp.flac]"),
    ("chèn: tin.md", "[chèn: _phan-chung.md]"),
    ("chèn tin 5s", "[chèn: _phan-chung.md]"),
    ("CHÈN TIN", "[chèn: _phan-chung.md]"),
    ("nghỉ 3 giây", "(nghỉ 3s)"),
    ("nghỉ 3s", "(nghỉ 3s)"),
    ("(nghỉ)", "(nghỉ 1s)"),
    ("nghỉ 1 phút", "(nghỉ 60s)"),
    ("im lặng 1'30''", "(nghỉ 90s)"),
    ("đọc hai lần", "[đọc hai lần]"),
    ("đọc lại", "[đọc hai lần]"),
    ("đọc 2 lần một chút", "[đọc hai lần]"),
    ("tắt nhạc", "[hết nhạc nền]"),
    ("tắt nhạc nền dần", "[hết nhạc nền]"),
    ("tiếng vỗ tay", "[tiếng động: clips/tên-tệp.flac]"),
    ("tiếng vỗ tay.", "[tiếng động: clips/tên-tệp.flac]"),
    ("TIẾNG GÀ GÁY", "[tiếng động: clips/tên-tệp.flac]"),
    ("(tiếng gà gáy sáng)", "[tiếng động: clips/tên-tệp.flac]"),
    ("tiếng gà: gáy", "[tiếng động: clips/tên-tệp.flac]"),
    ("clips/ong-tam.mp3", "[băng: clips/ong-tam.mp3]"),
    ("nhạc hiệu jingles\\\\mo.flac 10 giây", "[nhạc hiệu: jingles//mo.flac | đến 0:10]"),
    ("kỹ thuật: nhạc hiệu", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("KT: tắt nhạc", "[hết nhạc nền]"),
    ("/nhạc hiệu/", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("<nhạc hiệu>", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("--- nhạc hiệu ---", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("«nhạc hiệu»", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("nghe clips/ong-tam.mp3 cho ý kiến", "[băng: clips/ong-tam.mp3]"),
    ("nhạc nhỏ nhỏ nhỏ nhỏ nhỏ nhỏ 5s", "[nhạc cắt: stings/tên-tệp.flac | đến 0:05]"),
    ("nhạc nền nhỏ nhỏ nhỏ nhỏ nhỏ nhỏ ", "[nhạc nền: beds/tên-tệp.flac]"),
    (
        "nhạc hiệu rất rất rất rất rất rất rất rất rất rất rất 5s",
        "[nhạc hiệu: jingles/tên-tệp.flac | đến 0:05]",
    ),
    ("nhạc...", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("NHẠC HIỆU ĐÀI.", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("NHẠC HIỆU Đài XÃ TA", "[nhạc hiệu: jingles/tên-tệp.flac]"),
    ("(nhạc vui lắm bà con ơi)", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("im lặng 2,5 giây", "(nghỉ 2.5s)"),
    ("im lặng 1:05", "(nghỉ 65s)"),
    ("nhạc hiệu 75 giây", "[nhạc hiệu: jingles/tên-tệp.flac | đến 1:15]"),
    ("nhạc hiệu 60s", "[nhạc hiệu: jingles/tên-tệp.flac | đến 1:00]"),
    ("phát clips\\a.wav", "[băng: clips/a.wav]"),
    ("[chèn tin.md 5s]", "[chèn: _phan-chung.md]"),
    ("chèn tin.md 5s", "[chèn: _phan-chung.md]"),
    ("(nhạc) (nhạc)", "[nhạc cắt: stings/tên-tệp.flac]"),
    ("((nhạc))", "[nhạc cắt: stings/tên-tệp.flac]"),
]

NOTES = [
    "(15 giây)",
    "(1:30)",
    "(3')",
    "Người duyệt",
    "người duyệt: ông Tám",
    "NGƯỜI VIẾT    NGƯỜI DUYỆT",
    "trang 2",
    "Trang 2/3",
    "2/3",
    "Ghi chú: phát lại",
    "thời lượng: 5 phút",
    "KT. CHỦ TỊCH",
    "Q. Giám đốc",
    "[1] Nguồn tin",
    "Gửi từ iPhone của tôi",
    "Xem thêm: tin khác",
    "(cười)",
    "(cười to)",
    "(cười to lên một chút nhé bà con)",
    "(cười vui)",
    "(cười ông)",
    "(đọc)",
    "(đọc chậm)",
    "(giọng vui 2)",
    "(ký tên)",
    "(cùng đọc)",
    "(lặp lại ở đây)",
    "(123)",
    "(một hai ba bốn năm sáu bảy tám)",
]

HEADINGS = [
    ("Tin trong xã (5 phút)", "# Tin trong xã"),
    ("Tin (1:30)", "# Tin"),
    ("Xã (5 phút)", "# Xã"),
    ("Tin trong xã [5 phút]", "# Tin trong xã"),
    ("a b c d e f g h i k l m (5 phút)", "# a b c d e f g h i k l m"),
    ("KHÔNG NGHE GÌ (5 phút)", "# KHÔNG NGHE GÌ"),
    ("người đọc: (5 phút)", "# người đọc:"),
]

WORDS = [
    "nhạc hiệu chương trình rất hay của đài ta",
    "Nhạc hiệu chương trình rất hay của đài ta.",
    "(nhạc hiệu chương trình rất hay của đài ta.)",
    "Nhạc sĩ ra mắt",
    "(nhạc sĩ)",
    "nhạc nền sĩ",
    "Nhạc vui lắm bà con ơi",
    "Băng PV ông Tám ở thôn",
    "băng giá",
    "phát băng phỏng vấn ông Tám ở thôn Đông về mùa cá",
    "phát băng phỏng vấn ông Tám ở thôn Đông về mùa cá này",
    "phỏng vấn",
    "Phỏng vấn ông Tám",
    "(phỏng vấn ông Tám)",
    "chèn",
    "nghỉ",
    "(nghỉ trưa)",
    "nghỉ trưa 30 phút",
    "nghỉ 2 phút cho bà con",
    "đọc lại hai lần nữa đi",
    "đọc 2 lần tiếp tục chương trình phần",
    "tiếng gà gáy sáng",
    "nghe clips/ong-tam.mp3 và cho ý kiến nhé các bạn",
    "nghe clips/ong-tam.mp3 và cho ý kiến",
    "(0:75)",
    "15 giây",
    "KT: chào bà con",
    "NGƯỜI VIẾT    CHÀO",
    "1234",
    "cười",
    "(theo báo tỉnh)",
    "(nguồn báo tỉnh)",
    "(bà con chú ý nhé.)",
    "(bà con ta chú ý nhé.)",
    "(một hai ba bốn năm sáu bảy tám chín)",
    "Tin trong xã. (5 phút)",
    "Tin trong xã (5 đồng)",
    "a b c d e f g h i k l m n o (5 phút)",
    "a b c d e f g h i k l m n o p (5 phút)",
    "(a) nhạc (b)",
    "xin chào bà con",
    "chào",
    "---",
    "a b c d e f g h i k l m n (5 phút)",
    "x" * 150 + " (5 phút)",
    "nhạc nhỏ nhỏ nhỏ nhỏ nhỏ nhỏ nhỏ ",
    "nhạc nền nhỏ nhỏ nhỏ nhỏ nhỏ nhỏ nhỏ ",
    "nhạc hiệu rất rất rất rất rất rất rất rất rất rất rất rất 5s",
    "Nhạc hiệu Đài Xã",
    "KTV: 15 giây",
    "đọc",
    "( )",
    "thông tin về mùa lúa của xã ta hôm nay như sau",
]


@pytest.mark.parametrize(("line", "cue"), CUES)
def test_a_cue_without_brackets_is_written_as_one(line: str, cue: str) -> None:
    assert look_of_line(line) == Look(Sense.CUE, cue)


@pytest.mark.parametrize("line", NOTES)
def test_a_note_is_not_for_the_air(line: str) -> None:
    assert look_of_line(line) == Look(Sense.NOTE)


@pytest.mark.parametrize(("line", "heading"), HEADINGS)
def test_a_title_with_its_length_is_a_heading(line: str, heading: str) -> None:
    assert look_of_line(line) == Look(Sense.HEADING, heading)


@pytest.mark.parametrize("line", WORDS)
def test_words_are_words(line: str) -> None:
    assert look_of_line(line) is None


def test_a_long_line_is_text_whatever_it_begins_with() -> None:
    assert look_of_line(f"Người duyệt: {'x' * 147}") == Look(Sense.NOTE)
    assert look_of_line(f"Người duyệt: {'x' * 148}") is None


@pytest.mark.parametrize(
    ("inside", "look"),
    [
        ("cười", Look(Sense.NOTE)),
        ("nhạc", None),
        ("nhạc nhỏ dần", Look(Sense.CUE, "[nhạc cắt: stings/tên-tệp.flac]")),
        ("nhạc nền", Look(Sense.CUE, "[nhạc nền: beds/tên-tệp.flac]")),
        ("nhạc 5 giây", Look(Sense.CUE, "[nhạc cắt: stings/tên-tệp.flac | đến 0:05]")),
        ("ngắt", Look(Sense.NOTE)),
        ("tiếng vỗ tay", Look(Sense.CUE, "[tiếng động: clips/tên-tệp.flac]")),
        ("băng", None),
        ("băng PV", Look(Sense.CUE, "[băng: clips/tên-tệp.flac]")),
        ("phỏng vấn", Look(Sense.CUE, "[băng: clips/tên-tệp.flac]")),
        ("phỏng vấn trong bài", Look(Sense.CUE, "[băng: clips/tên-tệp.flac]")),
        ("nghỉ", Look(Sense.CUE, "(nghỉ 1s)")),
        ("nghỉ 2s", Look(Sense.CUE, "(nghỉ 2s)")),
        ("đọc", None),
        ("đọc chậm", Look(Sense.NOTE)),
        ("PV", None),
        ("NHẠC VUI", Look(Sense.CUE, "[nhạc cắt: stings/tên-tệp.flac]")),
        ("nhạc vui lắm", None),
        ("ký", Look(Sense.NOTE)),
        ("cười cười cười cười cười cười", Look(Sense.NOTE)),
        ("cười to cười to cười to cười to", None),
        ("hồi hộp", Look(Sense.NOTE)),
        ("đọc lại", Look(Sense.CUE, "[đọc hai lần]")),
        ("chèn a.md", None),
        ("a.mp3", Look(Sense.CUE, "[băng: a.mp3]")),
        ("nhạc hiệu của đài xã", Look(Sense.CUE, "[nhạc hiệu: jingles/tên-tệp.flac]")),
        ("nhạc.", None),
        ("nói", None),
        ("ông Tám", None),
        (("cười " * 11) + "cười.", None),
        ("x" * 56 + ".mp3", Look(Sense.CUE, f"[băng: {'x' * 56}.mp3]")),
        ("x" * 57 + ".mp3", None),
        ("", None),
    ],
)
def test_what_stands_in_brackets_inside_speech(inside: str, look: Look | None) -> None:
    assert look_of_brackets(inside) == look


@pytest.mark.parametrize(
    ("text", "bold", "heading"),
    [
        ("TIN TRONG XÃ", False, "# TIN TRONG XÃ"),
        ("TIN XÃ", False, ""),
        ("TIN XÃ", True, "# TIN XÃ"),
        ("Tin xã", False, ""),
        ("Tin xã", True, "# Tin xã"),
        ("Tin", True, ""),
        ("Tin xã.", True, ""),
        ("Tin xã,", True, ""),
        ("Tin xã:", True, ""),
        ("Tin xã;", True, ""),
        ("TIN TRONG XÃ 2026", False, ""),
        ("TIN TRONG XÃ 2026", True, "# TIN TRONG XÃ 2026"),
        ("Phần 1: Mở đầu", False, "# Phần 1: Mở đầu"),
        ("Mục IV. Lúa", False, "# Mục IV. Lúa"),
        ("phần thứ hai: lúa", False, "# phần thứ hai: lúa"),
        ("II. Tin xã", False, "# II. Tin xã"),
        ("Phần một: mở", False, ""),
        ("a b c d e f g h i k l m", True, "# a b c d e f g h i k l m"),
        ("a b c d e f g h i k l m n", True, ""),
        ("TIN TRONG Xã", False, "# TIN TRONG Xã"),
        ("TIN TRong xã", False, ""),
    ],
)
def test_a_short_paragraph_may_be_a_heading(text: str, bold: bool, heading: str) -> None:
    assert look_of_paragraph(text, bold=bold) == heading


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("ngày ... tháng ... năm", [(0, "ngày ..."), (9, "tháng ...")]),
        ("......", [(0, "......")]),
        (".....", []),
        ("____", [(0, "____")]),
        ("___", [(0, "___")]),
        ("__", []),
        ("ông …", [(0, "ông …")]),
        ("ông … nói", []),
        ("XXXX", [(0, "XXXX")]),
        ("XX đồng", [(0, "XX")]),
        ("X đồng", []),
        ("XXX người", [(0, "XXX")]),
        ("XX xã", []),
        ("????", [(0, "????")]),
        ("???", [(0, "???")]),
        ("??", []),
        ("TODO", [(0, "TODO")]),
        ("TODOS", []),
        ("5/…", [(0, "5/…")]),
        ("…/5", [(0, "…/5")]),
        ("………", [(0, "………")]),
        ("……", []),
        ("số ... ,", [(0, "số ...")]),
        ("_" * 30, [(0, "_" * 20)]),
    ],
)
def test_blanks_to_be_filled_in_are_found(text: str, blanks: list[tuple[int, str]]) -> None:
    assert [*blanks_in(text)] == blanks


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        ("Người duyệt", True),
        ("người   duyệt", True),
        ("Hết", True),
        ("Hết tin", True),
        ("Hết rồi", False),
        ("The End", True),
        ("(Hết)", True),
        ("KÝ TÊN, ĐÓNG DẤU", True),
        ("", False),
    ],
)
def test_sign_offs(cell: str, is_one: bool) -> None:
    assert is_sign_off(cell) is is_one
