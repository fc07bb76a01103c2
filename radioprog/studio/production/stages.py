"""The stages of a programme as frozen values: Prepared → Voiced → Laid → Mastered.

Each function takes the value before it and gives the next; what is written (`publish`) is the last
step. Everything is decided by the rooms below; here they are only called in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from radioprog.audio.master.master import Job, Mastered, master
from radioprog.audio.mix import render
from radioprog.audio.timeline import Block, BlockSource
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, in_order
from radioprog.kernel.store.folder import Store
from radioprog.kernel.units import to_seconds
from radioprog.programme.layout import rundown
from radioprog.programme.placing import Placed, place
from radioprog.programme.rundown import Rundown
from radioprog.programme.sound import Sound
from radioprog.programme.utterance import Entry, Utterance, with_takes
from radioprog.publish.papers.waveform import COLUMNS, Overview
from radioprog.script.model import Script
from radioprog.speech.narrator import Narrated, Narrator, SpeechSentence
from radioprog.studio.production.casting import engines_of
from radioprog.studio.production.current import chosen
from radioprog.studio.production.material import Material, decoded, in_the_mix
from radioprog.studio.production.options import Progress, Task
from radioprog.studio.production.prepare import Prepared


@dataclass(frozen=True, slots=True)
class Voiced:
    """A prepared script with all its sound: clips decoded, every utterance with its take."""

    prepared: Prepared
    script: Script
    order: tuple[Entry, ...]
    said: Mapping[SpeechSentence, Narrated]
    material: Material
    may_go_online: bool

    @property
    def sources(self) -> Mapping[str, BlockSource]:
        """Every source of sound by its key."""
        return {**self.material.sources, **{one.key: one.sound for one in self.said.values()}}


@dataclass(frozen=True, slots=True)
class Laid:
    """A programme laid out in time: what the mix obeys and the papers tell."""

    voiced: Voiced
    rundown: Rundown
    placed: Placed

    @property
    def script(self) -> Script:
        """The script, its includes put in."""
        return self.voiced.script

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found on the way here, each once, in order."""
        voiced = self.voiced
        said = (found for one in voiced.said.values() for found in one.findings)
        return in_order(
            (
                *voiced.prepared.findings,
                *voiced.material.findings,
                *said,
                *self.rundown.findings,
            )
        )


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery as mastered, not yet tagged: the job, and what came of it."""

    job: Job
    made: Mastered

    @property
    def duration(self) -> float:
        """The length of the gapless decode, in seconds."""
        return round(to_seconds(self.made.frames, self.job.form.sample_rate), 6)


@dataclass(frozen=True, slots=True)
class Finished:
    """A programme mixed and mastered: every delivery, and the picture of its sound."""

    laid: Laid
    overview: Overview
    delivered: tuple[Delivered, ...]


def voice(prepared: Prepared, task: Task, store: Store, tell: Progress) -> Voiced:
    """Decode the clips and speak every utterance.

    Raises:
        ContentError: the script or a clip has errors; all of them are told.
        EngineError: a sentence could not be spoken.
    """
    if prepared.failed or prepared.script is None:
        raise ContentError(in_order(prepared.findings))
    tell(task.source.name, "decode", 0.05)
    material = decoded(prepared, store, jobs=task.threads)
    if material.failed:
        raise ContentError(in_order((*prepared.findings, *material.findings)))
    said = _said(prepared, task, store, tell)
    order = with_takes(prepared.order, lambda one: _take_of(said[_sentence(one)]))
    online = _goes_online(prepared, task)
    return Voiced(prepared, prepared.script, order, said, material, online)


def _said(
    prepared: Prepared, task: Task, store: Store, tell: Progress
) -> Mapping[SpeechSentence, Narrated]:
    """Speak each sentence once, however often it is heard."""
    options, workspace = task.options, task.workspace
    sentences = tuple(dict.fromkeys(map(_sentence, prepared.spoken)))
    done = 0

    def count(_: Narrated) -> None:
        nonlocal done
        done += 1
        tell(task.source.name, "speak", 0.1 + 0.3 * done / len(sentences))

    engines = engines_of(workspace, online=options.online, given=options.engines)
    with Narrator(
        store,
        engines,
        network=options.online or workspace.network,
        strict=options.strict_voices,
        jobs=task.threads,
    ) as narrator:
        return dict(zip(sentences, narrator.narrate_all(sentences, count), strict=True))


def _sentence(one: Utterance) -> SpeechSentence:
    return SpeechSentence(one.spoken, one.language, one.voices, one.place, group=str(one.segment))


def _take_of(said: Narrated) -> Sound:
    loudness = in_the_mix(said.loudness, said.sound.channels)
    return Sound(said.key, said.length, loudness, said.words, said.voice)


def _goes_online(prepared: Prepared, task: Task) -> bool:
    """Tell whether any voice of the script would go online if it might."""
    engines = engines_of(task.workspace, given=task.options.engines)
    names = {voice.engine for chain in prepared.chains.values() for voice in chain}
    return any(engines.get(name).network for name in names if name in engines.names)


def lay(voiced: Voiced) -> Laid:
    """Lay everything out in time.

    Raises:
        ContentError: the rundown has errors.
    """
    laid_out = rundown(voiced.script, voiced.order, sounds=voiced.material.sounds)
    if any(found.is_error for found in laid_out.findings):
        raise ContentError(in_order((*voiced.prepared.findings, *laid_out.findings)))
    return Laid(voiced, laid_out, place(laid_out))


def finish(laid: Laid, task: Task, scratch: Path) -> Finished:
    """Mix once, and master every delivery that is asked for; plain files lie in ``scratch``."""
    overview = Overview(laid.rundown.length, columns=COLUMNS)
    names = chosen(task.workspace, task.options, laid.script.meta.deliver)
    forms = [task.workspace.deliveries[name] for name in names]
    jobs = [Job(form, scratch / f"plain{form.container.extension}.{form.name}") for form in forms]

    def mixed(channels: int) -> Iterable[Block]:
        for block in render(laid.placed.timeline, laid.voiced.sources, channels=channels):
            overview.push(block)
            yield block

    made = master(mixed, jobs, folder=scratch, workers=task.threads)
    delivered = tuple(Delivered(*pair) for pair in zip(jobs, made, strict=True))
    return Finished(laid, overview, delivered)
