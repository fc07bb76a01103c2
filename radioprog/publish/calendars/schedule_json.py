"""The schedule as JSON, written piece by piece, so that a nation's year needs no memory.

What stations of one class share is turned to text once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.conflicts.timetable import ClassPlan
from radioprog.schedule.days.civil import ZoneClock


@lru_cache(maxsize=65536)
def _quoted(text: str | None) -> str:
    return json.dumps(text, ensure_ascii=False)


def airing_tail(airing: Airing, clock: ZoneClock) -> str:
    """Write an airing as JSON without its station and id, which stand before it."""
    programme = airing.programme
    number = programme.number if programme else None
    of = "null" if airing.of is None else f'"{clock.rfc3339(airing.of)}"'
    return (
        f'"slot": {_quoted(airing.slot.id)}, "series": {_quoted(airing.slot.series)}, '
        f'"programme": {_quoted(programme.name if programme else None)}, '
        f'"episode": {"null" if number is None else number}, '
        f'"start": "{clock.rfc3339(airing.start)}", "end": "{clock.rfc3339(airing.end)}", '
        f'"kind": "{airing.kind}", "priority": "{airing.slot.shown_priority}", '
        f'"status": "{airing.status}", "of": {of}{_more(airing, clock)}}}'
    )


def _more(airing: Airing, clock: ZoneClock) -> str:
    """Write why an airing is not as its rule has it, and when something else is on air in it."""
    parts = ""
    if airing.reason is not None:
        parts += f', "reason": "{airing.reason.cause}", "words": {_quoted(airing.reason.words)}'
    if airing.pauses:
        pauses = [[clock.rfc3339(begin), clock.rfc3339(end)] for begin, end in airing.pauses]
        parts += f', "pauses": {json.dumps(pauses)}'
    return parts


def schedule_json(
    plans: Iterable[tuple[str, ClassPlan]],
    findings: Callable[[], list[dict[str, Any]]],
    clock: ZoneClock,
) -> Iterator[str]:
    """Return the document of ``schedule --json`` in pieces: airings by station, then findings.

    The findings are asked for last, when all plans have been seen.
    """
    yield '{"airings": ['
    tails: dict[str, list[str]] = {}
    before = "\n"
    for station, plan in plans:
        first_station = plan.station_class.first_station
        if first_station not in tails:
            tails[first_station] = [airing_tail(each, clock) for each in plan.on_air]
        own = tails[first_station]
        if station == plan.station_class.stations[-1]:
            del tails[first_station]
        if own:
            head = f'{{"station": {_quoted(station)}, "id": "'
            ids = (airing_id(station, each.slot.id, each.run, each.date) for each in plan.on_air)
            lines = (f'{head}{id_}", {tail}' for id_, tail in zip(ids, own, strict=True))
            yield before + ",\n".join(lines)
            before = ",\n"
    yield '],\n"findings": '
    yield json.dumps(findings(), ensure_ascii=False, indent=1, allow_nan=False)
    yield "}\n"
