"""Paper: what stands beside the sound of a programme, and the manifest that proves it all.

Everything is staged under temporary names; `produce` makes it visible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from radioprog.audio.codecs.formats import DeliveryFormat
from radioprog.audio.master.master import Job, Mastered
from radioprog.audio.overview import Overview
from radioprog.kernel.canonical import document_json
from radioprog.kernel.files import Staging, Stored, sha256_of
from radioprog.kernel.findings import Finding, Language, in_order
from radioprog.kernel.units import to_seconds
from radioprog.programme.tags.model import Measured, Tags, tags_of
from radioprog.programme.tags.write import tag_file
from radioprog.publish.papers.captions import captions, to_srt, to_vtt
from radioprog.publish.papers.chapters import chapters_json
from radioprog.publish.papers.png import to_png
from radioprog.publish.papers.rundown_json import rundown_document
from radioprog.publish.papers.rundown_sheet import rundown_sheet
from radioprog.publish.papers.scene import Scene
from radioprog.publish.papers.svg import to_svg
from radioprog.publish.papers.transcript import transcript
from radioprog.publish.papers.waveform import Measurement, waveform
from radioprog.record.manifest import Input, Manifest, Output
from radioprog.studio.production.casting import names_used
from radioprog.studio.production.current import settings_of, tool_versions
from radioprog.studio.production.quality import quality_findings
from radioprog.studio.production.tag_check import sounds_alike
from radioprog.studio.workspace import Workspace

if TYPE_CHECKING:
    from radioprog.studio.production.produce import Laid
    from radioprog.studio.production.result import Task

SIDECARS = {
    "vtt": ".vtt",
    "srt": ".srt",
    "transcript": ".transcript.txt",
    "chapters": ".chapters.json",
    "rundown_json": ".rundown.json",
    "rundown_html": ".rundown.html",
    "waveform_svg": ".waveform.svg",
    "waveform_png": ".waveform.png",
}
"""The sidecars of a programme: the name in JSON, and how the file's name ends."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery as mastered, not yet tagged: the job, and what came of it."""

    job: Job
    made: Mastered

    @property
    def duration(self) -> float:
        """Give the length of the gapless decode, in seconds."""
        return round(to_seconds(self.made.frames, self.job.form.sample_rate), 6)


@dataclass(frozen=True)
class Publication:
    """Everything that goes out with one programme."""

    laid: Laid
    workspace: Workspace
    task: Task
    overview: Overview
    delivered: Sequence[Delivered]

    @property
    def language(self) -> Language:
        """Give the language that built files speak."""
        return self.workspace.text_language

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Give everything that was found from the script to the decoded deliveries."""
        missed = (found for each in self.delivered for found in each.made.findings)
        return in_order((*self.laid.findings, *missed, *quality_findings(self)))

    @cached_property
    def transcript(self) -> str:
        """Give what is said, as text."""
        return transcript(self.laid.rundown, self.laid.script.meta, self.language)

    @cached_property
    def source_sha256(self) -> str:
        """Give the hash of the script as it was read."""
        return sha256_of(self.task.source.path)

    def stage(self, staging: Staging) -> Manifest:
        """Write every file under a temporary name, and give the manifest that describes them."""
        folder, stem = self.task.source.folder, self.task.source.stem
        outputs: list[Output] = []
        rows: list[dict[str, Any]] = []
        for each in self.delivered:
            form = each.job.form
            name = f"{stem}.{form.name}{form.container.extension}"
            stored = staging.add(
                folder / name,
                partial(tag_file, each.job.path, tags=self.tags(each), container=form.container),
                partial(sounds_alike, each),
            )
            outputs.append(_output(stored))
            rows.append(self._row(each, name, stored))
        sidecars = {}
        for key, data in self.sidecars():
            name = stem + SIDECARS[key]
            stored = staging.add(folder / name, _writing(data))
            outputs.append(_output(stored))
            sidecars[key] = name
        return self._manifest(
            tuple(outputs), tuple(rows), {**sidecars, "manifest": "manifest.json"}
        )

    def tags(self, each: Delivered) -> Tags:
        """Give the tags of one delivery."""
        heard = each.made.loudness
        meta = self.laid.script.meta
        return tags_of(
            self.laid.rundown,
            meta,
            organisation=self.workspace.organisation,
            language=self.workspace.language,
            transcript=self.transcript,
            encoder=_encoder(each.job.form),
            loudness=Measured(
                heard.integrated,
                heard.true_peak,
                heard.loudness_range,
                heard.max_momentary,
                heard.max_short_term,
            ),
            source_sha256=self.source_sha256,
        )

    def sidecars(self) -> Iterator[tuple[str, bytes]]:
        """Give the bytes of each sidecar."""
        laid, meta = self.laid, self.laid.script.meta
        texts = captions(laid.rundown, self.language)
        yield "vtt", to_vtt(texts).encode()
        yield "srt", to_srt(texts).encode()
        del texts
        yield "transcript", self.transcript.encode()
        yield "chapters", document_json(chapters_json(laid.rundown))
        yield "rundown_json", rundown_document(laid.rundown, meta, laid.decision)
        picture = waveform(laid.rundown, self._measurement(), self.language)
        yield "rundown_html", self._sheet(picture).encode()
        yield "waveform_svg", to_svg(picture).encode()
        yield "waveform_png", to_png(picture)

    def _sheet(self, picture: Scene) -> str:
        return rundown_sheet(
            self.laid.rundown,
            self.laid.script.meta,
            language=self.language,
            organisation=self.workspace.organisation,
            picture=picture,
        )

    def _measurement(self) -> Measurement:
        first = self.delivered[0]
        return Measurement(
            peaks=self.overview.peaks,
            rms=self.overview.rms,
            momentary=first.made.momentary,
            short_term=first.made.short_term,
            target=first.job.form.loudness,
        )

    def _row(self, each: Delivered, name: str, stored: Stored) -> dict[str, Any]:
        form, heard = each.job.form, each.made.loudness
        return {
            "name": form.name,
            "path": name,
            "codec": str(form.codec),
            "container": str(form.container),
            "bitrate": form.bitrate or round(stored.size * 8 / each.duration),
            "channels": form.channels,
            "sample_rate": int(form.sample_rate),
            "duration": each.duration,
            "integrated_lufs": _rounded(heard.integrated),
            "loudness_range_lu": _rounded(heard.loudness_range),
            "true_peak_dbtp": _rounded(heard.true_peak),
            "max_momentary_lufs": _rounded(heard.max_momentary),
            "max_short_term_lufs": _rounded(heard.max_short_term),
            "sha256": stored.sha256,
        }

    def _manifest(
        self,
        outputs: tuple[Output, ...],
        rows: tuple[Mapping[str, Any], ...],
        sidecars: Mapping[str, str],
    ) -> Manifest:
        laid, meta = self.laid, self.laid.script.meta
        length = meta.length
        return Manifest(
            script=self.workspace.portable(self.task.source.path),
            title=meta.title,
            series=meta.series,
            episode=meta.episode,
            date=meta.date.isoformat() if meta.date else None,
            length=None if length is None else round(length, 6),
            duration=round(to_seconds(laid.rundown.length), 6),
            frames=int(laid.rundown.length),
            inputs=self._inputs(),
            outputs=outputs,
            settings=self._settings(),
            tools=tool_versions(),
            engines=self._engines(),
            chosen=tuple(each.job.form.name for each in self.delivered),
            deliveries=rows,
            sidecars=sidecars,
            fallback=any(said.rank for said in laid.narrated),
            speech=self._speech(),
            findings=tuple(found.to_json(self.language) for found in self.findings),
        )

    def _inputs(self) -> tuple[Input, ...]:
        rows = {
            self.workspace.portable(path): sha256_of(path) if path.is_file() else None
            for path in self.laid.prepared.inputs
        }
        return tuple(Input(path, rows[path]) for path in sorted(rows))

    def _settings(self) -> Mapping[str, Any]:
        meta = self.laid.script.meta
        online = self.laid.may_go_online
        return settings_of(
            self.workspace,
            voices=names_used(self.laid.script, self.workspace),
            deliveries=tuple(each.job.form.name for each in self.delivered),
            deliver=meta.deliver,
            online=(self.task.wish.online or self.workspace.network) if online else None,
        )

    def _engines(self) -> Mapping[str, str]:
        found = {str(said.voice): said.identity for said in self.laid.narrated}
        return {name: found[name] for name in sorted(found)}

    def _speech(self) -> tuple[Mapping[str, Any], ...]:
        """Tell which voice speaks in which segments (from 1), and how many sentences each."""
        counted: dict[str, list[int]] = {}
        for said, utterance in zip(self.laid.narrated, self.laid.prepared.spoken, strict=True):
            counted.setdefault(str(said.voice), []).append(utterance.segment + 1)
        return tuple(
            {
                "voice": voice,
                "synthetic": True,
                "sentences": len(where),
                "segments": sorted(set(where)),
            }
            for voice, where in sorted(counted.items())
        )


def _output(stored: Stored) -> Output:
    return Output(stored.path.name, stored.size, stored.sha256)


def _encoder(form: DeliveryFormat) -> str:
    rate = f" {form.bitrate // 1000} kbit/s" if form.bitrate else ""
    name = f"radioprog {tool_versions()['radioprog']}"
    return f"{name}; {form.codec}{rate}, {form.sample_rate} Hz, {form.channels} ch"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _writing(data: bytes) -> Any:
    def write(part: Path) -> None:
        part.write_bytes(data)

    return write
