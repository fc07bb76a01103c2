"""The tunes of the example station: signature, stings, bed, closing tune, a telephone line.

Second step of the made sound assets: notes are laid on a tape, heard in a hall, and finished with
a last touch of gain. A tape that loops is a circle: what rings past its end sounds at its
beginning, so that the seam cannot be heard. The tunes stand in the southern Chinese and Vietnamese
five-note mode G A C D E (điệu Bắc); the melody is ours. Short and bright pieces become FLAC, long
and soft ones Opus.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.codecs.ffmpeg import SoundWriter
from radioprog.audio.codecs.streams import WriterForm
from radioprog.audio.synth.instruments import (
    Mono,
    banded,
    bass,
    bell,
    clapper,
    drum,
    flute,
    pad,
    silence,
    zither,
)
from radioprog.kernel.units import MIX_RATE, BitRate, Dbtp, Decibels, Seconds, amplitude, to_samples

Stereo = NDArray[np.float64]

DEFAULT_HALL = Decibels(-12.0)
NO_FADE = Seconds(0.0)
_HALL = (  # low Hz, high Hz, seconds to fall 60 dB, weight
    (150.0, 500.0, 2.0, 1.0),
    (500.0, 1_500.0, 1.7, 0.9),
    (1_500.0, 4_000.0, 1.2, 0.6),
    (4_000.0, 8_000.0, 0.7, 0.3),
)


class Tape:
    """A stereo stretch of time; notes are laid on it, dry and with a share for the hall."""

    def __init__(self, length: Seconds, *, loops: bool = False) -> None:
        self.loops: bool = loops
        self.frames: int = int(to_samples(length))
        self._dry: Stereo = np.zeros((self.frames, 2))
        self._wet: Stereo = np.zeros((self.frames, 2))

    def lay(
        self,
        sound: Mono,
        at: Seconds,
        *,
        level: Decibels,
        pan: float = 0.0,
        hall: Decibels = DEFAULT_HALL,
    ) -> None:
        """Lay a sound from ``at`` on; ``pan`` runs from -1 (left) to 1 (right)."""
        angle = (pan + 1) * np.pi / 4
        placed = sound[:, None] * (np.array([np.cos(angle), np.sin(angle)]) * amplitude(level))
        start = int(to_samples(at))
        while placed.size and start < self.frames:
            now, placed = np.split(placed, [self.frames - start])
            self._dry[start : start + len(now)] += now
            self._wet[start : start + len(now)] += now * amplitude(hall)
            start = 0 if self.loops else self.frames

    def heard(self) -> Stereo:
        """Return the dry sound and its hall together, as long as the tape."""
        answer = _hall(seed=7)
        size = self.frames if self.loops else self.frames + answer.shape[0]
        spectrum = np.fft.rfft(self._wet, size, axis=0) * np.fft.rfft(answer, size, axis=0)
        return self._dry + np.fft.irfft(spectrum, size, axis=0)[: self.frames]


def finished(sound: Stereo, *, peak: Dbtp, fade: Seconds = NO_FADE) -> NDArray[np.float32]:
    """Take out any offset, fade the last ``fade``, and bring the true peak to ``peak``."""
    sound = sound - sound.mean(axis=0)
    count = int(to_samples(fade))
    if count:
        ramp = np.cos(np.linspace(0.0, np.pi / 2, count)) ** 2
        sound[-count:] *= ramp[:, None]
    return (sound * (amplitude(Decibels(float(peak))) / true_peak(sound))).astype(np.float32)


def true_peak(sound: Stereo) -> float:
    """Return the greatest value between the samples too: four times oversampled by FFT."""
    size = sound.shape[0]
    spectrum = np.fft.rfft(sound, axis=0)
    return float(np.abs(np.fft.irfft(spectrum, size * 4, axis=0) * 4).max())


def _hall(*, seed: int) -> Stereo:
    """Return a hall's answer to a clap: bands of noise, the low ones ringing longest."""
    noise = np.random.default_rng(seed).standard_normal((2, int(to_samples(Seconds(2.2)))))
    time = np.arange(noise.shape[1]) / MIX_RATE
    sides: list[Mono] = []
    for side in noise:
        rings = [
            weight * banded(side, low, high) * 10.0 ** (-3.0 * time / fall)
            for low, high, fall, weight in _HALL
        ]
        sides.append(np.sum(rings, axis=0) * np.clip(time / 0.02, 0.0, 1.0))
    answer = np.stack(sides, axis=1)
    answer = np.concatenate([np.zeros((int(to_samples(Seconds(0.018))), 2)), answer])
    unit: Stereo = answer / np.sqrt((answer**2).sum(axis=0))
    return unit


_PEAK = Dbtp(-3.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A made sound: 48 kHz stereo float32, shape (frames, 2); ``loops`` tells of a seamless bed.

    ``bitrate`` is that of its Opus file; ``None`` asks for FLAC.
    """

    samples: NDArray[np.float32]
    loops: bool = False
    bitrate: BitRate | None = None

    @property
    def ending(self) -> str:
        """Return the ending of its file."""
        return ".flac" if self.bitrate is None else ".opus"

    @property
    def length(self) -> Seconds:
        """Return how long it plays."""
        return Seconds(self.samples.shape[0] / MIX_RATE)


# A tune: (note, beats). The signature's theme; the closing tune sings it again, slower.
_THEME = (
    ("D5", 1.0),
    ("E5", 0.5),
    ("G5", 1.5),
    ("E5", 0.5),
    ("D5", 0.5),
    ("C5", 0.5),
    ("D5", 0.5),
    ("E5", 1.0),
    ("D5", 0.5),
    ("C5", 0.5),
    ("A4", 1.0),
    ("C5", 0.5),
    ("D5", 0.5),
    ("E5", 0.5),
    ("A5", 1.0),
    ("G5", 0.5),
    ("E5", 0.5),
    ("D5", 0.5),
    ("G5", 3.0),
)
_HARMONY = (  # (bass, pad), two beats each: C, C, Am, F, Dm, G, C
    ("C2", ("C4", "E4", "G4")),
    ("C2", ("C4", "E4", "A4")),
    ("A2", ("C4", "E4", "A4")),
    ("F2", ("C4", "F4", "A4")),
    ("D2", ("D4", "F4", "A4")),
    ("G2", ("D4", "G4", "B3")),
    ("C2", ("C4", "E4", "G4")),
)
_RUN = ("G3", "A3", "C4", "D4", "E4", "G4", "A4", "C5", "D5", "E5", "G5", "A5")


def signature() -> Piece:
    """Play the station's signature tune: a run up the zither, the theme, a chord that rings."""
    tape, beat = Tape(Seconds(11.6)), 60 / 92
    _run(tape, at=0.05, over=beat * 1.1)
    start = beat * 1.35
    at = start
    for note, beats in _THEME:
        _pluck(tape, note, at, beats * beat + 1.2, trill=beats >= 1, level=-4.0, pan=0.12)
        if beats >= 1:
            _pluck(tape, _octave_down(note), at + 0.012, 1.6, level=-11.0, pan=-0.2)
        at += beats * beat
    _harmony(tape, start, beat, last=3.4, level=-15.0)
    for count in range(6):
        _hit(tape, drum(), start + count * 2 * beat, level=-9.0)
        _hit(tape, clapper(), start + (count * 2 + 1) * beat, level=-23.0, pan=0.35)
        _hit(tape, clapper(), start + (count * 2 + 1.5) * beat, level=-28.0, pan=0.35)
    end = start + 12 * beat
    _hit(tape, drum(), end, level=-7.0)
    tape.lay(bell("G5", Seconds(2.6)), Seconds(end), level=Decibels(-17.0), hall=Decibels(-8.0))
    for step, note in enumerate(("C4", "G4", "C5", "E5")):
        _pluck(tape, note, end + 0.03 * step, 2.6, level=-10.0, pan=-0.3 + 0.2 * step)
    return Piece(finished(tape.heard(), peak=_PEAK, fade=Seconds(1.6)))


def sting_rising() -> Piece:
    """Play a short rising figure on the zither, between two items."""
    tape = Tape(Seconds(3.0))
    for step, note in enumerate(("G4", "C5", "D5", "G5")):
        _pluck(tape, note, 0.05 + 0.14 * step, 2.2, trill=step == 3, level=-5.0 + step)
    _hold(tape, ("C4", "E4", "G4"), 0.05, 2.6, level=-17.0)
    tape.lay(bass("C2", Seconds(2.0)), Seconds(0.47), level=Decibels(-11.0))
    _hit(tape, drum(), 0.47, level=-10.0)
    return Piece(finished(tape.heard(), peak=_PEAK, fade=Seconds(0.9)))


def sting_calling() -> Piece:
    """Play a short call of the flute over two knocks of wood, between two items."""
    tape = Tape(Seconds(3.2))
    for at, level in ((0.05, -20.0), (0.25, -24.0)):
        _hit(tape, clapper(), at, level=level, pan=0.3)
    for seed, (note, at, length) in enumerate(
        (("E5", 0.30, 0.34), ("G5", 0.58, 0.34), ("D5", 0.86, 1.3))
    ):
        tape.lay(
            flute(note, Seconds(length), seed=seed),
            Seconds(at),
            level=Decibels(-8.0),
            pan=-0.1,
            hall=Decibels(-8.0),
        )
    for step, note in enumerate(("G3", "D4", "G4", "B4")):
        _pluck(tape, note, 0.86 + 0.06 * step, 1.9, level=-11.0, pan=0.25)
    _hold(tape, ("D4", "G4"), 0.8, 2.2, level=-18.0)
    tape.lay(bass("G2", Seconds(1.8)), Seconds(0.86), level=Decibels(-13.0))
    return Piece(finished(tape.heard(), peak=_PEAK, fade=Seconds(0.9)))


def bed() -> Piece:
    """Play a calm bed that loops without a seam: broken chords, pads, a slow bass."""
    bar = 3.0
    chords = (
        ("C2", ("C4", "E4", "G4"), "C4 G4 D5 E4 G4 C5"),
        ("A2", ("C4", "E4", "A4"), "A3 E4 C5 E4 A4 E4"),
        ("F2", ("C4", "F4", "A4"), "A3 C4 A4 C5 A4 C4"),
        ("C2", ("C4", "E4", "G4"), "G3 C4 G4 E4 D4 C4"),
        ("A2", ("C4", "E4", "A4"), "A3 C4 E4 A4 G4 E4"),
        ("F2", ("C4", "F4", "A4"), "F3 C4 A4 G4 A4 C5"),
        ("D2", ("D4", "F4", "A4"), "D4 A4 D5 C5 A4 D4"),
        ("G2", ("D4", "G4", "B3"), "G3 D4 G4 A4 G4 D4"),
    )
    tape = Tape(Seconds(bar * len(chords)), loops=True)
    for index, (low, held, broken) in enumerate(chords):
        at = index * bar
        tape.lay(bass(low, Seconds(2.9)), Seconds(at), level=Decibels(-12.0))
        _hold(tape, held, at, bar + 1.2, level=-13.0)
        for step, note in enumerate(broken.split()):
            late = 0.012 * ((step * 5 + index * 3) % 4)  # a hand is no clock
            soft = -14.0 - 1.5 * ((step + index) % 3)
            _pluck(tape, note, at + step * bar / 6 + late, 2.0, level=soft, pan=0.4 - 0.16 * step)
    return Piece(finished(tape.heard(), peak=Dbtp(-6.0)), loops=True, bitrate=BitRate(40_000))


def closing() -> Piece:
    """Play the theme again on the flute, slower, to an end that settles."""
    tape, beat = Tape(Seconds(21.0)), 60 / 60
    start, at = 2.2, 2.2
    _run(tape, at=0.1, over=1.5)
    for seed, (note, beats) in enumerate(_THEME):
        length = beats * beat * (1.25 if beats >= 3 else 1.0)
        tape.lay(
            flute(note, Seconds(length + 0.12), seed=40 + seed),
            Seconds(at),
            level=Decibels(-9.0),
            pan=-0.08,
            hall=Decibels(-7.0),
        )
        at += beats * beat
    _harmony(tape, start, beat, last=5.2, level=-14.0)
    for index, (_, held) in enumerate(_HARMONY[:-1]):
        for step, note in enumerate((held[0], held[1], held[2], held[1])):
            _pluck(tape, note, start + (index * 2 + step / 2) * beat, 1.8, level=-13.0, pan=0.3)
        _hit(tape, drum(), start + index * 2 * beat, level=-14.0)
    end = start + 12 * beat
    for step, note in enumerate(("C3", "G3", "C4", "E4", "G4", "C5")):
        _pluck(tape, note, end + 0.09 * step, 4.2, level=-10.0, pan=-0.4 + 0.16 * step)
    tape.lay(bell("C6", Seconds(3.5)), Seconds(end + 0.6), level=Decibels(-23.0))
    return Piece(finished(tape.heard(), peak=_PEAK, fade=Seconds(2.6)), bitrate=BitRate(48_000))


def waves() -> Piece:
    """Let the sea come in and go out twice: noise that swells, brightens and drains away."""
    length = Seconds(9.0)
    time = np.arange(to_samples(length)) / MIX_RATE
    noise = np.random.default_rng(11).standard_normal((2, time.size))
    sides = []
    for index, side in enumerate(noise):
        rumble = banded(side, 70.0, 420.0)
        wash = banded(side, 500.0, 3_800.0)
        swell = np.zeros_like(time)
        for crest in (2.6 + 0.15 * index, 6.6 - 0.12 * index):
            away = time - crest
            swell += np.where(away < 0, np.exp(away / 0.8), np.exp(-away / 1.3))
        sides.append(0.8 * rumble * (0.35 + swell) + wash * swell**1.6)
    edge = np.clip(np.minimum(time, length - time) / 0.8, 0.0, 1.0)
    sound = np.stack(sides, axis=1) * edge[:, None]
    return Piece(finished(sound, peak=Dbtp(-6.0), fade=Seconds(1.5)), bitrate=BitRate(48_000))


def telephone(speech: Mono, *, seed: int = 3) -> Piece:
    """Put a voice on a telephone line: its narrow band, a little drive, a hum of wind behind.

    ``speech`` is mono at the mix's rate; half a second of the line alone stands at both ends.
    """
    pause = silence(Seconds(0.5))
    voice = np.concatenate([pause, speech, pause])
    voice = banded(voice, 320.0, 3_300.0)
    voice = np.tanh(2.2 * voice / np.abs(voice).max()) * 0.7
    noise = np.random.default_rng(seed).standard_normal(voice.size)
    time = np.arange(voice.size) / MIX_RATE
    gusts = 0.6 + 0.4 * np.sin(2 * np.pi * 0.23 * time) * np.sin(2 * np.pi * 0.071 * time + 1)
    line = banded(noise, 350.0, 1_200.0) * gusts * 0.012
    edge = np.clip(np.minimum(time, time[-1] - time) / 0.3, 0.0, 1.0)
    mono = (banded(voice, 300.0, 3_400.0) + line) * edge
    line_sound = finished(np.stack([mono, mono], axis=1), peak=_PEAK, fade=Seconds(0.2))
    return Piece(line_sound, bitrate=BitRate(32_000))


def _run(tape: Tape, *, at: float, over: float) -> None:
    """Sweep a hand over the strings, from low to high, ever faster."""
    for step, note in enumerate(_RUN):
        when = at + over * (1 - (1 - step / len(_RUN)) ** 1.4)
        _pluck(tape, note, when, 1.8, level=-14.0 + 0.4 * step, pan=-0.5 + step / len(_RUN))


def _harmony(tape: Tape, start: float, beat: float, *, last: float, level: float) -> None:
    for index, (low, held) in enumerate(_HARMONY):
        at = start + index * 2 * beat
        length = last if index == len(_HARMONY) - 1 else 2 * beat + 0.7
        _hold(tape, held, at, length, level=level)
        tape.lay(bass(low, Seconds(length)), Seconds(at), level=Decibels(-9.0))


def _hold(tape: Tape, notes: tuple[str, ...], at: float, length: float, *, level: float) -> None:
    """Hold a chord with two slightly detuned pads a note, one on each side."""
    for note in notes:
        for detune, pan in ((-5.0, -0.7), (5.0, 0.7)):
            tape.lay(
                pad(note, Seconds(length), detune=detune),
                Seconds(at),
                level=Decibels(level),
                pan=pan,
                hall=Decibels(-9.0),
            )


def _pluck(
    tape: Tape,
    note: str,
    at: float,
    length: float,
    *,
    level: float,
    pan: float = 0.0,
    trill: bool = False,
) -> None:
    sound = zither(note, Seconds(length), trill=trill)
    tape.lay(sound, Seconds(at), level=Decibels(level), pan=pan, hall=Decibels(-9.0))


def _hit(tape: Tape, sound: Mono, at: float, *, level: float, pan: float = 0.0) -> None:
    tape.lay(sound, Seconds(at), level=Decibels(level), pan=pan, hall=Decibels(-14.0))


def _octave_down(note: str) -> str:
    return note[:-1] + str(int(note[-1]) - 1)


def write_assets(pieces: Mapping[str, Piece], folder: Path) -> tuple[str, ...]:
    """Write pieces below a folder that nobody sees yet; give their names, with the ending.

    The same piece gives the same bytes. Folders are made where they are missing.
    """
    names = []
    for name, piece in sorted(pieces.items()):
        full = name + piece.ending
        path = folder / full
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(piece, path)
        names.append(full)
    return tuple(names)


def _write(piece: Piece, path: Path) -> None:
    mono = bool((piece.samples[:, 0] == piece.samples[:, 1]).all())
    samples = piece.samples[:, :1] if mono else piece.samples
    if piece.bitrate is None:
        form = WriterForm("flac", "flac", "s16", MIX_RATE, samples.shape[1])
        # No dither: the tails fade into true silence, and the file is a quarter smaller.
        whole = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype(np.int16)
    else:
        form = WriterForm("ogg", "libopus", "flt", MIX_RATE, samples.shape[1], piece.bitrate)
        whole = np.ascontiguousarray(samples)
    with SoundWriter(path, form) as writer:
        writer.push(whole)
