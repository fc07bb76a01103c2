"""``radioprog plan``: the rundown with times, before any sound exists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from radioprog.cli.common import (
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
    report(options, made.findings)
    return status_of(made.findings)


def show_rundown(options: Globals, rundown: Rundown) -> None:
    """Print the rundown as a table: start, length, kind, speaker, what is heard."""
    from radioprog.programme.rundown import clock

    language = options.language
    for segment in rundown.segments:
        over = "" if segment.over is None else f"  ({_signed(segment.over)})"
        show(
            options,
            f"{clock(segment.start):>7} {clock(segment.length):>6}  # {segment.title}{over}",
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
        say(options, _against(clock(rundown.target), rundown.over))


def _against(target: str, over: int) -> Text:
    """Say how the content stands against the length that is asked for."""
    difference = _signed(over).lstrip("+-±")
    if over > 0:
        return Text(
            f"Cần {target}: nội dung dài quá {difference}",
            f"Asked for {target}: the content is {difference} too long",
        )
    return Text(
        f"Cần {target}: vừa; nhạc và khoảng trống còn {difference}",
        f"Asked for {target}: it fits; {difference} are left for music",
    )


def _signed(count: int) -> str:
    from radioprog.kernel.units import Samples
    from radioprog.programme.rundown import clock

    return f"{'+' if count > 0 else '-' if count < 0 else '±'}{clock(Samples(abs(count)))}"


def _cut(text: str, longest: int = 70) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
