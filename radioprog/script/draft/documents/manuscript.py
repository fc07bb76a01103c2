"""What a reader of documents writes down: lines, one a paragraph, and the words beside them.

The readers of Word, OpenDocument, RTF and HTML know their formats; what a table of announcers, a
list's number or a line in italics becomes is the same for all and stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from radioprog.kernel.findings import Text
from radioprog.script.draft.encodings import legacy_text
from radioprog.script.speakers import is_trade_label

DELETED, HIDDEN = Text("phần đã xoá", "deleted text"), Text("chữ ẩn", "hidden text")
PICTURE, EQUATION = Text("hình", "a picture"), Text("công thức", "an equation")
SYMBOL, COMMENT = Text("ký hiệu", "a symbol"), Text("nhận xét", "a comment")
HEAD, FOOT = Text("đầu trang", "the page's head"), Text("chân trang", "the page's foot")
FOOTNOTE = Text("chú thích cuối trang", "a footnote")
ENDNOTE = Text("chú thích cuối bài", "an endnote")
COLUMN = Text("cột số hoặc tên cột", "a column of numbers or the names of columns")
_HEADS = re.compile(
    r"(?:stt|tt|số|người đọc|người dẫn|giọng|giọng đọc|nhân vật|phát thanh viên|mc|ptv|speaker"
    r"|voice|hình ảnh|hình|âm thanh|tiếng động|nhạc|ghi chú|thời lượng|thời gian|giờ|nội dung"
    r"|lời|lời đọc|lời dẫn|lời bình|time|text|words|notes?|sound)\W*",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:stt|tt|[\d\s:.,'’\"”+–-]*(?:\d\s*(?:s|ph|p|phút|giây|min|sec)\.?\s*)*)", re.IGNORECASE
)
_MARK = re.compile(r"((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)/]|[-–•+*·])[ \t]+")


class DocumentRefused(Exception):
    """The file is not read; the reason is for people."""

    def __init__(self, reason: Text) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


DAMAGED = Text("tệp hỏng hoặc thiếu phần chính", "it is damaged, or its main part is missing")
TOO_DEEP = Text("lồng nhau quá sâu", "it is nested too deeply")
TOO_MUCH = Text("bung ra quá lớn", "it unpacks to too much")
PASSWORD = Text("tệp đặt mật khẩu", "it has a password")


@dataclass(frozen=True, slots=True)
class ManuscriptLine:
    """A paragraph as read, and where in it italics begin and end."""

    text: str
    slanted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Words that are not spoken: what they are, and the line where they stood, if on one."""

    what: Text
    words: str
    line: int | None


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph while it is read: stretches of text, each with its font and slope."""

    stretches: list[tuple[str, bool, str]] = field(default_factory=list)

    def add(self, text: str, font: str = "", *, slanted: bool = False) -> None:
        """Go on with a stretch of text."""
        self.stretches.append((font, slanted, text))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing that can be seen was added."""
        return not any(text.strip() for _, _, text in self.stretches)

    def line(self, number: str = "") -> ManuscriptLine:
        """Close it: old fonts converted, blanks at both ends gone, the list's number before it.

        A mark of VNI belongs to the letter before it, wherever the program cut the run.
        """
        text = ""
        slanted: list[tuple[int, int]] = []
        for font, group in groupby(self.stretches, key=itemgetter(0)):
            typed, done = "", text
            for _, slope, stretch in group:
                begun = len(text)
                typed += stretch
                text = done + legacy_text(typed, font)
                if slope and stretch.strip():
                    slanted.append((begun, len(text)))
        bare = text.strip(" \t\x0b\r\n\xa0")
        before = text.find(bare) if bare else 0
        mark = _MARK.match(bare)
        if mark is not None and "\t" in mark[0]:  # a list's number that was typed or kept as text
            bare = f"{mark[1]} {' ' * (len(mark[0]) - len(mark[1]) - 1)}{bare[mark.end() :]}"
        shift = (len(number) + 1 if number and bare else 0) - before
        if number and bare:
            bare = f"{number} {bare}"
        return ManuscriptLine(bare, tuple(_merged(slanted, text, shift, len(bare))))


def _merged(
    slanted: Iterable[tuple[int, int]], text: str, shift: int, length: int
) -> Iterator[tuple[int, int]]:
    """Join stretches in italics that only blanks part, in the places of the finished line."""
    open_at: tuple[int, int] | None = None
    for start, end in slanted:
        if open_at is not None and not text[open_at[1] : start].strip():
            open_at = (open_at[0], end)
            continue
        if open_at is not None:
            yield max(open_at[0] + shift, 0), min(open_at[1] + shift, length)
        open_at = (start, end)
    if open_at is not None:
        yield max(open_at[0] + shift, 0), min(open_at[1] + shift, length)


_Cell = list[ManuscriptLine]


@dataclass(slots=True)
class _Row:
    """A row while it is read; what was told in it stands at its line."""

    first_told: int
    cells: list[_Cell] = field(default_factory=list)
    last_told: int = 0


@dataclass(slots=True)
class _Table:
    rows: list[_Row] = field(default_factory=list)
    outside: list[list[ManuscriptLine]] = field(default_factory=list)


@dataclass(slots=True)
class Manuscript:
    """A document while it is read: its lines so far, what is told, and the open tables."""

    lines: list[ManuscriptLine] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    legacy: set[str] = field(default_factory=set)
    inserted: int = 0
    tables: list[_Table] = field(default_factory=list)

    def tell(self, what: Text, words: str, *, placed: bool = True) -> None:
        """Name words that are not spoken, at the line that is being read, or beside all."""
        words = " ".join(words.split())
        if words:
            self.told.append(Told(what, words, len(self.lines) + 1 if placed else None))

    def paragraph(self, read: OpenParagraph, number: str = "") -> None:
        """Write down a paragraph; an old font in it is remembered."""
        self.legacy |= {font for font, _, text in read.stretches if text.strip() and is_old(font)}
        self.lines.append(read.line(number))

    # --- tables ---

    def open_table(self) -> None:
        """Begin a table; it may stand in another's cell."""
        self.tables.append(_Table())

    def open_row(self) -> None:
        """Begin a row of the innermost table."""
        self.tables[-1].rows.append(_Row(len(self.told)))

    def open_cell(self) -> None:
        """Begin a cell: lines go into it until it is closed."""
        self.tables[-1].outside.append(self.lines)
        self.lines = []

    def close_cell(self) -> None:
        """End a cell."""
        row = self.tables[-1].rows[-1]
        row.cells.append([line for line in self.lines if line.text])
        self.lines = self.tables[-1].outside.pop()
        row.last_told = len(self.told)

    def close_table(self) -> None:
        """Write down a table: speaker and words as labelled lines, one column as plain lines."""
        rows = self.tables.pop().rows
        kind = _kind_of([row.cells for row in rows])
        top = len(self.lines) + 1
        for row in rows:
            first, here = len(self.told), len(self.lines) + 1
            kind.write(self, row.cells)
            for at in (*range(row.first_told, row.last_told), *range(first, len(self.told))):
                told = self.told[at]
                if told.line is not None:
                    self.told[at] = Told(told.what, told.words, here)
        for at in sorted(kind.numbers):
            column = [
                row.cells[at]
                for row in rows
                if len(row.cells) > at and kind.is_number(row.cells, at)
            ]
            if words := "; ".join(map(_words, column)):
                self.told.append(Told(COLUMN, words, top))
        self.lines.append(ManuscriptLine(""))

    def record(self) -> dict[str, Any]:
        """Return all that was read as plain JSON values."""
        return {
            "lines": [[line.text, line.slanted] for line in self.lines],
            "told": [
                [each.what.to("vi"), each.what.to("en"), each.words, each.line]
                for each in self.told
            ],
            "legacy": sorted(self.legacy),
            "inserted": self.inserted,
        }


def is_old(font: str) -> bool:
    """Tell a font of the time before Unicode by its name: TCVN3 (``.Vn…``) or VNI."""
    return font.lower().startswith((".vn", "vni"))


def _words(cell: _Cell) -> str:
    return " ".join(line.text for line in cell)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table are: of numbers, of labels, of words; ``voices`` head them."""

    numbers: frozenset[int] = frozenset()
    label: int | None = None
    words: int | None = None
    voices: tuple[str, ...] = ()

    def is_number(self, cells: Sequence[_Cell], at: int) -> bool:
        """Tell whether a cell only counts or times its row: it is told with its column."""
        counted = _COUNTED.fullmatch(_words(cells[at])) is not None
        head = self.label is not None and all(map(_is_head, filter(None, map(_words, cells))))
        return at in self.numbers and len(cells) > 1 and bool(cells[at]) and counted and not head

    def write(self, sheet: Manuscript, cells: Sequence[_Cell]) -> None:
        """Write one row."""
        filled = [at for at, cell in enumerate(cells) if cell]
        if self.label is None and not self.voices and len(cells) == 1:
            sheet.lines += cells[0]
        elif self.voices and len(cells) == len(self.voices):
            self._of_voices(sheet, cells)
        elif self.label is None:
            kept = [_words(cell) for at, cell in enumerate(cells) if not self.is_number(cells, at)]
            if any(kept):
                sheet.lines.append(ManuscriptLine("\t".join(kept)))
        elif len(filled) > 1 and all(_HEADS.fullmatch(_words(cells[at])) for at in filled):
            sheet.tell(COLUMN, ": ".join(_words(cells[at]) for at in filled))
        else:
            self._of_speakers(sheet, cells)

    def _of_voices(self, sheet: Manuscript, cells: Sequence[_Cell]) -> None:
        for at, (voice, cell) in enumerate(zip(self.voices, cells, strict=True)):
            if cell and not self.is_number(cells, at) and _words(cell).strip(" :") == voice:
                sheet.tell(COLUMN, voice)
            elif cell and not self.is_number(cells, at):
                sheet.lines += _labelled(voice, cell)

    def _of_speakers(self, sheet: Manuscript, cells: Sequence[_Cell]) -> None:
        label: str = ""
        words: _Cell = []
        for at, cell in enumerate(cells):
            if at == self.label:
                label = _words(cell).strip(" :")
            elif at == self.words or (len(cells) == 1 and cell):
                words = cell
            elif not self.is_number(cells, at):  # of sound, or of notes: a direction
                sheet.lines += [_direction(line) for line in cell]
        sheet.lines += _labelled(label, words)


def _labelled(label: str, words: _Cell) -> _Cell:
    if not label or not words:
        return [ManuscriptLine(label), *words] if label else list(words)
    first, before = words[0], len(label) + 2
    moved = tuple((start + before, end + before) for start, end in first.slanted)
    return [ManuscriptLine(f"{label}: {first.text}", moved), *words[1:]]


def _direction(line: ManuscriptLine) -> ManuscriptLine:
    plain = line.text.strip()
    return line if plain.startswith(("(", "[")) else ManuscriptLine(f"({plain})")


def _kind_of(rows: Sequence[Sequence[_Cell]]) -> _Columns:
    """Tell what the columns of a table are."""
    width = max((len(row) for row in rows), default=0)
    full = [row for row in rows if len(row) == width]
    if width < 2:
        return _Columns()
    texts = [[_words(row[at]) for row in full if row[at]] for at in range(width)]
    counted = [at for at, each in enumerate(texts) if each and _is_counted(each)]
    head = [_words(cell).strip(" :") for cell in full[0]]
    others = [name for at, name in enumerate(head) if at not in counted and name]
    if len(others) > 1 and all(map(is_trade_label, others)) and len(full) > 1:
        return _Columns(frozenset(counted), voices=tuple(head))
    label = next((at for at in range(width) if _is_labels(texts[at])), None)
    if label is None or 2 * len(full) < len(rows):
        stt = (
            width > 2
            and 0 in counted
            and all(re.fullmatch(r"\d{0,3}\W*|s?tt\W*", t, re.I) for t in texts[0])
        )
        return _Columns(frozenset([0] if stt else ()))
    free = [at for at in range(width) if at != label and at not in counted]
    words = max(free, key=lambda at: sum(map(len, texts[at])), default=None)
    return _Columns(frozenset(counted), label, words)


def _is_counted(texts: Sequence[str]) -> bool:
    """Tell a column of numbers, lengths or times; its head may be a word."""
    rest = texts[1:] if _HEADS.fullmatch(texts[0]) else texts
    return bool(rest) and all(_COUNTED.fullmatch(text) for text in rest)


def _is_labels(texts: Sequence[str]) -> bool:
    """Tell a column of announcers' labels, among which cues may stand."""
    labels = sum(is_trade_label(text.strip(" :")) for text in texts)
    return labels >= 1 and 2 * labels >= len(texts) - sum(map(_is_head, texts[:1]))


def _is_head(text: str) -> bool:
    return _HEADS.fullmatch(text) is not None


def list_number(count: int, kind: str) -> str:
    """Write a list's number: ``lowerLetter``, ``upperRoman`` and so on, else a decimal.

    >>> list_number(4, "upperRoman"), list_number(28, "lowerLetter"), list_number(7, "decimal")
    ('IV', 'bb', '7')
    """
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 4)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 40:
        tens, ones = divmod(count, 10)
        units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        roman = "x" * tens + units[ones]
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)
