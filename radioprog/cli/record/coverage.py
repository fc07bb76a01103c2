"""``radioprog coverage``: the targets of the year, and how far they are met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from radioprog.cli.air.dates import DATE
from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    show,
    status_of,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Language, Text

if TYPE_CHECKING:
    from radioprog.studio.year.coverage import YearCoverage
    from radioprog.targets.coverage import Covered

_HEADS = (
    Text("Chỉ tiêu", "Target"),
    Text("Chủ đề", "Theme"),
    Text("Kỳ", "Period"),
    Text("Tính bằng", "Counts"),
    Text("Cần", "Wanted"),
    Text("Lịch", "Planned"),
    Text("Đã phát", "Aired"),
    Text("Thiếu", "Missing"),
)
_MET = Text("đủ", "met")
_OF_STATIONS = Text("{missing} ({short}/{all} đài)", "{missing} ({short}/{all} stations)")


@verb(
    Text(
        "Kế hoạch năm: mỗi chỉ tiêu đã phát bao nhiêu, lịch còn bao nhiêu, thiếu bao nhiêu.",
        "The year's targets: how much was aired, how much is planned, how much is missing.",
    )
)
@option("--year", type=int, text=Text("năm (mặc định: năm nay)", "the year (this one)"))
@option(
    "--until",
    type=DATE,
    text=Text("tính đến hết ngày (mặc định: hôm nay)", "count up to this day (today)"),
)
def command(options: Globals, year: int | None, until: dt.date | None) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.year.coverage import coverage, coverage_json

    made = coverage(open_workspace(options), year=year, until=until)
    document = {"year": made.plan.year, "until": made.until.isoformat()}
    rows = {"targets": coverage_json(made.rows), "findings": findings_json(options, made.findings)}
    answer(options, document | rows)
    _show(options, made)
    report(options, made.findings)
    return status_of(made.findings)


def _between(numbers: Iterable[float]) -> str:
    """Return one number, or the least and the most of several stations."""
    found = sorted(numbers)
    return f"{found[0]:g}" if found[0] == found[-1] else f"{found[0]:g}-{found[-1]:g}"


def _missing(rows: Sequence[Covered], language: Language) -> str:
    short = [row.missing for row in rows if row.missing]
    if not short:
        return _MET.to(language)
    if not rows[0].station:
        return f"{short[0]:g}"
    return _OF_STATIONS.filled(missing=_between(short), short=len(short), all=len(rows)).to(
        language
    )


def _cells(rows: Sequence[Covered], language: Language) -> list[str]:
    """Return the cells of a number, of one group or of several stations."""
    from radioprog.targets.target import MEASURES

    first = rows[0]
    return [
        first.target.id,
        first.target.theme or first.target.series or "",
        first.period.name,
        MEASURES[first.measure].to(language),
        f"{first.wanted:g}",
        _between(row.planned for row in rows),
        _between(row.aired for row in rows),
        _missing(rows, language),
    ]


def _show(options: Globals, made: YearCoverage) -> None:
    """Print a line for each number: what is wanted, planned, aired and missing."""
    heads = [head.to(options.language) for head in _HEADS]
    together: dict[tuple[str, str, str], list[Covered]] = {}
    for row in made.rows:
        together.setdefault((row.target.id, row.period.name, row.measure), []).append(row)
    table = [heads, *(_cells(rows, options.language) for rows in together.values())]
    widths = [max(len(line[column]) for line in table) for column in range(len(heads))]
    for line in table:
        cells = (f"{cell:{width}}" for cell, width in zip(line, widths, strict=True))
        show(options, "  ".join(cells).rstrip())
