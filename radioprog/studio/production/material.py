"""Material: what a script's recorded sound is, probed for the plan or decoded for the mix."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from radioprog.audio.decode.decoder import DecodedClip, Decoder, Decoders, decode_clip
from radioprog.audio.meter.loudness import ItemMeter
from radioprog.audio.meter.quality import sound_findings
from radioprog.audio.meter.traits import TraitsTracker
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.store.folder import Store, StoreEntry
from radioprog.kernel.units import MIX_RATE, Lufs, Samples, to_samples
from radioprog.programme.sound import Cut, Sound
from radioprog.script.model import SoundCue, SoundKind
from radioprog.studio.production.prepare import Prepared

_AT_ONCE = Samples(5 * MIX_RATE)
"""Frames read at once."""
_BOTH_SIDES = 10 * math.log10(2)
"""LU that a single channel gains when it sounds on two."""


@dataclass(frozen=True, slots=True)
class Material:
    """The recorded sound of a script: each cut's length and loudness, and the decoded sources.

    ``sources`` is empty where files were only probed.
    """

    sounds: Mapping[Cut, Sound]
    sources: Mapping[str, StoreEntry] = field(default_factory=dict)
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
    """What a file is: its frames at the mix's rate, and what is said of it and of each cut."""

    length: Samples
    findings: tuple[Finding, ...]
    quality: Mapping[Place, tuple[Finding, ...]]


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
    quality = {
        cue.place: sound_findings(tracker.result(), place=cue.place) for cue, tracker in judged
    }
    frames = Samples(round(decoding.frames * MIX_RATE / rate))
    return _Judged(frames, decoding.findings, quality)


def _is_recording(cue: SoundCue) -> bool:
    """Tell whether a cue plays what people recorded; music and effects are made on purpose."""
    return cue.kind is SoundKind.CLIP


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
    sources: dict[str, StoreEntry] = {}
    findings: list[Finding] = []
    with _asked(prepared, store, jobs) as asked:
        for cut, future in asked:
            try:
                clip, loudness = future.result()
            except ContentError as problem:
                findings.extend(problem.findings)
                continue
            findings.extend(clip.findings)
            sources[clip.sound.key] = clip.sound
            sounds[cut] = Sound(clip.sound.key, clip.sound.length, loudness)
    return Material(sounds, sources, in_order(findings))


Measured = tuple[DecodedClip, Lufs | None]


@contextmanager
def _asked(
    prepared: Prepared, store: Store, jobs: int
) -> Iterator[list[tuple[Cut, Future[Measured]]]]:
    """Have all clips decoded in threads, and give them in the script's order.

    When the block is left early, what was not begun never is, and what was is broken off.
    """

    def clip(path: Path, cue: SoundCue) -> Measured:
        with decoders.one() as decoder:
            found = decode_clip(path, store, decoder, place=cue.place)
            if _is_recording(cue) and not any(each.is_error for each in found.findings):
                quality = _judged(path, [cue], decoder).quality[cue.place]
                found = replace(found, findings=(*found.findings, *quality))
        return found, in_the_mix(_loudness(found, cue), found.sound.channels)

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


def _loudness(clip: DecodedClip, cue: SoundCue) -> Lufs | None:
    if not cue.start and not cue.end:
        return clip.loudness
    entry = clip.sound
    start = min(to_samples(cue.start), entry.length) if cue.start else Samples(0)
    end = min(to_samples(cue.end), entry.length) if cue.end else entry.length
    meter = ItemMeter(entry.rate, entry.channels)
    for at in range(start, end, _AT_ONCE):
        meter.push(entry.read(Samples(at), Samples(min(_AT_ONCE, end - at))))
    return meter.result()


def in_the_mix(loudness: Lufs | None, channels: int) -> Lufs | None:
    """Return the loudness that sound has in the stereo mix: one channel sounds on both sides."""
    if loudness is None or channels != 1:
        return loudness
    return Lufs(loudness + _BOTH_SIDES)


def known(material: Material, prepared: Prepared) -> bool:
    """Tell whether every cut of a script has its sound."""
    return all(cut in material.sounds for cut in prepared.cuts)
