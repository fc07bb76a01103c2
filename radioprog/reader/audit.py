"""The audit: every token that is no plain word, for an editor who wants to know why.

Pure: a `Reading` in, rows, a table or plain JSON values out.
"""

from __future__ import annotations

from typing import Any

from radioprog.kernel.findings import Language, Text, visible
from radioprog.reader.model import Reading, Token

_SILENT_CLASSES = frozenset({"word", "space", "line", "punctuation"})
_HEAD = (Text("viết", "written"), Text("loại", "class"), Text("đọc", "reading"),
         Text("quy tắc", "rule"))  # fmt: skip


def audited(reading: Reading) -> tuple[Token, ...]:
    """Give the tokens that an audit shows: all that is read otherwise than written."""
    return tuple(
        token
        for token in reading.tokens
        if token.unread or token.token_class not in _SILENT_CLASSES
    )


def audit_lines(reading: Reading, language: Language = "vi") -> tuple[str, ...]:
    """Give the audit as lines of a table: written, class, reading, rule.

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
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return tuple(
        "  ".join(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True))
        + f"  {row[3]}"
        for row in rows
    )


def audit_json(reading: Reading, *, every: bool = True) -> list[dict[str, Any]]:
    """Give the tokens as plain JSON values; ``every=False`` leaves plain words out."""
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
