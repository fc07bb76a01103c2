"""The pages of lists: the network's, with search and the tree of stations, and that of a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radioprog.publish.html import Content, Markup, element, together
from radioprog.publish.site import words
from radioprog.publish.site.frame import PageFrame, alert_banners, programme_list, section, trail
from radioprog.publish.site.model import (
    AlertBanner,
    SiteProgramme,
    SiteSeries,
    SiteStation,
    UnitLink,
)
from radioprog.publish.site.subscribe import calendar_links

MOST_STATIONS = 330
_MOST_NEW = 20
_MOST_SERIES = 120
_MOST_OF_A_SERIES = 400


@dataclass(frozen=True, slots=True)
class NetworkView:
    """What the network's page shows: live stations in order, series, programmes newest first."""

    stations: Sequence[SiteStation] = ()
    series: Sequence[SiteSeries] = ()
    programmes: Sequence[SiteProgramme] = ()
    alerts: Sequence[AlertBanner] = ()


def network_page(frame: PageFrame, view: NetworkView) -> bytes:
    """Return the network's page in one language."""
    name = frame.site.organisation or frame.say(words.NETWORK)
    parts: list[Content] = [element("h1", name), "\n", alert_banners(frame, view.alerts)]
    parts += [_results(frame), "\n"]
    parts += [_newest(frame, view), "\n", _series(frame, view), "\n", _stations(frame, view), "\n"]
    parts += [_subscribe(frame, name), "\n"]
    return frame.whole(
        frame.say(words.NETWORK),
        *parts,
        look="network",
        about=f"{name}: {frame.say(words.SEARCH_WHAT)}",
        feed="feed/network.xml",
        draft=frame.site.is_draft,
    )


def _results(frame: PageFrame) -> Markup:
    """Return the empty place that the script fills with what was found."""
    return element(
        "section",
        element("h2", frame.say(words.FOUND)),
        element("p", class_="count", role="status"),
        element("ol", class_="found"),
        element("noscript", element("p", frame.say(words.NEEDS_SCRIPT), class_="note")),
        id="ket-qua",
        hidden="",
        **{
            "data-index": frame.to_file("assets/index.js"),
            "data-none": frame.say(words.FOUND_NONE),
            "data-some": frame.say(words.FOUND_SOME),
            "data-many": frame.say(words.FOUND_MANY),
            "data-kinds": "|".join(
                frame.say(kind) for kind in (words.STATION, words.SERIES, words.PROGRAMME)
            ),
        },
    )


def _newest(frame: PageFrame, view: NetworkView) -> Markup:
    left = len(view.programmes) - _MOST_NEW
    more = frame.say(words.MORE_PROGRAMMES, n=str(left))
    return section(
        frame.say(words.NEWEST),
        programme_list(frame, view.programmes[:_MOST_NEW]),
        element("p", more, class_="note") if left > 0 else None,
    )


def _series(frame: PageFrame, view: NetworkView) -> Markup | None:
    if not view.series:
        return None
    rows = (
        element(
            "li",
            element("a", each.title, href=frame.to_page(each.path)),
            " ",
            element("small", str(len(each.programmes))),
        )
        for each in view.series[:_MOST_SERIES]
    )
    return section(frame.say(words.SERIES), element("ul", *rows, class_="units"))


def _stations(frame: PageFrame, view: NetworkView) -> Markup | None:
    if not view.stations:
        return None
    known = {each.unit.id: each for each in view.stations}
    below: dict[str, list[SiteStation]] = {}
    for each in view.stations:
        above = each.above[0].id if each.above and each.above[0].id in known else ""
        below.setdefault(above, []).append(each)
    shown = _levels_that_fit(below)
    left = len(view.stations) - sum(len(below[each]) for each in shown)
    more = frame.say(words.MORE_STATIONS, n=str(left))
    return section(
        frame.say(words.STATIONS),
        _tree(frame, "", below, shown),
        element("p", more, class_="note") if left else None,
        look="tree",
    )


def _levels_that_fit(below: Mapping[str, Sequence[SiteStation]]) -> set[str]:
    """Choose whose units are listed: level by level from the top, while all of a level fit."""
    shown: set[str] = set()
    level, count = [""], 0
    while level:
        members = [each for above in level for each in below.get(above, ())]
        count += len(members)
        if count > MOST_STATIONS and shown:
            break
        shown.update(above for above in level if above in below)
        level = [each.unit.id for each in members]
    return shown


def _tree(
    frame: PageFrame, above: str, below: Mapping[str, Sequence[SiteStation]], shown: set[str]
) -> Markup:
    """Return the units under one as a list, each with those under it."""
    rows: list[Markup] = []
    for each in list(below.get(above, ()))[:MOST_STATIONS]:
        inner = _tree(frame, each.unit.id, below, shown) if each.unit.id in shown else None
        rows.append(together(element("li", _link(frame, each.unit), inner), "\n"))
    return element("ul", "\n", *rows, class_="units")


def _link(frame: PageFrame, unit: UnitLink) -> Markup:
    return element("a", unit.name, href=frame.to_page(unit.path))


def _subscribe(frame: PageFrame, name: str) -> Markup | None:
    parts: list[Content] = []
    if frame.site.has_network_calendar:
        parts.append(calendar_links(frame, name, "station/network.ics"))
    if frame.site.base_url:
        link = element("a", frame.say(words.FEED), href=frame.to_file("feed/network.xml"))
        told = element(
            "a", frame.say(words.NOTICES_FEED), href=frame.to_file("feed/notices-network.xml")
        )
        parts += [element("p", link), element("p", told)]
    return section(frame.say(words.SUBSCRIBE), *parts, look="subscribe") if parts else None


def series_page(frame: PageFrame, series: SiteSeries) -> bytes:
    """Return the page of a series in one language."""
    shown = series.programmes[:_MOST_OF_A_SERIES]
    left = len(series.programmes) - len(shown)
    more = frame.say(words.OLDER_PROGRAMMES, n=str(left))
    feed = f"feed/series-{series.page}.xml"
    link = element("a", frame.say(words.FEED), href=frame.to_file(feed))
    return frame.whole(
        series.title,
        trail(frame, ()),
        "\n",
        element("h1", series.title),
        "\n",
        element("p", series.description) if series.description else None,
        element("p", link, class_="note") if frame.site.base_url else None,
        "\n",
        section(
            frame.say(words.PROGRAMMES),
            programme_list(frame, shown, with_series=False),
            element("p", more, class_="note") if left else None,
        ),
        "\n",
        look="series",
        about=series.description or series.title,
        feed=feed,
    )
