"""Hazards and levels of emergency messages: how often each kind is said again, by data.

The kinds stand in ``hazards.yaml`` beside this module; a department's own file may change any key
of theirs, or add kinds. Which kind a text tells of is found by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib import resources
from typing import Literal

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.text import fold
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import ChoiceKind, TextKind, key_form
from radioprog.schedule.days.civil import Span
from radioprog.schedule.plan.kinds import LENGTH

FILE = "hazards.yaml"
OTHER = "other"
CATEGORIES = (
    "Geo",
    "Met",
    "Safety",
    "Security",
    "Rescue",
    "Fire",
    "Health",
    "Env",
    "Transport",
    "Infra",
    "CBRNE",
    "Other",
)
"""The categories that CAP 1.2 knows."""
_URGENCIES = ("Immediate", "Expected", "Future", "Past", "Unknown")
_CERTAINTIES = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")
Severity = Literal["Minor", "Moderate", "Severe", "Extreme"]


@dataclass(frozen=True, slots=True)
class AlertLevel:
    """How grave a message is: its words, the words that people write for it, CAP's severity."""

    name: Text
    severity: Severity
    words: tuple[str, ...]


def _risk(number: int, severity: Severity, vi: str, en: str, *words: str) -> AlertLevel:
    shown = Text(f"rủi ro thiên tai cấp {number}", f"disaster risk level {number}")
    told = (f"cấp {number}", f"cấp độ {number}", f"level {number}", vi, en, *words)
    return AlertLevel(shown, severity, told)


LEVELS: Mapping[str, AlertLevel] = {
    "1": _risk(1, "Minor", "xanh", "blue", "minor", "xanh dương"),
    "2": _risk(2, "Moderate", "vàng", "yellow", "moderate"),
    "3": _risk(3, "Severe", "cam", "orange", "severe", "da cam"),
    "4": _risk(4, "Extreme", "đỏ", "red", "extreme"),
    "5": _risk(5, "Extreme", "tím", "purple"),
    "emergency": AlertLevel(Text("khẩn cấp", "emergency"), "Extreme", ("khẩn cấp", "khẩn")),
}
"""The five levels of risk with their colours, and an emergency without a level of risk."""
LEVEL_KIND = ChoiceKind({name: level.words for name, level in LEVELS.items()})


def level_called(text: str) -> str | None:
    """Return the level that words mean, in either language.

    >>> level_called("Cấp 3"), level_called("đỏ"), level_called("khẩn cấp"), level_called("9")
    ('3', '4', 'emergency', None)
    """
    wanted = key_form(text)
    for name, level in LEVELS.items():
        if wanted in {key_form(each) for each in (name, *level.words)}:
            return name
    return None


@dataclass(frozen=True, slots=True)
class Hazard:
    """A kind of emergency: what it is called, by which words it is known, how often it is said.

    ``every`` is the time between two runs; category, urgency and certainty are CAP's.
    """

    id: str
    name: str = ""
    english: str = ""
    words: tuple[str, ...] = ()
    category: str = "Other"
    urgency: str = "Immediate"
    certainty: str = "Likely"
    every: Span = Span(30 * 60)
    place: Place = NOWHERE


HAZARD_KIND = RecordKind(
    (
        Field("name", TextKind(100), Text("tên gọi", "what it is called"), ("tên",)),
        Field("english", TextKind(100), Text("tên tiếng Anh", "its English name"), ("tiếng anh",)),
        Field(
            "words",
            ListKind(TextKind(60), commas=True, most=100),
            Text("nhận ra bằng chữ nào", "the words it is known by"),
            ("từ ngữ",),
        ),
        Field("category", ChoiceKind(dict.fromkeys(CATEGORIES, ())), Text("nhóm CAP", "CAP's")),
        Field("urgency", ChoiceKind(dict.fromkeys(_URGENCIES, ())), Text("độ gấp", "CAP's")),
        Field("certainty", ChoiceKind(dict.fromkeys(_CERTAINTIES, ())), Text("độ chắc", "CAP's")),
        Field("every", LENGTH, Text("phát lại sau bao lâu", "how often it is repeated"), ("mỗi",)),
    ),
    title="hazard",
)
HAZARDS_KIND = RecordKind(
    (
        Field(
            "hazards",
            MapKind(HAZARD_KIND, TextKind(40)),
            Text("các loại khẩn cấp", "kinds of emergency"),
            ("loại khẩn cấp",),
            default={},
        ),
    ),
    title=FILE,
)
_FIELDS = tuple(each.name for each in fields(Hazard) if each.name not in ("id", "place"))


@lru_cache(maxsize=1)
def known_hazards() -> Mapping[str, Hazard]:
    """Return the kinds that radioprog knows by itself, in the order of its file."""
    text = (resources.files("radioprog.schedule.plan") / FILE).read_text(encoding="utf-8")
    found, findings = _read({}, text, FILE)
    if findings:
        raise ValueError(findings[0].render("en"))
    return found


def parse_hazards(text: str, *, file: str) -> tuple[Mapping[str, Hazard], tuple[Finding, ...]]:
    """Read a department's own file over what is known; a key that it does not name stays.

    >>> found, _ = parse_hazards("hazards: {storm: {every: 20 phút}}", file="hazards.yaml")
    >>> found["storm"].every, found["storm"].english, found["flood"].every
    (1200, 'tropical cyclone', 1800)
    """
    return _read(known_hazards(), text, file)


def _read(
    known: Mapping[str, Hazard], text: str, file: str
) -> tuple[Mapping[str, Hazard], tuple[Finding, ...]]:
    found: list[Finding] = []
    node, told = parse_document(text, file=file)
    found.extend(told)
    record = HAZARDS_KIND.read(node, found) if node is not None else None
    made = dict(known)
    for name, each in (record["hazards"] or {}).items() if record else ():
        given = {key: each[key] for key in _FIELDS if each[key] is not None}
        before = made.get(name, Hazard(name, name=name, english=name))
        made[name] = replace(before, **given, place=each.place)
    return made, tuple(found)


def hazard_of(text: str, hazards: Iterable[Hazard]) -> str:
    """Return the kind that a text tells of by its words; of several, the one said most often.

    >>> hazard_of("Thủy điện xả lũ lúc 9 giờ", known_hazards().values())
    'dam-release'
    >>> hazard_of("Mời bà con đến nhà văn hóa", known_hazards().values())
    'other'
    """
    said = fold(text)
    meant = [
        each
        for each in hazards
        if any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", said) for word in each.words)
    ]
    return min(meant, key=lambda each: each.every).id if meant else OTHER
