"""The matcher before an independent judge: a month of forty stations whose truth is known."""

from __future__ import annotations

import random
from collections import Counter
from functools import lru_cache

import pytest

from radioprog.aired.formats.content import LogContent
from radioprog.aired.formats.detect import read_log
from radioprog.aired.formats.maker import ColumnMap, ReadSettings
from radioprog.aired.matching.match import Match
from radioprog.aired.matching.reconcile import reconcile
from radioprog.aired.played import PlayedRow, row_of_line
from radioprog.schedule.days.civil import ZoneClock
from tests.aired.month import GENERIC_COLUMNS, LogFile, Month, make_month

MAPS = {"tu-may": ColumnMap("tu-may", GENERIC_COLUMNS)}
CLOCK = ZoneClock("Asia/Ho_Chi_Minh")


@lru_cache(maxsize=4)
def month(seed: int) -> Month:
    return make_month(seed)


def rows_of(log: LogFile) -> list[PlayedRow]:
    settings = ReadSettings(CLOCK, log.station, log.date, MAPS)
    return list(read_log(LogContent(log.name, log.data), settings).rows)


def imported(logs: list[LogFile]) -> list[PlayedRow]:
    """Import as the record does: a row that says what another says is that row."""
    known: dict[str, PlayedRow] = {}
    for log in logs:
        for row in rows_of(log):
            line = {"at": "2026-04-01T00:00:00Z", "by": "x", **row.to_line()}
            again = row_of_line(line, with_raw=True)
            assert again is not None and again.row_sha256 == row.row_sha256
            known.setdefault(row.row_sha256, again)
    return list(known.values())


def judged(made: Month, matches: tuple[Match, ...]) -> Counter[tuple[str, ...]]:
    wrong: Counter[tuple[str, ...]] = Counter()
    found = {each.planned.id: each for each in matches if each.planned}
    assert found.keys() == made.truth.keys()
    for id_, truth in made.truth.items():
        match = found[id_]
        if (match.outcome, match.grade) != (truth.outcome, truth.grade):
            system = match.rows[0].source.system if match.rows else "?"
            wrong[(system, truth.outcome, truth.grade, match.outcome, match.grade)] += 1
    return wrong


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_class_and_grade_are_as_the_judge_knows_them(seed: int) -> None:
    made = month(seed)
    matches = reconcile(made.planned, imported(made.logs)).matches
    wrong = judged(made, matches)
    assert sum(wrong.values()) <= len(made.truth) * 0.01, wrong.most_common(20)


def test_what_was_not_planned_is_told_each_once() -> None:
    made = month(1)
    matches = reconcile(made.planned, imported(made.logs)).matches
    extras = Counter(each.station for each in matches if each.planned is None)
    off = {one: (extras[one], count) for one, count in made.extras.items() if extras[one] != count}
    assert len(off) <= 2, off
    assert abs(extras.total() - sum(made.extras.values())) <= 0.02 * sum(made.extras.values())


def test_importing_all_twice_and_in_another_order_changes_nothing() -> None:
    made = month(1)
    logs = [log for log in made.logs if log.station in ("xa-00", "xa-02", "xa-04", "xa-05")]
    planned = [each for each in made.planned if each.station in {log.station for log in logs}]
    once = reconcile(planned, imported(logs))
    shuffled = [*logs, *logs]
    random.Random(7).shuffle(shuffled)
    rows = imported(shuffled)
    random.Random(8).shuffle(rows)
    again = reconcile(planned[::-1], rows)
    assert [shown(each) for each in once.matches] == [shown(each) for each in again.matches]


def shown(match: Match) -> tuple[object, ...]:
    rows = sorted(row.row_sha256 for row in match.rows)
    return (match.planned_id, match.outcome, match.grade, match.how, match.delta, rows)
