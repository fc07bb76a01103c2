from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.article import is_signature, parted, read_article
from radioprog.script.draft.furniture import Around, is_furniture
from radioprog.script.draft.lines import read_lines

PAGE = """\
 Trang chủ | Tin tức\t Bản in     Gởi bài viết
Ngày đăng: 18/07/2015 08:30 | Lượt xem: 1.024

Ra quân đầu mùa cá
Sáng 12/3, bốn mươi tàu đã ra khơi. Biển lặng.

Bà con chuẩn bị:
- Lưới mới
- Dầu, đá

Chiều cùng ngày, đồn biên phòng đã đến thăm.
Bài và ảnh: Người viết thử
PHÒNG BÁO CHÍ

[Trở về]
Các tin khác
Hội chợ mùa xuân
Lịch tiếp dân tháng Ba
"""


def test_a_page_is_taken_apart():
    article = read_article(PAGE.replace(" Trang chủ | Tin tức\t", ""))
    assert article.title is not None and article.title.text == "Ra quân đầu mùa cá"
    assert [(part.text, part.item) for part in article.paragraphs] == [
        ("Sáng 12/3, bốn mươi tàu đã ra khơi. Biển lặng.", False),
        ("Bà con chuẩn bị:", False),
        ("Lưới mới", True),
        ("Dầu, đá", True),
        ("Chiều cùng ngày, đồn biên phòng đã đến thăm.", False),
    ]
    assert [line.text for line in article.signature] == [
        "Bài và ảnh: Người viết thử",
        "PHÒNG BÁO CHÍ",
    ]
    assert [line.number for line in article.furniture] == [1, 2, 15, 16, 17, 18]


def test_wrapped_lines_are_joined_and_short_ones_are_not():
    text = (
        "Tên bài\n\nSáng nay bốn mươi tàu của xã biển đã ra khơi trong buổi lễ\n"
        "ra quân đầu năm, có đông đủ bà con và cán bộ đồn biên phòng\nCảng đến dự.\n\n"
        "Một.\nHai.\n"
    )
    assert [part.text for part in read_article(text).paragraphs] == [
        "Sáng nay bốn mươi tàu của xã biển đã ra khơi trong buổi lễ ra quân đầu năm, có đông đủ "
        "bà con và cán bộ đồn biên phòng Cảng đến dự.",
        "Một.",
        "Hai.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Bản in     Gởi bài viết  ",
        "[Trở về]",
        "[Bản in][Trở về]",
        "Lượt xem: 12",
        "(Cập nhật: 18/7/2015)",
        "Thứ bảy, 18/07/2015, 08:30 (GMT+7)",
        "« Quay lại",
        "Facebook | Zalo | Twitter",
        "BẢN IN",
        "Từ khóa: biển, đảo",
        "© 2015 Sở thử",
        "Trang chủ » Tin tức » Biển",
        "Trang 1/2",
        "Tin tức | Liên hệ",
        "Thứ ba, 14/07/2015 | 08:15 GMT+7",
    ],
)
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Bản in đẹp",
        "Trở về làng, anh vui.",
        "",
        "Ngày 18/7/2015, tàu ra khơi.",
        "18",
        "[1]",
        "Trang chủ đã đổi.",
        "Giới thiệu",
        "Liên hệ",
    ],
)
def test_no_furniture(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("PHÒNG BÁO CHÍ - XUẤT BẢN", True),
        ("Nguồn: Báo tỉnh", True),
        ("Hoàng Anh", True),
        ("BBT", True),
        ("(Theo: TTXVN)", True),
        ("Tàu đã về bến.", False),
        ("- Dầu, đá", False),
        ("Tàu về bến", False),
        ("123", False),
    ],
)
def test_signatures(line, signs):
    assert is_signature(line) is signs


def test_a_first_line_that_is_a_sentence_is_no_title():
    assert read_article("Tàu đã ra khơi.\n\nBiển lặng.").title is None
    assert read_article("Chỉ một dòng").title is None
    assert read_article("").paragraphs == ()


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "Bản in", "[Trở về]", "A b c.", "- x", "1. y", "TÊN", "Các tin khác", "a, b"]
        ),
        st.text(st.characters(exclude_characters="\t<&", exclude_categories=["Cs"]), max_size=20),
    ),
    max_size=12,
)


def letters(texts) -> str:
    """Give the letters and digits of texts, in whatever form they are written."""
    written = "".join(char for text in texts for char in text if char < "\U0001f000")
    return "".join(sorted(filter(str.isalnum, unicodedata.normalize("NFKC", written))))


@settings(deadline=None)
@given(LINES)
def test_every_line_ends_somewhere(lines):
    """Title, body, signature and what is left out together hold every letter, each once."""
    article = read_article("\n".join(lines))
    held = [part.text for part in article.paragraphs]
    held += [line.text for line in (*article.signature, *article.furniture)]
    held += [article.title.text] if article.title else []
    assert letters(held) == letters(lines)


@pytest.mark.parametrize("number", ["❶", "➊", "❿", "①", "⒈", "🄀"])
def test_a_number_in_a_circle_is_no_picture(number):
    (part,) = read_article(f"Tin\n\n{number} Sáng nay bà con ra đồng.").paragraphs
    assert part.text.startswith(number)


def test_a_paragraph_that_nobody_could_read_at_a_stretch_is_parted_between_sentences():
    said = [f"Câu thứ {number}, xã đã làm xong việc của mình trong ngày." for number in range(300)]
    parts = [part.text for part in read_article("Tên bài\n\n" + " ".join(said)).paragraphs]
    assert " ".join(parts) == " ".join(said)
    assert max(map(len, parts)) <= 4000
    assert all(part.endswith(".") for part in parts)


BODY = (
    "Sáng 12/3, bốn mươi tàu đã ra khơi. Biển lặng, trời trong.\n\n"
    "Chiều cùng ngày, đồn biên phòng đã đến thăm bà con.\n"
)


@pytest.mark.parametrize(
    ("line", "is_author"),
    [("Nguyễn Văn Anh", True), ("Nguyễn Thị Minh Thu", True), ("Nguyễn Thị Minh Thu Hà", False)],
)
def test_a_name_of_up_to_four_words_below_the_title_is_the_authors(line, is_author):
    article = read_article(f"Ra quân đầu mùa cá\n{line}\n\n{BODY}")
    assert ([left.text for left in article.furniture] == [line]) is is_author
    assert (line in [part.text for part in article.paragraphs]) is not is_author


def test_the_words_above_a_photos_credit_are_its_caption_and_told_as_unsure():
    caption, credit = "Bà con làng biển bên con tàu mới", "Ảnh: Văn Anh"
    end = "Buổi tối, cả làng mở hội mừng chuyến đi."
    article = read_article(f"Ra quân đầu mùa cá\n\n{BODY}\n{caption}\n{credit}\n\n{end}\n")
    assert [(left.text, left.sure) for left in article.furniture] == [
        (caption, False),
        (credit, True),
    ]
    assert article.paragraphs[-1].text == end


W = "Bà con đã ra đồng từ sớm để gặt lúa chạy lũ trong mấy ngày qua"
S = "Bà con đã ra đồng từ sớm."


@pytest.mark.parametrize(
    ("text", "title", "parts", "signature", "left"),
    [
        pytest.param(f"Tên bài\n\n{S}", "Tên bài", [(3, "sớm.", "")], [], [], id="title"),
        pytest.param(
            f"Tên bài.\n\n{S}",
            None,
            [(1, "bài.", ""), (3, "sớm.", "")],
            [],
            [],
            id="no_title_sentence",
        ),
        pytest.param("Tên bài", None, [(1, "bài", "")], [], [], id="no_title_one_line"),
        pytest.param(
            f"Tên bài dài\nvà dài.\n\n{S}",
            None,
            [(1, "dài", ""), (2, "dài.", ""), (4, "sớm.", "")],
            [],
            [],
            id="no_title_goes_on",
        ),
        pytest.param(
            f"- Tên bài\n\n{S}",
            None,
            [(1, "bài", "i"), (3, "sớm.", "")],
            [],
            [],
            id="no_title_item",
        ),
        pytest.param(f"# Tên bài\n\n{S}", "Tên bài", [(3, "sớm.", "")], [], [], id="hash"),
        pytest.param(
            f"Ai ra đồng?\n\n{S}", "Ai ra đồng?", [(3, "sớm.", "")], [], [], id="question"
        ),
        pytest.param(
            f"TIN TRONG\nXÃ TA\n\n{S}", "TIN TRONG XÃ TA", [(4, "sớm.", "")], [], [], id="capitals"
        ),
        pytest.param(
            f"TIN TRONG\n\nXÃ TA\n\n{S}",
            "TIN TRONG",
            [(3, "TA", "h"), (5, "sớm.", "")],
            [],
            [],
            id="capitals_gap",
        ),
        pytest.param(
            f"THÔNG BÁO\nVề việc tiêm phòng\n\n{S}",
            "THÔNG BÁO về việc tiêm phòng",
            [(4, "sớm.", "")],
            [],
            [],
            id="document",
        ),
        pytest.param(
            f"THÔNG BÁO\n\nV/v tiêm phòng\n\n{S}",
            "THÔNG BÁO v/v tiêm phòng",
            [(5, "sớm.", "")],
            [],
            [],
            id="document_gap",
        ),
        pytest.param(
            f"THÔNG BÁO\n1. Việc tiêm\n\n{S}",
            "THÔNG BÁO",
            [(2, "tiêm", "h"), (4, "sớm.", "")],
            [],
            [],
            id="document_item",
        ),
        pytest.param(
            f"Tên bài\nTÊN  BÀI\n\n{S}",
            "Tên bài",
            [(4, "sớm.", "")],
            [],
            [Around.TWICE],
            id="again",
        ),
        pytest.param(
            f"Tên bài\nLê Văn Tám\n\n{S}\n{S}",
            "Tên bài",
            [(4, "sớm.", ""), (5, "sớm.", "")],
            [],
            [Around.AUTHOR],
            id="byline",
        ),
        pytest.param("Tên bài\nLê Văn Tám", "Tên bài", [], ["Lê Văn Tám"], [], id="byline_last"),
        pytest.param(f"{'x' * 250}\n\n{S}", "x" * 250, [(3, "sớm.", "")], [], [], id="long_title"),
        pytest.param(
            f"{'x' * 251}\n\n{S}",
            None,
            [(1, "xxxxxxxxx", ""), (3, "sớm.", "")],
            [],
            [],
            id="longer_title",
        ),
        pytest.param(
            f"Tên bài\n\n{S}\n\nLê Văn Tám\nĐÀI XÃ\nBan Biên Tập\nNgọc Anh",
            "Tên bài",
            [(3, "sớm.", ""), (5, "Tám", "")],
            ["ĐÀI XÃ", "Ban Biên Tập", "Ngọc Anh"],
            [],
            id="signatures",
        ),
        pytest.param(
            "Tên bài\n\nLê Văn Tám", "Tên bài", [], ["Lê Văn Tám"], [], id="signature_only"
        ),
        pytest.param(
            f"Tên bài\n\n{W}\n{W} nữa\nHết rồi.\nSau đó.",
            "Tên bài",
            [(3, "rồi.", ""), (6, "đó.", "")],
            [],
            [],
            id="wrapped",
        ),
        pytest.param(
            "Tên bài\n\nMột hai\nBa bốn.",
            "Tên bài",
            [(3, "hai", ""), (4, "bốn.", "")],
            [],
            [],
            id="narrow",
        ),
        pytest.param(
            "Tên bài\n\nMột hai\nba bốn.",
            "Tên bài",
            [(3, "hai", ""), (4, "bốn.", "")],
            [],
            [],
            id="narrow_low",
        ),
        pytest.param(
            f"Tên bài\n\n{W}\nThời gian: mai",
            "Tên bài",
            [(3, "qua", ""), (4, "mai", "")],
            [],
            [],
            id="labelled",
        ),
        pytest.param(
            "Tên bài\n\nGồm:\n- một\n* hai\no Ba\no bốn\n1. năm",
            "Tên bài",
            [
                (3, "Gồm:", ""),
                (4, "một", "i"),
                (5, "hai", "*h"),
                (6, "Ba", "i"),
                (7, "bốn", ""),
                (8, "năm", ""),
            ],
            [],
            [],
            id="items",
        ),
        pytest.param(
            "Tên bài\n\nMột\x0bhai\x0bBa", "Tên bài", [(3, "hai", "")], ["Ba"], [], id="soft"
        ),
        pytest.param(
            f"Tên bài\n\n{W}\x0bHai", "Tên bài", [(3, "qua", "")], ["Hai"], [], id="soft_long"
        ),
    ],
)
def test_an_article_is_taken_apart_line_by_line(text, title, parts, signature, left):
    """Each paragraph by the number of its line, its last word, and whether item, star, heading."""
    article = read_article(text)
    assert (article.title and article.title.text) == title
    assert [
        (
            part.number,
            part.text.split()[-1][-9:],
            "i" * part.item + "*" * part.starred + "h" * part.heading,
        )
        for part in article.paragraphs
    ] == parts
    assert [line.text for line in article.signature] == signature
    assert [each.what for each in article.furniture] == left


def test_the_parts_of_a_long_paragraph_are_even():
    article = read_article("Tên bài\n\n" + " ".join([S] * 200))
    assert sum(part.text.count(S) for part in article.paragraphs) == 200
    assert all(len(part.text) <= 2_000 for part in article.paragraphs)
    assert [part.text.count(S) for part in article.paragraphs] == [76, 76, 48]
    whole = "x" * 3_999 + "."
    assert [part.text for part in read_article(f"Tên bài\n\n{whole}").paragraphs] == [whole]


@pytest.mark.parametrize(
    ("lines", "sizes"),
    [
        (("T một", S, "***", "Tên bài hai ba", "Một hai ba bốn năm sáu bảy tám"), [2, 3]),
        (("T một", S, "***", "Tên bài hai", "Một hai ba bốn năm sáu bảy tám"), [5]),
        (("T", "***", "Tên bài hai ba", "Một hai ba bốn năm sáu bảy tám"), [4]),
        (("T một", S, "***", "Tên bài hai ba", "Một hai ba bốn năm sáu bảy"), [5]),
        (("T một", S, "***", "Tên bài hai ba.", "Một hai ba bốn năm sáu bảy tám"), [5]),
        (("T một", S, "- - -", "- Tên bài hai ba", "Một hai ba bốn năm sáu bảy tám"), [5]),
        (
            (
                "T một",
                S,
                "=====",
                "Tên bài hai ba",
                "Một hai ba bốn năm sáu bảy tám",
                "___",
                "Tên bài ba bốn",
                "Một hai ba bốn năm sáu bảy tám",
            ),
            [2, 3, 3],
        ),
    ],
)
def test_a_file_is_cut_where_a_title_follows_a_rule(lines, sizes):
    parts = parted(read_lines("\n".join(lines), file="")[0])
    assert [sum(1 for line in part if line.text) for part in parts] == sizes


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Lê Văn Tám", True),
        ("Lê văn tám", False),
        ("LÊ", True),
        ("a", False),
        ("Một Hai Ba Bốn Năm Sáu", True),
        ("Một Hai Ba Bốn Năm Sáu Bảy", False),
        ("Theo: báo", True),
        ("- Lê Văn Tám", False),
        ("12/3", False),
        ("(Lê Văn Tám)", True),
        ("Lê 5 Tám", True),
        ("M " * 12, True),
        ("M " * 13, False),
        ("X" * 80, True),
        ("X" * 81, False),
    ],
)
def test_what_signs(line, signs):
    assert is_signature(line) is signs


@pytest.mark.parametrize(
    ("end", "begin", "whole"),
    [
        ("có 45 hộ đến d-", "ự đông đủ và", "đến dự đông"),
        ("làm ngh-", "ề biển ở", "làm nghề biển"),
        ("ở Xa-van-", "na-khệt tháng", "Xa-van- na-khệt"),
        ("đường Hà Nội-", "huế dài", "Nội- huế"),
        ("đường Hà Nội -", "huế dài", "Nội - huế"),
    ],
)
def test_a_syllable_cut_at_a_lines_end_is_one_again(end: str, begin: str, whole: str) -> None:
    text = f"Tin của xã\n\nHôm qua ở thôn Trung Đoàn của xã mình bà con họp {end}\n{begin} vui.\n"
    article = read_article(text)
    assert whole in article.paragraphs[0].text
