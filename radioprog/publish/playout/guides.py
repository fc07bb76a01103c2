"""Programme guides: XMLTV, and the programme information of RadioDNS (ETSI TS 102 818)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from radioprog.kernel.text import one_line
from radioprog.publish.outgoing import OutgoingAiring
from radioprog.publish.playout.xml import document
from radioprog.schedule.airings.airing import AiringKind

XMLTV_DOCTYPE = '<!DOCTYPE tv SYSTEM "xmltv.dtd">'
SPI = "http://www.worlddab.org/schemas/spi"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIUM, _LONG, _DESCRIPTION, _ORIGINATOR = 16, 128, 180, 128


def xmltv(
    stations: Iterable[tuple[str, str, Sequence[OutgoingAiring]]], *, domain: str, language: str
) -> bytes:
    """Write the guide of stations (id, name, airings); channels are named below ``domain``.

    What overlaps is written as it is; half-open times, a zone in each.
    """
    every = list(stations)
    root = ET.Element("tv", {"generator-info-name": "radioprog"})
    for station, name, _ in every:
        channel = ET.SubElement(root, "channel", id=f"{station}.{domain}")
        ET.SubElement(channel, "display-name", lang=language).text = one_line(name) or station
    for station, _, airings in every:
        for airing in airings:
            root.append(_programme(airing, f"{station}.{domain}", language))
    return document(root, XMLTV_DOCTYPE)


def _programme(airing: OutgoingAiring, channel: str, language: str) -> ET.Element:
    start, stop = _xmltv_time(airing.start), _xmltv_time(airing.end)
    made = ET.Element("programme", start=start, stop=stop, channel=channel)
    ET.SubElement(made, "title", lang=language).text = one_line(airing.named("vi"))
    if airing.series:
        ET.SubElement(made, "sub-title", lang=language).text = airing.series
    if airing.producer:
        credit = ET.SubElement(made, "credits")
        ET.SubElement(credit, "producer").text = airing.producer
    for topic in airing.topics:
        ET.SubElement(made, "category", lang=language).text = topic
    ET.SubElement(made, "language").text = language
    if airing.episode is not None and airing.episode > 0:
        number = ET.SubElement(made, "episode-num", system="onscreen")
        number.text = str(airing.episode)
    if airing.kind is AiringKind.REPEAT:
        when = {"start": _xmltv_time(airing.of)} if airing.of else {}
        ET.SubElement(made, "previously-shown", when)
    elif airing.kind is AiringKind.FIRST and airing.programme:
        ET.SubElement(made, "new")
    return made


def _xmltv_time(when: dt.datetime) -> str:
    return f"{when:%Y%m%d%H%M%S %z}"


def spi(
    day: dt.date,
    airings: Sequence[OutgoingAiring],
    *,
    service: str,
    domain: str,
    originator: str,
    zone: dt.tzinfo | None,
    language: str,
) -> bytes:
    """Write one day of a service as programme information.

    ``service`` is the service's identifier (its bearer), by data; nothing is known of one here.
    There is no clock: the creation time is the day's beginning.
    """
    begin = dt.datetime.combine(day, dt.time(), zone)
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
    root = ET.Element("epg", {"xmlns": SPI, _XML_LANG: language})
    schedule = ET.SubElement(
        root,
        "schedule",
        version="1",
        creationTime=begin.isoformat(),
        originator=one_line(originator)[:_ORIGINATOR] or "radioprog",
    )
    last = max([end, *(each.end for each in airings)])
    scope = ET.SubElement(schedule, "scope", startTime=begin.isoformat(), stopTime=last.isoformat())
    ET.SubElement(scope, "serviceScope", id=service)
    for airing in airings:
        schedule.append(_spi_programme(airing, domain))
    return document(root)


def _spi_programme(airing: OutgoingAiring, domain: str) -> ET.Element:
    number = int.from_bytes(hashlib.sha256(airing.id.encode()).digest()[:3], "big")
    made = ET.Element("programme", shortId=str(number), id=f"crid://{domain}/{airing.id}")
    title = one_line(airing.named("vi"))
    ET.SubElement(made, "mediumName").text = title[:_MEDIUM]
    ET.SubElement(made, "longName").text = title[:_LONG]
    location = ET.SubElement(made, "location")
    seconds = int((airing.end - airing.start).total_seconds())
    lasts = f"PT{seconds // 60}M{seconds % 60}S"
    ET.SubElement(location, "time", time=airing.start.isoformat(), duration=lasts)
    if airing.series:
        media = ET.SubElement(made, "mediaDescription")
        ET.SubElement(media, "shortDescription").text = airing.series[:_DESCRIPTION]
    return made
