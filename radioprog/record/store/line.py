"""One line of the record: its form, its id, and which of the lines met are believed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from radioprog.kernel.canonical import canonical_json
from radioprog.kernel.findings import Finding, Place
from radioprog.record.findings import LINE_ALTERED, LINE_UNREADABLE, MERGE_MARKS
from radioprog.record.store.kinds import Kind, kind_named

Line = Mapping[str, Any]
"""A line as read: a JSON object with ``id``, ``at`` and ``by`` among its keys."""

_Order = tuple[str, str, str]
_FIXED = len("2026-01-01T00:00:00.000000Z")
_MARKS = re.compile(rb"(<{7}|\|{7}|={7}|>{7})( .*)?\r?")
"""What a merge leaves between the lines of both sides."""
_NO_CONTENT = frozenset({"id"})
_NO_TIMELESS_CONTENT = frozenset({"id", "at", "by", "entered"})


@lru_cache(maxsize=1024)
def moment(when: dt.datetime) -> str:
    """Return a moment as lines hold it: RFC 3339, in UTC, to the microsecond.

    >>> moment(dt.datetime(2026, 3, 1, 7, tzinfo=dt.timezone(dt.timedelta(hours=7))))
    '2026-03-01T00:00:00.000000Z'
    """
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def moment_of(line: Line) -> dt.datetime:
    """Return the moment that a line was written at, or is said to stand for."""
    return _instant(line["at"])


def finished(kind: str, line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line with its id; ``at`` and ``by`` have to stand in it, ``at`` as text or time.

    Raises:
        ValueError: ``at`` is no moment with its zone, ``by`` no text, or the id is another's.
    """
    made = {**line}
    if isinstance(made.get("at"), dt.datetime):
        if made["at"].tzinfo is None:
            raise ValueError("a moment without its zone")
        made["at"] = moment(made["at"])
    _checked(made.get("at"))
    if not isinstance(made.get("by"), str):
        raise ValueError("a line without who wrote it")
    given = made.pop("id", None)
    try:
        name = line_id(kind_named(kind), made)
    except UnicodeEncodeError:  # half a character, out of somebody's JSON
        made = _whole_text(made)
        name = line_id(kind_named(kind), made)
    if given not in (None, name):
        raise ValueError("the id is not of this line")
    return {**made, "id": name}


def line_id(kind: Kind, line: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a line says."""
    left_out = _NO_TIMELESS_CONTENT if kind.timeless else _NO_CONTENT
    content = {key: value for key, value in line.items() if key not in left_out}
    return hashlib.sha256(canonical_json(content)).hexdigest()


def written(line: Line) -> bytes:
    """Return a line as it is stored, with its end."""
    return canonical_json(line) + b"\n"


def believed(kind: str, raw: Sequence[bytes], shown: str, told: list[Finding]) -> list[Line]:
    """Return the lines that prove themselves, each once, by time and then by id.

    The order does not depend on that of ``raw``. What is no line, or does not match its id, is
    told with its place and left out; of lines that say the same the earliest counts.
    """
    form = kind_named(kind)
    found: dict[str, tuple[_Order, Line]] = {}
    for number, (bare, line) in enumerate(zip(raw, _parsed(raw), strict=True), 1):
        if line is None:
            _tell(bare, Place(shown, number, 1), told)
            continue
        sound = _sound(form, line, bare)
        if sound is None:
            told.append(LINE_ALTERED(Place(shown, number, 1)))
            continue
        order, known = _order(sound), found.get(sound["id"])
        if known is None or order < known[0]:
            found[sound["id"]] = order, sound
    return [line for _, line in sorted(found.values(), key=_first)]


def _tell(raw: bytes, place: Place, told: list[Finding]) -> None:
    if not raw.strip():
        return
    if not _MARKS.fullmatch(raw.rstrip(b"\n")):
        told.append(LINE_UNREADABLE(place))
    elif raw.startswith(b"<"):
        told.append(MERGE_MARKS(place))


def _parsed(raw: Sequence[bytes]) -> Iterable[dict[str, Any] | None]:
    """Read all lines at once, which is quick and shares their keys; one by one where that fails."""
    try:
        rows = json.loads(b"[" + b",".join(raw) + b"]")
    except (ValueError, RecursionError):
        return map(_parsed_alone, raw)
    if len(rows) != len(raw) or not all(isinstance(row, dict) for row in rows):
        return map(_parsed_alone, raw)
    return rows  # type: ignore[no-any-return]


def _parsed_alone(raw: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _sound(kind: Kind, line: dict[str, Any], raw: bytes) -> Line | None:
    """Return a line that matches its id, or one of former times with the id it would have had."""
    try:
        if kind.former and line.keys() == kind.former:
            line = {**line, "at": moment(dt.datetime(1970, 1, 1, tzinfo=dt.UTC)), "by": ""}
            return {**line, "id": line_id(kind, line)}
        if not isinstance(line["by"], str) or not isinstance(line["id"], str):
            return None
        _checked(line["at"])
        whole = _proves_itself(kind, line, raw) or line["id"] == line_id(kind, line)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return line if whole else None


def _proves_itself(kind: Kind, line: Line, raw: bytes) -> bool:
    """Tell whether a line's very bytes, without what its id leaves out, have that id.

    So a line as we wrote it is proven without being written anew; of any other this says no.
    """
    name: str = line["id"]
    content = raw.rstrip().replace(f',"id":"{name}"'.encode(), b"", 1)
    if kind.timeless:
        for key in ("at", "by"):
            content = content.replace(_member(key, line[key]), b"", 1)
    return hashlib.sha256(content).hexdigest() == name


@lru_cache(maxsize=1024)
def _member(key: str, value: str) -> bytes:
    """Return a key and its text as they stand in a line before others."""
    return canonical_json({key: value})[1:-1] + b","


def _instant(text: object) -> dt.datetime:
    """Read RFC 3339.

    Raises:
        ValueError: it is none, or lacks its zone.
    """
    if not isinstance(text, str) or len(text) < len("2026-01-01T00:00Z"):
        raise ValueError("no moment")
    when = dt.datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError("a moment without its zone")
    return when


@lru_cache(maxsize=1024)
def _checked(text: object) -> None:
    """Read a line's moment; those of one import are the same, and there are many of them.

    Raises:
        ValueError: it is none.
    """
    _instant(text)


def _order(line: Line) -> _Order:
    text = line["at"]
    fixed = len(text) == _FIXED and text.endswith("Z")
    return (text if fixed else moment(_instant(text))), line["id"], line["by"]


def _first(pair: tuple[_Order, Line]) -> _Order:
    return pair[0]


def _whole_text(value: Any) -> Any:
    """Put U+FFFD where half a character stands."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, Mapping):
        return {_whole_text(key): _whole_text(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_whole_text(each) for each in value]
    return value
