"""``radioprog report``: the review of a year, a quarter or a month."""

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
    show,
    status_of,
    verb,
)
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text

_AIRED = Text(
    "Theo lịch {planned} buổi phát; đã phát, có bằng chứng, {aired}; chưa có nhật ký {silent}.",
    "{planned} airings planned; {aired} proven to have been aired; {silent} without a log.",
)


@verb(
    Text(
        "Ra báo cáo của một năm, một quý hoặc một tháng: HTML để in A4 và ký, XLSX, DOCX.",
        "Write the review of a year, a quarter or a month: HTML for A4, XLSX, DOCX.",
    )
)
@option("--year", type=int, required=True, text=Text("năm nào", "which year"))
@option("--quarter", type=int, text=Text("chỉ quý này (1-4)", "this quarter only (1-4)"))
@option("--month", type=int, text=Text("chỉ tháng này (1-12)", "this month only (1-12)"))
@option(
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text(
        "ghi vào thư mục này (mặc định build/report)", "write into this folder (build/report)"
    ),
)
def command(
    options: Globals, year: int, quarter: int | None, month: int | None, folder: Path | None
) -> int:
    """Unpack, one call, print."""
    from radioprog.review.paper import made_sentence
    from radioprog.studio.year.coverage import coverage_json
    from radioprog.studio.year.report import report as write_report
    from radioprog.studio.year.report import review_json

    workspace = open_workspace(options)
    place = None if folder is None else output_path(folder, workspace)
    done = write_report(workspace, year=year, quarter=quarter, month=month, folder=place)
    answer(
        options,
        {
            **review_json(done.review),
            "targets": coverage_json(done.review.covered),
            "files": [workspace.show(path) for path in done.files],
            "findings": findings_json(options, done.findings),
        },
    )
    show(options, made_sentence(done.review).to(options.language))
    airings = done.review.airings
    line = _AIRED.filled(planned=airings.planned, aired=airings.aired, silent=airings.silent)
    show(options, line.to(options.language))
    for path in done.files:
        shown = workspace.show(path)
        say(options, Text(f"đã ghi {shown}", f"wrote {shown}"))
    report(options, done.findings)
    return status_of(done.findings)
