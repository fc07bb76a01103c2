"""What a build gives: programmes as they stand after it, typed down to the single delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from radioprog.kernel.errors import ContentError, RadioprogError, UsageError, worst_status
from radioprog.kernel.findings import Finding, Language, Place, Severity, Text, composed
from radioprog.kernel.paths import Places
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.units import Loudness
from radioprog.record.manifest import Manifest
from radioprog.script.parse import parse_script
from radioprog.studio.catalogue import Source
from radioprog.studio.production import findings as say
from radioprog.studio.production.options import Task
from radioprog.studio.workspace import Workspace

if TYPE_CHECKING:  # heavy libraries, loaded when a sound is asked for
    from pydub import AudioSegment

    from radioprog.audio.clip import Clip
    from radioprog.audio.timeline import Block


class BuildStatus(StrEnum):
    """How a programme stands after a build."""

    BUILT = "built"
    CURRENT = "current"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One finished file: where it stands, its form, and its loudness when decoded.

    ``path`` is absolute, ``shown`` the same as the contract's JSON has it; ``bitrate`` is in
    bit/s, ``sample_rate`` in hertz, ``duration`` the length of the gapless decode in seconds.
    """

    name: str
    path: Path
    shown: str
    codec: str
    container: str
    bitrate: int
    channels: int
    sample_rate: int
    duration: float
    loudness: Loudness
    sha256: str

    @classmethod
    def of(cls, row: Mapping[str, Any], folder: Path, workspace: Workspace) -> Delivery:
        """Read a delivery out of its manifest's row."""
        path = folder / row["path"]
        return cls(
            name=row["name"],
            path=path,
            shown=workspace.show(path),
            codec=row["codec"],
            container=row["container"],
            bitrate=row["bitrate"],
            channels=row["channels"],
            sample_rate=row["sample_rate"],
            duration=row["duration"],
            loudness=_loudness(row),
            sha256=row["sha256"],
        )

    def to_json(self) -> dict[str, Any]:
        """Return the keys of the contract."""
        return {
            "name": self.name,
            "path": self.shown,
            "codec": self.codec,
            "container": self.container,
            "bitrate": self.bitrate,
            "channels": self.channels,
            "sample_rate": self.sample_rate,
            "duration": self.duration,
            "integrated_lufs": self.loudness.integrated,
            "loudness_range_lu": self.loudness.loudness_range,
            "true_peak_dbtp": self.loudness.true_peak,
            "max_momentary_lufs": self.loudness.max_momentary,
            "max_short_term_lufs": self.loudness.max_short_term,
            "sha256": self.sha256,
        }


def _loudness(row: Mapping[str, Any]) -> Loudness:
    return Loudness(
        integrated=row["integrated_lufs"],
        loudness_range=row["loudness_range_lu"],
        true_peak=row["true_peak_dbtp"],
        max_momentary=row["max_momentary_lufs"],
        max_short_term=row["max_short_term_lufs"],
    )


@dataclass(frozen=True, slots=True)
class Sidecars:
    """The files beside the sound, each an absolute path."""

    vtt: Path
    srt: Path
    transcript: Path
    chapters: Path
    rundown_json: Path
    rundown_html: Path
    rundown_docx: Path
    waveform_svg: Path
    waveform_png: Path
    manifest: Path

    def items(self) -> tuple[tuple[str, Path], ...]:
        """Return each with its name in the contract's JSON."""
        return tuple((each.name, getattr(self, each.name)) for each in fields(self))


@dataclass(frozen=True, slots=True)
class StationEdition:
    """A station's own edition: its id, title, length in seconds, sounds, and papers by name."""

    station: str
    title: str
    duration: float
    deliveries: tuple[Delivery, ...]
    sidecars: Mapping[str, Path]

    def to_json(self, places: Places) -> dict[str, Any]:
        """Return its keys, as those of a programme."""
        return {
            "station": self.station,
            "title": self.title,
            "duration": self.duration,
            "deliveries": [each.to_json() for each in self.deliveries],
            "sidecars": {name: places.shown(path) for name, path in self.sidecars.items()},
        }


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme after a build: whether it was built, is current or failed, and its files.

    ``script`` is the script's path as findings show it, ``folder`` where the files stand,
    ``reasons`` say by codes why it was made, ``editions`` are those of
    stations. A failed programme has no deliveries; its ``findings`` say why.
    """

    script: str
    status: BuildStatus
    folder: Path
    root: Path
    title: str | None = None
    series: str | None = None
    episode: int | None = None
    reasons: tuple[str, ...] = ()
    duration: float | None = None
    deliveries: tuple[Delivery, ...] = ()
    sidecars: Sidecars | None = None
    findings: tuple[Finding, ...] = ()
    exit_status: int = 0
    editions: tuple[StationEdition, ...] = ()

    def delivery(self, name: str | None = None) -> Delivery:
        """Return a delivery by its name; none: the first.

        Raises:
            ContentError: ``not-built``, the programme failed; it names the findings.
            UsageError: ``unknown-delivery``, there is no such delivery.
        """
        if not self.deliveries:
            why = [found.code for found in self.findings if found.is_error]
            told = say.NOT_BUILT(Place(self.script), script=self.script, why=why)
            raise ContentError((told, *(found for found in self.findings if found.is_error)))
        for each in self.deliveries:
            if name in (None, each.name):
                return each
        names = [each.name for each in self.deliveries]
        raise UsageError(say.NO_SUCH_DELIVERY(name=str(name), names=names))

    def clip(self, delivery: str | None = None) -> Clip:
        """Return a delivery's sound as a clip in memory: the named one, else the first."""
        from radioprog.audio.clip import Clip

        return Clip.of(self.delivery(delivery).path)

    def to_numpy(self, delivery: str | None = None) -> Block:
        """Return a delivery's samples, float32, shape (frames, channels), at its own rate."""
        return self.clip(delivery).to_numpy()

    def to_pydub(self, delivery: str | None = None) -> AudioSegment:
        """Return a delivery's sound as a pydub segment."""
        return self.clip(delivery).to_pydub()

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the keys of the contract."""
        files = () if self.sidecars is None else self.sidecars.items()
        places = Places(self.root)
        own = {"editions": [each.to_json(places) for each in self.editions]}
        return {
            **(own if self.editions else {}),
            "script": self.script,
            "title": self.title,
            "series": self.series,
            "episode": self.episode,
            "status": str(self.status),
            "reasons": list(self.reasons),
            "duration": self.duration,
            "deliveries": [each.to_json() for each in self.deliveries],
            "sidecars": {name: places.shown(path) for name, path in files},
            "findings": [found.to_json(language) for found in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: every programme by name, and findings of the workspace as a whole."""

    programmes: tuple[Programme, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def exit_status(self) -> int:
        """The status that the command ends with: 4 > 3 > 1 > 0."""
        own = [1] if any(found.is_error for found in self.findings) else []
        return worst_status([*own, *(each.exit_status for each in self.programmes)])

    def raise_for_errors(self) -> None:
        """Raise what stopped programmes as one error; nothing where all is built.

        Raises:
            RadioprogError: of the class that the gravest exit status stands for, with every
                finding that is an error.
        """
        if not self.exit_status:
            return
        told = [*self.findings, *(found for each in self.programmes for found in each.findings)]
        kinds = {kind.exit_status: kind for kind in RadioprogError.__subclasses__()}
        raise kinds.get(self.exit_status, RadioprogError)(
            [found for found in told if found.is_error] or told
        )


def failed(task: Task, problem: RadioprogError) -> Programme:
    """Return the programme of a task that could not be made."""
    return Programme(
        script=task.workspace.show(task.source.path),
        status=BuildStatus.FAILED,
        folder=task.source.folder,
        root=task.workspace.root,
        reasons=task.reasons,
        findings=problem.findings,
        exit_status=problem.exit_status,
        **head_of(task.source),
    )


def head_of(source: Source) -> dict[str, Any]:
    """Return what stands at the head of a script, as far as it can be read."""
    text, _ = read_text_file(source.path, shown=source.name)
    script = None if text is None else parse_script(text, file=source.name, name=source.name)[0]
    if script is None:
        return {}
    meta = script.meta
    return {"title": meta.title, "series": meta.series, "episode": meta.episode}


def of_manifest(
    manifest: Manifest,
    folder: Path,
    status: BuildStatus,
    *,
    workspace: Workspace,
    more: tuple[Finding, ...] = (),
    why: tuple[str, ...] = (),
) -> Programme:
    """Return a programme as its manifest tells; ``more`` is told beside what it keeps."""
    return Programme(
        script=workspace.show(workspace.root / manifest.script),
        status=status,
        folder=folder,
        root=workspace.root,
        title=manifest.title,
        series=manifest.series,
        episode=manifest.episode,
        reasons=why,
        duration=manifest.duration,
        deliveries=tuple(Delivery.of(row, folder, workspace) for row in manifest.deliveries),
        sidecars=Sidecars(**{name: folder / file for name, file in manifest.sidecars.items()}),
        findings=(*map(_kept, manifest.findings), *more),
        editions=tuple(_edition(row, folder, workspace) for row in manifest.editions),
    )


def _edition(row: Mapping[str, Any], folder: Path, workspace: Workspace) -> StationEdition:
    return StationEdition(
        station=row["station"],
        title=row["title"],
        duration=row["duration"],
        deliveries=tuple(Delivery.of(each, folder, workspace) for each in row["deliveries"]),
        sidecars={name: folder / file for name, file in row["sidecars"].items()},
    )


_KEYS = ("code", "severity", "file", "line", "column", "message", "remedy", "record")


def _kept(row: Mapping[str, Any]) -> Finding:
    """Return a finding as a manifest keeps it: by its facts, else in the one language it has."""
    try:
        return Finding.from_record(row["record"])
    except (KeyError, TypeError, ValueError):
        return composed(
            code=str(row["code"]),
            severity=Severity(row["severity"]),
            message=Text(str(row["message"]), str(row["message"])),
            remedy=Text(str(row["remedy"]), str(row["remedy"])),
            place=Place(row["file"], row["line"], row["column"]),
            details={name: value for name, value in row.items() if name not in _KEYS},
        )
