"""The counts of a review, judged by a plain recount and by the order of what comes in."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from radioprog.aired.matching.match import Outcome
from radioprog.review.counting import ReviewFacts, count_review
from radioprog.review.model import AiringFact, MadeProgramme, minutes
from radioprog.targets.target import Per, periods

YEAR = periods(2026, Per.YEAR)[0]
MARCH = periods(2026, Per.MONTH)[2]
STATIONS = {"a": ("Xã A", "commune"), "b": ("Xã B", "commune"), "d": ("Đồn", "post")}


def random_airings(seed: int, count: int = 300) -> list[AiringFact]:
    rnd = random.Random(seed)
    found = []
    for _ in range(count):
        aired = rnd.random() < 0.6
        found.append(
            AiringFact(
                station=rnd.choice("abd"),
                day=dt.date(2026, 1, 1) + dt.timedelta(days=rnd.randrange(365)),
                kind=rnd.choice(["first", "repeat", "relay"]),
                outcome=Outcome.ON_TIME if aired else Outcome.MISSING,
                grade=rnd.choice("ABC") if aired else "D",
                is_aired=aired,
                is_refused=not aired and rnd.random() < 0.4,
                gave_way=rnd.random() < 0.05,
                is_planned=rnd.random() < 0.95,
                seconds=rnd.choice([300, 899, 900]),
                themes=tuple(rnd.sample(["biển", "biên giới", "rừng"], rnd.randrange(3))),
                reasons=("power", "power") if not aired and rnd.random() < 0.2 else (),
                alert=rnd.choice(["", "", "", "actual", "exercise"]),
                slot=rnd.choice("xyz"),
            )
        )
    return found


@pytest.mark.parametrize("seed", range(5))
def test_the_counts_are_those_of_a_plain_recount(seed: int) -> None:
    airings = random_airings(seed)
    made = count_review(ReviewFacts(YEAR, (), airings, STATIONS))
    own = [e for e in airings if e.is_planned and e.kind != "relay" and not e.gave_way]
    assert made.airings.planned == len(own)
    assert made.airings.aired == len([e for e in own if e.is_aired])
    assert made.airings.planned == made.airings.aired + made.airings.refused + made.airings.silent
    assert made.airings.seconds == sum(e.seconds for e in own if e.is_aired)
    assert made.airings.repeats == len([e for e in own if e.kind == "repeat"])
    assert sum(each.planned for each in made.airings_by_part.values()) == len(own)
    assert sum(each.tally.planned for each in made.stations) == len(own)
    assert sum(each.aired for each in made.airings_by_level.values()) == made.airings.aired
    assert sum(made.grades.values()) == sum(made.outcomes.values()) == len(own)
    assert made.outside == len([e for e in airings if not e.is_planned])
    sea = [e for e in own if "biển" in e.themes]
    assert made.airings_by_theme["biển"].planned == len(sea)
    assert made.reasons.get("power", 0) == len([e for e in own if e.reasons and not e.is_aired])
    alerts = {e.slot for e in own if e.alert == "actual"}
    assert made.alerts.messages == len(alerts)


def test_the_order_of_what_comes_in_changes_nothing() -> None:
    airings = random_airings(1)
    programmes = [
        MadeProgramme(f"so-{n}", f"Số {n}", "Biên", n, themes=("biển",), seconds=510)
        for n in range(12)
    ]
    one = count_review(ReviewFacts(YEAR, programmes, airings, STATIONS))
    random.Random(2).shuffle(airings)
    random.Random(3).shuffle(programmes)
    assert count_review(ReviewFacts(YEAR, programmes, airings, STATIONS)) == one
    assert one.made_total.count == 12 and one.made_total.minutes == 102


def test_a_month_is_told_by_weeks_and_an_empty_period_is_told_whole() -> None:
    made = count_review(ReviewFacts(MARCH, (), (), STATIONS))
    assert list(made.airings_by_part) == ["1-7", "8-14", "15-21", "22-28", "29-31"]
    leap = count_review(ReviewFacts(periods(2027, Per.MONTH)[1], (), (), STATIONS))
    assert list(leap.airings_by_part)[-1] == "22-28"
    assert made.airings.percent == 0 and made.stations == ()


def test_stations_without_a_line_are_mute() -> None:
    airing = AiringFact("a", dt.date(2026, 3, 1), "first", Outcome.MISSING, "D")
    facts = ReviewFacts(YEAR, (), [airing, replace(airing, station="b")], STATIONS)
    made = count_review(replace(facts, logged={"b": dt.date(2026, 3, 1)}))
    assert made.mute == ("a",) and made.last_log == dt.date(2026, 3, 1)


def test_halves_are_rounded_up() -> None:
    assert [minutes(each) for each in (0, 3, 2, 57, 60)] == [0, 0.1, 0, 1, 1]
