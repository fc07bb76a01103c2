"""The audit: every token that is no plain word, for an editor who wants to know why.

Pure: a `Reading` in, rows, a table or plain JSON values out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from radioprog.kernel.findings import Language, Place, Text, visible
from radioprog.kernel.text import fold
from radioprog.reader.model import Reading, Token
from radioprog.reader.telling import PlaceOf

_SILENT_CLASSES = frozenset({"word", "space", "line", "punctuation"})
_HEAD = (
    Text("viết", "written"),
    Text("loại", "class"),
    Text("đọc", "reading"),
    Text("quy tắc", "rule"),
)


def audited(reading: Reading) -> tuple[Token, ...]:
    """Return the tokens that an audit shows: all that is read otherwise than written."""
    return tuple(
        token
        for token in reading.tokens
        if token.unread or token.token_class not in _SILENT_CLASSES
    )


def audit_lines(reading: Reading, language: Language = "vi") -> tuple[str, ...]:
    """Return the audit as lines of a table: written, class, reading, rule.

    >>> from radioprog.reader import read
    >>> print("\\n".join(audit_lines(read("UBND, 01 lớp"), "en")))
    written  class         reading          rule
    UBND     abbreviation  Ủy ban nhân dân  abbreviation
    01       number        một              number
    """
    rows = [tuple(head.to(language) for head in _HEAD)]
    rows += [
        (visible(token.written), token.token_class, visible(token.spoken), token.rule)
        for token in audited(reading)
    ]
    return _table(rows)


def placed_lines(
    readings: Iterable[tuple[Reading, PlaceOf]], language: Language = "vi"
) -> tuple[str, ...]:
    """Return the audit of many readings as one table, each row with its line and column."""
    rows = [(_PLACE.to(language), *(head.to(language) for head in _HEAD))]
    for reading, place_of in readings:
        for token in audited(reading):
            place = place_of(token.start)
            where = f"{place.line}:{place.column}"
            shown = visible(token.written, lines=False), visible(token.spoken, lines=False)
            rows.append((where, shown[0], token.token_class, shown[1], token.rule))
    return _table(rows)


_PLACE = Text("chỗ", "place")


def audit_json(reading: Reading, *, every: bool = True) -> list[dict[str, Any]]:
    """Return the tokens as plain JSON values; ``every=False`` leaves plain words out."""
    tokens = reading.tokens if every else audited(reading)
    return [
        {
            "written": token.written,
            "class": token.token_class,
            "reading": token.spoken,
            "rule": token.rule,
            "start": token.start,
            "end": token.end,
            "unread": token.unread,
        }
        for token in tokens
    ]


DoubtKind = Literal["unread", "slip", "foreign", "choice", "dash"]
_KINDS: dict[DoubtKind, Text] = {
    "unread": Text("chưa biết đọc", "unread"),
    "slip": Text("có lẽ gõ nhầm", "perhaps a slip"),
    "foreign": Text("từ nước ngoài", "foreign"),
    "choice": Text("viết tắt nhiều nghĩa", "several meanings"),
    "dash": Text("số có gạch nối", "dash number"),
}
_DASHED = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A token that a person should look at: why, how it is read, how often, where first."""

    written: str
    kind: DoubtKind
    spoken: str
    count: int
    place: Place


def doubtful(readings: Iterable[tuple[Reading, PlaceOf]]) -> tuple[Doubt, ...]:
    """Return what needs an eye, each once for each way it is read, the gravest kind first."""
    first: dict[tuple[DoubtKind, str, str], tuple[Token, Place]] = {}
    counts: Counter[tuple[DoubtKind, str, str]] = Counter()
    for reading, place_of in readings:
        for token in reading.tokens:
            kind = _doubt_of(token)
            if kind is not None:
                key = (kind, fold(token.written), fold(token.spoken))
                counts[key] += 1
                first.setdefault(key, (token, place_of(token.start)))
    doubts = [
        Doubt(token.written, key[0], token.spoken, counts[key], place)
        for key, (token, place) in first.items()
    ]
    order = list(_KINDS)
    return tuple(sorted(doubts, key=lambda doubt: order.index(doubt.kind)))


def _doubt_of(token: Token) -> DoubtKind | None:
    if token.unread:
        return "unread"
    if token.token_class == "slip":
        return "slip"
    if token.token_class == "foreign":
        return "foreign"
    if token.rule == "abbreviation-choice":
        return "choice"
    return "dash" if _DASHED.fullmatch(token.written) else None


def doubt_lines(doubts: Iterable[Doubt], language: Language = "vi") -> tuple[str, ...]:
    """Return the doubts as lines of a table: written, why, reading, how often, first place."""
    rows = [tuple(head.to(language) for head in _DOUBT_HEAD)]
    rows += [
        (
            visible(doubt.written, lines=False),
            _KINDS[doubt.kind].to(language),
            visible(doubt.spoken, lines=False),
            str(doubt.count),
            str(doubt.place),
        )
        for doubt in doubts
    ]
    return _table(rows)


_DOUBT_HEAD = (
    Text("viết", "written"),
    Text("vì sao", "why"),
    Text("đọc", "reading"),
    Text("số lần", "count"),
    Text("chỗ đầu", "first"),
)


def doubts_json(doubts: Iterable[Doubt]) -> list[dict[str, Any]]:
    """Return the doubts as plain JSON values."""
    return [
        {
            "written": doubt.written,
            "kind": doubt.kind,
            "reading": doubt.spoken,
            "count": doubt.count,
            "file": doubt.place.file,
            "line": doubt.place.line,
            "column": doubt.place.column,
        }
        for doubt in doubts
    ]


def _table(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return tuple(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        + f"  {row[-1]}"
        for row in rows
    )
