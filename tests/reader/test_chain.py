"""Laws of the engine: nothing dropped, places true, one line for a line, no text too strange."""

from __future__ import annotations

import random
import re
import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.findings import Text
from radioprog.reader import languages, read, sentences
from radioprog.reader.chain import FOOTNOTE, CleanSource, run
from radioprog.reader.model import Override, Reading, Style
from radioprog.reader.read import chain_of
from radioprog.reader.rules import Cursor, Rule

UNHURRIED = settings(deadline=None)  # a busy machine breaks no law
PLAIN_TEXT = """
biển đảo quê hương nhân dân tuyên truyền phát thanh huyện chương trình thông tin cơ sở giữa khuya
nghiêng quyết tâm đoàn kết giúp đỡ người nghèo mưa lũ sạt lở đồng bào xã Thượng Trạch Hóa Trường
Sơn Nguyễn Thị Hòa thúy uống nước nhớ nguồn gìn giữ hoà bình thuỷ lợi
"""
PLAIN = PLAIN_TEXT.split()
BETWEEN = [
    " ",
    ", ",
    ". ",
    " - ",
    " – ",
    "; ",
    ": ",
    "! ",
    "? ",
    "… ",
    " 15 ",
    " 17h30 ",
    " UBND ",
    " (",
    ") ",
    " “",
    "” ",
    "\n",
    " 38/KH-UBND ",
    " 02/9 ",
    " XQZ ",
    " 😀 ",
    " 1.250.000 đồng ",
    "\t",
    " 75 km/h ",
    " ½ ",
    " @ ",
    " {",
    "} ",
    "\u00a0",
    " / ",
    " & ",
]
STRANGE = [
    "UBND",
    "38/KH-UBND",
    "Số: 5/",
    "17h30",
    "02/9",
    " - ",
    "–",
    "…",
    "v.v.",
    "1.000",
    "1,5",
    "%",
    "QĐ-TTg",
    "/",
    ":",
    ".",
    "'",
    '"',
    "”",
    "12/4A",
    "½",
    "²",
    "⁷",
    "①",
    "Ⅳ",
    "٣",
    "{",
    "}",
    "|",
    "@",
    "www.",
    "T2",
    "thứ",
    "II",
    "từ",
    "ngày",
    "14",
    "17/7/2015",
    " ",
    " ",
    " ",
    "m2",
    "đ",
    "$",
    "QL1",
    "ĐT.",
    "x",
    "=",
    "+",
    "3",
    "(",
    ")",
    "\x00",
    "\u200b",
    "\u202e",
    "\ud800",
    "\udfff",
    "😀",
    "\u0301",
    "\u0323",
    "ê\u0323",
    "אב",
    "中",
    "\ufeff",
    "Km 1+3",
    "P.",
    "a)",
    "-",
    "*",
    "\t",
    "\xa0",
    "\u2028",
    "\x85",
    "\r",
    "Ð",
    "１２",
    "𝟏",
    "ก",
    "\u0e31",
    "👨\u200d👩\u200d👧",
    "₂",
    "৳",
]
STYLES = [Style(), Style("south", "expanded", "short"), Style("central", "spelled", "short")]
text = st.lists(st.sampled_from(STRANGE) | st.text(max_size=6), max_size=12).map("".join)


def assert_lawful(said: Reading, written: str) -> None:
    assert said.text == written
    assert "".join(token.written for token in said.tokens) == written
    end = 0
    for token in said.tokens:
        assert token.start == end
        assert written[token.start : token.end] == token.written
        assert said.spoken[token.spoken_start : token.spoken_end] == token.spoken
        end = token.end
    assert said.spoken.count("\n") == written.count("\n")
    assert not any(
        unicodedata.category(char) in {"Cc", "Cs"} for char in said.spoken if char not in "\n\t"
    )
    assert not any(char.isdecimal() for char in said.spoken)


@UNHURRIED
@given(st.lists(st.tuples(st.sampled_from(PLAIN), st.sampled_from(BETWEEN)), max_size=12))
def test_plain_words_come_through_untouched_and_in_order(parts: list[tuple[str, str]]) -> None:
    said = read("".join(word + between for word, between in parts))
    spoken = iter(said.spoken.replace(",", " ").replace(".", " ").split())
    heard = [word.strip("“”()!?;:…") for word in spoken]
    wanted = iter(heard)
    for word, _ in parts:
        assert word in wanted, (word, said.spoken)


@UNHURRIED
@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=20).map(" ".join))
def test_plain_text_passes_unchanged(line: str) -> None:
    assert read(line).spoken == line


@UNHURRIED
@given(text, st.sampled_from(STYLES), st.sampled_from(languages()))
def test_any_text_is_read_lawfully(line: str, style: Style, language: str) -> None:
    assert_lawful(read(line, language=language, style=style), line)
    for start, end in sentences(line, language=language):
        assert line[start:end].strip() == line[start:end] != ""


@UNHURRIED
@given(st.text(alphabet="0123456789012345678901234567/-.,:%'\" hgđsXIVAB½²°$", max_size=24))
def test_figures_however_broken_are_read_lawfully(line: str) -> None:
    said = read(line)
    assert_lawful(said, line)
    assert not any(char.isdecimal() for char in said.spoken)


@pytest.mark.parametrize("line", ["12.,4", "1.,5 2.,6", "12..3,4", "1.2,3"])
def test_marks_that_stand_between_figures_by_mistake(line: str) -> None:
    assert_lawful(read(line), line)


@UNHURRIED
@given(text)
def test_sentences_cover_all_that_is_not_blank(line: str) -> None:
    covered = "".join(line[start:end] for start, end in sentences(line))
    assert "".join(covered.split()) == "".join(line.split())


@UNHURRIED
@given(st.lists(st.sampled_from([*PLAIN, "UBND", "02/9", "17h30"]), max_size=8).map(" ".join))
def test_decomposed_text_is_read_as_composed(line: str) -> None:
    parted = unicodedata.normalize("NFD", line)
    assert read(parted).spoken == read(line).spoken
    assert_lawful(read(parted), parted)


@UNHURRIED
@given(st.lists(st.sampled_from(PLAIN), min_size=3, max_size=8), st.integers(0, 2))
def test_an_override_wins_and_keeps_its_place(words: list[str], place: int) -> None:
    start = len(" ".join(words[:place])) + (place > 0)
    line = " ".join(words)
    said = read(line, overrides=(Override(start, start + len(words[place]), "lời khác"),))
    assert_lawful(said, line)
    assert said.spoken == " ".join([*words[:place], "lời khác", *words[place + 1 :]])


def test_an_override_that_does_not_fit_is_refused() -> None:
    for start, end in ((0, 0), (3, 2), (0, 99), (-1, 2)):
        with pytest.raises(ValueError, match="does not fit"):
            read("xin chào", overrides=(Override(start, end, "a"),))


def test_no_rule_reads_across_an_override() -> None:
    said = read("ngày 14/7/2015", overrides=(Override(8, 9, "bảy"),))
    assert [token.written for token in said.tokens if token.token_class == "respelled"] == ["7"]


def test_spoken_places_lead_back_to_the_written() -> None:
    line = "Lúc 17h30, UBND xã"
    said = read(line)
    start = said.spoken.index("ba mươi phút")
    span = said.written_span(start, start + 5)
    assert span is not None
    assert line[slice(*span)] == "17h30"


def random_line(rnd: random.Random) -> str:
    if rnd.random() < 0.5:
        return rnd.choice(("", " ")).join(rnd.choices(STRANGE, k=rnd.randrange(1, 12)))
    ranges = ((0x20, 0x7F), (0, 0x300), (0x300, 0x370), (0x590, 0x700), (0x1E00, 0x2100))
    spans = (*ranges, (0xD7FF, 0xE001), (0x1F300, 0x1FAFF), (0, 0x110000))
    chars = (chr(rnd.randrange(*rnd.choice(spans))) for _ in range(rnd.randrange(40)))
    return "".join(chars).replace("\n", " ")


@pytest.mark.slow
def test_a_hundred_thousand_random_lines() -> None:
    rnd = random.Random(20260301)
    for _ in range(100_000):
        line = random_line(rnd)
        assert_lawful(read(line), line)


def seconds(line: str) -> float:
    start = time.process_time()
    read(line)
    return time.process_time() - start


HEAVY = [
    "1",
    "1.",
    "A",
    "A-",
    "a.",
    " ",
    "- ",
    "a\u0301",
    "\u0301",
    "1/",
    "1-",
    "1 000 ",
    ".",
    "{",
    '"45',
    "UBND ",
    "TT-TH-",
    "số 38/KH-UBND ",
    "a@",
    "www.a.",
    "(",
    "0-",
    "1,",
    "1x",
    "a",
    "T1",
    "12/4/",
    "1h",
    "1/QĐ-UBND-",
    "_",
    "½",
    "1\u00a0000",
    "a+",
    "quang.",
    "ngày 1/",
    "Bru-",
    "TP. ",
    "1-1",
    "12 07 ",
    "&amp;",
    "<b ",
    "(i) ",
    "1,2 và ",
    "T1-",
    "a¹",
    "> ",
    "từ 1-2 đến ",
    "Km 1-",
    "I ",
    "lúc 1.30 ",
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", HEAVY)
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    seconds("một hai")
    short = unit * (8_000 // len(unit))
    once = min(seconds(short) for _ in range(2))
    assert seconds(short * 4) < 8 * once + 0.3


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("02\u201310\u20132012", "02-10-2012"),
        ("5\u201110", "5-10"),
        ("KH\u2013UBND", "KH-UBND"),
        ("57\u2013NQ/TW", "57-NQ/TW"),
        ("38/KH\u00adUBND", "38/KH-UBND"),
        ("tuyên tru\u00adyền", "tuyên truyền"),
        ("Hà Nội \u2013 Huế", "Hà Nội \u2013 Huế"),
        ("Sông Hương\u2013núi Ngự", "Sông Hương\u2013núi Ngự"),
        ("20 \u2013 25", "20 - 25"),
        ("\u01891, \u0256i", "Đ1, đi"),
        ("AT&amp;T", "AT&T"),
        ("A&amp;nbsp;B", "A\u00a0B"),
        ("&#272;&#xF4;ng", "Đông"),
        ("a&#10;b", "a b"),
        ("5&#8209;10", "5-10"),
        ("R&D; ngay &khong;", "R&D; ngay &khong;"),
        ("nhanh\u00b9 theo", f"nhanh{FOOTNOTE} theo"),
        ("”\u00b2", f"”{FOOTNOTE}"),
        ("km\u00b2, m\u00b3, 10\u2076, x\u00b2", "km\u00b2, m\u00b3, 10\u2076, x\u00b2"),
    ],
)
def test_look_alikes_and_left_overs(written: str, clean: str) -> None:
    assert CleanSource(written).clean == clean


def test_an_entity_keeps_its_place() -> None:
    said = read("Sở GD&amp;ĐT họp")
    (token,) = (token for token in said.tokens if token.written == "GD&amp;ĐT")
    assert token.spoken == "Giáo dục và Đào tạo"
    assert said.text[token.start : token.end] == "GD&amp;ĐT"


def test_a_footnote_stands_in_the_audit() -> None:
    (token,) = (token for token in read("tăng nhanh¹.").tokens if token.token_class == "footnote")
    assert (token.written, token.spoken) == ("¹", "")


def test_a_word_without_end_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work for a word of many letters grows with its letters, and no rule tries it."""
    chain = chain_of("vi")
    spelled: list[int] = []

    def spell(text: str, style: Style) -> str:
        spelled.append(len(text))
        return chain.spell(text, style)

    def never(found: re.Match[str], cursor: Cursor) -> None:
        pytest.fail(f"a rule looked at {len(found[0])} letters")

    counted = replace(
        chain, spell=spell, words=(Rule("all", "x", re.compile(r"\w+"), never, Text("", "")),)
    )
    said = run(counted, "x" * 5_000, style=Style())
    assert sum(spelled) == 5_000
    assert said.unread
    assert said.spoken.split().count("ích") == 5_000
