"""Writing a choice into a schedule file: text is put in by place, comments stay, all is re-read.

The file's own text is kept to the letter but for the lines that change. What comes out is parsed
again, and must hold the old exceptions, less those replaced, and the new ones: nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from radioprog.kernel.yaml.document import MappingNode, Node, Scalar, SequenceNode, parse_document
from radioprog.kernel.yaml.schema import key_form
from radioprog.schedule.conflicts.resolutions import Change
from radioprog.schedule.days.civil import clock_text, span_text
from radioprog.schedule.plan.plan_file import parse_schedule
from radioprog.schedule.plan.slot import SlotException

_KEYS = frozenset({"exceptions", key_form("ngoại lệ")})
_SAFE = re.compile(r"[^\W_](?:[\w .+/:-]*\w)?")
_REMARK = re.compile(r"(?:^|\s)(#.*)$")


def exception_line(each: SlotException) -> str:
    """Write an exception as one line of a schedule file, without its dash.

    >>> import datetime as dt
    >>> from radioprog.schedule.plan.slot import Move
    >>> from radioprog.kernel.units import MinuteOfDay
    >>> exception_line(SlotException("a", dt.date(2026, 3, 3), move=Move(MinuteOfDay(1020))))
    '{slot: a, date: 2026-03-03, move: 17:00}'
    """
    pairs = [f"slot: {_word(each.slot)}", f"date: {each.date.isoformat()}"]
    if each.stations is not None:
        pairs.append(f"stations: {_word(each.stations.text)}")
    if each.run is not None:
        pairs.append(f"run: {each.run or 'first'}")
    if each.move is not None:
        date = f"{each.move.date.isoformat()} " if each.move.date else ""
        pairs.append(f"move: {date}{clock_text(each.move.at)}")
    if each.length is not None:
        pairs.append(f"length: {span_text(each.length)}")
    if each.programme is not None:
        pairs.append(f"programme: {_word(each.programme)}")
    if each.cancel is not None:
        pairs.append(f"cancel: {_word(each.cancel)}")
    return "{" + ", ".join(pairs) + "}"


def _word(text: str) -> str:
    plain = _SAFE.fullmatch(text) and ": " not in text and " #" not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def with_changes(text: str, changes: Sequence[Change], *, file: str) -> str | None:
    """Return a schedule file's text with a choice written in, or nothing where that cannot be done.

    ``changes`` may replace exceptions of this file; others are added at the end of its list.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    replaced = [each for each in changes if each.replaces is not None]
    for change in sorted(replaced, key=_line_of, reverse=True):
        if not _replace(lines, text, change, file):
            return None
    added = [exception_line(each.exception) for each in changes if each.replaces is None]
    if added and not _add(lines, added, file):
        return None
    made = ending.join(lines)
    return made if _holds(text, made, changes, file) else None


def _line_of(change: Change) -> int:
    return (change.replaces.place.line or 0) if change.replaces else 0


def _holds(before: str, after: str, changes: Sequence[Change], file: str) -> bool:
    """Tell whether the new text says just what was asked."""
    old, _ = parse_schedule([(file, before)])
    new, findings = parse_schedule([(file, after)])
    expected = list(old.exceptions)
    for change in changes:
        if change.replaces is not None:
            expected.remove(change.replaces)
        expected.append(change.exception)
    known = {"unknown-slot"}
    same = sorted(map(exception_line, expected)) == sorted(map(exception_line, new.exceptions))
    fine = not any(each.is_error and each.code not in known for each in findings)
    return same and fine and new.slots == old.slots and new.profiles == old.profiles


def _section(
    lines: Sequence[str], file: str
) -> tuple[Scalar | None, Node | None, int, Node | None]:
    """Find the list of exceptions: its key, its value, and the line of what follows it."""
    root, _ = parse_document("\n".join(lines), file=file)
    if not isinstance(root, MappingNode):
        return None, None, len(lines) + 1, root
    following = len(lines) + 1
    found: tuple[Scalar, Node] | None = None
    for key, value in root.items:
        if found is not None:
            following = key.place.line or following
            break
        if key_form(key.text) in _KEYS:
            found = (key, value)
    if found is None:
        return None, None, following, root
    return found[0], found[1], following, root


def _add(lines: list[str], added: Sequence[str], file: str) -> bool:
    key, value, following, root = _section(lines, file)
    if key is None:
        if isinstance(root, MappingNode) and root.items and _is_flow(lines, root):
            return False
        _append(lines, ["exceptions:", *(f"  - {each}" for each in added)])
        return True
    line = (key.place.line or 1) - 1
    if isinstance(value, SequenceNode) and value.items and not _is_flow(lines, value):
        last = (value.items[-1].place.line or 1) - 1
        indent = _dash(lines[last], (value.items[-1].place.column or 1) - 1)
        if indent is None:
            return False
        end = _last_of(lines, last, following - 1)
        lines[end + 1 : end + 1] = [f"{' ' * indent}- {each}" for each in added]
        return True
    if isinstance(value, SequenceNode) and not value.items:
        lines[line] = re.sub(r"\[\s*\]", "", lines[line], count=1).rstrip()
    elif not (isinstance(value, Scalar) and not value.text):
        return False
    lines[line + 1 : line + 1] = [f"  - {each}" for each in added]
    return True


def _is_flow(lines: Sequence[str], node: Node) -> bool:
    row, column = (node.place.line or 1) - 1, (node.place.column or 1) - 1
    return lines[row][column : column + 1] in ("[", "{")


def _append(lines: list[str], new: Sequence[str]) -> None:
    while lines and not lines[-1].strip():
        lines.pop()
    lines.extend(["", *new, ""] if lines else [*new, ""])


def _dash(line: str, column: int) -> int | None:
    """Return the column of the dash before a list item."""
    before = line[:column].rstrip()
    return len(before) - 1 if before.endswith("-") else None


def _last_of(lines: Sequence[str], start: int, stop: int) -> int:
    """Return the last line of an item, leaving out blank lines and remarks after it."""
    end = min(stop, len(lines)) - 1
    while end > start and (not lines[end].strip() or lines[end].lstrip().startswith("#")):
        end -= 1
    return end


def _replace(lines: list[str], text: str, change: Change, file: str) -> bool:
    old = change.replaces
    if old is None or old.place.line is None or old.place.column is None:
        return False
    _, value, following, _ = _section(lines, file)
    if not isinstance(value, SequenceNode) or _is_flow(lines, value):
        return False
    starts = [each.place.line or 0 for each in value.items]
    if old.place.line not in starts:
        return False
    row = old.place.line - 1
    indent = _dash(lines[row], old.place.column - 1)
    if indent is None:
        return False
    later = [line for line in starts if line > old.place.line]
    end = _last_of(lines, row, (later[0] if later else following) - 1)
    remarks = [match[1] for line in lines[row : end + 1] if (match := _REMARK.search(line))]
    tail = f"  {' '.join(remarks)}" if remarks else ""
    lines[row : end + 1] = [f"{' ' * indent}- {exception_line(change.exception)}{tail}"]
    return True
