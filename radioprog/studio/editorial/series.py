"""``new``: the next episodes of a series as scripts in the workspace, numbered and dated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import locked, publish_bytes
from radioprog.kernel.findings import NOWHERE, Finding, Place, in_order
from radioprog.kernel.suggest import near_names
from radioprog.kernel.text import ascii_name, fold
from radioprog.kernel.textfile import read_text_file
from radioprog.script.draft.findings import FILE_EXISTS
from radioprog.script.draft.numbered import NumberedEpisode, Step, episode_dates, numbered_script
from radioprog.script.front.findings import (
    NO_SERIES_COVER,
    NO_SERIES_TEMPLATE,
    NOT_NUMBERED,
    PROBABLE_SERIES,
    SERIES_DAY_TAKEN,
)
from radioprog.script.front.series import Series, series_named, unknown_series
from radioprog.script.model import Meta
from radioprog.script.parse import parse_script
from radioprog.studio.catalogue import EXTENSION, all_sources
from radioprog.studio.findings import BAD_DAY, BAD_NUMBER
from radioprog.studio.workspace import SERIES_FILE, Workspace, read_series

MOST_EPISODES = 400
_NAMELESS = "chuyen-muc"


@dataclass(frozen=True, slots=True)
class NewScript:
    """A script that was written: where, and its front matter."""

    path: Path
    meta: Meta


def new_episodes(
    workspace: Workspace,
    wanted: str,
    *,
    today: dt.date,
    count: int = 1,
    step: Step = Step.WEEK,
    first: dt.date | None = None,
) -> tuple[tuple[NewScript, ...], tuple[Finding, ...]]:
    """Write the next ``count`` scripts of a series from its template ``scripts/_<series>.md``.

    Numbers go on from the highest episode that there is; days from ``first``, else a step behind
    the latest episode, else from ``today``. Either all scripts are written or none.

    Raises:
        UsageError: ``file-exists``, a script of that name is there; ``bad-argument``.
        ContentError: ``unknown-series``, ``missing-file`` (no template), or errors in the template.
    """
    if not 0 < count <= MOST_EPISODES:
        raise UsageError(BAD_NUMBER(name="count", value=count, most=MOST_EPISODES))
    with locked(workspace.cache / "new.lock"):
        series, findings = _series(workspace, wanted)
        template, text, found = _template(workspace, series)
        known, unread = _episodes(workspace, series)
        findings = (*findings, *found, *unread)
        number = max((meta.episode or 0 for meta in known), default=0)
        first = first or _next_day(known, step) or today
        written: dict[Path, str] = {}
        dates = _dates(first, count, step)
        findings = (*findings, *_taken(series, dates, known))
        for offset, date in enumerate(dates, start=1):
            episode = NumberedEpisode(series, number + offset, date)
            script, told = numbered_script(
                text, episode, file=template, organisation=workspace.organisation
            )
            findings = (*findings, *told)
            written[workspace.scripts / _name(series, number + offset)] = script
        findings = in_order(dict.fromkeys(findings))
        return _write(workspace, written, findings), findings


def _next_day(known: Sequence[Meta], step: Step) -> dt.date | None:
    last = max((meta.date for meta in known if meta.date), default=None)
    return _dates(last, 2, step)[1] if last else None


def _taken(series: Series, dates: Sequence[dt.date], known: Sequence[Meta]) -> Iterator[Finding]:
    taken = sorted({meta.date for meta in known if meta.date} & {*dates})
    if taken:
        yield SERIES_DAY_TAKEN(id=series.id, count=len(taken), day=taken[0].isoformat())


def _dates(first: dt.date, count: int, step: Step) -> tuple[dt.date, ...]:
    try:
        return episode_dates(first, count, step)
    except (OverflowError, ValueError) as problem:  # behind the year 9999
        raise UsageError(BAD_DAY(day=first.isoformat())) from problem


def untouched(workspace: Workspace, series: Series, meta: Meta, text: str) -> bool:
    """Tell whether a script is still as its series' template gave it: nobody wrote in it yet."""
    path = _template_path(workspace, series)
    template = None if path is None else read_text_file(path, shown=path.name)[0]
    if template is None or meta.episode is None or meta.date is None:
        return False
    episode = NumberedEpisode(series, meta.episode, meta.date)
    given, _ = numbered_script(
        template, episode, file=path.name if path else "", organisation=workspace.organisation
    )
    return given.strip() == text.strip()


def _write(
    workspace: Workspace, written: Mapping[Path, str], findings: tuple[Finding, ...]
) -> tuple[NewScript, ...]:
    if any(each.is_error for each in findings):
        raise ContentError(findings)
    there = [FILE_EXISTS(Place(workspace.show(path))) for path in written if path.exists()]
    if there:
        raise UsageError(there)
    made: list[NewScript] = []
    try:
        for path, text in written.items():
            script, _ = parse_script(text, file=workspace.show(path), name=path.stem)
            publish_bytes(path, text.encode())
            made.append(NewScript(path, Meta(path.stem) if script is None else script.meta))
    except BaseException:
        for each in made:  # all of them or none
            each.path.unlink(missing_ok=True)
        raise
    return tuple(made)


def _series(workspace: Workspace, wanted: str) -> tuple[Series, tuple[Finding, ...]]:
    """Return a series; without ``series.yaml`` its id is all that is known of it."""
    known, findings = read_series(workspace)
    if any(each.is_error for each in findings):
        raise ContentError(findings)
    if not (workspace.root / SERIES_FILE).exists():
        return Series(wanted.strip()), findings
    series = series_named(wanted, known)
    if series is None:
        raise ContentError(unknown_series(wanted, known, Place(SERIES_FILE)))
    return series, findings


def series_findings(workspace: Workspace) -> tuple[Finding, ...]:
    """Find what is wrong in ``series.yaml``, and scripts that probably mean one of its series."""
    known, findings = read_series(workspace)
    told = list(findings)
    for each in known.values():
        if each.template and not _template_path(workspace, each):
            told.append(_no_template(workspace, each))
        if each.cover and not (workspace.assets / each.cover).is_file():
            told.append(NO_SERIES_COVER(each.place, id=each.shown, file=each.cover))
    if known:
        told += _probably_meant(workspace, known)
    return tuple(told)


def _probably_meant(workspace: Workspace, known: Mapping[str, Series]) -> Iterator[Finding]:
    names = [name for each in known.values() for name in (each.id, each.title) if name]
    for meta in _metas(workspace)[0]:
        if meta.series and series_named(meta.series, known) is None:
            near = near_names(meta.series, names, limit=1)
            if near:
                place = meta.places.get("series", NOWHERE)
                yield PROBABLE_SERIES(place, id=meta.series, near=near[0])


def _template(workspace: Workspace, series: Series) -> tuple[str, str, tuple[Finding, ...]]:
    """Return the template's shown name, its text, and what is to be said of its form."""
    path = _template_path(workspace, series)
    if path is None:
        raise ContentError(_no_template(workspace, series))
    shown = workspace.show(path)
    text, findings = read_text_file(path, shown=shown)
    if text is None:
        raise ContentError(findings)
    return shown, text, findings


def _template_names(series: Series) -> tuple[str, ...]:
    if series.template:
        return (series.template.removesuffix(EXTENSION),)
    return f"_{series.id}", f"_{ascii_name(series.id, _NAMELESS)}"


def _template_path(workspace: Workspace, series: Series) -> Path | None:
    """Return the template, which lies in ``scripts/``; none elsewhere is taken."""
    paths = (workspace.scripts / f"{name}{EXTENSION}" for name in _template_names(series))
    inside = (each for each in paths if each.is_relative_to(workspace.scripts))
    return next((each for each in inside if ".." not in each.parts and each.is_file()), None)


def _no_template(workspace: Workspace, series: Series) -> Finding:
    path = workspace.scripts / f"{_template_names(series)[-1]}{EXTENSION}"
    return NO_SERIES_TEMPLATE(series.place, id=series.shown, file=workspace.show(path))


def _episodes(workspace: Workspace, series: Series) -> tuple[tuple[Meta, ...], tuple[Finding, ...]]:
    """Return what the scripts of a series say of themselves, and which could not be asked."""
    forms = {fold(series.id), fold(series.shown)}
    metas, unread = _metas(workspace)
    return tuple(each for each in metas if each.series and fold(each.series) in forms), unread


def _metas(workspace: Workspace) -> tuple[tuple[Meta, ...], tuple[Finding, ...]]:
    """Return the front matter of all scripts, and which scripts could not be read."""
    known: list[Meta] = []
    unread: list[Finding] = []
    for source in all_sources(workspace):
        shown = workspace.show(source.path)
        text, _ = read_text_file(source.path, shown=shown)
        script = None if text is None else parse_script(text, file=shown, name=source.name)[0]
        if script is None:
            unread.append(NOT_NUMBERED(Place(shown), file=shown))
        else:
            known.append(script.meta)
    return tuple(known), tuple(unread)


def _name(series: Series, number: int) -> str:
    return f"{ascii_name(series.id, _NAMELESS)}-{number:02}{EXTENSION}"
