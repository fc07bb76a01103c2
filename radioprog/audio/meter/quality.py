"""Quality control: which figures of a sound a person should look at.

Stands after measuring. Pure functions over plain values; the thresholds are data. Everything found
here is a warning: a programme is made all the same, and `as_errors` turns them for a strict check.

Codes: ``undeclared-silence``, ``silent-recording``, ``head-silence``, ``tail-silence``,
``clipping``, ``out-of-phase``, ``mono-loss``, ``dc-offset``, ``missing-channel``. By the same
thresholds `item_quality` judges steps in level, and `radioprog.programme.pacing` judges paces and
sentences.

Quality control of items: do they stand at one level?

Stands beside `quality`, whose thresholds it goes by. Code: ``level-jump``, a warning.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from radioprog.audio.meter.traits import Stretch, Traits
from radioprog.kernel.findings import NOWHERE, Finding, Place, Severity, Text, warning
from radioprog.kernel.units import (
    Decibels,
    Factor,
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
        replace(found, severity=Severity.ERROR) if found.severity is Severity.WARNING else found
        for found in findings
    )


def _overlap(one: Stretch, other: Stretch) -> float:
    return max(0.0, min(one.end, other.end) - max(one.start, other.start))


_TRIM = Text("cắt bỏ phần im lặng", "cut the silence away")


def _silent(silence: Stretch, place: Place) -> Finding:
    return warning(
        "silent-recording",
        Text("cả bản ghi im lặng", "the whole recording is silent"),
        Text("kiểm tra micrô và mức thu", "check the microphone and the recording level"),
        place,
        **_span(silence),
    )


def _head(silence: Stretch, place: Place) -> Finding:
    seconds = f"{silence.length:.1f}"
    text = Text(f"im lặng {seconds} giây ở đầu", f"{seconds} s of silence at the head")
    return warning("head-silence", text, _TRIM, place, **_span(silence))


def _tail(silence: Stretch, place: Place) -> Finding:
    seconds = f"{silence.length:.1f}"
    text = Text(f"im lặng {seconds} giây ở cuối", f"{seconds} s of silence at the tail")
    return warning("tail-silence", text, _TRIM, place, **_span(silence))


def _inside(silence: Stretch, place: Place, *, long: bool) -> Finding:
    span = f"{_clock(silence.start)} - {_clock(silence.end)}"
    return warning(
        "undeclared-silence",
        Text(
            f"im lặng {span}{', người nghe tưởng mất sóng' if long else ''}",
            f"silence {span}{', so long that it sounds off air' if long else ''}",
        ),
        Text(
            "cắt bỏ, hoặc ghi (nghỉ …) trong kịch bản nếu cố ý",
            "cut it out, or write (pause …) in the script if it is meant",
        ),
        place,
        **_span(silence),
    )


def _span(silence: Stretch) -> dict[str, float]:
    return {"start": round(silence.start, 3), "end": round(silence.end, 3)}


def _clipping(traits: Traits, place: Place, thresholds: Thresholds) -> list[Finding]:
    if traits.clipped_runs < thresholds.clipped_runs:
        return []
    return [
        warning(
            "clipping",
            Text(
                f"âm thanh bị vỡ (cắt đỉnh) ở {traits.clipped_runs} chỗ",
                f"the sound is clipped in {traits.clipped_runs} places",
            ),
            Text(
                "ghi lại với mức thu thấp hơn, hoặc dùng bản ghi gốc",
                "record at a lower level, or use the original recording",
            ),
            place,
            clipped_runs=traits.clipped_runs,
        )
    ]


def _phase(traits: Traits, place: Place, thresholds: Thresholds) -> list[Finding]:
    bad = [found for found in traits.out_of_phase if found.length >= thresholds.out_of_phase]
    if traits.correlation is not None and (traits.correlation < thresholds.correlation or bad):
        first = bad[0].start if bad else Seconds(0.0)
        return [
            warning(
                "out-of-phase",
                Text(
                    f"hai kênh ngược pha từ {_clock(first)}: loa mono sẽ mất tiếng",
                    f"left and right are out of phase from {_clock(first)}: mono loses the sound",
                ),
                Text(
                    "đảo dây một micrô, hoặc chỉ dùng một kênh",
                    "swap the wires of one microphone, or use one channel only",
                ),
                place,
                correlation=round(traits.correlation, 3),
            )
        ]
    if traits.mono_loss is not None and traits.mono_loss > thresholds.mono_loss:
        return [
            warning(
                "mono-loss",
                Text(
                    f"nghe mono mất {traits.mono_loss:.1f} dB",
                    f"heard in mono it loses {traits.mono_loss:.1f} dB",
                ),
                Text("dùng bản mono hoặc chỉ một kênh", "use a mono version, or one channel only"),
                place,
                mono_loss_db=round(traits.mono_loss, 2),
            )
        ]
    return []


def _channels(traits: Traits, place: Place, thresholds: Thresholds) -> list[Finding]:
    found = []
    offset = max((abs(value) for value in traits.offsets), default=0.0)
    if offset > thresholds.offset:
        found.append(
            warning(
                "dc-offset",
                Text(
                    f"tín hiệu lệch một chiều (DC) {offset:.1%}",
                    f"the signal has a DC offset of {offset:.1%}",
                ),
                Text("kiểm tra máy ghi hoặc cạc âm thanh", "check the recorder or sound card"),
                place,
                offset=round(offset, 4),
            )
        )
    loudest = max(traits.powers, default=0.0)
    floor = loudest * 10.0 ** (-thresholds.channel_gap / 10.0)
    for number, power in enumerate(traits.powers, start=1):
        if len(traits.powers) == 2 and power < floor:
            gap = 10.0 * math.log10(loudest / power) if power > 0.0 else math.inf
            found.append(_missing_channel(number, gap, place))
    return found


def _missing_channel(number: int, gap: float, place: Place) -> Finding:
    vi, en = (("trái", "left"), ("phải", "right"))[number - 1]
    return warning(
        "missing-channel",
        Text(f"kênh {vi} không có tiếng", f"the {en} channel has no sound"),
        Text(
            "kiểm tra dây micrô, hoặc lưu bản ghi dạng mono",
            "check the microphone's wire, or save the recording as mono",
        ),
        place,
        channel=en,
        gap_db=round(gap, 1) if math.isfinite(gap) else None,
    )


def _clock(time: Seconds) -> str:
    minutes, seconds = divmod(max(0.0, time), 60.0)
    return f"{int(minutes)}:{seconds:04.1f}"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a programme as quality control hears it: an utterance or a clip.

    ``place`` is its line in the script; ``loudness`` is ``None`` where it is too short or silent.
    """

    name: str
    place: Place = NOWHERE
    loudness: Lufs | None = None


def level_findings(items: Sequence[Item], *, thresholds: Thresholds = USUAL) -> tuple[Finding, ...]:
    """Judge the steps in loudness from one item to the next."""
    loud = [item for item in items if item.loudness is not None]
    found = []
    for before, after in pairwise(loud):
        jump = (after.loudness or 0.0) - (before.loudness or 0.0)
        if abs(jump) > thresholds.level_jump:
            found.append(
                warning(
                    "level-jump",
                    Text(
                        f"«{after.name}» {'to' if jump > 0 else 'nhỏ'} hơn «{before.name}» "
                        f"{abs(jump):.1f} LU",
                        f"«{after.name}» is {abs(jump):.1f} LU "
                        f"{'louder' if jump > 0 else 'softer'} than «{before.name}»",
                    ),
                    Text(
                        f"chỉnh mức, ví dụ thêm | {-jump:+.0f} dB vào dòng này",
                        f"set its level, for example | {-jump:+.0f} dB on this line",
                    ),
                    after.place,
                    jump_lu=round(jump, 2),
                )
            )
    return tuple(found)
