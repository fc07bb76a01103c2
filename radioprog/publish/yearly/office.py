"""A review for the office: a workbook with numbers and charts, a document to go on writing in."""

from __future__ import annotations

from collections.abc import Iterator

from radioprog.kernel.docx import DocBlock, DocParagraph, DocTable, TextRun, docx_bytes
from radioprog.kernel.findings import Text
from radioprog.kernel.workbook import NumberTable, SheetTable, write_workbook
from radioprog.publish.yearly.page import shown_cell
from radioprog.review.paper import ReviewHeading, ReviewPaper, ReviewParagraph
from radioprog.review.tables import ReviewTable

_ROOM = 174.0
"""How wide the text of a page is, in millimetres."""
_WORDS_WIDTH, _NUMBER_WIDTH = 34, 14
_LONGEST_NAME = 31


def review_workbook(paper: ReviewPaper) -> bytes:
    """Write a review as a workbook: its words first, then a sheet a table, charts beside them."""
    words = [[paper.organisation], [f"{paper.title}: {paper.subject}"]]
    words += [[each.text] for each in paper.blocks if not isinstance(each, ReviewTable)]
    words += [
        [""],
        [paper.day],
        ["   ·   ".join(f"{each} {paper.signing}" for each in paper.signers)],
    ]
    first = SheetTable(paper.title, words, (110,), 1)
    tables = [each for each in paper.blocks if isinstance(each, ReviewTable)]
    return write_workbook([first, *(_sheet(each) for each in tables)])


def _sheet(table: ReviewTable) -> NumberTable:
    texts = [
        all(isinstance(row[column], str) for row in table.rows)
        for column in range(len(table.heads))
    ]
    widths = [_WORDS_WIDTH if text else _NUMBER_WIDTH for text in texts]
    rows = [table.heads, *table.rows]
    name = table.title
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition(" ")[0]
    sums = 1 if table.total else 0
    return NumberTable(name, rows, widths, table.charted, sums, table.title)


def review_document(paper: ReviewPaper) -> bytes:
    """Write a review as a Word document: the head, the words, the tables, who signs."""
    blocks = [*_head(paper), *_body(paper), *_foot(paper)]
    page = Text("Trang", "Page").to(paper.language), Text("trên", "of").to(paper.language)
    return docx_bytes(blocks, title=paper.subject, language=paper.language, page=page, size=13)


def _line(text: str, *, bold: bool = False, italic: bool = False, **form: float) -> DocParagraph:
    runs = (TextRun(text, bold=bold, italic=italic),)
    return DocParagraph(
        runs, centred=True, after=form.get("after", 2), before=form.get("before", 0)
    )


def _head(paper: ReviewPaper) -> Iterator[DocBlock]:
    left = _line(paper.organisation.upper(), bold=True)
    if paper.motto:
        right = DocParagraph((TextRun("\n".join(paper.motto), bold=True),), centred=True)
        yield DocTable(((left, right),), (_ROOM * 0.44, _ROOM * 0.56), plain=True)
    else:
        yield left
    yield _line(paper.title.upper(), bold=True, before=16)
    yield _line(paper.subject, bold=True, after=14)


def _body(paper: ReviewPaper) -> Iterator[DocBlock]:
    for block in paper.blocks:
        if isinstance(block, ReviewHeading):
            yield DocParagraph((TextRun(block.text),), level=1 + block.level, before=10)
        elif isinstance(block, ReviewParagraph):
            mark = "- " if block.kind == "item" else ""
            size = 9 if block.kind == "note" else None
            yield DocParagraph((TextRun(mark + block.text, size=size),), lines=1.1)
        else:
            yield DocParagraph(
                (TextRun(block.title, italic=True),), before=6, with_next=True, after=2
            )
            yield _table(block, paper)
            yield DocParagraph((TextRun(""),), after=2)


def _table(table: ReviewTable, paper: ReviewPaper) -> DocTable:
    def cell(text: str, *, bold: bool = False) -> DocParagraph:
        return DocParagraph((TextRun(text, bold=bold, size=10.5),), after=1)

    rows = [tuple(cell(head, bold=True) for head in table.heads)]
    for number, row in enumerate(table.rows, 1):
        bold = table.total and number == len(table.rows)
        rows.append(tuple(cell(shown_cell(each, paper), bold=bold) for each in row))
    columns = len(table.heads)
    first = _ROOM * (0.5 if columns < 4 else 0.28 if columns < 8 else 0.16)
    other = (_ROOM - first) / max(1, columns - 1)
    return DocTable(tuple(rows), (first, *[other] * (columns - 1)))


def _foot(paper: ReviewPaper) -> Iterator[DocBlock]:
    yield _line(paper.day, italic=True, before=14)
    signers = tuple(
        DocParagraph(
            (TextRun(each, bold=True), TextRun(f"\n{paper.signing}", italic=True)), centred=True
        )
        for each in paper.signers
    )
    yield DocTable((signers,), (_ROOM / 3,) * 3, plain=True)
