"""The one door to ``icalendar``: values become lines of iCalendar, and files become values.

What goes out is clean text, escaped and folded by the library; what comes in is a tree of plain
values with the library's complaints beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import icalendar
from icalendar.parser import Contentline, Parameters
from icalendar.prop.broken import vBroken

from radioprog.kernel.text import clean_text, one_line

CRLF = b"\r\n"
FOLD_AT = 75
_PLAIN_TEXT = re.compile(r"[\w .()/:-]+").fullmatch
"""Text in which nothing is escaped: the library writes it as it is."""
_PLAIN_PARAMETER = re.compile(r"[A-Za-z0-9_+/-]+").fullmatch


def text_line(name: str, value: str, parameters: Mapping[str, str] | None = None) -> bytes:
    r"""Write one property that holds text, escaped and folded, with its line end.

    >>> text_line("SUMMARY", "Tin; bài")
    b'SUMMARY:Tin\\; b\xc3\xa0i\r\n'
    """
    value = clean_text(value)
    if not parameters and _PLAIN_TEXT(value):
        line = f"{name}:{value}\r\n".encode()
        if len(line) < FOLD_AT:
            return line
    return _line(name, icalendar.vText(value), parameters)


def plain_line(name: str, value: str, parameters: Mapping[str, str] | None = None) -> bytes:
    """Write one property whose value needs no escaping: a date, a rule, an address."""
    value = one_line(value)
    given = parameters or {}
    head = name + "".join(f";{key}={each}" for key, each in given.items())
    plain = value.isascii() and all(map(_PLAIN_PARAMETER, given.values()))
    if plain and len(head) + len(value) < FOLD_AT:
        return f"{head}:{value}\r\n".encode()
    return _line(name, icalendar.vUri(value), parameters)


def list_line(name: str, values: Sequence[str]) -> bytes:
    """Write one property that holds several texts, such as CATEGORIES."""
    return _line(name, icalendar.vCategory([clean_text(each) for each in values]), None)


def _line(name: str, value: Any, parameters: Mapping[str, str] | None) -> bytes:
    given = Parameters(dict(parameters or {}))
    content = Contentline.from_parts(name, given, value, sorted=False)
    data: bytes = content.to_ical()
    return data + CRLF


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a component as it came in: name, parameters, and its value as text."""

    name: str
    parameters: Mapping[str, str]
    text: str
    value: Any = field(compare=False, default=None)


@dataclass(frozen=True, slots=True)
class Component:
    """A component that came in: name, properties, parts, and what the library could not read."""

    name: str
    properties: tuple[Property, ...]
    parts: tuple[Component, ...]
    complaints: tuple[str, ...] = ()

    def all(self, name: str) -> list[Property]:
        """Return all properties of one name."""
        return [each for each in self.properties if each.name == name]

    def first(self, name: str) -> Property | None:
        """Return the first property of a name, or nothing."""
        return next(iter(self.all(name)), None)

    def walk(self, name: str) -> Iterator[Component]:
        """Return the components of a name, at any depth, this one included."""
        if self.name == name:
            yield self
        for part in self.parts:
            yield from part.walk(name)


def parse_calendars(data: bytes) -> tuple[tuple[Component, ...], str | None]:
    """Read iCalendar bytes; the second value is the library's reason where it cannot."""
    try:
        found = icalendar.Calendar.from_ical(data, multiple=True)
        return tuple(_component(each) for each in found), None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as problem:
        return (), f"{type(problem).__name__}: {problem}"[:300]
    except RecursionError:
        return (), "RecursionError"


def _component(component: Any) -> Component:
    properties = []
    for name, value in component.property_items(recursive=False, sorted=False):
        if name in ("BEGIN", "END"):
            continue
        parameters = getattr(value, "params", {})
        properties.append(
            Property(
                name.upper(),
                {key.upper(): _flat(each) for key, each in parameters.items()},
                _as_text(value),
                _as_value(value),
            )
        )
    complaints = tuple(f"{name}: {reason}" for name, reason in getattr(component, "errors", ()))
    parts = tuple(_component(each) for each in component.subcomponents)
    return Component(str(component.name).upper(), tuple(properties), parts, complaints)


def _flat(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _as_text(value: Any) -> str:
    raw = value.to_ical() if hasattr(value, "to_ical") else str(value)
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)


def _as_value(value: Any) -> Any:
    """Return dates, lengths and periods as Python has them; a list for EXDATE and RDATE."""
    if isinstance(value, vBroken):
        return str(value)
    if isinstance(value, icalendar.vDDDLists):
        return [each.dt for each in value.dts]
    if isinstance(value, icalendar.vRecur):
        return dict(value)
    found = getattr(value, "dt", None)
    return found if isinstance(found, dt.date | dt.timedelta | tuple) else str(value)
