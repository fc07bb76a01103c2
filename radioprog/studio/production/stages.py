"""The stages of a programme as frozen values: Prepared → Voiced → Laid → Mastered.

Each function takes the value before it and gives the next; what is written (`publish`) is the last
step. Everything is decided by the rooms below; here they are only called in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np

from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.formats import Container
from radioprog.audio.master.master import Job, Keep, Mastered, master
from radioprog.audio.meter.quality import MeasuredItem, level_findings, sound_findings
from radioprog.audio.meter.traits import Stretch
from radioprog.audio.mix import render
from radioprog.audio.timeline import Block, BlockSource, Lane
from radioprog.kernel.errors import BugError, ContentError
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.store.folder import Store
from radioprog.kernel.units import Lufs, Seconds, to_seconds
from radioprog.programme.layout import rundown
from radioprog.programme.placing import Placed, place
from radioprog.programme.rundown import ItemKind, Rundown
from radioprog.programme.sound import Sound
from radioprog.programme.utterance import Entry, Utterance, with_takes
from radioprog.publish.papers.waveform import COLUMNS, Overview
from radioprog.script.model import Script
from radioprog.speech.narrator import Narrated, Narrator, SpeechSentence
from radioprog.studio.production.casting import engines_of
from radioprog.studio.production.current import chosen
from radioprog.studio.production.findings import TAGGING_CHANGED_SOUND
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
    order = with_takes(prepared.order, lambda one: _take_in(said, one))
    online = _goes_online(prepared, task)
    return Voiced(prepared, prepared.script, order, said, material, online)


def _said(
    prepared: Prepared, task: Task, store: Store, tell: Progress
) -> Mapping[SpeechSentence, Narrated]:
    """Speak each sentence once, however often it is heard."""
    options, workspace = task.options, task.workspace
    every = (prepared, *prepared.local.values())
    spoken = (one for each in every for one in each.spoken if one.read_by is None)
    sentences = tuple(dict.fromkeys(map(_sentence, spoken)))
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


def _take_in(said: Mapping[SpeechSentence, Narrated], one: Utterance) -> Sound | None:
    """Return what was spoken of an utterance; what a person reads has its sound elsewhere."""
    return None if one.read_by is not None else _take_of(said[_sentence(one)])


def _take_of(said: Narrated) -> Sound:
    loudness = in_the_mix(said.loudness, said.sound.channels)
    return Sound(said.key, said.length, loudness, said.words, said.voice)


def _goes_online(prepared: Prepared, task: Task) -> bool:
    """Tell whether any voice of the script would go online if it might."""
    engines = engines_of(task.workspace, given=task.options.engines)
    names = {voice.engine for chain in prepared.chains.values() for voice in chain}
    return any(engines.get(name).network for name in names if name in engines.names)


def voiced_for(station: str, general: Voiced, task: Task, store: Store) -> Voiced:
    """Return a station's own edition with its sound, most of which the general one has.

    Raises:
        ContentError: one of its own recordings has errors.
    """
    prepared, material = general.prepared.local[station], general.material
    if prepared.cuts.keys() - general.prepared.cuts.keys():
        material = decoded(prepared, store, jobs=task.threads)
        if material.failed:
            raise ContentError(in_order(material.findings))
    script = prepared.script or general.script
    order = with_takes(prepared.order, lambda one: _take_in(general.said, one))
    return Voiced(prepared, script, order, general.said, material, general.may_go_online)


def lay(voiced: Voiced) -> Laid:
    """Lay everything out in time.

    Raises:
        ContentError: the rundown has errors.
    """
    laid_out = rundown(voiced.script, voiced.order, sounds=voiced.material.sounds)
    if any(found.is_error for found in laid_out.findings):
        raise ContentError(in_order((*voiced.prepared.findings, *laid_out.findings)))
    return Laid(voiced, laid_out, place(laid_out))


def finish(laid: Laid, task: Task, scratch: Path, keep: Keep | None = None) -> Finished:
    """Mix once, and master every delivery that is asked for; plain files lie in ``scratch``.

    ``keep`` is shown each delivery before its mix goes.
    """
    overview = Overview(laid.rundown.length, columns=COLUMNS)
    jobs = jobs_of(laid, task, scratch)

    def mixed(channels: int) -> Iterable[Block]:
        for block in render(laid.placed.timeline, laid.voiced.sources, channels=channels):
            overview.push(block)
            yield block

    made = master(mixed, jobs, folder=scratch, workers=task.threads, keep=keep)
    delivered = tuple(Delivered(*pair) for pair in zip(jobs, made, strict=True))
    return Finished(laid, overview, delivered)


def jobs_of(laid: Laid, task: Task, scratch: Path) -> list[Job]:
    """Return the deliveries that a programme is made in."""
    names = chosen(task.workspace, task.options, laid.script.meta.deliver)
    forms = [task.workspace.deliveries[name] for name in names]
    return [Job(form, scratch / f"plain{form.container.extension}.{form.name}") for form in forms]


# --- quality: the decoded sound, and the items side by side ---


def quality_findings(finished: Finished, script: Place) -> tuple[Finding, ...]:
    """Judge the sound of the delivery with the most channels, and the steps between items.

    Pauses that the script asks for are no faults. All findings are warnings.
    """
    widest = max(finished.delivered, key=lambda each: each.job.form.channels)
    pauses = tuple(_pauses(finished.laid.rundown))
    sound = sound_findings(widest.made.traits, declared=pauses, place=script)
    return (*sound, *level_findings(tuple(_items(finished.laid))))


def _pauses(rundown: Rundown) -> Iterator[Stretch]:
    """Return the pauses asked for: those on a line of their own, and those within speech."""
    for item in rundown.items:
        start, end = to_seconds(item.start), to_seconds(item.end)
        if item.kind is ItemKind.PAUSE:
            yield Stretch(start, end)
        if item.utterance is not None and item.utterance.breath:
            yield Stretch(Seconds(start - item.utterance.breath), start)
        if item.utterance is not None and item.utterance.rest:
            yield Stretch(end, Seconds(end + item.utterance.rest))


def _items(laid: Laid) -> Iterator[MeasuredItem]:
    """Return speech and clips in order, as loud as they are in the mix."""
    for one in laid.placed.placements:
        item = laid.rundown.items[one.item]
        if one.lane in (Lane.SPEECH, Lane.CLIP) and item.sound and item.sound.loudness is not None:
            yield MeasuredItem(item.content[:40], item.place, Lufs(item.sound.loudness + one.gain))


_PIECE = 1 << 20

# --- a tagged copy sounds like the plain file that was decoded and judged ---


def sounds_alike(plain: Path, tagged: Path, *, container: Container) -> None:
    """Show that a tagged file holds the very sound of the plain one.

    An MP3 ends in the plain file's bytes; other containers are decoded beside it.

    Raises:
        BugError: ``tagging-changed-sound``.
    """
    if container is Container.MP3:
        alike = _ends_in(tagged, plain)
    else:
        alike = plain.stat().st_size == tagged.stat().st_size and _ends_in(tagged, plain)
        alike = alike or _decode_alike(tagged, plain)
    if not alike:
        raise BugError(TAGGING_CHANGED_SOUND(Place(tagged.name)))


def _ends_in(tagged: Path, plain: Path) -> bool:
    with tagged.open("rb") as whole, plain.open("rb") as end:
        whole.seek(tagged.stat().st_size - plain.stat().st_size)
        while piece := end.read(_PIECE):
            if whole.read(_PIECE) != piece:
                return False
    return True


def _decode_alike(tagged: Path, plain: Path) -> bool:
    with SoundReader(tagged) as one, SoundReader(plain) as other:
        pairs = zip_longest(one.blocks(), other.blocks())
        return all(a is not None and b is not None and np.array_equal(a, b) for a, b in pairs)
