"""Word times: in order, inside the sentence, at the marks where the engine gave some."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.units import Seconds
from radioprog.speech.model import WordTime, WordTimes
from radioprog.speech.words import Mark, aligned_words, estimated_words, plain_text, within

TEXT = "Kính thưa quý vị, mời quý vị nghe tin."


def said(text: str, words: tuple[WordTime, ...]) -> list[str]:
    return [text[word.offset : word.offset + word.length] for word in words]


def in_order_and_inside(words: tuple[WordTime, ...], length: float) -> bool:
    return all(0 <= w.start <= w.end <= length + 1e-9 for w in words) and all(
        a.end <= b.start + 1e-9 for a, b in pairwise(words)
    )


def test_estimates_follow_syllables_and_leave_room_at_punctuation() -> None:
    words = estimated_words("A-xê-an họp, xong", "vi", Seconds(6.2))
    assert said("A-xê-an họp, xong", words) == ["A-xê-an", "họp", "xong"]
    lengths = [word.end - word.start for word in words]
    assert lengths == pytest.approx([3.0, 1.0, 1.0])
    assert words[2].start - words[1].end == pytest.approx(1.2)
    assert words[-1].end == pytest.approx(6.2)


def test_marks_are_kept_and_the_rest_is_shared_out() -> None:
    marks = [Mark(0, Seconds(0.1)), Mark(10, Seconds(0.5)), Mark(18, Seconds(1.5))]
    words = aligned_words(TEXT, "vi", marks, [Seconds(1.1)], Seconds(3.0))
    by_word = dict(zip(said(TEXT, words), words, strict=False))
    assert by_word["Kính"].start == pytest.approx(0.1)
    assert words[2].start == pytest.approx(0.5)  # quý
    assert words[3].end == pytest.approx(1.1)  # vị, before the comma's pause
    assert words[4].start == pytest.approx(1.5)  # mời
    assert words[1].start == pytest.approx((0.1 + 0.5) / 2)  # thưa had no mark


def test_more_marks_than_words_do_no_harm() -> None:
    marks = [Mark(0, Seconds(0.0)), Mark(1, Seconds(0.3)), Mark(2, Seconds(0.6))]
    (word,) = aligned_words("2015", "vi", marks, [], Seconds(1.0))
    assert (word.start, word.end) == (0.0, 1.0)


def test_no_words_no_times() -> None:
    assert aligned_words("… — !", "vi", [Mark(0, Seconds(0.0))], [], Seconds(1.0)) == ()
    assert estimated_words("", "vi", Seconds(1.0)) == ()


@given(
    st.text(alphabet="ab ơ,.-!\n😀", max_size=60),
    st.lists(st.tuples(st.integers(-5, 80), st.floats(0, 5)), max_size=12),
    st.lists(st.floats(0, 5), max_size=5),
    st.floats(0.01, 5),
)
def test_whatever_the_marks_times_are_in_order_and_inside(
    text: str, marks: list[tuple[int, float]], breaks: list[float], length: float
) -> None:
    given_marks = [Mark(offset, Seconds(time)) for offset, time in marks]
    words = aligned_words(text, "vi", given_marks, [Seconds(b) for b in breaks], Seconds(length))
    assert in_order_and_inside(words, length)
    assert len(words) == len(estimated_words(text, "vi", Seconds(length)))


@given(
    st.lists(st.tuples(st.floats(-2, 9), st.floats(-2, 9)), max_size=9),
    st.floats(0, 2),
    st.floats(0, 5),
)
def test_moving_keeps_them_inside(
    times: list[tuple[float, float]], head: float, length: float
) -> None:
    words = [WordTime(n, 1, Seconds(a), Seconds(b)) for n, (a, b) in enumerate(times)]
    moved = within(words, head=Seconds(head), length=Seconds(length))
    assert all(0 <= w.start <= w.end <= length for w in moved)
    assert all(a.start <= b.start for a, b in pairwise(moved))


@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 10**6), st.integers(0, 99), st.integers(0, 10**9), st.integers(0, 10**9)
        )
    )
)
def test_word_times_in_little_room_are_those_that_were_given(rows):
    kept = WordTimes(rows)
    expected = [WordTime(a, b, Seconds(c / 48_000), Seconds(d / 48_000)) for a, b, c, d in rows]
    assert list(kept) == expected == [kept[number] for number in range(len(kept))]
    assert kept[1:] == tuple(expected[1:])
    assert kept == WordTimes(rows) and hash(kept) == hash(WordTimes(rows))
    assert pickle.loads(pickle.dumps(kept)) == kept


@pytest.mark.parametrize(
    ("text", "plain", "origin"),
    [
        ("xin chào", "xin chào", (0, 1, 2, 3, 4, 5, 6, 7)),
        ("a[[b]]c", "a  b  c", (0, 1, 2, 3, 4, 5, 6)),
        ("a\u200bb\ufeff", "ab", (0, 2)),
        ("a\tb\nc\x00d", "a b c d", (0, 1, 2, 3, 4, 5, 6)),
        ("a\u00a0b", "a b", (0, 1, 2)),
        ("e\u0302\u0301x", "ếx", (0, 3)),
        ("\u0301a", "\u0301a", (0, 1)),
        ("a[b]c", "a[b]c", (0, 1, 2, 3, 4)),
        ("", "", ()),
    ],
)
def test_nothing_is_left_that_an_engine_could_obey(
    text: str, plain: str, origin: tuple[int, ...]
) -> None:
    found = plain_text(text)
    assert (found.text, found.origin) == (plain, origin)
    assert len(found.text) == len(found.origin)


def test_a_word_without_end_is_split_after_a_hundred_letters() -> None:
    assert plain_text("x" * 100).text == "x" * 100
    found = plain_text("x" * 201)
    assert found.text == "x" * 100 + " " + "x" * 100 + " " + "x"
    assert found.origin[99:103] == (99, 100, 100, 101)
    assert plain_text("x" * 60 + " " + "x" * 60).text.count(" ") == 1
    assert len(plain_text("a" + "\u0301\u0302\u0303" * 9).text) == 8


def test_places_beyond_a_text_are_its_ends() -> None:
    found = plain_text("a\u200bb")
    assert [found.origin_of(at) for at in (-1, 0, 1, 2, 9)] == [0, 0, 2, 2, 2]
    assert plain_text("").origin_of(3) == 0


@pytest.mark.parametrize(
    ("between", "syllables"),
    [(" ", 0.0), (", ", 1.2), ("; ", 1.2), (": ", 1.2), (" – ", 1.2), (". ", 2.4), ("?! ", 2.4)],
)
def test_a_pause_lasts_as_its_mark_asks(between: str, syllables: float) -> None:
    one, two = estimated_words(f"một{between}hai", "vi", Seconds(2.0 + syllables))
    assert (one.start, one.end) == pytest.approx((0.0, 1.0))
    assert two.start == pytest.approx(1.0 + syllables)
    assert two.end == pytest.approx(2.0 + syllables)


def test_a_mark_belongs_to_the_word_that_it_stands_in() -> None:
    def starts(*marks: tuple[int, float]) -> list[float]:
        given_marks = [Mark(at, Seconds(time)) for at, time in marks]
        return [w.start for w in aligned_words("một hai ba", "vi", given_marks, [], Seconds(3.0))]

    assert starts((0, 0.0), (4, 1.5), (8, 2.0)) == pytest.approx([0.0, 1.5, 2.0])
    assert starts((6, 1.5)) == pytest.approx([0.0, 1.5, 2.25])
    assert starts((3, 1.5)) == pytest.approx([0.0, 1.0, 2.0])  # between words: nobody's
    assert starts((7, 1.5)) == pytest.approx([0.0, 1.0, 2.0])
    assert starts((0, 0.6)) == pytest.approx([0.6, 1.4, 2.2])
    assert starts((4, 2.0), (8, 1.0)) == pytest.approx([0.0, 2.0, 2.5])  # never back
    assert starts((4, 1.0), (4, 2.0)) == pytest.approx([0.0, 1.0, 2.0])  # the first holds
    assert starts((8, 9.0)) == pytest.approx([0.0, 1.5, 3.0])  # not after the sound
    assert starts((-1, 1.0)) == pytest.approx([0.0, 1.0, 2.0])


def test_a_break_ends_the_word_before_it() -> None:
    def ends(*breaks: float) -> list[float]:
        marks = [Mark(0, Seconds(0.0)), Mark(5, Seconds(2.0))]
        words = aligned_words("một, hai", "vi", marks, [Seconds(b) for b in breaks], Seconds(3.0))
        return [word.end for word in words]

    assert ends(1.5) == pytest.approx([1.5, 3.0])
    assert ends() == pytest.approx([2.0 / 2.2, 3.0])
    assert ends(0.0, 2.5) == pytest.approx([2.0 / 2.2, 2.5])
    assert ends(2.0) == pytest.approx([2.0, 3.0])
    assert ends(9.0) == pytest.approx([2.0 / 2.2, 3.0])
    assert ends(2.8, 1.0) == pytest.approx([1.0, 2.8])


def test_moved_words_stay_in_order_and_inside() -> None:
    given_words = [
        WordTime(0, 1, Seconds(0.2), Seconds(0.5)),
        WordTime(2, 1, Seconds(0.5), Seconds(1.4)),
        WordTime(4, 1, Seconds(2.0), Seconds(2.2)),
    ]
    moved = within(given_words, head=Seconds(0.3), length=Seconds(1.0))
    assert [w.start for w in moved] == pytest.approx([0.0, 0.2, 1.0])
    assert [w.end for w in moved] == pytest.approx([0.2, 1.0, 1.0])
