"""A Word document (.docx) as lines of text, one a paragraph, so that line numbers are paragraphs.

What is read: every kept run, inserted text among it, content controls, text boxes after their
paragraph, tables row by row, the numbers of lists. What is not spoken (deletions, hidden text,
notes, comments, heads and feet, pictures) is told with its words. The file is a stranger's: sizes,
ratio and depth are bounded, a document type is refused, and nothing outside it is fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.script.draft import findings as say
from radioprog.script.draft.announcers import is_announcers
from radioprog.script.draft.encodings import legacy_text
from radioprog.script.speakers import is_trade_label

LARGEST_WORD = 64 << 20
"""Bytes of a Word file on disk that are read at most; pictures make them large."""

_LARGEST_PART, _MOST_PARTS, _RATIO, _DEEPEST = 24 << 20, 4000, 300, 220
_SMALL = 1 << 20  # a part of fewer bytes may be packed as tightly as it likes
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DELETED, _HIDDEN = Text("phần đã xoá", "deleted text"), Text("chữ ẩn", "hidden text")
_PICTURE = Text("hình", "a picture")
_EQUATION = Text("công thức", "an equation")
_SYMBOL = Text("ký hiệu", "a symbol")
_COLUMN = Text("cột số hoặc tên cột", "a column of numbers or the names of columns")
_PARTS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"word/header\d*\.xml"), Text("đầu trang", "the page's head")),
    (re.compile(r"word/footer\d*\.xml"), Text("chân trang", "the page's foot")),
    (re.compile(r"word/footnotes\.xml"), Text("chú thích cuối trang", "a footnote")),
    (re.compile(r"word/endnotes\.xml"), Text("chú thích cuối bài", "an endnote")),
    (re.compile(r"word/comments\.xml"), Text("nhận xét", "a comment")),
    (re.compile(r"word/diagrams/data\d*\.xml"), Text("sơ đồ", "a diagram")),
    (re.compile(r"word/charts/chart\d*\.xml"), Text("biểu đồ", "a chart")),
)
_HEADS = re.compile(
    r"(stt|tt|số|người đọc|giọng|nhân vật|phát thanh viên|mc|speaker|voice|hình ảnh|hình)\W*",
    re.IGNORECASE,
)


class _Refused(Exception):
    """The file is not read; the reason is for people."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


_DAMAGED = Text("tệp hỏng hoặc thiếu phần chính", "it is damaged, or its main part is missing")


@dataclass(frozen=True, slots=True)
class WordText:
    """The lines of a document, what was told, and all that must be in the script or in a finding.

    ``kept`` are the paragraphs as read, each with its line.
    """

    text: str
    findings: tuple[Finding, ...]
    kept: tuple[tuple[int, str], ...]


def is_word(data: bytes) -> bool:
    """Tell whether these are the bytes of a zipped Word document, whatever its name."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data[: 1 << 16] + data[-(1 << 16) :]


def read_word(data: bytes, *, shown: str) -> tuple[WordText | None, tuple[Finding, ...]]:
    """Read a Word document; ``None`` and a finding where it is damaged, a bomb or holds macros."""
    try:
        parts = _Parts.of(data)
        reader = _Reader(_styles(parts), _formats(parts))
        reader.body(parts.tree(parts.main))
        lines = reader.lines
        for name, what in parts.beside():
            for words in _paragraphs(parts.tree(name)):
                reader.tell(what, words, None)
    except _Refused as refused:
        return None, (say.WORD_REFUSED(Place(shown), reason=refused.reason),)
    if is_announcers("\n".join(lines)):
        lines = [f"({line})" if at in reader.italic else line for at, line in enumerate(lines, 1)]
    findings = [
        say.NOT_IN_SCRIPT(Place(shown, line, 1 if line else None), what=what, words=words)
        for (what, words, line) in dict.fromkeys(reader.told)
    ]
    if reader.legacy:
        findings.append(say.OLD_FONTS(Place(shown), fonts=tuple(sorted(reader.legacy))))
    if reader.inserted:
        findings.append(say.TRACKED(Place(shown), count=reader.inserted))
    kept = tuple((at, line) for at, line in enumerate(lines, 1) if line)
    return WordText("\n".join(lines) + "\n", tuple(findings), kept), tuple(findings)


# --- the package ---


class _Guard(ET.TreeBuilder):
    """Builds a tree of bounded depth, without a document type and so without entities."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise _Refused(Text("tệp khai báo DTD", "it declares a document type"))

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Refused(Text("lồng nhau quá sâu", "it is nested too deeply"))
        return super().start(tag.replace(_STRICT, _W), attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag.replace(_STRICT, _W))


@dataclass(frozen=True, slots=True)
class _Parts:
    archive: zipfile.ZipFile
    names: frozenset[str]
    main: str

    @classmethod
    def of(cls, data: bytes) -> _Parts:
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:  # odd
            raise _Refused(_DAMAGED) from error
        infos = archive.infolist()
        if len(infos) > _MOST_PARTS:
            raise _Refused(Text("có quá nhiều phần", "it has too many parts"))
        names = frozenset(info.filename for info in infos)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise _Refused(Text("tệp có macro (.docm)", "it holds macros (.docm)"))
        mains = [name for name in sorted(names) if re.fullmatch(r"word/document\d*\.xml", name)]
        if not mains:
            raise _Refused(_DAMAGED)
        return cls(archive, names, mains[0])

    def tree(self, name: str) -> ET.Element:
        info = self.archive.getinfo(name)
        large = max(info.file_size, 1) > _LARGEST_PART
        if large or (info.file_size > _SMALL and info.file_size > _RATIO * info.compress_size):
            raise _Refused(Text("bung ra quá lớn", "it unpacks to too much"))
        try:
            with self.archive.open(info) as stream:
                data = stream.read(_LARGEST_PART + 1)
            parser = ET.XMLParser(target=_Guard())
            parser.feed(data)
            root: ET.Element = parser.close()
        except RuntimeError as error:
            raise _Refused(Text("tệp đặt mật khẩu", "it has a password")) from error
        except (zipfile.BadZipFile, zlib.error, ET.ParseError, EOFError, ValueError) as error:
            raise _Refused(_DAMAGED) from error
        except (OSError, LookupError, NotImplementedError) as error:  # the last: odd packing
            raise _Refused(_DAMAGED) from error
        return root

    def beside(self) -> Iterator[tuple[str, Text]]:
        """Give the parts whose words are told and not spoken, in their order."""
        for pattern, what in _PARTS:
            for name in sorted(filter(pattern.fullmatch, self.names)):
                yield name, what


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


def _styles(parts: _Parts) -> dict[str, str]:
    """Return the font of each style, inherited; ``""`` is that of the document."""
    if "word/styles.xml" not in parts.names:
        return {}
    root = parts.tree("word/styles.xml")
    based, fonts = {}, {"": _font(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))}
    for style in root.iter(f"{_W}style"):
        name = _value(style, "styleId")
        based[name] = _value(style.find(f"{_W}basedOn"))
        fonts[name] = _font(style.find(f"{_W}rPr"))
        if _value(style, "default") in ("1", "true") and _value(style, "type") == "paragraph":
            fonts[""] = fonts[name] or fonts[""]
    resolved = {}
    for name in fonts:
        at, seen = name, {name}
        while not fonts.get(at) and based.get(at) and based[at] not in seen:
            at = based[at]
            seen.add(at)
        resolved[name] = fonts.get(at) or fonts[""]
    return resolved


_Levels = dict[str, dict[str, tuple[str, str, int]]]


def _formats(parts: _Parts) -> _Levels:
    """Return, for each list, its levels: kind of number, pattern, first number."""
    if "word/numbering.xml" not in parts.names:
        return {}
    root = parts.tree("word/numbering.xml")
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


def _number(count: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 40:
        tens, ones = divmod(count, 10)
        units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        roman = "x" * tens + units[ones]
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


# --- the text ---


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: stretches of text, each with its old font if it has one."""

    style: str
    runs: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    upright: bool = False

    def add(self, text: str, font: str) -> None:
        if self.runs and self.runs[-1][0] == font:
            self.runs[-1] = (font, self.runs[-1][1] + text)
        else:
            self.runs.append((font, text))

    @property
    def text(self) -> str:
        return "".join(legacy_text(text, font) for font, text in self.runs)


@dataclass(slots=True)
class _Reader:
    fonts: Mapping[str, str]
    formats: _Levels
    lines: list[str] = field(default_factory=list)
    told: list[tuple[Text, str, int | None]] = field(default_factory=list)
    legacy: set[str] = field(default_factory=set)
    italic: set[int] = field(default_factory=set)
    inserted: int = 0
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def tell(self, what: Text, words: str, line: int | None) -> None:
        self.told.append((what, words, line))

    @property
    def here(self) -> int:
        return len(self.lines) + 1

    def body(self, parent: ET.Element) -> None:
        """Read paragraphs and tables, wherever controls and changes have wrapped them."""
        for child in parent:
            if child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag in (f"{_W}del", f"{_W}moveFrom"):
                self.dropped(child, _DELETED)
            elif child.tag == f"{_CHOICES}AlternateContent":
                self.body(_choice(child))
            elif child.tag != f"{_W}sdtPr":
                self.body(child)

    def paragraph(self, element: ET.Element) -> None:
        properties = element.find(f"{_W}pPr")
        style = "" if properties is None else _value(properties.find(f"{_W}pStyle"))
        read = _Paragraph(style)
        self.inline(element, read)
        text = read.text.strip("\n")
        number = self.numbered(properties) if text.strip() else ""
        if text.strip() and not read.upright and len(text.split()) <= 20 and text[0] not in "([":
            self.italic.add(self.here)
        self.lines.append(f"{number} {text}" if number else text)
        for box in read.boxes:
            self.body(box)

    def numbered(self, properties: ET.Element | None) -> str:
        found = None if properties is None else properties.find(f"{_W}numPr")
        if found is None:
            return ""
        which, level = _value(found.find(f"{_W}numId")), _value(found.find(f"{_W}ilvl")) or "0"
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
            pattern = pattern.replace(f"%{at + 1}", _number(count, form))
        return pattern

    def inline(self, parent: ET.Element, read: _Paragraph) -> None:
        for child in parent:
            name = child.tag.removeprefix(_W)
            if name in ("del", "moveFrom"):
                self.dropped(child, _DELETED)
            elif name == "r":
                self.run(child, read)
            elif child.tag == f"{_CHOICES}AlternateContent":
                self.inline(_choice(child), read)
            elif child.tag == f"{_MATH}oMath":
                words = "".join(each.text or "" for each in child.iter(f"{_MATH}t"))
                self.tell(_EQUATION, words, self.here)
            elif name == "txbxContent":
                read.boxes.append(child)
            elif name not in ("pPr", "sdtPr"):
                self.inserted += name in ("ins", "moveTo")
                self.inline(child, read)

    def run(self, run: ET.Element, read: _Paragraph) -> None:
        properties = run.find(f"{_W}rPr")
        off = ("0", "false", "off")
        marks = {e.tag.removeprefix(_W) for e in properties or () if _value(e) not in off}
        if "vanish" in marks:
            self.dropped(run, _HIDDEN)
            return
        style = "" if properties is None else _value(properties.find(f"{_W}rStyle"))
        inherited = self.fonts.get(style) if style else None
        font = _font(properties) or inherited or self.fonts.get(read.style) or self.fonts.get("")
        old = font if font and font.lower().startswith((".vn", "vni")) else ""
        for child in run:
            self.piece(child, read, old)
            if child.tag == f"{_W}t" and (child.text or "").strip():
                read.upright |= "i" not in marks
                self.legacy |= {old} if old else set()

    def piece(self, piece: ET.Element, read: _Paragraph, font: str) -> None:
        name = piece.tag.removeprefix(_W)
        if name == "fldChar":
            kind = _value(piece, "fldCharType")
            if kind == "begin":
                read.fields.append(True)
            elif read.fields and kind == "separate":
                read.fields[-1] = False
            elif read.fields and kind == "end":
                read.fields.pop()
        elif name == "t":
            read.add((piece.text or "").replace("\n", " "), font)
        elif name in ("tab", "ptab", "br", "cr", "noBreakHyphen"):
            line = name == "cr" or (name == "br" and not _value(piece, "type"))
            read.add("\x0b" if line else "-" if name == "noBreakHyphen" else " ", font)
        elif name == "sym":
            self.tell(_SYMBOL, f"{_value(piece, 'font')} {_value(piece, 'char')}", self.here)
        elif piece.tag == f"{_CHOICES}AlternateContent":
            for each in _choice(piece):
                self.piece(each, read, font)
        elif name in ("drawing", "pict", "object"):
            self.drawing(piece, read)

    def drawing(self, piece: ET.Element, read: _Paragraph) -> None:
        boxes = list(_boxes(piece))
        read.boxes += boxes
        inside = {id(each) for box in boxes for each in box.iter()}
        for each in piece.iter():
            words = each.get("descr") or each.get("title") or ""
            if each.tag.endswith("}docPr") and (words or not boxes):
                self.tell(_PICTURE, words or each.get("name", ""), self.here)
            elif each.tag == f"{_DRAWN}t" and id(each) not in inside and each.text:
                read.add(f" {each.text}", "")

    def dropped(self, element: ET.Element, what: Text) -> None:
        names = (f"{_W}t", f"{_W}delText")
        words = "".join(each.text or "" for each in element.iter() if each.tag in names)
        if words.strip():
            self.tell(what, words.strip(), self.here)

    # --- tables ---

    def table(self, table: ET.Element) -> None:
        """Read a table: speaker and words become labelled lines, one column plain lines."""
        rows = [
            [self.cell(cell) for cell in _children(row, "tc")] for row in _children(table, "tr")
        ]
        rows = [self.without_numbers(row) for row in rows]
        pairs = [row for row in rows if len(row) == 2]
        names = [row[0] for row in pairs if row[0]]
        labels = sum(len(name) == 1 and is_trade_label(name[0].strip(" :")) for name in names)
        speakers = labels >= 1 and 2 * labels >= len(names) and 2 * len(pairs) >= len(rows)
        for row in rows:
            if len(row) == 1:
                self.lines += row[0]
            elif len(row) == 2 and speakers:
                self.spoken(row)
            elif any(row):
                self.lines.append("\t".join(" ".join(cell) for cell in row))
        self.lines.append("")

    def cell(self, cell: ET.Element) -> list[str]:
        """Read a cell beside the lines; a table in it gives its lines there."""
        lines, italic = self.lines, set(self.italic)
        self.lines = []
        self.body(cell)
        read, self.lines, self.italic = [line for line in self.lines if line], lines, italic
        return read

    def without_numbers(self, row: list[list[str]]) -> list[list[str]]:
        if len(row) > 2 and re.fullmatch(r"(?:\d{1,3}\W*|stt|tt)?", " ".join(row[0]), re.I):
            if row[0]:
                self.tell(_COLUMN, " ".join(row[0]), self.here)
            return row[1:]
        return row

    def spoken(self, row: list[list[str]]) -> None:
        label, words = " ".join(row[0]).strip().rstrip(":"), row[1]
        if label and _HEADS.fullmatch(label) and len(" ".join(words).split()) <= 4:
            self.tell(_COLUMN, f"{label}: {' '.join(words)}", self.here)
        elif label and words:
            self.lines += [f"{label}: {words[0]}", *words[1:]]
        else:
            self.lines += [label, *words] if label else words


def _children(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """Give rows or cells, wherever controls and changes have wrapped them; no nested table's."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in (f"{_W}tbl", f"{_W}p", f"{_W}tc"):
            yield from _children(child, name)


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
