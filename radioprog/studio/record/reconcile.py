"""Planned against played: matches of some days, why airings failed, the proof of a month."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radioprog.aired import findings as says
from radioprog.aired.formats.cells import day_of_id
from radioprog.aired.matching.match import REASON_CODES, Match, PlannedAiring, SaidReason
from radioprog.aired.matching.reconcile import reconcile as matched
from radioprog.aired.played import PlayedRow
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import Batch, sha256_of
from radioprog.kernel.findings import Finding
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import one_line
from radioprog.publish.proof.pages import proof_page
from radioprog.publish.proof.tables import (
    Proof,
    ProofInput,
    csv_bytes,
    proof_rows,
    proof_workbook,
)
from radioprog.record.delivered import Deliveries
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import Instant, ZoneClock
from radioprog.schedule.plan.slot import Slot
from radioprog.schedule.stations.station import Network
from radioprog.studio.air.schedule_folder import stations_file
from radioprog.studio.air.timetable import (
    Timetable,
    check_window,
    chosen_stations,
    timetable,
    today_in,
)
from radioprog.studio.approval.gate import approval_gate
from radioprog.studio.findings import BAD_DAY
from radioprog.studio.record.asrun import planned_airings, played_rows, profile_of
from radioprog.studio.record.deciding import person_called
from radioprog.studio.workspace import Workspace, records_of

REASONS_KIND = "reasons"
_AROUND = 1
"""So many days around a window are looked at too, so that nothing is lost at its edges."""
_LATEST_RUN = 35
"""A repeat is at most so many days after the first run whose day stands in its id."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The matches of some days, by station and time, and what is to be said of them."""

    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    clock: ZoneClock
    stations: Mapping[str, str]
    """The names of the stations that occur, by id."""
    files: tuple[Path, ...] = ()
    programmes: tuple[ProgrammeEntry, ...] = ()
    """What the schedule knows of the scripts, read on the way."""
    slots: tuple[Slot, ...] = ()
    """The slots and relays of the schedule, alerts among them."""


def reconcile(
    workspace: Workspace,
    *,
    first: dt.date | str | None = None,
    days: int = 7,
    stations: str | Sequence[str] = (),
) -> Reconciliation:
    """Match what was planned with what was aired.

    ``first``: so many days before today where none is given. ``stations``: ids or names, or all.

    Raises:
        UsageError: a station that nobody knows, or a window that cannot be reckoned.
        ContentError: the schedule has errors: what is unread would seem not planned.
    """
    begin = _first_day(workspace, first, days)
    check_window(begin, days)
    names = (stations,) if isinstance(stations, str) else tuple(stations)
    around, profile = dt.timedelta(days=_AROUND), profile_of(workspace)
    table = _whole(workspace, begin - around, days + 2 * _AROUND, names)
    network = table.schedules.network
    only = chosen_stations(network, names)
    found: list[Finding] = []
    last = begin + dt.timedelta(days=days)
    planned = list(planned_airings(table, Deliveries.load(records_of(workspace), found)))
    wanted = _everything if only is None else _concerns(planned, only, network)
    rows = played_rows(workspace, begin - around, last, network, found, wanted)
    edges = (int(_midnight(table.clock, begin)), int(_midnight(table.clock, last)))
    reasons = given_reasons(workspace)
    made = matched(planned, rows, profile.tolerances, reasons=reasons, window=edges)
    units = {match.station for match in made.matches} & {each.id for each in network}
    return Reconciliation(
        made.matches,
        (*found, *made.findings),
        table.clock,
        {unit: network[unit].name for unit in units},
        table.schedules.files,
        table.assignments.filling.entries,
        table.schedules.schedule.slots,
    )


def _whole(workspace: Workspace, first: dt.date, days: int, stations: Sequence[str]) -> Timetable:
    table = timetable(workspace, first=first, days=days, stations=stations)
    table.must_be_read()
    return table


def _everything(_: Mapping[str, Any]) -> bool:
    return True


def _concerns(
    planned: Sequence[PlannedAiring], only: frozenset[str], network: Network
) -> Callable[[Mapping[str, Any]], bool]:
    """Return what tells whether a line is about some stations, or those that went into them."""
    own = {each.id for each in planned}
    units, before = set(only), set(only)
    while before:
        before = {one for unit in before if unit in network for one in network[unit].predecessors}
        before -= units
        units |= before

    def wanted(line: Mapping[str, Any]) -> bool:
        return line.get("station") in units or line.get("airing") in own

    return wanted


def _first_day(workspace: Workspace, first: dt.date | str | None, days: int) -> dt.date:
    if first is None:
        return today_in(workspace, dt.datetime.now(dt.UTC)) - dt.timedelta(days=min(days, 3700))
    if isinstance(first, str):
        try:
            return dt.date.fromisoformat(first)
        except ValueError as problem:
            raise UsageError(BAD_DAY(day=first)) from problem
    return first.date() if isinstance(first, dt.datetime) else first


def _midnight(clock: ZoneClock, day: dt.date) -> float:
    return dt.datetime(day.year, day.month, day.day, tzinfo=clock.zone).timestamp()


# --- as JSON ---


def match_json(match: Match, clock: ZoneClock) -> dict[str, Any]:
    """Return a match as the contract has it; ``id`` and ``planned`` are null for an extra."""
    planned = match.planned
    return {
        "id": planned.id if planned else None,
        "station": match.station,
        "planned": None
        if planned is None
        else {
            "start": clock.rfc3339(Instant(planned.start)),
            "end": clock.rfc3339(Instant(planned.end)),
            "length": planned.length,
            "slot": planned.slot,
            "kind": planned.kind,
            "programme": planned.programme,
            "title": planned.title,
            "file": planned.file or None,
            "sha256": planned.sha256 or None,
        },
        "played": _played_json(match, clock),
        "class": str(match.outcome),
        "delta": match.delta,
        "how": match.how,
        "grade": match.grade,
        "reasons": [
            {"code": each.code, "by": each.by, "note": each.note} for each in match.reasons
        ],
    }


def _played_json(match: Match, clock: ZoneClock) -> dict[str, Any] | None:
    if not match.parts:
        return None
    row = match.rows[0]
    sources, rows = {each.source.system for each in match.rows}, map(_row_name, match.rows)
    return {
        "start": None if match.start is None else clock.rfc3339(Instant(match.start)),
        "length": match.length,
        "title": row.title or None,
        "file": row.file or None,
        "sha256": row.sha256 or None,
        "parts": match.parts,
        "sources": sorted(sources),
        "rows": sorted(rows),
    }


def _row_name(row: PlayedRow) -> str:
    return f"{row.source.file}:{row.source.row}"


# --- reasons ---


def given_reasons(workspace: Workspace) -> dict[str, list[SaidReason]]:
    """Return what officers said about airings, by id; of one officer's words the last hold."""
    found: dict[str, dict[str, SaidReason]] = {}
    for line in records_of(workspace).read(REASONS_KIND, []):
        said = SaidReason(
            str(line.get("code", "other")),
            str(line.get("by", "")),
            str(line.get("note", "")),
            str(line.get("at", "")),
        )
        found.setdefault(str(line.get("airing", "")), {})[said.by] = said
    return {airing: list(said.values()) for airing, said in found.items()}


def give_reason(
    workspace: Workspace,
    airing: str,
    code: str,
    *,
    by: str,
    note: str = "",
    at: dt.datetime | None = None,
) -> SaidReason:
    """Record why an airing failed; said again it changes nothing.

    Where the workspace has a list of people, ``by`` is one of them, by id or whole name.

    Raises:
        UsageError: ``unknown-airing``, ``unknown-person``, or a code that is none.
    """
    if code not in REASON_CODES:
        known = list(REASON_CODES)
        suggestion = did_you_mean(code, known, says.SEE_REASONS.filled(known=known))
        raise UsageError(says.UNKNOWN_REASON(code=code, suggestion=suggestion))
    _must_be_airing(workspace, airing)
    gate = approval_gate(workspace)
    by = person_called(gate, by).id if gate.people.all else one_line(by)
    said = SaidReason(code, by, one_line(note))
    if said in [
        SaidReason(each.code, each.by, each.note)
        for each in given_reasons(workspace).get(airing, ())
    ]:
        return said
    line: dict[str, Any] = {"airing": airing, "code": code, "by": by}
    line |= {"at": at or dt.datetime.now(dt.UTC)}
    records_of(workspace).append(REASONS_KIND, [line | ({"note": said.note} if said.note else {})])
    return said


def _must_be_airing(workspace: Workspace, airing: str) -> None:
    """Look an airing up by the day in its id.

    Raises:
        UsageError: ``unknown-airing``.
    """
    day = day_of_id(airing)
    known_ids: list[str] = []
    if day is not None and 1950 < day.year < 2090:
        table = _whole(workspace, day, _LATEST_RUN, ())
        known_ids = [each.id for each in planned_airings(table)]
    if airing not in set(known_ids):
        near = [each for each in known_ids if each[-8:] == airing[-8:]][:2000]
        suggestion = did_you_mean(airing, near, says.SEE_AIRINGS)
        raise UsageError(says.UNKNOWN_AIRING(airing=airing, suggestion=suggestion))


# --- the proof of a month ---


@dataclass(frozen=True, slots=True)
class WrittenProof:
    """The proof of a month: what it says, where its files are, what is to be said of it."""

    proof: Proof
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def write_proof(
    workspace: Workspace, station: str, month: str, folder: Path | None = None
) -> WrittenProof:
    """Write the proof of a station's month: a page for A4, a workbook and a table.

    Without a ``folder`` the files stand in ``build/proof/``.

    Raises:
        UsageError: a station that nobody knows, or no month such as 2026-03.
    """
    first = _month(month)
    days = calendar.monthrange(first.year, first.month)[1]
    made = reconcile(workspace, first=first, days=days, stations=[station])
    table_network = made.stations
    unit = next(iter(table_network), "") or _only(workspace, station)
    proof = Proof(
        unit,
        table_network.get(unit, station),
        f"{first:%Y-%m}",
        made.matches,
        tuple(_inputs(workspace, made)),
        workspace.organisation or "",
    )
    language = workspace.text_language
    home = folder or workspace.build / "proof"
    name = f"{_NAMES[language]}-{unit}-{proof.month}"
    rows = proof_rows(proof, made.clock, language)
    forms = {
        ".html": proof_page(proof, made.clock, language).encode(),
        ".xlsx": proof_workbook(proof, made.clock, language),
        ".csv": csv_bytes(rows),
    }
    files = tuple(home / f"{name}{ending}" for ending in forms)
    with Batch() as batch:
        for path, data in zip(files, forms.values(), strict=True):
            batch.add(path, data)
        batch.commit()
    return WrittenProof(proof, files, made.findings)


_NAMES = {"vi": "phat-song", "en": "aired"}
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")


def _month(text: str) -> dt.date:
    match = _MONTH.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError(text)
        return dt.date(int(match[1] or match[4]), int(match[2] or match[3]), 1)
    except ValueError as problem:
        raise UsageError(says.NO_MONTH(written=text)) from problem


def _only(workspace: Workspace, station: str) -> str:
    from radioprog.studio.air.schedule_folder import all_stations

    network, _ = all_stations(workspace)
    return next(iter(chosen_stations(network, [station]) or ()))


def _inputs(workspace: Workspace, made: Reconciliation) -> Iterator[ProofInput]:
    """Yield what the proof rests on: the schedule's files, and each log with its rows."""
    stations = stations_file(workspace.schedules)
    for path in (*([stations] if stations else []), *made.files):
        yield ProofInput(workspace.show(path), sha256_of(path))
    logs = Counter(
        (row.source.file, row.source.sha256) for match in made.matches for row in match.rows
    )
    for (file, sha256), rows in sorted(logs.items()):
        yield ProofInput(file, sha256, rows)
