"""The lines of an ``.ics`` file with their places: unfolded, split, grouped into components.

Read here without a library, so that a lint can say where something stands, and so that no file,
however made, costs more than one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
DEEPEST = 16


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property: its name, parameters and value, and the line at which it begins."""

    name: str
    parameters: dict[str, str]
    value: str
    number: int


@dataclass(slots=True)
class Block:
    """One component: its name, its own properties, the components in it, and where it begins."""

    name: str
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    closed: bool = False

    def all(self, name: str) -> list[ContentLine]:
        """Return the properties of a name."""
        return [line for line in self.lines if line.name == name]

    def value(self, name: str) -> str | None:
        """Return the value of the first property of a name."""
        return next((line.value for line in self.lines if line.name == name), None)

    def walk(self, name: str) -> Iterator[Block]:
        """Return the components of a name below this one."""
        for block in self.blocks:
            if block.name == name:
                yield block
            yield from block.walk(name)


@dataclass(frozen=True, slots=True)
class ComponentTree:
    """A whole file: its top components, and the numbers of lines that make no sense."""

    blocks: tuple[Block, ...]
    senseless: tuple[int, ...]


def physical_lines(data: bytes) -> list[bytes]:
    """Split a file at LF; a CR before it stays on the line."""
    lines = data.split(b"\n")
    return lines[:-1] if lines and not lines[-1] else lines


def read_page(lines: Sequence[bytes]) -> ComponentTree:
    """Unfold and group the lines of a file."""
    root = Block("", 0)
    stack = [root]
    senseless: list[int] = []
    for number, text in _unfolded(lines):
        line = _line(text, number)
        if line is None:
            senseless.append(number)
        elif line.name == "BEGIN":
            block = Block(line.value.strip().upper(), number)
            stack[-1].blocks.append(block)
            if len(stack) >= DEEPEST:
                senseless.append(number)
                break
            stack.append(block)
        elif line.name == "END":
            if len(stack) > 1 and stack[-1].name == line.value.strip().upper():
                stack.pop().closed = True
            else:
                senseless.append(number)
        else:
            stack[-1].lines.append(line)
    senseless.extend(block.number for block in stack[1:])
    senseless.extend(line.number for line in root.lines)
    return ComponentTree(tuple(root.blocks), tuple(sorted(set(senseless))))


def _unfolded(lines: Sequence[bytes]) -> Iterator[tuple[int, str]]:
    held: list[bytes] = []
    begin = 1
    for number, raw in enumerate(lines, 1):
        text = raw.removesuffix(b"\r")
        if text[:1] in (b" ", b"\t") and held:
            held.append(text[1:])
            continue
        if held:
            yield begin, b"".join(held).decode("utf-8", "replace")
        held, begin = [text], number
    if held and any(held):
        yield begin, b"".join(held).decode("utf-8", "replace")


def _line(text: str, number: int) -> ContentLine | None:
    if not text.strip():
        return None
    match = _NAME.match(text)
    if match is None:
        return None
    at = match.end()
    parameters: dict[str, str] = {}
    while found := _PARAMETER.match(text, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if text[at : at + 1] != ":":
        return None
    return ContentLine(match[0].upper(), parameters, text[at + 1 :], number)
