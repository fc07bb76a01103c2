"""Telling: what readings and lexicons show to a producer, as findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from radioprog.kernel.findings import NOWHERE, Finding, Place, visible
from radioprog.kernel.text import fold
from radioprog.reader import findings as told
from radioprog.reader.lexicon import Lexicon, LexiconEntry
from radioprog.reader.model import Reading, Token
from radioprog.reader.read import chain_of, languages
from radioprog.reader.rules import Oddity

PlaceOf = Callable[[int], Place]
"""The way from an offset of a reading's text to a place of the file."""


def unread_findings(reading: Reading, place_of: PlaceOf) -> tuple[Finding, ...]:
    """Return a warning for each token that no rule read, and for what no reading can mend."""
    unread = [_unread(token, place_of(token.start)) for token in reading.unread]
    days = [(token.start, token.end) for token in reading.tokens.of_class(_DAYS)]
    odd = chain_of(reading.language).oddities(reading.text, days)
    return (*unread, *(_odd(oddity, place_of(oddity.start)) for oddity in odd))


_DAYS = frozenset({"date", "date-range", "date-list"})


def _odd(oddity: Oddity, place: Place) -> Finding:
    kind = {
        "keys": told.TYPING_KEYS,
        "weekday": told.WRONG_WEEKDAY,
        "lost": told.LETTERS_LOST,
        "font": told.LETTERS_LOST,
        "year": told.FAR_YEAR,
        "letters": told.LOOK_ALIKE,
        "digits": told.LETTER_FOR_DIGIT,
        "number": told.GROUPS_NONE,
        "phone": told.PHONE_DIGITS,
        "bare": told.MARKS_LOST,
        "code": told.WRONG_CODE,
    }
    written, meant = oddity.written, oddity.meant
    details = {"written": written, "meant": meant}
    return kind.get(oddity.kind, told.NO_SUCH_TIME)(
        place, written=visible(written), meant=meant, details=details
    )


def unknown_language(language: str, place: Place = NOWHERE) -> Finding:
    """Return the error for a language that cannot be read; a recording can be played."""
    return told.UNKNOWN_LANGUAGE(place, language=language, known=list(languages()))


def _unread(token: Token, place: Place) -> Finding:
    written, spoken = token.written, token.spoken
    kind = told.SPELLED
    if written in {"{", "}", "|"}:
        kind = told.STRAY_BRACE
    elif not any(char.isalnum() for char in written):
        kind = told.UNSAID
    details = {"written": written, "spoken": spoken}
    return kind(place, written=visible(written), spoken=spoken, details=details)


def word_findings(readings: Iterable[tuple[Reading, PlaceOf]]) -> tuple[Finding, ...]:
    """Return an info for each foreign word and each probable slip: once, with its count.

    It stands at the first place; words that differ only in case are one.
    """
    first: dict[tuple[str, str], tuple[Token, Place, str]] = {}
    counts: dict[tuple[str, str], int] = {}
    for reading, place_of in readings:
        for token in reading.tokens.of_class(_WORD_KINDS):
            key = (token.token_class, fold(token.written))
            counts[key] = counts.get(key, 0) + 1
            if key not in first:
                first[key] = (token, place_of(token.start), reading.language)
    return tuple(
        _word(token, place, counts[key], language)
        for key, (token, place, language) in first.items()
    )


_WORD_KINDS = frozenset({"foreign", "slip"})


def _is_two_words(parts: str | None) -> bool:
    """Tell whether a word is two grown together (Thôngbáo), none that came as one (ôtô)."""
    pieces = parts.split() if parts else []
    return len(pieces) > 1 and all(len(each) > 2 and not each.isascii() for each in pieces)


def _word(token: Token, place: Place, count: int, language: str) -> Finding:
    written = visible(token.written)
    details = {"written": token.written, "count": count}
    parts = chain_of(language).apart(token.written)
    if token.token_class == "foreign" and not _is_two_words(parts):
        return told.FOREIGN_WORD(place, written=written, count=count, details=details)
    if parts is None:
        return told.PROBABLE_SLIP(place, written=written, count=count, details=details)
    return told.GROWN_TOGETHER(place, written=written, count=count, parts=parts, details=details)


def lexicon_findings(
    lexicon: Lexicon, readings: Iterable[Reading], *, below: Lexicon | None = None
) -> tuple[Finding, ...]:
    """Return an info for each lexicon line that no reading used, and for each that covers another.

    ``below`` is the layer under it (the language's own), whose covered lines are told too.
    """
    return (*_shadows(lexicon, below), *_unused(lexicon, tuple(readings)))


def _unused(lexicon: Lexicon, readings: tuple[Reading, ...]) -> Iterator[Finding]:
    used = {
        (fold(token.written), token.spoken)
        for reading in readings
        for token in reading.tokens
        if token.rule.startswith("lexicon-")
    }
    idle = [entry for entry in lexicon.entries if (fold(entry.written), entry.spoken) not in used]
    texts = [fold(reading.text) for reading in readings] if idle else []
    for entry in idle:
        wanted = re.compile(rf"(?<!\w){re.escape(fold(entry.written))}(?!\w)")
        stands = any(wanted.search(text) for text in texts)
        kind = told.LEXICON_IDLE if stands else told.LEXICON_UNUSED
        yield kind(entry.place, written=entry.written)


def _shadows(lexicon: Lexicon, below: Lexicon | None) -> Iterator[Finding]:
    seen: dict[tuple[str, tuple[str, ...]], LexiconEntry] = {}
    for entry in below.entries if below else ():
        seen[(entry.key, entry.context)] = entry
    for entry in lexicon.entries:
        covered = seen.get((entry.key, entry.context))
        if covered is not None:
            own = covered.layer == entry.layer
            kind = told.SHADOWS_OWN if own else told.SHADOWS_BUILT_IN
            yield kind(
                entry.place, written=entry.written, spoken=entry.spoken, covered=covered.spoken
            )
        seen[(entry.key, entry.context)] = entry
