"""Every choice that is offered, written into the file, ends its conflict and begins no other."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.schedule.conflicts.plan_edit import with_changes
from radioprog.schedule.conflicts.resolutions import choices_for
from tests.schedule.network import STATIONS, Desk

PROFILE = """profiles:
  p: {sessions: 3, longest: 60:00, earliest: 05:30, latest: 21:00}
"""
WITH_PROFILE = STATIONS.replace("qb,Tỉnh Quảng Bình,province,,vi,,", "qb,Tỉnh,province,,vi,,p")
STATION_WORDS = ["all", "tag:bien-gioi", "under:qb", "cha-lo", "dan-hoa, minh-hoa", "level:post"]
DAY_WORDS = ["hằng ngày", "T3", "T3, T5", "2026-03-03", "thứ 3 tuần thứ 1"]


def amiss(desk: Desk):
    """Name what is wrong, day by day and station by station."""
    found = set()
    for station, plan in desk.planner.by_station(desk.window):
        for clash in plan.clashes:
            second = clash.second.key if clash.second else None
            found.add((station, clash.reason, clash.first.key, second))
        for breach in plan.breaches:
            counted = breach.rule in ("sessions", "longest")
            items = () if counted else breach.airings[0].key
            found.add((station, breach.rule, breach.day, items))
    return found


def names_of(conflict):
    return {
        (
            station,
            site.clash.reason,
            site.clash.first.key,
            site.clash.second.key if site.clash.second else None,
        )
        for site in conflict.sites
        for station in site.station_class.stations
    }


def check_all(plan: str, *, days: int = 7, most: int = 40) -> int:
    stations = WITH_PROFILE if "profiles:" in plan else STATIONS
    desk = Desk(plan, stations=stations, days=days)
    assert not [each.render("en") for each in desk.loaded if each.is_error]
    before = amiss(desk)
    tried = 0
    for conflict in desk.audit().conflicts():
        for choice in choices_for(conflict, desk.planner)[:most]:
            text = with_changes(plan, choice.changes, file="plan.yaml")
            assert text is not None, choice.what.en
            after = Desk(text, stations=stations, days=days)
            assert not [each.render("en") for each in after.loaded if each.is_error]
            now = amiss(after)
            assert not now & names_of(conflict), (choice.what.en, text)
            assert not now - before, (choice.what.en, sorted(map(str, now - before)), text)
            tried += 1
    return tried


def random_plan(rng: random.Random) -> str:
    lines = ["slots:"]
    for number in range(rng.randint(2, 5)):
        minute = rng.choice([0, 5, 10, 20, 30, 45])
        repeats = rng.choice(["", ", repeats: [hôm sau 17:10]", ", repeats: [18:15]"])
        priority = rng.choice(["", "", ", priority: ưu tiên"])
        lines.append(
            f'  - {{id: s{number}, stations: "{rng.choice(STATION_WORDS)}", '
            f'days: "{rng.choice(DAY_WORDS)}", at: {rng.choice(["16", "17"])}:{minute:02d}, '
            f"length: {rng.choice(['5:00', '10:00', '14:30', '30:00'])}{repeats}{priority}}}"
        )
    if rng.random() < 0.5:
        lines.append("relays: [{id: r, stations: all, days: T3, at: 17:20, length: 20:00}]")
    if rng.random() < 0.4:
        lines.append("exceptions:  # đã dời một lần")
        lines.append("  - {slot: s0, date: 2026-03-03, move: 17:05}  # theo đề nghị của xã")
    return (PROFILE if rng.random() < 0.5 else "") + "\n".join(lines) + "\n"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_every_choice_resolves_its_conflict_and_brings_no_other(seed: int) -> None:
    check_all(random_plan(random.Random(seed)), most=6)


def test_choices_come_mildest_first() -> None:
    plan = """slots:
  - {id: a, stations: qb, days: T3, at: 17:30, length: 15:00}
  - {id: b, stations: qb, days: T3, at: 17:40, length: 10:00}
"""
    desk = Desk(plan)
    (conflict,) = desk.audit().conflicts()
    words = [each.what.en for each in choices_for(conflict, desk.planner)]
    assert words[0] == "move b (on 2026-03-03) from 17:40 to 17:45"
    assert words.index("shorten a (on 2026-03-03) to 10:00") < words.index(
        "b first, then a (on 2026-03-03)"
    )
    assert words[-2:] == ["drop b (on 2026-03-03)", "drop a (on 2026-03-03)"]
    assert check_all(plan) == len(words)


def test_a_move_fits_every_station_and_date_of_the_conflict() -> None:
    plan = """slots:
  - {id: a, stations: all, days: "T3, T5", at: 17:00, length: 15:00}
  - {id: b, stations: tag:bien-gioi, days: "T3, T5", at: 17:10, length: 10:00}
  - {id: c, stations: cha-lo, days: T5, at: 17:20, length: 10:00}
"""
    desk = Desk(plan)
    conflict = next(each for each in desk.audit().conflicts() if each.slots == ("a", "b"))
    moves = [each for each in choices_for(conflict, desk.planner) if "move b" in each.what.en]
    assert moves[0].what.en == "move b (2 days, from 2026-03-03) from 17:10 to 17:30"
    assert len(moves[0].changes) == 2
    assert check_all(plan) > 4


def test_a_choice_for_some_stations_names_them() -> None:
    plan = """slots:
  - {id: a, stations: tag:bien-gioi, days: T3, at: 17:00, length: 15:00}
  - {id: b, stations: all, days: T3, at: 17:10, length: 10:00}
"""
    desk = Desk(plan)
    (conflict,) = desk.audit().conflicts()
    (first, *_) = choices_for(conflict, desk.planner)
    text = with_changes(plan, first.changes, file="plan.yaml") or ""
    assert 'stations: "tag:bien-gioi"' in text or "stations: tag:bien-gioi" in text
    assert Desk(text).times("minh-hoa") == Desk(plan).times("minh-hoa")


def test_ids_of_choices_stay() -> None:
    plan = random_plan(random.Random(7))
    desk = Desk(plan)
    first = [each.id for c in desk.audit().conflicts() for each in choices_for(c, desk.planner)]
    again = Desk(plan)
    assert first == [
        each.id for c in again.audit().conflicts() for each in choices_for(c, again.planner)
    ]
    assert len(first) == len(set(first))


PAGES = {
    "no list yet": "slots: []\n",
    "an empty list": "slots: []\nexceptions: []   # chưa có gì\n",
    "an empty key": "slots: []\nexceptions:\n",
    "a list in the middle": (
        "exceptions:   # các ngoại lệ\n"
        "    # trước\n"
        "    - {slot: x, date: 2026-01-01, cancel: a}  # ghi chú\n"
        "    - slot: x\n      date: 2026-01-02\n      cancel: b   # giữ lại\n"
        "    # cuối\n\n# phần sau\nslots: []\n"
    ),
    "the Vietnamese key": "ngoại lệ:\n- {slot: x, date: 2026-01-01, cancel: a}\nslots: []",
    "lines that end with CRLF": (
        "slots: []\r\nexceptions:\r\n  - {slot: x, date: 2026-01-01, cancel: a}\r\n"
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_choice_is_written_into_every_kind_of_page_and_remarks_stay(page: str) -> None:
    plan = """slots:
  - {id: a, stations: qb, days: T3, at: 17:30, length: 15:00}
  - {id: b, stations: qb, days: T3, at: 17:40, length: 10:00}
"""
    desk = Desk(plan)
    (conflict,) = desk.audit().conflicts()
    choice = choices_for(conflict, desk.planner)[0]
    text = with_changes(page, choice.changes, file="plan.yaml")
    assert text is not None
    assert "{slot: b, date: 2026-03-03, move: 2026-03-03 17:45}" in text
    for line in page.splitlines():
        kept = line.replace("[]", "").strip() if line.startswith("exceptions") else line.strip()
        assert kept in text
    assert ("\r\n" in page) == ("\r\n" in text)
    assert "\r\n" not in page or "\n" not in text.replace("\r\n", "")


def test_an_exception_that_stands_is_changed_in_its_place() -> None:
    plan = """slots:
  - {id: a, stations: qb, days: T3, at: 17:30, length: 15:00}
  - {id: b, stations: qb, days: T3, at: 16:00, length: 10:00}
exceptions:
  # xã đề nghị
  - slot: b
    date: 2026-03-03
    move: 17:35   # sau bản tin
    programme: b
"""
    from radioprog.schedule.airings.fill import ProgrammeEntry

    desk = Desk(plan, episodes=(ProgrammeEntry("b", "B"),))
    (conflict,) = desk.audit().conflicts()
    choice = next(
        each for each in choices_for(conflict, desk.planner) if each.what.en.startswith("move b")
    )
    text = with_changes(plan, choice.changes, file="plan.yaml") or ""
    assert "  # xã đề nghị\n" in text
    assert "# sau bản tin" in text
    assert text.count("slot: b") == 1
    assert "programme: b" in text
    assert not Desk(text, episodes=(ProgrammeEntry("b", "B"),)).audit().conflicts()


TWO = """slots:
  - {{id: a, series: Bản tin, stations: dan-hoa, days: T3, at: {one}, length: {long}}}
  - {{id: b, series: Bản tin khác, stations: dan-hoa, days: T3, at: {other}, length: 15:00{more}}}
"""


def touched(one: str, other: str, long: str, more: str) -> list[set[str]]:
    """The slots that each way out changes, where two slots collide on one Tuesday."""
    desk = Desk(TWO.format(one=one, other=other, long=long, more=more))
    assert not [each.render("en") for each in desk.loaded if each.is_error]
    (conflict,) = desk.audit().conflicts()
    choices = choices_for(conflict, desk.planner)
    return [{change.exception.slot for change in choice.changes} for choice in choices]


@pytest.mark.parametrize(
    ("one", "other", "long", "more", "offered"),
    [
        ("17:00", "17:10", "20:00", "", True),
        ("17:00", "17:00", "20:00", "", False),
        ("23:30", "23:40", "20:00", "", True),
        ("23:40", "23:50", "20:00", "", True),
        ("23:50", "23:55", "20:00", "", False),
    ],
)
def test_two_may_change_places_unless_they_begin_at_once_or_the_day_ends(
    one: str, other: str, long: str, more: str, offered: bool
) -> None:
    assert ({"a", "b"} in touched(one, other, long, more)) is offered
