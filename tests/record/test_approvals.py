"""Approvals: bound to the text, kept in order, and never lost to a line that cannot be read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from radioprog.kernel.errors import ContentError
from radioprog.kernel.text import one_line
from radioprog.record.approvals import Approval, Approvals, load_approvals, save_approvals

DAY = dt.date(2026, 3, 1)
GIVEN = Approval("thoi-su-01", "ab" * 32, "Ban biên tập", DAY)
LINE = json.dumps({"script": "a", "sha256": "00", "by": "b", "on": "2026-03-01"}).encode()

names = some.text(some.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1)
persons = names.filter(lambda name: one_line(name) == name)
approvals = some.builds(Approval, names, names, persons, some.dates())


@given(some.lists(approvals, max_size=5))
def test_what_is_kept_is_read_again_whatever_the_order(tmp_path_factory, given) -> None:
    path = tmp_path_factory.mktemp("record") / "approvals.jsonl"
    save_approvals(path, Approvals(tuple(given)))
    assert load_approvals(path).given == tuple(sorted(given))
    kept = path.read_bytes()
    save_approvals(path, Approvals(tuple(reversed(given))))
    assert path.read_bytes() == kept


def test_one_line_an_approval_in_the_words_that_were_given(tmp_path: Path) -> None:
    path = tmp_path / "approvals.jsonl"
    save_approvals(path, Approvals((GIVEN,)))
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "script": "thoi-su-01",
        "sha256": "ab" * 32,
        "by": "Ban biên tập",
        "on": "2026-03-01",
    }
    assert "Ban biên tập".encode() in path.read_bytes()


def test_a_name_of_two_lines_stays_one_line(tmp_path: Path) -> None:
    path = tmp_path / "approvals.jsonl"
    save_approvals(path, Approvals((Approval("a", "00", "Ban\nbiên tập", DAY),)))
    assert path.read_bytes().count(b"\n") == 1
    assert load_approvals(path).given[0].by == "Ban biên tập"


def test_an_edited_text_has_no_approval() -> None:
    kept = Approvals((GIVEN,))
    assert kept.holds("thoi-su-01", "ab" * 32)
    assert not kept.holds("thoi-su-01", "ac" * 32)
    assert not kept.holds("thoi-su-02", "ab" * 32)


def test_each_script_knows_all_its_approved_texts() -> None:
    kept = Approvals()
    for script, text in (("a", "1"), ("a", "2"), ("b", "1"), ("a", "1")):
        kept = kept.with_one(Approval(script, text, "x", DAY))
    assert kept.by_script() == {"a": frozenset({"1", "2"}), "b": frozenset({"1"})}
    assert len(kept.given) == 3


def test_no_file_holds_no_approval(tmp_path: Path) -> None:
    assert load_approvals(tmp_path / "approvals.jsonl") == Approvals()


def test_empty_lines_between_are_passed_over_and_still_counted(tmp_path: Path) -> None:
    path = tmp_path / "approvals.jsonl"
    path.write_bytes(LINE + b"\n\n  \n" + LINE.replace(b'"a"', b'"c"') + b"\n")
    assert [each.script for each in load_approvals(path).given] == ["a", "c"]
    path.write_bytes(LINE + b"\n\n  \n{\n")
    with pytest.raises(ContentError) as caught:
        load_approvals(path)
    assert str(caught.value.findings[0].place) == "approvals.jsonl:4:1"


@pytest.mark.parametrize(
    "line",
    [
        b"<<<<<<< HEAD",
        b"{",
        b"[]",
        b"7",
        b"null",
        b'"a"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"script": "a", "sha256": "0", "by": "b"}',
        b'{"script": "a", "sha256": "0", "by": "b", "on": "1 th\xc3\xa1ng 3"}',
        b'{"script": "a", "sha256": "0", "by": "b", "on": "2026-02-30"}',
        b'{"script": "a", "sha256": "0", "by": "b", "on": 20260301}',
        b'{"script": "a", "sha256": "0", "by": "b", "on": null}',
        b'{"script": "a", "by": "b", "on": "2026-03-01"}',
    ],
)
def test_a_line_that_cannot_be_read_stops_with_its_place(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "approvals.jsonl"
    path.write_bytes(LINE + b"\n" + line + b"\n")
    with pytest.raises(ContentError) as caught:
        load_approvals(path)
    (found,) = caught.value.findings
    assert (found.code, str(found.place)) == ("approvals-unreadable", "approvals.jsonl:2:1")
    assert "record/" in found.render("vi") and "record/" in found.render("en")


def test_letters_that_no_file_can_hold_are_an_unreadable_line(tmp_path: Path) -> None:
    path = tmp_path / "approvals.jsonl"
    path.write_bytes(LINE.replace(b'"b"', rb'"\ud800"') + b"\n")
    with pytest.raises(ContentError, match="approvals"):
        load_approvals(path)
