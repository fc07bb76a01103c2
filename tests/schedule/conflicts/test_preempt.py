"""What gives way to an emergency: interrupted, cut, joined late, put off, or dropped; all told."""

from __future__ import annotations

import pytest

from tests.schedule.network import STATIONS, Desk

WITH_PROFILE = STATIONS.replace("qb,Tỉnh Quảng Bình,province,,vi,,", "qb,Tỉnh,province,,vi,,p")
LATEST = "profiles: {p: {latest: %s}}\n"


def plan(own: str, urgent: str, *, relay: bool = False, more: str = "") -> str:
    """Give a plan of one item (hour, length) and one emergency, on one day."""
    at, length = own.split()
    line = f"{{id: o, name: Mục, stations: qb, days: 2026-03-03, at: {at}, length: {length}}}"
    relays = f"relays: [{line}]\n" if relay else ""
    slots = "slots:\n" + ("" if relay else f"  - {line}\n")
    at, length = urgent.split()
    urgent = f"at: {at}, length: {length}, priority: khẩn cấp"
    return f"{relays}{slots}  - {{id: k, stations: qb, days: 2026-03-03, {urgent}}}\n{more}"


def outcome(text: str, *, stations: str = STATIONS) -> tuple[object, ...]:
    desk = Desk(text, stations=stations, first="2026-03-03", days=1)
    (found,) = [each for each in desk.airings("qb") if each["slot"] == "o"]
    (urgent,) = [each for each in desk.airings("qb") if each["slot"] == "k"]
    assert urgent["status"] == "planned"
    codes = desk.codes()
    assert "overlap" not in codes
    assert codes.count("pre-empted") == (found.get("reason") is not None)
    pauses = [tuple(each[11:16] for each in pause) for pause in found.get("pauses", [])]
    return found["start"][11:16], found["end"][11:16], found["status"], found.get("reason"), pauses


RELAYS = {
    "in its middle": ("18:05 3:00", "18:00", "18:30", "planned", "interrupted", ("18:05", "18:08")),
    "over its start": ("17:58 5:00", "18:03", "18:30", "moved", "cut-start", None),
    "with its start": ("18:00 5:00", "18:05", "18:30", "moved", "cut-start", None),
    "over its end": ("18:25 10:00", "18:00", "18:25", "planned", "cut-end", None),
    "up to its end": ("18:25 5:00", "18:00", "18:25", "planned", "cut-end", None),
    "over the whole": ("17:55 40:00", "18:00", "18:30", "cancelled", "dropped", None),
    "right before it": ("17:55 5:00", "18:00", "18:30", "planned", None, None),
    "right behind it": ("18:30 5:00", "18:00", "18:30", "planned", None, None),
}


@pytest.mark.parametrize("name", RELAYS)
def test_a_relay_is_cut_or_interrupted_and_never_moved(name: str) -> None:
    urgent, *expected, pause = RELAYS[name]
    text = plan("18:00 30:00", urgent, relay=True)
    assert outcome(text) == (*expected, [pause] if pause else [])


OWN = {
    "in its middle": ("18:05 3:00", "18:00", "19:03", "planned", "interrupted", ("18:05", "18:08")),
    "over its start": ("17:58 5:00", "18:03", "19:03", "moved", "postponed", None),
    "over its end": ("18:55 10:00", "18:00", "19:10", "planned", "interrupted", ("18:55", "19:05")),
    "right before it": ("17:55 5:00", "18:00", "19:00", "planned", None, None),
}


@pytest.mark.parametrize("name", OWN)
def test_what_is_ours_goes_on_to_its_last_word(name: str) -> None:
    urgent, *expected, pause = OWN[name]
    assert outcome(plan("18:00 1:00:00", urgent)) == (*expected, [pause] if pause else [])


BOUNDED = {
    "interrupted, its end kept": (
        "18:05 3:00",
        ("18:00", "19:00", "planned", "interrupted", [("18:05", "18:08")]),
    ),
    "a minute is still said": (
        "18:54 5:00",
        ("18:00", "19:00", "planned", "interrupted", [("18:54", "18:59")]),
    ),
    "cut, nothing left to say": ("18:58 5:00", ("18:00", "18:58", "planned", "cut-end", [])),
    "joined late": ("17:58 5:00", ("18:03", "19:00", "moved", "cut-start", [])),
    "dropped": ("17:58 1:02:00", ("18:00", "19:00", "cancelled", "dropped", [])),
}


@pytest.mark.parametrize("name", BOUNDED)
def test_nothing_is_put_off_beyond_the_stations_last_hour(name: str) -> None:
    urgent, expected = BOUNDED[name]
    text = (LATEST % "19:00") + plan("18:00 1:00:00", urgent)
    assert outcome(text, stations=WITH_PROFILE) == expected
    assert not [
        code for code in Desk(text, stations=WITH_PROFILE).codes() if code.startswith("profile")
    ]


def test_what_follows_leaves_no_room_to_go_on() -> None:
    after = "  - {id: n, stations: qb, days: 2026-03-03, at: 19:00, length: 5:00}\n"
    text = plan("18:00 1:00:00", "18:05 3:00") + after
    assert outcome(text) == ("18:00", "19:00", "planned", "interrupted", [("18:05", "18:08")])


def test_two_emergencies_interrupt_twice() -> None:
    again = (
        "  - {id: l, stations: qb, days: 2026-03-03, at: 18:20, length: 2:00, priority: khẩn cấp}\n"
    )
    text = plan("18:00 1:00:00", "18:05 3:00") + again
    desk = Desk(text, first="2026-03-03", days=1)
    (found,) = [each for each in desk.airings("qb") if each["slot"] == "o"]
    assert found["end"][11:16] == "19:05"
    assert len(found["pauses"]) == 2
    assert "overlap" not in desk.codes()


def test_what_gave_way_is_told_by_name_with_its_fate() -> None:
    desk = Desk(plan("18:00 30:00", "18:05 3:00", relay=True))
    (found,) = [each for each in desk.audit().findings() if each.code == "pre-empted"]
    assert found.message.vi.startswith("Mục: ngắt để nhường k, phát tiếp lúc 18:08")
    assert "move" not in found.remedy.vi
    assert found.details["cause"] == "interrupted"


def test_a_priority_item_still_puts_off_whole() -> None:
    text = plan("17:00 10:00", "17:05 5:00").replace("khẩn cấp", "ưu tiên")
    assert outcome(text) == ("17:10", "17:20", "moved", "postponed", [])
