"""Every rule's own examples: they are what docs/reading.md prints, so they must be true."""

from __future__ import annotations

import pytest

from radioprog.reader import languages, read
from radioprog.reader.read import chain_of
from radioprog.reader.rules import Rule, rows
from radioprog.reader.vi.words import abbreviations

EXAMPLES = [
    (code, rule, written, spoken)
    for code in languages()
    for rule in chain_of(code).rules
    for written, spoken in rule.examples
]


@pytest.mark.parametrize(
    ("code", "rule", "written", "spoken"),
    EXAMPLES,
    ids=[f"{code}-{rule.name}-{written}" for code, rule, written, _ in EXAMPLES],
)
def test_example_is_read_by_its_rule(code: str, rule: Rule, written: str, spoken: str) -> None:
    reading = read(written, language=code)
    assert reading.spoken == spoken
    assert rule.name in {token.rule for token in reading.tokens}


@pytest.mark.parametrize("code", languages())
def test_rule_names_are_told_apart(code: str) -> None:
    names = [rule.name for rule in chain_of(code).rules]
    assert len(names) == len(set(names))
    assert all(rule.about.vi and rule.about.en for rule in chain_of(code).rules)


def test_every_line_of_the_abbreviations_can_be_said() -> None:
    for written, lines in abbreviations().items():
        neighbours = [near for _, near in lines]
        assert len(neighbours) == len(set(neighbours)), written
        assert all(spoken for spoken, _ in lines), written


def test_tables_hold_no_word_twice() -> None:
    for name in ("lexicon.tsv", "units.tsv"):
        first = [row[0] for row in rows(name)]
        assert len(first) == len(set(first)), name
