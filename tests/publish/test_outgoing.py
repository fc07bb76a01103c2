"""What goes out of a station: live airings in order, with their programme's words and sound."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from radioprog.publish.outgoing import OutgoingAiring, outgoing
from radioprog.schedule.airings.airing import Airing, AiringKind
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.plan.slot import Priority
from tests.publish.airings import sound
from tests.schedule.network import Desk

PLAN = """slots:
  - {id: s, name: Bản tin, series: vb, stations: qb, days: 2026-03-03, at: 17:30, length: 15:00,
     repeats: [20:00], fill: bai}
  - {id: a, stations: qb, days: 2026-03-03, at: 17:30, length: 15:00, priority: ưu tiên}
relays: [{id: r, name: Thời sự, stations: qb, days: 2026-03-03, at: 06:00, length: 30:00}]
exceptions: [{slot: a, date: 2026-03-03, cancel: thôi}]
"""
ENTRY = ProgrammeEntry("bai", "Bài  một", "vb", 3, topics=("lúa\nngô",), producer=" Lan ")
DESK = Desk(PLAN, episodes=(ENTRY,))
AIRINGS = dict(DESK.planner.by_station(DESK.window))["qb"].airings


def out(
    airings: tuple[Airing, ...] = AIRINGS, *, draft: bool = False
) -> tuple[OutgoingAiring, ...]:
    return outgoing("qb", airings, DESK.clock, lambda entry: sound(entry.name), lambda _: draft)


def test_what_is_cancelled_does_not_go_out_and_the_rest_is_in_order() -> None:
    found = out(AIRINGS[::-1])
    assert [(each.slot, each.run, each.kind) for each in found] == [
        ("r", 0, AiringKind.RELAY),
        ("s", 0, AiringKind.FIRST),
        ("s", 1, AiringKind.REPEAT),
    ]
    assert len(AIRINGS) == 4


def test_an_airing_bears_all_that_is_known() -> None:
    relay, first, repeat = out()
    assert first.id == airing_id("qb", "s", 0, first.day.toordinal())  # type: ignore[arg-type]
    assert first.start.isoformat() == "2026-03-03T17:30:00+07:00"
    assert (first.end - first.start, first.day) == (
        dt.timedelta(minutes=15),
        dt.date(2026, 3, 3),
    )
    assert (first.title, first.series, first.programme, first.episode) == (
        "Bài một",
        "vb",
        "bai",
        3,
    )
    assert (first.topics, first.producer, first.of) == (("lúa ngô",), "Lan", None)
    assert first.sound is not None and first.sound.extension == ".mp3"
    assert repeat.of == first.start
    assert (relay.title, relay.programme, relay.sound, relay.series) == (
        "Thời sự",
        None,
        None,
        None,
    )
    assert (relay.topics, relay.producer, relay.episode, relay.of) == ((), "", None, None)
    assert first.priority is Priority.NORMAL


@pytest.mark.parametrize(
    ("title", "draft", "shown"),
    [
        ("Bài", False, "Bài"),
        ("Bài", True, "[NHÁP] Bài"),
        ("[NHÁP] Bài", True, "[NHÁP] Bài"),
        ("[DRAFT] Bài", True, "[NHÁP] Bài"),
        ("[NHÁP] Bài", False, "[NHÁP] Bài"),
    ],
)
def test_a_draft_is_marked_once(title: str, draft: bool, shown: str) -> None:
    (first,) = (each for each in AIRINGS if each.slot.id == "s" and not each.run)
    one = first._replace(programme=replace(ENTRY, title=title))
    (found,) = out((one,), draft=draft)
    assert found.named("vi") == shown
    assert found.draft is draft


def test_a_slot_without_a_programme_is_no_draft_and_has_a_name() -> None:
    (relay,) = (each for each in AIRINGS if each.slot.relay)
    bare = relay._replace(slot=replace(relay.slot, name=" "))
    (found,) = out((bare,), draft=True)
    assert (found.title, found.draft) == ("r", False)
