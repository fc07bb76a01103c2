"""``radioprog plan``: the rundown with times, before any sound exists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from radioprog.cli.common import (
    WORDING,
    Globals,
    answer,
    findings_json,
    report,
    say,
    show,
    status_of,
    verb,
)
from radioprog.cli.workspace import input_path, open_workspace
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.kernel.units import Samples
    from radioprog.programme.rundown import Rundown

KINDS = {
    "speech": Text("lời", "speech"),
    "clip": Text("băng", "clip"),
    "bed": Text("nhạc nền", "bed"),
    "jingle": Text("nhạc hiệu", "jingle"),
    "sting": Text("nhạc cắt", "sting"),
    "sfx": Text("tiếng động", "sfx"),
    "outro": Text("nhạc kết", "outro"),
    "pause": Text("nghỉ", "pause"),
}

_LATEST = Text("bắt đầu chậm nhất {at}", "begin by {at}")
_TOO_LONG = Text("Cần {target}: nội dung dài quá {excess}", "Asked for {target}: {excess} too long")
_TOO_SHORT = Text("Cần {target}: còn thiếu {missing}", "Asked for {target}: {missing} missing")
_FITS = Text(
    "Cần {target}: vừa; nhạc và khoảng trống còn {left}",
    "Asked for {target}: it fits; {left} are left for music",
)


@verb(
    Text(
        "Xem bảng thời lượng ước tính của kịch bản, trước khi có tiếng.",
        "Show the rundown of a script with estimated times, before any sound exists.",
    )
)
@click.argument("script", type=click.Path(path_type=Path))
def command(options: Globals, script: Path) -> int:
    """Unpack, one call, print."""
    from radioprog.audio.decode.decoder import Decoder
    from radioprog.publish.papers.rundown_json import rundown_json
    from radioprog.studio.catalogue import source_of
    from radioprog.studio.plan import plan

    workspace = open_workspace(options)
    with Decoder() as decoder:
        made = plan(source_of(workspace, input_path(script, workspace)), workspace, decoder)
    document = {}
    if made.rundown is not None and made.prepared.script is not None:
        document = rundown_json(made.rundown, made.prepared.script.meta)
        if not options.json:
            show_rundown(options, made.rundown)
    answer(options, {**document, "findings": findings_json(options, made.findings)})
    report(options, made.findings, left_to_check=WORDING)
    return status_of(made.findings)


def show_rundown(options: Globals, rundown: Rundown) -> None:
    """Print the rundown as a table: start, length, kind, speaker, what is heard."""
    from radioprog.kernel.units import Samples, to_samples
    from radioprog.programme.rundown import clock

    language = options.language
    for segment in rundown.segments:
        latest = "" if segment.latest is None or segment.latest < 0 else clock(segment.latest)
        told = f"  ({_LATEST.filled(at=latest).to(language)})" if latest else ""
        show(
            options,
            f"{clock(segment.start):>7} {clock(segment.length):>6}  # {segment.title}{told}",
        )
        for item in rundown.items:
            if item.segment != segment.index:
                continue
            kind = KINDS[str(item.kind)].to(language)
            text = f"{item.speaker}: {item.content}" if item.speaker else item.content
            show(
                options, f"{clock(item.start):>7} {clock(item.length):>6}    {kind:10} {_cut(text)}"
            )
    total = clock(rundown.length)
    say(options, Text(f"Tổng cộng khoảng {total}", f"About {total} in all"))
    if rundown.target is not None and rundown.over is not None:
        short = [found for found in rundown.findings if found.code == "under-length"]
        missing = to_samples(short[0].details["under"]) if short else Samples(0)
        say(options, _against(clock(rundown.target), rundown.over, missing))


def _against(target: str, over: Samples, missing: Samples) -> Text:
    """Say how the programme stands against the length that is asked for."""
    from radioprog.kernel.units import Samples
    from radioprog.programme.checks import spell

    if over > 0:
        told = {"target": target, "excess": spell(over)}
        return _TOO_LONG.filled(**told)
    if missing > 0:
        return _TOO_SHORT.filled(target=target, missing=spell(missing))
    return _FITS.filled(target=target, left=spell(Samples(-over)))


def _cut(text: str, longest: int = 70) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
