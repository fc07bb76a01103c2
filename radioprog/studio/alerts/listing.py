"""The alerts of a workspace as people ask for them: what is in force, what waits, what is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.findings import Finding
from radioprog.schedule.days.civil import ZoneClock, datetime_of
from radioprog.studio.air.alerts import AlertState, IssuedMessage, alert_book, state_of
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.workspace import Workspace

_ORDER: dict[AlertState, int] = {"live": 0, "waiting": 1, "ended": 2, "expired": 3}


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert with its last message: how it stands, for whom, since when and until when.

    ``messages`` are all of its messages, the first one in front; times are the workspace's.
    """

    id: str
    state: AlertState
    title: str
    text: str
    hazard: str
    level: str
    exercise: bool
    stations: tuple[str, ...]
    issued: dt.datetime
    until: dt.datetime
    messages: tuple[IssuedMessage, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON."""
        return {
            "id": self.id,
            "state": self.state,
            "exercise": self.exercise,
            "title": self.title,
            "text": self.text,
            "hazard": self.hazard,
            "level": self.level,
            "stations": list(self.stations),
            "issued": self.issued.isoformat(),
            "until": self.until.isoformat(),
            "messages": [_message(each) for each in self.messages],
        }


def _message(each: IssuedMessage) -> dict[str, Any]:
    message = each.message
    return {
        "id": message.id,
        "kind": str(message.kind),
        "title": message.title,
        "issued": message.issued.isoformat(),
        "by": message.by,
        "approval": each.standing.state,
        "approvers": list(each.standing.approvers),
        "on_air": datetime_of(each.on_air.at).isoformat() if each.on_air else None,
    }


def list_alerts(
    workspace: Workspace, *, at: dt.datetime | None = None
) -> tuple[tuple[AlertRow, ...], tuple[Finding, ...]]:
    """Return every alert, those in force first, then those that wait, the newest in front."""
    zone = ZoneClock(workspace.timezone).zone
    now = (at or dt.datetime.now(dt.UTC)).astimezone(zone)
    book = alert_book(workspace)
    network, _ = all_stations(workspace)
    rows = []
    for name, chain in book.chains().items():
        approved = [each for each in chain if each.is_approved]
        last = (approved or [chain[-1]])[-1].message
        rows.append(
            AlertRow(
                id=name,
                state=state_of(chain, now),
                title=last.title,
                text=last.text,
                hazard=last.hazard,
                level=last.level,
                exercise=last.exercise,
                stations=tuple(sorted(last.stations.choose(network)[0])),
                issued=chain[0].message.issued.astimezone(zone),
                until=last.until.astimezone(zone),
                messages=chain,
            )
        )
    rows.sort(key=lambda each: (each.issued, each.id), reverse=True)
    rows.sort(key=lambda each: _ORDER[each.state])
    return tuple(rows), book.findings
