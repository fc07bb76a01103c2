"""Utterances: what one voice says in one breath, ready to be spoken, with its way back to the file.

Second step in time: entries -> utterances. A paragraph becomes its sentences; words in another
language and a breath inside a sentence cut it further, so that each utterance has one language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog import reader
from radioprog.kernel.findings import Place
from radioprog.kernel.units import MIX_RATE, Samples, Seconds, SyllablesPerMinute, to_samples
from radioprog.programme.language_runs import Split, cut, runs_of, sentence_spans, within
from radioprog.programme.order import Entry, running_order
from radioprog.reader.model import Override, Reading
from radioprog.script.model import (
    Script,
    SourceText,
    Speech,
)
from radioprog.speech.model import DEFAULT_PACE, Voice

Read = Callable[[str, str, Sequence[Override]], Reading]
"""How a text in a language is read: (text, language, overrides) -> reading."""
CountSyllables = Callable[[str, str], int]
"""How many syllables a spoken text has: (spoken text, language) -> count."""

_CLOSED = re.compile(r"[.!?…:;]['\"”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Ears:
    """How the programme reads: the three doors of the reader, which tests may fake."""

    read: Read
    split: Split
    syllables: CountSyllables


def plain_ears() -> Ears:
    """Read with the built-in rules alone, without a workspace's own words."""
    return Ears(
        read=lambda text, language, overrides: reader.read(
            text, language=language, overrides=overrides
        ),
        split=lambda text, language: reader.sentences(text, language=language),
        syllables=lambda spoken, language: reader.syllables(spoken, language=language),
    )


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
    def pace(self) -> SyllablesPerMinute:
        """Give the pace that its voice is asked for."""
        return self.voices[0].pace if self.voices else DEFAULT_PACE

    @property
    def place(self) -> Place:
        """Give the place in the file where it begins."""
        return self.source.place_at(0)

    def place_of(self, spoken_start: int, spoken_end: int) -> Place:
        """Give the place in the file of a stretch of what is spoken."""
        span = self.reading.written_span(spoken_start, spoken_end)
        return self.place if span is None else self.source.place_at(span[0])


def utterances(
    script: Script,
    *,
    ears: Ears,
    voices: Mapping[str, tuple[Voice, ...]],
    language: str,
    languages: Mapping[str, str] | None = None,
) -> tuple[Utterance, ...]:
    """Cut everything that is spoken in a script into utterances, in the order it is heard.

    ``voices`` gives each speaker's chain, the first that works speaks; ``language`` is spoken
    where the script names none, ``languages`` what single speakers read instead. What is read
    twice comes twice, the second time marked; both are the same request to the voice, so that it
    is spoken once.

    >>> from radioprog.script.parse import parse_script
    >>> text = "---\\ntitle: Tin\\nspeakers: {A: nữ}\\n---\\nA: Chào {ASEAN|A-xê-an}. Có 2 tin.\\n"
    >>> script, _ = parse_script(text, file="tin.md", name="tin")
    >>> said = utterances(script, ears=plain_ears(), voices={}, language="vi")
    >>> [(one.text, one.spoken, str(one.place)) for one in said]
    [('Chào ASEAN.', 'Chào A-xê-an.', 'tin.md:5:4'), ('Có 2 tin.', 'Có hai tin.', 'tin.md:5:26')]
    """
    own, common = languages or {}, script.meta.language or language
    said = [
        utterance
        for number, (entry, speech) in enumerate(_speeches(script))
        for utterance in _of_speech(
            entry, speech, number, ears=ears, language=own.get(speech.speaker, common)
        )
    ]
    return tuple(replace(one, voices=voices.get(one.speaker, ())) for one in said)


def estimated_length(utterance: Utterance) -> Samples:
    """Give how long an utterance will last, before any sound exists: syllables over pace."""
    return to_samples(Seconds(utterance.syllables * 60.0 / utterance.pace), MIX_RATE)


def _speeches(script: Script) -> Iterator[tuple[Entry, Speech]]:
    for entry in running_order(script):
        if isinstance(entry.block, Speech):
            yield entry, entry.block


def _of_speech(
    entry: Entry, speech: Speech, number: int, *, ears: Ears, language: str
) -> Iterator[Utterance]:
    before, space = "", False
    for run in runs_of(speech.pieces, language):
        spans = sentence_spans(run, ears.split)
        for start, end in spans:
            first, last = start == spans[0][0], end == spans[-1][1]
            source = cut(run.source, start, end)
            reading = ears.read(source.text, run.language, within(run.overrides, start, end))
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
