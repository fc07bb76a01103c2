"""The site of a workspace: pages for listeners and stations, feeds, sounds, in one folder.

The folder holds everything that its pages need, so that it can be put on a web server or copied
to a stick as it is. Only what changed is written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import chain
from pathlib import Path

from radioprog import __version__
from radioprog.kernel.canonical import digest
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import Batch, locked
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.text import one_line
from radioprog.publish.html import qr_code
from radioprog.publish.site.frame import LANGUAGES, PageFrame, page_path
from radioprog.publish.site.model import (
    SiteProgramme,
    SiteSeries,
    SiteStation,
    WebSite,
    page_name,
    summary_of,
)
from radioprog.publish.site.network_page import NetworkView, network_page, series_page
from radioprog.publish.site.pages import fixed_files, search_index, sitemap
from radioprog.publish.site.subscribe import calendar_address, qr_path
from radioprog.schedule.days.civil import civil_day
from radioprog.studio.air.alerts import alert_book, stale_scripts
from radioprog.studio.air.programmes import ProgrammeEntries, programme_entries
from radioprog.studio.air.schedule_folder import CALENDARS, has_schedules
from radioprog.studio.air.timetable import Timetable, asked_day, timetable
from radioprog.studio.approval.findings import NOT_PERMITTED
from radioprog.studio.approval.gate import approval_gate
from radioprog.studio.outlets.findings import NO_CALENDARS, NO_FEEDS
from radioprog.studio.outlets.news import StationNews, station_news
from radioprog.studio.outlets.site_feeds import (
    COVER,
    FeedDesk,
    PageBatch,
    PageOrder,
    SpokenPage,
    made_pages,
    notice_feeds,
)
from radioprog.studio.outlets.site_folder import HOME, SiteFolder, checked_address, prepared
from radioprog.studio.outlets.site_look import SeriesArt, SiteTemplates, load_templates, series_art
from radioprog.studio.outlets.site_programmes import (
    AirView,
    FinishedProgramme,
    air_view,
    finished_programmes,
    newest_first,
    programme_text,
    site_stations,
)
from radioprog.studio.workers.batches import chunks, in_batches
from radioprog.studio.workspace import Workspace, read_series

FOLDER = HOME
NETWORK = "network"
_LARGEST_CALENDAR = 64 << 20
_AT_ONCE = 100
"""Pages and feeds that one worker makes before it gives them back."""


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What was published: the folder, its pages by path, and what was written and removed."""

    folder: Path
    pages: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]


def site(
    workspace: Workspace,
    *,
    output: Path | str | None = None,
    base_url: str = "",
    first: dt.date | str | None = None,
    draft: bool = False,
    executor: Executor | None = None,
) -> PublishedSite:
    """Write the site of a workspace: network, stations, series, programmes, feeds, search.

    Args:
        workspace: whose finished programmes and schedules are shown.
        output: the folder, from the workspace; ``build/site``, for drafts ``build/site-draft``.
        base_url: where the folder will be found; feeds, sitemap and QR codes need an address.
        first: the first day of the schedules; today where none is given.
        draft: take what is not approved as well, and mark it on every page.
        executor: makes pages and feeds side by side, with the same bytes; this process without it.

    Raises:
        ContentError: the schedule has errors; nothing is published.
        UsageError: no web address, or the folder holds files of somebody else.
    """
    address = checked_address(base_url)
    today = asked_day(workspace, first)
    usual = workspace.build / (f"{FOLDER}-draft" if draft else FOLDER)
    target = workspace.root / output if output else usual
    with locked(workspace.cache / "site.lock"):
        prepared(target)
        with Batch() as batch:
            shown = workspace.show(target)
            folder = SiteFolder(target, batch, shown=shown, trusted=target == usual)
            desk = SiteDesk(workspace, folder, address, today, draft=draft, executor=executor)
            desk.write()
            kept = folder.commit()
    pages, changed = tuple(sorted(desk.pages)), tuple(sorted(folder.changed))
    return PublishedSite(target, pages, changed, tuple(folder.removed), (*desk.findings, *kept))


class SiteDesk:
    """One making of a site: programmes first, then stations, then every page."""

    def __init__(
        self,
        workspace: Workspace,
        folder: SiteFolder,
        address: str,
        today: dt.date,
        *,
        draft: bool,
        executor: Executor | None = None,
    ) -> None:
        """Take what all pages need."""
        self.executor = executor
        self.workspace = workspace
        self.folder = folder
        self.today = today
        self.draft = draft
        self.findings: list[Finding] = []
        self.pages: list[str] = []
        self.news: StationNews = StationNews()
        self.site: WebSite = WebSite(
            organisation=one_line(workspace.organisation or ""),
            zone=workspace.timezone,
            base_url=address,
        )
        self._code = digest([__version__, *_code()])
        self.templates: SiteTemplates = load_templates(workspace)
        if any(each.is_error for each in self.templates.findings):
            raise ContentError(in_order(self.templates.findings))
        self.findings += self.templates.findings

    def write(self) -> None:
        """Hand every file of the site to the folder."""
        entries = programme_entries(self.workspace, remember=True)
        table = self._timetable(entries)
        finished = self._finished(entries)
        programmes = newest_first(each.shown for each in finished)
        series = self._series(programmes, table)
        titles = {each.id: each.title for each in series}
        calendars = self._calendars(table)
        self.site = replace(
            self.site,
            series_titles=titles,
            look=self.templates.look,
            has_network_calendar=NETWORK in calendars,
            is_draft=any(each.is_draft for each in programmes),
        )
        view, stations = self._stations(table, programmes, calendars)
        self.folder.address = self.site.base_url
        feeds = self._feeds(series, stations, programmes)
        pages = chain(self._programme_pages(finished, view), self._station_pages(stations), feeds)
        self._make(pages)
        self._other_pages(series, stations, programmes)
        for path, data in (*fixed_files(), *self.templates.files()):
            self.folder.add(path, data)
        self._addressed(stations)

    def _timetable(self, entries: ProgrammeEntries) -> Timetable | None:
        """Open the schedule of the rest of this week and the next one."""
        if not has_schedules(self.workspace):
            return None
        days = 14 - self.today.weekday()
        table = timetable(
            self.workspace,
            first=self.today,
            days=days,
            draft=self.draft,
            mark=self.draft,
            scripts=lambda _: entries,
        )
        table.must_be_read()
        return table

    def _finished(self, entries: ProgrammeEntries) -> list[FinishedProgramme]:
        """Return the programmes that are finished and may go out; name the others."""
        gate = approval_gate(self.workspace)
        over = stale_scripts(alert_book(self.workspace, gate), civil_day(self.today))
        found = tuple(each for each in entries.found if each.name not in over)
        waiting = {each.name for each in found if not gate.permits(each.name)}
        taken = found
        if not self.draft:
            taken = tuple(each for each in found if each.name not in waiting)
            self.findings.extend(
                gate.finding(each.name, each.place)
                for each in found
                if each.name in waiting and each.built
            )
        return list(finished_programmes(self.workspace, taken, self.folder, self.findings, waiting))

    def _series(
        self, programmes: Sequence[SiteProgramme], table: Timetable | None
    ) -> list[SiteSeries]:
        """Return the series of the finished programmes, called as ``series.yaml`` calls them.

        A series that is not there is called as its first slot with a name is.
        """
        told, _ = read_series(self.workspace)  # what is wrong with it, check tells
        names = {one_line(each.id): one_line(each.title) for each in told.values() if each.title}
        abouts = {one_line(each.id): one_line(each.description or "") for each in told.values()}
        for slot in table.schedules.schedule.slots if table else ():
            if slot.series and slot.name:
                names.setdefault(one_line(slot.series), one_line(slot.name))
        by_id: dict[str, list[SiteProgramme]] = {}
        for each in programmes:
            if each.series:
                by_id.setdefault(each.series, []).append(each)
        art = series_art(self.workspace, told, self.findings) if self.site.base_url else {}
        rows = []
        for name, members in sorted(by_id.items()):
            own, title = art.get(name, SeriesArt()), names.get(name, name)
            if own.picture:
                self.folder.add(own.cover, own.picture)
            about = abouts.get(name, "")
            rows.append(SiteSeries(name, title, tuple(members), about, own.category, own.cover))
        return rows

    def _calendars(self, table: Timetable | None) -> frozenset[str]:
        """Put the calendars that were made into the site; return whose there are."""
        if table is None:
            return frozenset()
        found = set()
        units, today = table.schedules.network, self.today
        live = [each.id for each in units if (each.valid_to or today) >= today]
        for station in (*live, NETWORK):
            path = self.workspace.build / CALENDARS / f"{station}.ics"
            name = NETWORK if station == NETWORK else page_name(station)
            try:
                data = read_regular(path, limit=_LARGEST_CALENDAR)
            except (OSError, ValueError):
                continue
            self.folder.add(f"station/{name}.ics", data)
            found.add(station)
        missing = sum(station not in found for station in live)
        if missing:
            shown = self.workspace.show(self.workspace.build / CALENDARS)
            self.findings.append(NO_CALENDARS(Place(shown), count=missing))
        return frozenset(found)

    def _stations(
        self,
        table: Timetable | None,
        programmes: Iterable[SiteProgramme],
        calendars: frozenset[str],
    ) -> tuple[AirView, list[SiteStation]]:
        if table is None:
            return AirView(), []
        audit = table.new_audit()
        view = air_view(table, audit, {each.name: each for each in programmes})
        # Who still waits for approval is told of each programme, not again of each slot.
        told = table.findings_on_the_way_out(audit)
        self.findings.extend(each for each in told if each.code != NOT_PERMITTED.code)
        network = table.schedules.network
        known = {each.name: each for each in programmes}
        self.news = station_news(self.workspace, network, self.today, known)
        return view, list(site_stations(network, view, self.today, calendars, self.news))

    def _frames(self, path: str) -> Iterator[tuple[str, PageFrame]]:
        """Yield where a page stands in each language, and its frame."""
        self.pages.append(path)
        for language in LANGUAGES:
            yield page_path(path, language), PageFrame(self.site, path, language)

    def _make(self, orders: Iterable[PageOrder]) -> None:
        """Make what is ordered, here or side by side; what was made of the same is never ordered.

        Orders are looked at as they come, so that the texts of a year's programmes are not all
        held at once.
        """
        batches = (PageBatch(self.site, tuple(each)) for each in chunks(orders, _AT_ONCE))
        for batch, made in in_batches(made_pages, batches, self.executor):
            for order, data in zip(batch.orders, made, strict=True):
                self.folder.add(order.path, data, order.made_of)

    def _programme_pages(
        self, finished: Sequence[FinishedProgramme], view: AirView
    ) -> Iterator[PageOrder]:
        """Order the pages of programmes that were not made of the same things before."""
        titles = self.site.series_titles
        shared = repr(replace(self.site, series_titles={}))
        for each in finished:
            on_air = view.on_air.get(each.shown.name, ())
            shown = replace(each.shown, summary=summary_of(each.shown))
            told = [repr(shown), repr(on_air), titles.get(shown.series or "", "")]
            made_of = digest([self._code, shared, each.digest, *told])
            wanted = [
                (path, frame)
                for path, frame in self._frames(shown.path)
                if not self.folder.keep(path, made_of)
            ]
            if wanted:
                page = SpokenPage(shown, programme_text(each), on_air)
                for path, frame in wanted:
                    yield PageOrder(path, page, made_of, frame.path, frame.language)

    def _station_pages(self, stations: Sequence[SiteStation]) -> Iterator[PageOrder]:
        shared, parts = digest([self._code, repr(self.site)]), _Digests()
        for unit in stations:
            bare = repr(replace(unit, days=(), programmes=()))
            made_of = digest([shared, bare, parts.of(unit.days), parts.of(unit.programmes)])
            for path, frame in self._frames(unit.unit.path):
                if not self.folder.keep(path, made_of):
                    yield PageOrder(path, unit, made_of, frame.path, frame.language)

    def _other_pages(
        self,
        series: Sequence[SiteSeries],
        stations: Sequence[SiteStation],
        programmes: Sequence[SiteProgramme],
    ) -> None:
        live = [each for each in stations if each.ended is None]
        view = NetworkView(live, series, programmes, self.news.banners)
        for path, frame in self._frames("index.html"):
            self.folder.add(path, network_page(frame, view))
        for one in series:
            for path, frame in self._frames(one.path):
                self.folder.add(path, series_page(frame, one))
        index = search_index(self.site, live, series, programmes)
        self.folder.add("assets/index.js", index)

    def _feeds(
        self,
        series: Sequence[SiteSeries],
        stations: Sequence[SiteStation],
        programmes: Sequence[SiteProgramme],
    ) -> Iterator[PageOrder]:
        """Order the feeds that say something new; they need the site's address."""
        if not self.site.base_url:
            return
        copyright_line = one_line(self.workspace.copyright or "")
        spoken = self.workspace.text_language
        desk = FeedDesk(self.site, self.workspace.language, spoken, copyright_line)
        parts = _Digests()
        for path, feed in desk.feeds(series, stations, programmes):
            bare = repr(replace(feed, items=()))
            made_of = digest([self._code, bare, parts.of(feed.items)])
            if not self.folder.keep(path, made_of):
                yield PageOrder(path, feed, made_of)

    def _addressed(self, stations: Sequence[SiteStation]) -> None:
        """Write what else needs the site's address: cover, notices, QR codes, list of pages."""
        if not self.site.base_url:
            self.findings.append(NO_FEEDS())
            return
        name = self.site.organisation
        cover = digest([self._code, name])
        if not self.folder.keep(COVER, cover):
            from radioprog.publish.feeds.podcast import cover_png  # it loads the font and Pillow

            self.folder.add(COVER, cover_png(name), cover)
        self._qr_codes(stations)
        spoken = self.workspace.text_language
        for path, data in notice_feeds(self.site, self.workspace.language, spoken, stations):
            self.folder.add(path, data)
        self.folder.add("sitemap.xml", sitemap(self.site, self.pages))

    def _qr_codes(self, stations: Sequence[SiteStation]) -> None:
        """Draw the address of each calendar; drawing takes time, so a code that stands is kept."""
        names = [each.page for each in stations if each.has_calendar]
        names += [NETWORK] if self.site.has_network_calendar else []
        for name in names:
            path = f"station/{name}.ics"
            address = calendar_address(self.site, path)
            made_of = digest([self._code, address])
            if not self.folder.keep(qr_path(path), made_of):
                self.folder.add(qr_path(path), qr_code(address), made_of)


class _Digests:
    """Digests of values that stations share: each is looked at once, however often it is met."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, value: Sequence[object]) -> str:
        """Return the digest of a value; the value is held, so that its place stays its own."""
        if id(value) not in self._known:
            self._known[id(value)] = value, digest(repr(value))
        return self._known[id(value)][1]


def _code() -> Iterator[str]:
    """Yield the hash of each file that makes pages: another version of it makes other pages."""
    for room in ("radioprog.publish.site", "radioprog.publish.feeds"):
        for each in sorted(files(room).iterdir(), key=lambda one: one.name):
            if each.is_file():
                yield hashlib.sha256(each.read_bytes()).hexdigest()
