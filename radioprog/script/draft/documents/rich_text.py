"""An RTF document as lines of text, one a paragraph, as Word's documents are read.

RTF is a stream of groups, control words and bytes. A group inherits the state of the one around
it; bytes are letters in the character set of the font that is on; a destination that is not known
is no text when it says so itself (``\\*``). Nothing is nested in calls, so depth costs no stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from radioprog.kernel.findings import Text
from radioprog.script.draft.documents.manuscript import (
    COMMENT,
    DAMAGED,
    DELETED,
    ENDNOTE,
    EQUATION,
    FOOT,
    FOOTNOTE,
    HEAD,
    HIDDEN,
    PICTURE,
    SYMBOL,
    TOO_DEEP,
    TOO_MUCH,
    DocumentRefused,
    Manuscript,
    OpenParagraph,
    is_old,
)
from radioprog.script.draft.encodings import CODE_PAGES, code_page_text

_DEEPEST, _MOST_FONTS, _MOST_TABLES = 1000, 4096, 40
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)|(?P<odd>\\)",
    re.DOTALL,
)
_SYMBOLS = 2
"""The character set of fonts that hold no letters."""
_CHARACTERS = {
    "tab": "\t",
    "line": "\x0b",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    **dict.fromkeys(("zwj", "zwnj", "zwbo", "zwnbo"), ""),
}
_PARAGRAPHS = frozenset(("par", "sect", "page", "column"))
# Destinations whose words are told, each with what they are; their paragraphs are parted.
_BESIDE = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), HEAD),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), FOOT),
    "footnote": FOOTNOTE,
    "annotation": COMMENT,
    "mmath": EQUATION,
}
_BOXES = frozenset(("shptxt", "dptxbxtext"))
# Starred destinations that do hold text, and others that do not.
_THROUGH = frozenset(
    re.findall(
        r"\w+",
        "shpinst shppict moMath moMathPara ud nesttableprops shptxt dptxbxtext annotation do mmath",
    )
)
_UNREAD = frozenset(
    re.findall(
        r"\w+",
        "colortbl stylesheet info listtable listoverridetable rsidtbl generator fldinst objdata "
        "objclass objname objalias objsect shprslt nonshppict sp sn sv datafield pnseclvl pgptbl "
        "revtbl themedata colorschememapping latentstyles datastore filetbl xmlnstbl userprops "
        "atrfstart atrfend atnid atnauthor atndate atnref atntime atnparent atnicn bkmkstart "
        "bkmkend formfield nonesttables ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn xe tc tcn "
        "rxe template private fchars lchars mmathPr operator keywords comment doccomm title "
        "subject author company category manager hlinkbase background fontemb fontfile falt "
        "panose mmathPict",
    )
)


def read_rich_text(data: bytes) -> Manuscript:
    """Read an RTF document.

    Raises:
        DocumentRefused: damaged, or nested without end.
    """
    if not data.startswith(b"{\\rtf"):
        raise DocumentRefused(DAMAGED)
    reader = _Reader(data)
    reader.read()
    if reader.stack:  # the document's group never ended: the file was cut off
        raise DocumentRefused(DAMAGED)
    return reader.sheet


@dataclass(slots=True)
class _State:
    """What a group inherits: its destination, and how its text looks."""

    into: str = "text"
    font: int = -1
    slanted: bool = False
    hidden: bool = False
    deleted: bool = False
    revised: bool = False
    fallback: int = 1
    flow: int = 0
    """Which of the open texts the group writes into; the body is 0."""
    fresh: bool = True
    """Nothing has stood in the group yet, so that a control word may name its destination."""
    starred: bool = False


@dataclass(slots=True)
class _Flow:
    """A text while it is read: the body, a box, or words that are only told."""

    what: Text | None = None
    paragraph: OpenParagraph = field(default_factory=OpenParagraph)
    boxes: list[_Flow] = field(default_factory=list)
    number: str = ""
    cells: int = 0
    depth: int = 0
    """How many tables are open, and how deep the paragraph says that it stands."""
    tables: list[bool] = field(default_factory=list)
    """For each open table, whether one of its cells is open."""
    closed: list[tuple[OpenParagraph, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    data: bytes
    sheet: Manuscript = field(default_factory=Manuscript)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    flows: list[_Flow] = field(default_factory=lambda: [_Flow()])
    fonts: dict[int, tuple[str, int]] = field(default_factory=dict)
    default_font: int = 0
    code_page: int = 1252
    pending: bytearray = field(default_factory=bytearray)
    skip: int = 0
    high: int = 0
    dropped: list[tuple[Text, str]] = field(default_factory=list)
    was_revised: bool = False
    pictures: int = 0
    at: int = 0

    def read(self) -> None:
        """Read the whole stream."""
        end = len(self.data)
        while self.at < end:
            match = _TOKEN.match(self.data, self.at)
            if match is None:  # nothing: every byte is a token
                raise DocumentRefused(DAMAGED)
            self.at = match.end()
            kind = match.lastgroup
            if kind == "brace":
                self.brace(match[0] == b"{")
                if not self.stack:
                    break  # the document's group has ended
            elif kind == "text":
                self.bytes(match[0])
            elif kind == "hex":
                self.bytes(bytes((int(match["hex"], 16),)), one=True)
            elif kind == "symbol":
                self.symbol(match["symbol"])
            elif kind in ("word", "number"):
                number = None if match["number"] is None else int(match["number"])
                self.word(match["word"].decode("ascii"), number)
        self.finish()

    # --- groups ---

    def brace(self, opens: bool) -> None:
        self.flush()
        self.skip = 0
        if opens:
            if len(self.stack) >= _DEEPEST:
                raise DocumentRefused(TOO_DEEP)
            self.stack.append(self.state)
            self.state = replace(self.state, fresh=True, starred=False)
            return
        ended = self.state
        if self.stack:
            self.state = self.stack.pop()
        if ended.flow != self.state.flow:
            self.end_flow(ended.flow)

    def end_flow(self, number: int) -> None:
        """Close a text that stood beside: a box waits for its paragraph, others are told."""
        flow = self.flows[number]
        self.drop()
        if not flow.paragraph.is_empty or flow.boxes:
            self.end_paragraph(flow)
        if flow.what is not None:
            for paragraph, _ in flow.closed:
                self.sheet.tell(flow.what, paragraph.line().text, placed=self.in_body(flow.what))
            flow.closed.clear()

    @staticmethod
    def in_body(what: Text) -> bool:
        return what not in (HEAD, FOOT)

    def destination(self, name: str) -> bool:
        """Begin a destination where a group is named by its first word; tell whether it was."""
        state = self.state
        if name in _BESIDE or name in _BOXES:
            if state.into not in ("text", "shape"):
                state.into = "skip"
                return True
            flow = _Flow(_BESIDE.get(name))
            if name in _BOXES:
                self.flows[state.flow].boxes.append(flow)
            self.flows.append(flow)
            state.flow, state.into = len(self.flows) - 1, "text"
        elif name == "fonttbl":
            state.into = "fonts"
        elif name in ("listtext", "pntext") and state.into == "text":
            state.into = "number"
        elif name == "shpinst":
            state.into = "shape" if state.into == "text" else "skip"
        elif name == "pict":
            if state.into in ("text", "shape"):
                self.pictures += 1
                self.sheet.tell(PICTURE, f"#{self.pictures}")
            state.into = "skip"
        elif name in _UNREAD or (state.starred and name not in _THROUGH):
            state.into = "skip"
        else:
            return False
        return True

    # --- words ---

    def word(self, name: str, number: int | None) -> None:
        if name == "bin":
            self.at += max(number or 0, 0)
            return
        self.flush()
        self.skip = 0
        fresh, self.state.fresh = self.state.fresh, False
        if fresh and self.destination(name):
            return
        if name == "upr":  # an alternative in Unicode follows
            self.state.into = "upr"
        elif name == "ud" and self.state.into == "upr":
            self.state.into = "text"
        elif self.state.into == "skip":
            return
        elif name == "u":
            self.unicode(number or 0)
        elif name in _CHARACTERS:
            self.add(_CHARACTERS[name])
        elif name in _PARAGRAPHS and self.state.into == "text":
            self.end_paragraph(self.flows[self.state.flow])
        elif not self.formatting(name, number):
            self.structure(name, number)

    def formatting(self, name: str, number: int | None) -> bool:
        """Take a word that changes how text looks; tell whether it was one."""
        state, on = self.state, number != 0
        if name == "f" and number is not None:
            state.font = number
        elif name == "i":
            state.slanted = on
        elif name == "v":
            state.hidden = on
        elif name == "deleted":
            state.deleted = on
        elif name == "revised":
            state.revised = on
        elif name == "plain":
            state.font, state.slanted, state.hidden = -1, False, False
            state.deleted = state.revised = False
        elif name == "uc":
            state.fallback = min(max(number or 0, 0), 100)
        else:
            return False
        return True

    def structure(self, name: str, number: int | None) -> None:
        flow = self.flows[self.state.flow]
        if name == "deff":
            self.default_font = number or 0
        elif name == "ansicpg":
            self.code_page = number or 1252
        elif name == "mac":
            self.code_page = 10000
        elif name == "fcharset" and self.state.into == "fonts":
            font, _ = self.fonts.get(self.state.font, ("", -1))
            self.fonts[self.state.font] = (font, number or 0)
        elif name == "ftnalt" and flow.what is FOOTNOTE:
            flow.what = ENDNOTE
        elif name == "pard":
            flow.depth = 0
            flow.number = ""
        elif name == "intbl":
            flow.depth = max(flow.depth, 1)
        elif name == "itap":
            flow.depth = min(max(number or 0, 0), _MOST_TABLES)
        elif name in ("cell", "nestcell") and self.state.into == "text":
            self.end_cell(flow)
        elif name in ("row", "nestrow") and self.state.into == "text":
            self.end_row(flow)

    def symbol(self, mark: bytes) -> None:
        if mark == b"*":
            self.state.starred = self.state.fresh
            return
        if self.skip:
            self.skip -= 1
            return
        self.flush()
        self.state.fresh = False
        if self.state.into == "skip":
            return
        if mark in b"\\{}":
            self.bytes(mark)
        elif mark in b"~_":
            self.add("\xa0" if mark == b"~" else "-")
        elif mark == b"-" and is_old(self.fonts.get(self.font, ("", 0))[0]):
            self.add("\xad")  # a letter of TCVN3; elsewhere a place to part the word
        elif mark in b"\r\n" and self.state.into == "text":
            self.end_paragraph(self.flows[self.state.flow])
        elif mark == b"\t":
            self.add("\t")

    # --- letters ---

    def unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self.skip = self.state.fallback
        if 0xD800 <= code < 0xDC00:
            self.high = code
            return
        if 0xDC00 <= code < 0xE000 and self.high:
            code = 0x10000 + ((self.high - 0xD800) << 10) + (code - 0xDC00)
        self.high = 0
        if 0xD800 <= code < 0xE000:
            code = 0xFFFD
        self.add(chr(code))

    def bytes(self, data: bytes, *, one: bool = False) -> None:
        """Take bytes of text; as many as stand for the letter before are passed over."""
        if self.skip:
            passed = 1 if one else min(self.skip, len(data))
            self.skip -= passed
            data = data[passed:]
        if data and self.state.into != "skip":
            self.state.fresh = False
            self.pending += data

    def flush(self) -> None:
        """Turn the bytes since the last word into letters of the font that is on."""
        if not self.pending:
            return
        data, self.pending = bytes(self.pending), bytearray()
        name, charset = self.fonts.get(self.font, ("", -1))
        if self.state.into == "fonts":
            self.name_font(data.decode("latin-1"))
            return
        western = is_old(name) or charset == _SYMBOLS
        self.add(code_page_text(data, 1252 if western else CODE_PAGES.get(charset, self.code_page)))

    @property
    def font(self) -> int:
        return self.default_font if self.state.font < 0 else self.state.font

    def name_font(self, text: str) -> None:
        """Add letters to the name of the font that the table is describing."""
        if len(self.fonts) > _MOST_FONTS:
            raise DocumentRefused(TOO_MUCH)
        name, charset = self.fonts.get(self.state.font, ("", -1))
        if not name.endswith(";"):
            self.fonts[self.state.font] = (name + text.strip("\r\n"), charset)

    def add(self, text: str) -> None:
        """Put letters where the group writes to."""
        state = self.state
        if state.into == "number":
            self.flows[state.flow].number += text
        if state.into != "text":
            return
        flow = self.flows[state.flow]
        name, charset = self.fonts.get(self.font, ("", -1))
        if state.deleted or state.hidden:
            self.drop_later(DELETED if state.deleted else HIDDEN, text)
        elif charset == _SYMBOLS and text.strip():
            codes = " ".join(f"{ord(char) & 0xFF:02X}" for char in text if char.strip())
            self.sheet.tell(SYMBOL, f"{name.rstrip(';')} {codes}")
        else:
            self.drop()
            self.sheet.inserted += state.revised and not self.was_revised
            self.was_revised = state.revised
            flow.paragraph.add(text, name.rstrip(";"), slanted=state.slanted)

    def drop_later(self, what: Text, text: str) -> None:
        """Gather words that are not read, to tell a stretch of them at once."""
        if self.dropped and self.dropped[-1][0] is not what:
            self.drop()
        self.dropped.append((what, text))

    def drop(self) -> None:
        if self.dropped:
            what = self.dropped[0][0]
            self.sheet.tell(what, "".join(text for _, text in self.dropped))
            self.dropped = []

    # --- paragraphs and tables ---

    def end_paragraph(self, flow: _Flow) -> None:
        if self.state.deleted or self.state.hidden:
            self.drop_later(DELETED if self.state.deleted else HIDDEN, " ")
            return  # the mark of the paragraph is deleted: the next goes on with this one
        self.drop()
        flow.number, number = "", " ".join(flow.number.split())
        paragraph, flow.paragraph = flow.paragraph, OpenParagraph()
        boxes, flow.boxes = flow.boxes, []
        if flow is not self.flows[0]:
            flow.closed.append((paragraph, number))
            for box in boxes:
                flow.closed += box.closed
            return
        self.reach(flow)
        self.sheet.paragraph(paragraph, "-" if _is_bullet(number) else number)
        for box in boxes:
            for inner, its_number in box.closed:
                self.sheet.paragraph(inner, its_number)

    def reach(self, flow: _Flow) -> None:
        """Open or close tables until as many are open as the paragraph says."""
        while len(flow.tables) > flow.depth:
            self.close_table(flow)
        while len(flow.tables) < flow.depth:
            self.enter_cell(flow)
            self.sheet.open_table()
            self.sheet.open_row()
            flow.tables.append(False)
        self.enter_cell(flow)

    def enter_cell(self, flow: _Flow) -> None:
        """Open a cell of the innermost table, where none is open."""
        if flow.tables and not flow.tables[-1]:
            self.sheet.open_cell()
            flow.tables[-1] = True

    def end_cell(self, flow: _Flow) -> None:
        if flow is not self.flows[0]:
            self.end_paragraph(flow)
            return
        flow.depth = max(flow.depth, 1)
        self.end_paragraph(flow)
        while len(flow.tables) > max(flow.depth, 1):
            self.close_table(flow)
        if flow.tables and flow.tables[-1]:
            self.sheet.close_cell()
            flow.tables[-1] = False

    def end_row(self, flow: _Flow) -> None:
        if flow is self.flows[0] and flow.tables:
            if flow.tables[-1]:
                self.sheet.close_cell()
                flow.tables[-1] = False
            self.sheet.open_row()

    def close_table(self, flow: _Flow) -> None:
        if flow.tables.pop():
            self.sheet.close_cell()
        self.sheet.close_table()

    def finish(self) -> None:
        """End what is open; a file cut off ends here too."""
        self.flush()
        flow = self.flows[0]
        self.state = _State()
        if not flow.paragraph.is_empty or flow.boxes:
            self.end_paragraph(flow)
        self.drop()
        while flow.tables:
            self.close_table(flow)


def _is_bullet(number: str) -> bool:
    return bool(number) and not any(char.isalnum() for char in number)
