"""``radioprog new``: the next episodes of a series, as scripts to write in."""

from __future__ import annotations

import datetime as dt

import click

from radioprog.cli.air.dates import DATE
from radioprog.cli.common import Globals, answer, findings_json, option, report, say, verb
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Tạo kịch bản các số tiếp theo của một chuyên mục từ kịch bản mẫu, có sẵn số và ngày.",
        "Make numbered, dated scripts of a series from its template.",
    )
)
@option(
    "--series",
    "series",
    required=True,
    metavar="S",
    text=Text("chuyên mục: mã hoặc tên trong series.yaml", "the series, by id or title"),
)
@option(
    "--count",
    type=int,
    default=1,
    metavar="N",
    text=Text("số kịch bản cần tạo (mặc định: 1)", "how many scripts (default: 1)"),
)
@option(
    "--every",
    type=click.Choice(["week", "month", "tuần", "tháng"]),
    default="week",
    text=Text("mỗi tuần hay mỗi tháng một số (mặc định: tuần)", "how far apart (default: week)"),
)
@option(
    "--from",
    "begin",
    type=DATE,
    text=Text(
        "ngày của số đầu tiên (mặc định: nối tiếp số gần nhất)",
        "the first one's date (default: behind the latest)",
    ),
)
def command(options: Globals, series: str, count: int, every: str, begin: dt.date | None) -> int:
    """Unpack, one call, print."""
    from radioprog.script.draft.numbered import Step
    from radioprog.studio.air.timetable import asked_day
    from radioprog.studio.editorial.series import new_episodes

    workspace = open_workspace(options)
    step = Step.MONTH if every in ("month", "tháng") else Step.WEEK
    today = asked_day(workspace, None)
    made, findings = new_episodes(
        workspace, series, today=today, count=count, step=step, first=begin
    )
    rows = [
        {
            "script": workspace.show(each.path),
            "title": each.meta.title,
            "series": each.meta.series,
            "episode": each.meta.episode,
            "date": each.meta.date.isoformat() if each.meta.date else None,
        }
        for each in made
    ]
    answer(options, {"scripts": rows, "findings": findings_json(options, findings)})
    report(options, findings)
    if not options.json:
        for row in rows:
            line = f"{row['script']}  {row['date']}  {row['title']}"
            say(options, Text(line, line))
        say(
            options,
            Text(
                f"Đã tạo {len(rows)} kịch bản. Mở ra viết, rồi chạy: radioprog check",
                f"Made {len(rows)} scripts. Write in them, then run: radioprog check",
            ),
        )
    return 0
