"""Tables in running text: by tabs, by spaces, by commas, a cell a line.

Read aloud they run into one another; everything here looks at plain lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from radioprog.kernel.text import fold
from radioprog.script.looks import LONGEST_LINE, is_sign_off

_NUMBER_CELL = re.compile(
    r"[-+–−]?[0-9][0-9.,/:%\s–-]{0,20}(?:%|đ|kg|g|tấn|tạ|ha|m2|m²|km|triệu|tỷ|nghìn|đồng|người|lớp)?",
    re.IGNORECASE,
)
_LIST_HEAD = re.compile(r"^\s*(?:[0-9]{1,3}[.)]|[IVX]{1,5}[.)]|[-•*+–—])[ \t\u00a0]+")
_LABEL_GAP = re.compile(r":[ \t\u00a0]+")
_GAP = re.compile(r"\s*(?:\.{4,}|…{2,}|_{4,})\s*|[ \u00a0]*\t[\s\u00a0]*|[ \u00a0]{3,}")
_SMALL_GAP = re.compile(r"[ \u00a0]{2,}")
# One sentence in which a tab or spaces stand for a space: Thông báo⇥lịch cắt điện.
_GOES_ON = re.compile(
    r"[^\t]*[^\W\d_](?:[ \u00a0]*\t[\s\u00a0]*|[ \u00a0]{3,})[a-zà-ỹ][^\t]*[.!?…]"
)
_NO_CELL = re.compile(r"[\[#|(]|//|<!")
_LONGEST_CELL = 60
_FEWEST_CELLS = 6
_NUMBERING = frozenset(fold(word) for word in ("stt", "tt", "số tt", "số thứ tự", "no", "no."))


def tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find tables in plain lines, as (first, last) rows: by tabs, by spaces, a cell a line.

    Empty lines do not part the rows of a table; a line that is no cell does.

    >>> [*tables(["Lúa\\tkg\\t7.200", "Tiêu\\tkg\\t142.000", "Hết."])]
    [(0, 1)]
    """
    taken: set[int] = set()
    for whole, fits in ((_are_rows, _is_row), (_are_commas, _is_comma_row), (_are_cells, _is_cell)):
        run: list[int] = []
        for row in range(len(lines) + 1):
            if row < len(lines) and (fits(lines[row]) or not lines[row].strip()):
                run += [row] if lines[row].strip() else []
                continue
            if run and taken.isdisjoint(run) and whole([lines[each] for each in run]):
                taken.update(run)
                yield run[0], run[-1]
            run = []


def cells_of(line: str) -> list[str]:
    """Cut a row at its tabs or wide gaps; words alone are one cell."""
    line = _LABEL_GAP.sub(": ", _LIST_HEAD.sub("", line, count=1).strip())
    cells = [cell for cell in _GAP.split(line) if cell.strip()]
    if len(cells) == 1 and len(_SMALL_GAP.findall(line)) > 1:
        return _SMALL_GAP.split(line)
    return cells


def has_gap(line: str) -> bool:
    """Tell whether a short line is parted by tabs or a wide gap, as two signatures are."""
    return len(line) <= LONGEST_LINE and _is_row(line) and not _GOES_ON.fullmatch(line.strip())


def _is_row(line: str) -> bool:
    if len(line) > 1000 or _NO_CELL.match(line.strip()):
        return False
    cells = cells_of(line)
    return len(cells) > 1 and all(
        len(cell) <= _LONGEST_CELL and not re.search(r"[.!?] \S", cell) for cell in cells
    )


def _are_rows(rows: Sequence[str]) -> bool:
    signed = is_sign_off(cells_of(rows[0])[0])
    wide = [cell for cell in _GAP.split(_LABEL_GAP.sub(": ", rows[0].strip())) if cell.strip()]
    return not signed and (len(rows) > 1 or len(wide) > 2)


def _comma_cells(line: str) -> list[str]:
    for mark in ";,":
        cells = re.split(rf"{mark}(?!\s)", line.strip())
        if len(cells) > (1 if mark == ";" else 2) and not re.search(rf"{mark}\s", line):
            return cells
    return []


def _is_comma_row(line: str) -> bool:
    cells = _comma_cells(line) if len(line) < 1000 else []
    return bool(cells) and all(len(cell) <= _LONGEST_CELL for cell in cells)


def _are_commas(rows: Sequence[str]) -> bool:
    counts = {len(_comma_cells(row)) for row in rows}
    numbers = sum(any(_is_number(cell) for cell in _comma_cells(row)) for row in rows)
    return len(rows) > 2 and len(counts) == 1 and numbers >= len(rows) - 1


def _is_cell(line: str) -> bool:
    cell = line.strip()
    if len(cell) > 40 or _NO_CELL.match(cell) or _LIST_HEAD.match(cell):
        return False
    return _is_number(cell) or (
        len(cell.split()) <= 6 and cell[-1:] not in ".!?…,;:" and ":" not in cell
    )


def _is_number(cell: str) -> bool:
    return _NUMBER_CELL.fullmatch(cell.strip()) is not None


def _are_cells(cells: Sequence[str]) -> bool:
    numbers = sum(map(_is_number, cells))
    if fold(cells[0]) in _NUMBERING and len(cells) > 3:
        return True
    return len(cells) >= _FEWEST_CELLS and numbers >= 2 and numbers * 4 >= len(cells)
