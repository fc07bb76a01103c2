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
        "Biến bài viết (văn bản, Word, ODT, RTF, HTML) thành kịch bản để sửa tiếp.",
        "Turn articles (plain text, Word, ODT, RTF, HTML) into one script to go on editing.",
    )
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…")
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
@option("--title", metavar="T", text=Text("tên chương trình", "the programme's title"))
@option("--force", is_flag=True, text=Text("ghi đè kịch bản đã có", "overwrite a script"))
def command(
    options: Globals,
    files: tuple[Path, ...],
    output: Path | None,
    title: str | None,
    force: bool,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.editorial.drafting import draft

    workspace = open_workspace(options)
    target = output_path(output, workspace) if output else None
    inputs = [input_path(file, workspace) for file in files]
    done = draft(inputs, workspace, target, title=title, force=force)
    answer(
        options,
        {
            "script": workspace.show(done.script),
            "title": done.title,
            "paragraphs": done.paragraphs,
            "left_out": [
                {"file": file, "line": left.number, "text": left.text, "what": str(left.what)}
                for file, left in done.left_out
            ],
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
