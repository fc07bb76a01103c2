"""``radioprog export``: airings as files for playout systems, guides, information systems."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from radioprog.cli.air.dates import DATE, split_commas
from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    say,
    status_of,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Xuất buổi phát cho phần mềm phát, bảng chương trình, hệ thống thông tin nguồn: m3u, xspf, "
        "liquidsoap, azuracast, libretime, rivendell, xmltv, spi, source-info.",
        "Write airings for playout systems, guides and information systems: m3u, xspf, "
        "liquidsoap, azuracast, libretime, rivendell, xmltv, spi, source-info.",
    )
)
@click.argument("target", metavar="TARGET")
@option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text("thư mục xuất (build/export/TARGET)", "the folder (build/export/TARGET)"),
)
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--days", type=int, text=Text("mấy ngày (mặc định 7)", "how many days (7)"))
@option("--station", "stations", multiple=True, text=Text("chỉ những đài này", "only these"))
@option(
    "--draft",
    is_flag=True,
    text=Text("lấy cả bài chưa duyệt, có ghi NHÁP", "what is not approved too, marked DRAFT"),
)
def command(
    options: Globals,
    target: str,
    output: Path | None,
    begin: dt.date | None,
    days: int | None,
    stations: tuple[str, ...],
    draft: bool,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.outlets.export import export

    workspace = open_workspace(options)
    made = export(
        workspace,
        target,
        output=output,
        first=begin,
        days=days,
        stations=split_commas(stations),
        draft=draft,
    )
    folder = workspace.show(made.path)
    answer(
        options,
        {
            "target": made.target,
            "path": folder,
            "files": [f"{folder}/{name}" for name in made.files],
            "findings": findings_json(options, made.findings),
        },
    )
    count = len(made.files)
    say(options, Text(f"{folder}: {count} tệp", f"{folder}: {count} files"))
    report(options, made.findings)
    return status_of(made.findings)
