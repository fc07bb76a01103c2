"""An alert as a CAP 1.2 message: what warning systems and other stations take.

Identifier, sender and time of sending are those of the message as it was issued, so that the same
message is the same file for ever. An exercise says so in its status, which is what receivers look
at, and in every headline. Two blocks say it: in Vietnamese, and for others in English.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line, slug
from radioprog.publish.playout.listings import document
from radioprog.schedule.plan.alerts import AlertKind, AlertMessage
from radioprog.schedule.plan.hazards import LEVELS, Hazard

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
STATION_CODE = "radioprog-station"
"""What the ids of the workspace's stations are called among geocodes."""
EXERCISE_MARK = Text("DIỄN TẬP", "EXERCISE")
ENDED_MARK = Text("HẾT HIỆU LỰC", "NO LONGER IN FORCE")
_MESSAGES = {AlertKind.NEW: "Alert", AlertKind.UPDATE: "Update", AlertKind.END: "Cancel"}
_NOT_IN_TRANSLATION = Text(
    "",
    "{event}, {level}. The message is in Vietnamese: {text}",
)
_LONGEST_HEADLINE = 160
"""Characters that every receiver shows."""


@dataclass(frozen=True, slots=True)
class AlertArea:
    """A station that an alert is for: its name, its id, and the code of its unit where known."""

    station: str
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class AlertForCap:
    """An approved message with all that CAP says of it; ``earlier`` are the alert's before it."""

    message: AlertMessage
    hazard: Hazard
    areas: tuple[AlertArea, ...] = ()
    earlier: tuple[AlertMessage, ...] = ()


def cap_sender(organisation: str, domain: str) -> str:
    """Return who sends, as CAP wants it: one word that is the sender's alone.

    >>> cap_sender("Sở Thông tin và Truyền thông", "dai.example")
    'so-thong-tin-va-truyen-thong@dai.example'
    """
    return f"{slug(organisation, 40) or 'radioprog'}@{domain}"


def cap(alert: AlertForCap, *, organisation: str, domain: str, zone: dt.tzinfo) -> bytes:
    """Write one message; ``zone`` is the stations', whose offset every time has."""
    message, sender = alert.message, cap_sender(organisation, domain)
    root = ET.Element("alert", {"xmlns": NAMESPACE})
    _put(root, "identifier", message.id)
    _put(root, "sender", sender)
    _put(root, "sent", cap_time(message.issued, zone))
    _put(root, "status", "Exercise" if message.exercise else "Actual")
    _put(root, "msgType", _MESSAGES[message.kind])
    _put(root, "source", one_line(organisation))
    _put(root, "scope", "Public")
    if message.exercise:
        _put(root, "note", f"{EXERCISE_MARK.to('vi')} / {EXERCISE_MARK.to('en')}")
    earlier = (f"{sender},{each.id},{cap_time(each.issued, zone)}" for each in alert.earlier)
    _put(root, "references", " ".join(earlier))
    for language in _LANGUAGES:
        root.append(_info(alert, language, organisation, zone))
    return document(root)


_LANGUAGES: tuple[Language, ...] = ("vi", "en")
_TAGS = {"vi": "vi-VN", "en": "en-US"}


def cap_time(when: dt.datetime, zone: dt.tzinfo) -> str:
    """Write a moment as CAP's schema demands it: whole seconds, the offset in figures.

    >>> cap_time(dt.datetime(2026, 12, 3, 0, 15, 9, 5, dt.UTC), dt.UTC)
    '2026-12-03T00:15:09-00:00'
    """
    local = when.astimezone(zone).replace(microsecond=0)
    text = local.isoformat()
    return f"{text[:-6]}-00:00" if text.endswith("+00:00") else text


def _info(alert: AlertForCap, language: Language, organisation: str, zone: dt.tzinfo) -> ET.Element:
    message, hazard = alert.message, alert.hazard
    over = message.kind is AlertKind.END
    info = ET.Element("info")
    _put(info, "language", _TAGS[language])
    _put(info, "category", hazard.category)
    _put(info, "event", one_line(hazard.name if language == "vi" else hazard.english))
    _put(info, "responseType", "AllClear" if over else "Monitor")
    _put(info, "urgency", "Past" if over else hazard.urgency)
    _put(info, "severity", LEVELS[message.level].severity)
    _put(info, "certainty", "Unlikely" if over else hazard.certainty)
    _put(info, "effective", cap_time(message.issued, zone))
    _put(info, "expires", cap_time(message.until, zone))
    _put(info, "senderName", one_line(organisation))
    _put(info, "headline", _headline(message, hazard, language))
    _put(info, "description", _description(message, hazard, language))
    _parameter(info, "level", LEVELS[message.level].name.to(language))
    _areas(info, alert.areas)
    return info


def _headline(message: AlertMessage, hazard: Hazard, language: Language) -> str:
    title = one_line(message.title)
    if language == "en":
        marks = [EXERCISE_MARK.to("en")] if message.exercise else []
        marks += [ENDED_MARK.to("en")] if message.kind is AlertKind.END else []
        known = f"{hazard.english.capitalize()}, {LEVELS[message.level].name.to('en')}"
        title = ": ".join([*marks, one_line(message.english) or known])
    if len(title) <= _LONGEST_HEADLINE:
        return title
    return f"{title[: _LONGEST_HEADLINE - 1].rstrip()}…"


def _description(message: AlertMessage, hazard: Hazard, language: Language) -> str:
    text = "\n".join(one_line(each) for each in message.text.splitlines() if each.strip())
    mark = f"{EXERCISE_MARK.to(language)}: " if message.exercise else ""
    if language == "vi":
        return mark + text
    if message.english:
        return mark + one_line(message.english)
    level = LEVELS[message.level].name
    return mark + _NOT_IN_TRANSLATION.filled(event=hazard.english, level=level, text=text).to("en")


def _parameter(info: ET.Element, name: str, value: str) -> None:
    parameter = ET.SubElement(info, "parameter")
    _put(parameter, "valueName", name)
    _put(parameter, "value", value)


def _areas(info: ET.Element, areas: Sequence[AlertArea]) -> None:
    if not areas:
        return
    area = ET.SubElement(info, "area")
    _put(area, "areaDesc", ", ".join(one_line(each.name) or each.station for each in areas))
    for name, code in _geocodes(areas):
        geocode = ET.SubElement(area, "geocode")
        _put(geocode, "valueName", name)
        _put(geocode, "value", code)


def _geocodes(areas: Sequence[AlertArea]) -> Iterator[tuple[str, str]]:
    """Yield the codes of units by the official list, where the workspace has them, and our ids."""
    yield from (("VN-unit", each.code) for each in areas if each.code)
    yield from ((STATION_CODE, each.station) for each in areas)


def _put(parent: ET.Element, name: str, text: str) -> None:
    """Add an element with a text; what is empty is left out."""
    if text:
        ET.SubElement(parent, name).text = text
