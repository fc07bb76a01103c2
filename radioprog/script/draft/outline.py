"""The outline of an article: which paragraphs are headings, list items, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from radioprog.script.draft.furniture import is_person
from radioprog.script.draft.lines import Line
from radioprog.script.tables import cells_of, tables

LONGEST_HEADING = 200
_MOST_CAPITALS = 30
_ENDS = re.compile(r"[.!?…;,][\"”’»)\]]*$")
_ITEM = re.compile(
    r"(?:[-–—•*+▪●◦\uf0b7\uf0a7\uf0fc\uf0d8]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[a-zđ]\)"
    r"|[IVX]{1,5}\.)\s+"
)
_NUMBER = re.compile(
    r"(?P<roman>[IVXLC]{1,6})\s*[.):-]\s*(?=\S)|(?P<deep>\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\S)"
    r"|(?P<digit>\d{1,2})\s*[.)/]\s*(?=[^\d\s])|(?P<letter>(?-i:[a-zđ]))\s*[.)]\s+(?=\S)"
    r"|(?P<capital>(?-i:[A-HĐ]))\s*[.)]\s+(?=\S)"
    r"|(?P<named>(?:Bài|Phần|Chương|Mục|Kỳ|Chuyên mục|Tin|Điều)\s+(?:\d{1,3}|[IVXLC]{1,6}|cuối"
    r"|thứ \w+|một|hai|ba))"
    r"\s*[:.–-]\s*(?=\S)|(?P<hash>#{1,6})\s+(?=\S)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?|#)", re.IGNORECASE)
_FIGURE = re.compile(r"[\d.,%\s/–-]+")


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
    """Rows of a table: the indices of their lines, and what its first line says."""

    rows: tuple[int, ...]
    number: int
    first: str


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
    asks = text.endswith("?") and kind != "" and len(text.split()) <= 12
    if _ENDS.search(text) and not asks and not (text.isupper() and kind):
        return False
    if kind == "capital" and len(text.split()) > 20:
        return False
    if kind:  # a run of the same mark is a list, not a row of headings
        return kind not in (before, after)
    if text.isupper() and any(char.isalpha() for char in text):
        return 1 < len(text.split()) <= _MOST_CAPITALS
    return _is_subhead(part, following, parts)


def _is_subhead(part: Paragraph, following: Paragraph, parts: Sequence[Paragraph]) -> bool:
    """Tell whether a short line without a full stop stands over a paragraph of sentences."""
    text = part.text
    if text.endswith(":") or not text[:1].isupper() or not 2 <= len(text.split()) <= 14:
        return False
    if part.item or following.item or is_person(text) or (part is parts[0] and not part.bold):
        return False
    return len(following.text.split()) >= (6 if part.bold else 15) and bool(
        re.search(r"[.!?…][\"”’»)]*$", following.text)
    )


def _label(text: str) -> str:
    match = _NUMBER.match(text)
    bare = text[match.end() :] if match is not None and match.lastgroup != "named" else text
    return bare.rstrip(":. ").strip() or text


# --- tables ---


def tables_in(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Find the tables: rows of cells by tabs, wide gaps or bars, or a cell a line."""
    stored = [_barred(line.stored) for line in lines]
    found = []
    for first, last in tables(stored):
        rows = [index for index in range(first, last + 1) if lines[index].text]
        found.append(Table(tuple(rows), lines[first].number, lines[first].text))
    return tuple(found)


def _barred(stored: str) -> str:
    """Write the bars of a Markdown table as tabs."""
    line = stored.strip()
    return "\t".join(line.strip("|").split("|")) if line[:1] == "|" else stored


def _rows(table: Table, lines: Sequence[Line]) -> list[tuple[int, list[str]]]:
    """Cut the rows of a table into cells; cells that stand one a line become rows again."""
    rows = [
        (
            lines[index].number,
            [" ".join(cell.split()) for cell in cells_of(_barred(lines[index].stored))],
        )
        for index in table.rows
    ]
    if any(len(cells) > 1 for _, cells in rows):
        return rows
    cells = [cells[0] for _, cells in rows]
    width = _width(cells)
    return [(rows[at][0], cells[at : at + width]) for at in range(0, len(cells), width)]


def _width(cells: Sequence[str]) -> int:
    """Guess how many columns a table had: the distance between the numbers 1 and 2 of its rows."""
    if "1" in cells and "2" in cells[cells.index("1") :]:
        first = cells.index("1")
        width = cells.index("2", first) - first
        if width > 1 and first % width == 0:
            return width
    return next((width for width in (4, 3, 5, 2) if len(cells) % width == 0), 4)


def rows_as_sentences(table: Table, lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Write each row as a sentence: what it is about, then the columns' names with their values."""
    rows = _rows(table, lines)
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
