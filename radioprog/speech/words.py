"""Word times: from what an engine tells of its words, or estimated within the sentence.

An engine's marks are places in the text and the times at which they sound; they may be fewer
than the words (two spoken as one) or more (a number spelled). Every word of the text gets a
time, in order and within the sentence's sound.

What such engines get is plain: nothing in a sentence may be taken for a command, and every
character remembers the character of the request it comes from, so that word times map back.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import Seconds
from radioprog.speech.model import WordTime

LONGEST_WORD = 100
"""Longer words are split: some engines crash or fall silent on them."""
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\ufe00-\ufe0f]")
_BRACKETS = re.compile(r"\[\[|\]\]")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text without anything that an engine could obey; ``origin`` maps it back."""

    text: str
    origin: tuple[int, ...]

    def origin_of(self, offset: int) -> int:
        """Return the code point of the request that a code point of this text comes from."""
        if not self.origin:
            return 0
        return self.origin[min(max(offset, 0), len(self.origin) - 1)]


def plain_text(text: str) -> PlainText:
    """Take the controls, invisible signs and phoneme brackets out, compose, split long words.

    >>> plain_text("a[[b]]\\u200bc\\x00d").text
    'a  b  c d'
    """
    text = _BRACKETS.sub("  ", text)
    signs: list[str] = []
    origin: list[int] = []
    run = 0
    for start, end in _clusters(text):
        sign = _harmless(text[start:end])
        if not sign:
            continue
        run = 0 if sign.isspace() else run + len(sign)
        if run > LONGEST_WORD:
            signs.append(" ")
            origin.append(start)
            run = len(sign)
        signs.append(sign)
        origin += [start] * len(sign)
    return PlainText("".join(signs), tuple(origin))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return each base character with the combining marks that follow it."""
    starts = [
        number for number, char in enumerate(text) if number == 0 or not unicodedata.combining(char)
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=False))


def _harmless(cluster: str) -> str:
    cluster = unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster))
    return "".join(" " if _is_control(char) else char for char in cluster)[:8]


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs")


_WORD = re.compile(r"\w(?:\S*\w)?")
_CLAUSE_PAUSE = 1.2
"""A comma lasts about as long as this many syllables, a sentence's end as two such."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an engine tells: from this code point of the text on, it sounds at this time."""

    offset: int
    time: Seconds


@dataclass(frozen=True, slots=True)
class _Word:
    offset: int
    length: int
    weight: float
    pause: float
    """How long it lasts and the pause after it, in syllables."""


def estimated_words(text: str, language: str, length: Seconds) -> tuple[WordTime, ...]:
    """Spread the words of a text over its sound by their syllables, with room for punctuation.

    >>> [(w.offset, round(w.start, 2), round(w.end, 2)) for w in estimated_words("Vâng ạ", "vi", 1)]
    [(0, 0.0, 0.5), (5, 0.5, 1.0)]
    """
    return _spread(_words(text, language), Seconds(0.0), length)


def aligned_words(
    text: str, language: str, marks: Iterable[Mark], breaks: Sequence[Seconds], length: Seconds
) -> tuple[WordTime, ...]:
    """Return every word its time from an engine's marks; ``breaks`` are the times
    at which a clause's sound ends, before its pause.

    Words without a mark share the time between their neighbours' marks by their syllables.
    """
    words = _words(text, language)
    if not words:
        return ()
    groups = _marked_groups(words, marks, length)
    ends = sorted(breaks)
    times: list[WordTime] = []
    for number, (start, group) in enumerate(groups):
        until = groups[number + 1][0] if number + 1 < len(groups) else length
        at = bisect_left(ends, start + 1e-6)
        if at < len(ends) and ends[at] <= until:
            until = ends[at]
            group = [*group[:-1], *(replace(word, pause=0.0) for word in group[-1:])]
        times += _spread(group, start, until)
    return tuple(times)


def _marked_groups(
    words: Sequence[_Word], marks: Iterable[Mark], length: Seconds
) -> list[tuple[Seconds, list[_Word]]]:
    """Group the words by the marks that stand in them: each group has one start."""
    starts: dict[int, Seconds] = {}
    places = [word.offset for word in words]
    for mark in sorted(marks, key=lambda mark: (mark.time, mark.offset)):
        at = bisect_left(places, mark.offset + 1) - 1
        if at >= 0 and mark.offset < words[at].offset + words[at].length:
            starts.setdefault(at, mark.time)
    groups: list[tuple[Seconds, list[_Word]]] = [(Seconds(0.0), [])]
    for number, word in enumerate(words):
        start = starts.get(number)
        if start is not None and start >= groups[-1][0]:
            start = Seconds(min(start, length))
            if number == 0 or not groups[-1][1]:
                groups[-1] = (start, [])
            else:
                groups.append((start, []))
        groups[-1][1].append(word)
    return groups


def _words(text: str, language: str) -> list[_Word]:
    found = list(_WORD.finditer(text))
    words: list[_Word] = []
    for number, match in enumerate(found):
        after = text[match.end() : found[number + 1].start()] if number + 1 < len(found) else ""
        weight = max(1.0, float(count_syllables(match[0], language)))
        words.append(_Word(match.start(), len(match[0]), weight, _pause(after)))
    return words


def _pause(between: str) -> float:
    if any(sign in between for sign in ".!?…"):
        return 2 * _CLAUSE_PAUSE
    return _CLAUSE_PAUSE if any(sign in between for sign in ",;:–—") else 0.0


def _spread(words: Sequence[_Word], start: Seconds, end: Seconds) -> tuple[WordTime, ...]:
    total = sum(word.weight + word.pause for word in words)
    unit = max(0.0, end - start) / total if total else 0.0
    at = float(start)
    times = []
    for word in words:
        until = at + word.weight * unit
        times.append(WordTime(word.offset, word.length, Seconds(at), Seconds(until)))
        at = until + word.pause * unit
    return tuple(times)


def within(words: Iterable[WordTime], *, head: Seconds, length: Seconds) -> tuple[WordTime, ...]:
    """Move word times to where the sound begins and keep them inside it, in order."""
    kept: list[WordTime] = []
    floor = 0.0
    for word in words:
        start = min(max(word.start - head, floor), length)
        end = min(max(word.end - head, start), length)
        floor = start
        kept.append(replace(word, start=Seconds(start), end=Seconds(end)))
    return tuple(kept)
