"""The page of findings is what the tables say, and the tables are whole."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def doc():
    spec = importlib.util.spec_from_file_location("findings_doc", ROOT / "tools/findings_doc.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["findings_doc"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_tables_say(doc) -> None:
    assert (ROOT / "docs/findings.md").read_text(encoding="utf-8") == doc.page()


def test_every_code_is_said_in_both_languages(doc) -> None:
    for room, codes in doc.tables():
        for code in codes:
            assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", code.code), (room, code.code)
            assert code.message.vi.strip(), code
            assert code.message.en.strip(), code
            for text in (code.message, code.remedy):
                assert bool(text.vi) == bool(text.en), code


def test_a_code_means_one_thing_however_often_it_is_declared(doc) -> None:
    """One word may have several messages, but not be an error here and an info there by chance."""
    weights: dict[str, set[str]] = {}
    for _, codes in doc.tables():
        for code in codes:
            weights.setdefault(code.code, set()).add(str(code.severity))
    mixed = {name for name, found in weights.items() if {"error", "info"} <= found}
    assert not mixed


def test_no_sentence_decides_anything() -> None:
    """Only tables and what renders them may look at one language (``.vi``, ``.en``)."""
    allowed = {"kernel/findings.py"}
    found = []
    for path in sorted((ROOT / "radioprog").rglob("*.py")):
        name = path.relative_to(ROOT / "radioprog").as_posix()
        if name in allowed or name.startswith("example/") or path.name == "findings.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("vi", "en")
                and isinstance(node.ctx, ast.Load)
                and not _is_package(node)
            ):
                found.append(f"{name}:{node.lineno}")
    assert not found


def _is_package(node: ast.Attribute) -> bool:
    """Whether it is the room of a language (``reader.vi``)."""
    return isinstance(node.value, ast.Name) and node.value.id in ("reader", "radioprog")


_WORDED_BY_OTHERS = {
    "kernel/errors.py",  # an engine from outside raises `EngineError.of(code, message, remedy)`
    "kernel/findings.py",
    "studio/production/result.py",  # a manifest that keeps no facts, only words
}


def test_findings_are_declared_and_not_composed() -> None:
    """A code stands in a table: nowhere else is one handed over as text."""
    found = []
    for path in sorted((ROOT / "radioprog").rglob("*.py")):
        name = path.relative_to(ROOT / "radioprog").as_posix()
        if name in _WORDED_BY_OTHERS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id == "composed":
                found.append(f"{name}:{node.lineno}")
            if isinstance(called, ast.Attribute) and called.attr == "of" and _is_error(called):
                found.append(f"{name}:{node.lineno}")
    assert not found


def _is_error(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Name) and called.value.id.endswith("Error")
