"""A template filled: where segments part, whose turn it is, how headlines and headings are cut."""

from __future__ import annotations

import pytest

from radioprog.script.draft.article import read_article
from radioprog.script.draft.outline import Paragraph
from radioprog.script.draft.template import FEWEST_LAST, FEWEST_WORDS, Filling, escaped
from radioprog.script.model import Meta, Speech, VoiceChoice, Words

VOICES = {"A": (VoiceChoice(name="a"),), "B": (VoiceChoice(name="b"),)}
VALUES = {"title": "Tên bài", "organisation": "Đài [xã]", "signature": "Ban biên tập"}


LONG = " ".join(["Bà con đã ra đồng từ sớm."] * 12)


def filling(
    *texts: str, speakers: int = 2, values: dict[str, str] = VALUES, **more: str
) -> Filling:
    names = {name: VOICES[name] for name in ("A", "B")[:speakers]}
    meta = Meta("Mẫu", speakers=names, **more)  # type: ignore[arg-type]
    return Filling([read_article(text) for text in texts], meta, values)


def paragraphs(*words: int, ends: str = ".") -> str:
    """An article of paragraphs with so many words each."""
    parts = [
        " ".join([f"Đoạn{at}", *["từ"] * (count - 1)]) + ends for at, count in enumerate(words)
    ]
    return "Tên bài\n\n" + "\n\n".join(parts)


def said(speech: object) -> tuple[str, str]:
    assert isinstance(speech, Speech)
    (piece,) = speech.pieces
    assert isinstance(piece, Words)
    return speech.speaker, piece.source.text


@pytest.mark.parametrize(
    ("words", "sizes"),
    [
        ((FEWEST_WORDS, 30), [1, 1]),
        ((FEWEST_WORDS - 1, 30), [2]),
        ((FEWEST_WORDS, FEWEST_LAST), [1, 1]),
        ((FEWEST_WORDS, FEWEST_LAST - 1), [2]),
        ((30, 30, 30, 30), [2, 2]),
        ((30, 29, 30, 30), [3, 1]),
        ((10,), [1]),
        ((60, 60, 10), [1, 2]),
    ],
)
def test_a_segment_gathers_enough_words(words: tuple[int, ...], sizes: list[int]) -> None:
    fill = filling(paragraphs(*words))
    assert [len(part) for part in fill.segments(fill.articles[0])] == sizes


def test_a_segment_parts_only_after_a_sentence_and_never_before_a_list() -> None:
    fill = filling(paragraphs(60, 60, ends=":"))
    assert len(fill.segments(fill.articles[0])) == 1
    text = paragraphs(60) + "\n\n- " + "mục " * 40 + "\n\n" + "Sau đó " * 30 + "."
    fill = filling(text)
    assert [[part.item for part in each] for each in fill.segments(fill.articles[0])] == [
        [False, True, False]
    ]


def test_headings_part_an_article_and_several_articles_stay_whole() -> None:
    text = f"Tên bài\n\nI. MỘT\n{LONG}\n\n{LONG}\n\nII. HAI\n{LONG}\n"
    fill = filling(text)
    assert [len(part) for part in fill.segments(fill.articles[0])] == [3, 2]
    two = filling(paragraphs(70, 70), paragraphs(70, 70))
    assert [len(two.segments(article)) for article in two.articles] == [1, 1]


def test_the_turn_goes_to_whoever_did_not_speak_last() -> None:
    for spoken, first in (("", "A"), ("A", "B"), ("B", "A"), ("C", "A")):
        fill = filling(paragraphs(10))
        fill.spoken = spoken
        turns = fill.turns()
        other = "B" if first == "A" else "A"
        assert [next(turns) for _ in range(3)] == [first, other, first]
    alone = filling(paragraphs(10), speakers=1)
    turns = alone.turns()
    assert [next(turns) for _ in range(2)] == ["A", "A"]


def test_a_voice_is_named_where_it_changes() -> None:
    fill = filling(paragraphs(10))
    parts = [
        Paragraph(" ".join(["Một"] * 59) + ".", 1),
        Paragraph("Hai.", 2),
        Paragraph("Ba.", 3),
        Paragraph("Bốn", 4, item=True),
        Paragraph("Năm.", 5),
    ]
    read = fill.read_out(parts, fill.turns())
    assert [(block.speaker, block.named, block.list_item) for block in read] == [  # type: ignore[union-attr]
        ("A", True, False),
        ("A", False, False),
        ("B", True, False),
        ("B", False, True),
        ("B", False, False),
    ]


def test_headlines_begin_with_the_title_and_are_at_most_five_more() -> None:
    body = "\n\n".join(
        f"Sáng ngày {n}, đội {n} đã đi qua {n} xã miền núi, {'chuyện dài ' * 30}." for n in range(8)
    )
    fill = filling(f"Tên bài\n\n{body}")
    lines = [said(each) for each in fill.headlines()]
    assert lines[0] == ("A", "Tên bài.")
    assert len(lines) == 6
    assert [speaker for speaker, _ in lines] == ["A", "B"] * 3
    assert lines[1][1] == "Đội 0 đã đi qua 0 xã miền núi."
    untitled = filling(body)
    assert untitled.articles[0].title is None
    assert said(untitled.headlines()[0])[1] == "Đội 0 đã đi qua 0 xã miền núi."


def test_headlines_of_several_articles_are_their_titles() -> None:
    fill = filling("Tin một\n\nĐội về.", "Tin hai?\n\nĐội đi.")
    assert [said(each) for each in fill.headlines()] == [("A", "Tin một."), ("B", "Tin hai?")]


def test_a_headline_is_never_what_the_text_says_whole() -> None:
    fill = filling("Tên bài\n\nĐội đã về.\n\nHôm nay, đội đã về.")
    part = [Paragraph("Hôm nay, đội đã về.", 1)]
    assert fill.headline_of(part) is None
    headed = [
        Paragraph("MỘT", 1, heading=True, label="MỘT"),
        Paragraph("Nay, bốn mươi tàu đã ra khơi.", 2),
    ]
    assert fill.headline_of(headed) == "Bốn mươi tàu đã ra khơi"


@pytest.mark.parametrize(
    ("text", "number", "language", "name"),
    [
        ("Nay, bốn mươi tàu đã ra khơi.", 1, "vi", "Bốn mươi tàu đã ra khơi"),
        ("Một hai ba bốn năm.", 2, "vi", "Phần 2"),
        ("Một hai ba bốn năm.", 2, "en", "Part 2"),
        ("Một hai ba bốn năm sáu.", 2, "vi", "Một hai ba bốn…"),
        ("Một hai ba bốn, năm sáu bảy tám chín mười.", 1, "vi", "Một hai ba bốn, năm sáu bảy tám…"),
        ("Một hai ba, bốn năm.", 1, "vi", "Phần 1"),
        ("- Một hai ba, bốn năm.", 1, "vi", "Phần 1"),
        ("# Một hai, ba bốn năm sáu bảy.", 1, "vi", "Một hai, ba bốn năm…"),
        ("Một hai ba, bốn năm sáu. Bảy.", 1, "vi", "Một hai ba, bốn…"),
        ("Một hai ba bốn; năm sáu.", 1, "vi", "Một hai ba bốn…"),
    ],
)
def test_a_segment_is_named_by_its_first_words(
    text: str, number: int, language: str, name: str
) -> None:
    fill = filling(paragraphs(10), language=language)
    assert fill.heading([Paragraph(text, 1)], number) == name
    headed = Paragraph(text, 1, heading=True, label="Nhãn")
    assert fill.heading([headed], number) == "Nhãn"


FRONT = ["---", "title: {tiêu đề}", "speakers: {A: a, B: b}", "---"]


def filled(body: list[str], fill: Filling, front: list[str] = FRONT) -> list[str]:
    return [*fill.fill([*front, *body])]


def test_the_front_matter_gets_its_values_quoted_and_the_signature() -> None:
    fill = filling(paragraphs(10), values={**VALUES, "title": "Cá: 7 xã #1"})
    front = [*FRONT[:2], "organisation: Xin chào {đơn vị}", "note: '{Tiêu Đề}'", *FRONT[2:]]
    assert filled([], fill, front) == [
        "---",
        'title: "Cá: 7 xã #1"',
        'organisation: "Xin chào Đài [xã]"',
        'note: "Cá: 7 xã #1"',
        "speakers: {A: a, B: b}",
        "producer: Ban biên tập",
        "---",
    ]


def test_a_producer_of_the_template_stays() -> None:
    known = filling(paragraphs(10), producer="Đài")
    assert "producer: Ban biên tập" not in filled([], known)
    unsigned = filling(paragraphs(10), values={**VALUES, "signature": ""})
    assert not any(line.startswith("producer") for line in filled([], unsigned))


def test_placeholders_stand_inside_lines_and_unknown_ones_stay() -> None:
    fill = filling(paragraphs(10))
    assert fill.put_in("a {title} {khác} { đơn vị }") == "a Tên bài {khác} Đài [xã]"
    assert fill.put_in("{organisation}", escape=True) == r"Đài \[xã\]"
    assert fill.put_in("{headlines}") == "{headlines}"
    assert escaped(r"a\[b]{c}|*_<d") == r"a\\\[b\]\{c\}\|\*\_\<d"


def test_remarks_of_the_template_go_and_its_stings_wait_for_the_items() -> None:
    fill = filling(paragraphs(10))
    body = [
        "<!-- một dòng -->",
        "<!-- hai",
        "dòng -->",
        "# Mở",
        "[nhạc cắt: 1.flac]",
        "",
        "A: Chào {đơn vị}.",
        "[sting: 2.flac]",
        "{các mục}",
        "[nhạc cắt: 3.flac]",
    ]
    lines = filled(body, fill)[5:]
    assert "một dòng" not in "".join(lines) and "dòng -->" not in lines
    assert lines[:4] == ["# Mở", "[nhạc cắt: 1.flac]", "", r"A: Chào Đài \[xã\]."]
    at = lines.index("[sting: 2.flac]")
    assert lines[at - 2].startswith("# ") and lines[at + 2].startswith("B: ")
    assert lines[-1] == "[nhạc cắt: 3.flac]"
    assert fill.has_items


def test_each_article_of_a_bulletin_gets_one_sting_and_its_title() -> None:
    fill = filling("Tin một\n\nĐội về.", "Tin hai\n\nĐội đi.", "Tin ba\n\nĐội nghỉ.")
    lines = [*fill.items(["[nhạc cắt: 1]", "[nhạc cắt: 2]"])]
    assert [line for line in lines if line.startswith(("#", "["))] == [
        "# Tin một",
        "[nhạc cắt: 1]",
        "# Tin hai",
        "[nhạc cắt: 2]",
        "# Tin ba",
        "[nhạc cắt: 1]",
    ]
    assert [line for line in lines if line[1:2] == ":"] == [
        "A: Đội về.",
        "B: Đội đi.",
        "A: Đội nghỉ.",
    ]
    assert not any(line.startswith("[") for line in fill.items([]))
