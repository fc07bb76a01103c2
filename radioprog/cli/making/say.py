"""``radioprog say``: speak one utterance to a sound file."""

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
    shown_as,
    verb,
)
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Đọc một câu ra tệp âm thanh (wav, mp3, flac, opus, m4a).",
        "Speak one utterance to a sound file (wav, mp3, flac, opus, m4a).",
    )
)
@click.argument("text")
@option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    text=Text("tệp âm thanh cần ghi", "the sound file to write"),
)
@option("--voice", text=Text("tên giọng, hoặc máy:giọng", "a voice's name, or engine:voice"))
@option(
    "--online", is_flag=True, text=Text("cho phép máy đọc lên mạng", "let speech engines go online")
)
def command(options: Globals, text: str, output: Path, voice: str | None, online: bool) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.say import utter

    done = utter(text, output, folder=options.directory or Path(), voice=voice, online=online)
    answer(
        options,
        {
            "path": shown_as(options, output),
            "duration": done.duration,
            "voice": str(done.voice),
            "spoken": done.spoken,
            "findings": findings_json(options, done.findings),
        },
    )
    report(options, done.findings)
    if not options.json:
        say(
            options,
            Text(
                f"Đã ghi {output} ({done.duration:.1f} giây, giọng {done.voice})",
                f"Wrote {output} ({done.duration:.1f} s, voice {done.voice})",
            ),
        )
    return 0
