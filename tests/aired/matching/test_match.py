"""Titles, names of files, and the assignment of plays to airings, at their bounds."""

from __future__ import annotations

import unicodedata
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.aired.matching.match import (
    Match,
    Outcome,
    PlannedAiring,
    assign,
    bare_form,
    file_form,
    planned_titles,
    same_title,
    title_form,
)
from radioprog.aired.played import PlayedRow, RowSource

TITLE = "Vì chủ quyền an ninh biên giới"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("  Vùng   Biên – số 3!  ", "vùng biên số 3"),
        ("Vùng biên (PL)", "vùng biên"),
        ("Vùng biên PL PL", "vùng biên"),
        ("Vùng biên phát lại", "vùng biên"),
        ("PL", ""),
        ("Phát lại", "phát lại"),
        ("plan", "plan"),
        ("…", ""),
    ],
)
def test_the_form_of_a_title(text: str, form: str) -> None:
    assert title_form(text) == form
    assert title_form(unicodedata.normalize("NFD", text)) == form


def test_a_title_without_marks() -> None:
    assert bare_form("Đường biên Ô Lâu, số 3") == "duong bien o lau so 3"


def test_the_titles_of_a_programme() -> None:
    assert planned_titles("Bản tin", None, "") == ("bản tin",)
    assert planned_titles("Bản tin", 3, "vung-bien-03") == (
        "bản tin",
        "bản tin số 3",
        "bản tin no 3",
        "bản tin 3",
        "vung bien 03",
    )
    assert planned_titles("Bản tin", None, "ban-tin") == ("bản tin", "ban tin")
    assert planned_titles("Bản tin", None, "bản tin") == ("bản tin",)
    assert planned_titles("!", None, "") == ()


@pytest.mark.parametrize(
    ("written", "cut", "same"),
    [
        (TITLE.upper(), 0, True),
        ("Vi chu quyen an ninh bien gioi", 0, True),
        ("Vi chủ quyen an ninh bien gioi", 0, False),
        ("", 0, False),
        ("!", 0, False),
        (TITLE[:20], 20, True),
        (TITLE[:20], 0, False),
        (TITLE[:20], 22, True),
        (TITLE[:20], 23, False),
        (f"{TITLE[:18]}  ", 20, True),
        (TITLE[:11], 11, True),
        (TITLE[:10], 10, False),
        ("Vi chu quyen an nin", 19, True),
        ("Vì chủ quyền biển đả", 20, False),
        (f"{TITLE} và hơn", 20, False),
    ],
)
def test_a_title_in_a_log(written: str, cut: int, same: bool) -> None:
    assert same_title(written, cut, planned_titles(TITLE, None, "")) is same


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("/a/b/Tin-01.MP3", "tin-01"),
        ("C:\\a\\tin.mp3", "tin"),
        ("tin", "tin"),
        (".mp3", ".mp3"),
        ("tin.station.mp3", "tin.station"),
    ],
)
def test_the_form_of_a_files_name(name: str, form: str) -> None:
    assert file_form(name) == form


def every(one: int, other: int) -> bool:
    return True


def test_plays_at_the_very_edge_of_the_window_belong_to_it() -> None:
    for given_, pairs in (([100], [(0, 0)]), ([101], []), ([-100], [(0, 0)]), ([-101], [])):
        assert assign([0], given_, 100, every) == pairs


def test_as_many_as_can_be_go_before_the_least_difference() -> None:
    assert assign([0, 100], [90, 190], 100, every) == [(0, 0), (1, 1)]
    assert assign([0, 100], [100], 100, every) == [(1, 0)]
    assert assign([0, 100], [50], 100, lambda one, other: one == 1) == [(1, 0)]


@given(
    st.lists(st.integers(0, 60), max_size=4).map(sorted),
    st.lists(st.integers(0, 60), max_size=4).map(sorted),
    st.integers(0, 40),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3))),
)
def test_nothing_is_better_among_all_assignments_that_keep_the_order_of_a_group(
    wanted: list[int], given_: list[int], window: int, barred: set[tuple[int, int]]
) -> None:
    edges = [
        (one, other)
        for one in range(len(wanted))
        for other in range(len(given_))
        if abs(wanted[one] - given_[other]) <= window and (one, other) not in barred
    ]

    def worth(pairs: tuple[tuple[int, int], ...] | list[tuple[int, int]]) -> tuple[int, int]:
        return -len(pairs), sum(abs(wanted[one] - given_[other]) for one, other in pairs)

    def orderly(pairs: tuple[tuple[int, int], ...]) -> bool:
        following = pairwise(pairs)
        return all(a[0] < b[0] and a[1] < b[1] for a, b in following)

    found = assign(wanted, given_, window, lambda one, other: (one, other) not in barred)
    assert set(found) <= set(edges)
    for group in groups(
        edges
    ):  # plays of other titles may have been put on air the other way round
        best = min(
            worth(pairs)
            for count in range(min(len(wanted), len(given_)) + 1)
            for pairs in combinations(group, count)
            if orderly(pairs)
        )
        ours = [pair for pair in found if pair in group]
        assert orderly(tuple(ours))
        assert worth(ours) == best


def groups(edges: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Part pairs into groups that share neither an airing nor a play."""
    left, made = sorted(edges), []
    while left:
        group = [left.pop(0)]
        for pair in group:  # grows on the way
            near = [other for other in left if other[0] == pair[0] or other[1] == pair[1]]
            group += near
            left = [other for other in left if other not in near]
        made.append(sorted(group))
    return made


def test_a_flood_is_assigned_nearest_first_and_one_to_one() -> None:
    many = [index // 2 for index in range(201)]
    found = assign(many, many, 10_000, every)
    assert len(found) == 201
    assert sorted(one for one, _ in found) == sorted(other for _, other in found) == [*range(201)]
    assert all(many[one] == many[other] for one, other in found)


def planned(**facts: object) -> PlannedAiring:
    known: dict[str, object] = {"id": "a", "station": "qb", "slot": "s", "start": 90, "end": 990}
    return PlannedAiring(**(known | {"length": 900} | facts))  # type: ignore[arg-type]


def test_what_a_match_is_about() -> None:
    row = PlayedRow(RowSource("liquidsoap"), station="xa")
    extra = Match(None, Outcome.EXTRA, "B", (row,), start=70)
    assert (extra.station, extra.planned_id, extra.at) == ("xa", "", 70)
    there = Match(planned(), Outcome.LATE, "B", (row,), start=170)
    assert (there.station, there.planned_id, there.at) == ("qb", "a", 90)
    assert Match(None, Outcome.EXTRA, "B", (row,)).at == 0
    assert [planned(kind=kind).is_relay for kind in ("relay", "first")] == [True, False]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_was_heard_and_witnessed_is_proof(outcome: Outcome) -> None:
    heard = outcome in {"on-time", "late", "early", "short", "long", "relay"}
    assert outcome.is_heard is heard
    for grade in ("A", "B", "C"):
        assert Match(planned(), outcome, grade).is_proof is heard  # type: ignore[arg-type]
    assert not Match(planned(), outcome, "D").is_proof
