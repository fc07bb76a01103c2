"""Word times: in order, inside the sentence, at the marks where the engine gave some."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.units import Seconds
from radioprog.speech.model import WordTime, WordTimes
from radioprog.speech.words import Mark, aligned_words, estimated_words, within

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
