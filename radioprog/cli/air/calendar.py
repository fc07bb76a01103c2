"""``radioprog calendar``: an ``.ics`` for each station and one for the network."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radioprog.cli.air.dates import DATE, LEAD_TIME, split_commas
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
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.studio.air.feeds import PublishedCalendars
    from radioprog.studio.air.timetable import Timetable
    from radioprog.studio.workspace import Workspace

_SHOWN = 40


@verb(
    Text(
        "Xuất lịch .ics cho từng đài và cho toàn mạng, hoặc kiểm tra một tệp .ics.",
        "Write the .ics calendar of each station and of the network, or check any .ics file.",
    )
)
@option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text("thư mục xuất (build/calendar)", "the folder (build/calendar)"),
)
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--days", type=int, default=366, text=Text("mấy ngày (366)", "how many days (366)"))
@option("--station", "stations", multiple=True, text=Text("chỉ những đài này", "only these"))
@option("--diff", is_flag=True, text=Text("chỉ nói có gì mới, không ghi", "only tell what is new"))
@option(
    "--check",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    text=Text("kiểm tra tệp .ics này", "check this .ics file"),
)
@option("--approved-only", is_flag=True, text=Text("chỉ bài đã duyệt", "approved scripts only"))
@option(
    "--draft",
    is_flag=True,
    text=Text(
        "lấy cả bài chưa duyệt, có ghi NHÁP, vào thư mục riêng",
        "what is not approved too, marked DRAFT, in a folder of its own",
    ),
)
@option(
    "--hide-cancelled", is_flag=True, text=Text("bỏ hẳn buổi đã hủy", "leave cancelled airings out")
)
@option("--url", default="", metavar="URL", text=Text("địa chỉ đăng lịch", "where feeds will be"))
@option(
    "--alarm",
    type=LEAD_TIME,
    default=0,
    text=Text(
        "nhắc trước mỗi buổi (10m, 1h); lịch riêng, ghi vào thư mục khác",
        "remind before each airing (10m, 1h); private feeds, in a folder of their own",
    ),
)
def command(
    options: Globals,
    folder: Path | None,
    begin: dt.date | None,
    days: int,
    stations: tuple[str, ...],
    diff: bool,
    file: Path | None,
    approved_only: bool,
    draft: bool,
    hide_cancelled: bool,
    url: str,
    alarm: int,
) -> int:
    """Unpack, one call, print."""
    if file is not None:
        return _check(options, file)
    from radioprog.studio.air import calendars
    from radioprog.studio.air.feeds import FeedOptions
    from radioprog.studio.air.timetable import asked_day

    workspace = open_workspace(options)
    wanted, day = split_commas(stations), asked_day(workspace, begin)
    taken = {"approved_only": approved_only, "draft": draft}
    own = f"{calendars.FOLDER}-private" if alarm else calendars.FOLDER
    usual = workspace.build / (calendars.DRAFT_FOLDER if draft else own)
    target = output_path(folder, workspace) if folder else usual
    published = calendars.publish_what_changed(
        workspace,
        target,
        partial(_opened, workspace, day, days, wanted, **taken),
        asked=(day, days, wanted, approved_only),
        only_some=bool(wanted),
        compare=diff,
        draft=draft,
        options=FeedOptions(hide_cancelled, url, alarm),
    )
    _tell(options, published, workspace, diff=diff)
    return status_of(published.findings)


def _opened(
    workspace: Workspace,
    day: dt.date,
    days: int,
    stations: tuple[str, ...],
    *,
    approved_only: bool,
    draft: bool,
) -> Timetable:
    from radioprog.studio.air.timetable import timetable

    return timetable(
        workspace,
        first=day,
        days=days,
        stations=stations,
        approved_only=approved_only,
        draft=draft,
        mark=draft,
    )


def _tell(
    options: Globals, published: PublishedCalendars, workspace: Workspace, *, diff: bool
) -> None:
    files = [
        {
            "station": each.station,
            "path": workspace.show(each.path),
            "events": each.events,
            "changed": each.changed,
        }
        for each in published.files
    ]
    document = {"files": files, "findings": findings_json(options, published.findings)}
    if diff:
        document["changes"] = [each.to_json(options.language) for each in published.changes]
    answer(options, document)
    for change in published.changes[:_SHOWN] if diff else ():
        show(options, f"{change.station}: {change.text.to(options.language)}")
    if diff:
        more = len(published.changes) - _SHOWN
        if more > 0:
            say(options, Text(f"và {more} thay đổi nữa", f"and {more} more changes"))
        if not published.changes:
            say(options, Text("không có gì mới", "nothing is new"))
    else:
        new = sum(each.changed for each in published.files)
        count = len(published.files)
        where = workspace.show(published.files[0].path.parent) if published.files else ""
        folder = Text(f" trong {where}/", f" in {where}/") if where else Text("", "")
        say(options, _MADE.filled(count=count, new=new, folder=folder))
    report(options, published.findings)


_MADE = Text("{count} lịch{folder}, {new} có thay đổi", "{count} calendars{folder}, {new} changed")


def _check(options: Globals, file: Path) -> int:
    from radioprog.ical.lint import lint_file

    findings = lint_file(file, shown=file.as_posix())
    answer(options, {"findings": findings_json(options, findings)})
    if not findings:
        say(options, Text("lịch đúng chuẩn an toàn", "the calendar keeps the safe profile"))
    report(options, findings)
    return status_of(findings)
