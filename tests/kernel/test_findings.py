"""Findings say the same in both languages, and never fool a terminal."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.errors import ContentError, EngineError, worst_status
from radioprog.kernel.findings import (
    Codes,
    Finding,
    Place,
    Severity,
    Text,
    composed,
    in_order,
    visible,
)

HERE = Place("scripts/a.md", 3, 2)


def test_the_text_form_is_the_contracts() -> None:
    found = composed(
        "missing-asset",
        Severity.ERROR,
        Text("không có tệp", "no file"),
        Text("chép", "copy it"),
        HERE,
    )
    assert found.render("en") == "scripts/a.md:3:2: error[missing-asset]: no file\n  → copy it"
    assert found.render("vi").splitlines()[1] == "  → chép"


def test_json_has_the_contracts_keys_and_details() -> None:
    found = composed(
        "x", Severity.WARNING, Text("a", "b"), Text("c", "d"), details={"slots": ["s"]}
    )
    assert found.to_json("en") == {
        "code": "x",
        "severity": "warning",
        "file": None,
        "line": None,
        "column": None,
        "message": "b",
        "remedy": "d",
        "slots": ["s"],
    }


def test_order_is_by_place_then_code() -> None:
    def at(file: str, line: int, code: str) -> Finding:
        return composed(code, Severity.INFO, Text("", ""), Text("", ""), Place(file, line, 1))

    mixed = [at("b", 1, "x"), at("a", 10, "x"), at("a", 2, "y"), at("a", 2, "x")]
    assert [(f.place.file, f.place.line, f.code) for f in in_order(mixed)] == [
        ("a", 2, "x"),
        ("a", 2, "y"),
        ("a", 10, "x"),
        ("b", 1, "x"),
    ]


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


TABLE = Codes("radioprog.kernel.findings_of_a_test")
LATE = TABLE.warning(
    "late",
    Text("{names:or} trễ {n:.1f} phút", "{names:or} late by {n:.1f} minutes"),
    Text("chờ {what}", "wait for {what}"),
)


def test_a_declared_finding_holds_facts_and_says_them_in_either_language() -> None:
    found = LATE(HERE, names=["a", "b", "c"], n=2.5, what=Text("đài", "the station"))
    assert found.render("vi") == (
        "scripts/a.md:3:2: warning[late]: a, b hay c trễ 2,5 phút\n  → chờ đài"
    )
    assert found.message.en == "a, b or c late by 2.5 minutes"
    assert found.remedy.en == "wait for the station"


def test_a_finding_without_its_facts_is_refused_where_it_is_made() -> None:
    with pytest.raises(KeyError, match="what"):
        LATE(HERE, names=["a"], n=1.0)


def test_what_a_producer_wrote_is_never_a_template() -> None:
    assert LATE(names=["{n}"], n=1.0, what="{0} {x").message.en == "{n} late by 1.0 minutes"
    assert (
        composed("x", Severity.ERROR, Text("{a", "}b"), Text("{}", "{c}")).render("en")
        == "error[x]: }b\n  → {c}"
    )


def test_a_code_stands_once_in_a_table() -> None:
    with pytest.raises(ValueError, match="twice"):
        TABLE.error("late", Text("", ""), Text("", ""))


@pytest.mark.parametrize(
    "table", ["os", "radioprog.kernel.files", "radioprog.kernel.no_such.findings", "radioprog.x"]
)
def test_a_stored_finding_of_a_stranger_imports_nothing(table: str) -> None:
    record = {**LATE(names=[], n=1.0, what="").to_record(), "table": table}
    with pytest.raises(ValueError, match="no finding of ours"):
        Finding.from_record(record)


def test_what_others_word_keeps_its_sentences_as_a_record() -> None:
    told = composed("odd", Severity.WARNING, Text("lạ {", "odd }"), Text("a", "b"), HERE)
    assert Finding.from_record(json.loads(json.dumps(told.to_record()))) == told
    with pytest.raises(ValueError, match="no finding of ours"):
        Finding.from_record({**told.to_record(), "said": ["x"]})
