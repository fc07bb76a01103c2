"""``radioprog voices``: the engines and voices of this machine; ``voices add`` brings one in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Finding, Text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from radioprog.speech.model import VoiceInfo
    from radioprog.speech.voice_catalogue import KnownVoice


@verb(
    Text(
        "Liệt kê máy đọc và giọng đọc; «voices add TỆP» thêm một giọng; «voices catalogue»: "
        "những giọng hay hơn và cách lấy.",
        "List engines and voices; `voices add PATH|URL` brings one in; `voices catalogue`: "
        "better ones, and how to get them.",
    )
)
@click.argument("words", nargs=-1, metavar="[add PATH|URL | catalogue]")
@option(
    "--sha256",
    metavar="HEX",
    text=Text("mã kiểm tra của giọng tải từ mạng", "the hash of a voice from the network"),
)
@option("--online", is_flag=True, text=Text("cho phép lên mạng", "let it go online"))
@option(
    "--language",
    metavar="CODE",
    text=Text(
        "chỉ các giọng của một tiếng, như vi, en; all: mọi tiếng",
        "only voices of a language, such as vi, en; all: of every one",
    ),
)
def command(
    options: Globals,
    words: tuple[str, ...],
    sha256: str | None,
    online: bool,
    language: str | None,
) -> int:
    """Unpack, one call, print."""
    if not words:
        return _list(options, language)
    if words in (("catalogue",), ("danh-mục",)):
        return _catalogue(options)
    if words[0] != "add" or len(words) != 2:
        raise usage_error(
            Text(
                "chỉ có: voices, voices add TỆP, voices catalogue",
                "only: voices, voices add PATH|URL, voices catalogue",
            ),
            Text("xem: radioprog voices --help", "see: radioprog voices --help"),
        )
    return _add(options, words[1], sha256, online=online)


def _list(options: Globals, language: str | None) -> int:
    from radioprog.studio.production.casting import engines_of
    from radioprog.studio.workspace import Workspace

    try:
        workspace = Workspace.open(options.directory or Path())
    except UsageError:
        workspace = None
    engines = engines_of(workspace)
    infos, findings = engines.voices()
    wanted = language or ("vi" if workspace is None else workspace.language)
    chosen = tuple(info for info in infos if wanted == "all" or _speaks(info, wanted))
    rest = () if language else tuple(info for info in infos if info not in chosen)
    answer(
        options,
        {
            "voices": [_row(options, info) for info in (*chosen, *rest)],
            "findings": findings_json(options, findings),
        },
    )
    for info in chosen:
        show(options, _line(options, info))
    if rest:
        more = Text(
            "và {count} giọng của các tiếng khác; xem: radioprog voices --language all",
            "and {count} voices of other languages; see: radioprog voices --language all",
        )
        show(options, more.filled(count=len(rest)).to(options.language))
    report(options, findings)
    return 0


def _catalogue(options: Globals) -> int:
    from radioprog.speech.voice_catalogue import known_voices
    from radioprog.studio.workspace import Workspace

    try:
        folder = Workspace.open(options.directory or Path()).voices_folder
    except UsageError:
        folder = None
    voices = known_voices(folder)
    here = {each.name for each in voices if folder and (folder / f"{each.name}.onnx").is_file()}
    rows = [
        {
            "name": f"{each.engine}:{each.name}",
            "licence": each.licence,
            "use": each.may.to(options.language),
            "size": each.size,
            "quality": each.quality,
            "speakers": each.speakers,
            "page": each.page,
            "files": list(each.files),
            "heard_wer": each.heard,
            "here": each.name in here,
            "steps": [step.to(options.language) for step in each.steps],
        }
        for each in voices
    ]
    answer(options, {"voices": rows, "findings": []})
    for each in voices:
        for line in _told(each, options, is_here=each.name in here):
            show(options, visible(line, lines=False))
    return 0


def _told(each: KnownVoice, options: Globals, *, is_here: bool) -> Iterator[str]:
    size = "?" if each.size is None else f"{each.size / 1e6:.0f} MB"
    here = Text("đã có ở đây", "already here").to(options.language) if is_here else ""
    head = (each.quality, size, each.licence, each.may.to(options.language), here)
    yield f"{each.engine}:{each.name}  ({'; '.join(part for part in head if part)})"
    if not is_here:
        for number, step in enumerate(each.steps, 1):
            yield f"  {number}. {step.to(options.language)}"


def _speaks(info: VoiceInfo, language: str) -> bool:
    wanted = language.partition("-")[0].lower()
    spoken = {each.partition("-")[0].lower() for each in info.languages}
    return wanted in spoken or "*" in spoken


def _row(options: Globals, info: VoiceInfo) -> dict[str, Any]:
    reason = None if info.reason is None else info.reason.message.to(options.language)
    return {
        "engine": info.engine,
        "voice": info.voice,
        "name": f"{info.engine}:{info.voice}",
        "languages": list(info.languages),
        "licence": info.licence,
        "works": info.works,
        "reason": reason,
    }


def _line(options: Globals, info: VoiceInfo) -> str:
    works = Text("dùng được", "works") if info.works else Text("CHƯA DÙNG ĐƯỢC", "DOES NOT WORK")
    reason = "" if info.reason is None else f"  {_why(options, info.reason)}"
    name = f"{info.engine}:{info.voice}"
    languages = ",".join(info.languages)
    line = f"{name:32} {languages:8} {works.to(options.language):15} {info.licence}{reason}"
    return visible(line, lines=False)  # a voice's own words come from strangers' files


def _why(options: Globals, reason: Finding) -> str:
    return f"{reason.message.to(options.language)} → {reason.remedy.to(options.language)}"


def _add(options: Globals, source: str, sha256: str | None, *, online: bool) -> int:
    from radioprog.speech.voice_files import add_voice

    workspace = open_workspace(options)
    if "://" not in source and not Path(source).exists():
        source = str(workspace.root / source)
    if source.endswith(".yaml"):
        return _allow(options, source, workspace.voices_folder)
    added = add_voice(
        source, workspace.voices_folder, sha256=sha256, online=online or workspace.network
    )
    answer(options, {"voice": f"piper:{added.name}", "sha256": added.sha256, "findings": []})
    if not options.json:
        said = Text("Đã thêm giọng piper:{name}", "Added the voice piper:{name}")
        say(options, said.filled(name=added.name))
    return 0


def _allow(options: Globals, source: str, folder: Path) -> int:
    from radioprog.speech.described.description import add_description

    found = add_description(Path(source), folder)
    answer(options, {"voice": found.title, "sha256": found.sha256, "findings": []})
    if not options.json:
        said = Text(
            "Đã cho phép giọng {voice} trên máy này: {does}",
            "Allowed the voice {voice} on this machine: {does}",
        )
        say(options, said.filled(voice=found.title, does=found.does))
    return 0
