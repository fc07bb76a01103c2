"""A conflict's name stays, and so do its choices'; choices can be told apart, one a line."""

from __future__ import annotations

import re

import pytest

from radioprog.kernel.findings import Text
from radioprog.schedule.conflicts import findings as says
from radioprog.schedule.conflicts.resolutions import choices_for
from tests.schedule.network import Desk

TWO = """slots:
  - {id: a, stations: qb, days: "T3, T5", at: 17:30, length: 15:00}
  - {id: b, stations: qb, days: "T3, T5", at: 17:40, length: 10:00}
"""


def names(text: str, **more: object) -> list[tuple[str, list[str]]]:
    desk = Desk(text, **more)
    return [
        (each.id, [choice.id for choice in choices_for(each, desk.planner)])
        for each in desk.audit().conflicts()
    ]


def test_a_conflict_keeps_its_name_when_the_window_grows() -> None:
    ((short, _),) = names(TWO, days=7)
    ((long, _),) = names(TWO, days=21)
    assert short == long


def test_a_conflict_from_another_day_on_has_another_name() -> None:
    ((one, _),) = names(TWO)
    ((other, _),) = names(TWO, first="2026-03-08")
    assert one != other


def test_names_of_choices_rest_on_facts_and_not_on_sentences(monkeypatch) -> None:
    before = names(TWO)
    for name in ("MOVE", "DROP", "SHORTEN", "SWAP", "LATER", "EARLIER", "ON_DAYS"):
        monkeypatch.setattr(says, name, Text("khác hẳn", "something else"))
    assert names(TWO) == before


def test_every_choice_has_a_name_of_its_own() -> None:
    ((conflict, choices),) = names(TWO)
    assert len(choices) == len(set(choices)) > 4
    assert all(each.startswith(conflict) for each in choices)


def test_two_runs_of_one_slot_are_told_apart_by_their_dates() -> None:
    plan = """slots: [{id: s, stations: qb, days: hằng ngày, at: 17:00, length: 15:00}]
exceptions: [{slot: s, date: 2026-03-03, move: 2026-03-04 17:00}]
"""
    desk = Desk(plan)
    (found,) = [each for each in desk.audit().findings() if each.code == "overlap"]
    what = [each["what"].vi for each in found.details["choices"]]
    assert len(what) == len(set(what)) >= 6
    assert "s (dời từ ngày 2026-03-03)" in found.message.vi
    assert all(re.search(r"2026-03-0\d", each) for each in what)


def test_choices_stand_one_a_line_with_the_command() -> None:
    (found,) = [each for each in Desk(TWO).audit().findings() if each.code == "overlap"]
    first, *lines = found.remedy.vi.split("\n")
    choices = found.details["choices"]
    assert first == "chọn một cách:"
    assert [line.strip() for line in lines[:-1]] == [
        f"[{each['number']}] {each['what'].vi}" for each in choices
    ]
    assert lines[-1].strip() == f"chạy: radioprog schedule --apply {choices[0]['id']}"
    assert max(map(len, found.render("vi").split("\n"))) < 160


def test_a_slots_name_is_said_and_its_id_is_not() -> None:
    named = TWO.replace("{id: a,", "{id: a, name: Bản tin chiều,")
    (found,) = [each for each in Desk(named).audit().findings() if each.code == "overlap"]
    assert "Bản tin chiều phát 17:30-17:45, còn b phát" in found.message.vi
    assert found.details["slots"] == ["a", "b"]


@pytest.mark.parametrize("line", ["date: 2026-03-03..2026-03-05", "slot: [a, b], date: 2026-03-03"])
def test_a_line_for_several_days_is_never_rewritten_for_one(line: str) -> None:
    slot = "" if "slot" in line else "slot: b, "
    text = TWO + f"exceptions:\n  - {{{slot}{line}, length: 14:00}}\n"
    desk = Desk(text)
    for conflict in desk.audit().conflicts():
        for choice in choices_for(conflict, desk.planner):
            assert not any(each.replaces and each.replaces.shared for each in choice.changes)
