"""Each value of a schedule file at its bounds: repeats, moves, ranges, runs, names, lengths."""

from __future__ import annotations

import datetime as dt

import pytest

from radioprog.kernel.findings import Finding
from radioprog.kernel.yaml.document import parse_document
from radioprog.schedule.days.civil import civil_day
from radioprog.schedule.plan import kinds
from radioprog.schedule.plan.kinds import (
    EveryWords,
    parse_dates,
    parse_move,
    parse_repeat,
)
from radioprog.schedule.plan.slot import Fill, Move, Priority, Repeat


def value(kind: object, text: str) -> tuple[object, list[str]]:
    node, _ = parse_document(text, file="p.yaml")
    findings: list[Finding] = []
    return kind.read(node, findings), [each.code for each in findings]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "repeat"),
    [
        ("19:00", Repeat(0, 1140)),
        ("0:00", Repeat(0, 0)),
        ("23:59", Repeat(0, 1439)),
        ("24:00", None),
        ("cùng ngày 19:00", Repeat(0, 1140)),
        ("same day 19:00", Repeat(0, 1140)),
        ("hôm sau 5h30", Repeat(1, 330)),
        ("next day 05:30", Repeat(1, 330)),
        ("+1 ngày 05:30", Repeat(1, 330)),
        ("+ 2 days 05:30", Repeat(2, 330)),
        ("+3d 05:30", Repeat(3, 330)),
        ("+60 ngày 05:30", Repeat(60, 330)),
        ("+61 ngày 05:30", None),
        ("hôm qua 05:30", None),
        ("", None),
    ],
)
def test_a_repeat(text: str, repeat: Repeat | None) -> None:
    assert parse_repeat(text) == repeat


def until(day: str, minute: int) -> int:
    return civil_day(dt.date.fromisoformat(day)) * 86_400 + minute * 60


@pytest.mark.parametrize(
    ("text", "step", "end"),
    [
        ("mỗi 2 giờ đến 2026-10-28 18:00", 7200, until("2026-10-28", 1080)),
        ("cứ 5:00 tới 2026-10-28 18:00", None, None),
        ("cứ 30 phút until 28/10/2026 18:00", 1800, until("2026-10-28", 1080)),
        ("every 5 phút", 300, None),
        ("mỗi 4:59", None, None),
        ("mỗi 168 giờ", 7 * 86_400, None),
        ("mỗi 169 giờ", None, None),
        ("mỗi 2 giờ đến 18:00", None, None),
        ("mỗi 2 giờ đến sau", None, None),
    ],
)
def test_repeats_at_even_steps(text: str, step: int | None, end: int | None) -> None:
    found = parse_repeat(text)
    assert found == (None if step is None else EveryWords(step, end))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("17:45", Move(1065)),
        ("24:00", None),
        ("2026-03-04 17:00", Move(1020, dt.date(2026, 3, 4))),
        ("2026-03-04T17:00", Move(1020, dt.date(2026, 3, 4))),
        ("ngày 4/3/2026, lúc 17h", Move(1020, dt.date(2026, 3, 4))),
        ("9998-12-31 17:00", Move(1020, dt.date(9998, 12, 31))),
        ("9999-01-01 17:00", None),
        ("2026-02-30 17:00", None),
        ("2026-03-04", None),
        ("2026-03-04 24:00", None),
    ],
)
def test_a_move(text: str, move: Move | None) -> None:
    assert parse_move(text) == move


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-12-03", "2026-12-03", "2026-12-03"),
        ("3/12/2026", "2026-12-03", "2026-12-03"),
        ("2026-12-03..2026-12-09", "2026-12-03", "2026-12-09"),
        ("2026-12-03…2026-12-09", "2026-12-03", "2026-12-09"),
        ("2026-12-03 đến 2026-12-09", "2026-12-03", "2026-12-09"),
        ("2026-12-09..2026-12-03", "2026-12-09", "2026-12-03"),
        ("1900-01-01", "1900-01-01", "1900-01-01"),
        ("1899-12-31", "", ""),
        ("2026-12-03..1899-12-31", "", ""),
        ("2026-12-03..sau", "", ""),
        ("sau..2026-12-03", "", ""),
        ("2026-02-29", "", ""),
    ],
)
def test_a_date_or_a_range(text: str, first: str, last: str) -> None:
    found = parse_dates(text)
    assert (found and tuple(map(str, found))) == ((first, last) if first else None)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("first", 0),
        ("chính", 0),
        ("lần đầu", 0),
        ("0", 0),
        ("PM", 0),
        ("1", 1),
        ("999", 999),
        ("1000", None),
        ("PL 2", 2),
        ("lần 3", 3),
        ("pl", None),
        ("-1", None),
        ("00", None),
        ("cuối", None),
    ],
)
def test_a_run(text: str, run: int | None) -> None:
    found, codes = value(kinds.RUN, f'"{text}"')
    assert (found, codes) == (run, [] if run is not None else ["bad-value"])


@pytest.mark.parametrize(
    ("text", "fill"),
    [
        ("next", Fill("next")),
        ("KẾ TIẾP", Fill("next")),
        ("theo ngày", Fill("dated")),
        (" ban-tin-12 ", Fill("named", "ban-tin-12")),
    ],
)
def test_what_fills_a_slot(text: str, fill: Fill) -> None:
    assert value(kinds.FILL, f'"{text}"') == (fill, [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a", ["a"]),
        ('"a, b"', ["a", "b"]),
        ('"*"', ["all"]),
        ("Tất cả", ["all"]),
        ("x" * 200, ["x" * 200]),
        ("x" * 201, None),
    ],
)
def test_names_of_slots(text: str, names: list[str] | None) -> None:
    found, codes = value(kinds.SLOT_NAMES, text)
    assert bool(codes) is (names is None)
    if names is not None:
        assert list(found) == names  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("vung-bien_1", True),
        ("1", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("-a", False),
        ("_a", False),
        ("a b", False),
        ("bản-tin", True),
    ],
)
def test_an_id_of_a_slot(text: str, good: bool) -> None:
    found, codes = value(kinds.SLOT_ID, f'"{text}"')
    assert (found, codes) == ((text, []) if good else (None, ["bad-value"]))
    assert value(kinds.SLOT_ID, f'" {text} "') == (found, codes)


@pytest.mark.parametrize(
    ("text", "length"), [("15:00", 900), ("24:00:00", 86_400), ("0,5s", None), ("90s", 90)]
)
def test_a_length_is_in_whole_seconds(text: str, length: int | None) -> None:
    found, codes = value(kinds.LENGTH, f'"{text}"')
    assert found == length
    assert bool(codes) is (length is None)


def test_a_list_is_no_word_and_is_shown_as_written() -> None:
    assert value(kinds.MOVE, "[17:00]") == (None, ["bad-value"])
    assert value(kinds.MOVE, '" "') == (None, ["bad-value"])


def test_priorities_in_order_of_who_goes_first() -> None:
    assert [each.rank for each in Priority] == [0, 1, 2]
    for text, priority in (
        ("thường", "normal"),
        ("ưu tiên", "priority"),
        ("khẩn cấp", "emergency"),
    ):
        assert value(kinds.PRIORITY, text) == (priority, [])
