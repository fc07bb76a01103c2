"""Writing a choice into a plan: only the lines asked for change, and what was written is proven."""

from __future__ import annotations

import pytest

from radioprog.schedule.conflicts import plan_edit
from radioprog.schedule.conflicts.plan_edit import exception_line, with_changes
from radioprog.schedule.conflicts.resolutions import Change
from radioprog.schedule.plan.plan_file import parse_schedule
from radioprog.schedule.plan.slot import SlotException

SLOTS = """\
# lịch của đài
slots:
  - id: tin   # bản tin chiều
    series: Bản tin
    stations: all
    days: hằng ngày
    at: 17:00
    length: 15:00
    repeats: [hôm sau 05:30]
"""
OLD = "{slot: tin, date: 2026-03-05, move: 18:00}"
NEW = "{slot: tin, date: 2026-03-05, cancel: mất điện}"
ADDED = "{slot: tin, date: 2026-03-09, run: first, move: 2026-03-10 07:30}"


def exceptions(text: str) -> tuple[SlotException, ...]:
    schedule, findings = parse_schedule([("p.yaml", text)])
    assert not [each.render("en") for each in findings if each.is_error]
    return schedule.exceptions


def exception(line: str) -> SlotException:
    (found,) = exceptions(f"{SLOTS}exceptions:\n  - {line}\n")
    return found


def adding(*lines: str) -> list[Change]:
    return [Change(exception(line), None) for line in lines]


def written(text: str, changes: list[Change]) -> str | None:
    return with_changes(text, changes, file="p.yaml")


@pytest.mark.parametrize(
    "line",
    [
        OLD,
        NEW,
        ADDED,
        "{slot: tin, date: 2026-03-05, run: 1, cancel: mất điện}",
        "{slot: tin, date: 2026-03-05, length: 20:00}",
        "{slot: tin, date: 2026-03-05, length: 1:05:00}",
        "{slot: tin, date: 2026-03-05, programme: tin-dac-biet}",
        '{slot: tin, date: 2026-03-05, cancel: "lý do: mất điện"}',
        '{slot: tin, date: 2026-03-05, cancel: "mất điện #2"}',
        "{slot: tin, date: 2026-03-05, move: 18:00, length: 10:00, programme: x}",
    ],
)
def test_an_exceptions_line_reads_back_as_itself(line: str) -> None:
    assert exception_line(exception(line)) == line
    assert exception(exception_line(exception(line))) == exception(line)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SLOTS, f"{SLOTS}\nexceptions:\n  - {ADDED}\n"),
        (f"{SLOTS}\n\n", f"{SLOTS}\nexceptions:\n  - {ADDED}\n"),
        (SLOTS.rstrip("\n"), f"{SLOTS}\nexceptions:\n  - {ADDED}\n"),
        (f"{SLOTS}exceptions:\n", f"{SLOTS}exceptions:\n  - {ADDED}\n"),
        (f"{SLOTS}exceptions: []\n", f"{SLOTS}exceptions:\n  - {ADDED}\n"),
        (f"exceptions: [ ]\n{SLOTS}", f"exceptions:\n  - {ADDED}\n{SLOTS}"),
        (
            f"{SLOTS}exceptions:\n  - {OLD}\n",
            f"{SLOTS}exceptions:\n  - {OLD}\n  - {ADDED}\n",
        ),
        (
            f"{SLOTS}exceptions:\n- {OLD}  # báo hôm qua\n\n# hết\n",
            f"{SLOTS}exceptions:\n- {OLD}  # báo hôm qua\n- {ADDED}\n\n# hết\n",
        ),
        (
            f"exceptions:\n    - slot: tin\n      date: 2026-03-05\n      move: 18:00\n{SLOTS}",
            f"exceptions:\n    - slot: tin\n      date: 2026-03-05\n      move: 18:00\n"
            f"    - {ADDED}\n{SLOTS}",
        ),
        (
            f"{SLOTS}exceptions:\n  - {OLD}\n".replace("\n", "\r\n"),
            f"{SLOTS}exceptions:\n  - {OLD}\n  - {ADDED}\n".replace("\n", "\r\n"),
        ),
    ],
)
def test_an_exception_is_added_and_the_rest_stays_to_the_letter(before: str, after: str) -> None:
    assert written(before, adding(ADDED)) == after


def test_a_file_of_its_own_begins_with_the_list() -> None:
    assert written("", adding(ADDED)) == f"exceptions:\n  - {ADDED}\n"


def test_several_are_added_in_their_order() -> None:
    more = "{slot: tin, date: 2026-03-11, cancel: nghỉ}"
    made = written(SLOTS, adding(ADDED, more))
    assert made == f"{SLOTS}\nexceptions:\n  - {ADDED}\n  - {more}\n"


def replacing(text: str, line: str, number: int = 0) -> list[Change]:
    return [Change(exception(line), exceptions(text)[number])]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{SLOTS}exceptions:\n  - {OLD}\n", f"{SLOTS}exceptions:\n  - {NEW}\n"),
        (
            f"{SLOTS}exceptions:\n  - {OLD}  # báo hôm qua\n  - {ADDED}\n",
            f"{SLOTS}exceptions:\n  - {NEW}  # báo hôm qua\n  - {ADDED}\n",
        ),
        (
            "exceptions:\n  - slot: tin\n    date: 2026-03-05  # thứ năm\n    move: 18:00\n\n"
            + SLOTS,
            f"exceptions:\n  - {NEW}  # thứ năm\n\n{SLOTS}",
        ),
    ],
)
def test_an_exception_is_replaced_and_its_remark_stays(before: str, after: str) -> None:
    assert written(before, replacing(before, NEW)) == after


def test_one_is_replaced_and_another_added_at_once() -> None:
    before = f"{SLOTS}exceptions:\n  - {OLD}\n"
    made = written(before, [*replacing(before, NEW), *adding(ADDED)])
    assert made == f"{SLOTS}exceptions:\n  - {NEW}\n  - {ADDED}\n"


def test_the_later_of_two_is_replaced_and_not_the_first() -> None:
    before = f"{SLOTS}exceptions:\n  - {ADDED}\n  - {OLD}\n"
    made = written(before, replacing(before, NEW, 1))
    assert made == f"{SLOTS}exceptions:\n  - {ADDED}\n  - {NEW}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{SLOTS}exceptions: [{OLD}]\n",
        f"{SLOTS}exceptions: tin\n",
        "{slots: [], exceptions: []}\n",
        "- a\n- b\n",
        "slots: [\n",
    ],
)
def test_where_it_cannot_be_written_nothing_is(text: str) -> None:
    assert written(text, adding(ADDED)) is None


def test_what_stands_in_braces_or_elsewhere_is_not_replaced() -> None:
    before = f"{SLOTS}exceptions: [{OLD}]\n"
    assert written(before, replacing(before, NEW)) is None
    there = f"{SLOTS}exceptions:\n  - {OLD}\n"
    assert written(SLOTS, replacing(there, NEW)) is None


@pytest.mark.parametrize(
    "slip",
    [
        f"  - {NEW}",
        "  - {slot: tin, date: 2026-04-01, cancel: x}",
        "  - {slot: tin, date: never, cancel: x}",
        "profiles: {xa: {sessions: 2}}",
    ],
)
def test_a_text_that_does_not_say_just_what_was_asked_is_refused(
    slip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer proves its work by reading it: a slip of its own never reaches the file."""
    real = plan_edit._append
    monkeypatch.setattr(plan_edit, "_append", lambda lines, new: real(lines, [*new, slip]))
    assert written(SLOTS, adding(ADDED)) is None


def test_a_slip_in_another_part_of_the_plan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = plan_edit._append

    def slip(lines: list[str], new: list[str]) -> None:
        lines[:] = [line.replace("at: 17:00", "at: 17:01") for line in lines]
        real(lines, new)

    monkeypatch.setattr(plan_edit, "_append", slip)
    assert written(SLOTS, adding(ADDED)) is None
