"""Measure the house: how full its folders are, how long its modules and functions.

``python tools/house.py`` prints the figures; with ``-v`` also what stands behind each.
``tests/test_house.py`` holds the bars. Counted as everywhere in the figures of this project:

- a module is a file other than ``__init__.py``; a table of findings is not told from other modules
  by its length, nor by who imports it, as what it says belongs in a file of that name;
- an importer is any file of the package, whether it imports at the top, within a function or for
  types only; a room is a folder directly below ``radioprog``;
- a function's lines go from its ``def`` to its end, signature and docstring included.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "radioprog"
SHORT = 80
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the package: its dotted name, its path and its text."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Return the file's syntax tree."""
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        """Return how many lines the file has."""
        return len(self.text.splitlines())

    @property
    def room(self) -> str:
        """Return the folder below the package in which the file stands, ``""``: in none."""
        folders = self.path.parent.parts[-self.name.count(".") - self.is_init :]
        return folders[1] if len(folders) > 1 else ""

    @property
    def is_init(self) -> bool:
        """Tell a folder's own file from a module."""
        return self.path.name == "__init__.py"

    @property
    def is_table(self) -> bool:
        """Tell a table of findings from other modules."""
        return self.path.name == "findings.py"


class House:
    """The package as files, and the figures that are asked of it."""

    def __init__(self, root: Path = ROOT) -> None:
        """Read the package below ``root``."""
        self.root = root
        self.files = {each.name: each for each in _files(root)}
        self.modules = [each for each in self.files.values() if not each.is_init]
        self.plain = [each for each in self.modules if not each.is_table]

    def folders(self) -> dict[str, int]:
        """Return how many modules stand in each folder, the fullest first."""
        counted = Counter(str(each.path.parent.relative_to(self.root)) for each in self.modules)
        return dict(counted.most_common())

    def importers(self) -> dict[str, set[str]]:
        """Return for each file of the package the files that import it."""
        found: dict[str, set[str]] = {name: set() for name in self.files}
        for each in self.files.values():
            for target in _imported(each, self.files):
                if target != each.name:
                    found[target].add(each.name)
        return found

    def splinters(self) -> dict[str, str]:
        """Return the modules that one file alone imports, of their own room, and that file."""
        importers = self.importers()
        found = {}
        for each in self.plain:
            if len(importers[each.name]) == 1:
                (by,) = importers[each.name]
                if self.files[by].room == each.room:
                    found[each.name] = by
        return found

    def short(self) -> dict[str, int]:
        """Return the modules with fewer lines than `SHORT`, and how many."""
        return {each.name: each.lines for each in self.plain if each.lines < SHORT}

    def long(self, most: int) -> dict[str, int]:
        """Return the files with more lines than ``most``."""
        return {each.name: each.lines for each in self.files.values() if each.lines > most}

    def homonyms(self) -> dict[str, list[str]]:
        """Return the names of public classes that are defined more than once, and where."""
        found: dict[str, list[str]] = {}
        for each in self.files.values():
            for node in ast.walk(each.tree):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found.setdefault(node.name, []).append(each.name)
        return {name: where for name, where in found.items() if len(where) > 1}

    def unformatted(self) -> int:
        """Return how often the formatter is told to keep out."""
        marks = ("# fmt: skip", "# fmt: off")
        return sum(each.text.count(mark) for each in self.files.values() for mark in marks)

    def functions(self) -> dict[str, int]:
        """Return the lines of each function and method, the longest first."""
        found = {
            f"{each.name}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
            for each in self.files.values()
            for node in ast.walk(each.tree)
            if isinstance(node, Function) and node.end_lineno is not None
        }
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def tests_to_source(self) -> float:
        """Return the lines of the tests divided by those of the package."""
        tests = sum(
            len(path.read_text(encoding="utf-8").splitlines())
            for path in (self.root / "tests").rglob("*.py")
        )
        return tests / sum(each.lines for each in self.files.values())


def _files(root: Path) -> Iterator[Module]:
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield Module(name, path, path.read_text(encoding="utf-8"))


def _imported(module: Module, files: dict[str, Module]) -> Iterator[str]:
    """Yield the files of the package that a file imports anywhere in its text."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in files)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                name = f"{node.module}.{each.name}"
                if name in files or node.module in files:
                    yield name if name in files else node.module


def _at(lines: list[int], share: float) -> int:
    """Return the value below which a share of the sorted values lies."""
    return lines[min(len(lines) - 1, int(len(lines) * share))]


def figures(house: House) -> list[tuple[str, str]]:
    """Return the name and the value of each figure."""
    folders, functions = house.folders(), sorted(house.functions().values())
    total = sum(each.lines for each in house.files.values())
    mean = len(house.modules) / len(folders)
    tables = len(house.modules) - len(house.plain)
    return [
        (
            "modules (tables of findings among them), lines",
            f"{len(house.modules)} ({tables}), {total}",
        ),
        ("modules a folder, mean / fullest", f"{mean:.1f} / {max(folders.values())}"),
        ("modules with one importer, of their own room", str(len(house.splinters()))),
        (f"modules under {SHORT} lines", str(len(house.short()))),
        ("public class names defined more than once", str(len(house.homonyms()))),
        ("fmt: skip, fmt: off", str(house.unformatted())),
        (
            "function lines, median / p95 / max",
            f"{_at(functions, 0.5)} / {_at(functions, 0.95)} / {functions[-1]}",
        ),
        ("functions over 40 lines", str(sum(lines > 40 for lines in functions))),
        ("module lines, max", str(max(each.lines for each in house.modules))),
        ("tests / source, lines", f"{house.tests_to_source():.2f}"),
    ]


def main() -> None:
    """Print the figures, with ``-v`` also the modules and functions behind them."""
    house = House()
    for name, value in figures(house):
        print(f"{name:<50} {value}")
    if "-v" in sys.argv:
        for title, rows in (
            ("One importer", house.splinters()),
            ("Short", house.short()),
            ("Over 40 lines", {k: v for k, v in house.functions().items() if v > 40}),
            ("Twice", house.homonyms()),
            ("Folders", house.folders()),
        ):
            print(f"\n{title}")
            for name, value in rows.items():
                print(f"  {name:<60} {value}")


if __name__ == "__main__":
    main()
