"""Services: what the pages of one server share: the workspace, the judge of texts, what runs long.

All of it is in memory and may be lost with the server: what matters is on the disk, put there whole
by the use cases.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from radioprog.kernel.errors import Interrupted, RadioprogError, bug
from radioprog.kernel.findings import Finding, Language
from radioprog.studio.desk.judging import Judge
from radioprog.studio.workspace import FILE, Workspace

_HERE_FOR = 25.0
"""Seconds after which somebody who says nothing is thought to have left a script."""
_FRESH = 1.5
"""Seconds for which a view that costs much is shown again, where nobody changed anything here."""
_MOST_JOBS = 30


@dataclass
class BackgroundJob:
    """Something that runs in the background: how far each of its parts is, and how it ended."""

    id: str
    did: str
    about: str
    by: str
    cancel: Event = field(default_factory=Event)
    rows: dict[str, tuple[str, float]] = field(default_factory=dict)
    result: Any = None
    findings: tuple[Finding, ...] = ()
    is_done: bool = False
    is_failed: bool = False

    def tell(self, name: str, step: str = "", share: float = 0.0) -> None:
        """Note how far a part is; a use case calls it between its steps."""
        self.rows[name] = (step, share)
        while len(self.rows) > 200:
            self.rows.pop(next(iter(self.rows)))


class Jobs:
    """What runs in the background, one after the other: a build uses the whole machine."""

    def __init__(self) -> None:
        """Start with nothing to do."""
        self._all: OrderedDict[str, BackgroundJob] = OrderedDict()
        self._turn = Lock()
        self._lock = Lock()

    def start(
        self, did: str, about: str, by: str, work: Callable[[BackgroundJob], Any]
    ) -> BackgroundJob:
        """Begin a work, or return the one that is doing the same already."""
        with self._lock:
            for each in self._all.values():
                if not each.is_done and (each.did, each.about) == (did, about):
                    return each
            job = BackgroundJob(secrets.token_hex(8), did, about, by)
            self._all[job.id] = job
            while len(self._all) > _MOST_JOBS:
                self._all.popitem(last=False)
        Thread(target=self._run, args=(job, work), daemon=True, name=f"job-{job.id}").start()
        return job

    def get(self, id_: str) -> BackgroundJob | None:
        """Return a work by its id; one of a server before this is not known."""
        return self._all.get(id_)

    def running(self) -> tuple[BackgroundJob, ...]:
        """Return what is not done yet."""
        with self._lock:
            return tuple(each for each in self._all.values() if not each.is_done)

    def stop(self) -> None:
        """Ask everything to stop between two steps."""
        for each in self.running():
            each.cancel.set()

    def _run(self, job: BackgroundJob, work: Callable[[BackgroundJob], Any]) -> None:
        with self._turn:
            try:
                job.result = work(job)
            except Interrupted as problem:
                job.findings, job.is_failed = problem.findings, True
            except RadioprogError as problem:
                job.findings, job.is_failed = problem.findings, True
            except Exception as problem:
                job.findings, job.is_failed = bug(problem).findings, True
            finally:
                job.is_done = True


class Presence:
    """Who has which script open, so that a second one is told."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nobody; ``clock`` tells seconds."""
        self._clock = clock
        self._seen: dict[tuple[str, str], tuple[str, float]] = {}
        self._lock = Lock()

    def here(self, script: str, window: str, name: str) -> tuple[str, ...]:
        """Note that a window has a script open; return the names of who else has."""
        now = self._clock()
        with self._lock:
            self._seen[script, window] = (name, now)
            self._seen = {key: each for key, each in self._seen.items() if now - each[1] < 600}
            return tuple(
                each[0]
                for (what, other), each in sorted(self._seen.items())
                if what == script and other != window and now - each[1] < _HERE_FOR
            )


class Services:
    """What all pages of one server may use."""

    def __init__(
        self,
        root: Path,
        language: Language = "vi",
        *,
        is_local: bool = True,
        records: str | None = None,
    ) -> None:
        """Serve the workspace at a folder, or one that is yet to be made there.

        ``records`` is the address of the database of the record, as `Workspace.open` takes it.
        """
        self.root: Path = root
        self._records = records
        self.language: Language = language
        self.is_local: bool = is_local
        self.judge: Judge = Judge()
        self.jobs: Jobs = Jobs()
        self.presence: Presence = Presence()
        self._views: dict[str, tuple[float, int, Any]] = {}
        self._view_locks: dict[str, Lock] = {}
        self._changes = 0
        self._lock = Lock()
        self._opened: tuple[tuple[int, int], Workspace] | None = None

    @property
    def has_workspace(self) -> bool:
        """Tell whether the folder is a workspace yet."""
        return (self.root / FILE).is_file()

    def workspace(self) -> Workspace:
        """Return the workspace, its settings read again when they changed.

        Raises:
            UsageError: ``no-workspace``; ContentError: its settings have errors.
        """
        mark = None
        with contextlib.suppress(OSError):
            facts = (self.root / FILE).stat()
            mark = (facts.st_mtime_ns, facts.st_size)
        opened = self._opened
        if opened is not None and mark == opened[0]:
            return opened[1]
        made = Workspace.open(self.root, records=self._records)
        if mark is not None:
            self._opened = (mark, made)
        return made

    def changed(self) -> None:
        """Forget views: something was done here."""
        with self._lock:
            self._changes += 1

    def view(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what costs much to look at, made once for all who ask at the same time."""
        with self._lock:
            lock = self._view_locks.setdefault(name, Lock())
        with lock:
            now, kept = time.monotonic(), self._views.get(name)
            if kept is not None and kept[1] == self._changes and now - kept[0] < _FRESH:
                return kept[2]
            changes = self._changes
            value = make()
            self._views[name] = (time.monotonic(), changes, value)
            while len(self._views) > 100:
                with contextlib.suppress(KeyError, StopIteration):
                    self._views.pop(next(iter(self._views)))
        return value

    def bound(self, use_case: Callable[..., Any]) -> Callable[..., Any]:
        """Return a use case, with what it keeps between its calls where it keeps anything."""
        if use_case is Judge.judge:
            return self.judge.judge
        return use_case

    def close(self) -> None:
        """Stop what runs, and let go of processes."""
        self.jobs.stop()
        deadline = time.monotonic() + 10
        while self.jobs.running() and time.monotonic() < deadline:
            threading.Event().wait(0.05)
        self.judge.close()


def job_json(job: BackgroundJob, steps: Mapping[str, str], language: Language) -> dict[str, Any]:
    """Return how far a work is, for the page that shows it."""
    return {
        "id": job.id,
        "done": job.is_done,
        "failed": job.is_failed,
        "rows": [
            {"name": name, "step": steps.get(step, step), "share": round(share, 3)}
            for name, (step, share) in list(job.rows.items())
        ],
        "findings": [each.to_json(language) for each in job.findings],
    }
