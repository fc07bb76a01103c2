"""Reconciliation: planned airings against played rows, station by station.

In the order of the contract: the airing's id, the hash, the file's name, the title near the
planned time, at last the time alone. An id wins over everything but another edition's hash.
Nothing here reads a clock or a disk; rows may come in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from radioprog.aired import findings as says
from radioprog.aired.matching.match import (
    Grade,
    How,
    Match,
    Outcome,
    PlannedAiring,
    SaidReason,
    Tolerances,
    assign,
    same_title,
)
from radioprog.aired.matching.plays import (
    SEAM,
    Play,
    airings_near,
    covered,
    current_rows,
    disjoint,
    grade_of,
    is_long,
    is_same_file,
    is_same_sha256,
    is_same_title,
    is_short,
    plays_of,
    same_content,
    shared_share,
    titles_of,
)
from radioprog.aired.played import PlayedRow, RowSays
from radioprog.kernel.findings import Finding

_REASON_WORDS = {
    "power": ("mất điện", "cúp điện", "cắt điện", "điện", "power"),
    "pre-empted": ("nhường", "ưu tiên", "khẩn cấp", "chèn", "tiếp sóng", "pre-empted", "preempted"),
    "equipment": ("máy", "thiết bị", "loa", "hỏng", "equipment", "mạng"),
    "staff": ("nhân viên", "người trực", "vắng", "nghỉ", "staff"),
    "weather": ("mưa", "bão", "lũ", "thời tiết", "weather", "sét"),
}


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The matches, by station and time, and what is to be said of the logs."""

    matches: tuple[Match, ...]
    findings: tuple[Finding, ...] = ()


@dataclass
class _Taken:
    """What was found for an airing so far."""

    how: How
    plays: list[Play] = field(default_factory=list)


def reconcile(
    planned: Iterable[PlannedAiring],
    rows: Iterable[PlayedRow],
    tolerances: Tolerances | None = None,
    *,
    reasons: Mapping[str, Sequence[SaidReason]] | None = None,
    window: tuple[int, int] | None = None,
) -> Reconciled:
    """Match planned airings with played rows, one to one.

    ``planned`` and ``rows`` should reach a day beyond ``window`` (first and last moment, seconds
    since 1970), within which airings and extras are reported.
    """
    rules = tolerances or Tolerances()
    by_station: dict[str, list[PlannedAiring]] = {}
    home: dict[str, str] = {}
    for airing in planned:
        by_station.setdefault(airing.station, []).append(airing)
        home[airing.id] = airing.station
    heard: dict[str, list[PlayedRow]] = {}
    for row in current_rows(rows):
        if row.said is not RowSays.UNREAD:
            heard.setdefault(home.get(row.airing, row.station), []).append(row)
    matches: list[Match] = []
    findings: list[Finding] = []
    for station in sorted(by_station.keys() | heard.keys()):
        one = _Station(by_station.get(station, []), heard.get(station, []), rules, reasons or {})
        found = one.matches(window)
        matches.extend(found)
        findings.extend(_told(station, found, one.rows, rules))
    return Reconciled(tuple(matches), tuple(findings))


class _Station:
    """The airings and rows of one station on their way to matches."""

    def __init__(
        self,
        planned: Iterable[PlannedAiring],
        rows: Sequence[PlayedRow],
        rules: Tolerances,
        reasons: Mapping[str, Sequence[SaidReason]],
    ) -> None:
        self.rules = rules
        self.reasons = reasons
        self.rows = rows
        self.all = sorted(planned, key=lambda each: (each.start, each.id))
        self.open = [each for each in self.all if not each.cancelled]
        self.taken: dict[str, _Taken] = {}
        self.plays = plays_of(row for row in rows if row.said is RowSays.PLAYED)
        self.refused = [row for row in rows if row.said is RowSays.NOT_PLAYED]

    def matches(self, window: tuple[int, int] | None) -> list[Match]:
        """Return the station's matches within a window, by time."""
        self._by_id()
        known = [each for each in self.open if each.has_known_sound]
        self._near("sha256", is_same_sha256, known)
        self._near("file", is_same_file, [each for each in self.open if each.file])
        self._near("title", is_same_title, self.open)
        self._reunite()
        self._join()
        if any(play.is_nameless for play in self.plays):
            self._near("time", lambda airing, play: play.is_nameless, self.open)
        not_played = self._not_played()
        made = [
            self._match(airing, not_played.get(airing.id, ())) for airing in self._filled_last()
        ]
        found = [match for match in made if match is not None]
        found.extend(self._extra(play) for play in self.plays)
        low, high = window or (0, 1 << 62)
        return sorted(
            (match for match in found if low <= match.at < high),
            key=lambda match: (match.at, match.planned is None, match.planned_id),
        )

    # --- the steps ---

    def _by_id(self) -> None:
        known = {airing.id: airing for airing in self.open}
        left: list[Play] = []
        named: dict[str, list[Play]] = {}
        for play in self.plays:
            if play.airing in known:
                named.setdefault(play.airing, []).append(play)
            else:
                left.append(play)
        for id_, plays in named.items():
            left.extend(self._whole(known[id_], plays))
        self.plays = sorted(left, key=lambda play: play.key)

    def _whole(self, airing: PlannedAiring, plays: list[Play]) -> list[Play]:
        """Take the parts of an airing, until it is whole; what comes after that is left."""
        if len(plays) == 1:
            self.taken[airing.id] = _Taken("id", plays)
            return []
        timed = [play for play in plays if play.start is not None]
        taken = self.taken[airing.id] = _Taken("id", [p for p in plays if p.start is None])
        left: list[Play] = []
        for play in sorted(timed, key=lambda each: (each.is_by_person, each.key)):
            parts = [each for each in taken.plays if each.start is not None]
            again = parts and not self._goes_on(airing, parts, play, gap=1 << 40)
            if again and not self._is_witness(parts, play):
                left.append(play)
            else:
                taken.plays.append(play)
        return left

    def _near(
        self,
        how: How,
        fits: Callable[[PlannedAiring, Play], bool],
        airings: Iterable[PlannedAiring],
    ) -> None:
        """Match what is left of some airings with what fits, near its planned time."""
        wanted = [each for each in airings if each.id not in self.taken]
        given = [play for play in self.plays if play.start is not None]
        if not wanted or not given:
            return
        pairs = assign(
            [each.start for each in wanted],
            [play.start or 0 for play in given],
            self.rules.window,
            lambda one, other: fits(wanted[one], given[other]),
        )
        used = set()
        for one, other in pairs:
            self.taken[wanted[one].id] = _Taken(how, [given[other]])
            used.add(id(given[other]))
        self.plays = [play for play in self.plays if id(play) not in used]

    def _reunite(self) -> None:
        """Take back the second half of a split play from a later airing of the same title.

        It is one where both halves together are whole, and neither of them is by itself.
        """
        sure = [each for each in self.open if each.id in self.taken]
        for first, second in pairwise(sure):
            one, other = self.taken.get(first.id), self.taken[second.id]
            if one is None:
                continue
            play = other.plays[0]
            if "id" in (one.how, other.how) or play.length is None or len(other.plays) > 1:
                continue
            if not is_short(play.length, second.length, self.rules):
                continue
            if abs((play.start or 0) - second.start) <= self.rules.minute:
                continue
            if not same_content(one.plays[0].best, play.best) or not self._goes_on(
                first, one.plays, play, gap=self.rules.split_gap
            ):
                continue
            whole = play.length + sum(each.length or 0 for each in one.plays)
            if not is_short(whole, first.length, self.rules):
                one.plays.append(play)
                del self.taken[second.id]

    def _join(self) -> None:
        """Give airings the other parts of split plays, and what else bears witness to them."""
        left: list[Play] = []
        sure = [each for each in self.open if each.id in self.taken]
        for play in self.plays:
            airing = self._airing_of(play, sure)
            if airing is None:
                left.append(play)
            else:
                self.taken[airing.id].plays.append(play)
        self.plays = left

    def _airing_of(self, play: Play, sure: Sequence[PlannedAiring]) -> PlannedAiring | None:
        if play.start is None or play.is_nameless:
            return None
        reach = max(self.rules.window, self.rules.split_gap)
        for airing in airings_near(sure, play.start, reach):
            if not (
                any(same(airing, play) for same in (is_same_sha256, is_same_file, is_same_title))
            ):
                continue
            parts = [each for each in self.taken[airing.id].plays if each.start is not None]
            if not parts or self._is_witness(parts, play):
                return airing
            if self._goes_on(airing, parts, play, gap=self.rules.split_gap):
                return airing
        return None

    def _is_witness(self, parts: Sequence[Play], play: Play) -> bool:
        """Tell whether a play is one of the parts, as seen by another source."""
        theirs = {row.source.system for part in parts for row in part.rows}
        ours = {row.source.system for row in play.rows}
        if not ours & theirs:
            return True
        return any(
            shared_share(part.start, part.length, play.start, play.length) > 50 for part in parts
        )

    def _goes_on(
        self, airing: PlannedAiring, parts: Sequence[Play], play: Play, *, gap: int
    ) -> bool:
        """Tell whether a play goes on with an airing that was broken off."""
        if play.length is None or any(part.length is None for part in parts):
            return False
        so_far = sum(part.length or 0 for part in parts)
        if not is_short(so_far, airing.length, self.rules):
            return False
        if is_long(so_far + play.length, airing.length, self.rules):
            return False
        start, end = play.start or 0, play.end or 0
        before = any(-SEAM <= start - (part.end or 0) <= gap for part in parts)
        after = any(-SEAM <= (part.start or 0) - end <= gap for part in parts)
        return before or after

    def _not_played(self) -> dict[str, list[PlayedRow]]:
        """Return the rows that say of an airing that it was not played."""
        known = {airing.id for airing in self.open}
        found: dict[str, list[PlayedRow]] = {}
        for row in self.refused:
            if row.airing in known:
                found.setdefault(row.airing, []).append(row)
                continue
            if row.start is None:
                continue
            for airing in airings_near(self.open, row.start, self.rules.minute):
                if not row.title or same_title(row.title, row.cut, titles_of(airing)):
                    found.setdefault(airing.id, []).append(row)
                    break
        return found

    def _filled_last(self) -> list[PlannedAiring]:
        """Give the places that are left to what filled them; return all airings in order."""
        for airing in self.open:
            if airing.id in self.taken or airing.is_relay or airing.pre_empted:
                continue
            length = max(1, airing.end - airing.start)
            inside = [play for play in self.plays if self._fills(airing, play)]
            filled = sum(covered(airing, play) for play in inside)
            if inside and filled * 100 >= length * self.rules.filled_share:
                self.taken[airing.id] = _Taken("time", inside)
                used = {id(play) for play in inside}
                self.plays = [play for play in self.plays if id(play) not in used]
        return self.all

    def _fills(self, airing: PlannedAiring, play: Play) -> bool:
        if play.start is None:
            return False
        if play.length is None:
            slack = self.rules.on_time if play.precision == 1 else self.rules.minute
            return abs(play.start - airing.start) <= slack
        return covered(airing, play) > 0

    # --- what became of it ---

    def _match(self, airing: PlannedAiring, refused: Sequence[PlayedRow]) -> Match | None:
        reasons = tuple(self.reasons.get(airing.id, ()))
        if refused:
            reasons += tuple(_reasons_of(refused))
        taken = self.taken.get(airing.id)
        if airing.cancelled:
            return None
        if taken is None or not taken.plays:
            return _silent(airing, refused, reasons)
        best, start, length, parts = _on_air(taken.plays)
        delta = None if start is None else start - airing.start
        rows = best.rows
        if len(taken.plays) > 1:
            rows = tuple(row for play in taken.plays for row in play.rows)
        outcome = self._of_content(airing, rows, taken.how, best)
        return Match(
            airing,
            outcome or self._of_time(airing, delta, length, best),
            grade_of(rows, airing),
            rows,
            taken.how,
            start,
            length,
            delta,
            parts,
            reasons,
        )

    def _of_content(
        self, airing: PlannedAiring, rows: Sequence[PlayedRow], how: How, best: Play
    ) -> Outcome | None:
        """Return the class where something else was on air than what was planned."""
        if is_other_edition(airing, rows, how):
            return Outcome.OTHER_CONTENT
        if how != "time" or best.is_nameless:
            return None
        if any(row.emergency for row in rows):
            return Outcome.PRE_EMPTED
        return Outcome.RELAY if all(row.relay for row in rows) else Outcome.OTHER_CONTENT

    def _of_time(
        self, airing: PlannedAiring, delta: int | None, length: int | None, best: Play
    ) -> Outcome:
        """Return the class of what was planned, by when it began and how long it was."""
        slack = self.rules.on_time if best.precision == 1 else self.rules.minute
        if delta is not None and abs(delta) > slack:
            return Outcome.LATE if delta > 0 else Outcome.EARLY
        if length is not None and is_short(length, airing.length, self.rules):
            return Outcome.SHORT
        if length is not None and is_long(length, airing.length, self.rules):
            return Outcome.LONG
        return Outcome.RELAY if airing.is_relay else Outcome.ON_TIME

    def _extra(self, play: Play) -> Match:
        how: How = "id" if play.airing else "time"
        return Match(
            None,
            Outcome.EXTRA,
            grade_of(play.rows, None),
            play.rows,
            how,
            play.start,
            play.length,
            parts=1,
        )


def _on_air(plays: Sequence[Play]) -> tuple[Play, int | None, int | None, int]:
    """Return whom to believe, when it began, how long it was in all, in how many parts."""
    if len(plays) == 1:  # nearly all of them, and a province's year has many
        play = plays[0]
        return play, play.start, None if play.start is None else play.length, 1
    best = min(plays, key=_trusted)
    system = best.best.source.system
    parts = [play for play in plays if play.start is not None and play.best.source.system == system]
    parts = disjoint(parts) if len(parts) > 1 else parts
    start = min((play.start for play in parts if play.start is not None), default=None)
    lengths = [play.length for play in parts]
    length = sum(each or 0 for each in lengths) if lengths and None not in lengths else None
    return best, start, length, max(1, len(parts))


def _silent(
    airing: PlannedAiring, refused: Sequence[PlayedRow], reasons: tuple[SaidReason, ...]
) -> Match:
    """Say what became of an airing that nothing bears witness to."""
    grade: Grade = "C" if refused or reasons else "D"
    if airing.pre_empted or any(each.code == "pre-empted" for each in reasons):
        outcome = Outcome.PRE_EMPTED
    elif airing.is_relay and not refused and not reasons:
        outcome = Outcome.RELAY
    else:
        outcome = Outcome.MISSING
    how: How | None = "id" if any(row.airing == airing.id for row in refused) else None
    return Match(airing, outcome, grade, tuple(refused), how, reasons=reasons)


def is_other_edition(
    airing: PlannedAiring | None, rows: Iterable[PlayedRow], how: How | None
) -> bool:
    """Tell whether rows prove that another file than the delivered one was played."""
    if airing is None or not airing.has_known_sound or how == "time":
        return False
    hashes = {row.sha256 for row in rows if row.sha256}
    return bool(hashes) and not any(map(airing.is_sound, hashes))


def _reasons_of(rows: Iterable[PlayedRow]) -> list[SaidReason]:
    return [
        SaidReason(reason_code(row.reason), row.by, row.reason, row.at)
        for row in rows
        if row.reason
    ]


def reason_code(words: str) -> str:
    """Return the code of a reason in an officer's words.

    >>> reason_code("Mất điện toàn xã"), reason_code("không rõ")
    ('power', 'other')
    """
    text = words.casefold()
    for code, known in _REASON_WORDS.items():
        if any(each in text for each in known):
            return code
    return "other"


# --- small judgements ---


def _trusted(play: Play) -> tuple[bool, bool, int, bool, tuple[int, str]]:
    """Order plays by whom to believe: machines, those that know the time, to the second."""
    known = (play.is_by_person, play.start is None, play.precision, play.length is None)
    return (*known, play.key)


def _told(
    station: str, matches: Sequence[Match], rows: Sequence[PlayedRow], rules: Tolerances
) -> Iterable[Finding]:
    """Say what the whole of a station's matches shows: its clock, its precision, its silence."""
    if not station:
        return
    planned = [match for match in matches if match.planned is not None]
    if planned and not rows:
        yield says.NO_EVIDENCE(station=station, airings=len(planned))
    by_id = [
        match.delta
        for match in planned
        if match.how == "id" and match.delta is not None and match.grade == "A"
    ]
    if len(by_id) >= rules.offset_rows:
        offset = median_low(by_id)
        if abs(offset) > rules.on_time:
            yield says.CLOCK_OFFSET(station=station, seconds=offset, rows=len(by_id))
    timed = [row for row in rows if row.start is not None and row.said is RowSays.PLAYED]
    if timed and all(row.precision > 1 for row in timed):
        yield says.TO_THE_MINUTE(station=station)
    for match in planned:
        if match.outcome is not Outcome.OTHER_CONTENT:
            continue
        if is_other_edition(match.planned, match.rows, match.how):
            when = match.planned.id[-8:] if match.planned else ""
            title = match.planned.title if match.planned else ""
            yield says.WRONG_EDITION(station=station, when=when, title=title)
