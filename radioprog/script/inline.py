"""Inside a paragraph: respellings, other languages, pauses, emphasis, links; the rest is words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from radioprog.kernel.findings import Finding, Place, Text, error, warning
from radioprog.kernel.times import parse_duration, plain_marks
from radioprog.kernel.units import Seconds
from radioprog.script.keywords import cue_word, name_of, slip_of_cue
from radioprog.script.model import Breath, Foreign, Piece, Respelled, Words
from radioprog.script.traced import Page, Traced

LONGEST_BREATH = Seconds(30.0)
_TOKEN = re.compile(r"[{}\[(]|!\[")
_RUN = re.compile(r"\*+|_+")
_PAUSE = re.compile(r"\(\s*(?:nghỉ|pause)\s+([^()]*)\)", re.IGNORECASE)
_MINUTES = re.compile(r"phút|min|giờ|hour|h$", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*):\s+(?=\S)")
_LINK = re.compile(r"\[([^\[\]]*\S[^\[\]]*)\]\([^()\[\]\s]+(?:\s+\"[^\"]*\")?\)")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_CUE = re.compile(r"\[([^\[\]:|]*)(?:[:|][^\[\]]*)?\]")


@dataclass(slots=True)
class Inline:
    """What a paragraph holds, and what is wrong in it."""

    pieces: list[Piece] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def parse_inline(traced: Traced, page: Page) -> Inline:
    """Cut a paragraph into its pieces, in order; nothing of it is left out but marks."""
    return _Scan(traced, page, breaths=True).run()


def parse_plain(traced: Traced, page: Page) -> tuple[str, tuple[Finding, ...]]:
    """Read a text that is shown, not spoken (a heading, the words of a clip), as it is written."""
    inline = _Scan(traced, page, breaths=False).run()
    return written_text(inline.pieces), tuple(inline.findings)


def written_text(pieces: list[Piece] | tuple[Piece, ...]) -> str:
    """Give the text as it is written: a respelled word by its written side, a pause as nothing."""
    shown = []
    for piece in pieces:
        if isinstance(piece, Respelled):
            shown.append(piece.written)
        elif not isinstance(piece, Breath):
            shown.append(piece.source.text)
    return "".join(shown)


def emphasis_marks(marks: str) -> set[int]:
    """Give the offsets of the ``*`` and ``_`` that come in pairs around words.

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
    """Give the offsets of what is not spoken in ``[text](address)``.

    >>> sorted(link_marks("[a](b)"))
    [0, 2, 3, 4, 5]
    """
    dropped: set[int] = set()
    for link in _LINK.finditer(marks):
        if marks[link.start() - 1 : link.start()] != "!":
            dropped.add(link.start())
            dropped.update(range(link.end(1), link.end()))
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
            "{": self.brace, "}": self.stray, "[": self.cue, "![": self.image, "(": self.pause,
        }  # fmt: skip
        index = 0
        while (token := _TOKEN.search(marks, index)) is not None:
            index = steps[token[0]](token.start())
        self.words_until(len(marks))
        return self.found

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
        self.found.findings.append(finding)

    def brace(self, start: int) -> int:
        marks = self.traced.marks
        end, nested = marks.find("}", start), marks.find("{", start + 1)
        if end < 0 or 0 <= nested < end:
            self.fault(_unclosed_brace(self.place(start)))
            return start + 1
        inner = self.traced[start + 1 : end]
        piece = self.in_braces(inner, self.place(start))
        if piece is None:
            self.fault(_bad_brace(self.traced.text[start : end + 1], self.place(start)))
            return end + 1
        return self.put(piece, start, end + 1)

    def in_braces(self, inner: Traced, place: Place) -> Piece | None:
        bars = inner.marks.count("|")
        language = _LANGUAGE.match(inner.marks)
        if language is not None and bars == 0:
            text = inner[language.end() :].strip()
            return Foreign(language[1].lower(), self.page.source(text)) if len(text) else None
        if bars != 1 or language is not None:
            return None
        written, spoken = (part.text.strip() for part in inner.split_at("|"))
        return Respelled(written, spoken, place) if written and spoken else None

    def stray(self, start: int) -> int:
        self.fault(_stray_brace(self.place(start)))
        return start + 1

    def image(self, start: int) -> int:
        match = _IMAGE.match(self.traced.marks, start)
        if match is None:
            return start + 1
        self.fault(_image(self.place(start)))
        return match.end()

    def cue(self, start: int) -> int:
        cue = _CUE.match(self.traced.marks, start) if self.breaths else None
        if cue is not None:
            name = self.traced.text[cue.start(1) : cue.end(1)]
            word = cue_word(name) or (slip_of_cue(name) if ":" in cue[0] else None)
            if word is not None:
                shown = name_of(word, "vi"), name_of(word, "en")
                self.fault(_cue_in_speech(shown, self.place(start)))
                return cue.end()
        return start + 1

    def pause(self, start: int) -> int:
        match = _PAUSE.match(self.traced.marks, start) if self.breaths else None
        if match is None:
            return start + 1
        written = self.traced.text[match.start(1) : match.end(1)]
        length = parse_duration(written)
        if length is None:
            return start + 1
        in_seconds = not _MINUTES.search(plain_marks(written))
        if not (in_seconds and 0 < length <= LONGEST_BREATH):
            self.fault(_pause_as_text(match[0], self.place(start)))
            return match.end()
        return self.put(Breath(length, self.place(start)), start, match.end())


def _unclosed_brace(place: Place) -> Finding:
    return error(
        "unclosed-brace",
        Text("dấu { không có dấu } đóng lại", "a { without its }"),
        Text(
            "viết {chữ|cách đọc} hoặc {en: text}; nếu là chữ thường, viết \\{",
            "write {written|spoken} or {en: text}; for a plain brace write \\{",
        ),
        place,
    )


def _stray_brace(place: Place) -> Finding:
    return error(
        "unclosed-brace",
        Text("dấu } không có dấu { mở", "a } without its {"),
        Text("xóa dấu }, hoặc viết \\} nếu là chữ thường", "delete it, or write \\} for text"),
        place,
    )


def _bad_brace(shown: str, place: Place) -> Finding:
    return error(
        "bad-brace",
        Text(f"không hiểu {shown}", f"{shown} is neither a respelling nor another language"),
        Text(
            "viết {chữ|cách đọc} với đúng một dấu |, hoặc {en: text} có dấu cách sau dấu hai chấm; "
            "dấu ngoặc thường viết \\{ và \\}",
            "write {written|spoken} with exactly one bar, or {en: text} with a space after the "
            "colon; write plain braces \\{ and \\}",
        ),
        place,
    )


def _image(place: Place) -> Finding:
    return error(
        "image",
        Text("hình ảnh không đọc được trên đài", "an image cannot be heard"),
        Text("xóa hình hoặc mô tả bằng lời", "delete it, or describe it in words"),
        place,
    )


def _cue_in_speech(name: tuple[str, str], place: Place) -> Finding:
    return error(
        "cue-in-speech",
        Text(f"[{name[0]} …] nằm giữa lời đọc", f"[{name[1]} …] stands inside speech"),
        Text(
            f"đặt [{name[0]} …] trên một dòng riêng; khoảng lặng giữa câu viết (nghỉ 1s)",
            f"put [{name[1]} …] on a line of its own; a pause inside a line is (pause 1s)",
        ),
        place,
    )


def _pause_as_text(shown: str, place: Place) -> Finding:
    return warning(
        "pause-as-text",
        Text(f"{shown} được đọc thành lời", f"{shown} is read aloud as text"),
        Text(
            "khoảng lặng giữa câu viết bằng giây, nhiều nhất 30: (nghỉ 2s); là chữ thì viết \\(",
            "a pause inside a line is in seconds, at most 30: (pause 2s); if it is text write \\(",
        ),
        place,
    )
