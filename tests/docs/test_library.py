"""The page of the library by tasks: its examples run, and no name of the shelf is left out."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import radioprog
from radioprog.studio.init import init

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/library.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


@pytest.mark.timeout(600)
def test_every_example_runs_in_an_example_workspace(tmp_path: Path, monkeypatch) -> None:
    init(tmp_path / "demo", example="quang-binh")
    monkeypatch.chdir(tmp_path / "demo")
    names: dict[str, object] = {}
    blocks = list(BLOCK.finditer(PAGE))
    assert len(blocks) > 12
    for block in blocks:
        line = PAGE.count("\n", 0, block.start(1))
        code = compile("\n" * line + block.group(1), "docs/library.md", "exec")
        exec(code, names)  # the page is what is tried


def test_the_page_speaks_of_every_name_of_the_shelf() -> None:
    for name in radioprog.__all__:
        assert re.search(rf"\b{name}\b", PAGE), name


def test_the_page_tells_every_argument_of_build() -> None:
    table = PAGE[PAGE.index("| `workspace` |") :].split("\n\n")[0]
    told = re.findall(r"^\| `(\w+)` \|", table, re.M)
    assert told == list(inspect.signature(radioprog.build).parameters)
