"""First days: kept once, never moved, the earliest of two people's counts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from radioprog.record.first_days import keep_first_days, load_first_days

MONDAY = dt.date(2026, 3, 2)


def day(number: int) -> dt.date:
    return dt.date(2026, 3, number)


def test_what_is_kept_is_read_again_in_order_of_slot(tmp_path: Path) -> None:
    path = tmp_path / "first-days.jsonl"
    assert keep_first_days(path, ["b", "a"], MONDAY, {})
    assert load_first_days(path) == {"a": MONDAY, "b": MONDAY}
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert rows == [{"first": "2026-03-02", "slot": "a"}, {"first": "2026-03-02", "slot": "b"}]


def test_a_day_once_kept_stays_while_new_slots_are_added(tmp_path: Path) -> None:
    path = tmp_path / "first-days.jsonl"
    keep_first_days(path, ["a"], day(2), {})
    assert keep_first_days(path, ["a", "c"], day(9), load_first_days(path))
    assert load_first_days(path) == {"a": day(2), "c": day(9)}


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "first-days.jsonl"
    assert not keep_first_days(path, [], MONDAY, {})
    assert not keep_first_days(path, ["a"], MONDAY, {"a": day(1)})
    assert not path.exists()


@pytest.mark.parametrize("order", [(5, 3), (3, 5)])
def test_of_two_lines_for_one_slot_the_earlier_day_counts(tmp_path: Path, order) -> None:
    path = tmp_path / "first-days.jsonl"
    lines = [json.dumps({"slot": "a", "first": day(each).isoformat()}) for each in order]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert load_first_days(path) == {"a": day(3)}


@pytest.mark.parametrize(
    "torn",
    [
        b"{",
        b"[]",
        b"7",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"slot": "b"}',
        b'{"first": "x"}',
        b'{"slot": "b", "first": 5}',
        b'{"slot": "b", "first": "2026-02-30"}',
        b"",
        b"=======",
    ],
)
def test_a_torn_line_costs_no_other(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "first-days.jsonl"
    path.write_bytes(torn + b'\n{"slot": "a", "first": "2026-03-02"}\n' + torn)
    assert load_first_days(path) == {"a": MONDAY}


def test_no_file_holds_no_day(tmp_path: Path) -> None:
    assert load_first_days(tmp_path / "first-days.jsonl") == {}
