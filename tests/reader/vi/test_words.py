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
