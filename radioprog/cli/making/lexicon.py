"""``radioprog lexicon``: the words of the workspace and how they are said; ``add`` writes one."""

from __future__ import annotations

from typing import Any

import click

from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    say,
    show,
    usage_error,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text, visible
from radioprog.studio.reading import LineInForce


@verb(
    Text(
        "Từ điển cách đọc: «lexicon show» liệt kê, «lexicon add CHỮ CÁCH_ĐỌC» thêm vào "
        "lexicon.yaml.",
        "The lexicon: `lexicon show` lists its lines, `lexicon add WORD READING` writes one into "
        "lexicon.yaml.",
    )
)
@click.argument("words", nargs=-1, metavar="show | add WORD READING")
@option("--used", is_flag=True, text=Text("chỉ dòng mà kịch bản dùng", "only lines in use"))
@option(
    "--context",
    metavar="WORD[,WORD]",
    text=Text("chỉ đọc vậy khi một từ này đứng gần", "only where one of these words is near"),
)
def command(options: Globals, words: tuple[str, ...], used: bool, context: str | None) -> int:
    """Unpack, one call, print."""
    if words in {(), ("show",)}:
        return _show(options, used=used)
    if words[0] != "add" or len(words) != 3:
        raise usage_error(
            Text("chỉ có: lexicon show, lexicon add", "only: lexicon show, lexicon add"),
            Text(
                'viết: radioprog lexicon add "VPĐKĐĐ" "văn phòng đăng ký đất đai"',
                'write: radioprog lexicon add "VPĐKĐĐ" "văn phòng đăng ký đất đai"',
            ),
        )
    near = tuple(word.strip() for word in (context or "").split(",") if word.strip())
    return _add(options, words[1], words[2], near)


def _add(options: Globals, written: str, spoken: str, context: tuple[str, ...]) -> int:
    from radioprog.studio.lexicons import LEXICON, add_line

    workspace = open_workspace(options)
    findings = add_line(workspace, written, spoken, context=context)
    entry = {"written": written.strip(), "spoken": spoken.strip(), "context": list(context)}
    answer(options, {"entry": entry, "file": LEXICON, "findings": findings_json(options, findings)})
    if not options.json:
        line = f"{visible(written)}: {visible(spoken)}"
        say(options, Text(f"đã ghi vào {LEXICON}: {line}", f"written into {LEXICON}: {line}"))
    report(options, findings)
    return 0


def _show(options: Globals, *, used: bool) -> int:
    from radioprog.studio.reading import lines_in_force

    lines, findings = lines_in_force(open_workspace(options), used_only=used)
    answer(
        options,
        {
            "entries": [_row(line) for line in lines],
            "findings": findings_json(options, findings),
        },
    )
    width = max((len(line.entry.written) for line in lines), default=0)
    for line in lines:
        show(options, _shown(line, width))
    report(options, findings)
    return 1 if any(found.is_error for found in findings) else 0


def _row(line: LineInForce) -> dict[str, Any]:
    entry, first = line.entry, line.first
    return {
        "written": entry.written,
        "spoken": entry.spoken,
        "context": list(entry.context),
        "layer": entry.layer,
        "file": entry.place.file,
        "line": entry.place.line,
        "used": line.used,
        "first": None if first is None else str(first),
    }


def _shown(line: LineInForce, width: int) -> str:
    entry = line.entry
    near = f" [{', '.join(entry.context)}]" if entry.context else ""
    uses = f"  ×{line.used} {line.first}" if line.used else ""
    return visible(f"{entry.written.ljust(width)}  {entry.spoken}{near}  ({entry.layer}){uses}")
