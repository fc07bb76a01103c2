"""The week grid in the terminal: plain text, as wide as the terminal is."""

from __future__ import annotations

import shutil
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from radioprog.cli.common import Globals, say, show
from radioprog.kernel.findings import Text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from radioprog.publish.calendars.week_grid import GridItem, GridWeek
    from radioprog.schedule.conflicts.audit import Audit
    from radioprog.studio.air.timetable import Timetable

_USUAL = 80
_NARROWEST = 40
_WIDEST = 200
_CLOCK = 6
_NARROWEST_DAY = 17
"""A day's column is at least this wide; as many days stand in a block as the terminal holds."""


def show_grid(options: Globals, table: Timetable, audit: Audit, *, each: bool) -> None:
    """Print the weeks of each chosen station, or of the network; plans go into ``audit``."""
    from radioprog.studio.air.sheets import grid_weeks

    for week in grid_weeks(table, each=each, audit=audit):
        for line in grid_lines(week, options):
            show(options, line.rstrip())
    stations = sum(len(station_class.stations) for station_class in table.assignments.classes)
    say(options, Text(f"{stations} đài và đơn vị", f"{stations} stations and units"))


def grid_lines(week: GridWeek, options: Globals) -> Iterator[str]:
    """Draw one week as tables: a column a day of the window, a row an hour on air.

    A week that is too wide for the terminal stands in several blocks of days.
    """
    terminal = min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size((_USUAL, 24)).columns))
    shown = [number for number, day in enumerate(week.days) if day is not None]
    most = max(1, (terminal - _CLOCK) // (_NARROWEST_DAY + 1))
    blocks = -(-len(shown) // most)
    size = -(-len(shown) // max(1, blocks))
    yield visible(week.title)
    for begin in range(0, len(shown), max(1, size)):
        days = shown[begin : begin + size]
        yield from _block(week, days, (terminal - _CLOCK) // size - 1, options)


def _block(week: GridWeek, shown: Sequence[int], width: int, options: Globals) -> Iterator[str]:
    from radioprog.publish.calendars.week_grid import WEEKDAYS, date_label

    heads = []
    for number in shown:
        day = week.days[number]
        label = WEEKDAYS[number].to(options.language)
        heads.append([f"{label} {date_label(day)}" if day else label])
    yield from _row("", heads, width)
    yield "─" * (_CLOCK + (width + 1) * len(shown))
    for row in week.rows:
        cells = [_cell(row.cells[number], width, options) for number in shown]
        if any(cells):
            yield from _row(row.at, cells, width)
    yield ""


def _row(at: str, cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for number, parts in enumerate(zip_longest(*cells, fillvalue="")):
        head = at if number == 0 else ""
        yield f"{head:{_CLOCK}}" + " ".join(f"{part:{width}}" for part in parts)


def _cell(items: tuple[GridItem, ...], width: int, options: Globals) -> list[str]:
    lines: list[str] = []
    for item in items:
        notes = [mark.to(options.language) for mark in item.marks]
        if item.stations:
            notes.append(Text(f"{item.stations} đài", f"{item.stations} st.").to(options.language))
        tail = f" [{', '.join(notes)}]" if notes else ""
        lines.extend(textwrap.wrap(f"{visible(item.title)}{tail} -{item.ends}", width))
    return lines
