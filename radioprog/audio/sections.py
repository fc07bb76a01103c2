"""Second-order sections: the one door to SciPy, opened no wider than needed.

Importing all of ``scipy.signal`` costs 0.4 s and 79 MB in every process that measures a sentence;
the loop that filters is one small compiled module of it. That module is loaded by itself, tried on
a known signal, and if it is not there or answers otherwise, the whole package is used.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Wide = NDArray[np.float64]
Filter = Callable[[Wide, Wide, Wide], None]
"""Sections (sections, 6), sound (channels, frames), memory (channels, sections, 2): sound and
memory are replaced in place, and must be contiguous."""


@cache
def section_filter() -> Filter:
    """Give the filter loop.

    >>> sound, memory = np.array([[1.0, 0.0, 0.0]]), np.zeros((1, 1, 2))
    >>> section_filter()(np.array([[1.0, 0.0, 0.0, 1.0, -0.5, 0.0]]), sound, memory)
    >>> sound.tolist()
    [[1.0, 0.5, 0.25]]
    """
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
