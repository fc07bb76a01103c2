"""``radioprog clips``: every recording, its length, its rights, and where it is used."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from radioprog.cli.air.dates import DATE
from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    say,
    show,
    status_of,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.publish.papers.assets_page import AssetRow

_NO_RIGHTS = Text("chưa ghi bản quyền", "rights not noted")
_ENDED = Text("hết hạn", "ended")
_UNUSED = Text("chưa dùng", "unused")


@verb(
    Text(
        "Xem từng băng, nhạc trong assets/: dài bao lâu, bản quyền, dùng ở đâu; có trang nghe thử.",
        "See each recording in assets/: length, rights, where it is used; with a page to listen.",
    )
)
@option("--at", "today", type=DATE, text=Text("xét bản quyền vào ngày này", "rights on this day"))
def command(options: Globals, today: dt.date | None) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.air.timetable import asked_day
    from radioprog.studio.clips import clips, write_assets_page

    workspace = open_workspace(options)
    view = clips(workspace, today=asked_day(workspace, today))
    page = workspace.show(write_assets_page(workspace, view))
    answer(
        options,
        {
            "page": page,
            "clips": [_json(row) for row in view.rows],
            "findings": findings_json(options, view.findings),
        },
    )
    report(options, view.findings)
    if not options.json:
        for row in view.rows:
            show(options, _line(row, options))
        say(options, Text(f"Nghe và xem hình: {page}", f"To listen and look: {page}"))
    return status_of(view.findings)


def _json(row: AssetRow) -> dict[str, Any]:
    return {
        "path": row.path,
        "duration": None if row.duration is None else round(row.duration, 3),
        "rights": row.rights or None,
        "source": row.source or None,
        "until": row.until.isoformat() if row.until else None,
        "ended": row.ended,
        "uses": [{"script": each.script, "line": each.line} for each in row.uses],
    }


def _line(row: AssetRow, options: Globals) -> str:
    from radioprog.publish.papers.assets_page import shown_length

    rights = row.rights or _NO_RIGHTS.to(options.language)
    if row.ended:
        rights += f" ({_ENDED.to(options.language)})"
    uses = ", ".join(f"{each.script}:{each.line}" for each in row.uses)
    told = uses or _UNUSED.to(options.language)
    return f"{shown_length(row.duration):>6}  {row.path:<36} {rights:<28} {told}"
