"""ProgrammeEntries: what the schedule needs to know of each script, from its text and its build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from radioprog.kernel.findings import Place
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.units import Seconds
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.script.inline import written_text
from radioprog.script.model import Script, SoundCue, Speech
from radioprog.script.parse import parse_script
from radioprog.studio.catalogue import Source, all_sources
from radioprog.studio.workspace import Workspace

_SYLLABLES_A_SECOND = 210 / 60
_PREFERRED = ("station", "web")


@dataclass(frozen=True, slots=True)
class ProgrammeEntries:
    """The programmes that could be read; scripts that could not are told by ``check``."""

    found: tuple[ProgrammeEntry, ...]
    unreadable: tuple[str, ...] = ()


def programme_entries(workspace: Workspace) -> ProgrammeEntries:
    """Read the front matter of every script, and the length of what is built."""
    found: list[ProgrammeEntry] = []
    unreadable: list[str] = []
    for source in all_sources(workspace):
        episode = _episode(source, workspace)
        if episode is None:
            unreadable.append(source.name)
        else:
            found.append(episode)
    return ProgrammeEntries(tuple(found), tuple(unreadable))


def _episode(source: Source, workspace: Workspace) -> ProgrammeEntry | None:
    text, _ = read_text_file(source.path, shown=workspace.show(source.path))
    if text is None:
        return None
    script, _ = parse_script(text, file=workspace.show(source.path), name=source.name)
    if script is None:
        return None
    sha256 = hashlib.sha256(source.path.read_bytes()).hexdigest()
    manifest = _built(source, workspace, sha256)
    meta = script.meta
    return ProgrammeEntry(
        name=source.name,
        title=meta.title,
        series=meta.series,
        number=meta.episode,
        date=meta.date,
        length=Seconds(manifest.duration) if manifest else meta.length or _estimate(script),
        built=manifest is not None,
        topics=meta.topics,
        producer=meta.producer or "",
        languages=_languages(script),
        place=Place(workspace.show(source.path), 1, 1),
        **_audio(manifest, source, workspace),
    )


def _languages(script: Script) -> tuple[str, ...]:
    """Return the languages it says it is in: its own, then those of its recordings."""
    told = [script.meta.language]
    told += [each.language for each in script.body if isinstance(each, SoundCue)]
    return tuple(dict.fromkeys(each for each in told if each))


def _built(source: Source, workspace: Workspace, sha256: str) -> Manifest | None:
    """Return the manifest of the build of this very text, or nothing."""
    manifest = read_manifest(source.folder)
    if manifest is None:
        return None
    shown = workspace.show(source.path)
    same = any(each.path == shown and each.sha256 == sha256 for each in manifest.inputs)
    return manifest if same else None


class _Audio(TypedDict, total=False):
    audio: str
    audio_size: int
    audio_sha256: str


def _audio(manifest: Manifest | None, source: Source, workspace: Workspace) -> _Audio:
    """Tell which delivery stations get, with its size and hash; nothing where none is built."""
    rows: dict[str, str] = (
        {str(row["name"]): str(row["path"]) for row in manifest.deliveries} if manifest else {}
    )
    outputs = {each.name: each for each in manifest.outputs} if manifest else {}
    for name in (*_PREFERRED, *sorted(rows)):
        if name in rows:
            made = outputs.get(rows[name])
            return {
                "audio": workspace.show(source.folder / rows[name]),
                "audio_size": made.size if made else 0,
                "audio_sha256": made.sha256 if made else "",
            }
    return {}


def _estimate(script: Script) -> Seconds | None:
    count = sum(len(text.split()) for text in _spoken(script))
    return Seconds(count / _SYLLABLES_A_SECOND) if count else None


def _spoken(script: Script) -> Iterator[str]:
    for block in script.body:
        if isinstance(block, Speech):
            yield written_text(block.pieces)
