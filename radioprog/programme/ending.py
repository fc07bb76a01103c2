"""The end of the programme: back-timing of the closing music, the length, the segments.

Second half of the layout; still lengths alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.units import Samples, to_samples
from radioprog.programme.house import House
from radioprog.programme.playing import asked_or, loops_well
from radioprog.programme.rundown import Item, SegmentPlan
from radioprog.script.model import Script, SoundCue


@dataclass(frozen=True, slots=True)
class Ending:
    """How the programme ends: ``at`` is where the foreground does, ``sounding`` where all does."""

    at: Samples
    sounding: Samples
    target: Samples | None
    house: House

    def without_music(self, asked: Samples | None) -> Samples:
        """Give the length where nothing closes the programme but silence."""
        tail = to_samples(self.house.pauses.tail)
        return Samples(max(self.sounding + tail, self.at + max(tail, asked or 0)))

    def with_music(
        self, outro: Item, earliest: Samples, *, cue: SoundCue
    ) -> tuple[Item, Samples, Samples]:
        """Place the closing music: give it, the least length, and the length."""
        if self.target is None:
            start = max(earliest, self.sounding)
            closing = replace(outro, start=start)
            length = Samples(closing.end + to_samples(self.house.pauses.tail))
            return closing, length, length
        keep = min(
            asked_or(cue.fade_out, to_samples(self.house.fades.outro_out), outro.length),
            outro.length,
        )
        content = Samples(max(earliest, self.sounding) + keep)
        end = max(self.target, content)
        window = Samples(end - earliest)
        run = self._run_of(outro, window, looped=cue.loops is None)
        length = min(run, window)
        phase = Samples(run - length)
        fade_in = to_samples(self.house.fades.outro_in) if phase else outro.fade_in
        closing = replace(
            outro,
            start=Samples(end - length),
            length=length,
            estimate=length,
            phase=phase,
            fade_in=asked_or(cue.fade_in, fade_in, length),
            fade_out=Samples(min(keep, length)),
        )
        return closing, content, end

    def _run_of(self, outro: Item, window: Samples, *, looped: bool) -> Samples:
        """Give how long the music can go on; it is repeated where it would leave a hole."""
        step = outro.span - outro.overlap
        run = outro.length
        hole = to_samples(self.house.pauses.ending)
        if looped and loops_well(outro, self.house) and run + hole < window:
            run = Samples(run + -(-(window - run) // step) * step)
        return run


def segments(
    script: Script,
    items: Sequence[Item],
    *,
    content: Samples,
    length: Samples,
    target: Samples | None,
) -> tuple[SegmentPlan, ...]:
    """Give the segments in time, with when each must begin at the latest."""
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
    """Give each segment's start; an empty one begins where the next does, the first at 0."""
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
