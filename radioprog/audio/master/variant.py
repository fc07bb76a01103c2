"""Variants: programmes that differ from a finished one only here and there, made of its frames.

Beside the master. What two timelines have in common, though it may stand later in one of them, is
found by comparing their events; only what differs is mixed, limited and encoded anew, and joined
with the frames of the finished delivery where both are heard alike. Every variant is proven by
decoding: what was encoded anew, and what follows each join, is decoded, and must be sample for
sample what the finished delivery gives from there on; the loudness is reckoned from all parts, each
as decoded. See docs/decisions/0121.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.codecs.dither import Pcm16, dithered
from radioprog.audio.codecs.ffmpeg import Mp3Decoder
from radioprog.audio.codecs.formats import Codec, DeliveryFormat
from radioprog.audio.codecs.lame import Mp3Form, Splice, Surroundings, spliced
from radioprog.audio.codecs.mp3 import (
    DECODER_DELAY,
    ENCODER_DELAY,
    Mp3Frames,
    crc16,
    crc16_of_both,
    frame_samples,
    info_frame,
    padding_period,
)
from radioprog.audio.master.limiter import Reduction, Setting, limited, limited_again
from radioprog.audio.master.master import Job, Mastered
from radioprog.audio.master.peak_map import surveyed
from radioprog.audio.master.peak_reduction import NO_RELIEF, Relief, relief_for
from radioprog.audio.master.prepare import RenderedMix, Shape, shaped
from radioprog.audio.meter.loudness import HOPS_PER_SECOND, LoudnessMeter, of_energies
from radioprog.audio.timeline import Block, Common
from radioprog.kernel.scratch import ScratchFile
from radioprog.kernel.units import MIX_RATE, Decibels, Factor, Samples, amplitude

Window = tuple[Samples, Samples]
RenderWindow = Callable[[Window], Iterator[Block]]
"""Mixes the frames [start, end) of a variant, with as many channels as the finished one has."""

_DELAY = int(ENCODER_DELAY + DECODER_DELAY)
_BEFORE, _AFTER = 1.0, 1.4
"""Seconds mixed before and after what differs, so that resampler and limiter know the sound."""
_LEAD_IN, _LEAD_OUT = 0.02, 0.12
"""Seconds by which what the limiter does reaches over the edges of what differs."""
_CONTEXT, _PROOF = 40, 28
"""MP3 frames decoded before a join, and after it."""
_UNSURE = 12
"""Of them, so many first ones may lack what came before."""
_SAME_WITHIN = 2.0
"""Steps of 16 bits: dither and rounding."""
_COMPARED = 512
_CELL = 1024
_WATCHED = Decibels(-2.0)
_ROUNDS = 5
_LOUDNESS_WITHIN, _PEAK_WITHIN = 0.15, 0.03


class KeptDelivery:
    """A finished MP3 delivery, kept so that variants can be made of it."""

    def __init__(
        self, prepared: RenderedMix, job: Job, setting: Setting, made: Mastered, folder: Path
    ) -> None:
        """Keep what the encoder heard, its frames, and how loud each hop of them is when decoded.

        Raises:
            DiskError: the folder has not enough room.
        """
        self.job: Job = job
        self.made: Mastered = made
        self.form: DeliveryFormat = job.form
        self.setting: Setting = replace(setting, relief=NO_RELIEF)
        self.size: int = frame_samples(self.form.sample_rate)
        self.frames: Mp3Frames = Mp3Frames(job.path)
        self._heard = ScratchFile(folder)
        self._keep_heard(prepared, setting)
        self._measure()

    @staticmethod
    def serves(form: DeliveryFormat, grid: Samples) -> bool:
        """Tell whether variants of a form can be joined: its frames fit the grid."""
        rate = form.sample_rate
        if form.codec is not Codec.MP3 or form.bitrate is None or rate % HOPS_PER_SECOND:
            return False
        size, step = frame_samples(rate), grid * rate // MIX_RATE
        return (
            grid * rate % MIX_RATE == 0 and step % (size * padding_period(rate, form.bitrate)) == 0
        )

    def close(self) -> None:
        """Free the room on disk."""
        self._heard.close()

    def _keep_heard(self, prepared: RenderedMix, setting: Setting) -> None:
        rows = prepared.survey.rows(setting.limit, at_most=setting.limit)
        rate = prepared.shape.rate
        sound = limited_again(prepared.sound, rows, setting, rate=rate, reduction=Reduction())
        for pcm in dithered(sound, channels=self.form.channels):
            self._heard.append(np.ascontiguousarray(pcm).data.cast("B"))

    def heard(self, start: int, end: int) -> Pcm16:
        """Return what the encoder heard, frames [start, end)."""
        width = 2 * self.form.channels
        data = self._heard.read(start * width, (end - start) * width)
        return np.frombuffer(data, np.int16).reshape(-1, self.form.channels)

    def _measure(self) -> None:
        rate, channels = self.form.sample_rate, self.form.channels
        meter = LoudnessMeter(rate, channels, peaks=False, keep_energies=True)
        floor = amplitude(Decibels(self.form.true_peak + _WATCHED))
        tops = []
        for piece, peaks in surveyed(
            _pushed(self._decoded(), meter), rate=rate, channels=channels, floor=floor
        ):
            rows = np.pad(peaks, (0, -len(peaks) % (_CELL // 16))).reshape(-1, _CELL // 16)
            tops.append(rows.max(axis=1))
            del piece
        self.energies: NDArray[np.float64] = meter.energies()
        self.tops: NDArray[np.float32] = np.concatenate(tops)

    def _decoded(self) -> Iterator[Block]:
        """Decode all of it, as a gapless player does."""
        skip, left = _DELAY, int(self.made.frames)
        decoder = Mp3Decoder(self.form.channels)
        for first in range(0, len(self.frames), 512):
            for block in decoder.decode(self.frames.read(first, first + 512)):
                sound = block[skip:][:left]
                skip -= min(skip, len(block))
                left -= len(sound)
                if len(sound):
                    yield sound

    def variant(
        self, render: RenderWindow, commons: Sequence[Common], length: Samples, path: Path
    ) -> Mastered | None:
        """Make the delivery of a variant; nothing where it must be made as a whole.

        Args:
            render: mixes any stretch of the variant.
            commons: what it has in common with the finished one.
            length: its length in all, at the mix rate.
            path: where it is written.

        Raises:
            DiskError: the disk refused.
        """
        making = _Making(self, render, commons, length)
        parts = making.parts()
        if parts is None:
            return None
        made = making.mastered(parts)
        return made if made is not None and making.written(parts, path) else None


def _pushed(blocks: Iterator[Block], meter: LoudnessMeter) -> Iterator[Block]:
    for block in blocks:
        meter.push(block)
        yield block


@dataclass(frozen=True, slots=True)
class _Own:
    """What is a variant's own, at the delivery's rate: where it differs, and its sound there."""

    start: int
    end: int
    sound: Pcm16
    splice: Splice
    decoded_from: int
    decoded: Block


class _Making:
    """One variant being made."""

    def __init__(
        self, base: KeptDelivery, render: RenderWindow, commons: Sequence[Common], length: Samples
    ) -> None:
        self.base = base
        self.render = render
        self.commons = commons
        self.form = base.form
        self.rate = int(base.form.sample_rate)
        self.length = length
        last = commons[-1].shift if commons and commons[-1].end == length else None
        whole = (2 * length * self.rate + MIX_RATE) // (2 * MIX_RATE)
        self.total: int = whole if last is None else int(base.made.frames) + self._here(last)

    def _here(self, frames: int) -> int:
        """Return a whole number of steps at the delivery's rate."""
        return frames * self.rate // MIX_RATE

    def _moved(self, shift: int | None) -> Callable[[int, int], list[bytes]]:
        by = 0 if shift is None else self._here(shift) // self.base.size
        return lambda first, last: self.base.frames.read(first - by, last - by)

    def parts(self) -> list[_Own] | None:
        """Make everything that is the variant's own, in order."""
        made: list[_Own] = []
        edges = [Common(Samples(0), Samples(0), Samples(0)), *self.commons]
        for number, before in enumerate(edges):
            after = edges[number + 1] if number + 1 < len(edges) else None
            start, end = before.end, self.length if after is None else after.start
            alike = before.end == 0 or after is None or after.shift == before.shift
            if start >= end and alike:
                continue
            room = made[-1].splice.last if made else 0
            one = self._own(before, (start, Samples(end)), after, room or 0)
            if one is None:
                return None
            made.append(one)
        return made

    def _own(self, before: Common, own: Window, after: Common | None, room: int) -> _Own | None:
        setting = self.base.setting
        for _ in range(_ROUNDS):
            sounding = self._sounding(before, own, after, setting)
            if sounding is None:
                return None
            start, end, sound = sounding
            splice = self._spliced(before, after, sounding, room)
            if splice is None:
                return None
            decoded_from, decoded = self._decoded(before, after, splice)
            if not self._proven(after, splice, decoded_from, decoded):
                return None
            relief = self._relief(own[0], decoded_from, decoded)
            if relief is None:
                return _Own(start, end, sound, splice, decoded_from, decoded)
            setting = replace(setting, relief=setting.relief + relief)
        return None

    # --- the sound ---

    def _first(self, start: int) -> int:
        """Return the frame of the mix, a whole step, from which on it is mixed."""
        step = MIX_RATE // 25  # 40 ms: whole frames at every rate
        return max(0, int(start - _BEFORE * MIX_RATE)) // step * step

    def _sounding(
        self, before: Common, own: Window, after: Common | None, setting: Setting
    ) -> tuple[int, int, Pcm16] | None:
        """Mix and limit what differs, to where it is the finished one's sound on both sides."""
        first = self._first(own[0])
        last = min(self.length, Samples(own[1] + int(_AFTER * MIX_RATE)))
        blocks = shaped(self.render((Samples(first), last)), Shape.of(self.form))
        made = limited(blocks, setting, rate=self.form.sample_rate, channels=self.form.channels)
        sound, at = np.concatenate(list(made)), self._here(first)
        start = max(at, self._here(own[0]) - int(_LEAD_IN * self.rate))
        if before.end == 0:
            start = 0
        elif not self._continues(sound, at, start - _COMPARED, before.shift):
            return None
        end = self.total
        if after is not None:
            end = self._here(own[1]) + int(_LEAD_OUT * self.rate)
            step = int(0.1 * self.rate)
            while not self._continues(sound, at, end, after.shift):
                end += step
                if end + _COMPARED > at + len(sound):
                    return None
        pcm = dithered([sound[start - at : end - at]], channels=self.form.channels)
        return start, end, np.concatenate(list(pcm))

    def _continues(self, sound: Block, at: int, place: int, shift: int) -> bool:
        """Tell whether the sound is at a place what the finished one's encoder heard there."""
        other = place - self._here(shift)
        if other < 0 or place < at or other + _COMPARED > self.base.made.frames:
            return place <= at
        theirs = self.base.heard(other, other + _COMPARED)
        ours = sound[place - at : place - at + _COMPARED] * np.float32(32_768.0)
        return len(ours) == len(theirs) and bool(np.abs(ours - theirs).max() <= _SAME_WITHIN)

    # --- the frames ---

    def _spliced(
        self,
        before: Common,
        after: Common | None,
        sounding: tuple[int, int, Pcm16],
        room: int,
    ) -> Splice | None:
        start, end, sound = sounding

        def pcm(first: int, last: int) -> Pcm16:
            rows = []
            if first < start:
                by = self._here(before.shift)
                rows.append(self.base.heard(first - by, min(last, start) - by))
            if first < end and last > start:
                rows.append(sound[max(0, first - start) : last - start])
            if last > end and after is not None:
                by = self._here(after.shift)
                rows.append(self.base.heard(max(first, end) - by, last - by))
            return np.concatenate(rows)

        form = self.form
        if form.bitrate is None:
            return None
        until = None if after is None else self._here(after.end) // self.base.size
        around = Surroundings(
            self._moved(before.shift),
            self._moved(after.shift if after else None),
            room,
            until,
            self.total,
        )
        mp3 = Mp3Form(form.sample_rate, form.channels, form.bitrate)
        return spliced(mp3, pcm, (start, end), around)

    def _decoded(self, before: Common, after: Common | None, splice: Splice) -> tuple[int, Block]:
        """Decode what was spliced in, with what is around it; tell from which sample on."""
        first = max(0, splice.first - _CONTEXT)
        frames = [*self._moved(before.shift)(first, splice.first), *splice.frames]
        if after is not None and splice.last is not None:
            frames += self._moved(after.shift)(splice.last, splice.last + _PROOF)
        sound = self._heard(frames)
        skip = _UNSURE * self.base.size if first else _DELAY
        start = first * self.base.size - _DELAY + skip
        return start, sound[skip:][: max(0, self.total - start)]

    def _heard(self, frames: list[bytes]) -> Block:
        channels = self.form.channels
        blocks = list(Mp3Decoder(channels).decode(frames))
        sound = np.concatenate(blocks) if blocks else np.zeros((0, channels), np.float32)
        missing = len(frames) * self.base.size - len(sound)
        return np.pad(sound, ((max(0, missing), 0), (0, 0)))

    def _proven(self, after: Common | None, splice: Splice, start: int, sound: Block) -> bool:
        """Tell whether what follows the join is, sample for sample, the finished one's sound."""
        if after is None or splice.last is None:
            return True
        theirs = self._heard(
            self._moved(after.shift)(splice.last - _CONTEXT, splice.last + _PROOF)
        )[_CONTEXT * self.base.size :]
        ours = sound[splice.last * self.base.size - _DELAY - start :]
        count = min(len(ours), len(theirs))
        return bool(np.array_equal(ours[:count], theirs[:count]))

    def _relief(self, own: int, start: int, sound: Block) -> Relief | None:
        """Find where the decoded sound rises too high; nothing where it does not."""
        form = self.form
        meter = LoudnessMeter(form.sample_rate, form.channels)
        meter.push(sound)
        peak = meter.result().true_peak
        if peak is None or peak <= form.true_peak + _PEAK_WITHIN:
            return None
        at = self._here(self._first(own))
        aligned = sound[max(0, at - start) :]
        aligned = np.pad(aligned, ((max(0, start - at), 0), (0, 0)))
        return relief_for(
            [aligned], rate=form.sample_rate, channels=form.channels, highest=form.true_peak
        )

    # --- what it is as a whole ---

    def mastered(self, parts: Sequence[_Own]) -> Mastered | None:
        """Reckon how loud all of it is; nothing where that misses what the delivery asks for."""
        hop = self.rate // HOPS_PER_SECOND
        count = self.total // hop
        energies = np.zeros(count)
        peak = 0.0
        for common in self.commons:
            low, high = (
                self._here(common.start) // hop,
                min(count, -(-self._here(common.end) // hop)),
            )
            by = self._here(common.shift) // hop
            stretch = self.base.energies[max(0, low - by) : high - by]
            energies[max(low, by) : max(low, by) + len(stretch)] = stretch
            first = (self._here(common.start) - self._here(common.shift)) // _CELL + 1
            last = (self._here(common.end) - self._here(common.shift)) // _CELL
            peak = max(peak, float(self.base.tops[max(0, first) : last].max(initial=0.0)))
        for part in parts:
            peak = max(peak, self._measured(part, hop, energies))
        loudness, momentary, short_term = of_energies(energies, self.form.sample_rate, Factor(peak))
        if loudness.integrated is None or loudness.true_peak is None:
            return None
        if abs(loudness.integrated - self.form.loudness) > _LOUDNESS_WITHIN:
            return None
        if loudness.true_peak > self.form.true_peak + _PEAK_WITHIN:
            return None
        return Mastered(
            loudness,
            Samples(self.total),
            self.base.setting.decibels,
            Reduction(),
            1,
            momentary=momentary,
            short_term=short_term,
        )

    def _measured(self, part: _Own, hop: int, energies: NDArray[np.float64]) -> float:
        """Put the energies of a part in their place, and return its true peak."""
        skip = -part.decoded_from % hop
        meter = LoudnessMeter(self.form.sample_rate, self.form.channels, keep_energies=True)
        meter.push(part.decoded[skip:])
        own, at = meter.energies(), (part.decoded_from + skip) // hop
        settled = 0 if at == 0 else 12  # tenths of a second until the filters know the sound
        low, high = at + settled, min(len(energies), at + len(own))
        energies[low:high] = own[low - at : high - at]
        peak = meter.result().true_peak
        return 0.0 if peak is None else float(amplitude(Decibels(peak)))

    def written(self, parts: Sequence[_Own], path: Path) -> bool:
        """Write the file: the finished one's frames, and between them what is the variant's own."""
        frames, size = self.base.frames, self.base.size
        chunks: list[bytes | memoryview] = []
        crc = count = written = 0
        at, shift = 0, self.commons[0].shift if self.commons else 0
        following = [*self.commons]
        for part in [*parts, None]:
            by = self._here(shift) // size
            first = at - by
            last = len(frames) if part is None else part.splice.first - by
            if first < last:
                data = frames.stretch(first, last)
                crc = crc16_of_both(crc, frames.crc(first, last), len(data))
                chunks.append(data)
                count, written = count + last - first, written + len(data)
            if part is None:
                break
            own = b"".join(part.splice.frames)
            crc, chunks = crc16_of_both(crc, crc16(own), len(own)), [*chunks, own]
            count, written = count + len(part.splice.frames), written + len(own)
            if part.splice.last is None:
                break
            at = part.splice.last
            shift = next(each.shift for each in following if self._here(each.end) // size > at)
        like = bytes(frames.read(0, 1)[0])
        info = info_frame(
            like=like, frames=count, size=written, samples=Samples(self.total), crc=crc
        )
        with path.open("wb") as stream:
            stream.write(info)
            stream.writelines(chunks)
        return path.stat().st_size == written + len(info)
