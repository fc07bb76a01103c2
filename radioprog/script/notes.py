"""Editors' notes leave the text: ``<!-- … -->`` anywhere, and lines that begin with ``//``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from radioprog.kernel.findings import Finding
from radioprog.script import findings as said
from radioprog.script.traced import Page, Traced, joined

Fault = Callable[[Finding], None]
_OPEN = re.compile(r"<!--|<!\s*[-–—−]+|&lt;!\s*[-–—−]+")
_END = re.compile(r"-->|<!--|-?[–—−]+-?>")


def without_notes(page: Page, lines: Iterable[Traced], fault: Fault) -> Iterator[Traced]:
    """Return the lines without notes; a line that was nothing but a note is gone altogether."""
    rest = list(lines)
    row = 0
    endless = False
    while row < len(rest):
        line = rest[row]
        row += 1
        marks = line.marks.strip()
        if marks.startswith("//"):
            if marks == "//" or marks[2] == " ":
                continue
            fault(said.NOTE_SPACE(page.place_of(line.strip())))
        begin = _OPEN.search(line.marks)
        if begin is None:
            yield line
            continue
        whole, row = (None, row) if endless else _until_closed(rest, row)
        endless = whole is None
        kept = _cut(page, whole if whole is not None else line, fault)
        if kept.marks.strip():
            yield kept


def _until_closed(lines: Sequence[Traced], row: int) -> tuple[Traced | None, int]:
    """Join the lines of a note that goes on over several; ``None``: it never ends."""
    end = row
    inside = _ends_inside(lines[row - 1].marks, False)
    while inside:
        if end == len(lines):
            return None, row
        inside = _ends_inside(lines[end].marks, True)
        end += 1
    return joined(lines[row - 1 : end]), end


def _ends_inside(marks: str, inside: bool) -> bool:
    """Tell whether a note is open at the end of a line that begins inside or outside of one."""
    index = 0
    while True:
        if not inside:
            index = marks.find("<!--", index)
            if index < 0:
                return False
            index += 4
        end = _END.search(marks, index)
        if end is None:
            return True
        index = end.start() if end[0] == "<!--" else end.end()
        inside = False


def _cut(page: Page, line: Traced, fault: Fault) -> Traced:
    """Leave the notes out of a line; a note without its right marks is found."""
    keep = [True] * len(line)
    index = 0
    while (begin := _OPEN.search(line.marks, index)) is not None:
        end = _END.search(line.marks, begin.end())
        place = page.place_of(line, begin.start())
        index = end.end() if end else len(line)
        if end is None and begin[0] == "<!--":
            fault(said.UNCLOSED_NOTE(place))
        elif end is None or end[0] != "-->" or begin[0] != "<!--":
            fault(said.MANGLED_NOTE(place))
            index = end.start() if end and end[0] == "<!--" else index
        start = begin.start()
        if line.marks[:start].endswith(" ") and line.marks[index : index + 1] in ("", " "):
            index = min(index + 1, len(line))
        keep[start:index] = [False] * (index - start)
    return line.kept(keep)
