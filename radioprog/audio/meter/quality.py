"""Quality control: which figures of a sound a person should look at.

Stands after measuring. Pure functions over plain values; the thresholds are data. Everything found
here is a warning: a programme is made all the same, and `as_errors` turns them for a strict check.

Codes: ``undeclared-silence``, ``silent-recording``, ``head-silence``, ``tail-silence``,
``clipping``, ``out-of-phase``, ``mono-loss``, ``dc-offset``, ``missing-channel``,
``uneven-channels``, ``mains-hum``; of what a file is, ``telephone-sound``, ``low-bitrate``,
``clip-too-short``.
By the same thresholds `item_quality` judges steps in level, and `radioprog.programme.checks` judges
paces and sentences.

Quality control of items: do they stand at one level?

Stands beside `quality`, whose thresholds it goes by. Code: ``level-jump``, a warning.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from radioprog.audio.meter import findings as say
from radioprog.audio.meter.traits import Stretch, Traits
from radioprog.kernel.findings import NOWHERE, Finding, Place, Severity
from radioprog.kernel.units import (
    BitRate,
    Decibels,
    Factor,
    Hertz,
    LoudnessUnits,
    Lufs,
    Seconds,
    SyllablesPerMinute,
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on something is worth a person's look."""

    silence: Seconds = Seconds(2.0)
    long_silence: Seconds = Seconds(4.0)
    head: Seconds = Seconds(2.0)
    tail: Seconds = Seconds(4.0)
    clipped_runs: int = 1
    out_of_phase: Seconds = Seconds(2.0)
    correlation: float = 0.0
    mono_loss: Decibels = Decibels(6.0)
    offset: Factor = Factor(0.01)
    channel_gap: Decibels = Decibels(40.0)
    """From here on the softer of two channels has no sound."""
    uneven: Decibels = Decibels(18.0)
    """From here on the softer of two channels was recorded at a wrong level."""
    hum: Decibels = Decibels(-60.0)
    """From here on hum is heard in the pauses (dBFS)."""
    telephone: Hertz = Hertz(8000)
    lowest_bit_rate: BitRate = BitRate(32_000)
    """Below this, MP3 is dull; for Opus, AAC and AMR a bit rate says less."""
    shortest: Seconds = Seconds(0.1)
    level_jump: LoudnessUnits = LoudnessUnits(3.0)
    slowest: SyllablesPerMinute = SyllablesPerMinute(150.0)
    fastest: SyllablesPerMinute = SyllablesPerMinute(330.0)
    pace_spread: float = 0.15
    """How far a pace may be from the programme's median, as a part of it."""
    pace_wander: float = 0.05
    """How far a voice wanders from its own pace by itself: nothing that a person could mend."""
    pace_judged_from: Seconds = Seconds(10.0)
    """A shorter paragraph has no pace worth comparing."""
    sentence: int = 50
    """Syllables in a sentence that listeners still follow."""

    def can_be_followed(self, pace: SyllablesPerMinute) -> bool:
        """Tell whether listeners follow speech at this pace."""
        return self.slowest <= pace <= self.fastest


USUAL = Thresholds()


def sound_findings(
    traits: Traits,
    *,
    declared: Sequence[Stretch] = (),
    place: Place = NOWHERE,
    thresholds: Thresholds = USUAL,
) -> tuple[Finding, ...]:
    """Judge a whole sound; ``declared`` are the pauses that the script asked for."""
    return (
        *silence_findings(traits, declared=declared, place=place, thresholds=thresholds),
        *_clipping(traits, place, thresholds),
        *_phase(traits, place, thresholds),
        *_channels(traits, place, thresholds),
    )


def file_findings(
    *,
    codec: str,
    rate: Hertz,
    bit_rate: BitRate | None,
    duration: Seconds,
    place: Place = NOWHERE,
    thresholds: Thresholds = USUAL,
) -> tuple[Finding, ...]:
    """Judge what a file is, whatever is heard in it: its own rate (Hz), bit rate, length (s).

    >>> [one.code for one in file_findings(
    ...     codec="mp3", rate=Hertz(8000), bit_rate=BitRate(16000), duration=Seconds(9.0))]
    ['telephone-sound', 'low-bitrate']
    """
    found = []
    if 0.0 < duration < thresholds.shortest:
        found.append(say.HARDLY_ANY(place, seconds=float(duration)))
    if rate <= thresholds.telephone:
        found.append(say.TELEPHONE(place, rate=int(rate)))
    if codec.startswith("mp3") and bit_rate and bit_rate < thresholds.lowest_bit_rate:
        kilobits = round(bit_rate / 1000)
        found.append(say.LOW_BITRATE(place, codec="MP3", kilobits=kilobits))
    return tuple(found)


def silence_findings(
    traits: Traits,
    *,
    declared: Sequence[Stretch] = (),
    place: Place = NOWHERE,
    thresholds: Thresholds = USUAL,
) -> tuple[Finding, ...]:
    """Judge silences: at the head, at the tail, and between, where nobody asked for them."""
    found: list[Finding] = []
    for silence in traits.silences:
        at_head = silence.start <= 0.0
        at_tail = silence.end >= traits.duration
        rest = silence.length - sum(_overlap(silence, pause) for pause in declared)
        if at_head and at_tail:
            found.append(_silent(silence, place))
        elif at_head and rest > thresholds.head:
            found.append(_head(silence, place))
        elif at_tail and rest > thresholds.tail:
            found.append(_tail(silence, place))
        elif not (at_head or at_tail) and rest >= thresholds.silence:
            found.append(_inside(silence, place, long=rest >= thresholds.long_silence))
    return tuple(found)


def as_errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Turn warnings into errors, for a strict check."""
    return tuple(
        found.weighing(Severity.ERROR) if found.severity is Severity.WARNING else found
        for found in findings
    )


def _overlap(one: Stretch, other: Stretch) -> float:
    return max(0.0, min(one.end, other.end) - max(one.start, other.start))


def _silent(silence: Stretch, place: Place) -> Finding:
    return say.SILENT(place, details=_span(silence))


def _head(silence: Stretch, place: Place) -> Finding:
    return say.HEAD_SILENCE(place, seconds=float(silence.length), details=_span(silence))


def _tail(silence: Stretch, place: Place) -> Finding:
    return say.TAIL_SILENCE(place, seconds=float(silence.length), details=_span(silence))


def _inside(silence: Stretch, place: Place, *, long: bool) -> Finding:
    start, end = _clock(silence.start), _clock(silence.end)
    code = say.LONG_SILENCE if long else say.SILENCE
    return code(place, start=start, end=end, details=_span(silence))


def _span(silence: Stretch) -> dict[str, float]:
    return {"start": round(silence.start, 3), "end": round(silence.end, 3)}


def _clipping(traits: Traits, place: Place, thresholds: Thresholds) -> list[Finding]:
    runs = traits.clipped_runs
    if runs < thresholds.clipped_runs:
        return []
    return [say.CLIPPING(place, runs=runs, details={"clipped_runs": runs})]


def _phase(traits: Traits, place: Place, thresholds: Thresholds) -> list[Finding]:
    bad = [found for found in traits.out_of_phase if found.length >= thresholds.out_of_phase]
    if traits.correlation is not None and (traits.correlation < thresholds.correlation or bad):
        first = _clock(bad[0].start if bad else Seconds(0.0))
        more = {"correlation": round(traits.correlation, 3)}
        return [say.OUT_OF_PHASE(place, start=first, details=more)]
    loss = traits.mono_loss
    if loss is not None and loss > thresholds.mono_loss:
        return [say.MONO_LOSS(place, loss=float(loss), details={"mono_loss_db": round(loss, 2)})]
    return []


def _channels(traits: Traits, place: Place, thresholds: Thresholds) -> list[Finding]:
    found = []
    offset = max((abs(value) for value in traits.offsets), default=0.0)
    if offset > thresholds.offset:
        found.append(
            say.DC_OFFSET(place, offset=float(offset), details={"offset": round(offset, 4)})
        )
    if traits.hum is not None and traits.hum > thresholds.hum:
        level = round(float(traits.hum), 1)
        found.append(say.MAINS_HUM(place, level=level, details={"hum_dbfs": level}))
    loudest = max(traits.powers, default=0.0)
    for number, power in enumerate(traits.powers, start=1):
        if len(traits.powers) != 2 or loudest <= 0.0:
            continue
        gap = 10.0 * math.log10(loudest / power) if power > 0.0 else math.inf
        if gap >= thresholds.uneven:
            missing = gap > thresholds.channel_gap
            found.append(_softer_channel(number, gap, place, missing=missing))
    return found


def _softer_channel(number: int, gap: float, place: Place, *, missing: bool) -> Finding:
    more = {
        "channel": ("left", "right")[number - 1],
        "gap_db": round(gap, 1) if math.isfinite(gap) else None,
    }
    channel = (say.LEFT, say.RIGHT)[number - 1]
    if missing:
        return say.MISSING_CHANNEL(place, channel=channel, details=more)
    return say.UNEVEN_CHANNELS(place, channel=channel, gap=float(gap), details=more)


def _clock(time: Seconds) -> str:
    minutes, seconds = divmod(max(0.0, time), 60.0)
    return f"{int(minutes)}:{seconds:04.1f}"


@dataclass(frozen=True, slots=True)
class MeasuredItem:
    """One item of a programme as quality control hears it: an utterance or a clip.

    ``place`` is its line in the script; ``loudness`` is ``None`` where it is too short or silent.
    """

    name: str
    place: Place = NOWHERE
    loudness: Lufs | None = None


def level_findings(
    items: Sequence[MeasuredItem], *, thresholds: Thresholds = USUAL
) -> tuple[Finding, ...]:
    """Judge the steps in loudness from one item to the next."""
    loud = [item for item in items if item.loudness is not None]
    found = []
    for before, after in pairwise(loud):
        jump = (after.loudness or 0.0) - (before.loudness or 0.0)
        if abs(jump) > thresholds.level_jump:
            code = say.LOUDER if jump > 0 else say.SOFTER
            found.append(
                code(
                    after.place,
                    after=after.name,
                    before=before.name,
                    jump=float(abs(jump)),
                    change=f"{-jump:+.0f}",
                    details={"jump_lu": round(jump, 2)},
                )
            )
    return tuple(found)
