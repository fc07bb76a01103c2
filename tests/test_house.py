"""The house stays one that people like to live in: the bars of ``tools/house.py``."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

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
