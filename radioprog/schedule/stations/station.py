"""Stations and the tree they stand in: who is on air, under whom, and from when to when.

A unit is known by its id, never by its name; names are used again, ids are not. Languages, tags
and the rule profile come down from the parent where a unit's own cell is empty, and each value
knows whose it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from radioprog.kernel.findings import NOWHERE, Place, Text
from radioprog.kernel.text import fold
from radioprog.kernel.yaml.schema import key_form
from radioprog.schedule.days.civil import CivilDay, civil_day

LEVELS = ("province", "district", "commune", "post", "cluster")
LEVEL_NAMES: dict[str, tuple[str, ...]] = {
    "province": ("tỉnh", "thành phố trực thuộc trung ương"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn"),
    "post": ("đồn", "trạm", "điểm", "cửa khẩu"),
    "cluster": ("cụm",),
}
LEVEL_WORDS = {
    "province": Text("tỉnh", "province"),
    "district": Text("huyện", "district"),
    "commune": Text("xã", "commune"),
    "post": Text("đồn, trạm", "post"),
    "cluster": Text("cụm", "cluster"),
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("mã",),
    "name": ("tên",),
    "level": ("cấp",),
    "parent": ("thuộc", "trực thuộc", "cấp trên", "đơn vị cấp trên"),
    "languages": ("ngôn ngữ",),
    "tags": ("nhãn", "thẻ"),
    "profile": ("quy định",),
    "valid_from": ("từ ngày", "hiệu lực từ"),
    "valid_to": ("đến ngày", "hiệu lực đến"),
    "predecessors": ("tiền thân",),
    "lat": ("vĩ độ",),
    "lon": ("kinh độ",),
    "aliases": ("tên khác",),
}
"""The columns of the list and their Vietnamese names; ``aliases`` holds spellings parted by |."""
COLUMN_OF: dict[str, str] = {
    key_form(word): name for name, words in COLUMNS.items() for word in (name, *words)
}
"""The column that a heading names."""


@dataclass(frozen=True, slots=True)
class Station:
    """A station or unit of the network.

    ``valid_from`` and ``valid_to`` are its first and last day; ``inherited`` names, for each of
    ``languages``, ``tags`` and ``profile`` that came from above, the unit that wrote it;
    ``own`` holds the cells of columns that are the workspace's own (a telephone number).
    """

    id: str
    name: str
    level: str
    parent: str | None = None
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    profile: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    predecessors: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()
    inherited: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict, compare=False)
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def first_day(self) -> CivilDay:
        """The ordinal of its first day; 1 where it has no beginning."""
        return civil_day(self.valid_from) if self.valid_from else CivilDay(1)

    @property
    def last_day(self) -> CivilDay:
        """The ordinal of its last day; the end of the calendar where it has no end."""
        return civil_day(self.valid_to or dt.date.max)

    def is_valid(self, day: CivilDay) -> bool:
        """Tell whether the unit exists on a day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Network:
    """All units of a workspace, in order of id.

    >>> network = Network((Station("qb", "Tỉnh", "province"), Station("a", "Xã", "commune", "qb")))
    >>> [unit.id for unit in network], [unit.id for unit in network.ancestors("a")]
    (['a', 'qb'], ['qb'])
    """

    stations: tuple[Station, ...] = ()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.stations, key=lambda unit: unit.id))
        object.__setattr__(self, "stations", ordered)

    def __iter__(self) -> Iterator[Station]:
        return iter(self.stations)

    def __len__(self) -> int:
        return len(self.stations)

    def __contains__(self, station: object) -> bool:
        return station in self._by_id

    def __getitem__(self, station: str) -> Station:
        return self._by_id[station]

    @cached_property
    def _by_id(self) -> dict[str, Station]:
        return {unit.id: unit for unit in self.stations}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Station, ...]]:
        below: dict[str | None, list[Station]] = {}
        for unit in self.stations:
            below.setdefault(unit.parent, []).append(unit)
        return {parent: tuple(units) for parent, units in below.items()}

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        named: dict[str, list[str]] = {}
        for unit in self.stations:
            for name in {fold(each) for each in (unit.name, *unit.aliases)}:
                named.setdefault(name, []).append(unit.id)
        return {name: tuple(units) for name, units in named.items()}

    def children(self, parent: str | None) -> tuple[Station, ...]:
        """Return the units directly under one, or the tops of the tree for ``None``."""
        return self._children.get(parent, ())

    def ancestors(self, station: str) -> Iterator[Station]:
        """Return the units above one, the nearest first."""
        seen = {station}
        above = self._by_id[station].parent
        while above is not None and above in self._by_id and above not in seen:
            seen.add(above)
            yield self._by_id[above]
            above = self._by_id[above].parent

    def under(self, station: str) -> Iterator[Station]:
        """Return all units below one, at any depth, parents before children.

        Each comes once, and never the one itself, though a caller's parents run in a circle.
        """
        seen, waiting = {station}, list(reversed(self.children(station)))
        while waiting:
            unit = waiting.pop()
            if unit.id not in seen:
                seen.add(unit.id)
                yield unit
                waiting.extend(reversed(self.children(unit.id)))

    def called(self, written: str) -> tuple[str, ...]:
        """Find units by id, or else by name or alias, whatever the spelling of tone and case.

        Returns:
            The ids; several where the name is used more than once.
        """
        if written in self._by_id:
            return (written,)
        return self._by_name.get(fold(written), ())

    def names(self) -> Iterable[str]:
        """Return every word by which a unit may be called."""
        for unit in self.stations:
            yield from (unit.id, unit.name, *unit.aliases)
