"""JSON with one form only: for keys and hashes, and for the documents that are written."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical_json(value: Any) -> bytes:
    """Return the one form of a JSON value: keys sorted, no spaces, UTF-8, no NaN.

    >>> canonical_json({"b": 1, "a": "ữ"}).decode()
    '{"a":"ữ","b":1}'
    """
    return _CANONICAL.encode(value).encode()


def document_json(value: Any) -> bytes:
    """Return a JSON document as published: indented, keys in their given order, LF at the end.

    >>> document_json({"b": 1}).decode()
    '{\\n  "b": 1\\n}\\n'
    """
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2, allow_nan=False)
    written = io.BytesIO()
    # Written as it is made: `json.dumps` would first list every bracket of a long document.
    text = io.TextIOWrapper(written, "utf-8", newline="\n")
    text.writelines(encoder.iterencode(value))
    text.write("\n")
    text.flush()
    return written.getvalue()


def long_document_json(head: Mapping[str, Any], name: str, rows: Iterable[Any]) -> bytes:
    """Return the document of ``{**head, name: [*rows]}`` without having all rows at once.

    >>> long_document_json({"b": 1}, "a", [2]) == document_json({"b": 1, "a": [2]})
    True
    """
    begun = document_json({**head, name: []})
    written = io.BytesIO()
    written.write(begun.removesuffix(b"]\n}\n"))
    between = b"\n"
    for row in rows:
        # A line break within a text is written as \\n, so only the document's own are indented.
        lines = document_json(row).rstrip(b"\n").replace(b"\n", b"\n    ")
        written.write(between + b"    " + lines)
        between = b",\n"
    written.write(b"]\n}\n" if between == b"\n" else b"\n  ]\n}\n")
    return written.getvalue()


def digest(value: Any) -> str:
    """Return the SHA-256 of a JSON value's one form, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def in_groups(sha256: str) -> str:
    """Return the first sixteen digits of a hash in groups that an eye can compare.

    >>> in_groups("0123456789abcdef0123")
    '0123 4567 89ab cdef'
    """
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))
