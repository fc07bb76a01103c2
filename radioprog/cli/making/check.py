"""``radioprog check``: find everything wrong; write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from radioprog.cli.common import Globals, answer, findings_json, report, say, status_of, verb
from radioprog.cli.workspace import input_path, open_workspace
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Tìm mọi lỗi trong kịch bản, âm thanh và lịch. Không ghi gì cả.",
        "Find everything wrong in scripts, sound files and schedules. Writes nothing.",
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH…]")
def command(options: Globals, paths: tuple[Path, ...]) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.plan import check_paths

    workspace = open_workspace(options)
    findings = check_paths(workspace, [input_path(path, workspace) for path in paths])
    answer(options, {"findings": findings_json(options, findings)})
    report(options, findings)
    errors = sum(found.is_error for found in findings)
    warnings = sum(str(found.severity) == "warning" for found in findings)
    if not options.json:
        say(
            options,
            Text(f"{errors} lỗi, {warnings} cảnh báo", f"{errors} errors, {warnings} warnings"),
        )
    return status_of(findings)
