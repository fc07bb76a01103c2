"""What goes out: a station's airings with the sound of each, as plain values.

The common input of packs and playlists; an airing that is cancelled is not in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.schedule.airings.airing import Airing, AiringKind
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.airings.identity import airing_id
from radioprog.schedule.days.civil import ZoneClock
from radioprog.schedule.plan.slot import Priority

DRAFT = Text("NHÁP", "DRAFT")
"""What marks the title of a programme that nobody approved."""


@dataclass(frozen=True, slots=True)
class OutgoingSound:
    """A finished delivery of a programme: where it lies, its bytes, and how long it sounds.

    ``sha256`` is that of the file as built; ``duration`` is in seconds.
    """

    path: Path
    size: int
    sha256: str
    duration: float
    codec: str
    bitrate: int = 0
    channels: int = 1
    sample_rate: int = 0

    @property
    def extension(self) -> str:
        """The ending of its name, with the dot."""
        return self.path.suffix


@dataclass(frozen=True, slots=True)
class OutgoingAiring:
    """One airing at one station, with its programme's sound where there is one.

    ``start`` and ``end`` are aware, in the station's zone; ``of`` is the start of the first run
    that a repeat repeats; ``programme`` is the script's name.
    """

    id: str
    station: str
    slot: str
    start: dt.datetime
    end: dt.datetime
    title: str
    kind: AiringKind
    priority: Priority = Priority.NORMAL
    run: int = 0
    series: str | None = None
    programme: str | None = None
    episode: int | None = None
    topics: tuple[str, ...] = ()
    producer: str = ""
    sound: OutgoingSound | None = None
    of: dt.datetime | None = None
    draft: bool = False

    @property
    def day(self) -> dt.date:
        """The date on which it begins, by the station's clock."""
        return self.start.date()

    def named(self, language: Language) -> str:
        """Return its title, marked where it is a draft."""
        return f"[{DRAFT.to(language)}] {self.title}" if self.draft else self.title


def outgoing(
    station: str,
    airings: Iterable[Airing],
    clock: ZoneClock,
    sound_of: Callable[[ProgrammeEntry], OutgoingSound | None],
    is_draft: Callable[[ProgrammeEntry], bool] = lambda entry: False,
) -> tuple[OutgoingAiring, ...]:
    """Return what a station has on air, in order of time."""
    made = (_made(station, each, clock, sound_of, is_draft) for each in airings if each.is_live)
    return tuple(sorted(made, key=lambda each: (each.start, each.end, each.slot, each.run)))


def _made(
    station: str,
    airing: Airing,
    clock: ZoneClock,
    sound_of: Callable[[ProgrammeEntry], OutgoingSound | None],
    is_draft: Callable[[ProgrammeEntry], bool],
) -> OutgoingAiring:
    slot, entry = airing.slot, airing.programme
    draft = entry is not None and is_draft(entry)
    repeats = airing.kind is AiringKind.REPEAT and airing.of is not None
    return OutgoingAiring(
        id=airing_id(station, slot.id, airing.run, airing.date),
        station=station,
        slot=slot.id,
        start=clock.datetime(airing.start),
        end=clock.datetime(airing.end),
        title=_unmarked(one_line(entry.title if entry else slot.title), draft) or slot.id,
        kind=airing.kind,
        priority=slot.shown_priority,
        run=airing.run,
        series=one_line(slot.series_title or slot.series) if slot.series else None,
        programme=entry.name if entry else None,
        episode=entry.number if entry else None,
        topics=tuple(map(one_line, entry.topics)) if entry else (),
        producer=one_line(entry.producer) if entry else "",
        sound=sound_of(entry) if entry else None,
        of=clock.datetime(airing.of) if repeats and airing.of is not None else None,
        draft=draft,
    )


def _unmarked(title: str, draft: bool) -> str:
    """Return a title without the mark of drafts, which the schedule may have put there already."""
    marks = [f"[{DRAFT.to('vi')}] ", f"[{DRAFT.to('en')}] "] if draft else []
    return next((title.removeprefix(mark) for mark in marks if title.startswith(mark)), title)
