"""A review as a page for A4: words, tables, and charts drawn as SVG; it loads nothing."""

from __future__ import annotations

from collections.abc import Iterator

from radioprog.publish.html import Markup, element, page, together
from radioprog.review.paper import (
    ReviewBlock,
    ReviewHeading,
    ReviewPaper,
    ReviewParagraph,
    number_words,
)
from radioprog.review.tables import Cell, ReviewTable

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
@page { size: A4; margin: 18mm 15mm 16mm 20mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #111827; background: #eef1f5;
  font: 12pt/1.45 'Times New Roman','Liberation Serif',Tinos,'Noto Serif','DejaVu Serif',serif; }
main { max-width: 190mm; margin: 6mm auto; padding: 14mm 15mm; background: #fff; }
header { display: grid; grid-template-columns: 1fr 1.3fr; gap: 5mm; text-align: center;
  margin-bottom: 8mm; font-size: 11.5pt; }
header p { margin: 0; text-align: center; }
.organisation, .motto { font-weight: bold; }
.organisation { text-transform: uppercase; text-wrap: balance; }
.motto { white-space: nowrap; }
.motto + .motto { display: inline-block; border-bottom: 1px solid #111827; }
h1 { margin: 0; text-align: center; text-transform: uppercase; font-size: 15pt; }
.subject { margin: 1mm auto 8mm; text-align: center; font-weight: bold; font-size: 13pt;
  max-width: 140mm; text-wrap: balance; }
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid; }
h3 { font-size: 12pt; margin: 5mm 0 1.5mm; break-after: avoid; }
p { margin: 0 0 2mm; text-align: justify; overflow-wrap: anywhere; }
ul { margin: 0 0 2mm; padding-left: 6mm; list-style: '-  '; }
li { margin-bottom: 1mm; overflow-wrap: anywhere; }
.note { font-size: 8.5pt; color: #334155; text-align: left; margin-bottom: .6mm; }
figure { margin: 3mm 0 5mm; }
figcaption { font-style: italic; margin-bottom: 1.2mm; break-after: avoid; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 10.5pt; line-height: 1.3; }
th, td { border: 1px solid #94a3b8; padding: .8mm 1.4mm; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; }
td:first-child, th { overflow-wrap: break-word; }
thead { display: table-header-group; }
thead th { background: #e2e8f0; font-size: 9.5pt; vertical-align: bottom; }
tr { break-inside: avoid; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.n { white-space: normal; }
tr.sum td { font-weight: bold; background: #f8fafc; }
svg { display: block; width: 100%; height: auto; margin: 2mm 0; break-inside: avoid; }
footer { break-inside: avoid; margin-top: 8mm; }
.day { text-align: right; font-style: italic; margin: 2mm 0 3mm; }
.signers { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center;
  min-height: 32mm; }
.signers em { display: block; font-size: 10pt; color: #475569; }
@media (max-width: 600px) { main { margin: 0; padding: 5mm 4mm; }
  header { grid-template-columns: 1fr; gap: 3mm; } }
@media print { body { background: #fff; } main { max-width: none; margin: 0; padding: 0; }
  .wide { overflow: visible; padding-right: .5mm; } }
"""
_COLOURS = ("#94a3b8", "#1d4ed8", "#b45309")
_WIDE, _HIGH = 640, 210
_LEFT, _BELOW, _ABOVE = 44, 24, 26
_MOST_BARS = 24


def review_page(paper: ReviewPaper) -> str:
    """Write a review as a page that needs nothing else."""
    head = element(
        "header",
        element("div", element("p", paper.organisation, class_="organisation")),
        element("div", *(element("p", each, class_="motto") for each in paper.motto)),
    )
    body = element(
        "main",
        head,
        element("h1", paper.title),
        element("p", paper.subject, class_="subject"),
        *_blocks(paper.blocks, paper),
        _foot(paper),
    )
    title = f"{paper.title}: {paper.subject}"
    return page(title=title, language=paper.language, style=_STYLE, body=body, policy=_POLICY)


def _blocks(blocks: tuple[ReviewBlock, ...], paper: ReviewPaper) -> Iterator[Markup]:
    items: list[Markup] = []
    for block in blocks:
        if isinstance(block, ReviewParagraph) and block.kind == "item":
            items.append(element("li", block.text))
            continue
        if items:
            yield element("ul", *items)
            items = []
        if isinstance(block, ReviewHeading):
            yield element("h2" if block.level == 1 else "h3", block.text)
        elif isinstance(block, ReviewParagraph):
            yield element("p", block.text, class_="note" if block.kind == "note" else None)
        else:
            yield _figure(block, paper)
    if items:
        yield element("ul", *items)


def _figure(table: ReviewTable, paper: ReviewPaper) -> Markup:
    chart = _chart(table, paper) if table.charted and 1 < len(table.body) <= _MOST_BARS else None
    return element(
        "figure",
        element("figcaption", table.title),
        chart,
        element("div", _table(table, paper), class_="wide"),
        id=table.key,
    )


def _table(table: ReviewTable, paper: ReviewPaper) -> Markup:
    numbers = [
        any(not isinstance(row[column], str) for row in table.rows)
        for column in range(len(table.heads))
    ]
    heads = [
        element("th", head, scope="col", class_="n" if number else None)
        for head, number in zip(table.heads, numbers, strict=True)
    ]
    rows = []
    for number, row in enumerate(table.rows, 1):
        cells = (
            element("td", shown_cell(cell, paper), class_=None if isinstance(cell, str) else "n")
            for cell in row
        )
        is_sum = table.total and number == len(table.rows)
        rows.append(element("tr", *cells, class_="sum" if is_sum else None))
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))


def shown_cell(cell: Cell, paper: ReviewPaper) -> str:
    """Return a cell as people read it."""
    return cell if isinstance(cell, str) else number_words(cell).to(paper.language)


# --- charts ---


def _chart(table: ReviewTable, paper: ReviewPaper) -> Markup:
    """Draw the charted columns as groups of bars over the words of the first column."""
    rows = table.body
    top = max((_value(row[column]) for row in rows for column in table.charted), default=0) or 1
    step = (_WIDE - _LEFT) / len(rows)
    bars: list[Markup] = list(_grid(top, paper))
    for number, row in enumerate(rows):
        bars.extend(_group(table, row, _LEFT + number * step, step, top, paper))
    names = ", ".join(table.heads[column] for column in table.charted)
    return element(
        "svg",
        *_legend(table),
        *bars,
        viewBox=f"0 0 {_WIDE} {_HIGH}",
        role="img",
        aria_label=f"{table.title}: {names}",
        font_family="inherit",
        font_size="10",
        fill="#334155",
    )


def _value(cell: Cell) -> float:
    return 0 if isinstance(cell, str) else cell


def _grid(top: float, paper: ReviewPaper) -> Iterator[Markup]:
    for share in (0, 0.5, 1):
        y = _number(_HIGH - _BELOW - share * (_HIGH - _BELOW - _ABOVE))
        yield element("line", x1=f"{_LEFT}", x2=f"{_WIDE}", y1=y, y2=y, stroke="#cbd5e1")
        text = number_words(round(top * share, 1)).to(paper.language)
        yield element("text", text, x=f"{_LEFT - 5}", y=y, text_anchor="end", dy="3")


def _legend(table: ReviewTable) -> Iterator[Markup]:
    for number, column in enumerate(table.charted):
        x = _LEFT + 150 * number
        colour = _COLOURS[number % len(_COLOURS)]
        yield element("rect", x=f"{x}", y="3", width="10", height="10", fill=colour)
        yield element("text", table.heads[column], x=f"{x + 15}", y="12")


def _group(
    table: ReviewTable,
    row: tuple[Cell, ...],
    left: float,
    step: float,
    top: float,
    paper: ReviewPaper,
) -> Iterator[Markup]:
    wide = min(34.0, step * 0.8 / len(table.charted))
    begin = left + (step - wide * len(table.charted)) / 2
    room = _HIGH - _BELOW - _ABOVE
    for number, column in enumerate(table.charted):
        value = _value(row[column])
        high = room * value / top
        x, y = begin + number * wide, _HIGH - _BELOW - high
        colour = _COLOURS[number % len(_COLOURS)]
        note = f"{row[0]}, {table.heads[column]}: {number_words(value).to(paper.language)}"
        bar = element("title", note)
        sizes = {"width": _number(max(0.5, wide - 1)), "height": _number(high)}
        yield element("rect", bar, x=_number(x), y=_number(y), fill=colour, **sizes)
    most = max(3, int(step / 5.2))
    word = str(row[0])
    shown = word if len(word) <= most else f"{word[: most - 1]}…"
    middle = _number(left + step / 2)
    yield element("text", shown, x=middle, y=f"{_HIGH - 8}", text_anchor="middle")


def _number(value: float) -> str:
    return f"{value:.1f}"


def _foot(paper: ReviewPaper) -> Markup:
    blocks = (
        element("div", element("strong", signer), element("em", paper.signing))
        for signer in paper.signers
    )
    day = element("p", paper.day, class_="day")
    return together(element("footer", day, element("div", *blocks, class_="signers")))
