"""Renewing what stations have, after something changed for them: the outlets that are there.

What was never made is not begun: a workspace without a site gets none by an alert. Calendars and
the file of alerts (CAP) are always made. One renewal runs at a time, and reads the schedule only
when its turn has come, so that the later one holds everything.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from radioprog.kernel.canonical import document_json
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import locked, publish_bytes
from radioprog.kernel.findings import Finding
from radioprog.kernel.medium import Medium
from radioprog.publish.calendars.changes import CalendarChange
from radioprog.publish.pack.plan import MANIFEST as PACK_MANIFEST
from radioprog.publish.pack.read import read_pack
from radioprog.publish.playout.targets import TARGETS
from radioprog.schedule.days.civil import civil_day
from radioprog.studio.air.alerts import alert_book, alerts_file
from radioprog.studio.air.calendars import DRAFT_FOLDER, publish_calendars
from radioprog.studio.air.calendars import FOLDER as CALENDARS
from radioprog.studio.air.programmes import Shared, read_once
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.timetable import Timetable, timetable
from radioprog.studio.outlets.export import CAP, export, standing_export
from radioprog.studio.outlets.export import FOLDER as EXPORTS
from radioprog.studio.outlets.outlets_file import Outlet, load_outlets
from radioprog.studio.outlets.pack import FOLDER as PACKS
from radioprog.studio.outlets.pack import pack
from radioprog.studio.outlets.site import FOLDER as SITE
from radioprog.studio.outlets.site import site
from radioprog.studio.outlets.site_folder import STATE, read_state
from radioprog.studio.publication.notices import change_notices, write_notices
from radioprog.studio.workspace import Workspace

FOLDER = "alerts"
_DAYS = 366
_TOLD = frozenset({"alert-not-built", "not-approved"})
"""Of what is not an error, only this concerns an alert; the rest `check` tells."""
_LARGEST = 1 << 20
_PACK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Renewed:
    """What was made anew, by kind: paths from the workspace; and what was found on the way.

    Kinds are ``cap``, ``notices``, ``calendars``, ``site``, ``packs`` and ``exports``, in the
    order in which they were made.
    """

    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @classmethod
    def standing(cls, workspace: Workspace, alert: str) -> Renewed | None:
        """Return what was made anew for an alert, if all of it was; the mark is written last."""
        try:
            found = json.loads(read_regular(_mark(workspace, alert), limit=_LARGEST))
            files = {str(kind): tuple(map(str, names)) for kind, names in found["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return cls(files)


def _mark(workspace: Workspace, alert: str) -> Path:
    return workspace.build / FOLDER / f"{alert}.json"


def renew(
    workspace: Workspace,
    stations: Sequence[str],
    *,
    first: dt.date,
    alert: str = "",
    executor: Executor | None = None,
) -> Renewed:
    """Make anew what some stations have: alerts, notices, calendars, pages, packs, playlists.

    Args:
        workspace: whose outlets are renewed.
        stations: ids of the stations concerned.
        first: today.
        alert: the message that it is for; when all is done, that is kept.
        executor: makes pages and packs side by side, with the same bytes.

    Raises:
        ContentError: the schedule has errors; what stood there still stands.
        DiskError: the disk refused; the same call goes on.
    """
    with locked(workspace.cache / "renew.lock"):
        work = Renewal(workspace, RenewalOptions(first, tuple(stations), alert, executor=executor))
        for _ in work.run():
            pass
        if alert and Renewed.standing(workspace, alert) is None:
            document = {"alert": alert, "files": {k: list(v) for k, v in work.files.items()}}
            publish_bytes(_mark(workspace, alert), document_json(document))
    told = (each for each in work.findings if each.is_error or each.code in _TOLD)
    return Renewed(work.files, tuple(dict.fromkeys(told)))


@dataclass(frozen=True, slots=True)
class RenewalOptions:
    """What is renewed: from which day, for which stations (none: all), for which alert.

    ``draft`` takes what is not approved, into folders of its own; ``address`` is the site's;
    ``whole`` makes a site where none is, ``packed`` are stations that get a pack in any case.
    ``executor`` makes pages and packs side by side.
    """

    first: dt.date
    stations: tuple[str, ...] = ()
    alert: str = ""
    draft: bool = False
    address: str = ""
    whole: bool = False
    packed: tuple[str, ...] = ()
    executor: Executor | None = None


class Renewal:
    """One renewal: each kind in turn, those first that are soonest heard.

    ``files`` are the paths of what was made, by kind; ``changes`` what became of airings.
    """

    def __init__(self, workspace: Workspace, options: RenewalOptions) -> None:
        """Take what is to be renewed; nothing is looked at yet."""
        self.workspace = workspace
        self.options = options
        self.files: dict[str, tuple[str, ...]] = {}
        self.findings: list[Finding] = []
        self.changes: tuple[CalendarChange, ...] = ()
        self._scripts: Shared = {}

    def run(self) -> Iterator[str]:
        """Make each kind in turn; yield its name when it is done."""
        kinds: dict[str, Callable[[], tuple[str, ...] | None]] = {
            "cap": self._cap,
            "calendars": self._calendars,
            "exports": self._exports,
            "site": self._site,
            "packs": self._packs,
        }
        for kind, make in kinds.items():
            with read_once(self._scripts):
                names = make()
            if names is not None:
                self.files[kind] = names
                yield kind

    def _shown(self, path: Path) -> str:
        return self.workspace.show(path)

    def _cap(self) -> tuple[str, ...] | None:
        if not alerts_file(self.workspace).is_file():
            return None
        made = export(self.workspace, CAP, first=self.options.first)
        self.findings.extend(each for each in made.findings if each.is_error)
        return tuple(self._shown(made.path / name) for name in made.files)

    def _calendars(self) -> tuple[str, ...]:
        """Write the calendars of the stations, the notices of what changed before them."""
        asked, workspace = self.options, self.workspace
        network, _ = all_stations(workspace)
        day = civil_day(asked.first)
        whole = {each.id for each in network if each.is_valid(day)} <= {*asked.stations}
        only = () if whole else asked.stations
        every = timetable(
            workspace,
            first=asked.first,
            days=_DAYS,
            stations=only,
            draft=asked.draft,
            mark=asked.draft,
        )
        folder = workspace.build / CALENDARS
        compared = publish_calendars(every, folder, only_some=True, compare=True)
        self.changes = compared.changes
        if asked.draft:
            folder = workspace.build / DRAFT_FOLDER
        else:
            self._notices(every)
        made = publish_calendars(every, folder, only_some=bool(only), draft=asked.draft)
        self.findings.extend(made.findings)
        return tuple(self._shown(each.path) for each in made.files if each.changed)

    def _notices(self, every: Timetable) -> None:
        alert = self.options.alert
        messages = [
            each for each in alert_book(self.workspace).messages if each.message.id == alert
        ]
        out = self.options.stations if alert else ()
        notices = change_notices(every, self.changes, messages, out)
        where = write_notices(self.workspace, notices, every.schedules.network)
        if notices:
            paths = tuple(self._shown(where / f"{each.station}.txt") for each in notices)
            self.files["notices"] = paths

    def _exports(self) -> tuple[str, ...] | None:
        """Make the exports anew that hold one of the stations: usual ones, and those of outlets."""
        outlets, found = load_outlets(self.workspace)
        self.findings.extend(found)
        made = [*self._usual(), *(name for each in outlets for name in self._of_outlet(each))]
        return tuple(made) or None

    def _usual(self) -> Iterator[str]:
        mark = "-draft" * self.options.draft
        for target in TARGETS:
            whole = standing_export(self.workspace.build / f"{EXPORTS}{mark}" / target)
            if target == CAP or whole is None or not self._concerns(whole.stations):
                continue
            first, days = _from_today(whole.first, whole.days, self.options.first)
            done = export(
                self.workspace,
                target,
                first=first,
                days=days,
                stations=whole.stations,
                draft=self.options.draft,
            )
            self.findings.extend(done.findings)
            yield self._shown(done.path)

    def _of_outlet(self, outlet: Outlet) -> Iterator[str]:
        if outlet.target not in TARGETS:
            return
        if self._concerns(outlet.chosen(all_stations(self.workspace)[0])):
            first, draft = self.options.first, self.options.draft
            done = export(self.workspace, outlet.name, first=first, draft=draft)
            self.findings.extend(done.findings)
            yield self._shown(done.path)

    def _concerns(self, stations: Sequence[str]) -> bool:
        mine = self.options.stations
        return not stations or not mine or bool({*stations} & {*mine})

    def _site(self) -> tuple[str, ...] | None:
        draft = self.options.draft
        folder = self.workspace.build / (f"{SITE}-draft" if draft else SITE)
        state = read_state(folder / STATE)
        if state is None and not self.options.whole:
            return None
        address = self.options.address or (state.address if state else "")
        made = site(
            self.workspace,
            base_url=address,
            first=self.options.first,
            draft=draft,
            executor=self.options.executor,
        )
        self.findings.extend(made.findings)
        return tuple(self._shown(folder / name) for name in made.changed)

    def _packs(self) -> tuple[str, ...] | None:
        """Pack anew what lies ready for the stations without internet."""
        by_days: dict[tuple[dt.date, int], list[str]] = {}
        folder = self.workspace.build / (f"{PACKS}-draft" if self.options.draft else PACKS)
        network, _ = all_stations(self.workspace)
        for station in self.options.stations or tuple(each.id for each in network):
            span = self._span_of_pack(folder, station)
            if span is not None:
                by_days.setdefault(span, []).append(station)
        made: list[str] = []
        for (first, days), stations in sorted(by_days.items()):
            done = pack(
                self.workspace,
                stations,
                first=first,
                days=days,
                draft=self.options.draft,
                executor=self.options.executor,
            )
            self.findings.extend(done.findings)
            new = (each.path for each in done.packs if each.status != "current")
            made.extend(map(self._shown, new))
        return tuple(made) if by_days else None

    def _span_of_pack(self, folder: Path, station: str) -> tuple[dt.date, int] | None:
        """Return the days that a station's pack is to hold; nothing where it has none.

        One that was cut off in its change is known by what is left of it: it is made whole.
        """
        medium = Medium(folder / station, PACK_MANIFEST)
        try:
            standing = medium.manifest()
            manifests = medium.left() if standing is None else (standing,)
        except DiskError:
            manifests = ()
        for found in map(read_pack, reversed(manifests)):
            if found is not None and found.station == station:
                return _from_today(found.first.isoformat(), found.days, self.options.first)
        return (self.options.first, _PACK_DAYS) if station in self.options.packed else None


def _from_today(first: str, days: int, today: dt.date) -> tuple[dt.date, int]:
    """Return the days of something that stands: its own while it holds today, else from today."""
    begin = dt.date.fromisoformat(first)
    return (begin, days) if begin <= today < begin + dt.timedelta(days=days) else (today, days)
