"""JSON with one form only: for keys and hashes, and for the documents that are written."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
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
    written = io.BytesIO()
    for piece in _indented(value, "\n"):
        written.write(piece.encode())
    written.write(b"\n")
    return written.getvalue()


def _indented(value: Any, margin: str) -> Iterator[str]:
    """Write what ``json.dumps(value, indent=2)`` gives, some ten times as fast.

    The encoder in C knows no indent; so it is given what holds no other list or object, with the
    line break as its comma: no text holds one that is not escaped.
    """
    if not isinstance(value, dict | list | tuple) or not value:
        yield _encoder(", ").encode(value)
        return
    inner = margin + "  "
    rows: Iterable[Any] = value.values() if isinstance(value, dict) else value
    if _PLAIN.issuperset(map(type, rows)):
        flat = _encoder("," + inner).encode(value)
        yield f"{flat[0]}{inner}{flat[1:-1]}{margin}{flat[-1]}"
    elif _is_table(value):
        cell = inner + "  "
        flat = _encoder("," + cell).encode(value)[2:-2]
        flat = flat.replace(f"],{cell}[", f"{inner}],{inner}[{cell}")
        yield f"[{inner}[{cell}{flat}{inner}]{margin}]"
    else:
        yield from _mixed(value, margin, inner)


_PLAIN = frozenset((str, int, float, bool, type(None)))


def _is_table(value: Any) -> bool:
    """Tell whether it is a list of lists, none empty, that hold no other."""
    return (
        {list}.issuperset(map(type, value))
        and all(value)
        and _PLAIN.issuperset(map(type, chain.from_iterable(value)))
    )


def _mixed(value: Any, margin: str, inner: str) -> Iterator[str]:
    is_object = isinstance(value, dict)
    before, closes = ("{", "}") if is_object else ("[", "]")
    for each in value:
        # An object's key as the encoder writes it, be it a text or not: without {} and its 0.
        yield before + inner + (_encoder(", ").encode({each: 0})[1:-2] if is_object else "")
        yield from _indented(value[each] if is_object else each, inner)
        before = ","
    yield margin + closes


@cache
def _encoder(comma: str) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(comma, ": "))


def long_document_json(head: Mapping[str, Any], name: str, rows: Iterable[Any]) -> Iterator[bytes]:
    """Yield the document of ``{**head, name: [*rows]}`` piece by piece, row after row.

    >>> b"".join(long_document_json({"b": 1}, "a", [2])) == document_json({"b": 1, "a": [2]})
    True
    """
    yield document_json({**head, name: []}).removesuffix(b"]\n}\n")
    between = b"\n"
    for row in rows:
        # A line break within a text is written as \\n, so only the document's own are indented.
        lines = document_json(row).rstrip(b"\n").replace(b"\n", b"\n    ")
        yield between + b"    " + lines
        between = b",\n"
    yield b"]\n}\n" if between == b"\n" else b"\n  ]\n}\n"


def digest(value: Any) -> str:
    """Return the SHA-256 of a JSON value's one form, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def in_groups(sha256: str) -> str:
    """Return the first sixteen digits of a hash in groups that an eye can compare.

    >>> in_groups("0123456789abcdef0123")
    '0123 4567 89ab cdef'
    """
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))
