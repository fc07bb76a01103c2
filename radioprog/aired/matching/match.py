"""What a reconciliation is about and what it says: airings as planned, and matches.

Plays are assigned to airings one to one, as many as can be, at the least sum of differences. The
result depends on the times alone, never on the order in which rows came.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from radioprog.aired.played import PlayedRow
from radioprog.kernel.findings import Text
from radioprog.kernel.text import fold

How = Literal["id", "sha256", "file", "title", "time"]
Grade = Literal["A", "B", "C", "D"]


class Outcome(StrEnum):
    """What became of an airing: its class."""

    ON_TIME = "on-time"
    LATE = "late"
    EARLY = "early"
    SHORT = "short"
    LONG = "long"
    MISSING = "missing"
    EXTRA = "extra"
    OTHER_CONTENT = "other-content"
    PRE_EMPTED = "pre-empted"
    RELAY = "relay"

    @property
    def is_heard(self) -> bool:
        """Tell whether the programme itself was on air, if not at its time or length."""
        return self in _HEARD


_HEARD = frozenset({"on-time", "late", "early", "short", "long", "relay"})
OUTCOMES: dict[Outcome, Text] = {
    Outcome.ON_TIME: Text("đúng giờ", "on time"),
    Outcome.LATE: Text("muộn", "late"),
    Outcome.EARLY: Text("sớm", "early"),
    Outcome.SHORT: Text("phát thiếu", "cut short"),
    Outcome.LONG: Text("phát quá dài", "too long"),
    Outcome.MISSING: Text("không phát", "missing"),
    Outcome.EXTRA: Text("ngoài lịch", "not planned"),
    Outcome.OTHER_CONTENT: Text("phát nội dung khác", "other content"),
    Outcome.PRE_EMPTED: Text("nhường giờ", "pre-empted"),
    Outcome.RELAY: Text("tiếp sóng", "relay"),
}
REASONS: dict[str, Text] = {
    "power": Text("mất điện", "power cut"),
    "pre-empted": Text("nhường tin ưu tiên", "pre-empted"),
    "equipment": Text("hỏng thiết bị", "equipment"),
    "staff": Text("thiếu người", "staff"),
    "weather": Text("thời tiết", "weather"),
    "other": Text("lý do khác", "other"),
}
GRADES: dict[str, Text] = {
    "A": Text("nhật ký máy, có mã hoặc sha256", "a machine's log with id or hash"),
    "B": Text("nhật ký máy, theo tên và giờ", "a machine's log, by title and time"),
    "C": Text("người phát ghi", "written by a person"),
    "D": Text("chỉ có lịch, không phải bằng chứng", "the schedule only: no proof"),
}
REASON_CODES = tuple(REASONS)
"""What may be said of an airing that failed."""


@dataclass(frozen=True, slots=True)
class Tolerances:
    """What still counts as on time and whole; seconds, and shares in percent.

    ``minute`` is for sources that are precise to the minute. A start is looked for within
    ``window``; lengths that differ by more than ``length_share`` and ``length_seconds`` are short
    or long; parts of a split play lie at most ``split_gap`` apart; other content fills a place
    when it covers ``filled_share`` of it. A clock's offset is told from ``offset_rows`` rows on.
    """

    on_time: int = 60
    minute: int = 120
    window: int = 1800
    length_share: int = 10
    length_seconds: int = 30
    split_gap: int = 1800
    filled_share: int = 50
    offset_rows: int = 5


@dataclass(frozen=True, slots=True)
class PlannedAiring:
    """An airing as planned at one station: times in seconds since 1970, lengths in seconds.

    ``length`` is that of the sound where it is built, else of the slot; ``sha256`` and ``file``
    are the delivered sound's, ``delivered`` the hashes of other sounds that were handed on for it
    and made of the same. ``pre_empted`` is told of airings that gave way already in the
    schedule, ``cancelled`` of those that were called off.
    """

    id: str
    station: str
    slot: str
    start: int
    end: int
    length: int
    kind: str = "first"
    title: str = ""
    number: int | None = None
    programme: str | None = None
    file: str = ""
    sha256: str = ""
    delivered: frozenset[str] = frozenset()
    pre_empted: bool = False
    cancelled: bool = False

    @property
    def has_known_sound(self) -> bool:
        """Tell whether it is known what was to be heard, by its hash."""
        return bool(self.sha256 or self.delivered)

    def is_sound(self, sha256: str) -> bool:
        """Tell whether a hash is that of a sound that was handed on for it."""
        return bool(sha256) and (sha256 == self.sha256 or sha256 in self.delivered)

    @property
    def is_relay(self) -> bool:
        """Tell whether it is a higher station's programme."""
        return self.kind == "relay"


@dataclass(frozen=True, slots=True)
class SaidReason:
    """Why an airing failed, as an officer said."""

    code: str
    by: str = ""
    note: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An airing and what was played for it, with class, delta and grade.

    ``planned`` is ``None`` for what was played without being planned; ``rows`` are all rows that
    bear witness, of which ``start`` and ``length`` (in seconds; of all parts of a split play
    together) were taken. ``delta`` is actual start less planned start, in seconds. Grades: A a
    machine's log with id or hash, B a machine's log, C what a person wrote, D nobody's word:
    never called proof.
    """

    planned: PlannedAiring | None
    outcome: Outcome
    grade: Grade
    rows: tuple[PlayedRow, ...] = ()
    how: How | None = None
    start: int | None = None
    length: int | None = None
    delta: int | None = None
    parts: int = 0
    reasons: tuple[SaidReason, ...] = ()

    @property
    def station(self) -> str:
        """Return the station's id."""
        return self.planned.station if self.planned else self.rows[0].station

    @property
    def planned_id(self) -> str:
        """Return the airing's id; '' where nothing was planned."""
        return self.planned.id if self.planned else ""

    @property
    def at(self) -> int:
        """Return when it was to be, or else when it was, in seconds since 1970."""
        return self.planned.start if self.planned else self.start or 0

    @property
    def is_proof(self) -> bool:
        """Tell whether somebody or something bears witness that it was heard."""
        return self.outcome.is_heard and self.grade != "D"


# --- titles ---


@lru_cache(maxsize=65536)
def title_form(text: str) -> str:
    """Return the form by which titles are compared: NFC, no case, tone place or punctuation.

    >>> title_form("Vùng  Biên - số 3 (PL)") == title_form("vùng biên, số 3")
    True
    """
    plain = "".join(char if char.isalnum() else " " for char in fold(text))
    words = plain.split()
    while words and words[-1] == "pl":
        words.pop()
    return " ".join(words).removesuffix(" phát lại")


@lru_cache(maxsize=65536)
def bare_form(text: str) -> str:
    """Return a title's form without any marks, as systems without Vietnamese letters write it."""
    folded = unicodedata.normalize("NFD", title_form(text).replace("đ", "d"))
    return "".join(char for char in folded if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def planned_titles(title: str, number: int | None, programme: str) -> tuple[str, ...]:
    """Return the titles by which a programme may stand in a log."""
    forms = [title_form(title)]
    if number is not None:
        forms += [f"{forms[0]} số {number}", f"{forms[0]} no {number}", f"{forms[0]} {number}"]
    if programme:
        forms.append(title_form(programme))
    return tuple(dict.fromkeys(form for form in forms if form))


@lru_cache(maxsize=262_144)
def same_title(written: str, cut: int, forms: tuple[str, ...]) -> bool:
    """Tell whether a log's title is one of a programme's; ``cut`` is where its source cuts it off.

    >>> same_title("BAN TIN VUNG BIEN", 0, ("bản tin vùng biên",))
    True
    """
    form = title_form(written)
    if not form:
        return False
    if form in forms:
        return True
    if written.isascii() and any(bare_form(form) == bare_form(each) for each in forms):
        return True
    composed = unicodedata.normalize("NFC", written.rstrip())
    if cut and len(written.rstrip()) >= cut - 2 and len(composed) > 10:
        return any(
            each.startswith(form[:-1]) or bare_form(each).startswith(bare_form(form)[:-1])
            for each in forms
            if len(each) >= len(form)
        )
    return False


@lru_cache(maxsize=65536)
def file_form(name: str) -> str:
    """Return the form by which names of files are compared: without folder, ending and case."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    return unicodedata.normalize("NFC", stem).casefold()


_MOST_CELLS = 40_000
Pair = tuple[int, int]


def assign(
    wanted: Sequence[int], given: Sequence[int], window: int, fits: Callable[[int, int], bool]
) -> list[Pair]:
    """Return pairs of indices of ``wanted`` and ``given``, both sorted moments in seconds.

    Pairs differ by at most ``window`` and satisfy ``fits``. Among airings and
    plays that may be one another's, plays keep the order of the airings.

    >>> assign([0, 600], [480, 1500], 1800, lambda one, other: True)
    [(0, 0), (1, 1)]
    """
    edges: list[Pair] = []
    for index, at in enumerate(wanted):
        low, high = bisect_left(given, at - window), bisect_right(given, at + window)
        edges.extend((index, other) for other in range(low, high) if fits(index, other))
    found: list[Pair] = []
    for component in _components(edges):
        found.extend(_best(component, wanted, given))
    return sorted(found)


def _components(edges: Sequence[Pair]) -> list[list[Pair]]:
    """Part the pairs into groups that have nothing to do with one another."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        parent[root(one)] = root(~other)
    groups: dict[int, list[Pair]] = {}
    for edge in edges:
        groups.setdefault(root(edge[0]), []).append(edge)
    return list(groups.values())


def _best(edges: list[Pair], wanted: Sequence[int], given: Sequence[int]) -> list[Pair]:
    if len(edges) == 1:
        return edges
    ones = sorted({one for one, _ in edges})
    others = sorted({other for _, other in edges})
    if len(ones) * len(others) > _MOST_CELLS:
        return _nearest_first(edges, wanted, given)
    return _in_order(set(edges), ones, others, wanted, given)


def _nearest_first(edges: list[Pair], wanted: Sequence[int], given: Sequence[int]) -> list[Pair]:
    """Take the pair with the least difference, then the next; for groups too large for the best."""
    taken: list[Pair] = []
    ones, others = set(), set()
    for one, other in sorted(edges, key=lambda edge: (abs(wanted[edge[0]] - given[edge[1]]), edge)):
        if one not in ones and other not in others:
            ones.add(one)
            others.add(other)
            taken.append((one, other))
    return taken


def _in_order(
    edges: set[Pair],
    ones: Sequence[int],
    others: Sequence[int],
    wanted: Sequence[int],
    given: Sequence[int],
) -> list[Pair]:
    """Choose the most pairs, then the least sum of differences, among those that keep the order."""
    width = len(others) + 1
    best: list[tuple[int, int]] = [(0, 0)] * width
    choices: list[list[int]] = []
    for one in ones:
        row, chosen = [(0, 0)], [0]
        for column, other in enumerate(others, 1):
            options = [(best[column], 1), (row[column - 1], 2)]
            if (one, other) in edges:
                pairs, cost = best[column - 1]
                options.append(((pairs - 1, cost + abs(wanted[one] - given[other])), 0))
            value, choice = min(options)
            row.append(value)
            chosen.append(choice)
        best = row
        choices.append(chosen)
    found: list[Pair] = []
    line, column = len(ones), len(others)
    while line and column:
        choice = choices[line - 1][column]
        if choice == 0:
            found.append((ones[line - 1], others[column - 1]))
            line, column = line - 1, column - 1
        elif choice == 1:
            line -= 1
        else:
            column -= 1
    return found
