"""How each value of a schedule file is read: repeats, moves, runs, choices of a programme."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.times import parse_clock, parse_date, parse_duration, plain_marks
from radioprog.kernel.units import Seconds
from radioprog.kernel.yaml.compound import ListKind, OneOfKind
from radioprog.kernel.yaml.document import Node, Scalar
from radioprog.kernel.yaml.schema import (
    ChoiceKind,
    DurationKind,
    JsonSchema,
    MadeKind,
    TextKind,
    bad_value,
    written,
)
from radioprog.schedule.days.civil import CivilMoment, Span, civil_day, moment
from radioprog.schedule.plan.slot import Fill, Move, Priority, Repeat
from radioprog.schedule.stations.selector import Selector

ID = re.compile(r"[^\W_][\w-]{0,63}")
MOST_DAYS_LATER = 60
_SHORTEST_STEP = Span(5 * 60)
_LATER = re.compile(
    r"(?:\+\s*(?P<days>\d{1,3})\s*(?:ngày|days?|d)|(?P<next>hôm sau|next day))\s+(?P<at>.+)"
)
_EVERY = re.compile(r"(?:mỗi|cứ|every)\s+(?P<step>.+?)(?:\s+(?:đến|until|to)\s+(?P<until>.+))?")
FIRST_YEAR = 1900
"""Zones have no rules before; a plan that begins earlier is a slip of the pen."""
_LAST_YEAR = 9998
"""A move to a later year could end, or be repeated, on a day that no calendar has."""
_WHEN = re.compile(r"(?:ngày )?(?P<date>\d[\d/.-]+)(?:,?\s+|T)(?:lúc )?(?P<at>\d.*)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:từ )?(?P<first>\S+?)(?: ?(?:\.\.+|…) ?| (?:-|đến|tới|to) )(?P<last>\S+)")
ALL_SLOTS = "all"
_ALL_WORDS = frozenset({"all", "tất cả", "mọi khung", "*"})


@dataclass(frozen=True, slots=True)
class EveryWords:
    """Repeats at even steps, as written; the end may be left to the slot's own."""

    step: Span
    until: CivilMoment | None


@dataclass(frozen=True, slots=True)
class WordsKind:
    """A value whose words a function reads; what it wants is said where it cannot."""

    parse: object
    wanted: Text
    examples: tuple[str, ...]

    def read(self, node: Node, findings: list[Finding], /) -> object | None:
        """Return what the words mean."""
        text = node.text if isinstance(node, Scalar) else ""
        value = self.parse(text) if callable(self.parse) and text.strip() else None
        if value is None:
            findings.append(bad_value(node.place, self.wanted, written(node)))
        return value

    def json_schema(self) -> JsonSchema:
        """Text; a bare number or date is what plain YAML makes of some of it."""
        return {"type": ["string", "number", "integer"], "examples": list(self.examples)}


def _parse_id(text: str) -> str | None:
    text = text.strip()
    return text if ID.fullmatch(text) else None


def parse_repeat(text: str) -> Repeat | EveryWords | None:
    """Read a repeat: ``05:30``, ``hôm sau 05:30``, ``+2 ngày 05:30``, ``mỗi 2 giờ đến …``.

    >>> parse_repeat("hôm sau 05:30")
    Repeat(days=1, at=330)
    """
    words = fold(plain_marks(text))
    match = _EVERY.fullmatch(words)
    if match:
        return _every(match["step"], match["until"])
    days, clock = 0, words.removeprefix("cùng ngày ").removeprefix("same day ")
    match = _LATER.fullmatch(words)
    if match:
        days, clock = int(match["days"] or 1), match["at"]
    at = parse_clock(clock)
    if at is None or at == 24 * 60 or days > MOST_DAYS_LATER:
        return None
    return Repeat(days, at)


def _every(step: str, until: str | None) -> EveryWords | None:
    length = parse_duration(step)
    end = _parse_moment(until) if until else None
    if length is None or not _SHORTEST_STEP <= length <= 7 * 86_400 or (until and end is None):
        return None
    return EveryWords(Span(int(length)), end)


def _parse_moment(text: str) -> CivilMoment | None:
    move = parse_move(text)
    if move is None or move.date is None:
        return None
    return moment(civil_day(move.date), move.at)


def parse_move(text: str) -> Move | None:
    """Read where an airing goes: ``17:00``, or ``2026-03-04 17:00``.

    >>> parse_move("2026-03-04 17:00")
    Move(at=1020, date=datetime.date(2026, 3, 4))
    """
    words = plain_marks(text)
    match = _WHEN.fullmatch(words)
    date: dt.date | None = None
    if match:
        date = parse_date(match["date"])
        if date is None or date.year > _LAST_YEAR:
            return None
    at = parse_clock(match["at"] if match else words)
    return None if at is None or at == 24 * 60 else Move(at, date)


def parse_dates(text: str) -> tuple[dt.date, dt.date] | None:
    """Read a date, or a range: ``2026-12-03..2026-12-09``, ``từ 3/12/2026 đến 9/12/2026``.

    >>> parse_dates("2026-12-03") == parse_dates("2026-12-03..2026-12-03")
    True
    """
    words = fold(plain_marks(text.replace("…", "..")))
    match = _BETWEEN.fullmatch(words)
    first = parse_date(match["first"] if match else words)
    last = parse_date(match["last"]) if match else first
    if first is None or last is None or min(first, last).year < FIRST_YEAR:
        return None
    return first, last


def _parse_slot(text: str) -> str | None:
    words = one_line(text)
    if fold(words) in _ALL_WORDS:
        return ALL_SLOTS
    return words if 0 < len(words) <= 200 else None


def _parse_run(text: str) -> int | None:
    words = fold(text)
    if words in {"first", "chính", "lần đầu", "0", "pm"}:
        return 0
    number = words.removeprefix("pl").removeprefix("lần").strip()
    return int(number) if number.isdecimal() and 1 <= int(number) <= 999 else None


def _parse_fill(text: str) -> Fill | None:
    words = fold(text)
    if words in {"next", "kế tiếp", "tiếp theo"}:
        return Fill("next")
    if words in {"dated", "theo ngày"}:
        return Fill("dated")
    return Fill("named", text.strip())


def _span(seconds: Seconds, place: Place, findings: list[Finding]) -> Span | None:
    if not float(seconds).is_integer():
        wanted = Text("thời lượng tròn giây, như 15:00", "a length in whole seconds, say 15:00")
        findings.append(bad_value(place, wanted, f"{seconds:g}s"))
        return None
    return Span(int(seconds))


def _selector(text: str, place: Place, _: list[Finding]) -> Selector:
    return Selector(text, place)


LENGTH = MadeKind(DurationKind(Seconds(86_400.0)), _span)
SELECTOR = MadeKind(TextKind(longest=20_000), _selector)
SLOT_ID = WordsKind(
    _parse_id,
    Text(
        "một mã gồm chữ, số, gạch nối, như vung-bien-chieu", "an id of letters, digits and hyphens"
    ),
    ("vung-bien-chieu",),
)
SLOT_NAMES = ListKind(
    WordsKind(
        _parse_slot,
        Text("mã khung giờ, danh sách mã, hoặc all", "a slot's id, a list of them, or all"),
        ("vung-bien-chieu", "all"),
    ),
    commas=True,
)
DATES = WordsKind(
    parse_dates,
    Text(
        "ngày có thật, như 2026-12-03 hoặc 2026-12-03..2026-12-09",
        "a real date, as in 2026-12-03 or 2026-12-03..2026-12-09",
    ),
    ("2026-12-03", "2026-12-03..2026-12-09"),
)
DAY_WORDS = OneOfKind(
    Text("các ngày, như T2-T6, CN", "days, such as mon-fri, CN"),
    scalar=TextKind(longest=4000),
    sequence=ListKind(TextKind(longest=200)),
)
REPEAT = WordsKind(
    parse_repeat,
    Text(
        "giờ phát lại, như 19:00, hôm sau 05:30, +2 ngày 05:30",
        "a repeat, such as 19:00, next day 05:30, +2 days 05:30",
    ),
    ("19:00", "hôm sau 05:30", "+2 ngày 05:30", "mỗi 2 giờ đến 2026-10-28 18:00"),
)
MOVE = WordsKind(
    parse_move,
    Text("ngày giờ mới, như 2026-03-04 17:00", "the new date and time, as in 2026-03-04 17:00"),
    ("2026-03-04 17:00", "17:45"),
)
RUN = WordsKind(
    _parse_run,
    Text("first, 1, 2 …", "first, 1, 2 …"),
    ("first", "1"),
)
FILL = WordsKind(
    _parse_fill,
    Text("next, dated, hoặc tên kịch bản", "next, dated, or a script's name"),
    ("next", "dated"),
)
PRIORITY = ChoiceKind(
    {
        Priority.NORMAL.value: ("thông thường", "thường"),
        Priority.PRIORITY.value: ("ưu tiên",),
        Priority.EMERGENCY.value: ("khẩn cấp",),
    }
)
YES_NO = ChoiceKind({"true": ("yes", "có", "nghỉ", "on"), "false": ("no", "không", "off")})
EXEMPT = ChoiceKind(
    {
        "relay": ("tiếp sóng",),
        "repeat": ("phát lại",),
        "priority": ("ưu tiên",),
        "emergency": ("khẩn cấp",),
    }
)
