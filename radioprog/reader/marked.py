"""A single line as an editor tries it out: with ``{written|spoken}`` and ``{en: text}``.

Scripts have their own parser; this serves the command that reads lines of plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from radioprog.reader.lexicon import Lexicon
from radioprog.reader.model import Override, Reading, Style
from radioprog.reader.read import languages, read

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
