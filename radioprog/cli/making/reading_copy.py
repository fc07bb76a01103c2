"""``radioprog reading-copy``: a script on paper, in large type, for a human announcer."""

from __future__ import annotations

from pathlib import Path

import click

from radioprog.cli.common import (
    WORDING,
    Globals,
    answer,
    findings_json,
    option,
    report,
    say,
    shown_as,
    status_of,
    usage_error,
    verb,
)
from radioprog.cli.workspace import input_path, open_workspace
from radioprog.kernel.findings import Text

_ENDINGS = (".docx", ".html")


@verb(
    Text(
        "In kịch bản chữ to cho người đọc: ai đọc, lúc nào, nghỉ đâu, chữ khó đọc ra sao.",
        "Put a script on paper in large type: who reads, when, pauses, how hard words are said.",
    )
)
@click.argument("script", type=click.Path(path_type=Path))
@option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    text=Text("tệp .docx hoặc .html cần ghi", "the .docx or .html to write"),
)
@option(
    "--sheet",
    is_flag=True,
    text=Text("tờ dẫn chương trình cho bàn máy thay cho bản đọc", "the rundown sheet for the desk"),
)
def command(options: Globals, script: Path, output: Path, sheet: bool) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.preview import write_copy

    if output.suffix.lower() not in (_ENDINGS[:1] if sheet else _ENDINGS):
        raise usage_error(
            Text("tên tệp phải có đuôi .docx hoặc .html", "the file must end in .docx or .html"),
            Text(f"dùng -o {output.stem}.docx", f"use -o {output.stem}.docx"),
        )
    workspace = open_workspace(options)
    made = write_copy(workspace, input_path(script, workspace), output.absolute(), sheet=sheet)
    answer(
        options,
        {"path": shown_as(options, output), "findings": findings_json(options, made.findings)},
    )
    report(options, made.findings, left_to_check=WORDING)
    if made.is_written and not options.json:
        say(options, Text(f"Đã ghi {output}", f"Wrote {output}"))
    return status_of(made.findings)
