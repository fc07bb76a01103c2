"""Written words in time: when each stretch of the written text is heard.

The voice tells when each spoken word sounds; here those times are led back to what was written,
for captions, lyrics and the rundown's JSON.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from radioprog.kernel.units import Samples, to_samples
from radioprog.programme.rundown import Item

_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class TimedWord:
    """One written word (with the marks at it): what, where in its text, and when it is heard."""

    text: str
    offset: int
    start: Samples
    end: Samples


@dataclass(frozen=True, slots=True)
class _Heard:
    """A stretch of the written text, and when it is heard."""

    begin: int
    finish: int
    start: int
    end: int

    def at(self, offset: float) -> int:
        """Return when a place inside it is heard: what is read as one is shared out evenly."""
        part = (offset - self.begin) / (self.finish - self.begin)
        return round(self.start + (self.end - self.start) * min(max(part, 0.0), 1.0))


def timed_words(item: Item) -> tuple[TimedWord, ...]:
    """Return each written word of a spoken item the time at which it is heard, in order.

    Times rise, and lie inside the item. Where the voice told nothing, the words share the item
    evenly by their letters.
    """
    if item.utterance is None:
        return ()
    reading, said = item.utterance.reading, item.sound.words if item.sound else ()
    first = item.start % 2  # halves are rounded to even numbers: the same from here as from there
    key = (id(reading), id(said), int(item.length), int(first))
    known = _KNOWN.get(key)
    if known is None or known[0] is not reading or known[1] is not said:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found = _timed(replace(item, start=Samples(first)))
        rows = ((one.offset, len(one.text), one.start, one.end) for one in found)
        known = _KNOWN[key] = reading, said, array("q", chain.from_iterable(rows))
    text, later = item.utterance.text, item.start - first
    row = iter(known[2])
    return tuple(
        TimedWord(text[at : at + length], at, Samples(start + later), Samples(end + later))
        for at, length, start, end in zip(row, row, row, row, strict=True)
    )


_KNOWN: dict[tuple[int, int, int, int], tuple[object, object, array[int]]] = {}
"""The words of takes by identity, as they begin at 0 or 1: papers and tags all ask for them, and
so does each station's edition. Only numbers are kept, for a programme may last for hours."""
_MOST_KNOWN = 10_000


def _timed(item: Item) -> tuple[TimedWord, ...]:
    text = item.utterance.text if item.utterance else ""
    heard = list(_heard(item)) or [_Heard(0, max(1, len(text)), item.start, item.end)]
    words: list[TimedWord] = []
    at = int(item.start)
    for chunk in _CHUNK.finditer(text):
        start, end = _when(chunk.start(), chunk.end(), heard, at)
        start = min(max(start, at), item.end)
        end = min(max(end, start), item.end)
        words.append(TimedWord(chunk.group(), chunk.start(), Samples(start), Samples(end)))
        at = end
    return tuple(words)


def _when(begin: int, finish: int, heard: list[_Heard], at: int) -> tuple[int, int]:
    touched = [one for one in heard if one.begin < finish and begin < one.finish]
    if not touched:
        return at, at
    return touched[0].at(begin), touched[-1].at(finish)


def _heard(item: Item) -> Iterator[_Heard]:
    """Lead each spoken word back to its written stretch; words of one stretch are heard as one."""
    if item.utterance is None or item.sound is None:
        return
    current: _Heard | None = None
    for word in item.sound.words:
        span = item.utterance.reading.written_span(word.offset, word.offset + word.length)
        if span is None or span[0] >= span[1]:
            continue
        start = item.start + to_samples(word.start)
        end = item.start + to_samples(word.end)
        if current is not None and span[0] < current.finish:
            current = _Heard(
                current.begin, max(span[1], current.finish), current.start, max(end, current.end)
            )
            continue
        if current is not None:
            yield current
        current = _Heard(*span, start, end)
    if current is not None:
        yield current
