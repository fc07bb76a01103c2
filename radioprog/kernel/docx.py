"""Word documents (DOCX) as plain values become bytes: paragraphs, tables, a foot with page numbers.

The one writer of WordprocessingML. Every text is cleaned for XML; there is no clock, no author and
no macro in it: the same blocks give the same bytes. Sizes are in points, widths in millimetres.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from radioprog.kernel.text import clean_text

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAGE_WIDE, _PAGE_HIGH, _MARGIN = 210.0, 297.0, 18.0
_TWIPS_A_MM = 1440 / 25.4
FONT = "Times New Roman"
"""Every office machine has it, with all Vietnamese letters."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text of one look; ``size`` in points, ``colour`` as six hexadecimal digits."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: float | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class DocParagraph:
    """A paragraph: its runs, and how it stands; ``level`` 1 to 3 makes it a heading.

    ``before`` and ``after`` are in points, ``lines`` is the line spacing; ``right`` is set at the
    right margin of the same line.
    """

    runs: tuple[TextRun, ...]
    level: int = 0
    before: float = 0.0
    after: float = 4.0
    lines: float = 1.0
    right: str = ""
    centred: bool = False
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class DocTable:
    """A table: its rows of cells, the widths of its columns in millimetres; the first is a head.

    A ``plain`` one has neither lines nor a head: it only sets blocks side by side.
    """

    rows: tuple[tuple[DocParagraph, ...], ...]
    widths: tuple[float, ...]
    plain: bool = False


DocBlock = DocParagraph | DocTable


def docx_bytes(
    blocks: Iterable[DocBlock],
    *,
    title: str,
    language: str,
    page: tuple[str, str],
    size: float = 12.0,
    landscape: bool = False,
) -> bytes:
    """Write a document.

    Args:
        blocks: what stands in it.
        title: stands at the top of each page and in the file's properties.
        language: of its text; ``page``: the words around its number, ("Trang", "trên").
        size: of ordinary text, in points.
        landscape: whether pages lie on their side.

    >>> hello = [DocParagraph((TextRun("Chào"),))]
    >>> made = [docx_bytes(hello, title="T", language="vi", page=("", "")) for _ in range(2)]
    >>> made[0][:2], made[0] == made[1]
    (b'PK', True)
    """
    wide, high = (_PAGE_HIGH, _PAGE_WIDE) if landscape else (_PAGE_WIDE, _PAGE_HIGH)
    room = wide - 2 * _MARGIN
    body = "".join(_block(each, room) for each in blocks)
    form = f'<w:footerReference w:type="default" r:id="rId2"/>{_page_form(wide, high, landscape)}'
    parts = {
        "word/document.xml": _root(
            "document", f"<w:body>{body}<w:sectPr>{form}</w:sectPr></w:body>"
        ),
        "word/styles.xml": _root("styles", _styles(size, language)),
        "word/footer1.xml": _root("ftr", _foot(title, page, room)),
        "docProps/core.xml": _properties(title, language),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_package(), **parts}.items():
            archive.writestr(_entry(name), _HEAD + text)
    return made.getvalue()


def _package() -> dict[str, str]:
    """Return the parts that say what the others are; the same in every document."""
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/footer", "footer1.xml")
        ),
    }


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.external_attr, entry.create_system = (
        zipfile.ZIP_DEFLATED,
        0o644 << 16,
        3,
    )
    return entry


def _root(name: str, inner: str) -> str:
    return f'<w:{name} xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}">{inner}</w:{name}>'


def _types() -> str:
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{listed}</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _properties(title: str, language: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(title)}</dc:title><dc:language>{_text(language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", clean_text(text)))


def _styles(size: float, language: str) -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
    code = quoteattr(f"{language}-VN" if language == "vi" else language)
    usual = f"{fonts}{_size(size)}<w:lang w:val={code}/>"
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr><w:b/>{_size(size + 6 - 2 * level)}</w:rPr></w:style>"
        for level in (1, 2, 3)
    )
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{usual}</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"</w:style>{heads}"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_A_MM)


def _page_form(wide: float, high: float, landscape: bool) -> str:
    lying = ' w:orient="landscape"' if landscape else ""
    edge = _twips(_MARGIN)
    edges = "".join(f' w:{side}="{edge}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:pgSz w:w="{_twips(wide)}" w:h="{_twips(high)}"{lying}/>'
        f'<w:pgMar{edges} w:header="567" w:footer="567" w:gutter="0"/>'
    )


def _block(block: DocBlock, room: float) -> str:
    return _paragraph(block, room) if isinstance(block, DocParagraph) else _table(block)


def _paragraph(paragraph: DocParagraph, room: float) -> str:
    spacing = (
        f'<w:spacing w:before="{round(paragraph.before * 20)}" '
        f'w:after="{round(paragraph.after * 20)}" w:line="{round(paragraph.lines * 240)}" '
        'w:lineRule="auto"/>'
    )
    form = "".join(
        (
            f'<w:pStyle w:val="Heading{paragraph.level}"/>' if paragraph.level else "",
            "<w:keepNext/>" if paragraph.with_next else "",
            f'<w:tabs><w:tab w:val="right" w:pos="{_twips(room)}"/></w:tabs>'
            if paragraph.right
            else "",
            spacing,
            '<w:jc w:val="center"/>' if paragraph.centred else "",
        )
    )
    runs = "".join(map(_run, paragraph.runs))
    if paragraph.right:
        runs += f"<w:r><w:tab/></w:r>{_run(TextRun(paragraph.right, size=11, colour='475569'))}"
    return f"<w:p><w:pPr>{form}</w:pPr>{runs}</w:p>"


def _run(run: TextRun) -> str:
    form = "".join(
        (
            "<w:b/>" if run.bold else "",
            "<w:i/>" if run.italic else "",
            f'<w:color w:val="{run.colour}"/>' if run.colour else "",
            _size(run.size) if run.size else "",
            '<w:u w:val="single"/>' if run.underlined else "",
        )
    )
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in run.text.split("\n")
    )
    return f"<w:r><w:rPr>{form}</w:rPr>{lines}</w:r>"


def _table(table: DocTable) -> str:
    widths = [_twips(width) for width in table.widths]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="94A3B8"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row(row, widths, head=not number and not table.plain)
        for number, row in enumerate(table.rows)
    )
    borders = "" if table.plain else f"<w:tblBorders>{lines}</w:tblBorders>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{borders}<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(row: Sequence[DocParagraph], widths: Sequence[int], *, head: bool) -> str:
    form = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E2E8F0"/>' if head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{_paragraph(cell, 0.0)}</w:tc>"
        for cell, width in zip(row, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{form}</w:trPr>{cells}</w:tr>"


def _foot(title: str, page: tuple[str, str], room: float) -> str:
    def field(code: str) -> str:
        return f'<w:fldSimple w:instr="{code}">{_run(TextRun("1", size=9))}</w:fldSimple>'

    first, between = (_run(TextRun(f" {word} ", size=9)) for word in page)
    return (
        f'<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="{_twips(room)}"/></w:tabs></w:pPr>'
        f"{_run(TextRun(title, size=9, colour='475569'))}<w:r><w:tab/></w:r>{first}{field('PAGE')}"
        f"{between}{field('NUMPAGES')}</w:p>"
    )
