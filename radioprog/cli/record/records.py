"""``radioprog records``: the record carried into a folder of text, and back."""

from __future__ import annotations

from pathlib import Path

import click

from radioprog.cli.common import Globals, answer, findings_json, report, say, usage_error, verb
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Sổ lưu: «records export THƯ_MỤC» chép cả sổ ra, «records import THƯ_MỤC» chép vào; "
        "dòng đã có thì giữ nguyên.",
        "The record: `records export DIR` carries all of it out, `records import DIR` carries it "
        "in; lines that are there already stay.",
    )
)
@click.argument("action", metavar="export|import", type=click.Choice(["export", "import"]))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(options: Globals, action: str, folder: Path) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.carrying import export_records, import_records

    workspace = open_workspace(options)
    if action == "export":
        done = export_records(workspace, output_path(folder, workspace))
    else:
        source = workspace.found(folder)
        if not source.is_dir():
            raise usage_error(
                Text(f"không có thư mục {folder}", f"there is no folder {folder}"),
                Text("ghi thư mục mà records export đã tạo", "name what records export has made"),
            )
        done = import_records(workspace, source)
    findings = findings_json(options, done.findings)
    document = {"from": done.source, "to": done.target, "added": done.added, "findings": findings}
    answer(options, document)
    count = sum(done.added.values())
    say(
        options,
        Text(
            f"{done.source} → {done.target}: {count} dòng mới",
            f"{done.source} → {done.target}: {count} new lines",
        ),
    )
    report(options, done.findings)
    return 0
