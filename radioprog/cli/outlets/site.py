"""``radioprog site``: pages for listeners and stations, for a web server or a stick."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radioprog.cli.air.dates import DATE
from radioprog.cli.common import (
    CLUSTER_OPTION,
    Globals,
    answer,
    findings_json,
    jobs_option,
    option,
    report,
    say,
    status_of,
    verb,
    workers,
)
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.studio.outlets.site import PublishedSite
    from radioprog.studio.workspace import Workspace


@verb(
    Text(
        "Làm trang của đài: lịch phát, nghe lại, tìm kiếm, podcast; mở được từ USB.",
        "Make the site: schedules, programmes to hear, search, podcasts; works from a stick.",
    )
)
@option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text("thư mục xuất (build/site)", "the folder (build/site)"),
)
@option(
    "--base-url",
    "address",
    default="",
    metavar="URL",
    text=Text("địa chỉ sẽ đặt trang trên mạng", "the address at which the site will be"),
)
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option(
    "--draft",
    is_flag=True,
    text=Text("lấy cả bài chưa duyệt, ghi rõ là nháp", "unapproved too, marked as drafts"),
)
@jobs_option(Text("số trang làm cùng lúc", "pages made side by side"))
@CLUSTER_OPTION
def command(
    options: Globals,
    folder: Path | None,
    address: str,
    begin: dt.date | None,
    draft: bool,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.outlets.site import site

    workspace = open_workspace(options)
    target = output_path(folder, workspace) if folder else None
    with workers(jobs, cluster) as executor:
        made = site(
            workspace,
            output=target,
            base_url=address,
            first=begin,
            draft=draft,
            executor=executor,
        )
    _tell(options, workspace, made)
    return status_of(made.findings)


def _tell(options: Globals, workspace: Workspace, made: PublishedSite) -> None:
    answer(
        options,
        {
            "folder": workspace.show(made.folder),
            "pages": list(made.pages),
            "changed": list(made.changed),
            "removed": list(made.removed),
            "findings": findings_json(options, made.findings),
        },
    )
    report(options, made.findings)
    where = workspace.show(made.folder / "index.html")
    say(
        options,
        Text(
            f"{len(made.pages)} trang, {len(made.changed)} tệp mới ghi; mở: {where}",
            f"{len(made.pages)} pages, {len(made.changed)} files written; open: {where}",
        ),
    )
