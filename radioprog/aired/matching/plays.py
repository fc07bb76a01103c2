"""Plays: rows that speak of one and the same time on air, brought together before matching.

Overlapping exports, a device's log beside an officer's sheet, two clusters of a merged station:
each bears witness to one play, none makes a second one of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from radioprog.aired.matching.match import (
    Grade,
    PlannedAiring,
    Tolerances,
    bare_form,
    file_form,
    planned_titles,
    same_title,
    title_form,
)
from radioprog.aired.played import PlayedRow, RowSays

_SAME_START = 60
"""Rows about the same content whose starts differ by at most so many seconds are one play."""
SEAM = 5
"""Two parts of a split play may overlap by so many seconds, as their sources round."""


@dataclass(frozen=True, slots=True)
class Play:
    """One time on air and the rows that bear witness to it, the best one first.

    ``start`` is ``None`` where only its airing is named.
    """

    rows: tuple[PlayedRow, ...]
    start: int | None
    length: int | None
    precision: int
    airing: str

    @property
    def end(self) -> int | None:
        """When it ended, in seconds since 1970."""
        return None if self.start is None or self.length is None else self.start + self.length

    @property
    def best(self) -> PlayedRow:
        """The row that is believed first: a machine's, exact to the second."""
        return self.rows[0]

    @property
    def is_by_person(self) -> bool:
        """Tell whether only people say so."""
        return self.best.is_by_person

    @property
    def is_nameless(self) -> bool:
        """Tell whether no row says what was played."""
        return not any(each.title or each.file or each.sha256 or each.airing for each in self.rows)

    @property
    def key(self) -> tuple[int, str]:
        """Its place in order: by start, then by what the rows say."""
        return (self.start or 0, _identity(self.best))


def _identity(row: PlayedRow) -> str:
    said = (row.airing, row.sha256, row.file, row.title, row.source.system, row.by, row.reason)
    return "\0".join((*said, str(row.length), row.date))


def _trust(row: PlayedRow) -> tuple[bool, bool, int, bool, int, str]:
    """Order witnesses: machines first, then those that know the time, to the second."""
    return (
        row.is_by_person,
        row.start is None,
        row.precision,
        row.length is None,
        row.start or 0,
        _identity(row),
    )


def play_of(rows: Sequence[PlayedRow]) -> Play:
    """Return the play that rows bear witness to."""
    if len(rows) == 1:  # nearly always, and a province's year has many
        row = rows[0]
        return Play((row,), row.start, row.length, row.precision, row.airing)
    ordered = tuple(sorted(rows, key=_trust))
    best = ordered[0]
    lengths = (each.length for each in ordered if each.length is not None)
    ids = (each.airing for each in ordered if each.airing)
    return Play(ordered, best.start, next(lengths, None), best.precision, next(ids, ""))


def same_content(one: PlayedRow, other: PlayedRow) -> bool:
    """Tell whether two rows may speak of the same content."""
    if one.airing and other.airing:
        return one.airing == other.airing
    if one.sha256 and other.sha256:
        return one.sha256 == other.sha256
    if one.file and other.file and file_form(one.file) == file_form(other.file):
        return True
    plain = one.title.isascii() or other.title.isascii()
    form = bare_form if plain else title_form
    first, second = form(one.title), form(other.title)
    if first and second:
        cut = min(each.cut for each in (one, other) if each.cut) if one.cut or other.cut else 0
        return first == second or (cut > 0 and first[: cut - 4] == second[: cut - 4])
    return one.source.system != other.source.system and not (one.file and other.file)


def plays_of(rows: Iterable[PlayedRow]) -> list[Play]:
    """Bring the rows of one station together into plays, in order of start.

    Rows of one system are one play only where they say that the time on air was the same.
    """
    groups: list[list[PlayedRow]] = []
    recent: list[list[PlayedRow]] = []
    for row in _in_order(rows):
        if row.start is None:
            groups.append([row])
            continue
        start = row.start
        recent = [each for each in recent if start - (each[0].start or 0) <= _SAME_START]
        home = next((each for each in recent if _belongs(row, each)), None)
        if home is None:
            home = [row]
            groups.append(home)
            recent.append(home)
        else:
            home.append(row)
    # Groups came in a full order already; only a better witness may have another start.
    return sorted((play_of(group) for group in groups), key=lambda play: play.start or 0)


def _in_order(rows: Iterable[PlayedRow]) -> Iterator[PlayedRow]:
    """Yield rows by start, then by trust; what that takes is asked only where starts are equal."""
    by_start = sorted(rows, key=_start_of)
    for _, same in groupby(by_start, _start_of):
        first, *others = same
        yield from sorted((first, *others), key=_trust) if others else (first,)


def _start_of(row: PlayedRow) -> int:
    return row.start or 0


def _belongs(row: PlayedRow, group: Sequence[PlayedRow]) -> bool:
    return any(_is_same_time(row, other) and same_content(row, other) for other in group)


def _is_same_time(one: PlayedRow, other: PlayedRow) -> bool:
    if one.source.system != other.source.system or one.start == other.start:
        return True
    return shared_share(one.start, one.length, other.start, other.length) > 50


def shared_share(start: int | None, length: int | None, at: int | None, span: int | None) -> int:
    """Return how much of the shorter of two times on air both have in common, in percent.

    >>> shared_share(0, 100, 40, 100), shared_share(0, 100, 100, 50), shared_share(0, None, 0, 9)
    (60, 0, 0)
    """
    if start is None or at is None or not length or not span:
        return 0
    common = min(start + length, at + span) - max(start, at)
    return max(0, common * 100 // min(length, span))


def current_rows(rows: Iterable[PlayedRow]) -> Iterator[PlayedRow]:
    """Yield the rows that hold: of several sheets about one airing, the one recorded last."""
    last: dict[str, tuple[str, str]] = {}
    kept: list[PlayedRow] = []
    for row in rows:
        if row.is_by_person and row.airing and row.said is not RowSays.UNREAD:
            mark = (row.at, row.source.sha256)
            if mark > last.get(row.airing, ("", "")):
                last[row.airing] = mark
            kept.append(row)
        else:
            yield row
    for row in kept:
        if (row.at, row.source.sha256) == last[row.airing]:
            yield row


def grade_of(rows: Iterable[PlayedRow], planned: PlannedAiring | None) -> Grade:
    """Return the best grade of evidence among rows: A with id or hash, B a log, C a person."""
    best: Grade = "D"
    for row in rows:
        if row.is_by_person:
            best = min(best, "C")
        elif planned is None:
            best = min(best, "A" if row.airing or row.sha256 else "B")
        elif row.airing == planned.id or planned.is_sound(row.sha256):
            return "A"
        else:
            best = min(best, "B")
    return best


# --- an airing and a play ---


def titles_of(airing: PlannedAiring) -> tuple[str, ...]:
    """Return the titles by which an airing may stand in a log."""
    return planned_titles(airing.title, airing.number, airing.programme or "")


def is_same_sha256(airing: PlannedAiring, play: Play) -> bool:
    """Tell whether a row has the hash of the delivered sound."""
    return airing.has_known_sound and any(airing.is_sound(row.sha256) for row in play.rows)


def is_same_file(airing: PlannedAiring, play: Play) -> bool:
    """Tell whether a row has the name of the delivered file."""
    if not airing.file:
        return False
    form = file_form(airing.file)
    return any(row.file and file_form(row.file) == form for row in play.rows)


def is_same_title(airing: PlannedAiring, play: Play) -> bool:
    """Tell whether a row has a title of the airing."""
    forms = titles_of(airing)
    return any(row.title and same_title(row.title, row.cut, forms) for row in play.rows)


def airings_near(airings: Sequence[PlannedAiring], start: int, reach: int) -> list[PlannedAiring]:
    """Return the airings that begin near a moment or end near it, the nearest first."""
    low, high = (
        _first_from(airings, start - reach - 4 * 3600),
        _first_from(airings, start + reach + 1),
    )
    near = [each for each in airings[low:high] if each.start - reach <= start <= each.end + reach]
    return sorted(near, key=lambda each: (abs(each.start - start), each.id))


def _first_from(airings: Sequence[PlannedAiring], at: int) -> int:
    low, high = 0, len(airings)
    while low < high:
        middle = (low + high) // 2
        if airings[middle].start < at:
            low = middle + 1
        else:
            high = middle
    return low


def overlap(one: Play, other: Play) -> int:
    """Return how many seconds two plays have in common; below 0 what lies between them."""
    starts, ends = max(one.start or 0, other.start or 0), min(one.end or 0, other.end or 0)
    return ends - starts


def covered(airing: PlannedAiring, play: Play) -> int:
    """Return how many seconds of an airing's place a play fills."""
    start = play.start or 0
    end = airing.end if play.length is None else start + play.length
    return max(0, min(end, airing.end) - max(start, airing.start))


def disjoint(parts: Sequence[Play]) -> list[Play]:
    """Leave out what lies within another part: the same time on air seen twice.

    Parts that touch by a few seconds are two: clocks and lengths are rounded.
    """
    kept: list[Play] = []
    for play in sorted(parts, key=lambda each: each.key):
        if not any(_is_seen_twice(each, play) for each in kept):
            kept.append(play)
    return kept


def _is_seen_twice(one: Play, other: Play) -> bool:
    common = overlap(one, other)
    return common > min(SEAM, (one.length or 0) - 1, (other.length or 0) - 1)


def is_short(length: int, planned: int, rules: Tolerances) -> bool:
    """Tell whether a length lacks more of the planned one than may be."""
    lacking = planned - length
    return lacking > rules.length_seconds and lacking * 100 > planned * rules.length_share


def is_long(length: int, planned: int, rules: Tolerances) -> bool:
    """Tell whether a length is more over the planned one than may be."""
    over = length - planned
    return over > rules.length_seconds and over * 100 > planned * rules.length_share
