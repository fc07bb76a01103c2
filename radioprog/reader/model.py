"""The reading as values: tokens with their place, class, rule and spoken words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Region = Literal["north", "central", "south"]
Documents = Literal["broadcast", "expanded", "spelled"]
Years = Literal["full", "short"]


@dataclass(frozen=True, slots=True)
class Style:
    """How to read where two readings are both right; the defaults are the newsreader's."""

    region: Region = "north"
    documents: Documents = "broadcast"
    years: Years = "full"


@dataclass(frozen=True, slots=True)
class Override:
    """A stretch of the text whose reading is given: ``{written|spoken}`` in a script.

    ``start`` and ``end`` are offsets of code points in the text that is read.
    """

    start: int
    end: int
    spoken: str


@dataclass(frozen=True, slots=True)
class Token:
    """One stretch of the text: where it stands, what it is, by which rule, what is said.

    ``start``/``end`` are offsets in the text that was read, ``spoken_start``/``spoken_end`` the
    place of ``spoken`` in `Reading.spoken`. ``unread`` marks what no rule read: spelled instead.
    """

    start: int
    end: int
    written: str
    token_class: str
    rule: str
    spoken: str
    spoken_start: int
    spoken_end: int
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and how it is said. The tokens cover the text, in order, without holes.

    ``spoken`` is what a speech engine gets: case, punctuation and sentence breaks kept.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    spoken: str

    @property
    def unread(self) -> tuple[Token, ...]:
        """Give the tokens that no rule read."""
        return tuple(token for token in self.tokens if token.unread)

    def written_span(self, spoken_start: int, spoken_end: int) -> tuple[int, int] | None:
        """Give the stretch of the text that a stretch of spoken text comes from."""
        hit = [
            token
            for token in self.tokens
            if token.spoken_start < spoken_end and spoken_start < token.spoken_end
        ]
        return (hit[0].start, hit[-1].end) if hit else None


Sentences = Sequence[tuple[int, int]]
