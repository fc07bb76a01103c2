"""Issuing an alert: entry, script, sound, verdict, and everything that it concerns made anew.

Each step leaves something whole, and the same command goes on where a run was cut off: an alert
is known again by what it says, for whom and until when.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import locked, publish_bytes
from radioprog.kernel.findings import Finding, Place, Text, in_order
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.record.people import ROLES
from radioprog.schedule.days.civil import ZoneClock, datetime_of
from radioprog.schedule.plan.alerts import (
    AlertKind,
    AlertMessage,
    with_message,
)
from radioprog.script.draft.announcement import (
    announcement_script,
)
from radioprog.studio.air.alerts import (
    LARGEST,
    AlertState,
    IssuedMessage,
    alert_book,
    alerts_file,
    state_of,
)
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.alerts import findings as says
from radioprog.studio.alerts.composing import (
    AlertComposer,
    AlertOrder,
    announcement_of,
    when_text,
)
from radioprog.studio.approval.findings import ROLE_MISSING
from radioprog.studio.approval.gate import Gate, approval_gate, refuse_errors
from radioprog.studio.build import build
from radioprog.studio.publication.renewing import Renewed, renew
from radioprog.studio.record.deciding import Decision, decide, person_called
from radioprog.studio.workspace import Workspace

_A_SECOND = dt.timedelta(seconds=1)
TEMPLATE = "_khan-cap.md"
LONGEST_DAYS = 10
"""An alert holds so many days at most; who needs more updates it."""
_LONGEST_TITLE = 90
_NAMED_STATIONS = 6
_SENTENCE = re.compile(r"(?<=[.!?…])\s")


@dataclass(frozen=True, slots=True)
class AlertReport:
    """What became of an alert: its message, its state, what was made anew, and all there is to say.

    ``chosen`` are the ids of the stations concerned.
    """

    message: AlertMessage
    state: AlertState
    chosen: tuple[str, ...]
    renewed: Renewed
    findings: tuple[Finding, ...]


def new_alert(
    workspace: Workspace,
    order: AlertOrder,
    *,
    at: dt.datetime | None = None,
    executor: Executor | None = None,
) -> AlertReport:
    """Issue an alert and make everything anew that the stations concerned have.

    Args:
        workspace: whose stations are warned.
        order: what is said, for whom, until when, by whom.
        at: the time, where it is not now.
        executor: makes pages and packs side by side, with the same bytes.

    Raises:
        UsageError: ``unknown-person``, ``missing-until``, a time, level or hazard that cannot be
            meant.
        ContentError: ``role-missing``, ``alert-in-the-past``, no station, or no sound could be
            made; what was begun is gone on with by the same command.
    """
    now = _now(workspace, at)
    gate = _demand_role(workspace, order.by)
    with locked(workspace.cache / "alerts.lock"):
        wanted, told = AlertComposer(workspace, now).new(order)
        message = _same(workspace, wanted, now) or _entered(workspace, wanted)
    return _carried_out(workspace, message, order.by, at, now, gate, told, executor)


def update_alert(
    workspace: Workspace,
    ref: str,
    order: AlertOrder,
    *,
    at: dt.datetime | None = None,
    executor: Executor | None = None,
) -> AlertReport:
    """Issue a message that takes the place of an alert's last one; what it leaves out stays.

    Raises:
        UsageError: ``unknown-alert``, ``ambiguous-alert``, and what `new_alert` raises.
        ContentError: ``alert-over``, and what `new_alert` raises.
    """
    return _follow(workspace, ref, order, AlertKind.UPDATE, at, executor)


def end_alert(
    workspace: Workspace,
    ref: str,
    *,
    by: str,
    text: str = "",
    at: dt.datetime | None = None,
    executor: Executor | None = None,
) -> AlertReport:
    """Say once that an alert is over; nothing of it is repeated any more.

    Raises:
        UsageError: ``unknown-alert``, ``ambiguous-alert``, ``unknown-person``.
        ContentError: ``alert-over``, ``role-missing``.
    """
    return _follow(workspace, ref, AlertOrder(text=text, by=by), AlertKind.END, at, executor)


def approve_alert(
    workspace: Workspace,
    ref: str,
    *,
    by: str,
    at: dt.datetime | None = None,
    executor: Executor | None = None,
) -> AlertReport:
    """Give the approval that an alert's last message waits for, and let it go out.

    Raises:
        UsageError: ``unknown-alert``, ``ambiguous-alert``, ``unknown-person``.
        ContentError: ``alert-over``, ``role-missing``.
    """
    now = _now(workspace, at)
    gate = _demand_role(workspace, by)
    message = chain_called(workspace, ref)[-1].message
    _demand_in_force(workspace, message, now)
    return _carried_out(workspace, message, by, at, now, gate, [], executor)


def _follow(
    workspace: Workspace,
    ref: str,
    order: AlertOrder,
    kind: AlertKind,
    at: dt.datetime | None,
    executor: Executor | None,
) -> AlertReport:
    now = _now(workspace, at)
    gate = _demand_role(workspace, order.by)
    told: list[Finding] = []
    with locked(workspace.cache / "alerts.lock"):
        chain = chain_called(workspace, ref)
        last = chain[-1].message
        composer = AlertComposer(workspace, now)
        if last.kind is kind and composer.says_the_same(order, chain):
            message = last
        else:
            _demand_in_force(workspace, last, now)
            if not chain[-1].is_approved:
                raise ContentError(says.NOT_YET_APPROVED(_place(last), id=last.id))
            wanted, told = composer.following(order, chain, kind)
            message = _entered(workspace, wanted)
    return _carried_out(workspace, message, order.by, at, now, gate, told, executor)


def _now(workspace: Workspace, at: dt.datetime | None) -> dt.datetime:
    zone = ZoneClock(workspace.timezone).zone
    return (at or dt.datetime.now(dt.UTC)).astimezone(zone).replace(microsecond=0)


def _place(message: AlertMessage) -> Place:
    return Place(f"alert:{message.id}")


def _demand_role(workspace: Workspace, by: str) -> Gate:
    """Refuse whoever may not decide on alerts, before anything is written."""
    gate = approval_gate(workspace)
    person = person_called(gate, by)
    if not person.roles & {*gate.rules.roles}:
        roles = [Text(ROLES[each][0], each) for each in gate.rules.roles]
        subject = Text("tin khẩn cấp", "an alert")
        raise ContentError(
            ROLE_MISSING(roles=roles, who=gate.deciders(), person=person.signature, subject=subject)
        )
    return gate


def chain_called(workspace: Workspace, ref: str) -> tuple[IssuedMessage, ...]:
    """Find an alert by its id, that of any of its messages, or a part that only one has.

    Raises:
        UsageError: ``unknown-alert``, ``ambiguous-alert``.
    """
    book = alert_book(workspace)
    refuse_errors(book.findings)
    chains = book.chains()
    wanted = fold(ref.removeprefix("alert:"))
    for chain in chains.values():
        if any(fold(each.message.id) == wanted for each in chain):
            return chain
    found = [name for name in chains if wanted and wanted in fold(name)]
    if len(found) == 1:
        return chains[found[0]]
    shown = one_line(ref)[:80]
    if found:
        raise UsageError(says.AMBIGUOUS_ALERT(id=shown, ids=found[:5], first=found[-1]))
    suggestion = did_you_mean(shown, chains, says.SEE_ALERTS)
    raise UsageError(says.UNKNOWN_ALERT(id=shown, suggestion=suggestion))


def _demand_in_force(workspace: Workspace, message: AlertMessage, now: dt.datetime) -> None:
    over = message.kind is AlertKind.END
    if over or message.until <= now:
        when = (message.issued if over else message.until).astimezone(now.tzinfo)
        raise ContentError(says.ALERT_OVER(_place(message), id=message.alert, when=when_text(when)))


# --- what is written and carried out ---


def _same(workspace: Workspace, wanted: AlertMessage, now: dt.datetime) -> AlertMessage | None:
    """Find an alert that says the very same and is not over: its command was run before."""
    book = alert_book(workspace)
    refuse_errors(book.findings)
    for chain in book.chains().values():
        first = chain[0].message
        again = replace(
            wanted,
            id=first.id,
            alert=first.id,
            issued=first.issued,
            script=first.script,
            by=first.by,
            every=first.every,
        )
        if len(chain) == 1 and again == first and state_of(chain, now) in ("waiting", "live"):
            return first
    return None


def _entered(workspace: Workspace, message: AlertMessage) -> AlertMessage:
    """Add a message to the file of alerts, whose every line stays."""
    path = alerts_file(workspace)
    shown = workspace.show(path)
    text: str | None = ""
    if path.exists():
        text, found = read_text_file(path, shown=shown, limit=LARGEST, inside=workspace.root)
        refuse_errors(found)
    made = None if text is None else with_message(text, message, file=shown)
    if made is None:
        raise ContentError(says.FILE_NOT_ADDED_TO(Place(shown)))
    publish_bytes(path.resolve() if path.is_symlink() else path, made.encode())
    return message


def _script(workspace: Workspace, message: AlertMessage) -> Path:
    """Write the script of a message from the workspace's template, or our own; once."""
    path = workspace.scripts / f"{message.script}.md"
    if path.exists():
        return path
    own = workspace.scripts / TEMPLATE
    shown = workspace.show(own)
    if own.is_file():
        text, found = read_text_file(own, shown=shown)
        refuse_errors(found)
    else:
        carried = resources.files("radioprog.studio") / "templates" / "scripts" / TEMPLATE
        text = carried.read_text(encoding="utf-8")
    said = announcement_of(workspace, message)
    made, found = announcement_script(text or "", said, file=shown, name=message.script)
    refuse_errors(found)
    publish_bytes(path, made.encode())
    return path


def _carried_out(
    workspace: Workspace,
    message: AlertMessage,
    by: str,
    at: dt.datetime | None,
    now: dt.datetime,
    gate: Gate,
    told: list[Finding],
    executor: Executor | None,
) -> AlertReport:
    """Make the sound, take the verdict, make anew what the stations have."""
    path = _script(workspace, message)
    made = build(workspace, [path]).programmes[0]
    if any(each.is_error for each in made.findings) or made.exit_status:
        failed = says.NOT_MADE(_place(message), id=message.id)
        raise ContentError((*(each for each in made.findings if each.is_error), failed))
    before = _standing(workspace, message)
    marked = Renewed.standing(workspace, message.id)
    told.extend(_verdicts(workspace, message, by, at, now, before, finished=marked is not None))
    issued = _standing(workspace, message)
    state = state_of((issued,), now)
    chosen = _concerned(workspace, message)
    if not issued.is_approved:
        who = gate.deciders({*issued.standing.approvers})
        told.append(says.WAITS(_place(message), id=message.id, who=who))
        return AlertReport(message, "waiting", chosen, Renewed(), in_order(told))
    if marked is not None and before.is_approved:
        told.append(says.STANDS_ALREADY(_place(message), id=message.id))
    renewed = renew(workspace, chosen, first=now.date(), alert=message.id, executor=executor)
    return AlertReport(message, state, chosen, renewed, in_order((*told, *renewed.findings)))


def _standing(workspace: Workspace, message: AlertMessage) -> IssuedMessage:
    return next(each for each in alert_book(workspace).messages if each.message.id == message.id)


def _concerned(workspace: Workspace, message: AlertMessage) -> tuple[str, ...]:
    """Return the stations of a message and of those before it: these have something new too."""
    network, _ = all_stations(workspace)
    chain = chain_called(workspace, message.id)
    found = {id_ for each in chain for id_ in each.message.stations.choose(network)[0]}
    return tuple(sorted(found))


def _verdicts(
    workspace: Workspace,
    message: AlertMessage,
    by: str,
    at: dt.datetime | None,
    now: dt.datetime,
    before: IssuedMessage,
    *,
    finished: bool,
) -> Iterator[Finding]:
    """Write the verdict on the entry, and on what is spoken where scripts have to be approved.

    A run that was cut off behind its verdict, and missed its minute, is given it anew: an alert
    is on air at once, not at its next repeat.
    """
    subject = f"alert:{message.id}"
    missed = (
        before.is_approved
        and not finished
        and before.on_air is not None
        and datetime_of(before.on_air.at) <= now.replace(tzinfo=None)
        and not workspace.approval.second
    )
    if missed:
        decide(
            workspace,
            subject,
            Decision("withdrawn", by, note="phát lại từ đầu", at=now - _A_SECOND),
        )
    if missed or not before.is_approved:
        yield from decide(workspace, subject, Decision("approved", by, at=at)).findings
    gate = approval_gate(workspace)
    if gate.closed and not gate.permits(message.script):
        edition = workspace.approval.needed == "edition"
        decision = Decision("approved", by, at=at)
        yield from decide(workspace, message.script, decision, edition=edition).findings
