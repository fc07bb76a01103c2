"""The rule of approval, said once more: the last valid verdict on today's hash."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.record.store.line import finished
from radioprog.record.verdicts import ApprovalRules, Verdict, standing, verdict_of

RULES = ApprovalRules("script")
ROLE = {"an": (), "vy": ("producer",), "ed": ("editor",), "lan": ("chief",), "sep": ("admin",)}


def one(act: str, person: str, sha256: str = "now") -> Verdict:
    return Verdict("script", "a", sha256, act, person, roles=ROLE[person])


def state(*verdicts: Verdict, now: str | None = "now", **rules: object) -> str:
    return standing(verdicts, now, replace(RULES, **rules)).state  # type: ignore[arg-type]


SUBMIT, APPROVE, RETURN, WITHDRAW = "submitted", "approved", "returned", "withdrawn"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([], "draft"),
        ([(SUBMIT, "an")], "submitted"),
        ([(SUBMIT, "an"), (APPROVE, "lan")], "approved"),
        ([(APPROVE, "ed")], "approved"),
        ([(APPROVE, "an")], "draft"),
        ([(SUBMIT, "an"), (APPROVE, "vy")], "submitted"),
        ([(SUBMIT, "an"), (APPROVE, "sep")], "submitted"),
        ([(SUBMIT, "lan"), (APPROVE, "lan")], "submitted"),
        ([(SUBMIT, "lan"), (SUBMIT, "an"), (APPROVE, "lan")], "approved"),
        ([(APPROVE, "lan"), (RETURN, "ed")], "returned"),
        ([(APPROVE, "lan"), (RETURN, "an")], "approved"),
        ([(APPROVE, "lan"), (WITHDRAW, "an")], "approved"),
        ([(SUBMIT, "an"), (APPROVE, "lan"), (WITHDRAW, "an")], "withdrawn"),
        ([(SUBMIT, "an"), (WITHDRAW, "an"), (SUBMIT, "an")], "submitted"),
        ([(APPROVE, "lan"), (RETURN, "ed"), (APPROVE, "lan")], "approved"),
        ([(APPROVE, "lan"), (SUBMIT, "an")], "approved"),
    ],
)
def test_the_last_valid_verdict_decides(said: list[tuple[str, str]], wanted: str) -> None:
    assert state(*(one(*each) for each in said)) == wanted


def test_what_changed_is_stale_and_approved_again_when_it_is_as_it_was() -> None:
    given_before = [one(SUBMIT, "an"), one(APPROVE, "lan")]
    assert state(*given_before, now="other") == "stale"
    assert state(*given_before, now=None) == "stale"
    assert state(*given_before, one(SUBMIT, "an", "other"), now="other") == "submitted"
    assert state(*given_before, one(SUBMIT, "an", "other")) == "approved"


def test_two_people_where_two_are_asked_for() -> None:
    assert state(one(APPROVE, "lan"), second=True) == "submitted"
    assert state(one(APPROVE, "lan"), one(APPROVE, "lan"), second=True) == "submitted"
    assert state(one(APPROVE, "lan"), one(APPROVE, "ed"), second=True) == "approved"
    broken = (one(APPROVE, "lan"), one(RETURN, "ed"), one(APPROVE, "ed"))
    assert state(*broken, second=True) == "submitted"


def test_one_s_own_where_the_rules_let_it() -> None:
    own = (one(SUBMIT, "lan"), one(APPROVE, "lan"))
    assert state(*own, own=True) == "approved"
    assert state(*own) == "submitted"


def test_the_role_of_then_counts_by_the_rules_of_today() -> None:
    assert state(one(APPROVE, "ed"), roles=("chief",)) == "draft"
    assert state(one(APPROVE, "sep"), roles=("admin",)) == "approved"


people, hashes = st.sampled_from(sorted(ROLE)), st.sampled_from(["now", "then"])
said = st.lists(
    st.builds(one, st.sampled_from([SUBMIT, APPROVE, RETURN, WITHDRAW]), people, hashes), max_size=9
)


@given(said)
def test_nothing_is_approved_without_somebody_who_may(verdicts: list[Verdict]) -> None:
    found = standing(verdicts, "now", RULES)
    if found.state == "approved":
        assert any(
            each.act == APPROVE and each.sha256 == "now" and {*each.roles} & {"editor", "chief"}
            for each in verdicts
        )
        assert set(found.approvers) <= {"ed", "lan"}


@given(said, said)
def test_a_return_by_the_chief_always_ends_an_approval(
    before: list[Verdict], after: list[Verdict]
) -> None:
    quiet = [each for each in after if each.act != APPROVE]
    assert state(*before, one(RETURN, "lan"), *quiet) != "approved"


def test_a_verdict_comes_back_from_its_line_as_it_was() -> None:
    made = Verdict(
        "edition",
        "tin/a",
        "ab" * 32,
        "returned",
        "lan",
        "Trần Thị Lan",
        "Trưởng ban",
        ("chief",),
        dt.datetime(2026, 3, 1, 7, 0, 0, 5, tzinfo=dt.UTC),
        note="Sửa tên xã",
        line=12,
        second=3.5,
        entered="2026-03-02T00:00:00.000000Z",
    )
    line = finished("verdicts", made.to_line())
    assert verdict_of(line) == replace(made, id=line["id"])


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "published"},
        {"verdict": None},
        {"subject": "a"},
        {"subject": {"kind": "script", "id": 1, "sha256": "x"}},
        {"roles": 5},
        {"roles": [5]},
        {"note": ["x"]},
        {"line": "x"},
        {"second": True},
        {"entered": 5},
    ],
)
def test_a_line_that_is_no_verdict_counts_for_nothing(change: dict[str, object]) -> None:
    line = finished("verdicts", {**one(APPROVE, "lan").to_line()})
    assert verdict_of(line) is not None
    assert verdict_of({**line, **change}) is None
