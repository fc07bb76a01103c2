"""Deciding: submit, approve, return and withdraw; and how everything stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import digest, in_groups
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding, Language, Place, Text
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import one_line
from radioprog.kernel.workbook import SheetTable, write_workbook
from radioprog.publish.proof.pages import approvals_page
from radioprog.publish.proof.tables import csv_bytes
from radioprog.record.people import ROLES, Person
from radioprog.record.store.kinds import VERDICTS
from radioprog.record.store.line import moment
from radioprog.record.verdicts import Act, State, Verdict, refusal
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import ZoneClock
from radioprog.studio.air.schedule_folder import load_schedules
from radioprog.studio.air.timetable import timetable
from radioprog.studio.approval import findings as says
from radioprog.studio.approval.gate import STATES, Gate, approval_gate, refuse_errors
from radioprog.studio.approval.subjects import Desk, Subject
from radioprog.studio.workspace import Workspace, records_of

_DAYS = 7
_FINGERPRINT = 16
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class SubjectStanding:
    """How a subject stands: its present hash, its state, every verdict on it in order of time."""

    subject: Subject
    sha256: str | None
    state: State
    verdicts: tuple[Verdict, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Return four groups of four digits of the hash, '' where there is none now."""
        return in_groups(self.sha256) if self.sha256 else ""

    def to_json(self) -> dict[str, Any]:
        """Return the subject as the contract's JSON has it."""
        return {
            "kind": self.subject.kind,
            "id": self.subject.id,
            "sha256": self.sha256,
            "state": self.state,
            "verdicts": [each.to_json() for each in self.verdicts],
        }


@dataclass(frozen=True, slots=True)
class Standings:
    """How everything stands, and what was found on the way."""

    subjects: tuple[SubjectStanding, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be said of subjects: the act, by whom, and what about.

    ``sha256`` is the hash (or its first sixteen digits) that was shown to whoever decides; ``at``
    the time to write, where it is not now.
    """

    act: Act
    by: str
    note: str = ""
    line: int | None = None
    second: float | None = None
    sha256: str = ""
    at: dt.datetime | None = None


def verdicts(
    workspace: Workspace, subjects: str | Sequence[str] = (), **edition: bool
) -> Standings:
    """Tell how every script stands, and whatever else was ever decided on.

    Args:
        workspace: whose record is read.
        subjects: names to be told of; none: all of them.
        edition: ``edition=True`` tells of the built programmes in place of the scripts.

    Raises:
        UsageError: ``unknown-subject``.
    """
    gate = approval_gate(workspace)
    desk, names = _desk_of(gate), (subjects,) if isinstance(subjects, str) else tuple(subjects)
    built = edition.get("edition", False)
    if names:
        wanted = [desk.subject(name, edition=built) for name in names]
    else:
        kind = "edition" if built else "script"
        scripts = {Subject(kind, name) for name in desk.sources}  # type: ignore[arg-type]
        wanted = sorted({*scripts, *gate.by_subject()})
    found = tuple(_stand(gate, each) for each in wanted)
    desk.save()
    return Standings(found, tuple(gate.told))


_LIST_HEADS = (
    Text("Bài", "Subject"),
    Text("Mã", "Fingerprint"),
    Text("Tình trạng", "State"),
    Text("Người trình, người quyết định", "Submitted and decided by"),
    Text("Lời ghi", "Notes"),
)


_ACTS = {
    "submitted": Text("trình", "submitted"),
    "approved": Text("duyệt", "approved"),
    "returned": Text("trả lại", "returned"),
    "withdrawn": Text("rút", "withdrawn"),
}


def list_rows(found: Standings, language: Language) -> list[list[str]]:
    """Return how everything stands as a table: heads, then a row a subject."""
    rows = [[each.to(language) for each in _LIST_HEADS]]
    for each in found.subjects:
        # Only what was said of the present version counts; what was before stays in the record.
        held = [one for one in each.verdicts if one.sha256 == each.sha256] or each.verdicts[-1:]
        acts = (f"{_ACTS[one.act].to(language)}: {one.signature}" for one in held)
        notes = dict.fromkeys(one.note for one in held if one.note)
        state = STATES[each.state].to(language)
        rows.append([str(each.subject), each.fingerprint, state, "; ".join(acts), "; ".join(notes)])
    return rows


def write_list(workspace: Workspace, found: Standings, target: Path) -> None:
    """Write how everything stands for paper and files: HTML, XLSX or CSV, by the file's ending."""
    rows = list_rows(found, workspace.text_language)
    if target.suffix.lower() in (".html", ".htm"):
        organisation = workspace.organisation or ""
        text = approvals_page(rows, organisation=organisation, language=workspace.text_language)
        publish_bytes(target, text.encode())
    elif target.suffix.lower() == ".xlsx":
        publish_bytes(target, write_workbook([SheetTable("approval", rows, (30, 22, 26, 44, 44))]))
    else:
        publish_bytes(target, csv_bytes(rows))


def decide(
    workspace: Workspace,
    subjects: str | Sequence[str],
    decision: Decision,
    *,
    edition: bool = False,
) -> Standings:
    """Write one verdict on each subject, all of them or none, and tell how they stand then.

    Raises:
        UsageError: ``unknown-subject``, ``unknown-person``, or a hash for several subjects.
        ContentError: ``role-missing``, ``own-approval``, ``stale-subject``, or an error in
            ``people.csv``; nothing is written.
    """
    names = (subjects,) if isinstance(subjects, str) else tuple(subjects)
    records = records_of(workspace)
    with records.alone("verdicts"):
        gate = approval_gate(workspace)
        desk = _desk_of(gate)
        wanted = list(dict.fromkeys(desk.subject(name, edition=edition) for name in names))
        person = person_called(gate, decision.by)
        now = dt.datetime.now(dt.UTC)
        findings: list[Finding] = []
        made = [_verdict(gate, each, person, decision, now, findings) for each in wanted]
        refuse_errors(findings)
        if made and made[0].at > now:
            findings.append(says.FUTURE_TIME(at=moment(made[0].at)))
        records.append(VERDICTS, [each.to_line() for each in made])
    desk.save()
    after = verdicts(workspace, [str(each) for each in wanted], edition=edition)
    return replace(after, findings=(*after.findings, *findings))


def approve(
    workspace: Workspace,
    subjects: str | Sequence[str],
    *,
    by: str,
    note: str = "",
    sha256: str = "",
    edition: bool = False,
    at: dt.datetime | None = None,
) -> Standings:
    """Approve scripts, or with ``edition`` their built programmes, as they are now.

    Approving publishes nothing. ``sha256`` is the hash that was shown: where the subject has
    changed since, nothing is written.

    Raises:
        UsageError: ``unknown-subject``, ``unknown-person``.
        ContentError: ``role-missing``, ``own-approval``, ``stale-subject``.
    """
    decision = Decision("approved", by, note=note, sha256=sha256, at=at)
    return decide(workspace, subjects, decision, edition=edition)


def moment_given(workspace: Workspace, text: str | None) -> dt.datetime | None:
    """Read a time as given by hand; without a zone it is the workspace's.

    Raises:
        UsageError: ``bad-time``.
    """
    if text is None:
        return None
    try:
        when = dt.datetime.fromisoformat(text.strip())
        return when if when.tzinfo else when.replace(tzinfo=ZoneClock(workspace.timezone).zone)
    except ValueError:
        raise UsageError(says.BAD_MOMENT(written=one_line(text))) from None


def _desk_of(gate: Gate) -> Desk:
    gate.use(Desk(gate.workspace, _week_sha256))
    return gate.desk


def _stand(gate: Gate, subject: Subject) -> SubjectStanding:
    state = gate.standing(subject).state
    zone = ZoneClock(gate.workspace.timezone).zone  # people ask on which day of theirs it was
    said = tuple(replace(each, at=each.at.astimezone(zone)) for each in gate.verdicts(subject))
    return SubjectStanding(subject, gate.desk.sha256(subject), state, said)


def person_called(gate: Gate, name: str) -> Person:
    """Find who is meant by an id or a whole name.

    Raises:
        UsageError: ``unknown-person``; ContentError: ``people.csv`` has errors.
    """
    found = gate.people.called(name)
    if len(found) == 1:
        return found[0]
    refuse_errors(gate.told)
    if found:
        ids = [each.id for each in found]
        raise UsageError(says.AMBIGUOUS_PERSON(name=one_line(name), ids=ids, first=ids[0]))
    known = [each.id for each in gate.people.all]
    suggestion = did_you_mean(name, known, says.SEE_PEOPLE)
    raise UsageError(says.UNKNOWN_PERSON(name=one_line(name), suggestion=suggestion))


def _verdict(
    gate: Gate,
    subject: Subject,
    person: Person,
    decision: Decision,
    now: dt.datetime,
    findings: list[Finding],
) -> Verdict:
    sha256 = _present_sha256(gate, subject)
    place = Place(str(subject))
    if decision.sha256 and not _shows(decision.sha256, sha256):
        shown, now_is = _brief(decision.sha256), in_groups(sha256)
        findings.append(
            says.STALE_SUBJECT(place, subject=str(subject), shown=shown, now=now_is, sha256=sha256)
        )
    verdict = Verdict(
        kind=subject.kind,
        subject=subject.id,
        sha256=sha256,
        act=decision.act,
        person=person.id,
        name=person.name,
        position=person.position,
        roles=tuple(sorted(person.roles)),
        at=decision.at or now,
        note=one_line(decision.note)[:_LONGEST_NOTE],
        line=decision.line,
        second=decision.second,
        entered=moment(now) if decision.at else None,
    )
    before = gate.verdicts(subject)
    findings.extend(_refused(gate, verdict, before, person, place))
    submitted = [each.sha256 for each in before if each.act == "submitted"]
    unseen = submitted and sha256 not in submitted and not decision.sha256
    if decision.act == "approved" and unseen:
        findings.append(says.CHANGED_SINCE(place, subject=str(subject), now=in_groups(sha256)))
    return verdict


def _present_sha256(gate: Gate, subject: Subject) -> str:
    sha256 = gate.desk.sha256(subject)
    if sha256 is not None:
        return sha256
    if subject.kind == "schedule":  # a week of a plan with errors has no hash: name the errors
        refuse_errors(load_schedules(gate.workspace).findings)
    place = Place(str(subject))
    raise ContentError(says.NO_SUBJECT_NOW(place, subject=str(subject), name=subject.id))


def _refused(
    gate: Gate, verdict: Verdict, before: Iterable[Verdict], person: Person, place: Place
) -> tuple[Finding, ...]:
    facts: dict[str, Any] = {"person": person.signature, "subject": place.file}
    match refusal(verdict, before, gate.rules):
        case "role":
            roles = [Text(ROLES[each][0], each) for each in gate.rules.roles]
            return (says.ROLE_MISSING(place, roles=roles, who=gate.deciders(), **facts),)
        case "own":
            return (says.OWN_APPROVAL(place, who=gate.deciders({person.id}), **facts),)
    return ()


def _shows(shown: str, sha256: str) -> bool:
    """Tell whether what was shown is a hash, or its first sixteen digits in groups."""
    bare = "".join(shown.split()).replace("-", "").casefold()
    return len(bare) >= _FINGERPRINT and sha256.startswith(bare)


def _brief(shown: str) -> str:
    return in_groups("".join(one_line(shown).split()).casefold())


def _week_sha256(workspace: Workspace, monday: dt.date) -> str | None:
    """Return the hash of all that stations have in a week; of a schedule with errors there is none.

    It covers what is on air, when and for how long.
    """
    table = timetable(workspace, first=monday, days=_DAYS, draft=True)
    if any(each.is_error for each in table.loaded):
        return None
    rows = [
        [
            airing_id(station, each.slot.id, each.run, each.date),
            each.start,
            each.end,
            str(each.status),
            each.programme.name if each.programme else None,
        ]
        for station, plan in table.stations()
        for each in plan.airings
    ]
    return digest(rows)
