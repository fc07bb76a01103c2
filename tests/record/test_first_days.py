"""First days: kept once, never moved, the earliest of two people's counts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from radioprog.record.first_days import keep_first_days, load_first_days
from radioprog.record.store.folder import FolderRecords

AT = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 3, 2)


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


def test_what_is_kept_is_read_again(open_one) -> None:
    assert keep_first_days(open_one(), ["b", "a"], MONDAY, {}, AT)
    told: list = []
    assert load_first_days(open_one(), told) == {"a": MONDAY, "b": MONDAY}
    assert told == []


def test_a_day_once_kept_stays_while_new_slots_are_added(open_one) -> None:
    keep_first_days(open_one(), ["a"], day(2), {}, AT)
    known = load_first_days(open_one(), [])
    assert keep_first_days(open_one(), ["a", "c"], day(9), known, AT)
    assert load_first_days(open_one(), []) == {"a": day(2), "c": day(9)}


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    records = FolderRecords(tmp_path)
    assert not keep_first_days(records, [], MONDAY, {}, AT)
    assert not keep_first_days(records, ["a"], MONDAY, {"a": day(1)}, AT)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("order", [(5, 3), (3, 5)])
def test_of_two_lines_for_one_slot_the_earlier_day_counts(open_one, order) -> None:
    for each in order:
        keep_first_days(open_one(), ["a"], day(each), {}, AT)
    assert load_first_days(open_one(), []) == {"a": day(3)}


@pytest.mark.parametrize("order", [(5, 3), (3, 5)])
def test_lines_of_a_version_before_the_store_count_as_they_are(tmp_path: Path, order) -> None:
    path = tmp_path / "first-days.jsonl"
    lines = [json.dumps({"slot": "a", "first": day(each).isoformat()}) for each in order]
    path.write_text("\n".join(lines), encoding="utf-8")
    records = FolderRecords(tmp_path)
    told: list = []
    assert load_first_days(records, told) == {"a": day(3)}
    assert told == []
    keep_first_days(records, ["b"], day(9), {}, AT)
    assert load_first_days(records, told) == {"a": day(3), "b": day(9)}


@pytest.mark.parametrize(
    "odd",
    [b"{", b"[]", b"7", b"null", b"\xff", b"[" * 100_000, b'{"slot": "b"}', b'{"first": "x"}'],
)
def test_a_line_that_is_none_costs_no_other_and_is_told(tmp_path: Path, odd: bytes) -> None:
    path = tmp_path / "first-days.jsonl"
    path.write_bytes(odd + b'\n{"slot": "a", "first": "2026-03-02"}\n')
    told: list = []
    assert load_first_days(FolderRecords(tmp_path), told) == {"a": MONDAY}
    assert {each.code for each in told} <= {"record-line-unreadable", "record-line-altered"}
    assert len(told) == 1


@pytest.mark.parametrize("first", [5, None, "2026-02-30", "x"])
def test_a_line_that_names_no_day_is_passed_over(tmp_path: Path, first) -> None:
    records = FolderRecords(tmp_path)
    records.append("first-days", [{"at": AT, "by": "", "slot": "b", "first": first}])
    assert load_first_days(records, []) == {}


def test_no_file_holds_no_day(tmp_path: Path) -> None:
    assert load_first_days(FolderRecords(tmp_path), []) == {}
