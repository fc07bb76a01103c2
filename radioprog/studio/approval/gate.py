"""The gate before everything that goes out: takes what is approved, names what is not.

Calendars, pages, packs, playlists and alerts ask here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.textfile import read_bytes
from radioprog.record.people import FILE as PEOPLE
from radioprog.record.people import People, parse_people, people_text
from radioprog.record.store.kinds import VERDICTS
from radioprog.record.verdicts import ApprovalRules, Standing, Verdict, standing, verdict_of
from radioprog.studio.approval import findings as says
from radioprog.studio.approval.subjects import Desk, Subject
from radioprog.studio.workspace import Workspace, records_of

STATES = {
    "draft": Text("chưa trình", "draft"),
    "submitted": Text("chờ duyệt", "submitted"),
    "approved": Text("đã duyệt", "approved"),
    "returned": Text("trả lại", "returned"),
    "withdrawn": Text("đã rút", "withdrawn"),
    "stale": Text("đã đổi sau khi trình hoặc duyệt", "changed since"),
}
_LARGEST_LIST = 4 << 20


class Gate:
    """Tells of each programme whether it may go out; looks at the record once, when first asked."""

    def __init__(self, workspace: Workspace, rules: ApprovalRules) -> None:
        """Take the rules that hold; with ``needed: off`` everything may go out."""
        self.workspace = workspace
        self.rules = rules
        self.told: list[Finding] = []
        self._desk: Desk | None = None
        self._verdicts: dict[Subject, list[Verdict]] | None = None
        self._people: People | None = None

    @property
    def closed(self) -> bool:
        """Tell whether anything has to be approved at all."""
        return self.rules.needed != "off"

    @property
    def desk(self) -> Desk:
        """Return what knows every subject's present hash."""
        if self._desk is None:
            self._desk = Desk(self.workspace)
        return self._desk

    def use(self, desk: Desk) -> None:
        """Take the hashes from a desk that knows more."""
        self._desk = desk

    @property
    def people(self) -> People:
        """Return who may decide; what is wrong with the list is told."""
        if self._people is None:
            self._people, found = read_people(self.workspace)
            self.told.extend(found)
        return self._people

    def verdicts(self, subject: Subject) -> list[Verdict]:
        """Return all verdicts on a subject, in order of time."""
        return self.by_subject().get(subject, [])

    def by_subject(self) -> dict[Subject, list[Verdict]]:
        """Return every verdict there is, by what it is on."""
        if self._verdicts is None:
            self._verdicts = {}
            for line in records_of(self.workspace).read(VERDICTS, self.told):
                verdict = verdict_of(line)
                if verdict is not None:
                    key = Subject(verdict.kind, verdict.subject)  # type: ignore[arg-type]
                    self._verdicts.setdefault(key, []).append(verdict)
        return self._verdicts

    def standing(self, subject: Subject) -> Standing:
        """Return how a subject stands today."""
        return standing(self.verdicts(subject), self.desk.sha256(subject), self.rules)

    def permits(self, programme: str) -> bool:
        """Tell whether a programme, by its script's name, may go out as it is."""
        return not self.closed or self.standing(self._subject(programme)).state == "approved"

    def finding(self, programme: str, place: Place = NOWHERE) -> Finding:
        """Return ``not-approved`` for a programme: its state, and who has to decide."""
        state = self.standing(self._subject(programme)).state
        return says.NOT_PERMITTED(
            place,
            programme=programme,
            state=STATES[state],
            who=self.deciders(),
            details={"programme": programme, "state": state},
        )

    def deciders(self, without: Iterable[str] = ()) -> list[Text | str]:
        """Name those whose approval counts; the roles where nobody has them."""
        left_out = {*without}
        found = self.people.with_role(*self.rules.roles)
        named: list[Text | str] = [each.signature for each in found if each.id not in left_out]
        return named or [says.NOBODY]

    def _subject(self, programme: str) -> Subject:
        return Subject("edition" if self.rules.needed == "edition" else "script", programme)


def approval_gate(workspace: Workspace, *, draft: bool = False, always: bool = False) -> Gate:
    """Return the gate that a workspace's rules make.

    ``draft`` lets everything through; ``always`` asks for approved scripts even where the rules
    ask for nothing.
    """
    rules = workspace.approval
    if draft:
        rules = replace(rules, needed="off")
    elif always and rules.needed == "off":
        rules = replace(rules, needed="script")
    return Gate(workspace, rules)


def permitted(workspace: Workspace, programme: str) -> bool:
    """Tell whether one programme may go out; for many, keep one `approval_gate`."""
    return approval_gate(workspace).permits(programme)


def read_people(workspace: Workspace) -> tuple[People, tuple[Finding, ...]]:
    """Read ``people.csv``; a workspace without one has nobody."""
    path: Path = workspace.root / PEOPLE
    if not path.is_file() and not path.is_symlink():
        return People(), ()
    shown = workspace.show(path)
    data, problem = read_bytes(path, shown=shown, limit=_LARGEST_LIST)
    if data is None:
        return People(), (problem,) if problem else ()
    text, found = people_text(data, file=shown)
    if text is None:
        return People(), found
    people, more = parse_people(text, file=shown)
    return people, (*found, *more)


def refuse_errors(found: Iterable[Finding]) -> None:
    """Stop where an error stands among findings.

    Raises:
        ContentError: with all of them.
    """
    told = tuple(found)
    if any(each.is_error for each in told):
        raise ContentError(told)
