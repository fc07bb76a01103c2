"""Lines around an article that only their neighbours tell."""

from __future__ import annotations

import pytest

from radioprog.script.draft.furniture import Around
from radioprog.script.draft.lines import read_lines
from radioprog.script.draft.surroundings import around, footnotes, trimmed

Left = list[tuple[int, Around, bool]]


def left_out(text: tuple[str, ...]) -> Left:
    """Number of the line, what it is, whether that is sure."""
    lines, _ = read_lines("\n".join(text), file="a.txt")
    found = around(lines)
    assert all(left.number == lines[at].number for at, left in found.items())
    return [(at + 1, left.what, left.sure) for at, left in sorted(found.items())]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "UỶ BAN NHÂN DÂN",
                "XÃ DÂN HÓA",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "-----",
                "Số: 45/TB-UBND",
                "ĐẢNG BỘ",
                "THÔNG BÁO",
                "Về việc tiêm phòng",
                "Bà con đưa trẻ đến trạm.",
            ),
            [
                (1, Around.OFFICE, True),
                (2, Around.OFFICE, True),
                (3, Around.OFFICE, True),
                (4, Around.OFFICE, True),
                (5, Around.PAPER, True),
                (6, Around.OFFICE, True),
            ],
        ),
        (
            (
                "XÃ DÂN HÓA",
                "Độc lập - Tự do - Hạnh phúc",
                "Dân Hóa, ngày 05 tháng 3 năm 2026",
                "BÀI VIẾT",
                "Bà con đưa trẻ đến trạm.",
            ),
            [(1, Around.OFFICE, True), (2, Around.OFFICE, True), (3, Around.DATE, True)],
        ),
        (
            (
                "XÃ DÂN HÓA",
                "Bà con đưa trẻ đến trạm.",
            ),
            [],
        ),
        (
            (
                "UBND XÃ DÂN HÓA",
                "THÔNG BÁO",
                "Bà con đưa trẻ đến trạm.",
            ),
            [(1, Around.OFFICE, True)],
        ),
        (
            (
                "UBND XÃ DÂN HÓA",
                "Tin mới về cá",
                "THÔNG BÁO",
                "Bà con đưa trẻ đến trạm.",
            ),
            [],
        ),
        (
            (
                "UBND XÃ DÂN HÓA\tTRẠM Y TẾ",
                "Trạm xã\tnhà",
                "A" * 81,
                "Độc lập - Tự do - Hạnh phúc",
                "Bà con đưa trẻ đến trạm.",
            ),
            [(1, Around.OFFICE, True), (2, Around.OFFICE, True), (4, Around.OFFICE, True)],
        ),
        (
            (
                "UBND XÃ DÂN HÓA",
                "A" * 80,
                "Độc lập - Tự do - Hạnh phúc",
                "Bà con đưa trẻ đến trạm.",
            ),
            [(1, Around.OFFICE, True), (2, Around.OFFICE, True), (3, Around.OFFICE, True)],
        ),
    ],
)
def test_what_stands_above_an_office_s_paper(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Tên bài",
                "Bà con đưa trẻ đến trạm.",
                "Nơi nhận:",
                "- Các thôn",
                "- Lưu",
                "TM. ỦY BAN",
                "CHỦ TỊCH",
                "Nguyễn Văn A",
                "Xin cảm ơn bà con nhiều.",
                "Lê Văn B",
            ),
            [
                (3, Around.SIGNING, True),
                (4, Around.SIGNING, True),
                (5, Around.SIGNING, True),
                (6, Around.SIGNING, True),
                (7, Around.SIGNING, True),
                (8, Around.SIGNING, True),
            ],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Nơi nhận:",
                "phó phòng y tế",
                "trưởng thôn " + "x" * 90,
                "- cuối",
            ),
            [(3, Around.SIGNING, True), (4, Around.SIGNING, True)],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Nơi nhận:",
                "- Các thôn, bản trong xã ta và cả huyện ta đều nhận.",
                "- cuối",
            ),
            [(3, Around.SIGNING, True)],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Nơi nhận:",
                "- Các thôn, bản trong xã ta và huyện.",
                "- cuối",
            ),
            [(3, Around.SIGNING, True)],
        ),
        (
            (
                "Tên bài",
                "Bà con.",
                "Trần Văn C",
            ),
            [],
        ),
    ],
)
def test_what_stands_below_a_signature(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Tên bài",
                "Bà con đưa trẻ đến trạm.",
                "Các tin khác",
                "Hội chợ mùa xuân",
                "Lịch tiếp dân",
                "18/07/2015 08:30",
                "Ra quân mùa cá",
                "Bà con lưu ý nhé.",
                "Tin sau đó",
            ),
            [
                (3, Around.OTHERS, True),
                (4, Around.OTHERS, True),
                (5, Around.OTHERS, True),
                (6, Around.DATE, True),
                (7, Around.OTHERS, True),
            ],
        ),
        (
            (
                "Tin khác",
                "Bà con đi họp",
            ),
            [],
        ),
        (
            (
                "Bài",
                "Tin khác:",
                "Một tin",
                "1. Hai tin",
                "Ba tin",
            ),
            [(2, Around.OTHERS, True), (3, Around.OTHERS, True)],
        ),
        (
            (
                "Bài",
                "Tin khác",
                "Một tin:",
                "Ba tin",
            ),
            [(2, Around.OTHERS, True)],
        ),
        (
            (
                "Bài",
                "[Tin khác]",
                "Một tin;",
                "Ba tin",
            ),
            [(2, Around.OTHERS, True)],
        ),
        (
            (
                "Bài",
                "Tin khác",
                "x" * 220,
                "x" * 221,
                "Ba",
            ),
            [(2, Around.OTHERS, True), (3, Around.OTHERS, True)],
        ),
        (
            (
                "Bài",
                "Xem thêm:",
                "Một tin",
                "Hai tin",
            ),
            [(2, Around.OTHERS, True), (3, Around.OTHERS, True), (4, Around.OTHERS, True)],
        ),
        (
            (
                "Bài",
                "Xem thêm: Trồng cam",
                "Một tin",
            ),
            [(2, Around.OTHERS, True)],
        ),
    ],
)
def test_a_list_of_other_articles_ends_with_the_first_sentence(
    text: tuple[str, ...], left: Left
) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Bài",
                "",
                "12",
                "",
                "Bà con đi.",
                "",
                "13",
                "",
                "Về nhà.",
            ),
            [(3, Around.PAPER, True), (7, Around.PAPER, True)],
        ),
        (
            (
                "12",
                "",
                "Bà con.",
            ),
            [],
        ),
        (
            (
                "Bài",
                "12",
                "Bà con.",
            ),
            [],
        ),
        (
            (
                "Bài",
                "",
                "12",
                "Bà con.",
            ),
            [],
        ),
        (
            (
                "Bài",
                "",
                "1234",
                "",
                "Bà con.",
            ),
            [],
        ),
        (
            (
                "Báo xã ta số",
                "Một.",
                "Báo xã ta số",
                "Hai.",
                "Báo xã ta số",
                "Ba.",
            ),
            [(3, Around.PAPER, False), (5, Around.PAPER, False)],
        ),
        (
            (
                "Báo xã ta số",
                "Một.",
                "Báo xã ta số",
                "Hai.",
            ),
            [],
        ),
        (
            (
                "Báo xã ta 12",
                "Một.",
                "Báo xã ta 12",
                "Hai.",
                "Báo xã ta 12",
                "Ba.",
            ),
            [(1, Around.PAPER, False), (3, Around.PAPER, False), (5, Around.PAPER, False)],
        ),
        (
            (
                "Báo xã",
                "Một.",
                "Báo xã",
                "Hai.",
                "Báo xã",
            ),
            [],
        ),
        (
            (
                "Báo xã ta.",
                "Một",
                "Báo xã ta.",
                "Hai",
                "Báo xã ta.",
            ),
            [],
        ),
        (
            (
                "x y " + "z" * 76,
                "Một.",
                "x y " + "z" * 76,
                "Một.",
                "x y " + "z" * 76,
                "Một.",
            ),
            [(3, Around.PAPER, False), (5, Around.PAPER, False)],
        ),
        (
            (
                "x y " + "z" * 77,
                "Một.",
                "x y " + "z" * 77,
                "Một.",
                "x y " + "z" * 77,
                "Một.",
            ),
            [],
        ),
    ],
)
def test_page_numbers_and_lines_that_every_page_repeats(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Bài",
                "Bà con.",
                "Cán bộ thăm dân",
                "Ảnh: Văn Anh",
                "Hết chuyện.",
            ),
            [(3, Around.CAPTION, False), (4, Around.CAPTION, True)],
        ),
        (
            (
                "Cán bộ thăm dân",
                "Ảnh: Văn Anh",
                "Bà con.",
            ),
            [(2, Around.CAPTION, True)],
        ),
        (
            (
                "Bài",
                "một " * 25,
                "Ảnh: Văn Anh",
            ),
            [(2, Around.CAPTION, False), (3, Around.CAPTION, True)],
        ),
        (
            (
                "Bài",
                "một " * 26,
                "Ảnh: Văn Anh",
            ),
            [(3, Around.CAPTION, True)],
        ),
        (
            (
                "Bài",
                "x" * 160,
                "(Ảnh minh họa: CTV)",
            ),
            [(2, Around.CAPTION, False), (3, Around.CAPTION, True)],
        ),
        (
            (
                "Bài",
                "x" * 161,
                "Ảnh: Văn Anh",
            ),
            [(3, Around.CAPTION, True)],
        ),
        (
            (
                "Bài",
                "",
                "Ảnh: Văn Anh",
            ),
            [(3, Around.CAPTION, True)],
        ),
        (
            (
                "Bài",
                "Cán bộ",
                "Cán bộ thăm dân. Ảnh: Văn Anh",
            ),
            [(3, Around.CAPTION, False)],
        ),
    ],
)
def test_the_words_above_a_credit_are_its_caption(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Bài",
                "Bà con đi.",
                "Hết.",
            ),
            [(3, Around.SIGNING, False)],
        ),
        (
            (
                "Bài",
                "Hết.",
            ),
            [],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Người duyệt",
            ),
            [(3, Around.SIGNING, False)],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Người duyệt",
                "[Trở về]",
            ),
            [(3, Around.SIGNING, False), (4, Around.PAGE, True)],
        ),
        (
            (
                "Bài",
                "Bà con.",
                "Nhạc hiệu",
            ),
            [],
        ),
        (
            (
                "Bài",
                "Hết.",
                "Bà con.",
            ),
            [],
        ),
    ],
)
def test_a_last_line_that_only_ends_the_text(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "[Trở về]",
                "Tin tức",
                "Bài",
                "Bà con.",
                "Tin tức",
                "Liên hệ",
                "[Bản in]",
            ),
            [
                (1, Around.PAGE, True),
                (2, Around.PAGE, True),
                (6, Around.PAGE, True),
                (7, Around.PAGE, True),
            ],
        ),
        (
            (
                "Tin tức",
                "Bài",
            ),
            [],
        ),
        (
            (
                "[Trở về]",
                "Bài hay",
            ),
            [(1, Around.PAGE, True)],
        ),
    ],
)
def test_words_between_buttons(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Kính gửi:",
                "- Các thôn",
                "+ Các bản",
                "• Trạm",
                "Bà con.",
                "- Sau",
            ),
            [
                (1, Around.OFFICE, True),
                (2, Around.OFFICE, True),
                (3, Around.OFFICE, True),
                (4, Around.OFFICE, True),
            ],
        ),
        (
            (
                "Kính gửi: ông Tám",
                "- Các thôn",
            ),
            [(1, Around.OFFICE, True), (2, Around.OFFICE, True)],
        ),
    ],
)
def test_the_list_below_the_addressees(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "[08:15, 5/3/2026] Tám: Được mùa",
                "Bài",
                "Bà con đi.",
            ),
            [(1, Around.MESSAGE, False)],
        ),
        (
            (
                "[08:15, 5/3/2026] Tám:",
                "Bài",
                "Bà con đi.",
            ),
            [(1, Around.MESSAGE, True)],
        ),
        (
            (
                "[08:15, 5/3/2026] Tám: Được mùa lắm.",
                "Bài",
            ),
            [],
        ),
        (
            (
                "[08:15, 5/3/2026] Tám: " + "a " * 12,
                "Bài",
            ),
            [(1, Around.MESSAGE, False)],
        ),
        (
            (
                "[08:15, 5/3/2026] Tám: " + "a " * 13,
                "Bài",
            ),
            [],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Trân trọng,",
                "Lê Văn Tám",
                "Đài xã",
            ),
            [(3, Around.MESSAGE, False), (4, Around.MESSAGE, False), (5, Around.MESSAGE, False)],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Trân trọng",
                "Lê Văn Tám đi.",
            ),
            [],
        ),
        (
            (
                "Bài",
                "Bà con đi.",
                "Cảm ơn!",
            ),
            [(3, Around.MESSAGE, False)],
        ),
        (
            (
                "Trân trọng",
                "a",
                "b",
                "c",
                "d",
            ),
            [
                (1, Around.MESSAGE, False),
                (2, Around.MESSAGE, False),
                (3, Around.MESSAGE, False),
                (4, Around.MESSAGE, False),
                (5, Around.MESSAGE, False),
            ],
        ),
        (
            (
                "Trân trọng",
                "a",
                "b",
                "c",
                "d",
                "e",
            ),
            [],
        ),
    ],
)
def test_senders_and_closings_of_messages(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Gửi anh bài này",
                "---------- Forwarded message",
                "Bài",
                "Bà con đi.",
            ),
            [(1, Around.MESSAGE, False), (2, Around.MESSAGE, True)],
        ),
        (
            (
                "một",
                "hai",
                "ba",
                "bốn",
                "---------- Forwarded message",
                "Bài",
            ),
            [
                (1, Around.MESSAGE, False),
                (2, Around.MESSAGE, False),
                (3, Around.MESSAGE, False),
                (4, Around.MESSAGE, False),
                (5, Around.MESSAGE, True),
            ],
        ),
        (
            (
                "một",
                "hai",
                "ba",
                "bốn",
                "năm",
                "---------- Forwarded message",
                "Bài",
            ),
            [(6, Around.MESSAGE, True)],
        ),
        (
            (
                "a " * 15,
                "---------- Forwarded message",
                "Bài",
            ),
            [(1, Around.MESSAGE, False), (2, Around.MESSAGE, True)],
        ),
        (
            (
                "a " * 16,
                "---------- Forwarded message",
                "Bài",
            ),
            [(2, Around.MESSAGE, True)],
        ),
    ],
)
def test_the_note_above_a_mail_that_was_sent_on(text: tuple[str, ...], left: Left) -> None:
    assert left_out(text) == left


@pytest.mark.parametrize(
    ("text", "opening", "rest", "cut"),
    [
        ("(TTXVN) - Bà con đi.", True, "Bà con đi.", [("(TTXVN) -", Around.AGENCY)]),
        ("(TTXVN) - Bà con đi.", False, "(TTXVN) - Bà con đi.", []),
        ("TTXVN - Bà con đi.", True, "Bà con đi.", [("TTXVN -", Around.AGENCY)]),
        ("TTXVN - Bà con đi.", False, "TTXVN - Bà con đi.", []),
        ("(Báo Xã) - Bà con đi.", True, "Bà con đi.", [("(Báo Xã) -", Around.AGENCY)]),
        ("(Báo Xã) - Bà con đi.", False, "(Báo Xã) - Bà con đi.", []),
        ("(TTXVN) bà con", True, "(TTXVN) bà con", []),
        ("(TTXVN) bà con", False, "(TTXVN) bà con", []),
        ("(TTXVN) -", True, "(TTXVN) -", []),
        ("(TTXVN) -", False, "(TTXVN) -", []),
        (
            "[08:15, 5/3/2026] Tám: Bà con đi.",
            True,
            "Bà con đi.",
            [("[08:15, 5/3/2026] Tám:", Around.MESSAGE)],
        ),
        (
            "[08:15, 5/3/2026] Tám: Bà con đi.",
            False,
            "Bà con đi.",
            [("[08:15, 5/3/2026] Tám:", Around.MESSAGE)],
        ),
        ("Bà con đi.[1] Về nhà[2][3].", True, "Bà con đi. Về nhà.", [("[1] [2][3]", Around.NOTE)]),
        ("Bà con đi.[1] Về nhà[2][3].", False, "Bà con đi. Về nhà.", [("[1] [2][3]", Around.NOTE)]),
        (
            "Cán bộ (ảnh: Văn Anh) thăm dân.",
            True,
            "Cán bộ thăm dân.",
            [("(ảnh: Văn Anh)", Around.CAPTION)],
        ),
        (
            "Cán bộ thăm dân. Ảnh: Văn Anh",
            True,
            "Cán bộ thăm dân.",
            [("Ảnh: Văn Anh", Around.CAPTION)],
        ),
        ("Ảnh: Văn Anh", True, "Ảnh: Văn Anh", []),
        ("(ảnh trên) Bà con đi.", True, "(ảnh trên) Bà con đi.", []),
        ("(ảnh trên) Bà con đi.", False, "(ảnh trên) Bà con đi.", []),
        (
            "Bà (ảnh một) con (ảnh hai) đi. Ảnh: CTV",
            True,
            "Bà con đi.",
            [
                ("(ảnh một)", Around.CAPTION),
                ("(ảnh hai)", Around.CAPTION),
                ("Ảnh: CTV", Around.CAPTION),
            ],
        ),
        (
            "Bà (ảnh một) con (ảnh hai) đi. Ảnh: CTV",
            False,
            "Bà con đi.",
            [
                ("(ảnh một)", Around.CAPTION),
                ("(ảnh hai)", Around.CAPTION),
                ("Ảnh: CTV", Around.CAPTION),
            ],
        ),
    ],
)
def test_what_is_no_word_of_a_sentence_is_cut(
    text: str, opening: bool, rest: str, cut: list[tuple[str, Around]]
) -> None:
    line = read_lines(text, file="a.txt")[0][0]
    trim, left = trimmed(line, opening=opening)
    assert (trim.text, trim.number) == (rest, 1)
    assert [(each.text, each.what) for each in left] == cut


def test_at_most_five_credits_are_cut_from_a_line() -> None:
    line = read_lines("Bà con đi" + " (ảnh: một)" * 6 + ".", file="a.txt")[0][0]
    trim, left = trimmed(line, opening=True)
    assert len(left) == 5
    assert trim.text == "Bà con đi (ảnh: một)."


@pytest.mark.parametrize(
    ("marks", "notes"),
    [
        (["[1]"], {"[1] Nguồn một"}),
        (["[2]", "[3]"], {"(2) Nguồn hai", "3) Nguồn ba"}),
        (["[2][12]"], {"(2) Nguồn hai", "[12] x"}),
        (["[4]"], set()),
        ([], set()),
    ],
)
def test_the_notes_that_marks_point_to(marks: list[str], notes: set[str]) -> None:
    text = "[1] Nguồn một\n(2) Nguồn hai\n3) Nguồn ba\n[4]\nBà con\n[12] x"
    lines, _ = read_lines(text, file="a.txt")
    assert {line.text for line in footnotes(lines, marks)} == notes


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (("Từ: Phòng Văn hóa", "Gửi: Đài xã", "Chủ đề: Bản tin", "", "Xã họp."), [1, 2, 3]),
        (
            ("From: a@b.vn", "Sent: Monday", "To: c@d.vn", "Cc: x", "Subject: Tin", "Xã họp."),
            [1, 2, 3, 4, 5],
        ),
        (("Tin gửi đài:", "Người gửi: An", "Kính gửi: Đài xã", "Xã họp."), [2, 3]),
        (("Mất điện", "Từ: 7h30", "Đến: 17h", "Bà con lưu ý."), []),
        (("Chủ đề: nước sạch", "Xã họp bàn về nước sạch."), []),
        (("Từ: tháng 3", "Xã họp."), []),
    ],
)
def test_the_heads_of_a_mail_are_named(text: tuple[str, ...], left: list[int]) -> None:
    assert [number for number, what, _ in left_out(text) if what is not Around.CAPTION] == left


_TEXT = ("Mùa biển mới", "Tàu đã ra khơi từ sáng sớm hôm nay.", "Bà con ra bến đón rất đông.")


@pytest.mark.parametrize(
    ("last", "left"),
    [
        (("Nguyễn Hoàng", "", "Tàu cập bến."), [(4, Around.AUTHOR, False)]),
        (("Nguyễn Hoàng", "đã ra khơi cùng các bạn."), []),
        (("Đồng Hới", "", "Trời nắng."), []),
        (("Xem thêm > > Giá cá hôm nay thế nào?",), [(4, Around.OTHERS, True)]),
        (("Xem video: Tàu cập bến",), [(4, Around.OTHERS, True)]),
        (("Đọc thêm nhiều sách hay là tốt.",), []),
        (("Bến cá lúc bình minh - Ảnh minh họa",), [(4, Around.CAPTION, False)]),
        (("Đường đi của bão - Đồ hoạ: BBC",), [(4, Around.CAPTION, False)]),
        (("Thiết kế: Nguyễn Yến",), [(4, Around.CAPTION, False)]),
        (("Thiết kế: nhà hai tầng, mái tôn",), []),
        (("Bài viết thể hiện quan điểm riêng của tác giả",), [(4, Around.PAGE, True)]),
        (("a", "Bà con nghe tin."), []),
    ],
)
def test_what_news_pages_put_below_a_text(last: tuple[str, ...], left: Left) -> None:
    assert left_out((*_TEXT, *last)) == left
