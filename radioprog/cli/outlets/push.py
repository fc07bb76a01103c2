"""``radioprog push``: calendars brought to a server by difference."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from radioprog.cli.air.dates import DATE, split_commas
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
    from radioprog.studio.outlets.push import PushReport


@verb(
    Text(
        "Đưa lịch lên máy chủ CalDAV, chỉ gửi phần khác. Tên và mật khẩu ở biến môi trường "
        "RADIOPROG_CALDAV_USER, RADIOPROG_CALDAV_PASSWORD.",
        "Bring calendars to a CalDAV server, sending only what differs. Name and password stand "
        "in RADIOPROG_CALDAV_USER and RADIOPROG_CALDAV_PASSWORD.",
    )
)
@click.argument("kind", type=click.Choice(["caldav"]), metavar="caldav")
@click.argument("url", metavar="URL")
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--days", type=int, text=Text("mấy ngày (366)", "how many days (366)"))
@option("--station", "stations", multiple=True, text=Text("chỉ những đài này", "only these"))
def command(
    options: Globals,
    kind: str,
    url: str,
    begin: dt.date | None,
    days: int | None,
    stations: tuple[str, ...],
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.outlets.push import push_caldav

    workspace = open_workspace(options)

    def progress(station: str) -> None:
        if options.verbose:
            say(options, Text(f"đang gửi: {station}", f"sending: {station}"))

    made = push_caldav(
        workspace,
        url,
        stations=split_commas(stations),
        first=begin,
        days=days,
        progress=progress,
    )
    _tell(options, made)
    return status_of(made.findings)


def _tell(options: Globals, made: PushReport) -> None:
    rows = [
        {
            "station": each.station,
            "url": each.url,
            "created": each.created,
            "changed": each.changed,
            "deleted": each.deleted,
            "unchanged": each.unchanged,
        }
        for each in made.calendars
    ]
    answer(options, {"calendars": rows, "findings": findings_json(options, made.findings)})
    for each in made.calendars:
        words = Text(
            f"mới {each.created}, sửa {each.changed}, bỏ {each.deleted}, giữ {each.unchanged}",
            f"{each.created} new, {each.changed} changed, {each.deleted} removed, "
            f"{each.unchanged} kept",
        )
        show(options, f"{each.station}: {words.to(options.language)}")
    report(options, made.findings)
