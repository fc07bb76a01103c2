"""The network's own feed: what stations air alike stands once, with where it is heard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.ical.codec import text_line
from radioprog.kernel.findings import Language, Text
from radioprog.publish.calendars.calendar import CommonItem
from radioprog.publish.calendars.feed_item import CLOSING


@dataclass(slots=True)
class _Variant:
    """Stations at which one stem says the very same."""

    stations: list[str]
    items: list[CommonItem]


def network_feed(
    feeds: Iterable[tuple[Sequence[str], Sequence[CommonItem]]],
    names: Mapping[str, str],
    language: Language,
) -> list[CommonItem]:
    """Merge the feeds of all classes into that of the network, each event with its stations.

    Each slot and run stands once for all stations that air it alike; where some differ, they
    have an event of their own, named by the first of them.
    """
    stems: dict[str, dict[bytes, _Variant]] = {}
    for stations, items in feeds:
        for stem, group in _by_stem(items).items():
            form = hashlib.sha256(b"".join(each.digest for each in group)).digest()
            variants = stems.setdefault(stem, {})
            if form in variants:
                variants[form].stations.extend(stations)
            else:
                variants[form] = _Variant(list(stations), group)
    found: list[CommonItem] = []
    for stem in sorted(stems):
        ordered = sorted(
            stems[stem].values(), key=lambda each: (-len(each.stations), min(each.stations))
        )
        for number, variant in enumerate(ordered):
            own = f"{stem}.{min(variant.stations)}" if number else stem
            where = text_line("LOCATION", _whereabouts(sorted(variant.stations), names, language))
            for each in variant.items:
                related = each.item.related if number == 0 else None
                item = replace(each.item, stem=own, related=related)
                digest = hashlib.sha256(each.digest + where).digest()
                found.append(CommonItem(item, each.body, digest, each.tail + where))
    return found


def _by_stem(items: Sequence[CommonItem]) -> dict[str, list[CommonItem]]:
    groups: dict[str, list[CommonItem]] = {}
    for each in items:
        if each.item.stem != CLOSING:  # a unit's calendar is closed, not the network's
            groups.setdefault(each.item.stem, []).append(each)
    return groups


def _whereabouts(stations: Sequence[str], names: Mapping[str, str], language: Language) -> str:
    shown = ", ".join(names.get(station, station) for station in stations[:5])
    if len(stations) <= 5:
        return shown
    more = len(stations) - 5
    return shown + Text(f" và {more} đài khác", f" and {more} more").to(language)
