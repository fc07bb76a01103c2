"""Produce: one programme from its script to its manifest, whole or not at all.

script → readings → utterances → voiced → rundown → timeline → mix → master → tags → visible →
manifest. Everything is decided by the rooms below; here they are only called in their order.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.audio.master.master import Job, master
from radioprog.audio.mix import render
from radioprog.audio.overview import Overview
from radioprog.audio.timeline import Block, BlockSource
from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import Staging, disk_errors, locked, sweep_parts
from radioprog.kernel.findings import Finding, in_order
from radioprog.kernel.store.folder import FolderStore, Store
from radioprog.kernel.store.shared import SharedStore
from radioprog.programme.layout import rundown
from radioprog.programme.placing import Placed, place
from radioprog.programme.rundown import Rundown
from radioprog.programme.sound import Sound
from radioprog.programme.utterance import Utterance, with_takes
from radioprog.publish.papers.waveform import COLUMNS
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.script.model import Script
from radioprog.speech.narrator import Narrated, Narrator, Sentence
from radioprog.studio.cache import SOUND
from radioprog.studio.production.current import Index, chosen
from radioprog.studio.production.finding_cache import keep
from radioprog.studio.production.material import Material, decoded, in_the_mix
from radioprog.studio.production.paper import Delivered, Publication
from radioprog.studio.production.prepare import Prepared, prepare
from radioprog.studio.production.result import (
    Programme,
    Task,
    Tell,
    current,
    lock_of,
    of_manifest,
    remove_left_over,
)
from radioprog.studio.production.world import World
from radioprog.studio.voices import engines_of
from radioprog.studio.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Laid:
    """A programme laid out with all its sound: what the mix obeys and the papers tell."""

    prepared: Prepared
    script: Script
    rundown: Rundown
    decision: Placed
    narrated: tuple[Narrated, ...]
    material: Material
    may_go_online: bool

    @property
    def sources(self) -> Mapping[str, BlockSource]:
        """Give every source of sound by its key."""
        return {**self.material.sources, **{said.key: said.sound for said in self.narrated}}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give everything found on the way here, each once, in order."""
        said = (found for each in self.narrated for found in each.findings)
        return in_order(
            (*self.prepared.findings, *self.material.findings, *said, *self.rundown.findings)
        )


def produce(task: Task, tell: Tell | None = None) -> Programme:
    """Make one programme and give what was made; what another builder just made is not redone.

    Raises:
        RadioprogError: it cannot be made; nothing that stood before was touched.
    """
    workspace = Workspace.open(task.root)
    folder = task.source.folder
    with locked(lock_of(workspace, folder)):
        fresh = _made_meanwhile(task, workspace)
        if fresh is not None:
            return fresh
        if folder.is_dir():
            sweep_parts(folder)
        return _Production(task, workspace, tell).run()


def _made_meanwhile(task: Task, workspace: Workspace) -> Programme | None:
    if task.wish.force:
        return None
    manifest = read_manifest(task.source.folder)
    if manifest is None:
        return None
    world = World(workspace, task.wish, Index(workspace.cache / "none", trust=False))
    if world.reasons(manifest, task.source.folder):
        return None
    return current(manifest, task.source.folder, workspace)


class _Production:
    """One programme on its way; each step takes what the one before gave."""

    def __init__(self, task: Task, workspace: Workspace, tell: Tell | None) -> None:
        self.task = task
        self.workspace = workspace
        self.store = sound_store(task, workspace)
        self.earlier = read_manifest(task.source.folder)
        self._tell = tell

    def tell(self, step: str, share: float) -> None:
        """Tell how far the programme is."""
        if self._tell is not None:
            self._tell(self.task.source.name, step, share)

    def run(self) -> Programme:
        """Go the whole way."""
        self.tell("prepare", 0.02)
        prepared = prepare(self.task.source, self.workspace)
        if prepared.failed or prepared.script is None:
            raise ContentError(in_order(prepared.findings))
        laid = self.lay(prepared, prepared.script)
        manifest, findings = self.publish(laid)
        keep(self.workspace.cache, manifest, findings)
        self.tell("built", 1.0)
        return of_manifest(
            manifest,
            self.task.source.folder,
            "built",
            workspace=self.workspace,
            findings=(*findings, *self.store.damage()),
            why=self.task.reasons,
        )

    def lay(self, prepared: Prepared, script: Script) -> Laid:
        """Speak, decode, and lay everything out in time."""
        self.tell("decode", 0.05)
        material = decoded(prepared, self.store, jobs=self.task.threads)
        if material.failed:
            raise ContentError(in_order((*prepared.findings, *material.findings)))
        narrated = self._narrated(prepared.spoken)
        takes = iter([_sound_of(said) for said in narrated])
        order = with_takes(prepared.order, lambda _: next(takes))
        laid_out = rundown(script, order, sounds=material.sounds)
        if any(found.is_error for found in laid_out.findings):
            raise ContentError(in_order((*prepared.findings, *laid_out.findings)))
        return Laid(
            prepared,
            script,
            laid_out,
            place(laid_out),
            narrated,
            material,
            may_go_online=self._goes_online(prepared),
        )

    def _goes_online(self, prepared: Prepared) -> bool:
        """Tell whether any voice of the script would go online if it might."""
        engines = engines_of(self.workspace)
        names = {voice.engine for chain in prepared.chains.values() for voice in chain}
        return any(engines.get(name).network for name in names if name in engines.names)

    def _narrated(self, spoken: Sequence[Utterance]) -> tuple[Narrated, ...]:
        wish = self.task.wish
        network = wish.online or self.workspace.network
        engines = engines_of(self.workspace, online=wish.online)
        done = 0

        def count(_: Narrated) -> None:
            nonlocal done
            done += 1
            self.tell("speak", 0.1 + 0.3 * done / len(spoken))

        with Narrator(
            self.store, engines, network=network, strict=wish.strict_voices, jobs=self.task.threads
        ) as narrator:
            return narrator.narrate_all([_sentence(one) for one in spoken], count)

    def publish(self, laid: Laid) -> tuple[Manifest, tuple[Finding, ...]]:
        """Mix, master, tag and write everything, then make it visible together."""
        folder, workspace = self.task.source.folder, self.workspace
        overview = Overview(laid.rundown.length, columns=COLUMNS)
        names = chosen(workspace, self.task.wish, laid.script.meta.deliver)
        forms = [workspace.deliveries[name] for name in names]
        self.tell("master", 0.45)
        with self._scratch() as scratch, Staging(folder / MANIFEST) as staging:
            jobs = [
                Job(form, scratch / f"plain{form.container.extension}.{form.name}")
                for form in forms
            ]
            mastered = master(
                lambda channels: self._mixed(laid, channels, overview),
                jobs,
                folder=scratch,
                workers=self.task.threads,
            )
            self.tell("publish", 0.9)
            publication = Publication(
                laid=laid,
                workspace=workspace,
                task=self.task,
                overview=overview,
                delivered=[Delivered(job, made) for job, made in zip(jobs, mastered, strict=True)],
            )
            manifest = publication.stage(staging)
            staging.commit(manifest.to_bytes())
        remove_left_over(self.task, workspace, self.earlier, manifest)
        return manifest, publication.findings

    def _mixed(self, laid: Laid, channels: int, overview: Overview) -> Iterable[Block]:
        for block in render(laid.decision.timeline, laid.sources, channels=channels):
            overview.push(block)
            yield block

    @contextlib.contextmanager
    def _scratch(self) -> Iterator[Path]:
        """Give a folder for what nobody shall see; a killed builder's is emptied first."""
        name = digest(str(self.task.source.folder))[:24]
        folder = self.workspace.cache / "scratch" / name
        shutil.rmtree(folder, ignore_errors=True)
        with disk_errors(folder):
            folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def sound_store(task: Task, workspace: Workspace) -> Store:
    """Open the cache of sound that a task works with."""
    here = FolderStore(task.sound or workspace.cache / SOUND)
    return SharedStore(here, task.shared_cache) if task.shared_cache else here


def _sentence(utterance: Utterance) -> Sentence:
    return Sentence(
        utterance.spoken,
        utterance.language,
        utterance.voices,
        utterance.place,
        group=str(utterance.segment),
    )


def _sound_of(said: Narrated) -> Sound:
    return Sound(
        said.key,
        said.length,
        in_the_mix(said.loudness, said.sound.channels),
        said.words,
        said.voice,
    )
