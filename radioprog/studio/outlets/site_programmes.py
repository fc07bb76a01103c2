"""The finished programmes and the stations of a workspace as the site shows them.

A manifest and its papers are strangers' files: what is not of its kind is left out, and what is
not whole keeps its programme off the site. A station has its days on air, neighbours, programmes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.findings import Finding
from radioprog.kernel.text import one_line
from radioprog.publish.calendars.week_grid import GridItem, station_weeks
from radioprog.publish.site.model import (
    AirDay,
    DayItem,
    OnAir,
    ProgrammeText,
    SegmentMark,
    Sentence,
    SiteProgramme,
    SiteStation,
    SoundFile,
    UnitLink,
    page_name,
)
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import Manifest, Output, edition_sha256, read_manifest
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.assignments import StationClass
from radioprog.schedule.airings.fill import ProgrammeEntry, ProgrammeFilling
from radioprog.schedule.conflicts.audit import Audit
from radioprog.schedule.conflicts.timetable import ClassPlan
from radioprog.schedule.days.civil import civil_day, clock_text, date_of, day_of, minute_of
from radioprog.schedule.stations.station import Network, Station
from radioprog.studio.air.timetable import Timetable
from radioprog.studio.outlets.findings import NO_WEB_SOUND, NOT_ON_SITE, SOUND_CHANGED
from radioprog.studio.outlets.news import StationNews
from radioprog.studio.outlets.site_folder import SiteFolder
from radioprog.studio.workspace import Workspace

_MEDIA = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "opus": "audio/ogg"}
"""The sounds that browsers play and podcasts carry, by the ending of their names."""
_PAPERS = {
    "vtt": ".vtt",
    "srt": ".srt",
    "transcript": ".txt",
    "chapters": ".chapters.json",
    "waveform_png": ".waveform.png",
}
_LARGEST_PAPER = 64 << 20
_DRAFT = "nhap--"
"""What the names of a draft's files begin with: no other page has two hyphens side by side."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class FinishedProgramme:
    """A programme with the folder that holds what was built of it."""

    shown: SiteProgramme
    folder: Path
    manifest: Manifest
    digest: str
    segments: tuple[SegmentMark, ...]


def finished_programmes(
    workspace: Workspace,
    entries: Iterable[ProgrammeEntry],
    folder: SiteFolder,
    found: list[Finding],
    drafts: Collection[str] = (),
) -> Iterator[FinishedProgramme]:
    """Yield each programme that is built as its script stands, with its sounds put into the site.

    What keeps the others off the site is told in ``found``; ``drafts`` are marked, in the names of
    their files too.
    """
    for entry in entries:
        if not entry.built:
            script = entry.place.file or entry.name
            found.append(NOT_ON_SITE(entry.place, script=script))
            continue
        made = _finished(workspace, entry, folder, found, is_draft=entry.name in drafts)
        if made is not None:
            yield made


def _finished(
    workspace: Workspace,
    entry: ProgrammeEntry,
    folder: SiteFolder,
    found: list[Finding],
    *,
    is_draft: bool,
) -> FinishedProgramme | None:
    home = workspace.build / entry.name
    manifest = read_manifest(home)
    if manifest is None:
        return None
    page = f"{_DRAFT}{page_name(entry.name)}" if is_draft else page_name(entry.name)
    sounds = _sounds(manifest, page, manifest.deliveries)
    own = _own_sounds(manifest, page)
    for sound, source in [*sounds, *(each for _, rows in own.values() for each in rows)]:
        if not folder.add_twin(sound.path, home / source, sound.sha256, sound.size):
            script = entry.place.file or entry.name
            found.append(SOUND_CHANGED(entry.place, name=source, script=script))
            return None
    if not sounds:
        names = ", ".join(str(row["name"]) for row in manifest.deliveries)
        found.append(NO_WEB_SOUND(entry.place, names=names))
    digest = hashlib.sha256((home / MANIFEST).read_bytes()).hexdigest()
    segments = _segments(home / manifest.sidecars["chapters"])
    shown = _shown(workspace, entry, manifest, page)
    shown = replace(
        shown,
        is_draft=is_draft,
        sounds=tuple(sound for sound, _ in sounds),
        editions={
            station: (duration, tuple(sound for sound, _ in rows))
            for station, (duration, rows) in own.items()
        },
        chapters=tuple(each.title for each in segments),
        papers=tuple(_put_papers(home, manifest, shown, digest, folder)),
    )
    return FinishedProgramme(shown, home, manifest, digest, segments)


def _shown(
    workspace: Workspace, entry: ProgrammeEntry, manifest: Manifest, page: str
) -> SiteProgramme:
    topics = tuple(one_line(each) for each in entry.topics)
    return SiteProgramme(
        name=entry.name,
        page=page,
        title=one_line(entry.title),
        duration=float(manifest.duration),
        sounds=(),
        series=one_line(entry.series) if entry.series else None,
        episode=entry.number,
        date=entry.date,
        producer=one_line(entry.producer),
        topics=topics,
        language=language_code(workspace.language) or "vi",
        is_synthetic=any(row.get("synthetic") is True for row in manifest.speech),
        sha256=edition_sha256(manifest),
    )


def language_code(text: object) -> str:
    """Return a language's code as pages may carry it, or nothing."""
    return text if isinstance(text, str) and _LANGUAGE.fullmatch(text) else ""


def _own_sounds(
    manifest: Manifest, page: str
) -> dict[str, tuple[float, list[tuple[SoundFile, str]]]]:
    """Return the length and the sounds of each station that has an edition of its own."""
    return {
        str(row["station"]): (float(row["duration"]), _sounds(manifest, page, row["deliveries"]))
        for row in manifest.editions
    }


def _sounds(
    manifest: Manifest, page: str, deliveries: Iterable[Mapping[str, Any]]
) -> list[tuple[SoundFile, str]]:
    """Return what browsers play, the best first, each with the name of its file in the build."""
    sizes = {each.name: each for each in manifest.outputs}
    rows: list[tuple[SoundFile, str]] = []
    for row in deliveries:
        source = str(row["path"])
        ending = source.rpartition(".")[2].lower()
        made = sizes.get(source)
        if ending not in _MEDIA or made is None:
            continue
        delivery = str(row["name"])
        name = f"{page}-{page_name(delivery)}-{made.sha256[:8]}.{ending}"
        sound = SoundFile(
            one_line(delivery),
            name,
            _MEDIA[ending],
            made.size,
            int(row["bitrate"]),
            int(row["channels"]),
            made.sha256,
        )
        rows.append((sound, source))
    order = list(_MEDIA.values())
    return sorted(
        rows, key=lambda each: (order.index(each[0].media_type), -each[0].bitrate, each[1])
    )


def _put_papers(
    home: Path, manifest: Manifest, shown: SiteProgramme, digest: str, folder: SiteFolder
) -> Iterator[str]:
    """Put a programme's papers into the site; yield the endings of those that are whole."""
    outputs = {each.name: each for each in manifest.outputs}
    for name, ending in _PAPERS.items():
        path = f"papers/{shown.page}{ending}"
        made = outputs.get(manifest.sidecars[name])
        if made is None:
            continue
        if folder.keep(path, digest):
            yield ending
            continue
        data = _whole(home / made.name, made)
        if data is not None:
            folder.add(path, data, digest)
            yield ending


def _whole(path: Path, made: Output) -> bytes | None:
    """Return a file's bytes, if they are those that were built."""
    try:
        data = read_regular(path, limit=_LARGEST_PAPER)
    except (OSError, ValueError):
        return None
    return data if hashlib.sha256(data).hexdigest() == made.sha256 else None


def _document(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(read_regular(path, limit=_LARGEST_PAPER))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _segments(path: Path) -> tuple[SegmentMark, ...]:
    rows = _document(path).get("chapters")
    return tuple(
        SegmentMark(float(row["startTime"]), one_line(row["title"]))
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict)
        and isinstance(row.get("startTime"), int | float)
        and isinstance(row.get("title"), str)
    )


def programme_text(finished: FinishedProgramme) -> ProgrammeText:
    """Return what is said in a programme, sentence by sentence, from its rundown."""
    document = _document(finished.folder / finished.manifest.sidecars["rundown_json"])
    items = document.get("items")
    rows = items if isinstance(items, list) else []
    headed = _headings(document, finished.segments)
    sentences = [
        made
        for row in rows
        if isinstance(row, dict) and (made := _sentence(row, headed)) is not None
    ]
    sentences.sort(key=lambda each: each.start)
    return ProgrammeText(tuple(sentences), finished.segments)


def _headings(document: Mapping[str, Any], marks: Iterable[SegmentMark]) -> dict[int, int]:
    """Return for each segment of the rundown which chapter it is in."""
    starts = [each.start for each in marks]
    rows = document.get("segments")
    found: dict[int, int] = {}
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict) or not isinstance(row.get("start"), int | float):
            continue
        before = [number for number, start in enumerate(starts) if start <= row["start"] + 0.01]
        found[row.get("number", 0)] = before[-1] if before else 0
    return found


def _sentence(row: Mapping[str, Any], headed: Mapping[int, int]) -> Sentence | None:
    text = row.get("text")
    kind = row.get("kind")
    start, end = row.get("start"), row.get("end")
    if kind not in ("speech", "clip") or not isinstance(text, str) or not text.strip():
        return None
    if not isinstance(start, int | float) or not isinstance(end, int | float):
        return None
    speaker = row.get("speaker")
    return Sentence(
        float(start),
        float(end),
        one_line(text),
        one_line(speaker) if isinstance(speaker, str) and kind == "speech" else None,
        headed.get(row.get("segment", 0), 0),
        language_code(row.get("language")),
    )


_MOST_HEARD = 50
"""The newest programmes of a station: what its page and its feed have room for."""


@dataclass
class AirView:
    """What the stations air in the window, and when each programme is on air anywhere."""

    days: dict[str, tuple[AirDay, ...]] = field(default_factory=dict)
    programmes: dict[str, tuple[SiteProgramme, ...]] = field(default_factory=dict)
    on_air: dict[str, tuple[OnAir, ...]] = field(default_factory=dict)


def air_view(table: Timetable, audit: Audit, known: Mapping[str, SiteProgramme]) -> AirView:
    """Plan each class of stations once; ``known`` are the programmes on the site, by name."""
    view = AirView()
    counted: dict[tuple[str, dt.date, str], int] = {}
    for plan in table.classes(audit):
        days = tuple(_days(table, plan, known))
        heard = _heard(plan.station_class, table.assignments.filling, known)
        for station in plan.station_class.stations:
            view.days[station] = days
            view.programmes[station] = tuple(each.for_station(station) for each in heard)
        _count(plan, counted)
    by_name: dict[str, list[OnAir]] = {}
    for (name, day, begins), stations in sorted(counted.items()):
        by_name.setdefault(name, []).append(OnAir(day, begins, stations))
    view.on_air = {name: tuple(rows) for name, rows in by_name.items()}
    return view


def _days(
    table: Timetable, plan: ClassPlan, known: Mapping[str, SiteProgramme]
) -> Iterator[AirDay]:
    for week in station_weeks("", plan, table.window):
        for number, day in enumerate(week.days):
            if day is not None:
                items = [item for row in week.rows for item in row.cells[number]]
                yield AirDay(day, tuple(_item(item, known) for item in items))


def _item(item: GridItem, known: Mapping[str, SiteProgramme]) -> DayItem:
    programme = known.get(item.programme)
    look = f"{item.kind} {item.priority} {item.status}"
    return DayItem(
        item.begins,
        item.ends,
        one_line(item.title),
        item.marks,
        look,
        programme.page if programme else "",
        item.why,
    )


def _heard(
    station_class: StationClass, filling: ProgrammeFilling, known: Mapping[str, SiteProgramme]
) -> tuple[SiteProgramme, ...]:
    """Return the finished programmes that a class of stations has slots for, the newest first."""
    names: dict[str, None] = {}
    for slot in station_class.slots:
        if slot.relay:
            continue
        if slot.fill.kind == "named":
            entry = filling.named(slot.fill.name)
            names.update({entry.name: None} if entry else {})
        else:
            names.update((entry.name, None) for entry in filling.series(slot.series))
    return tuple(newest_first(known[name] for name in names if name in known)[:_MOST_HEARD])


def newest_first(programmes: Iterable[SiteProgramme]) -> list[SiteProgramme]:
    """Order programmes by date, number and name, the newest first."""
    return sorted(
        programmes,
        key=lambda each: (each.date or dt.date.min, each.episode or 0, each.name),
        reverse=True,
    )


def _count(plan: ClassPlan, counted: dict[tuple[str, dt.date, str], int]) -> None:
    live: Sequence[Airing] = [each for each in plan.airings if each.is_live and each.programme]
    for each in live:
        if each.programme is None:
            continue
        key = (each.programme.name, date_of(day_of(each.at)), clock_text(minute_of(each.at)))
        counted[key] = counted.get(key, 0) + len(plan.station_class.stations)


def site_stations(
    network: Network,
    view: AirView,
    today: dt.date,
    calendars: Collection[str],
    news: StationNews | None = None,
) -> Iterator[SiteStation]:
    """Yield every unit of the list, in order of id; ``calendars`` are the ids that have one."""
    told = news or StationNews()
    after = successors(network)
    day = civil_day(today)
    for unit in network:
        is_live = unit.is_valid(day)
        yield SiteStation(
            unit=link_of(unit),
            level=unit.level,
            above=tuple(link_of(each) for each in network.ancestors(unit.id)),
            below=tuple(
                link_of(each) for each in network.children(unit.id) if each.last_day >= day
            ),
            successors=after.get(unit.id, ()),
            predecessors=tuple(
                link_of(network[each]) for each in unit.predecessors if each in network
            ),
            begun=unit.valid_from if unit.first_day > day else None,
            ended=unit.valid_to if unit.last_day < day else None,
            languages=tuple(filter(None, map(language_code, unit.languages))),
            lat=unit.lat,
            lon=unit.lon,
            days=view.days.get(unit.id, ()) if is_live or unit.first_day > day else (),
            programmes=view.programmes.get(unit.id, ()) if is_live else (),
            has_calendar=unit.id in calendars,
            alerts=told.alerts.get(unit.id, ()) if is_live else (),
            notices=told.notices.get(unit.id, ()),
        )


def link_of(unit: Station) -> UnitLink:
    """Return a unit's name and page."""
    return UnitLink(unit.id, one_line(unit.name))


def successors(network: Network) -> dict[str, tuple[UnitLink, ...]]:
    """Return by id which units took a unit's place."""
    found: dict[str, list[UnitLink]] = {}
    for unit in network:
        for each in unit.predecessors:
            found.setdefault(each, []).append(link_of(unit))
    return {each: tuple(links) for each, links in found.items()}
