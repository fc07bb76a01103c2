"""The rundown: everything that will be heard, in order, each with its start and length.

Third step in time: utterances and known sound -> `Rundown` (made by `programme.layout`). Before
any sound exists the lengths of speech are estimates; afterwards the same rundown is laid out with
the real ones. Times are sample frames at the rate of the mix. Its chapters are the segments that
are heard, for tags, players and the web.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from radioprog.audio.timeline import Lane
from radioprog.kernel.findings import NOWHERE, Finding, Place
from radioprog.kernel.text import one_line
from radioprog.kernel.units import Samples, Seconds, to_samples, to_seconds
from radioprog.programme.sound import Sound
from radioprog.programme.utterance import Utterance
from radioprog.script.model import Script, SoundCue


class ItemKind(StrEnum):
    """What an item of the rundown is."""

    SPEECH = "speech"
    CLIP = "clip"
    BED = "bed"
    JINGLE = "jingle"
    STING = "sting"
    SFX = "sfx"
    OUTRO = "outro"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is heard: what, where in the script, when, how long.

    ``estimate`` is the length as planned before any sound existed. Of the source, frames
    [offset, offset + span) are played, over and over with a cross-fade of ``overlap``, beginning
    ``phase`` frames into that run, for ``length`` frames.
    """

    kind: ItemKind
    segment: int
    start: Samples
    length: Samples
    estimate: Samples
    estimated: bool = False
    reading_number: int = 0
    utterance: Utterance | None = None
    cue: SoundCue | None = None
    sound: Sound | None = None
    offset: Samples = Samples(0)
    span: Samples = Samples(0)
    phase: Samples = Samples(0)
    overlap: Samples = Samples(0)
    fade_in: Samples = Samples(0)
    fade_out: Samples = Samples(0)
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def end(self) -> Samples:
        """Return the frame after its last."""
        return Samples(self.start + self.length)

    @property
    def lane(self) -> Lane:
        """Return the lane it sounds in; a pause has none."""
        return Lane(str(self.kind))

    @property
    def is_synthetic(self) -> bool:
        """Tell whether a machine speaks."""
        return self.utterance is not None and self.utterance.read_by is None

    @property
    def speaker(self) -> str | None:
        """Return who speaks."""
        return self.utterance.speaker if self.utterance else None

    @property
    def content(self) -> str:
        """Return what a person reads in the sheet: the text, or the file that plays."""
        if self.utterance:
            return self.utterance.text
        if self.cue:
            return self.cue.text or self.cue.file
        return ""


@dataclass(frozen=True, slots=True)
class SegmentPlan:
    """One segment (= chapter) in time.

    ``latest`` is when it must begin at the latest for the programme to end on time (``None``
    where no length is asked for); ``estimate`` the length as planned before any sound existed.
    """

    index: int
    title: str
    start: Samples
    length: Samples
    estimate: Samples
    twice: bool = False
    latest: Samples | None = None
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def end(self) -> Samples:
        """Return the frame after its last."""
        return Samples(self.start + self.length)

    @property
    def over(self) -> Samples | None:
        """How much too late it begins for the programme to end on time; under is negative."""
        return None if self.latest is None else Samples(self.start - self.latest)

    @property
    def drift(self) -> Samples:
        """Return how much longer it became than was estimated; shorter is negative."""
        return Samples(self.length - self.estimate)


@dataclass(frozen=True, slots=True)
class Rundown:
    """A programme in time: segments, items in order of start, and the length in all.

    ``content`` is what the programme needs at least: all that is said and played, and the
    shortest ending; ``target`` the length asked for. ``over`` compares the two.
    """

    title: str
    items: tuple[Item, ...]
    segments: tuple[SegmentPlan, ...]
    length: Samples
    content: Samples
    target: Samples | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def estimated(self) -> bool:
        """Tell whether any length is still an estimate."""
        return any(item.estimated for item in self.items)

    @property
    def over(self) -> Samples | None:
        """Return how much longer the content is than asked for; under is negative."""
        return None if self.target is None else Samples(self.content - self.target)


def target_of(length: Seconds | None) -> Samples | None:
    """Return a declared length in frames."""
    return None if length is None else to_samples(length)


def clock(count: Samples) -> str:
    """Show a length as people write it: ``m:ss``, or ``h:mm:ss`` from an hour on.

    >>> clock(Samples(48_000 * 905))
    '15:05'
    """
    whole = round(to_seconds(count))
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    minutes, seconds = divmod(whole, 60)
    hours, rest = divmod(minutes, 60)
    return f"{sign}{hours}:{rest:02d}:{seconds:02d}" if hours else f"{sign}{minutes}:{seconds:02d}"


def segments_of(
    script: Script,
    items: Sequence[Item],
    *,
    content: Samples,
    length: Samples,
    target: Samples | None,
) -> tuple[SegmentPlan, ...]:
    """Return the segments in time, with when each must begin at the latest."""
    heads = script.segments
    starts = _starts(items, len(heads), length)
    plans = []
    for index, head in enumerate(heads):
        end = starts[index + 1] if index + 1 < len(heads) else length
        span = Samples(end - starts[index])
        drift = sum(item.length - item.estimate for item in items if item.segment == index)
        plans.append(
            SegmentPlan(
                index=index,
                title=head.title,
                start=starts[index],
                length=span,
                estimate=Samples(span - drift),
                twice=head.twice,
                latest=None if target is None else Samples(starts[index] + target - content),
                place=head.place,
            )
        )
    return tuple(plans)


def _starts(items: Iterable[Item], count: int, length: Samples) -> list[Samples]:
    """Return each segment's start; an empty one begins where the next does, the first at 0."""
    first: dict[int, Samples] = {}
    for item in items:
        first[item.segment] = min(first.get(item.segment, item.start), item.start)
    starts = [length] * count
    following = length
    for index in reversed(range(count)):
        following = min(first.get(index, following), following)
        starts[index] = following
    # What is heard first begins with the programme, silence before it included.
    return [Samples(0) if start == starts[0] else start for start in starts]


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
