"""``radioprog approval``: how everything stands; submit, approve, return, withdraw."""

from __future__ import annotations

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
    usage_error,
    verb,
)
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text, visible

if TYPE_CHECKING:
    from radioprog.record.verdicts import Act
    from radioprog.studio.record.deciding import Standings, SubjectStanding
    from radioprog.studio.workspace import Workspace

_ACTS: dict[str, Act] = {
    "submit": "submitted",
    "approve": "approved",
    "return": "returned",
    "withdraw": "withdrawn",
}


@verb(
    Text(
        "Duyệt: «approval» liệt kê; «approval submit|approve|return|withdraw BÀI… --by NGƯỜI» "
        "trình, duyệt, trả lại, rút. Duyệt không phát hành gì cả.",
        "Approval: `approval` lists how everything stands; `approval "
        "submit|approve|return|withdraw SUBJECT… --by PERSON` decides. It publishes nothing.",
    )
)
@click.argument("words", nargs=-1, metavar="[list | submit|approve|return|withdraw SUBJECT…]")
@option("--by", metavar="PERSON", default="", text=Text("ai (mã trong people.csv)", "by whom"))
@option("--note", metavar="T", default="", text=Text("lời nhận xét", "a note"))
@option("--line", metavar="N", type=click.IntRange(1), text=Text("ở dòng nào", "at which line"))
@option(
    "--second",
    metavar="S",
    type=click.FloatRange(0),
    text=Text("ở giây nào của chương trình", "at which second of the programme"),
)
@option(
    "--sha256",
    metavar="HASH",
    default="",
    text=Text("đúng bản đã xem: mã bốn nhóm bốn chữ", "what was shown: the four groups of four"),
)
@option("--at", metavar="T", text=Text("giờ ghi vào sổ, nếu ghi sau", "the time, if entered later"))
@option(
    "--edition", is_flag=True, text=Text("duyệt bản đã dựng, không phải chữ", "the built programme")
)
@option(
    "-o",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    text=Text(
        "ghi danh sách vào tệp .html (A4, có chỗ ký), .xlsx, .csv",
        "write the list to a .html (A4, for signatures), .xlsx or .csv file",
    ),
)
def command(
    options: Globals,
    words: tuple[str, ...],
    by: str,
    note: str,
    line: int | None,
    second: float | None,
    sha256: str,
    at: str | None,
    edition: bool,
    target: Path | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.deciding import Decision, decide, moment_given, verdicts

    workspace = open_workspace(options)
    if not words or words[0] == "list":
        found = verdicts(workspace, words[1:], edition=edition)
        _write(options, workspace, found, target)
        return _tell(options, found)
    _check(words, by, sha256)
    decision = Decision(
        act=_ACTS[words[0]],
        by=by,
        note=note,
        line=line,
        second=second,
        sha256=sha256,
        at=moment_given(workspace, at),
    )
    found = decide(workspace, words[1:], decision, edition=edition)
    _write(options, workspace, found, target)
    return _tell(options, found)


def _write(options: Globals, workspace: Workspace, found: Standings, target: Path | None) -> None:
    """Write the list where a file for it is named."""
    if target is None:
        return
    from radioprog.studio.record.deciding import write_list

    place = output_path(target, workspace)
    write_list(workspace, found, place)
    shown = workspace.show(place)
    say(options, Text(f"đã ghi {shown}", f"wrote {shown}"))


def _check(words: tuple[str, ...], by: str, sha256: str) -> None:
    """Refuse a line that says nothing, or one hash for several subjects."""
    example = Text(
        "viết như: radioprog approval approve ban-tin --by lan",
        "write it like: radioprog approval approve ban-tin --by lan",
    )
    if words[0] not in _ACTS:
        only = Text(
            f"không có «approval {words[0]}»; chỉ có list, submit, approve, return, withdraw",
            f"there is no `approval {words[0]}`; only list, submit, approve, return, withdraw",
        )
        raise usage_error(only, example)
    if len(words) < 2 or not by:
        raise usage_error(
            Text("cần tên bài và --by NGƯỜI", "a subject and --by PERSON are needed"), example
        )
    if sha256 and len(words) > 2:
        one = Text("--sha256 chỉ dùng cho một bài", "--sha256 goes with one subject")
        raise usage_error(one, example)


def _tell(options: Globals, found: Standings) -> int:
    subjects = [each.to_json() for each in found.subjects]
    answer(options, {"subjects": subjects, "findings": findings_json(options, found.findings)})
    width = max((len(str(each.subject)) for each in found.subjects), default=0)
    for each in found.subjects:
        show(options, _line(options, each, width))
    if not found.subjects:
        say(options, Text("chưa có bài nào", "there is nothing yet"))
    report(options, found.findings)
    return status_of(found.findings)


def _line(options: Globals, each: SubjectStanding, width: int) -> str:
    from radioprog.studio.approval.gate import STATES

    state = STATES[each.state].to(options.language)
    last = each.verdicts[-1] if each.verdicts else None
    said = f"  {last.name or last.person}, {last.at.date():%d/%m/%Y}" if last else ""
    note = f": {last.note}" if last and last.note else ""
    mark = each.fingerprint.ljust(19)
    return visible(f"{str(each.subject).ljust(width)}  {mark}  {state}{said}{note}").rstrip()
