"""Text that knows where each of its characters stands in the file.

The way in: the stored text is cleaned (NFC, invisible characters out), cut into lines, and its
backslashes are resolved, while every character keeps its place. All parsing looks at ``marks``,
where an escaped character can be nothing but text and a full-width mark looks like a plain one.
Editors' notes leave the text here: ``<!-- … -->`` anywhere, and lines that begin with ``//``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.textfile import LINE_END
from radioprog.script import findings as said
from radioprog.script.model import SourceText

ESCAPABLE = frozenset("\\[]{}|(#/:<-*_+•–—&>=~")
"""What a backslash makes text; from ``_`` on: marks of Word, of lists, web pages and mail."""
ESCAPED = "\ue000"
"""Stands in ``marks`` for a character that a backslash made text."""
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_COLONS = dict.fromkeys([0x2236, 0xA789, 0x02D0, 0xFE55], ":")
_PLAIN = {**_WIDE, **_SPACES, **_COLONS}
_ODD = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
_ENTITY = re.compile(r"&(?!lt;!)(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Controls are findings of their own; the invisible ones mean nothing in a script.
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff]"
)


class Traced:
    """Characters, each with its offset in the stored text, and the marks that syntax may see."""

    __slots__ = ("at", "marks", "text")

    def __init__(self, text: str, at: Sequence[int], marks: str | None = None) -> None:
        """Hold equally long text, offsets and marks."""
        self.text: str = text
        self.at: Sequence[int] = at
        self.marks: str = plain_view(text) if marks is None else marks

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.at[part], self.marks[part])

    def strip(self) -> Traced:
        """Leave out the blanks at both ends."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self[start : max(start, len(text.rstrip()))]

    def kept(self, keep: Iterable[bool]) -> Traced:
        """Return the characters for which ``keep`` is true."""
        rows = [
            row
            for row, wanted in zip(
                zip(self.text, self.at, self.marks, strict=True), keep, strict=True
            )
            if wanted
        ]
        return Traced(
            "".join(row[0] for row in rows), [row[1] for row in rows], "".join(r[2] for r in rows)
        )

    def split_at(self, mark: str) -> list[Traced]:
        """Cut at each unescaped mark, except inside braces."""
        parts, start, depth = [], 0, 0
        for index, char in enumerate(self.marks):
            if char == mark and depth == 0:
                parts.append(self[start:index])
                start = index + 1
            depth = max(0, depth + (char == "{") - (char == "}"))
        return [*parts, self[start:]]


def joined(lines: Sequence[Traced]) -> Traced:
    """Put lines together, a space between them where the line end stood."""
    if len(lines) == 1:
        return lines[0]
    at = list(lines[0].at)
    for line in lines[1:]:
        at.append(at[-1] + 1 if at else 0)
        at.extend(line.at)
    return Traced(" ".join(line.text for line in lines), at, " ".join(line.marks for line in lines))


def plain_view(text: str) -> str:
    """Return text with full-width marks and odd spaces as plain ones, character for character."""
    return text.translate(_PLAIN) if _ODD.search(text) else text


class Page:
    """A file's text as stored: its lines as traced text, and the place of each character."""

    def __init__(self, text: str, *, file: str) -> None:
        """Index the lines of a text."""
        self.text: str = text
        self.file: str = file
        self.starts: list[int] = [0, *(match.end() for match in LINE_END.finditer(text))]
        self._firsts = frozenset(self.starts)

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at an offset of the stored text."""
        row = bisect_right(self.starts, offset) - 1
        return Place(self.file, row + 1, offset - self.starts[row] + 1)

    def place_of(self, traced: Traced, index: int = 0, *, instead: Place | None = None) -> Place:
        """Return the place of a character of traced text, or of its end.

        Empty text stands nowhere: ``instead`` is the place to name for it.
        """
        if not len(traced):
            return instead or Place(self.file)
        if index < len(traced):
            return self.place_at(traced.at[index])
        return self.place_at(traced.at[-1] + 1)

    def source(self, traced: Traced) -> SourceText:
        """Return traced text as the model keeps it."""
        marks = []
        before = -2
        for index, offset in enumerate(traced.at):
            if offset != before + 1 or offset in self._firsts:
                marks.append((index, self.place_at(offset)))
            before = offset
        return SourceText(traced.text, tuple(marks))

    def lines(self, start: int = 0) -> Iterator[Traced]:
        """Return each line from an offset on, cleaned and its escapes resolved, without its end."""
        at = start
        for match in LINE_END.finditer(self.text, start):
            yield _line(self.text[at : match.start()], at)
            at = match.end()
        yield _line(self.text[at:], at)


def _line(text: str, offset: int) -> Traced:
    at: Sequence[int] = range(offset, offset + len(text))
    if _DROPPED.search(text):
        kept = [
            (char, where) for char, where in zip(text, at, strict=True) if not _DROPPED.match(char)
        ]
        text, at = "".join(char for char, _ in kept), [where for _, where in kept]
    if not unicodedata.is_normalized("NFC", text):
        text, at = _composed(text, at)
    return _resolved(text, at)


def _composed(text: str, at: Sequence[int]) -> tuple[str, list[int]]:
    """Bring a line to NFC; a composed letter stands where its base letter stood."""
    letters: list[str] = []
    places: list[int] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and _joins(text[index]):
            continue
        cluster = unicodedata.normalize("NFC", text[start:index])
        letters.append(cluster)
        places.extend([at[start]] * len(cluster))
        start = index
    return "".join(letters), places


def _joins(char: str) -> bool:
    """Tell whether a character may compose with the one before it."""
    return (
        unicodedata.combining(char) != 0
        or unicodedata.category(char) in ("Mn", "Mc")
        or ("\u1160" <= char <= "\u11ff")
    )


def _resolved(text: str, at: Sequence[int]) -> Traced:
    r"""Resolve backslashes, and the entities of web pages (``&amp;``): both make plain text.

    ``&lt;!`` stays as it is: it is a note's mark, spoilt.
    """
    if "\\" not in text and "&" not in text:
        return Traced(text, at)
    view = plain_view(text)
    letters, places, marks = [], [], []
    index = 0
    while index < len(text):
        char, mark, where, end = _character(text, view, index)
        if char:
            letters.append(char)
            places.append(at[where])
            marks.append(mark)
        index = end
    return Traced("".join(letters), places, "".join(marks))


def _character(text: str, view: str, index: int) -> tuple[str, str, int, int]:
    """Read one character: itself, its mark, where it stands, and where the next one begins.

    An entity of something invisible is no character (``""``).
    """
    if view[index] == "\\":
        if view[index + 1 : index + 2] in ESCAPABLE and index + 1 < len(text):
            return text[index + 1], ESCAPED, index + 1, index + 2
        return text[index], ESCAPED, index, index + 1
    entity = _ENTITY.match(text, index) if text[index] == "&" else None
    char = html.unescape(entity[0]) if entity else ""
    if entity is None or len(char) != 1:
        return text[index], view[index], index, index + 1
    mark = ESCAPED if plain_view(char) in ESCAPABLE else plain_view(char)
    return ("" if _DROPPED.match(char) else char), mark, index, entity.end()


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
