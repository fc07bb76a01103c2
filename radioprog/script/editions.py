"""Stations' own editions: what ``{đài}`` and its kin stand for in each, and which part is whose.

Between the parsed script and its resolved body: fields become words, names of files get the
station's id, and each stretch that only one station hears stands between two `StationPart`, so
that what all hear can be made once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.text import one_line
from radioprog.script.front import findings as said
from radioprog.script.keywords import field_of
from radioprog.script.model import (
    Block,
    Heading,
    Include,
    Script,
    SoundCue,
    SourceText,
    Speech,
    StationField,
    StationPart,
    Words,
)

PARTS_FOLDERS = ("dia-phuong", "địa-phương", "địa phương")
"""Folders in ``scripts/`` that hold what stations add, and no programmes."""
_FIELD = re.compile(r"\{([^{}|:\n]{1,40})\}")


@dataclass(frozen=True, slots=True)
class Locality:
    """Whose edition it is: its id, and what each field says there, by the field's English name.

    ``units`` are the ids of the units that the fields stand for, which name its files. The general
    edition has no ``id``.

    >>> place = Locality("dan-hoa", {"station": "Xã Dân Hóa"}, {"station": "dan-hoa"})
    >>> filled_text("Đài {đài}", place.words), file_for("dia-phuong/{đài}.md", place)
    ('Đài Xã Dân Hóa', 'dia-phuong/dan-hoa.md')
    """

    id: str | None
    words: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


def has_fields(block: Block) -> bool:
    """Tell whether each station has its own of a block."""
    match block:
        case Speech():
            return any(isinstance(piece, StationField) for piece in block.pieces)
        case Include() | SoundCue():
            return fields_in(block.file) != ()
        case _:
            return False


def fields_in(text: str) -> tuple[str, ...]:
    """Return the English names of the fields that stand in a text."""
    return tuple(name for each in _FIELD.finditer(text) if (name := field_of(each[1])))


def filled_text(text: str, words: Mapping[str, str]) -> str:
    """Put a station's words where its fields stand; other braces stay."""

    def word(match: re.Match[str]) -> str:
        name = field_of(match[1])
        return match[0] if name is None else one_line(words.get(name, ""))

    return _FIELD.sub(word, text)


def file_for(name: str, locality: Locality) -> str:
    """Return the name of a station's own file: its fields stand for ids there."""
    return filled_text(name, locality.units)


def filled(block: Block, locality: Locality) -> Block:
    """Return a block with its fields filled; words of a station are text, whatever is in them."""
    match block:
        case Speech() if has_fields(block):
            pieces = tuple(
                _words(piece, locality) if isinstance(piece, StationField) else piece
                for piece in block.pieces
            )
            return replace(block, pieces=pieces)
        case Heading():
            return replace(block, title=filled_text(block.title, locality.words))
        case SoundCue():
            text = block.text and filled_text(block.text, locality.words)
            return replace(block, file=file_for(block.file, locality), text=text)
        case _:
            return block


def _words(piece: StationField, locality: Locality) -> Words:
    return Words(SourceText(one_line(locality.words.get(piece.name, "")), ((0, piece.place),)))


def filled_script(script: Script, locality: Locality | None) -> Script:
    """Return a script whose title is that of a station's edition."""
    if locality is None:
        return script
    title = filled_text(script.meta.title, locality.words)
    return replace(script, meta=replace(script.meta, title=title))


def as_part(blocks: tuple[Block, ...], place: Place) -> tuple[Block, ...]:
    """Mark a stretch as a part that each station has its own of, even where it is empty here."""
    return (StationPart(True, place), *blocks, StationPart(False, place))


def without_editions(block: Block) -> Finding:
    """Say that a field stands in a script that does not tell for which stations it is made."""
    if isinstance(block, Speech):
        piece = next(each for each in block.pieces if isinstance(each, StationField))
        return said.FIELD_WITHOUT_EDITIONS(piece.place, shown=f"{{{piece.written}}}")
    shown = _FIELD.search(block.file) if isinstance(block, Include | SoundCue) else None
    return said.FIELD_WITHOUT_EDITIONS(block.place, shown=shown[0] if shown else "{}")
