"""``radioprog proof``: the proof of what a station aired in a month."""

from __future__ import annotations

from pathlib import Path

import click

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
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Ra bản xác nhận phát sóng một tháng của một đài: HTML để in A4 và ký, XLSX, CSV.",
        "Write the proof of a station's month: HTML for A4 with signatures, XLSX, CSV.",
    )
)
@click.argument("station", metavar="STATION")
@option("--month", required=True, metavar="YYYY-MM", text=Text("tháng nào", "which month"))
@option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text("ghi vào thư mục này (mặc định build/proof)", "write into this folder (build/proof)"),
)
def command(options: Globals, station: str, month: str, folder: Path | None) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.reconcile import write_proof

    workspace = open_workspace(options)
    place = None if folder is None else output_path(folder, workspace)
    done = write_proof(workspace, station, month, place)
    proof = done.proof
    answer(
        options,
        {
            "station": proof.station,
            "month": proof.month,
            "planned": proof.planned,
            "proven": {grade: proof.heard(grade) for grade in "ABC"},
            "classes": {str(name): count for name, count in sorted(proof.outcomes.items())},
            "files": [workspace.show(path) for path in done.files],
            "findings": findings_json(options, done.findings),
        },
    )
    for path in done.files:
        shown = workspace.show(path)
        say(options, Text(f"đã ghi {shown}", f"wrote {shown}"))
    say(
        options,
        Text(
            f"{proof.planned} buổi theo lịch, {proof.heard()} buổi có bằng chứng",
            f"{proof.planned} airings planned, {proof.heard()} with proof",
        ),
    )
    report(options, done.findings)
    return status_of(done.findings)
