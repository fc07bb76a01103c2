"""The page of the architecture: every folder stands in it, and every module it names exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "radioprog"
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ROOMS = {path.parent.name for path in HOUSE.glob("*/__init__.py")}


def tree() -> set[str]:
    """Return the folders that the drawn tree names, as paths below ``radioprog/``."""
    drawn = PAGE[PAGE.index("```\nradioprog/\n") : PAGE.index("```\n\nEvery room")]
    found, above = set(), [""]
    for line in drawn.splitlines()[2:]:
        indent, name = re.match(r"( +)([a-z]+)/", line).groups()  # type: ignore[union-attr]
        depth = len(indent) // 2
        above[depth:] = [f"{above[depth - 1]}{name}/"]
        found.add(above[depth].rstrip("/"))
    return found


def test_the_tree_is_the_tree_on_disk() -> None:
    packages = {path.parent.relative_to(HOUSE).as_posix() for path in HOUSE.rglob("__init__.py")}
    packages = {name for name in packages if name != "." and not name.startswith("example")}
    assert tree() == packages


def test_every_module_that_is_named_exists() -> None:
    named = {
        name
        for name in re.findall(r"`([a-z_]+(?:\.[a-z_0-9]+)+)`", PAGE)
        if name.partition(".")[0] in ROOMS
    }
    assert len(named) > 30
    for name in named:
        path = HOUSE.joinpath(*name.split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


def test_the_floors_are_those_that_are_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    drawn = [
        " | ".join(re.findall(r"`(\w+)`", rooms))
        for _, rooms in re.findall(r"^\| (\d+) \| (.+) \|$", PAGE, re.M)
    ]
    assert drawn == layers


def test_each_decision_has_a_number_of_its_own_and_says_it() -> None:
    numbers: dict[str, str] = {}
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        number, title = path.name[:4], path.read_text(encoding="utf-8").splitlines()[0]
        assert numbers.setdefault(number, path.name) == path.name
        assert re.match(rf"# {number}:? ", title), path.name
