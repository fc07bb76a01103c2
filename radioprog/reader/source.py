"""The text as the rules see it, and the way back to the text as it was written.

Rules see composed letters, plain digits and no invisible characters; every place in that
cleaned text knows its place in the original, so captions and findings point at what was written.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import unescape

from radioprog.reader.model import Override

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
_LINE_LIKE = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")


class CleanSource:
    """A text, its cleaned form, and the places of one in the other."""

    __slots__ = ("_starts", "clean", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None
        self.clean = text
        if _ANY_ODD.search(text):
            self._clean()

    def _clean(self) -> None:
        parts: list[str] = []
        starts: list[int] = []
        pos = 0
        for found in _ODD.finditer(self.text):
            parts.append(self.text[pos : found.start()])
            starts.extend(range(pos, found.start()))
            new = _plain(found)
            parts.append(new)
            starts.extend([found.start()] * len(new))
            pos = found.end()
        parts.append(self.text[pos:])
        starts.extend(range(pos, len(self.text)))
        self.clean, self._starts = "".join(parts), starts

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
