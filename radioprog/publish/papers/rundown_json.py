"""The rundown as JSON: every item with its place in time; its chapters as podcast players want.

Times are seconds to the sixth place; ``start_frame`` and ``frames`` are exact, at ``rate``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from radioprog.kernel.canonical import long_document_json
from radioprog.kernel.text import one_line
from radioprog.kernel.units import MIX_RATE, Decibels, Samples, to_seconds
from radioprog.programme.placing import Placed
from radioprog.programme.rundown import Item, Rundown, SegmentPlan, chapters
from radioprog.programme.words import timed_words
from radioprog.script.model import Meta

SCHEMA = 1


def rundown_json(rundown: Rundown, meta: Meta, decision: Placed | None = None) -> dict[str, Any]:
    """Return the document: the plan (before any sound) or, with a decision, what was mixed."""
    return {**_head(rundown, meta), "items": list(_items(rundown, decision))}


def rundown_document(rundown: Rundown, meta: Meta, decision: Placed) -> Iterator[bytes]:
    """Yield the bytes of the same document; a programme of hours is never all in memory."""
    return long_document_json(_head(rundown, meta), "items", _items(rundown, decision))


def _head(rundown: Rundown, meta: Meta) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "title": rundown.title,
        "series": meta.series,
        "episode": meta.episode,
        "date": meta.date.isoformat() if meta.date else None,
        "length": _maybe(rundown.target),
        "duration": _seconds(rundown.length),
        "over": _maybe(rundown.over),
        "estimated": rundown.estimated,
        "rate": int(MIX_RATE),
        "frames": int(rundown.length),
        "segments": [_segment(segment) for segment in rundown.segments],
    }


def _items(rundown: Rundown, decision: Placed | None) -> Iterator[dict[str, Any]]:
    gains = {} if decision is None else {one.item: one.gain for one in decision.placements}
    for number, item in enumerate(rundown.items):
        yield _item(number, item, gains)


def _segment(segment: SegmentPlan) -> dict[str, Any]:
    return {
        "number": segment.index + 1,
        "title": segment.title,
        "start": _seconds(segment.start),
        "length": _seconds(segment.length),
        "estimate": _seconds(segment.estimate),
        "latest": _maybe(segment.latest),
        "over": _maybe(segment.over),
        "twice": segment.twice,
    }


def _item(number: int, item: Item, gains: Mapping[int, Decibels]) -> dict[str, Any]:
    gain = gains.get(number)
    return {
        "number": number + 1,
        "kind": str(item.kind),
        "segment": item.segment + 1,
        "start": _seconds(item.start),
        "end": _seconds(item.end),
        "length": _seconds(item.length),
        "estimate": _seconds(item.estimate),
        "estimated": item.estimated,
        "start_frame": int(item.start),
        "frames": int(item.length),
        "reading": item.reading_number + 1,
        "file": item.place.file,
        "line": item.place.line,
        "gain_db": None if gain is None else round(gain, 2),
        "loudness_lufs": _level(item),
        **_speech(item),
        **_recorded(item),
    }


def _speech(item: Item) -> dict[str, Any]:
    said = item.utterance
    if said is None:
        return {}
    voice = item.sound.voice if item.sound and item.sound.voice else None
    if said.read_by is None:
        voice = voice or (said.voices[0] if said.voices else None)
    return {
        "speaker": said.speaker,
        "language": said.language,
        "text": said.text,
        "spoken": said.spoken,
        "engine": voice.engine if voice else None,
        "voice": voice.voice if voice else None,
        "pace": voice.pace if voice else None,
        **({"recording": said.read_by.file} if said.read_by else {}),
        "syllables": said.syllables,
        "words": [
            [word.text, _seconds(word.start), _seconds(word.end)] for word in timed_words(item)
        ]
        if item.sound
        else [],
    }


def _recorded(item: Item) -> dict[str, Any]:
    cue = item.cue
    if cue is None:
        return {}
    return {
        "asset": cue.file,
        "text": cue.text,
        "language": cue.language,
        "fade_in": _seconds(item.fade_in),
        "fade_out": _seconds(item.fade_out),
    }


def _level(item: Item) -> float | None:
    if item.sound is None or item.sound.loudness is None:
        return None
    return round(item.sound.loudness, 2)


def _seconds(count: Samples) -> float:
    return round(to_seconds(count), 6)


def _maybe(count: Samples | None) -> float | None:
    return None if count is None else _seconds(count)


CHAPTERS_VERSION = "1.2.0"
"""Of the JSON chapters of Podcasting 2.0."""


def chapters_json(rundown: Rundown) -> dict[str, Any]:
    """Return the chapters' document: start, end and title of each segment that is heard."""
    return {
        "version": CHAPTERS_VERSION,
        "title": one_line(rundown.title),
        "chapters": [
            {
                "startTime": round(to_seconds(chapter.start), 3),
                "endTime": round(to_seconds(chapter.end), 3),
                "title": one_line(chapter.title),
            }
            for chapter in chapters(rundown)
        ],
    }
