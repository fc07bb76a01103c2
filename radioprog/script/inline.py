"""Inside a paragraph: respellings, other languages, pauses, emphasis, links; the rest is words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.suggest import near_names
from radioprog.kernel.text import one_line
from radioprog.kernel.times import parse_duration, plain_marks
from radioprog.kernel.units import Seconds
from radioprog.script import findings as said
from radioprog.script.front.findings import UNKNOWN_STATION_FIELD
from radioprog.script.keywords import FIELD_NAMES, cue_word, field_of, name_of, slip_of_cue
from radioprog.script.looks import Sense, look_of_brackets
from radioprog.script.model import Breath, Foreign, Piece, Respelled, StationField, Words
from radioprog.script.traced import ESCAPED, Page, Traced

LONGEST_BREATH = Seconds(30.0)
MOST_FINDINGS = 500
"""How many findings of one file are listed; of what is more, the number is told."""
_TOKEN = re.compile(r"[{}\[(]|!\[")
_RUN = re.compile(r"\*+|_+")
_PAUSE = re.compile(r"\(\s*+(?:nghỉ|pause)\s*+:?\s*+([^()]{1,80})\)", re.IGNORECASE)
_LONGEST_FIELD = 24
_BARE_NUMBER = re.compile(r"\s*[0-9]{1,4}(?:[.,][0-9]{1,3})?\s*")
_BRACKETS = re.compile(r"[(\[]([^()\[\]{}]{1,60})[)\]]")
_MINUTES = re.compile(r"phút|min|giờ|hour|h$", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*):\s+(?=\S)")
_LINK = re.compile(r"\[(?=[^\[\]]*+\S)([^\[\]]++)\]\([^()\[\]\s]++(?:\s++\"[^\"]*+\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|www\.)[^<>\s]{1,500})>", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]{1,500}?)\1(?!`)")
_MARKUP = re.compile(
    r"</?(?:a|b|i|u|s|p|br|hr|em|strong|div|span|font|center|small|big|sup|sub|ul|ol|li|h[1-6]|"
    r"table|tbody|thead|tr|td|th|img|blockquote|section|article|script|style|mark|del|ins|o:p)"
    r"(?:\s[^<>]{0,500})?/?>|~~|==(?=\S[^=]{0,200}\S==)|```+|\[\^[0-9]{1,3}\]|\[[ xX]\](?=\s)"
    r"|\]\[[0-9]{1,3}\]",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[[^\[\]]*+\]\([^()]*+\)")
_CUE = re.compile(r"\[([^\[\]:|]*)(?:[:|][^\[\]]*)?\]")


@dataclass(slots=True)
class Inline:
    """What a paragraph holds, and what is wrong in it; ``more`` counts what is not listed."""

    pieces: list[Piece] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    more: int = 0


def parse_inline(traced: Traced, page: Page) -> Inline:
    """Cut a paragraph into its pieces, in order; nothing of it is left out but marks."""
    return _Scan(traced, page, breaths=True).run()


def parse_plain(traced: Traced, page: Page) -> tuple[str, tuple[Finding, ...]]:
    """Read a text that is shown, not spoken (a heading, the words of a clip), as it is written."""
    inline = _Scan(traced, page, breaths=False).run()
    return written_text(inline.pieces), tuple(inline.findings)


def written_text(pieces: list[Piece] | tuple[Piece, ...]) -> str:
    """Return the text as written: a respelled word by its written side, a pause as nothing."""
    shown = []
    for piece in pieces:
        if isinstance(piece, Respelled):
            shown.append(piece.written)
        elif isinstance(piece, StationField):
            shown.append(f"{{{piece.written}}}")
        elif not isinstance(piece, Breath):
            shown.append(piece.source.text)
    return "".join(shown)


def emphasis_marks(marks: str) -> set[int]:
    """Return the offsets of the ``*`` and ``_`` that come in pairs around words.

    >>> sorted(emphasis_marks("a **b** 2*3*4"))
    [2, 3, 5, 6]
    """
    dropped: set[int] = set()
    openers: list[re.Match[str]] = []
    for run in _RUN.finditer(marks):
        before, after = marks[run.start() - 1 : run.start()], marks[run.end() : run.end() + 1]
        closes = bool(before.strip()) and not after.isalnum()
        opens = bool(after.strip()) and not before.isalnum()
        match = next((o for o in reversed(openers) if o[0] == run[0]), None) if closes else None
        if match is not None:
            del openers[openers.index(match) :]
            dropped.update(range(*match.span()), range(*run.span()))
        elif opens and len(run[0]) <= 3:
            openers = [*openers[-50:], run]
    return dropped


def link_marks(marks: str) -> set[int]:
    """Return the offsets of what is not spoken in ``[text](address)``.

    >>> sorted(link_marks("[a](b)"))
    [0, 2, 3, 4, 5]
    """
    dropped: set[int] = set()
    for link in _LINK.finditer(marks) if "](" in marks else ():
        if marks[link.start() - 1 : link.start()] != "!":
            dropped.add(link.start())
            dropped.update(range(link.end(1), link.end()))
    for mark in (*_AUTOLINK.finditer(marks), *_CODE.finditer(marks)):
        inner = mark.span(2 if mark[0].startswith("`") else 1)
        dropped.update(range(mark.start(), inner[0]), range(inner[1], mark.end()))
    return dropped


class _Scan:
    """One walk over a paragraph, from left to right."""

    def __init__(self, traced: Traced, page: Page, *, breaths: bool) -> None:
        dropped = emphasis_marks(traced.marks) | link_marks(traced.marks)
        if dropped:
            traced = traced.kept(index not in dropped for index in range(len(traced)))
        self.traced = traced.strip()
        self.page = page
        self.breaths = breaths
        self.found = Inline()
        self.start = 0

    def run(self) -> Inline:
        marks = self.traced.marks
        steps: dict[str, Callable[[int], int]] = {
            "{": self.brace,
            "}": self.stray,
            "[": self.cue,
            "![": self.image,
            "(": self.pause,
        }
        index = 0
        while (token := _TOKEN.search(marks, index)) is not None:
            index = steps[token[0]](token.start())
        self.words_until(len(marks))
        self.markup()
        return self.found

    def markup(self) -> None:
        """Find what is left over from web pages and Markdown."""
        for match in islice(_MARKUP.finditer(self.traced.marks), MOST_FINDINGS):
            shown = _brief(self.traced.text[match.start() : match.end()])
            self.fault(said.MARKUP(self.place(match.start()), shown=shown))

    def words_until(self, end: int) -> None:
        """Add the words that stand before a piece, or at the end."""
        if self.start < end:
            source = self.page.source(self.traced[self.start : end])
            self.found.pieces.append(Words(source))

    def put(self, piece: Piece, start: int, end: int) -> int:
        """Add a piece after the words before it, and go on behind it."""
        self.words_until(start)
        self.found.pieces.append(piece)
        self.start = end
        return end

    def place(self, index: int) -> Place:
        return self.page.place_of(self.traced, index)

    def fault(self, finding: Finding) -> None:
        """Keep a finding; beyond a bound it is counted only."""
        if len(self.found.findings) < MOST_FINDINGS:
            self.found.findings.append(finding)
        else:
            self.found.more += 1

    def brace(self, start: int) -> int:
        marks = self.traced.marks
        end, nested = marks.find("}", start), marks.find("{", start + 1)
        if end < 0 or 0 <= nested < end:
            self.fault(said.UNCLOSED_BRACE(self.place(start)))
            return start + 1
        inner = self.traced[start + 1 : end]
        piece = self.in_braces(inner, self.place(start))
        if piece is None:
            self.fault(self.bad_brace(start, end))
            return end + 1
        return self.put(piece, start, end + 1)

    def bad_brace(self, start: int, end: int) -> Finding:
        inner, shown = self.traced.text[start + 1 : end], self.traced.text[start : end + 1]
        near = near_names(inner, FIELD_NAMES) if 1 < len(inner.strip()) <= _LONGEST_FIELD else ()
        if near and not any(mark in inner for mark in "|:"):
            meant = [f"{{{name}}}" for name in near]
            return UNKNOWN_STATION_FIELD(self.place(start), shown=shown, near=meant)
        return said.BAD_BRACE(self.place(start), shown=_brief(shown))

    def in_braces(self, inner: Traced, place: Place) -> Piece | None:
        bars = inner.marks.count("|")
        name = field_of(inner.marks)
        if name is not None:
            return StationField(name, one_line(inner.text), place)
        language = _LANGUAGE.match(inner.marks)
        if language is not None and bars == 0:
            text = inner[language.end() :].strip()
            return Foreign(language[1].lower(), self.page.source(text)) if len(text) else None
        if bars != 1 or language is not None:
            return None
        written, spoken = (part.text.strip() for part in inner.split_at("|"))
        return Respelled(written, spoken, place) if written and spoken else None

    def stray(self, start: int) -> int:
        self.fault(said.STRAY_BRACE(self.place(start)))
        return start + 1

    def image(self, start: int) -> int:
        match = _IMAGE.match(self.traced.marks, start)
        if match is None:
            return start + 1
        self.fault(said.IMAGE(self.place(start)))
        return match.end()

    def cue(self, start: int) -> int:
        cue = _CUE.match(self.traced.marks, start) if self.breaths else None
        if cue is not None:
            name = self.traced.text[cue.start(1) : cue.end(1)]
            word = cue_word(name) or (slip_of_cue(name) if ":" in cue[0] else None)
            if word is not None:
                shown = Text(name_of(word, "vi"), name_of(word, "en"))
                self.fault(said.CUE_IN_SPEECH(self.place(start), cue=shown))
                return cue.end()
        return self.brackets(start)

    def pause(self, start: int) -> int:
        match = _PAUSE.match(self.traced.marks, start) if self.breaths else None
        if match is None:
            return self.brackets(start)
        written = self.traced.text[match.start(1) : match.end(1)]
        length = parse_duration(written)
        if length is None and not _BARE_NUMBER.fullmatch(written):
            return self.brackets(start)
        in_seconds = not _MINUTES.search(plain_marks(written))
        if length is None or not (in_seconds and 0 < length <= LONGEST_BREATH):
            self.fault(said.PAUSE_AS_TEXT(self.place(start), shown=one_line(match[0])))
            return match.end()
        return self.put(Breath(length, self.place(start)), start, match.end())

    def brackets(self, start: int) -> int:
        """Warn of a stage direction or cue in brackets, which would be read aloud."""
        match = _BRACKETS.match(self.traced.marks, start) if self.breaths else None
        inner = "" if match is None else self.traced.text[start + 1 : match.end() - 1]
        look = look_of_brackets(inner) if ESCAPED not in (match[0] if match else "") else None
        if match is None or look is None:
            return start + 1
        shown = one_line(self.traced.text[start : match.end()])
        note, text = f"<!-- {one_line(inner)} -->", f"\\{shown}"
        code = said.LOOKS_LIKE_CUE if look.sense is Sense.CUE else said.LOOKS_LIKE_NOTE
        self.fault(code(self.place(start), shown=shown, cue=look.cue, note=note, text=text))
        return start + 1


def _brief(text: str) -> str:
    shown = one_line(text[:80])
    return shown if len(text) <= 80 else f"{shown}…"
