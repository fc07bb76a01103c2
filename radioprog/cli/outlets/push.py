"""``radioprog push``: calendars, sounds or the site brought to a server by difference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
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
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.studio.outlets.push import PushReport
    from radioprog.studio.outlets.push_playout import PlayoutReport
    from radioprog.studio.outlets.push_site import PlaceReport
    from radioprog.studio.workspace import Workspace

KINDS = ("caldav", "azuracast", "libretime", "site")


@verb(
    Text(
        "Đưa lên máy chủ, chỉ gửi phần khác: lịch (caldav URL), tệp tiếng (azuracast URL, "
        "libretime URL), trang mạng (s3://kho/thư-mục, gs://, file://), hay một nơi nhận trong "
        "outlets.yaml. Mật khẩu, khóa: RADIOPROG_CALDAV_USER, RADIOPROG_CALDAV_PASSWORD, "
        "RADIOPROG_AZURACAST_KEY, RADIOPROG_LIBRETIME_KEY; kho S3: AWS_ACCESS_KEY_ID, …",
        "Bring to a server only what differs: calendars (caldav URL), sounds (azuracast URL, "
        "libretime URL), the site (s3://bucket/folder, gs://, file://), or an outlet of "
        "outlets.yaml. Passwords and keys stand in RADIOPROG_CALDAV_USER, "
        "RADIOPROG_CALDAV_PASSWORD, RADIOPROG_AZURACAST_KEY, RADIOPROG_LIBRETIME_KEY; for S3 in "
        "AWS_ACCESS_KEY_ID and its like.",
    )
)
@click.argument("kind", metavar="caldav|azuracast|libretime|s3://…|TÊN")
@click.argument("url", metavar="[URL]", required=False, default="")
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option(
    "--days",
    type=int,
    text=Text("mấy ngày (lịch 366, tiếng 7)", "how many days (calendars 366, sounds 7)"),
)
@option("--station", "stations", multiple=True, text=Text("chỉ những đài này", "only these"))
@option(
    "--base-url",
    "address",
    default="",
    metavar="URL",
    text=Text("địa chỉ trang trên mạng", "the site's address on the web"),
)
@option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text("gửi thư mục này thay cho trang", "send this folder instead of the site"),
)
def command(
    options: Globals,
    kind: str,
    url: str,
    begin: dt.date | None,
    days: int | None,
    stations: tuple[str, ...],
    address: str,
    folder: Path | None,
) -> int:
    """Unpack, one call, print."""
    workspace = open_workspace(options)
    target, where = _meant(workspace, kind, url)
    chosen = split_commas(stations)
    told = _progress(options)
    if target == "site":
        from radioprog.studio.outlets.push_site import push_site

        home = output_path(folder, workspace) if folder else None
        place = push_site(
            workspace, where, folder=home, base_url=address, first=begin, progress=told
        )
        return _tell_place(options, place)
    if target == "caldav":
        from radioprog.studio.outlets.push import push_caldav

        made = push_caldav(workspace, where, stations=chosen, first=begin, days=days, progress=told)
        return _tell_calendars(options, made)
    from radioprog.studio.outlets.push_playout import push_playout

    sent = push_playout(
        workspace, target, where, stations=chosen, first=begin, days=days, progress=told
    )
    return _tell_playout(options, sent)


def _meant(workspace: Workspace, kind: str, url: str) -> tuple[str, str]:
    """Tell what is to be brought where: by kind and address, by address, or by an outlet's name."""
    from radioprog.studio.outlets.findings import NO_SUCH_PUSH
    from radioprog.studio.outlets.outlets_file import outlet_named

    if "://" in kind and not url:
        return "site", kind
    if kind in KINDS:
        if not url:
            raise UsageError(NO_SUCH_PUSH(given=kind))
        return kind, url
    if url or "/" in kind:
        raise UsageError(NO_SUCH_PUSH(given=kind))
    outlet = outlet_named(workspace, kind, dict.fromkeys(KINDS))
    if outlet.target not in KINDS or not outlet.url:
        raise UsageError(NO_SUCH_PUSH(outlet.place, given=kind))
    return outlet.target, kind


def _progress(options: Globals) -> Callable[[str], None] | None:
    if not options.verbose:
        return None

    def told(name: str) -> None:
        say(options, Text(f"đang gửi: {name}", f"sending: {name}"))

    return told


def _tell_calendars(options: Globals, made: PushReport) -> int:
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
    return status_of(made.findings)


def _tell_playout(options: Globals, made: PlayoutReport) -> int:
    rows = [
        {
            "station": each.station,
            "url": each.url,
            "sent": list(each.sent),
            "kept": each.kept,
            "playlists": {
                "created": each.made,
                "deleted": each.removed,
                "unchanged": each.unchanged,
            },
        }
        for each in made.places
    ]
    answer(options, {"places": rows, "findings": findings_json(options, made.findings)})
    for each in made.places:
        words = Text(
            f"gửi {len(each.sent)} tệp, đã có {each.kept}",
            f"{len(each.sent)} files sent, {each.kept} were there",
        )
        lists = Text(
            f"; danh sách phát: mới {each.made}, bỏ {each.removed}, giữ {each.unchanged}",
            f"; playlists: {each.made} new, {each.removed} removed, {each.unchanged} kept",
        )
        line = words.to(options.language)
        if made.target == "azuracast":
            line += lists.to(options.language)
        show(options, f"{each.station or each.url}: {line}")
    report(options, made.findings)
    return status_of(made.findings)


def _tell_place(options: Globals, made: PlaceReport) -> int:
    answer(
        options,
        {
            "url": made.url,
            "sent": list(made.sent),
            "removed": list(made.removed),
            "kept": made.kept,
            "findings": findings_json(options, made.findings),
        },
    )
    report(options, made.findings)
    words = Text(
        f"gửi {len(made.sent)} tệp, bỏ {len(made.removed)}, giữ {made.kept}: {made.url}",
        f"{len(made.sent)} files sent, {len(made.removed)} removed, {made.kept} kept: {made.url}",
    )
    say(options, words)
    return status_of(made.findings)
