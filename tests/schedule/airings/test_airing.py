"""An airing's name stays, and its reason is facts: no sentence decides anything."""

from __future__ import annotations

import re

import pytest

from radioprog.schedule.airings.airing import Cause, Reason
from tests.schedule.network import Desk

SLOT = "slots: [{id: s, %sstations: cha-lo, days: T3, at: %s, length: %s, repeats: [hôm sau %s]}]\n"
PLAIN = SLOT % ("", "17:30", "15:00", "05:30")


def ids(plan: str, **more: object) -> list[str]:
    return [each["id"] for each in Desk(plan, days=14, **more).airings("cha-lo")]


def test_every_airing_has_an_id_of_its_own() -> None:
    desk = Desk(PLAIN.replace("cha-lo", "all"), days=60)
    found = [each["id"] for each in desk.airings()]
    assert len(found) == len(set(found)) > 40
    assert all(re.fullmatch(r"[0-9A-Za-z]{1,32}", each) for each in found)
    assert found[0].endswith("20260303")


@pytest.mark.parametrize(
    "plan",
    [
        SLOT % ("", "18:00", "15:00", "05:30"),
        SLOT % ("", "17:30", "20:00", "06:15"),
        SLOT % ("name: Bản tin, series: vb, ", "17:30", "15:00", "05:30"),
        PLAIN + "exceptions: [{slot: s, date: 2026-03-03, move: 18:45}]",
        PLAIN + "exceptions: [{slot: s, date: 2026-03-03, cancel: bão}]",
    ],
)
def test_an_id_stays_when_time_length_title_or_status_change(plan: str) -> None:
    assert sorted(ids(plan)) == sorted(ids(PLAIN))


def test_an_id_stays_when_the_window_does_not() -> None:
    late = [each["id"] for each in Desk(PLAIN, first="2026-03-04", days=1).airings("cha-lo")]
    assert late == ids(PLAIN)[1:2]


@pytest.mark.parametrize(
    "other",
    [PLAIN.replace("id: s", "id: t"), PLAIN.replace("days: T3", "days: T5")],
)
def test_another_slot_or_day_has_another_id(other: str) -> None:
    assert not set(ids(PLAIN)) & set(ids(other))


def test_another_station_has_another_id() -> None:
    desk = Desk(PLAIN.replace("cha-lo", "all"), days=14)
    one, other = ({each["id"] for each in desk.airings(name)} for name in ("cha-lo", "dan-hoa"))
    assert not one & other


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_is_said_in_both_languages(cause: Cause) -> None:
    said = Reason(cause, words="mất điện", slot="bão số 5").text()
    assert said.vi and said.en and said.vi != said.en
    assert "{" not in said.vi + said.en


WORDS = [
    "power cut before its first hour",
    "the repeat would come before its first run",
    "a newer emergency has taken its place",
]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("run", ["", ", run: 1"])
def test_the_producers_own_words_decide_nothing(words: str, run: str) -> None:
    exception = f'exceptions: [{{slot: s, date: 2026-03-03{run}, cancel: "{words}"}}]'
    desk = Desk(PLAIN + exception)
    assert "repeat-before-first" not in desk.codes()
    repeat = desk.airings("cha-lo")[1]
    assert (repeat["status"], repeat["reason"], repeat["words"]) == (
        "cancelled",
        "cancelled",
        words,
    )


def test_a_repeat_that_truly_comes_first_is_told() -> None:
    plan = SLOT.replace("hôm sau ", "") % ("", "17:30", "15:00", "19:00")
    desk = Desk(plan + "exceptions: [{slot: s, date: 2026-03-03, move: 20:00}]")
    assert desk.airings("cha-lo")[0]["reason"] == "before-first"
    assert "repeat-before-first" in desk.codes()
