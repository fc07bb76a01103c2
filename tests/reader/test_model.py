"""Tokens kept in little room are the tokens that were given."""

from __future__ import annotations

import pickle
from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from radioprog.reader import read
from radioprog.reader.model import Token, Tokens

NUMBERS = st.integers(0, 2**31 - 1)
WORDS = st.text(max_size=6)
TOKENS = st.lists(
    st.builds(Token, NUMBERS, NUMBERS, WORDS, WORDS, WORDS, WORDS, NUMBERS, NUMBERS, st.booleans())
)


@given(tokens=TOKENS)
def test_what_is_kept_comes_back(tokens):
    kept = Tokens(tokens)
    assert list(kept) == [kept[number] for number in range(len(kept))] == tokens
    assert [astuple(token) for token in kept[1:]] == [astuple(token) for token in tokens[1:]]
    assert kept == tokens
    assert hash(kept) == hash(Tokens(tokens))
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert (kept == tokens[1:]) == (tokens == tokens[1:])


@given(tokens=TOKENS, start=st.integers(0, 50), length=st.integers(0, 20))
def test_a_spoken_stretch_is_led_back_to_all_tokens_that_it_touches(tokens, start, length):
    touched = [
        token
        for token in tokens
        if token.spoken_start < start + length < 2**31 and start < token.spoken_end
    ]
    expected = (touched[0].start, touched[-1].end) if touched else None
    assert Tokens(tokens).written_span(start, start + length) == expected


def test_tokens_of_a_class_are_those_that_a_walk_over_all_finds() -> None:
    reading = read("Sáng 2/9 và từ 3-5/9, 12 người ở XQZ xem Facebook, 7h30 ngày 25/11/2026.")
    for classes in (
        {"date"},
        {"date", "number"},
        set(),
        {each.token_class for each in reading.tokens},
    ):
        walked = [each for each in reading.tokens if each.token_class in classes]
        assert list(reading.tokens.of_class(classes)) == walked
    assert reading.unread == tuple(each for each in reading.tokens if each.unread) != ()
