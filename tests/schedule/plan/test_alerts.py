"""Alerts as written: the file only grows, and slots follow from messages and their approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.schedule.days.civil import Span, civil_of, datetime_of
from radioprog.schedule.plan.alerts import (
    AlertKind,
    AlertMessage,
    alert_slot,
    in_turn,
    parse_alerts,
    runs_after,
    with_message,
)
from radioprog.schedule.plan.hazards import (
    CATEGORIES,
    LEVELS,
    hazard_of,
    known_hazards,
    level_called,
    parse_hazards,
)
from radioprog.schedule.plan.slot import Priority
from radioprog.schedule.stations.selector import Selector

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ISSUED = dt.datetime(2026, 12, 3, 7, 15, 20, tzinfo=ZONE)


def message(**more: object) -> AlertMessage:
    made = AlertMessage(
        id="lu-1",
        kind=AlertKind.NEW,
        alert="lu-1",
        title="KHẨN CẤP: Lũ",
        text="Nước lên.",
        hazard="flood",
        level="3",
        stations=Selector("all"),
        issued=ISSUED,
        until=ISSUED + dt.timedelta(hours=3),
        every=Span(1800),
        script="khan-cap/lu-1",
        by="lan",
    )
    return replace(made, **more)


def follow(first: AlertMessage, number: int, kind: AlertKind = AlertKind.UPDATE) -> AlertMessage:
    id_ = f"{first.alert}-{number}"
    return replace(first, id=id_, kind=kind, of=first.id, script=f"khan-cap/{id_}")


TEXTS = st.text(min_size=1, max_size=300).filter(lambda text: any(map(str.isalnum, text)))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.booleans())
def test_whatever_is_said_stands_in_the_file_and_comes_back(text: str, exercise: bool) -> None:
    from radioprog.script.draft.announcement import paragraphs_of

    said = "\n".join(paragraphs_of(text)) or "x"
    one = message(text=said, title=f"KHẨN CẤP: {said.splitlines()[0][:90]}".strip())
    one = replace(one, exercise=exercise)
    made = with_message("", one, file="alerts.yaml")
    assert made is not None
    assert parse_alerts(made, file="alerts.yaml") == ((one,), ())


def test_the_file_only_grows_and_its_remarks_stay() -> None:
    first = message()
    text = with_message("", first, file="a") or ""
    text = text.replace("    by: lan", "    by: lan   # ghi chú của trưởng ban") + "\n# cuối tệp\n"
    second = follow(first, 2)
    grown = with_message(text, second, file="a")
    assert grown is not None and grown.startswith(text.rstrip("\n"))
    assert [each.id for each in parse_alerts(grown, file="a")[0]] == ["lu-1", "lu-1-2"]
    again = with_message(grown.replace("\n", "\r\n"), follow(second, 3, AlertKind.END), file="a")
    assert again is not None and again.count("\r\n") == again.count("\n")


@pytest.mark.parametrize("text", ["# chỉ có ghi chú\n", "alerts:\n", "alerts: []\n"])
def test_an_empty_file_takes_the_first_message_or_is_left_alone(text: str) -> None:
    made = with_message(text, message(), file="a")
    assert made is None or parse_alerts(made, file="a") == ((message(),), ())
    assert made is not None or text == "alerts: []\n"


@pytest.mark.parametrize("text", ["alerts: [", "- a\n", "alerts: {a: b}\n", "slots: []\n"])
def test_a_file_that_is_not_one_of_alerts_is_not_written_to(text: str) -> None:
    assert with_message(text, message(), file="a") is None


def test_what_follows_nothing_or_stands_twice_is_an_error() -> None:
    one = with_message("", message(), file="a") or ""
    orphan = one.replace("kind: new", "kind: update\n    of: khong-co")
    twice = one + one[one.index("  - id") :]
    naive = one.replace("07:15:20+07:00", "07:15:20")
    for text, code in ((orphan, "unknown-alert"), (twice, "duplicate-slot"), (naive, "bad-value")):
        assert code in [each.code for each in parse_alerts(text, file="a")[1]]


def test_it_is_on_air_at_the_next_full_minute_and_ends_before_its_end() -> None:
    ((one),) = in_turn([(message(), ISSUED, Span(40))])
    assert datetime_of(one.at) == dt.datetime(2026, 12, 3, 7, 16)
    slot = alert_slot(one, ZONE)
    assert slot.priority is Priority.EMERGENCY and slot.series == "lu-1" and slot.every is not None
    runs = list(runs_after(slot, one.at))
    last = slot.every.until
    assert datetime_of(last) == dt.datetime(2026, 12, 3, 10, 14, 40)
    assert runs == [1, 2, 3, 4, 5]
    assert list(runs_after(slot, civil_of(dt.datetime(2026, 12, 3, 8, 16)))) == [2, 3, 4, 5]


def test_a_later_message_waits_for_the_first_and_too_late_is_not_on_air() -> None:
    first = message()
    second = follow(first, 2)
    end = follow(second, 3, AlertKind.END)
    late = ISSUED + dt.timedelta(hours=4)
    found = list(
        in_turn([(first, ISSUED, Span(90)), (second, ISSUED, Span(10)), (end, late, Span(5))])
    )
    assert [datetime_of(each.at).time() for each in found] == [dt.time(7, 16), dt.time(7, 18)]
    over = list(in_turn([(first, ISSUED, Span(90)), (end, ISSUED, Span(30))]))
    assert alert_slot(over[1], ZONE).every is None


def test_an_exercise_never_has_the_rank_or_the_look_of_an_emergency() -> None:
    (real,), (drill,) = (
        tuple(in_turn([(replace(message(), exercise=flag), ISSUED, Span(9))]))
        for flag in (False, True)
    )
    one, two = alert_slot(real, ZONE), alert_slot(drill, ZONE)
    assert one.rank > two.rank > 2 * Priority.PRIORITY.rank
    assert two.shown_priority is Priority.NORMAL and one.shown_priority is Priority.EMERGENCY


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bão số 5 vào bờ", "storm"),
        ("Hồ thủy điện xả lũ", "dam-release"),
        ("SÓNG THẦN", "tsunami"),
        ("Cháy rừng, có lũ", "fire"),
        ("Mời họp", "other"),
        ("báo cáo", "other"),
    ],
)
def test_the_hazard_is_known_by_whole_words_the_most_pressing_first(text: str, wanted: str) -> None:
    assert hazard_of(text, known_hazards().values()) == wanted


def test_every_known_hazard_is_whole_and_a_department_changes_only_what_it_names() -> None:
    for each in known_hazards().values():
        assert each.name and each.english and each.category in CATEGORIES
        assert 300 <= each.every <= 4 * 3600
    text = (
        "loại khẩn cấp:\n  storm: {mỗi: 20 phút}\n  chay-rung: {tên: cháy rừng, words: cháy rừng}\n"
    )
    found, findings = parse_hazards(text, file="hazards.yaml")
    assert not findings
    assert found["storm"].every == 1200 and found["storm"].name == known_hazards()["storm"].name
    assert found["chay-rung"].name == "cháy rừng" and found["flood"] == known_hazards()["flood"]
    assert parse_hazards("hazards: {storm: {category: Bão}}", file="h")[1]


@pytest.mark.parametrize("name", LEVELS)
def test_every_level_is_known_by_all_of_its_words(name: str) -> None:
    assert {level_called(each) for each in (name, *LEVELS[name].words)} == {name}
    assert level_called("  CẤP ĐỘ 3 ") == "3" and level_called("") is None
