"""A web page, or what a word processor saved as one, as lines of text, one a block.

What a browser does not show is not read; what stands round the article (menus, buttons, the foot)
is told, as hidden text is. The page's own markup is broken more often than not: an end without a
beginning is passed over, and what is open at the end is closed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from radioprog.kernel.findings import Text
from radioprog.script.draft.documents.manuscript import (
    DELETED,
    EQUATION,
    FOOT,
    FOOTNOTE,
    HEAD,
    HIDDEN,
    PICTURE,
    TOO_DEEP,
    DocumentRefused,
    Manuscript,
    OpenParagraph,
    list_number,
)
from radioprog.script.draft.encodings import decode_text

_DEEPEST = 2000
_PAGE = Text("phần của trang web", "part of the web page")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_OLD_FONT = re.compile(r"[\"'=:;,]\s*(?:\.vn|vni-)\w", re.IGNORECASE)
_OLD_CODES = ("tcvn3", "vni", "utf-8-twice")
_NOTES = re.compile(
    r"(?:sd)?(?:foot|end)notes?(?:anc|sym|-ref|-back)?\d*\b|mso(?:foot|end)note", re.I
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^\"',;]+)", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_VOID = frozenset(
    re.findall(
        r"\w+",
        "area base br col embed hr img input link meta param source track wbr",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
        "main menu nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
_NOT_SHOWN = frozenset(
    re.findall(
        r"\w+",
        "script style head template noscript title object iframe canvas audio video map datalist",
    )
)
_TOLD: Mapping[str, Text] = {
    "nav": _PAGE,
    "footer": _PAGE,
    "button": _PAGE,
    "select": _PAGE,
    "textarea": _PAGE,
    "del": DELETED,
    "math": EQUATION,
    "svg": PICTURE,
    "rt": Text("chú âm", "a reading"),
    "rp": Text("chú âm", "a reading"),
}
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "p": frozenset({"p"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
_FENCES = {
    "li": frozenset({"ul", "ol", "menu"}),
    "tr": frozenset({"table"}),
    "td": frozenset({"tr", "table"}),
    "th": frozenset({"tr", "table"}),
}
_LIST_KINDS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}


def read_web_page(data: bytes) -> Manuscript:
    """Read a web page in the encoding that it names, else in the one that its letters show.

    Raises:
        DocumentRefused: it is nested without end.
    """
    page = _Page()
    page.feed(_text(data))
    page.close()
    page.end()
    return page.sheet


def _text(data: bytes) -> str:
    """Decode a page as it says, unless its letters say that it is mistaken."""
    decoded, named = decode_text(data), _CHARSET.search(data[:4096])
    if named is None or decoded.encoding.startswith("utf-16"):
        return decoded.text
    name = named[1].decode("ascii").lower()
    try:
        text = data.decode("cp1252" if name in ("iso-8859-1", "latin-1", "us-ascii") else name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decoded.text
    mistaken = decoded.encoding in _OLD_CODES and not _OLD_FONT.search(text)
    return decoded.text if mistaken else unicodedata.normalize("NFC", text)


def _blank(match: re.Match[str]) -> str:
    """Keep a tab within a line, which parts columns; at a line's edge it only indents."""
    return "\t" if "\t" in match[0] and "\n" not in match[0] else " "


@dataclass(slots=True)
class _Open:
    """An element that is open, and what it does to the words in it."""

    tag: str
    font: str
    slanted: bool
    told: Text | None = None
    silent: bool = False
    kind: str = ""
    count: int = 0


@dataclass(slots=True)
class _Written:
    """What has been gathered since the last block began or ended."""

    paragraph: OpenParagraph = field(default_factory=OpenParagraph)
    number: str = ""
    told: list[str] = field(default_factory=list)


def _beside(given: Mapping[str, str]) -> Text | None:
    """Tell a note, or a page's head or foot, by what word processors name it."""
    names = f"{given.get('class', '')} {given.get('id', '')}"
    if _NOTES.search(names):
        return FOOTNOTE
    return {"header": HEAD, "footer": FOOT}.get(given.get("title", ""))


class _Page(HTMLParser):
    """Takes tags and words as they come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = Manuscript()
        self.open: list[_Open] = [_Open("", "", False)]
        self.now = _Written()
        self.pre = 0

    # --- tags ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        given = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self.void(tag, given)
            return
        self.close_before(tag)
        if tag in _BLOCKS:
            self.end_block()
        if len(self.open) > _DEEPEST:
            raise DocumentRefused(TOO_DEEP)
        around = self.open[-1]
        begun = self.begun(tag, given, around)
        if begun.told is not around.told:
            self.end_told(around.told)
        self.open.append(begun)
        self.sheet.inserted += tag == "ins"
        self.pre += tag == "pre"
        if begun.told is None and not begun.silent:
            self.begin_part(tag, given)

    def begun(self, tag: str, given: Mapping[str, str], around: _Open) -> _Open:
        """Say what an element does to its words."""
        style = given.get("style", "")
        family = _FAMILY.search(style)
        font = family[1].strip() if family else given.get("face", "").split(",")[0].strip()
        slope = re.search(r"font-style\s*:\s*(\w+)", style, re.IGNORECASE)
        slanted = around.slanted or tag in ("i", "em")
        if slope is not None:
            slanted = slope[1].lower() in ("italic", "oblique")
        told = around.told or _TOLD.get(tag)
        if told is None and ("hidden" in given or _HIDING.search(style)):
            told = HIDDEN
        told = told or _beside(given)
        silent = around.silent or tag in _NOT_SHOWN
        return _Open(tag, font or around.font, slanted, told, silent)

    def begin_part(self, tag: str, given: Mapping[str, str]) -> None:
        """Begin a list, an item, a table or its parts."""
        element = self.open[-1]
        if tag == "ol":
            start = given.get("start", "")
            element.kind = _LIST_KINDS.get(given.get("type", ""), "decimal")
            element.count = int(start) - 1 if re.fullmatch(r"\d{1,5}", start) else 0
        elif tag in ("ul", "menu"):
            element.kind = "bullet"
        elif tag == "li":
            self.item(given)
        elif tag == "table":
            self.sheet.open_table()
        elif tag == "tr" and self.within("table"):
            self.sheet.open_row()
        elif tag in ("td", "th") and self.within("tr"):
            self.sheet.open_cell()

    def item(self, given: Mapping[str, str]) -> None:
        around = next((each for each in reversed(self.open) if each.kind), None)
        if around is not None and around.kind == "bullet":
            self.now.number = "-"
        elif around is not None:
            value = given.get("value", "")
            around.count = int(value) if re.fullmatch(r"\d{1,5}", value) else around.count + 1
            self.now.number = f"{list_number(around.count, around.kind)}."

    def within(self, tag: str) -> bool:
        """Tell whether the innermost table's part is this one."""
        parts = ("table", "tr", "td", "th")
        inner = [each.tag for each in self.open[:-1] if each.tag in parts and each.told is None]
        chain = ["table", "tr"] if tag == "tr" else [tag]
        return inner[-len(chain) :] == chain

    def void(self, tag: str, given: Mapping[str, str]) -> None:
        """Take an element that holds nothing."""
        if self.open[-1].silent:
            return
        if tag == "br":
            self.add("\x0b")
        elif tag == "hr":
            self.end_block()
        elif tag == "img" and given.get("alt", "").strip():
            self.sheet.tell(PICTURE, given["alt"])
        elif tag == "input" and given.get("type", "").lower() in ("button", "submit", "reset"):
            self.sheet.tell(_PAGE, given.get("value", ""))

    def close_before(self, tag: str) -> None:
        """End what an element of this kind ends where its own end was left out."""
        closed, fence = _CLOSED_BY.get(tag, frozenset()), _FENCES.get(tag, frozenset())
        if tag in _BLOCKS and tag not in ("td", "th", "tr", "li"):
            closed = closed | {"p"}
        if not closed:
            return
        for at in range(len(self.open) - 1, 0, -1):
            here = self.open[at].tag
            if here in fence or (here in ("td", "th", "table") and here not in closed):
                return
            if here in closed:
                self.close_from(at)
                if tag != "tr" or here == "tr":
                    return

    def handle_endtag(self, tag: str) -> None:
        """End an element, and what was left open in it."""
        if tag == "br":
            self.add("\x0b")
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                self.close_from(at)
                return
            if self.open[at].tag in ("td", "th", "table") and tag not in ("tr", "table", "tbody"):
                return

    def close_from(self, at: int) -> None:
        """End the elements from a place in the list of open ones."""
        while len(self.open) > at:
            ended = self.open[-1]
            if ended.tag in _BLOCKS:
                self.end_block()
            if ended.told is None and not ended.silent:
                self.end_part(ended.tag)
            self.open.pop()
            if ended.told is not self.open[-1].told:
                self.end_told(ended.told)
            self.pre -= ended.tag == "pre"

    def end_part(self, tag: str) -> None:
        if tag in ("td", "th") and self.within("tr"):
            self.sheet.close_cell()
        elif tag == "table":
            self.sheet.close_table()

    # --- words ---

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self.pre and self.open[-1].told is None:
            for number, line in enumerate(re.split(r"\r\n?|\n", data)):
                if number:
                    self.end_block()
                self.add(line)
        else:
            self.add(_BLANKS.sub(_blank, data))

    def add(self, text: str) -> None:
        around = self.open[-1]
        if around.silent:
            return
        if around.told is not None:
            self.now.told.append(text)
        else:
            self.now.paragraph.add(text, around.font, slanted=around.slanted)

    def end_block(self) -> None:
        """Write down the words since the last block's edge, if there were any."""
        if self.open[-1].told is not None:
            self.now.told.append(" ")
        elif not self.now.paragraph.is_empty:
            self.sheet.paragraph(self.now.paragraph, self.now.number)
            self.now = _Written(told=self.now.told)

    def end_told(self, what: Text | None) -> None:
        """Name the words that were gathered and are not spoken."""
        if what is not None:
            self.sheet.tell(what, "".join(self.now.told))
        self.now.told = []

    def end(self) -> None:
        """End what is still open."""
        self.close_from(1)
        self.end_block()
