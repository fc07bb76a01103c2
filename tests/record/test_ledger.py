"""Revision numbers: they rise where something changed, and only there."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from radioprog.record.ledger import EventKey, FeedEntry, Ledger, Revised, Revision, revise

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
