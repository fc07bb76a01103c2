"""Cues: lines in brackets that bring in sound, silence or another script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.suggest import near_names
from radioprog.kernel.text import one_line
from radioprog.kernel.times import parse_duration, parse_integer, parse_number
from radioprog.kernel.units import Decibels, Seconds
from radioprog.script import findings as said
from radioprog.script.front.fields import LANGUAGE_CODE
from radioprog.script.inline import parse_plain
from radioprog.script.keywords import (
    CUE_NAMES,
    OPTION_NAMES,
    CueWord,
    Option,
    Order,
    cue_word,
    name_of,
    option_word,
)
from radioprog.script.looks import example_of
from radioprog.script.model import BedEnd, Block, Include, Pause, SoundCue, SoundKind
from radioprog.script.traced import ESCAPED, Page, Traced, plain_view

LONGEST_PAUSE = Seconds(300.0)
MOST_LOOPS = 1000
_LONGEST_SHOWN = 200
_GAIN = re.compile(r"([-+−–]?\s*[0-9]{1,3}(?:[.,][0-9]{1,20})?)\s*dB", re.IGNORECASE)
_PAUSE_LINE = re.compile(r"\(\s*(nghỉ|pause)\s*:?\s*([^()]*)\)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[0-9.,:\s]+")
FILE_ESCAPES = frozenset("[]{}|:#<*&")
"""What a backslash makes text in a file's name; before anything else it parts folders."""
_QUOTES = "\"'“”‘’«»"
_OF_CLIPS = (Option.TEXT, Option.LANG)
_OF_MUSIC = (Option.LOOP, Option.FADE_IN, Option.FADE_OUT)
"""What makes no sense of speech that a person has recorded."""
_FIELD = {
    Option.FROM: "start",
    Option.TO: "end",
    Option.FADE_IN: "fade_in",
    Option.FADE_OUT: "fade_out",
    Option.LOOP: "loops",
    Option.LANG: "language",
}


@dataclass(frozen=True, slots=True)
class Twice:
    """The line ``[đọc hai lần]``: the next speech is read twice."""

    place: Place


Found = tuple[Finding, ...]


def cue_body(line: Traced) -> Traced | None:
    """Return what stands between the brackets of a cue line; ``None``: the line is no cue.

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
    match = re.match(r"\[\s*([^\[\]:|]*)(?:[:|]|$)", line.marks)
    if match is None:
        return ()
    name = one_line(line.text[match.start(1) : match.end(1)])
    head, _, tail = name.partition(" ")
    pause = cue_word(head) is Order.PAUSE and not _is_words(tail)
    if not pause and cue_word(name) is None:
        return ()
    if _closing(line.marks, 0) is not None:
        return ()
    return (said.UNCLOSED_CUE(page.place_of(line)),)


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
        return None, (_bad_time(written, place, "0,5s … 5 phút"),)
    return Pause(length, place), ()


def parse_cue(body: Traced, page: Page) -> tuple[Block | Twice | None, Found]:
    """Read what stands between the brackets."""
    place = page.place_at(body.at[0] - 1)
    colon, bar = (body.marks.find(mark) for mark in ":|")
    ends = [at for at in (colon, bar) if at >= 0] or [len(body)]
    name = one_line(body.text[: min(ends)])[:_LONGEST_SHOWN]
    word = cue_word(name)
    if word is None:
        return _without_colon(name, body.text[min(ends) :][:_LONGEST_SHOWN], place)
    rest = body[min(ends) + (min(ends) == colon) :]
    if word is Order.PAUSE:
        return _pause(rest.text.strip(), place)
    if word in (Order.TWICE, Order.END_BED):
        left = rest.text.strip()
        found: Found = (_no_option(left, word, place),) if left else ()
        return (Twice(place) if word is Order.TWICE else BedEnd(place)), found
    file, *options = rest.split_at("|")
    path = file_name(file, page)
    if not path:
        folder = "scripts" if word is Order.INCLUDE else "assets"
        example = example_of(word)
        return None, (said.NO_FILE(place, cue=_shown(word), example=example, folder=folder),)
    if isinstance(word, SoundKind):
        return _sound(word, path, options, page, place)
    others = [each for each in options if option_word(each.text) is not Option.OPTIONAL]
    found = tuple(
        _no_option(option.text, word, page.place_of(option.strip(), instead=place))
        for option in others
    )
    return Include(path, len(others) < len(options), place), found


def file_name(file: Traced, page: Page) -> str:
    r"""Return the file that a cue names, as a path with plain slashes.

    Windows writes ``stings\cat-1.flac``: here a backslash escapes only what a cue's own syntax
    needs, and parts folders everywhere else. Quotation marks around the name go.
    """
    file = file.strip()
    letters = []
    for char, mark, at in zip(file.text, file.marks, file.at, strict=True):
        if (
            mark == ESCAPED
            and plain_view(char) not in FILE_ESCAPES
            and page.text[at - 1 : at] == "\\"
        ):
            letters.append("/")
        letters.append("/" if char == "\\" else char)
    name = "".join(letters).strip().strip(_QUOTES).strip()
    return re.sub("//+", "/", name)


def _shown(word: CueWord) -> Text:
    return Text(name_of(word, "vi"), name_of(word, "en"))


def _no_option(option: str, word: CueWord, place: Place) -> Finding:
    return said.NO_OPTION(
        place, cue=_shown(word), option=one_line(option).lstrip("| ")[:_LONGEST_SHOWN]
    )


def _bad_time(written: str, place: Place, wanted: str) -> Finding:
    return said.BAD_TIME(place, shown=one_line(written)[:_LONGEST_SHOWN], wanted=wanted)


def _bad_option(text: str, place: Place, wanted: str) -> Finding:
    return said.BAD_OPTION(place, shown=one_line(text)[:_LONGEST_SHOWN], wanted=wanted)


_AS_DIGITS = str.maketrans("OoIl", "0011")
"""Letters that hands put for digits: -1O dB."""


def _unknown_option(text: str, place: Place) -> Finding:
    text = text[:_LONGEST_SHOWN]
    shown = Text(text, text) if text else Text("trống", "empty")
    level = text.translate(_AS_DIGITS)
    if _GAIN.fullmatch(level) and level != text:
        return said.NEAR_OPTION(place, option=shown, near=[level])
    head = " ".join(re.split(r"[0-9:+−–-]", text)[0].split()[:2])
    near = near_names(head, OPTION_NAMES)
    if near:
        return said.NEAR_OPTION(place, option=shown, near=near)
    return said.UNKNOWN_OPTION(place, option=shown, names=(*OPTION_NAMES, "-18 dB"))


def _without_colon(name: str, after: str, place: Place) -> tuple[Pause | None, Found]:
    """Read a name that is no cue: ``[nghỉ 1s]``, a forgotten colon, a slip, something unknown.

    ``after`` is what stands behind it, from a colon or bar on.
    """
    head, _, tail = name.partition(" ")
    if cue_word(head) is Order.PAUSE and not _is_words(tail):
        return _pause(tail, place)
    words = name.split(" ")
    for count in (3, 2, 1):
        word = cue_word(" ".join(words[:count]))
        if word is not None and len(words) > count:
            return None, (_forgotten_colon(name, word, " ".join(words[count:]), place),)
    file = _SEMICOLON.fullmatch(name)
    if file is not None and (word := cue_word(file[1].strip())) is not None:
        return None, (_forgotten_colon(name, word, file[2], place),)
    near = near_names(name, CUE_NAMES)
    if near:
        return None, (
            said.NEAR_CUE(place, name=name, near=[f"[{each}{one_line(after)}]" for each in near]),
        )
    return None, (said.UNKNOWN_CUE(place, name=name, names=CUE_NAMES),)


_SEMICOLON = re.compile(r"([^;,.]{2,20})[;,.] *(\S.*)")


def _is_words(text: str) -> bool:
    return bool(text) and not any(char.isdigit() for char in text)


def _forgotten_colon(name: str, word: CueWord, rest: str, place: Place) -> Finding:
    """Say how a cue without its colon is written: whole, so that it can be pasted."""
    if word in (Order.TWICE, Order.END_BED):
        return said.NEAR_CUE(place, name=name, near=[f"[{name_of(word, 'vi')}]"])
    if word is Order.PAUSE:
        return said.NEAR_CUE(place, name=name, near=[f"[{name_of(word, 'vi')}: 1s]"])
    if re.search(r"[/\\]|\.\w{2,4}$", rest):
        wanted = f"[{name_of(word, 'vi')}: {rest}]"
        return said.CUE_COLON(place, name=name, wanted=wanted)
    return said.CUE_FILE(place, name=name, cue=_shown(word), example=example_of(word))


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
        found.append(said.OUT_BEFORE_IN(reader.places["end"]))
    if kind is SoundKind.CLIP and "text" not in values:
        found.append(said.CLIP_WITHOUT_TEXT(place, file=file))
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
            words = one_line(part.text)
            named = any(option_word(" ".join(words.split()[:count])) for count in (1, 2))
            if (named and any(char.isdigit() for char in words)) or _GAIN.fullmatch(words):
                self.findings.append(said.OPTION_IN_TEXT(self.page.place_of(part), option=words))
            bar = Traced("|", [part.at[0] - 1 if len(part) else rest.at[-1] + 1], "|")
            rest = _adjoined(_adjoined(rest, bar), part)
        text, found = parse_plain(rest.strip(), self.page)
        self.findings.extend(found)
        if not text:
            self.findings.append(_bad_option(option.text, place, "lời: …"))
        elif self._allowed(Option.TEXT, option.text, place):
            self._set("text", text, place)
        return True

    def take(self, option: Traced) -> None:
        text = one_line(option.text)
        place = self.page.place_of(option, instead=self.place)
        gain = _GAIN.fullmatch(option.marks)
        if not text:
            self.findings.append(_unknown_option(text, place))
        elif gain is not None:
            self._gain(gain[1].replace(" ", ""), text, place)
        else:
            self._named(text, place)

    def _gain(self, written: str, text: str, place: Place) -> None:
        number = parse_number(written)
        if number is None or not -80 <= number <= 20:
            self.findings.append(_bad_option(text, place, "-80 dB … +20 dB"))
        else:
            if self.kind is SoundKind.BED and number > 0:
                self.findings.append(said.LOUD_BED(place, option=text.lstrip("+ ")))
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
        self.findings.append(_unknown_option(text, place))

    def _value(self, option: Option, value: str, text: str, place: Place) -> None:
        if option is Option.TEXT:
            self.findings.append(_bad_option(text, place, "lời: …"))
        elif option is Option.LANG:
            code = value.lower()
            if LANGUAGE_CODE.fullmatch(code):
                self._set("language", code, place)
            else:
                self.findings.append(_bad_option(text, place, "tiếng bru, lang en"))
        elif option is Option.LOOP:
            count = parse_integer(value)
            if count is not None and 1 <= count <= MOST_LOOPS:
                self._set("loops", count, place)
            else:
                self.findings.append(_bad_option(text, place, f"lặp 1 … {MOST_LOOPS}"))
        else:
            length = parse_duration(value)
            if length is None:
                self.findings.append(_bad_time(value or text, place, "0:05, 1:20.5, 2s"))
            else:
                self._set(_FIELD[option], length, place)

    def _allowed(self, option: Option, text: str, place: Place) -> bool:
        only_clips = option in _OF_CLIPS and self.kind is not SoundKind.CLIP
        unread = option in _OF_MUSIC and self.kind is SoundKind.READ
        if option is Option.OPTIONAL or only_clips or unread:
            self.findings.append(_no_option(text, self.kind, place))
            return False
        return True

    def _set(self, name: str, value: Any, place: Place) -> None:
        if name in self.values:
            self.findings.append(said.DOUBLE_OPTION(place))
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
