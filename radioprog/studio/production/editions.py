"""Stations' own editions: made of the general one, each with what only its station hears.

Between mastering and publishing. A delivery whose frames fit the grid of stations' parts is joined
of common and own frames (`audio.master.variant`); any other, and an edition that would miss its
loudness, is mixed and mastered as a whole, like a programme of its own. Editions are made side by
side and given in the order of their stations.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from radioprog.audio.master.limiter import Setting
from radioprog.audio.master.master import Job, Mastered, master
from radioprog.audio.master.prepare import RenderedMix
from radioprog.audio.master.variant import KeptDelivery, Window
from radioprog.audio.mix import render
from radioprog.audio.timeline import Block, Common, common_stretches
from radioprog.kernel.files import disk_errors
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.store.folder import Store
from radioprog.programme.house import HOUSE
from radioprog.studio.production.findings import AT_STATIONS
from radioprog.studio.production.localities import a_few
from radioprog.studio.production.options import Task
from radioprog.studio.production.stages import (
    Delivered,
    Finished,
    Laid,
    jobs_of,
    lay,
    voiced_for,
)

_AHEAD = 1
"""Editions that may be ready before they are asked for, beside those at work."""


@dataclass(frozen=True, slots=True)
class MadeEdition:
    """A station's own edition as mastered: its plain files lie in a folder of its own."""

    station: str
    laid: Laid
    delivered: tuple[Delivered, ...]
    folder: Path

    def forget(self) -> None:
        """Remove the plain files."""
        shutil.rmtree(self.folder, ignore_errors=True)


class StationWorkshop:
    """Makes the editions of one programme; without any it costs nothing."""

    def __init__(self, laid: Laid, task: Task, store: Store, scratch: Path) -> None:
        """Be ready to make the editions of a programme that is laid out."""
        self._laid, self._task, self._store, self._scratch = laid, task, store, scratch
        self._kept: dict[str, KeptDelivery] = {}
        self._found: dict[tuple[str, Place], Finding] = {}
        self._where: dict[tuple[str, Place], list[str]] = {}

    def __enter__(self) -> StationWorkshop:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in self._kept.values():
            each.close()

    @property
    def stations(self) -> Sequence[str]:
        """The ids of the stations that have an edition, in order."""
        return tuple(self._laid.voiced.prepared.local)

    def keep(self, prepared: RenderedMix, job: Job, setting: Setting, made: Mastered) -> None:
        """Keep a delivery of the general edition, if others can be made of it."""
        if self.stations and KeptDelivery.serves(job.form, HOUSE.grid):
            self._kept[job.form.name] = KeptDelivery(prepared, job, setting, made, self._scratch)

    def editions(self, finished: Finished) -> Iterator[MadeEdition]:
        """Give each station's edition, in order of id.

        Raises:
            RadioprogError: one cannot be made.
        """
        waiting: deque[Future[MadeEdition]] = deque()
        workers = max(1, self._task.threads)
        with ThreadPoolExecutor(workers, thread_name_prefix="edition") as pool:
            try:
                for station in self.stations:
                    waiting.append(pool.submit(self._made, station, finished))
                    if len(waiting) > workers + _AHEAD:
                        yield self._noted(waiting.popleft().result())
                while waiting:
                    yield self._noted(waiting.popleft().result())
            finally:
                for each in waiting:
                    each.cancel()

    def told(self, known: Iterable[Finding]) -> Iterator[Finding]:
        """Tell what was found in editions only: each once, with its stations."""
        before = {(found.code, found.place) for found in known}
        for key, found in self._found.items():
            if key not in before:
                where = self._where[key]
                yield found
                yield AT_STATIONS(
                    found.place, told=found.code, count=len(where), stations=a_few(where)
                )

    def _noted(self, made: MadeEdition) -> MadeEdition:
        found = [*made.laid.rundown.findings]
        for each in made.delivered:
            found.extend(each.made.findings)
        for one in found:
            key = (one.code, one.place)
            self._found.setdefault(key, one)
            self._where.setdefault(key, []).append(made.station)
        return made

    def _made(self, station: str, finished: Finished) -> MadeEdition:
        laid = lay(voiced_for(station, self._laid.voiced, self._task, self._store))
        folder = self._scratch / f"edition-{station}"
        with disk_errors(folder):
            folder.mkdir(exist_ok=True)
        commons = common_stretches(self._laid.placed.timeline, laid.placed.timeline, HOUSE.grid)
        channels = max(each.job.form.channels for each in finished.delivered)
        made: dict[str, Mastered] = {}
        jobs = jobs_of(laid, self._task, folder)
        for job in jobs:
            joined = self._joined(job, laid, commons, channels)
            if joined is not None:
                made[job.form.name] = joined
        left = [job for job in jobs if job.form.name not in made]
        if left:
            whole = master(lambda count: _mixed(laid, count), left, folder=folder, workers=1)
            made.update(zip((job.form.name for job in left), whole, strict=True))
        delivered = tuple(Delivered(job, made[job.form.name]) for job in jobs)
        return MadeEdition(station, laid, delivered, folder)

    def _joined(
        self, job: Job, laid: Laid, commons: Sequence[Common], channels: int
    ) -> Mastered | None:
        kept = self._kept.get(job.form.name)
        if kept is None:
            return None

        def mixed(window: Window) -> Iterator[Block]:
            return _mixed(laid, channels, window)

        return kept.variant(mixed, commons, laid.placed.timeline.length, job.path)


def _mixed(laid: Laid, channels: int, window: Window | None = None) -> Iterator[Block]:
    sources = laid.voiced.sources
    return render(laid.placed.timeline, sources, channels=channels, window=window)
