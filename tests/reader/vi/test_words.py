"""Abbreviations by their neighbours, persons by initials, symbols written apart, court numbers."""

from __future__ import annotations

import pytest

from radioprog.reader import read
from radioprog.reader.vi.words import abbreviations
from tests.reader.pairs import Pair, folded, pairs, right

PAIRS = pairs("neighbours")


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.written for pair in PAIRS])
def test_neighbours(pair: Pair) -> None:
    said = read(pair.written)
    assert right(said.spoken, pair), said.spoken


def test_what_stands_before_a_bracket_is_known_in_the_rest_of_the_text() -> None:
    said = read("Ban Quản lý rừng phòng hộ (BQLRPH) họp. BQLRPH nhắc người dân.")
    assert not said.unread
    assert folded(said.spoken).count("ban quản lý rừng phòng hộ") == 3


def test_letters_in_brackets_that_do_not_fit_are_not_explained() -> None:
    said = read("Công ty Hoa Sen (XQZ) họp")
    assert [token.written for token in said.unread] == ["XQZ"]


def test_an_english_name_in_brackets_stays_letters_and_is_no_riddle() -> None:
    said = read("báo South China Morning Post (SCMP)")
    assert "ét-sì xê em-mờ pê" in said.spoken
    assert not said.unread


@pytest.mark.parametrize("written", ["cp", "bps", "Giá 50.000đ/cp"])
def test_letters_without_a_vowel_are_spelled_and_told(written: str) -> None:
    said = read(written)
    assert len(said.unread) == 1
    assert said.unread[0].written in {"cp", "bps"}
    assert said.unread[0].spoken in {"xê pê", "bê pê ét-sì"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hãng Xinhua", "foreign"),
        ("phố Christchurch", "foreign"),
        ("lúc mangthương binh", "slip"),
        ("đếnCPngày", "slip"),
        ("làm iám đốc", "slip"),
        ("thủ đô Mát-xcơ-va", "word"),
        ("bà Park Geun-hye", "foreign"),
    ],
)
def test_a_foreign_word_and_a_slip_are_told_apart(text: str, kind: str) -> None:
    classes = {token.token_class for token in read(text, lexicon=None).tokens} - {"space", "name"}
    assert kind in classes
    assert not ({"foreign", "slip"} - {kind}) & classes


def test_lines_of_the_table_are_whole() -> None:
    for written, lines in abbreviations().items():
        assert all(spoken for spoken, _ in lines), written
        bare = [line for line, near in lines if not any(near)]
        assert len(bare) <= 1, (written, bare)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("TS. Nguyễn", "Tiến sĩ Nguyễn"),
        ("TS Nguyễn", "Tiến sĩ Nguyễn"),
        ("TS. nguyễn", "Tiến sĩ. nguyễn"),
        ("TS.", "Tiến sĩ."),
        ("ĐT.559", "đường tỉnh năm trăm năm mươi chín"),
        ("ĐT. 0232 3822 123", "Điện thoại không hai ba hai, ba tám hai hai, một hai ba"),
        ("P. Giám đốc", "Phó Giám đốc"),
        ("P. Bến Nghé", "Phường Bến Nghé"),
        ("Q.5", "Quận năm"),
        ("Q. 5", "Quận năm"),
        ("H. Hòa Vang", "Huyện Hòa Vang"),
        ("H. Nguyễn Văn", "hát. Nguyễn Văn"),
        ("H. Hòa", "hát. Hòa"),
        ("TP. Huế", "Thành phố Huế"),
        ("TP Huế", "Thành phố Huế"),
        ("TX. Ba Đồn", "Thị xã Ba Đồn"),
        ("BAN AN NINH", "BAN AN NINH"),
        ("BAN CHI HUY", "BAN CHI HUY"),
        ("BAN CHQS", "BAN Chỉ huy Quân sự"),
        ("UBND XÃ", "Ủy ban nhân dân XÃ"),
        ("UBND xã", "Ủy ban nhân dân xã"),
        ("Sở GD & ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GD-ĐT", "Sở Giáo dục và Đào tạo"),
        ("GD&ĐT", "Giáo dục và Đào tạo"),
        ("Sở LĐ - TB và XH", "Sở Lao động, Thương binh và Xã hội"),
        ("LĐ, TB và XH", "Lao động, Thương binh và Xã hội"),
        ("họp LĐ, TB", "họp lao động, thông báo"),
        ("Sở TN, MT", "Sở Tài nguyên và Môi trường"),
        ("Bộ NN và PTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("T.T.H", "tê tê hát"),
        ("N.V.A.", "en-nờ vê a."),
        ("XQZ", "ích quy dét"),
        ("XqZ", "ích quy dét"),
        ("xqz", "ích quy dét"),
        ("Qbz", "quy bê dét"),
        ("bcd", "bê xê dê"),
        ("vitamin C", "vi-ta-min xê"),
        ("hạng D", "hạng dê"),
        ("3 x 4", "ba nhân bốn"),
        ("3x 4", "ba nhân bốn"),
        ("x", "ích"),
        ("Mát-xcơ-va", "Mát-xcơ-va"),
        ("check-in", "chếch-in"),
        ("Kim Jong-un", "Kim Châng Un"),
        ("UBND-HĐND", "Ủy ban nhân dân, Hội đồng nhân dân"),
        ("Wi-Fi", "oai-phai"),
        ("xã-huyện", "xã-huyện"),
        ("Jean-Paul", "Jean-Pôn"),
        ("bps", "bê pê ét-sì"),
        ("nươc", "nươc"),
        ("iPhone", "ai-phôn"),
        ("Facebook", "Phây-búc"),
        ("website", "oép-xai"),
        ("Quốc lộ (QL) 18", "Quốc lộ (Quốc lộ) mười tám"),
        (
            "tỉnh Bình Định (gọi tắt là BĐ) họp. BĐ nhắc",
            "tỉnh Bình Định (gọi tắt là Bình Định) họp. Bình Định nhắc",
        ),
        ("tỉnh Bình Định (sau đây gọi là BĐ) họp", "tỉnh Bình Định (sau đây gọi là Bình Định) họp"),
        (
            "Ủy ban nhân dân (viết tắt: UB) họp, UB nhắc",
            "Ủy ban nhân dân (viết tắt: Ủy ban) họp, Ủy ban nhắc",
        ),
        (
            "Trung tâm Y tế của huyện (TTYT) họp. TTYT nhắc",
            "Trung tâm Y tế của huyện (Trung tâm Y tế) họp. Trung tâm Y tế nhắc",
        ),
        ("Ban Quản lý (BQL) họp", "Ban Quản lý (Ban Quản lý) họp"),
        (
            "Công ty Hoa Sen (XQZ) họp. XQZ nhắc",
            "Công ty Hoa Sen (ích quy dét) họp. ích quy dét nhắc",
        ),
        ("BQL (Ban Quản lý)", "Ban Quản lý (Ban Quản lý)"),
        ("giống lúa BĐ5", "giống lúa bê đê năm"),
        ("Q5", "Quận năm"),
        ("NV5", "Nguyện vọng năm"),
        ("xã v.v.", "xã vân vân."),
        ("v.v. và", "Vân vân và"),
        ("v.v", "Vân vân"),
        ("TT-TH", "Truyền thanh - Truyền hình"),
        ("TT", "Thị trấn"),
        ("TT. Nam Đàn", "Thị trấn Nam Đàn"),
    ],
)
def test_abbreviations_letters_and_foreign_words(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
