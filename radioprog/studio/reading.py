"""Reading a single line as the script language has it: respellings and words of other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from radioprog.kernel.findings import Finding, Place
from radioprog.reader import languages, read
from radioprog.reader.findings import unread_findings
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.model import Override, Reading, Style, Token

_SIDE = r"[^{}|]*[^{}|\s][^{}|]*"
_BRACES = re.compile(
    r"\{(?:(?P<code>[a-z]{2,3}): (?P<foreign>[^{}|]+)"
    rf"|(?P<written>{_SIDE})\|(?P<spoken>{_SIDE}))\}}"
)
"""``{en: text}``, or ``{written|spoken}`` with one bar and something on both sides."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the line in one language, where it begins in the line, and given readings."""

    language: str
    text: str
    columns: tuple[int, ...]
    overrides: tuple[Override, ...]


def read_line(
    line: str,
    *,
    number: int = 1,
    language: str = "vi",
    style: Style,
    lexicon: Lexicon | None = None,
) -> tuple[Reading, tuple[Finding, ...]]:
    """Say how one line is read aloud, and what in it no rule reads (``-:line:column``)."""
    readings: list[Reading] = []
    findings: list[Finding] = []
    for stretch in _stretches(line, language):
        own = lexicon if stretch.language == language else None
        reading = read(stretch.text, language=stretch.language, style=style, lexicon=own,
                       overrides=stretch.overrides)  # fmt: skip

        def place(offset: int, columns: tuple[int, ...] = stretch.columns) -> Place:
            return Place("-", number, columns[min(offset, len(columns) - 1)] if columns else 1)

        findings.extend(unread_findings(reading, place))
        readings.append(reading)
    return _joined(readings, language), tuple(findings)


def _stretches(line: str, language: str) -> Iterator[_Stretch]:
    text = ""
    columns: list[int] = []
    overrides: list[Override] = []
    at = 0
    for found in _BRACES.finditer(line):
        if found["code"] and found["code"] not in languages():
            continue
        text += line[at : found.start()]
        columns += range(at + 1, found.start() + 1)
        if found["code"]:
            yield _Stretch(language, text, tuple(columns), tuple(overrides))
            start = found.start("foreign")
            yield _Stretch(found["code"], found["foreign"],
                           tuple(range(start + 1, found.end("foreign") + 1)), ())  # fmt: skip
            text, columns, overrides = "", [], []
        else:
            written = found["written"]
            overrides.append(Override(len(text), len(text) + len(written), found["spoken"]))
            text += written
            columns += range(found.start("written") + 1, found.end("written") + 1)
        at = found.end()
    text += line[at:]
    columns += range(at + 1, len(line) + 1)
    if text or not line:
        yield _Stretch(language, text, tuple(columns), tuple(overrides))


def _joined(readings: list[Reading], language: str) -> Reading:
    if len(readings) == 1:
        return readings[0]
    text, spoken = "", ""
    tokens: list[Token] = []
    for reading in readings:
        shift, later = len(text), len(spoken)
        tokens += [
            replace(
                each, start=each.start + shift, end=each.end + shift,
                spoken_start=each.spoken_start + later, spoken_end=each.spoken_end + later,
            )
            for each in reading.tokens
        ]  # fmt: skip
        text += reading.text
        spoken += reading.spoken
    return Reading(text, language, tuple(tokens), spoken)
