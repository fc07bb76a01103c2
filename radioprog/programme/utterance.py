"""Utterances: what one voice says in one breath, ready to be spoken, with its way back to the file.

Second step in time: entries -> utterances. A paragraph becomes its sentences; words in another
language and a breath inside a sentence cut it further, so that each utterance has one language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.units import MIX_RATE, Samples, Seconds, to_samples
from radioprog.programme.order import Entry, running_order
from radioprog.reader.model import Override, Reading, Sentences
from radioprog.script.model import (
    Breath,
    Foreign,
    Piece,
    Respelled,
    Script,
    SourceText,
    Speech,
    Words,
)
from radioprog.speech.model import DEFAULT_PACE, Voice

Read = Callable[[str, str, Sequence[Override]], Reading]
"""How a text in a language is read: (text, language, overrides) -> reading."""
Split = Callable[[str, str], Sentences]
"""How a text in a language falls into sentences: (text, language) -> (start, end) offsets."""
CountSyllables = Callable[[str, str], int]
"""How many syllables a spoken text has: (spoken text, language) -> count."""

# What a reader says aloud: letters, digits and the signs that have a name.
_WORD = re.compile(r"[^\W_]|[%‰&@#°+=<>§€$£¥×÷±₫]")
_CLOSING = re.compile(r"[)\]}»”’.,;:!?…]+")
_CLOSED = re.compile(r"[.!?…:;]['\"”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Ears:
    """How the programme reads: the three doors of the reader, which tests may fake."""

    read: Read
    split: Split
    syllables: CountSyllables


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, or the part of it in one language, as one speaker says it.

    ``text`` is what is shown (plain written text), ``reading`` how it is said; both have the same
    offsets, and `place_of` leads back to the file. ``opens`` marks a paragraph's first utterance,
    ``continues`` one that goes on with the sentence before it, ``spaced`` whether a space parts
    the two; ``breath`` is the silence asked for before it, ``rest`` after it.
    ``paragraph`` numbers the speeches in the order they are heard; ``reading_number`` is 1 where
    it is heard for the second time.
    """

    segment: int
    paragraph: int
    speaker: str
    voices: tuple[Voice, ...]
    language: str
    source: SourceText
    reading: Reading
    syllables: int
    opens: bool = False
    continues: bool = False
    spaced: bool = True
    breath: Seconds | None = None
    rest: Seconds | None = None
    reading_number: int = 0

    @property
    def text(self) -> str:
        """Give the written text, as captions and transcript show it."""
        return self.source.text

    @property
    def spoken(self) -> str:
        """Give what a speech engine is to say."""
        return self.reading.spoken

    @property
    def place(self) -> Place:
        """Give the place in the file where it begins."""
        return self.source.place_at(0)

    def place_of(self, spoken_start: int, spoken_end: int) -> Place:
        """Give the place in the file of a stretch of what is spoken."""
        span = self.reading.written_span(spoken_start, spoken_end)
        return self.place if span is None else self.source.place_at(span[0])


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of one paragraph in one language, before it is cut into sentences."""

    language: str
    source: SourceText
    overrides: tuple[Override, ...] = ()
    breath: Seconds | None = None
    rest: Seconds | None = None


def utterances(
    script: Script, *, ears: Ears, voices: Mapping[str, tuple[Voice, ...]], language: str
) -> tuple[Utterance, ...]:
    """Cut everything that is spoken in a script into utterances, in the order it is heard.

    ``voices`` gives each speaker's chain, the first that works speaks; ``language`` is spoken
    where the script names none. What is read twice comes twice, the second time marked; both are
    the same request to the voice, so that it is spoken once.
    """
    said = [
        utterance
        for number, entry in enumerate(_speeches(script))
        for utterance in _of_entry(
            entry, number, ears=ears, language=script.meta.language or language
        )
    ]
    return tuple(replace(one, voices=voices.get(one.speaker, ())) for one in said)


def estimated_length(utterance: Utterance) -> Samples:
    """Give how long an utterance will last, before any sound exists: syllables over pace."""
    pace = utterance.voices[0].pace if utterance.voices else DEFAULT_PACE
    return to_samples(Seconds(utterance.syllables * 60.0 / pace), MIX_RATE)


def _speeches(script: Script) -> Iterator[Entry]:
    return (entry for entry in running_order(script) if isinstance(entry.block, Speech))


def _of_entry(entry: Entry, number: int, *, ears: Ears, language: str) -> Iterator[Utterance]:
    speech = entry.block
    if not isinstance(speech, Speech):
        return
    before, space = "", False
    for run in _absorb_marks(_runs(speech.pieces, language)):
        spans = _sentence_spans(run, ears)
        for start, end in spans:
            first, last = start == spans[0][0], end == spans[-1][1]
            source = cut(run.source, start, end)
            reading = ears.read(source.text, run.language, _within(run.overrides, start, end))
            yield Utterance(
                segment=entry.segment,
                paragraph=number,
                speaker=speech.speaker,
                voices=(),
                language=run.language,
                source=source,
                reading=reading,
                syllables=ears.syllables(reading.spoken, run.language),
                opens=not before,
                continues=bool(before) and not _CLOSED.search(before),
                spaced=space or bool(run.breath) or run.source.text[:start][-1:].isspace(),
                breath=run.breath if first else None,
                rest=run.rest if last else None,
                reading_number=entry.reading,
            )
            before, space = source.text, run.source.text[end : end + 1].isspace()


def _runs(pieces: Sequence[Piece], language: str) -> Iterator[_Run]:
    """Gather neighbouring pieces of one language; a breath parts what stands beside it."""
    run = _Run(language, SourceText(""))
    for piece in pieces:
        match piece:
            case Breath():
                yield run
                run = _Run(language, SourceText(""), breath=piece.length)
            case Foreign() if piece.language != language:
                yield run
                yield _Run(piece.language, piece.source)
                run = _Run(language, SourceText(""))
            case Words() | Foreign():
                run = replace(run, source=join(run.source, piece.source))
            case Respelled():
                run = _respell(run, piece)
    yield run


def _respell(run: _Run, piece: Respelled) -> _Run:
    start = len(run.source.text)
    place = piece.place
    inside = Place(place.file, place.line, None if place.column is None else place.column + 1)
    return replace(
        run,
        source=join(run.source, SourceText(piece.written, ((0, inside),))),
        overrides=(*run.overrides, Override(start, start + len(piece.written), piece.spoken)),
    )


def _absorb_marks(runs: Iterator[_Run]) -> list[_Run]:
    """Give stretches without a word (a full stop after foreign words) to their neighbour.

    Breaths beside them add up, to be taken before the next word, or after the last.
    """
    kept: list[_Run] = []
    lead, breath = SourceText(""), Seconds(0.0)
    for run in runs:
        breath = Seconds(breath + (run.breath or 0.0))
        if kept and not run.breath:
            kept[-1], run = _hand_over(kept[-1], run)
        if _has_words(run):
            kept.append(replace(_prepend(lead, run), breath=breath or None))
            lead, breath = SourceText(""), Seconds(0.0)
        elif kept:
            kept[-1] = replace(kept[-1], source=join(kept[-1].source, run.source))
        else:
            lead = join(lead, run.source)
    if kept and breath:
        kept[-1] = replace(kept[-1], rest=breath)
    return kept


def _hand_over(before: _Run, run: _Run) -> tuple[_Run, _Run]:
    """Give the marks that close the stretch before (``).`` after foreign words) to it."""
    marks = _CLOSING.match(run.source.text)
    if marks is None or any(one.start < marks.end() for one in run.overrides):
        return before, run
    size = marks.end()
    closed = replace(before, source=join(before.source, cut(run.source, 0, size)))
    rest = cut(run.source, size, len(run.source.text))
    return closed, replace(run, source=rest, overrides=_moved(run.overrides, -size))


def _moved(overrides: Sequence[Override], shift: int) -> tuple[Override, ...]:
    return tuple(Override(one.start + shift, one.end + shift, one.spoken) for one in overrides)


def _has_words(run: _Run) -> bool:
    return bool(run.overrides) or _WORD.search(run.source.text) is not None


def _prepend(lead: SourceText, run: _Run) -> _Run:
    moved = _moved(run.overrides, len(lead.text))
    return replace(run, source=join(lead, run.source), overrides=moved)


def _sentence_spans(run: _Run, ears: Ears) -> list[tuple[int, int]]:
    """Give the run's sentences without the space around them.

    None is cut inside a respelling, and one without a word belongs to its neighbour.
    """
    text = run.source.text
    spans: list[tuple[int, int]] = []
    begin = 0
    for _, end in ears.split(text, run.language):
        if any(one.start < end < one.end for one in run.overrides):
            continue
        if spans and not _WORD.search(text, begin, end):
            spans[-1] = (spans[-1][0], end)
        elif _WORD.search(text, begin, end):
            spans.append((begin, end))
        else:
            continue
        begin = end
    if spans and begin < len(text):
        spans[-1] = (spans[-1][0], len(text))
    return [_trimmed(text, *span) for span in spans or [(0, len(text))]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _within(overrides: Sequence[Override], start: int, end: int) -> tuple[Override, ...]:
    inside = [one for one in overrides if start <= one.start and one.end <= end]
    return _moved(inside, -start)


def cut(source: SourceText, start: int, end: int) -> SourceText:
    """Cut a stretch out of a text, its places with it."""
    inner = ((at - start, place) for at, place in source.marks if start < at < end)
    first = source.place_at(start)
    return SourceText(
        source.text[start:end], (() if first == NOWHERE else ((0, first),)) + tuple(inner)
    )


def join(first: SourceText, second: SourceText) -> SourceText:
    """Put two texts one after the other, their places with them."""
    if not first.text:
        return second
    shift = len(first.text)
    moved = ((at + shift, place) for at, place in second.marks)
    return SourceText(first.text + second.text, (*first.marks, *moved))
