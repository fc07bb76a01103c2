"""Notices: what changed for each station in people's words, to be passed on.

A text for each station that can be pasted into a message, and one list of them all from which
pages and feeds are made. They are computed before calendars are published, from what these held;
so a run that is cut off finds the same changes again. What is told stays told until the next
change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from radioprog.kernel.canonical import document_json
from radioprog.kernel.files import Batch, locked, stands_as, sweep_parts
from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.publish.calendars.changes import CalendarChange
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.plan.alerts import AlertKind
from radioprog.schedule.stations.station import Network
from radioprog.studio.air.alerts import IssuedMessage, valid_words
from radioprog.studio.air.timetable import Timetable
from radioprog.studio.outlets.news import (
    FILE,
    FOLDER,
    StationNotice,
    notices_document,
    read_notices,
)
from radioprog.studio.workspace import Workspace

_MOST_KEPT = 20
"""Notices that a station's list keeps."""
_MOST_LINES = 40
_HEAD = Text("{name}: lịch phát có thay đổi", "{name}: changes of the schedule")
_MORE = Text("và {count} thay đổi nữa, xem lịch", "and {count} more, see the calendar")
_NOT_HERE = Text(
    "{title}: địa phương mình không còn trong vùng cảnh báo",
    "{title}: this place is no longer in the area of the alert",
)
_ON = Text("Ngày {day}", "{day}")


def change_notices(
    table: Timetable,
    changes: Iterable[CalendarChange],
    alerts: Sequence[IssuedMessage] = (),
    left_out: Sequence[str] = (),
) -> tuple[StationNotice, ...]:
    """Return a notice for each station whose airings change, or that an alert is for.

    The runs of an alert are told by its one sentence, not each by itself; stations ``left_out``
    by its last message are told that it is no longer for them.
    """
    language = table.workspace.text_language
    network = table.schedules.network
    own = _runs_of_alerts(table)
    lines: dict[str, list[str]] = {}
    for each in changes:
        if each.airing not in own:
            lines.setdefault(each.station, []).append(one_line(each.text.to(language)))
    heads: dict[str, list[str]] = {}
    for issued in alerts:
        sentence = alert_sentence(issued, table.clock.zone, language)
        chosen = issued.message.stations.choose(network)[0]
        for station in sorted(chosen):
            heads.setdefault(station, []).append(sentence)
        gone = _NOT_HERE.filled(title=one_line(issued.message.title)).to(language)
        for station in sorted({*left_out} - chosen):
            heads.setdefault(station, []).append(gone)
    day = dt.date.fromordinal(table.window.first)
    return tuple(
        StationNotice(
            station,
            day,
            tuple(heads.get(station, ())),
            _shortened(lines.get(station, ()), language),
        )
        for station in sorted({*lines, *heads})
    )


def _shortened(lines: Sequence[str], language: Language) -> tuple[str, ...]:
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    more = _MORE.filled(count=len(lines) - _MOST_LINES).to(language)
    return (*lines[:_MOST_LINES], more)


def alert_sentence(issued: IssuedMessage, zone: dt.tzinfo, language: Language) -> str:
    """Return an alert as one sentence to pass on."""
    message = issued.message
    words = " ".join(one_line(each) for each in message.text.split("\n"))
    head, _, title = one_line(message.title).partition(": ")
    again = words.startswith(title.rstrip("…"))
    told = f"{head}: {words}" if again else f"{head}: {title}. {words}"
    if message.kind is AlertKind.END:
        return told
    valid = valid_words(message, zone).to(language)
    return f"{told} ({valid})"


def _runs_of_alerts(table: Timetable) -> frozenset[str]:
    """Return the ids of all airings of alerts."""
    found: set[str] = set()
    chosen = table.assignments.chosen
    for slot in table.schedules.schedule.slots:
        if not slot.alert or slot.first is None:
            continue
        begin = (slot.first_day * 24 * 60 + slot.at) * 60
        runs = (slot.every.until - begin) // slot.every.step if slot.every else 0
        found.update(
            airing_id(station, slot.id, run, slot.first_day)
            for station in chosen.get(slot.id, ())
            for run in range(runs + 1)
        )
    return frozenset(found)


def write_notices(workspace: Workspace, new: Sequence[StationNotice], network: Network) -> Path:
    """Keep new notices behind the older ones, and write the text of each station concerned.

    The same notice of the same day is kept once, so that a run gone on with adds nothing.
    """
    folder = workspace.build / FOLDER
    with locked(workspace.cache / "notices.lock"):
        before = read_notices(workspace)
        told = {(each.station, each.day, each.alerts) for each in before}
        new = [
            each
            for each in new
            if each.changes or (each.station, each.day, each.alerts) not in told
        ]
        if folder.is_dir():
            sweep_parts(folder)
        made: dict[str, list[StationNotice]] = {}
        for each in (*before, *new):
            kept = made.setdefault(each.station, [])
            if each not in kept:
                kept.append(each)
        every = [each for name in sorted(made) for each in made[name][-_MOST_KEPT:]]
        with Batch() as batch:
            language = workspace.text_language
            latest = {each.station: each for each in new}
            for station, notice in sorted(latest.items()):
                name = network[station].name if station in network else station
                data = notice_text(notice, one_line(name), language).encode()
                _add(batch, folder / f"{station}.txt", data)
            _add(batch, folder / FILE, document_json(notices_document(every)))
            batch.commit()
    return folder


def station_texts(workspace: Workspace, paths: Iterable[str]) -> dict[str, str]:
    """Return the texts of notices that were written, by station."""
    files = (workspace.root / each for each in paths)
    return {each.stem: each.read_text(encoding="utf-8") for each in files}


def _add(batch: Batch, path: Path, data: bytes) -> None:
    if not stands_as(path, data):
        batch.add(path, data)


def notice_text(notice: StationNotice, name: str, language: Language) -> str:
    """Return a notice as a text to paste: whose it is, of which day, a line a change."""
    lines = [*notice.alerts]
    if notice.changes:
        lines += [*([""] if lines else []), _HEAD.filled(name=name).to(language)]
        lines += [f"- {each}" for each in notice.changes]
    day = f"{notice.day.day}/{notice.day.month}/{notice.day.year}"
    return "\n".join([*lines, _ON.filled(day=day).to(language), ""])
