"""Make: one programme from its script to its manifest, whole or not at all.

Five calls: prepare → voice → lay → finish (mix and master) → publish, each taking what the one
before gave. Whether there is anything to do the build has asked; only where another builder wrote
a manifest since is it asked anew, under the programme's lock.

The files that go out with a programme and the manifest that proves them are pure functions of
a finished programme: what is told (`findings_of`), which files there are (`files_of`), what the
manifest says (`manifest_of`). `publish` stages all under temporary names and shows them together.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from radioprog.audio.codecs.formats import DeliveryFormat
from radioprog.kernel.canonical import digest, document_json, in_groups
from radioprog.kernel.files import Staging, Stored, disk_errors, locked, sha256_of, sweep_parts
from radioprog.kernel.findings import Finding, Language, Place, in_order
from radioprog.kernel.store.folder import FolderStore, Store
from radioprog.kernel.store.shared import SharedStore
from radioprog.kernel.units import to_seconds
from radioprog.programme.rundown import ItemKind, Rundown
from radioprog.programme.tags.model import Measured, Tags, tags_of
from radioprog.programme.tags.write import tag_file
from radioprog.publish.papers.captions import captions, to_srt, to_vtt, transcript
from radioprog.publish.papers.png import to_png
from radioprog.publish.papers.reading_copy import rundown_docx
from radioprog.publish.papers.rundown_json import chapters_json, rundown_document
from radioprog.publish.papers.rundown_sheet import rundown_sheet
from radioprog.publish.papers.scene import Scene, to_svg
from radioprog.publish.papers.waveform import WaveformData, waveform
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import SIDECARS, Input, Manifest, Output, read_manifest
from radioprog.script.model import Meta
from radioprog.studio.cache import SOUND
from radioprog.studio.production.casting import names_used
from radioprog.studio.production.current import (
    Index,
    World,
    lock_of,
    remove_left_over,
    settings_of,
    tool_versions,
)
from radioprog.studio.production.editions import MadeEdition, StationWorkshop
from radioprog.studio.production.identity import script_sha256
from radioprog.studio.production.options import Progress, Task
from radioprog.studio.production.prepare import prepare
from radioprog.studio.production.result import BuildStatus, Programme, of_manifest
from radioprog.studio.production.stages import (
    Delivered,
    Finished,
    Laid,
    finish,
    lay,
    quality_findings,
    sounds_alike,
    voice,
)


def make(task: Task, tell: Progress | None = None) -> Programme:
    """Make one programme and return it; what another builder just made is not redone.

    Raises:
        RadioprogError: it cannot be made; nothing that stood before was touched.
    """
    folder, workspace = task.source.folder, task.workspace
    with _alone(task, tell or _silent):
        earlier = read_manifest(folder)
        if earlier is not None and earlier != task.earlier and _is_current(earlier, task):
            return of_manifest(earlier, folder, BuildStatus.CURRENT, workspace=workspace)
        if folder.is_dir():
            sweep_parts(folder)
        return _made(task, earlier, tell or _silent)


@contextlib.contextmanager
def _alone(task: Task, tell: Progress) -> Iterator[None]:
    """Hold the programme's lock; that another builder has it is told, once."""
    lock = lock_of(task.workspace, task.source.folder)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(lock, wait=False))
        except BlockingIOError:
            tell(task.source.name, "wait", 0.0)
            held.enter_context(locked(lock))
        yield


def _silent(name: str, step: str, share: float) -> None:
    """Tell nobody."""


def _is_current(manifest: Manifest, task: Task) -> bool:
    if task.options.force:
        return False
    unheard = Index(task.workspace.cache / "none", trust=False)
    return not World(task.workspace, task.options, unheard).reasons(manifest, task.source.folder)


def _made(task: Task, earlier: Manifest | None, tell: Progress) -> Programme:
    name, folder, workspace = task.source.name, task.source.folder, task.workspace
    tell(name, "prepare", 0.02)
    with sound_store(task) as store:
        prepared = prepare(task.source, workspace, clips=task.options.clips)
        laid = lay(voice(prepared, task, store, tell))
        tell(name, "master", 0.45)
        with (
            _scratch(task) as scratch,
            Staging(folder / MANIFEST) as staging,
            StationWorkshop(laid, task, store, scratch) as workshop,
        ):
            finished = finish(laid, task, scratch, workshop.keep)
            tell(name, "publish", 0.9 if not prepared.local else 0.5)
            published = publish(finished, task, staging, workshop, tell)
        remove_left_over(task.source, workspace, earlier, published.manifest)
        tell(name, "built", 1.0)
        return of_manifest(
            published.manifest,
            folder,
            BuildStatus.BUILT,
            workspace=workspace,
            more=store.damage(),
            why=task.reasons,
        )


@contextlib.contextmanager
def sound_store(task: Task) -> Iterator[Store]:
    """Open the cache of sound that a task works with, and let go of it afterwards."""
    here = FolderStore(task.sound or task.workspace.cache / SOUND)
    try:
        yield SharedStore(here, task.shared_cache) if task.shared_cache else here
    finally:
        here.close()


@contextlib.contextmanager
def _scratch(task: Task) -> Iterator[Path]:
    """Make a folder for what nobody shall see; a killed builder's is emptied first."""
    folder = task.workspace.cache / "scratch" / digest(str(task.source.folder))[:24]
    shutil.rmtree(folder, ignore_errors=True)
    with disk_errors(folder):
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


Write = Callable[[Path], None]
Pieces = bytes | Iterator[bytes]
RECORDED = "recorded"
"""What stands for the engine where a person reads."""


@dataclass(frozen=True, slots=True)
class PublishedProgramme:
    """A programme that is visible: its manifest, and everything that was found on its way."""

    manifest: Manifest
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a programme: its name, and the delivery or the sidecar's key that it holds."""

    name: str
    delivered: Delivered | None = None
    sidecar: str | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """How a file is written, and how that is proven."""

    write: Write
    verify: Write | None = None


def publish(
    finished: Finished, task: Task, staging: Staging, workshop: StationWorkshop, tell: Progress
) -> PublishedProgramme:
    """Write every file under a temporary name, and make all visible, the manifest last."""

    def store(files: Iterator[tuple[File, Writing]]) -> list[tuple[File, Stored]]:
        return [
            (file, staging.add(task.source.folder / file.name, how.write, how.verify))
            for file, how in files
        ]

    findings = findings_of(finished, task)
    shown = sheet_fingerprint(task)
    stored = store(files_of(finished, task, shown))
    rows, own = [], list(stored)
    count = len(finished.laid.voiced.prepared.local)
    for number, made in enumerate(workshop.editions(finished)):
        files = store(edition_files(made, task, shown))
        rows.append(edition_row(made, files))
        own.extend(files)
        made.forget()
        tell(task.source.name, "editions", 0.5 + 0.49 * (number + 1) / count)
    findings = in_order((*findings, *workshop.told(findings)))
    manifest = replace(manifest_of(finished, task, stored, findings), editions=tuple(rows))
    manifest = replace(manifest, outputs=tuple(_output(each) for _, each in own))
    staging.commit(manifest.to_bytes())
    return PublishedProgramme(manifest, findings)


def _output(stored: Stored) -> Output:
    return Output(stored.path.name, stored.size, stored.sha256)


def sheet_fingerprint(task: Task) -> str:
    """Return the script's hash as the sheet for the desk shows it."""
    unheard = Index(task.workspace.cache / "none", trust=False)
    return script_sha256(task.source, task.workspace, unheard)


def edition_files(made: MadeEdition, task: Task, shown: str) -> Iterator[tuple[File, Writing]]:
    """Return every file of a station's own edition, one after the other."""
    stem, laid = f"{task.source.stem}.{made.station}", made.laid
    language = task.workspace.text_language
    text = transcript(laid.rundown, _for_people(laid), language)
    yield from _sounds_of(made.delivered, stem, laid, task, text, shown)
    texts = captions(laid.rundown, language)
    papers: dict[str, Pieces] = {
        "vtt": to_vtt(texts).encode(),
        "srt": to_srt(texts).encode(),
        "transcript": text.encode(),
        "chapters": document_json(chapters_json(laid.rundown)),
        "rundown_json": rundown_document(laid.rundown, laid.script.meta, laid.placed),
        "rundown_html": _sheet(laid, task, None, shown).encode(),
        "rundown_docx": _word_sheet(laid, task),
    }
    for key, data in papers.items():
        file = File(stem + SIDECARS[key], sidecar=key)
        yield file, Writing(partial(_write_bytes, data=data))


def edition_row(made: MadeEdition, stored: Stores) -> Mapping[str, Any]:
    """Return what the manifest says of a station's own edition."""
    return {
        "station": made.station,
        "title": made.laid.script.meta.title,
        "duration": round(to_seconds(made.laid.rundown.length), 6),
        "deliveries": [
            _row(file.delivered, file.name, each) for file, each in stored if file.delivered
        ],
        "sidecars": {file.sidecar: file.name for file, _ in stored if file.sidecar},
    }


def findings_of(finished: Finished, task: Task) -> tuple[Finding, ...]:
    """Return everything that was found from the script to the decoded deliveries."""
    missed = (found for each in finished.delivered for found in each.made.findings)
    script = Place(task.workspace.portable(task.source.path))
    return in_order((*finished.laid.findings, *missed, *quality_findings(finished, script)))


# --- the files ---


def files_of(finished: Finished, task: Task, shown: str) -> Iterator[tuple[File, Writing]]:
    """Return every file of a programme but its manifest, one after the other.

    Each is made only when it is asked for, so that hours of papers are never all in memory.
    """
    stem, laid = task.source.stem, finished.laid
    language = task.workspace.text_language
    text = transcript(laid.rundown, _for_people(laid), language)
    yield from _sounds_of(finished.delivered, stem, laid, task, text, shown)
    for key, data in _sidecars(finished, task, text, shown):
        file = File(stem + SIDECARS[key], sidecar=key)
        yield file, Writing(partial(_write_bytes, data=data))


def _sounds_of(
    delivered: Sequence[Delivered], stem: str, laid: Laid, task: Task, text: str, shown: str
) -> Iterator[tuple[File, Writing]]:
    source_sha256, fingerprint = sha256_of(task.source.path), in_groups(shown)
    first: Tags | None = None
    for each in delivered:
        form, loudness = each.job.form, Measured.of(each.made.loudness)
        first = first or _tags(each, laid, task, text=text, source_sha256=source_sha256)
        tags = replace(first, encoder=_encoder(form), loudness=loudness, fingerprint=fingerprint)
        yield (
            File(f"{stem}.{form.name}{form.container.extension}", delivered=each),
            Writing(
                partial(tag_file, each.job.path, tags=tags, container=form.container),
                partial(sounds_alike, each.job.path, container=form.container),
            ),
        )


def _for_people(laid: Laid) -> Meta:
    """Return the script's head with its series as people call it."""
    meta = laid.script.meta
    return replace(meta, series=laid.voiced.prepared.series or meta.series)


def _write_bytes(part: Path, *, data: Pieces) -> None:
    with part.open("wb") as stream:
        stream.writelines([data] if isinstance(data, bytes) else data)


def _sidecars(
    finished: Finished, task: Task, text: str, shown: str
) -> Iterator[tuple[str, Pieces]]:
    laid, language = finished.laid, task.workspace.text_language
    meta = laid.script.meta
    texts = captions(laid.rundown, language)
    yield "vtt", to_vtt(texts).encode()
    yield "srt", to_srt(texts).encode()
    del texts  # hours of captions are not kept while the pictures are drawn
    yield "transcript", text.encode()
    yield "chapters", document_json(chapters_json(laid.rundown))
    yield "rundown_json", rundown_document(laid.rundown, meta, laid.placed)
    picture = waveform(laid.rundown, _measurement(finished), language)
    yield "rundown_html", _sheet(laid, task, picture, shown).encode()
    yield "rundown_docx", _word_sheet(laid, task)
    yield "waveform_svg", to_svg(picture).encode()
    yield "waveform_png", to_png(picture)


def _sheet(laid: Laid, task: Task, picture: Scene | None, fingerprint: str) -> str:
    return rundown_sheet(
        laid.rundown,
        _for_people(laid),
        language=task.workspace.text_language,
        organisation=task.workspace.organisation,
        picture=picture,
        fingerprint=fingerprint,
    )


def _word_sheet(laid: Laid, task: Task) -> bytes:
    workspace = task.workspace
    return rundown_docx(laid.rundown, workspace.text_language, organisation=workspace.organisation)


def _measurement(finished: Finished) -> WaveformData:
    first = finished.delivered[0]
    return WaveformData(
        peaks=finished.overview.peaks,
        rms=finished.overview.rms,
        momentary=first.made.momentary,
        short_term=first.made.short_term,
        target=first.job.form.loudness,
    )


def _tags(each: Delivered, laid: Laid, task: Task, *, text: str, source_sha256: str) -> Tags:
    heard = each.made.loudness
    return tags_of(
        laid.rundown,
        _for_people(laid),
        organisation=task.workspace.organisation,
        language=task.workspace.language,
        transcript=text,
        encoder=_encoder(each.job.form),
        loudness=Measured.of(heard),
        source_sha256=source_sha256,
        cover=laid.voiced.prepared.cover,
    )


def _encoder(form: DeliveryFormat) -> str:
    rate = f" {form.bitrate // 1000} kbit/s" if form.bitrate else ""
    name = f"radioprog {tool_versions()['radioprog']}"
    return f"{name}; {form.codec}{rate}, {form.sample_rate} Hz, {form.channels} ch"


# --- the manifest ---

Stores = Sequence[tuple[File, Stored]]
"""Every file, and how it was stored."""


def manifest_of(
    finished: Finished, task: Task, stored: Stores, findings: tuple[Finding, ...]
) -> Manifest:
    """Return what was read, by which settings and tools, and what was made."""
    laid, workspace = finished.laid, task.workspace
    meta, voiced = laid.script.meta, laid.voiced
    names = tuple(each.job.form.name for each in finished.delivered)
    sidecars = {file.sidecar: file.name for file, _ in stored if file.sidecar}
    engines = {str(said.voice): said.identity for said in voiced.said.values()}
    return Manifest(
        script=workspace.portable(task.source.path),
        title=meta.title,
        series=meta.series,
        episode=meta.episode,
        date=meta.date.isoformat() if meta.date else None,
        length=None if meta.length is None else round(meta.length, 6),
        duration=round(to_seconds(laid.rundown.length), 6),
        frames=int(laid.rundown.length),
        inputs=_inputs(laid, task),
        outputs=tuple(_output(each) for _, each in stored),
        settings=_settings(laid, task, names),
        tools=tool_versions(),
        engines={name: engines[name] for name in sorted(engines)},
        chosen=names,
        deliveries=tuple(
            _row(file.delivered, file.name, each)
            for file, each in stored
            if file.delivered is not None
        ),
        sidecars={**sidecars, "manifest": MANIFEST},
        fallback=any(said.rank for said in voiced.said.values()),
        speech=_speech(laid.rundown),
        findings=tuple(_kept(found, workspace.text_language) for found in findings),
    )


def _kept(found: Finding, language: Language) -> dict[str, Any]:
    """Return a finding as the contract has it, and its facts, which speak any language."""
    return {**found.to_json(language), "record": found.to_record()}


def _row(each: Delivered, name: str, stored: Stored) -> dict[str, Any]:
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


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _inputs(laid: Laid, task: Task) -> tuple[Input, ...]:
    rows = {
        task.workspace.portable(path): sha256_of(path) if path.is_file() else None
        for path in laid.voiced.prepared.inputs
    }
    return tuple(Input(path, rows[path]) for path in sorted(rows))


def _settings(laid: Laid, task: Task, names: tuple[str, ...]) -> Mapping[str, Any]:
    workspace, online = task.workspace, laid.voiced.may_go_online
    assets = laid.voiced.prepared.assets
    given = task.options.clips
    clips = {name: workspace.portable(given[name]) for name in sorted(given) if name in assets}
    settings = settings_of(
        workspace,
        voices=names_used(laid.script, workspace),
        deliveries=names,
        deliver=laid.script.meta.deliver,
        online=(task.options.online or workspace.network) if online else None,
        series=laid.voiced.prepared.series,
        editions=_editions(laid),
    )
    return {**settings, "clips": clips} if clips else settings


def _editions(laid: Laid) -> Mapping[str, str] | None:
    asked, sha256 = laid.script.meta.editions, laid.voiced.prepared.localities
    return {"stations": asked.stations, "sha256": sha256} if asked and sha256 else None


def _speech(rundown: Rundown) -> tuple[Mapping[str, Any], ...]:
    """Tell which voice speaks in which segments (from 1), and how many sentences each."""
    counted: dict[tuple[str, bool], list[int]] = {}
    for item in rundown.items:
        said = item.utterance
        if item.kind is ItemKind.SPEECH and item.sound is not None and said is not None:
            name = f"{RECORDED}:{said.speaker}" if said.read_by else str(item.sound.voice)
            counted.setdefault((name, item.is_synthetic), []).append(item.segment + 1)
    return tuple(
        {
            "voice": voice,
            "synthetic": synthetic,
            "sentences": len(where),
            "segments": sorted(set(where)),
        }
        for (voice, synthetic), where in sorted(counted.items())
    )
