"""The transcript: everything that is said, as plain text to read, search and print."""

from __future__ import annotations

from collections.abc import Iterator

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.programme.rundown import Rundown
from radioprog.publish.papers.captions import CaptionSentence, sentences
from radioprog.script.model import Meta

_AGAIN = Text("(đọc lần hai)", "(read again)")
_CLIP = Text("[Băng]", "[Clip]")
_SERIES = Text("Chuyên mục", "Series")
_EPISODE = Text("Số", "No.")


def transcript(rundown: Rundown, meta: Meta, language: Language) -> str:
    """Write what is said, under its headings, paragraph by paragraph, in plain text."""
    parts = [one_line(meta.title), *_facts(meta, language), ""]
    said = sentences(rundown, language)
    for segment in rundown.segments:
        inside = [one for one in said if one.segment == segment.index]
        if not inside:
            continue
        parts += ["", f"{segment.index + 1}. {one_line(segment.title)}"]
        parts += _paragraphs(inside, language)
    return "\n".join(parts) + "\n"


def _facts(meta: Meta, language: Language) -> Iterator[str]:
    facts = []
    if meta.series:
        facts.append(f"{_SERIES.to(language)}: {one_line(meta.series)}")
    if meta.episode is not None:
        facts.append(f"{_EPISODE.to(language)} {meta.episode}")
    if meta.date:
        facts.append(f"{meta.date.day}/{meta.date.month}/{meta.date.year}")
    if meta.producer:
        facts.append(one_line(meta.producer))
    if facts:
        yield " · ".join(facts)


def _paragraphs(said: list[CaptionSentence], language: Language) -> Iterator[str]:
    """Begin a paragraph where the script does; name the speaker where he changes."""
    line = ""
    speaker: str | None = None
    again = 0
    for one in said:
        if not one.opens:
            line = f"{line} {one.text}"
            continue
        if line:
            yield from ("", line)
        if one.reading_number > again:
            yield from ("", _AGAIN.to(language))
        name = _CLIP.to(language) if one.speaker is None else f"{one.speaker}:"
        named = one.speaker is None or one.speaker != speaker or one.reading_number != again
        line = f"{name} {one.text}" if named else one.text
        speaker, again = one.speaker, one.reading_number
    if line:
        yield from ("", line)
