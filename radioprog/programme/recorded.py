"""Recorded readings: where each sentence stands in what a person has recorded.

Between the running order and the layout: a recording replaces the speech that follows its cue. Its
sound is cut at the sentences' borders, which lie where the syllables say, at the nearest pause of
the reader where there is one; the pieces follow each other without a gap, so it sounds as recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from radioprog.kernel.findings import Finding
from radioprog.kernel.units import (
    MIX_RATE,
    Samples,
    Seconds,
    SyllablesPerMinute,
    to_samples,
    to_seconds,
)
from radioprog.programme import findings as say
from radioprog.programme.sound import Cut, Sound
from radioprog.programme.utterance import Entry, Utterance
from radioprog.script.model import SoundCue
from radioprog.speech.words import estimated_words

SLOWEST_READER, FASTEST_READER = SyllablesPerMinute(110.0), SyllablesPerMinute(330.0)
"""Nobody reads slower or faster: sound and text are not of each other."""
ENOUGH_TO_JUDGE = 6
"""Syllables; fewer say too little about pace."""
_FARTHEST = 0.12
"""A pause further away than this part of the recording is not that of the border."""
_NEARLY = to_samples(Seconds(0.4))
"""A pause so near to a border may always be its own."""


def with_recordings(order: Sequence[Entry], sounds: Mapping[Cut, Sound]) -> tuple[Entry, ...]:
    """Give each utterance that a person has recorded its piece of the recording."""
    pieces = {
        (one.paragraph, number): piece
        for run in _runs(order)
        for (one, number), piece in zip(run, _pieces(run, sounds), strict=True)
    }
    return tuple(
        replace(
            entry,
            utterances=tuple(
                replace(one, take=pieces.get((one.paragraph, number), one.take))
                for number, one in enumerate(entry.utterances)
            ),
        )
        for entry in order
    )


_Run = list[tuple[Utterance, int]]


def _runs(order: Sequence[Entry]) -> Iterator[_Run]:
    """Return the utterances of each recording, with their numbers in their paragraph."""
    spoken = [(one, number) for entry in order for number, one in enumerate(entry.utterances)]
    for number, run in groupby(spoken, key=lambda each: each[0].read_number):
        read = [each for each in run if each[0].read_by is not None]
        if number and read:
            yield read


def played(cue: SoundCue, sound: Sound) -> tuple[Samples, Samples]:
    """Return the frames [start, end) of its file that a cue plays."""
    start = min(to_samples(cue.start or Seconds(0.0)), sound.length)
    end = sound.length if cue.end is None else min(to_samples(cue.end), sound.length)
    return start, Samples(max(start, end))


def _pieces(run: _Run, sounds: Mapping[Cut, Sound]) -> list[Sound | None]:
    cue = run[0][0].read_by
    sound = None if cue is None else sounds.get(Cut.of(cue))
    if cue is None or sound is None:
        return [None] * len(run)
    start, end = played(cue, sound)
    borders = _borders([one.syllables for one, _ in run], start, end, sound.pauses)
    return [
        _piece(one, sound, begin, finish)
        for (one, _), begin, finish in zip(run, borders, borders[1:], strict=False)
    ]


def _piece(one: Utterance, sound: Sound, start: Samples, end: Samples) -> Sound:
    """Cut a sentence out; its words are spread over what sounds of it."""
    first, last = _sounding(start, end, sound.pauses)
    words = estimated_words(one.spoken, one.language, to_seconds(Samples(last - first)))
    lead = to_seconds(Samples(first - start))
    moved = tuple(
        replace(word, start=Seconds(word.start + lead), end=Seconds(word.end + lead))
        for word in words
    )
    length = Samples(end - start)
    return replace(sound, length=length, offset=start, words=moved, pauses=(), voice=None)


def _sounding(
    start: Samples, end: Samples, pauses: Sequence[tuple[Samples, Samples]]
) -> tuple[Samples, Samples]:
    """Leave the pauses at both ends out."""
    first, last = start, end
    for begin, finish in pauses:
        if begin <= first < finish:
            first = min(finish, end)
        if begin < last <= finish:
            last = max(begin, start)
    return (first, last) if first < last else (start, end)


def _borders(
    syllables: Sequence[int],
    start: Samples,
    end: Samples,
    pauses: Sequence[tuple[Samples, Samples]],
) -> list[Samples]:
    """Return where each sentence begins, and where the last one ends.

    >>> second = Samples(48_000)
    >>> _borders([10, 10], Samples(0), Samples(4 * second), [(Samples(96_500), Samples(110_000))])
    [0, 103250, 192000]
    """
    first, last = _sounding(start, end, pauses)
    inner = [each for each in pauses if first < each[0] and each[1] < last]
    silent = sum(finish - begin for begin, finish in inner)
    spoken, whole = last - first - silent, max(1, sum(syllables))
    borders, said = [start], 0
    for count in syllables[:-1]:
        said += count
        at = _after(first, spoken * said / whole, inner)
        at = _snapped(at, inner, max(_NEARLY, int(_FARTHEST * (last - first))))
        borders.append(Samples(min(max(at, borders[-1]), end)))
    return [*borders, end]


def _after(first: int, sounding: float, pauses: Sequence[tuple[Samples, Samples]]) -> int:
    """Return the frame before which so many frames have sounded, the pauses not counted."""
    at = first + sounding
    for begin, finish in pauses:
        if begin >= at:
            break
        at += finish - begin
    return round(at)


def _snapped(at: int, pauses: Sequence[tuple[Samples, Samples]], farthest: int) -> int:
    """Move a border to the middle of a pause in reach: the longer and the nearer, the better."""
    found = [
        (abs(middle - at) / (finish - begin), middle)
        for begin, finish in pauses
        if abs((middle := (begin + finish) // 2) - at) <= farthest
    ]
    return min(found)[1] if found else at


def reading_findings(order: Sequence[Entry]) -> tuple[Finding, ...]:
    """Tell where a recording and its text disagree in length, each once."""
    found = []
    for run in _runs(order):
        one, cue = run[0][0], run[0][0].read_by
        takes = [each.take for each, _ in run if each.take is not None]
        syllables = sum(each.syllables for each, _ in run)
        if cue is None or len(takes) < len(run) or one.reading_number:
            continue
        frames = sum(take.length for take in takes)
        if not frames:
            found.append(say.RECORDING_EMPTY(cue.place, file=cue.file))
            continue
        pace = 60.0 * syllables * MIX_RATE / frames
        if syllables >= ENOUGH_TO_JUDGE and not SLOWEST_READER <= pace <= FASTEST_READER:
            found.append(_disagree(cue, syllables, Samples(frames), pace))
    return tuple(dict.fromkeys(found))


def _disagree(cue: SoundCue, syllables: int, frames: Samples, pace: float) -> Finding:
    usual = 60.0 * syllables / 210.0
    table = say.RECORDING_SHORT if pace > FASTEST_READER else say.RECORDING_LONG
    return table(
        cue.place,
        file=cue.file,
        seconds=float(to_seconds(frames)),
        syllables=syllables,
        usual=usual,
        details={"pace": round(pace, 1), "syllables": syllables},
    )
