"""What an integrator calls: the use cases of the commands as functions, without files where none
are needed.

Each takes a `Workspace` and obeys that object. Paths are text or `Path`, relative ones as given
from the current folder, then from the workspace; dates are `date` or ISO text, times aware
`datetime`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from radioprog.audio.clip import Clip
from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Finding, Place
from radioprog.programme.rundown import Rundown
from radioprog.reader.lexicon import Lexicon, LexiconEntry
from radioprog.reader.model import Reading, Style
from radioprog.reader.read import read
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import ZoneClock
from radioprog.script.model import Script
from radioprog.studio.findings import NO_SUCH_SCRIPT, NO_SUCH_SEGMENT, NOT_TAGGABLE
from radioprog.studio.workspace import Workspace

PathLike = str | Path


def check(workspace: Workspace, paths: PathLike | Iterable[PathLike] = ()) -> tuple[Finding, ...]:
    """Return everything wrong in a workspace, or in the files and folders that are named.

    Nothing is written; the findings are in order of file, line and column.
    """
    from radioprog.studio.plan import check_paths

    named = (paths,) if isinstance(paths, str | Path) else tuple(paths)
    return check_paths(workspace, [workspace.found(Path(each)) for each in named])


@dataclass(frozen=True, slots=True)
class ScheduledAiring:
    """One airing at one station, with aware times in the workspace's zone.

    ``id`` is what calendars, packs and logs call it by; ``programme`` is the script's name, or
    nothing where the series is dry.
    """

    id: str
    station: str
    slot: str
    series: str | None
    programme: str | None
    episode: int | None
    start: dt.datetime
    end: dt.datetime
    kind: Literal["first", "repeat", "relay"]
    priority: Literal["normal", "priority", "emergency"]
    status: Literal["planned", "moved", "cancelled"]


@dataclass(frozen=True, slots=True)
class ScheduleReport:
    """The airings of some days, by station and start, and what is amiss with them."""

    airings: tuple[ScheduledAiring, ...]
    findings: tuple[Finding, ...]


def timetable(
    workspace: Workspace,
    *,
    first: dt.date | str | None = None,
    days: int = 7,
    stations: str | Sequence[str] = (),
) -> ScheduleReport:
    """Return what each station airs.

    Args:
        workspace: whose ``schedules/`` are read.
        first: the first day; today in the workspace's zone where none is given.
        days: how many days.
        stations: ids or names; none: all of them.

    Raises:
        UsageError: a station that nobody knows, or a day that is none.
    """
    from radioprog.studio.air.timetable import asked_day
    from radioprog.studio.air.timetable import timetable as opened

    names = (stations,) if isinstance(stations, str) else tuple(stations)
    table = opened(workspace, first=asked_day(workspace, first), days=days, stations=names)
    audit = table.new_audit()
    airings = tuple(
        _scheduled(station, airing, table.clock)
        for station, plan in table.stations(audit)
        for airing in plan.airings
    )
    return ScheduleReport(airings, table.findings_with(audit))


def _scheduled(station: str, airing: Airing, clock: ZoneClock) -> ScheduledAiring:
    programme = airing.programme
    return ScheduledAiring(
        id=airing_id(station, airing.slot.id, airing.run, airing.date),
        station=station,
        slot=airing.slot.id,
        series=airing.slot.series,
        programme=programme.name if programme else None,
        episode=programme.number if programme else None,
        start=clock.datetime(airing.start),
        end=clock.datetime(airing.end),
        kind=airing.kind.value,
        priority=airing.slot.shown_priority.value,
        status=airing.status.value,
    )


def reading(
    text: str,
    *,
    workspace: Workspace | None = None,
    language: str | None = None,
    style: Style | None = None,
    lexicon: Mapping[str, str] | Lexicon | None = None,
) -> Reading:
    """Say how a text is read aloud, token by token, as a build would read it.

    Args:
        text: line ends stay, so that one line in is one line out.
        workspace: whose language, settings and ``lexicon.yaml`` hold; none: the defaults.
        language: a code such as ``vi``; wins over the workspace's.
        style: region, documents, years; wins over the workspace's.
        lexicon: words and how they are said, laid over the workspace's and the built-in ones.

    Raises:
        ContentError: ``unknown-language``.

    >>> reading("UBND tỉnh họp lúc 17h30").spoken
    'Ủy ban nhân dân tỉnh họp lúc mười bảy giờ ba mươi phút'
    >>> reading("máy XQZT", lexicon={"XQZT": "ích quy"}).spoken
    'máy ích quy'
    """
    words = Lexicon()
    if workspace is not None:
        from radioprog.studio.lexicons import lexicon_of

        words = lexicon_of(workspace) or words
        language = language or workspace.language
        style = style or workspace.style
    if isinstance(lexicon, Mapping):
        lexicon = Lexicon(tuple(LexiconEntry(written, said) for written, said in lexicon.items()))
    words = words.merge(lexicon)
    return read(text, language=language or "vi", style=style or Style(), lexicon=words)


def captions(
    rundown: Rundown, *, language: Literal["vi", "en"] = "vi", form: Literal["vtt", "srt"] = "vtt"
) -> str:
    """Return a programme's captions as WebVTT or SubRip.

    ``language`` is that of what we add ourselves, such as «[băng: …]».
    """
    from radioprog.publish.papers.captions import captions as made
    from radioprog.publish.papers.captions import to_srt, to_vtt

    return (to_srt if form == "srt" else to_vtt)(made(rundown, language))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A script before any sound exists: its rundown by syllables and lengths of files.

    ``rundown`` is nothing where errors stand in the way.
    """

    script: Script | None
    rundown: Rundown | None
    findings: tuple[Finding, ...]

    def _repr_html_(self) -> str | None:
        """Return the rundown sheet for notebooks."""
        from radioprog.publish.papers.rundown_sheet import rundown_sheet

        if self.rundown is None or self.script is None:
            return None
        return rundown_sheet(self.rundown, self.script.meta, language="vi")


def plan(workspace: Workspace, script: PathLike) -> Estimate:
    """Lay a script out in time before any sound exists.

    Raises:
        UsageError: ``missing-file``, there is no such script.
    """
    from radioprog.audio.decode.decoder import Decoder
    from radioprog.studio.catalogue import source_of
    from radioprog.studio.plan import plan as laid_out

    path = workspace.found(Path(script))
    if not path.is_file():
        raise UsageError(NO_SUCH_SCRIPT(name=str(script)))
    with Decoder() as decoder:
        made = laid_out(source_of(workspace, path), workspace, decoder)
    return Estimate(made.prepared.script, made.rundown, made.findings)


def render(
    workspace: Workspace, script: PathLike | Script, *, segment: int | str | None = None
) -> Clip:
    """Return a programme's sound, or that of one segment with its music, as it would be delivered.

    The whole is spoken (from what is kept, where it was spoken before), mixed and mastered, so that
    a segment stands at the level that it has in the programme; nothing is left in the workspace.

    Args:
        workspace: obeyed as the object is.
        script: a path, or a `Script`.
        segment: its number from 1, or its heading; the whole programme where none is given.

    Raises:
        UsageError: there is no such script or segment.
        RadioprogError: what a build of it ends with.
    """
    from radioprog.studio.build import build

    with TemporaryDirectory() as folder:
        report = build(workspace, script, deliver=_LOSSLESS, output=Path(folder).absolute())
        report.raise_for_errors()
        made = report.programmes[0]
        clip = made.clip(_LOSSLESS)
        if segment is None or made.sidecars is None:
            return clip
        rows = json.loads(made.sidecars.rundown_json.read_bytes())["segments"]
    for number, row in enumerate(rows, 1):
        if segment in (number, row["title"]):
            start = round(row["start"] * clip.rate)
            end = start + round(row["length"] * clip.rate)
            return Clip(clip.samples[start:end], clip.rate)
    titles = [row["title"] for row in rows]
    raise UsageError(NO_SUCH_SEGMENT(segment=str(segment), count=len(rows), titles=titles))


_LOSSLESS = "archive"


def tag(
    source: PathLike,
    target: PathLike,
    *,
    title: str,
    series: str | None = None,
    episode: int | None = None,
    producer: str | None = None,
    organisation: str | None = None,
    date: dt.date | str | None = None,
    languages: Sequence[str] = ("vi",),
    topics: Sequence[str] = (),
    copyright: str | None = None,  # noqa: A002 - the tag's own name
    transcript: str = "",
    synthetic: str | None = None,
) -> Path:
    """Write a tagged copy of a sound file, whole or not at all; the same input, the same bytes.

    Args:
        source: an MP3, Ogg Opus, M4A, FLAC or WAV file; the sound is copied as it is.
        target: the copy.
        synthetic: the mark that machines speak, such as ``yes; engine=espeak; segments=1-3``.

    Raises:
        ContentError: the file cannot be read as sound.
        DiskError: the disk refused.
    """
    when = dt.date.fromisoformat(date) if isinstance(date, str) else date
    about = (title, series, episode, producer, organisation, when)
    more = (tuple(languages), tuple(topics), copyright, transcript, synthetic)
    return _tagged_copy(Path(source), Path(target), _Described(*about, *more))


@dataclass(frozen=True, slots=True)
class _Described:
    """What is told about a sound file that somebody else made."""

    title: str
    series: str | None
    episode: int | None
    producer: str | None
    organisation: str | None
    date: dt.date | None
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    copyright: str | None
    transcript: str
    synthetic: str | None


def _tagged_copy(source: Path, target: Path, told: _Described) -> Path:
    """Write a copy with what is told of it beside its measured loudness."""
    from radioprog.audio.codecs.formats import Container
    from radioprog.audio.measure import measure
    from radioprog.kernel.files import publish
    from radioprog.programme.tags.model import Measured, Tags, language_code
    from radioprog.programme.tags.write import tag_file

    heard = measure(source)
    if heard.container not in tuple(Container):
        raise UsageError(NOT_TAGGABLE(Place(source.as_posix()), name=source.name))
    tags = Tags(
        title=told.title,
        series=told.series,
        episode=told.episode,
        producer=told.producer,
        organisation=told.organisation,
        date=told.date,
        languages=tuple(map(language_code, told.languages)),
        topics=told.topics,
        copyright=told.copyright,
        transcript=told.transcript,
        lyrics=(),
        chapters=(),
        encoder="radioprog",
        loudness=Measured.of(heard.loudness),
        source_sha256=heard.sha256,
        synthetic=told.synthetic,
        source_type=None,
    )
    container = Container(heard.container)
    return publish(target, lambda part: tag_file(source, part, tags, container)).path
