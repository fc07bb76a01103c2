from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.findings import Place
from radioprog.kernel.units import Seconds
from radioprog.programme.utterance import (
    LONGEST,
    Run,
    best_cut,
    cut,
    estimated_length,
    join,
    runs_of,
    sentence_spans,
)
from radioprog.reader.model import Override
from radioprog.script.model import Breath, Foreign, Heading, Piece, Respelled, SourceText, Words
from tests.programme.fakes import FILE, at, cue, order_of, say, script, spoken


def test_paragraph_becomes_its_sentences_with_places() -> None:
    said = spoken(script(say("PTV nữ", "Kính thưa quý vị. Hôm nay có tin.", line=7)))
    assert [one.text for one in said] == ["Kính thưa quý vị.", "Hôm nay có tin."]
    assert [one.place for one in said] == [Place(FILE, 7, 10), Place(FILE, 7, 28)]
    assert [one.opens for one in said] == [True, False]
    assert [one.continues for one in said] == [False, False]


def test_respelling_is_shown_as_written_and_said_as_spoken() -> None:
    made = script(
        say("PTV nữ", "Khối ", Respelled("ASEAN", "A-xê-an", Place(FILE, 1, 15)), " họp.")
    )
    (one,) = spoken(made)
    assert one.text == "Khối ASEAN họp."
    assert one.spoken == "Khối A-xê-an họp."
    start = one.spoken.index("A-xê-an")
    assert one.place_of(start, start + 3) == Place(FILE, 1, 16)


def test_foreign_words_are_an_utterance_in_their_language() -> None:
    foreign = Foreign("en", SourceText("ASEAN Community", ((0, Place(FILE, 1, 30)),)))
    said = spoken(script(say("PTV nữ", "Cộng đồng (", foreign, "). Hết.")))
    assert [(one.language, one.text) for one in said] == [
        ("vi", "Cộng đồng ("),
        ("en", "ASEAN Community)."),
        ("vi", "Hết."),
    ]
    assert [one.continues for one in said] == [False, True, False]
    assert said[1].place == Place(FILE, 1, 30)


def test_full_stop_after_foreign_words_goes_with_them() -> None:
    foreign = Foreign("en", SourceText("ASEAN Community"))
    said = spoken(script(say("PTV nữ", "Cộng đồng ", foreign, ".")))
    assert [one.text for one in said] == ["Cộng đồng", "ASEAN Community."]
    assert said[1].spaced


def test_breath_cuts_a_sentence_and_waits() -> None:
    said = spoken(script(say("PTV nữ", "Một ", Breath(Seconds(1.0)), " hai.")))
    assert [one.text for one in said] == ["Một", "hai."]
    assert said[1].breath == 1.0
    assert said[1].continues


def test_breath_at_the_end_and_before_foreign_words_is_not_lost() -> None:
    foreign = Foreign("en", SourceText("news"))
    pieces = ("Một ", Breath(Seconds(1.0)), " ", foreign, " ", Breath(Seconds(2.0)))
    said = spoken(script(say("PTV nữ", *pieces)))
    assert (said[1].breath, said[1].rest) == (1.0, 2.0)


def test_what_is_read_twice_comes_twice() -> None:
    made = script(
        Heading("Thông báo", twice=True),
        say("PTV nữ", "Một."),
        Heading("Tin"),
        say("PTV nam", "Hai.", twice=True),
        cue("sting"),
    )
    assert [(one.text, one.reading_number) for one in spoken(made)] == [
        ("Một.", 0),
        ("Một.", 1),
        ("Hai.", 0),
        ("Hai.", 1),
    ]
    assert [entry.segment for entry in order_of(made)] == [0, 0, 1, 1, 1]


def test_estimate_is_syllables_over_pace() -> None:
    (one,) = spoken(script(say("PTV nữ", "một hai ba bốn")))
    assert estimated_length(one) == at(1.0)


def test_marks_alone_are_never_an_utterance() -> None:
    assert spoken(script(say("PTV nữ", "… !"))) == ()
    assert [one.text for one in spoken(script(say("PTV nữ", "Vâng! ... Có.")))] == [
        "Vâng! ...",
        "Có.",
    ]


_text = st.text(alphabet="ab .!?,", min_size=1, max_size=12)
_piece = st.one_of(
    _text.map(lambda text: Words(SourceText(text))),
    _text.map(lambda text: Foreign("en", SourceText(text))),
    st.builds(Respelled, st.just("VN"), st.just("vi en")),
    st.just(Breath(Seconds(0.5))),
)


def _written(piece: Piece) -> str:
    match piece:
        case Words() | Foreign():
            return piece.source.text
        case Respelled():
            return piece.written
        case Breath():
            return " "


@settings(deadline=None)
@given(st.lists(_piece, min_size=1, max_size=6))
def test_no_word_is_lost_and_order_is_kept(pieces: list[Piece]) -> None:
    said = spoken(script(say("PTV nữ", *pieces)))
    written = "".join(_written(piece) for piece in pieces)
    heard = "".join(one.text for one in said)
    assert re.sub(r"\W", "", heard) == re.sub(r"\W", "", written)
    if said:
        assert re.sub(r"\s", "", heard) == re.sub(r"\s", "", written)
    breaths = sum(piece.length for piece in pieces if isinstance(piece, Breath))
    kept = sum((one.breath or 0.0) + (one.rest or 0.0) for one in said)
    assert kept == breaths or not said


def test_a_sentence_too_long_to_speak_is_cut_at_the_best_place() -> None:
    half = "một " * 300
    said = spoken(script(say("PTV nữ", f"{half.strip()}; {half.strip()}. Hết.")))
    assert [one.syllables for one in said] == [300, 300, 1]
    assert [(one.forced, one.continues, one.opens) for one in said] == [
        (False, False, True),
        (True, True, False),
        (False, False, False),
    ]
    assert said[0].text.endswith("một;") and said[1].spaced
    assert said[1].place == Place(FILE, 1, 10 + len(half) + 1)


def test_no_utterance_is_longer_than_the_limit_nor_is_a_word_of_a_respelling_cut() -> None:
    words = " ".join(["ba"] * 2500)
    said = spoken(script(say("PTV nữ", words + ".")))
    assert max(one.syllables for one in said) <= LONGEST
    assert " ".join(one.text for one in said) == words + "."
    (whole,) = spoken(script(say("PTV nữ", Respelled("x y", "ba " * 500))))
    assert whole.text == "x y"
    endless = spoken(script(say("PTV nữ", "x" * (40 * LONGEST))))
    assert "".join(one.text for one in endless) == "x" * (40 * LONGEST)
    assert len(endless) > 1 and not any(one.spaced for one in endless[1:])


A = SourceText("abc", ((0, Place("f", 1, 5)),))
B = SourceText("de", ((0, Place("f", 2, 1)),))


def test_joined_and_cut_texts_keep_their_places() -> None:
    both = join(A, B)
    assert both.text == "abcde"
    assert [str(both.place_at(at)) for at in range(5)] == [
        "f:1:5",
        "f:1:6",
        "f:1:7",
        "f:2:1",
        "f:2:2",
    ]
    part = cut(both, 1, 5)
    assert part.text == "bcde"
    assert [str(part.place_at(at)) for at in (0, 2)] == ["f:1:6", "f:2:1"]


def test_words_in_the_scripts_own_language_are_no_run_of_their_own() -> None:
    runs = runs_of((Words(A), Foreign("vi", B)), "vi")
    assert [(run.language, run.source.text) for run in runs] == [("vi", "abcde")]


def test_breaths_beside_each_other_add_up() -> None:
    pieces = (Words(A), Breath(Seconds(1)), Breath(Seconds(0.5)), Words(B), Breath(Seconds(2)))
    first, second = runs_of(pieces, "vi")
    assert (first.breath, second.breath, second.rest) == (None, 1.5, 2.0)


def test_no_sentence_ends_inside_a_respelling() -> None:
    pieces = (Respelled("T. P. H.", "tê pê hát"), Words(SourceText(" xong. Hết.")))
    (run,) = runs_of(pieces, "vi")

    def everywhere(text: str, language: str) -> list[tuple[int, int]]:
        ends = [at + 1 for at, char in enumerate(text) if char == "."]
        return list(zip([0, *ends], ends, strict=False))

    assert [run.source.text[slice(*span)] for span in sentence_spans(run, everywhere)] == [
        "T. P. H.",
        "xong.",
        "Hết.",
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "một hai ba,| bốn năm sáu bảy",
        "một, hai ba bốn năm sáu,| bảy tám chín, mười",
        "một hai ba bốn, năm sáu,| bảy tám chín mười",
        "một hai; ba bốn,| năm sáu bảy tám chín mười",
        "một hai ba bốn năm;| sáu, bảy tám chín mười",
        "một, hai ba bốn| năm sáu bảy, tám",
        "mộthaibabố|nnămsáubảy",
        "một hai ba (bốn năm)| sáu bảy tám",
    ],
)
def test_a_long_sentence_is_cut_after_its_best_mark_near_the_middle(marked: str) -> None:
    text = marked.replace("|", "")
    assert best_cut(Run("vi", SourceText(text)), 0, len(text)) == marked.index("|")


def test_a_word_that_is_said_otherwise_is_not_cut_through() -> None:
    text = "một hai ba bốn năm sáu"
    run = Run("vi", SourceText(text), (Override(4, 18, "xin chào"),))
    found = best_cut(run, 0, len(text))
    assert found is None or not 4 < found < 18
