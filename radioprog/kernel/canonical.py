"""JSON with one form only: for keys and hashes, and for the documents that are written."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> bytes:
    """Give the one form of a JSON value: keys sorted, no spaces, UTF-8, no NaN.

    >>> canonical_json({"b": 1, "a": "ữ"}).decode()
    '{"a":"ữ","b":1}'
    """
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def document_json(value: Any) -> bytes:
    """Give a JSON document as it is published: indented, keys in their given order, LF at the end.

    >>> document_json({"b": 1}).decode()
    '{\\n  "b": 1\\n}\\n'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode() + b"\n"


def digest(value: Any) -> str:
    """Give the SHA-256 of a JSON value's one form, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()
