"""A Word document (.docx) as lines of text, one a paragraph, so that line numbers are paragraphs.

What is read: every kept run, inserted text among it, content controls, text boxes after their
paragraph, tables row by row, the numbers of lists. What is not spoken (deletions, hidden text,
notes, comments, heads and feet, pictures) is told with its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

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
    DocumentRefused,
    Manuscript,
    OpenParagraph,
    is_old,
    list_number,
)
from radioprog.script.draft.documents.package import Package, nested, words_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PARTS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"word/header\d*\.xml"), HEAD),
    (re.compile(r"word/footer\d*\.xml"), FOOT),
    (re.compile(r"word/footnotes\.xml"), FOOTNOTE),
    (re.compile(r"word/endnotes\.xml"), ENDNOTE),
    (re.compile(r"word/comments\.xml"), COMMENT),
    (re.compile(r"word/diagrams/data\d*\.xml"), Text("sơ đồ", "a diagram")),
    (re.compile(r"word/charts/chart\d*\.xml"), Text("biểu đồ", "a chart")),
)


def read_word(data: bytes) -> Manuscript:
    """Read a Word document.

    Raises:
        DocumentRefused: damaged, a bomb, with macros or a password.
    """
    package = Package.of(data, _of_one_kind)
    mains = [name for name in package.names if re.fullmatch(r"word/document\d*\.xml", name)]
    if not mains:
        raise DocumentRefused(DAMAGED)
    reader = _Reader(_styles(package), _formats(package))
    reader.body(package.tree(mains[0]))
    for pattern, what in _PARTS:
        for name in filter(pattern.fullmatch, package.names):
            for words in _paragraphs(package.tree(name)):
                reader.sheet.tell(what, words, placed=False)
    return reader.sheet


def _of_one_kind(tag: str) -> str:
    return tag.replace(_STRICT, _W)


def _paragraphs(root: ET.Element) -> Iterator[str]:
    """Give the words of a part's paragraphs; of a part without any, all its words at once."""
    found = list(root.iter(f"{_W}p")) or list(root.iter(f"{_DRAWN}p")) or [root]
    for paragraph in found:
        names = (f"{_W}t", f"{_DRAWN}t")
        texts = [each.text or "" for each in paragraph.iter() if each.tag in names]
        if not texts:
            texts = [f"{e.text or ''} " for e in paragraph.iter() if e.tag.endswith("}v")]
        words = " ".join("".join(texts).split())
        if words:
            yield words


# --- fonts and numbers ---


def _value(element: ET.Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{_W}{name}", "")


def _font(properties: ET.Element | None) -> str:
    fonts = None if properties is None else properties.find(f"{_W}rFonts")
    return _value(fonts, "ascii") or _value(fonts, "hAnsi")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of its runs and paragraphs; ``None`` and ``""``: nothing."""

    font: str = ""
    slanted: bool | None = None
    number: tuple[str, str] | None = None

    def over(self, below: _Style) -> _Style:
        """Return this style put on one that it is based on."""
        slanted = below.slanted if self.slanted is None else self.slanted
        return _Style(self.font or below.font, slanted, self.number or below.number)


def _mark(properties: ET.Element | None, name: str) -> bool | None:
    found = None if properties is None else properties.find(f"{_W}{name}")
    return None if found is None else _value(found) not in ("0", "false", "off")


def _number(properties: ET.Element | None) -> tuple[str, str] | None:
    found = None if properties is None else properties.find(f"{_W}numPr")
    if found is None:
        return None
    return _value(found.find(f"{_W}numId")), _value(found.find(f"{_W}ilvl")) or "0"


def _styles(package: Package) -> dict[str, _Style]:
    """Return the styles, inherited; ``""`` is that of the document."""
    if "word/styles.xml" not in package.names:
        return {}
    root = package.tree("word/styles.xml")
    defaults = _Style(_font(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")))
    based: dict[str, str] = {}
    own: dict[str, _Style] = {}
    for style in root.iter(f"{_W}style"):
        name, runs = _value(style, "styleId"), style.find(f"{_W}rPr")
        based[name] = _value(style.find(f"{_W}basedOn"))
        own[name] = _Style(_font(runs), _mark(runs, "i"), _number(style.find(f"{_W}pPr")))
        if _value(style, "default") in ("1", "true") and _value(style, "type") == "paragraph":
            defaults = own[name].over(defaults)
    resolved = {"": defaults}
    for name in own:
        at, seen, whole = name, {name}, own[name]
        while based.get(at) in own and based[at] not in seen:
            at = based[at]
            seen.add(at)
            whole = whole.over(own[at])
        resolved[name] = whole
    return resolved


_Levels = dict[str, dict[str, tuple[str, str, int]]]


def _formats(package: Package) -> _Levels:
    """Return, for each list, its levels: kind of number, pattern, first number."""
    if "word/numbering.xml" not in package.names:
        return {}
    root = package.tree("word/numbering.xml")
    kinds: _Levels = {}
    for abstract in root.iter(f"{_W}abstractNum"):
        levels = kinds.setdefault(_value(abstract, "abstractNumId"), {})
        for level in abstract.iter(f"{_W}lvl"):
            start = _value(level.find(f"{_W}start"))
            levels[_value(level, "ilvl")] = (
                _value(level.find(f"{_W}numFmt")),
                _value(level.find(f"{_W}lvlText")),
                int(start) if start.isdecimal() and len(start) < 6 else 1,
            )
    numbers = root.iter(f"{_W}num")
    return {
        _value(num, "numId"): kinds.get(_value(num.find(f"{_W}abstractNumId")), {})
        for num in numbers
    }


# --- the text ---


@dataclass(slots=True)
class _Paragraph(OpenParagraph):
    """A paragraph while it is read, the boxes in it, and the fields that are open."""

    style: _Style = _Style()
    boxes: list[ET.Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Tell whether a field's instruction is being read, not its result."""
        return any(self.fields)


@dataclass(slots=True)
class _Reader:
    styles: Mapping[str, _Style]
    formats: _Levels
    sheet: Manuscript = field(default_factory=Manuscript)
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def body(self, parent: ET.Element) -> None:
        """Read paragraphs and tables, wherever controls and changes have wrapped them."""
        for child in parent:
            if child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag in (f"{_W}del", f"{_W}moveFrom"):
                self.dropped(child, DELETED)
            elif child.tag == f"{_CHOICES}AlternateContent":
                self.body(_choice(child))
            elif child.tag == f"{_MATH}oMathPara":
                self.equation(child)
            elif child.tag != f"{_W}sdtPr":
                self.body(child)

    def paragraph(self, element: ET.Element) -> None:
        properties = element.find(f"{_W}pPr")
        name = "" if properties is None else _value(properties.find(f"{_W}pStyle"))
        style = self.styles.get(name) or self.styles.get("", _Style())
        read = _Paragraph(style=style)
        self.inline(element, read)
        self.sheet.paragraph(read, "" if read.is_empty else self.numbered(properties, style))
        for box in read.boxes:
            self.body(box)

    def numbered(self, properties: ET.Element | None, style: _Style) -> str:
        which, level = _number(properties) or style.number or ("", "")
        kind, pattern, _ = self.formats.get(which, {}).get(level, ("", "", 1))
        if not kind or kind == "none" or not level.isdecimal() or len(level) > 1:
            return ""
        self.counts[which, int(level)] += 1
        for deeper in range(int(level) + 1, 9):
            self.counts[which, deeper] = 0
        if kind == "bullet":
            return "-"
        for at in range(int(level) + 1):
            form, _, start = self.formats[which].get(str(at), ("decimal", "", 1))
            count = max(self.counts[which, at], 1) - 1 + start
            pattern = pattern.replace(f"%{at + 1}", list_number(count, form))
        return pattern

    def inline(self, parent: ET.Element, read: _Paragraph) -> None:
        for child in parent:
            name = child.tag.removeprefix(_W)
            if name in ("del", "moveFrom"):
                self.dropped(child, DELETED)
            elif name == "r":
                self.run(child, read)
            elif child.tag == f"{_CHOICES}AlternateContent":
                self.inline(_choice(child), read)
            elif child.tag == f"{_MATH}oMath":
                self.equation(child)
            elif name == "txbxContent":
                read.boxes.append(child)
            elif name not in ("pPr", "sdtPr"):
                self.sheet.inserted += name in ("ins", "moveTo")
                self.inline(child, read)

    def equation(self, element: ET.Element) -> None:
        self.sheet.tell(EQUATION, words_of(element, f"{_MATH}t", f"{_W}t"))

    def run(self, run: ET.Element, read: _Paragraph) -> None:
        properties = run.find(f"{_W}rPr")
        if _mark(properties, "vanish"):
            self.dropped(run, HIDDEN)
            return
        named = None if properties is None else properties.find(f"{_W}rStyle")
        below = self.styles.get(_value(named), _Style()) if named is not None else _Style()
        own = _Style(_font(properties), _mark(properties, "i"))
        style = own.over(below).over(read.style).over(self.styles.get("", _Style()))
        for child in run:
            self.piece(child, read, style.font, slanted=bool(style.slanted))

    def piece(self, piece: ET.Element, read: _Paragraph, font: str, *, slanted: bool) -> None:
        name = piece.tag.removeprefix(_W)
        if name == "fldChar":
            self.field(_value(piece, "fldCharType"), read)
        elif name == "t" and read.in_code:
            self.sheet.tell(Text("mã của trường", "a field's code"), piece.text or "")
        elif name == "t":
            read.add((piece.text or "").replace("\n", " "), font, slanted=slanted)
        elif name in ("tab", "ptab", "br", "cr", "noBreakHyphen"):
            line = name == "cr" or (name == "br" and _value(piece, "type") in ("", "textWrapping"))
            mark = "\x0b" if line else "-" if name == "noBreakHyphen" else "\t"
            read.add(mark if name != "br" or line else " ", font, slanted=slanted)
        elif name == "softHyphen" and is_old(font):
            read.add("\xad", font, slanted=slanted)  # a letter of TCVN3
        elif name == "sym":
            self.sheet.tell(SYMBOL, f"{_value(piece, 'font')} {_value(piece, 'char')}")
        elif piece.tag == f"{_CHOICES}AlternateContent":
            for each in _choice(piece):
                self.piece(each, read, font, slanted=slanted)
        elif name == "ruby":
            self.ruby(piece, read)
        elif name in ("drawing", "pict", "object"):
            self.drawing(piece, read)

    def ruby(self, ruby: ET.Element, read: _Paragraph) -> None:
        """Read the words; how they are said stands above them, and is told."""
        for part in ruby:
            if part.tag == f"{_W}rubyBase":
                self.inline(part, read)
            elif part.tag == f"{_W}rt":
                self.sheet.tell(Text("chú âm", "a reading"), words_of(part, f"{_W}t"))

    @staticmethod
    def field(kind: str, read: _Paragraph) -> None:
        if kind == "begin":
            read.fields.append(True)
        elif read.fields and kind == "separate":
            read.fields[-1] = False
        elif read.fields and kind == "end":
            read.fields.pop()

    def drawing(self, piece: ET.Element, read: _Paragraph) -> None:
        boxes = list(_boxes(piece))
        read.boxes += boxes
        inside = {id(each) for box in boxes for each in box.iter()}
        for each in piece.iter():
            words = each.get("descr") or each.get("title") or ""
            if each.tag.endswith("}docPr") and (words or not boxes):
                self.sheet.tell(PICTURE, words or each.get("name", ""))
            elif each.tag.endswith("}textpath"):
                read.add(f" {each.get('string', '')}")
            elif each.tag == f"{_DRAWN}t" and id(each) not in inside and each.text:
                read.add(f" {each.text}")

    def dropped(self, element: ET.Element, what: Text) -> None:
        self.sheet.tell(what, words_of(element, f"{_W}t", f"{_W}delText"))

    def table(self, table: ET.Element) -> None:
        """Read a table row by row; a deleted row's cells are dropped run by run."""
        self.sheet.open_table()
        for row in nested(table, f"{_W}tr", f"{_W}tbl", f"{_W}p", f"{_W}tc"):
            self.sheet.open_row()
            for cell in nested(row, f"{_W}tc", f"{_W}tbl", f"{_W}p"):
                self.sheet.open_cell()
                self.body(cell)
                self.sheet.close_cell()
        self.sheet.close_table()


def _choice(alternate: ET.Element) -> ET.Element:
    """Return the one branch that is read: the first with words, else the first."""
    branches = list(alternate)
    texts = (each for each in branches if each.find(f".//{_W}t") is not None)
    return next(texts, branches[0] if branches else alternate)


def _boxes(parent: ET.Element) -> Iterator[ET.Element]:
    """Give the text boxes in a drawing, each once, outermost only."""
    for child in parent:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag == f"{_CHOICES}AlternateContent":
            yield from _boxes(_choice(child))
        else:
            yield from _boxes(child)
