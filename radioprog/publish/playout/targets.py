"""The targets of an export by name: each makes files from the airings of stations, and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from radioprog.kernel.canonical import document_json
from radioprog.kernel.findings import Language
from radioprog.kernel.text import slug
from radioprog.publish.outgoing import OutgoingAiring, OutgoingSound
from radioprog.publish.playout import automation, listings
from radioprog.publish.playout.cap import AlertForCap, cap
from radioprog.publish.playout.source_info import BULLETIN, InfoField, source_info

SOUNDS = "sounds"
_DOMAIN = "radioprog.invalid"


@dataclass(frozen=True, slots=True)
class StationAirings:
    """A station, its first language, and what it has on air in the days of an export."""

    id: str
    name: str
    language: str
    airings: tuple[OutgoingAiring, ...]


@dataclass(frozen=True, slots=True)
class TargetOptions:
    """What an outlet may set.

    ``sounds`` is where the files lie for whoever plays them (a folder or an address; empty: in
    the export), ``output`` Liquidsoap's way out, ``domain`` what guides name channels by,
    ``service`` the template of a service's identifier, ``carts`` Rivendell's range, ``fields``
    the profile of a source information system.
    """

    sounds: str = ""
    output: str = "alsa"
    domain: str = _DOMAIN
    service: str = "http://{domain}/{station}"
    carts: range = automation.CARTS
    fields: Mapping[str, InfoField] = field(default_factory=lambda: BULLETIN)


@dataclass(frozen=True, slots=True)
class ExportInput:
    """All that an export is made from; ``zone`` is the stations' zone, ``zone_name`` its name."""

    stations: tuple[StationAirings, ...]
    first: dt.date
    days: int
    zone: dt.tzinfo
    zone_name: str
    language: Language
    organisation: str = ""
    options: TargetOptions = TargetOptions()
    alerts: tuple[AlertForCap, ...] = ()

    def each_day(
        self, station: StationAirings
    ) -> Iterator[tuple[dt.date, tuple[OutgoingAiring, ...]]]:
        """Yield each day with what begins on it, empty days too."""
        for number in range(self.days):
            day = self.first + dt.timedelta(days=number)
            yield day, tuple(each for each in station.airings if each.day == day)


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file of an export: its name below the export's folder, and its bytes."""

    name: str
    data: bytes


def sound_name(airing: OutgoingAiring, sound: OutgoingSound) -> str:
    """Return the name of a programme's file: ASCII, and another one for other bytes."""
    words = slug(airing.programme or airing.title, 40) or "bai"
    mark = "nhap-" if airing.draft else ""
    return f"{mark}{words}-{sound.sha256[:8]}{sound.extension.lower()}"


def _rows(airings: tuple[OutgoingAiring, ...]) -> list[tuple[OutgoingAiring, str]]:
    return [(each, sound_name(each, each.sound)) for each in airings if each.sound]


def _prefix(options: TargetOptions, up: str) -> str:
    return f"{options.sounds.rstrip('/')}/" if options.sounds else f"{up}{SOUNDS}/"


def _m3u(given: ExportInput) -> Iterator[ExportFile]:
    up = _prefix(given.options, "../")
    for station in given.stations:
        for day, airings in given.each_day(station):
            yield ExportFile(f"{station.id}/{day}.m3u8", listings.m3u(_rows(airings), up))


def _xspf(given: ExportInput) -> Iterator[ExportFile]:
    up = _prefix(given.options, "../")
    for station in given.stations:
        for day, airings in given.each_day(station):
            title = f"{station.name or station.id} {day}"
            yield ExportFile(f"{station.id}/{day}.xspf", listings.xspf(title, _rows(airings), up))


def _liquidsoap(given: ExportInput) -> Iterator[ExportFile]:
    where = given.options.sounds.rstrip("/") or SOUNDS
    for station in given.stations:
        text = automation.script(
            station.id, _rows(station.airings), sounds=where, output=given.options.output
        )
        yield ExportFile(f"{station.id}.liq", text.encode())


def _azuracast(given: ExportInput) -> Iterator[ExportFile]:
    for station in given.stations:
        rows = _rows(station.airings)
        yield ExportFile(f"{station.id}/playlists.json", document_json(automation.azuracast(rows)))
        for name, data in automation.azuracast_imports(rows):
            yield ExportFile(f"{station.id}/{name}", data)


def _libretime(given: ExportInput) -> Iterator[ExportFile]:
    for station in given.stations:
        data = automation.libretime(_rows(station.airings), given.zone_name)
        yield ExportFile(f"{station.id}.json", data)


def _rivendell(given: ExportInput) -> Iterator[ExportFile]:
    every = [each for station in given.stations for each in station.airings if each.sound]
    carts = automation.cart_numbers([each.programme or "" for each in every], given.options.carts)
    files = {each.programme or "": sound_name(each, each.sound) for each in every if each.sound}
    lines = "".join(
        f"{cart},{files[name]},{slug(name, 60)}\n"
        for name, cart in sorted(carts.items(), key=lambda item: item[1])
    )
    yield ExportFile("carts.csv", f"cart,file,programme\n{lines}".encode())
    for station in given.stations:
        for day, airings in given.each_day(station):
            data = automation.rivendell(airings, carts)
            yield ExportFile(f"{station.id}/{day:%Y%m%d}.txt", data)


def _xmltv(given: ExportInput) -> Iterator[ExportFile]:
    stations = [(each.id, each.name, each.airings) for each in given.stations]
    language = given.stations[0].language if given.stations else "vi"
    data = listings.xmltv(stations, domain=given.options.domain, language=language)
    yield ExportFile("guide.xml", data)


def _spi(given: ExportInput) -> Iterator[ExportFile]:
    domain = given.options.domain
    for station in given.stations:
        service = given.options.service.replace("{domain}", domain)
        service = service.replace("{station}", station.id)
        for day, airings in given.each_day(station):
            data = listings.spi(
                day,
                airings,
                service=service,
                domain=domain,
                originator=given.organisation,
                zone=given.zone,
                language=station.language,
            )
            yield ExportFile(f"{station.id}/{day:%Y%m%d}_PI.xml", data)


def _source_info(given: ExportInput) -> Iterator[ExportFile]:
    up = _prefix(given.options, "")
    for station in given.stations:
        rows = [(airing, up + file) for airing, file in _rows(station.airings)]
        yield ExportFile(f"{station.id}.json", source_info(rows, given.options.fields))


def _cap(given: ExportInput) -> Iterator[ExportFile]:
    for each in given.alerts:
        data = cap(
            each, organisation=given.organisation, domain=given.options.domain, zone=given.zone
        )
        yield ExportFile(f"{each.message.id}.xml", data)


TARGETS: Mapping[str, Callable[[ExportInput], Iterator[ExportFile]]] = {
    "m3u": _m3u,
    "xspf": _xspf,
    "liquidsoap": _liquidsoap,
    "azuracast": _azuracast,
    "libretime": _libretime,
    "rivendell": _rivendell,
    "xmltv": _xmltv,
    "spi": _spi,
    "source-info": _source_info,
    "cap": _cap,
}
"""What an export may be made for."""
WITHOUT_SOUNDS = frozenset({"xmltv", "spi", "cap"})
"""Guides and alerts name no files."""


def export_files(target: str, given: ExportInput) -> tuple[ExportFile, ...]:
    """Make the files of a target; KeyError where there is no such target."""
    return tuple(TARGETS[target](given))
