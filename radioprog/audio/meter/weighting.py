"""K-weighting: the ear's filter of ITU-R BS.1770, made for any sample rate.

Stands between samples and their energy: `meter` squares what comes out of here.

Second-order sections: the one door to SciPy, opened no wider than needed.

Importing all of ``scipy.signal`` costs 0.4 s and 79 MB in every process that measures a sentence;
the loop that filters is one small compiled module of it. That module is loaded by itself, tried on
a known signal, and if it is not there or answers otherwise, the whole package is used.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radioprog.kernel.units import Hertz

Wide = NDArray[np.float64]
Filter = Callable[[Wide, Wide, Wide], None]
"""Sections (sections, 6), sound (channels, frames), memory (channels, sections, 2): sound and
memory are replaced in place, and must be contiguous."""


_loading = Lock()


def section_filter() -> Filter:
    """Return the filter loop.

    >>> sound, memory = np.array([[1.0, 0.0, 0.0]]), np.zeros((1, 1, 2))
    >>> section_filter()(np.array([[1.0, 0.0, 0.0, 1.0, -0.5, 0.0]]), sound, memory)
    >>> sound.tolist()
    [[1.0, 0.5, 0.25]]
    """
    with _loading:  # a compiled module that two threads load at once is half there for one of them
        return _loaded_filter()


@cache
def _loaded_filter() -> Filter:
    loop = _loop_alone()
    return loop if loop is not None and answers_right(loop) else whole_package


def answers_right(loop: Filter) -> bool:
    """Try a loop on a signal whose answer is known."""
    sections = np.array([[1.0, 0.5, 0.0, 1.0, -0.5, 0.0], [1.0, 0.0, 0.0, 1.0, 0.0, -0.25]])
    sound, memory = np.array([[1.0, 0.0], [0.0, 2.0]]), np.zeros((2, 2, 2))
    try:
        loop(sections, sound, memory)
        loop(sections, rest := np.zeros((2, 1)), memory)
    except (TypeError, ValueError):
        return False
    return np.array_equal(sound, [[1.0, 1.0], [0.0, 2.0]]) and np.array_equal(rest, [[0.75], [2.0]])


def whole_package(sections: Wide, sound: Wide, memory: Wide) -> None:
    """Filter by SciPy's public function."""
    from scipy.signal import sosfilt

    sound[:], after = sosfilt(sections, sound, axis=1, zi=memory.transpose(1, 0, 2).copy())
    memory[:] = after.transpose(1, 0, 2)


def _loop_alone() -> Filter | None:
    package = importlib.util.find_spec("scipy")
    folders = [str(Path(place) / "signal") for place in _places(package)]
    spec = importlib.machinery.PathFinder.find_spec("_sosfilt", folders)
    if spec is None or spec.loader is None:
        return None
    module: Any = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError:
        return None
    loop: Filter | None = getattr(module, "_sosfilt", None)
    return loop


def _places(spec: importlib.machinery.ModuleSpec | None) -> list[str]:
    return list(spec.submodule_search_locations or []) if spec else []


Energy = NDArray[np.float64]

# The analogue prototypes of BS.1770's two filters, so that every rate hears alike: a high shelf
# (frequency, gain in dB, Q) for the head, and a high-pass (frequency, Q) for low sounds.
_SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
_SHELF_MIDDLE = 0.4996667741545416
_HIGH_PASS = (38.13547087602444, 0.5003270373238773)
_SURROUND = 1.41
_USUAL_WEIGHTS: dict[int, tuple[float, ...]] = {
    4: (1.0, 1.0, _SURROUND, _SURROUND),
    5: (1.0, 1.0, 1.0, _SURROUND, _SURROUND),
    6: (1.0, 1.0, 1.0, 0.0, _SURROUND, _SURROUND),
    7: (1.0, 1.0, 1.0, 0.0, 1.0, _SURROUND, _SURROUND),
    8: (1.0, 1.0, 1.0, 0.0, 1.0, 1.0, _SURROUND, _SURROUND),
}
"""Where channels have no names: the usual layouts, in FFmpeg's and WAV's order (the fourth of six
is LFE; in 7.1 the rear pair stands before the sides)."""
_LFE, _SIDES, _BACKS = frozenset({"LFE", "LFE2"}), frozenset({"SL", "SR"}), frozenset({"BL", "BR"})


def channel_weights(channels: int, names: Sequence[str] = ()) -> tuple[float, ...]:
    """Return each channel's weight: 1.41 from the sides, 0 for LFE, 1 from elsewhere.

    Source: ITU-R BS.1770-5, tables 3 and 4 (1.41 between 60 and 120 degrees). A back pair without
    sides stands at their place. ``names`` are FFmpeg's (FL, FR, FC, LFE, BL, SL, ...), if known.

    >>> channel_weights(4, ("FL", "FR", "FC", "BC"))
    (1.0, 1.0, 1.0, 1.0)
    >>> channel_weights(6)
    (1.0, 1.0, 1.0, 0.0, 1.41, 1.41)
    """
    if len(names) != channels or not _KNOWN.intersection(names):
        return _USUAL_WEIGHTS.get(channels, (1.0,) * channels)
    around = _SIDES if _SIDES.intersection(names) else _BACKS
    return tuple(0.0 if name in _LFE else _SURROUND if name in around else 1.0 for name in names)


_KNOWN = _LFE | _SIDES | _BACKS | {"FL", "FR", "FC"}


# Below this a filter's memory is nothing; left alone it would decay into denormal numbers,
# which make silence a hundred times slower than sound.
_FORGOTTEN = 1e-30


@lru_cache(maxsize=32)
def k_weighting(rate: Hertz) -> NDArray[np.float64]:
    """Return the two filters for one sample rate as second-order sections, shape (2, 6).

    Source: ITU-R BS.1770-5, annex 1; at 48 kHz its printed coefficients.

    >>> k_weighting(Hertz(48000))[0].round(4).tolist()
    [1.5351, -2.6917, 1.1984, 1.0, -1.6907, 0.7325]
    """
    frequency, gain, quality = _SHELF
    high = 10.0 ** (gain / 20.0)
    middle = high**_SHELF_MIDDLE
    k = math.tan(math.pi * frequency / rate)
    scale = 1.0 + k / quality + k * k
    shelf = (
        (high + middle * k / quality + k * k) / scale,
        2.0 * (k * k - high) / scale,
        (high - middle * k / quality + k * k) / scale,
        1.0,
        2.0 * (k * k - 1.0) / scale,
        (1.0 - k / quality + k * k) / scale,
    )
    frequency, quality = _HIGH_PASS
    k = math.tan(math.pi * frequency / rate)
    scale = 1.0 + k / quality + k * k
    high_pass = (
        1.0,
        -2.0,
        1.0,
        1.0,
        2.0 * (k * k - 1.0) / scale,
        (1.0 - k / quality + k * k) / scale,
    )
    return np.array([shelf, high_pass])


class KWeighting:
    """Weights a stream of sound, block after block, as if it were one piece.

    >>> weighting = KWeighting(Hertz(48000), 1)
    >>> weighting.filter(np.zeros((1, 480), np.float32)).shape
    (1, 480)
    """

    def __init__(self, rate: Hertz, channels: int) -> None:
        """Prepare for sound of one rate and number of channels."""
        self._sections = k_weighting(rate)
        self._memory = np.zeros((channels, len(self._sections), 2))
        self._filter = section_filter()

    def filter(self, planes: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the weighted sound of shape (channels, frames), float64."""
        weighted = np.array(planes, dtype=np.float64, order="C")
        self._filter(self._sections, weighted, self._memory)
        self._memory[np.abs(self._memory) < _FORGOTTEN] = 0.0
        return weighted


# The quality factors of a Butterworth filter of the fourth order, as two second-order sections.
_BUTTERWORTH = (0.541196100146197, 1.306562964876377)


class HighPass:
    """Takes low sounds away from a stream, 24 dB an octave, for horn loudspeakers.

    >>> HighPass(Hertz(48000), 1, Hertz(300)).filter(np.zeros((480, 1), np.float32)).shape
    (480, 1)
    """

    def __init__(self, rate: Hertz, channels: int, corner: Hertz) -> None:
        """Prepare for sound of one rate; ``corner`` is where 3 dB are gone."""
        self._sections = np.array([_low_cut(rate, corner, quality) for quality in _BUTTERWORTH])
        self._memory = np.zeros((channels, len(self._sections), 2))
        self._filter = section_filter()

    def filter(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the filtered sound of shape (frames, channels)."""
        planes = np.array(frames.T, dtype=np.float64, order="C")
        self._filter(self._sections, planes, self._memory)
        self._memory[np.abs(self._memory) < _FORGOTTEN] = 0.0
        return np.ascontiguousarray(planes.T, dtype=np.float32)


def _low_cut(rate: Hertz, corner: Hertz, quality: float) -> tuple[float, ...]:
    k = math.tan(math.pi * corner / rate)
    scale = 1.0 + k / quality + k * k
    ahead = 1.0 / scale
    return (
        ahead,
        -2.0 * ahead,
        ahead,
        1.0,
        2.0 * (k * k - 1.0) / scale,
        (1.0 - k / quality + k * k) / scale,
    )
