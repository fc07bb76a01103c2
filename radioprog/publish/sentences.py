"""What is heard as written sentences in time: the common ground of captions and transcript.

Pure: from the rundown to sentences, put together again where a breath or another language had cut
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from radioprog.kernel.findings import Language
from radioprog.kernel.text import one_line
from radioprog.kernel.units import Samples
from radioprog.programme.rundown import Item, ItemKind, Rundown
from radioprog.programme.words import TimedWord, timed_words

_CLIP_NAME = {"vi": "băng", "en": "clip"}
_ENDS = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
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
        """Give the sentence on one line."""
        return " ".join(word.text for word in self.words)


def sentences(rundown: Rundown, language: Language) -> tuple[Sentence, ...]:
    """List what is said in a programme, in the order it is heard, recorded clips too."""
    found: list[Sentence] = []
    for item in rundown.items:
        if item.kind is ItemKind.CLIP:
            found += _of_clip(item, language)
        elif item.utterance is not None:
            _add_utterance(found, item)
    return tuple(found)


def _add_utterance(found: list[Sentence], item: Item) -> None:
    said = item.utterance
    words = timed_words(item)
    if said is None or not words:
        return
    if said.continues and found:
        before = found.pop()
        joined = _joined(before.words, words, spaced=said.spaced)
        found.append(
            Sentence(before.segment, before.speaker, joined, before.opens, before.reading_number)
        )
        return
    found.append(Sentence(item.segment, said.speaker, words, said.opens, item.reading_number))


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


def _of_clip(item: Item, language: Language) -> Iterator[Sentence]:
    """Share the words of a clip evenly over it, by their letters."""
    written = one_line(item.cue.text) if item.cue and item.cue.text else ""
    if not written:
        name = TimedWord(clip_name(item, language), 0, item.start, item.end)
        yield Sentence(item.segment, None, (name,), opens=True, reading_number=item.reading_number)
        return
    at = 0
    for number, text in enumerate(_ENDS.split(written)):
        words = []
        for word in text.split():
            start, end = at, at + len(word)
            words.append(
                TimedWord(word, start, _share(item, start, len(written)),
                          _share(item, end, len(written)))
            )  # fmt: skip
            at = end + 1
        yield Sentence(
            item.segment, None, tuple(words), opens=number == 0, reading_number=item.reading_number
        )


def _share(item: Item, at: int, whole: int) -> Samples:
    return Samples(item.start + round(item.length * min(1.0, at / whole)))
