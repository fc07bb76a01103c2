"""``radioprog reading``: how text will be read aloud, a line for each line."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from radioprog.cli.common import Globals, answer, findings_json, option, report, show, verb
from radioprog.kernel.findings import Finding, Place, Text, warning


@verb(
    Text(
        "Xem chữ sẽ được đọc thành tiếng thế nào, mỗi dòng một dòng.",
        "Show how text will be read aloud, a line for each line.",
    )
)
@click.argument("text", nargs=-1)
@option(
    "--audit",
    is_flag=True,
    text=Text(
        "giải thích từng chỗ không phải chữ thường", "explain each token that is not a plain word"
    ),
)
@option(
    "--region",
    type=click.Choice(["north", "central", "south"]),
    default="north",
    text=Text("giọng vùng nào", "whose reading"),
)
@option(
    "--documents",
    type=click.Choice(["broadcast", "expanded", "spelled"]),
    default="broadcast",
    text=Text("cách đọc số văn bản", "how document numbers are read"),
)
@option(
    "--years",
    type=click.Choice(["full", "short"]),
    default="full",
    text=Text("cách đọc năm", "how years are read"),
)
@option("--language", default="vi", text=Text("ngôn ngữ của chữ", "the text's language"))
def command(
    options: Globals,
    text: tuple[str, ...],
    audit: bool,
    region: Any,
    documents: Any,
    years: Any,
    language: str,
) -> int:
    """Unpack, one call a line, print."""
    from radioprog.reader.audit import audit_json, audit_lines
    from radioprog.reader.marked import read_marked
    from radioprog.reader.model import Style
    from radioprog.reader.telling import unread_findings
    from radioprog.studio.lexicons import lexicon_near

    style = Style(region, documents, years)
    lexicon = lexicon_near(options.directory or Path()) if language == "vi" else None
    lines, findings = (" ".join(text).split("\n"), []) if text else _standard_input()
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        reading = read_marked(line, language=language, style=style, lexicon=lexicon)
        findings.extend(unread_findings(reading, partial(_place, number)))
        rows.append({"text": line, "spoken": reading.spoken, "tokens": audit_json(reading)})
        if audit:
            for row in audit_lines(reading, options.language):
                show(options, row)
        else:
            show(options, reading.spoken)
    answer(options, {"lines": rows, "findings": findings_json(options, findings)})
    report(options, findings)
    return 0


def _place(line: int, offset: int) -> Place:
    return Place("-", line, offset + 1)


def _standard_input() -> tuple[list[str], list[Finding]]:
    """Split the bytes at LF only (a CR before it removed) and decode each line."""
    data = sys.stdin.buffer.read()
    pieces = data.removesuffix(b"\n").split(b"\n") if data else []
    lines, findings = [], []
    for number, piece in enumerate(pieces, 1):
        line = piece.removesuffix(b"\r").decode("utf-8", "replace")
        if b"\xef\xbf\xbd" not in piece and "\ufffd" in line:
            findings.append(_not_utf8(number, line.index("\ufffd") + 1))
        lines.append(line)
    return lines, findings


def _not_utf8(line: int, column: int) -> Finding:
    return warning(
        "not-utf8",
        Text("dòng này có byte không phải UTF-8", "this line has bytes that are not UTF-8"),
        Text("lưu lại tệp ở dạng UTF-8", "save the file as UTF-8"),
        Place("-", line, column),
    )
