"""``radioprog autoplan``: slots that meet the targets of a year, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from radioprog.studio.year.autoplan import Solver

_SUM = Text(
    "{slots} khung giờ đề xuất; trước: đạt {before}/{all} số, sau: {after}/{all}",
    "{slots} slots proposed; before: {before} of {all} numbers met, then: {after}",
)
_NEXT = Text(
    "xem lại tệp rồi gõ  radioprog schedule  và  radioprog coverage",
    "look at the file, then  radioprog schedule  and  radioprog coverage",
)

_SOLVED = Text(
    "CP-SAT đạt thêm {gained} số; cách mức tốt nhất có thể nhiều nhất {gap} %",
    "CP-SAT met {gained} more numbers; the best possible is at most {gap} % away",
)


@verb(
    Text(
        "Đề xuất khung giờ để đạt chỉ tiêu năm, và nói vì sao, hoặc vướng quy định nào.",
        "Propose slots that meet the year's targets, and say why, or which rule is in the way.",
    )
)
@option("--year", type=int, text=Text("năm (mặc định: năm nay)", "the year (this one)"))
@option(
    "-o",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    text=Text(
        "ghi thành tệp lịch, như schedules/ke-hoach.yaml (không ghi: in ra)",
        "write a schedule file (not given: print it)",
    ),
)
@option(
    "--solver",
    type=click.Choice(["greedy", "cp-sat"]),
    default="greedy",
    text=Text(
        "cách xếp: greedy nhanh, cp-sat kỹ hơn (cần radioprog[plan])",
        "greedy is fast, cp-sat more thorough (needs radioprog[plan])",
    ),
)
def command(options: Globals, year: int | None, target: Path | None, solver: Solver) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.year.autoplan import autoplan, autoplan_json, write_autoplan

    workspace = open_workspace(options)
    made = autoplan(workspace, year=year, solver=solver)
    document = autoplan_json(made, options.language)
    if target is not None:
        place = output_path(target, workspace)
        shown = workspace.show(place)
        told = write_autoplan(made, place, shown, schedules=workspace.schedules)
        made = replace(made, findings=(*made.findings, *told))
        document["file"] = shown
        say(options, Text(f"đã ghi {shown}", f"wrote {shown}"))
        say(options, _NEXT)
    else:
        show(options, made.text)
    answer(options, {**document, "findings": findings_json(options, made.findings)})
    met = [sum(1 for row in rows if not row.missing) for rows in (made.before, made.after)]
    words = _SUM.filled(slots=len(made.slots), before=met[0], after=met[1], all=len(made.after))
    say(options, words)
    if made.solved is not None:
        say(options, _SOLVED.filled(gained=made.solved.gained, gap=round(made.solved.gap * 100, 1)))
    report(options, made.findings)
    return status_of(made.findings)
