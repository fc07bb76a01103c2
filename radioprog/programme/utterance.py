"""Utterances: what one voice says in one breath, ready to be spoken, with its way back to the file.

First step of a programme in time: `Script` -> running order -> `Rundown` -> timeline. The script's
body is walked once: what is read twice stands in the order twice, and each speech carries its
utterances. A paragraph becomes its sentences; words in another language, a breath inside a sentence
and sheer length cut it further, so that each utterance has one language and can be spoken at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog import reader
from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.units import MIX_RATE, Samples, Seconds, SyllablesPerMinute, to_samples
from radioprog.programme.sound import Sound
from radioprog.reader.model import Override, Reading, Sentences
from radioprog.script.model import (
    Block,
    Breath,
    Foreign,
    Heading,
    Include,
    Pause,
    Piece,
    Respelled,
    Script,
    Segment,
    SoundCue,
    SoundKind,
    SourceText,
    Speech,
    Words,
)
from radioprog.speech.model import DEFAULT_PACE, Voice

Read = Callable[[str, str, Sequence[Override]], Reading]
"""How a text in a language is read: (text, language, overrides) -> reading."""
CountSyllables = Callable[[str, str], int]
"""How many syllables a spoken text has: (spoken text, language) -> count."""

LONGEST = 400
"""Syllables that one utterance holds at most; a longer sentence is cut."""
_LONGEST_TEXT = 16 * LONGEST
"""Letters beyond which a sentence is cut before it is read: no syllable is as long as that."""
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
    ``continues`` one that goes on with the sentence before it (``forced``: only because that was
    too long), ``spaced`` whether a space parts the two; ``breath`` is the silence asked for before
    it, ``rest`` after it. ``reading_number`` is 1 where it is heard for the second time,
    ``paragraph`` the number of its entry in the running order. ``take`` is its sound, once it was
    spoken. ``read_by`` is the cue of a person's recording that holds it, the ``read_number``-th.
    """

    segment: int
    speaker: str
    voices: tuple[Voice, ...]
    language: str
    source: SourceText
    reading: Reading
    syllables: int
    opens: bool = False
    continues: bool = False
    forced: bool = False
    spaced: bool = True
    breath: Seconds | None = None
    rest: Seconds | None = None
    reading_number: int = 0
    paragraph: int = 0
    take: Sound | None = None
    read_by: SoundCue | None = None
    read_number: int = 0

    @property
    def text(self) -> str:
        """Return the written text, as captions and transcript show it."""
        return self.source.text

    @property
    def spoken(self) -> str:
        """Return what a speech engine is to say."""
        return self.reading.spoken

    @property
    def pace(self) -> SyllablesPerMinute:
        """Return the pace that its voice is asked for."""
        return self.voices[0].pace if self.voices else DEFAULT_PACE

    @property
    def place(self) -> Place:
        """Return the place in the file where it begins."""
        return self.source.place_at(0)

    def place_of(self, spoken_start: int, spoken_end: int) -> Place:
        """Return the place in the file of a stretch of what is spoken."""
        span = self.reading.written_span(spoken_start, spoken_end)
        return self.place if span is None else self.source.place_at(span[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """One block at its turn: in which segment (from 0), and whether it is heard again.

    ``reading`` counts the readings of what is read twice: 0 for the first. A speech carries its
    ``utterances``, in the order in which they are heard; ``read_by`` is the recording in which a
    person says it, the ``read_number``-th of the order.
    """

    segment: int
    block: Block
    reading: int = 0
    utterances: tuple[Utterance, ...] = ()
    read_by: SoundCue | None = None
    read_number: int = 0


Known = dict[int, tuple[Speech, tuple[Utterance, ...]]]
"""Speeches that were cut and read before, by their identity."""


def running_order(
    script: Script,
    *,
    ears: Ears,
    voices: Mapping[str, tuple[Voice, ...]],
    language: str,
    languages: Mapping[str, str] | None = None,
    known: Known | None = None,
) -> tuple[Entry, ...]:
    """List the blocks in the order in which they are heard, every speech cut into utterances.

    ``voices`` gives each speaker's chain, the first that works speaks; ``language`` is spoken
    where the script names none, ``languages`` what single speakers read instead. A segment that
    is read twice stands there twice, cues and all; so does a speech under ``[đọc hai lần]``.
    Headings are left out (they are `Script.segments`), and so is an include that nobody resolved:
    `radioprog.script` reports that one. With ``known``, a speech that was cut for another edition
    of the script is not read again.

    >>> from radioprog.script.parse import parse_script
    >>> text = "---\\ntitle: Tin\\nspeakers: {A: nữ}\\n---\\nA: Chào {ASEAN|A-xê-an}. Có 2 tin.\\n"
    >>> script, _ = parse_script(text, file="tin.md", name="tin")
    >>> order = running_order(script, ears=plain_ears(), voices={}, language="vi")
    >>> [(one.text, one.spoken, str(one.place)) for one in utterances_of(order)]
    [('Chào ASEAN.', 'Chào A-xê-an.', 'tin.md:5:4'), ('Có 2 tin.', 'Có hai tin.', 'tin.md:5:26')]
    """
    own, common = languages or {}, script.meta.language or language
    memory: Known = {} if known is None else known
    return tuple(
        replace(
            entry,
            utterances=tuple(_utterances(entry, number, ears, voices, own, common, memory)),
        )
        for number, entry in enumerate(_entries(script))
    )


def _entries(script: Script) -> Iterator[Entry]:
    """Give each block its turn; a recording's cue goes into the speech that follows it."""
    readings = 0
    for number, segment in enumerate(script.segments):
        read_by: SoundCue | None = None
        for block, reading in _turns(segment):
            if isinstance(block, SoundCue) and block.kind is SoundKind.READ:
                read_by, readings = block, readings + 1
            elif read_by is not None and isinstance(block, Pause):
                continue  # the person who recorded it made the pause
            elif isinstance(block, Speech):
                yield Entry(number, block, reading, (), read_by, readings)
            else:
                read_by = None
                yield Entry(number, block, reading)


def _turns(segment: Segment) -> Iterator[tuple[Block, int]]:
    for reading in range(2 if segment.twice else 1):
        for block in segment.blocks:
            if isinstance(block, Heading | Include):
                continue
            yield block, reading
            if isinstance(block, Speech) and block.twice:
                yield block, reading + 1


def _utterances(
    entry: Entry,
    number: int,
    ears: Ears,
    voices: Mapping[str, tuple[Voice, ...]],
    own: Mapping[str, str],
    common: str,
    known: Known,
) -> Iterator[Utterance]:
    speech = entry.block
    if not isinstance(speech, Speech):
        return
    chain, language = voices.get(speech.speaker, ()), own.get(speech.speaker, common)
    before = known.get(id(speech))
    if before is None or before[0] is not speech:
        before = known[id(speech)] = speech, tuple(_spoken(speech, ears=ears, language=language))
    for one in before[1]:
        yield replace(
            one,
            segment=entry.segment,
            voices=chain,
            reading_number=entry.reading,
            paragraph=number,
            read_by=entry.read_by,
            read_number=entry.read_number,
        )


def utterances_of(order: Iterable[Entry]) -> tuple[Utterance, ...]:
    """Return everything that is spoken, in the order in which it is heard."""
    return tuple(one for entry in order for one in entry.utterances)


def with_takes(
    order: Iterable[Entry], take_of: Callable[[Utterance], Sound | None]
) -> tuple[Entry, ...]:
    """Return the order with the sound of each utterance."""
    return tuple(
        replace(
            entry,
            utterances=tuple(replace(one, take=take_of(one)) for one in entry.utterances),
        )
        for entry in order
    )


def estimated_length(utterance: Utterance) -> Samples:
    """Return how long an utterance will last before any sound exists: syllables over pace."""
    return to_samples(Seconds(utterance.syllables * 60.0 / utterance.pace), MIX_RATE)


# --- one paragraph ---


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch [start, end) of a run that is spoken at once, and how it is read."""

    start: int
    end: int
    source: SourceText
    reading: Reading
    syllables: int
    forced: bool


def _spoken(speech: Speech, *, ears: Ears, language: str) -> Iterator[Utterance]:
    """Cut one speech; segment, voices and reading are those of its entry."""
    before, space = "", False
    for run in runs_of(speech.pieces, language):
        spans = sentence_spans(run, ears.split)
        begin, finish = spans[0][0], spans[-1][1]
        for piece in (each for span in spans for each in _pieces(run, *span, ears=ears)):
            start, end = piece.start, piece.end
            yield Utterance(
                segment=0,
                speaker=speech.speaker,
                voices=(),
                language=run.language,
                source=piece.source,
                reading=piece.reading,
                syllables=piece.syllables,
                opens=not before,
                continues=piece.forced or (bool(before) and not _CLOSED.search(before)),
                forced=piece.forced,
                spaced=space or bool(run.breath) or run.source.text[start - 1 : start].isspace(),
                breath=run.breath if start == begin else None,
                rest=run.rest if end == finish else None,
            )
            before, space = piece.source.text, run.source.text[end : end + 1].isspace()


def _pieces(
    run: Run, start: int, end: int, *, ears: Ears, forced: bool = False
) -> Iterator[_Piece]:
    """Read one sentence, cut in halves at the best place until no part is too long to speak."""
    at = best_cut(run, start, end) if end - start > _LONGEST_TEXT else None
    if at is None:
        source = cut(run.source, start, end)
        reading = ears.read(source.text, run.language, within(run.overrides, start, end))
        syllables = ears.syllables(reading.spoken, run.language)
        at = best_cut(run, start, end) if syllables > LONGEST else None
        if at is None:
            yield _Piece(start, end, source, reading, syllables, forced)
            return
    text = run.source.text
    yield from _pieces(run, *trimmed(text, start, at), ears=ears, forced=forced)
    yield from _pieces(run, *trimmed(text, at, end), ears=ears, forced=True)


Split = Callable[[str, str], Sentences]
"""How a text in a language falls into sentences: (text, language) -> (start, end) offsets."""

# What a reader says aloud: letters, digits and the signs that have a name.
_WORD = re.compile(r"[^\W_]|[%‰&@#°+=<>§€$£¥×÷±₫]")
_CLOSING = re.compile(r"[)\]}»”’.,;:!?…]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one paragraph in one language, before it is cut into sentences."""

    language: str
    source: SourceText
    overrides: tuple[Override, ...] = ()
    breath: Seconds | None = None
    rest: Seconds | None = None


def runs_of(pieces: Sequence[Piece], language: str) -> list[Run]:
    """Gather a paragraph's pieces into runs; each has words, and nothing of the pieces is lost."""
    return _absorb_marks(_runs(pieces, language))


def _runs(pieces: Sequence[Piece], language: str) -> Iterator[Run]:
    """Gather neighbouring pieces of one language; a breath parts what stands beside it."""
    run = Run(language, SourceText(""))
    for piece in pieces:
        match piece:
            case Breath():
                yield run
                run = Run(language, SourceText(""), breath=piece.length)
            case Foreign() if piece.language != language:
                yield run
                yield Run(piece.language, piece.source)
                run = Run(language, SourceText(""))
            case Words() | Foreign():
                run = replace(run, source=join(run.source, piece.source))
            case Respelled():
                run = _respell(run, piece)
    yield run


def _respell(run: Run, piece: Respelled) -> Run:
    start = len(run.source.text)
    place = piece.place
    inside = Place(place.file, place.line, None if place.column is None else place.column + 1)
    return replace(
        run,
        source=join(run.source, SourceText(piece.written, ((0, inside),))),
        overrides=(*run.overrides, Override(start, start + len(piece.written), piece.spoken)),
    )


def _absorb_marks(runs: Iterator[Run]) -> list[Run]:
    """Return stretches without a word (a full stop after foreign words) to their neighbour.

    Breaths beside them add up, to be taken before the next word, or after the last.
    """
    kept: list[Run] = []
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


def _hand_over(before: Run, run: Run) -> tuple[Run, Run]:
    """Return the marks that close the stretch before (``).`` after foreign words) to it."""
    marks = _CLOSING.match(run.source.text)
    if marks is None or any(one.start < marks.end() for one in run.overrides):
        return before, run
    size = marks.end()
    closed = replace(before, source=join(before.source, cut(run.source, 0, size)))
    rest = cut(run.source, size, len(run.source.text))
    return closed, replace(run, source=rest, overrides=_moved(run.overrides, -size))


def _moved(overrides: Sequence[Override], shift: int) -> tuple[Override, ...]:
    return tuple(Override(one.start + shift, one.end + shift, one.spoken) for one in overrides)


def _has_words(run: Run) -> bool:
    return bool(run.overrides) or _WORD.search(run.source.text) is not None


def _prepend(lead: SourceText, run: Run) -> Run:
    moved = _moved(run.overrides, len(lead.text))
    return replace(run, source=join(lead, run.source), overrides=moved)


def sentence_spans(run: Run, split: Split) -> list[tuple[int, int]]:
    """Return the run's sentences without the space around them.

    None is cut inside a respelling, and one without a word belongs to its neighbour.
    """
    text = run.source.text
    spans: list[tuple[int, int]] = []
    begin = 0
    for _, end in split(text, run.language):
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
    return [trimmed(text, *span) for span in spans or [(0, len(text))]]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of a text without the space around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


_BREAKS = (re.compile(r"[;:…](?=\s)"), re.compile(r"[,)–—](?=\s)"), re.compile(r"(?=\s)"))
"""Where a sentence is cut rather: after a mark that nearly ends it, after a comma, at a space."""


def best_cut(run: Run, start: int, end: int) -> int | None:
    """Return where a stretch that is too long is best cut in two; ``None``: nowhere.

    The better mark wins, then the place nearer to the middle; marks count in the middle half only,
    so that each part becomes a good deal shorter. A word without any space is cut in its middle.

    >>> best_cut(Run("vi", SourceText("một hai ba, bốn năm sáu bảy")), 0, 27)
    11
    """
    middle, margin = (start + end) // 2, (end - start) // 4
    for mark in _BREAKS:
        found = mark.finditer(run.source.text, start + margin, end - margin)
        places = [hit.end() for hit in found if _may_cut(run, hit.end())]
        if places:
            return min(places, key=lambda at: abs(at - middle))
    return middle if start < middle < end and _may_cut(run, middle) else None


def _may_cut(run: Run, at: int) -> bool:
    return not any(one.start < at < one.end for one in run.overrides)


def within(overrides: Sequence[Override], start: int, end: int) -> tuple[Override, ...]:
    """Return the respellings inside a stretch, their places counted from its start."""
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
