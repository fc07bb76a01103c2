"""Emergency messages: ``schedules/alerts.yaml``, one entry a message, only ever added to.

A message is new, takes the place of an earlier one (update), or says that all is over (end);
together they are one alert. What is on air follows from the messages and from the moment at which
each was approved: nothing in the file says that an alert is live.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.yaml.compound import Field, ListKind, Record, RecordKind
from radioprog.kernel.yaml.document import MappingNode, SequenceNode, parse_document, write_value
from radioprog.kernel.yaml.schema import ChoiceKind, MadeKind, TextKind, bad_value
from radioprog.schedule.days.civil import (
    DAY,
    MINUTE,
    CivilMoment,
    Span,
    civil_of,
    date_of,
    day_of,
    minute_of,
    span_text,
)
from radioprog.schedule.days.rules import DayRule
from radioprog.schedule.plan import findings as says
from radioprog.schedule.plan.hazards import LEVEL_KIND
from radioprog.schedule.plan.kinds import LENGTH, SELECTOR, SLOT_ID
from radioprog.schedule.plan.slot import Every, Fill, Priority, Slot
from radioprog.schedule.stations.selector import Selector

FILE = "alerts.yaml"
LONGEST_TEXT = 5000
"""Characters of a message: about five minutes of speech."""


class AlertKind(StrEnum):
    """What a message does: it is new, it takes the place of another, or it ends an alert."""

    NEW = "new"
    UPDATE = "update"
    END = "end"


@dataclass(frozen=True, slots=True)
class AlertMessage:
    """One message of an alert, as it was issued.

    ``alert`` is the id of the alert's first message, ``of`` that of the message before this one;
    ``issued`` and ``until`` are aware; ``every`` is the time between two runs; ``script`` the
    name of what is spoken.
    """

    id: str
    kind: AlertKind
    alert: str
    title: str
    text: str
    hazard: str
    level: str
    stations: Selector
    issued: dt.datetime
    until: dt.datetime
    every: Span
    script: str
    by: str = ""
    of: str = ""
    exercise: bool = False
    english: str = ""
    place: Place = field(default=NOWHERE, compare=False)


def _moment(text: str, place: Place, findings: list[Finding]) -> dt.datetime | None:
    try:
        when = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        when = None
    if when is not None and when.tzinfo is not None:
        return when
    wanted = Text("thời điểm như 2026-12-03T07:15:00+07:00", "a moment with its zone's offset")
    findings.append(bad_value(place, wanted, text))
    return None


_MOMENT = MadeKind(TextKind(40), _moment)
_YES = ChoiceKind({"no": ("không", "false", "off"), "yes": ("có", "true", "on")})
_PARAGRAPHS = ListKind(TextKind(LONGEST_TEXT), single=True, most=500)
ALERT_KIND = RecordKind(
    (
        Field("id", SLOT_ID, Text("mã của tin", "the message's id"), ("mã",), required=True),
        Field(
            "kind",
            ChoiceKind({"new": ("tin mới",), "update": ("cập nhật",), "end": ("hết hiệu lực",)}),
            Text("tin mới, cập nhật hay hết hiệu lực", "what it does"),
            ("loại tin",),
            default="new",
        ),
        Field("of", SLOT_ID, Text("thay cho tin nào", "the message before it"), ("thay cho",)),
        Field("title", TextKind(300), Text("đầu đề", "its title"), ("đầu đề",), required=True),
        Field("hazard", TextKind(40), Text("loại khẩn cấp", "the hazard"), ("loại",), True),
        Field("level", LEVEL_KIND, Text("cấp độ", "the level"), ("cấp",), required=True),
        Field("stations", SELECTOR, Text("những đài nào", "which stations"), ("đài",), True),
        Field("issued", _MOMENT, Text("phát hành lúc", "when issued"), ("phát hành",), True),
        Field("until", _MOMENT, Text("hiệu lực đến", "valid until"), ("đến",), required=True),
        Field("every", LENGTH, Text("phát lại sau", "time between runs"), ("mỗi",), True),
        Field("script", TextKind(200), Text("kịch bản", "the script"), ("kịch bản",), True),
        Field("by", TextKind(100), Text("ai phát hành", "who issued it"), ("người",), default=""),
        Field("exercise", _YES, Text("diễn tập", "an exercise"), ("diễn tập",), default="no"),
        Field("english", TextKind(LONGEST_TEXT), Text("bản tiếng Anh", "in English")),
        Field("text", _PARAGRAPHS, Text("nội dung", "the text"), ("nội dung",), True),
    ),
    title="alert",
)
ALERTS_KIND = RecordKind(
    (
        Field(
            "alerts",
            ListKind(ALERT_KIND, most=20_000),
            Text("các tin khẩn cấp", "emergency messages"),
            ("tin khẩn cấp",),
            default=(),
        ),
    ),
    title=FILE,
)


def parse_alerts(text: str, *, file: str) -> tuple[tuple[AlertMessage, ...], tuple[Finding, ...]]:
    """Read the messages in the order in which they were issued; what refers to nothing is told."""
    found: list[Finding] = []
    node, told = parse_document(text, file=file)
    found.extend(told)
    record = ALERTS_KIND.read(node, found) if node is not None else None
    known: dict[str, AlertMessage] = {}
    for each in record["alerts"] if record else ():
        message = _message(each, known, found)
        if message is not None:
            known[message.id] = message
    return tuple(known.values()), tuple(found)


_NEEDED = ("id", "title", "hazard", "level", "stations", "issued", "until", "every", "text")


def _message(
    each: Record, known: dict[str, AlertMessage], found: list[Finding]
) -> AlertMessage | None:
    if not each["text"] or any(each[name] is None for name in (*_NEEDED, "script")):
        return None
    kind, of = AlertKind(each["kind"]), each["of"] or ""
    if each["id"] in known:
        first = known[each["id"]].place
        found.append(says.DOUBLE_SLOT(each.place_of("id"), name=each["id"], first=first))
        return None
    if kind is not AlertKind.NEW and of not in known:
        found.append(says.UNKNOWN_MESSAGE(each.place, id=each["id"], of=of))
        return None
    return AlertMessage(
        kind=kind,
        alert=each["id"] if kind is AlertKind.NEW else known[of].alert,
        of=of,
        by=each["by"] or "",
        exercise=each["exercise"] == "yes",
        english=each["english"] or "",
        script=each["script"],
        place=each.place,
        text="\n".join(each["text"]),
        **{name: each[name] for name in _NEEDED if name != "text"},
    )


_HEAD = (
    "# Tin khẩn cấp, do lệnh radioprog alert ghi. Mỗi tin một mục, chỉ thêm, không sửa:\n"
    "# sửa một mục thì người có quyền phải duyệt lại mới được phát.\n"
)


def with_message(text: str, message: AlertMessage, *, file: str) -> str | None:
    """Return the file's text with one message added at its end; nothing where that cannot be done.

    Every line that stands there stays as it is; what comes out is read again to prove it.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n") if text.strip() else []
    indent = _indent(lines, file)
    if indent is None:
        return None
    if not lines:
        lines = [*_HEAD.rstrip("\n").split("\n"), "alerts:"]
    elif indent < 0:
        lines, indent = [*lines, "", "alerts:"], 2
    rows = _rows(message)
    space = " " * indent
    lines += [f"{space}- {rows[0]}", *(f"{space}  {row}" for row in rows[1:])]
    made = ending.join([*lines, ""])
    before, after = (parse_alerts(each, file=file) for each in (text, made))
    return made if not after[1] and after[0] == (*before[0], message) else None


def _indent(lines: Sequence[str], file: str) -> int | None:
    """Return the column of the list's dashes; -1: there is no list yet, nothing: it cannot grow."""
    root, findings = parse_document("\n".join(lines), file=file)
    if not lines:
        return 2
    if any(each.is_error for each in findings) or not isinstance(root, MappingNode):
        return None
    if not root.items:
        return -1
    _, value = root.items[-1]
    if len(root.items) > 1 or not isinstance(value, SequenceNode) or not value.items:
        return 2 if lines[-1].strip() in ("alerts:", "tin khẩn cấp:") else None
    place = value.items[-1].place
    before = lines[(place.line or 1) - 1][: (place.column or 1) - 1].rstrip()
    return len(before) - 1 if before.endswith("-") else None


def _rows(message: AlertMessage) -> list[str]:
    pairs = [("id", message.id), ("kind", str(message.kind)), ("of", message.of)]
    pairs += [("title", message.title), ("hazard", message.hazard), ("level", message.level)]
    pairs += [("stations", message.stations.text)]
    pairs += [("issued", message.issued.isoformat()), ("until", message.until.isoformat())]
    pairs += [("every", span_text(message.every)), ("script", message.script), ("by", message.by)]
    pairs += [("exercise", "yes" if message.exercise else ""), ("english", message.english)]
    pairs += [("text", message.text)]
    return [f"{name}: {_written(name, value)}" for name, value in pairs if value]


def _written(name: str, value: str) -> str:
    if name in ("issued", "until", "every", "exercise", "level"):
        return value
    if name == "text" and "\n" in value:
        return f"[{', '.join(write_value(each, flow=True) for each in value.split(_BREAK))}]"
    return write_value(value)


_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class OnAirMessage:
    """A message that was approved: when it is first on air, and for how long each time.

    ``at`` is the wall clock's, at a full minute; ``length`` of a run is in whole seconds.
    """

    message: AlertMessage
    at: CivilMoment
    length: Span


def in_turn(
    approved: Iterable[tuple[AlertMessage, dt.datetime, Span]],
) -> Iterator[OnAirMessage]:
    """Yield when each approved message of one alert is first on air: at the next full minute.

    The messages come in order, each with the moment of its approval in the stations' zone; one
    waits until the first run of that before it is over. What would come after its own end does
    not go on air.
    """
    free = CivilMoment(0)
    for message, when, length in approved:
        at = max(_full_minute(civil_of(when) + bool(when.microsecond)), _full_minute(free))
        if at >= civil_of(message.until.astimezone(when.tzinfo)):
            continue
        free = CivilMoment(at + length)
        yield OnAirMessage(message, at, length)


def _full_minute(at: int) -> CivilMoment:
    return CivilMoment(-(-at // MINUTE) * MINUTE)


def slot_name(message: AlertMessage) -> str:
    """Return the id of the slot that a message has on air."""
    return f"alert-{message.id}"


def alert_slot(each: OnAirMessage, zone: dt.tzinfo) -> Slot:
    """Return a message as the slot that it is: first run, and repeats at even steps to its end.

    A later message of the same alert takes the place of the repeats, as its series says.
    """
    message, date = each.message, date_of(day_of(each.at))
    last = civil_of(message.until.astimezone(zone)) - each.length
    repeats = message.kind is not AlertKind.END and last >= each.at + message.every
    return Slot(
        id=slot_name(message),
        stations=message.stations,
        days=DayRule(dates=frozenset({date})),
        at=minute_of(each.at),
        length=each.length,
        series=message.alert,
        first=date,
        last=date,
        every=Every(message.every, CivilMoment(last)) if repeats else None,
        priority=Priority.EMERGENCY,
        fill=Fill("named", message.script),
        name=one_line(message.title),
        series_title=_SERIES[message.exercise],
        alert="exercise" if message.exercise else "actual",
        place=message.place,
    )


_SERIES = {False: "Tin khẩn cấp", True: "Diễn tập"}


def runs_after(slot: Slot, at: CivilMoment) -> range:
    """Return the numbers of a slot's repeats that come at a moment or after it."""
    if slot.every is None or slot.first is None:
        return range(0)
    begin = slot.first_day * DAY + slot.at * MINUTE
    step = slot.every.step
    return range(max(1, -(-(at - begin) // step)), (slot.every.until - begin) // step + 1)
