"""The script language: text in, `Script` and findings out.

Line by line: notes leave, then a line is a heading, a cue, a pause, or words; words gather into
paragraphs, and each paragraph becomes one `Speech`. Nothing is dropped without a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from radioprog.kernel.findings import Finding, in_order
from radioprog.kernel.textfile import forbidden_characters
from radioprog.script import cues
from radioprog.script import parse_findings as wrong
from radioprog.script.front import missing_front_matter, read_front_matter, split_front_matter
from radioprog.script.inline import parse_inline, parse_plain
from radioprog.script.keywords import Order, cue_word
from radioprog.script.model import Block, Breath, Heading, Include, Meta, Script, Speech
from radioprog.script.notes import without_notes
from radioprog.script.speakers import Speakers
from radioprog.script.structure import structure_findings
from radioprog.script.traced import Page, Traced, joined

MOST_FINDINGS = 500
_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}")
_BULLET = re.compile(r"[-*+•–—][ ]+(?=\S)")
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
        return None, findings or (missing_front_matter(page.place_at(0)),)
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
        meta, findings = read_front_matter(front, file=file, fallback_title=title)
        findings = tuple(found for found in findings if found.code != "missing-key")
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

    def read(self, start: int) -> None:
        """Read from an offset of the page to its end."""
        before = sum(1 for at in self.page.starts if at <= start)
        self.findings.extend(
            forbidden_characters(self.page.text[start:], file=self.page.file, first_line=before)
        )
        for line in without_notes(self.page, self.page.lines(start), self.fault):
            self.line(line.strip())
        self.flush()
        self.nobody_spoke()
        self.end_twice()

    def fault(self, *findings: Finding) -> None:
        """Keep findings, up to a bound: a spoilt file does not flood the screen."""
        self.findings.extend(findings[: max(0, MOST_FINDINGS - len(self.findings))])

    def line(self, line: Traced) -> None:
        """Read one line."""
        marks = line.marks
        if not marks or _RULE.fullmatch(marks):
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
        elif _TABLE.fullmatch(marks):
            self.flush()
            self.fault(wrong.table(self.page.place_of(line)))
        else:
            self.words(line)

    def add(self, block: Block | None, findings: tuple[Finding, ...] = ()) -> None:
        self.fault(*findings)
        if block is not None:
            self.blocks.append(block)

    def heading(self, line: Traced) -> None:
        place = self.page.place_of(line)
        if line.marks.startswith("##"):
            self.fault(wrong.heading_level(line.text, place))
        self.nobody_spoke()
        self.end_twice()
        title, *options = line[len(line.marks) - len(line.marks.lstrip("#")) :].split_at("|")
        text, found = parse_plain(title.strip(), self.page)
        self.fault(*found)
        if not text:
            self.fault(wrong.empty_heading(place))
        twice = False
        for option in options:
            if cue_word(option.text.strip()) is Order.TWICE:
                twice = True
            else:
                where = self.page.place_of(option.strip(), instead=place)
                self.fault(wrong.heading_option(option.text.strip(), where))
        self.add(Heading(text, twice, place) if text else None)

    def cue(self, body: Traced) -> None:
        block, findings = cues.parse_cue(body, self.page)
        self.fault(*findings)
        if isinstance(block, cues.Twice):
            self.end_twice()
            self.twice = block
            return
        if isinstance(block, Include):  # its first words have a speaker of their own
            self.nobody_spoke()
            self.end_twice()
        self.add(block)

    def words(self, line: Traced) -> None:
        """Take a line of words: it opens a paragraph, or goes on with one."""
        self.fault(*cues.open_cue(line, self.page))
        place = self.page.place_of(line)
        opening = self.speakers.opening(line)
        bullet = None if opening and opening.name else _BULLET.match(line.marks)
        if bullet is not None:
            line = line[bullet.end() :]
            opening = self.speakers.opening(line)
        if opening is not None and opening.name is None:
            self.fault(self.speakers.unknown(opening.label, self.page.place_of(line)))
            self.strange = line
        named = opening is not None and opening.name is not None
        if named or bullet is not None or self.next_number(line):
            self.flush()
        if self.opened is None:
            self.opened = Speech("", (), named, list_item=bullet is not None, place=place)
        if named and opening is not None:
            self.nobody_spoke()
            self.speaker, line = opening.name, opening.rest
        self.lines.append(line)

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
        self.fault(*inline.findings)
        if all(isinstance(piece, Breath) for piece in inline.pieces):
            self.fault(wrong.no_words(self.page.place_of(lines[0])))
            return
        if self.waiting is not None:
            opened = replace(opened, named=True, place=self.waiting.place)
            self.waiting = None
        if self.speaker is None:
            if self.strange is not lines[0]:
                self.fault(wrong.no_speaker(self.speakers.names, self.page.place_of(lines[0])))
            self.speaker = next(iter(self.speakers.names), "")
        twice, self.twice = self.twice is not None, None
        self.blocks.append(
            replace(opened, speaker=self.speaker, pieces=tuple(inline.pieces), twice=twice)
        )

    def nobody_spoke(self) -> None:
        """A name that was left without words."""
        if self.waiting is not None:
            self.fault(wrong.empty_speech(self.waiting.place))
            self.waiting = None

    def end_twice(self) -> None:
        """A ``[đọc hai lần]`` that no speech followed."""
        if self.twice is not None:
            self.fault(wrong.twice_alone(self.twice.place))
            self.twice = None
