"""The examples in docstrings are run, by each room's own tests; none is left out."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import radioprog
from tests.examples import modules_of, run_examples

TESTS = Path(__file__).resolve().parent.parent


def test_the_examples_of_the_package_itself_are_true() -> None:
    run_examples("radioprog")
    for name in modules_of(""):
        run_examples(name)


def test_every_room_runs_its_examples() -> None:
    rooms = [info.name for info in pkgutil.iter_modules(radioprog.__path__) if info.ispkg]
    assert len(rooms) > 10
    for room in rooms:
        own = TESTS / room / "test_docstrings.py"
        assert f'modules_of("{room}")' in own.read_text(encoding="utf-8"), room
