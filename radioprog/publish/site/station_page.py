"""The page of a station: today, the days of its schedule, what to hear, how to subscribe.

Days are lists: columns of a week on a wide screen and on paper, one below the other on a phone.
A script that runs in the browser shows which of them is today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from radioprog.kernel.findings import Text
from radioprog.publish.html import Content, Markup, element, together
from radioprog.publish.site import words
from radioprog.publish.site.frame import (
    PageFrame,
    alert_banners,
    facts,
    programme_list,
    section,
    titled,
    trail,
)
from radioprog.publish.site.model import AirDay, DayItem, SiteStation, UnitLink
from radioprog.publish.site.subscribe import calendar_links

LARGEST_WEEKS = 84_000
"""Bytes of HTML that the days may take; what does not fit is told with its number."""
_MOST_PROGRAMMES = 12
_MOST_CHANGES = 20
_MOST_NOTICES = 3
_MOST_BELOW = 250


class DrawnWeeks:
    """The days of schedules as HTML: those that stations share are drawn once in each language."""

    def __init__(self) -> None:
        """Start with nothing drawn."""
        self._drawn: dict[tuple[int, str, int], tuple[Sequence[AirDay], Markup]] = {}

    def of(self, frame: PageFrame, days: Sequence[AirDay]) -> Markup:
        """Return days as a page shows them; they are held, so that their place stays their own."""
        key = (id(days), frame.language, frame.path.count("/"))
        if key not in self._drawn:
            self._drawn[key] = days, _weeks(frame, days)
        return self._drawn[key][1]


def station_page(frame: PageFrame, station: SiteStation, weeks: DrawnWeeks | None = None) -> bytes:
    """Return the page of a station in one language; ``weeks`` serve the pages of a whole site."""
    drawn = weeks or DrawnWeeks()
    name = station.unit.name
    parts: list[Content] = [_trail(frame, station), "\n", element("h1", name), "\n"]
    parts += [alert_banners(frame, station.alerts)]
    parts += [_facts(frame, station), "\n", _ended(frame, station), _begins(frame, station)]
    if station.days:
        parts += [_today(frame), "\n", _changes(frame, station), _listen(frame, station), "\n"]
        parts += [drawn.of(frame, station.days), "\n"]
    else:
        parts += [_listen(frame, station), "\n"]
    parts += [_notices(frame, station), _subscribe(frame, station), "\n"]
    parts += [_units(frame, words.BELOW, station.below), _units_before(frame, station)]
    level = words.LEVELS.get(station.level)
    about = " · ".join(part for part in (name, level and frame.say(level)) if part)
    return frame.whole(
        name,
        *parts,
        look="station",
        about=about,
        feed=f"feed/station-{station.page}.xml" if station.programmes else "",
    )


def _trail(frame: PageFrame, station: SiteStation) -> Markup:
    return trail(frame, [(each.name, each.path) for each in reversed(station.above)])


def _facts(frame: PageFrame, station: SiteStation) -> Markup:
    level = words.LEVELS.get(station.level)
    place = None
    if station.lat is not None and station.lon is not None:
        place = f"{station.lat:g}, {station.lon:g}"
    return facts(
        (
            (frame.say(words.KIND), frame.say(level) if level else station.level),
            (frame.say(words.LANGUAGES), ", ".join(station.languages)),
            (frame.say(words.PLACE), place),
        )
    )


def _notice(frame: PageFrame, told: str, after: Sequence[UnitLink]) -> Markup:
    links = [element("a", each.name, href=frame.to_page(each.path)) for each in after]
    go_on: list[Content] = [" ", frame.say(words.GO_ON_AT), " "] if links else []
    for number, link in enumerate(links):
        go_on += [", " if number else None, link]
    return element("p", told, *go_on, class_="notice", role="note")


def _ended(frame: PageFrame, station: SiteStation) -> Markup | None:
    if station.ended is None:
        return None
    day = words.day_text(station.ended, frame.language)
    return together(_notice(frame, frame.say(words.ENDED, day=day), station.successors), "\n")


def _begins(frame: PageFrame, station: SiteStation) -> Markup | None:
    if station.begun is None:
        return None
    day = words.day_text(station.begun, frame.language)
    return together(_notice(frame, frame.say(words.BEGINS, day=day), ()), "\n")


def _today(frame: PageFrame) -> Markup:
    """Return the empty place that the script fills with the list of the day."""
    return element(
        "section",
        element("h2", frame.say(words.TODAY)),
        element("div", class_="today-list"),
        id="hom-nay",
        hidden="",
        **{
            "data-zone": frame.site.zone,
            "data-none": frame.say(words.NOTHING_ON_AIR),
            "data-old": frame.say(words.OUT_OF_DATE),
        },
    )


def _changes(frame: PageFrame, station: SiteStation) -> Markup | None:
    """Return what is not as planned, in words to pass on."""
    told = [
        (day.date, item)
        for day in station.days
        for item in day.items
        if item.why is not None or item.look.endswith(("cancelled", "moved"))
    ]
    if not told:
        return None
    rows = (
        element("li", f"{words.weekday_text(day, frame.language)}: ", _change(frame, item))
        for day, item in told[:_MOST_CHANGES]
    )
    return together(section(frame.say(words.CHANGED), element("ul", *rows), look="changes"), "\n")


def _change(frame: PageFrame, item: DayItem) -> str:
    marks = [frame.say(mark) for mark in item.marks]
    if item.why is not None:
        marks.append(frame.say(item.why))
    return f"{item.begins} {item.title}: {', '.join(dict.fromkeys(marks))}"


def _notices(frame: PageFrame, station: SiteStation) -> Markup | None:
    """Return what was told to the station, the newest first."""
    if not station.notices:
        return None
    rows = [
        element(
            "li",
            element("time", words.day_text(each.day, frame.language), datetime=str(each.day)),
            element("ul", *(element("li", line) for line in each.lines)),
        )
        for each in reversed(station.notices[-_MOST_NOTICES:])
    ]
    feed = None
    if frame.site.base_url:
        path = f"feed/notices-{station.page}.xml"
        feed = element("p", element("a", frame.say(words.NOTICES_FEED), href=frame.to_file(path)))
    made = section(frame.say(words.NOTICES), element("ul", *rows), feed, look="notices")
    return together(made, "\n")


def _listen(frame: PageFrame, station: SiteStation) -> Markup | None:
    if not station.programmes:
        return None
    newest = station.programmes[0]
    player = None
    if newest.player:
        player = element(
            "audio",
            frame.say(words.NO_SOUND),
            controls="",
            preload="none",
            src=frame.to_file(newest.player.path),
            id="player",
            **{"aria-label": newest.title},
        )
    title = element("p", element("b", titled(frame, newest)), class_="playing") if player else None
    return section(
        frame.say(words.LISTEN),
        title,
        player,
        programme_list(frame, station.programmes[:_MOST_PROGRAMMES], to_play=True),
        look="listen",
    )


def _weeks(frame: PageFrame, days: Sequence[AirDay]) -> Markup:
    """Return the days of the schedule, by weeks from Monday; each whole day that still fits."""
    room, left = LARGEST_WEEKS, 0
    parts: list[Markup] = []
    for monday, week in _by_week(days):
        columns = []
        for day in week:
            rows: list[Markup] = []
            for item in day.items:
                row = _item(frame, item)
                room -= len(row.text.encode("utf-8", "replace"))
                if room > 0:
                    rows.append(row)
                else:
                    left += 1
            columns.append(together(_day(frame, day, rows), "\n"))
        start = frame.say(words.WEEK_FROM, day=words.day_text(monday, frame.language))
        heading = element("h3", start)
        grid = element("div", "\n", *columns, class_="days")
        parts.append(together(element("div", heading, grid, class_="week"), "\n"))
    more = frame.say(words.MORE_AIRINGS, n=str(left))
    return section(
        frame.say(words.WEEK),
        element("p", element("button", frame.say(words.PRINT), type="button", class_="print")),
        *parts,
        element("p", more, class_="note") if left else None,
        look="weeks",
    )


def _by_week(days: Sequence[AirDay]) -> Iterator[tuple[dt.date, list[AirDay]]]:
    weeks: dict[dt.date, list[AirDay]] = {}
    for day in days:
        weeks.setdefault(day.date - dt.timedelta(days=day.date.weekday()), []).append(day)
    yield from sorted(weeks.items())


def _day(frame: PageFrame, day: AirDay, rows: Sequence[Markup]) -> Markup:
    heading = element("h4", words.weekday_text(day.date, frame.language))
    if rows:
        body = element("ol", "\n", *(together(row, "\n") for row in rows))
    else:
        body = element("p", frame.say(words.NOTHING_ON_AIR), class_="note")
    return element(
        "section",
        heading,
        body,
        class_=f"day d{day.date.isoweekday()}",
        **{"data-day": day.date.isoformat()},
    )


def _item(frame: PageFrame, item: DayItem) -> Markup:
    name: Content = item.title
    if item.programme:
        name = element("a", item.title, href=frame.to_page(f"programme/{item.programme}.html"))
    notes = " · ".join(frame.say(mark) for mark in item.marks)
    return element(
        "li",
        element("time", "-".join(dict.fromkeys((item.begins, item.ends)))),
        " ",
        name,
        element("small", notes) if notes else None,
        class_=item.look or None,
    )


def _subscribe(frame: PageFrame, station: SiteStation) -> Markup | None:
    feed = None
    if frame.site.base_url and station.programmes:
        path = f"feed/station-{station.page}.xml"
        feed = element("p", element("a", frame.say(words.FEED), href=frame.to_file(path)))
    if not station.has_calendar:
        return section(frame.say(words.SUBSCRIBE), feed, look="subscribe") if feed else None
    calendar = calendar_links(frame, station.unit.name, f"station/{station.page}.ics")
    return section(frame.say(words.SUBSCRIBE), calendar, feed, look="subscribe")


def _units(frame: PageFrame, heading: Text, units: Sequence[UnitLink]) -> Markup | None:
    if not units:
        return None
    rows = (
        element("li", element("a", each.name, href=frame.to_page(each.path)))
        for each in units[:_MOST_BELOW]
    )
    left = len(units) - _MOST_BELOW
    more = frame.say(words.MORE_STATIONS, n=str(left))
    return together(
        section(
            frame.say(heading),
            element("ul", *rows, class_="units"),
            element("p", more, class_="note") if left > 0 else None,
        ),
        "\n",
    )


def _units_before(frame: PageFrame, station: SiteStation) -> Markup | None:
    return _units(frame, words.BEFORE, station.predecessors)
