"""An OpenDocument text (.odt, .fodt) as lines, one a paragraph, as Word's documents are read.

Deletions stand apart from the text, at whose places only marks are left; styles carry fonts, slope
and hiding; lists are nested elements and count by themselves.
"""

from __future__ import annotations

import re
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
    PASSWORD,
    PICTURE,
    DocumentRefused,
    Manuscript,
    OpenParagraph,
    list_number,
)
from radioprog.script.draft.documents.package import Package, nested, parse_xml

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = f"{_NAMES}text:1.0}}", f"{_NAMES}table:1.0}}", f"{_NAMES}office:1.0}}"
_STYLE, _DRAW = f"{_NAMES}style:1.0}}", f"{_NAMES}drawing:1.0}}"
_SVG, _FO = f"{_NAMES}svg-compatible:1.0}}", f"{_NAMES}xsl-fo-compatible:1.0}}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BLANKS = re.compile(r"[ \t\r\n]+")
_PLAIN = (f"{_TEXT}p", f"{_TEXT}h")
_MOST_BLANKS, _MOST_LEVELS = 100, 10
_KINDS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_UNREAD = frozenset(
    [
        f"{_TEXT}{name}-source"
        for name in (
            "table-of-content",
            "alphabetical-index",
            "illustration-index",
            "table-index",
            "object-index",
            "user-index",
            "bibliography",
        )
    ]
    + [
        f"{_TEXT}{name}"
        for name in (
            "tracked-changes",
            "sequence-decls",
            "variable-decls",
            "user-field-decls",
            "note-citation",
            "dde-connection-decls",
            "alphabetical-index-auto-mark-file",
            "bookmark",
            "soft-page-break",
        )
    ]
    + [f"{_OFFICE}forms", f"{_OFFICE}event-listeners", f"{_OFFICE}scripts"]
)


def read_opendocument(data: bytes) -> Manuscript:
    """Read an OpenDocument text, zipped or flat.

    Raises:
        DocumentRefused: damaged, a bomb, with macros or a password.
    """
    if not data.startswith(b"PK"):
        root = parse_xml(data)
        return _read([root], None)
    package = Package.of(data)
    manifest = "META-INF/manifest.xml"
    if manifest in package.names and b"encryption-data" in package.read(manifest):
        raise DocumentRefused(PASSWORD)
    roots = [package.tree("content.xml")]
    if "styles.xml" in package.names:
        roots.append(package.tree("styles.xml"))
    return _read(roots, package)


def _read(roots: list[ET.Element], package: Package | None) -> Manuscript:
    body = roots[0].find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise DocumentRefused(DAMAGED)
    reader = _Reader(_styles(roots), _lists(roots), _changes(body), package)
    reader.blocks(body, _Spot())
    reader.sheet.tell(DELETED, "".join(reader.deleting[1:]))
    for root in roots:
        for page in root.iter(f"{_STYLE}master-page"):
            for part in page:
                what = HEAD if part.tag.startswith(f"{_STYLE}header") else FOOT
                reader.tell(what, part, placed=False)
    return reader.sheet


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says of its text; ``None``: nothing."""

    font: str | None = None
    slanted: bool | None = None
    hidden: bool | None = None

    def over(self, below: _Look) -> _Look:
        """Return this look on top of another."""
        return _Look(
            below.font if self.font is None else self.font,
            below.slanted if self.slanted is None else self.slanted,
            below.hidden if self.hidden is None else self.hidden,
        )


def _styles(roots: list[ET.Element]) -> dict[tuple[str, str], _Look]:
    """Return the looks by family and name, inherited; the name ``""`` is a family's default."""
    faces = {
        face.get(f"{_STYLE}name", ""): face.get(f"{_SVG}font-family", "").strip("'\"")
        for root in roots
        for face in root.iter(f"{_STYLE}font-face")
    }
    own: dict[tuple[str, str], _Look] = {}
    parents: dict[tuple[str, str], tuple[str, str]] = {}
    for root in reversed(roots):
        for style in (*root.iter(f"{_STYLE}default-style"), *root.iter(f"{_STYLE}style")):
            family = style.get(f"{_STYLE}family", "")
            key = (family, style.get(f"{_STYLE}name", ""))
            own[key] = _look(style.find(f"{_STYLE}text-properties"), faces)
            parents[key] = (family, style.get(f"{_STYLE}parent-style-name", ""))
    resolved = {}
    for key in own:
        at, look, seen = key, own[key], {key}
        while parents.get(at) in own and parents[at] not in seen:
            at = parents[at]
            seen.add(at)
            look = look.over(own[at])
        resolved[key] = look
    return resolved


def _look(properties: ET.Element | None, faces: Mapping[str, str]) -> _Look:
    if properties is None:
        return _Look()
    name = properties.get(f"{_STYLE}font-name")
    font = properties.get(f"{_FO}font-family") or (name and (faces.get(name) or name))
    style, shown = properties.get(f"{_FO}font-style"), properties.get(f"{_TEXT}display")
    return _Look(
        font.strip("'\"") if font else None,
        None if style is None else style in ("italic", "oblique"),
        None if shown is None else shown == "none",
    )


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: the kind of number, ``"bullet"`` or ``""``, and what stands round it."""

    kind: str
    prefix: str
    suffix: str
    start: int
    shown: int


_Lists = dict[str, dict[int, _Level]]


def _lists(roots: list[ET.Element]) -> _Lists:
    """Return the levels of each list style; the name ``""`` is that of headings."""
    found: _Lists = {}
    names = (f"{_TEXT}list-style", f"{_TEXT}outline-style")
    for style in (each for root in reversed(roots) for each in root.iter() if each.tag in names):
        outline = style.tag == names[1]
        levels = found.setdefault("" if outline else style.get(f"{_STYLE}name", ""), {})
        for level in style:
            kind = _KINDS.get(level.get(f"{_STYLE}num-format", ""), "")
            if level.tag.endswith(("level-style-bullet", "level-style-image")):
                kind = "bullet"
            levels[_count(level.get(f"{_TEXT}level"), 1)] = _Level(
                kind,
                level.get(f"{_STYLE}num-prefix", ""),
                level.get(f"{_STYLE}num-suffix", ""),
                _count(level.get(f"{_TEXT}start-value"), 1),
                _count(level.get(f"{_TEXT}display-levels"), 1),
            )
    return found


def _count(written: str | None, default: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 6 else default


def _changes(body: ET.Element) -> dict[str, ET.Element]:
    """Return what was inserted or deleted, by the name that its place in the text gives."""
    found: dict[str, ET.Element] = {}
    for region in body.iter(f"{_TEXT}changed-region"):
        for change in region:
            found[region.get(f"{_TEXT}id", "") or region.get(_XML_ID, "")] = change
    return found


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in nested lists a block stands, and the number that its first paragraph takes."""

    style: str = ""
    level: int = 0
    number: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    styles: Mapping[tuple[str, str], _Look]
    lists: _Lists
    changes: Mapping[str, ET.Element]
    package: Package | None
    sheet: Manuscript = field(default_factory=Manuscript)
    counts: dict[str, list[int]] = field(default_factory=dict)
    deleting: list[str] = field(default_factory=list)
    """The name of the deletion that is being read, and its words so far."""

    def tell(self, what: Text, element: ET.Element, *, placed: bool = True) -> None:
        """Tell all words below an element that is not spoken, paragraph by paragraph."""
        for paragraph in (each for each in element.iter() if each.tag in _PLAIN):
            read = OpenParagraph()
            look = self.styles.get(("paragraph", paragraph.get(f"{_TEXT}style-name", "")), _Look())
            self.inline(paragraph, read, look, silent=True)
            self.sheet.tell(what, read.line().text, placed=placed)

    def blocks(self, parent: ET.Element, spot: _Spot) -> None:
        """Read paragraphs, lists and tables, wherever sections and indexes have wrapped them."""
        for child in parent:
            name = child.tag.removeprefix(_TEXT)
            if name in ("p", "h"):
                self.paragraph(child, spot)
            elif name == "list":
                self.items(child, spot)
            elif child.tag == f"{_TABLE}table":
                self.table(child)
            elif name.startswith("change"):
                self.change(child)
            elif child.tag.startswith(_DRAW):
                boxes: list[ET.Element] = []
                self.drawing(child, boxes)
                self.in_boxes(boxes)
            elif child.tag == f"{_OFFICE}annotation":
                self.tell(COMMENT, child)
            elif child.tag not in _UNREAD:
                if child.get(f"{_TEXT}display") == "none":
                    self.tell(HIDDEN, child)
                else:
                    self.blocks(child, spot)

    def paragraph(self, element: ET.Element, spot: _Spot) -> None:
        look = self.styles.get(("paragraph", element.get(f"{_TEXT}style-name", "")), _Look())
        read = _BoxedParagraph()
        self.inline(element, read, look.over(self.styles.get(("paragraph", ""), _Look())))
        number = spot.number.pop() if spot.number and not read.is_empty else ""
        if element.tag == f"{_TEXT}h" and not spot.level and not read.is_empty:
            number = self.heading(element)
        if self.deleting:
            self.deleting.append(" ")
        self.sheet.paragraph(read, number)
        self.in_boxes(read.boxes)

    def in_boxes(self, boxes: list[ET.Element]) -> None:
        for box in boxes:
            self.blocks(box, _Spot())

    def change(self, mark: ET.Element) -> None:
        """Read the place of a change: what was inserted is counted, what was deleted is told."""
        name = mark.get(f"{_TEXT}change-id", "")
        change = self.changes.get(name)
        if self.deleting and name == self.deleting[0] and mark.tag == f"{_TEXT}change-end":
            self.sheet.tell(DELETED, "".join(self.deleting[1:]))
            self.deleting = []
        elif change is None or mark.tag == f"{_TEXT}change-end":
            return
        elif change.tag == f"{_TEXT}insertion":
            self.sheet.inserted += 1
        elif change.tag == f"{_TEXT}deletion":
            self.tell(DELETED, change)
            if mark.tag == f"{_TEXT}change-start" and not self.deleting:
                self.deleting = [name]  # flat files leave deleted words where they were

    def inline(
        self, parent: ET.Element, read: OpenParagraph, look: _Look, *, silent: bool = False
    ) -> None:
        """Read the words of a paragraph; ``silent``: of one that is only told."""
        self.words(parent.text, read, look, silent=silent)
        for child in parent:
            name = child.tag.removeprefix(_TEXT)
            if name in ("s", "tab", "line-break"):
                blanks = min(_count(child.get(f"{_TEXT}c"), 1), _MOST_BLANKS)
                mark = {"s": " " * blanks, "tab": "\t"}.get(name, "\x0b")
                read.add(mark, look.font or "", slanted=bool(look.slanted))
            elif name in ("p", "h"):  # in a note or a box that is told as a whole
                continue
            elif not silent and self.beside(child, read):
                pass
            elif child.tag not in _UNREAD and not child.tag.startswith(_DRAW):
                style = self.styles.get(("text", child.get(f"{_TEXT}style-name", "")), _Look())
                self.inline(child, read, style.over(look), silent=silent)
            self.words(child.tail, read, look, silent=silent)

    def words(self, text: str | None, read: OpenParagraph, look: _Look, *, silent: bool) -> None:
        """Take a stretch of text; a run of blanks is one, and none at the paragraph's start."""
        short = _BLANKS.sub(" ", text or "")
        if self.deleting and not silent:
            self.deleting.append(short)
        elif look.hidden and not silent:
            self.sheet.tell(HIDDEN, short)
        elif short:
            read.add(short, look.font or "", slanted=bool(look.slanted))

    def beside(self, child: ET.Element, read: OpenParagraph) -> bool:
        """Take what stands in a paragraph and is not its text; tell whether it was that."""
        name = child.tag.removeprefix(_TEXT)
        if name == "note":
            end = child.get(f"{_TEXT}note-class") == "endnote"
            self.tell(ENDNOTE if end else FOOTNOTE, child)
        elif child.tag == f"{_OFFICE}annotation":
            self.tell(COMMENT, child)
        elif name in ("change", "change-start", "change-end"):
            self.change(child)
        elif name == "ruby-text":
            self.sheet.tell(Text("chú âm", "a reading"), "".join(child.itertext()))
        elif name == "hidden-text":
            self.sheet.tell(HIDDEN, child.get(f"{_TEXT}string-value", ""))
        elif child.tag.startswith(_DRAW) and child.tag != f"{_DRAW}a":
            self.drawing(child, read.boxes if isinstance(read, _BoxedParagraph) else [])
        else:
            return False
        return True

    def drawing(self, element: ET.Element, boxes: list[ET.Element]) -> None:
        """Read a frame or shape: its box of text is kept for later, its picture is told."""
        inside = list(element) if element.tag == f"{_DRAW}frame" else [element]
        titles = (f"{_SVG}title", f"{_SVG}desc")
        words = " ".join(e.text or "" for e in element if e.tag in titles)
        for each in inside:
            if each.tag == f"{_DRAW}image":
                self.sheet.tell(PICTURE, words or element.get(f"{_DRAW}name", "?"))
                words = ""
            elif each.tag == f"{_DRAW}object":
                self.object(each, element.get(f"{_DRAW}name", "?"))
                return  # what follows is a picture of it
            elif each.tag == f"{_DRAW}g":
                for child in each:
                    self.drawing(child, boxes)
            elif any(part.tag in _PLAIN for part in each.iter()):
                boxes.append(each)
        if words.strip():
            self.sheet.tell(PICTURE, words)

    def object(self, element: ET.Element, name: str) -> None:
        """Tell an equation's words, or a chart's; of another object its name."""
        inside = list(element)
        place = element.get(f"{_XLINK}href", "").removeprefix("./").rstrip("/") + "/content.xml"
        if self.package is not None and place in self.package.names:
            inside = [self.package.tree(place)]
        words = " ".join(text for each in inside for text in each.itertext() if text.strip())
        self.sheet.tell(EQUATION if words else PICTURE, words or name)

    # --- lists ---

    def items(self, element: ET.Element, spot: _Spot) -> None:
        """Read a list; it goes on counting only where it says so."""
        style = element.get(f"{_TEXT}style-name") or spot.style
        level = spot.level + 1
        goes_on = (
            element.get(f"{_TEXT}continue-numbering") == "true"
            or element.get(f"{_TEXT}continue-list") is not None
        )
        counts = self.counts.setdefault(style, [])
        if not goes_on or len(counts) < level:
            del counts[level - 1 :]
            first = self.lists.get(style, {}).get(level)
            counts.append((first.start if first else 1) - 1)
        for item in element:
            inner = _Spot(style, level)
            if item.tag == f"{_TEXT}list-item":
                start = item.get(f"{_TEXT}start-value")
                del counts[level:]
                counts += [0] * (level - len(counts))
                counts[level - 1] = _count(start, counts[level - 1] + 1)
                inner.number.append(self.number(style, level, counts))
            self.blocks(item, inner)

    def number(self, style: str, level: int, counts: list[int]) -> str:
        """Write the number of a list's item, with the levels above that it shows."""
        form = self.lists.get(style, {}).get(level)
        if form is None or not form.kind or level > _MOST_LEVELS:
            return ""
        if form.kind == "bullet":
            return "-"
        first = max(level - form.shown, 0)
        kinds = [self.lists[style].get(at + 1, form).kind for at in range(first, level)]
        numbers = zip(counts[first:level], kinds, strict=False)
        shown = ".".join(list_number(count, kind) for count, kind in numbers)
        return f"{form.prefix}{shown}{form.suffix}"

    def heading(self, element: ET.Element) -> str:
        """Number a heading as the outline's style says."""
        level = _count(element.get(f"{_TEXT}outline-level"), 1)
        counts = self.counts.setdefault("", [])
        if element.get(f"{_TEXT}is-list-header") == "true" or not 1 <= level <= _MOST_LEVELS:
            return ""
        del counts[level:]
        counts += [0] * (level - len(counts))
        counts[level - 1] += 1
        return self.number("", level, counts)

    def table(self, table: ET.Element) -> None:
        self.sheet.open_table()
        closed = (f"{_TABLE}table", f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}list")
        for row in nested(table, f"{_TABLE}table-row", f"{_TABLE}table-cell", *closed):
            self.sheet.open_row()
            for cell in _cells(row):
                self.sheet.open_cell()
                self.blocks(cell, _Spot())
                self.sheet.close_cell()
        self.sheet.close_table()


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    names = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
    yield from (cell for cell in row if cell.tag in names)


@dataclass(slots=True)
class _BoxedParagraph(OpenParagraph):
    boxes: list[ET.Element] = field(default_factory=list)
