"""The papers that lie in a pack: the page of what to play when, and the receipt.

The page is one file, to be opened from the stick without a network: no script, nothing from
outside, a player for each airing that has a sound. The receipt is a form that is filled in at the
station and comes back; its columns are those of the sheet of what was aired, and either head is
taken then.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import FORMULA_STARTS
from radioprog.publish.calendars.week_grid import WEEKDAYS
from radioprog.publish.html import Markup, element, page, together
from radioprog.publish.outgoing import DRAFT, OutgoingAiring
from radioprog.schedule.airings.airing import AiringKind

RECEIPT = "receipt.csv"
COLUMNS = (
    Text("mã buổi phát", "airing"),
    Text("ngày", "date"),
    Text("giờ", "planned"),
    Text("chương trình", "programme"),
    Text("tệp", "file"),
    Text("sha256", "sha256"),
    Text("đã phát", "played"),
    Text("bắt đầu", "started"),
    Text("dài", "length"),
    Text("lý do", "reason"),
    Text("người phát", "by"),
)
_TO_FILL_IN = 5


def receipt(rows: Iterable[tuple[OutgoingAiring, str]], language: Language) -> bytes:
    """Write the form: a line an airing, with its file, as Vietnamese Excel opens it.

    That is UTF-8 with a mark (BOM) and columns parted by semicolons, like the sheet of what is
    to be aired: where the decimal sign is a comma, Excel takes no other.

    ``sha256`` is that of the programme's sound as it was built, by which an edition is known; the
    sum of the file itself, whose tags are its own, stands in ``SHA256SUMS``.
    """
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\r\n")
    lines.writerow([column.to(language) for column in COLUMNS])
    for airing, file in rows:
        lines.writerow(
            [
                airing.id,
                airing.day.isoformat(),
                f"{airing.start:%H:%M}",
                safe_cell(airing.named(language)),
                file,
                airing.sound.sha256 if airing.sound and file else "",
                *[""] * _TO_FILL_IN,
            ]
        )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("Tin")
    ("'=1+1", 'Tin')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


STYLE = """
:root { color-scheme: light dark; --ink: #111827; --soft: #475569; --line: #cbd5e1; --back: #fff;
  --band: #eef2f7; --mark: #1d4ed8; --warn: #b91c1c; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f5f9; --soft: #b6c2d2; --line: #475569;
  --back: #0f172a; --band: #1e293b; --mark: #93c5fd; --warn: #fca5a5; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--back);
  font: 1rem/1.5 'Be Vietnam Pro','Noto Sans','Segoe UI',Roboto,'DejaVu Sans',Arial,sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; padding: .4rem .6rem; background: var(--band);
  border-radius: .3rem; }
p { margin: .3rem 0; }
.soft, small { color: var(--soft); }
.draft { color: var(--warn); font-weight: 700; }
nav ul, ol.how { padding-left: 1.2rem; margin: .4rem 0; }
a { color: var(--mark); }
nav a { display: inline-block; padding: .25rem 0; }
ol.day { list-style: none; margin: 0; padding: 0; }
ol.day li { display: grid; grid-template-columns: 3.6rem 1fr; gap: .1rem .6rem; padding: .6rem 0;
  border-bottom: 1px solid var(--line); break-inside: avoid; }
time { font-variant-numeric: tabular-nums; font-weight: 700; font-size: 1.05rem; }
.what { min-width: 0; }
.what b { display: block; font-weight: 600; }
.what small { display: block; font-size: .875rem; }
audio { width: 100%; margin-top: .4rem; }
code { font-size: .875rem; }
@media print { audio, nav { display: none; } body { color: #000; background: #fff; } }
"""
_SECURITY = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self' file:"
_PAPERS = (
    ("week.html", Text("Tờ lịch tuần để in", "The week's sheet, to print")),
    ("calendar.ics", Text("Lịch cho điện thoại, máy tính", "The calendar for a phone or computer")),
    (RECEIPT, Text("Phiếu báo đã phát (bảng tính)", "The receipt (a spreadsheet)")),
)
_HOW = (
    Text(
        "Mỗi thư mục là một ngày. Máy phát chạy các tệp theo đúng thứ tự đã chép.",
        "Each folder is a day. A player takes the files in the order in which they were copied.",
    ),
    Text(
        "Chép sang thẻ khác thì chép cả thư mục vào thẻ trống, rồi mở trang này xem lại.",
        "To copy to another card, copy whole folders to an empty card and look at this page again.",
    ),
    Text(
        "Sau mỗi buổi, ghi vào phiếu báo: đã phát (có, không), giờ bắt đầu, lý do, người phát. "
        "Hết kỳ, gửi phiếu lại cho đài trên.",
        "After each airing fill in the receipt: played (yes, no), when it began, why not, who. "
        "At the end send it back to the station above.",
    ),
)
_RELAY = Text("tiếp sóng", "relay")
_REPEAT = Text("phát lại", "repeat")
_NO_SOUND = Text("không có tệp trong gói này", "no file in this pack")
_SYNTHETIC = Text(
    "Chương trình có thể dùng giọng đọc tổng hợp; nhãn cho máy đọc nằm trong từng tệp.",
    "Programmes may use synthetic voices; each file carries the mark that machines read.",
)


def offline_page(
    *,
    name: str,
    first: dt.date,
    last: dt.date,
    organisation: str,
    language: Language,
    draft: bool,
    rows: Sequence[tuple[OutgoingAiring, str]],
) -> str:
    """Write the page of a pack; ``rows`` are the airings in order, each with its file's name."""
    head = Text("Gói chương trình", "Programme pack").to(language)
    title = f"{head}: {name}"
    mark = Text(
        "{draft}: gói này có bài chưa duyệt, không phát.",
        "{draft}: this pack holds what nobody approved; not for air.",
    ).filled(draft=DRAFT)
    parts = [
        element(
            "header",
            element("p", organisation, class_="soft") if organisation else None,
            element("h1", title),
            element("p", f"{_date(first)} - {_date(last)}"),
            element("p", mark.to(language), class_="draft") if draft else None,
        ),
        _links(language),
        element("ol", *(element("li", each.to(language)) for each in _HOW), class_="how"),
        *_days(rows, language),
    ]
    if not rows:
        none = Text("Không có buổi phát nào.", "Nothing on air.").to(language)
        parts.append(element("p", none))
    parts.append(element("footer", element("p", _SYNTHETIC.to(language), class_="soft")))
    body = together("\n", element("main", "\n", *(together(part, "\n") for part in parts)), "\n")
    return page(title=title, language=language, style=STYLE, body=body, policy=_SECURITY)


def _date(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _links(language: Language) -> Markup:
    items = (element("li", element("a", words.to(language), href=file)) for file, words in _PAPERS)
    label = Text("Giấy tờ trong gói", "Papers in this pack").to(language)
    return element("nav", element("ul", *items), aria_label=label)


def _days(rows: Sequence[tuple[OutgoingAiring, str]], language: Language) -> Iterator[Markup]:
    for day, group in itertools.groupby(rows, key=lambda row: row[0].day):
        head = f"{WEEKDAYS[day.weekday()].to(language)}, {_date(day)}"
        items = (together(_item(airing, file, language), "\n") for airing, file in group)
        yield element(
            "section", element("h2", head), "\n", element("ol", "\n", *items, class_="day")
        )


def _item(airing: OutgoingAiring, file: str, language: Language) -> Markup:
    notes = [f"{airing.start:%H:%M}-{airing.end:%H:%M}"]
    if airing.kind is AiringKind.RELAY:
        notes.append(_RELAY.to(language))
    elif airing.kind is AiringKind.REPEAT:
        notes.append(_REPEAT.to(language))
    if not file and airing.kind is not AiringKind.RELAY:
        notes.append(_NO_SOUND.to(language))
    title = airing.named(language)
    label = Text("Nghe", "Listen").to(language) + f": {title}"
    player = (
        element("audio", controls="", preload="none", src=quote(file), aria_label=label)
        if file
        else None
    )
    return element(
        "li",
        element("time", f"{airing.start:%H:%M}", datetime=airing.start.isoformat()),
        element(
            "div",
            element("b", title, class_="draft" if airing.draft else None),
            element("small", " · ".join(notes)),
            element("small", element("code", file)) if file else None,
            player,
            class_="what",
        ),
    )
