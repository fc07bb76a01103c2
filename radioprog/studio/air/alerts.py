"""The alerts of a workspace: which messages are approved, when each is on air, how each stands.

An alert is on air by its approval alone, whatever else the workspace asks for: the moment at
which its entry in ``schedules/alerts.yaml``, as it stands, was approved by somebody whose role
allows it. Built sound tells how long a run lasts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.textfile import read_text_file
from radioprog.record.manifest import read_manifest
from radioprog.record.verdicts import Standing
from radioprog.schedule.days.civil import CivilDay, Span, ZoneClock, civil_of, date_of, day_of
from radioprog.schedule.plan.alerts import (
    FILE,
    AlertKind,
    AlertMessage,
    OnAirMessage,
    alert_slot,
    in_turn,
    parse_alerts,
    runs_after,
)
from radioprog.schedule.plan.hazards import FILE as HAZARDS_FILE
from radioprog.schedule.plan.hazards import Hazard, known_hazards, parse_hazards
from radioprog.schedule.plan.slot import Slot, SlotException
from radioprog.schedule.stations.selector import Selector
from radioprog.schedule.stations.station import Network
from radioprog.studio.air import findings as says
from radioprog.studio.approval.gate import Gate, approval_gate
from radioprog.studio.approval.subjects import Subject
from radioprog.studio.workspace import Workspace

FOLDER = "khan-cap"
"""Where the scripts of alerts lie, below ``scripts/``."""
LARGEST = 8 << 20
AlertState = Literal["waiting", "live", "ended", "expired"]


@dataclass(frozen=True, slots=True)
class IssuedMessage:
    """A message with how it stands, who has approved it, and where its sound is."""

    message: AlertMessage
    standing: Standing
    folder: Path
    on_air: OnAirMessage | None = None

    @property
    def is_approved(self) -> bool:
        """Tell whether it may go on air."""
        return self.standing.state == "approved"


@dataclass(frozen=True)
class AlertBook:
    """All messages of a workspace, in the order in which they were issued."""

    messages: tuple[IssuedMessage, ...] = ()
    clock: ZoneClock = field(default_factory=lambda: ZoneClock("Asia/Ho_Chi_Minh"))
    findings: tuple[Finding, ...] = ()

    def chains(self) -> dict[str, tuple[IssuedMessage, ...]]:
        """Return the messages of each alert by its id."""
        found: dict[str, list[IssuedMessage]] = {}
        for each in self.messages:
            found.setdefault(each.message.alert, []).append(each)
        return {name: tuple(chain) for name, chain in found.items()}

    def since(self, day: CivilDay) -> AlertBook:
        """Return the book without the messages whose validity ended before a day."""
        kept = tuple(each for each in self.messages if self._last_day(each) >= day)
        return replace(self, messages=kept)

    def _last_day(self, each: IssuedMessage) -> CivilDay:
        return day_of(civil_of(each.message.until.astimezone(self.clock.zone)))

    def slots(self) -> tuple[Slot, ...]:
        """Return what is on air as slots of the schedule."""
        zone = self.clock.zone
        return tuple(alert_slot(each.on_air, zone) for each in self.messages if each.on_air)

    def exceptions(self, network: Network) -> Iterator[SlotException]:
        """Yield the runs that stations no longer have, since a later message is not for them."""
        zone = self.clock.zone
        words = says.NO_LONGER_CONCERNED
        for chain in self.chains().values():
            aired = [each.on_air for each in chain if each.on_air]
            for number, each in enumerate(aired):
                slot, gone = alert_slot(each, zone), frozenset[str]()
                for later in aired[number + 1 :]:
                    mine = slot.stations.choose(network)[0] - gone
                    out = sorted(mine - later.message.stations.choose(network)[0])
                    gone |= frozenset(out)
                    for run in runs_after(slot, later.at) if out else ():
                        yield SlotException(
                            slot.id,
                            date_of(day_of(each.at)),
                            stations=Selector(", ".join(out)),
                            run=run,
                            cancel=words.to("vi"),
                            shared=True,
                            place=later.message.place,
                        )

    def live(self, day: CivilDay) -> tuple[IssuedMessage, ...]:
        """Return the messages in force on a day: the last one on air of each alert, not its end.

        The hour is for who shows them: each says until when it holds.
        """
        found = []
        for chain in self.chains().values():
            aired = [each for each in chain if each.on_air]
            if not aired or aired[-1].message.kind is AlertKind.END:
                continue
            if self._last_day(aired[-1]) >= day:
                found.append(aired[-1])
        return tuple(found)


def state_of(chain: tuple[IssuedMessage, ...], now: dt.datetime) -> AlertState:
    """Return how an alert stands at a moment."""
    approved = [each.message for each in chain if each.is_approved]
    last = approved[-1] if approved else chain[-1].message
    if last.kind is AlertKind.END and approved:
        return "ended"
    if last.until <= now:
        return "expired"
    return "live" if approved else "waiting"


def alert_book(workspace: Workspace, gate: Gate | None = None) -> AlertBook:
    """Read the alerts of a workspace; without ``schedules/alerts.yaml`` there are none."""
    clock = ZoneClock(workspace.timezone)
    path = alerts_file(workspace)
    if not path.is_file():
        return AlertBook(clock=clock)
    messages, findings = read_messages(workspace)
    told = list(findings)
    gate = gate or approval_gate(workspace)
    issued = [
        IssuedMessage(each, gate.standing(Subject("alert", each.id)), workspace.build / each.script)
        for each in messages
    ]
    on_air: dict[str, OnAirMessage] = {}
    for chain in AlertBook(tuple(issued)).chains().values():
        ready = list(_ready(chain, clock, told))
        on_air.update((each.message.id, each) for each in in_turn(ready))
    made = (
        IssuedMessage(each.message, each.standing, each.folder, on_air.get(each.message.id))
        for each in issued
    )
    return AlertBook(tuple(made), clock, tuple(told))


def _ready(
    chain: tuple[IssuedMessage, ...], clock: ZoneClock, told: list[Finding]
) -> Iterator[tuple[AlertMessage, dt.datetime, Span]]:
    """Yield the messages of an alert that may go on air, when they were approved, how long."""
    for each in chain:
        if not each.is_approved or each.standing.since is None:
            continue
        manifest = read_manifest(each.folder)
        if manifest is None:
            script = f"scripts/{each.message.script}.md"
            told.append(says.ALERT_NOT_BUILT(each.message.place, id=each.message.id, script=script))
            continue
        length = Span(max(1, math.ceil(manifest.duration)))
        yield each.message, each.standing.since.astimezone(clock.zone), length


def alerts_file(workspace: Workspace) -> Path:
    """Return where the alerts of a workspace stand."""
    return workspace.schedules / FILE


def read_messages(workspace: Workspace) -> tuple[tuple[AlertMessage, ...], tuple[Finding, ...]]:
    """Read the messages as they were issued, whoever has approved them."""
    path = alerts_file(workspace)
    if not path.is_file():
        return (), ()
    shown = workspace.show(path)
    text, found = read_text_file(path, shown=shown, limit=LARGEST, inside=workspace.root)
    if text is None:
        return (), found
    messages, more = parse_alerts(text, file=shown)
    return messages, (*found, *more)


def read_hazards(workspace: Workspace) -> tuple[Mapping[str, Hazard], tuple[Finding, ...]]:
    """Return the kinds of emergency, as the workspace's own ``hazards.yaml`` changes them."""
    path = workspace.root / HAZARDS_FILE
    if not path.is_file():
        return known_hazards(), ()
    text, found = read_text_file(path, shown=HAZARDS_FILE, inside=workspace.root)
    if text is None:
        return known_hazards(), found
    hazards, more = parse_hazards(text, file=HAZARDS_FILE)
    return hazards, (*found, *more)


def is_alert(programme: str) -> bool:
    """Tell whether a script is that of an alert, by its name."""
    return programme.startswith(f"{FOLDER}/")


def stale_scripts(book: AlertBook, day: CivilDay) -> frozenset[str]:
    """Return the scripts of messages that are no longer in force on a day, or not yet approved."""
    live = {each.message.script for each in book.live(day)}
    return frozenset(each.message.script for each in book.messages) - live


def valid_words(message: AlertMessage, zone: dt.tzinfo) -> Text:
    """Say until when a message holds."""
    until = message.until.astimezone(zone)
    when = f"{until:%H:%M} {until.day}/{until.month}/{until.year}"
    return Text(f"có hiệu lực đến {when}", f"in force until {when}")
