"""Written text against its reading: pairs of our own, and the wanted reading of the field's."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from radioprog.reader import read
from tests.reader.pairs import Pair, pairs, right

OURS = [
    pair for name in ("administrative", "general", "newsroom", "announcer") for pair in pairs(name)
]


@pytest.mark.parametrize("pair", OURS, ids=[pair.written for pair in OURS])
def test_pair(pair: Pair) -> None:
    said = read(pair.written)
    assert right(said.spoken, pair), said.spoken
    assert not said.unread


def test_pairs_are_many_and_spread() -> None:
    classes = Counter(pair.token_class for pair in OURS)
    assert len(OURS) >= 300
    assert len({pair.written for pair in OURS}) == len(OURS)
    assert len(classes) >= 30


def test_shown_examples(shared_data: Path) -> None:
    lines = (shared_data / "reading-examples.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        _, written, spoken = line.split("\t")
        assert read(written).spoken.casefold() == spoken.casefold()


def test_article(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    said = read(text)
    assert not said.unread
    assert not re.search(r"\d", said.spoken)
    assert not re.search(r"\b[A-ZĐ]{2,}\b", said.spoken)
    assert said.spoken.count("\n") == text.count("\n")


def test_no_word_of_the_article_is_lost(article: Path) -> None:
    said = read(article.read_text(encoding="utf-8"))
    words = [token for token in said.tokens if token.token_class == "word"]
    assert len(words) > 900
    assert all(token.spoken == token.written for token in words)
    for token in said.tokens:
        if re.search(r"\w", token.written):
            assert token.spoken, token
