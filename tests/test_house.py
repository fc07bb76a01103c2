"""The house stays one that people like to live in: the bars of ``tools/house.py``."""

from __future__ import annotations

import ast
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "radioprog"
TOOL = Path(__file__).resolve().parent.parent / "tools/house.py"


@pytest.fixture(scope="module")
def house() -> Any:
    return runpy.run_path(str(TOOL))["House"]()


def test_no_folder_holds_more_than_sixteen_modules(house: Any) -> None:
    folders = house.folders()
    assert {name: count for name, count in folders.items() if count > 16} == {}
    assert len(house.modules) <= 9 * len(folders)


def test_no_module_is_longer_than_five_hundred_lines(house: Any) -> None:
    assert house.long(500) == {}


def test_no_function_is_longer_than_forty_lines(house: Any) -> None:
    assert {name: lines for name, lines in house.functions().items() if lines > 40} == {}


def test_few_modules_are_splinters(house: Any) -> None:
    alone = house.splinters()
    assert len(alone) <= 25, alone


def test_few_modules_are_short(house: Any) -> None:
    short = house.short()
    assert len(short) <= 40, short


def test_no_public_class_name_is_defined_twice(house: Any) -> None:
    assert house.homonyms() == {}


def test_the_formatter_does_its_work(house: Any) -> None:
    assert house.unformatted() <= 15


def test_what_is_counted_is_what_stands_there(tmp_path: Path) -> None:
    package = tmp_path / "radioprog"
    (package / "room").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_a.py").write_text("a = 1\n" * 3)
    (package / "__init__.py").write_text("")
    (package / "room/__init__.py").write_text("")
    (package / "room/a.py").write_text("class Same:\n    def f(self):\n        return (\n1)\n")
    (package / "room/findings.py").write_text("A = 1\n")
    (package / "room/b.py").write_text(
        "def late():\n    from radioprog.room import a, findings\n    return a, findings\n"
        "class Same: ...\nclass _Own: ...\nclass _Own: ...\n"
    )
    (package / "other.py").write_text("import radioprog.room.b  # fmt: skip\n")
    house = runpy.run_path(str(TOOL))["House"](tmp_path)
    assert house.folders() == {"radioprog/room": 3, "radioprog": 1}
    assert house.splinters() == {"radioprog.room.a": "radioprog.room.b"}
    assert house.short() == {"radioprog.other": 1, "radioprog.room.a": 4, "radioprog.room.b": 6}
    assert house.homonyms() == {"Same": ["radioprog.room.a", "radioprog.room.b"]}
    assert house.unformatted() == 1
    assert house.functions() == {"radioprog.room.a:2 f": 3, "radioprog.room.b:1 late": 3}
    assert house.long(5) == {"radioprog.room.b": 6}
    assert house.tests_to_source() == pytest.approx(3 / 12)


def untyped(source: str) -> Iterator[str]:
    """Public attributes that ``__init__`` of a public class makes, and type checkers must guess."""
    for each in ast.walk(ast.parse(source)):
        if not isinstance(each, ast.ClassDef) or each.name.startswith("_"):
            continue
        for made in (part for part in each.body if isinstance(part, ast.FunctionDef)):
            if made.name != "__init__":
                continue
            nodes = list(ast.walk(made))
            typed = {ast.unparse(node.target) for node in nodes if isinstance(node, ast.AnnAssign)}
            for node in (part for part in nodes if isinstance(part, ast.Assign)):
                several = isinstance(node.targets[0], ast.Tuple)
                if not several and isinstance(node.value, ast.Constant | ast.Name | ast.Attribute):
                    continue
                for name in map(ast.unparse, node.targets[0].elts if several else node.targets):
                    if name.startswith("self.") and name[5] != "_" and name not in typed:
                        yield f"{each.name}.{name[5:]}"


def test_the_types_of_public_attributes_are_written() -> None:
    """As ``pyright --verifytypes`` asks: what is inferred may be inferred otherwise elsewhere."""
    found = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for name in untyped(path.read_text(encoding="utf-8"))
        if "[" not in name and "." not in name.split(".", 1)[1]
    ]
    assert found == []
    body = "class A:\n def __init__(self, b):\n  self.b = b\n  self.c, self.d = b, 1\n"
    body += "  self.e = f(b)\n  self.g: int = f(b)\n"
    assert list(untyped(body)) == ["A.c", "A.d", "A.e"]
