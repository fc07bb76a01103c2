"""``radioprog schedule``: the grid, what is amiss with it, and the ways out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radioprog.cli.common import (
    Globals,
    findings_json,
    option,
    report,
    say,
    status_of,
    verb,
    write_out,
)
from radioprog.cli.dates import DATE, first_day, split_commas
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.schedule.conflicts.audit import Audit
    from radioprog.studio.air.timetable import Timetable
    from radioprog.studio.workspace import Workspace


@verb(
    Text(
        "Xem lịch phát sóng trong tuần, chỗ trùng giờ và cách xử lý.",
        "Show the week on air, its conflicts and the ways out of them.",
    )
)
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--days", type=int, default=7, text=Text("mấy ngày (mặc định 7)", "how many days (7)"))
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
    stations: tuple[str, ...],
    choice: str | None,
    approved_only: bool,
    sheet: Path | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.air.timetable import timetable

    workspace = open_workspace(options)
    first, wanted = first_day(begin, workspace), split_commas(stations)

    def opened() -> Timetable:
        return timetable(
            workspace, first=first, days=days, stations=wanted, approved_only=approved_only
        )

    table = opened()
    if choice is not None:
        _apply(options, table, choice, workspace)
        table = opened()
    if sheet is not None:
        from radioprog.studio.air.sheets import write_week_sheet

        target = output_path(sheet, workspace)
        write_week_sheet(table, target, each=bool(wanted))
        say(options, Text(f"đã ghi {workspace.show(target)}", f"wrote {workspace.show(target)}"))
    audit = table.new_audit()
    if options.json:
        _answer(options, table, audit)
    else:
        from radioprog.cli.grid import show_grid

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
