"""The lines of an article, cleaned: breaks of every kind, hidden characters, marks of layout.

A break stays a break or becomes a space; no two words are ever glued. What is taken away here is
no word, and is told.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from radioprog.kernel.findings import Code, Finding, Place, Text
from radioprog.kernel.text import clean_text
from radioprog.kernel.textfile import LINE_END
from radioprog.script.draft import findings as say
from radioprog.script.draft.encodings import is_syllable

_FAR = 60
_LONG = 30
"""Letters of a paragraph that nobody writes twice by chance."""
_LETTERS = re.compile(r"[^\W\d_]+")
# Breaks inside a line of the file: of a line (Word's Shift-Enter, a web page) or a paragraph.
_SOFT = re.compile("[\x0b\x85\u2028]")
_HARD = re.compile("[\x0c\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1d\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff]+"
)
_REPLACED = {
    0x1E: "-",
    0x2011: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
_NOT_SHOWN = re.compile(
    r"<!--.*?-->|<(script|style|head)\b[^<>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?P<name>a|abbr|article|aside|b|big|blockquote|body|br|center|cite|dd|div|dl|dt|em"
    r"|figcaption|figure|font|footer|form|h[1-6]|header|hr|html|i|iframe|img|input|label|li|link"
    r"|main|meta|nav|o:p|ol|p|picture|pre|q|s|section|small|source|span|strike|strong|sub|sup"
    r"|table|tbody|td|tfoot|th|thead|time|title|tr|tt|u|ul|video)(?:\s[^<>]*)?/?>|<!doctype[^>]*>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "article blockquote center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
        "section table tr ul title",
    )
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_QUOTED = re.compile(r"^\s*(?:>\s?)+(?!>)")
_LINK = re.compile(r"!?\[([^\[\]]*\S[^\[\]]*)\]\((?:https?:|www\.|/|#|mailto:)[^()\s]*\)")
_STARRED = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]*[^\s*_])\1(?![\w*_])")
_PICTURES = re.compile(
    "[\u2600-\u2775\u2794-\u27bf\u2b00-\u2bff\u20e3\ufe0e\ufe0f\U0001f000-\U0001f0ff\U0001f10d-\U0001faff]+"
)
_MARK_NAMES = {
    "😀": Text("biểu tượng", "pictures"),
    "&": Text("&…;", "&…;"),
    "<": Text("<…>", "<…>"),
    "<!": Text("<!-- … -->", "<!-- … -->"),
    "*": Text("*…*", "*…*"),
    "[": Text("[…](…)", "[…](…)"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the article, cleaned, and its number in the file.

    ``stored`` still has its tabs and runs of spaces (tables, buttons side by side). ``bold`` tells
    that the whole line was emphasised, ``soft`` that it goes on the line before it.
    """

    text: str
    number: int
    stored: str = field(default="", compare=False)
    bold: bool = field(default=False, compare=False)
    soft: bool = field(default=False, compare=False)


def read_lines(text: str, *, file: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    r"""Cut a text into clean lines; what is taken off them is told once for each kind.

    >>> lines, _ = read_lines("Đội tuyên\x0btruyền\u200b về.", file="a.txt")
    >>> [(line.text, line.soft) for line in lines]
    [('Đội tuyên', False), ('truyền về.', True)]
    """
    reader = _Reader(file)
    lines = tuple(reader.lines(text))
    return lines, tuple(reader.findings())


class _Reader:
    """Cleans lines and counts what it takes off."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.hidden: Counter[str] = Counter()
        self.marks: Counter[str] = Counter()
        self.first: dict[str, int] = {}

    def lines(self, text: str) -> Iterator[Line]:
        """Cut a text; a paragraph that ends inside a line of the file leaves an empty line."""
        for number, stored in enumerate(LINE_END.split(self.shown(text)), start=1):
            parts = _HARD.split(self.unmarked(stored, number))
            for order, part in enumerate(parts):
                if order:
                    yield Line("", number)
                if part.strip() or len(parts) == 1:
                    yield from self.line(part, number)

    def line(self, part: str, number: int) -> Iterator[Line]:
        """Clean one line, and cut it where it softly breaks."""
        for order, piece in enumerate(_SOFT.split(part)):
            clean = self.without_hidden(piece, number).translate(_REPLACED)
            clean = clean_text(clean).rstrip()
            bare = self.without_pictures(clean, number)
            plain = self.without_stars(bare, number)
            text = " ".join(clean_text(plain).split())
            bold = bare != plain and _STARRED.fullmatch(bare.strip()) is not None
            if text or order == 0:
                yield Line(text, number, clean, bold=bold, soft=order > 0)

    def shown(self, text: str) -> str:
        """Take out what a browser doesn't show; the lines keep their numbers."""

        def emptied(match: re.Match[str]) -> str:
            if match[0].startswith("<!--"):
                number = 1 + len(LINE_END.findall(text, 0, match.start()))
                self.note(self.marks, "<!", number, say.MARKUP)
            return "\n" * len(LINE_END.findall(match[0]))

        if "<" not in text:
            return text
        return _NOT_SHOWN.sub(emptied, text)

    def unmarked(self, line: str, number: int) -> str:
        """Resolve tags, entities, links and quotation marks of mail."""
        if "<" in line:
            line = _TAG.sub(lambda match: self.tag(match, number), line)
        if "&" in line:
            line = _ENTITY.sub(lambda match: self.entity(match, number), line)
        if ">" in line[:_FAR] and (quoted := _QUOTED.match(line)) and ">>" not in line[:4]:
            self.note(self.marks, ">", number, say.MARKUP)
            line = line[quoted.end() :]
        if "](" in line:
            self.count_marks("[", len(_LINK.findall(line)), number)
            line = _LINK.sub(r"\1", line)
        return line

    def tag(self, match: re.Match[str], number: int) -> str:
        self.note(self.marks, "<", number, say.MARKUP)
        name = (match["name"] or "").lower()
        if name == "br":
            return "\x0b"
        if name in ("td", "th"):
            return "\t"
        return "\u2029" if name in _BLOCKS else ""

    def entity(self, match: re.Match[str], number: int) -> str:
        char = html.unescape(match[0])
        if char == match[0]:
            return char
        self.note(self.marks, "&", number, say.MARKUP)
        return " " if char.isspace() else char

    def without_pictures(self, line: str, number: int) -> str:
        """Take off the little pictures of chat programs, which nobody can read aloud."""
        if line.isascii() or not _PICTURES.search(line):
            return line
        bare, count = _PICTURES.subn(" ", line)
        self.count_marks("😀", count, number)
        return bare

    def without_stars(self, line: str, number: int) -> str:
        """Take off the stars by which chat programs print words bold."""
        if "*" not in line and "_" not in line:
            return line
        bare, count = _STARRED.subn(r"\2", line)
        self.count_marks("*", count, number)
        return bare

    def without_hidden(self, line: str, number: int) -> str:
        """Take off characters that nobody sees; two words that only they parted get a space."""

        def parted(match: re.Match[str]) -> str:
            for char in match[0]:
                self.note(self.hidden, f"U+{ord(char):04X}", number, say.HIDDEN)
            before = re.search(r"[^\W\d_]*$", line[: match.start()])
            after = re.match(r"[^\W\d_]*", line[match.end() :])
            one, other = (each[0].lower() if each else "" for each in (before, after))
            if not one or not other or is_syllable(one + other):
                touch = line[match.start() - 1 : match.start()] + line[match.end() :][:1]
                return " " if len(touch) == 2 and touch.isdigit() else ""
            return " " if is_syllable(one) or is_syllable(other) else ""

        return _HIDDEN.sub(parted, line) if _HIDDEN.search(line) else line

    def count_marks(self, mark: str, count: int, number: int) -> None:
        for _ in range(count):
            self.note(self.marks, mark, number, say.MARKUP)

    def note(self, counter: Counter[str], what: str, number: int, kind: Code) -> None:
        counter[what] += 1
        self.first.setdefault(kind.code, number)

    def findings(self) -> Iterator[Finding]:
        for counter, kind in ((self.hidden, say.HIDDEN), (self.marks, say.MARKUP)):
            if counter:
                which = [_MARK_NAMES.get(each, Text(each, each)) for each in list(counter)[:5]]
                place = Place(self.file, self.first[kind.code], 1)
                yield kind(place, count=counter.total(), which=which)


def lines_from(texts: Iterable[str]) -> tuple[Line, ...]:
    """Make lines of plain words, numbered from 1."""
    return tuple(Line(" ".join(text.split()), n, text) for n, text in enumerate(texts, start=1))


def lost_words(kept: Iterable[tuple[int, str]], present: str) -> Iterator[tuple[int, str]]:
    """Give each paragraph's words that are neither in the script nor in what was told.

    A paragraph that is there as a whole is found. Of another, each stretch that is there counts,
    unless it is so short that it might be somebody else's: but for the cells of a table, one or
    two words have to be a whole line, one side of a colon, or all of what was told. What stands
    twice has to be there twice.

    >>> list(lost_words([(3, "Biển đảo quê hương")], "Biển đảo\\nnúi sông"))
    [(3, 'quê hương')]
    """
    whole = _letters(present)
    parted = "\n".join(map(_letters, present.split("\n")))
    lines = {_letters(part) for each in present.split("\n") for part in (each, *each.split(":"))}
    seen: Counter[str] = Counter()
    for line, text in kept:
        letters = _letters(text)
        seen[letters] += 1
        if letters in whole:
            if seen[letters] > 1 and len(letters) > _LONG and whole.count(letters) < seen[letters]:
                yield line, " ".join(text.split())
            continue
        lost = list(_lost(text, parted, lines))
        if lost:
            yield line, " ".join(lost)


def _lost(text: str, parted: str, lines: Container[str]) -> Iterator[str]:
    """Cut a paragraph into the longest stretches that are there, and give the rest."""
    words = _LETTERS.findall(text)
    cells = "\t" in text
    at = 0
    while at < len(words):
        end, letters = at, ""
        while end < len(words) and letters + _letters(words[end]) in parted:
            letters += _letters(words[end])
            end += 1
        if end == at or (end - at < 3 and not cells and letters not in lines):
            end = max(end, at + 1)
            yield from words[at:end]
        at = end


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).casefold()
    return "".join(char for char in plain if char.isalpha())
