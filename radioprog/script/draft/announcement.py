"""The script of an emergency message, from its template and what somebody wrote in a hurry.

The text is taken as it is: no bracket, bar, colon or label in it can become a cue, a speaker or an
error, since it is put into the parsed template and written out by the script's own writer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.findings import Finding
from radioprog.kernel.text import one_line
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.model import (
    BedEnd,
    Block,
    Meta,
    Piece,
    Script,
    SoundCue,
    SourceText,
    Speech,
    Words,
)
from radioprog.script.parse import parse_script
from radioprog.script.write import write_script

_FIELD = re.compile(r"(?<!\\)\{\s*([^{}|:\n\\]{1,20}?)\s*\}")
_MARK = "Xxrp{}xx"
_MARKED = re.compile(r"Xxrp(\d+)xx")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("đầu đề", "tiêu đề"),
    "opening": ("mở đầu",),
    "level": ("mức độ", "cấp độ"),
    "text": ("nội dung",),
    "issued": ("phát hành",),
    "validity": ("hiệu lực",),
    "area": ("vùng", "các đài"),
    "organisation": ("đơn vị",),
}
"""What a template may ask for, and what that is called in Vietnamese."""
_FIELD_OF = {key_form(name): key for key, names in FIELDS.items() for name in (key, *names)}


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be said: the values of the fields, the text's paragraphs, a sentence around all.

    ``around`` is said first and last, whatever the template: that this is only an exercise. A
    sound of the template that ``has_sound`` does not know is left out: it must not keep a message
    off the air.
    """

    values: Mapping[str, str]
    paragraphs: tuple[str, ...]
    around: str = ""
    has_sound: Callable[[str], bool] = lambda name: True


def plain_line(text: str) -> str:
    """Return text on one line without what no file of ours can hold."""
    return one_line("".join(char for char in text if ord(char) & 0xFFFE != 0xFFFE))


def paragraphs_of(text: str) -> tuple[str, ...]:
    r"""Return a text's paragraphs, each on one line with its full stop; empty ones are left out.

    >>> paragraphs_of("Nước lên nhanh\n\n  Bà con sơ tán ngay! ")
    ('Nước lên nhanh.', 'Bà con sơ tán ngay!')
    """
    lines = (plain_line(each) for each in re.split(r"\n+|\r", text))
    return tuple(each if each[-1] in ".!?…:;" else f"{each}." for each in lines if each)


def announcement_script(
    template: str, said: Announcement, *, file: str, name: str
) -> tuple[str, tuple[Finding, ...]]:
    r"""Fill a template and return the script's text; with an error among the findings it is empty.

    A template without a place for the text is given one: the text is never left out.

    >>> text = "---\ntitle: '{đầu đề}'\nspeakers: {PTV: nữ}\n---\n\nPTV: {nội dung}\n"
    >>> said = Announcement({"title": "Lũ"}, ("B: [lũ] lên",))
    >>> print(announcement_script(text, said, file="_khan-cap.md", name="a")[0])
    ---
    title: Lũ
    speakers:
      PTV: nữ
    ---
    <BLANKLINE>
    PTV: B: [lũ] lên
    <BLANKLINE>
    """
    fields: list[str] = []
    marked = _FIELD.sub(lambda match: _marked(match[1], match[0], fields), template)
    script, found = parse_script(marked, file=file, name=name)
    if script is None or any(each.is_error for each in found):
        return "", found
    filler = _AnnouncementFiller(fields, said)
    meta = _filled_meta(script.meta, filler)
    body = list(filler.blocks(script.body))
    speaker = _speaker(script)
    if "text" not in {fields[number] for number in filler.used}:
        body += [Speech(speaker, (_words(each),)) for each in said.paragraphs]
    if said.around:
        body = _around(body, Speech(speaker, (_words(said.around),)))
    text = write_script(replace(script, meta=meta, body=tuple(body)))
    _, told = parse_script(text, file=file, name=name)
    return text, told


def _marked(written: str, whole: str, fields: list[str]) -> str:
    known = _FIELD_OF.get(key_form(written))
    if known is None:
        return whole
    fields.append(known)
    return _MARK.format(len(fields) - 1)


def _speaker(script: Script) -> str:
    spoken = (each.speaker for each in script.body if isinstance(each, Speech))
    return next(spoken, next(iter(script.meta.speakers), ""))


def _words(text: str) -> Words:
    return Words(SourceText(text))


def _around(body: Sequence[Block], said: Speech) -> list[Block]:
    """Put a sentence before the first words and behind the last, within their own segments."""
    at = [number for number, each in enumerate(body) if isinstance(each, Speech)] or [len(body)]
    return [*body[: at[0]], said, *body[at[0] : at[-1] + 1], said, *body[at[-1] + 1 :]]


def _filled_meta(meta: Meta, filler: _AnnouncementFiller) -> Meta:
    """Fill the front matter; the title always says what kind of message it is."""
    producer = filler.text(meta.producer) if meta.producer else None
    title, asked = filler.text(meta.title), one_line(filler.values.get("title", ""))
    return replace(
        meta,
        title=title if asked in title else asked,
        producer=producer or None,
        topics=tuple(filter(None, map(filler.text, meta.topics))),
    )


class _AnnouncementFiller:
    """Puts values where the marks stand; remembers which it used."""

    def __init__(self, fields: Sequence[str], said: Announcement) -> None:
        self.fields = fields
        self.values = {**said.values, "text": " ".join(said.paragraphs)}
        self.paragraphs = said.paragraphs
        self.has_sound = said.has_sound
        self.used: set[int] = set()
        self.silent: bool = False

    def text(self, text: str) -> str:
        return one_line(_MARKED.sub(self._value, text))

    def _value(self, match: re.Match[str]) -> str:
        number = int(match[1])
        self.used.add(number)
        return self.values.get(self.fields[number], "")

    def blocks(self, body: Sequence[Block]) -> Iterator[Block]:
        """Yield the blocks filled; a paragraph that is only the text becomes the text's own."""
        for block in body:
            if isinstance(block, SoundCue) and not self.has_sound(block.file):
                self.silent = True
                continue
            if isinstance(block, BedEnd) and self.silent:
                continue
            if not isinstance(block, Speech):
                yield block
                continue
            alone = self._alone(block)
            if alone is not None:
                self.used.add(alone)
                for each in self.paragraphs:
                    yield replace(block, pieces=(_words(each),))
                continue
            pieces = tuple(self._pieces(block.pieces))
            if pieces:
                yield replace(block, pieces=pieces)

    def _alone(self, block: Speech) -> int | None:
        if len(block.pieces) != 1 or not isinstance(block.pieces[0], Words):
            return None
        match = _MARKED.fullmatch(block.pieces[0].source.text.strip().rstrip("."))
        return int(match[1]) if match and self.fields[int(match[1])] == "text" else None

    def _pieces(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            if not isinstance(piece, Words):
                yield piece
            elif text := self.text(piece.source.text):
                yield _words(text)
