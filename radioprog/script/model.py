"""The radio script as values: what `parse` gives, what `write` takes, what the rundown is made of.

The body is a flat run of blocks in the order of the page; `Script.segments` groups it under its
headings. `parse ∘ write` is the identity on this model, places aside (they do not compare).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from radioprog.kernel.findings import NOWHERE, Place
from radioprog.kernel.units import Decibels, Seconds, SyllablesPerMinute


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text, and where each stretch of it stands in the file.

    ``marks`` holds (offset, place) in ascending order: from that offset on, each further code
    point stands one column further, until the next mark.
    """

    text: str
    marks: tuple[tuple[int, Place], ...] = field(default=(), compare=False)

    def place_at(self, offset: int) -> Place:
        """Return the place in the file of the code point at ``offset``."""
        at = bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1
        if at < 0:
            return NOWHERE
        start, place = self.marks[at]
        column = None if place.column is None else place.column + offset - start
        return Place(place.file, place.line, column)


@dataclass(frozen=True, slots=True)
class Words:
    """Running text, to be read as the script's language asks."""

    source: SourceText


@dataclass(frozen=True, slots=True)
class Respelled:
    """``{written|spoken}``: shown as written, said as spoken."""

    written: str
    spoken: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Foreign:
    """``{en: text}``: words in another language."""

    language: str
    source: SourceText


@dataclass(frozen=True, slots=True)
class Breath:
    """``(nghỉ 1s)`` inside a paragraph: silence between two stretches of speech."""

    length: Seconds
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class StationField:
    """``{đài}``, ``{xã}`` and their kin: what each station's own edition says here.

    ``name`` is the English name of the field, ``written`` what stands between the braces.
    """

    name: str
    written: str
    place: Place = field(default=NOWHERE, compare=False)


Piece = Words | Respelled | Foreign | Breath | StationField


@dataclass(frozen=True, slots=True)
class Heading:
    """``# Title``: a segment (= chapter) begins; ``twice`` reads the whole segment twice."""

    title: str
    twice: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Speech:
    """One paragraph (or list item) that one speaker says.

    ``speaker`` is the name as declared in the front matter; ``named`` tells whether the
    paragraph itself begins with the name; ``twice`` stands for a line ``[đọc hai lần]`` before it;
    ``note`` is what stands in brackets behind the name and is not spoken: ``MC1 (cười): …``.
    """

    speaker: str
    pieces: tuple[Piece, ...]
    named: bool = True
    twice: bool = False
    list_item: bool = False
    note: str = ""
    place: Place = field(default=NOWHERE, compare=False)


class SoundKind(StrEnum):
    """What a piece of recorded sound is for."""

    JINGLE = "jingle"
    STING = "sting"
    BED = "bed"
    CLIP = "clip"
    SFX = "sfx"
    OUTRO = "outro"
    READ = "read"
    """The speech that follows, as a person has recorded it."""


@dataclass(frozen=True, slots=True)
class SoundCue:
    """A line that brings in recorded sound: ``[nhạc hiệu: file | options]`` and its kin.

    ``start`` and ``end`` cut the file; ``gain`` is relative to the level its kind has by custom
    (``None``: that level); ``loops`` counts the plays of the cut (``None``: as its kind asks);
    ``text`` is what is said in a clip, ``language`` the clip's language.
    """

    kind: SoundKind
    file: str
    start: Seconds | None = None
    end: Seconds | None = None
    gain: Decibels | None = None
    fade_in: Seconds | None = None
    fade_out: Seconds | None = None
    loops: int | None = None
    text: str | None = None
    language: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BedEnd:
    """``[hết nhạc nền]``: the music bed fades out here."""

    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Pause:
    """A line of its own that asks for silence."""

    length: Seconds
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Include:
    """``[chèn: file]``: another script's body stands here; `resolve` puts it in.

    With ``optional`` (``| nếu có``) nothing stands here where there is no such file.
    """

    file: str
    optional: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class StationPart:
    """Where a part begins or ends that each station has its own; `resolve` puts it in."""

    begins: bool
    place: Place = field(default=NOWHERE, compare=False)


Block = Heading | Speech | SoundCue | BedEnd | Pause | Include | StationPart


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """One voice as written: a name declared in the workspace, or an engine and its voice.

    Exactly one of ``name`` and ``engine`` is set. ``language`` is what it reads, where that is
    said.
    """

    name: str | None = None
    engine: str | None = None
    voice: str | None = None
    pace: SyllablesPerMinute | None = None
    language: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class StationEditions:
    """``editions``: which stations get an edition of their own, by a selector as written."""

    stations: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Meta:
    """The front matter: what the programme is, who speaks, how long it should be.

    ``speakers`` maps the name that begins a line to its voices, the first that works speaks.
    ``deliver`` is empty where the script does not say.
    """

    title: str
    series: str | None = None
    episode: int | None = None
    date: dt.date | None = None
    language: str | None = None
    length: Seconds | None = None
    topics: tuple[str, ...] = ()
    producer: str | None = None
    speakers: Mapping[str, tuple[VoiceChoice, ...]] = field(default_factory=dict)
    deliver: tuple[str, ...] = ()
    copyright: str | None = None
    cover: str | None = None
    editions: StationEditions | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Segment:
    """A heading and what stands under it; chapters are made of these."""

    title: str
    twice: bool
    blocks: tuple[Block, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """A whole radio script: the front matter and the body, block by block.

    ``name`` is the path below ``scripts/`` without its extension (``tin/so-7``), ``file`` the
    path as findings show it.
    """

    name: str
    file: str
    meta: Meta
    body: tuple[Block, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Group the body under its headings; what stands before the first has the title's name."""
        groups: list[tuple[Heading, list[Block]]] = []
        for block in self.body:
            if isinstance(block, Heading):
                groups.append((block, []))
            else:
                if not groups:
                    groups.append((Heading(self.meta.title, place=block.place), []))
                groups[-1][1].append(block)
        return tuple(
            Segment(head.title, head.twice, tuple(blocks), head.place) for head, blocks in groups
        )
