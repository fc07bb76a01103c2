"""The tree of stations put in order: what is inherited from whom, and what is amiss with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from radioprog.kernel.findings import Finding, Text, error, warning
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold
from radioprog.schedule.stations.station import Network, Station

_EMPTY = "-"


def with_inherited(units: Mapping[str, Station], found: list[Finding]) -> list[Station]:
    """Fill empty cells from above, each value with the unit that wrote it.

    Unknown parents and circles are named, and those units then stand at the top of the tree.
    """
    known = {id_: _sound_parent(unit, units, found) for id_, unit in units.items()}
    for member in _circles(known):
        found.append(_circle(known[member]))
        known[member] = replace(known[member], parent=None)
    done: dict[str, Station] = {}
    for start in known:
        path = []
        at: str | None = start
        while at is not None and at not in done:
            path.append(at)
            at = known[at].parent
        for id_ in reversed(path):
            done[id_] = _inherit(known[id_], done)
    return [done[id_] for id_ in known]


def _sound_parent(unit: Station, units: Mapping[str, Station], found: list[Finding]) -> Station:
    if unit.parent is None or unit.parent == _EMPTY:
        return replace(unit, parent=None)
    if unit.parent not in units:
        found.append(_unknown_unit("unknown-parent", unit, unit.parent, units))
        return replace(unit, parent=None)
    return unit


def _circles(units: Mapping[str, Station]) -> list[str]:
    """Give one member of each circle of parents: the first by id, whatever the order of lines."""
    state: dict[str, int] = {}
    members: list[str] = []
    for number, start in enumerate(sorted(units), 1):
        at: str | None = start
        while at is not None and at not in state:
            state[at] = number
            at = units[at].parent
        if at is not None and state[at] == number:
            ring = [at]
            after = units[at].parent
            while after is not None and after != at:
                ring.append(after)
                after = units[after].parent
            members.append(min(ring))
    return members


def _inherit(unit: Station, done: Mapping[str, Station]) -> Station:
    above = done.get(unit.parent or "")
    origin: dict[str, str] = {}
    languages, tags, profile = unit.languages, unit.tags, unit.profile
    if above is not None and not languages and above.languages:
        languages, origin["languages"] = above.languages, above.inherited.get("languages", above.id)
    if above is not None and not tags and above.tags:
        tags, origin["tags"] = above.tags, above.inherited.get("tags", above.id)
    if above is not None and not profile and above.profile:
        profile, origin["profile"] = above.profile, above.inherited.get("profile", above.id)
    return replace(unit, languages=languages, tags=tags, profile=profile, inherited=origin)


def without_marks(network: Network) -> Network:
    """Give the network with each ``-`` turned into an empty value, after inheritance."""
    return Network(
        tuple(
            replace(
                unit,
                languages=() if unit.languages == (_EMPTY,) else unit.languages,
                tags=() if unit.tags == (_EMPTY,) else unit.tags,
                predecessors=() if unit.predecessors == (_EMPTY,) else unit.predecessors,
                profile=None if unit.profile == _EMPTY else unit.profile,
            )
            for unit in network
        )
    )


def tree_findings(network: Network) -> Iterator[Finding]:
    """Find what is amiss with dates, predecessors and names."""
    for unit in network:
        if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
            yield _ends_before_it_begins(unit)
        for id_ in unit.predecessors:
            if id_ == _EMPTY:
                continue
            if id_ not in network:
                known = {each.id: each for each in network}
                yield _unknown_unit("unknown-predecessor", unit, id_, known)
            elif id_ == unit.id or network[id_].last_day >= unit.first_day:
                yield _overlapping(unit, network[id_])
    yield from _same_names(network)


def parent_findings(
    network: Network, first: dt.date = dt.date.min, last: dt.date = dt.date.max
) -> Iterator[Finding]:
    """Find units that are valid on a day of a window on which their parent is not."""
    for unit in network:
        if unit.parent is None:
            continue
        above = network[unit.parent]
        begin = max(unit.first_day, first.toordinal())
        end = min(unit.last_day, last.toordinal())
        if begin <= end and (begin < above.first_day or end > above.last_day):
            day = begin if begin < above.first_day else max(begin, above.last_day + 1)
            yield _parent_not_valid(unit, above, dt.date.fromordinal(day))


def _same_names(network: Network) -> Iterator[Finding]:
    seen: dict[tuple[str | None, str], list[Station]] = {}
    for unit in network:
        for name in sorted({fold(each) for each in (unit.name, *unit.aliases)}):
            others = seen.setdefault((unit.parent, name), [])
            for other in others:
                if unit.first_day <= other.last_day and other.first_day <= unit.last_day:
                    yield _name_clash(unit, other)
                    break
            others.append(unit)


def _circle(unit: Station) -> Finding:
    return error(
        "parent-cycle",
        Text(
            f"{unit.id} nằm dưới chính nó: các cấp trên đi thành vòng",
            f"{unit.id} stands under itself: its parents run in a circle",
        ),
        Text("sửa cột parent (thuộc)", "put the column parent right"),
        unit.place,
    )


def _unknown_unit(code: str, unit: Station, written: str, units: Mapping[str, Station]) -> Finding:
    return error(
        code,
        Text(f"{unit.id}: không có đơn vị {written}", f"{unit.id}: there is no unit {written}"),
        did_you_mean(
            written,
            list(units)[:5000],
            Text("viết mã của một đơn vị có trong tệp", "write the id of a unit of this file"),
        ),
        unit.place,
    )


def _ends_before_it_begins(unit: Station) -> Finding:
    return error(
        "bad-validity",
        Text(
            f"{unit.id}: ngày hết hiệu lực {unit.valid_to} trước ngày bắt đầu {unit.valid_from}",
            f"{unit.id} ends on {unit.valid_to}, before it begins on {unit.valid_from}",
        ),
        Text("sửa valid_from hoặc valid_to", "put valid_from or valid_to right"),
        unit.place,
    )


def _overlapping(unit: Station, before: Station) -> Finding:
    return warning(
        "overlapping-validity",
        Text(
            f"{unit.id} và tiền thân {before.id} có ngày cùng hiệu lực",
            f"{unit.id} and its predecessor {before.id} are valid on the same days",
        ),
        Text(
            "cho valid_to của đơn vị cũ trước valid_from của đơn vị mới",
            "let valid_to of the old unit be before valid_from of the new one",
        ),
        unit.place,
    )


def _parent_not_valid(unit: Station, above: Station, day: dt.date) -> Finding:
    return warning(
        "parent-not-valid",
        Text(
            f"{unit.id} còn hiệu lực ngày {day}, nhưng cấp trên {above.id} thì không",
            f"{unit.id} is valid on {day}, but its parent {above.id} is not",
        ),
        Text(
            "sửa thời gian hiệu lực, hoặc ghi cấp trên mới cho đơn vị này",
            "put the dates right, or give the unit its new parent",
        ),
        unit.place,
        station=unit.id,
    )


def _name_clash(unit: Station, other: Station) -> Finding:
    return warning(
        "name-clash",
        Text(
            f"{unit.id} và {other.id} cùng tên {unit.name} trong cùng thời gian",
            f"{unit.id} and {other.id} have the same name {unit.name} at the same time",
        ),
        Text("thêm chữ để phân biệt hai tên", "add a word that tells the two names apart"),
        unit.place,
    )
