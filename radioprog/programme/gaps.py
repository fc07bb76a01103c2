"""Gaps: the silence between one thing and the next, where the script asks for none."""

from __future__ import annotations

from radioprog.kernel.units import Seconds
from radioprog.programme.house import Pauses
from radioprog.programme.rundown import Item, ItemKind

MUSIC = (ItemKind.JINGLE, ItemKind.STING)


def gap(before: Item | None, item: Item, pauses: Pauses) -> Seconds:
    """Give the silence before an item of the foreground, by what it follows."""
    if before is None:
        return Seconds(0.0)
    if ItemKind.CLIP in (before.kind, item.kind):
        return pauses.clip
    if before.utterance is None or item.utterance is None:
        return pauses.music
    return _between_speech(before, item, pauses)


def _between_speech(before: Item, item: Item, pauses: Pauses) -> Seconds:
    now = item.utterance
    if before.segment != item.segment:
        return pauses.heading
    if before.reading_number < item.reading_number:
        return pauses.again
    if now is not None and not now.opens:
        return pauses.join if now.continues else pauses.sentence
    return pauses.paragraph if before.speaker == item.speaker else pauses.speaker
