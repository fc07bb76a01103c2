"""Whose editions a script is made for: the stations that it names, and what each says in fields.

Between the station list and the script. A field stands for a unit: in words for its name, in the
name of a file for its id. The general edition, for everybody else, speaks of the nearest unit that
is above all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from radioprog.kernel.canonical import digest
from radioprog.kernel.findings import Finding
from radioprog.kernel.textfile import read_text_file
from radioprog.schedule.stations.selector import Selector
from radioprog.schedule.stations.station import Network, Station
from radioprog.schedule.stations.station_list import parse_stations
from radioprog.script.editions import Locality
from radioprog.script.model import StationEditions
from radioprog.studio.production import findings as says
from radioprog.studio.workspace import Workspace

_LIST = "stations.csv"
_LEVELS = ("commune", "district", "province")


@dataclass(frozen=True, slots=True)
class Localities:
    """The stations that get an edition of their own, in order of id, and the general edition."""

    general: Locality
    stations: tuple[Locality, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def sha256(self) -> str:
        """Return the hash of all that the fields say; another hash asks for another build."""
        every = (self.general, *self.stations)
        return digest([[each.id or "", {**each.words}, {**each.units}] for each in every])


_SHOWN = 8


def a_few(stations: Sequence[str]) -> list[str]:
    """Return the first of many stations, and a mark that there are more.

    >>> a_few(["a", "b"]), len(a_few(["x"] * 151))
    (['a', 'b'], 9)
    """
    return [*stations[:_SHOWN], *(["…"] if len(stations) > _SHOWN else [])]


def localities(workspace: Workspace, editions: StationEditions) -> Localities:
    """Return the stations that ``editions`` chooses; what is wrong with its words is told."""
    network, found = _network(workspace)
    if not len(network):
        told = [each for each in found if each.is_error]
        return Localities(_general(Network(), (), workspace), (), (*told, _nobody(editions)))
    chosen, wrong = Selector(editions.stations, editions.place).choose(network)
    if not chosen:
        return Localities(_general(network, (), workspace), (), wrong or (_nobody(editions),))
    units = [network[id_] for id_ in sorted(chosen)]
    stations = tuple(_locality(network, unit) for unit in units)
    return Localities(_general(network, units, workspace), stations, wrong)


def _nobody(editions: StationEditions) -> Finding:
    return says.NO_STATION_CHOSEN(editions.place, written=editions.stations)


def _network(workspace: Workspace) -> tuple[Network, tuple[Finding, ...]]:
    folder = workspace.schedules
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    path = next((each for each in files if each.name.lower() == _LIST), folder / _LIST)
    shown = workspace.show(path)
    text, found = read_text_file(path, shown=shown, inside=workspace.root)
    return (Network(), found) if text is None else parse_stations(text, file=shown)


def _locality(network: Network, unit: Station) -> Locality:
    above = (unit, *network.ancestors(unit.id))
    units = {"station": unit, **_by_level(above)}
    return Locality(
        unit.id,
        {name: each.name for name, each in units.items()},
        {name: each.id for name, each in units.items()},
    )


def _by_level(units: Iterable[Station]) -> Mapping[str, Station]:
    """Return the nearest unit of each level, from a station upwards."""
    found: dict[str, Station] = {}
    for unit in units:
        if unit.level in _LEVELS:
            found.setdefault(unit.level, unit)
    return found


def _general(network: Network, units: Iterable[Station], workspace: Workspace) -> Locality:
    """Return what the edition for everybody says: the nearest unit above all stations."""
    lines = [[each.id for each in network.ancestors(unit.id)] for unit in units]
    shared = (
        next((id_ for id_ in lines[0] if all(id_ in line for line in lines)), None)
        if (lines)
        else None
    )
    if shared is None:
        name = workspace.organisation or ""
        return Locality(None, dict.fromkeys(("station", *_LEVELS), name), {})
    top = network[shared]
    units_above = _by_level((top, *network.ancestors(top.id)))
    named = {name: units_above.get(name, top) for name in _LEVELS}
    words = {"station": top.name, **{name: each.name for name, each in named.items()}}
    ids = {"station": top.id, **{name: each.id for name, each in named.items()}}
    return Locality(None, words, ids)
