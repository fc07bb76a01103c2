"""Plays: which rows bear witness to one time on air, and what is believed of them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from radioprog.aired.matching.match import PlannedAiring, Tolerances
from radioprog.aired.matching.plays import (
    Play,
    airings_near,
    covered,
    current_rows,
    disjoint,
    grade_of,
    is_long,
    is_same_file,
    is_same_sha256,
    is_same_title,
    is_short,
    overlap,
    play_of,
    plays_of,
    same_content,
    shared_share,
)
from radioprog.aired.played import PlayedRow, RowSays, RowSource


def row(start: int | None = 0, system: str = "log", **facts: object) -> PlayedRow:
    known: dict[str, object] = {"length": 100, "title": "Bản tin"}
    return PlayedRow(RowSource(system), start=start, **(known | facts))  # type: ignore[arg-type]


def test_a_machine_that_knows_the_second_is_believed_first() -> None:
    rows = [
        row(5, length=None),
        row(6),
        row(4, precision=60, length=90),
        row(None, airing="a"),
        row(1, "sheet", airing="b"),
    ]
    for order in itertools.permutations(rows):
        play = play_of(order)
        assert (play.start, play.length, play.precision, play.end) == (6, 100, 1, 106)
        assert play.airing == "a"
        assert play.rows[1:] == (rows[0], rows[2], rows[3], rows[4])
        assert not play.is_by_person
    assert play_of([row(None), row(1, "sheet")]).is_by_person is False
    assert play_of([row(1, "sheet")]).is_by_person


def test_what_a_play_lacks() -> None:
    assert play_of([row(None)]).end is None
    assert play_of([row(5, length=None)]).end is None
    assert play_of([row(title="")]).is_nameless
    for name in ("title", "file", "sha256", "airing"):
        assert not play_of([row(title=""), row(**{"title": "", name: "x"})]).is_nameless


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"airing": "a", "title": "x"}, {"airing": "a", "title": "y"}, True),
        ({"airing": "a"}, {"airing": "b"}, False),
        ({"airing": "a", "sha256": "1"}, {"sha256": "1", "title": "y"}, True),
        ({"sha256": "1"}, {"sha256": "2"}, False),
        ({"file": "a/tin.mp3", "title": "x"}, {"file": "TIN.wav", "title": "y"}, True),
        ({"file": "a.mp3"}, {"file": "b.mp3"}, True),
        ({"file": "a.mp3", "title": ""}, {"file": "b.mp3"}, False),
        ({"title": "Ban tin"}, {}, True),
        ({"title": "Bán tín"}, {}, False),
        ({"title": "Bản tin vùng biên", "cut": 10}, {"title": "Bản tin vùng b"}, True),
        ({"title": "Bản tin vùng biên", "cut": 10}, {"title": "Bản tiM vùng"}, True),
        ({"title": "Bản tin vùng biên", "cut": 10}, {"title": "Bản iin vùng"}, False),
        ({"title": "Bản tin a", "cut": 10}, {"title": "Bản tin b", "cut": 30}, True),
        ({"title": ""}, {}, False),
    ],
)
def test_the_same_content(one: dict[str, object], other: dict[str, object], same: bool) -> None:
    first, second = row(**one), row(**other)  # type: ignore[arg-type]
    assert same_content(first, second) is same
    assert same_content(second, first) is same


def test_another_system_without_a_name_may_mean_the_same() -> None:
    assert same_content(row(title=""), row(system="other"))
    assert same_content(row(title="", file="a"), row(system="other"))
    assert not same_content(row(title="", file="a"), row(system="other", file="b"))


def starts(*rows: PlayedRow) -> list[list[int | None]]:
    for order in itertools.permutations(rows):
        found = [sorted((each.start or -1) for each in play.rows) for play in plays_of(order)]
        assert found == [
            sorted((each.start or -1) for each in play.rows) for play in plays_of(rows)
        ]
    return [[each.start for each in play.rows] for play in plays_of(rows)]


def test_rows_within_a_minute_are_one_play_and_no_more() -> None:
    assert starts(row(1), row(61, "b")) == [[1, 61]]
    assert starts(row(1), row(62, "b")) == [[1], [62]]
    assert starts(row(1), row(1, "b", title="Khác")) == [[1], [1]]
    assert starts(row(None), row(None)) == [[None], [None]]


def test_rows_of_one_system_are_one_play_only_where_they_overlap_by_more_than_half() -> None:
    assert starts(row(1), row(50)) == [[1, 50]]
    assert starts(row(1), row(51)) == [[1], [51]]
    assert starts(row(1, length=None), row(1)) == [[1, 1]]
    assert starts(row(1, length=None), row(2)) == [[1], [2]]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 100), (0, 100), 100),
        ((0, 100), (50, 100), 50),
        ((0, 100), (20, 10), 100),
        ((0, 100), (95, 10), 50),
        ((0, 100), (101, 10), 0),
        ((0, 300), (299, 200), 0),
        ((0, 300), (298, 200), 1),
        ((None, 1), (0, 1), 0),
        ((0, 1), (None, 1), 0),
        ((0, 0), (0, 1), 0),
        ((0, 1), (0, None), 0),
    ],
)
def test_what_two_times_share(one: tuple[int, int], other: tuple[int, int], share: int) -> None:
    assert shared_share(*one, *other) == share
    assert shared_share(*other, *one) == share


def sheet(at: str, sha256: str = "", **facts: object) -> PlayedRow:
    made = row(0, "sheet", airing="a", at=at, **facts)
    return replace(made, source=RowSource("sheet", sha256=sha256))


def test_the_sheet_recorded_last_holds() -> None:
    machine, other = row(), row(0, "sheet", airing="b", at="2026-01-01")
    old, new = sheet("2026-01-01"), sheet("2026-01-02", said=RowSays.NOT_PLAYED)
    unread = sheet("2026-01-03", said=RowSays.UNREAD)
    nameless = replace(sheet("2026-01-04"), airing="")
    for order in itertools.permutations([machine, other, old, new, unread, nameless]):
        held = list(current_rows(order))
        assert len(held) == 5
        assert old not in held
    pair = [sheet("2026-01-01", "1"), sheet("2026-01-01", "2")]
    assert list(current_rows(pair)) == list(current_rows(pair[::-1])) == pair[1:]
    assert list(current_rows([new, new])) == [new, new]


AIRING = PlannedAiring(
    "a", "qb", "s", 1000, 1900, 900, title="Bản tin", file="/x/tin.mp3", sha256="1"
)


@pytest.mark.parametrize(
    ("rows", "grade"),
    [
        ([], "D"),
        ([row()], "B"),
        ([row(airing="a")], "A"),
        ([row(airing="b")], "B"),
        ([row(sha256="1")], "A"),
        ([row(sha256="2")], "B"),
        ([row(0, "sheet", airing="a")], "C"),
        ([row(0, "sheet", airing="a"), row()], "B"),
        ([row(0, "receipt"), row(airing="a")], "A"),
    ],
)
def test_grades_of_evidence(rows: list[PlayedRow], grade: str) -> None:
    assert grade_of(rows, AIRING) == grade


def test_what_was_not_planned_is_graded_by_its_own_word() -> None:
    assert grade_of([row(sha256="9")], None) == grade_of([row(airing="z")], None) == "A"
    assert grade_of([row()], None) == "B"
    assert grade_of([row(0, "sheet", airing="z")], None) == "C"
    assert grade_of([row(sha256="")], replace(AIRING, sha256="")) == "B"


def test_by_what_an_airing_and_a_play_are_the_same() -> None:
    play = play_of([row(title="", sha256="1", file="TIN.wav"), row(title="BẢN TIN")])
    assert is_same_sha256(AIRING, play)
    assert is_same_file(AIRING, play)
    assert is_same_title(AIRING, play)
    bare = replace(AIRING, sha256="", file="", title="Khác")
    assert not is_same_sha256(bare, play_of([row(sha256="")]))
    assert not is_same_file(bare, play_of([row(file="")]))
    assert not is_same_file(AIRING, play_of([row(file="")]))
    assert not is_same_title(bare, play)


def test_the_airings_near_a_moment_are_those_that_begin_or_end_there() -> None:
    late = replace(AIRING, id="b", start=2000, end=2900)
    for start, found in [
        (899, []),
        (900, ["a"]),
        (1449, ["a"]),
        (1900, ["b", "a"]),
        (2000, ["b", "a"]),
        (2001, ["b"]),
        (3000, ["b"]),
        (3001, []),
    ]:
        assert [each.id for each in airings_near([AIRING, late], start, 100)] == found
    long = replace(AIRING, end=1000 + 4 * 3600)
    assert airings_near([long], long.end + 100, 100) == [long]
    twins = [replace(AIRING, id=name) for name in "cba"]
    assert [each.id for each in airings_near(twins, 1000, 0)] == ["a", "b", "c"]


def play(start: int, length: int | None = 100) -> Play:
    return play_of([row(start, length=length)])


def test_what_plays_have_in_common_and_what_they_fill() -> None:
    assert [overlap(play(100), play(start)) for start in (100, 150, 200, 230, 20)] == [
        100,
        50,
        0,
        -30,
        20,
    ]
    assert [covered(AIRING, play(start)) for start in (800, 900, 950, 1850, 1900, 2000)] == [
        0,
        0,
        50,
        50,
        0,
        0,
    ]
    assert covered(AIRING, play(1500, None)) == 400
    assert covered(AIRING, play(0, 9999)) == 900
    parts = [play(100), play(150), play(200), play(290)]
    assert disjoint(parts[::-1]) == [parts[0], parts[2]]


def test_short_and_long_need_both_the_share_and_the_seconds() -> None:
    rules = Tolerances(length_share=10, length_seconds=30)
    assert [is_short(each, 900, rules) for each in (810, 809)] == [False, True]
    assert [is_short(each, 200, rules) for each in (170, 169)] == [False, True]
    assert [is_long(each, 900, rules) for each in (990, 991)] == [False, True]
    assert [is_long(each, 200, rules) for each in (230, 231)] == [False, True]
    assert not is_short(991, 900, rules)
    assert not is_long(809, 900, rules)


def test_parts_that_touch_by_a_few_seconds_are_two_and_what_lies_within_is_none() -> None:
    assert len(disjoint([play(100), play(195)])) == 2
    assert len(disjoint([play(100), play(194)])) == 1
    assert disjoint([play(100), play(150, 3)]) == [play(100)]
    assert disjoint([play(100, 3), play(100, 3)]) == [play(100, 3)]
    assert len(disjoint([play(100, None), play(300)])) == 2
