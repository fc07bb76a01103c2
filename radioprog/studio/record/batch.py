"""The batch: which of a series' issues is written, approved, built, scheduled and aired.

Derived from what is there: scripts, the record of verdicts, manifests, the schedule, and the record
of what was played. Deadlines, for the producer's own calendar, are counted back from the first
airing, or from the script's date where it has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from radioprog.aired.matching.match import PlannedAiring
from radioprog.ical.codec import CRLF, plain_line, text_line
from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding, Language, Text, in_order
from radioprog.kernel.text import fold
from radioprog.kernel.textfile import read_text_file
from radioprog.script.front.series import Series, series_named, unknown_series
from radioprog.script.model import Meta
from radioprog.script.parse import parse_script
from radioprog.studio.air.programmes import programme_entries
from radioprog.studio.air.schedule_folder import has_schedules
from radioprog.studio.air.timetable import asked_day, timetable
from radioprog.studio.approval.gate import Gate, approval_gate
from radioprog.studio.approval.subjects import Subject
from radioprog.studio.catalogue import all_sources
from radioprog.studio.editorial.series import untouched
from radioprog.studio.record.asrun import planned_airings
from radioprog.studio.record.reconcile import reconcile
from radioprog.studio.workspace import Workspace, read_series

DAYS_AHEAD, DAYS_BACK = 366, 366
LEAD = 3
"""Days before the first airing on which an issue should be finished."""
STEPS = {
    "write": Text("viết", "write"),
    "approve": Text("duyệt", "approve"),
    "build": Text("dựng", "build"),
    "schedule": Text("xếp lịch", "schedule"),
    "air": Text("chờ phát", "on air soon"),
    "done": Text("đã phát", "aired"),
}
"""What is to be done next, in the order in which it is done."""
_DUE = Text("Hạn: {title} - {step}", "Due: {title} - {step}")
_SCRIPT = Text("Kịch bản: {path}", "Script: {path}")


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a series: how far it is.

    ``state`` is that of its approval; ``first`` the day of its next airing, else of its first,
    of ``airings`` in all at all stations; ``aired`` counts those that were heard.
    """

    script: str
    path: str
    title: str
    series: str
    episode: int | None
    date: dt.date | None
    written: bool
    state: str
    approval_needed: bool
    built: bool
    first: dt.date | None = None
    airings: int = 0
    aired: int = 0
    deadline: dt.date | None = None

    @property
    def next(self) -> str:
        """Return what is to be done next: a key of `STEPS`."""
        if self.aired:
            return "done"
        if not self.written:
            return "write"
        if self.approval_needed and self.state != "approved":
            return "approve"
        if not self.built:
            return "build"
        return "air" if self.airings else "schedule"

    def to_json(self) -> dict[str, Any]:
        """Return the issue for programs."""
        return {
            "script": self.path,
            "title": self.title,
            "series": self.series,
            "episode": self.episode,
            "date": self.date.isoformat() if self.date else None,
            "written": self.written,
            "approval": self.state,
            "built": self.built,
            "first_airing": self.first.isoformat() if self.first else None,
            "airings": self.airings,
            "aired": self.aired,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "next": self.next,
        }


@dataclass(frozen=True, slots=True)
class BatchView:
    """The issues asked for, by series and number, and what was found on the way."""

    issues: tuple[Issue, ...]
    findings: tuple[Finding, ...] = field(default=())


def batch(
    workspace: Workspace,
    series: Sequence[str] = (),
    *,
    today: dt.date | str | None = None,
    lead: int = LEAD,
) -> BatchView:
    """Tell how far each issue is of some series, by id or title; of all that have scripts if none.

    ``today`` divides what was aired from what is to come; ``lead`` counts days before the first
    airing.

    Raises:
        UsageError: ``unknown-series``.
    """
    day = asked_day(workspace, today)
    known, findings = read_series(workspace)
    wanted = {fold(name) for each in series for name in _names(each, known)}
    gate = approval_gate(workspace)
    issues = [
        each
        for each in _issues(workspace, known, gate)
        if not wanted or fold(each.series) in wanted
    ]
    planned, told = _planned(workspace, day)
    heard, more = _heard(workspace, day)
    placed = [_placed(each, planned.get(each.script, []), heard, (day, lead)) for each in issues]
    placed.sort(key=lambda each: (fold(each.series), each.episode or 0, each.script))
    gate.desk.save()
    return BatchView(tuple(placed), in_order((*findings, *gate.told, *told, *more)))


def _names(wanted: str, known: Any) -> Iterator[str]:
    found = series_named(wanted, known)
    if found is None and known:
        raise UsageError(unknown_series(wanted, known))
    yield wanted
    if found is not None:
        yield from (found.id, found.shown)


def _issues(workspace: Workspace, known: Any, gate: Gate) -> Iterator[Issue]:
    built = {each.name for each in programme_entries(workspace).found if each.built}
    for source in all_sources(workspace):
        shown = workspace.show(source.path)
        text, _ = read_text_file(source.path, shown=shown)
        script = parse_script(text, file=shown, name=source.name)[0] if text is not None else None
        if text is None or script is None or not script.meta.series:
            continue
        meta, subject = script.meta, Subject("script", source.name)
        yield Issue(
            script=source.name,
            path=shown,
            title=meta.title,
            series=str(meta.series),
            episode=meta.episode,
            date=meta.date,
            written=not untouched(workspace, _series_of(meta, known), meta, text),
            state=gate.standing(subject).state,
            approval_needed=gate.closed,
            built=source.name in built,
        )


def _series_of(meta: Meta, known: Any) -> Series:
    return series_named(meta.series or "", known) or Series(meta.series or "")


def _planned(
    workspace: Workspace, day: dt.date
) -> tuple[dict[str, list[dt.date]], tuple[Finding, ...]]:
    """Return the days on which each programme is planned at any station, rising."""
    if not has_schedules(workspace):
        return {}, ()
    first = day - dt.timedelta(days=DAYS_BACK)
    table = timetable(workspace, first=first, days=DAYS_BACK + DAYS_AHEAD)
    unread = tuple(each for each in table.loaded if each.is_error)
    days: dict[str, list[dt.date]] = {}
    for each in planned_airings(table):
        if each.programme and not (each.cancelled or each.pre_empted):
            days.setdefault(each.programme, []).append(_day(table.clock, each))
    return {name: sorted(found) for name, found in days.items()}, unread


def _day(clock: Any, airing: PlannedAiring) -> dt.date:
    moment: dt.datetime = clock.datetime(airing.start)
    return moment.date()


def _heard(workspace: Workspace, day: dt.date) -> tuple[dict[str, int], tuple[Finding, ...]]:
    """Count the airings of each programme that were heard."""
    if not has_schedules(workspace) or not (workspace.record / "played").is_dir():
        return {}, ()
    first = day - dt.timedelta(days=DAYS_BACK)
    counted: dict[str, int] = {}
    for match in reconcile(workspace, first=first, days=DAYS_BACK + 1).matches:
        name = match.planned.programme if match.planned else None
        if name and match.rows and match.outcome.is_heard:
            counted[name] = counted.get(name, 0) + 1
    return counted, ()


def _placed(
    issue: Issue, days: list[dt.date], heard: dict[str, int], by: tuple[dt.date, int]
) -> Issue:
    """Put an issue in time; its first airing is the next one, if any is still to come."""
    day, lead = by
    first = next((each for each in days if each >= day), days[0] if days else None)
    due = first or issue.date
    deadline = None if due is None else due - dt.timedelta(days=lead)
    aired = heard.get(issue.script, 0)
    return replace(issue, first=first, airings=len(days), aired=aired, deadline=deadline)


def deadlines_ics(issues: Iterable[Issue], language: Language) -> bytes:
    """Return a calendar with an all-day event on the day by which each issue is due.

    What is done is not in it. There is no clock: the same issues give the same bytes.
    """
    lines = [
        b"BEGIN:VCALENDAR\r\n",
        plain_line("VERSION", "2.0"),
        plain_line("PRODID", f"-//radioprog//radioprog//{language.upper()}"),
        plain_line("CALSCALE", "GREGORIAN"),
        plain_line("METHOD", "PUBLISH"),
    ]
    for each in issues:
        if each.deadline is not None and each.next not in ("air", "done"):
            lines.extend(_event(each, each.deadline, language))
    return b"".join([*lines, b"END:VCALENDAR\r\n"])


def _event(issue: Issue, day: dt.date, language: Language) -> Iterator[bytes]:
    step = STEPS[issue.next].to(language)
    stamp, date = f"{day:%Y%m%d}T000000Z", {"VALUE": "DATE"}
    yield b"BEGIN:VEVENT" + CRLF
    yield plain_line("UID", f"han-{digest(issue.script)[:16]}@radioprog")
    yield plain_line("DTSTAMP", stamp)
    yield plain_line("DTSTART", f"{day:%Y%m%d}", date)
    yield plain_line("DTEND", f"{day + dt.timedelta(days=1):%Y%m%d}", date)
    yield text_line("SUMMARY", _DUE.filled(title=issue.title, step=step).to(language))
    yield text_line("DESCRIPTION", _SCRIPT.filled(path=issue.path).to(language))
    yield plain_line("TRANSP", "TRANSPARENT")
    yield b"END:VEVENT" + CRLF


def write_deadlines(workspace: Workspace, view: BatchView, output: Path) -> Path:
    """Write the deadlines as a calendar; a relative place counts from the workspace."""
    target = workspace.root / output
    publish_bytes(target, deadlines_ics(view.issues, workspace.text_language))
    return target
