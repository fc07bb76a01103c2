"""Chapters: the segments that are heard, for tags, players and the web."""

from __future__ import annotations

from dataclasses import dataclass

from radioprog.kernel.text import one_line
from radioprog.kernel.units import Samples
from radioprog.programme.rundown import Rundown


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its title, its first frame and the frame after its last, at the mix rate."""

    title: str
    start: Samples
    end: Samples


def chapters(rundown: Rundown) -> tuple[Chapter, ...]:
    """List the chapters in order of time; a segment without any sound is none."""
    return tuple(
        Chapter(one_line(segment.title), segment.start, segment.end)
        for segment in rundown.segments
        if segment.length > 0
    )
