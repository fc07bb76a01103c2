"""What hinders listeners: sentences that are too long, speech that is too fast, slow or uneven.

Part of the rundown's findings, so `plan`, `check` and `build` tell the same: before any sound
exists a paragraph is as fast as its voice was asked to be, afterwards as fast as it was measured.
The figures are those of `audio.meter.quality.Thresholds`. Codes: ``long-sentence``, ``pace``,
``pace-uneven``; all warnings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from radioprog.audio.meter.quality import USUAL, Thresholds
from radioprog.kernel.findings import Finding, Place, Text, warning
from radioprog.kernel.syllables import WELL_COUNTED
from radioprog.kernel.units import SyllablesPerMinute, to_seconds
from radioprog.programme.rundown import Sound
from radioprog.programme.utterance import Utterance, estimated_length


def pacing_findings(
    spoken: Sequence[Utterance],
    takes: Sequence[Sound | None] = (),
    *,
    thresholds: Thresholds = USUAL,
) -> tuple[Finding, ...]:
    """Find long sentences and odd paces; ``takes`` are the sound of each utterance, if known.

    What is read a second time is judged once.
    """
    known = zip(spoken, takes or [None] * len(spoken), strict=True)
    said = [(one, take) for one, take in known if not one.reading_number]
    first = [one for one, _ in said]
    return (
        *_long_sentences(first, thresholds),
        *_asked_paces(first, thresholds),
        *_odd_paces(list(_paragraphs(said, thresholds)), thresholds),
    )


def _long_sentences(spoken: Sequence[Utterance], thresholds: Thresholds) -> Iterator[Finding]:
    sentences: list[list[Utterance]] = []
    for one in spoken:
        if one.continues and sentences:
            sentences[-1].append(one)
        else:
            sentences.append([one])
    for sentence in sentences:
        count = sum(one.syllables for one in sentence)
        if count > thresholds.sentence:
            yield warning(
                "long-sentence",
                Text(
                    f"câu dài {count} âm tiết, người nghe khó theo kịp",
                    f"this sentence has {count} syllables, hard for listeners to follow",
                ),
                Text(
                    f"tách thành các câu không quá {thresholds.sentence} âm tiết",
                    f"cut it into sentences of at most {thresholds.sentence} syllables",
                ),
                sentence[0].place,
                syllables=count,
            )


def _asked_paces(spoken: Sequence[Utterance], thresholds: Thresholds) -> Iterator[Finding]:
    """Judge what each speaker's voices are asked for, those that stand by as well."""
    seen = set()
    for one in spoken:
        for voice in one.voices:
            if (one.speaker, voice) in seen or thresholds.can_be_followed(voice.pace):
                continue
            seen.add((one.speaker, voice))
            slowest, fastest = thresholds.slowest, thresholds.fastest
            too_fast = voice.pace > fastest
            yield warning(
                "pace",
                Text(
                    f"giọng {one.speaker} ({voice}) được đặt {voice.pace:g} âm tiết/phút, "
                    f"quá {'nhanh' if too_fast else 'chậm'}",
                    f"{one.speaker} ({voice}) is asked for {voice.pace:g} syllables a minute, "
                    f"too {'fast' if too_fast else 'slow'}",
                ),
                Text(
                    f"đặt tốc độ (pace) của giọng từ {slowest:g} đến {fastest:g}",
                    f"set the voice's pace between {slowest:g} and {fastest:g}",
                ),
                one.place,
                pace=round(voice.pace, 1),
            )


# -- what came out -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A paragraph, or all that somebody says: who, where, and at which pace."""

    speaker: str
    place: Place
    pace: SyllablesPerMinute


def _paragraphs(
    said: Sequence[tuple[Utterance, Sound | None]], thresholds: Thresholds
) -> Iterator[_Spoken]:
    """Give each paragraph that is long enough to have a pace, as it was spoken or will be.

    Left out are languages whose syllables are only guessed at, and voices that were asked for an
    odd pace, which is told already.
    """
    sure = [
        (one, estimated_length(one) if take is None else take.length)
        for one, take in said
        if one.language.partition("-")[0] in WELL_COUNTED
        and thresholds.can_be_followed(_asked(one, take))
    ]
    for _, group in groupby(sure, key=lambda pair: pair[0].paragraph):
        pairs = list(group)
        length = sum(to_seconds(frames) for _, frames in pairs)
        if length >= thresholds.pace_judged_from:
            first, syllables = pairs[0][0], sum(one.syllables for one, _ in pairs)
            pace = _rounded(syllables * 60.0 / length)
            yield _Spoken(first.speaker, first.place, pace)


def _asked(one: Utterance, take: Sound | None) -> SyllablesPerMinute:
    """Give the pace asked of the voice that spoke, or that will speak."""
    if take is not None and take.voice is not None:
        return take.voice.pace
    return one.pace


def _odd_paces(paragraphs: Sequence[_Spoken], thresholds: Thresholds) -> Iterator[Finding]:
    """Judge each speaker, who is told once; else the paragraphs that stand out from the speaker."""
    if not paragraphs:
        return
    usual = _median(
        [one for one in paragraphs if thresholds.can_be_followed(one.pace)] or paragraphs
    )
    for speaker in dict.fromkeys(one.speaker for one in paragraphs):
        own = [one for one in paragraphs if one.speaker == speaker]
        whole = replace(own[0], pace=_median(own))
        found = _judged(whole, usual, thresholds, who=Text(speaker, speaker), remedy=_OTHER_VOICE)
        if found is not None:
            yield found
            continue
        for one in own:
            if abs(one.pace / whole.pace - 1.0) <= thresholds.pace_wander:
                continue
            found = _judged(one, usual, thresholds, who=_THIS, remedy=_LISTEN)
            if found is not None:
                yield found


def _median(paragraphs: Sequence[_Spoken]) -> SyllablesPerMinute:
    return _rounded(median(one.pace for one in paragraphs))


def _rounded(pace: float) -> SyllablesPerMinute:
    """Drop what only comes of lengths being whole frames."""
    return SyllablesPerMinute(round(pace, 1))


_THIS = Text("đoạn này", "this paragraph")
_LISTEN = Text(
    "nghe lại đoạn này: chỗ đọc sai thì viết {chữ viết|cách đọc}, chỗ ngắt vụn thì viết lại câu",
    "listen to it: write {written|spoken} where it is read wrongly, mend the words where it halts",
)
_OTHER_VOICE = Text(
    "đổi tốc độ (pace) của giọng này, hoặc chọn giọng khác",
    "change this voice's pace, or choose another voice",
)


def _judged(
    one: _Spoken, usual: SyllablesPerMinute, thresholds: Thresholds, *, who: Text, remedy: Text
) -> Finding | None:
    """Judge a pace against what listeners follow, then against the programme's usual one."""
    if not thresholds.can_be_followed(one.pace):
        return _hard_to_follow(one, thresholds, who, remedy)
    if abs(one.pace / usual - 1.0) > thresholds.pace_spread:
        return _uneven(one, usual, who, remedy)
    return None


def _hard_to_follow(one: _Spoken, thresholds: Thresholds, who: Text, remedy: Text) -> Finding:
    fast = one.pace > thresholds.fastest
    return warning(
        "pace",
        Text(
            f"{who.vi} đọc {one.pace:.0f} âm tiết/phút, quá {'nhanh' if fast else 'chậm'}",
            f"{who.en} comes out at {one.pace:.0f} syllables a minute, "
            f"too {'fast' if fast else 'slow'}",
        ),
        remedy,
        one.place,
        pace=one.pace,
    )


def _uneven(one: _Spoken, usual: SyllablesPerMinute, who: Text, remedy: Text) -> Finding:
    return warning(
        "pace-uneven",
        Text(
            f"{who.vi} đọc {one.pace:.0f} âm tiết/phút, cả chương trình {usual:.0f}",
            f"{who.en} comes out at {one.pace:.0f} syllables a minute, "
            f"the programme at {usual:.0f}",
        ),
        remedy,
        one.place,
        pace=one.pace,
        usual=usual,
    )
