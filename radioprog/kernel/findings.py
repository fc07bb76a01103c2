"""Findings: what is wrong or worth knowing, with its place and its remedy, in two languages.

A finding is a value and is returned; an error (`radioprog.kernel.errors`) is raised and
carries findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

Language = Literal["vi", "en"]


class Severity(StrEnum):
    """How much a finding weighs: only an error stops a programme."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in Vietnamese and in English.

    >>> Text("thiếu tệp", "missing file").to("en")
    'missing file'
    """

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """Give the message in one language."""
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding stands: a file (POSIX, relative to the workspace), line and column from 1.

    Line and column count code points of the file as stored; ``None`` where there is no place.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a stable code, how much it weighs, where, what, and what to do about it.

    ``details`` holds more for programs (plain JSON values, or `Text`); it stands beside the
    standard keys.

    >>> found = Finding(
    ...     "missing-asset", Severity.ERROR, Text("không có tệp", "no such file"),
    ...     Text("chép tệp vào assets/", "copy the file into assets/"), Place("scripts/a.md", 3, 1))
    >>> print(found.render("en"))
    scripts/a.md:3:1: error[missing-asset]: no such file
      → copy the file into assets/
    """

    code: str
    severity: Severity
    message: Text
    remedy: Text
    place: Place = NOWHERE
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Tell whether this finding stops its programme."""
        return self.severity is Severity.ERROR

    def render(self, language: Language) -> str:
        """Give the two lines that a person reads."""
        where = f"{visible(str(self.place), lines=False)}: " if self.place.file else ""
        head = f"{where}{self.severity}[{self.code}]: {visible(self.message.to(language))}"
        remedy = visible(self.remedy.to(language))
        return f"{head}\n  → {remedy}" if remedy else head

    def to_json(self, language: Language) -> dict[str, Any]:
        """Give the keys of the contract, and the details beside them."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message.to(language),
            "remedy": self.remedy.to(language),
            **{name: localised(value, language) for name, value in self.details.items()},
        }


def localised(value: Any, language: Language) -> Any:
    """Give a detail with every `Text` in it, at any depth, in one language.

    >>> localised({"why": [Text("thiếu", "missing")]}, "en")
    {'why': ['missing']}
    """
    if isinstance(value, Text):
        return value.to(language)
    if isinstance(value, Mapping):
        return {name: localised(each, language) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [localised(each, language) for each in value]
    return value


def error(
    code: str, message: Text, remedy: Text, place: Place = NOWHERE, **details: Any
) -> Finding:
    """Make a finding that stops its programme."""
    return Finding(code, Severity.ERROR, message, remedy, place, details)


def warning(
    code: str, message: Text, remedy: Text, place: Place = NOWHERE, **details: Any
) -> Finding:
    """Make a finding that a person should look at, but that stops nothing."""
    return Finding(code, Severity.WARNING, message, remedy, place, details)


def info(code: str, message: Text, remedy: Text, place: Place = NOWHERE, **details: Any) -> Finding:
    """Make a finding that only tells."""
    return Finding(code, Severity.INFO, message, remedy, place, details)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, line, column and code, each once; every run lists them alike."""

    def key(found: Finding) -> tuple[str, int, int, str, str]:
        place = found.place
        return (
            place.file or "", place.line or 0, place.column or 0, found.code, found.message.en
        )  # fmt: skip

    ordered = sorted(findings, key=key)
    return tuple(
        found for before, found in zip([None, *ordered], ordered, strict=False) if found != before
    )


def visible(text: str, *, lines: bool = True) -> str:
    r"""Show control, bidi and undecodable characters escaped, so that a terminal is never fooled.

    >>> visible("a\x1b[2Jb\u202e")
    'a\\x1b[2Jb\\u202e'
    """
    keep = "\n\t" if lines else ""
    return "".join(_escape(char) if _hidden(char, keep) else char for char in text)


def _hidden(char: str, keep: str) -> bool:
    code = ord(char)
    return (
        (code < 0x20 and char not in keep)
        or 0x7F <= code < 0xA0
        or 0x200B <= code <= 0x200F
        or 0x2028 <= code <= 0x202E
        or 0x2060 <= code <= 0x2069
        or code == 0xFEFF
        or 0xD800 <= code <= 0xDFFF
    )


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
