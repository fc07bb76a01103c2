"""The podcast feeds of a site: what each holds, and under which addresses it is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from zoneinfo import ZoneInfo

from radioprog.kernel.findings import Language
from radioprog.publish.feeds.podcast import Enclosure, PodcastFeed, PodcastItem, podcast_feed
from radioprog.publish.site import words
from radioprog.publish.site.model import SiteProgramme, SiteSeries, SiteStation, WebSite
from radioprog.studio.outlets.site_programmes import summary_of

COVER = "assets/cover.png"
_CARRIED = ("audio/mpeg", "audio/mp4")
"""What podcast players take as the main sound."""
_MOST_OF_A_SERIES = 500
_MOST_ELSEWHERE = 50
_CAPTIONS = ((".vtt", "text/vtt"), (".srt", "application/x-subrip"), (".txt", "text/plain"))


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

    def feeds(
        self,
        series: Iterable[SiteSeries],
        stations: Iterable[SiteStation],
        programmes: Sequence[SiteProgramme],
    ) -> Iterator[tuple[str, bytes]]:
        """Yield each feed: path, bytes."""
        name = self.site.organisation or words.NETWORK.to(self._spoken)
        yield self._feed("feed/network.xml", "index.html", name, programmes[:_MOST_ELSEWHERE])
        for each in series:
            path = f"feed/series-{each.page}.xml"
            newest = each.programmes[:_MOST_OF_A_SERIES]
            yield self._feed(path, each.path, each.title, newest, each.description)
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
    ) -> tuple[str, bytes]:
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
            items=tuple(item for each in programmes if (item := self._item(each)) is not None),
        )
        return path, podcast_feed(feed)

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
            enclosures=tuple(
                Enclosure(
                    site.url(each.path),
                    each.media_type,
                    each.size,
                    each.bitrate,
                    each.sha256,
                    each.delivery,
                )
                for each in ordered
            ),
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
