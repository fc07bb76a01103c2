"""The engine: runs a language's rules over a text and joins what they say.

One pass from left to right. A master pattern names what stands at a place; plain words pass
at once, anything else is given to the rules of its kind, the first that answers is heard.
What no rule reads is spelled and marked as unread, so nothing is dropped.

Rules see composed letters, plain digits and no invisible characters; every place in that cleaned
text knows its place in the original, so captions and findings point at what was written.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from sys import intern

from radioprog.reader.lexicon import Lexicon
from radioprog.reader.model import Override, Reading, Style, Token, Tokens
from radioprog.reader.rules import Chain, Cursor, Rule, Said, space_missing

# What web pages leave behind (&amp;); hyphens that are not ASCII, and longer dashes and soft
# hyphens where only a hyphen has a meaning (02–10–2012, KH–UBND); a base letter with its marks;
# digits of any script; full-width forms; look-alikes; what cannot be seen or heard: controls,
# zero-width characters, direction marks, halves of characters.
FOOTNOTE = "\ufdd0"  # a character that no text holds; only the rules see it
_CODE = "0-9A-ZĐÐƉ"
# The characters at which anything of this begins; what begins at none of them passes at once.
_HIDDEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_COMPAT = r"\u2080-\u2089\u2160-\u217f\u2460-\u2473\u3000"
_HYPHENS = r"\u2010-\u2012\u2043\u02d7\u2796\ufe63"
_RAISED = "¹²³⁰⁴-⁹⁽⁾"
_STARTS = rf"[&ÐƉɖð\u2013\u2014\u2212{_HYPHENS}{_RAISED}{_COMPAT}\uff01-\uff5e{_HIDDEN}]"
_ODD = re.compile(
    rf"(?={_STARTS})(?:"
    r"(?P<entity>&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    rf"|(?P<hyphen>[{_HYPHENS}]"
    r"|[\u2013\u2014\u2212](?:(?<=\d.)(?=\d|[A-ZĐ]{2})|(?<=[A-ZĐ].)(?=[A-ZĐ\d]))"
    r"|\u2013(?<=\d .)(?= \d)"
    rf"|\u00ad(?<=[{_CODE}].)(?=[{_CODE}]))"
    rf"|(?P<footnote>(?:(?<=[^\W\d_]{{3}})|(?<=[\u00c0-\u0233\u1e00-\u1ef9])"
    rf"|(?<=[^\W\d_]{{2}})(?<!km|cm|dm|mm|hm|nm|µm|μm|ft|yd|Km|KM|CM)"
    rf"|(?<=[”\"’»]|(?<=[^\W\d_])[.,;:!?…]|(?<=[^\W\d_]{{2}})\)))[{_RAISED}]+)"
    rf"|(?P<compat>[{_COMPAT}])"
    r"|(?P<wide>[\uff01-\uff5e])"
    r"|(?P<eth>[ÐƉɖð])"
    rf"|(?P<hidden>[{_HIDDEN}]))"
    r"|(?P<marked>[^\W\d_][\u0300-\u036f]{1,8})"
    r"|(?P<digit>\d(?<![0-9]))"
)
_ANY_ODD = re.compile(rf"{_STARTS}|[\u0300-\u036f]|\d(?<![0-9])")
_TAIL = re.compile(r"[^\W\d_]+$")
_LINE_LIKE = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")


class CleanSource:
    """A text, its cleaned form, and the places of one in the other."""

    __slots__ = ("_known", "_starts", "clean", "text")

    def __init__(self, text: str, known: Callable[[str], bool] = lambda word: False) -> None:
        self.text: str = text
        self._known = known
        self._starts: list[int] | None = None
        self.clean: str = text
        if _ANY_ODD.search(text):
            self._clean()

    def _clean(self) -> None:
        parts: list[str] = []
        starts: list[int] = []
        pos = 0
        for found in _ODD.finditer(self.text):
            parts.append(self.text[pos : found.start()])
            starts.extend(range(pos, found.start()))
            new = " " if self._parts_words(found) else _plain(found)
            parts.append(new)
            starts.extend([found.start()] * len(new))
            pos = found.end()
        parts.append(self.text[pos:])
        starts.extend(range(pos, len(self.text)))
        self.clean, self._starts = "".join(parts), starts

    def _parts_words(self, found: re.Match[str]) -> bool:
        """Tell whether a zero-width space stands for one: between two words that are none as one.

        Web pages part words with it; inside a word (Th|ông) it is nothing.
        """
        if found[0] != "\u200b":
            return False
        before = _TAIL.search(self.text[max(0, found.start() - 12) : found.start()])
        after = _WORDS.match(self.text, found.end(), found.end() + 12)
        if before is None or after is None:
            return False
        one, other = before[0], after[0]
        return self._known(one) and self._known(other) and not self._known(one + other)

    def original(self, place: int) -> int:
        """Return the place in the original of a place in the cleaned text.

        A token that begins at the beginning or ends at the end takes what is hidden there.
        """
        if self._starts is None:
            return place
        if place >= len(self._starts):
            return len(self.text)
        return self._starts[place] if place else 0

    def cleaned(self, place: int) -> int:
        """Return the place in the cleaned text of a place in the original."""
        return place if self._starts is None else bisect_left(self._starts, place)

    def place_overrides(self, overrides: Sequence[Override]) -> Iterator[Override]:
        """Return the overrides by their places in the cleaned text, in order.

        Raises:
            ValueError: one lies outside the text, is empty or touches the one before.
        """
        last = 0
        for override in sorted(overrides, key=lambda override: override.start):
            if not last <= override.start < override.end <= len(self.text):
                raise ValueError(f"override {override.start}-{override.end} does not fit")
            last = override.end
            start, end = self.cleaned(override.start), self.cleaned(override.end)
            yield Override(start, end, override.spoken)


def _plain(found: re.Match[str]) -> str:
    char = found[0]
    kind = found.lastgroup
    if kind == "marked":
        return unicodedata.normalize("NFC", char)
    if kind == "compat":
        return unicodedata.normalize("NFKC", char)
    if kind == "wide":
        return chr(ord(char) - 0xFEE0)
    if kind == "eth":
        return "đ" if char.islower() else "Đ"
    if kind == "footnote":
        return FOOTNOTE
    if kind == "hyphen":
        return "-"
    if kind == "entity":
        return _resolved(char)
    if kind == "digit":
        return str(unicodedata.digit(char))
    return " " if char in _LINE_LIKE else ""


def _resolved(entity: str) -> str:
    """Return the character an entity of HTML stands for, itself where there is none."""
    text = entity
    while (found := unescape(text)) != text:
        text = found
    if text == entity:
        return text
    text = "".join(" " if char.isspace() and char != "\u00a0" else char for char in text)
    return _ODD.sub(_plain, text)


_MASTER = re.compile(
    r"(?P<dash>[ \t\u00a0\u2009\u202f]+[-‐‑–—−]+(?=[ \t\u00a0\u2009\u202f]))"
    r"|(?P<space>[^\S\n]+)"
    r"|(?P<line>\n)"
    r"|(?P<sign>[½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞⅐⅑⅒²³¹⁰⁴-⁹])"
    r"|(?P<word>[^\W\d_]++(?![\d@_&/\-'’+]|\.\w|\([a-z]))"
    r"|(?P<mixed>[^\W\d_]++)"
    r"|(?P<digit>\d)"
    r"|(?P<stop>[,;:!?.](?=[ \n]|$))"
    r"|(?P<other>.)",
    re.DOTALL,
)
REACH = 320  # how far one rule may read, so that no text makes the engine slow
LONGEST_WORD = 64  # letters; no rule reads more, and each would look at every letter
_LEAD = re.compile(r"[ \t\u00a0]*")

# start, end, class, rule, spoken, unread
Piece = tuple[int, int, str, str, str, bool]


def run(
    chain: Chain,
    text: str,
    *,
    style: Style,
    lexicon: Lexicon | None = None,
    overrides: Sequence[Override] = (),
) -> Reading:
    """Read a text with a language's rules."""
    source = CleanSource(text, chain.plain)
    engine = _Engine(chain, source.clean, style, chain.lexicon.merge(lexicon))
    start = 0
    for override in source.place_overrides(overrides):
        engine.scan(start, override.start)
        engine.respell(override)
        start = override.end
    engine.scan(start, len(source.clean))
    return _join(chain.code, source, engine.pieces)


class _Engine:
    """One run over one text; ``pieces`` grows from left to right and covers it."""

    def __init__(self, chain: Chain, text: str, style: Style, lexicon: Lexicon) -> None:
        self.chain = chain
        self.cursor = Cursor(text, len(text), style, lexicon)
        self.pieces: list[Piece] = []
        self.first_words = lexicon.longest
        self.codes = lexicon.codes
        self.code_starts = frozenset("".join(self.codes).lower() + "".join(self.codes).upper())

    def respell(self, override: Override) -> None:
        """Say a stretch as the script says it."""
        self._add(override.start, override.end, "respelled", "script", override.spoken)
        self.cursor.history.append("<respelled>")

    def scan(self, start: int, limit: int) -> None:
        """Read from one place to another."""
        cursor, text = self.cursor, self.cursor.text
        cursor.limit = limit
        pos = start
        while pos < limit:
            if (pos == 0 or text[pos - 1] == "\n") and (after := self._head(pos)) is not None:
                pos = after
                continue
            found = _MASTER.match(text, pos, limit)
            if found is None:  # cannot be: the last alternative takes any character
                raise RuntimeError(f"no character at {pos}")
            pos = self._one(found)

    def _head(self, pos: int) -> int | None:
        lead = _LEAD.match(self.cursor.text, pos, self.cursor.limit)
        at = lead.end() if lead else pos
        reach = min(self.cursor.limit, at + REACH)
        for rule in self.chain.heads:
            found = rule.pattern.match(self.cursor.text, at, reach)
            if found and (said := rule.speak(found, self.cursor)) is not None:
                if at > pos:
                    self._space(pos, at)
                return self._said(rule, found.start(), found.end(), said)
        return None

    def _one(self, found: re.Match[str]) -> int:
        kind, start, end = found.lastgroup, found.start(), found.end()
        if found[0][0] in self.code_starts and (after := self._coded(start, found[0][0])):
            return after
        if kind == "space":
            self._space(start, end)
        elif kind == "line":
            self._add(start, end, "line", "line", "\n")
            self.cursor.history.append("\n")
        elif kind == "word" or kind == "mixed":
            return self._word(start, end, found[0], whole=kind == "word")
        elif kind == "digit":
            return self._try(self.chain.numbers, start) or self._unread(start, end)
        elif kind == "stop":
            self._add(start, end, "punctuation", "stop", found[0])
            self.cursor.history.append(found[0])
        elif self._glued(start):
            self._add(start, end, "punctuation", "stop", f"{found[0]} ")
            self.cursor.history.append(found[0])
        else:
            return self._try(self.chain.marks, start) or self._unread(start, end)
        return end

    def _glued(self, at: int) -> bool:
        """Tell whether a mark stands at a place, with no space before the word behind it."""
        text = self.cursor.text
        marked = at < self.cursor.limit and text[at] in ",;:!?."
        return marked and space_missing(text, at, self.chain.plain)

    def _word(self, start: int, end: int, word: str, *, whole: bool) -> int:
        if end - start > LONGEST_WORD:
            return self._unread(start, end)
        low = word.lower()
        if low in self.first_words and (after := self._named(start, end, low)):
            return after
        plain = self.chain.plain(word)
        whole = whole or (plain and self._glued(end))
        if not (plain and whole) and (after := self._try(self.chain.words, start)):
            return after
        if plain:
            self._add(start, end, "word", "plain", word)
            self.cursor.history.append(low)
            return end
        return self._unread(start, end)

    def _coded(self, start: int, first: str) -> int | None:
        """Say what stands in the lexicon with digits or signs: P6, 21-9."""
        cursor, text = self.cursor, self.cursor.text
        if start and text[start - 1].isalnum():
            return None
        for written in self.codes.get(first.lower(), ()):
            stop = start + len(written)
            if stop > cursor.limit or _CODE_GOES_ON.match(text, stop, cursor.limit):
                continue
            entry = cursor.lexicon.get(text[start:stop], self._near(start, stop))
            if entry is not None:
                self._add(start, stop, "name", f"lexicon-{entry.layer}", entry.spoken)
                cursor.history.append("<name>")
                return stop
        return None

    def _named(self, start: int, end: int, low: str) -> int | None:
        """Say a word or name that stands in the lexicon, the longest first."""
        cursor, text = self.cursor, self.cursor.text
        ends = [end]
        for _ in range(self.first_words[low] - 1):
            more = _MORE.match(text, ends[-1], cursor.limit)
            if more is None:
                break
            ends.append(more.end())
        for stop in reversed(ends):
            entry = cursor.lexicon.get(text[start:stop], self._near(start, stop))
            if entry is None or _CODE_AFTER.match(text, stop, cursor.limit):
                continue
            if not (entry.written.isupper() and _MORE_INITIALS.match(text, stop, cursor.limit)):
                self._add(start, stop, "name", f"lexicon-{entry.layer}", entry.spoken)
                cursor.history.extend(text[start:stop].lower().split())
                return stop
        return None

    def _near(self, start: int, stop: int) -> Iterable[str]:
        yield from self.cursor.history[-4:]
        yield from _WORDS.findall(self.cursor.text[stop : min(stop + 60, self.cursor.limit)])[:4]

    def _try(self, rules: tuple[Rule, ...], pos: int) -> int | None:
        cursor = self.cursor
        reach = min(cursor.limit, pos + REACH)
        for rule in rules:
            found = rule.pattern.match(cursor.text, pos, reach)
            if found is not None:
                said = rule.speak(found, cursor)
                if said is not None and not _FIGURE.search(_words(said)):
                    return self._said(rule, pos, found.end(), said)
        return None

    def _said(self, rule: Rule, start: int, end: int, said: str | Said) -> int:
        if isinstance(said, str):
            self._add(start, end, rule.token_class, rule.name, said)
            self.cursor.history.append(f"<{rule.token_class}>")
            return end
        end = end if said.end is None else said.end
        token_class = said.token_class or rule.token_class
        self._add(start, end, token_class, said.rule or rule.name, said.spoken, said.unread)
        written = self.cursor.text[start:end].lower()
        self.cursor.history.append(written if token_class in _AS_WRITTEN else f"<{token_class}>")
        return end

    def _unread(self, start: int, end: int) -> int:
        """Spell what no rule reads, and mark it."""
        text = self.cursor.text[start:end]
        spoken = self.chain.spell(text, self.cursor.style) or (text if text.isalpha() else "")
        self._add(start, end, "unread", "spelled", spoken, True)
        self.cursor.history.append("<unread>")
        return end

    def _space(self, start: int, end: int) -> None:
        text = self.cursor.text[start:end]
        spoken = text if text.strip(" \t") == "" else " "
        self._add(start, end, "space", "space", spoken)

    def _add(
        self, start: int, end: int, token_class: str, rule: str, spoken: str, unread: bool = False
    ) -> None:
        self.cursor.spoken.append(spoken)
        self.pieces.append((start, end, token_class, rule, spoken, unread))


_FIGURE = re.compile(r"[\d²³¹⁰⁴-⁹]")
_AS_WRITTEN = frozenset({"punctuation", "abbreviation", "word", "letter", "mark"})
_MORE = re.compile(r"[ \u00a0.-][^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+")
_MORE_INITIALS = re.compile(r"\.[^\W\d_](?![^\W\d_])")  # T.T inside T.T.H
_CODE_GOES_ON = re.compile(r"\w|[-./,]\d|[./-][A-ZĐ]")
_CODE_AFTER = re.compile(r"[-.]?\d|@|\.(?:com|vn|net|org|gov)(?!\w)")


def _words(said: str | Said) -> str:
    return said if isinstance(said, str) else said.spoken


def _join(language: str, source: CleanSource, pieces: list[Piece]) -> Reading:
    """Join what was said; two words that would touch get a space between them."""
    numbers: list[int] = []
    words: list[str] = []
    parts: list[str] = []
    length, last = 0, ""
    place, text = source.original, source.text
    if text and not pieces:  # nothing in it can be seen or heard
        return Reading(
            text, language, Tokens([Token(0, len(text), text, "hidden", "hidden", "", 0, 0)]), ""
        )
    for start, end, token_class, rule, spoken, unread in pieces:
        if spoken:
            if last.isalnum() and spoken[0].isalnum():
                parts.append(" ")
                length += 1
            last = spoken[-1]
            parts.append(spoken)
        at, to = place(start), place(end)
        until = length + len(spoken)
        numbers += at, to, length, until, unread
        # A long programme says few words many times: each is kept once.
        words += intern(text[at:to]), token_class, rule, intern(spoken)
        length = until
    return Reading(text, language, Tokens.packed(numbers, words), "".join(parts))
