"""The door of the room: read a text, find its sentences, count its syllables.

A language is a folder of this package that has a `CHAIN`; it is loaded when first asked for.
Scripts have their own parser; a single line, as an editor tries it out with ``{written|spoken}``
and ``{en: text}``, is read by `read_marked`.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module

from radioprog.kernel.errors import ContentError
from radioprog.kernel.text import count_syllables
from radioprog.reader.findings import UNKNOWN_LANGUAGE
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.model import Override, Reading, Style
from radioprog.reader.rules import Chain, space_missing


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be read, one folder each.

    >>> "vi" in languages()
    True
    """
    package = import_module("radioprog.reader")
    return tuple(
        sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.ispkg)
    )


def chain_of(language: str) -> Chain:
    """Return a language's rules.

    Raises:
        ContentError: ``unknown-language`` for a code that has no folder.
    """
    code = language.split("-")[0].lower()
    if code not in languages():
        raise ContentError(UNKNOWN_LANGUAGE(language=language, known=list(languages())))
    return _loaded(code)


@cache
def _loaded(code: str) -> Chain:
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


_END = re.compile(r"(?:\.{3}|[.!?…])+[\"'”’»)\]]*(?=[ \t\u00a0]|$)|[.!?](?=[^\W\d_])|\n")
_BEFORE_END = re.compile(r"([^\W_]+(?:[./][^\W_]+)*)$")
_NEXT = re.compile(r"[ \t\u00a0]*[\"'“‘«(\[]*(.)?")


def sentences(text: str, *, language: str = "vi") -> tuple[tuple[int, int], ...]:
    """Return the sentences of a text as places (start, end); they cover all that is not blank.

    A full stop after an abbreviation, an initial or a list mark ends no sentence.

    >>> text = "Ông tới TP. Huế. Mời quý vị nghe."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Ông tới TP. Huế.', 'Mời quý vị nghe.']
    """
    chain = chain_of(language)
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found[0] == "\n" or _ends(text, start, found, chain):
            _span(text, start, found.end(), spans)
            start = found.end()
    _span(text, start, len(text), spans)
    return tuple(spans)


def _span(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    chunk = text[start:end]
    if chunk.strip():
        lead = len(chunk) - len(chunk.lstrip())
        spans.append((start + lead, start + len(chunk.rstrip())))


# What stands before a sentence as its number: 12. · 2.1. · II. · a.
_LIST_MARK = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[IVXLC]+|[a-zđ]")
_WORD_NEXT = re.compile(r"[ \t\u00a0]*[\"'“‘«(\[]*([^\W\d_]+)")
_HALF_DAY = frozenset({"a.m", "p.m", "A.M", "P.M"})


def _ends(text: str, start: int, found: re.Match[str], chain: Chain) -> bool:
    """Tell whether a mark ends its sentence."""
    after = _NEXT.match(text, found.end())
    following = after[1] if after else None
    if following is None or following == "\n":
        return True
    if following.islower():
        return False
    if not text[found.end()].isspace() and not space_missing(text, found.start(), chain.plain):
        return False
    if found[0] != ".":
        return True
    before = _BEFORE_END.search(text[max(start, found.start() - 24) : found.start()])
    if before is None:
        return True
    word = before[1]
    lead = text[start : found.start() - len(word)]
    if not lead.strip():
        initial = len(word) == 1 and word.isupper()
        return not (initial or _LIST_MARK.fullmatch(word) or _abbreviated(word, chain))
    if len(word) == 1 and word.isupper():
        return _letter_ends(lead, text, found.end(), chain)
    if _abbreviated(word, chain):
        return word == "tr" and lead.rstrip()[-1:].isdecimal()  # 2 tr.: two millions
    return not (word in _HALF_DAY and not following.isalpha())


def _abbreviated(word: str, chain: Chain) -> bool:
    return word in chain.never_ends or word.split(".")[-1] in chain.never_ends


def _letter_ends(lead: str, text: str, end: int, chain: Chain) -> bool:
    """Tell whether a capital letter and its full stop end a sentence: 13 độ C. and bảng D. do."""
    letter = text[end - 2]
    before = lead.rstrip()
    if before[-1] in "°º" or (before[-1].isdecimal() and letter not in "PQ"):
        return True
    if before.rsplit(None, 1)[-1].strip("“\"'(").lower() in chain.lettered:
        return True
    following = _WORD_NEXT.match(text, end)
    return following is not None and following[1] in chain.begins


_BRACES = re.compile(
    r"\{(?:(?P<code>[a-z]{2,3}):[ ](?P<text>[^{}|\n]+)"
    r"|(?P<written>[^{}|\n]+)\|(?P<spoken>[^{}|\n]+))\}"
)


def read_marked(
    text: str,
    *,
    language: str = "vi",
    style: Style = Style(),  # noqa: B008 - a frozen value
    lexicon: Lexicon | None = None,
) -> Reading:
    """Say how a text with respellings and words of other languages is read aloud.

    Braces that are neither are named, and stand in `Reading.unread`.

    >>> read_marked("cộng đồng {ASEAN|A-xê-an}").spoken
    'cộng đồng A-xê-an'
    >>> [token.written for token in read_marked("{a|b|c}").unread]
    ['{', '|', '|', '}']
    """
    overrides = tuple(_overrides(text, style))
    return read(text, language=language, style=style, lexicon=lexicon, overrides=overrides)


def _overrides(text: str, style: Style) -> Iterator[Override]:
    for found in _BRACES.finditer(text):
        spoken = found["spoken"]
        if spoken is None:
            if found["code"] not in languages():
                continue
            spoken = read(found["text"], language=found["code"], style=style).spoken
        if spoken.strip():
            yield Override(found.start(), found.end(), spoken.strip())
