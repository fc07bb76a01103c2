"""Revision numbers: they rise where something changed, and only there."""

from __future__ import annotations

import datetime as dt

from radioprog.record.ledger import Entry, EventKey, Revised, Revision, revise

SERIES: EventKey = ("s.0", "")
OTHER: EventKey = ("t.0", "")
CHANGED: EventKey = ("s.0", "2026-03-10T17:30:00")


def entry(key: EventKey, digest: str = "a") -> Entry:
    start = key[1] or "2026-01-06T17:30:00"
    return Entry(key, digest, start, start, key[1][:10], "2026-01-01", "Tin")


def step(old: dict[EventKey, Revision], *entries: Entry, first: str = "2026-03-01") -> Revised:
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
