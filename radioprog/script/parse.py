"""The script language: text in, `Script` and findings out.

Line by line: notes leave, then a line is a heading, a cue, a pause, or words; words gather into
paragraphs, and each paragraph becomes one `Speech`. Nothing is dropped without a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from radioprog.kernel.findings import Finding, Place, Text, in_order
from radioprog.kernel.text import one_line
from radioprog.kernel.textfile import forbidden_characters
from radioprog.script import cues
from radioprog.script import findings as said
from radioprog.script.front.fields import FRAGMENT
from radioprog.script.front.matter import (
    missing_front_matter,
    read_front_matter,
    split_front_matter,
)
from radioprog.script.inline import MOST_FINDINGS, parse_inline, parse_plain
from radioprog.script.keywords import Order, cue_word
from radioprog.script.looks import (
    Look,
    Sense,
    blanks_in,
    look_of_brackets,
    look_of_line,
    look_of_paragraph,
)
from radioprog.script.model import Block, Breath, Heading, Include, Meta, Script, Speech
from radioprog.script.speakers import Opening, Speakers
from radioprog.script.structure import structure_findings
from radioprog.script.tables import cells_of, has_gap, tables
from radioprog.script.traced import ESCAPED, Page, Traced, joined, without_notes

_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|(?:[–—]\s*){2,}|={3,}|~{3,}")
_QUOTED = re.compile(r"(?:>\s*)+(?=[^\W\d]|[\"“'‘(\[#*_-])")
_TWICE_IN_TITLE = re.compile(
    r"[\s(\[,–—-]+(?:(?:đọc|phát)\s+(?:lại\s+)?(?:hai|2)\s+lần|x\s?2|(?:hai|2)\s+lần|twice)[)\].\s]*$",
    re.IGNORECASE,
)
_LONE_SLASH = re.compile(rf"/ |/\*|{ESCAPED} ")
_INLINE_NOTE = re.compile(r"(?<=\s)//(?=\s)")
# The last are bullets of Word's symbol fonts, which come out of a document as private characters.
_BULLET = re.compile(r"[-*+•–—●○◦▪■►✓\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0e8\uf02d][ ]+(?=\S)")
_NUMBER = re.compile(r"([0-9]{1,3})[.)][ ]+(?=\S)")
_TABLE = re.compile(r"\|.*|[-: ]*-[-: ]*\|[-|: ]*")


def parse_script(text: str, *, file: str, name: str) -> tuple[Script | None, tuple[Finding, ...]]:
    r"""Read a radio script; ``name`` is its path below ``scripts/`` without the ending.

    A script is given also beside errors, as far as it could be read; ``None`` only where its
    front matter cannot be read at all. Includes still stand in it as `Include`: see
    `radioprog.script.resolve`.

    >>> script, findings = parse_script(
    ...     "---\ntitle: Bản tin\nspeakers: {MC: nữ}\n---\nMC: Xin chào!",
    ...     file="scripts/a.md", name="a")
    >>> script.body[0].speaker, script.body[0].pieces[0].source.text, findings
    ('MC', 'Xin chào!', ())
    """
    page = Page(text.removeprefix("\ufeff"), file=file)
    front, start, findings = split_front_matter(page)
    if front is None:
        return None, findings or (missing_front_matter(page, name),)
    meta, findings = read_front_matter(front, file=file, fallback_title=name.split("/")[-1])
    if meta is None:
        return None, findings
    body = _Body(page, Speakers(meta.speakers), findings)
    body.read(start)
    script = Script(name, file, meta, tuple(body.blocks))
    broken = any(found.is_error for found in body.findings)
    return script, in_order((*body.findings, *structure_findings(script, broken=broken)))


def parse_blocks(
    text: str, speakers: Speakers, speaker: str | None
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Read a stretch of a body, after ``speaker`` spoke last: so the writer proves itself."""
    body = _Body(Page(text, file=""), speakers, speaker=speaker)
    body.read(0)
    return tuple(body.blocks), tuple(body.findings)


def parse_fragment(
    text: str, *, file: str, speakers: Iterable[str], speaker: str | None
) -> tuple[Meta, tuple[Block, ...], tuple[Finding, ...]]:
    """Read the body of a script that another one includes; front matter may be missing.

    ``speakers`` are the names that the including script declares, ``speaker`` the one who spoke
    last there: words before any name are theirs.
    """
    page = Page(text.removeprefix("\ufeff"), file=file)
    front, start, findings = split_front_matter(page)
    meta: Meta | None = Meta("")
    if front is not None:
        title = file.rsplit("/", 1)[-1]
        meta, findings = read_front_matter(front, file=file, fallback_title=title, kind=FRAGMENT)
    if meta is None or findings:
        return meta or Meta(""), (), findings
    names = dict.fromkeys((*meta.speakers, *speakers))
    body = _Body(page, Speakers(names), findings, Speakers(meta.speakers).only or speaker)
    body.read(start)
    return meta, tuple(body.blocks), in_order(body.findings)


class _Body:
    """Gathers the blocks of a body, and what is wrong with it."""

    def __init__(
        self,
        page: Page,
        speakers: Speakers,
        findings: Iterable[Finding] = (),
        speaker: str | None = None,
    ) -> None:
        self.page = page
        self.speakers = speakers
        self.findings = list(findings)
        self.blocks: list[Block] = []
        self.speaker = speaker or speakers.only
        self.lines: list[Traced] = []
        self.opened: Speech | None = None
        self.waiting: Speech | None = None
        self.twice: cues.Twice | None = None
        self.number = 0
        self.strange: Traced | None = None
        self.more = 0
        self.looked: set[int | None] = set()
        self.tabled: set[int] = set()

    def read(self, start: int) -> None:
        """Read from an offset of the page to its end."""
        before = sum(1 for at in self.page.starts if at <= start)
        self.findings.extend(
            forbidden_characters(self.page.text[start:], file=self.page.file, first_line=before)
        )
        lines = [
            line.strip() for line in without_notes(self.page, self.page.lines(start), self.fault)
        ]
        self.tables(lines)
        for row, line in enumerate(lines):
            self.line(line, row in self.tabled)
        last = next((line for line in reversed(self.lines) if len(line)), None)
        if last is not None and self.page.text[-1:].isalnum() and self.page.text.count("\n") > 1:
            self.fault(said.CUT_OFF(self.page.place_of(last), shown=one_line(last.text)[-40:]))
        self.flush()
        self.nobody_spoke()
        self.end_twice()
        if self.more:
            self.findings.append(said.TOO_MANY(Place(self.page.file), more=self.more))

    def fault(self, *findings: Finding) -> None:
        """Keep findings, up to a bound: a spoilt file does not flood the screen."""
        room = max(0, MOST_FINDINGS - len(self.findings))
        self.findings.extend(findings[:room])
        self.more += len(findings[room:])

    def tables(self, lines: Sequence[Traced]) -> None:
        """Find the tables among the lines; what they hold is not looked at any further."""
        for first, last in tables([line.text for line in lines]):
            self.tabled.update(range(first, last + 1))
            begins, ends = (self.page.place_of(lines[row]) for row in (first, last))
            cells = [one_line(cell) for cell in cells_of(lines[first].text)]
            cells = cells if len(cells) > 1 else ["Lúa", "7.200 đồng một ki-lô-gam"]
            example = f"{cells[0]}: {', '.join(cells[1:])}."
            self.fault(
                said.TABLE_IN_TEXT(begins, first=begins.line, last=ends.line, example=example)
            )

    def line(self, line: Traced, in_table: bool = False) -> None:
        """Read one line."""
        quoted = _QUOTED.match(line.marks)
        line = line if quoted is None else line[quoted.end() :]
        marks = line.marks
        if not marks or _RULE.fullmatch(marks):
            if marks.startswith("===") and self.opened is not None:
                self.fault(said.HEADING_UNDERLINED(self.page.place_of(line)))
            self.flush()
        elif marks.startswith(("##", "# ")) or marks == "#":
            self.flush()
            self.heading(line)
        elif (body := cues.cue_body(line)) is not None:
            self.flush()
            self.cue(body)
        elif (pause := cues.pause_line(line, self.page)) is not None:
            self.flush()
            self.add(*pause)
        elif "|" in marks and _TABLE.fullmatch(marks):
            self.flush()
            self.fault(said.TABLE(self.page.place_of(line)))
        else:
            self.words(line, in_table)

    def add(self, block: Block | None, findings: tuple[Finding, ...] = ()) -> None:
        self.fault(*findings)
        if block is not None:
            self.blocks.append(block)

    def heading(self, line: Traced) -> None:
        place = self.page.place_of(line)
        if line.marks.startswith("##"):
            shown = one_line(line.text)
            self.fault(said.HEADING_LEVEL(place, title=shown.lstrip("#＃ "), shown=shown))
        self.nobody_spoke()
        self.end_twice()
        title, *options = line[len(line.marks) - len(line.marks.lstrip("#")) :].split_at("|")
        title = title.strip()
        opening = self.speakers.opening(title)
        if opening is not None and opening.name is not None:
            wanted = one_line(title.text)[:60]
            self.fault(said.SPEAKER_DRESSED(place, name=opening.name, wanted=wanted))
        text, found = parse_plain(title, self.page)
        self.fault(*found)
        said_twice = _TWICE_IN_TITLE.search(text)
        if said_twice is not None:
            cue = f"# {text[: said_twice.start()].strip()} | đọc hai lần"
            self.fault(said.TWICE_IN_TITLE(place, shown=one_line(text), cue=cue))
        for index, says in self.speakers.in_title(title) if opening is None else ():
            self.fault(says(self.page.place_of(title, index)))
        if not text:
            self.fault(said.EMPTY_HEADING(place))
        twice = False
        for option in options:
            if cue_word(option.text.strip()) is Order.TWICE:
                twice = True
            else:
                where = self.page.place_of(option.strip(), instead=place)
                shown = one_line(option.text)
                self.fault(said.HEADING_OPTION(where, option=shown or Text("trống", "empty")))
        self.add(Heading(text, twice, place) if text else None)

    def cue(self, body: Traced) -> None:
        block, findings = cues.parse_cue(body, self.page)
        self.fault(*findings)
        if isinstance(block, cues.Twice):
            if self.twice is not None:
                self.fault(said.TWICE_TWICE(block.place))
            self.twice = block
            return
        if isinstance(block, Include):  # its first words have a speaker of their own
            self.nobody_spoke()
            self.end_twice()
        self.add(block)

    def words(self, line: Traced, in_table: bool) -> None:
        """Take a line of words: it opens a paragraph, or goes on with one."""
        unclosed = cues.open_cue(line, self.page)
        self.fault(*unclosed)
        place = self.page.place_of(line)
        opening = self.speakers.opening(line)
        named = opening is not None and opening.name is not None
        bullet = None if named else _BULLET.match(line.marks)
        if bullet is not None:
            line = line[bullet.end() :]
            opening = self.speakers.opening(line)
            named = opening is not None and opening.name is not None
        self.suspect(line, opening, looks=not (in_table or unclosed))
        if named or bullet is not None or self.next_number(line):
            self.flush()
        if self.opened is None:
            note = opening.note if opening is not None else ""
            self.opened = Speech(
                "", (), named, list_item=bullet is not None, note=note, place=place
            )
        if named and opening is not None:
            self.nobody_spoke()
            self.speaker, line = opening.name, opening.rest
        self.lines.append(line)

    def suspect(self, line: Traced, opening: Opening | None, *, looks: bool) -> None:
        """Find what in a line of words is probably not meant to be said as it stands."""
        place = self.page.place_of(line)
        if opening is not None and opening.wrong is not None:
            self.fault(opening.wrong(place))
            self.strange = line
        elif looks:
            self.look(line if opening is None else opening.rest)
        if opening is not None and opening.note:
            self.note(opening, place)
        for index, says in self.speakers.inside(line):
            self.fault(says(self.page.place_of(line, index)))
        if _LONE_SLASH.match(line.marks) and line.text[0] in "/\\":
            self.fault(said.NOTE_SPACE(place))
        for note in _INLINE_NOTE.finditer(line.marks):
            shown = one_line(line.text[note.start() :])[:60]
            self.fault(said.NOTE_INLINE(self.page.place_of(line, note.start()), shown=shown))
        for index, shown in blanks_in(line.marks):
            self.fault(said.BLANK_LEFT(self.page.place_of(line, index), shown=shown))
        words = line if opening is None else opening.rest
        if re.match(r"#[^\W\d]", words.marks):
            shown = one_line(words.text)[:60]
            where = self.page.place_of(words)
            self.fault(said.HEADING_SPACE(where, shown=shown, title=shown.lstrip("#＃")))

    def note(self, opening: Opening, place: Place) -> None:
        """Warn of a note behind a name that asks for more than to be kept: ``(đọc hai lần)``."""
        look = look_of_brackets(opening.note)
        if look is not None and look.sense is Sense.CUE:
            shown, text = f"({opening.note})", one_line(opening.rest.text)[:40]
            note = f"// {opening.note}"
            self.fault(said.LOOKS_LIKE_CUE(place, shown=shown, cue=look.cue, note=note, text=text))

    def look(self, words: Traced) -> None:
        """Warn of words that look like a cue or a note; an escape or a brace says they are not."""
        cue = words.marks.startswith("[") and not re.match(r"\[[0-9]{1,2}\] ", words.marks)
        escaped = ESCAPED in words.marks and any(
            mark == ESCAPED and char != "\\"
            for char, mark in zip(words.text, words.marks, strict=True)
        )
        known = cue or escaped or "{" in words.marks
        if known or self.goes_on(words) or cues.pause_line(words, self.page) is not None:
            return
        look = look_of_line(words.text) or (Look(Sense.NOTE) if has_gap(words.text) else None)
        if look is None or (look.sense is Sense.NOTE and any(blanks_in(words.marks))):
            return  # a blank is told as one
        place, shown = self.page.place_of(words), one_line(words.text)
        text = f"\\{shown}" if words.marks[0] in "([<" else f"{{{shown}|{shown.lower()}}}"
        code = {
            Sense.CUE: said.LOOKS_LIKE_CUE,
            Sense.NOTE: said.LOOKS_LIKE_NOTE,
            Sense.HEADING: said.LOOKS_LIKE_HEADING,
        }[look.sense]
        self.looked.add(place.line)
        self.fault(code(place, shown=shown, cue=look.cue, note=f"// {shown}", text=text))

    def look_at_paragraph(self, opened: Speech, lines: Sequence[Traced]) -> None:
        """Tell of a paragraph of one line that looks like a heading."""
        line = lines[0]
        place = self.page.place_of(line)
        exported = line.marks.startswith(f"{ESCAPED} ") and line.text[0] == "#"
        if exported and len(lines) == 1 and not opened.named:
            self.fault(said.HEADING_AS_TEXT(place, shown=f"\\{line.text}", cue=line.text))
        known = opened.named or opened.list_item or place.line in self.looked
        if len(lines) > 1 or known or ESCAPED in line.marks or "{" in line.marks:
            return
        bold = re.fullmatch(r"(\*\*|__)(?!\s)[^*_]+\1", line.marks) is not None
        heading = look_of_paragraph(line.text.strip("*_").lstrip("# "), bold=bold)
        if heading:
            shown = one_line(line.text)
            self.fault(said.HEADING_AS_TEXT(place, shown=shown, cue=heading))

    def goes_on(self, words: Traced) -> bool:
        """Tell whether a line is the middle of a sentence that the line above began."""
        above = next((line.marks for line in reversed(self.lines) if len(line)), "")
        return bool(above) and above[-1] not in ".!?…:" and words.text[:1].islower()

    def next_number(self, line: Traced) -> bool:
        """Tell whether a line is the next one of a numbered list."""
        match = _NUMBER.match(line.marks)
        if match is None:
            return False
        number, before = int(match[1]), self.number
        self.number = number
        return number in (1, before + 1)

    def flush(self) -> None:
        """End the paragraph that is open, if any."""
        opened, lines = self.opened, [line for line in self.lines if len(line)]
        self.opened, self.lines = None, []
        if opened is None:
            return
        if not lines:
            self.waiting = opened
            return
        inline = parse_inline(joined(lines), self.page)
        self.more += inline.more
        self.fault(
            *(
                found
                for found in inline.findings
                if found.code != said.LOOKS_LIKE_NOTE.code or found.place.line not in self.looked
            )
        )
        if all(isinstance(piece, Breath) for piece in inline.pieces):
            self.fault(said.ONLY_PAUSE(self.page.place_of(lines[0])))
            return
        self.look_at_paragraph(opened, lines)
        if self.waiting is not None:
            opened = replace(opened, named=True, note=self.waiting.note, place=self.waiting.place)
            self.waiting = None
        if self.speaker is None:
            if self.strange is not lines[0]:
                place = self.page.place_of(lines[0])
                names = self.speakers.names
                self.fault(
                    said.NO_SPEAKER(place, name=names[0]) if names else said.NO_SPEAKERS(place)
                )
            self.speaker = next(iter(self.speakers.names), "")
        twice, self.twice = self.twice is not None, None
        self.blocks.append(
            replace(opened, speaker=self.speaker, pieces=tuple(inline.pieces), twice=twice)
        )

    def nobody_spoke(self) -> None:
        """A name that was left without words."""
        if self.waiting is not None:
            self.fault(said.EMPTY_SPEECH(self.waiting.place))
            self.waiting = None

    def end_twice(self) -> None:
        """A ``[đọc hai lần]`` that no speech followed."""
        if self.twice is not None:
            self.fault(said.TWICE_ALONE(self.twice.place))
            self.twice = None
