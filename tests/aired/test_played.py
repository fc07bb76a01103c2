"""Played rows: what counts as the same row, and the line that keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.aired.played import (
    PlayedRow,
    RowSays,
    RowSource,
    instant_of,
    moment_text,
    row_of_line,
)

TEXTS = ("station", "date", "airing", "file", "sha256", "title", "reason", "problem", "by")
BARE = PlayedRow(RowSource("log", "a.csv", "1" * 64, 7))
FULL = replace(
    BARE,
    start=1_775_212_200,
    length=898,
    precision=60,
    cut=20,
    relay=True,
    emergency=True,
    **{name: f"{name}-x" for name in TEXTS},
)


def test_a_line_holds_what_is_not_as_usual_and_nothing_else() -> None:
    assert BARE.content() == {"system": "log", "said": "played"}
    assert FULL.content() == {
        "system": "log",
        "said": "played",
        "start": "2026-04-03T10:30:00Z",
        "length": 898,
        "precision": 60,
        "cut": 20,
        "relay": True,
        "emergency": True,
        "played_by": "by-x",
        **{name: f"{name}-x" for name in TEXTS if name != "by"},
    }
    assert replace(BARE, start=0, length=0).content() == {
        "system": "log",
        "said": "played",
        "start": "1970-01-01T00:00:00Z",
        "length": 0,
    }


@given(
    st.builds(
        replace,
        st.sampled_from([BARE, FULL]),
        said=st.sampled_from(list(RowSays)),
        start=st.none() | st.integers(0, 4_000_000_000),
        length=st.none() | st.integers(0, 86_400),
        precision=st.sampled_from([1, 2, 60]),
        cut=st.integers(0, 99),
        relay=st.booleans(),
        emergency=st.booleans(),
        title=st.text(max_size=5),
        raw=st.text(max_size=5),
        more=st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
    )
)
def test_what_was_kept_is_read_again(row: PlayedRow) -> None:
    line = row.to_line()
    assert line["source"]["row_sha256"] == row.row_sha256
    again = row_of_line({**line, "at": row.at}, with_raw=True)
    assert again == row
    assert (again.raw, dict(again.more)) == (row.raw, dict(row.more))
    without = row_of_line(line)
    assert without == row
    unread = row.said is RowSays.UNREAD
    assert (without.raw, dict(without.more)) == ((row.raw, dict(row.more)) if unread else ("", {}))


def test_the_same_row_in_another_file_is_the_same_row() -> None:
    elsewhere = replace(FULL, source=RowSource("log", "b.csv", "2" * 64, 9), raw="x", at="2026")
    assert elsewhere.row_sha256 == FULL.row_sha256
    assert FULL.on("khac").row_sha256 != FULL.row_sha256
    assert FULL.on("khac").station == "khac"
    unread = replace(FULL, said=RowSays.UNREAD, raw="a")
    assert unread.row_sha256 != replace(unread, raw="b").row_sha256


def test_who_says_so_and_when() -> None:
    assert [replace(BARE, source=RowSource(name)).is_by_person for name in ("sheet", "receipt")]
    assert not BARE.is_by_person
    assert (FULL.end, BARE.end) == (1_775_212_200 + 898, None)
    assert replace(BARE, start=5).end is None
    assert replace(BARE, length=5).end is None
    assert replace(BARE, date="2026-04-03").month == "2026-04"
    assert BARE.month == ""


GOOD = FULL.to_line()


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"said": "played"},
        {**GOOD, "said": "sung"},
        {**GOOD, "source": "x"},
        {**GOOD, "source": {}},
        {**GOOD, "source": {"system": "log", "row": "x"}},
        {**GOOD, "start": "sớm"},
        {**GOOD, "start": "2026-04-03T10:30:00"},
        {**GOOD, "start": 5},
        {**GOOD, "length": "x"},
        {**GOOD, "precision": None},
        [],
    ],
)
def test_a_line_that_is_no_row(line: dict[str, object]) -> None:
    assert row_of_line(line) is None


def test_a_bare_line_is_as_usual() -> None:
    row = row_of_line({"source": {"system": "log"}, "said": "nothing"})
    assert row == PlayedRow(RowSource("log"), RowSays.NOTHING)
    assert (row.precision, row.cut, row.relay, row.emergency) == (1, 0, False, False)


def test_moments() -> None:
    assert moment_text(951_782_399) == "2000-02-28T23:59:59Z"
    assert instant_of("2026-04-03T17:30:00+07:00") == instant_of("2026-04-03T10:30:00Z")
    with pytest.raises(ValueError):
        instant_of("2026-04-03T17:30:00")
