"""Findings say the same in both languages, and never fool a terminal."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.errors import ContentError, EngineError, worst_status
from radioprog.kernel.findings import (
    Finding,
    Place,
    Severity,
    Text,
    error,
    in_order,
    info,
    visible,
    warning,
)

HERE = Place("scripts/a.md", 3, 2)


def test_the_text_form_is_the_contracts() -> None:
    found = error("missing-asset", Text("không có tệp", "no file"), Text("chép", "copy it"), HERE)
    assert found.render("en") == "scripts/a.md:3:2: error[missing-asset]: no file\n  → copy it"
    assert found.render("vi").splitlines()[1] == "  → chép"


def test_json_has_the_contracts_keys_and_details() -> None:
    found = warning("x", Text("a", "b"), Text("c", "d"), slots=["s"])
    assert found.to_json("en") == {
        "code": "x", "severity": "warning", "file": None, "line": None, "column": None,
        "message": "b", "remedy": "d", "slots": ["s"],
    }  # fmt: skip


def test_order_is_by_place_then_code() -> None:
    def at(file: str, line: int, code: str) -> Finding:
        return info(code, Text("", ""), Text("", ""), Place(file, line, 1))

    mixed = [at("b", 1, "x"), at("a", 10, "x"), at("a", 2, "y"), at("a", 2, "x")]
    assert [(f.place.file, f.place.line, f.code) for f in in_order(mixed)] == [
        ("a", 2, "x"), ("a", 2, "y"), ("a", 10, "x"), ("b", 1, "x"),
    ]  # fmt: skip


@given(st.text())
def test_nothing_that_moves_the_cursor_or_turns_text_reaches_the_terminal(text: str) -> None:
    shown = visible(text)
    assert not any(
        (ord(c) < 0x20 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\ufeff"
        for c in shown
    )
    shown.encode("utf-8")


def test_errors_travel_between_processes() -> None:
    problem = EngineError.of("x", Text("a", "b"), Text("c", "d"), HERE)
    again = pickle.loads(pickle.dumps(problem))
    assert type(again) is EngineError
    assert again.findings == problem.findings


def test_exit_statuses_rank() -> None:
    assert worst_status([1, 4, 3]) == 4
    assert worst_status([]) == 0
    assert ContentError.exit_status == 1
    assert Severity.ERROR == "error"
