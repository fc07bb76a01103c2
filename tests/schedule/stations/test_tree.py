"""The network: inheritance with whose it is, validity, names, selectors; the example network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from radioprog.schedule.days.civil import civil_day
from radioprog.schedule.stations.selector import Selector
from radioprog.schedule.stations.station_list import parse_stations
from radioprog.schedule.stations.tree import parent_findings
from tests.schedule.network import STATIONS

EXAMPLE = Path(__file__).resolve().parents[3] / "schedules" / "stations.csv"


@pytest.fixture(scope="module")
def network():
    found, findings = parse_stations(STATIONS, file="s.csv")
    assert not findings
    return found


def test_an_empty_cell_is_taken_from_above_and_a_dash_is_empty_on_purpose() -> None:
    text = (
        "id,name,level,parent,languages,tags,profile\n"
        "t,T,province,,vi,a b,p\nh,H,district,t,,-,\nx,X,commune,h,vi bru,,-\ny,Y,post,x,,c,\n"
    )
    found, findings = parse_stations(text, file="s.csv")
    assert not findings
    assert [(u.id, u.languages, u.tags, u.profile, dict(u.inherited)) for u in found] == [
        ("h", ("vi",), (), "p", {"languages": "t", "profile": "t"}),
        ("t", ("vi",), ("a", "b"), "p", {}),
        ("x", ("vi", "bru"), (), None, {"tags": "h"}),
        ("y", ("vi", "bru"), ("c",), None, {"languages": "x", "profile": "x"}),
    ]


def test_validity_counts_both_its_days(network) -> None:
    days = [civil_day(dt.date(2026, 6, 30)), civil_day(dt.date(2026, 7, 1))]
    assert [network["dan-hoa"].is_valid(day) for day in days] == [True, False]
    assert [network["dan-hoa-moi"].is_valid(day) for day in days] == [False, True]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("all", {"qb", "minh-hoa", "dan-hoa", "cha-lo", "dan-hoa-moi"}),
        ("tất cả trừ level:post", {"qb", "minh-hoa", "dan-hoa", "dan-hoa-moi"}),
        ("!level:post & tag:bien-gioi", {"dan-hoa", "dan-hoa-moi"}),
        ("not tag:bien-gioi", {"qb", "minh-hoa"}),
        ("under:minh-hoa", {"dan-hoa", "cha-lo"}),
        ("thuộc:Huyện Minh Hoá", {"dan-hoa", "cha-lo"}),
        ("minh-hoa, under:minh-hoa", {"minh-hoa", "dan-hoa", "cha-lo"}),
        ("qb, tag:cua-khau & level:post", {"qb", "cha-lo"}),
        ("(qb, tag:bien-gioi) & !cha-lo", {"qb", "dan-hoa", "dan-hoa-moi"}),
        ("cấp:xã", {"dan-hoa", "dan-hoa-moi"}),
        ("language:lo", {"cha-lo"}),
        ("huyện minh hóa", {"minh-hoa"}),
        ("!!qb", {"qb"}),
    ],
)
def test_selectors_choose(network, words: str, expected: set[str]) -> None:
    chosen, findings = Selector(words).choose(network)
    assert not findings
    assert chosen == expected


def test_an_alias_is_a_name(network) -> None:
    text = "id,name,level,aliases\nr,Đồn Cà Roòng,post,Cà roòng|Cà Roàng\n"
    found, _ = parse_stations(text, file="s.csv")
    assert found.called("cà  ROÒNG") == ("r",)
    assert found.called("Cà Roàng") == ("r",)


def test_the_example_network_is_whole_before_and_after_the_reform() -> None:
    found, findings = parse_stations(EXAMPLE.read_text(encoding="utf-8"), file="stations.csv")
    assert not [each.render("en") for each in findings]

    def valid(date: dt.date, level: str) -> int:
        return sum(u.level == level and u.is_valid(civil_day(date)) for u in found)

    assert [valid(dt.date(2024, 7, 1), level) for level in ("province", "district", "commune")] == [
        1,
        8,
        151,
    ]
    assert valid(dt.date(2025, 3, 1), "commune") == 145
    assert [valid(dt.date(2025, 7, 1), level) for level in ("province", "district", "commune")] == [
        1,
        0,
        41,
    ]
    new = [u for u in found if u.level == "commune" and u.valid_from == dt.date(2025, 7, 1)]
    assert sum(len(u.predecessors) for u in new) == 145
    assert valid(dt.date(2015, 7, 18), "post") == valid(dt.date(2026, 7, 18), "post") == 11


def told(lines: str) -> list[tuple[str, str]]:
    text = "id,name,level,parent,valid_from,valid_to,predecessors,aliases\n" + lines
    _, findings = parse_stations(text, file="s.csv")
    return [(each.code, str(each.params.get("station", ""))) for each in findings]


@pytest.mark.parametrize(
    ("year", "is_told"),
    [(1899, True), (1900, False), (2100, False), (2101, True), (9998, True), (9999, False)],
)
def test_years_that_are_taken_for_a_slip(year: int, is_told: bool) -> None:
    assert len(told(f"a,A,province,,{year}-12-31,,,\n")) == is_told
    ended = f"a,A,province,,,{year}-12-31,,\n"
    assert len(told(ended)) == is_told


def test_a_unit_may_end_on_the_day_it_begins_but_not_before() -> None:
    assert told("a,A,province,,2026-03-03,2026-03-03,,\n") == []
    assert [name for _, name in told("a,A,province,,2026-03-03,2026-03-02,,\n")] == ["a"]


def test_who_follows_begins_after_who_went_before_has_ended() -> None:
    lines = "a,A,province,,,2026-06-30,,\nb,B,province,,%s,,a,\n"
    assert told(lines % "2026-07-01") == []
    assert [name for _, name in told(lines % "2026-06-30")] == ["b"]
    assert [name for _, name in told("b,B,province,,2026-07-01,,b,\n")] == ["b"]
    assert [name for _, name in told("b,B,province,,2026-07-01,,zz,\n")] == ["b"]
    assert told("b,B,province,,2026-07-01,,-,\n") == []


def test_a_name_is_free_again_when_its_unit_has_ended() -> None:
    lines = "t,T,province,,,,,\na,Xã A,commune,t,,2026-06-30,,\nb,xã  a,commune,t,%s,,,\n"
    assert told(lines % "2026-07-01") == []
    assert len(told(lines % "2026-06-30")) == 1
    elsewhere = "t,T,province,,,,,\na,Xã A,commune,t,,,,\nb,Xã A,commune,-,,,,\n"
    assert told(elsewhere) == []
    assert len(told("t,T,province,,,,,\na,A,commune,t,,,,Chợ\nb,B,commune,t,,,,chợ\n")) == 1


@pytest.mark.parametrize(
    ("valid", "day"),
    [
        (",", "2026-06-30"),
        ("2026-07-01,2026-12-31", ""),
        ("2026-06-30,2026-12-31", "2026-06-30"),
        ("2026-07-01,2027-01-01", "2027-01-01"),
        ("2027-02-01,2027-03-01", "2027-02-01"),
    ],
)
def test_a_unit_is_valid_only_while_its_parent_is(valid: str, day: str) -> None:
    text = (
        "id,name,level,parent,valid_from,valid_to\n"
        f"t,T,province,,2026-07-01,2026-12-31\na,A,commune,t,{valid}\n"
    )
    found, _ = parse_stations(text, file="s.csv")
    said = [str(each.params["day"]) for each in parent_findings(found)]
    assert said == ([day] if day else [])


def test_only_the_days_that_are_asked_about_matter() -> None:
    text = (
        "id,name,level,parent,valid_from,valid_to\n"
        "t,T,province,,2026-07-01,2026-12-31\na,A,commune,t,2026-01-01,2027-12-31\n"
    )
    found, _ = parse_stations(text, file="s.csv")
    for first, last, count in (
        ("2026-07-01", "2026-12-31", 0),
        ("2026-06-30", "2026-12-31", 1),
        ("2026-07-01", "2027-01-01", 1),
        ("2025-01-01", "2025-12-31", 0),
        ("2028-01-01", "2028-12-31", 0),
    ):
        window = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        assert len(list(parent_findings(found, *window))) == count
