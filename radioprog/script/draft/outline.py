"""The outline of an article: which paragraphs are headings, list items, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from radioprog.script.draft.lines import Line

LONGEST_HEADING = 200
_MOST_CAPITALS = 30
_ENDS = re.compile(r"[.!?…;,][\"”’»)\]]*$")
_ITEM = re.compile(
    r"(?:[-–—•*+▪●◦\uf0b7\uf0a7\uf0fc\uf0d8]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[a-zđ]\)"
    r"|[IVX]{1,5}\.)\s+"
)
_NUMBER = re.compile(
    r"(?P<roman>[IVXLC]{1,6})\s*[.)/:-]\s*(?=\S)|(?P<deep>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\S)"
    r"|(?P<digit>\d{1,2})\s*[.)/]\s*(?=[^\d\s])|(?P<letter>[a-zđ])\s*[.)]\s+(?=\S)"
    r"|(?P<capital>[A-HĐ])\s*[.)]\s+(?=\S)"
    r"|(?P<named>(?:Bài|Phần|Chương|Mục|Kỳ|Chuyên mục|Tin|Điều)\s+(?:\d{1,3}|[IVXLC]{1,6}|cuối"
    r"|thứ \w+|một|hai|ba))"
    r"\s*[:.–-]\s*(?=\S)|(?P<hash>#{1,6})\s+(?=\S)",
    re.IGNORECASE,
)
_CELL = re.compile(r"\s*\t\s*|\s{3,}")
_ORDINAL = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?|#)", re.IGNORECASE)
_FIGURE = re.compile(r"[\d.,%\s/–-]+")
_FEWEST_CELLS = 6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it will be spoken; ``item`` marks a list item whose mark was taken off.

    A ``heading`` begins a part of the article; ``label`` is its text without its own number.
    """

    text: str
    number: int
    item: bool = False
    heading: bool = False
    label: str = ""
    bold: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a table: the indices of their lines; not ``made``: they stay as they are."""

    rows: tuple[int, ...]
    number: int
    first: str
    made: bool = True


def is_item(text: str) -> bool:
    """Tell whether a line begins with the mark of a list or a number."""
    return _ITEM.match(text) is not None


# --- headings ---


def with_headings(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Mark the paragraphs that are headings; a number of its own leaves the heading's label.

    >>> [(part.label, part.heading) for part in with_headings(
    ...     [Paragraph("1. Mục tiêu", 1), Paragraph("Trồng 20 ha rừng.", 2)])]
    [('Mục tiêu', True), ('', False)]
    """
    parts = list(paragraphs)
    kinds = [_kind(part) for part in parts]
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        before = kinds[index - 1] if index else ""
        after = kinds[index + 1] if following else ""
        if following is not None and _heads(part, kinds[index], before, after, following, parts):
            label = _label(part.text)
            yield replace(part, heading=True, label=label, item=part.item and not part.starred)
        else:
            yield part


def _kind(part: Paragraph) -> str:
    """Name the kind of mark a paragraph begins with; the empty name: none."""
    if part.starred:
        return "star"
    if part.item:
        return "item"
    match = _NUMBER.match(part.text)
    if match is None or match.lastgroup is None:
        return ""
    if match.lastgroup == "roman" and not match["roman"].isupper():
        return "letter" if len(match["roman"]) == 1 else ""
    if match.lastgroup == "named" and not match["named"][0].isupper():
        return ""
    return match.lastgroup


def _heads(
    part: Paragraph,
    kind: str,
    before: str,
    after: str,
    following: Paragraph,
    parts: Sequence[Paragraph],
) -> bool:
    text = part.text
    if len(text) > LONGEST_HEADING or kind == "item":
        return False
    if kind == "hash":
        return not _ENDS.search(text)
    if _ENDS.search(text) and not (text.isupper() and kind):
        return False
    if kind == "capital" and len(text.split()) > 20:
        return False
    if kind in ("roman", "named", "capital"):
        return True
    if kind:  # a run of the same mark is a list, not a row of headings
        return kind not in (before, after) or _stands_over_text(part, following, after, kind)
    if text.isupper() and any(char.isalpha() for char in text):
        return 1 < len(text.split()) <= _MOST_CAPITALS
    return _is_subhead(part, following, parts)


def _stands_over_text(part: Paragraph, following: Paragraph, after: str, kind: str) -> bool:
    """Tell whether text stands below: so one of several numbered headings, not a list's item."""
    return after != kind and _ENDS.search(following.text) is not None and not part.starred


def _is_subhead(part: Paragraph, following: Paragraph, parts: Sequence[Paragraph]) -> bool:
    """Tell whether a short line without a full stop stands over a paragraph of sentences."""
    text = part.text
    if text.endswith(":") or not text[:1].isupper() or not 2 <= len(text.split()) <= 14:
        return False
    if part.item or following.item or (part is parts[0] and not part.bold):
        return False
    return len(following.text.split()) >= (6 if part.bold else 15) and bool(
        re.search(r"[.!?…][\"”’»)]*$", following.text)
    )


def _label(text: str) -> str:
    match = _NUMBER.match(text)
    bare = text[match.end() :] if match is not None and match.lastgroup != "named" else text
    return bare.rstrip(":. ").strip() or text


# --- tables ---


def tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Find tables: two rows or more, one below the other, of the same number of cells."""
    found: list[Table] = []
    rows: list[int] = []
    for index, line in enumerate([*lines, Line("\0", 0, "\0")]):
        if not line.text and rows:
            continue
        if _is_row(line) and (not rows or _same_width(lines[rows[-1]], line)):
            rows.append(index)
            continue
        if len(rows) >= 2:
            found.append(Table(tuple(rows), lines[rows[0]].number, lines[rows[0]].text))
        rows = [index] if _is_row(line) else []
    return tuple(found)


def _cells(line: Line) -> list[str]:
    return [" ".join(cell.split()) for cell in _CELL.split(line.stored.strip()) if cell.strip()]


def _is_row(line: Line) -> bool:
    cells = _cells(line)
    if len(cells) < 2 or _ITEM.fullmatch(f"{cells[0]} "):
        return len(cells) >= 3 and cells[0][0].isdigit()
    return len(cells) >= 3 or "\t" in line.stored.strip()


def _same_width(line: Line, other: Line) -> bool:
    return abs(len(_cells(line)) - len(_cells(other))) <= 1


def rows_as_sentences(table: Table, lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Write each row as a sentence: what it is about, then the columns' names with their values."""
    rows = [(lines[index].number, _cells(lines[index])) for index in table.rows]
    head = rows[0][1]
    named = not any(_FIGURE.fullmatch(cell) for cell in head) and any(
        _FIGURE.fullmatch(cell) for _, cells in rows[1:] for cell in cells
    )
    if not named:
        for number, cells in rows:
            yield Paragraph(_stopped(", ".join(cells)), number)
        return
    first = 1 if _ORDINAL.fullmatch(head[0]) else 0
    yield Paragraph(_stopped(", ".join(head[first:])), rows[0][0])
    for number, cells in rows[1:]:
        yield Paragraph(_sentence(head, cells, first), number)


def _sentence(head: Sequence[str], cells: Sequence[str], first: int) -> str:
    if len(cells) != len(head) or len(cells) <= first + 1:
        return _stopped(", ".join(cells))
    pairs = zip(head[first + 1 :], cells[first + 1 :], strict=True)
    told = ", ".join(f"{_small(name)} {value}" for name, value in pairs)
    return _stopped(f"{cells[first]}: {told}")


def _small(name: str) -> str:
    """Begin a column's name with a small letter inside a sentence, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _stopped(text: str) -> str:
    return text if text[-1:] in ".!?…;" else f"{text}."


def loose_cells(lines: Sequence[Line]) -> Iterator[Table]:
    """Find rows of short lines that were the cells of a table, one a line."""
    run: list[int] = []
    for index, line in enumerate([*lines, Line(". " * 20 + ".", 0)]):
        if not line.text:
            continue
        if (
            len(line.text.split()) <= 5
            and not _ENDS.search(line.text)
            and not line.text.endswith(":")
        ):
            run.append(index)
            continue
        figures = sum(1 for each in run if _FIGURE.fullmatch(lines[each].text))
        if len(run) >= _FEWEST_CELLS and figures * 4 >= len(run):
            first = lines[run[0]]
            yield Table(tuple(run), first.number, first.text, made=False)
        run = []
