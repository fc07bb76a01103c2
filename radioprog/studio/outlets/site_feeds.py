"""What a site makes in batches, pages and feeds, and which feeds it has.

An order holds all that its file shows, so that any process makes the same bytes of it. The feeds
are podcasts of series, stations and the network, and notices of what changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from zoneinfo import ZoneInfo

from radioprog.kernel.findings import Language
from radioprog.publish.feeds.podcast import (
    Enclosure,
    NoticeItem,
    PodcastFeed,
    PodcastItem,
    notice_feed,
    podcast_feed,
)
from radioprog.publish.site import words
from radioprog.publish.site.frame import PageFrame
from radioprog.publish.site.model import (
    OnAir,
    ProgrammeText,
    SiteProgramme,
    SiteSeries,
    SiteStation,
    SoundFile,
    WebSite,
    summary_of,
)
from radioprog.publish.site.programme_page import programme_page
from radioprog.publish.site.station_page import DrawnWeeks, station_page

COVER = "assets/cover.png"
_CARRIED = ("audio/mpeg", "audio/mp4")
"""What podcast players take as the main sound."""
_MOST_OF_A_SERIES = 500
_MOST_ELSEWHERE = 50
_MOST_OF_THE_NETWORK = 200
_CAPTIONS = ((".vtt", "text/vtt"), (".srt", "application/x-subrip"), (".txt", "text/plain"))


@dataclass(frozen=True, slots=True)
class SpokenPage:
    """What the page of a programme shows."""

    programme: SiteProgramme
    text: ProgrammeText
    on_air: tuple[OnAir, ...] = ()


@dataclass(frozen=True, slots=True)
class PageOrder:
    """One file that is to be made: where it stands, and the page in one language or the feed.

    ``page`` is the path that a page has in Vietnamese; ``made_of`` the digest of all it shows.
    """

    path: str
    shows: SiteStation | SpokenPage | PodcastFeed
    made_of: str
    page: str = ""
    language: Language = "vi"


@dataclass(frozen=True, slots=True)
class PageBatch:
    """Files of one site that are made together: stations that air alike share their days."""

    site: WebSite
    orders: tuple[PageOrder, ...]


def made_pages(batch: PageBatch) -> list[bytes]:
    """Return the bytes of each file that was ordered, in order."""
    weeks = DrawnWeeks()
    return [_made(batch.site, order, weeks) for order in batch.orders]


def _made(site: WebSite, order: PageOrder, weeks: DrawnWeeks) -> bytes:
    if isinstance(order.shows, PodcastFeed):
        return podcast_feed(order.shows)
    frame = PageFrame(site, order.page, order.language)
    if isinstance(order.shows, SiteStation):
        return station_page(frame, order.shows, weeks)
    view = order.shows
    return programme_page(frame, view.programme, view.text, view.on_air)


class FeedDesk:
    """Makes the feeds of one site."""

    def __init__(self, site: WebSite, language: str, spoken: Language, copyright_line: str) -> None:
        """Take what all feeds of a site share; our own words are in the language ``spoken``."""
        self.site = site
        self.language = language
        self.copyright_line = copyright_line
        self._spoken = spoken
        self._zone = ZoneInfo(site.zone)
        self._item = cache(self._made)
        self._lists: dict[int, tuple[object, tuple[PodcastItem, ...]]] = {}

    def feeds(
        self,
        series: Iterable[SiteSeries],
        stations: Iterable[SiteStation],
        programmes: Sequence[SiteProgramme],
    ) -> Iterator[tuple[str, PodcastFeed]]:
        """Yield each feed with its path."""
        name = self.site.organisation or words.NETWORK.to(self._spoken)
        yield self._feed("feed/network.xml", "index.html", name, programmes[:_MOST_ELSEWHERE])
        for each in series:
            path = f"feed/series-{each.page}.xml"
            newest = each.programmes[:_MOST_OF_A_SERIES]
            path, feed = self._feed(path, each.path, each.title, newest, each.description)
            image = self.site.url(each.cover) if each.cover else feed.image
            yield path, replace(feed, category=each.category or feed.category, image=image)
        for unit in stations:
            if unit.programmes:
                place = None
                if unit.lat is not None and unit.lon is not None:
                    place = (unit.unit.name, unit.lat, unit.lon)
                yield self._feed(
                    f"feed/station-{unit.page}.xml",
                    unit.unit.path,
                    unit.unit.name,
                    unit.programmes[:_MOST_ELSEWHERE],
                    place=place,
                )

    def _feed(
        self,
        path: str,
        page: str,
        title: str,
        programmes: Sequence[SiteProgramme],
        about: str = "",
        *,
        place: tuple[str, float, float] | None = None,
    ) -> tuple[str, PodcastFeed]:
        organisation = self.site.organisation
        mark = f"{words.DRAFT_MARK.to(self._spoken)} " if self.site.is_draft else ""
        feed = PodcastFeed(
            url=self.site.url(path),
            link=self.site.url(page),
            title=mark + title,
            about=about or (f"{title}. {organisation}" if organisation else title),
            image=self.site.url(COVER),
            author=organisation,
            language=self.language,
            copyright=self.copyright_line,
            place=place,
            items=self._items(programmes),
        )
        return path, feed

    def _items(self, programmes: Sequence[SiteProgramme]) -> tuple[PodcastItem, ...]:
        """Return programmes as items; stations that air alike share them."""
        if id(programmes) not in self._lists:
            made = tuple(item for each in programmes if (item := self._item(each)) is not None)
            self._lists[id(programmes)] = programmes, made
        return self._lists[id(programmes)][1]

    def _enclosure(self, sound: SoundFile) -> Enclosure:
        return Enclosure(
            self.site.url(sound.path),
            sound.media_type,
            sound.size,
            sound.bitrate,
            sound.sha256,
            sound.delivery,
        )

    def _made(self, programme: SiteProgramme) -> PodcastItem | None:
        """Return a programme as an item, if it has a sound that players take."""
        sounds = [each for each in programme.sounds if each.media_type in _CARRIED]
        if not sounds:
            return None
        ordered = [*sounds, *(each for each in programme.sounds if each not in sounds)]
        site, when = self.site, programme.date
        chapters = programme.paper(".chapters.json")
        mark = f"{words.DRAFT_MARK.to(self._spoken)} " if programme.is_draft else ""
        told = [
            summary_of(programme),
            words.SYNTHETIC.to(self._spoken) if programme.is_synthetic else "",
        ]
        midnight = dt.datetime.combine(when, dt.time(), self._zone) if when else None
        return PodcastItem(
            name=programme.name,
            title=mark + programme.title,
            link=site.url(programme.path),
            enclosures=tuple(self._enclosure(each) for each in ordered),
            duration=programme.duration,
            about=". ".join(part for part in told if part),
            published=midnight,
            episode=programme.episode,
            language=programme.language,
            transcripts=tuple(
                (site.url(path), kind)
                for ending, kind in _CAPTIONS
                if (path := programme.paper(ending))
            ),
            chapters=site.url(chapters) if chapters else "",
        )


def notice_feeds(
    site: WebSite, language: str, spoken: Language, stations: Iterable[SiteStation]
) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of notices of each station that has some, and the network's: path, bytes."""
    zone = ZoneInfo(site.zone)
    heading = words.NOTICES.to(spoken)
    every: list[NoticeItem] = []
    for unit in stations:
        link, name = site.url(unit.unit.path), unit.unit.name
        items = [
            NoticeItem(
                each.name,
                ": ".join([name, *each.lines[:1]]),
                each.lines,
                link,
                dt.datetime.combine(each.day, dt.time(), zone),
            )
            for each in unit.notices
        ]
        every += items
        if items:
            path = f"feed/notices-{unit.page}.xml"
            title = f"{heading}: {name}"
            yield path, notice_feed(title, link, site.url(path), language, items)
    path, name = "feed/notices-network.xml", site.organisation or words.NETWORK.to(spoken)
    every.sort(key=lambda each: (each.published, each.name), reverse=True)
    newest = every[:_MOST_OF_THE_NETWORK]
    title, link = f"{heading}: {name}", site.url("index.html")
    yield path, notice_feed(title, link, site.url(path), language, newest)
