"""Listings of what airs: playlists for players, programme guides for sets and sites.

M3U8 and XSPF, a file a day, with relative addresses only; XMLTV, and the programme information of
RadioDNS (ETSI TS 102 818). XML leaves the house in one form, with nothing that XML 1.0 cannot hold.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote
from xml.etree import ElementTree as ET

from radioprog.kernel.text import one_line
from radioprog.publish.outgoing import OutgoingAiring
from radioprog.schedule.airings.airing import AiringKind

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(root: ET.Element, doctype: str = "") -> bytes:
    """Write a document, indented, in UTF-8.

    >>> document(ET.Element("a", {"b": "<"})).decode().splitlines()[1]
    '<a b="&lt;" />'
    """
    for each in root.iter():
        each.text = _clean(each.text)
        for name, value in each.attrib.items():
            each.attrib[name] = _clean(value) or ""
    ET.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return head.encode() + ET.tostring(root, "unicode").encode() + b"\n"


def _clean(text: str | None) -> str | None:
    return _FORBIDDEN.sub("", text) if text else text


XSPF = "http://xspf.org/ns/0/"
Row = tuple[OutgoingAiring, str]


def m3u(rows: Sequence[Row], up: str) -> bytes:
    """Write a day as M3U8: UTF-8 without BOM, lengths in seconds, ids as comments.

    ``rows`` hold the airings that have a sound with its file's name; ``up`` leads from the
    playlist to the folder of the files.
    """
    lines = ["#EXTM3U"]
    for airing, file in rows:
        length = round(airing.sound.duration) if airing.sound else -1
        # A comma ends the length, a line break the title.
        lines.append(f"# {airing.start.isoformat()} rp_airing={airing.id}")
        lines.append(f"#EXTINF:{length},{one_line(airing.named('vi'))}")
        lines.append(f"{up}{file}")
    return ("\n".join(lines) + "\n").encode()


def xspf(title: str, rows: Sequence[Row], up: str) -> bytes:
    """Write a day as XSPF 1: locations are URIs, lengths milliseconds, the id an identifier."""
    root = ET.Element("playlist", {"version": "1", "xmlns": XSPF})
    ET.SubElement(root, "title").text = one_line(title)
    tracks = ET.SubElement(root, "trackList")
    for airing, file in rows:
        track = ET.SubElement(tracks, "track")
        ET.SubElement(track, "location").text = quote(up, safe="/:?=&%@+,;") + quote(file)
        ET.SubElement(track, "identifier").text = f"urn:radioprog:airing:{airing.id}"
        ET.SubElement(track, "title").text = one_line(airing.named("vi"))
        if airing.producer:
            ET.SubElement(track, "creator").text = airing.producer
        ET.SubElement(track, "annotation").text = airing.start.isoformat()
        if airing.series:
            ET.SubElement(track, "album").text = airing.series
        ET.SubElement(track, "trackNum").text = str(len(tracks))
        if airing.sound:
            ET.SubElement(track, "duration").text = str(round(airing.sound.duration * 1000))
    return document(root)


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
