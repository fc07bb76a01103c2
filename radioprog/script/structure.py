"""What only the whole body shows: beds that never end, effects without speech, empty programmes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from radioprog.kernel.findings import Finding, Place
from radioprog.script import findings as said
from radioprog.script.inline import written_text
from radioprog.script.model import (
    BedEnd,
    Heading,
    Include,
    Pause,
    Script,
    SoundCue,
    SoundKind,
    Speech,
)

MOST_SEGMENTS = 255
_FEWEST_DOUBLED = 4
_FEWEST_LETTERS = 80
_LONG_ENOUGH = 50
"""So many speeches in a row, with so many letters, are not the same again by chance."""


def structure_findings(script: Script, *, broken: bool = False) -> tuple[Finding, ...]:
    """Find what is wrong with a body as a whole.

    While includes stand in it nothing can be said, and nothing is: `resolve_includes` asks again.
    A ``broken`` script is not also called empty: what is missing there was found already.
    """
    if any(isinstance(block, Include) for block in script.body):
        return ()
    return (
        *_too_many_segments(script),
        *_beds(script),
        *_effects(script),
        *_outros(script),
        *_readings(script),
        *(() if broken else _empty(script)),
        *_unused_speakers(script),
        *_doubled(script),
    )


def _too_many_segments(script: Script) -> Iterator[Finding]:
    segments = script.segments
    if len(segments) > MOST_SEGMENTS:
        place = segments[MOST_SEGMENTS].place
        yield said.TOO_MANY_SEGMENTS(place, count=len(segments), most=MOST_SEGMENTS)


def _beds(script: Script) -> Iterator[Finding]:
    bed: SoundCue | None = None
    for block in script.body:
        if isinstance(block, SoundCue) and block.kind is SoundKind.BED:
            bed = block
        elif isinstance(block, BedEnd):
            if bed is None:
                yield said.NO_BED(block.place)
            bed = None
    if bed is not None:
        yield said.UNCLOSED_BED(bed.place, file=bed.file)


def _effects(script: Script) -> Iterator[Finding]:
    waiting: list[SoundCue] = []
    for block in script.body:
        if isinstance(block, Speech):
            waiting = []
        elif isinstance(block, SoundCue) and block.kind is SoundKind.SFX:
            waiting.append(block)
    for cue in waiting:
        yield said.SFX_ALONE(cue.place)


def _outros(script: Script) -> Iterator[Finding]:
    outros = [
        block
        for block in script.body
        if isinstance(block, SoundCue) and block.kind is SoundKind.OUTRO
    ]
    for cue in outros[1:]:
        yield said.SECOND_OUTRO(cue.place)


def recorded_speech(script: Script) -> frozenset[int]:
    """Return which blocks of a body are speech that a person has recorded, by their numbers."""
    found, reading = set(), False
    for number, block in enumerate(script.body):
        if isinstance(block, SoundCue):
            reading = block.kind is SoundKind.READ
        elif isinstance(block, Speech) and reading:
            found.add(number)
        elif not isinstance(block, Pause | Speech):
            reading = False
    return frozenset(found)


def _readings(script: Script) -> Iterator[Finding]:
    """Find recordings of speech that no speech follows."""
    for segment in script.segments:
        waiting: SoundCue | None = None
        for block in segment.blocks:
            if isinstance(block, Pause):
                continue
            if waiting is not None and not isinstance(block, Speech):
                yield said.READ_ALONE(waiting.place, file=waiting.file)
            reads = isinstance(block, SoundCue) and block.kind is SoundKind.READ
            waiting = block if reads and isinstance(block, SoundCue) else None
        if waiting is not None:
            yield said.READ_ALONE(waiting.place, file=waiting.file)


def _empty(script: Script) -> Iterator[Finding]:
    if not any(isinstance(block, Speech | SoundCue) for block in script.body):
        top = script.meta.places.get("title", Place(script.file, 1, 1))
        yield said.EMPTY_SCRIPT(script.body[0].place if script.body else top)
        return
    for segment in script.segments:
        if all(isinstance(block, Pause | Heading) for block in segment.blocks):
            yield said.EMPTY_SEGMENT(segment.place, title=segment.title)


def _unused_speakers(script: Script) -> Iterator[Finding]:
    speaking = {block.speaker for block in script.body if isinstance(block, Speech)}
    for name, voices in script.meta.speakers.items():
        if name not in speaking:
            yield said.UNUSED_SPEAKER(voices[0].place, name=name)


def _doubled(script: Script) -> Iterator[Finding]:
    """Find where several speeches in a row stand again, word for word: pasted twice."""
    speeches = [block for block in script.body if isinstance(block, Speech)]
    first: dict[tuple[object, ...], int] = {}
    yield from _at_once(speeches)
    at = 0
    while at + _FEWEST_DOUBLED <= len(speeches):
        run = speeches[at : at + _FEWEST_DOUBLED]
        key = tuple((block.speaker, block.pieces) for block in run)
        before = first.setdefault(key, at)
        length = _common(speeches, before, at) if before + _FEWEST_DOUBLED <= at else 0
        if sum(len(written_text(block.pieces)) for block in run) < _FEWEST_LETTERS:
            length = 0
        if length:
            place = speeches[at].place
            yield said.DOUBLED(place, first=place.line or 1, count=length)
        at += max(1, length)


def _at_once(speeches: Sequence[Speech]) -> Iterator[Finding]:
    """Find one speech that stands twice in a row, long enough to be no answer or refrain."""
    for one, other in pairwise(speeches):
        same = (one.speaker, one.pieces) == (other.speaker, other.pieces)
        if same and one.place != other.place and len(written_text(one.pieces)) >= _LONG_ENOUGH:
            yield said.DOUBLED(other.place, first=one.place.line or 1, count=1)


def _common(speeches: Sequence[Speech], one: int, other: int) -> int:
    length = 0
    while (
        other + length < len(speeches)
        and one + length < other
        and speeches[one + length].pieces == speeches[other + length].pieces
    ):
        length += 1
    return length
