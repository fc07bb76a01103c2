"""The rundown sheet: one page (or more) for the desk, to follow on air and to sign.

HTML that needs nothing from outside and prints on A4; in the workspace's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.units import MIX_RATE, Samples, Seconds, to_samples
from radioprog.programme.rundown import ItemKind, Rundown, SegmentPlan, clock
from radioprog.publish.html import Content, Markup, element, page, together
from radioprog.publish.rows import Row, rows_of, voices_of
from radioprog.publish.scene import Scene
from radioprog.publish.sheet_style import STYLE
from radioprog.publish.svg import to_svg
from radioprog.publish.waveform import voice_colours
from radioprog.script.model import Meta

_KIND_NAMES = {
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
_WANTED, _REAL = Text("Thời lượng giao", "Length asked for"), Text("Thời lượng", "Length")
_ESTIMATED = Text("Thời lượng ước tính", "Length (estimated)")
_CONTENT = Text("Nội dung cần ít nhất", "Content needs at least")
_OVER, _UNDER = Text("thừa", "over"), Text("còn", "to spare")
_AGAIN, _TWICE = Text("đọc lần hai", "read again"), Text("đọc hai lần", "read twice")
_LATEST = Text("chậm nhất", "latest")
_DRIFT = Text("so với ước tính", "against the estimate")
_TOTAL = Text("Cộng", "Total")
_SIGNERS = (
    Text("Biên tập viên", "Editor"),
    Text("Kỹ thuật viên", "Engineer"),
    Text("Duyệt phát sóng", "Approved for air"),
)
_SIGN = Text("(ký, ghi rõ họ tên)", "(signature and full name)")
_DAY = Text("Ngày … tháng … năm ……", "Date: … / … / ……")
_MARK = Text("Lời trong chương trình do máy đọc.", "The speech in this programme is synthetic.")
_WORTH_TELLING = to_samples(Seconds(0.05))


def rundown_sheet(
    rundown: Rundown,
    meta: Meta,
    *,
    language: Language,
    organisation: str | None = None,
    picture: Scene | None = None,
) -> str:
    """Write the sheet; ``picture`` is the programme's waveform, once there is sound."""
    sheet = _Sheet(rundown, meta, language)
    body = together(
        sheet.head(organisation),
        element("figure", Markup(to_svg(picture, inline=True))) if picture else None,
        sheet.table(),
        sheet.signatures(),
    )
    return page(
        title=f"{_SHEET.to(language)}: {one_line(rundown.title)}",
        language=language,
        style=STYLE,
        body=element("main", body),
    )


class _Sheet:
    def __init__(self, rundown: Rundown, meta: Meta, language: Language) -> None:
        self.rundown, self.meta, self.language = rundown, meta, language
        self.colours = voice_colours(rundown)
        self.number = 0

    def _say(self, text: Text) -> str:
        return text.to(self.language)

    # -- the head ------------------------------------------------------------------------------

    def head(self, organisation: str | None) -> Markup:
        return element(
            "header",
            element("p", one_line(organisation), class_="organisation") if organisation else None,
            element("p", self._say(_SHEET), class_="sheet"),
            element("h1", one_line(self.rundown.title)),
            element("dl", *self._facts()),
        )

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
            (_WANTED, None if target is None else clock(target)),
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
        name = f"{segment.index + 1}. {one_line(segment.title)}"
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
            parts.append(f"{_signed(segment.drift, self.language)} {self._say(_DRIFT)}")
        if segment.latest is not None and segment.latest >= 0:
            parts.append(f"{self._say(_LATEST)} {clock(segment.latest)}")
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
            element("td", self._say(_KIND_NAMES[row.kind]), class_="kind"),
            element("td", row.speaker or "", class_="speaker",
                    style=f"color:{colour}" if colour else None),
            element("td", *self._text(row)),
            class_=str(row.kind),
        )  # fmt: skip

    def _text(self, row: Row) -> Iterator[Content]:
        if row.file:
            yield element("span", one_line(row.file), class_="file")
            yield element("br") if row.text else None
        if row.reading_number:
            yield element("span", self._say(_AGAIN), class_="note")
            yield " "
        yield row.text

    # -- signatures ----------------------------------------------------------------------------

    def signatures(self) -> Markup:
        synthetic = any(item.utterance for item in self.rundown.items)
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


def _signed(count: Samples, language: Language) -> str:
    """Show a difference in seconds with its sign, in the language's decimals."""
    text = f"{count / MIX_RATE:+.1f} s".replace("-", "−")
    return text.replace(".", ",") if language == "vi" else text
