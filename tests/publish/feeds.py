"""From the text of a network and a plan to the bytes of calendars, for the tests of this room."""

from __future__ import annotations

from radioprog.publish.calendars.calendar import CalendarWriter, Stamp, venue_of
from radioprog.publish.calendars.feed import FeedMaker
from tests.schedule.network import Desk


def feeds(desk: Desk, *, hide_cancelled: bool = False, language="vi") -> dict[str, bytes]:
    """Give each station's calendar, all at their first revision."""
    maker = FeedMaker(desk.planner, desk.window, language, hide_cancelled=hide_cancelled)
    writer = CalendarWriter(desk.clock, desk.window, language, organisation="Đài huyện")
    made: dict[str, bytes] = {}
    for station_class in desk.assignments.classes:
        common = writer.common(maker.items(desk.planner.plan(station_class, desk.window)))
        stamps = {(each.item.stem, each.recurrence): Stamp(0, each.item.base) for each in common}
        for station in station_class.stations:
            made[station] = writer.write(venue_of(desk.network[station]), common, stamps)
    return made
