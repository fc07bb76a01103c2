"""The reading as values: tokens with their place, class, rule and spoken words."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

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


class Tokens(Sequence[Token]):
    """Many tokens in little room: each is made when it is asked for.

    >>> Tokens([Token(0, 2, "17", "number", "number", "mười bảy", 0, 8)])[0].spoken
    'mười bảy'
    """

    __slots__ = ("_numbers", "_words")

    def __init__(self, tokens: Iterable[Token]) -> None:
        """Keep tokens."""
        numbers, words = array("i"), list[str]()
        for token in tokens:
            numbers.extend(
                (token.start, token.end, token.spoken_start, token.spoken_end, token.unread)
            )
            words += token.written, token.token_class, token.rule, token.spoken
        self._numbers, self._words = numbers, tuple(words)

    @classmethod
    def packed(cls, numbers: Iterable[int], words: Iterable[str]) -> Tokens:
        """Return tokens from their columns, row after row: what is kept, without making each.

        A row is start, end, spoken start, spoken end, unread (0 or 1) in ``numbers`` and
        written, class, rule, spoken in ``words``.
        """
        tokens = cls(())
        tokens._numbers, tokens._words = array("i", numbers), tuple(words)
        return tokens

    def __len__(self) -> int:
        return len(self._words) // _WORDS

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, index: int | slice) -> Token | tuple[Token, ...]:
        rows = range(len(self))[index]
        return self._at(rows) if isinstance(rows, int) else tuple(map(self._at, rows))

    def __iter__(self) -> Iterator[Token]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._words)

    def __repr__(self) -> str:
        return repr(tuple(self))

    def of_class(self, classes: Container[str]) -> Iterator[Token]:
        """Yield the tokens of some classes; the others are not made."""
        kinds = self._words[1::_WORDS]
        return (self._at(row) for row, kind in enumerate(kinds) if kind in classes)

    def unread(self) -> Iterator[Token]:
        """Yield the tokens that no rule read; the others are not made."""
        marks = self._numbers[_NUMBERS - 1 :: _NUMBERS]
        return (self._at(row) for row, mark in enumerate(marks) if mark)

    def written_span(self, spoken_start: int, spoken_end: int) -> tuple[int, int] | None:
        """Return the stretch of the text that a stretch of spoken text comes from."""
        numbers = self._numbers
        hit = [
            row
            for row in range(0, len(numbers), _NUMBERS)
            if numbers[row + 2] < spoken_end and spoken_start < numbers[row + 3]
        ]
        return (numbers[hit[0]], numbers[hit[-1] + 1]) if hit else None

    def _at(self, row: int) -> Token:
        start, end, spoken_start, spoken_end, unread = self._numbers[
            row * _NUMBERS : (row + 1) * _NUMBERS
        ]
        written, token_class, rule, spoken = self._words[row * _WORDS : (row + 1) * _WORDS]
        return Token(
            start, end, written, token_class, rule, spoken, spoken_start, spoken_end, bool(unread)
        )


_NUMBERS, _WORDS = 5, 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and how it is said. The tokens cover the text, in order, without holes.

    ``spoken`` is what a speech engine gets: case, punctuation and sentence breaks kept.
    """

    text: str
    language: str
    tokens: Tokens
    spoken: str

    @property
    def unread(self) -> tuple[Token, ...]:
        """Return the tokens that no rule read."""
        return tuple(self.tokens.unread())

    def written_span(self, spoken_start: int, spoken_end: int) -> tuple[int, int] | None:
        """Return the stretch of the text that a stretch of spoken text comes from."""
        return self.tokens.written_span(spoken_start, spoken_end)


Sentences = Sequence[tuple[int, int]]
