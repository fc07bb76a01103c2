"""What the rundown has to tell the producer: lengths, cuts, fades, and what hinders listeners.

`plan`, `check` and `build` tell the same: before any sound exists a paragraph is as fast as its
voice was asked to be, afterwards as fast as it was measured. The figures of pace and sentence are
those of `audio.meter.quality.Thresholds`. What is found is declared in `programme.findings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from radioprog.audio.meter.quality import USUAL, Thresholds
from radioprog.kernel.findings import NOWHERE, Finding, Language, Place, Text
from radioprog.kernel.text import WELL_COUNTED
from radioprog.kernel.units import Samples, Seconds, SyllablesPerMinute, to_samples, to_seconds
from radioprog.programme import findings as say
from radioprog.programme.rundown import Item, clock
from radioprog.programme.sound import Sound
from radioprog.programme.utterance import Utterance, estimated_length
from radioprog.script.model import Script, SoundCue

TOLERANCE = Seconds(0.05)
"""A programme that is off its declared length by no more than this is on time."""
SHORT = 0.01
"""A programme without closing music that is shorter than asked for by this part is told."""
_HOLE = Seconds(2.0)
"""Silence that nobody asked for, from here on, sounds like a fault."""


def spell(count: Samples) -> Text:
    """Say a length in words: seconds with a tenth below a minute, else minutes and seconds.

    >>> spell(Samples(15_000)).vi, spell(Samples(48_000 * 570)).vi, spell(Samples(48_000 * 60)).en
    ('0,3 giây', '9 phút 30 giây', '1 min')
    """
    seconds = to_seconds(count)
    if seconds < 59.95:
        return Text(f"{seconds:.1f} giây".replace(".", ","), f"{seconds:.1f} s")
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        (number, unit)
        for number, unit in (
            (hours, Text("giờ", "h")),
            (minutes, Text("phút", "min")),
            (rest, Text("giây", "s")),
        )
        if number
    ]
    languages: tuple[Language, Language] = ("vi", "en")
    return Text(
        *(" ".join(f"{number} {unit.to(each)}" for number, unit in parts) for each in languages)
    )


# --- recorded sound ---


def cut_findings(cue: SoundCue, sound: Sound) -> list[Finding]:
    """Compare a cue's in and out points with the length of its file."""
    length = clock(sound.length)
    if cue.start is not None and to_samples(cue.start) >= sound.length:
        return [say.CUT_BEGINS_OUTSIDE(cue.place, file=cue.file, length=length)]
    if cue.end is not None and to_samples(cue.end) > sound.length + to_samples(TOLERANCE):
        return [say.CUT_ENDS_OUTSIDE(cue.place, file=cue.file, length=length)]
    return []


def fade_findings(item: Item) -> list[Finding]:
    """Tell of fades that the script asks for and that are longer than what is played."""
    cue = item.cue
    if cue is None:
        return []
    asked = to_samples(Seconds((cue.fade_in or 0.0) + (cue.fade_out or 0.0)))
    if asked <= item.length + to_samples(TOLERANCE):
        return []
    length = spell(item.length)
    return [say.FADE_TOO_LONG(cue.place, file=cue.file, length=length, asked=spell(asked))]


# --- the length ---


def ending_findings(
    script: Script,
    closing: Item | None,
    *,
    content: Samples,
    length: Samples,
    target: Samples | None,
    hole: Samples,
) -> list[Finding]:
    """Tell whether the programme runs over, or is too short.

    ``hole`` is the silence between the last word and the closing music.
    """
    if target is None:
        return []
    place = script.meta.places.get("length", NOWHERE)
    if length > target + to_samples(TOLERANCE):
        more = Text("", "") if closing is None else say.ONLY_ITS_FADE
        excess = Samples(content - target)
        over = {"over": round(to_seconds(excess), 3)}
        return [
            say.OVER_LENGTH(
                place, details=over, excess=spell(excess), target=clock(target), more=more
            )
        ]
    missing = Samples(target - length)
    if closing is None:
        return [_under(missing, target, place)] if length < target * (1.0 - SHORT) else []
    music = clock(closing.span)
    if missing > to_samples(TOLERANCE):
        told = {"missing": spell(missing), "target": clock(target), "music": music}
        return [say.ENDS_EARLY(place, details=_short(missing), **told)]
    if _repeated(closing):
        details = _short(Samples(closing.length - closing.span))
        return [say.STRETCHED(place, details=details, music=music, filled=clock(closing.length))]
    if hole > to_samples(_HOLE):
        return [say.SILENCE(place, details=_short(hole), hole=spell(hole))]
    return []


def _under(missing: Samples, target: Samples, place: Place) -> Finding:
    told = {"missing": spell(missing), "target": clock(target)}
    return say.UNDER_LENGTH(place, details=_short(missing), **told)


def _short(missing: Samples) -> dict[str, float]:
    return {"under": round(to_seconds(missing), 3)}


def _repeated(closing: Item) -> bool:
    plays = (closing.cue.loops if closing.cue else None) or 1
    return closing.phase + closing.length > plays * closing.span


# --- words and pace ---


def pacing_findings(
    spoken: Sequence[Utterance], *, thresholds: Thresholds = USUAL
) -> tuple[Finding, ...]:
    """Find long sentences and odd paces; what is read a second time is judged once."""
    said = [one for one in spoken if not one.reading_number]
    return (
        *_long_sentences(said, thresholds),
        *_asked_paces(said, thresholds),
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
        parts = 1 + sum(one.forced for one in sentence)
        if count > thresholds.sentence:
            told = {"syllables": count, "most": thresholds.sentence}
            details = {"syllables": count}
            place = sentence[0].place
            if parts > 1:
                yield say.SENTENCE_CUT(place, details=details, parts=parts, **told)
            else:
                yield say.LONG_SENTENCE(place, details=details, **told)


def _asked_paces(spoken: Sequence[Utterance], thresholds: Thresholds) -> Iterator[Finding]:
    """Judge what each speaker's voices are asked for, those that stand by as well."""
    seen = set()
    for one in spoken:
        for voice in one.voices:
            if (one.speaker, voice) in seen or thresholds.can_be_followed(voice.pace):
                continue
            seen.add((one.speaker, voice))
            yield say.PACE_ASKED(
                one.place,
                details={"pace": round(voice.pace, 1)},
                speaker=one.speaker,
                voice=str(voice),
                pace=voice.pace,
                manner=say.FAST if voice.pace > thresholds.fastest else say.SLOW,
                slowest=thresholds.slowest,
                fastest=thresholds.fastest,
            )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A paragraph, or all that somebody says: who, where, and at which pace."""

    speaker: str
    place: Place
    pace: SyllablesPerMinute


def _paragraphs(said: Sequence[Utterance], thresholds: Thresholds) -> Iterator[_Spoken]:
    """Return each paragraph that is long enough to have a pace, as it was spoken or will be.

    Left out are languages whose syllables are only guessed at, and voices that were asked for an
    odd pace, which is told already.
    """
    sure = [
        one
        for one in said
        if one.language.partition("-")[0] in WELL_COUNTED
        and thresholds.can_be_followed(_asked(one))
    ]
    for _, group in groupby(sure, key=lambda one: one.paragraph):
        paragraph = list(group)
        length = sum(to_seconds(_length(one)) for one in paragraph)
        if length >= thresholds.pace_judged_from:
            first, syllables = paragraph[0], sum(one.syllables for one in paragraph)
            pace = _rounded(syllables * 60.0 / length)
            yield _Spoken(first.speaker, first.place, pace)


def _length(one: Utterance) -> Samples:
    return estimated_length(one) if one.take is None else one.take.length


def _asked(one: Utterance) -> SyllablesPerMinute:
    """Return the pace asked of the voice that spoke, or that will speak."""
    if one.take is not None and one.take.voice is not None:
        return one.take.voice.pace
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
        found = _judged(
            whole, usual, thresholds, who=Text(speaker, speaker), remedy=say.OTHER_VOICE
        )
        if found is not None:
            yield found
            continue
        for one in own:
            if abs(one.pace / whole.pace - 1.0) <= thresholds.pace_wander:
                continue
            found = _judged(one, usual, thresholds, who=say.THIS_PARAGRAPH, remedy=say.LISTEN)
            if found is not None:
                yield found


def _median(paragraphs: Sequence[_Spoken]) -> SyllablesPerMinute:
    return _rounded(median(one.pace for one in paragraphs))


def _rounded(pace: float) -> SyllablesPerMinute:
    """Drop what only comes of lengths being whole frames."""
    return SyllablesPerMinute(round(pace, 1))


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
    return say.PACE(
        one.place,
        details={"pace": one.pace},
        who=who,
        pace=one.pace,
        manner=say.FAST if one.pace > thresholds.fastest else say.SLOW,
        remedy=remedy,
    )


def _uneven(one: _Spoken, usual: SyllablesPerMinute, who: Text, remedy: Text) -> Finding:
    return say.PACE_UNEVEN(
        one.place,
        details={"pace": one.pace, "usual": usual},
        who=who,
        pace=one.pace,
        usual=usual,
        remedy=remedy,
    )
