"""Laying out: where everything stands in time, decided from lengths alone.

One pass over the running order places what is in the foreground one after the other; beds, sound
effects and the closing music are placed around it; then the end is decided. No sound is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from radioprog.kernel.findings import Finding
from radioprog.kernel.units import Samples, Seconds, to_samples
from radioprog.programme.advice import cut_findings, ending_findings, nothing_to_say, unheard
from radioprog.programme.checks import pacing_findings
from radioprog.programme.ending import Ending, segments
from radioprog.programme.gaps import MUSIC, gap
from radioprog.programme.house import HOUSE, House
from radioprog.programme.order import Entry, running_order
from radioprog.programme.playing import asked_or, loops_well, played
from radioprog.programme.rundown import (
    Cut,
    Item,
    ItemKind,
    Rundown,
    Sound,
    target_of,
)
from radioprog.programme.utterance import Utterance, estimated_length
from radioprog.script.model import BedEnd, Pause, Script, SoundCue, SoundKind, Speech


def rundown(
    script: Script,
    spoken: Sequence[Utterance],
    *,
    sounds: Mapping[Cut, Sound],
    takes: Sequence[Sound | None] = (),
    house: House = HOUSE,
) -> Rundown:
    """Lay a programme out in time: `plan` does it before any sound exists, `build` afterwards.

    ``spoken`` are the script's utterances, ``takes`` the sound of each in the same order (missing
    or ``None``: its length is estimated), ``sounds`` what is known of each recorded cut.
    Findings: ``over-length``, ``under-length``, ``cut-outside``, ``nothing-to-say`` and those of
    `radioprog.programme.checks`.

    >>> from radioprog.programme.utterance import plain_ears, utterances
    >>> from radioprog.script.parse import parse_script
    >>> text = "---\\ntitle: Tin\\nspeakers: {A: nữ}\\n---\\nA: Xin chào quý vị. Có hai tin.\\n"
    >>> script, _ = parse_script(text, file="tin.md", name="tin")
    >>> said = utterances(script, ears=plain_ears(), voices={}, language="vi")
    >>> plan = rundown(script, said, sounds={})
    >>> [(item.content, item.start, item.estimated) for item in plan.items]
    [('Xin chào quý vị.', 24000, True), ('Có hai tin.', 98057, True)]
    """
    layout = _Layout(spoken=spoken, takes=takes, sounds=sounds, house=house)
    for entry in running_order(script):
        layout.place(entry)
    return layout.finish(script)


@dataclass(slots=True)
class _Layout:
    """The state of the pass: what is placed, where the foreground ends, what is still open."""

    spoken: Sequence[Utterance]
    takes: Sequence[Sound | None]
    sounds: Mapping[Cut, Sound]
    house: House
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    at: Samples = Samples(0)
    """Where the foreground ends."""
    last: Item | None = None
    """The last item of the foreground."""
    asked: Samples | None = None
    """Silence that the script asks for before what comes next."""
    not_before: Samples = Samples(0)
    bed: int | None = None
    effects: list[tuple[Entry, SoundCue]] = field(default_factory=list)
    outro: tuple[Entry, SoundCue, Samples] | None = None
    next_utterance: int = 0
    paragraph: int = 0

    def __post_init__(self) -> None:
        self.at = to_samples(self.house.pauses.head)

    def place(self, entry: Entry) -> None:
        """Place one block at its turn."""
        match entry.block:
            case Speech():
                self._speech(entry)
            case SoundCue() as cue:
                self._cue(entry, cue)
            case BedEnd():
                self._end_bed(Samples(self.at + (self.asked or 0)), self.house.fades.bed_out)
            case Pause() as pause:
                self._pause(entry, pause)
            case _:
                pass

    # -- the foreground ------------------------------------------------------------------------

    def _speech(self, entry: Entry) -> None:
        first: Samples | None = None
        while (
            self.next_utterance < len(self.spoken)
            and self.spoken[self.next_utterance].paragraph == self.paragraph
        ):
            item = self._utterance(self.spoken[self.next_utterance])
            first = item.start if first is None else first
            self.next_utterance += 1
        self.paragraph += 1
        if first is None:
            self.findings.append(nothing_to_say(entry.block.place))
        else:
            self._play_effects(first)

    def _utterance(self, utterance: Utterance) -> Item:
        take = self.takes[self.next_utterance] if self.takes else None
        estimate = estimated_length(utterance)
        length = estimate if take is None else take.length
        if utterance.breath:
            self._ask(utterance.breath)
        item = self._foreground(
            Item(
                kind=ItemKind.SPEECH,
                segment=utterance.segment,
                start=Samples(0),
                length=length,
                estimate=estimate,
                estimated=take is None,
                reading_number=utterance.reading_number,
                utterance=utterance,
                sound=take,
                span=length,
                place=utterance.place,
            )
        )
        if utterance.rest:
            self._ask(utterance.rest)
        return item

    def _foreground(self, item: Item) -> Item:
        placed = replace(item, start=self._start_of(item))
        self.items.append(placed)
        self.at, self.last, self.asked = placed.end, placed, None
        return placed

    def _start_of(self, item: Item) -> Samples:
        if self.asked is not None:
            return Samples(self.at + self.asked)
        under = self._fading(item)
        wait = -under if under else to_samples(gap(self.last, item, self.house.pauses))
        return max(Samples(self.at + wait), self.not_before)

    def _fading(self, item: Item) -> Samples:
        """Give how long the tune before goes on fading under what begins now."""
        if self.last is None or self.last.kind is not ItemKind.JINGLE or item.kind in MUSIC:
            return Samples(0)
        return self.last.fade_out

    def _pause(self, entry: Entry, pause: Pause) -> None:
        start = Samples(self.at + (self.asked or 0))
        self._ask(pause.length)
        length = to_samples(pause.length)
        self.items.append(
            Item(
                ItemKind.PAUSE,
                entry.segment,
                start,
                length,
                length,
                reading_number=entry.reading,
                place=pause.place,
            )
        )

    def _ask(self, length: Seconds) -> None:
        self.asked = Samples((self.asked or 0) + to_samples(length))

    # -- recorded sound ------------------------------------------------------------------------

    def _cue(self, entry: Entry, cue: SoundCue) -> None:
        match cue.kind:
            case SoundKind.BED:
                self._open_bed(entry, cue)
            case SoundKind.SFX:
                self.effects.append((entry, cue))
            case SoundKind.OUTRO:
                self._keep_outro(entry, cue)
            case SoundKind.JINGLE | SoundKind.STING | SoundKind.CLIP:
                self._foreground(self._played(entry, cue))

    def _played(self, entry: Entry, cue: SoundCue) -> Item:
        item = played(entry, cue, self.sounds, self.house)
        if item.sound is not None:
            self.findings += [
                found for found in cut_findings(cue, item.sound) if found not in self.findings
            ]
        return item

    def _open_bed(self, entry: Entry, cue: SoundCue) -> None:
        fades = self.house.fades
        begin = self._release()
        if self.bed is not None:
            self._end_bed(begin, fades.bed_cross)
            fade_in = fades.bed_cross
        else:
            fade_in = fades.bed_in
        item = self._played(entry, cue)
        fade = asked_or(cue.fade_in, to_samples(fade_in), item.length)
        self.bed = len(self.items)
        self.items.append(replace(item, start=begin, fade_in=fade))
        self.not_before = Samples(begin + to_samples(self.house.pauses.bed))

    def _release(self) -> Samples:
        """Give where music may begin: where the foreground ends, or its tune begins to fade."""
        fading = self.last.fade_out if self.last and self.last.kind is ItemKind.JINGLE else 0
        return Samples(self.at - fading + (self.asked or 0))

    def _end_bed(self, at: Samples, fade: Seconds) -> None:
        if self.bed is None:
            return
        bed = self.items[self.bed]
        cue = bed.cue
        out = to_samples(cue.fade_out if cue and cue.fade_out is not None else fade)
        length = Samples(at + out - bed.start)
        if (cue is not None and cue.loops is not None) or not loops_well(bed, self.house):
            length = min(length, bed.length)
        self.items[self.bed] = replace(
            bed,
            length=length,
            estimate=length,
            fade_in=min(bed.fade_in, length),
            fade_out=Samples(min(out, length)),
        )
        self.bed = None

    def _play_effects(self, start: Samples) -> None:
        """Play the waiting effects under the speech just placed, and let them end with it."""
        out = to_samples(self.house.fades.sfx_out)
        for entry, cue in self.effects:
            item = self._played(entry, cue)
            room = Samples(self.at - start + out)
            if item.length > room:
                fade = asked_or(cue.fade_out, Samples(out), room)
                item = replace(item, length=room, estimate=room, fade_out=fade)
            self.items.append(replace(item, start=start))
        self.effects.clear()

    # -- the end -------------------------------------------------------------------------------

    def _keep_outro(self, entry: Entry, cue: SoundCue) -> None:
        """Keep the closing music for the end, with the earliest moment at which it may sound."""
        earliest = max(self._start_of(self._played(entry, cue)), self.not_before)
        self.outro = (entry, cue, earliest)

    def finish(self, script: Script) -> Rundown:
        """Close what is open, place the closing music, and decide the length."""
        self._end_bed(Samples(self.at + (self.asked or 0)), self.house.fades.bed_out)
        self.findings.extend(unheard(cue) for _, cue in self.effects)
        target = target_of(script.meta.length)
        sounding = max((item.end for item in self.items), default=self.at)
        ending = Ending(self.at, sounding, target, self.house)
        closing, hole = None, Samples(0)
        content = length = ending.without_music(self.asked)
        if self.outro is not None:
            entry, cue, earliest = self.outro
            music = self._played(entry, cue)
            closing, content, length = ending.with_music(music, earliest, cue=cue)
            hole = Samples(closing.start - max(earliest, sounding))
            self.items.append(closing)
        self.findings.extend(
            ending_findings(
                script, closing, content=content, length=length, target=target, hole=hole
            )
        )
        self.findings.extend(pacing_findings(self.spoken, self.takes))
        items = tuple(sorted(self.items, key=lambda item: item.start))
        return Rundown(
            title=script.meta.title,
            items=items,
            segments=segments(script, items, content=content, length=length, target=target),
            length=length,
            content=content,
            target=target,
            findings=tuple(self.findings),
        )
