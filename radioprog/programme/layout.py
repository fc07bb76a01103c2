"""Laying out: where everything stands in time, decided from lengths alone.

One pass over the running order places what is in the foreground one after the other; beds, sound
effects and the closing music are placed around it; then the end is decided. No sound is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from radioprog.kernel.errors import BugError
from radioprog.kernel.findings import Finding
from radioprog.kernel.units import Samples, Seconds, to_samples
from radioprog.programme import findings as say
from radioprog.programme.checks import (
    cut_findings,
    ending_findings,
    fade_findings,
    pacing_findings,
    spell,
)
from radioprog.programme.house import HOUSE, House, Pauses
from radioprog.programme.recorded import reading_findings, with_recordings
from radioprog.programme.rundown import Item, ItemKind, Rundown, segments_of, target_of
from radioprog.programme.sound import Cut, Sound
from radioprog.programme.utterance import Entry, Utterance, estimated_length, utterances_of
from radioprog.script.model import BedEnd, Pause, Script, SoundCue, SoundKind, Speech, StationPart

_MUSIC = (ItemKind.JINGLE, ItemKind.STING)
_BACK_TO_BACK = (SoundKind.CLIP, SoundKind.JINGLE, SoundKind.STING, SoundKind.SFX)
"""A whole file of these has its own beginning and end; plays follow each other untouched."""


def rundown(
    script: Script,
    order: Sequence[Entry],
    *,
    sounds: Mapping[Cut, Sound],
    house: House = HOUSE,
) -> Rundown:
    """Lay a programme out in time: `plan` does it before any sound exists, `build` afterwards.

    ``order`` is the script's running order: an utterance without a take has an estimated length.
    ``sounds`` tell what is known of each recorded cut, those of persons who read too.
    Findings: ``over-length``, ``under-length``, ``cut-outside``, ``fade-too-long``,
    ``bed-too-short``, ``nothing-to-say``, ``sfx-without-speech``, ``recording-differs`` and
    those of the pace.

    >>> from radioprog.programme.utterance import plain_ears, running_order
    >>> from radioprog.script.parse import parse_script
    >>> text = "---\\ntitle: Tin\\nspeakers: {A: nữ}\\n---\\nA: Xin chào quý vị. Có hai tin.\\n"
    >>> script, _ = parse_script(text, file="tin.md", name="tin")
    >>> order = running_order(script, ears=plain_ears(), voices={}, language="vi")
    >>> plan = rundown(script, order, sounds={})
    >>> [(item.content, item.start, item.estimated) for item in plan.items]
    [('Xin chào quý vị.', 24000, True), ('Có hai tin.', 98057, True)]

    Raises:
        BugError: ``sound-unknown``, nobody told what is known of a cut.
    """
    order = with_recordings(order, sounds)
    layout = _Layout(sounds=sounds, house=house, at=to_samples(house.pauses.head))
    for entry in order:
        layout.place(entry)
    return layout.finish(script, order)


# --- what is placed ---


def _gap(before: Item | None, item: Item, pauses: Pauses) -> Seconds:
    """Return the silence before an item of the foreground, by what it follows."""
    if before is None:
        return Seconds(0.0)
    if ItemKind.CLIP in (before.kind, item.kind):
        return pauses.clip
    earlier, later = before.utterance, item.utterance
    if earlier and later and earlier.read_by and earlier.read_number == later.read_number:
        return Seconds(0.0)
    if earlier is None or later is None:
        return pauses.music
    if before.segment != item.segment:
        return pauses.heading
    if before.reading_number < item.reading_number:
        return pauses.again
    if not later.opens:
        return pauses.join if later.continues else pauses.sentence
    return pauses.paragraph if before.speaker == item.speaker else pauses.speaker


def _asked_or(asked: Seconds | None, custom: Samples, most: Samples) -> Samples:
    """Return the length that the script asks for, else the custom's, but at most ``most``."""
    return min(custom if asked is None else to_samples(asked), most)


def _loops_well(item: Item, house: House) -> bool:
    """Tell whether a cut is long enough to be repeated unasked."""
    return item.span >= to_samples(house.fades.shortest_loop)


def _sharing(item: Item) -> Item:
    """Let fades that are longer than the item share its length, in the proportion asked for."""
    both = item.fade_in + item.fade_out
    if both <= item.length:
        return item
    fade_in = Samples(item.length * item.fade_in // both)
    return replace(item, fade_in=fade_in, fade_out=Samples(item.length - fade_in))


def _spoken(utterance: Utterance, edge: Samples) -> Item:
    """Make the item of an utterance; where a recording is cut, its edge is short and soft."""
    take, estimate = utterance.take, estimated_length(utterance)
    length = estimate if take is None else take.length
    cut = utterance.read_by
    starts = to_samples(cut.start) if cut and cut.start else None
    ends = to_samples(cut.end) if cut and cut.end else None
    return Item(
        kind=ItemKind.SPEECH,
        segment=utterance.segment,
        start=Samples(0),
        length=length,
        estimate=estimate if utterance.read_by is None else length,
        estimated=take is None,
        reading_number=utterance.reading_number,
        utterance=utterance,
        sound=take,
        offset=Samples(0) if take is None else take.offset,
        span=length,
        fade_in=edge if take and cut and take.offset and take.offset == starts else Samples(0),
        fade_out=edge if take and cut and take.offset + length == ends else Samples(0),
        place=utterance.place,
    )


def _recorded(entry: Entry, cue: SoundCue, sound: Sound, house: House) -> Item:
    """Make the item of a cue: the cut of its file, its plays one after the other, its fades."""
    offset = min(to_samples(cue.start or Seconds(0.0)), sound.length)
    end = sound.length if cue.end is None else min(to_samples(cue.end), sound.length)
    span = Samples(max(0, end - offset))
    whole = offset == 0 and end == sound.length
    overlap = 0 if whole and cue.kind in _BACK_TO_BACK else to_samples(house.fades.loop)
    overlap = min(overlap, span // 4)
    plays = max(1, cue.loops or 1)
    length = Samples(plays * span - (plays - 1) * overlap)
    edge = to_samples(house.fades.edge)
    return Item(
        kind=ItemKind(str(cue.kind)),
        segment=entry.segment,
        start=Samples(0),
        length=length,
        estimate=length,
        reading_number=entry.reading,
        cue=cue,
        sound=sound,
        offset=offset,
        span=span,
        overlap=Samples(overlap),
        fade_in=_asked_or(cue.fade_in, Samples(edge if offset > 0 else 0), length),
        fade_out=_asked_or(cue.fade_out, Samples(edge if end < sound.length else 0), length),
        place=cue.place,
    )


# --- the pass ---


@dataclass(frozen=True, slots=True)
class _Before:
    """Where the foreground stood when a part of a station's own began."""

    at: Samples
    last: Item | None
    asked: Samples | None
    not_before: Samples


@dataclass(slots=True)
class _Layout:
    """The state of the pass: what is placed, where the foreground ends, what is still open."""

    sounds: Mapping[Cut, Sound]
    house: House
    at: Samples
    """Where the foreground ends."""
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    last: Item | None = None
    """The last item of the foreground."""
    asked: Samples | None = None
    """Silence that the script asks for before what comes next."""
    not_before: Samples = Samples(0)
    bed: int | None = None
    effects: list[tuple[Entry, SoundCue]] = field(default_factory=list)
    outro: tuple[Entry, SoundCue, Samples] | None = None
    parts: list[_Before] = field(default_factory=list)

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
            case StationPart() as part:
                (self._begin_part if part.begins else self._end_part)()
            case _:
                pass

    def _tell(self, found: Sequence[Finding]) -> None:
        self.findings += [each for each in found if each not in self.findings]

    # --- the foreground ---

    def _speech(self, entry: Entry) -> None:
        placed = [self._utterance(utterance) for utterance in entry.utterances]
        if placed:
            self._play_effects(placed[0].start)
        else:
            self.findings.append(say.NOTHING_TO_SAY(entry.block.place))

    def _utterance(self, utterance: Utterance) -> Item:
        silences = (utterance.breath, utterance.rest) if utterance.read_by is None else (None, None)
        if silences[0]:
            self._ask(silences[0])
        item = self._foreground(_spoken(utterance, to_samples(self.house.fades.edge)))
        if silences[1]:
            self._ask(silences[1])
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
        wait = -under if under else to_samples(_gap(self.last, item, self.house.pauses))
        return max(Samples(self.at + wait), self.not_before)

    def _fading(self, item: Item) -> Samples:
        """Return how long the tune before goes on fading under what begins now."""
        if self.last is None or self.last.kind is not ItemKind.JINGLE or item.kind in _MUSIC:
            return Samples(0)
        return self.last.fade_out

    def _pause(self, entry: Entry, pause: Pause) -> None:
        start, length = Samples(self.at + (self.asked or 0)), to_samples(pause.length)
        self._ask(pause.length)
        item = Item(ItemKind.PAUSE, entry.segment, start, length, length, place=pause.place)
        self.items.append(replace(item, reading_number=entry.reading))

    def _ask(self, length: Seconds) -> None:
        self.asked = Samples((self.asked or 0) + to_samples(length))

    # --- what each station has its own of ---

    def _begin_part(self) -> None:
        if self.asked is not None:
            self.at, self.asked = Samples(self.at + self.asked), Samples(0)
        self.parts.append(_Before(self.at, self.last, self.asked, self.not_before))

    def _end_part(self) -> None:
        """Go on as if the part had not been there, later by whole steps of the grid.

        So all that follows stands in every edition alike, but for whole steps.
        """
        before = self.parts.pop()
        end = Samples(self.at + (self.asked or 0))
        if self.last is before.last and end == before.at + (before.asked or 0):
            return
        fading = before.last.fade_out if before.last and before.last.kind in _MUSIC else 0
        rest = 0 if before.asked is None and not fading else self.house.pauses.sentence
        needed = end - before.at + fading + to_samples(Seconds(rest))
        shift = -(-needed // self.house.grid) * self.house.grid
        self.at, self.last = Samples(before.at + shift), before.last
        self.asked, self.not_before = before.asked, Samples(before.not_before + shift)

    # --- recorded sound ---

    def _cue(self, entry: Entry, cue: SoundCue) -> None:
        match cue.kind:
            case SoundKind.BED:
                self._open_bed(entry, cue)
            case SoundKind.SFX:
                self.effects.append((entry, cue))
            case SoundKind.OUTRO:
                self._keep_outro(entry, cue)
            case SoundKind.JINGLE | SoundKind.STING | SoundKind.CLIP:
                self._foreground(self._faded(self._played(entry, cue)))

    def _played(self, entry: Entry, cue: SoundCue) -> Item:
        sound = self.sounds.get(Cut.of(cue))
        if sound is None:
            raise BugError(say.LENGTH_UNKNOWN(cue.place, file=cue.file))
        self._tell(cut_findings(cue, sound))
        return _recorded(entry, cue, sound, self.house)

    def _faded(self, item: Item) -> Item:
        self._tell(fade_findings(item))
        return _sharing(item)

    def _open_bed(self, entry: Entry, cue: SoundCue) -> None:
        fades, begin = self.house.fades, self._release()
        fade_in = fades.bed_in
        if self.bed is not None:
            self._end_bed(begin, fades.bed_cross)
            fade_in = fades.bed_cross
        item = self._played(entry, cue)
        fade = _asked_or(cue.fade_in, to_samples(fade_in), item.length)
        self.bed = len(self.items)
        self.items.append(replace(item, start=begin, fade_in=fade))
        # Nobody waits for a bed that is over by then: the wait is the bed's, not silence.
        lead = to_samples(self.house.pauses.bed)
        if not self._goes_on(item):
            lead = min(lead, item.length)
        self.not_before = Samples(begin + lead)

    def _goes_on(self, bed: Item) -> bool:
        """Tell whether a bed is repeated for as long as it is needed."""
        return bed.cue is not None and bed.cue.loops is None and _loops_well(bed, self.house)

    def _release(self) -> Samples:
        """Return where music may begin: where the foreground ends, or its tune begins to fade."""
        fading = self.last.fade_out if self.last and self.last.kind is ItemKind.JINGLE else 0
        return Samples(self.at - fading + (self.asked or 0))

    def _end_bed(self, at: Samples, fade: Seconds) -> None:
        if self.bed is None:
            return
        bed, self.bed = self.bed, None
        item = self.items[bed]
        cue = item.cue
        out = to_samples(cue.fade_out if cue and cue.fade_out is not None else fade)
        length = Samples(at + out - item.start)
        if not self._goes_on(item):
            if cue is not None and cue.loops is None and item.length < at - item.start:
                shortest = spell(to_samples(self.house.fades.shortest_loop))
                told = say.BED_TOO_SHORT(
                    cue.place, file=cue.file, length=spell(item.length), shortest=shortest
                )
                self._tell([told])
            length = min(length, item.length)
        self.items[bed] = self._faded(
            replace(
                item,
                length=length,
                estimate=length,
                fade_in=min(item.fade_in, length),
                fade_out=Samples(min(out, length)),
            )
        )

    def _play_effects(self, start: Samples) -> None:
        """Play the waiting effects under the speech just placed, and let them end with it."""
        out = to_samples(self.house.fades.sfx_out)
        for entry, cue in self.effects:
            item = self._played(entry, cue)
            room = Samples(self.at - start + out)
            if item.length > room:
                fade = _asked_or(cue.fade_out, Samples(out), room)
                item = replace(item, length=room, estimate=room, fade_out=fade)
                item = replace(item, fade_in=min(item.fade_in, room))
            self.items.append(replace(self._faded(item), start=start))
        self.effects.clear()

    # --- the end ---

    def _keep_outro(self, entry: Entry, cue: SoundCue) -> None:
        """Keep the closing music for the end, with the earliest moment at which it may sound."""
        earliest = max(self._start_of(self._played(entry, cue)), self.not_before)
        self.outro = (entry, cue, earliest)

    def finish(self, script: Script, order: Sequence[Entry]) -> Rundown:
        """Close what is open, place the closing music, and decide the length."""
        self._end_bed(Samples(self.at + (self.asked or 0)), self.house.fades.bed_out)
        self.findings.extend(say.SFX_WITHOUT_SPEECH(cue.place) for _, cue in self.effects)
        target = target_of(script.meta.length)
        sounding = max((item.end for item in self.items), default=self.at)
        ending = _Ending(self.at, sounding, target, self.house)
        closing, hole = None, Samples(0)
        content = length = ending.without_music(self.asked)
        if self.outro is not None:
            entry, cue, earliest = self.outro
            music = self._played(entry, cue)
            closing, content, length = ending.with_music(music, earliest, cue=cue)
            hole = Samples(closing.start - max(earliest, sounding))
            self._tell(fade_findings(music))
            self.items.append(closing)
        self.findings.extend(
            ending_findings(
                script, closing, content=content, length=length, target=target, hole=hole
            )
        )
        self.findings.extend(reading_findings(order))
        by_machine = [one for one in utterances_of(order) if one.read_by is None]
        self.findings.extend(pacing_findings(by_machine))
        items = tuple(sorted(self.items, key=lambda item: item.start))
        return Rundown(
            title=script.meta.title,
            items=items,
            segments=segments_of(script, items, content=content, length=length, target=target),
            length=length,
            content=content,
            target=target,
            findings=tuple(self.findings),
        )


@dataclass(frozen=True, slots=True)
class _Ending:
    """How the programme ends: ``at`` is where the foreground does, ``sounding`` where all does."""

    at: Samples
    sounding: Samples
    target: Samples | None
    house: House

    @property
    def tail(self) -> Samples:
        """The silence at a programme's end that nothing else fills."""
        return to_samples(self.house.pauses.tail)

    def without_music(self, asked: Samples | None) -> Samples:
        """Return the length where nothing closes the programme but silence."""
        return Samples(max(self.sounding + self.tail, self.at + max(self.tail, asked or 0)))

    def with_music(
        self, outro: Item, earliest: Samples, *, cue: SoundCue
    ) -> tuple[Item, Samples, Samples]:
        """Place the closing music: return it, the least length, and the length."""
        if self.target is None:
            closing = replace(outro, start=max(earliest, self.sounding))
            length = Samples(closing.end + self.tail)
            return _sharing(closing), length, length
        keep = _asked_or(cue.fade_out, to_samples(self.house.fades.outro_out), outro.length)
        content = Samples(max(earliest, self.sounding) + keep)
        end = max(self.target, content)
        run = self._run_of(outro, Samples(end - earliest), looped=cue.loops is None)
        if run is None:  # two plays would not fill the programme: one, and it ends early
            run, end = outro.length, max(content, Samples(earliest + outro.length))
        length = min(run, Samples(end - earliest))
        phase = Samples(run - length)
        fade_in = to_samples(self.house.fades.outro_in) if phase else outro.fade_in
        closing = replace(
            outro,
            start=Samples(end - length),
            length=length,
            estimate=length,
            phase=phase,
            fade_in=_asked_or(cue.fade_in, fade_in, length),
            fade_out=Samples(min(keep, length)),
        )
        if cue.fade_in is not None and cue.fade_out is not None:
            closing = _sharing(closing)
        return closing, content, end

    def _run_of(self, outro: Item, window: Samples, *, looped: bool) -> Samples | None:
        """Return how long the music can go on; ``None``: not for as long as it would have to.

        It is repeated once where it would leave a hole, never more often.
        """
        run, hole = outro.length, to_samples(self.house.pauses.ending)
        if not looped or run + hole >= window:
            return run
        twice = Samples(run + outro.span - outro.overlap)
        return twice if _loops_well(outro, self.house) and twice + hole >= window else None
