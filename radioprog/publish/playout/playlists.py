"""Playlists for players: M3U8 and XSPF, a file a day, with relative addresses only."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote
from xml.etree import ElementTree as ET

from radioprog.kernel.text import one_line
from radioprog.publish.outgoing import OutgoingAiring
from radioprog.publish.playout.xml import document

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
