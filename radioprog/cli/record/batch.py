"""``radioprog batch``: which of a series' issues is written, approved, built, scheduled, aired."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radioprog.cli.air.dates import DATE
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
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Language, Text

if TYPE_CHECKING:
    from radioprog.studio.record.batch import Issue

_HEADS = (
    Text("Số", "No."),
    Text("Viết", "Written"),
    Text("Duyệt", "Approved"),
    Text("Dựng", "Built"),
    Text("Lịch", "On air"),
    Text("Đã phát", "Aired"),
    Text("Hạn", "Due"),
    Text("Việc tiếp", "Next"),
    Text("Tên", "Title"),
)
_WIDTHS = (4, 7, 8, 6, 12, 8, 11, 12)


@verb(
    Text(
        "Xem từng số của chuyên mục đã viết, duyệt, dựng, xếp lịch, phát chưa; hạn của mỗi số.",
        "See which issues of a series are written, approved, built, scheduled, aired; when due.",
    )
)
@click.argument("series", nargs=-1, metavar="[SERIES…]")
@option(
    "--ics",
    type=click.Path(path_type=Path),
    metavar="FILE",
    text=Text("ghi các hạn thành lịch .ics cho người làm", "write the deadlines as an .ics"),
)
@option(
    "--lead",
    type=click.IntRange(0, 365),
    default=3,
    metavar="DAYS",
    text=Text("xong trước buổi phát mấy ngày (mặc định: 3)", "days before the first airing (3)"),
)
@option("--at", "today", type=DATE, text=Text("tính theo ngày này", "reckon from this day"))
def command(
    options: Globals, series: tuple[str, ...], ics: Path | None, lead: int, today: dt.date | None
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.batch import batch, write_deadlines

    workspace = open_workspace(options)
    view = batch(workspace, series, today=today, lead=lead)
    answer(
        options,
        {
            "issues": [each.to_json() for each in view.issues],
            "findings": findings_json(options, view.findings),
        },
    )
    report(options, view.findings)
    if not options.json:
        _table(options, view.issues)
    if ics is not None:
        target = workspace.show(write_deadlines(workspace, view, ics))
        say(options, Text(f"Đã ghi {target}", f"Wrote {target}"))
    return status_of(view.findings)


def _table(options: Globals, issues: tuple[Issue, ...]) -> None:
    language, series = options.language, None
    if not issues:
        say(options, Text("chưa có số nào của chuyên mục nào", "no script names a series"))
    for each in issues:
        if each.series != series:
            series = each.series
            show(options, f"# {series}")
            show(options, _line([head.to(language) for head in _HEADS]))
        show(options, _line(_cells(each, language)))


def _line(cells: list[str]) -> str:
    fitted = [f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=False)]
    return " ".join([*fitted, *cells[len(_WIDTHS) :]]).rstrip()


def _cells(issue: Issue, language: Language) -> list[str]:
    from radioprog.studio.record.batch import STEPS

    def mark(done: bool) -> str:
        return "x" if done else "-"

    day = f"{issue.first:%d/%m/%Y}" if issue.first else "-"
    approved = mark(issue.state == "approved") if issue.approval_needed else "·"
    return [
        "-" if issue.episode is None else str(issue.episode),
        mark(issue.written),
        approved,
        mark(issue.built),
        day,
        f"{issue.aired}/{issue.airings}" if issue.airings else "-",
        f"{issue.deadline:%d/%m/%Y}" if issue.deadline else "-",
        STEPS[issue.next].to(language),
        issue.title,
    ]
