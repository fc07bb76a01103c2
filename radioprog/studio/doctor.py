"""``doctor``: each part of the machine that the work needs is tried, not asked about."""

from __future__ import annotations

import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.kernel.errors import ContentError, RadioprogError, UsageError
from radioprog.kernel.findings import Finding, Severity, Text
from radioprog.kernel.scratch import temporary_folder
from radioprog.programme.delivery import DELIVERIES
from radioprog.speech.findings import NO_VOICES, REHEARSAL
from radioprog.speech.health import engine_health
from radioprog.speech.registry import Engines
from radioprog.studio import findings as say
from radioprog.studio.production.casting import engines_of
from radioprog.studio.production.current import tool_versions
from radioprog.studio.workspace import Workspace

_LOW_DISK = 1 << 30
_BUILT_IN = ("espeak", "tone", "gtts")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried: whether it works, what was seen, and the remedy if it does not."""

    name: str
    works: bool
    detail: Text
    finding: Finding | None = None


def examine(folder: Path) -> tuple[Check, ...]:
    """Try everything that a build needs; the optional parts only warn."""
    workspace, first = _workspace(folder)
    engines = engines_of(workspace)
    try:
        return (
            first,
            _tools(),
            *_engines(engines),
            *_encoders(),
            _disk(workspace.root if workspace else folder),
            _zone(workspace.timezone if workspace else "Asia/Ho_Chi_Minh"),
            _network(workspace),
        )
    finally:
        engines.close()


def _workspace(folder: Path) -> tuple[Workspace | None, Check]:
    try:
        workspace = Workspace.open(folder)
    except UsageError as problem:
        found = replace(problem.findings[0], severity=Severity.WARNING)
        return None, Check("workspace", False, found.message, found)
    except ContentError as problem:
        return None, Check("workspace", False, problem.findings[0].message, problem.findings[0])
    name = workspace.organisation or workspace.root.name
    return workspace, Check("workspace", True, Text(name, name))


def _tools() -> Check:
    text = ", ".join(f"{name} {number}" for name, number in tool_versions().items())
    return Check("software", True, Text(text, text))


def _engines(engines: Engines) -> Iterator[Check]:
    for health in engine_health(engines):
        detail = Text(
            f"{health.voices} giọng; {health.identity or 'chưa thử'}",
            f"{health.voices} voices; {health.identity or 'not tried'}",
        )
        told = None
        if health.reason is not None:
            severity = Severity.ERROR if health.name == "espeak" else Severity.WARNING
            if health.reason.severity is Severity.INFO:
                severity = Severity.INFO
            detail, told = health.reason.message, health.reason.weighing(severity)
            if health.reason.code == NO_VOICES.code and health.name != "piper":
                told = None  # said once: engines by data have no voices until somebody needs one
        elif health.name == "espeak" and not _has_better(engines):
            told = REHEARSAL()
        yield Check(health.name, health.works, detail, told)
    for found in engines.findings:
        yield Check("engine", False, found.message, found)


def _has_better(engines: Engines) -> bool:
    """Tell whether a Vietnamese voice is there that was brought: espeak's is for rehearsal."""
    return any(
        voice.works
        for voice in engines.voices()[0]
        if voice.engine not in _BUILT_IN and any(each[:2] in "vi*" for each in voice.languages)
    )


def _encoders() -> Iterator[Check]:
    for form in DELIVERIES.values():
        tone = np.full((form.sample_rate // 2, form.channels), 0.1, np.float32)

        def trial(part: Path, form=form, tone=tone) -> Check:  # type: ignore[no-untyped-def]
            encode(part, [tone], form)
            with SoundReader(part) as reader:
                frames = sum(len(block) for block in reader.blocks())
            if frames != len(tone):
                raise ValueError(f"{len(tone)} frames became {frames}")
            return Check(form.name, True, Text(str(form.codec), str(form.codec)))

        yield _tried(form.name, trial)


def _tried(name: str, trial: Callable[[Path], Check]) -> Check:
    try:
        with temporary_folder() as folder:
            return trial(folder / "trial")
    except RadioprogError as problem:
        found = problem.findings[0]
    except Exception as problem:  # a library that cannot be loaded says so in its own way
        what = f"{type(problem).__name__}: {problem}"
        found = say.ENCODER_BROKEN(name=name, what=what)
    return Check(name, False, found.message, found)


def _disk(folder: Path) -> Check:
    existing = next(
        each for each in (folder.absolute(), *folder.absolute().parents) if each.exists()
    )
    free = shutil.disk_usage(existing).free
    size = f"{free / (1 << 30):.1f} GiB"
    detail = Text(f"còn trống {size}", f"{size} free")
    if free >= _LOW_DISK:
        return Check("disk", True, detail)
    return Check("disk", False, detail, say.DISK_LOW(size=size))


def _zone(name: str) -> Check:
    try:
        zoneinfo.ZoneInfo(name)
    except zoneinfo.ZoneInfoNotFoundError:
        found = say.ZONE_DATA_MISSING()
        return Check("timezone", False, found.message, found)
    return Check("timezone", True, Text(name, name))


def _network(workspace: Workspace | None) -> Check:
    on = workspace is not None and workspace.network
    detail = (
        Text("được phép lên mạng", "engines may go online")
        if on
        else Text("tắt: không máy đọc nào lên mạng", "off: no engine goes online")
    )
    return Check("network", True, detail)
