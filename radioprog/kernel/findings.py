"""Findings: what is wrong or worth knowing, with its place and its remedy, in two languages.

Each room declares its codes in a table, a module named ``findings``::

    codes = Codes(__name__)
    NO_SUCH_FILE = codes.error(
        "missing-asset",
        Text("không có tệp {path}", "there is no file {path}"),
        Text("chép tệp vào {folder}/", "copy the file into {folder}/"),
    )

A `Finding` holds the declaration, the place and the facts; sentences are made when somebody reads
them (`Finding.render`). A finding is a value and is returned; an error (`radioprog.kernel.errors`)
is raised and carries findings.
"""

from __future__ import annotations

import importlib
import json
import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any, Literal

Language = Literal["vi", "en"]


class Severity(StrEnum):
    """How much a finding weighs: only an error stops a programme."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in Vietnamese and in English, or a template of one.

    >>> Text("thiếu tệp", "missing file").to("en")
    'missing file'
    """

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """Return the message in one language."""
        return self.vi if language == "vi" else self.en

    def filled(self, **params: Any) -> Text:
        """Return this template with its fields filled, in both languages.

        >>> Text("{n} giờ {when}", "{n} hours {when}").filled(n=2.5, when=Text("sau", "later"))
        Text(vi='2,5 giờ sau', en='2.5 hours later')
        """
        return Text(_fill(self.vi, params, "vi"), _fill(self.en, params, "en"))

    def replaced(self, old: str, new: str) -> Text:
        """Return this message with a stretch put for another, in both languages.

        >>> Text("khóa abc sai", "key abc is wrong").replaced("abc", "***")
        Text(vi='khóa *** sai', en='key *** is wrong')
        """
        return Text(self.vi.replace(old, new), self.en.replace(old, new))

    def titled(self) -> Text:
        """Return this message with its first letter in capitals, as a heading.

        >>> Text("tháng 3", "march").titled()
        Text(vi='Tháng 3', en='March')
        """
        return Text(self.vi[:1].upper() + self.vi[1:], self.en[:1].upper() + self.en[1:])


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
class Code:
    """One declared finding: a stable code, its weight, and templates of message and remedy.

    ``variant`` tells apart several messages of one code; ``table`` is the module that declares it.
    Calling it makes a `Finding`; every field of the templates has to be given, and an unknown
    language, a missing field or a bad specification is a mistake of ours (KeyError, ValueError).
    """

    code: str
    severity: Severity
    message: Text
    remedy: Text
    variant: str = ""
    table: str = ""

    def __call__(
        self, place: Place = NOWHERE, /, *, details: Mapping[str, Any] | None = None, **params: Any
    ) -> Finding:
        """Return a finding of this code at a place, with the facts that its sentences name."""
        missing = self.fields - params.keys()
        if missing:
            raise KeyError(f"{self.table}: {self.code} lacks {sorted(missing)}")
        return Finding(self, place, params, self.severity, details or {})

    @property
    def fields(self) -> frozenset[str]:
        """The names of the facts that the templates ask for."""
        texts = (self.message.vi, self.message.en, self.remedy.vi, self.remedy.en)
        return frozenset().union(*map(fields_of, texts))

    def __reduce__(self) -> tuple[Any, ...]:
        if self.table:
            return declared, (self.table, self.code, self.variant)
        return Code, (self.code, self.severity, self.message, self.remedy)


class Codes:
    """One room's table of findings, filled by its module ``findings`` at import.

    >>> codes = Codes("radioprog.example.findings")
    >>> LATE = codes.warning("late", Text("trễ {n} phút", "{n} minutes late"), Text("", ""))
    >>> print(LATE(Place("a.md", 3), n=5).render("en"))
    a.md:3: warning[late]: 5 minutes late
    """

    def __init__(self, table: str) -> None:
        """Open the table of one module, named as ``__name__`` says."""
        self._table = table
        self._codes: dict[tuple[str, str], Code] = {}

    def error(self, code: str, message: Text, remedy: Text, *, variant: str = "") -> Code:
        """Declare a finding that stops its programme."""
        return self._add(Code(code, Severity.ERROR, message, remedy, variant, self._table))

    def warning(self, code: str, message: Text, remedy: Text, *, variant: str = "") -> Code:
        """Declare a finding that a person should look at, but that stops nothing."""
        return self._add(Code(code, Severity.WARNING, message, remedy, variant, self._table))

    def info(self, code: str, message: Text, remedy: Text, *, variant: str = "") -> Code:
        """Declare a finding that only tells."""
        return self._add(Code(code, Severity.INFO, message, remedy, variant, self._table))

    def _add(self, code: Code) -> Code:
        key = (code.code, code.variant)
        if key in self._codes:
            raise ValueError(f"{self._table} declares {key} twice")
        self._codes[key] = code
        return code

    def __iter__(self) -> Iterator[Code]:
        return iter(self._codes.values())

    def get(self, code: str, variant: str = "") -> Code:
        """Return one declared code; KeyError where it is not declared."""
        return self._codes[code, variant]


_TABLE = re.compile(r"radioprog(\.[a-z_]+)+\.findings")


def declared(table: str, code: str, variant: str = "") -> Code:
    """Return a declaration by the name of its table; KeyError where there is none.

    Only our own modules named ``findings`` are looked into, so that a stored name from a
    stranger's file imports nothing else.
    """
    if not _TABLE.fullmatch(table):
        raise KeyError(table)
    try:
        codes = importlib.import_module(table).codes
    except (ImportError, AttributeError) as problem:
        raise KeyError(table) from problem
    found: Code = codes.get(code, variant)
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: which declared code, where, and with which facts.

    ``params`` fill the templates; ``details`` hold more for programs (plain JSON values, or
    `Text`) and stand beside the standard keys of the JSON.

    >>> codes = Codes("radioprog.example.findings")
    >>> MISSING = codes.error(
    ...     "missing-asset", Text("không có tệp {name}", "no file {name}"),
    ...     Text("chép tệp vào assets/", "copy the file into assets/"))
    >>> print(MISSING(Place("scripts/a.md", 3, 1), name="x.wav").render("en"))
    scripts/a.md:3:1: error[missing-asset]: no file x.wav
      → copy the file into assets/
    """

    kind: Code
    place: Place = NOWHERE
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    details: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.kind.code, self.kind.variant, self.place, self.severity))

    @property
    def code(self) -> str:
        """The stable word that programs and people look up."""
        return self.kind.code

    @property
    def message(self) -> Text:
        """What was found, as sentences."""
        return self.kind.message.filled(**self.params)

    @property
    def remedy(self) -> Text:
        """What to do about it, as sentences."""
        return self.kind.remedy.filled(**self.params)

    @property
    def is_error(self) -> bool:
        """Whether this finding stops its programme."""
        return self.severity is Severity.ERROR

    def at(self, place: Place) -> Finding:
        """Return the same finding at another place."""
        return replace(self, place=place)

    def weighing(self, severity: Severity) -> Finding:
        """Return the same finding with another weight (strict modes make errors of warnings)."""
        return replace(self, severity=severity)

    def with_details(self, **details: Any) -> Finding:
        """Return the same finding with more for programs."""
        return replace(self, details={**self.details, **details})

    def render(self, language: Language) -> str:
        """Return the two lines that a person reads."""
        where = f"{visible(str(self.place), lines=False)}: " if self.place.file else ""
        head = f"{where}{self.severity}[{self.code}]: {visible(self.message.to(language))}"
        remedy = visible(self.remedy.to(language))
        return f"{head}\n  → {remedy}" if remedy else head

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the keys of the contract, and the details beside them."""
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

    def to_record(self) -> dict[str, Any]:
        """Return the facts as plain JSON values: the form of manifests, workers and caches.

        Of what is declared in no table, the sentences are all there is: they stand beside.
        """
        said = {} if self.kind.table else {"said": _plain([self.message, self.remedy])}
        return {
            **said,
            "table": self.kind.table,
            "code": self.code,
            "variant": self.kind.variant,
            "severity": str(self.severity),
            "place": [self.place.file, self.place.line, self.place.column],
            "params": _plain(self.params),
            "details": _plain(self.details),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Finding:
        """Return the finding whose facts `to_record` gave; ValueError for anything else."""
        try:
            severity, place = Severity(record["severity"]), Place(*record["place"])
            params, details = _valued(record["params"]), _valued(record["details"])
            if not record["table"]:
                message, remedy = map(_valued, record["said"])
                return composed(str(record["code"]), severity, message, remedy, place, details)
            kind = declared(record["table"], record["code"], record["variant"])
            found = kind(place, details=details, **params)
            found.message, found.remedy  # noqa: B018 - facts of the wrong type fail here, not later
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise ValueError(f"this is no finding of ours: {problem!r}") from problem
        return found.weighing(severity)


# --- templates ---


class _Filler(string.Formatter):
    """Fill one language's template.

    Beside Python's own specifications: ``{names:list}`` joins with commas, ``{names:or}`` and
    ``{names:and}`` put the word before the last. A number with decimals gets Vietnam's comma in
    Vietnamese; a `Text` its own language.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        value = localised(value, self.language)
        if isinstance(value, list | tuple):
            return self._joined([self.format_field(each, "") for each in value], format_spec)
        if isinstance(value, float):
            shown = format(value, format_spec) if format_spec else f"{value:g}"
            return shown.replace(".", ",") if self.language == "vi" else shown
        return format("" if value is None else value, format_spec)

    def _joined(self, parts: Sequence[str], word: str) -> str:
        last = {"or": ("hay", "or"), "and": ("và", "and")}.get(word)
        if last is None or len(parts) < 2:
            return ", ".join(parts)
        between = last[0] if self.language == "vi" else last[1]
        return f"{', '.join(parts[:-1])} {between} {parts[-1]}"


_FILLERS: dict[Language, _Filler] = {"vi": _Filler("vi"), "en": _Filler("en")}


def _fill(template: str, params: Mapping[str, Any], language: Language) -> str:
    return _FILLERS[language].vformat(template, (), params)


@cache
def fields_of(template: str) -> frozenset[str]:
    """Return the names of a template's fields.

    >>> sorted(fields_of("{a} và {b:list}"))
    ['a', 'b']
    """
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def literal(text: Text) -> Text:
    """Return a template that says just this text, braces and all."""
    return Text(*(part.replace("{", "{{").replace("}", "}}") for part in (text.vi, text.en)))


# --- values as JSON ---


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"vi": value.vi, "en": value.en}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def _valued(value: Any) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {"vi", "en"}:
            return Text(str(value["vi"]), str(value["en"]))
        return {name: _valued(each) for name, each in value.items()}
    return [_valued(each) for each in value] if isinstance(value, list) else value


def localised(value: Any, language: Language) -> Any:
    """Return a detail with every `Text` in it, at any depth, in one language.

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


# --- findings that others word ---


def composed(
    code: str,
    severity: Severity,
    message: Text,
    remedy: Text,
    place: Place = NOWHERE,
    details: Mapping[str, Any] | None = None,
) -> Finding:
    """Return a finding that is declared in no table of ours, with its sentences as they are.

    For what somebody else words: an engine from outside, a manifest that keeps no facts.
    """
    kind = Code(code, severity, literal(message), literal(remedy))
    return Finding(kind, place, {}, severity, details or {})


# --- what may go wrong in every room ---

codes: Codes = Codes(__name__)
INTERNAL_ERROR = codes.error(
    "internal-error",
    Text("lỗi của radioprog: {what}", "a mistake of radioprog's own: {what}"),
    Text(
        "chạy lại với --debug và gửi kết quả cho nhóm phát triển",
        "run again with --debug and send what it prints to the developers",
    ),
)


# --- lists of findings ---


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by place, code and facts, each once; every run lists them alike."""

    by_place: dict[tuple[str, int, int, str], list[Finding]] = {}
    for found in findings:
        place = found.place
        at = (place.file or "", place.line or 0, place.column or 0, found.code)
        by_place.setdefault(at, []).append(found)
    ordered: list[Finding] = []
    for at in sorted(by_place):
        here = by_place[at]
        if len(here) > 1:  # facts are written out for the few that share a place and a code
            here.sort(key=_facts)
            here = [one for before, one in zip([None, *here], here, strict=False) if one != before]
        ordered.extend(here)
    return tuple(ordered)


def _facts(found: Finding) -> str:
    said = found.kind.message.en  # the template
    return said + json.dumps(found.to_record(), ensure_ascii=False, sort_keys=True)


def visible(text: str, *, lines: bool = True) -> str:
    r"""Show control, bidi and undecodable characters escaped, so that a terminal is never fooled.

    >>> visible("a\x1b[2Jb\u202e")
    'a\\x1b[2Jb\\u202e'
    """
    hidden = _HIDDEN if lines else _HIDDEN_OR_LINE
    return hidden.sub(lambda found: _escape(found[0]), text)


_HIDDEN_OR_LINE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_HIDDEN = re.compile(r"(?![\n\t])" + _HIDDEN_OR_LINE.pattern)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
