"""The rows of the rundown sheet: items put together as the desk reads them, paragraph by paragraph.

Pure: from the rundown to rows; the sheet gives them their form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from radioprog.kernel.text import one_line
from radioprog.kernel.units import Samples
from radioprog.programme.rundown import Item, ItemKind, Rundown, SegmentPlan


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
        """Give how long it lasts."""
        return Samples(self.end - self.start)


def rows_of(rundown: Rundown, segment: SegmentPlan) -> tuple[Row, ...]:
    """Give a segment's rows in the order of time; sentences of one paragraph are one row."""
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
        file=cue.file if cue else None,
        paragraph=said.paragraph if said else None,
        reading_number=item.reading_number,
    )


def voices_of(rundown: Rundown) -> Iterator[tuple[str, str]]:
    """List who speaks with which machine voice: (speaker, ``engine:voice``), each pair once."""
    seen = set()
    for item in rundown.items:
        said = item.utterance
        if said is None:
            continue
        voice = item.sound.voice if item.sound and item.sound.voice else None
        voice = voice or (said.voices[0] if said.voices else None)
        pair = (said.speaker, str(voice) if voice else "")
        if pair not in seen:
            seen.add(pair)
            yield pair
