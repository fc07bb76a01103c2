"""docs/reading.md is what the rules say now, and its accuracy is what we measure now."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from radioprog.reader import read
from tests.reader.pairs import pairs, right

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tool() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "tools")
        yield importlib.import_module("reading_doc")


def test_the_page_is_up_to_date(tool: ModuleType) -> None:
    written = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
    assert written == tool.page(), "run: python tools/reading_doc.py"


def test_our_own_column_is_true() -> None:
    lines = (ROOT / "benchmarks/reading.tsv").read_text(encoding="utf-8").splitlines()[1:]
    kept = {tuple(line.split("\t")[:4]) for line in lines}
    counted = set()
    for name in ("administrative", "general"):
        members = pairs(name)
        for token_class in {pair.token_class for pair in members}:
            own = [pair for pair in members if pair.token_class == token_class]
            hits = sum(right(read(pair.written).spoken, pair) for pair in own)
            counted.add((name, token_class, str(len(own)), str(hits)))
    assert kept == counted, "run: python -m benchmarks.reading --write"
