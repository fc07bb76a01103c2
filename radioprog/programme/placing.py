"""Placing: the rundown's items as placed events with gain curves, decided without sound.

Third step in time: `Rundown` with real lengths and loudnesses -> `Timeline` -> the mix. Every
utterance and clip is levelled to the speech level, music has the level of its kind and makes room
for speech by a planned curve, loops join without a click. Gain curves are plain data too: ramps,
ducking, and the product of several over a stretch of time; the mix only obeys their breakpoints.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from radioprog.audio.timeline import Breakpoint, Event, Lane, Timeline
from radioprog.kernel.errors import BugError
from radioprog.kernel.units import Decibels, Factor, Samples, amplitude, to_samples
from radioprog.programme.findings import SOUND_UNKNOWN
from radioprog.programme.house import HOUSE, House
from radioprog.programme.rundown import Item, ItemKind, Rundown
from radioprog.programme.sound import Sound

_OVER_MUSIC = (ItemKind.SPEECH, ItemKind.CLIP)
_OVER_BED = (*_OVER_MUSIC, ItemKind.JINGLE, ItemKind.STING, ItemKind.OUTRO)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item of the rundown is planned to sound, and the gain that levels it.

    ``item`` is its number in `Rundown.items`; it sounds on the frames [start, end).
    """

    item: int
    lane: Lane
    start: Samples
    end: Samples
    gain: Decibels


@dataclass(frozen=True, slots=True)
class Placed:
    """What is decided: the timeline that the mix obeys, and the cue of each item that sounds."""

    timeline: Timeline
    placements: tuple[Placement, ...]


def place(rundown: Rundown, *, house: House = HOUSE) -> Placed:
    """Turn a rundown whose sound is all known into a timeline; the same rundown, the same plan.

    >>> from radioprog.kernel.units import Lufs
    >>> from radioprog.programme.layout import rundown
    >>> from radioprog.programme.sound import Cut
    >>> from radioprog.programme.utterance import Entry
    >>> from radioprog.script.parse import parse_script
    >>> script, _ = parse_script("---\\ntitle: Tin\\n---\\n[băng: a.flac]\\n", file="", name="tin")
    >>> known = {Cut("a.flac"): Sound("a", Samples(48_000), Lufs(-26.0))}
    >>> order = [Entry(0, block) for block in script.body]
    >>> placed = place(rundown(script, order, sounds=known))
    >>> [(one.start, one.end, one.gain) for one in placed.placements]
    [(24000, 72000, 6.0)]

    Raises:
        BugError: an item's sound is not known yet (an estimate cannot be mixed).
    """
    gains = _gains(rundown.items, house)
    ducks = _ducks(rundown.items, house)
    events: list[Event] = []
    placements: list[Placement] = []
    for number, item in enumerate(rundown.items):
        if item.kind is ItemKind.PAUSE or item.length <= 0:
            continue
        sound = _sound(item)
        envelopes = [constant(amplitude(gains[number])), *_fades(item, house)]
        if item.kind in ducks:
            envelopes.append(ducks[item.kind])
        events += _plays(item, sound, envelopes)
        placements.append(Placement(number, item.lane, item.start, item.end, gains[number]))
    in_order = tuple(sorted(events, key=lambda event: event.start))
    return Placed(Timeline(in_order, rundown.length), tuple(placements))


def _sound(item: Item) -> Sound:
    if item.sound is None:
        raise BugError(SOUND_UNKNOWN(item.place))
    return item.sound


# -- levels ------------------------------------------------------------------------------------


def _gains(items: Sequence[Item], house: House) -> list[Decibels]:
    """Return each item's gain: to the level of its kind, and what the script adds."""
    usual = _usual_speech_gain(items, house)
    return [_gain(item, house, usual) for item in items]


def _gain(item: Item, house: House, usual: Mapping[str | None, Decibels]) -> Decibels:
    if item.kind is ItemKind.PAUSE:
        return Decibels(0.0)
    cue = item.cue or (item.utterance.read_by if item.utterance else None)
    asked = cue.gain if cue else None
    to_level = _to_speech_level(item, house)
    if to_level is None:
        to_level = usual.get(item.speaker, usual.get(None, Decibels(0.0)))
        to_level = to_level if item.kind is ItemKind.SPEECH else Decibels(0.0)
    custom = house.levels[item.lane]
    if item.kind is ItemKind.BED:
        # Written and customary levels of a bed are those under speech; alone it is louder.
        return Decibels(to_level + (custom if asked is None else asked) - house.ducking.depth)
    return Decibels(to_level + custom + (asked or 0.0))


def _to_speech_level(item: Item, house: House) -> Decibels | None:
    if item.sound is None or item.sound.loudness is None:
        return None
    gain = house.speech - item.sound.loudness
    return Decibels(min(gain, house.most_gain))


def _usual_speech_gain(items: Sequence[Item], house: House) -> dict[str | None, Decibels]:
    """Return the gain that each speaker usually needs, for sentences too short to be measured."""
    known: dict[str | None, list[Decibels]] = {}
    for item in items:
        gain = _to_speech_level(item, house) if item.kind is ItemKind.SPEECH else None
        if gain is not None:
            known.setdefault(item.speaker, []).append(gain)
            known.setdefault(None, []).append(gain)
    return {speaker: Decibels(median(gains)) for speaker, gains in known.items()}


# -- room for speech ---------------------------------------------------------------------------


def _ducks(items: Sequence[Item], house: House) -> dict[ItemKind, Envelope]:
    """Plan how music makes room: all of it for speech and clips, a bed also for other music."""
    under_speech = _duck(items, _OVER_MUSIC, house)
    return {
        ItemKind.BED: _duck(items, _OVER_BED, house),
        ItemKind.JINGLE: under_speech,
        ItemKind.STING: under_speech,
        ItemKind.OUTRO: under_speech,
    }


def _duck(items: Sequence[Item], over: Sequence[ItemKind], house: House) -> Envelope:
    rules = house.ducking
    lead, down, up = to_samples(rules.lead), to_samples(rules.down), to_samples(rules.up)
    stretches = merged(
        (
            (Samples(item.start - lead), item.end)
            for item in items
            if item.kind in over and item.length > 0
        ),
        Samples(max(to_samples(rules.hold), down + up)),
    )
    return ducked(stretches, depth=rules.depth, down=down, up=up)


# -- fades and loops ---------------------------------------------------------------------------


def _fades(item: Item, house: House) -> Iterator[Envelope]:
    """Return the fades at an item's ends; those at the edge of a cut are short and straight."""
    edge = to_samples(house.fades.edge)
    if item.fade_in:
        make = fade if item.fade_in > edge else line
        yield make(item.start, item.start + item.fade_in, rising=True)
    if item.fade_out:
        make = fade if item.fade_out > edge else line
        yield make(item.end - item.fade_out, item.end, rising=False)


def _plays(item: Item, sound: Sound, envelopes: Sequence[Envelope]) -> Iterator[Event]:
    """Place each play of an item's cut; where one goes over into the next they cross-fade.

    The plays form a run that begins ``phase`` frames before the item does: play n sounds on
    [origin + n * step, origin + n * step + span), and the item shows the run's [start, end).
    """
    step = item.span - item.overlap
    origin = item.start - item.phase
    # The first play that is not over before the item begins: n * step + span > phase.
    number = max(0, (item.phase - item.span) // step + 1) if step > 0 else 0
    more = item.span > 0
    while more:
        begin = origin + number * step
        more = begin + item.span < item.end
        # What lies outside the item is cut off; the offset into the file moves with the start.
        start, end = max(begin, item.start), min(begin + item.span, item.end)
        length = Samples(end - start)
        joins = [*envelopes, *_joins(item, begin, later=number > 0, more=more)]
        yield Event(
            source=sound.source,
            start=Samples(start),
            length=length,
            offset=Samples(item.offset + start - begin),
            curve=product(joins, Samples(start), length),
            lane=item.lane,
        )
        number += 1


def _joins(item: Item, begin: int, *, later: bool, more: bool) -> Iterator[Envelope]:
    """Return the cross-fades of one play with the one before and the one after."""
    end = begin + item.span
    if item.overlap and later:
        yield line(begin, begin + item.overlap, rising=True)
    if item.overlap and more:
        yield line(end - item.overlap, end, rising=False)


STEPS = 8
"""Straight pieces that a smooth ramp is made of."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A gain over time: linear between its points, constant before the first and after the last.

    >>> Envelope((Breakpoint(Samples(0), Factor(0.0)), Breakpoint(Samples(10), Factor(1.0)))).at(5)
    0.5
    """

    points: tuple[Breakpoint, ...]

    def at(self, time: int) -> Factor:
        """Return the gain at one moment."""
        points = self.points
        after = bisect_right(points, time, key=lambda point: point.at)
        if after == 0:
            return points[0].gain
        if after == len(points):
            return points[-1].gain
        left, right = points[after - 1], points[after]
        part = (time - left.at) / (right.at - left.at)
        return Factor(left.gain + (right.gain - left.gain) * part)

    def times_between(self, start: int, end: int) -> Iterable[int]:
        """Return the moments of its points strictly inside a stretch."""
        low = bisect_right(self.points, start, key=lambda point: point.at)
        high = bisect_left(self.points, end, key=lambda point: point.at)
        return (point.at for point in self.points[low:high])


def constant(gain: Factor) -> Envelope:
    """Return one gain for all time."""
    return Envelope((Breakpoint(Samples(0), gain),))


def fade(start: int, end: int, *, rising: bool) -> Envelope:
    """Return a smooth fade (raised cosine) from silence to full, or back."""
    points = []
    for step in range(STEPS + 1):
        part = step / STEPS
        gain = (1.0 - math.cos(math.pi * (part if rising else 1.0 - part))) / 2.0
        points.append(Breakpoint(Samples(start + round((end - start) * part)), Factor(gain)))
    return Envelope(_distinct(points))


def line(start: int, end: int, *, rising: bool) -> Envelope:
    """Return a straight fade; two that overlap add up to full, so a loop keeps its level."""
    low, high = Factor(0.0), Factor(1.0)
    first, last = (low, high) if rising else (high, low)
    return Envelope((Breakpoint(Samples(start), first), Breakpoint(Samples(end), last)))


def merged(
    stretches: Iterable[tuple[Samples, Samples]], hold: Samples
) -> list[tuple[Samples, Samples]]:
    """Join stretches that overlap or lie no further apart than ``hold``.

    >>> merged([(Samples(9), Samples(12)), (Samples(0), Samples(5)), (Samples(6), Samples(8))],
    ...        Samples(1))
    [(0, 12)]
    """
    joined: list[tuple[Samples, Samples]] = []
    for start, end in sorted(stretches):
        if joined and start - joined[-1][1] <= hold:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def ducked(
    stretches: Sequence[tuple[Samples, Samples]], *, depth: Decibels, down: Samples, up: Samples
) -> Envelope:
    """Return the gain of music that makes room: low in each stretch, smooth in dB on both sides.

    The stretches are in order and further apart than both ramps together.
    """
    points: list[Breakpoint] = []
    for start, end in stretches:
        points += [
            _point(start - down + round(down * step / STEPS), depth, step / STEPS)
            for step in range(STEPS + 1)
        ]
        points += [
            _point(end + round(up * step / STEPS), depth, 1.0 - step / STEPS)
            for step in range(STEPS + 1)
        ]
    return Envelope(_distinct(points)) if points else constant(Factor(1.0))


def _point(at: int, depth: Decibels, part: float) -> Breakpoint:
    smooth = (1.0 - math.cos(math.pi * part)) / 2.0
    return Breakpoint(Samples(at), amplitude(Decibels(depth * smooth)))


def product(
    envelopes: Sequence[Envelope], start: Samples, length: Samples
) -> tuple[Breakpoint, ...]:
    """Multiply gains over a stretch, as the curve of an event that begins at its start."""
    end = start + length
    times = {start, end}
    for envelope in envelopes:
        times.update(envelope.times_between(start, end))
    points = [
        Breakpoint(
            Samples(time - start), Factor(math.prod(envelope.at(time) for envelope in envelopes))
        )
        for time in sorted(times)
    ]
    return _sparse(points)


def _distinct(points: Sequence[Breakpoint]) -> tuple[Breakpoint, ...]:
    """Keep the last of several points at one moment, so that moments strictly rise."""
    kept: dict[int, Breakpoint] = {}
    for point in points:
        kept[point.at] = point
    return tuple(kept[at] for at in sorted(kept))


def _sparse(points: Sequence[Breakpoint]) -> tuple[Breakpoint, ...]:
    """Leave out points that lie inside a constant stretch."""
    gains = [point.gain for point in points]
    if len(set(gains)) == 1:
        return () if gains[0] == 1.0 else (Breakpoint(Samples(0), gains[0]),)
    return tuple(
        point
        for number, point in enumerate(points)
        if not (0 < number < len(points) - 1)
        or not (gains[number - 1] == gains[number] == gains[number + 1])
    )
