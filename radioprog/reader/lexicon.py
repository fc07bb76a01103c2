"""The lexicon: how single words and names are said, in layers of which the last wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.text import fold

_MOST_MERGED = 16
_WORDS = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[^\W\d_]+(?:[ \u00a0.-][^\W\d_]+)*")  # words alone, without digits and signs


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One line of a lexicon: a word or name, how it is said, and where it holds.

    ``context``: words of which one must stand near (up to four words before or after); empty
    means everywhere. ``layer`` names the layer (``built-in`` or ``workspace``).
    """

    written: str
    spoken: str
    context: tuple[str, ...] = ()
    layer: str = "workspace"
    place: Place = NOWHERE

    @property
    def key(self) -> str:
        """Return the form under which it is looked up."""
        return lookup_key(self.written)


def lookup_key(written: str) -> str:
    """Return the form by which a written word finds its line: case and spelling folded.

    A word of up to three letters that has a capital is only found with the same capitals, so
    that "Bru" is a name and "EU" no syllable.
    """
    folded = fold(written)
    return f"={written}" if len(folded) <= 3 and folded != written else folded


def _by_layer(entries: Iterable[LexiconEntry]) -> Iterator[LexiconEntry]:
    """Return lines in the order in which they are tried: layer by layer, with a context first."""
    for _, layer in groupby(entries, key=lambda entry: entry.layer):
        yield from sorted(layer, key=lambda entry: not entry.context)


@dataclass(frozen=True)
class Lexicon:
    """Lines of one or more layers, the strongest last.

    >>> lexicon = Lexicon((LexiconEntry("ASEAN", "A-xê-an"),))
    >>> lexicon.get("Asean").spoken
    'A-xê-an'
    """

    entries: tuple[LexiconEntry, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, tuple[LexiconEntry, ...]]:
        """Return lines by key, the strongest first, lines with a context before those without."""
        table: dict[str, list[LexiconEntry]] = {}
        for entry in reversed(self.entries):
            table.setdefault(entry.key, []).append(entry)
        return {key: tuple(_by_layer(found)) for key, found in table.items()}

    @cached_property
    def longest(self) -> Mapping[str, int]:
        """Return, for the first word of each line (folded), how many words its longest line has."""
        table: dict[str, int] = {}
        for entry in self.entries:
            if _NAME.fullmatch(entry.written):
                words = _WORDS.findall(entry.written)
                first = fold(words[0])
                table[first] = max(table.get(first, 0), len(words))
        return table

    @cached_property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each first character (folded), the lines with digits or signs, longest first.

        These are found where they stand in the text as written, whole: P6, PA05, 21-9.
        """
        table: dict[str, list[str]] = {}
        for entry in self.entries:
            if not _NAME.fullmatch(entry.written):
                table.setdefault(fold(entry.written)[:1], []).append(entry.written)
        return {
            first: tuple(sorted(dict.fromkeys(found), key=len, reverse=True))
            for first, found in table.items()
        }

    def get(self, written: str, near: Iterable[str] = ()) -> LexiconEntry | None:
        """Find the line that holds for a word, with the words around it."""
        found = self.by_key.get(fold(written), ()) + self.by_key.get(f"={written}", ())
        around = None
        for entry in found:
            if not entry.context:
                return entry
            if around is None:
                around = {fold(word) for word in near}
            if any(fold(word) in around for word in entry.context):
                return entry
        return None

    def merge(self, stronger: Lexicon | None) -> Lexicon:
        """Put another layer over this one; the same two layers give the same lexicon again."""
        if stronger is None or not stronger.entries:
            return self
        known = self._merged.get(id(stronger))
        if known is None or known[0] is not stronger:
            if len(self._merged) >= _MOST_MERGED:
                self._merged.clear()
            known = self._merged[id(stronger)] = (
                stronger,
                Lexicon(self.entries + stronger.entries),
            )
        return known[1]

    @cached_property
    def _merged(self) -> dict[int, tuple[Lexicon, Lexicon]]:
        """Keep what was merged, so that a thousand lines build its tables once."""
        return {}
