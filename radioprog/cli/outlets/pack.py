"""``radioprog pack``: the week of stations without internet, on a stick, in a folder or a zip."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radioprog.cli.air.dates import DATE, split_commas
from radioprog.cli.common import (
    CLUSTER_OPTION,
    Globals,
    answer,
    findings_json,
    jobs_option,
    option,
    report,
    say,
    show,
    status_of,
    usage_error,
    verb,
    workers,
)
from radioprog.cli.workspace import input_path, open_workspace
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.studio.outlets.pack import StationPack
    from radioprog.studio.workspace import Workspace

_STATUS = {
    "copied": Text("đã chép", "copied"),
    "current": Text("đã có đủ, không đổi", "already there, unchanged"),
    "refused": Text("không chép", "not copied"),
}


@verb(
    Text(
        "Đóng gói chương trình cho đài không có mạng: thẻ USB, thư mục hoặc tệp .zip.",
        "Pack the programmes of stations without internet: a stick, a folder or a .zip.",
    )
)
@click.argument("stations", nargs=-1, metavar="STATION…")
@option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="DIR|FILE.zip",
    text=Text("thẻ, thư mục hay tệp .zip (build/packs)", "a stick, folder or .zip (build/packs)"),
)
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--days", type=int, default=7, text=Text("mấy ngày (mặc định 7)", "how many days (7)"))
@option(
    "--draft",
    is_flag=True,
    text=Text("lấy cả bài chưa duyệt, có ghi NHÁP", "what is not approved too, marked DRAFT"),
)
@jobs_option(Text("số gói làm cùng lúc", "packs made side by side"))
@CLUSTER_OPTION
@option(
    "--verify",
    "checked",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text("kiểm tra gói đã chép", "look at a pack that was copied"),
)
def command(
    options: Globals,
    stations: tuple[str, ...],
    output: Path | None,
    begin: dt.date | None,
    days: int,
    draft: bool,
    jobs: int | None,
    cluster: str | None,
    checked: Path | None,
) -> int:
    """Unpack, one call, print."""
    workspace = open_workspace(options)
    wanted = split_commas(stations)
    if checked is not None:
        return _verify(options, workspace, checked, wanted)
    if not wanted:
        raise usage_error(
            Text("chưa nói đóng gói cho đài nào", "no station is named"),
            Text("ghi mã đài: radioprog pack MÃ-ĐÀI", "name one: radioprog pack STATION"),
        )
    from radioprog.studio.outlets.pack import pack

    with workers(jobs, cluster) as executor:
        made = pack(
            workspace,
            wanted,
            output=output,
            first=begin,
            days=days,
            draft=draft,
            executor=executor,
        )
    rows = [_row(workspace, each) for each in made.packs]
    answer(options, {"packs": rows, "findings": findings_json(options, made.findings)})
    for each in made.packs:
        show(options, _line(options, workspace, each))
    report(options, made.findings)
    return status_of(made.findings)


def _row(workspace: Workspace, made: StationPack) -> dict[str, Any]:
    return {
        "station": made.station,
        "path": workspace.show(made.path),
        "from": made.first.isoformat(),
        "days": made.days,
        "sounds": made.sounds,
        "size": made.size,
        "status": made.status,
    }


def _line(options: Globals, workspace: Workspace, made: StationPack) -> str:
    words = Text(
        f"{made.sounds} tệp tiếng, {made.size / 1e6:.1f} MB".replace(".", ","),
        f"{made.sounds} sounds, {made.size / 1e6:.1f} MB",
    )
    done = _STATUS[made.status].to(options.language)
    where = workspace.show(made.path)
    return f"{made.station}: {where}: {done} ({words.to(options.language)})"


def _verify(options: Globals, workspace: Workspace, folder: Path, stations: tuple[str, ...]) -> int:
    from radioprog.studio.outlets.stick import verify_pack

    found = verify_pack(
        workspace,
        input_path(folder, workspace),
        station=stations[0] if stations else None,
    )
    manifest = found.manifest
    row = {
        "station": manifest.station if manifest else None,
        "path": workspace.show(found.path),
        "from": manifest.first.isoformat() if manifest else None,
        "days": manifest.days if manifest else None,
        "whole": found.whole,
    }
    answer(options, {"packs": [row], "findings": findings_json(options, found.findings)})
    if found.whole and manifest:
        first = manifest.first.isoformat()
        say(
            options,
            Text(
                f"gói của đài {manifest.station}, {manifest.days} ngày từ {first}: đủ và đúng",
                f"the pack of {manifest.station}, {manifest.days} days from {first}: whole",
            ),
        )
    report(options, found.findings)
    return status_of(found.findings)
