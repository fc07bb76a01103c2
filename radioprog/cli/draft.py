"""``radioprog draft``: an article becomes a script to go on editing."""

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
from radioprog.cli.workspace import input_path, open_workspace, output_path
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Biến một bài viết (tệp văn bản) thành kịch bản để biên tập tiếp.",
        "Turn a plain-text article into a script to go on editing.",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="SCRIPT",
    text=Text(
        "kịch bản cần ghi (mặc định: scripts/<tên bài>.md)",
        "the script to write (default: scripts/<article>.md)",
    ),
)
@option("--force", is_flag=True, text=Text("ghi đè kịch bản đã có", "overwrite a script"))
def command(options: Globals, file: Path, output: Path | None, force: bool) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.drafting import draft

    workspace = open_workspace(options)
    target = output_path(output, workspace) if output else None
    done = draft(input_path(file, workspace), workspace, target, force=force)
    answer(
        options,
        {
            "script": workspace.show(done.script),
            "title": done.title,
            "paragraphs": done.paragraphs,
            "findings": findings_json(options, done.findings),
        },
    )
    report(options, done.findings)
    if not options.json and status_of(done.findings) == 0:
        shown = workspace.show(done.script)
        say(
            options,
            Text(
                f"Đã soạn {shown}. Mở ra sửa, rồi chạy: radioprog build {shown}",
                f"Drafted {shown}. Edit it, then run: radioprog build {shown}",
            ),
        )
    return status_of(done.findings)
