"""Chapters for podcast players: the JSON of Podcasting 2.0."""

from __future__ import annotations

from typing import Any

from radioprog.kernel.text import one_line
from radioprog.kernel.units import Samples, to_seconds
from radioprog.programme.chapters import chapters
from radioprog.programme.rundown import Rundown

VERSION = "1.2.0"


def chapters_json(rundown: Rundown) -> dict[str, Any]:
    """Return the document: start, end and title of each segment that is heard."""
    return {
        "version": VERSION,
        "title": one_line(rundown.title),
        "chapters": [
            {
                "startTime": _seconds(chapter.start),
                "endTime": _seconds(chapter.end),
                "title": one_line(chapter.title),
            }
            for chapter in chapters(rundown)
        ],
    }


def _seconds(count: Samples) -> float:
    return round(to_seconds(count), 3)
