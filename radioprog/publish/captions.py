"""Captions: what is said, when it is said, as WebVTT and SubRip.

At most two lines of 42 letters a cue, filled greedily; the words' real times; plain text. One
writer a form escapes whatever could be taken for syntax.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from radioprog.kernel.findings import Language
from radioprog.kernel.units import MIX_RATE
from radioprog.programme.rundown import Rundown
from radioprog.programme.words import TimedWord
from radioprog.publish.sentences import Sentence, sentences

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


def _of_sentence(sentence: Sentence) -> Iterator[Caption]:
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
