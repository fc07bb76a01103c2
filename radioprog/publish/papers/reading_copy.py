"""The reading copy: a script on paper for a person who reads it into a microphone.

From a script with its estimated times to large type, in Word or HTML: who speaks, how long each
segment lasts and when it begins, where music comes, where a pause is wanted, and how a word is said
that is not said as it is written. A pure function: the same script gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from radioprog.kernel.docx import DocBlock, DocParagraph, DocTable, TextRun, docx_bytes
from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.units import Seconds
from radioprog.programme.rundown import Rundown, SegmentPlan, clock
from radioprog.publish.html import Content, Markup, element, page, together
from radioprog.publish.papers.rundown_sheet import AGAIN, KIND_NAMES, Row, rows_of
from radioprog.script.keywords import COPY_RECORD, COPY_TITLE, Order, name_of
from radioprog.script.model import (
    BedEnd,
    Block,
    Breath,
    Foreign,
    Pause,
    Piece,
    Respelled,
    Script,
    SoundCue,
    SoundKind,
    Speech,
    Words,
)

_PAGE = (Text("Trang", "Page"), Text("trên", "of"))
_ABOUT = Text("khoảng {length}", "about {length}")
_LASTS = Text("cả chương trình khoảng {length}", "the programme lasts about {length}")
_WANTED = Text("cần {length}", "asked for {length}")
_SAID = Text("{written}: đọc là {spoken}", "{written}: say {spoken}")
_PAUSE = Text("(nghỉ {length})", "(pause {length})")
_TWICE = Text("đọc hai lần", "read twice")
_SECONDS = Text("{count:g} giây", "{count:g} s")
_LARGE = 18.0
"""Points: read at arm's length, without bending over the desk."""
_GREY, _MUSIC = "475569", "1D4ED8"
_STYLE = f"""
body {{ font: {_LARGE}pt/1.6 "Times New Roman", "Noto Serif", serif; color: #0f172a;
  background: #fff; max-width: 46em; margin: 0 auto; padding: 1em; }}
h1 {{ font-size: 1.3em; margin: 0; }} h2 {{ font-size: 1.1em; margin: 1.2em 0 .3em;
  border-bottom: 2px solid #94a3b8; display: flex; justify-content: space-between; gap: 1em;
  break-after: avoid; }}
h2 span, .facts, .say {{ font-weight: normal; font-size: .7em; color: #{_GREY}; }}
p {{ margin: .5em 0; orphans: 2; widows: 2; }} .cue {{ color: #{_MUSIC}; font-style: italic;
  font-size: .8em; }} .say {{ margin: -.3em 0 .6em; }} u {{ text-underline-offset: .15em; }}
.pause {{ color: #{_GREY}; font-style: italic; }}
@media print {{ body {{ max-width: none; padding: 0; }} }}
@page {{ size: A4; margin: 18mm; @bottom-right {{ content: "@page@ " counter(page) " @of@ "
  counter(pages); font-size: 9pt; }} }}
"""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the copy: ``kind`` is heading, speech, cue, pause or say (how a word is said)."""

    kind: str
    speaker: str = ""
    parts: tuple[TextRun, ...] = ()
    right: str = ""


def reading_copy_docx(script: Script, rundown: Rundown, language: Language) -> bytes:
    """Write the copy as a Word document."""
    copy = _Copy(script, rundown, language)
    blocks: list[DocBlock] = [
        DocParagraph((TextRun(COPY_TITLE.to(language), size=11, colour=_GREY),), after=0),
        DocParagraph((TextRun(one_line(script.meta.title)),), level=1, after=2),
        DocParagraph((TextRun(copy.facts(), size=12, colour=_GREY),), after=8),
    ]
    blocks += [_in_word(line) for line in copy.lines()]
    around = (_PAGE[0].to(language), _PAGE[1].to(language))
    return docx_bytes(
        blocks,
        title=one_line(script.meta.title),
        language=script.meta.language or language,
        page=around,
        size=_LARGE,
    )


def _in_word(line: _Line) -> DocParagraph:
    match line.kind:
        case "heading":
            return DocParagraph(line.parts, level=2, before=14, after=6, right=line.right)
        case "speech":
            name = (TextRun(f"{line.speaker}: ", bold=True),) if line.speaker else ()
            return DocParagraph((*name, *line.parts), after=8, lines=1.4)
        case "say":
            return DocParagraph(line.parts, after=8)
        case _:
            return DocParagraph(line.parts, before=2, after=6)


def reading_copy_html(script: Script, rundown: Rundown, language: Language) -> str:
    """Write the copy as one page that needs nothing else."""
    copy = _Copy(script, rundown, language)
    body = element(
        "main",
        element("p", COPY_TITLE.to(language), class_="facts"),
        element("h1", one_line(script.meta.title)),
        element("p", copy.facts(), class_="facts"),
        *(_in_html(line) for line in copy.lines()),
    )
    style = _STYLE.replace("@page@", _PAGE[0].to(language)).replace("@of@", _PAGE[1].to(language))
    title = f"{one_line(script.meta.title)} - {COPY_TITLE.to(language)}"
    return page(title=title, language=script.meta.language or language, style=style, body=body)


def _in_html(line: _Line) -> Markup:
    parts: list[Content] = [_look(run) for run in line.parts]
    match line.kind:
        case "heading":
            return element("h2", together(*parts), element("span", line.right))
        case "speech":
            name = element("strong", f"{line.speaker}: ") if line.speaker else None
            return element("p", name, *parts)
        case kind:
            return element("p", *parts, class_=kind)


def _look(run: TextRun) -> Content:
    if run.underlined:
        return element("u", run.text)
    return element("span", run.text, class_="pause") if run.italic else run.text


class _Copy:
    """The lines of one copy."""

    def __init__(self, script: Script, rundown: Rundown, language: Language) -> None:
        self.script, self.rundown, self.language = script, rundown, language

    def facts(self) -> str:
        """Say which issue it is, and how long it will be."""
        meta, lasts = self.script.meta, clock(self.rundown.length)
        date = f"{meta.date.day}/{meta.date.month}/{meta.date.year}" if meta.date else ""
        wanted = None if self.rundown.target is None else clock(self.rundown.target)
        told = (
            one_line(meta.series or ""),
            str(meta.episode) if meta.episode is not None else "",
            date,
            _LASTS.filled(length=lasts).to(self.language),
            _WANTED.filled(length=wanted).to(self.language) if wanted else "",
        )
        return " · ".join(each for each in told if each)

    def lines(self) -> Iterator[_Line]:
        """Give every line, in the order in which it is heard."""
        for segment, plan in zip(self.script.segments, self.rundown.segments, strict=True):
            yield self._heading(plan)
            speaker = ""
            for block in segment.blocks:
                yield from self._block(block, speaker)
                speaker = block.speaker if isinstance(block, Speech) else speaker

    def _heading(self, plan: SegmentPlan) -> _Line:
        lasts = _ABOUT.filled(length=clock(plan.length)).to(self.language)
        twice = f" · {_TWICE.to(self.language)}" if plan.twice else ""
        return _Line(
            "heading",
            parts=(TextRun(one_line(plan.title)),),
            right=f"{clock(plan.start)} · {lasts}{twice}",
        )

    def _block(self, block: Block, speaker: str) -> Iterator[_Line]:
        match block:
            case Speech():
                yield from self._speech(block, speaker)
            case SoundCue():
                yield _Line(
                    "cue", parts=(TextRun(self._cue(block), italic=True, colour=_MUSIC, size=13),)
                )
            case BedEnd():
                words = f"[{name_of(Order.END_BED, self.language)}]"
                yield _Line("cue", parts=(TextRun(words, italic=True, colour=_MUSIC, size=13),))
            case Pause():
                yield _Line("pause", parts=(self._rest(block.length),))
            case _:
                pass

    def _speech(self, speech: Speech, speaker: str) -> Iterator[_Line]:
        if speech.twice:
            yield _Line(
                "cue", parts=(TextRun(f"[{_TWICE.to(self.language)}]", italic=True, size=13),)
            )
        parts = tuple(map(self._piece, speech.pieces))
        named = speech.speaker if speech.named or speech.speaker != speaker else ""
        yield _Line("speech", speaker=named, parts=parts)
        said = [
            _SAID.filled(written=piece.written, spoken=piece.spoken).to(self.language)
            for piece in speech.pieces
            if isinstance(piece, Respelled)
        ]
        if said:
            told = "// " + "; ".join(dict.fromkeys(said))
            yield _Line("say", parts=(TextRun(told, size=12, colour=_GREY),))

    def _piece(self, piece: Piece) -> TextRun:
        match piece:
            case Words():
                return TextRun(piece.source.text)
            case Foreign():
                return TextRun(piece.source.text, underlined=True)
            case Respelled():
                return TextRun(piece.written, underlined=True)
            case Breath():
                return self._rest(piece.length)
            case _:
                return TextRun(f"{{{piece.written}}}")

    def _rest(self, length: Seconds) -> TextRun:
        seconds = _SECONDS.filled(count=float(length)).to(self.language)
        return TextRun(_PAUSE.filled(length=seconds).to(self.language), italic=True, colour=_GREY)

    def _cue(self, cue: SoundCue) -> str:
        start = next((item.start for item in self.rundown.items if item.cue is cue), None)
        at = "" if start is None else f"  {clock(start)}"
        if cue.kind is SoundKind.READ:
            return COPY_RECORD.filled(file=one_line(cue.file)).to(self.language)
        text = f" | {one_line(cue.text)}" if cue.text else ""
        return f"[{name_of(cue.kind, self.language)}: {one_line(cue.file)}{text}]{at}"


_COLUMNS = (
    Text("Lúc", "At"),
    Text("Dài", "Length"),
    Text("Ai, gì", "Who, what"),
    Text("Nội dung", "Content"),
)
_SHEET = Text("Kịch bản phát sóng", "Rundown")
_WIDTHS = (16.0, 16.0, 32.0, 110.0)
_SIGN = Text(
    "Biên tập viên            Kỹ thuật viên            Duyệt phát sóng",
    "Editor            Engineer            Approved for air",
)


def rundown_docx(rundown: Rundown, language: Language, *, organisation: str | None = None) -> bytes:
    """Write the sheet for the desk as a Word document: every item with its time, and who signs."""
    rows = [tuple(_cell(each.to(language), bold=True) for each in _COLUMNS)]
    for segment in rundown.segments:
        times = (_cell(clock(segment.start), bold=True), _cell(clock(segment.length), bold=True))
        rows.append((*times, _cell(""), _cell(one_line(segment.title), bold=True)))
        rows += [_sheet_row(row, language) for row in rows_of(rundown, segment)]
    blocks: Sequence[DocBlock] = (
        *([DocParagraph((TextRun(one_line(organisation)),), centred=True)] if organisation else []),
        DocParagraph((TextRun(one_line(rundown.title)),), level=1, centred=True),
        DocParagraph((TextRun(_LASTS.filled(length=clock(rundown.length)).to(language)),), after=8),
        DocTable(tuple(rows), _WIDTHS),
        DocParagraph((TextRun(_SIGN.to(language), bold=True),), before=24, after=60, centred=True),
    )
    return docx_bytes(
        blocks,
        title=f"{_SHEET.to(language)}: {one_line(rundown.title)}",
        language=language,
        page=(_PAGE[0].to(language), _PAGE[1].to(language)),
    )


def _sheet_row(row: Row, language: Language) -> tuple[DocParagraph, ...]:
    who = row.speaker or KIND_NAMES[row.kind].to(language)
    again = f"({AGAIN.to(language)}) " if row.reading_number else ""
    text = "\n".join(each for each in (one_line(row.file or ""), again + row.text) if each)
    return (
        _cell(clock(row.start)),
        _cell(clock(row.length)),
        _cell(who, bold=row.speaker is not None),
        _cell(text),
    )


def _cell(text: str, *, bold: bool = False) -> DocParagraph:
    return DocParagraph((TextRun(text, bold=bold, size=11),), after=2)
