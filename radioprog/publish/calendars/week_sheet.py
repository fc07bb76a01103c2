"""The week on paper: an A4 page in Vietnamese for each week, with a block for signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from radioprog.kernel.findings import Language, Text
from radioprog.publish.calendars.week_grid import WEEKDAYS, GridItem, GridRow, GridWeek, date_label
from radioprog.publish.html import Markup, element, page, together

STYLE = """
@page { size: A4 landscape; margin: 10mm 11mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #111827; background: #eef1f5;
  font: 9pt/1.35 'Be Vietnam Pro','Noto Sans','Segoe UI',Roboto,'DejaVu Sans',Arial,sans-serif; }
main { width: 277mm; margin: 6mm auto; padding: 8mm 9mm; background: #fff; break-after: page;
  box-shadow: 0 1px 6px rgba(15,23,42,.16); }
main:last-child { break-after: auto; }
header { display: flex; justify-content: space-between; align-items: flex-end;
  border-bottom: 2px solid #1f2937; padding-bottom: 3mm; margin-bottom: 3mm; }
.organisation { margin: 0 0 1mm; text-transform: uppercase; letter-spacing: .04em; font-size: 8pt;
  color: #475569; }
h1 { margin: 0; font-size: 15pt; line-height: 1.2; }
.week { margin: 0; text-align: right; font-size: 9.5pt; color: #334155; }
.week strong { display: block; font-size: 11pt; color: #111827; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 1px solid #cbd5e1; padding: 1mm 1.2mm; vertical-align: top; text-align: left; }
thead { display: table-header-group; }
thead th { background: #1f2937; color: #fff; font-size: 8.5pt; font-weight: 600; }
thead th span { font-weight: 400; opacity: .85; }
tr { break-inside: avoid; }
tbody th { width: 13mm; background: #f1f5f9; font-size: 9.5pt; text-align: right;
  font-variant-numeric: tabular-nums; }
col.at { width: 13mm; }
.outside { background: #f8fafc; }
.item { border-left: 1mm solid #2563eb; padding: .3mm 0 .3mm 1.2mm; margin: 0 0 .8mm;
  overflow-wrap: anywhere; }
.item:last-child { margin-bottom: 0; }
.item b { font-weight: 600; }
.item small { display: block; font-size: 7.2pt; color: #475569; }
.repeat { border-color: #93c5fd; }
.relay { border-color: #94a3b8; color: #334155; }
.priority { border-color: #d97706; }
.emergency { border-color: #b91c1c; }
.cancelled { border-color: #b91c1c; color: #6b7280; }
.cancelled b { text-decoration: line-through; font-weight: 400; }
.moved { border-left-style: double; }
.clash { outline: .5mm solid #b91c1c; background: #fef2f2; }
.clash small { color: #b91c1c; font-weight: 700; }
.empty { color: #64748b; padding: 6mm; text-align: center; }
footer { break-inside: avoid; margin-top: 4mm; }
.key { margin: 0; font-size: 7.6pt; color: #475569; }
.day { text-align: right; font-style: italic; margin: 2mm 0 1mm; }
.signers { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center;
  min-height: 24mm; }
.signers em { display: block; font-size: 8pt; color: #475569; }
@media print { body { background: #fff; } main { width: auto; margin: 0; padding: 0 .4mm;
  box-shadow: none; } }
"""
_SIGNERS = (
    Text("Người lập lịch", "Scheduled by"),
    Text("Ban biên tập", "Editorial board"),
    Text("Thủ trưởng đơn vị", "Head of the unit"),
)
_KEY = Text(
    "PL: phát lại. Tiếp sóng: chương trình của đài cấp trên, giờ cố định.",
    "Repeat: the same programme again. Relay: a higher station's programme at its fixed hour.",
)


def week_sheet(weeks: Iterable[GridWeek], *, organisation: str, language: Language) -> str:
    """Write weeks as one HTML document, a page each; no time of day and no outside link in it."""
    body = together("\n", *(_page(week, organisation, language) for week in weeks), "\n")
    title = Text("Lịch phát thanh tuần", "Radio week").to(language)
    return page(title=title, language=language, style=STYLE, body=body)


def _page(week: GridWeek, organisation: str, language: Language) -> Markup:
    sunday = week.monday + dt.timedelta(days=6)
    head = Text("Lịch phát thanh", "Radio schedule").to(language)
    number = Text("Tuần", "Week").to(language) + f" {week.monday.isocalendar().week}"
    whose = element(
        "div",
        element("p", organisation, class_="organisation"),
        element("h1", f"{head}: {week.title}"),
    )
    when = element(
        "p",
        element("strong", number),
        f"{_full(week.monday)} - {_full(sunday)}",
        class_="week",
    )
    parts = (element("header", whose, when), _table(week, language), _footer(language))
    return element("main", "\n", *(together(part, "\n") for part in parts))


def _full(date: dt.date) -> str:
    return f"{date.day}/{date.month}/{date.year}"


def _table(week: GridWeek, language: Language) -> Markup:
    heads = [element("th", Text("Giờ", "Time").to(language), scope="col")]
    for number, name in enumerate(WEEKDAYS):
        date = date_label(week.monday + dt.timedelta(days=number))
        heads.append(element("th", name.to(language), " ", element("span", date), scope="col"))
    rows = [_row(row, week, language) for row in week.rows]
    if not rows:
        none = Text("Không có buổi phát nào trong tuần.", "Nothing on air this week.")
        rows = [element("tr", element("td", none.to(language), colspan="8", class_="empty"))]
    columns = element("colgroup", element("col", class_="at"), *[element("col")] * 7)
    return element(
        "table",
        columns,
        "\n",
        element("thead", element("tr", *heads)),
        "\n",
        element("tbody", *(together(row, "\n") for row in rows)),
    )


def _row(row: GridRow, week: GridWeek, language: Language) -> Markup:
    cells = (
        element("td", *(_item(each, language) for each in items), class_=None if day else "outside")
        for day, items in zip(week.days, row.cells, strict=True)
    )
    return element("tr", element("th", row.at, scope="row"), *cells)


def _item(item: GridItem, language: Language) -> Markup:
    notes = [f"{item.begins}-{item.ends}", *(mark.to(language) for mark in item.marks)]
    if item.stations:
        notes.append(Text(f"{item.stations} đài", f"{item.stations} stations").to(language))
    return element(
        "div",
        element("b", item.title),
        element("small", " · ".join(notes)),
        class_=f"item {item.kind} {item.priority} {item.status}{' clash' * item.clashes}",
    )


def _footer(language: Language) -> Markup:
    note = Text("(ký, ghi rõ họ tên)", "(signature, name)").to(language)
    signers = (
        element("div", element("strong", signer.to(language)), element("em", note))
        for signer in _SIGNERS
    )
    day = Text("Ngày …… tháng …… năm ………", "Date: ………………").to(language)
    return element(
        "footer",
        element("p", _KEY.to(language), class_="key"),
        element("p", day, class_="day"),
        element("div", *signers, class_="signers"),
    )
