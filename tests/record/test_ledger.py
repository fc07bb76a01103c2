"""Revision numbers: they rise where something changed, and only there."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from radioprog.kernel.errors import ContentError
from radioprog.record.ledger import (
    FORMER,
    FORMER_ITEMS,
    EventKey,
    FeedEntry,
    Ledger,
    Revised,
    Revision,
    revise,
)
from radioprog.record.store.folder import FolderRecords
from radioprog.record.store.kinds import LEDGER, LEDGER_ITEMS

AT = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)
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


def minutes(count: int) -> dt.datetime:
    return AT + dt.timedelta(minutes=count)


def loaded(records, folder: Path | None = None) -> Ledger:
    told: list = []
    ledger = Ledger.load(records, told, folder=folder)
    assert told == []
    return ledger


def numbered(sequence: int, said: str = "d", item: str = "") -> Revision:
    return Revision(
        sequence, said, "2026-03-10T17:30", "2026-03-10T18:00", "", "2026-03-01", "T", "", item
    )


@given(tables)
def test_what_is_kept_of_every_calendar_is_read_again(tmp_path_factory, tables) -> None:
    records = FolderRecords(tmp_path_factory.mktemp("record"))
    ledger = Ledger()
    for station, kept in tables.items():
        ledger.put(station, kept)
    assert ledger.save(records, AT, []) is bool(tables)
    again = loaded(records)
    assert again.stations() == tuple(sorted(tables))
    assert {station: again.revisions(station) for station in tables} == tables


def test_each_store_keeps_the_same_ledger(open_one) -> None:
    ledger = loaded(open_one())
    name = ledger.keep({"title": "Bản tin"})
    ledger.put("a", {SERIES: numbered(0, item=name), OTHER: numbered(0)})
    assert ledger.save(open_one(), AT, [])
    second = loaded(open_one())
    second.put("a", {SERIES: numbered(1, "e", name), OTHER: numbered(0)})
    assert second.save(open_one(), minutes(1), [])
    third = loaded(open_one())
    assert third.revisions("a") == {SERIES: numbered(1, "e", name), OTHER: numbered(0)}
    assert third.item(name) == {"title": "Bản tin"}
    lines = open_one().read(LEDGER, [])
    assert [[row[0] for row in line["revisions"]] for line in lines] == [["s.0", "t.0"], ["s.0"]]
    assert len(open_one().read(LEDGER_ITEMS, [])) == 1


def test_nothing_changed_adds_nothing(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    ledger = Ledger()
    assert not ledger.save(records, AT, [])
    assert list(tmp_path.iterdir()) == []
    ledger.put("a", {SERIES: REVISION})
    assert ledger.save(records, AT, [])
    before = (tmp_path / "ledger.jsonl").read_bytes()
    assert not ledger.save(records, minutes(1), [])
    ledger.put("a", {SERIES: REVISION})
    again = loaded(records)
    again.put("a", {SERIES: REVISION})
    for each in (ledger, again):
        assert not each.save(records, minutes(2), [])
    assert (tmp_path / "ledger.jsonl").read_bytes() == before


def test_what_a_calendar_does_not_say_any_more_is_not_taken_back(tmp_path: Path) -> None:
    """Numbers begin nowhere anew, not even for what was left out once."""
    records = FolderRecords(tmp_path)
    ledger = Ledger()
    ledger.put("a", {SERIES: numbered(4), OTHER: numbered(2)})
    ledger.put("a", {OTHER: numbered(2)})
    ledger.save(records, AT, [])
    assert loaded(records).revisions("a") == {SERIES: numbered(4), OTHER: numbered(2)}


@pytest.mark.parametrize("seed", range(3))
def test_of_two_lines_for_an_event_the_higher_number_counts(tmp_path: Path, seed: int) -> None:
    """Two people's records, put together line by line in any order, some lines twice."""
    both: list[bytes] = []
    for person, highest in (("one", 7), ("two", 4)):
        records = FolderRecords(tmp_path / person)
        for number in range(highest + 1):
            ledger = loaded(records)
            ledger.put("qb", {SERIES: numbered(number, f"{person}{number}")})
            ledger.save(records, minutes(number), [])
        both += (tmp_path / person / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    both += both[:3]
    random.Random(seed).shuffle(both)
    (tmp_path / "merged").mkdir()
    (tmp_path / "merged" / "ledger.jsonl").write_bytes(b"".join(both))
    revision = loaded(FolderRecords(tmp_path / "merged")).revisions("qb")[SERIES]
    assert (revision.sequence, revision.digest) == (7, "one7")


def test_of_lines_with_one_number_the_later_counts(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    for count, said in ((0, "z"), (1, "a"), (2, "m")):
        ledger = loaded(records)
        ledger.put("qb", {SERIES: numbered(3, said)})
        ledger.save(records, minutes(count), [])
    assert loaded(records).revisions("qb")[SERIES].digest == "m"


def test_what_an_event_said_is_kept_once_for_all_and_only_what_is_named(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    ledger = Ledger()
    name = ledger.keep({"title": "Bản tin"})
    assert ledger.keep({"title": "Bản tin"}) == name
    ledger.keep({"title": "nobody names this"})
    for station in ("a", "b"):
        ledger.put(station, {SERIES: numbered(0, item=name)})
    ledger.save(records, AT, [])
    assert [line["item"] for line in records.read(LEDGER_ITEMS, [])] == [{"title": "Bản tin"}]
    again = loaded(records)
    assert again.item(name) == {"title": "Bản tin"}
    assert again.item("0" * 16) is None


@pytest.mark.parametrize("damage", [b"{", b"[]", b"x", b'["a","s.0","",1]', b"\xff", b"{}"])
def test_a_damaged_line_stops_rather_than_count_from_nothing(tmp_path, damage: bytes) -> None:
    records = FolderRecords(tmp_path)
    ledger = Ledger()
    ledger.put("a", {SERIES: REVISION})
    ledger.save(records, AT, [])
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(damage + b"\n" + path.read_bytes())
    with pytest.raises(ContentError) as caught:
        Ledger.load(records, [])
    (told,) = caught.value.findings
    assert told.code == "ledger-unreadable"
    assert str(told.place).endswith("ledger.jsonl:1:1")


def test_a_line_altered_by_hand_stops_as_well(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    ledger = Ledger()
    ledger.put("a", {SERIES: numbered(5)})
    ledger.save(records, AT, [])
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"",5,', b'"",0,'))
    with pytest.raises(ContentError):
        Ledger.load(records, [])


def test_a_torn_last_line_was_never_acknowledged_and_is_told(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    for count in range(2):
        ledger = loaded(records)
        ledger.put("a", {SERIES: numbered(count, str(count))})
        ledger.save(records, minutes(count), [])
    path = tmp_path / "ledger.jsonl"
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for cut in range(first + 1, len(whole) - 1, 17):
        path.write_bytes(whole[:cut])
        told: list = []
        assert Ledger.load(records, told).revisions("a")[SERIES].sequence == 0
        assert [each.code for each in told] == ["record-line-torn"]


def test_marks_of_a_merge_are_told_and_both_sides_count(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    ledger = Ledger()
    ledger.put("a", {SERIES: REVISION})
    ledger.save(records, AT, [])
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes() + b"=======\n>>>>>>> theirs\n")
    told: list = []
    assert Ledger.load(records, told).revisions("a") == {SERIES: REVISION}
    assert {each.code for each in told} == {"record-merge-marks"}


@pytest.mark.parametrize(
    "row",
    [
        ["s.0"],
        ["s.0", "", "1", "d", "2026-03-10", "", "", "2026-03-01", "T", "", ""],
        ["s.0", "", 1, "d", "2026-13-10", "", "", "2026-03-01", "T", "", ""],
        ["s.0", "", 1, "d", "2026-03-10", "", "", "yesterday", "T", "", ""],
        ["s.0", "", 1, "d", "2026-03-10", "", "", "2026-03-01", None, "", ""],
        "s.0",
        7,
    ],
)
def test_what_proves_itself_and_says_nonsense_is_an_error_of_the_ledger(tmp_path, row) -> None:
    records = FolderRecords(tmp_path)
    records.append(LEDGER, [{"at": AT, "by": "", "station": "a", "revisions": [row]}])
    with pytest.raises(ContentError) as caught:
        loaded(records).revisions("a")
    assert [each.code for each in caught.value.findings] == ["ledger-unreadable"]


# --- what a version before the store left ---

FORMER_ROW = ["s.0", "", 3, "d3", "2026-01-06T17:30", "2026-01-06T17:45", "", "2026-01-01", "T", ""]


def former(folder: Path, *rows: list, items: tuple = ()) -> Path:
    folder.mkdir(exist_ok=True)
    lines = (json.dumps(["qb", *row]) for row in rows)
    (folder / FORMER).write_text("\n".join(lines), encoding="utf-8")
    kept = (json.dumps(each) + "\n" for each in items)
    (folder / FORMER_ITEMS).write_text("".join(kept), encoding="utf-8")
    return folder


def test_a_former_ledger_counts_before_it_is_taken_over(open_one, tmp_path: Path) -> None:
    folder = former(tmp_path / "record", FORMER_ROW, [*FORMER_ROW[:2], 2, *FORMER_ROW[3:]])
    ledger = loaded(open_one(), folder)
    assert ledger.stations() == ("qb",)
    assert ledger.revisions("qb")[SERIES].sequence == 3
    assert (folder / FORMER).exists()


def test_it_is_taken_over_once_and_kept(open_one, tmp_path: Path) -> None:
    name = Ledger().keep({"title": "Bản tin"})
    folder = former(
        tmp_path / "record",
        [*FORMER_ROW, name],
        items=({"id": name, "item": {"title": "Bản tin"}}, {"id": "0" * 16, "item": {}}),
    )
    before = (folder / FORMER).read_bytes()
    told: list = []
    ledger = loaded(open_one(), folder)
    assert ledger.save(open_one(), AT, told)
    assert [each.code for each in told] == ["ledger-taken-over"]
    assert not (folder / FORMER).exists()
    (kept,) = (folder / "former").glob("calendar.*.jsonl")
    assert kept.read_bytes() == before
    again = loaded(open_one(), folder)
    assert again.revisions("qb")[SERIES] == ledger.revisions("qb")[SERIES]
    assert again.item(name) == {"title": "Bản tin"}
    assert not again.save(open_one(), minutes(1), told)
    assert len(told) == 1


def test_a_former_ledger_that_comes_back_by_a_merge_takes_no_number_back(open_one, tmp_path):
    folder = tmp_path / "record"
    ledger = loaded(open_one())
    ledger.put("qb", {SERIES: numbered(9)})
    ledger.save(open_one(), AT, [])
    former(folder, FORMER_ROW, ["t.0", *FORMER_ROW[1:]])
    late = loaded(open_one(), folder)
    late.save(open_one(), minutes(1), [])
    said = loaded(open_one(), folder).revisions("qb")
    assert (said[SERIES].sequence, said[OTHER].sequence) == (9, 3)


@pytest.mark.parametrize("line", [b"<<<<<<< HEAD", b"{}", b'["a"]', b"[5]", b"x", b'["a'])
def test_a_former_line_that_is_none_stops_at_its_place(tmp_path: Path, line: bytes) -> None:
    folder = former(tmp_path / "record", FORMER_ROW)
    (folder / FORMER).write_bytes((folder / FORMER).read_bytes() + b"\n" + line + b"\n")
    with pytest.raises(ContentError) as caught:
        Ledger.load(FolderRecords(folder), [], folder=folder)
    (told,) = caught.value.findings
    assert told.code == "ledger-unreadable"
    assert str(told.place).endswith("calendar.jsonl:2:1")


@pytest.mark.parametrize(
    "line",
    [
        '["b","s.0"]',
        '["b","s.0","",-]',
        '["b","s.0","","1","d","2026-03-10","","","2026-03-01","T",""]',
        '["b","s.0","",1,"d","2026-13-10","","","2026-03-01","T",""]',
        '["b","s.0","",1,"d","2026-03-10","","2026-02-30","2026-03-01","T",""]',
        '["b","s.0","",1,"d","2026-03-10","","","2026-03-01",null,""]',
        '["b","s.0","",1,"d","2026-03-10","","","2026-03-01","\\ud800",""]',
        '["b","s.0","",1]',
    ],
)
def test_a_former_line_that_cannot_be_read_is_told_when_its_calendar_is(tmp_path, line) -> None:
    folder = former(tmp_path / "record", FORMER_ROW)
    (folder / FORMER).write_bytes((folder / FORMER).read_bytes() + b"\n\n" + line.encode())
    found = Ledger.load(FolderRecords(folder), [], folder=folder)
    assert found.revisions("qb")[SERIES].sequence == 3
    with pytest.raises(ContentError) as caught:
        found.revisions("b")
    (told,) = caught.value.findings
    assert told.code == "ledger-unreadable"
    assert str(told.place).endswith("calendar.jsonl:3:1")
