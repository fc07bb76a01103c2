"""What is said, when it is said: captions as WebVTT and SubRip, and the transcript.

At most two lines of 42 letters a cue, filled greedily; the words' real times; plain text. One
writer a form escapes whatever could be taken for syntax.

Both stand on written sentences in time, put together again where a breath or another language had
cut them. The transcript is plain text to read, search and print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby
from pathlib import PurePosixPath

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.units import MIX_RATE, Samples
from radioprog.programme.rundown import Item, ItemKind, Rundown
from radioprog.programme.words import TimedWord, timed_words
from radioprog.script.model import Meta

_CLIP_NAME = {"vi": "băng", "en": "clip"}
_ENDS = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class CaptionSentence:
    """One written sentence as it is heard: by whom, in which words, when.

    ``speaker`` is ``None`` for a recorded clip. ``opens`` marks a paragraph's first sentence,
    ``reading_number`` is 1 where it is heard for the second time.
    """

    segment: int
    speaker: str | None
    words: tuple[TimedWord, ...]
    opens: bool
    reading_number: int = 0

    @property
    def text(self) -> str:
        """Return the sentence on one line."""
        return " ".join(word.text for word in self.words)


def sentences(rundown: Rundown, language: Language) -> Iterator[CaptionSentence]:
    """Yield what is said in a programme, in the order it is heard, recorded clips too."""
    last: CaptionSentence | None = None
    for item in rundown.items:
        if item.kind is ItemKind.CLIP:
            if last is not None:
                yield last
            *before, last = _of_clip(item, language)
            yield from before
            continue
        said, words = item.utterance, timed_words(item)
        if said is None or not words:
            continue
        if said.continues and last is not None:
            joined = _joined(last.words, words, spaced=said.spaced)
            last = replace(last, words=joined)
            continue
        if last is not None:
            yield last
        last = CaptionSentence(item.segment, said.speaker, words, said.opens, item.reading_number)
    if last is not None:
        yield last


def _joined(
    before: Sequence[TimedWord], after: Sequence[TimedWord], *, spaced: bool
) -> tuple[TimedWord, ...]:
    if spaced or not before:
        return (*before, *after)
    last, first = before[-1], after[0]
    glued = TimedWord(last.text + first.text, last.offset, last.start, first.end)
    return (*before[:-1], glued, *after[1:])


def clip_name(item: Item, language: Language) -> str:
    """Name a clip of which nobody wrote what is said: ``[băng: cha-lo]``."""
    stem = PurePosixPath(item.cue.file).stem if item.cue else ""
    return f"[{_CLIP_NAME[language]}: {one_line(stem)}]"


def _of_clip(item: Item, language: Language) -> Iterator[CaptionSentence]:
    """Share the words of a clip evenly over it, by their letters."""
    written = one_line(item.cue.text) if item.cue and item.cue.text else ""
    if not written:
        name = TimedWord(clip_name(item, language), 0, item.start, item.end)
        yield CaptionSentence(
            item.segment, None, (name,), opens=True, reading_number=item.reading_number
        )
        return
    at = 0
    for number, text in enumerate(_ENDS.split(written)):
        words = []
        for word in text.split():
            start, end = at, at + len(word)
            words.append(
                TimedWord(
                    word, start, _share(item, start, len(written)), _share(item, end, len(written))
                )
            )
            at = end + 1
        yield CaptionSentence(
            item.segment, None, tuple(words), opens=number == 0, reading_number=item.reading_number
        )


def _share(item: Item, at: int, whole: int) -> Samples:
    return Samples(item.start + round(item.length * min(1.0, at / whole)))


LINE = 42
LINES = 2
SHORTEST = 1000
"""What is shown for less than this (ms) cannot be read."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at one time: its lines, who speaks, from when to when (ms)."""

    lines: tuple[str, ...]
    speaker: str | None
    start: int
    end: int


def captions(rundown: Rundown, language: Language) -> tuple[Caption, ...]:
    """Cut a programme's sentences into captions; their times rise and never overlap.

    A caption too short to be read stays on into the pause after it.
    """
    made: list[Caption] = []
    for sentence in sentences(rundown, language):
        for caption in _of_sentence(sentence):
            start = max(caption.start, made[-1].end if made else 0)
            made.append(replace(caption, start=start, end=max(caption.end, start + 1)))
    ends = [*(caption.start for caption in made[1:]), _milliseconds(rundown.length)]
    return tuple(
        replace(caption, end=max(caption.end, min(caption.start + SHORTEST, end)))
        for caption, end in zip(made, ends, strict=False)
    )


def _of_sentence(sentence: CaptionSentence) -> Iterator[Caption]:
    """Fill caption after caption; within a sentence each stays until the next begins."""
    pages = list(_pages(sentence.words))
    for number, page in enumerate(pages):
        words = [word for line in page for word in line]
        last = words[-1].end if number + 1 == len(pages) else pages[number + 1][0][0].start
        yield Caption(
            lines=tuple(" ".join(word.text for word in line) for line in page),
            speaker=sentence.speaker,
            start=_milliseconds(words[0].start),
            end=_milliseconds(last),
        )


def _pages(words: Sequence[TimedWord]) -> Iterator[list[list[TimedWord]]]:
    lines = list(_lines(words))
    for at in range(0, len(lines), LINES):
        yield lines[at : at + LINES]


def _lines(words: Sequence[TimedWord]) -> Iterator[list[TimedWord]]:
    line: list[TimedWord] = []
    width = 0
    for word in words:
        if line and width + 1 + len(word.text) > LINE:
            yield line
            line, width = [], 0
        width += len(word.text) + (1 if line else 0)
        line.append(word)
    if line:
        yield line


def _milliseconds(count: int) -> int:
    return round(count * 1000 / MIX_RATE)


def to_vtt(made: Sequence[Caption]) -> str:
    r"""Write WebVTT; the speaker stands in a voice tag.

    >>> print(to_vtt([Caption(("a < b",), "PTV nữ", 0, 1500)]))
    WEBVTT
    <BLANKLINE>
    00:00:00.000 --> 00:00:01.500
    <v PTV nữ>a &lt; b
    <BLANKLINE>
    """
    blocks = ["WEBVTT\n"]
    for caption in made:
        voice = (
            "" if caption.speaker is None else f"<v {_vtt(caption.speaker).replace('>', '&gt;')}>"
        )
        text = "\n".join(_vtt(line) for line in caption.lines)
        blocks.append(
            f"{_clock(caption.start, '.')} --> {_clock(caption.end, '.')}\n{voice}{text}\n"
        )
    return "\n".join(blocks)


def _voice(name: str) -> str:
    return _vtt(name).replace(">", "&gt;")


def _vtt(text: str) -> str:
    # "TT&TT" is read alike with and without escape, by the standard's own parsing rules; many
    # players know none of the escapes. Where a name could be meant, the escape is needed.
    if unescape(text) != text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;").replace("-->", "--&gt;")


def to_srt(made: Sequence[Caption]) -> str:
    r"""Write SubRip; the form has no speakers, and no escapes: what looks like syntax is respelled.

    >>> print(to_srt([Caption(("a", "b"), "PTV nữ", 0, 1500)]))
    1
    00:00:00,000 --> 00:00:01,500
    a
    b
    <BLANKLINE>
    """
    blocks = []
    for number, caption in enumerate(made, 1):
        text = "\n".join(_srt(line) for line in caption.lines)
        times = f"{_clock(caption.start, ',')} --> {_clock(caption.end, ',')}"
        blocks.append(f"{number}\n{times}\n{text}\n")
    return "\n".join(blocks)


def _srt(text: str) -> str:
    # Players take <i> and {\an8} for style; the look-alikes are shown as written.
    return text.replace("-->", "→").replace("<", "‹").replace(">", "›").replace("{\\", "{\u2060\\")


def _clock(milliseconds: int, mark: str) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{thousandths:03d}"


_AGAIN = Text("(đọc lần hai)", "(read again)")
_CLIP = Text("[Băng]", "[Clip]")
_SERIES = Text("Chuyên mục", "Series")
_EPISODE = Text("Số", "No.")


def transcript(rundown: Rundown, meta: Meta, language: Language) -> str:
    """Write what is said, under its headings, paragraph by paragraph, in plain text."""
    parts = [one_line(meta.title), *_facts(meta, language), ""]
    titles = {segment.index: one_line(segment.title) for segment in rundown.segments}
    # Sentence by sentence: all words of hours in time would not be small.
    for index, inside in groupby(sentences(rundown, language), lambda one: one.segment):
        parts += ["", f"{index + 1}. {titles[index]}"]
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


def _paragraphs(said: Iterable[CaptionSentence], language: Language) -> Iterator[str]:
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
