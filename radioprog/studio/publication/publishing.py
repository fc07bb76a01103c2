"""Publishing in one go: check, build, calendars, playlists, site, packs, and what changed for whom.

Each step makes only what is missing, so that a run that was cut off, at any step, is gone on with
by the same call. A programme that cannot be made stops no other; an error in the schedule stops
all that is made of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, Literal

from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import locked
from radioprog.kernel.findings import Finding, Language, in_order
from radioprog.publish.calendars.changes import CalendarChange
from radioprog.schedule.stations.selector import Selector
from radioprog.studio.air.schedule_folder import all_stations, has_schedules
from radioprog.studio.air.timetable import asked_day
from radioprog.studio.approval.gate import refuse_errors
from radioprog.studio.build import build
from radioprog.studio.outlets.findings import NO_STATION_CHOSEN
from radioprog.studio.outlets.site import site
from radioprog.studio.outlets.site_folder import checked_address
from radioprog.studio.plan import check_paths
from radioprog.studio.production.result import BuildStatus
from radioprog.studio.publication.notices import station_texts
from radioprog.studio.publication.renewing import Renewal, RenewalOptions
from radioprog.studio.workspace import Workspace

StepState = Literal["done", "current", "failed", "skipped"]
StepProgress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PublishStep:
    """One step: its name, whether anything was made, and the paths of what was."""

    name: str
    state: StepState
    files: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the step for programs."""
        return {"step": self.name, "state": self.state, "files": list(self.files)}


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a publishing did step by step, what changed for whom, and all there is to say.

    ``notices`` are the texts to pass on by station.
    """

    steps: tuple[PublishStep, ...]
    changes: tuple[CalendarChange, ...]
    notices: dict[str, str]
    findings: tuple[Finding, ...]

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the report for programs, without the findings."""
        return {
            "steps": [each.to_json() for each in self.steps],
            "changes": [each.to_json(language) for each in self.changes],
            "notices": [{"station": name, "text": text} for name, text in self.notices.items()],
        }


def publish_all(
    workspace: Workspace,
    *,
    first: dt.date | str | None = None,
    base_url: str = "",
    packs: str = "",
    draft: bool = False,
    executor: Executor | None = None,
    progress: StepProgress = lambda step: None,
) -> PublishReport:
    """Check, build, and make everything that goes out; tell what changed for whom.

    Args:
        workspace: what is published.
        first: the first day, a date or ISO text; today in the workspace's zone where none is given.
        base_url: where the site is found; what it was last, where none is given.
        packs: a selector of stations that get a pack for their stick; those that lie ready are
            made anew in any case.
        draft: take what is not approved as well, marked, in folders of its own.
        executor: builds programmes, and makes pages and packs, side by side; this process makes
            one after the other without it.
        progress: told the name of each step when it begins.

    Raises:
        ContentError: the schedule has errors; what was published still stands.
        UsageError: an address or stations that cannot be meant.
        DiskError: the disk refused; the same call goes on.
    """
    day = asked_day(workspace, first)
    options = RenewalOptions(
        first=day,
        draft=draft,
        address=checked_address(base_url),
        whole=True,
        packed=_packed(workspace, packs),
        executor=executor,
    )
    return _published(workspace, options, progress)


def _published(
    workspace: Workspace, options: RenewalOptions, progress: StepProgress
) -> PublishReport:
    progress("check")
    findings = list(check_paths(workspace))
    broken = any(each.is_error for each in findings)
    steps = [PublishStep("check", "failed" if broken else "done")]
    progress("build")
    steps.append(_built(workspace, options.executor, findings))
    if not has_schedules(workspace):
        return _without_schedule(workspace, options, steps, findings, progress)
    with locked(workspace.cache / "renew.lock"):
        work = Renewal(workspace, options)
        progress("calendars")
        for kind in work.run():
            progress(kind)
    steps.extend(_steps(work))
    findings.extend(work.findings)
    texts = {} if options.draft else station_texts(workspace, work.files.get("notices", ()))
    return PublishReport(tuple(steps), work.changes, texts, _told(findings))


def _packed(workspace: Workspace, packs: str) -> tuple[str, ...]:
    if not packs.strip():
        return ()
    chosen, found = Selector(packs).choose(all_stations(workspace)[0])
    refuse_errors(found)
    if not chosen:
        raise ContentError(NO_STATION_CHOSEN(name=packs))
    return tuple(sorted(chosen))


def _built(workspace: Workspace, executor: Executor | None, findings: list[Finding]) -> PublishStep:
    """Build what is out of date; one programme that fails stops no other."""
    made = build(workspace, executor=executor)
    findings.extend(made.findings)
    for each in made.programmes:
        findings.extend(found for found in each.findings if found.is_error)
    new = tuple(each.script for each in made.programmes if each.status is BuildStatus.BUILT)
    if made.exit_status:
        return PublishStep("build", "failed", new)
    return PublishStep("build", "done" if new else "current", new)


def _without_schedule(
    workspace: Workspace,
    options: RenewalOptions,
    steps: list[PublishStep],
    findings: list[Finding],
    progress: StepProgress,
) -> PublishReport:
    """Publish what needs no schedule: the site of the finished programmes."""
    progress("site")
    made = site(
        workspace,
        base_url=options.address,
        first=options.first,
        draft=options.draft,
        executor=options.executor,
    )
    state: StepState = "done" if made.changed else "current"
    names = tuple(workspace.show(made.folder / name) for name in made.changed)
    steps += [PublishStep("calendars", "skipped"), PublishStep("site", state, names)]
    steps += [PublishStep("packs", "skipped"), PublishStep("exports", "skipped")]
    return PublishReport(tuple(steps), (), {}, _told([*findings, *made.findings]))


_KINDS = ("calendars", "site", "packs", "exports", "cap", "notices")


def _steps(work: Renewal) -> list[PublishStep]:
    made = []
    for kind in _KINDS:
        files = work.files.get(kind)
        state: StepState = "skipped" if files is None else "done" if files else "current"
        made.append(PublishStep(kind, state, files or ()))
    return made


def _told(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return each thing once: what a year shows is not told again of a week."""
    first: dict[tuple[str, object], Finding] = {}
    for each in findings:
        place = each.place if each.place.file else each.message
        first.setdefault((each.code, place), each)
    return in_order(first.values())
