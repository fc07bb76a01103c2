"""Quality control of a built programme: its decoded sound, and its items side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from radioprog.audio.meter.quality import Item, level_findings, sound_findings
from radioprog.audio.meter.traits import Stretch
from radioprog.audio.timeline import Lane
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.units import Lufs, Seconds, to_seconds
from radioprog.programme.rundown import ItemKind

if TYPE_CHECKING:
    from radioprog.studio.production.paper import Publication


def quality_findings(publication: Publication) -> tuple[Finding, ...]:
    """Judge the sound of the delivery with the most channels, and the steps between items.

    Pauses that the script asks for are no faults. All findings are warnings.
    """
    widest = max(publication.delivered, key=lambda each: each.job.form.channels)
    script = Place(publication.workspace.portable(publication.task.source.path))
    sound = sound_findings(widest.made.traits, declared=tuple(_pauses(publication)), place=script)
    return (*sound, *level_findings(tuple(_items(publication))))


def _pauses(publication: Publication) -> Iterator[Stretch]:
    """Give the pauses asked for: those on a line of their own, and those within speech."""
    for item in publication.laid.rundown.items:
        start, end = to_seconds(item.start), to_seconds(item.end)
        if item.kind is ItemKind.PAUSE:
            yield Stretch(start, end)
        if item.utterance is not None and item.utterance.breath:
            yield Stretch(Seconds(start - item.utterance.breath), start)
        if item.utterance is not None and item.utterance.rest:
            yield Stretch(end, Seconds(end + item.utterance.rest))


def _items(publication: Publication) -> Iterator[Item]:
    """Give speech and clips in order, as loud as they are in the mix."""
    items = publication.laid.rundown.items
    for cue in publication.laid.decision.placements:
        item = items[cue.item]
        if cue.lane in (Lane.SPEECH, Lane.CLIP) and item.sound and item.sound.loudness is not None:
            loudness = Lufs(item.sound.loudness + cue.gain)
            yield Item(item.content[:40], item.place, loudness)
