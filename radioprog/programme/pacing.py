"""What hinders listeners: sentences that are too long, speech that is too fast, slow or uneven.

Part of the rundown's findings. Figures: 150 to 330 syllables a minute, 50 syllables a sentence,
each item within 15 % of the programme's median pace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from radioprog.kernel.findings import Finding, Place, Text, warning
from radioprog.kernel.units import Seconds, SyllablesPerMinute, to_seconds
from radioprog.programme.rundown import Sound
from radioprog.programme.utterance import Utterance

LONGEST_SENTENCE = 50
SLOWEST, FASTEST = SyllablesPerMinute(150.0), SyllablesPerMinute(330.0)
EVEN = 0.15
_SHORTEST_ITEM = Seconds(10.0)
"""A paragraph shorter than this has no pace worth comparing."""


def pacing_findings(
    spoken: Sequence[Utterance], takes: Sequence[Sound | None] = ()
) -> tuple[Finding, ...]:
    """Find long sentences and odd paces; ``takes`` are the sound of each utterance, if known."""
    first = [one for one in spoken if not one.reading_number]
    return (*_long_sentences(first), *_asked_paces(first), *_uneven(spoken, takes))


def _long_sentences(spoken: Sequence[Utterance]) -> Iterator[Finding]:
    sentences: list[list[Utterance]] = []
    for one in spoken:
        if one.continues and sentences:
            sentences[-1].append(one)
        else:
            sentences.append([one])
    for sentence in sentences:
        count = sum(one.syllables for one in sentence)
        if count > LONGEST_SENTENCE:
            yield warning(
                "long-sentence",
                Text(
                    f"câu dài {count} âm tiết, người nghe khó theo kịp",
                    f"this sentence has {count} syllables, hard for listeners to follow",
                ),
                Text(
                    f"tách thành các câu ngắn hơn {LONGEST_SENTENCE} âm tiết",
                    f"cut it into sentences of less than {LONGEST_SENTENCE} syllables",
                ),
                sentence[0].place,
                syllables=count,
            )


def _asked_paces(spoken: Sequence[Utterance]) -> Iterator[Finding]:
    seen = set()
    for one in spoken:
        if not one.voices or one.speaker in seen:
            continue
        seen.add(one.speaker)
        pace = one.voices[0].pace
        if not SLOWEST <= pace <= FASTEST:
            yield _pace(
                Text(f"giọng {one.speaker} đọc {pace:g} âm tiết/phút",
                     f"{one.speaker} speaks {pace:g} syllables a minute"),
                Text(f"đặt tốc độ của giọng từ {SLOWEST:g} đến {FASTEST:g}",
                     f"set the voice's pace between {SLOWEST:g} and {FASTEST:g}"),
                one.place, pace,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph as it was spoken: where, and at which pace."""

    place: Place
    pace: SyllablesPerMinute


def _uneven(spoken: Sequence[Utterance], takes: Sequence[Sound | None]) -> Iterator[Finding]:
    items = list(_items(spoken, takes))
    if not items:
        return
    usual = median(item.pace for item in items)
    for item in items:
        part = item.pace / usual - 1.0
        if abs(part) > EVEN:
            yield _pace(
                Text(f"đoạn này đọc {item.pace:.0f} âm tiết/phút, cả chương trình {usual:.0f}",
                     f"this is spoken at {item.pace:.0f} syllables a minute, the programme at "
                     f"{usual:.0f}"),
                Text("chỉnh tốc độ các giọng cho gần nhau", "bring the voices' paces closer"),
                item.place, item.pace,
            )  # fmt: skip


def _items(spoken: Sequence[Utterance], takes: Sequence[Sound | None]) -> Iterator[_Item]:
    known = [
        (one, take)
        for one, take in zip(spoken, takes, strict=False)
        if take is not None and not one.reading_number
    ]
    for _, group in groupby(known, key=lambda pair: pair[0].paragraph):
        pairs = list(group)
        length = sum(to_seconds(take.length) for _, take in pairs)
        if length >= _SHORTEST_ITEM:
            syllables = sum(one.syllables for one, _ in pairs)
            yield _Item(pairs[0][0].place, SyllablesPerMinute(syllables * 60.0 / length))


def _pace(message: Text, remedy: Text, place: Place, pace: SyllablesPerMinute) -> Finding:
    return warning("pace", message, remedy, place, pace=round(pace, 1))
