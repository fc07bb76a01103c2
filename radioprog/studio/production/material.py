"""Material: what a script's recorded sound is, probed for the plan or decoded for the mix."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from radioprog.audio.decode.decoder import DecodedClip, Decoder, Decoders, decode_clip
from radioprog.audio.meter.loudness import ItemMeter
from radioprog.audio.meter.quality import file_findings, sound_findings
from radioprog.audio.meter.traits import TraitsTracker
from radioprog.audio.timeline import Block, BlockSource
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.store.folder import Store, StoreEntry
from radioprog.kernel.units import (
    MIX_RATE,
    Decibels,
    Lufs,
    Samples,
    Seconds,
    amplitude,
    to_samples,
)
from radioprog.programme.sound import Cut, Sound
from radioprog.script.model import SoundCue, SoundKind
from radioprog.studio.production.findings import ONE_CHANNEL
from radioprog.studio.production.prepare import Prepared

_FRAME, _SHORTEST_PAUSE = Seconds(0.01), Seconds(0.15)
_PAUSE_BELOW = Decibels(-32.0)
"""A pause lies this far below the loudest; a room and a breath are louder than silence."""
_AT_ONCE = Samples(5 * MIX_RATE)
"""Frames read at once."""
_AGAINST = -0.9
"""Channels that correlate worse cancel each other: a mono loudspeaker plays next to nothing."""
_BOTH_SIDES = 10 * math.log10(2)
"""LU that a single channel gains when it sounds on two."""


@dataclass(frozen=True, slots=True)
class Material:
    """The recorded sound of a script: each cut's length and loudness, and the decoded sources.

    ``sources`` is empty where files were only probed.
    """

    sounds: Mapping[Cut, Sound]
    sources: Mapping[str, BlockSource] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether a file cannot be used."""
        return any(found.is_error for found in self.findings)


def probed(prepared: Prepared, decoder: Decoder) -> Material:
    """Tell how long each cut's file is, without decoding; nothing is written."""

    def length(path: Path, place: Place) -> tuple[Samples, tuple[Finding, ...]]:
        return to_samples(decoder.probe(path, place=place).duration), ()

    return _told(prepared, length)


def examined(prepared: Prepared, decoder: Decoder) -> Material:
    """Decode each file to its end, to see whether it is whole and what its sound is worth.

    Each recording is judged by what is played of it, as ``measure`` judges a file; nothing is
    written.
    """
    known: dict[Path, _Judged] = {}

    def judged(path: Path, place: Place) -> tuple[Samples, tuple[Finding, ...]]:
        if path not in known:
            cues = [
                cue for cut, cue in prepared.cuts.items() if prepared.assets.get(cut.file) == path
            ]
            known[path] = _judged(path, cues, decoder)
        found = known[path]
        return found.length, (*found.findings, *found.quality.get(place, ()))

    return _told(prepared, judged)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a file is: its frames at the mix's rate, and what is said of it and of each cut.

    ``against`` are the cues whose channels cancel each other.
    """

    length: Samples
    findings: tuple[Finding, ...]
    quality: Mapping[Place, tuple[Finding, ...]]
    against: frozenset[Place]


def _judged(path: Path, cues: Sequence[SoundCue], decoder: Decoder) -> _Judged:
    place = cues[0].place
    with decoder.open(path, rate=None, folded=False, place=place) as decoding:
        rate, channels = decoding.rate, decoding.channels
        judged = [(cue, TraitsTracker(rate, channels)) for cue in cues if _is_recording(cue)]
        at = 0
        for block in decoding.blocks():
            for cue, tracker in judged:
                start = round((cue.start or 0.0) * rate) - at
                end = len(block) if cue.end is None else round(cue.end * rate) - at
                part = block[max(0, start) : max(0, min(len(block), end))]
                if len(part):
                    tracker.push(part)
            at += len(block)
    quality: dict[Place, tuple[Finding, ...]] = {}
    against = set()
    for cue, tracker in judged:
        traits = tracker.result()
        info = decoding.info
        of_file = file_findings(
            codec=info.codec,
            rate=info.rate,
            bit_rate=info.bit_rate,
            duration=Seconds(decoding.frames / rate),
            place=cue.place,
        )
        quality[cue.place] = (*of_file, *sound_findings(traits, place=cue.place))
        if traits.correlation is not None and traits.correlation < _AGAINST:
            others = (each for each in quality[cue.place] if each.code != ONE_CHANNEL.code)
            quality[cue.place] = (ONE_CHANNEL(cue.place), *others)
            against.add(cue.place)
    frames = Samples(round(decoding.frames * MIX_RATE / rate))
    return _Judged(frames, decoding.findings, quality, frozenset(against))


def _is_recording(cue: SoundCue) -> bool:
    """Tell whether a cue plays what people recorded; music and effects are made on purpose."""
    return cue.kind in (SoundKind.CLIP, SoundKind.READ)


Length = Callable[[Path, Place], tuple[Samples, tuple[Finding, ...]]]


def _told(prepared: Prepared, length: Length) -> Material:
    sounds: dict[Cut, Sound] = {}
    findings: list[Finding] = []
    for cut, cue in prepared.cuts.items():
        path = prepared.assets.get(cut.file)
        if path is None:
            continue
        try:
            frames, found = length(path, cue.place)
        except ContentError as problem:
            findings.extend(problem.findings)
        else:
            findings.extend(found)
            sounds[cut] = Sound(cut.file, frames)
    return Material(sounds, findings=in_order(findings))


def decoded(prepared: Prepared, store: Store, *, jobs: int) -> Material:
    """Decode each file once into the store, some side by side, and measure each cut."""
    sounds: dict[Cut, Sound] = {}
    sources: dict[str, BlockSource] = {}
    findings: list[Finding] = []
    with _asked(prepared, store, jobs) as asked:
        for cut, future in asked:
            try:
                clip, source, loudness = future.result()
            except ContentError as problem:
                findings.extend(problem.findings)
                continue
            findings.extend(clip.findings)
            key = clip.sound.key + (_LEFT if isinstance(source, _LeftOf) else "")
            sources[key] = source
            read = prepared.cuts[cut].kind is SoundKind.READ
            pauses = tuple(_pauses(source)) if read else ()
            sounds[cut] = Sound(key, clip.sound.length, loudness, pauses=pauses)
    return Material(sounds, sources, in_order(findings))


_LEFT = "#left"


@dataclass(frozen=True, slots=True)
class _LeftOf:
    """The left channel of stereo sound whose channels cancel each other."""

    sound: StoreEntry
    channels: int = 1

    @property
    def length(self) -> Samples:
        return self.sound.length

    def read(self, start: Samples, count: Samples) -> Block:
        return self.sound.read(start, count)[:, :1]


Heard = tuple[DecodedClip, StoreEntry | _LeftOf, Lufs | None]


@contextmanager
def _asked(
    prepared: Prepared, store: Store, jobs: int
) -> Iterator[list[tuple[Cut, Future[Heard]]]]:
    """Have all clips decoded in threads, and give them in the script's order.

    When the block is left early, what was not begun never is, and what was is broken off.
    """

    def clip(path: Path, cue: SoundCue) -> Heard:
        with decoders.one() as decoder:
            found = decode_clip(path, store, decoder, place=cue.place)
            source: StoreEntry | _LeftOf = found.sound
            if _is_recording(cue) and not any(each.is_error for each in found.findings):
                judged = _judged(path, [cue], decoder)
                quality = judged.quality[cue.place]
                found = replace(found, findings=(*found.findings, *quality))
                if cue.place in judged.against and found.sound.channels > 1:
                    source = _LeftOf(found.sound)
        return found, source, in_the_mix(_loudness(found, source, cue), source.channels)

    with Decoders(jobs) as decoders, ThreadPoolExecutor(jobs) as pool:
        try:
            yield [
                (cut, pool.submit(clip, path, cue))
                for cut, cue in prepared.cuts.items()
                if (path := prepared.assets.get(cut.file)) is not None
            ]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            decoders.end()


def _loudness(clip: DecodedClip, source: StoreEntry | _LeftOf, cue: SoundCue) -> Lufs | None:
    if not cue.start and not cue.end and isinstance(source, StoreEntry):
        return clip.loudness
    start = min(to_samples(cue.start), source.length) if cue.start else Samples(0)
    end = min(to_samples(cue.end), source.length) if cue.end else source.length
    meter = ItemMeter(clip.sound.rate, source.channels)
    for at in range(start, end, _AT_ONCE):
        meter.push(source.read(Samples(at), Samples(min(_AT_ONCE, end - at))))
    return meter.result()


def _pauses(source: BlockSource) -> Iterator[tuple[Samples, Samples]]:
    """Find where a person who reads pauses: stretches far below the loudest, long enough."""
    frame = to_samples(_FRAME)
    levels = [
        float(np.abs(block[at : at + frame]).max(initial=0.0))
        for start in range(0, source.length, _AT_ONCE)
        for block in (source.read(Samples(start), Samples(min(_AT_ONCE, source.length - start))),)
        for at in range(0, len(block), frame)
    ]
    faint = amplitude(_PAUSE_BELOW) * max(levels, default=0.0)
    begin = 0
    for silent, run in groupby(levels, key=lambda level: level <= faint):
        count = len(list(run))
        if silent and count * frame >= to_samples(_SHORTEST_PAUSE):
            yield Samples(begin * frame), Samples(min((begin + count) * frame, source.length))
        begin += count


def in_the_mix(loudness: Lufs | None, channels: int) -> Lufs | None:
    """Return the loudness that sound has in the stereo mix: one channel sounds on both sides."""
    if loudness is None or channels != 1:
        return loudness
    return Lufs(loudness + _BOTH_SIDES)


def known(material: Material, prepared: Prepared) -> bool:
    """Tell whether every cut of a script has its sound."""
    return all(cut in material.sounds for cut in prepared.cuts)
