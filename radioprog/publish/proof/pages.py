"""Sheet, list of approvals and proof on paper: A4 pages with a block for signatures.

They are in the workspace's language, and no clock stands in them: the day is written by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from radioprog.aired.matching.match import GRADES
from radioprog.kernel.findings import Language, Text
from radioprog.publish.html import Markup, element, page, together
from radioprog.publish.proof.tables import (
    Proof,
    proof_rows,
    proof_totals,
)
from radioprog.schedule.days.civil import ZoneClock

_STYLE = """
@page { size: A4 %(way)s; margin: 12mm 11mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; color: #111827; background: #eef1f5;
  font: 9.5pt/1.35 'Be Vietnam Pro','Noto Sans','Segoe UI',Roboto,'DejaVu Sans',Arial,sans-serif; }
main { max-width: %(wide)s; margin: 6mm auto; padding: 8mm 9mm; background: #fff; }
header { border-bottom: 2px solid #1f2937; padding-bottom: 3mm; margin-bottom: 3mm; }
.organisation { margin: 0 0 1mm; text-transform: uppercase; letter-spacing: .04em; font-size: 8pt;
  color: #475569; }
h1 { margin: 0; font-size: 15pt; line-height: 1.25; text-wrap: balance; }
h2 { font-size: 10.5pt; margin: 5mm 0 1.5mm; }
.when { margin: 1mm 0 0; color: #334155; }
.how { margin: 0 0 3mm; font-size: 8.5pt; color: #334155; }
.wide { overflow-x: auto; }
table { width: 100%%; border-collapse: collapse; }
th, td { border: 1px solid #94a3b8; padding: 1mm 1.3mm; vertical-align: top; text-align: left;
  overflow-wrap: break-word; }
thead { display: table-header-group; }
thead th { background: #e2e8f0; font-size: 8.5pt; }
tr { break-inside: avoid; }
td.n { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.id { overflow-wrap: anywhere; font: 7.2pt/1.3 'DejaVu Sans Mono',Consolas,monospace; }
tr.fill td { height: 8.5mm; }
tr.missing td, tr.other-content td { background: #fef2f2; }
tr.pre-empted td, tr.extra td { background: #f8fafc; }
table.totals { width: auto; min-width: 60%%; }
.totals td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
.rests { font-size: 7.5pt; color: #334155; }
.rests code { font: 7pt/1.3 'DejaVu Sans Mono',Consolas,monospace; overflow-wrap: anywhere; }
footer { break-inside: avoid; margin-top: 5mm; }
.day { text-align: right; font-style: italic; margin: 2mm 0 1mm; }
.signers { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center;
  min-height: 28mm; }
.signers em { display: block; font-size: 8pt; color: #475569; }
@media print { body { background: #fff; } main { max-width: none; margin: 0; padding: 0 .4mm; }
  .wide { overflow: visible; } }
"""
_PROOF_SIGNERS = (
    Text("Người lập biểu", "Made by"),
    Text("Người kiểm tra", "Checked by"),
    Text("Thủ trưởng đơn vị", "Head of the unit"),
)
_LIST_SIGNERS = (
    Text("Người trình", "Submitted by"),
    Text("Người biên tập", "Editor"),
    Text("Người duyệt", "Approved by"),
)
_SHEET_SIGNERS = (
    Text("Người phát", "On duty"),
    Text("Trưởng đài", "Head of the station"),
    Text("UBND xã", "People's Committee"),
)
_HOW = Text(
    "Đã phát: ghi x hoặc không. Bắt đầu: giờ thật trên đồng hồ, như 17:31. Dài: phút:giây. "
    "Không phát thì ghi lý do. Giữ nguyên cột mã.",
    "Played: x or no. Started: the clock's time, as in 17:31. Length: minutes:seconds. If it was "
    "not played, say why. Leave the ids as they are.",
)
_WIDTHS = ("15%", "7%", "5%", "21%", "15%", "5%", "6%", "7%", "11%", "8%")


def sheet_page(
    rows: Sequence[Sequence[str]],
    *,
    station: str,
    days: tuple[dt.date, dt.date],
    organisation: str,
    language: Language,
) -> str:
    """Write the form as a page to print and to fill in by hand."""
    title = Text("Nhật ký phát sóng", "Log of what was aired").to(language)
    kept = [index for index in range(len(rows[0])) if index != 5]  # nobody writes a hash by hand
    heads = [element("th", rows[0][index].capitalize(), scope="col") for index in kept]
    body = [
        element(
            "tr",
            *(
                element("td", _shown(index, row[index]), class_=_SHEET_CLASSES.get(index))
                for index in kept
            ),
            class_="fill",
        )
        for row in rows[1:]
    ]
    columns = element("colgroup", *(element("col", style=f"width:{wide}") for wide in _WIDTHS))
    table = element(
        "table", columns, element("thead", element("tr", *heads)), element("tbody", *body)
    )
    when = " - ".join(f"{day.day}/{day.month}/{day.year}" for day in dict.fromkeys(days))
    parts = (
        _head(f"{title}: {station}", when, organisation),
        element("p", _HOW.to(language), class_="how"),
        element("div", table, class_="wide"),
        _signatures(_SHEET_SIGNERS, language),
    )
    style = _STYLE % {"way": "landscape", "wide": "277mm"}
    return page(title=title, language=language, style=style, body=element("main", *parts))


def _shown(index: int, cell: str) -> str:
    """Return a cell as people in Vietnam read it: the date with its day first."""
    return "/".join(reversed(cell.split("-"))) if index == _DATE else cell


_DATE = 1
_SHEET_CLASSES = {0: "id", 1: "n", 2: "n"}


def approvals_page(rows: Sequence[Sequence[str]], *, organisation: str, language: Language) -> str:
    """Write the list of what is approved and what waits; the first row are its heads."""
    title = Text("Danh sách duyệt", "List of approvals").to(language)
    heads = [element("th", cell, scope="col") for cell in rows[0]]
    body = [
        element(
            "tr",
            *(
                element("td", cell, class_="id" if index == _FINGERPRINT else None)
                for index, cell in enumerate(row)
            ),
        )
        for row in rows[1:]
    ]
    columns = (element("col", style=f"width:{wide}") for wide in _LIST_WIDTHS)
    table = element(
        "table",
        element("colgroup", *columns),
        element("thead", element("tr", *heads)),
        element("tbody", *body),
    )
    parts = (
        _head(title, _LIST_HOW.to(language), organisation),
        element("div", table, class_="wide"),
        _signatures(_LIST_SIGNERS, language),
    )
    style = _STYLE % {"way": "portrait", "wide": "190mm"}
    return page(title=title, language=language, style=style, body=element("main", *parts))


_FINGERPRINT = 1
_LIST_WIDTHS = ("20%", "20%", "13%", "27%", "20%")
_LIST_HOW = Text(
    "Mã là của đúng bản đã trình, duyệt: so với mã in ở chân tờ kịch bản.",
    "The fingerprint is of the very version: compare it with the foot of the sheet for the desk.",
)


def proof_page(proof: Proof, clock: ZoneClock, language: Language) -> str:
    """Write the proof: totals, each airing, what it rests on, and who signs."""
    title = Text("Xác nhận phát sóng", "Proof of broadcast").to(language)
    year, month = proof.month.split("-")
    when = Text(f"Tháng {int(month)} năm {year}", f"{year}-{month}").to(language)
    parts = (
        _head(f"{title}: {proof.name}", when, proof.organisation),
        element("h2", Text("Tổng hợp", "Totals").to(language)),
        _totals(proof, language),
        element("h2", Text("Từng buổi phát", "Each airing").to(language)),
        _table(proof, clock, language),
        _rests(proof, language),
        _signatures(_PROOF_SIGNERS, language),
    )
    style = _STYLE % {"way": "portrait", "wide": "190mm"}
    return page(title=title, language=language, style=style, body=element("main", *parts))


def _head(title: str, when: str, organisation: str) -> Markup:
    return element(
        "header",
        element("p", organisation, class_="organisation"),
        element("h1", title),
        element("p", when, class_="when"),
    )


def _totals(proof: Proof, language: Language) -> Markup:
    rows = (
        element("tr", *(element("td", cell) for cell in row))
        for row in proof_totals(proof, language)
    )
    return element("table", element("tbody", *rows), class_="totals")


def _table(proof: Proof, clock: ZoneClock, language: Language) -> Markup:
    heads, *rows = proof_rows(proof, clock, language)
    numbers = {0, 1, 3, 4, 5, 6}
    body = (
        element(
            "tr",
            *(
                element("td", cell, class_="n" if index in numbers else None)
                for index, cell in enumerate(row)
            ),
            class_=str(match.outcome),
        )
        for match, row in zip(proof.matches, rows, strict=True)
    )
    head = element("tr", *(element("th", each, scope="col") for each in heads))
    table = element("table", element("thead", head), element("tbody", *body))
    return element("div", table, class_="wide")


def _rests(proof: Proof, language: Language) -> Markup:
    words = Text(
        "Lập từ các nguồn sau (tên, sha256, số dòng). Cấp bằng chứng: ",
        "Made from these inputs (name, sha256, rows). Grades of evidence: ",
    )
    grades = "; ".join(f"{grade}: {text.to(language)}" for grade, text in GRADES.items())
    rows = (
        element(
            "li",
            each.name,
            " ",
            element("code", each.sha256),
            f" ({each.rows})" if each.rows else None,
        )
        for each in proof.inputs
    )
    none = Text("chưa có nhật ký nào", "no log yet").to(language)
    return element(
        "section",
        element("p", words.to(language), grades, "."),
        element("ul", *rows) if proof.inputs else element("p", none),
        class_="rests",
    )


def _signatures(signers: Sequence[Text], language: Language) -> Markup:
    note = Text("(ký, ghi rõ họ tên)", "(signature, name)").to(language)
    blocks = (
        element("div", element("strong", signer.to(language)), element("em", note))
        for signer in signers
    )
    day = Text("……, ngày …… tháng …… năm ………", "……, date: ………………").to(language)
    return together(
        element(
            "footer",
            element("p", day, class_="day"),
            element("div", *blocks, class_="signers"),
        )
    )
