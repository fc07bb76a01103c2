from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.script.draft.headlines import headline, sentences


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Trong tháng Ba, Phòng đã mở hai lớp học đêm, mỗi lớp ba mươi người.",
            "Phòng đã mở hai lớp học đêm",
        ),
        (
            "Theo kế hoạch, đoàn sẽ đến xã vào thứ Bảy; bà con chờ ở nhà văn hóa.",
            "Đoàn sẽ đến xã vào thứ Bảy",
        ),
        ("Tàu đã ra khơi.", None),
        ("Mưa to.", None),
        ("Để chuẩn bị cho mùa mưa đã gần kề", None),
    ],
)
def test_headlines(text, line):
    assert headline(text) == line


def test_a_long_clause_ends_where_a_phrase_ends():
    text = (
        "Huyện đã trao tặng một trăm năm mươi chiếc đài cầm tay và pin dự phòng loại tốt cho "
        "các hộ dân sống dọc tuyến biên giới phía tây của huyện trong mùa mưa bão, lũ."
    )
    assert headline(text) == (
        "Huyện đã trao tặng một trăm năm mươi chiếc đài cầm tay và pin dự phòng loại tốt"
    )


@given(st.text(alphabet="abđ .,;…!?AB“”()", max_size=120))
def test_sentences_hold_all_words_in_order(text):
    joined = "".join("".join(sentences(text)).split())
    assert joined == "".join(text.split())


WORDS = ["Sở", "đã", "mở", "lớp", "cho", "xã", ",", ".", ";", "và", "biên", "giới", "sẽ", "về"]


@given(st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_a_headline_is_a_part_of_a_sentence_and_never_the_whole(text):
    line = headline(text)
    if line is not None:
        whole = [sentence.strip(" .").casefold() for sentence in sentences(text)]
        assert line.casefold() in text.casefold()
        assert line.casefold() not in whole


def test_the_last_member_of_a_list_is_not_cut_off():
    text = "Chiều 20/11, xã đã mở lớp tập huấn chống rét cho trâu, bò."
    assert headline(text) == "Xã đã mở lớp tập huấn chống rét cho trâu, bò"
