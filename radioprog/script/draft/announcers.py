"""A script that announcers already read from, as typed in a station: it becomes our language.

Labels become speakers and lines about sound become cues; what is uncertain stays as an editor's
note at its place and is told. Nothing is put round it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.suggest import skeleton
from radioprog.kernel.text import fold
from radioprog.kernel.units import Seconds
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.draft import findings as say
from radioprog.script.draft.article import is_signature
from radioprog.script.draft.furniture import Around, LeftOut, kind_of
from radioprog.script.draft.labels import (
    BOTH_NAMES,
    ENDS,
    LabelledLine,
    cue_of,
    is_ours,
    meaning_of,
    opening_of,
    unnumbered,
)
from radioprog.script.draft.lines import Line, read_lines
from radioprog.script.keywords import TOGETHER, CueWord, Order, cue_word, name_of
from radioprog.script.looks import Look, Sense
from radioprog.script.model import (
    BedEnd,
    Block,
    Breath,
    Heading,
    Meta,
    Pause,
    Piece,
    Script,
    SoundCue,
    SoundKind,
    SourceText,
    Speech,
    VoiceChoice,
    Words,
)
from radioprog.script.parse import parse_script
from radioprog.script.write import write_body, write_script

_CREW = re.compile(r"(?:btv|ktv|ctv|biên tập|kỹ thuật)", re.IGNORECASE)
_FADES = re.compile(r"nhỏ dần|tắt|hết|xuống|dừng", re.IGNORECASE)
_OURS = re.compile(r"\[([^\[\]|:]+):\s*[^\[\]|]+\.\w{2,5}\s*(?:\|[^\[\]]*)?\]")
_QUOTED = re.compile(r"^[\"“](.*)[\"”]$")
_PAUSE = re.compile(
    r"\(\s*(?:nghỉ|ngừng|dừng|pause)\s*(?P<length>[\d.,]+)?\s*(?:s|giây|\")?\s*\)", re.I
)
_LENGTH = re.compile(
    r"(?:thời lượng|thời gian phát)\s*:?\s*(?P<m>\d{1,3})\s*(?:phút|p"
    r"|')\s*(?:(?P<s>\d{1,2})\s*(?:giây|s|\"|'')?)?\W*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r".{0,25}?ngày\W.{0,12}?(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})\s*(?:[/.-]"
    r"|năm)\s*(?P<y>\d{4})\W*",
    re.IGNORECASE,
)
_SHEET = re.compile(
    r"(?:kịch bản(?: chương trình)?(?: phát thanh| truyền thanh)?|số|ngày|người (?:viết|duyệt"
    r"|thực hiện)|biên tập"
    r"|duyệt|thực hiện|kỹ thuật|ktv|thời lượng|thời gian|phát sóng|lịch phát|đạo diễn"
    r"|tổ chức sản xuất"
    r"|(?:ký )?duyệt|tác giả|thể hiện|dẫn chương trình|mc|phát thanh viên)\b.{0,80}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:[IVX]{1,5}|\d{1,2})\s*[.)]\s+|#+\s+|\*\s+|(?=(?:phần|tin|mục|chuyên mục|bài)\s+\d*\W)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A script's text, what was found on the way, and the lines that are not in it."""

    text: str
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()


def script_of_announcers(text: str, *, file: str, template: str) -> Converted:
    """Make our script of one that announcers read from; ``template`` lends its tunes and voices.

    A text with front matter is our script already and is kept letter by letter.
    """
    if is_ours(text):
        script, faults = parse_script(text, file=file, name="draft")
        names = list(script.meta.speakers) if script is not None else []
        told = say.SCRIPT_FOUND(Place(file), speakers=names)
        return Converted(text.removeprefix("\ufeff"), (told, *(f for f in faults if f.is_error)))
    lent, _ = parse_script(template, file="", name="_mau")
    lines, found = read_lines(text, file=file)
    work = _Conversion(file, lent)
    work.read([unnumbered(line) for line in lines if line.text])
    return Converted(work.text(), (*found, *work.findings), tuple(work.left_out))


class _Conversion:
    """Reads a script of announcers line by line and writes ours."""

    def __init__(self, file: str, lent: Script | None) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.left_out: list[LeftOut] = []
        self.body: list[Block | str] = []
        self.names: dict[str, str] = {}
        self.speaker = ""
        self.meta = Meta("")
        self.bed = False
        self.outro = False
        self.lent = lent
        self.sounds = {
            kind: cycle(cues)
            for kind in SoundKind
            if lent
            and kind not in (SoundKind.CLIP, SoundKind.SFX, SoundKind.READ)
            and (cues := [b for b in lent.body if isinstance(b, SoundCue) and b.kind is kind])
        }

    def read(self, lines: Sequence[Line]) -> None:
        """Read all lines: the sheet's head, the body, the signing at the end."""
        first = next((i for i, line in enumerate(lines) if self.opens(line)), len(lines))
        for line in lines[:first]:
            self.head(line)
        last = max((i for i, line in enumerate(lines) if self.opens(line)), default=first)
        for index, line in enumerate(lines[first:], start=first):
            self.line(line, after_last=index > last)
        self.end_bed()

    @staticmethod
    def opens(line: Line) -> bool:
        look = meaning_of(line)
        ours = _OURS.fullmatch(line.text) is not None or line.text.startswith("## ")
        return (
            ours or opening_of(line) is not None or (look is not None and cue_of(look) is not None)
        )

    def place(self, line: Line) -> Place:
        return Place(self.file, line.number, 1)

    def head(self, line: Line) -> None:
        """Read a line of the sheet above the first words: title, length, date; the rest is told."""
        length, date = _LENGTH.search(line.text), _DATE.fullmatch(line.text)
        seconds = 60 * int(length["m"]) + int(length["s"] or 0) if length is not None else 0
        if seconds:
            self.meta = replace(self.meta, length=Seconds(float(seconds)))
            self.taken(line, f"length: {seconds // 60}:{seconds % 60:02}")
        elif date is not None and (day := _day(date)) is not None:
            self.meta = replace(self.meta, date=day)
            self.taken(line, f"date: {day}")
        elif not self.meta.title and not _SHEET.fullmatch(line.text) and not kind_of(line.stored):
            self.meta = replace(self.meta, title=_QUOTED.sub(r"\1", line.text.strip()))
        elif ENDS.search(line.text) and not _SHEET.fullmatch(line.text):
            self.note(line, say.UNSURE_CUE(self.place(line), line=line.text))
        else:
            self.leave_out(line)

    def taken(self, line: Line, order: str, words: str = "") -> None:
        """Name words that became an order, so that nobody misses them."""
        self.findings.append(
            say.ORDER_TAKEN(self.place(line), line=words or line.text, order=order)
        )

    def leave_out(self, line: Line) -> None:
        self.left_out.append(LeftOut(line.text, line.number, Around.OFFICE))
        self.findings.append(
            say.SHEET_LINE(self.place(line), line=line.text, details={"text": line.text})
        )

    def line(self, line: Line, *, after_last: bool) -> None:
        """Read one line of the body."""
        opened = opening_of(line, people=True)
        look = None if opened else meaning_of(line)
        cue = cue_of(look) if look is not None else None
        text = line.text
        if opened is not None and _CREW.match(opened.label) and is_signature(opened.rest):
            self.leave_out(line)
        elif opened is not None:
            self.begin(opened, line)
            if opened.rest:
                self.say(opened.rest, line)
        elif (ours := _OURS.fullmatch(text)) is not None:
            self.ours(cue_word(ours[1].strip()), text)
        elif text.startswith("// "):  # how a word is said, in a reading copy
            self.note(line, say.UNSURE_CUE(self.place(line), line=text))
        elif look is not None and cue is not None:
            self.cue(cue, look, line)
        elif after_last and self.is_closing(line):
            self.leave_out(line)
        elif look is not None and look.sense is Sense.HEADING:
            self.heading(look.cue.lstrip("# "), line)
        elif look is not None or re.fullmatch(r"[(\[][^()\[\]]{1,60}[)\]]", text):
            self.note(line, say.UNSURE_CUE(self.place(line), line=text))
        elif self.is_heading(line):
            number = _NUMBER.match(text)
            title = text[number.end() :] if number else text
            self.heading(title.strip(" :.*#") or text, line)
        elif not self.speaker:
            self.note(line, say.UNSURE_CUE(self.place(line), line=text))
        else:
            self.say(text, line)

    def heading(self, title: str, line: Line) -> None:
        """Begin a segment; a number of Roman letters before its title is named."""
        title, bar, _ = title.partition(" | ")  # read twice, in a reading copy
        self.body.append(Heading(title, twice=bool(bar)))
        if _letters(title) != _letters(line.text):
            self.taken(line, f"# {title}")

    def ours(self, word: CueWord | None, text: str) -> None:
        """Keep a cue in our language; another sound than an effect ends a bed."""
        if word not in (SoundKind.SFX, SoundKind.CLIP):
            self.end_bed()
        self.bed = self.bed or word is SoundKind.BED
        self.body.append(text)

    @staticmethod
    def is_closing(line: Line) -> bool:
        return (
            kind_of(line.stored) is not None
            or _SHEET.fullmatch(line.text) is not None
            or is_signature(line.text)
        )

    @staticmethod
    def is_heading(line: Line) -> bool:
        text = line.text
        if len(text) > 120 or ENDS.search(text.rstrip(":")):
            return False
        return text.isupper() or line.bold or _NUMBER.match(text) is not None

    def begin(self, opened: LabelledLine, line: Line) -> None:
        """Return the next words to the announcer of a label."""
        names = [name for name in BOTH_NAMES.split(opened.label) if name]
        together = key_form(opened.label) in TOGETHER
        several = len(names) > 1 or together
        if together:
            names = [next(iter(self.names.values()), opened.label)]
        self.speaker = self.names.setdefault(skeleton(names[0]), names[0])
        if several:
            self.findings.append(
                say.SEVERAL_SPEAKERS(self.place(line), label=opened.label, speaker=self.speaker)
            )
        elif _letters(names[0]) != _letters(self.speaker):
            self.taken(line, f"{self.speaker}:", opened.label)
        if opened.aside:
            self.note(
                line, say.UNSURE_CUE(self.place(line), line=f"({opened.aside})"), opened.aside
            )

    def say(self, text: str, line: Line) -> None:
        mark = re.match(r"[-–•+]\s+(?=\S)", text)
        item, text = mark is not None, text[mark.end() :] if mark else text
        pieces = tuple(_pieces(text))
        breaths = [piece for piece in pieces if isinstance(piece, Breath)]
        for match, breath in zip(_PAUSE.finditer(text), breaths, strict=True):
            self.taken(line, f"({breath.length:g} s)", match[0])
        if all(isinstance(piece, Breath) for piece in pieces):
            self.body += [Pause(piece.length) for piece in pieces if isinstance(piece, Breath)]
        else:
            self.body.append(Speech(self.speaker, pieces, named=True, list_item=item))

    def note(self, line: Line, finding: Finding, words: str = "") -> None:
        """Keep words as an editor's note at their place."""
        bare = re.sub(r"-{2,}|[<>]", " ", words or line.text).strip()
        self.body.append(f"<!-- {bare} -->")
        self.left_out.append(LeftOut(words or line.text, line.number, Around.NOTE, sure=False))
        self.findings.append(finding)

    def cue(self, word: CueWord, look: Look, line: Line) -> None:
        """Bring in a sound: the template's own of that kind, else a note that asks for the file."""
        if word is Order.PAUSE:
            length = re.search(r"\d+(?:\.\d+)?", look.cue)
            pause = Pause(Seconds(min(float(length[0]) if length else 1.0, 300.0)))
            self.body.append(pause)
            self.taken(line, f"({pause.length:g} s)")
        elif word is Order.END_BED:
            if not self.bed:
                self.note(line, say.UNSURE_CUE(self.place(line), line=line.text))
            self.end_bed(line)
        elif word is Order.TWICE:
            self.body.append(look.cue)
            self.taken(line, look.cue)
        elif word is SoundKind.BED and self.bed and _FADES.search(line.text):
            self.end_bed(line)
        elif isinstance(word, SoundKind) and "tên-tệp" not in look.cue:
            self.body.append(look.cue)
            self.taken(line, look.cue)
        elif isinstance(word, SoundKind) and word in self.sounds and not self.twice(word):
            cue = next(self.sounds[word])
            self.end_bed()
            self.bed = word is SoundKind.BED
            self.outro = self.outro or word is SoundKind.OUTRO
            self.body.append(cue)
            shown = f"[{name_of(word, 'vi')}: {cue.file}]"
            self.findings.append(say.CUE_TAKEN(self.place(line), line=line.text, cue=shown))
        elif isinstance(word, SoundKind) and not self.twice(word):
            self.note(line, say.CUE_WITHOUT_FILE(self.place(line), line=line.text, cue=look.cue))
        else:
            self.note(line, say.UNSURE_CUE(self.place(line), line=line.text))

    def twice(self, word: CueWord) -> bool:
        return word is SoundKind.OUTRO and self.outro

    def end_bed(self, line: Line | None = None) -> None:
        if self.bed:
            self.body.append(BedEnd())
            if line is not None:
                self.taken(line, f"[{name_of(Order.END_BED, 'vi')}]")
        self.bed = False

    def text(self) -> str:
        """Write the script."""
        title = self.meta.title
        if not title:
            title = next((b.title for b in self.body if isinstance(b, Heading)), "Chương trình")
            self.findings.append(say.NO_TITLE(Place(self.file)))
        meta = replace(self.meta, title=title, language=None, speakers=self.voices())
        parts = [write_script(Script("", "", meta, ())).rstrip("\n"), ""]
        for block in self.body:
            written = block if isinstance(block, str) else _written(block, meta)
            parts += [written, ""]
        return "\n".join(parts)

    def voices(self) -> Mapping[str, tuple[VoiceChoice, ...]]:
        """Choose a voice of the template for each announcer: by "nam", "nữ", else in turn."""
        lent = dict(self.lent.meta.speakers) if self.lent else {}
        choices = list(lent.values()) or [(VoiceChoice("nữ"),), (VoiceChoice("nam"),)]
        turn = cycle(choices)
        chosen: dict[str, tuple[VoiceChoice, ...]] = {}
        for name in self.names.values():
            of_kind = [v for n, v in lent.items() if _kind(n) and _kind(n) == _kind(name)]
            same = [voices for other, voices in lent.items() if fold(other) == fold(name)]
            chosen[name] = (same or of_kind or [next(turn)])[0]
        return chosen


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, fold(text)))


def _kind(name: str) -> str:
    words = fold(name).split()
    if words[0] in ("ông", "anh", "chú"):
        return "nam"
    if words[0] in ("bà", "chị", "cô"):
        return "nữ"
    return next((word for word in words if word in ("nam", "nữ")), "")


def _written(block: Block, meta: Meta) -> str:
    return write_body(Script("", "", meta, (block,))).strip("\n")


def _pieces(text: str) -> Iterator[Piece]:
    """Cut words at the pauses that stand in them."""
    at = 0
    for match in _PAUSE.finditer(text):
        before = text[at : match.start()]
        if before.strip():
            yield Words(SourceText(before))
        length = float((match["length"] or "1").replace(",", ".").strip(".") or 1)
        yield Breath(Seconds(min(max(length, 0.1), 30.0)))
        at = match.end()
    if text[at:].strip():
        yield Words(SourceText(text[at:]))


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
