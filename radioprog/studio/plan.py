"""Plan and check: what can be told of scripts before any sound exists; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from radioprog.audio.decode.decoder import Decoder
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.suggest import did_you_mean
from radioprog.programme.layout import rundown
from radioprog.programme.rundown import Rundown
from radioprog.record.people import Person
from radioprog.schedule.stations.selector import Selector
from radioprog.script.model import Script
from radioprog.speech.health import chain_findings
from radioprog.speech.registry import Engines
from radioprog.studio import findings as says
from radioprog.studio.catalogue import (
    EXTENSION,
    Source,
    all_sources,
    name_findings,
    orphans,
    source_of,
    unread_files,
)
from radioprog.studio.editorial.series import series_findings
from radioprog.studio.lexicons import idle_lines
from radioprog.studio.production.casting import Chain, engines_of
from radioprog.studio.production.material import examined, known, probed
from radioprog.studio.production.prepare import KnownReadings, Prepared, prepare
from radioprog.studio.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Plan:
    """A script before any sound: its rundown by estimate, unless errors stand in the way."""

    prepared: Prepared
    rundown: Rundown | None
    findings: tuple[Finding, ...]


def plan(
    source: Source,
    workspace: Workspace,
    decoder: Decoder,
    *,
    engines: Engines | None = None,
    text: str | None = None,
    readings: KnownReadings | None = None,
    only: Callable[[Script], Script] | None = None,
) -> Plan:
    """Lay a script out in time by the syllables of its words and the lengths of its files.

    Every voice is asked whether it can speak. With ``engines``, which are then asked, every file is
    also decoded to its end. ``text`` takes the place of what the script's file holds, as `prepare`
    says; then engines are asked, and files only looked at. ``only`` chooses a part of the script.
    """
    prepared = prepare(source, workspace, text=text, readings=readings, only=only)
    if prepared.script is None:
        return Plan(prepared, None, in_order(prepared.findings))
    deep = engines is not None and text is None
    material = examined(prepared, decoder) if deep else probed(prepared, decoder)
    findings = [*prepared.findings, *material.findings]
    with ExitStack() as stack:
        asked = engines or stack.enter_context(closing(engines_of(workspace)))
        findings += _voice_findings(prepared, asked)
    laid_out = None
    if known(material, prepared) and not any(found.is_error for found in prepared.findings):
        laid_out = rundown(prepared.script, prepared.order, sounds=material.sounds)
        findings.extend(found for found in laid_out.findings if found not in findings)
    return Plan(prepared, laid_out, in_order(findings))


def check(workspace: Workspace, scripts: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """Find everything wrong in scripts and their assets, or in only those that are named."""
    everything = all_sources(workspace)
    findings = [*workspace.findings, *name_findings(workspace, everything)]
    wanted = [source_of(workspace, path) for path in scripts]
    if not wanted:
        findings.extend((*orphans(workspace), *unread_files(workspace)))
    with Decoder() as decoder, closing(engines_of(workspace)) as engines:
        plans = [plan(each, workspace, decoder, engines=engines) for each in wanted or everything]
    for planned in plans:
        findings.extend(planned.findings)
    if not wanted and all(planned.prepared.spoken for planned in plans):
        readings = [spoken.reading for planned in plans for spoken in planned.prepared.spoken]
        findings.extend(idle_lines(workspace, readings))
    return in_order(findings)


def _voice_findings(prepared: Prepared, engines: Engines) -> Iterator[Finding]:
    """Tell of voices that nobody has, and of languages that a speaker's voices do not speak."""
    asked: dict[tuple[Chain, str], Place] = {}
    for utterance in prepared.spoken:
        if utterance.read_by is not None:
            continue
        asked.setdefault((utterance.voices, utterance.language), utterance.place)
    for (chain, language), place in asked.items():
        yield from chain_findings(engines, chain, language, place)


def check_paths(workspace: Workspace, paths: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Find everything wrong in the workspace, or in the files and folders that are named."""
    if not paths:
        files = (*series_findings(workspace), *_schedules(workspace), *_beside(workspace))
        return in_order((*check(workspace), *files, *_templates(workspace)))
    scripts = [each for path in paths for each in _scripts_in(path, workspace)]
    findings = check(workspace, scripts) if scripts else workspace.findings
    if any(_is_schedule(path, workspace) for path in paths):
        findings = (*findings, *_schedules(workspace))
    if any(path.suffix in (".csv", ".yaml") for path in paths):
        beside = _beside(workspace)
        findings = (*findings, *(each for each in beside if _is_named(each, paths, workspace)))
    unread = [each for each in unread_files(workspace) if _is_named(each, paths, workspace)]
    return in_order((*findings, *unread))


def _is_named(finding: Finding, paths: Sequence[Path], workspace: Workspace) -> bool:
    """Tell whether a finding's file is one of the paths of a call, or below one."""
    file = workspace.root / (finding.place.file or "")
    return any(file == path.absolute() or path.absolute() in file.parents for path in paths)


def _scripts_in(path: Path, workspace: Workspace) -> list[Path]:
    """Return a script itself, or the programmes of a folder as far as it is one of scripts."""
    if not path.is_dir():
        return [path] if path.suffix == EXTENSION else []
    return [source.path for source in all_sources(workspace) if source.path.is_relative_to(path)]


def _is_schedule(path: Path, workspace: Workspace) -> bool:
    folder = workspace.schedules
    return path in (folder, workspace.root) or path.is_relative_to(folder)


def _schedules(workspace: Workspace) -> tuple[Finding, ...]:
    if not workspace.schedules.is_dir():
        return ()
    from radioprog.studio.air.timetable import check_schedules

    return check_schedules(workspace)


def _beside(workspace: Workspace) -> Iterator[Finding]:
    """Find what is wrong in outlets, people and the plans of years, and in whom they choose."""
    from radioprog.studio.air.schedule_folder import all_stations

    outlets, people, plans = _outlets(workspace), _people(workspace), _year_plans(workspace)
    yield from (*outlets[1], *people[1], *plans[1])
    if not (outlets[0] or people[0] or plans[0]):
        return
    network = all_stations(workspace)[0]
    if not len(network):
        return
    for chosen in (*outlets[0], *plans[0]):
        yield from chosen.choose(network)[1]
    ids = [each.id for each in network]
    for person in people[0]:
        for station in person.stations:
            if station not in network:
                suggestion = did_you_mean(station, ids, says.HOW_TO_STATION)
                yield says.PERSON_STATION(person.place, station=station, suggestion=suggestion)


def _outlets(workspace: Workspace) -> tuple[list[Selector], tuple[Finding, ...]]:
    """Return the stations that outlets choose, and what is wrong with their file."""
    if not (workspace.root / "outlets.yaml").exists():
        return [], ()
    from radioprog.studio.outlets.outlets_file import load_outlets

    outlets, found = load_outlets(workspace)
    return [each.stations for each in outlets if each.stations is not None], found


def _people(workspace: Workspace) -> tuple[tuple[Person, ...], tuple[Finding, ...]]:
    from radioprog.studio.approval.gate import read_people

    people, found = read_people(workspace)
    return people.all, found


def _year_plans(workspace: Workspace) -> tuple[list[Selector], tuple[Finding, ...]]:
    """Return the stations that targets choose, and what is wrong with the plans of years."""
    if not (workspace.root / "plans").is_dir():
        return [], ()
    from radioprog.studio.year.coverage import FOLDER, read_plan

    chosen: list[Selector] = []
    found: list[Finding] = []
    for path in sorted((workspace.root / FOLDER).glob("[0-9][0-9][0-9][0-9].yaml")):
        try:
            made, more = read_plan(workspace, int(path.stem))
        except ContentError as error:
            found.extend(error.findings)
            continue
        found.extend(more)
        chosen.extend(each.stations for each in made.targets if each.stations is not None)
    return chosen, tuple(found)


def _templates(workspace: Workspace) -> tuple[Finding, ...]:
    if not (workspace.root / "templates").is_dir():
        return ()
    from radioprog.studio.outlets.site_look import load_templates

    return load_templates(workspace).findings
