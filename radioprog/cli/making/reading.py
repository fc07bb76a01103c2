"""``radioprog reading``: how text will be read aloud, a line for each line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from radioprog.cli.common import Globals, answer, findings_json, option, report, show, verb
from radioprog.cli.findings import NOT_UTF8
from radioprog.kernel.findings import Finding, Place, Text
from radioprog.reader.model import Reading, Style
from radioprog.reader.telling import PlaceOf
from radioprog.studio.workspace import Workspace


@verb(
    Text(
        "Xem chữ, hay lời của một kịch bản, sẽ được đọc thành tiếng thế nào; mỗi dòng một dòng.",
        "Show how text, or the words of a script, will be read aloud, a line for each line.",
    )
)
@click.argument("text", nargs=-1, metavar="[TEXT…|SCRIPT.md]")
@option(
    "--audit",
    is_flag=True,
    text=Text(
        "giải thích từng chỗ không phải chữ thường", "explain each token that is not a plain word"
    ),
)
@option(
    "--doubtful",
    is_flag=True,
    text=Text(
        "chỉ những chỗ cần xem lại, gộp theo từ, kèm số lần và chỗ đầu tiên",
        "only what needs an eye, by token, with its count and first place",
    ),
)
@option(
    "--region",
    type=click.Choice(["north", "central", "south"]),
    text=Text("giọng vùng nào", "whose reading"),
)
@option(
    "--documents",
    type=click.Choice(["broadcast", "expanded", "spelled"]),
    text=Text("cách đọc số văn bản", "how document numbers are read"),
)
@option(
    "--years",
    type=click.Choice(["full", "short"]),
    text=Text("cách đọc năm", "how years are read"),
)
@option("--language", text=Text("ngôn ngữ của chữ", "the text's language"))
def command(
    options: Globals,
    text: tuple[str, ...],
    audit: bool,
    doubtful: bool,
    region: Any,
    documents: Any,
    years: Any,
    language: str | None,
) -> int:
    """Unpack, read the text or the script, print."""
    from radioprog.studio.lexicons import workspace_near
    from radioprog.studio.reading import script_named

    workspace = workspace_near(options.directory or Path()) or Workspace(Path().absolute())
    own = workspace.style
    style = Style(region or own.region, documents or own.documents, years or own.years)
    wanted = _Wanted(options, workspace, style, language, audit=audit, doubtful=doubtful)
    script = script_named(text[0], (Path(), workspace.root)) if len(text) == 1 else None
    return _script(script, wanted) if script is not None else _text(text, wanted)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the call asks for."""

    options: Globals
    workspace: Workspace
    style: Style
    language: str | None
    audit: bool
    doubtful: bool


def _script(path: Path, wanted: _Wanted) -> int:
    from radioprog.reader.audit import audit_json, placed_lines
    from radioprog.studio.reading import script_words

    options = wanted.options
    words = script_words(path, wanted.workspace, style=wanted.style, language=wanted.language)
    readings = [(line.reading, line.place_of) for line in words.lines]
    rows = [
        {
            **_row(line.reading, audit_json(line.reading)),
            "speaker": line.speaker,
            "file": line.place.file,
            "line": line.place.line,
            "column": line.place.column,
        }
        for line in words.lines
    ]
    if wanted.audit and not wanted.doubtful:
        for row in placed_lines(readings, options.language):
            show(options, row)
    elif not wanted.doubtful:
        for line in words.lines:
            show(options, f"{line.place.line}:{line.place.column}  {line.reading.spoken}")
    return _end(wanted, rows, readings, words.findings)


def _text(text: tuple[str, ...], wanted: _Wanted) -> int:
    from radioprog.reader.audit import audit_json, audit_lines
    from radioprog.reader.read import read_marked
    from radioprog.reader.telling import unread_findings, word_findings
    from radioprog.studio.lexicons import lexicon_of

    options, language = wanted.options, wanted.language or wanted.workspace.language
    own = language.split("-")[0] == wanted.workspace.language.split("-")[0]
    lexicon = lexicon_of(wanted.workspace) if own else None
    lines, findings = (" ".join(text).split("\n"), []) if text else _standard_input()
    rows: list[dict[str, Any]] = []
    readings: list[tuple[Reading, PlaceOf]] = []
    for number, line in enumerate(lines, 1):
        reading = read_marked(line, language=language, style=wanted.style, lexicon=lexicon)
        readings.append((reading, partial(_place, number)))
        findings.extend(unread_findings(*readings[-1]))
        rows.append(_row(reading, audit_json(reading)))
        if wanted.doubtful:
            continue
        for shown in audit_lines(reading, options.language) if wanted.audit else [reading.spoken]:
            show(options, shown)
    return _end(wanted, rows, readings, (*findings, *word_findings(readings)))


def _row(reading: Reading, tokens: list[dict[str, Any]]) -> dict[str, Any]:
    return {"text": reading.text, "spoken": reading.spoken, "tokens": tokens}


def _end(
    wanted: _Wanted,
    rows: list[dict[str, Any]],
    readings: Sequence[tuple[Reading, PlaceOf]],
    findings: Sequence[Finding],
) -> int:
    from radioprog.reader.audit import doubt_lines, doubtful, doubts_json

    options = wanted.options
    document: dict[str, Any] = {"lines": rows, "findings": findings_json(options, findings)}
    if wanted.doubtful:
        doubts = doubtful(readings)
        document["doubtful"] = doubts_json(doubts)
        for row in doubt_lines(doubts, options.language) if doubts else ():
            show(options, row)
    answer(options, document)
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
    return NOT_UTF8(Place("-", line, column))
