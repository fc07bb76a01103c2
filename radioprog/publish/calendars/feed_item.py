"""What a feed holds, decided before a line is written: one item for each VEVENT to come.

An item belongs to a class of stations; what differs from station to station (its name, its place,
the revision) is added when it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.schedule.airings.airing import Airing
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import (
    DAY,
    CivilDay,
    CivilMoment,
    Instant,
    Span,
    ZoneClock,
    span_text,
)
from radioprog.schedule.plan.slot import Priority, Slot

PRIORITY_WORDS = {
    Priority.NORMAL: Text("thông thường", "normal"),
    Priority.PRIORITY: Text("ưu tiên", "priority"),
    Priority.EMERGENCY: Text("khẩn cấp", "emergency"),
}
EXERCISE = Text("diễn tập", "exercise")
PRIORITY_NUMBERS = {Priority.NORMAL: 5, Priority.PRIORITY: 3, Priority.EMERGENCY: 1}


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One VEVENT of a class of stations.

    ``stem`` is the part of its UID before the station, ``recurrence`` the planned moment that an
    override stands for, ``start`` and ``end`` wall-clock moments, ``last`` the last day on which
    it has an occurrence (``None``: it goes on), ``base`` the day from which its revisions count,
    ``instants`` start and end where the wall clock alone would leave them in doubt. ``slot``,
    ``run`` and ``day`` (of the first run; of a series, that of its first occurrence) name its
    airing, ``later`` how many days a series' run comes after the first one; ``planned`` is where
    the rule puts a single event, ``reason`` why it is not as the rule has it.
    """

    stem: str
    start: CivilMoment
    end: CivilMoment
    summary: str
    description: str
    categories: tuple[str, ...]
    priority: int
    base: CivilDay
    recurrence: CivilMoment | None = None
    rule: str | None = None
    exdates: tuple[CivilMoment, ...] = ()
    cancelled: bool = False
    last: CivilDay | None = None
    related: str | None = None
    audio: str = ""
    audio_size: int = 0
    programme: str = ""
    instants: tuple[Instant, Instant] | None = None
    slot: str = ""
    run: int = 0
    day: CivilDay = CivilDay(0)
    later: int = 0
    planned: CivilMoment | None = None
    reason: str = ""
    all_day: bool = False

    def to_record(self) -> dict[str, Any]:
        """Return the item as plain JSON values, what is as usual left out."""
        rows = {each.name: getattr(self, each.name) for each in fields(self)}
        usual = {each.name: each.default for each in fields(self)}
        return {name: value for name, value in rows.items() if value != usual[name]}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> FeedItem:
        """Return the item that `to_record` wrote; ValueError or TypeError for anything else."""
        rows = dict(record)
        for name in ("categories", "exdates"):
            rows[name] = tuple(rows.get(name, ()))
        if rows.get("instants") is not None:
            start, end = rows["instants"]
            rows["instants"] = (Instant(start), Instant(end))
        item = cls(**rows)
        if not isinstance(item.start, int) or not isinstance(item.stem, str):
            raise TypeError("no item of a feed")
        return item


def stem_of(slot: Slot, run: int) -> str:
    """Return the part of a UID that names a slot's run."""
    return f"{slot.id}.{run}"


def words_for(
    slot: Slot,
    run: int,
    programme: ProgrammeEntry | None,
    length: Span,
    language: Language,
    reason: Text | None = None,
) -> tuple[str, str, tuple[str, ...]]:
    """Return summary, description, categories of a run of a slot, with its programme if known."""
    title = slot.title
    lines: list[str] = []
    if programme is not None:
        number = Text(f" - số {programme.number}", f" - no. {programme.number}")
        title = programme.title + (number.to(language) if programme.number is not None else "")
        lines.extend(_programme_lines(slot, programme, language))
    elif slot.series:
        lines.append(
            Text("Chuyên mục: ", "Series: ").to(language) + (slot.series_title or slot.series)
        )
    lines.append(Text("Thời lượng: ", "Length: ").to(language) + span_text(length))
    if run:
        lines.append(Text(f"Phát lại lần {run}", f"Repeat {run}").to(language))
    if reason is not None:
        lines.append(_capital(reason.to(language)))
    summary = one_line(title) + (" (PL)" if run else "")
    topics = programme.topics if programme else ()
    kind = EXERCISE if slot.alert == "exercise" else PRIORITY_WORDS[slot.priority]
    categories = (kind.to(language), *topics)
    return summary, "\n".join(lines), categories


def _programme_lines(slot: Slot, programme: ProgrammeEntry, language: Language) -> list[str]:
    lines = []
    if slot.series:
        lines.append(
            Text("Chuyên mục: ", "Series: ").to(language) + (slot.series_title or slot.series)
        )
    if programme.topics:
        lines.append(Text("Chủ đề: ", "Topics: ").to(language) + ", ".join(programme.topics))
    if programme.producer:
        lines.append(Text("Thực hiện: ", "Producer: ").to(language) + programme.producer)
    if programme.audio and not programme.editions:  # else each station's own lines tell of it
        length, sha256 = programme.length, programme.audio_sha256
        lines.extend(sound_lines(programme.audio, length, sha256, language))
    return lines


def sound_lines(path: str, length: float | None, sha256: str, language: Language) -> list[str]:
    """Say which file is to be aired, how long it sounds, and how to know that it is the one."""
    lines = [Text("Tệp tiếng: ", "Audio: ").to(language) + path.rpartition("/")[2]]
    if length is not None:
        lasts = span_text(Span(round(length)))
        lines.append(Text("Tiếng dài: ", "Sound lasts: ").to(language) + lasts)
    return [*lines, f"SHA-256: {sha256[:16]}"] if sha256 else lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def single(
    airing: Airing, language: Language, base: CivilDay, clock: ZoneClock, stem: str
) -> FeedItem:
    """Make the VEVENT of one airing that stands for itself."""
    return replace(override(airing, language, base, clock), stem=stem, recurrence=None)


def override(airing: Airing, language: Language, base: CivilDay, clock: ZoneClock) -> FeedItem:
    """Make the VEVENT of one occurrence of a series that differs from its rule."""
    slot = airing.slot
    start, end = clock.civil(airing.start), clock.civil(airing.end)
    certain = clock.is_certain(start) and clock.is_certain(end)
    length = Span(airing.end - airing.start)
    why = None if airing.reason is None else airing.reason.text()
    said = words_for(slot, airing.run, airing.programme, length, language, why)
    return FeedItem(
        stem=stem_of(slot, airing.run),
        start=start,
        end=end,
        summary=said[0],
        description=said[1],
        categories=said[2],
        priority=PRIORITY_NUMBERS[slot.shown_priority],
        base=base,
        recurrence=airing.planned,
        cancelled=not airing.is_live,
        last=CivilDay(max(airing.at, airing.planned) // 86_400),
        related=stem_of(slot, 0) if airing.run else None,
        audio=airing.programme.audio if airing.programme else "",
        audio_size=airing.programme.audio_size if airing.programme else 0,
        programme=airing.programme.name if airing.programme else "",
        instants=None if certain else (airing.start, airing.end),
        slot=slot.id,
        run=airing.run,
        day=airing.date,
        planned=airing.planned,
        reason=why.to(language) if why else "",
    )


def is_plain(airing: Airing, every: ProgrammeEntry | None) -> bool:
    """Tell whether an airing is just what its slot's rule says, ``every`` its programme."""
    return (
        airing.is_live
        and not airing.pauses
        and airing.at == airing.planned
        and airing.programme == every
        and airing.end - airing.start == airing.slot.length
    )


CLOSING = "notice.closed"
"""The stem of the last notice of a calendar."""


def closing_notice(
    day: CivilDay, successors: Sequence[tuple[str, str]], address: str, language: Language
) -> FeedItem:
    """Make the all-day notice that a calendar is closed, naming (id, name) of what follows."""
    names = ", ".join(name for _, name in successors)
    head = _FOLLOWED if successors else _CLOSED
    lines = [head.filled(names=names).to(language)]
    lines.extend(
        f"{name}: {address.rstrip('/')}/{id_}.ics" if address else f"{name}: {id_}.ics"
        for id_, name in successors
    )
    return FeedItem(
        stem=CLOSING,
        start=CivilMoment(day * DAY),
        end=CivilMoment((day + 1) * DAY),
        summary=lines[0],
        description="\n".join(lines),
        categories=(PRIORITY_WORDS[Priority.NORMAL].to(language),),
        priority=PRIORITY_NUMBERS[Priority.NORMAL],
        base=day,
        last=day,
        day=day,
        all_day=True,
    )


_CLOSED = Text("Lịch này đã đóng", "This calendar is closed")
_FOLLOWED = Text(
    "Lịch này đã đóng, mời theo dõi lịch của {names}",
    "This calendar is closed; please follow that of {names}",
)
