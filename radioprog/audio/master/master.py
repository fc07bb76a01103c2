"""The master: each delivery gets the loudness that it must have when it is decoded.

Between the prepared mix and the finished file. One static gain, a true-peak limiter where needed,
and no hidden compression. Gain and ceiling are searched on the samples first, with what is known
of the codec; then the file is encoded, decoded and measured, and what the codec changed beyond
that is corrected, in at most six rounds: its level by the gain, a peak that it lets rise by a dip
at that place (`peak_reduction`). The best round is the one that is kept.

A delivery is decoded and measured because what counts is what a player gives. An MP3 is listened to
while it is being written, so that its judgement ends with its encoding; that its header says the
same as was heard is seen when it is whole. Other files are read when they are finished.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.ffmpeg import Mp3Decoder, SoundReader
from radioprog.audio.codecs.formats import Codec, DeliveryFormat
from radioprog.audio.codecs.lame import Kept
from radioprog.audio.codecs.mp3 import DECODER_DELAY, ENCODER_DELAY, is_intact
from radioprog.audio.codecs.streams import declared_frames
from radioprog.audio.master.findings import ENCODE_DAMAGED, LOUDNESS_MISSED, NO_SOUND
from radioprog.audio.master.level import (
    NEAR,
    Aimed,
    Habit,
    aim_again,
    aim_at,
    habit_of,
    is_clear,
    probed,
)
from radioprog.audio.master.limiter import Reduction, Setting, limited_again
from radioprog.audio.master.peak_reduction import NO_RELIEF, Relief, relief_for
from radioprog.audio.master.prepare import Render, RenderedMix, Shape, prepare
from radioprog.audio.meter.loudness import LoudnessMeter, Series
from radioprog.audio.meter.traits import Traits, TraitsTracker
from radioprog.audio.timeline import Block
from radioprog.kernel.errors import ContentError, MachineError
from radioprog.kernel.findings import Finding
from radioprog.kernel.units import (
    Dbtp,
    Decibels,
    Loudness,
    LoudnessUnits,
    Lufs,
    Samples,
    Seconds,
    to_seconds,
)

_HELD_BACK = 8192
"""Frames, more than an encoder fills up its last frames with."""
_NONE = Samples(0)


ROUNDS = 6
SHORTEST = Seconds(0.1)
"""Containers hold no empty sound, and a player cannot trim an MP3 that is all padding."""
_ROUGHLY = LoudnessUnits(0.1)
"""Near enough for the sound of a probe."""
_LOUDNESS_WITHIN = 0.15
_STAYS_WITHIN = LoudnessUnits(0.12)
_PEAK_WITHIN = 0.03
"""Tighter than what is promised (0.2 LU, 0.05 dB), so that another meter agrees."""


@dataclass(frozen=True, slots=True)
class Job:
    """One delivery to make: its form, and where it is written."""

    form: DeliveryFormat
    path: Path


def _nothing() -> Series:
    return np.zeros(0)


@dataclass(frozen=True, slots=True)
class Mastered:
    """A delivery as made: the loudness of the decoded file, and what was done to get it.

    ``gain`` is the static gain, ``reduction`` the limiter's work, ``rounds`` how often it was
    encoded, ``frames`` the length of the gapless decode. ``traits`` are those of the decoded
    file, ``momentary`` and ``short_term`` its loudness every 100 ms.
    """

    loudness: Loudness
    frames: Samples
    gain: Decibels
    reduction: Reduction
    rounds: int
    findings: tuple[Finding, ...] = ()
    traits: Traits = Traits(Seconds(0.0))
    momentary: Series = field(default_factory=_nothing, repr=False, compare=False)
    short_term: Series = field(default_factory=_nothing, repr=False, compare=False)


Keep = Callable[[RenderedMix, Job, Setting, Mastered], None]
"""Is shown a mix, a delivery that was made of it, and with which setting, before the mix goes."""


def master(
    render: Render,
    jobs: Sequence[Job],
    *,
    folder: Path,
    workers: int = 2,
    keep: Keep | None = None,
) -> tuple[Mastered, ...]:
    """Make all deliveries of one mix, side by side, each right when decoded.

    Args:
        render: gives the mix for a number of channels, at the mix rate.
        jobs: what to make. Their files are written in place: give temporary paths.
        folder: where the mix may be spooled; it needs room for 1.4 GB an hour of stereo.
        workers: threads that encode. The files are the same whatever their number.
        keep: is shown each delivery when it is made.

    Returns:
        One for each job, in order. A target that could not be reached is a warning
        ``loudness-missed`` in its findings.

    Raises:
        ContentError: ``no-sound``, the mix is shorter than `SHORTEST`.
        DiskError: no room.
        MachineError: ``encode-damaged``, a file does not decode to what was encoded.
    """
    prepared = prepare(render, [job.form for job in jobs], folder=folder)
    try:
        if any(_is_nothing(sound) for sound in prepared.values()):
            raise _no_sound()
        return _side_by_side(prepared, jobs, workers, keep)
    finally:
        for sound in prepared.values():
            sound.close()


def _side_by_side(
    prepared: Mapping[Shape, RenderedMix], jobs: Sequence[Job], workers: int, keep: Keep | None
) -> tuple[Mastered, ...]:
    """Make deliveries in threads; when one fails or it is broken off, the others end as well."""
    with ThreadPoolExecutor(max(1, min(workers, len(jobs)))) as pool:
        try:
            made = [
                pool.submit(_master, prepared[Shape.of(job.form)], job, workers, keep)
                for job in jobs
            ]
            return tuple(future.result() for future in made)
        except BaseException:
            for sound in prepared.values():
                sound.sound.end()
            raise


def _master(prepared: RenderedMix, job: Job, workers: int, keep: Keep | None) -> Mastered:
    """Encode until it is right; where it never is, the nearest of all rounds stays."""
    aimed = _aimed_first(prepared, job)
    nearest = job.path.with_name(f"{job.path.name}.best")
    with Kept(job.path.parent) as kept:
        best = made = _made(prepared, job, aimed.setting, 1, workers=workers, kept=kept)
        chosen = aimed.setting
        try:
            while not _is_last(job.form, made):
                tried, aimed = aimed, _corrected(prepared, job, aimed, made)
                if aimed.setting.is_same_as(tried.setting):
                    break
                if best is made:
                    job.path.replace(nearest)
                number = made.rounds + 1
                made = _made(prepared, job, aimed.setting, number, workers=workers, kept=kept)
                if _miss(job.form, made) < _miss(job.form, best):
                    best, chosen = made, aimed.setting
            if best is not made:
                nearest.replace(job.path)
        finally:
            nearest.unlink(missing_ok=True)
    if keep is not None:
        keep(prepared, job, chosen, best)
    return replace(best, rounds=made.rounds, findings=_findings(job.form, best))


def _is_last(form: DeliveryFormat, made: Mastered) -> bool:
    """Tell whether another round would be of no use: it is right, silent, or was tried enough."""
    heard = made.loudness
    return heard.integrated is None or _miss(form, made) == 0.0 or made.rounds >= ROUNDS


def _aimed_first(prepared: RenderedMix, job: Job) -> Aimed:
    """Aim by what is known of the codec in general, then by what it does to this sound."""
    form, habit = job.form, habit_of(job.form)
    aimed = _aimed(prepared, form, habit, near=_ROUGHLY)
    if aimed.loudness is None:
        return aimed
    probe = job.path.with_name(f"{job.path.name}.probe")
    habit = probed(prepared, form, aimed.setting, habit, path=probe, judge=_heard)
    return _aimed(prepared, form, habit, after=aimed)


def _heard(path: Path, form: DeliveryFormat) -> Lufs | None:
    return judged(path, form).loudness.integrated


def _aimed(
    prepared: RenderedMix,
    form: DeliveryFormat,
    habit: Habit,
    *,
    near: LoudnessUnits = NEAR,
    after: Aimed | None = None,
) -> Aimed:
    loudness, ceiling = Lufs(form.loudness - habit.level), Dbtp(form.true_peak - habit.room)
    return aim_at(prepared, loudness, ceiling, near=near, after=after)


def _corrected(prepared: RenderedMix, job: Job, aimed: Aimed, made: Mastered) -> Aimed:
    """Correct what a file misses: its level by the gain, its peaks where they are.

    What it does not miss stays, so that all of it that is the same need not be encoded again.
    """
    if made.loudness.integrated is None:
        return aimed
    relief = aimed.setting.relief + _relief(job, made)
    missing = LoudnessUnits(job.form.loudness - made.loudness.integrated)
    return aim_again(prepared, aimed, relief, missing=missing, near=_STAYS_WITHIN)


def _made(
    prepared: RenderedMix, job: Job, setting: Setting, number: int, *, workers: int, kept: Kept
) -> Mastered:
    """Encode, decode, measure."""
    form = job.form
    reduction = Reduction()
    sound = _limited(prepared, setting, reduction)
    frames, heard = encoded(job.path, sound, form, workers=workers, kept=kept)
    if heard.frames != frames:
        raise _damaged(job, frames, heard.frames)
    return Mastered(
        heard.loudness,
        frames,
        setting.decibels,
        reduction,
        number,
        traits=heard.traits,
        momentary=heard.momentary,
        short_term=heard.short_term,
    )


def _limited(prepared: RenderedMix, setting: Setting, reduction: Reduction) -> Iterator[Block]:
    """Return the sound for the encoder: times one factor, and limited where it needs to be."""
    if is_clear(prepared, setting):
        factor = np.float32(setting.gain)
        return (block * factor for block in prepared.sound.blocks())
    rows = prepared.survey.rows(setting.limit, at_most=setting.limit)
    rate = prepared.shape.rate
    return limited_again(prepared.sound, rows, setting, rate=rate, reduction=reduction)


def _miss(form: DeliveryFormat, made: Mastered) -> float:
    """Return how far a file is from being right, which is 0: the sum of what both figures miss."""
    heard = made.loudness
    if heard.integrated is None or heard.true_peak is None:
        return math.inf
    level = max(0.0, abs(heard.integrated - form.loudness) - _LOUDNESS_WITHIN)
    return level + max(0.0, heard.true_peak - form.true_peak - _PEAK_WITHIN)


def _relief(job: Job, made: Mastered) -> Relief:
    """Find the places where the decoded file rises too high, if there are any."""
    form, peak = job.form, made.loudness.true_peak
    if peak is None or peak <= form.true_peak:
        return NO_RELIEF
    with SoundReader(job.path) as reader:
        return relief_for(
            reader.blocks(),
            rate=form.sample_rate,
            channels=form.channels,
            highest=form.true_peak,
            rounds=made.rounds,
        )


def _findings(form: DeliveryFormat, made: Mastered) -> tuple[Finding, ...]:
    heard = made.loudness
    if _miss(form, made) == 0.0:
        return ()
    was = "-" if heard.integrated is None else f"{heard.integrated:.1f} LUFS"
    peak = "-" if heard.true_peak is None else f"{heard.true_peak:.1f} dBTP"
    more = {
        "delivery": form.name,
        "integrated_lufs": heard.integrated,
        "true_peak_dbtp": heard.true_peak,
        "target_lufs": form.loudness,
        "ceiling_dbtp": form.true_peak,
    }
    target, ceiling = float(form.loudness), float(form.true_peak)
    return (
        LOUDNESS_MISSED(
            delivery=form.name, was=was, peak=peak, target=target, ceiling=ceiling, details=more
        ),
    )


def _is_nothing(prepared: RenderedMix) -> bool:
    return to_seconds(prepared.sound.frames, prepared.shape.rate) < SHORTEST


def _no_sound() -> ContentError:
    return ContentError(NO_SOUND())


def _damaged(job: Job, frames: Samples, decoded: Samples) -> MachineError:
    return MachineError(ENCODE_DAMAGED(delivery=job.form.name, decoded=decoded, frames=frames))


@dataclass(frozen=True, slots=True)
class Heard:
    """What a listener's player gives: how loud, how long, with which traits.

    ``frames`` is 0 where the file is not what was heard. ``momentary`` and ``short_term`` are its
    loudness every 100 ms.
    """

    loudness: Loudness
    frames: Samples
    traits: Traits
    momentary: Series
    short_term: Series


class _Judge:
    """Measures decoded sound as it comes."""

    def __init__(self, form: DeliveryFormat) -> None:
        self._meter = LoudnessMeter(form.sample_rate, form.channels)
        self._tracker = TraitsTracker(form.sample_rate, form.channels)

    @property
    def frames(self) -> int:
        return self._meter.frames

    def push(self, block: Block) -> None:
        self._meter.push(block)
        self._tracker.push(block)

    def result(self) -> Heard:
        meter = self._meter
        return Heard(
            meter.result(),
            Samples(meter.frames),
            self._tracker.result(),
            meter.momentary(),
            meter.short_term(),
        )


class _Mp3Judge:
    """Listens to an MP3 as its frames are written, and cuts the delays off like a player."""

    def __init__(self, form: DeliveryFormat) -> None:
        self._judge = _Judge(form)
        self._decoder = Mp3Decoder(form.channels)
        self._skip = int(ENCODER_DELAY + DECODER_DELAY)
        self._waiting = np.zeros((0, form.channels), np.float32)

    def take(self, frames: list[bytes]) -> None:
        """Hear the next frames; the last of them wait, since the end may have to be cut."""
        for block in self._decoder.decode(frames):
            sound = block[self._skip :]
            self._skip -= len(block) - len(sound)
            line = np.concatenate((self._waiting, sound))
            ready = max(0, len(line) - _HELD_BACK)
            self._judge.push(line[:ready])
            self._waiting = line[ready:]

    def result(self, path: Path, samples: Samples) -> Heard:
        """Judge the finished file, which should hold so many frames."""
        self._judge.push(self._waiting[: max(0, samples - self._judge.frames)])
        with SoundReader(path) as reader:
            declared = declared_frames(reader.info)
        heard = self._judge.result()
        return heard if declared == samples and is_intact(path) else replace(heard, frames=_NONE)


def encoded(
    path: Path, blocks: Iterable[Block], form: DeliveryFormat, *, workers: int, kept: Kept
) -> tuple[Samples, Heard]:
    """Encode blocks as `encode` does, and tell what is heard of the file."""
    if form.codec is not Codec.MP3:
        return encode(path, blocks, form, workers=workers), judged(path, form)
    judge = _Mp3Judge(form)
    frames = encode(path, blocks, form, workers=workers, heard_by=judge.take, kept=kept)
    return frames, judge.result(path, frames)


def judged(path: Path, form: DeliveryFormat) -> Heard:
    """Decode a finished file and measure it."""
    judge = _Judge(form)
    with SoundReader(path) as reader:
        for block in reader.blocks():
            judge.push(block)
    return judge.result()
