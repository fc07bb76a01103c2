"""The network's feed: thinned by steps where it would be too large for a phone."""

from __future__ import annotations

import pytest

from radioprog.publish.calendars.calendar import CommonItem
from radioprog.publish.calendars.feed_item import FeedItem
from radioprog.publish.calendars.network_feed import NetworkFeed, network_feed
from radioprog.schedule.days.civil import DAY, CivilDay, CivilMoment


def common(stem: str) -> CommonItem:
    start = CivilMoment(739_000 * DAY)
    item = FeedItem(stem, start, start, stem, "", (), 5, CivilDay(739_000), slot=stem[:-2])
    return CommonItem(item, f"SUMMARY:{stem}\r\nDESCRIPTION:".encode(), stem.encode())


def feed(largest: int | None) -> NetworkFeed:
    """Everybody has ``all``; three have ``few``; each has one of its own."""
    stations = [f"xa-{number}" for number in range(12)]
    feeds = [
        (
            [each],
            [common("all.0"), *([common("few.0")] if number < 3 else []), common(f"own{number}.0")],
        )
        for number, each in enumerate(stations)
    ]
    return network_feed(feeds, {}, "en", largest)


@pytest.mark.parametrize(
    ("largest", "least", "stems"),
    [
        (None, 1, 14),
        (1_000_000, 1, 14),
        (1_500, 2, 2),
        (900, 5, 1),
        (10, 10, 1),
    ],
)
def test_it_keeps_what_most_stations_air(largest: int | None, least: int, stems: int) -> None:
    made = feed(largest)
    assert (made.least, len(made.items)) == (least, stems)
    assert not made.left_out & {each.item.stem for each in made.items}
    assert len(made.left_out) == 14 - stems


def test_a_network_that_shares_nothing_has_nothing_to_tell() -> None:
    feeds = [([f"xa-{number}"], [common(f"own{number}.0")]) for number in range(9)]
    made = network_feed(feeds, {}, "en", 100)
    assert made.items == []
    assert made.least == 2
    assert len(made.left_out) == 9
