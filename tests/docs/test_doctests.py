"""Every example in a docstring of the package is run: documentation that cannot lie."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import radioprog

OPTIONAL = {"radioprog.speech.engines.piper_worker"}
"""Modules that need an extra; they are skipped where it is not installed."""
MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(radioprog.__path__, "radioprog.")
    if not info.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError:
        if name not in OPTIONAL:
            raise
        pytest.skip("the extra that this module needs is not installed")
    failed, _ = doctest.testmod(module)
    assert failed == 0
