"""Every action of the studio in the browser is a use case; no page has one of its own."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import radioprog.web.pages
from radioprog.studio.desk.access import ALLOWED
from radioprog.web.calls import PAGES, Action, PageRoute, actions, pages, routes

FOLDER = Path(radioprog.web.pages.__file__).parent
WRITES = {"write_text", "write_bytes", "unlink", "rename", "replace", "mkdir", "publish_bytes"}


def test_every_module_of_pages_is_in_the_table() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} == {*PAGES}


@pytest.mark.parametrize("action", list(actions()), ids=lambda each: each.path)
def test_an_action_is_a_use_case_of_the_studio(action: Action) -> None:
    function = action.function
    assert function.__module__.startswith("radioprog.studio.")
    assert inspect.getdoc(function)
    assert action.permission in ALLOWED
    parameters = list(inspect.signature(function).parameters)
    assert parameters[0] in ("workspace", "self", "folder")


def test_a_change_is_always_noted_and_never_a_page() -> None:
    quiet = {each.path for each in actions() if not each.is_noted}
    assert quiet <= {"/sign-in", "/judge", "/hear-line", "/hear-segment"}
    assert all(each.permission == "look" for each in actions() if each.path in quiet)
    assert all(isinstance(each, PageRoute | Action) for each in routes())
    assert len({each.path for each in pages()}) == len(list(pages()))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_page_writes_nothing_itself(path: Path) -> None:
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not called & {"open", *WRITES} - {"replace"}
