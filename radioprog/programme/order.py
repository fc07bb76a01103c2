"""The running order: the script's body as it is heard, what is read twice standing there twice.

First step of a programme in time: `Script` -> entries -> utterances -> rundown -> timeline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from radioprog.script.model import Block, Heading, Include, Script, Segment, Speech


@dataclass(frozen=True, slots=True)
class Entry:
    """One block at its turn: in which segment (from 0), and whether it is heard again.

    ``reading`` counts the readings of what is read twice: 0 for the first.
    """

    segment: int
    block: Block
    reading: int = 0


def running_order(script: Script) -> tuple[Entry, ...]:
    """List the blocks in the order in which they are heard.

    A segment that is read twice stands there twice, cues and all; so does a speech under
    ``[đọc hai lần]``. Headings are left out (they are `Script.segments`), and so is an include
    that nobody resolved: `radioprog.script` reports that one.
    """
    return tuple(
        Entry(number, block, reading)
        for number, segment in enumerate(script.segments)
        for block, reading in _turns(segment)
    )


def _turns(segment: Segment) -> Iterator[tuple[Block, int]]:
    for reading in range(2 if segment.twice else 1):
        for block in segment.blocks:
            if isinstance(block, Heading | Include):
                continue
            yield block, reading
            if isinstance(block, Speech) and block.twice:
                yield block, reading + 1
