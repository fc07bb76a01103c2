"""Verdicts: who submitted, approved, returned or withdrew what, bound to its very content.

Nothing is ever marked as approved: the state of a subject is computed from the verdicts on the hash
that it has at present, so that one changed comma makes an approval stale.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from radioprog.record.store.line import Line, moment, moment_of

Act = Literal["submitted", "approved", "returned", "withdrawn"]
State = Literal["draft", "submitted", "approved", "returned", "withdrawn", "stale"]
SubjectKind = Literal["script", "edition", "schedule", "plan", "alert"]
ACTS: tuple[Act, ...] = ("submitted", "approved", "returned", "withdrawn")


@dataclass(frozen=True, slots=True)
class ApprovalRules:
    """Whose approval a workspace asks for, before anything goes out.

    ``needed`` tells what has to be approved; ``roles`` whose approval counts; ``own`` whether
    one's own submission may be approved; ``second`` whether two people have to.
    """

    needed: Literal["off", "script", "edition"] = "off"
    roles: tuple[str, ...] = ("editor", "chief")
    own: bool = False
    second: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict: what somebody said of a subject as it was, under which name and position.

    ``subject`` and ``kind`` name what it is about, ``sha256`` how it was then. ``line`` of the
    script or ``second`` of the sound is what a note is about. ``entered`` is the clock's time
    where ``at`` was given by hand.
    """

    kind: str
    subject: str
    sha256: str
    act: str
    person: str
    name: str = ""
    position: str = ""
    roles: tuple[str, ...] = ()
    at: dt.datetime = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    note: str = ""
    line: int | None = None
    second: float | None = None
    entered: str | None = None
    id: str = ""

    @property
    def signature(self) -> str:
        """Return who said it, in what position and on which day, as a list shows it."""
        who = self.name or self.person
        named = f"{who} ({self.position})" if self.position else who
        return f"{named}, {self.at:%d/%m/%Y}"

    def to_line(self) -> dict[str, Any]:
        """Return the verdict as a line of the record."""
        more = {"note": self.note, "line": self.line, "second": self.second}
        more["entered"] = self.entered
        return {
            "at": moment(self.at),
            "by": self.person,
            "subject": {"kind": self.kind, "id": self.subject, "sha256": self.sha256},
            "verdict": self.act,
            "name": self.name,
            "position": self.position,
            "roles": list(self.roles),
            **{key: value for key, value in more.items() if value not in (None, "")},
        }

    def to_json(self) -> dict[str, Any]:
        """Return the verdict for programs."""
        line = {**self.to_line(), "id": self.id}
        del line["subject"]
        return {"verdict": line.pop("verdict"), "sha256": self.sha256, **line}


def verdict_of(line: Line) -> Verdict | None:
    """Read a verdict from a line of the record; ``None`` where it is none that we know."""
    try:
        about = line["subject"]
        made = Verdict(
            kind=_text(about["kind"]),
            subject=_text(about["id"]),
            sha256=_text(about["sha256"]),
            act=_text(line["verdict"]),
            person=_text(line["by"]),
            name=_text(line.get("name", "")),
            position=_text(line.get("position", "")),
            roles=tuple(_text(each) for each in line.get("roles", ())),
            at=moment_of(line),
            note=_text(line.get("note", "")),
            line=_number(line.get("line"), int),
            second=_number(line.get("second"), float),
            entered=None if line.get("entered") is None else _text(line["entered"]),
            id=_text(line["id"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    return made if made.act in ACTS else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: Any, kind: type[int] | type[float]) -> Any:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    return kind(value)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a subject stands: its state, and who has approved it as it is.

    ``approvers`` are the people whose approval holds; with ``second`` one alone is not enough.
    """

    state: State
    approvers: tuple[str, ...] = ()
    since: dt.datetime | None = None


def standing(verdicts: Sequence[Verdict], sha256: str | None, rules: ApprovalRules) -> Standing:
    """Compute how a subject stands from all verdicts on it, in order of time, and its present hash.

    A verdict that its giver's role does not allow counts for nothing; neither does an approval of
    one's own submission, unless the rules let it. A submission ends no approval.

    >>> one = Verdict("script", "a", "00", "approved", "lan", roles=("chief",))
    >>> standing([one], "00", ApprovalRules()).state, standing([one], "11", ApprovalRules()).state
    ('approved', 'stale')
    """
    state: State = "draft"
    approvers: list[str] = []
    counted = False
    since: dt.datetime | None = None
    for at, verdict in enumerate(verdicts):
        if refusal(verdict, verdicts[:at], rules) is not None:
            continue
        counted = True
        if verdict.sha256 != sha256:
            continue
        match verdict.act:
            case "submitted":
                state = state if approvers and state == "approved" else "submitted"
            case "approved":
                approvers = [*approvers, *({verdict.person} - {*approvers})]
                enough = len(approvers) > int(rules.second)
                since = (since or verdict.at) if enough else None
                state = "approved" if enough else "submitted"
            case "returned":
                state, approvers, since = "returned", [], None
            case "withdrawn":
                state, approvers, since = "withdrawn", [], None
    if state == "draft" and counted:
        state = "stale"
    return Standing(state, tuple(approvers), since)


Refusal = Literal["role", "own"]


def refusal(verdict: Verdict, before: Iterable[Verdict], rules: ApprovalRules) -> Refusal | None:
    """Say why a verdict does not count, by what was said ``before`` it; ``None``: it does."""
    allowed = bool({*verdict.roles} & {*rules.roles})
    submitter = next((each.person for each in reversed([*before]) if each.act == "submitted"), None)
    match verdict.act:
        case "approved" if not allowed:
            return "role"
        case "approved" if submitter == verdict.person and not rules.own:
            return "own"
        case "returned" if not allowed:
            return "role"
        case "withdrawn" if not allowed and submitter != verdict.person:
            return "role"
    return None
