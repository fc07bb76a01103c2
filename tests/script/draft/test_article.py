from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.article import is_signature, read_article
from radioprog.script.draft.furniture import is_furniture

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
    whole = unicodedata.normalize("NFKC", "".join(texts))
    return "".join(sorted(char for char in whole if char.isalnum() and char < "\U0001f000"))


@settings(deadline=None)
@given(LINES)
def test_every_line_ends_somewhere(lines):
    """Title, body, signature and what is left out together hold every letter, each once."""
    article = read_article("\n".join(lines))
    held = [part.text for part in article.paragraphs]
    held += [line.text for line in (*article.signature, *article.furniture)]
    held += [article.title.text] if article.title else []
    assert letters(held) == letters(lines)


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
