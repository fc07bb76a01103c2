"""Schemas: what a key may hold, declared once, read into typed values and shown as JSON Schema.

`radioprog.kernel.yaml.document` gives nodes whose scalars are all text; the kinds here type them. A
kind's ``read`` adds findings and gives ``None`` where nothing can be read. Records, lists and
maps stand in `radioprog.kernel.yaml.compound`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.suggest import near_names
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.times import (
    near_clock,
    parse_clock,
    parse_date,
    parse_duration,
    parse_integer,
    parse_number,
    parse_size,
    plain_marks,
)
from radioprog.kernel.units import MinuteOfDay, Seconds
from radioprog.kernel.yaml.document import Node, Scalar, SequenceNode
from radioprog.kernel.yaml.findings import BAD_CHOICE, BAD_VALUE

JsonSchema = dict[str, Any]
T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
U = TypeVar("U")
_QUOTED = 60


class ValueKind(Protocol[T_co]):
    """What a value may be: how it is read, and how it looks in JSON Schema."""

    def read(self, node: Node, findings: list[Finding], /) -> T_co | None:
        """Return the typed value, or ``None`` after adding an error."""

    def json_schema(self) -> JsonSchema:
        """Describe the values in JSON Schema, as an editor checks them."""


def bad_value(place: Place, wanted: Text, written: str) -> Finding:
    """Say that a value cannot be read: what is written, and what is wanted."""
    shown = written if len(written) <= _QUOTED else written[:_QUOTED] + "…"
    return BAD_VALUE(place, written=shown, wanted=wanted)


def key_form(key: str) -> str:
    """Return the form by which keys and choices are compared: case, space, ``_`` and ``-`` alike.

    >>> key_form("Chuyên_Mục") == key_form("chuyên-mục") == key_form("chuyên mục")
    True
    """
    return " ".join(fold(key).replace("_", " ").replace("-", " ").split())


def written(node: Node) -> str:
    """Show a node as a person wrote it, in brief."""
    if isinstance(node, Scalar):
        return node.text
    return "[ … ]" if isinstance(node, SequenceNode) else "{ … }"


def _read_scalar(
    node: Node, findings: list[Finding], parse: Callable[[str], T | None], wanted: Text
) -> T | None:
    value = parse(node.text) if isinstance(node, Scalar) else None
    if value is None:
        findings.append(bad_value(node.place, wanted, written(node)))
    return value


@dataclass(frozen=True, slots=True)
class TextKind:
    """A line of text, cleaned; several lines become one."""

    longest: int = 1000

    def read(self, node: Node, findings: list[Finding], /) -> str | None:
        """Return the text on one line with single spaces."""
        wanted = Text(
            f"một dòng chữ, dài nhất {self.longest} ký tự",
            f"a line of text of at most {self.longest} characters",
        )
        return _read_scalar(node, findings, self._parse, wanted)

    def _parse(self, text: str) -> str | None:
        line = one_line(text)
        return line if line and len(line) <= self.longest else None

    def json_schema(self) -> JsonSchema:
        """Numbers and dates without quotes are text to us."""
        return {"type": ["string", "number", "boolean"], "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class IntegerKind:
    """A whole number within bounds."""

    least: int = 0
    most: int = 10**9

    def read(self, node: Node, findings: list[Finding], /) -> int | None:
        """Return the number."""
        wanted = Text(
            f"số nguyên từ {self.least} đến {self.most}",
            f"a whole number from {self.least} to {self.most}",
        )
        return _read_scalar(node, findings, self._parse, wanted)

    def _parse(self, text: str) -> int | None:
        number = parse_integer(text)
        return number if number is not None and self.least <= number <= self.most else None

    def json_schema(self) -> JsonSchema:
        """A number, or its digits as text (``07``)."""
        return {
            "anyOf": [
                {"type": "integer", "minimum": self.least, "maximum": self.most},
                {"type": "string", "pattern": r"^[+-]?[0-9]+$"},
            ]
        }


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A number with a decimal comma or dot, within bounds; ``unit`` may stand behind it."""

    least: float
    most: float
    unit: str = ""

    def read(self, node: Node, findings: list[Finding], /) -> float | None:
        """Return the number, without its unit."""
        unit = f" ({self.unit})" if self.unit else ""
        wanted = Text(
            f"một số từ {self.least:g} đến {self.most:g}{unit}",
            f"a number from {self.least:g} to {self.most:g}{unit}",
        )
        return _read_scalar(node, findings, self._parse, wanted)

    def _parse(self, text: str) -> float | None:
        text = text.strip()
        if self.unit and text.casefold().endswith(self.unit.casefold()):
            text = text[: -len(self.unit)]
        number = parse_number(text)
        return number if number is not None and self.least <= number <= self.most else None

    def json_schema(self) -> JsonSchema:
        """A number, or text that holds one."""
        return {
            "anyOf": [
                {"type": "number", "minimum": self.least, "maximum": self.most},
                {"type": "string", "pattern": r"^\s*[-+−–]?[0-9]+([.,][0-9]+)?"},
            ]
        }


@dataclass(frozen=True, slots=True)
class DurationKind:
    """A length of time, in seconds."""

    longest: Seconds = Seconds(24 * 3600.0)

    def read(self, node: Node, findings: list[Finding], /) -> Seconds | None:
        """Return the length."""
        wanted = Text(
            "thời lượng như 15:00, 1:02:30, 12s, 1,5 giây hoặc 15 phút",
            "a length such as 15:00, 1:02:30, 12s, 1.5s or 15 phút",
        )
        return _read_scalar(node, findings, self._parse, wanted)

    def _parse(self, text: str) -> Seconds | None:
        length = parse_duration(text)
        return length if length is not None and 0 < length <= self.longest else None

    def json_schema(self) -> JsonSchema:
        """Text, or the number that plain YAML makes of ``15:00``."""
        return {"type": ["string", "number"], "examples": ["15:00", "1:02:30", "12s", "15 phút"]}


@dataclass(frozen=True, slots=True)
class SizeKind:
    """How large files may be, in bytes, at least ``least``; ``off`` is 0, no limit."""

    least: int

    def read(self, node: Node, findings: list[Finding], /) -> int | None:
        """Return the bytes."""
        wanted = Text(
            "dung lượng như 20GB hoặc 500MB, hoặc off", "a size such as 20GB or 500MB, or off"
        )
        return _read_scalar(node, findings, self._parse, wanted)

    def _parse(self, text: str) -> int | None:
        if text.strip().casefold() in ("off", "tắt", "no", "không", "false"):
            return 0
        size = parse_size(text)
        return size if size is not None and size >= self.least else None

    def json_schema(self) -> JsonSchema:
        """Text with a unit, or what plain YAML makes of ``off``."""
        return {"type": ["string", "boolean"], "examples": ["20GB", "500MB", "off"]}


@dataclass(frozen=True, slots=True)
class ClockKind:
    """A time of day, ``HH:MM``, in minutes after midnight; 24:00 only where it is allowed."""

    midnight: bool = False

    def read(self, node: Node, findings: list[Finding], /) -> MinuteOfDay | None:
        """Return the minutes after midnight."""
        value = self._parse(node.text) if isinstance(node, Scalar) else None
        if value is None:
            findings.append(bad_value(node.place, self._wanted(written(node)), written(node)))
        return value

    def _wanted(self, text: str) -> Text:
        """Say what to write instead, word for word where that can be told."""
        if parse_clock(text) == 24 * 60:
            return Text("00:00, ở ngày hôm sau", "00:00, on the next day")
        near = near_clock(text)
        if near is not None:
            return Text(f"giờ dạng {near}", f"the time as {near}")
        last = "24:00" if self.midnight else "23:59"
        return Text(
            f"giờ từ 00:00 đến {last}, dạng 17:30", f"a time from 00:00 to {last}, such as 17:30"
        )

    def _parse(self, text: str) -> MinuteOfDay | None:
        minute = parse_clock(text)
        return None if minute == 24 * 60 and not self.midnight else minute

    def json_schema(self) -> JsonSchema:
        """Text, or the number that plain YAML makes of ``17:30``."""
        return {"type": ["string", "number"], "examples": ["05:30", "17:30"]}


@dataclass(frozen=True, slots=True)
class DateKind:
    """A date: ``2015-07-18`` or ``18/7/2015``, in a year from ``first_year`` on."""

    first_year: int = dt.MINYEAR

    def read(self, node: Node, findings: list[Finding], /) -> dt.date | None:
        """Return the date."""
        wanted = Text("ngày có thật, dạng 2015-07-18", "a real date, as in 2015-07-18")
        return _read_scalar(node, findings, self._parse, wanted)

    def _parse(self, text: str) -> dt.date | None:
        date = parse_date(text)
        return date if date is None or date.year >= self.first_year else None

    def json_schema(self) -> JsonSchema:
        """Year, month, day."""
        return {"type": "string", "examples": ["2015-07-18"]}


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One of a few words, each with other names: ``{"normal": ("thông thường",)}``."""

    choices: Mapping[str, tuple[str, ...]]

    def read(self, node: Node, findings: list[Finding], /) -> str | None:
        """Return the choice by its first name."""
        names = {key_form(key): key for key in self.choices}
        names |= {key_form(also): key for key, more in self.choices.items() for also in more}
        text = plain_marks(node.text) if isinstance(node, Scalar) else ""
        value = names.get(key_form(text))
        if value is None:
            wanted = " | ".join(self._names())
            finding = bad_value(node.place, Text(wanted, wanted), written(node))
            near = near_names(text, self._names())
            if near:
                facts = {**finding.params, "near": list(near)}
                finding = BAD_CHOICE(node.place, **facts)
            findings.append(finding)
        return value

    def _names(self) -> list[str]:
        return [name for key, more in self.choices.items() for name in (key, *more)]

    def json_schema(self) -> JsonSchema:
        """The words; plain YAML makes true and false of ``on`` and ``off``."""
        booleans = [True, False] if {"on", "off"} <= set(self.choices) else []
        return {"enum": [*self._names(), *booleans]}


@dataclass(frozen=True, slots=True)
class MadeKind:
    """Another kind, and what is made of its value; ``make`` may add findings of its own."""

    kind: ValueKind[Any]
    make: Callable[[Any, Place, list[Finding]], Any]

    def read(self, node: Node, findings: list[Finding], /) -> Any | None:
        """Return what is made of the value."""
        value = self.kind.read(node, findings)
        return None if value is None else self.make(value, node.place, findings)

    def json_schema(self) -> JsonSchema:
        """As the kind it is made of."""
        return self.kind.json_schema()
