"""Runs: a paragraph's pieces gathered by language, and cut into sentences, with their places.

Part of the way from a speech to its utterances; pure text, nothing is read yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.units import Seconds
from radioprog.reader.model import Override, Sentences
from radioprog.script.model import Breath, Foreign, Piece, Respelled, SourceText, Words

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
