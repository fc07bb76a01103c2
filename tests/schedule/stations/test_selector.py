"""Selectors: an independent judge of their logic, and what is said of words that are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from radioprog.schedule.stations.selector import LONGEST, Selector
from radioprog.schedule.stations.station import Network, Station

UNITS = Network(
    (
        Station("qb", "Tỉnh Quảng Bình", "province", None, ("vi",)),
        Station("mh", "Huyện Minh Hóa", "district", "qb", ("vi",)),
        Station("dh", "Xã Dân Hóa", "commune", "mh", ("vi", "bru"), ("bien-gioi",)),
        Station("cl", "Cửa khẩu Cha Lo", "post", "dh", ("vi", "lo"), ("bien-gioi", "cua-khau")),
        Station("tp", "Xã Thanh", "commune", "qb", ("vi",)),
        Station("tq", "Xã Thanh", "commune", "mh", ("vi",)),
    )
)
EVERY = frozenset(unit.id for unit in UNITS)
ATOMS = {
    "qb": {"qb"},
    "cl": {"cl"},
    "all": EVERY,
    "level:commune": {"dh", "tp", "tq"},
    "cấp:post": {"cl"},
    "tag:bien-gioi": {"dh", "cl"},
    "nhãn:cua-khau": {"cl"},
    "under:mh": {"dh", "cl", "tq"},
    "thuộc:qb": EVERY - {"qb"},
    "language:bru": {"dh"},
}
atoms = some.sampled_from(sorted(ATOMS)).map(lambda word: (word, frozenset(ATOMS[word])))


def joined(parts):
    """Two selectors put together, each in brackets; the set as Python reckons it."""
    operator, (one, first), (other, second) = parts
    words = f"({one}) {operator} ({other})"
    match operator:
        case "," | "hoặc" | "or":
            return words, first | second
        case "&" | "và" | "and":
            return words, first & second
        case _:
            return words, first - second


expressions = some.recursive(
    atoms,
    lambda inner: some.one_of(
        some.tuples(
            some.sampled_from([",", "hoặc", "or", "&", "và", "and", "trừ", "not", "!"]),
            inner,
            inner,
        ).map(joined),
        inner.map(lambda each: (f"!({each[0]})", EVERY - each[1])),
        inner.map(lambda each: (f"trừ ({each[0]})", EVERY - each[1])),
    ),
    max_leaves=6,
)


@given(expressions)
def test_a_selector_chooses_what_the_sets_say(expression) -> None:
    words, expected = expression
    chosen, findings = Selector(words).choose(UNITS)
    assert (chosen, findings) == (expected, ())


@given(atoms, atoms, atoms)
def test_and_binds_before_or_and_not_before_and(one, other, third) -> None:
    (a, first), (b, second), (c, last) = one, other, third
    assert Selector(f"{a}, {b} & {c}").choose(UNITS)[0] == first | (second & last)
    assert Selector(f"{a} & {b}, {c}").choose(UNITS)[0] == (first & second) | last
    assert Selector(f"!{a} & {b}").choose(UNITS)[0] == (EVERY - first) & second
    assert Selector(f"{a}, !{b}").choose(UNITS)[0] == first | (EVERY - second)
    assert Selector(f"{a} trừ {b} & {c}").choose(UNITS)[0] == (first - second) & last


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "bad-selector"),
        ("   ", "bad-selector"),
        (",", "bad-selector"),
        ("qb,", "bad-selector"),
        ("& qb", "bad-selector"),
        ("qb &", "bad-selector"),
        ("!", "bad-selector"),
        ("(qb", "bad-selector"),
        ("qb)", "bad-selector"),
        ("()", "bad-selector"),
        ("(qb) (cl)", "bad-selector"),
        ("(" * 17 + "qb" + ")" * 17, "bad-selector"),
        ("q" * (LONGEST + 1), "bad-selector"),
        ("nothing", "unknown-station"),
        ("under:nothing", "unknown-station"),
        ("xã thanh", "ambiguous-station"),
        ("under:Xã Thanh", "ambiguous-station"),
        ("lvl:post", "unknown-selector"),
        (":post", "unknown-selector"),
        ("level:nothing", "unknown-level"),
        ("level:", "unknown-level"),
        ("tag:bien-gio", "unknown-tag"),
        ("language:fr", "unknown-language"),
        ("qb, tag:nothing", "unknown-tag"),
    ],
)
def test_words_that_are_wrong_choose_nobody_and_are_told(words: str, code: str) -> None:
    chosen, findings = Selector(words).choose(UNITS)
    assert chosen == frozenset()
    assert len(findings) == 1
    told = findings[0].code
    assert told == code or (code == "bad-selector" and told.endswith("selector"))


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("tag:bien-gio", "bien-gioi"),
        ("language:bruu", "bru"),
        ("levl:post", "level"),
        ("level:comune", "commune"),
        ("Tỉnh Quảng Bìn", "Quảng Bình"),
    ],
)
def test_a_slip_is_mended(words: str, better: str) -> None:
    (found,) = Selector(words).choose(UNITS)[1]
    assert better in found.render("vi")
    assert better in found.render("en")


def test_a_name_that_two_have_is_told_with_both_ids() -> None:
    (found,) = Selector("Xã Thanh").choose(UNITS)[1]
    assert "tp" in found.render("vi") and "tq" in found.render("vi")


def test_brackets_go_as_deep_as_sixteen() -> None:
    assert Selector("(" * 16 + "qb" + ")" * 16).choose(UNITS) == (frozenset({"qb"}), ())


def test_what_is_not_readable_is_shown_from_where_it_begins() -> None:
    (found,) = Selector("qb (cl) tag").choose(UNITS)[1]
    assert "(cl) tag" in found.render("en")
