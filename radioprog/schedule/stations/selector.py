"""Selectors: the words that choose stations, ``tag:bien-gioi & !level:post`` and the like.

``,`` is or, ``&`` is and, ``!`` (``not``, ``trừ``) is not; ``all trừ x`` means all but x. *Not*
binds first, then *and*, then *or*; brackets group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from radioprog.kernel.findings import NOWHERE, Code, Finding, Place
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import one_line
from radioprog.kernel.yaml.schema import key_form
from radioprog.schedule.stations import findings as says
from radioprog.schedule.stations.station import LEVEL_NAMES, LEVELS, Network

LONGEST = 20_000
_DEEPEST = 16
_MOST_NAMES = 6000
_ALL = frozenset({"all", "tất cả", "mọi đài", "*"})
_KINDS = {
    "level": "level",
    "cấp": "level",
    "tag": "tag",
    "nhãn": "tag",
    "thẻ": "tag",
    "under": "under",
    "thuộc": "under",
    "dưới": "under",
    "language": "language",
    "ngôn ngữ": "language",
}
_NOT = re.compile(r"(?:!|(?:not|trừ|không)(?=\s))\s*", re.IGNORECASE)
_WORD = re.compile(r"[^,&!()]+?(?=\s*(?:[,&!()]|$|\s(?:not|trừ|và|hoặc|and|or)\s))", re.IGNORECASE)
_AND = re.compile(r"(?:&|(?:và|and)(?=\s))\s*", re.IGNORECASE)
_OR = re.compile(r"(?:,|(?:hoặc|or)(?=\s))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector as written, and where.

    >>> from radioprog.schedule.stations.station import Station
    >>> units = Network((Station("a", "A", "commune", tags=("x",)), Station("b", "B", "post")))
    >>> Selector("tag:x, level:post").choose(units)[0] == frozenset({"a", "b"})
    True
    """

    text: str
    place: Place = field(default=NOWHERE, compare=False)

    def choose(self, network: Network) -> tuple[frozenset[str], tuple[Finding, ...]]:
        """Return the ids of the stations it chooses, and what is wrong with its words."""
        reader = _Reader(self, network)
        try:
            chosen = reader.whole()
        except _Wrong as problem:
            return frozenset(), (problem.finding,)
        return chosen, tuple(reader.found)


class _Wrong(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class _Reader:
    """A small descent over the text; answers sets of ids at once."""

    def __init__(self, selector: Selector, network: Network) -> None:
        self.text = one_line(selector.text)
        self.place = selector.place
        self.network = network
        self.found: list[Finding] = []
        self.at = 0
        self.depth = 0

    def whole(self) -> frozenset[str]:
        if not self.text or len(self.text) > LONGEST:
            raise _Wrong(self._unreadable())
        chosen = self._either()
        if self.at < len(self.text):
            raise _Wrong(self._unreadable())
        return chosen

    def _take(self, form: re.Pattern[str]) -> bool:
        self._blank()
        match = form.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match is not None

    def _blank(self) -> None:
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1

    def _either(self) -> frozenset[str]:
        chosen = self._both()
        while self._take(_OR):
            chosen |= self._both()
        return chosen

    def _both(self) -> frozenset[str]:
        chosen = self._one()
        while True:
            if self._take(_AND):
                chosen &= self._one()
            elif self._take(_NOT):
                chosen -= self._one()
            else:
                return chosen

    def _one(self) -> frozenset[str]:
        negated = False
        while self._take(_NOT):
            negated = not negated
        chosen = self._term()
        return self._everyone() - chosen if negated else chosen

    def _everyone(self) -> frozenset[str]:
        return frozenset(station.id for station in self.network)

    def _term(self) -> frozenset[str]:
        self._blank()
        if self.text[self.at : self.at + 1] == "(":
            return self._group()
        match = _WORD.match(self.text, self.at)
        if match is None:
            raise _Wrong(self._unreadable())
        self.at = match.end()
        return self._word(match[0].strip())

    def _group(self) -> frozenset[str]:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Wrong(self._unreadable())
        self.at += 1
        chosen = self._either()
        self._blank()
        if self.text[self.at : self.at + 1] != ")":
            raise _Wrong(self._unreadable())
        self.at += 1
        self.depth -= 1
        return chosen

    def _word(self, word: str) -> frozenset[str]:
        if key_form(word) in _ALL:
            return self._everyone()
        kind, colon, value = word.partition(":")
        if not colon:
            return frozenset({self._station(word)})
        known = _KINDS.get(key_form(kind))
        if known is None:
            raise _Wrong(self._unknown(says.UNKNOWN_SELECTOR, kind, tuple(_KINDS)))
        readers: dict[str, Callable[[str], frozenset[str]]] = {
            "level": self._level,
            "tag": self._tag,
            "under": self._under,
            "language": self._language,
        }
        return readers[known](value.strip())

    def _level(self, value: str) -> frozenset[str]:
        names = {key_form(name): level for level in LEVELS for name in (level, *LEVEL_NAMES[level])}
        level = names.get(key_form(value))
        if level is None:
            raise _Wrong(self._unknown(says.UNKNOWN_LEVEL, value, tuple(names)))
        return frozenset(station.id for station in self.network if station.level == level)

    def _tag(self, value: str) -> frozenset[str]:
        chosen = frozenset(station.id for station in self.network if value in station.tags)
        if not chosen:
            tags = sorted({tag for station in self.network for tag in station.tags})
            raise _Wrong(self._unknown(says.UNKNOWN_TAG, value, tags))
        return chosen

    def _language(self, value: str) -> frozenset[str]:
        chosen = frozenset(station.id for station in self.network if value in station.languages)
        if not chosen:
            languages = sorted({code for station in self.network for code in station.languages})
            raise _Wrong(self._unknown(says.UNKNOWN_LANGUAGE, value, languages))
        return chosen

    def _under(self, value: str) -> frozenset[str]:
        return frozenset(station.id for station in self.network.under(self._station(value)))

    def _station(self, word: str) -> str:
        stations = self.network.called(word)
        if len(stations) == 1:
            return stations[0]
        if not stations:
            known = tuple(self.network.names())[:_MOST_NAMES]
            raise _Wrong(self._unknown(says.UNKNOWN_STATION, word, known))
        raise _Wrong(says.AMBIGUOUS_STATION(self.place, written=word, ids=stations))

    def _unknown(self, code: Code, word: str, known: Sequence[str]) -> Finding:
        suggestion = did_you_mean(word, known, says.WRITE_A_SELECTOR)
        return code(self.place, written=word, suggestion=suggestion)

    def _unreadable(self) -> Finding:
        return says.BAD_SELECTOR(self.place, rest=self.text[self.at : self.at + 40] or "…")
