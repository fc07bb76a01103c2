"""The shelf is sorted, equal to what it says, and stays light until something is taken from it."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import radioprog

ROOT = Path(__file__).resolve().parent.parent
PROMISED = {
    "Workspace",
    "Script",
    "parse_script",
    "reading",
    "Voice",
    "SpeechEngine",
    "Clip",
    "Rundown",
    "Timeline",
    "Programme",
    "build",
    "measure",
    "Loudness",
    "Station",
    "Network",
    "Slot",
    "Airing",
    "calendar",
    "Finding",
    "RadioprogError",
}


def test_the_shelf_is_sorted_and_holds_what_is_promised() -> None:
    assert list(radioprog.__all__) == sorted(radioprog.__all__)
    assert set(radioprog.__all__) >= PROMISED
    assert set(radioprog.__all__) == set(radioprog._SHELF)


def test_every_name_can_be_taken() -> None:
    for name in radioprog.__all__:
        assert getattr(radioprog, name).__name__.split(".")[-1] in (name, "read")


def test_no_name_is_that_of_a_room() -> None:
    rooms = {module.name for module in pkgutil.iter_modules(radioprog.__path__)}
    assert not rooms & set(radioprog.__all__)


def test_the_whole_error_tree_stands_on_the_shelf() -> None:
    tree = {radioprog.RadioprogError}
    while True:
        grown = tree | {sub for each in tree for sub in each.__subclasses__()}
        if grown == tree:
            break
        tree = grown
    ours = {each.__name__ for each in tree if each.__module__ == "radioprog.kernel.errors"}
    assert ours <= set(radioprog.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(radioprog, "nonsense")


def test_the_readmes_ten_lines_run(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.S)
    assert code is not None
    subprocess.run(
        [sys.executable, "-m", "radioprog", "init", str(tmp_path), "--example", "quang-binh"],
        check=True,
        cwd=ROOT,
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code[1]}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "-16.0" in done.stdout.splitlines()[-1] or "-15.9" in done.stdout.splitlines()[-1]
    assert (tmp_path / "assets/clips/opening.wav").exists()
