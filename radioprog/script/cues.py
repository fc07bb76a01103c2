"""Cues: lines in brackets that bring in sound, silence or another script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import one_line
from radioprog.kernel.times import parse_duration, parse_integer, parse_number
from radioprog.kernel.units import Decibels, Seconds
from radioprog.script import cue_findings as wrong
from radioprog.script.front import LANGUAGE_CODE
from radioprog.script.inline import parse_plain
from radioprog.script.keywords import (
    CUE_NAMES,
    Option,
    Order,
    cue_word,
    option_word,
)
from radioprog.script.model import BedEnd, Block, Include, Pause, SoundCue, SoundKind
from radioprog.script.traced import Page, Traced

LONGEST_PAUSE = Seconds(300.0)
MOST_LOOPS = 1000
_GAIN = re.compile(r"([-+−–]?\s*[0-9]{1,3}(?:[.,][0-9]{1,20})?)\s*dB", re.IGNORECASE)
_PAUSE_LINE = re.compile(r"\(\s*(nghỉ|pause)\s*:?\s*([^()]*)\)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[0-9.,:\s]+")
_OF_CLIPS = (Option.TEXT, Option.LANG)
_FIELD = {
    Option.FROM: "start", Option.TO: "end", Option.FADE_IN: "fade_in",
    Option.FADE_OUT: "fade_out", Option.LOOP: "loops", Option.LANG: "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Twice:
    """The line ``[đọc hai lần]``: the next speech is read twice."""

    place: Place


Found = tuple[Finding, ...]


def cue_body(line: Traced) -> Traced | None:
    """Give what stands between the brackets of a cue line; ``None``: the line is no cue.

    A line in brackets without a letter in it (``[1]``, ``[...]``) is text.
    """
    marks = line.marks.strip("*_ ")
    if not marks.startswith("["):
        return None
    start = line.marks.index("[")
    end = _closing(line.marks, start)
    if end is None or line.marks[end + 1 :].strip("*_ "):
        return None
    body = line[start + 1 : end]
    return body if any(char.isalpha() for char in body.text) else None


def _closing(marks: str, start: int) -> int | None:
    depth = 0
    for index in range(start, len(marks)):
        depth += (marks[index] == "[") - (marks[index] == "]")
        if depth == 0:
            return index
    return None


def open_cue(line: Traced, page: Page) -> Found:
    """Find a cue that begins a line but is not closed, or that text follows."""
    match = re.match(r"\[\s*([^\[\]:|]*)[:|]", line.marks)
    if match is None or cue_word(line.text[match.start(1) : match.end(1)]) is None:
        return ()
    if _closing(line.marks, 0) is not None:
        return ()
    place = page.place_of(line)
    return (
        error(
            "unclosed-cue",
            Text("dòng mở bằng [ nhưng không có ]", "the line begins with [ but has no ]"),
            Text(
                "viết trọn trên một dòng và đóng bằng ]",
                "write the cue on one line and close it with ]",
            ),
            place,
        ),
    )


def pause_line(line: Traced, page: Page) -> tuple[Pause | None, Found] | None:
    """Read a pause that stands alone on its line; ``None``: the line is something else."""
    match = _PAUSE_LINE.fullmatch(line.marks)
    if match is None:
        return None
    written = line.text[match.start(2) : match.end(2)]
    if parse_duration(written) is None and not _BARE_NUMBER.fullmatch(written):
        return None
    return _pause(written, page.place_of(line))


def _pause(written: str, place: Place) -> tuple[Pause | None, Found]:
    length = parse_duration(written)
    if length is None or not 0 < length <= LONGEST_PAUSE:
        return None, (wrong.bad_time(written, place, "0,5s … 5 phút"),)
    return Pause(length, place), ()


def parse_cue(body: Traced, page: Page) -> tuple[Block | Twice | None, Found]:
    """Read what stands between the brackets."""
    place = page.place_at(body.at[0] - 1)
    colon, bar = (body.marks.find(mark) for mark in ":|")
    ends = [at for at in (colon, bar) if at >= 0] or [len(body)]
    name = one_line(body.text[: min(ends)])
    word = cue_word(name)
    if word is None:
        return _without_colon(body, page, name, place)
    rest = body[min(ends) + (min(ends) == colon) :]
    if word is Order.PAUSE:
        return _pause(rest.text.strip(), place)
    if word in (Order.TWICE, Order.END_BED):
        found = tuple(
            wrong.no_option(rest.text, word, place) for _ in range(bool(rest.text.strip()))
        )
        return (Twice(place) if word is Order.TWICE else BedEnd(place)), found
    file, *options = rest.split_at("|")
    path = file.text.strip()
    if not path:
        return None, (wrong.no_file(word, place),)
    if isinstance(word, SoundKind):
        return _sound(word, path, options, page, place)
    found = tuple(wrong.no_option(option.text, word, page.place_of(option.strip(), instead=place))
                  for option in options)  # fmt: skip
    return Include(path, place), found


def _without_colon(body: Traced, page: Page, name: str, place: Place) -> tuple[Pause | None, Found]:
    """A name that is no cue: ``[nghỉ 1s]``, a forgotten colon, a slip, or something unknown."""
    head, _, tail = name.partition(" ")
    if cue_word(head) is Order.PAUSE:
        return _pause(tail, place)
    words = name.split(" ")
    for count in (3, 2, 1):
        word = cue_word(" ".join(words[:count]))
        if word is not None and len(words) > count:
            shown = f"[{' '.join(words[:count])}: {' '.join(words[count:])}]"
            remedy = Text(f"viết {shown}, có dấu hai chấm", f"write {shown}, with a colon")
            return None, (wrong.unknown_cue(name, remedy, place),)
    names = ", ".join(CUE_NAMES)
    otherwise = Text(
        f"dùng một trong: {names}; nếu là lời đọc, viết \\[ ở đầu dòng",
        f"use one of: {names}; if it is text, begin the line with \\[",
    )
    return None, (wrong.unknown_cue(name, did_you_mean(name, CUE_NAMES, otherwise), place),)


def _sound(
    kind: SoundKind, file: str, options: list[Traced], page: Page, place: Place
) -> tuple[SoundCue, Found]:
    reader = _Options(kind, page, place)
    for index, option in enumerate(options):
        if reader.takes_rest(option, options[index + 1 :]):
            break
        reader.take(option.strip())
    values, found = reader.values, reader.findings
    start, end = values.get("start"), values.get("end")
    if end is not None and end <= (start or 0):
        found.append(wrong.out_before_in(reader.places["end"]))
    if kind is SoundKind.CLIP and "text" not in values:
        found.append(wrong.clip_without_text(file, place))
    return SoundCue(kind, file, place=place, **values), tuple(found)


class _Options:
    """Reads the options of one cue, each once."""

    def __init__(self, kind: SoundKind, page: Page, place: Place) -> None:
        self.kind = kind
        self.place = place
        self.page = page
        self.values: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.findings: list[Finding] = []

    def takes_rest(self, option: Traced, more: list[Traced]) -> bool:
        """Read ``lời: …``, which is the last option and takes the rest of the line."""
        colon = option.marks.find(":")
        if colon < 0 or option_word(option.text[:colon]) is not Option.TEXT:
            return False
        place = self.page.place_of(option.strip())
        rest = option[colon + 1 :]
        for part in more:
            bar = Traced("|", [part.at[0] - 1 if len(part) else rest.at[-1] + 1], "|")
            rest = _adjoined(_adjoined(rest, bar), part)
        text, found = parse_plain(rest.strip(), self.page)
        self.findings.extend(found)
        if not text:
            self.findings.append(wrong.bad_option(option.text, place, "lời: …"))
        elif self._allowed(Option.TEXT, option.text, place):
            self._set("text", text, place)
        return True

    def take(self, option: Traced) -> None:
        text = one_line(option.text)
        place = self.page.place_of(option, instead=self.place)
        gain = _GAIN.fullmatch(option.marks)
        if not text:
            self.findings.append(wrong.unknown_option(text, place))
        elif gain is not None:
            self._gain(gain[1].replace(" ", ""), text, place)
        else:
            self._named(text, place)

    def _gain(self, written: str, text: str, place: Place) -> None:
        number = parse_number(written)
        if number is None or not -80 <= number <= 20:
            self.findings.append(wrong.bad_option(text, place, "-80 dB … +20 dB"))
        else:
            self._set("gain", Decibels(number), place)

    def _named(self, text: str, place: Place) -> None:
        words = text.replace(":", " : ").split()
        for count in (2, 1):
            option = option_word(" ".join(words[:count]))
            if option is not None:
                value = text[_length_of(words[:count], text) :].lstrip(" :")
                if self._allowed(option, text, place):
                    self._value(option, value, text, place)
                return
        self.findings.append(wrong.unknown_option(text, place))

    def _value(self, option: Option, value: str, text: str, place: Place) -> None:
        if option is Option.TEXT:
            self.findings.append(wrong.bad_option(text, place, "lời: …"))
        elif option is Option.LANG:
            code = value.lower()
            if LANGUAGE_CODE.fullmatch(code):
                self._set("language", code, place)
            else:
                self.findings.append(wrong.bad_option(text, place, "tiếng bru, lang en"))
        elif option is Option.LOOP:
            count = parse_integer(value)
            if count is not None and 1 <= count <= MOST_LOOPS:
                self._set("loops", count, place)
            else:
                self.findings.append(wrong.bad_option(text, place, f"lặp 1 … {MOST_LOOPS}"))
        else:
            length = parse_duration(value)
            if length is None:
                self.findings.append(wrong.bad_time(value or text, place, "0:05, 1:20.5, 2s"))
            else:
                self._set(_FIELD[option], length, place)

    def _allowed(self, option: Option, text: str, place: Place) -> bool:
        if option in _OF_CLIPS and self.kind is not SoundKind.CLIP:
            self.findings.append(wrong.no_option(text, self.kind, place))
            return False
        return True

    def _set(self, name: str, value: Any, place: Place) -> None:
        if name in self.values:
            self.findings.append(wrong.double_option(place))
        self.values.setdefault(name, value)
        self.places.setdefault(name, place)


def _adjoined(one: Traced, other: Traced) -> Traced:
    return Traced(one.text + other.text, [*one.at, *other.at], one.marks + other.marks)


def _length_of(words: list[str], text: str) -> int:
    """Count the characters of ``text`` that its first words take."""
    end = 0
    for word in words:
        end = text.index(word, end) + len(word)
    return end
