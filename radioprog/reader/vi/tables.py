"""The Vietnamese tables that are data: tab-separated files beside the code."""

from __future__ import annotations

from importlib.resources import files


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a table as tuples; ``#`` begins a remark, short lines are filled up."""
    text = files("radioprog.reader.vi").joinpath("data", name).read_text(encoding="utf-8")
    head, *lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    width = len(head.split("\t"))
    return tuple(_fill(line.split("\t"), width, name) for line in lines)


def _fill(cells: list[str], width: int, name: str) -> tuple[str, ...]:
    if len(cells) > width:
        raise ValueError(f"{name}: too many cells in {cells!r}")
    return tuple(cell.strip() for cell in cells) + ("",) * (width - len(cells))
