"""Hostile and broken input: a finding with its place, never a traceback, within seconds."""

from __future__ import annotations

import time

import pytest

from radioprog.schedule.plan.plan_file import parse_schedule
from radioprog.schedule.stations.selector import Selector
from radioprog.schedule.stations.station_list import parse_stations
from tests.schedule.network import STATIONS, Desk

HEAD = "id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon\n"

CSV = {
    "duplicate-station": HEAD + "a,A,commune\na,B,commune\n",
    "duplicate-station (case)": HEAD + "a,A,commune\nA,B,commune\n",
    "parent-cycle": HEAD + "a,A,commune,b\nb,B,commune,a\n",
    "parent-cycle (itself)": HEAD + "a,A,commune,a\n",
    "unknown-parent": HEAD + "a,A,commune,zz\n",
    "bad-level": HEAD + "a,A,làng\n",
    "bad-date": HEAD + "a,A,commune,,,,,2026-02-30\n",
    "bad-date (25:00)": HEAD + "a,A,commune,,,,,25:00\n",
    "bad-validity": HEAD + "a,A,commune,,,,,2026-02-01,2026-01-01\n",
    "overlapping-validity": HEAD + "a,A,commune,,,,,,2026-07-01\nb,B,commune,,,,,2026-07-01,,a\n",
    "unknown-predecessor": HEAD + "a,A,commune,,,,,,,zz\n",
    "name-clash": HEAD + "t,T,province\na,Xã Hoà,commune,t\nb,XÃ HÒA,commune,t\n",
    "line-break-in-cell": HEAD + '"a","Xã\nA",commune\n',
    "bad-station-id": HEAD + "../a,A,commune\n",
    "bad-station-id (slash)": HEAD + "a/b,A,commune\n",
    "bad-station-id (reserved)": HEAD + "network,A,commune\n",
    "bad-station-id (empty)": HEAD + ",A,commune\n",
    "missing-name": HEAD + "a,,commune\n",
    "bad-coordinate": HEAD + "a,A,commune,,,,,,,,91,0\n",
    "bad-coordinate (words)": HEAD + "a,A,commune,,,,,,,,bắc,0\n",
    "bad-word": HEAD + "a,A,commune,,vi<script>\n",
    "too-many-cells": HEAD + "a,A,commune,,,,,,,,,,x,y\n",
    "unknown-column": "id,name,level,parrent\na,A,commune,x\n",
    "duplicate-column": "id,name,level,name\na,A,commune,B\n",
    "missing-column": "id,name\na,A\n",
    "empty-stations": "",
    "control-character": HEAD + "a,A\x00,commune\n",
    "control-character (bidi)": HEAD + "a,A\u202eB,commune\n",
}


@pytest.mark.parametrize("name", CSV)
def test_a_broken_station_list_is_told_with_its_place(name: str) -> None:
    network, findings = parse_stations(CSV[name], file="stations.csv")
    found = [each for each in findings if each.code == name.split(" (")[0]]
    assert found, [each.code for each in findings]
    assert found[0].place.file == "stations.csv"
    assert found[0].place.line
    assert found[0].message.vi and found[0].remedy.vi
    assert found[0].message.en and found[0].remedy.en
    list(network)


SLOT = "slots: [{id: s, stations: qb, days: T2, at: 17:30, length: 15:00%s}]"
YAML = {
    "bad-value (25:00)": SLOT.replace("17:30", "25:00") % "",
    "bad-value (24:00)": SLOT.replace("17:30", "24:00") % "",
    "bad-value (no length)": SLOT.replace("15:00", "0:00") % "",
    "bad-value (a day and a half)": SLOT.replace("15:00", "36:00:00") % "",
    "bad-value (30 February)": SLOT % ", from: 2026-02-30",
    "bad-value (year one)": SLOT % ", from: 0001-01-01",
    "bad-value (id)": SLOT.replace("id: s", "id: ../s") % "",
    "bad-value (repeat)": SLOT % ", repeats: [hôm kia 05:30]",
    "bad-value (far repeat)": SLOT % ", repeats: [+99999 ngày 05:30]",
    "bad-value (priority)": SLOT % ", priority: cao",
    "unknown-days": SLOT.replace("T2", "T9") % "",
    "unknown-days (30 February)": SLOT.replace("T2", "2026-02-30") % "",
    "unknown-days (32)": SLOT.replace("T2", "ngày 32") % "",
    "bad-dates": SLOT % ", from: 2026-03-01, to: 2026-02-01",
    "repeat-before-first": SLOT % ", repeats: [17:30]",
    "duplicate-repeat": SLOT % ", repeats: [18:30, 18:30]",
    "repeat-for-emergency": SLOT % ', repeats: ["mỗi 2 giờ đến 2026-03-03 18:00"]',
    "repeat-needs-end": SLOT % ', priority: khẩn cấp, repeats: ["mỗi 2 giờ"]',
    "bad-value (every second)": SLOT % ', priority: khẩn cấp, repeats: ["mỗi 1 giây"]',
    "unknown-key": SLOT % ", color: red",
    "missing-key": "slots: [{id: s, stations: qb, days: T2, at: 17:30}]",
    "duplicate-slot": SLOT.replace(
        "]", ", {id: s, stations: qb, days: T3, at: 17:30, length: 1:00}]"
    )
    % "",
    "unknown-slot": "exceptions: [{slot: khong-co, date: 2026-03-03, cancel: a}]",
    "empty-exception": SLOT % "" + "\nexceptions: [{slot: s, date: 2026-03-02}]",
    "bad-value (a move to the last year there is)": SLOT % ""
    + "\nexceptions: [{slot: s, date: 2026-03-02, move: 9999-12-31 23:59}]",
    "cancel-and-more": SLOT % ""
    + "\nexceptions: [{slot: s, date: 2026-03-02, cancel: a, move: 18:00}]",
    "duplicate-key": "slots: []\nkhung giờ: []\n",
    "yaml-alias": "slots: &a []\nrelays: *a\n",
    "yaml-syntax": "slots: [{id: s\n",
}


@pytest.mark.parametrize("name", YAML)
def test_a_broken_schedule_is_told_with_its_place(name: str) -> None:
    desk = Desk(YAML[name])
    code = name.split(" (")[0]
    codes = {code, "yaml-anchor"} if code == "yaml-alias" else {code}
    found = [each for each in desk.loaded if each.code in codes]
    assert found, [each.code for each in desk.loaded]
    assert found[0].is_error
    assert found[0].place.file == "plan.yaml"
    assert found[0].place.line
    desk.airings()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tag:khong-co", "unknown-tag"),
        ("level:làng", "unknown-level"),
        ("zz", "unknown-station"),
        ("under:zz", "unknown-station"),
        ("((((", "bad-selector"),
        ("qb,,cha-lo", "bad-selector"),
        ("&", "bad-selector"),
        ("Xã Dân Hóa", "ambiguous-station"),
        ("x:y", "unknown-selector"),
        ("(" * 5000 + "qb" + ")" * 5000, "bad-selector"),
        ("not " * 4000 + "qb", ""),
        (", ".join(["qb"] * 3000), ""),
    ],
)
def test_a_selector_that_means_nothing_is_told(text: str, code: str) -> None:
    network, _ = parse_stations(STATIONS, file="s")
    _, findings = Selector(text).choose(network)
    assert [each.code for each in findings] == ([code] if code else [])


def test_a_spreadsheets_dialects_are_one_list() -> None:
    plain = HEAD + 'a,"Xã ""A"", cũ",commune,,vi en,,,2025-07-01,,,17.5,106\n'
    semicolons = (
        "\ufeffmã;tên;cấp;thuộc;ngôn ngữ;nhãn;quy định;từ ngày;đến ngày;tiền thân;vĩ độ;kinh độ\r\n"
        'a;"Xã ""A"", cũ";xã;;vi en;;;1/7/2025;;;17,5;106\r\n'
    )
    tabs = plain.replace(",commune,", "\tcommune\t").replace("a,", "a\t", 1)
    tabs = (
        "id\tname\tlevel\tparent\tlanguages\ttags\tprofile\tvalid_from\tvalid_to\tpredecessors"
        '\tlat\tlon\na\t"Xã ""A"", cũ"\tcommune\t\tvi en\t\t\t2025-07-01\t\t\t17.5\t106\n'
    )
    made = [parse_stations(text, file="s") for text in (plain, semicolons, tabs)]
    assert not [finding for _, findings in made for finding in findings]
    assert made[0][0] == made[1][0] == made[2][0]
    assert made[0][0]["a"].name == 'Xã "A", cũ'


@pytest.mark.slow
def test_ten_thousand_slots_at_one_hour_end_within_seconds() -> None:
    lines = "".join(
        f"  - {{id: s{n}, stations: qb, days: T3, at: 17:00, length: 15:00}}\n"
        for n in range(10_000)
    )
    begun = time.process_time()
    desk = Desk("slots:\n" + lines)
    found = list(desk.audit().findings())
    assert time.process_time() - begun < 60
    assert "too-many-conflicts" in {each.code for each in found}
    assert len(found) < 1000


def test_a_deep_tree_and_a_long_circle_end() -> None:
    deep = HEAD + "".join(f"u{n},U{n},commune,{f'u{n - 1}' if n else ''}\n" for n in range(5000))
    network, findings = parse_stations(deep, file="s")
    assert len(network) == 5000 and not findings
    assert len(list(network.under("u0"))) == 4999
    ring = HEAD + "".join(f"u{n},U{n},commune,u{(n + 1) % 3000}\n" for n in range(3000))
    network, findings = parse_stations(ring, file="s")
    assert [each.code for each in findings] == ["parent-cycle"]


def test_a_child_whose_parent_is_not_valid_is_a_warning_on_those_days_only() -> None:
    from radioprog.schedule.stations.tree import parent_findings

    network, _ = parse_stations(STATIONS, file="s")
    import datetime as dt

    (found,) = parent_findings(network)
    assert "2026-07-01 is" not in found.message.en
    (found,) = parent_findings(network, dt.date(2026, 7, 1), dt.date(2026, 7, 7))
    assert (found.code, found.is_error) == ("parent-not-valid", False)
    assert not list(parent_findings(network, dt.date(2026, 3, 1), dt.date(2026, 3, 7)))


def test_shuffled_lines_slots_and_files_give_the_same() -> None:
    import random

    plan = (
        "slots:\n"
        "  - {id: a, stations: all, days: T3, at: 17:00, length: 15:00}\n"
        "  - {id: b, stations: tag:bien-gioi, days: T3, at: 17:10, length: 15:00}\n"
        "  - {id: c, stations: all, days: T3, at: 17:20, length: 15:00}\n"
    )
    head, *rows = STATIONS.splitlines()
    first = Desk(plan)
    expected = (first.airings(), [each.message.en for each in first.audit().findings()])
    for seed in range(6):
        rng = random.Random(seed)
        rng.shuffle(rows)
        lines = plan.splitlines()[1:]
        rng.shuffle(lines)
        desk = Desk("slots:\n" + "\n".join(lines), stations="\n".join([head, *rows]) + "\n")
        assert (desk.airings(), [e.message.en for e in desk.audit().findings()]) == expected
    pages = [("b.yaml", "slots:\n" + lines[0]), ("a.yaml", "slots:\n" + "\n".join(lines[1:]))]
    one, _ = parse_schedule(pages)
    other, _ = parse_schedule(reversed(pages))
    assert one == other
