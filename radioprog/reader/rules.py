"""The shape of a rule and of a language: what the engine (`chain`) runs.

A rule is tried at one place of the text. It looks at what follows (its pattern), at what came
before (the `Cursor`) and says the words, or passes. A language is tables of rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from radioprog.kernel.findings import Text
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.model import Style

NEAR = 240  # how far a rule looks for the rest of its sentence, so that no scan is quadratic
_WORD_AFTER = re.compile(r"[ \t\u00a0\u2009\u202f]*([^\W\d_]+)")
_STOPS = frozenset({".", "!", "?", ";", "\n"})
_CLAUSE_STOPS = _STOPS | {",", ":", "…"}
_SENTENCE_END = re.compile(r"[.!?;…](?=\s|$)|\n")


@dataclass(slots=True)
class Cursor:
    """Where the engine stands: the text, its limit, and the words that came before.

    ``history`` holds what was written before, lower-case, a mark as itself and anything that a
    rule read as ``<class>``; spaces are left out. ``spoken`` holds what was said so far.
    """

    text: str
    limit: int
    style: Style
    lexicon: Lexicon
    history: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    def before(self, back: int = 1) -> str:
        """Return the word or mark that came ``back`` tokens before; empty at the beginning."""
        return self.history[-back] if len(self.history) >= back else ""

    def since(self, words: frozenset[str], reach: int) -> bool:
        """Tell whether one of some words came before, in this clause and not far away."""
        for word in reversed(self.history[-reach:]):
            if word in words:
                return True
            if word in _CLAUSE_STOPS:
                return False
        return False

    def phrase(self, count: int) -> str:
        """Return the last words as one phrase, for cues of several words."""
        return " ".join(self.history[-count:])

    def after(self, pos: int) -> str:
        """Return the next word, lower-case; empty where no word follows directly."""
        found = _WORD_AFTER.match(self.text, pos, self.limit)
        return found[1].lower() if found else ""

    def said(self) -> str:
        """Return what was said so far in this sentence, as far as a rule may look."""
        said: list[str] = []
        for part in reversed(self.spoken[-NEAR:]):
            if part in _STOPS:
                break
            said.append(part)
        return "".join(reversed(said))

    def rest(self, pos: int) -> str:
        """Return the rest of the sentence, as far as a rule may look."""
        chunk = self.text[pos : min(pos + NEAR, self.limit)]
        found = _SENTENCE_END.search(chunk)
        return chunk[: found.start()] if found else chunk


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule says. ``end`` when it read less than its pattern matched."""

    spoken: str
    end: int | None = None
    unread: bool = False
    rule: str | None = None
    token_class: str | None = None


@dataclass(frozen=True, slots=True)
class Oddity:
    """What a text shows that no reading can mend, from an offset on.

    ``kind`` is day, weekday (not that of its date), hour, lost, font, keys, year, letters, digits
    (a letter in a digit's place), number (groups of digits that are none), phone, bare (no mark on
    any letter) or code (letters of a wrong decoding); ``meant`` is what was perhaps meant, where
    known.
    """

    kind: str
    start: int
    written: str
    meant: str = ""


_GLUED = re.compile(r"[^\W\d_]+")
_GLUED_BEFORE = re.compile(r"[^\W_]+$")
_ADDRESS_GOES_ON = re.compile(r"[@/]|\.\w")


def space_missing(text: str, at: int, plain: Callable[[str], bool]) -> bool:
    """Tell whether a mark stands between two words, or a number and a word, without its space.

    A full stop counts only before a capital: ``lưu ý.Mang theo``, but not ``dantri.com``,
    ``TP.Huế`` and ``Th.S``.

    >>> known = {"lưu", "ý", "mang", "mời"}.__contains__
    >>> plain = lambda word: known(word.lower())
    >>> [space_missing(text, text.index("."), plain) for text in ("ý.Mang", "ý.mang", "TP.Mang")]
    [True, False, False]
    """
    following = _GLUED.match(text, at + 1, at + 1 + _LONGEST_GLUED)
    before = _GLUED_BEFORE.search(text[max(0, at - _LONGEST_GLUED) : at])
    if following is None or _ADDRESS_GOES_ON.match(text, following.end()):
        return False
    word = following[0]
    stop = text[at] in ".!?"
    if not plain(word) or (stop and not (word[0].isupper() and not word[1:].isupper())):
        return False
    if before is None:
        return text[at - 1 : at] in {")", "”", '"', "%"}
    left = before[0]
    if stop and (left.isascii() and len(left) < 2):
        return left.isdecimal()
    return left.isdecimal() or plain(left) or (not stop and left[0].isdecimal())


_LONGEST_GLUED = 16

Speak = Callable[["re.Match[str]", Cursor], "str | Said | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name and class, when it is tried, what it says, and examples of it.

    ``speak`` answers None to let the next rule try. Each example is a text and its reading.
    """

    name: str
    token_class: str
    pattern: re.Pattern[str]
    speak: Speak
    about: Text
    examples: tuple[tuple[str, str], ...] = ()


def cues(text: str) -> frozenset[str]:
    """Return the words of a list of cues, written with spaces between."""
    return frozenset(text.split())


def rule(
    name: str,
    token_class: str,
    pattern: str,
    speak: Speak,
    vi: str,
    en: str,
    *examples: tuple[str, str],
) -> Rule:
    """Write a rule down in a table: name, class, pattern, what says it, what it is, examples."""
    return Rule(name, token_class, re.compile(pattern), speak, Text(vi, en), examples)


@dataclass(frozen=True, slots=True)
class Chain:
    """A language: its rules by the kind of character they begin at, and its tables.

    ``heads`` are tried where a line begins, ``numbers`` at a digit, ``words`` at a word that is
    not plain, ``marks`` at anything else. ``never_ends`` holds abbreviations (as written, without
    their last full stop) after which no sentence ends. ``apart`` puts the space back into a word
    that looks like two grown together, or answers None; ``oddities`` finds what no reading can
    mend (31/11, keys of a typing method). A capital letter alone is an initial,
    unless a number or a word of ``lettered`` stands before it (13 độ C, bảng D) or a word of
    ``begins``, with which sentences begin and names do not, after it.
    """

    code: str
    name: Text
    heads: tuple[Rule, ...]
    numbers: tuple[Rule, ...]
    words: tuple[Rule, ...]
    marks: tuple[Rule, ...]
    plain: Callable[[str], bool]
    spell: Callable[[str, Style], str]
    lexicon: Lexicon
    never_ends: frozenset[str]
    lettered: frozenset[str] = frozenset()
    begins: frozenset[str] = frozenset()
    apart: Callable[[str], str | None] = lambda word: None
    oddities: Callable[[str, Sequence[tuple[int, int]]], Iterable[Oddity]] = lambda text, days: ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return all rules in the order in which they stand in the tables."""
        return tuple(dict.fromkeys((*self.heads, *self.numbers, *self.words, *self.marks)))


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a table as tuples; ``#`` begins a remark, short lines are filled up."""
    text = files("radioprog.reader.vi").joinpath("data", name).read_text(encoding="utf-8")
    head, *lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    width = len(head.split("\t"))
    return tuple(_fill(line.split("\t"), width, name) for line in lines)


def _fill(cells: list[str], width: int, name: str) -> tuple[str, ...]:
    if len(cells) > width:
        raise ValueError(f"{name}: too many cells in {cells!r}")
    return tuple(cell.strip() for cell in cells) + ("",) * (width - len(cells))
