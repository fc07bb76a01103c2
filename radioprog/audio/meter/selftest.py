"""The meter's own examination: EBU's signals, made here, each with the answer it must give.

Stands beside the meter for `radioprog selftest ebu`. Source: EBU Tech 3341 (2023), table 1, and
Tech 3342 (2023), table 1; left out are the recorded programmes (3341: 7, 8; 3342: 5, 6) and the
cases for live meters (3341: 11, 14). Tones are 1 kHz, in phase, their phase going on over steps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.meter.loudness import LoudnessMeter
from radioprog.kernel.units import Decibels, Hertz, amplitude

RATES = tuple(Hertz(rate) for rate in (48_000, 44_100, 32_000, 22_050, 16_000))
"""The rates at which every case is examined."""

_Steps = tuple[tuple[float, float], ...]
"""Seconds and dBFS, one after another."""
_SILENCE = -math.inf
_TONE = 1000.0
_LEVEL = (0.1, 0.1)
_PEAK = (0.4, 0.2)
_RANGE = (1.0, 1.0)
_OVERSAMPLED = 4


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its name in the standard, what is read, and the answer it must give.

    ``tolerance`` is how far below and above a reading may lie; ``readings`` makes the signals at a
    rate and measures them.
    """

    name: str
    quantity: str
    expected: float
    tolerance: tuple[float, float]
    readings: Callable[[Hertz], Iterable[float | None]]

    def examine(self, rate: Hertz) -> CaseResult:
        """Make the signals, measure them, and keep the reading that lies farthest off."""
        values = [math.nan if value is None else float(value) for value in self.readings(rate)]
        worst = max(values, key=self._miss, default=math.nan)
        return CaseResult(self, rate, worst, len(values), self._miss(worst) <= 0.0)

    def _miss(self, value: float) -> float:
        """Tell how far a reading lies beyond what is allowed; 0 or less is inside."""
        if not math.isfinite(value):
            return math.inf
        below, above = self.tolerance
        off = value - self.expected
        return off - above if off >= 0.0 else -off - below


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How a case went at a rate: the worst of its readings, how many there were, passed or not."""

    case: Case
    rate: Hertz
    found: float
    readings: int
    passed: bool

    def line(self) -> str:
        """Return the result on one line; names and figures read alike in every language.

        >>> ebu_cases()[0].examine(Hertz(16000)).line()
        'ok    3341-1   M S I      -22.95  (-23.0 +0.1 -0.1)  16000 Hz'
        """
        below, above = self.case.tolerance
        return (
            f"{'ok' if self.passed else 'MISS':5} {self.case.name:8} {self.case.quantity:9}"
            f"{self.found:8.2f}  ({self.case.expected:.1f} +{above} -{below})  {self.rate} Hz"
        )

    def to_json(self) -> dict[str, Any]:
        """Return the same as JSON values."""
        return {
            "case": self.case.name,
            "quantity": self.case.quantity,
            "rate": self.rate,
            "expected": self.case.expected,
            "tolerance": list(self.case.tolerance),
            "found": round(self.found, 3) if math.isfinite(self.found) else None,
            "readings": self.readings,
            "passed": self.passed,
        }


def selftest_ebu(rates: Iterable[Hertz] = RATES) -> Iterator[CaseResult]:
    """Examine every case at every rate, one result after another."""
    for rate in rates:
        for case in ebu_cases():
            yield case.examine(rate)


def ebu_cases() -> tuple[Case, ...]:
    """Return every case that can be made from its description."""
    return (*_loudness_cases(), *_window_cases(), *_peak_cases(), *_range_cases())


def _loudness_cases() -> Iterator[Case]:
    for number, level in ((1, -23.0), (2, -33.0)):
        yield Case(f"3341-{number}", "M S I", level, _LEVEL, _steady(((20.0, level),)))
    programmes: tuple[_Steps, ...] = (
        ((10.0, -36.0), (60.0, -23.0), (10.0, -36.0)),
        ((10.0, -72.0), (10.0, -36.0), (60.0, -23.0), (10.0, -36.0), (10.0, -72.0)),
        ((20.0, -26.0), (20.1, -20.0), (20.0, -26.0)),
    )
    for number, steps in enumerate(programmes, start=3):
        yield Case(f"3341-{number}", "I", -23.0, _LEVEL, _integrated(steps))
    surround = tuple(amplitude(Decibels(level)) for level in (-28.0, -28.0, -24.0, -30.0, -30.0))
    yield Case("3341-6", "I 5.0", -23.0, _LEVEL, _integrated(((20.0, 0.0),), shares=surround))


def _window_cases() -> Iterator[Case]:
    slow = ((1.34, -20.0), (1.66, -30.0)) * 5
    yield Case("3341-9", "S", -23.0, _LEVEL, lambda rate: _read(slow, rate).short_term())
    late_slow = [((i * 0.15, _SILENCE), (3.0, -23.0), (1.0, _SILENCE)) for i in range(1, 21)]
    yield Case(
        "3341-10",
        "max S",
        -23.0,
        _LEVEL,
        lambda rate: (_read(steps, rate).result().max_short_term for steps in late_slow),
    )
    quick = ((0.18, -20.0), (0.22, -30.0)) * 25
    yield Case("3341-12", "M", -23.0, _LEVEL, lambda rate: _read(quick, rate).momentary()[60:])
    late_quick = [((i * 0.02, _SILENCE), (0.4, -23.0), (1.0, _SILENCE)) for i in range(1, 21)]
    yield Case(
        "3341-13",
        "max M",
        -23.0,
        _LEVEL,
        lambda rate: (_read(steps, rate).result().max_momentary for steps in late_quick),
    )


def _peak_cases() -> Iterator[Case]:
    sines = (
        (15, 4, 0.0, 0.5),
        (16, 4, 45.0, 0.5),
        (17, 6, 60.0, 0.5),
        (18, 8, 67.5, 0.5),
        (19, 4, 45.0, 1.41),
    )
    for number, divisor, degrees, height in sines:
        expected = -6.0 if height == 0.5 else 3.0
        yield Case(f"3341-{number}", "TP", expected, _PEAK, _peak(_sine(divisor, degrees, height)))
    burst = _burst()
    for offset in range(_OVERSAMPLED):
        yield Case(f"3341-{20 + offset}", "TP", 0.0, _PEAK, _peak(burst[offset::_OVERSAMPLED]))


def _range_cases() -> Iterator[Case]:
    programmes = (
        (10.0, (-20.0, -30.0)),
        (5.0, (-20.0, -15.0)),
        (20.0, (-40.0, -20.0)),
        (15.0, (-50.0, -35.0, -20.0, -35.0, -50.0)),
    )
    for number, (expected, levels) in enumerate(programmes, start=1):
        steps = tuple((20.0, level) for level in levels)
        yield Case(f"3342-{number}", "LRA", expected, _RANGE, _range(steps))
        yield Case(f"3342-{number}×2", "LRA", expected, _RANGE, _range(steps * 2))


def _steady(steps: _Steps) -> Callable[[Hertz], Iterator[float | None]]:
    def readings(rate: Hertz) -> Iterator[float | None]:
        meter = _read(steps, rate)
        yield from meter.momentary()[60:]
        yield from meter.short_term()
        yield meter.result().integrated

    return readings


def _integrated(
    steps: _Steps, *, shares: tuple[float, ...] = (1.0, 1.0)
) -> Callable[[Hertz], list[float | None]]:
    return lambda rate: [_read(steps, rate, shares=shares).result().integrated]


def _range(steps: _Steps) -> Callable[[Hertz], list[float | None]]:
    return lambda rate: [_read(steps, rate).loudness_range()]


def _peak(wave: NDArray[np.float64]) -> Callable[[Hertz], list[float | None]]:
    def readings(rate: Hertz) -> list[float | None]:
        meter = LoudnessMeter(rate, 2)
        meter.push(np.repeat(wave[:, None], 2, axis=1).astype(np.float32))
        return [meter.result().true_peak]

    return readings


def _read(steps: _Steps, rate: Hertz, *, shares: tuple[float, ...] = (1.0, 1.0)) -> LoudnessMeter:
    """Measure a tone in steps, every 10 ms."""
    meter = LoudnessMeter(rate, len(shares), every_hop=True, peaks=False)
    for block in _tone(steps, rate):
        meter.push((block[:, None] * np.array(shares)).astype(np.float32))
    return meter


def _tone(steps: _Steps, rate: Hertz) -> Iterator[NDArray[np.float64]]:
    """Make a tone in steps, second by second, its phase going on."""
    done = 0
    for seconds, level in steps:
        left = round(seconds * rate)
        height = amplitude(Decibels(level))
        while left > 0:
            count = min(left, rate)
            places = np.arange(done, done + count)
            yield height * np.sin(2.0 * np.pi * _TONE / rate * places)
            done, left = done + count, left - count


def _faded(wave: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let a sound begin and end softly: an edge would peak higher than the sine itself."""
    ramp = np.minimum(np.arange(wave.size), np.arange(wave.size)[::-1]) / (wave.size / 8.0)
    faded: NDArray[np.float64] = wave * np.sin(np.minimum(ramp, 1.0) * np.pi / 2.0) ** 2
    return faded


def _sine(divisor: int, degrees: float, height: float) -> NDArray[np.float64]:
    """Make a sine of a part of the sample rate, its peaks between the samples."""
    phase = 2.0 * np.pi * np.arange(8000) / divisor + math.radians(degrees)
    return _faded(height * np.sin(phase))


def _burst() -> NDArray[np.float64]:
    """Make, at four times the rate, a sine of fs/6 that holds one period of fs/4, twice as high."""
    slow, quick = 6 * _OVERSAMPLED, 4 * _OVERSAMPLED
    side = 0.5 * np.sin(2.0 * np.pi * np.arange(160 * slow) / slow)
    middle = np.sin(2.0 * np.pi * np.arange(quick) / quick)
    return np.convolve(_faded(np.concatenate((side, middle, side))), _low_pass(), mode="same")


def _low_pass() -> NDArray[np.float64]:
    """Return a filter that keeps what a quarter of the rate can hold."""
    places = np.arange(-128, 129)
    taps = np.sinc(places / _OVERSAMPLED) * np.kaiser(places.size, 8.0)
    low_pass: NDArray[np.float64] = taps / taps.sum()
    return low_pass


def failed(results: Iterable[CaseResult]) -> tuple[CaseResult, ...]:
    """Return the results that missed."""
    return tuple(result for result in results if not result.passed)
