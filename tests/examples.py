"""The examples in the docstrings of a room, which are among the room's own tests."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import radioprog

OPTIONAL = {"radioprog.speech.engines.piper_worker"}
"""Modules that need an extra; they are skipped where it is not installed."""


def modules_of(room: str) -> list[str]:
    """The modules of a room; ``""``: those that stand in none."""
    found = [
        info.name
        for info in pkgutil.walk_packages(radioprog.__path__, "radioprog.")
        if not info.name.endswith("__main__")
    ]
    rooms = {info.name for info in pkgutil.iter_modules(radioprog.__path__) if info.ispkg}
    return sorted(
        name
        for name in found
        if (name.split(".")[1] if name.split(".")[1] in rooms else "") == room
    )


def run_examples(name: str) -> None:
    """Run the examples of one module; documentation that cannot lie."""
    try:
        module = importlib.import_module(name)
    except ImportError:
        if name not in OPTIONAL:
            raise
        pytest.skip("the extra that this module needs is not installed")
    failed, _ = doctest.testmod(module)
    assert failed == 0
