"""The door of the room: read a text, find its sentences, count its syllables.

A language is a folder of this package that has a `CHAIN`; it is loaded when first asked for.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module

from radioprog.kernel.errors import ContentError
from radioprog.kernel.syllables import count_syllables
from radioprog.reader.findings import UNKNOWN_LANGUAGE
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.model import Override, Reading, Style
from radioprog.reader.rules import Chain


@cache
def languages() -> tuple[str, ...]:
    """Give the codes of the languages that can be read, one folder each.

    >>> "vi" in languages()
    True
    """
    package = import_module("radioprog.reader")
    return tuple(
        sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg)
    )


def chain_of(language: str) -> Chain:
    """Give a language's rules.

    Raises:
        ContentError: ``unknown-language`` for a code that has no folder.
    """
    code = language.split("-")[0].lower()
    if code not in languages():
        raise ContentError(UNKNOWN_LANGUAGE(language=language, known=list(languages())))
    chain = import_module(f"radioprog.reader.{code}").CHAIN
    if not isinstance(chain, Chain):
        raise TypeError(f"radioprog.reader.{code}.CHAIN is no Chain")
    return chain


def read(
    text: str,
    *,
    language: str = "vi",
    style: Style = Style(),  # noqa: B008 - a frozen value
    lexicon: Lexicon | None = None,
    overrides: Sequence[Override] = (),
) -> Reading:
    """Say how a text is read aloud, token by token.

    ``lexicon`` is laid over the built-in one; ``overrides`` win over both. Line ends stay, so
    that one line in is one line out. Nothing is dropped: what no rule reads is spelled and
    stands in `Reading.unread`.

    Raises:
        ContentError: ``unknown-language``.
        ValueError: overrides that do not fit the text.

    >>> read("17h30 ngày 25/11").spoken
    'mười bảy giờ ba mươi phút ngày hai mươi lăm tháng mười một'
    >>> [token.written for token in read("UBND tỉnh, XQZ").unread]
    ['XQZ']
    """
    from radioprog.reader.chain import run

    return run(chain_of(language), text, style=style, lexicon=lexicon, overrides=overrides)


def syllables(spoken: str, *, language: str = "vi") -> int:
    """Count the syllables of a text that is already as spoken.

    >>> syllables("tần số chín mươi hai phẩy năm mê-ga-héc")
    10
    """
    return count_syllables(spoken, language)


_END = re.compile(r"(?:\.{3}|[.!?…])+[\"'”’»)\]]*(?=[ \t\u00a0]|$)|\n")
_BEFORE_END = re.compile(r"([^\W_]+(?:[./][^\W_]+)*)$")
_NEXT = re.compile(r"[ \t\u00a0]*[\"'“‘«(\[]*(.)?")


def sentences(text: str, *, language: str = "vi") -> tuple[tuple[int, int], ...]:
    """Give the sentences of a text as places (start, end); they cover all that is not blank.

    A full stop after an abbreviation, an initial or a list mark ends no sentence.

    >>> text = "Ông tới TP. Huế. Mời quý vị nghe."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Ông tới TP. Huế.', 'Mời quý vị nghe.']
    """
    never = chain_of(language).never_ends
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found[0] == "\n" or _ends(text, start, found, never):
            _span(text, start, found.end(), spans)
            start = found.end()
    _span(text, start, len(text), spans)
    return tuple(spans)


def _span(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    chunk = text[start:end]
    if chunk.strip():
        lead = len(chunk) - len(chunk.lstrip())
        spans.append((start + lead, start + len(chunk.rstrip())))


def _ends(text: str, start: int, found: re.Match[str], never: frozenset[str]) -> bool:
    """Tell whether a mark ends its sentence."""
    after = _NEXT.match(text, found.end())
    following = after[1] if after else None
    if following is None or following == "\n":
        return True
    if following.islower():
        return False
    if found[0] != ".":
        return True
    before = _BEFORE_END.search(text[max(start, found.start() - 24) : found.start()])
    if before is None:
        return True
    word = before[1]
    if word in never or word.split(".")[-1] in never:
        return False
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    first = not text[start : found.start() - len(word)].strip()
    return not (first and word.isdecimal() and len(word) <= 2)
