"""What a line of a script that announcers read from is: a label, a cue, a direction in italics.

Here lines are only told apart; `announcers` makes our script of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.text import fold
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.draft.lines import Line, read_lines
from radioprog.script.keywords import TOGETHER, TRADE_WORDS, CueWord, cue_word
from radioprog.script.looks import Look, Sense, look_of_line
from radioprog.script.speakers import is_trade_label

ENDS = re.compile(r"[.!?…:;,][\"”’»)\]]*$")
_LABEL = re.compile(
    r"[*_]*(?P<label>[^\W\d_][\w./&,+ -]{0,39}?)[*_]*\s*(?P<aside>\([^()]{1,60}\))?[*_]*\s*"
    r"(?::|\t+|[-–](?=\s))\s*(?P<rest>.*)"
)
BOTH_NAMES = re.compile(r"\s*(?:/|,|&|\+|\bvà\b|\band\b)\s*")
_PERSON = re.compile(r"(?:Ông|Bà|Anh|Chị|Em|Cô|Chú|Bác|Đồng chí|Bạn)(?: [A-ZÀ-ỸĐ]\w*){1,4}")
_REPORTERS = re.compile(r"(?:pv|ctv|phóng viên|reporter)\b", re.IGNORECASE)
_FENCE = re.compile(r"\ufeff?\s*---[^\n]*\n")
_KEYS = re.compile(r"^(?:speakers|giọng|title|tên chương trình)\s*:", re.MULTILINE)
_MUSIC = re.compile(r"(?:nhạc|tiếng động|băng)\b(?:\s+\S+){0,8}$", re.IGNORECASE)
_DESK = re.compile(r"k[ỹĩ] thuật(?: viên)?|KTV|KT", re.IGNORECASE)
"""Whoever plays the sounds and says nothing."""
_LONGEST_DIRECTION = 20  # words of a line in italics


def is_announcers(text: str) -> bool:
    """Tell whether a text is a script: front matter, or lines that begin with announcers' labels.

    >>> is_announcers("MC1: Kính chào!\\nMC2: Mời quý vị nghe tin."), is_announcers("Tin: mưa.")
    (True, False)
    """
    if is_ours(text):
        return True
    lines = [line for line in read_lines(text, file="")[0] if line.text]
    labels = [opened.label for line in lines if (opened := opening_of(line)) is not None]
    announcers = [label for label in labels if not _REPORTERS.match(label)]
    lines = [unnumbered(line) for line in lines]
    looks = [look for line in lines if (look := look_of_line(line.stored)) is not None]
    sounds = sum(cue_of(look) is not None for look in looks)
    return len(announcers) >= 2 or (len(announcers) == 1 and sounds >= 1)


def is_ours(text: str) -> bool:
    """Tell whether a text is written in our language: it has front matter with our keys."""
    fence = _FENCE.match(text.replace("\r\n", "\n").replace("\r", "\n"))
    return fence is not None and _KEYS.search(text[:4000]) is not None


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A label that a line begins with, what stands in brackets after it, and the words said."""

    label: str
    aside: str
    rest: str


def opening_of(line: Line, *, people: bool = False) -> LabelledLine | None:
    """Tell which announcer a line opens with; ``people``: or which person interviewed."""
    match = _LABEL.match(line.stored if "\t" in line.stored else line.text)
    if match is None:
        return None
    label = " ".join(match["label"].split())
    names = [name for name in BOTH_NAMES.split(label) if name]
    known = key_form(label) in TOGETHER or (names and all(map(is_trade_label, names)))
    known = known or (people and _PERSON.fullmatch(label) is not None)
    rest = " ".join(match["rest"].split())
    if not known or (fold(label) in TRADE_WORDS and len(rest.split()) < 4):
        return None
    look = meaning_of(line) if _DESK.fullmatch(label) else None
    if look is not None and cue_of(look) is not None:
        return None
    dash = line.text[match.end("label") :].lstrip()[:1] in "-–"
    if dash and not re.search(r"\d$|nam$|nữ$", label, re.IGNORECASE):
        return None
    return LabelledLine(label, (match["aside"] or "").strip("() "), rest)


def unnumbered(line: Line) -> Line:
    """Take the number off a line of a running order: ``2. MC nữ:``, ``1. Nhạc hiệu``."""
    match = re.match(r"\s*\d{1,2}\s*[.)]\s+", line.stored)
    if match is None:
        return line
    bare = replace(
        line, text=" ".join(line.stored[match.end() :].split()), stored=line.stored[match.end() :]
    )
    return bare if opening_of(bare) or meaning_of(bare) else line


def meaning_of(line: Line) -> Look | None:
    """Tell what a line without a label may have been meant for."""
    desk = _LABEL.match(line.stored if "\t" in line.stored else line.text)
    by_desk = desk is not None and _DESK.fullmatch(" ".join(desk["label"].split()))
    look = look_of_line(f"KTV: {desk['rest']}" if desk and by_desk else line.stored)
    if look is None and _MUSIC.match(line.text) and not ENDS.search(line.text):
        return look_of_line(f"({line.text})")
    return look


def cue_of(look: Look) -> CueWord | None:
    """Name the cue that a line was meant for; ``None`` for a note or a heading."""
    match = re.match(r"[\[(]([^\d:|\])]+)", look.cue)
    return cue_word(match[1].strip()) if look.sense is Sense.CUE and match else None


def with_directions(lines: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[str]:
    """Put brackets round the directions that an announcers' script has in italics.

    Of each line the places are given where italics begin and end. A whole short line in italics is
    a direction, words within a line are one where they are about sound. In an article italics mean
    nothing, nor do they in a script that is written in them.
    """
    texts = [text for text, _ in lines]
    whole = [_is_all(text, slanted) for text, slanted in lines]
    if not any(slanted for _, slanted in lines) or not is_announcers("\n".join(texts)):
        return texts
    if 2 * sum(whole) > sum(1 for text in texts if text):
        return texts
    return [
        _directed(text, slanted, whole=all_of_it)
        for (text, slanted), all_of_it in zip(lines, whole, strict=True)
    ]


def _is_all(text: str, slanted: Sequence[tuple[int, int]]) -> bool:
    return len(slanted) == 1 and text[slice(*slanted[0])].strip() == text.strip() != ""


def _directed(text: str, slanted: Sequence[tuple[int, int]], *, whole: bool) -> str:
    if whole and not text.startswith(("(", "[")):
        labelled = opening_of(Line(" ".join(text.split()), 0, text)) is not None
        return text if labelled or len(text.split()) > _LONGEST_DIRECTION else f"({text})"
    for start, end in reversed(slanted):
        words = text[start:end].strip(" .:")
        look = (
            look_of_line(f"({words})") if words and not re.search(r"[()\[\]\x0b]", words) else None
        )
        alone = text[start - 1 : start] != "(" and not whole
        if alone and look is not None and cue_of(look) is not None:
            text = f"{text[:start]}\x0b({words})\x0b{text[end:]}".strip("\x0b")
    return text
