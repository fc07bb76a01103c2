"""``radioprog stations``: who they are, as a tree; one of them added, changed, or closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from radioprog.cli.air.dates import DATE
from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    say,
    show,
    status_of,
    usage_error,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.schedule.stations.station import Network, Station

SAY_WHICH = Text("ô để ghi đi với --set hoặc --add", "cells go with --set or --add")
SAY_CELL = Text(
    'viết: radioprog stations --set MÃ tên="Xã Dân Hóa"',
    'write: radioprog stations --set ID name="Dan Hoa"',
)


@verb(
    Text(
        "Liệt kê các đài thành cây; --set, --add sửa hay thêm một dòng.",
        "List the stations as a tree; --set and --add change or add one line.",
    )
)
@click.argument("cells", nargs=-1, metavar="[FIELD=VALUE]...")
@option("--on", "day", type=DATE, text=Text("chỉ đài có hiệu lực ngày này", "valid on this day"))
@option("--set", "changed", metavar="ID", text=Text("sửa dòng của đài này", "change its line"))
@option("--add", "added", metavar="ID", text=Text("thêm đài này", "add this station"))
def command(
    options: Globals,
    cells: tuple[str, ...],
    day: dt.date | None,
    changed: str | None,
    added: str | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.air.schedule_folder import all_stations

    if (changed is None) == (added is None) and (cells or changed):
        raise usage_error(SAY_WHICH, SAY_CELL)
    if changed or added:
        return _set(options, changed or added or "", cells, is_new=added is not None)
    network, findings = all_stations(open_workspace(options))
    stations = [unit for unit in network if day is None or unit.is_valid(_ordinal(day))]
    answer(
        options,
        {
            "stations": [station_json(unit) for unit in stations],
            "findings": findings_json(options, findings),
        },
    )
    kept = frozenset(unit.id for unit in stations)
    for line in _tree(network, None, "", kept, options):
        show(options, line)
    say(options, Text(f"{len(stations)} đài và đơn vị", f"{len(stations)} stations and units"))
    report(options, findings)
    return status_of(findings)


def _set(options: Globals, id_: str, cells: tuple[str, ...], *, is_new: bool) -> int:
    from radioprog.studio.air.station_edit import set_station

    if not all("=" in each for each in cells):
        raise usage_error(SAY_WHICH, SAY_CELL)
    values = {name: value for name, _, value in (each.partition("=") for each in cells)}
    unit = set_station(open_workspace(options), id_, values, is_new=is_new)
    answer(options, {"station": station_json(unit), "findings": []})
    show(options, _line(unit, options))
    return 0


def _ordinal(day: dt.date) -> Any:
    return day.toordinal()


def station_json(unit: Station) -> dict[str, Any]:
    """Return a station's own values and, under ``inherited``, from whom the others came."""
    return {
        "id": unit.id,
        "name": unit.name,
        "level": unit.level,
        "parent": unit.parent,
        "languages": list(unit.languages),
        "tags": list(unit.tags),
        "profile": unit.profile,
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
        "predecessors": list(unit.predecessors),
        "lat": unit.lat,
        "lon": unit.lon,
        "aliases": list(unit.aliases),
        "own": dict(unit.own),
        "inherited": dict(unit.inherited),
    }


def _tree(
    network: Network, parent: str | None, indent: str, kept: frozenset[str], options: Globals
) -> Iterator[str]:
    """Draw the units below one; a unit that is left out stays where others hang on it."""
    below = [
        unit
        for unit in network.children(parent)
        if unit.id in kept or any(each.id in kept for each in network.under(unit.id))
    ]
    for unit in below:
        last = unit is below[-1]
        branch = "" if parent is None else "└─ " if last else "├─ "
        yield indent + branch + _line(unit, options)
        deeper = indent + ("" if parent is None else "   " if last else "│  ")
        if len(deeper) < 300:
            yield from _tree(network, unit.id, deeper, kept, options)


def _line(unit: Station, options: Globals) -> str:
    from radioprog.schedule.stations.station import LEVEL_WORDS

    parts = [f"{unit.name}  [{unit.id}]", LEVEL_WORDS[unit.level].to(options.language)]
    if unit.valid_from or unit.valid_to:
        begin = unit.valid_from.isoformat() if unit.valid_from else "…"
        end = unit.valid_to.isoformat() if unit.valid_to else "…"
        parts.append(f"{begin} - {end}")
    if unit.languages:
        parts.append(" ".join(unit.languages))
    if unit.tags:
        parts.append(" ".join(f"#{tag}" for tag in unit.tags))
    return "  ".join(parts)
