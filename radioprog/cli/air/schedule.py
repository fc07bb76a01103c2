"""``radioprog schedule``: the grid, what is amiss with it, and the ways out.

The week grid in the terminal: plain text, as wide as the terminal is.
"""

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
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radioprog.cli.air.dates import DATE, split_commas
from radioprog.cli.common import (
    findings_json,
    option,
    report,
    status_of,
    verb,
    write_out,
)
from radioprog.cli.workspace import open_workspace, output_path

if TYPE_CHECKING:
    from radioprog.schedule.conflicts.audit import Audit
    from radioprog.studio.air.timetable import Timetable
    from radioprog.studio.workspace import Workspace


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


@verb(
    Text(
        "Xem lịch phát sóng trong tuần, chỗ trùng giờ và cách xử lý.",
        "Show the week on air, its conflicts and the ways out of them.",
    )
)
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--days", type=int, default=7, text=Text("mấy ngày (mặc định 7)", "how many days (7)"))
@option(
    "--weeks",
    type=click.IntRange(1, 53),
    text=Text(
        "mấy tuần trọn, từ thứ Hai (tờ in: 1)", "so many whole weeks, from Monday (sheet: 1)"
    ),
)
@option("--station", "stations", multiple=True, text=Text("chỉ những đài này", "only these"))
@option("--apply", "choice", text=Text("ghi cách xử lý này vào lịch", "write this choice"))
@option("--approved-only", is_flag=True, text=Text("chỉ bài đã duyệt", "approved scripts only"))
@option(
    "-o",
    "sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    text=Text("ghi tờ lịch tuần A4 (HTML) để in", "write the week as a printable A4 page (HTML)"),
)
def command(
    options: Globals,
    begin: dt.date | None,
    days: int,
    weeks: int | None,
    stations: tuple[str, ...],
    choice: str | None,
    approved_only: bool,
    sheet: Path | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.air.sheets import whole_weeks, write_week_sheet
    from radioprog.studio.air.timetable import asked_day, timetable

    workspace = open_workspace(options)
    first, wanted = asked_day(workspace, begin), split_commas(stations)

    def opened(weeks: int | None) -> Timetable:
        day, count = (first, days) if weeks is None else whole_weeks(first, weeks)
        return timetable(
            workspace, first=day, days=count, stations=wanted, approved_only=approved_only
        )

    table = opened(weeks)
    if choice is not None:
        _apply(options, table, choice, workspace)
        table = opened(weeks)
    if sheet is not None:
        target = output_path(sheet, workspace)
        whole = weeks or max(1, -(-days // 7))
        write_week_sheet(opened(whole), target, each=bool(wanted))
        say(options, Text(f"đã ghi {workspace.show(target)}", f"wrote {workspace.show(target)}"))
    audit = table.new_audit()
    if options.json:
        _answer(options, table, audit)
    else:
        show_grid(options, table, audit, each=bool(wanted))
    found = table.findings_with(audit)
    report(options, found)
    return status_of(found)


def _answer(options: Globals, table: Timetable, audit: Audit) -> None:
    from radioprog.publish.calendars.schedule_json import schedule_json

    def findings() -> list[dict[str, Any]]:
        return findings_json(options, table.findings_with(audit))

    for piece in schedule_json(table.stations(audit), findings, table.clock):
        write_out(piece.encode("utf-8", "surrogatepass"))


def _apply(options: Globals, table: Timetable, name: str, workspace: Workspace) -> None:
    from radioprog.studio.air.applying import apply_choice

    chosen = table.choice(name)
    applied = apply_choice(table, chosen)
    files = ", ".join(workspace.show(path) for path in applied.files)
    say(
        options,
        Text("{what}: đã ghi vào {files}", "{what}: written into {files}").filled(
            what=chosen.what, files=files
        ),
    )
    for line in applied.lines:
        say(options, f"  - {line}")
