"""The lint: any ``.ics`` file held against the safe profile, each breach with its line.

The profile is what all of Google, Outlook, Apple, Nextcloud, Thunderbird and DAVx5 read alike.
An error is what some of them drop, shift or refuse; a warning is what they show poorly.

The lines are read here without a library, unfolded, split and grouped into components, so that
a finding can say where something stands, and so that no file, however made, costs more than one
pass.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from radioprog.ical.codec import parse_calendars
from radioprog.ical.findings import codes
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.textfile import read_bytes

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
DEEPEST = 16


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property: its name, parameters and value, and the line at which it begins."""

    name: str
    parameters: dict[str, str]
    value: str
    number: int


@dataclass(slots=True)
class Block:
    """One component: its name, its own properties, the components in it, and where it begins."""

    name: str
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    closed: bool = False

    def all(self, name: str) -> list[ContentLine]:
        """Return the properties of a name."""
        return [line for line in self.lines if line.name == name]

    def value(self, name: str) -> str | None:
        """Return the value of the first property of a name."""
        return next((line.value for line in self.lines if line.name == name), None)

    def walk(self, name: str) -> Iterator[Block]:
        """Return the components of a name below this one."""
        for block in self.blocks:
            if block.name == name:
                yield block
            yield from block.walk(name)


@dataclass(frozen=True, slots=True)
class ComponentTree:
    """A whole file: its top components, and the numbers of lines that make no sense."""

    blocks: tuple[Block, ...]
    senseless: tuple[int, ...]


def physical_lines(data: bytes) -> list[bytes]:
    """Split a file at LF; a CR before it stays on the line."""
    lines = data.split(b"\n")
    return lines[:-1] if lines and not lines[-1] else lines


def read_page(lines: Sequence[bytes]) -> ComponentTree:
    """Unfold and group the lines of a file."""
    root = Block("", 0)
    stack = [root]
    senseless: list[int] = []
    for number, text in _unfolded(lines):
        line = _line(text, number)
        if line is None:
            senseless.append(number)
        elif line.name == "BEGIN":
            block = Block(line.value.strip().upper(), number)
            stack[-1].blocks.append(block)
            if len(stack) >= DEEPEST:
                senseless.append(number)
                break
            stack.append(block)
        elif line.name == "END":
            if len(stack) > 1 and stack[-1].name == line.value.strip().upper():
                stack.pop().closed = True
            else:
                senseless.append(number)
        else:
            stack[-1].lines.append(line)
    senseless.extend(block.number for block in stack[1:])
    senseless.extend(line.number for line in root.lines)
    return ComponentTree(tuple(root.blocks), tuple(sorted(set(senseless))))


def _unfolded(lines: Sequence[bytes]) -> Iterator[tuple[int, str]]:
    held: list[bytes] = []
    begin = 1
    for number, raw in enumerate(lines, 1):
        text = raw.removesuffix(b"\r")
        if text[:1] in (b" ", b"\t") and held:
            held.append(text[1:])
            continue
        if held:
            yield begin, b"".join(held).decode("utf-8", "replace")
        held, begin = [text], number
    if held and any(held):
        yield begin, b"".join(held).decode("utf-8", "replace")


def _line(text: str, number: int) -> ContentLine | None:
    if not text.strip():
        return None
    match = _NAME.match(text)
    if match is None:
        return None
    at = match.end()
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(text, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if text[at : at + 1] != ":":
        return None
    return ContentLine(match[0].upper(), parameters, text[at + 1 :], number)


LARGEST = 64 << 20
LARGEST_FEED = 1_000_000
"""A feed over this many bytes is refused by some readers."""
_LIBRARY_READS = 2 << 20
_MOST_EACH = 10
_WHEN = re.compile(r"\d{8}(?:T\d{6}Z?)?")
_RULE_PARTS = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST"})
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY")
_STATUS = ("CONFIRMED", "TENTATIVE", "CANCELLED")
_MOST_COUNT = 5000


def lint_file(path: Path, *, shown: str) -> tuple[Finding, ...]:
    """Check an ``.ics`` file; the findings are in order of their lines."""
    data, problem = read_bytes(path, shown=shown, limit=LARGEST)
    if data is None:
        return (problem,) if problem else ()
    return lint(data, shown=shown)


def lint(data: bytes, *, shown: str) -> tuple[Finding, ...]:
    r"""Check iCalendar bytes.

    >>> [found.code for found in lint(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", shown="a.ics")][:2]
    ['ics-line-end', 'ics-name']
    """
    lines = physical_lines(data)
    page = read_page(lines)
    told: dict[str, int] = {}
    findings: list[Finding] = []
    for code, number, what in [*_raw(data, lines), *_whole(page, data), *_calendars(page)]:
        told[code] = told.get(code, 0) + 1
        if told[code] <= _MOST_EACH:
            findings.append(_finding(code, shown, number, what))
    for code, count in sorted(told.items()):
        if count > _MOST_EACH:
            more = str(count - _MOST_EACH)
            findings.append(_finding(code, shown, None, f"+{more}"))
    return tuple(sorted(findings, key=lambda each: (each.place.line or 1 << 30, each.code)))


_Told = Iterator[tuple[str, int | None, str]]


def _finding(code: str, shown: str, number: int | None, what: str) -> Finding:
    place = Place(shown, number, 1 if number else None)
    return codes.get(code)(place, tail=f": {what[:80]}" if what else "")


def _raw(data: bytes, lines: list[bytes]) -> _Told:
    for number, line in enumerate(lines, 1):
        if not line.endswith(b"\r"):
            yield "ics-line-end", number, ""
        text = line.removesuffix(b"\r")
        if len(text) > 75:
            yield "ics-fold", number, f"{len(text)}"
        if any(byte < 32 and byte != 9 for byte in text) or b"\x7f" in text:
            yield "ics-control", number, ""
        try:
            shown = text.decode("utf-8")
        except UnicodeDecodeError:
            yield "ics-utf8", number, ""
            continue
        if not shown.isascii() and not unicodedata.is_normalized("NFC", shown):
            yield "ics-nfc", number, ""
    if len(data) > LARGEST_FEED:
        yield "ics-size", None, f"{len(data) // 1000} kB"


def _whole(page: ComponentTree, data: bytes) -> _Told:
    for number in page.senseless:
        yield "ics-syntax", number, ""
    if [block.name for block in page.blocks] != ["VCALENDAR"]:
        yield "ics-one-calendar", 1, ", ".join(block.name for block in page.blocks[:3])
    if len(data) <= _LIBRARY_READS and not page.senseless:
        calendars, reason = parse_calendars(data)
        if reason is not None:
            yield "ics-syntax", 1, reason
        for calendar in calendars:
            for event in calendar.walk("VEVENT"):
                for complaint in event.complaints:
                    yield "ics-value", None, complaint


def _calendars(page: ComponentTree) -> _Told:
    for calendar in page.blocks:
        if calendar.name != "VCALENDAR":
            continue
        yield from _head(calendar)
        zones = {zone.value("TZID") or "": zone for zone in calendar.walk("VTIMEZONE")}
        for zone in calendar.walk("VTIMEZONE"):
            if not zone.value("TZID") or not zone.blocks:
                yield "ics-zone", zone.number, zone.value("TZID") or ""
        for alarm in calendar.walk("VALARM"):
            yield "ics-alarm", alarm.number, ""
        events = list(calendar.walk("VEVENT"))
        for event in events:
            yield from _event(event, frozenset(zones))
        yield from _series(events)


def _head(calendar: Block) -> _Told:
    if calendar.value("VERSION") != "2.0":
        yield "ics-version", calendar.number, calendar.value("VERSION") or ""
    if not calendar.value("PRODID"):
        yield "ics-prodid", calendar.number, ""
    for line in calendar.all("METHOD"):
        yield "ics-method", line.number, line.value
    if not (calendar.value("NAME") and calendar.value("X-WR-CALNAME")):
        yield "ics-name", calendar.number, ""
    if not calendar.value("REFRESH-INTERVAL"):
        yield "ics-refresh", calendar.number, ""
    for name, kind in (("REFRESH-INTERVAL", "DURATION"), ("SOURCE", "URI")):
        for line in calendar.all(name):
            if line.parameters.get("VALUE", "").upper() != kind:
                yield "ics-value-kind", line.number, f"{name};VALUE={kind}"


def _event(event: Block, zones: frozenset[str]) -> _Told:
    for name in ("UID", "DTSTAMP", "DTSTART"):
        count = len(event.all(name))
        if count != 1:
            yield ("ics-missing" if not count else "ics-twice"), event.number, name
    if not event.value("SUMMARY"):
        yield "ics-summary", event.number, ""
    for name in ("RDATE", "EXRULE"):
        for line in event.all(name):
            yield "ics-unsafe-property", line.number, name
    yield from _times(event, zones)
    yield from _values(event)
    for number, line in enumerate(event.all("RRULE")):
        if number:
            yield "ics-twice", line.number, "RRULE"
        yield from _rule(line, event)


def _times(event: Block, zones: frozenset[str]) -> _Told:
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"):
        for line in event.all(name):
            for value in line.value.split(","):
                if not _WHEN.fullmatch(value) or moment(value) is None:
                    yield "ics-date", line.number, f"{name} {value}"
            zone = line.parameters.get("TZID")
            if zone is not None and zone not in zones:
                yield "ics-zone", line.number, zone
            if zone is None and "T" in line.value and not line.value.endswith("Z"):
                yield "ics-floating", line.number, name
    start, end = event.value("DTSTART"), event.value("DTEND")
    first, last = moment(start or ""), moment(end or "")
    if first and last and start and end and len(start) == len(end) and last < first:
        yield "ics-end", event.number, f"{start} - {end}"


def _values(event: Block) -> _Told:
    for line in event.all("STATUS"):
        if line.value not in _STATUS:
            yield "ics-status", line.number, line.value
    for line in event.all("SEQUENCE"):
        if not line.value.isdecimal():
            yield "ics-sequence", line.number, line.value
    for line in event.all("ATTACH"):
        if "FMTTYPE" not in line.parameters:
            yield "ics-attach", line.number, ""
    for line in event.all("DTSTAMP"):
        if not line.value.endswith("Z"):
            yield "ics-stamp", line.number, line.value


def rule_parts(value: str) -> dict[str, str]:
    """Split an RRULE into its parts."""
    pairs = (part.partition("=") for part in value.split(";") if part)
    return {name.strip().upper(): text for name, _, text in pairs}


def _rule(line: ContentLine, event: Block) -> _Told:
    parts = rule_parts(line.value)
    strange = sorted(set(parts) - _RULE_PARTS)
    if strange or parts.get("FREQ", "").upper() not in _FREQUENCIES:
        yield "ics-rule", line.number, ", ".join(strange) or parts.get("FREQ", "")
    interval = parts.get("INTERVAL", "1")
    if not interval.isdecimal() or int(interval[:9]) < 1:
        yield "ics-interval", line.number, interval
    count = parts.get("COUNT", "1")
    if not count.isdecimal() or len(count) > 9 or not 1 <= int(count) <= _MOST_COUNT:
        yield "ics-count", line.number, count
    start = event.all("DTSTART")
    dated = start and start[0].parameters.get("VALUE", "").upper() == "DATE"
    if "UNTIL" in parts and not parts["UNTIL"].endswith("Z") and not dated:
        yield "ics-until", line.number, parts["UNTIL"]
    if start and start[0].value.endswith("Z"):
        yield "ics-utc-series", start[0].number, start[0].value
    if event.all("RECURRENCE-ID"):
        yield "ics-override-rule", line.number, ""
    if parts.get("FREQ") == "MONTHLY" and "BYDAY" not in parts:
        yield "ics-rule", line.number, "MONTHLY"


def _series(events: list[Block]) -> _Told:
    masters: dict[str, Block] = {}
    seen: set[tuple[str, str]] = set()
    for event in events:
        uid = event.value("UID") or ""
        recurrence = event.value("RECURRENCE-ID") or ""
        if (uid, recurrence) in seen:
            yield "ics-double", event.number, uid
        seen.add((uid, recurrence))
        if not recurrence:
            masters.setdefault(uid, event)
    out = {
        uid: {value for line in event.all("EXDATE") for value in line.value.split(",")}
        for uid, event in masters.items()
    }
    for event in events:
        for line in islice(event.all("RECURRENCE-ID"), 1):
            uid = event.value("UID") or ""
            master = masters.get(uid)
            if "RANGE" in line.parameters:
                yield "ics-range", line.number, line.parameters["RANGE"]
            if master is None:
                yield "ics-no-master", line.number, uid
                continue
            start = master.all("DTSTART")
            if start and start[0].parameters.get("TZID") != line.parameters.get("TZID"):
                yield "ics-override-zone", line.number, uid
            if line.value in out[uid]:
                yield "ics-both", line.number, line.value


def moment(value: str) -> dt.datetime | None:
    """Read a date or date-time of iCalendar, its zone left aside."""
    try:
        form = "%Y%m%dT%H%M%S" if "T" in value else "%Y%m%d"
        return dt.datetime.strptime(value.removesuffix("Z"), form)
    except ValueError:
        return None
