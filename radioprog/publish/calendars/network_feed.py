"""The network's own feed: what stations air alike stands once, with where it is heard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.ical.codec import text_line
from radioprog.kernel.findings import Language, Text
from radioprog.publish.calendars.calendar import CommonItem
from radioprog.publish.calendars.feed_item import CLOSING

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""At how many stations at least an event airs that stands in a network's feed: so it is thinned."""
_OWN_LINES = 500
"""Bytes of an event that are the calendar's own: UID, stamps, number, airing, sound."""


@dataclass(frozen=True, slots=True)
class NetworkFeed:
    """The network's feed: its events, and what was left out so that a phone can take it.

    ``least`` is at how many stations an event airs at least, ``left_out`` the stems of the others.
    """

    items: list[CommonItem]
    least: int = 1
    left_out: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Variant:
    """Stations at which one stem says the very same."""

    stations: list[str]
    items: list[CommonItem]


def network_feed(
    feeds: Iterable[tuple[Sequence[str], Sequence[CommonItem]]],
    names: Mapping[str, str],
    language: Language,
    largest: int | None = None,
) -> NetworkFeed:
    """Merge the feeds of all classes into that of the network, each event with its stations.

    Each slot and run stands once for all stations that air it alike; where some differ, they
    have an event of their own, named by the first of them. Where that takes more than ``largest``
    bytes, only what many stations air alike is kept.
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
    groups = [
        (len(stations), items)
        for stem in sorted(stems)
        for stations, items in _merged(stem, stems[stem], names, language)
    ]
    return _thinned(groups, largest)


def _merged(
    stem: str, variants: Mapping[bytes, _Variant], names: Mapping[str, str], language: Language
) -> Iterator[tuple[list[str], list[CommonItem]]]:
    """Yield the events of a slot's run for each group of stations, the largest group first."""
    ordered = sorted(variants.values(), key=lambda each: (-len(each.stations), min(each.stations)))
    for number, variant in enumerate(ordered):
        own = f"{stem}.{min(variant.stations)}" if number else stem
        where = text_line("LOCATION", _whereabouts(sorted(variant.stations), names, language))
        found = []
        for each in variant.items:
            related = each.item.related if number == 0 else None
            item = replace(each.item, stem=own, related=related)
            digest = hashlib.sha256(each.digest + where).digest()
            found.append(CommonItem(item, each.body, digest, each.tail + where))
        yield variant.stations, found


def _thinned(groups: Sequence[tuple[int, list[CommonItem]]], largest: int | None) -> NetworkFeed:
    """Keep what fits: everything, or what airs at so many stations, by steps that seldom change."""
    sizes = [
        (count, sum(len(each.body) + len(each.tail) + _OWN_LINES for each in items))
        for count, items in groups
    ]
    most = max((count for count, _ in sizes), default=1)
    steps = [step for step in _STEPS if largest is not None and step <= most] or [1]
    fitting = (
        step
        for step in steps
        if largest is None or sum(size for count, size in sizes if count >= step) <= largest
    )
    least = next(fitting, max(steps[-1], 2) if largest is not None else 1)
    kept = [each for count, items in groups if count >= least for each in items]
    out = frozenset(each.item.stem for count, items in groups if count < least for each in items)
    return NetworkFeed(kept, least, out)


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
