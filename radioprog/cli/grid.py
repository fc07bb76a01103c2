"""The week grid in the terminal."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from radioprog.cli.common import Globals, say, show
from radioprog.kernel.findings import Text, visible

if TYPE_CHECKING:
    from radioprog.publish.week_grid import GridItem, GridWeek
    from radioprog.studio.timetable import Timetable

_NARROWEST = 100
_STYLES = {"cancelled": "strike dim", "moved": "italic"}


def show_grid(options: Globals, table: Timetable, *, each: bool) -> None:
    """Print the weeks: of each chosen station, or of the network."""
    from radioprog.studio.sheets import grid_weeks

    for week in grid_weeks(table, each=each):
        for line in grid_text(week, options).splitlines():
            show(options, line.rstrip())
    stations = sum(len(group.stations) for group in table.cast.classes)
    say(options, Text(f"{stations} đài và đơn vị", f"{stations} stations and units"))


def grid_text(week: GridWeek, options: Globals) -> str:
    """Draw one week as a table, in colours only on a terminal."""
    from radioprog.publish.week_grid import WEEKDAYS, date_label

    width = max(_NARROWEST, shutil.get_terminal_size((_NARROWEST, 24)).columns)
    stream = io.StringIO()
    console = Console(file=stream, width=width, color_system=None, legacy_windows=False)
    grid = Table(box=SIMPLE_HEAD, title=visible(week.title), title_justify="left", expand=True)
    grid.add_column("")
    shown = [n for n, day in enumerate(week.days) if day is not None]
    for number in shown:
        day = week.days[number]
        label = WEEKDAYS[number].to(options.language)
        grid.add_column(f"{label} {date_label(day)}" if day else label, ratio=1, overflow="fold")
    for row in week.rows:
        cells = [_cell(row.cells[number], options) for number in shown]
        if any(cells):
            grid.add_row(row.at, *cells)
    console.print(grid)
    return stream.getvalue()


def _cell(items: tuple[GridItem, ...], options: Globals) -> Styled:
    cell = Styled()
    for number, item in enumerate(items):
        notes = [mark.to(options.language) for mark in item.marks]
        if item.stations:
            notes.append(Text(f"{item.stations} đài", f"{item.stations} st.").to(options.language))
        tail = f" [{', '.join(notes)}]" if notes else ""
        text = f"{visible(item.title)}{tail} -{item.ends}"
        cell.append(("\n" if number else "") + text, style=_STYLES.get(str(item.status), ""))
    return cell
