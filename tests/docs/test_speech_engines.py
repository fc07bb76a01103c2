"""The page for engine authors: its project is run, and the contract's checker holds its engine."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "speech-engines.md"


def test_the_pages_code_runs_as_it_stands() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert not failed and tried > 12
