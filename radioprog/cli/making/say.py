"""``radioprog say``: speak one utterance, or hear one segment of a script."""

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
    usage_error,
    verb,
)
from radioprog.cli.workspace import hear
from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Đọc một câu ra tệp âm thanh (wav, mp3, flac, opus, m4a), hoặc nghe thử một tiểu mục.",
        "Speak one utterance to a sound file (wav, mp3, flac, opus, m4a), or hear one segment.",
    )
)
@click.argument("text")
@option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    text=Text("tệp âm thanh cần ghi", "the sound file to write"),
)
@option("--voice", text=Text("tên giọng, hoặc máy:giọng", "a voice's name, or engine:voice"))
@option(
    "--online", is_flag=True, text=Text("cho phép máy đọc lên mạng", "let speech engines go online")
)
@option(
    "--segment",
    metavar="N",
    text=Text(
        "TEXT là kịch bản: chỉ nghe tiểu mục này (số hoặc tên), cả nhạc",
        "TEXT is a script: hear this segment of it only (number or heading), with its music",
    ),
)
def command(
    options: Globals,
    text: str,
    output: Path | None,
    voice: str | None,
    online: bool,
    segment: str | None,
) -> int:
    """Unpack, one call, print."""
    if segment is not None:
        return hear(options, Path(text), segment, output=output, online=online)
    if output is None:
        raise _no_file(text)
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


def _no_file(text: str) -> UsageError:
    words = text[:20]
    return usage_error(
        Text("thiếu -o: cần tên tệp âm thanh", "-o is missing: a sound file is needed"),
        Text(f'radioprog say "{words}" -o thu.wav', f'radioprog say "{words}" -o a.wav'),
    )
