"""Schedule files: names of slots, exceptions for several days or slots, slips of the pen."""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.schedule.plan.plan_file import parse_schedule

TWO = """slots:
  - {id: a, tên: Bản tin chiều, stations: all, days: T2, at: 17h, length: 15:00}
  - {id: b, stations: all, days: T2, at: 18h, length: 15:00}
relays: [{id: r, stations: all, days: T2, at: 06:00, length: 30:00}]
"""


def read(text: str):
    return parse_schedule([("plan.yaml", text)])


def exceptions(line: str):
    schedule, findings = read(TWO + "exceptions:\n  - {" + line + "}\n")
    made = [(each.slot, each.date.isoformat()[5:], each.shared) for each in schedule.exceptions]
    return made, [each.code for each in findings]


def test_a_slot_is_called_by_its_name() -> None:
    schedule, findings = read(TWO)
    assert not findings
    assert [(slot.called, slot.title) for slot in schedule.slots] == [
        ("Bản tin chiều", "Bản tin chiều"),
        ("b", "b"),
        ("r", "r"),
    ]


@pytest.mark.parametrize(
    "date",
    [
        "2026-12-03..2026-12-05",
        "2026-12-03 … 2026-12-05",
        "từ 2026-12-03 đến 2026-12-05",
        "3/12/2026 - 5/12/2026",
        "3/12/2026 tới 5/12/2026",
    ],
)
def test_an_exception_may_hold_for_a_range_of_dates(date: str) -> None:
    made, codes = exceptions(f'slot: a, date: "{date}", cancel: bão')
    assert not codes
    assert made == [("a", "12-03", True), ("a", "12-04", True), ("a", "12-05", True)]


@pytest.mark.parametrize("slot", ["[a, b]", '"a, b"', "[b, a, b]", "[Bản tin chiều, b]"])
def test_an_exception_may_hold_for_several_slots(slot: str) -> None:
    made, codes = exceptions(f"slot: {slot}, date: 2026-12-07, cancel: bão")
    assert not codes
    assert sorted(made) == [("a", "12-07", True), ("b", "12-07", True)]


@pytest.mark.parametrize("word", ["all", "tất cả"])
def test_all_means_every_slot_and_relays_only_where_they_are_cancelled(word: str) -> None:
    cancelled, codes = exceptions(f"slot: {word}, date: 2026-12-07, cancel: mất điện")
    assert not codes
    assert sorted(each[0] for each in cancelled) == ["a", "b", "r"]
    shortened, codes = exceptions(f"slot: {word}, date: 2026-12-07, length: 5:00")
    assert not codes
    assert sorted(each[0] for each in shortened) == ["a", "b"]


def test_one_slot_on_one_date_is_shared_with_nobody() -> None:
    assert exceptions("slot: a, date: 2026-12-07, cancel: bão")[0] == [("a", "12-07", False)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("slot: a, date: 2026-12-09..2026-12-03, cancel: bão", "bad-dates"),
        ("slot: a, date: 2026-12-09..2062-12-10, cancel: bão", "bad-dates"),
        ("slot: a, date: 2026-12-03..2026-12-09, move: 2026-12-10 17:00", "bad-dates"),
        ("slot: a, date: 2026-12-03..2026-12-33, cancel: bão", "bad-value"),
        ("slot: [a, zz], date: 2026-12-07, cancel: bão", "unknown-slot"),
        ("slot: r, date: 2026-12-07, length: 5:00", "relay-is-fixed"),
        ("slot: [], date: 2026-12-07", "empty-exception"),
    ],
)
def test_an_exception_that_cannot_be_meant_is_an_error(line: str, code: str) -> None:
    assert exceptions(line)[1] == [code]


def test_one_line_may_not_change_the_world() -> None:
    slots = "".join(
        f"  - {{id: s{n}, stations: all, days: T2, at: 17h, length: 1:00}}\n" for n in range(60)
    )
    line = "exceptions: [{slot: all, date: 2026-01-01..2026-12-31, cancel: a}]\n"
    schedule, findings = read("slots:\n" + slots + line)
    assert [each.code for each in findings] == ["exception-too-wide"]
    assert not schedule.exceptions
    month = line.replace("2026-12-31", "2026-01-31")
    schedule, findings = read("slots:\n" + slots + month)
    assert not findings
    assert len(schedule.exceptions) == 60 * 31


def test_moving_a_range_by_the_hour_is_fine() -> None:
    made, codes = exceptions("slot: a, date: 2026-12-03..2026-12-04, move: 18h30")
    assert not codes
    assert len(made) == 2


@pytest.mark.parametrize("hour", ["17h", "17 giờ", "17g", "17.00", "1700", "5:00 PM", "17:00"])
def test_an_hour_may_be_written_as_people_say_it(hour: str) -> None:
    schedule, findings = read(TWO.replace("at: 17h", f"at: {hour}"))
    assert not findings
    assert schedule.slots[0].at == 17 * 60


@pytest.mark.parametrize(
    ("hour", "remedy"),
    [("24:00", "00:00"), ("17", "17:00"), ("17:60", "18:00"), ("17:00-17:15", "17:00")],
)
def test_an_hour_that_cannot_be_read_is_told_as_it_should_be_written(
    hour: str, remedy: str
) -> None:
    _, (found,) = read(TWO.replace("at: 17h", f"at: {hour}"))
    assert found.code == "bad-value"
    assert remedy in found.remedy.vi


@pytest.mark.parametrize(
    ("length", "code"),
    [
        ("0:15", "probable-slip"),
        ("30s", "probable-slip"),
        ("15:00:00", "probable-slip"),
        ("1:00", None),
        ("7:00:00", None),
        ("23:59:00", None),
    ],
)
def test_a_length_that_is_probably_a_slip_is_told(length: str, code: str | None) -> None:
    _, findings = read(TWO.replace("15:00", length, 1))
    assert [each.code for each in findings] == ([code] if code else [])
    assert not any(each.is_error for each in findings)


def test_two_slots_that_differ_only_by_capitals_are_told_and_both_stand() -> None:
    schedule, (found,) = read(TWO.replace("id: b", "id: A"))
    assert (found.code, found.is_error) == ("duplicate-slot", False)
    assert len(schedule.slots) == 3


def test_a_holiday_that_is_off_and_on_is_an_error() -> None:
    day = "{date: 2026-12-24, name: nghỉ bù, off: %s}"
    both = f"holidays: [{day % 'true'}, {day % 'false'}]"
    assert [each.code for each in read(both)[1]] == ["duplicate-holiday"]
    assert not read(f"holidays: [{day % 'true'}, {day % 'true'}]")[1]


MONDAY = dt.date(2026, 3, 9).toordinal()


def one_slot(more: str) -> tuple[object, list[str]]:
    schedule, findings = read(
        f"slots: [{{id: a, stations: all, days: T2, at: 17h, length: 15:00, {more}}}]"
    )
    return schedule.slots[0], [each.code for each in findings]


def test_repeats_at_even_steps_end_with_the_slots_last_minute_where_no_end_is_written() -> None:
    made, codes = one_slot('priority: khẩn cấp, to: 2026-03-09, repeats: ["mỗi 2 giờ"]')
    assert not codes
    assert made.every.until == (MONDAY + 1) * 86_400 - 1  # type: ignore[attr-defined]
    own = 'priority: khẩn cấp, to: 2026-03-09, repeats: ["mỗi 2 giờ đến 2026-03-05 18:00"]'
    assert one_slot(own)[0].every.until == (MONDAY - 4) * 86_400 + 64_800  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('repeats: ["mỗi 2 giờ đến 2026-03-05 18:00"]', "repeat-needs-emergency"),
        ('priority: khẩn cấp, repeats: ["mỗi 2 giờ"]', "repeat-needs-end"),
    ],
)
def test_repeats_at_even_steps_are_for_emergencies_and_have_an_end(more: str, code: str) -> None:
    made, codes = one_slot(more)
    assert made.every is None  # type: ignore[attr-defined]
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("repeats", "told", "kept"),
    [
        ("[19:00, 19:00]", 1, 1),
        ("[17:00]", 1, 1),
        ("[17:01]", 0, 1),
        ("[16:00]", 1, 1),
        ("[hôm sau 16:00]", 0, 1),
        ("[19:00, 20:00]", 0, 2),
    ],
)
def test_repeats_stand_once_each_and_after_the_first_run(
    repeats: str, told: int, kept: int
) -> None:
    made, codes = one_slot(f"repeats: {repeats}")
    assert (len(codes), len(made.repeats)) == (told, kept)  # type: ignore[attr-defined]


def test_a_slot_may_end_on_the_day_it_begins_but_not_before() -> None:
    assert one_slot("from: 2026-03-03, to: 2026-03-03")[1] == []
    text = "slots: [{id: a, stations: all, days: T2, at: 17h, length: 15:00, %s}]"
    _, (found,) = read(text % "from: 2026-03-03, to: 2026-03-02")
    assert found.place.column > 1 and "2026-03-02" in found.message.vi


@pytest.mark.parametrize(("days", "told"), [(400, 0), (401, 1)])
def test_a_range_has_four_hundred_days_at_most(days: int, told: int) -> None:
    last = dt.date(2026, 1, 1) + dt.timedelta(days=days - 1)
    made, codes = exceptions(f"slot: a, date: 2026-01-01..{last}, cancel: bão")
    assert len(codes) == told
    assert len(made) == (0 if told else days)


def test_a_name_that_one_slot_has_is_suggested_and_an_empty_one_never() -> None:
    text = TWO + "exceptions: [{slot: %s, date: 2026-12-07, cancel: bão}]\n"
    _, (found,) = read(text % "Bản tin chiêu")
    assert "Bản tin chiều" in found.remedy.vi
    _, (found,) = read(text % "q")
    assert '""' not in found.remedy.vi and "“”" not in found.remedy.vi


_A = "{mã: a, đài: all, ngày phát: T2, lúc: 17:20, thời lượng: 1:00}"


@pytest.mark.parametrize(
    ("text", "home"),
    [
        (f"khung giờ:\n  - {_A}\n  - {{khung giờ: a, ngày: 2026-12-03, hủy: họp}}\n", "ngoại lệ"),
        ("khung giờ:\n  - {ngày: 2026-12-03, tên: hội làng}\n", "ngày nghỉ"),
        (f"ngoại lệ:\n  - {_A}\n", "khung giờ"),
        ("slots: [{slot: a, date: 2026-12-03, cancel: x}]\n", "exceptions"),
        (f"tiếp sóng:\n  - {_A.replace('mã', 'chuyên mục: x, mã')}\n", "khung giờ"),
    ],
)
def test_an_entry_of_another_list_is_one_error_that_names_the_list(text: str, home: str) -> None:
    (found,) = parse_schedule([("a.yaml", text)])[1]
    assert found.code == "wrong-list" and home in found.message.vi + found.message.en
    assert home in found.remedy.vi + found.remedy.en


def test_a_slot_with_one_strange_key_is_still_a_slot() -> None:
    schedule, (found,) = parse_schedule([("a.yaml", f"khung giờ:\n  - {_A[:-1]}, hủy: x}}\n")])
    assert found.code == "unknown-key" and len(schedule.slots) == 1
