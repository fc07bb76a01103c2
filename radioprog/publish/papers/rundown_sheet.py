"""The rundown sheet: one page (or more) for the desk, to follow on air and to sign.

HTML that needs nothing from outside and prints on A4; in the workspace's language.

The rows of the rundown sheet: items put together as the desk reads them, paragraph by paragraph.

Pure: from the rundown to rows; the sheet gives them their form.

How the rundown sheet looks, on the screen and on A4 paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.canonical import in_groups
from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.units import MIX_RATE, Samples, Seconds, to_samples
from radioprog.programme.rundown import Item, ItemKind, Rundown, SegmentPlan, clock
from radioprog.publish.html import Content, Markup, element, fingerprint_mark, page, together
from radioprog.publish.papers.scene import Scene, to_svg
from radioprog.publish.papers.waveform import voice_colours
from radioprog.script.model import Meta


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet: a paragraph that is read, or a piece of recorded sound."""

    kind: ItemKind
    start: Samples
    end: Samples
    speaker: str | None
    text: str
    file: str | None = None
    paragraph: int | None = None
    reading_number: int = 0

    @property
    def length(self) -> Samples:
        """Return how long it lasts."""
        return Samples(self.end - self.start)


def rows_of(rundown: Rundown, segment: SegmentPlan) -> tuple[Row, ...]:
    """Return a segment's rows in the order of time; sentences of one paragraph are one row."""
    rows: list[Row] = []
    places: dict[int, int] = {}
    for item in rundown.items:
        if item.segment != segment.index:
            continue
        said = item.utterance
        if said is not None and said.paragraph in places:
            at = places[said.paragraph]
            space = " " if said.spaced else ""
            rows[at] = replace(rows[at], end=item.end, text=f"{rows[at].text}{space}{said.text}")
            continue
        if said is not None:
            places[said.paragraph] = len(rows)
        rows.append(_row(item))
    return tuple(rows)


def _row(item: Item) -> Row:
    said, cue = item.utterance, item.cue
    return Row(
        kind=item.kind,
        start=item.start,
        end=item.end,
        speaker=item.speaker,
        text=said.text if said else one_line(cue.text) if cue and cue.text else "",
        file=cue.file if cue else said.read_by.file if said and said.read_by else None,
        paragraph=said.paragraph if said else None,
        reading_number=item.reading_number,
    )


def voices_of(rundown: Rundown) -> Iterator[tuple[str, str]]:
    """List who speaks with which machine voice: (speaker, ``engine:voice``), each pair once."""
    seen = set()
    for item in rundown.items:
        said = item.utterance
        if said is None or said.read_by is not None:
            continue
        voice = item.sound.voice if item.sound and item.sound.voice else None
        voice = voice or (said.voices[0] if said.voices else None)
        pair = (said.speaker, str(voice) if voice else "")
        if pair not in seen:
            seen.add(pair)
            yield pair


STYLE = """
@page { size: A4; margin: 14mm 12mm 16mm; @margins@; }
@page :first { @top-left { content: none; } }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; background: #eef1f5; color: #1f2937;
  font: 10.5pt/1.42 'Be Vietnam Pro','Noto Sans','Segoe UI',Roboto,Arial,sans-serif; }
main { max-width: 210mm; margin: 8mm auto; padding: 14mm 12mm; background: #fff;
  box-shadow: 0 1px 6px rgba(15,23,42,.16); }
header { display: flow-root; border-bottom: 2px solid #1f2937; padding-bottom: 4mm;
  margin-bottom: 4mm; }
.organisation { margin: 0; text-transform: uppercase; letter-spacing: .04em; font-size: 9pt;
  color: #475569; }
.fingerprint { float: right; margin: 0 0 3mm 6mm; text-align: center; }
.fingerprint .qr { width: 26mm; margin: 0 auto 1mm; }
.fingerprint svg { display: block; width: 100%; height: auto; }
.fingerprint dl { display: block; }
.fingerprint dd { font: 600 9.5pt/1.3 ui-monospace,'DejaVu Sans Mono',monospace; width: 26mm; }
.sheet { margin: 3mm 0 0; font-size: 10pt; color: #475569; }
h1 { margin: 0 0 3mm; font-size: 18pt; line-height: 1.2; }
dl { display: grid; grid-template-columns: repeat(4, auto); gap: 2mm 6mm; margin: 0; }
dt { font-size: 8pt; color: #64748b; }
dd { margin: 0; font-weight: 600; }
figure { margin: 0 0 4mm; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
thead { display: table-header-group; }
tfoot { display: table-row-group; }
thead th { text-align: left; font-size: 8pt; color: #475569; font-weight: 600;
  border-bottom: 1px solid #94a3b8; padding: 1mm 1.6mm; }
td, tbody th { padding: 1.2mm 1.6mm; vertical-align: top; text-align: left; }
td { border-bottom: 1px solid #e5e7eb; }
tr { break-inside: avoid; }
.segment, .sting, .jingle { break-after: avoid; }
.segment { background: #e8edf4; }
.segment th { border-top: 1px solid #94a3b8; font-weight: 700; }
.time, .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.number { color: #64748b; width: 9mm; }
.kind, .speaker { white-space: nowrap; }
.kind { color: #475569; }
.speaker { font-weight: 600; }
.jingle td, .sting td, .outro td, .bed td, .sfx td, .pause td { color: #4b5563; }
.clip td { background: #f0fdf4; }
.file { font-size: 8.5pt; color: #475569; }
.note { display: inline-block; font-size: 8pt; font-weight: 600; color: #9a3412;
  background: #ffedd5; border-radius: 2mm; padding: 0 1.6mm; }
.timing { float: right; font-size: 8pt; font-weight: 400; color: #475569; }
.timing.over { color: #b91c1c; font-weight: 600; }
tfoot td { font-weight: 700; border-top: 2px solid #1f2937; border-bottom: 0; }
footer { break-inside: avoid; margin-top: 6mm; }
.mark { font-size: 8.5pt; color: #475569; margin: 0; }
.day { text-align: right; font-style: italic; margin: 3mm 0 2mm; }
.signers { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center;
  min-height: 32mm; }
.signers div { display: flex; flex-direction: column; }
.signers em { font-size: 8.5pt; color: #475569; }
@media print { body { background: #fff; } main { max-width: none; margin: 0; padding: 0;
  box-shadow: none; } }
@media screen and (max-width: 700px) { main { margin: 0; padding: 4mm; }
  h1 { font-size: 15pt; }
  dl { grid-template-columns: 1fr 1fr; }
  thead { display: none; }
  table, tbody, tfoot { display: block; }
  tr { display: flex; flex-wrap: wrap; gap: 0 2mm; padding: 1.6mm 0;
    border-bottom: 1px solid #e5e7eb; }
  td, tbody th { display: block; border: 0 !important; padding: 0 1mm; }
  td:empty { display: none; }
  .number { width: auto; }
  td:last-child { flex: 1 1 100%; overflow-wrap: anywhere; font-size: 11pt; }
  .segment th:last-child { flex: 1 1 100%; order: -1; overflow-wrap: anywhere; }
  .timing { float: none; display: block; }
  .signers { grid-template-columns: 1fr; gap: 14mm; } }
"""


KIND_NAMES = {
    ItemKind.SPEECH: Text("Lời", "Speech"),
    ItemKind.CLIP: Text("Băng", "Clip"),
    ItemKind.BED: Text("Nhạc nền", "Bed"),
    ItemKind.JINGLE: Text("Nhạc hiệu", "Jingle"),
    ItemKind.STING: Text("Nhạc cắt", "Sting"),
    ItemKind.SFX: Text("Tiếng động", "Effect"),
    ItemKind.OUTRO: Text("Nhạc kết", "Outro"),
    ItemKind.PAUSE: Text("Nghỉ", "Pause"),
}
_COLUMNS = (
    Text("STT", "No."),
    Text("Lúc", "At"),
    Text("Dài", "Length"),
    Text("Loại", "Kind"),
    Text("Người đọc", "Speaker"),
    Text("Nội dung", "Content"),
)
_SHEET = Text("Phiếu dựng chương trình", "Rundown sheet")
_SERIES, _EPISODE, _DATE = Text("Chuyên mục", "Series"), Text("Số", "No."), Text("Ngày", "Date")
_PRODUCER, _VOICES = Text("Thực hiện", "Producer"), Text("Giọng máy đọc", "Synthetic voices")
_WANTED, _REAL = Text("Thời lượng cần", "Length asked for"), Text("Thời lượng", "Length")
_FINGERPRINT = Text("Mã kịch bản", "Script's fingerprint")
_QR = Text("Mã QR của mã kịch bản", "QR code of the script's fingerprint")
_PAGE, _OF = Text("Trang ", "Page "), Text("/", " of ")
_ESTIMATED = Text("Thời lượng ước tính", "Length (estimated)")
_CONTENT = Text("Nội dung cần ít nhất", "Content needs at least")
_OVER, _UNDER = Text("thừa", "over"), Text("còn", "to spare")
AGAIN, _TWICE = Text("đọc lần hai", "read again"), Text("đọc hai lần", "read twice")
_LATEST = Text("phải bắt đầu trước {at}", "must begin before {at}")
_LONGER = Text("dài hơn ước tính {seconds:.1f} giây", "{seconds:.1f} s longer than estimated")
_SHORTER = Text("ngắn hơn ước tính {seconds:.1f} giây", "{seconds:.1f} s shorter than estimated")
_TOTAL = Text("Cộng", "Total")
_SIGNERS = (
    Text("Biên tập viên", "Editor"),
    Text("Kỹ thuật viên", "Engineer"),
    Text("Duyệt phát sóng", "Approved for air"),
)
_SIGN = Text("(ký, ghi rõ họ tên)", "(signature and full name)")
_DAY = Text("Ngày … tháng … năm ……", "Date: … / … / ……")
_MARK = Text("Lời trong chương trình do máy đọc.", "The speech in this programme is synthetic.")
_WORTH_TELLING = to_samples(Seconds(1.0))
_OWN_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Za-z])[.)/:]\s|(?:Phần|Mục|Bài)\s+\d")
"""A heading that already counts itself, such as «1. Mục tiêu» or «II. Kết quả»."""


def rundown_sheet(
    rundown: Rundown,
    meta: Meta,
    *,
    language: Language,
    organisation: str | None = None,
    picture: Scene | None = None,
    fingerprint: str | None = None,
) -> str:
    """Write the sheet.

    ``picture`` is the programme's waveform, once there is sound; ``fingerprint`` the script's
    SHA-256, of which four groups of four digits are shown, to be compared by eye or by phone.
    """
    sheet = _Sheet(rundown, meta, language, fingerprint)
    body = together(
        sheet.head(organisation),
        element("figure", Markup(to_svg(picture, inline=True))) if picture else None,
        sheet.table(),
        sheet.signatures(),
    )
    return page(
        title=f"{_SHEET.to(language)}: {one_line(rundown.title)}",
        language=language,
        style=STYLE.replace("@margins@;", sheet.margins()),
        body=element("main", body),
    )


class _Sheet:
    def __init__(
        self, rundown: Rundown, meta: Meta, language: Language, fingerprint: str | None
    ) -> None:
        self.rundown, self.meta, self.language = rundown, meta, language
        self.sha256 = fingerprint
        self.fingerprint = in_groups(fingerprint) if fingerprint else None
        self.colours = voice_colours(rundown)
        self.number = 0

    def _say(self, text: Text) -> str:
        return text.to(self.language)

    def margins(self) -> str:
        """Write what stands on each printed page: title, fingerprint, page number."""
        title = _css_string(one_line(self.rundown.title))
        mark = _css_string(self.fingerprint or "")
        first, between = _css_string(self._say(_PAGE)), _css_string(self._say(_OF))
        number = f"{first} counter(page) {between} counter(pages)"
        small = "font-size: 8pt; color: #475569;"
        boxes = (("top-left", title), ("bottom-left", mark), ("bottom-right", number))
        return " ".join(f"@{box} {{ content: {what}; {small} }}" for box, what in boxes)

    # -- the head ------------------------------------------------------------------------------

    def head(self, organisation: str | None) -> Markup:
        return element(
            "header",
            self._mark(),
            element("p", one_line(organisation), class_="organisation") if organisation else None,
            element("p", self._say(_SHEET), class_="sheet"),
            element("h1", one_line(self.rundown.title)),
            element("dl", *self._facts()),
        )

    def _mark(self) -> Markup | None:
        if not self.sha256:
            return None
        mark = fingerprint_mark(self.sha256, self._say(_FINGERPRINT), self._say(_QR))
        return element("div", mark, class_="fingerprint")

    def _facts(self) -> Iterator[Content]:
        meta = self.meta
        date = f"{meta.date.day}/{meta.date.month}/{meta.date.year}" if meta.date else None
        length = _ESTIMATED if self.rundown.estimated else _REAL
        target = self.rundown.target
        for name, value in (
            (_SERIES, meta.series),
            (_EPISODE, None if meta.episode is None else str(meta.episode)),
            (_DATE, date),
            (_PRODUCER, meta.producer),
            (_WANTED, None if target in (None, self.rundown.length) else clock(target)),
            (length, clock(self.rundown.length)),
            (_CONTENT, self._content()),
            (_VOICES, ", ".join(_voice(*pair) for pair in voices_of(self.rundown)) or None),
        ):
            if value:
                yield element("div", element("dt", self._say(name)), element("dd", one_line(value)))

    def _content(self) -> str | None:
        over = self.rundown.over
        if over is None:
            return None
        word = self._say(_OVER if over > 0 else _UNDER)
        return f"{clock(self.rundown.content)} ({word} {clock(Samples(abs(over)))})"

    # -- the table -----------------------------------------------------------------------------

    def table(self) -> Markup:
        heads = [element("th", self._say(name), scope="col") for name in _COLUMNS]
        bodies = [self._segment(segment) for segment in self.rundown.segments]
        total = element(
            "tr",
            element("td", self._say(_TOTAL), colspan="2"),
            element("td", clock(self.rundown.length), class_="time"),
            element("td", self._content() or "", colspan="3"),
        )
        return element(
            "table",
            element("thead", element("tr", *heads)),
            *bodies,
            element("tfoot", total),
        )

    def _segment(self, segment: SegmentPlan) -> Markup:
        title = one_line(segment.title)
        name = title if _OWN_NUMBER.match(title) else f"{segment.index + 1}. {title}"
        twice = element("span", self._say(_TWICE), class_="note") if segment.twice else None
        head = element(
            "tr",
            element("th", clock(segment.start), class_="time", colspan="2"),
            element("th", clock(segment.length), class_="time"),
            element("th", name, " ", twice, self._timing(segment), colspan="3", scope="rowgroup"),
            class_="segment",
        )
        rows = [self._row(row) for row in rows_of(self.rundown, segment)]
        return element("tbody", "\n", head, *rows)

    def _timing(self, segment: SegmentPlan) -> Markup | None:
        """Tell how the segment stands against its estimate and against the declared length."""
        parts = []
        if abs(segment.drift) >= _WORTH_TELLING:
            off = _LONGER if segment.drift > 0 else _SHORTER
            parts.append(self._say(off.filled(seconds=abs(segment.drift) / MIX_RATE)))
        if segment.latest is not None and segment.latest >= 0:
            parts.append(self._say(_LATEST.filled(at=clock(segment.latest))))
        over = segment.over is not None and segment.over > 0
        kind = "timing over" if over else "timing"
        return element("span", " · ".join(parts), class_=kind) if parts else None

    def _row(self, row: Row) -> Markup:
        self.number += 1
        colour = self.colours.get(row.speaker or "")
        return element(
            "tr",
            element("td", str(self.number), class_="number"),
            element("td", clock(row.start), class_="time"),
            element("td", clock(row.length), class_="time"),
            element("td", self._say(KIND_NAMES[row.kind]), class_="kind"),
            element(
                "td",
                row.speaker or "",
                class_="speaker",
                style=f"color:{colour}" if colour else None,
            ),
            element("td", *self._text(row)),
            class_=str(row.kind),
        )

    def _text(self, row: Row) -> Iterator[Content]:
        if row.file:
            yield element("span", one_line(row.file), class_="file")
            yield element("br") if row.text else None
        if row.reading_number:
            yield element("span", self._say(AGAIN), class_="note")
            yield " "
        yield row.text

    # -- signatures ----------------------------------------------------------------------------

    def signatures(self) -> Markup:
        synthetic = any(item.is_synthetic for item in self.rundown.items)
        return element(
            "footer",
            element("p", self._say(_MARK), class_="mark") if synthetic else None,
            element("p", self._say(_DAY), class_="day"),
            element("div", *self._signers(_SIGNERS), class_="signers"),
        )

    def _signers(self, names: Sequence[Text]) -> Iterator[Content]:
        for name in names:
            yield element(
                "div", element("strong", self._say(name)), element("em", self._say(_SIGN))
            )


def _voice(speaker: str, voice: str) -> str:
    return f"{speaker} ({voice})" if voice else speaker


def _css_string(text: str) -> str:
    """Quote a text for a style sheet, so that no title ends it or the page's style."""
    safe = (f"\\{ord(char):x} " if char in '"\\<>{}\n' else char for char in text)
    return '"' + "".join(safe) + '"'
