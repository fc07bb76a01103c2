"""Revision numbers: they rise where something changed, and only there."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from radioprog.kernel.errors import ContentError
from radioprog.record.ledger import (
    FILE,
    ITEMS,
    EventKey,
    FeedEntry,
    Ledger,
    Revised,
    Revision,
    revise,
)

SERIES: EventKey = ("s.0", "")
OTHER: EventKey = ("t.0", "")
CHANGED: EventKey = ("s.0", "2026-03-10T17:30:00")


def entry(key: EventKey, digest: str = "a") -> FeedEntry:
    start = key[1] or "2026-01-06T17:30:00"
    return FeedEntry(key, digest, start, start, key[1][:10], "2026-01-01", "Tin")


def step(old: dict[EventKey, Revision], *entries: FeedEntry, first: str = "2026-03-01") -> Revised:
    begin = dt.date.fromisoformat(first)
    return revise(old, entries, first=begin, last=begin + dt.timedelta(days=60))


def numbers(revised: Revised) -> dict[EventKey, int]:
    return {key: revision.sequence for key, revision in revised.revisions.items()}


def test_all_begin_at_zero_and_stay_while_nothing_changes() -> None:
    one = step({}, entry(SERIES), entry(CHANGED), entry(OTHER))
    assert numbers(one) == {SERIES: 0, CHANGED: 0, OTHER: 0}
    two = step(dict(one.revisions), entry(SERIES), entry(CHANGED), entry(OTHER))
    assert two.revisions == one.revisions
    assert not (two.added or two.changed or two.removed)


def test_a_changed_occurrence_goes_above_the_series_that_readers_have() -> None:
    """Cancelled at the series' own number, it would be no newer than what it cancels."""
    one = step({}, entry(SERIES), entry(OTHER))
    two = step(dict(one.revisions), entry(SERIES), entry(CHANGED), entry(OTHER))
    assert numbers(two) == {SERIES: 0, CHANGED: 1, OTHER: 0}
    three = step(dict(two.revisions), entry(SERIES), entry(CHANGED), entry(OTHER))
    assert three.revisions == two.revisions


def test_a_change_that_is_taken_back_raises_the_series_and_never_counts_anew() -> None:
    one = step({}, entry(SERIES), entry(OTHER))
    two = step(dict(one.revisions), entry(SERIES), entry(CHANGED), entry(OTHER))
    back = step(dict(two.revisions), entry(SERIES), entry(OTHER))
    assert {key: number for key, number in numbers(back).items() if key != CHANGED} == {
        SERIES: 1,
        OTHER: 0,
    }
    assert SERIES in back.changed
    still = step(dict(back.revisions), entry(SERIES), entry(OTHER))
    assert still.revisions == back.revisions
    again = step(dict(still.revisions), entry(SERIES), entry(CHANGED), entry(OTHER))
    assert numbers(again)[CHANGED] > numbers(two)[CHANGED]
    assert numbers(again)[CHANGED] > numbers(again)[SERIES]


def test_a_past_occurrence_that_leaves_the_window_raises_nothing() -> None:
    one = step({}, entry(SERIES), entry(CHANGED))
    later = step(dict(one.revisions), entry(SERIES), first="2026-04-01")
    assert numbers(later)[SERIES] == 0


def test_what_was_removed_is_shown_for_thirty_days_either_side() -> None:
    """A publishing for an earlier day than the removal's does not show it for ever."""
    one = step({}, entry(SERIES), entry(OTHER))
    gone = step(dict(one.revisions), entry(OTHER))
    assert [key for key, _ in gone.tombstones] == [SERIES]
    for first, shown in (("2026-03-31", True), ("2026-04-01", False), ("2026-01-29", False)):
        later = step(dict(gone.revisions), entry(OTHER), first=first)
        assert bool(later.tombstones) is shown, first


def test_of_two_lines_for_one_event_the_higher_number_counts(tmp_path: Path) -> None:
    """Two people's ledgers, merged line by line, hold an event twice."""
    row = [
        "qb",
        "s.0",
        "",
        0,
        "d",
        "2026-01-06T17:30",
        "2026-01-06T17:45",
        "",
        "2026-01-01",
        "T",
        "",
    ]
    lines = [json.dumps([*row[:3], number, f"d{number}", *row[5:]]) for number in (2, 7, 4)]
    path = tmp_path / "calendar.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    revision = Ledger.load(path).revisions("qb")[SERIES]
    assert (revision.sequence, revision.digest) == (7, "d7")


def test_a_series_that_ends_on_the_first_day_covered_still_concerns_it() -> None:
    def ending(day: str) -> FeedEntry:
        return FeedEntry(SERIES, "a", "2026-01-06T17:30:00", "", day, "2026-01-01", "Tin")

    for last, is_removed in (("2026-03-01", True), ("2026-02-28", False)):
        one = step({}, ending(last), entry(OTHER), first="2026-02-01")
        later = step(dict(one.revisions), entry(OTHER))
        assert (SERIES in later.removed) is is_removed, last


def test_what_ended_long_ago_is_forgotten_after_four_hundred_days() -> None:
    old = FeedEntry(SERIES, "a", "2026-01-06T17:30:00", "", "2026-01-31", "2026-01-01", "Tin")
    one = step({}, old, entry(OTHER), first="2026-01-01")
    kept = step(dict(one.revisions), entry(OTHER), first="2027-03-07")
    forgotten = step(dict(one.revisions), entry(OTHER), first="2027-03-08")
    assert SERIES in kept.revisions
    assert SERIES not in forgotten.revisions


REVISION = Revision(
    0, "d", "2026-03-10T17:30:00", "2026-03-10T18:00:00", "2026-03-10", "2026-03-01", "Tin"
)
dates = some.dates().map(dt.date.isoformat)
words = some.text(some.characters(codec="utf-8"), max_size=8)
revisions = some.builds(
    Revision,
    some.integers(0, 99),
    words,
    dates,
    dates,
    some.one_of(dates, some.just("")),
    dates,
    words,
    some.one_of(dates, some.just("")),
    some.one_of(some.just(""), some.just("0a" * 8)),
)
tables = some.dictionaries(
    some.sampled_from(["a", "b", "c"]),
    some.dictionaries(some.tuples(words, words), revisions, min_size=1, max_size=3),
)


@given(tables)
def test_what_is_kept_of_every_calendar_is_read_again(tmp_path_factory, tables) -> None:
    path = tmp_path_factory.mktemp("record") / FILE
    ledger = Ledger({})
    for station, kept in tables.items():
        ledger.put(station, kept)
    assert ledger.save(path) is bool(tables)
    again = Ledger.load(path)
    assert again.stations() == tuple(sorted(tables))
    assert {station: again.revisions(station) for station in tables} == tables
    assert again.to_bytes() == ledger.to_bytes()


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE
    ledger = Ledger({})
    assert not ledger.save(path)
    ledger.put("a", {SERIES: REVISION})
    assert ledger.save(path)
    assert not ledger.save(path)
    ledger.put("a", {SERIES: REVISION})
    assert not ledger.save(path)
    path.unlink()
    assert not ledger.save(path)
    assert not path.exists()


def test_what_an_event_said_is_kept_once_and_while_a_line_names_it(tmp_path: Path) -> None:
    path = tmp_path / FILE
    ledger = Ledger({})
    name = ledger.keep({"title": "Bản tin"})
    assert ledger.keep({"title": "Bản tin"}) == name
    ledger.keep({"title": "nobody names this"})
    named = Revision(0, "d", "2026-03-10", "", "", "2026-03-01", "Tin", "", name)
    for station in ("a", "b"):
        ledger.put(station, {SERIES: named})
    ledger.save(path)
    rows = [json.loads(line) for line in path.with_name(ITEMS).read_bytes().splitlines()]
    assert rows == [{"id": name, "item": {"title": "Bản tin"}}]
    again = Ledger.load(path)
    assert again.item(name) == {"title": "Bản tin"}
    assert again.item("0" * 16) is None
    for station in ("a", "b"):
        again.put(station, {SERIES: REVISION})
    again.save(path)
    assert path.with_name(ITEMS).read_bytes() == b""


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"\xff", b"", b"[" * 100_000, b'{"id": "0000000000000000", "item": {}}']
)
def test_a_torn_item_or_one_that_does_not_prove_itself_is_not_believed(
    tmp_path: Path, line: bytes
) -> None:
    ledger = Ledger({})
    name = ledger.keep({"title": "x"})
    ledger.put("a", {SERIES: Revision(0, "d", "2026-03-10", "", "", "2026-03-01", "T", "", name)})
    ledger.save(tmp_path / FILE)
    items = tmp_path / ITEMS
    items.write_bytes(line + b"\n" + items.read_bytes())
    again = Ledger.load(tmp_path / FILE)
    assert again.item(name) == {"title": "x"}
    assert again.item("0" * 16) is None


def test_a_last_line_without_its_end_does_not_run_into_the_next_calendar(tmp_path: Path) -> None:
    """A person who mends a merge by hand, and an editor that adds no end of line."""
    path = tmp_path / FILE
    ledger = Ledger({})
    ledger.put("a", {SERIES: REVISION, OTHER: REVISION})
    ledger.save(path)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    mended = Ledger.load(path)
    mended.put("b", {SERIES: REVISION})
    mended.save(path)
    again = Ledger.load(path)
    assert again.revisions("a") == {SERIES: REVISION, OTHER: REVISION}
    assert again.revisions("b") == {SERIES: REVISION}


@pytest.mark.parametrize(
    "line",
    [
        '["b","s.0"]',
        '["b","s.0","",-]',
        '["b","s.0","","1","d","2026-03-10","","","2026-03-01","T",""]',
        '["b","s.0","",1,"d","2026-13-10","","","2026-03-01","T",""]',
        '["b","s.0","",1,"d","2026-03-10","","","yesterday","T",""]',
        '["b","s.0","",1,"d","2026-03-10","","2026-02-30","2026-03-01","T",""]',
        '["b","s.0","",1,"d","2026-03-10","","","2026-03-01","T","tomorrow"]',
        '["b","s.0","",1,"d","2026-03-10","","","2026-03-01",null,""]',
        '["b","s.0","",1,"d","2026-03-10","","","2026-03-01","\\ud800",""]',
        '["b","s.0","",1]',
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_place_in_the_file(
    tmp_path: Path, line: str
) -> None:
    path = tmp_path / FILE
    ledger = Ledger({})
    ledger.put("a", {SERIES: REVISION, OTHER: REVISION})
    ledger.save(path)
    path.write_bytes(path.read_bytes() + b"\n" + line.encode() + b"\n")
    found = Ledger.load(path)
    assert found.revisions("a") == {SERIES: REVISION, OTHER: REVISION}
    with pytest.raises(ContentError) as caught:
        found.revisions("b")
    (told,) = caught.value.findings
    assert (told.code, str(told.place)) == ("ledger-unreadable", f"{FILE}:4:1")


@pytest.mark.parametrize("line", [b"<<<<<<< HEAD", b"{}", b'["a"]', b"[5]", b"x", b'["a'])
def test_marks_of_a_merge_stop_the_reading_at_their_line(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / FILE
    ledger = Ledger({})
    ledger.put("a", {SERIES: REVISION})
    ledger.save(path)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(ContentError) as caught:
        Ledger.load(path, shown="record/calendar.jsonl")
    (told,) = caught.value.findings
    assert (told.code, str(told.place)) == ("ledger-unreadable", "record/calendar.jsonl:2:1")
