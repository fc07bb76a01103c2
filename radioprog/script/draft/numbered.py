"""Numbered, dated scripts of a series, from its template."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.text import one_line
from radioprog.kernel.yaml.document import Scalar, parse_document, write_value
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.draft.template import escaped
from radioprog.script.front.fields import FRONT
from radioprog.script.front.findings import EMPTY_FIELD, UNKNOWN_FIELD
from radioprog.script.front.series import Series
from radioprog.script.keywords import field_of
from radioprog.script.model import Meta
from radioprog.script.parse import parse_script
from radioprog.script.write import front_entries

_FENCE = "---"
_FIELD = re.compile(r"(?<!\\)\{\s*([^{}|:\n\\]{1,20}?)\s*\}")
_KEYED = re.compile(r"^(?P<head>[^\s:#][^:#]*):(?:[ \t]+(?P<value>.*?))?[ \t]*$")
_FIELDS = {
    "number": ("số", "number"),
    "date": ("ngày", "date"),
    "weekday": ("thứ", "weekday"),
    "month": ("tháng", "month"),
    "year": ("năm", "year"),
    "series": ("chuyên mục", "series"),
    "theme": ("chủ đề", "theme"),
    "description": ("giới thiệu", "description"),
    "organisation": ("đơn vị", "organisation"),
}
_FIELD_OF = {key_form(name): key for key, names in _FIELDS.items() for name in names}
_KEY_OF = {key_form(name): each.name for each in FRONT.fields for name in each.names}
_WEEKDAYS = {
    "vi": ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


class Step(StrEnum):
    """How far apart the episodes of a series are."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class NumberedEpisode:
    """One episode to be written: its series, its number there, and its day."""

    series: Series
    number: int
    date: dt.date


def episode_dates(first: dt.date, count: int, step: Step) -> tuple[dt.date, ...]:
    """Return the days of so many episodes, a week or a month apart.

    A month that is too short gives its last day; the next one has the first day's number again.

    >>> [day.isoformat() for day in episode_dates(dt.date(2026, 1, 31), 3, Step.MONTH)]
    ['2026-01-31', '2026-02-28', '2026-03-31']
    """
    if step is Step.WEEK:
        return tuple(first + dt.timedelta(weeks=n) for n in range(count))
    return tuple(_months_on(first, n) for n in range(count))


def _months_on(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(first.day, last))


def numbered_script(
    template: str, episode: NumberedEpisode, *, file: str, organisation: str | None = None
) -> tuple[str, tuple[Finding, ...]]:
    r"""Fill a template for one episode; findings name places in the template, ``file``.

    Fields such as ``{số}`` and ``{ngày}`` are filled, in front matter and in speech. Series,
    number and date are always those of the episode; title, language, cover and speakers come from
    the series where the template has none.

    >>> one = NumberedEpisode(Series("vung-bien"), 7, dt.date(2026, 12, 5))
    >>> text = "---\ntitle: Số {số}\nspeakers: {A: nam}\n---\n\nA: Hôm nay {ngày}.\n"
    >>> print(numbered_script(text, one, file="scripts/_vung-bien.md")[0])
    ---
    title: Số 7
    speakers: {A: nam}
    series: vung-bien
    episode: 7
    date: 2026-12-05
    ---
    <BLANKLINE>
    A: Hôm nay 5/12/2026.
    <BLANKLINE>
    """
    filler = _Filler(template.removeprefix("\ufeff"), episode, organisation, file)
    lines = filler.script()
    text = "\n".join(lines)
    _, found = parse_script(text, file=file, name=file)
    told = {each.place.line for each in filler.findings}
    rest = (filler.in_template(each) for each in found)
    return text, (*filler.findings, *(each for each in rest if each.place.line not in told))


class _Filler:
    """Walks the lines of a template; remembers where the lines that it adds stand."""

    def __init__(
        self, template: str, episode: NumberedEpisode, organisation: str | None, file: str
    ) -> None:
        self.lines = template.splitlines()
        if template.endswith("\n"):
            self.lines.append("")
        self.episode = episode
        self.file = file
        self.findings: list[Finding] = []
        self.added = 0
        self.end = self._closing_fence()
        parsed, _ = parse_script(template, file=file, name=file)
        self.meta = Meta("") if parsed is None else parsed.meta
        language = self.meta.language or episode.series.language or "vi"
        self.english = language.startswith("en")
        self.values = _values(episode, organisation, english=self.english)

    def _closing_fence(self) -> int:
        while self.lines and not self.lines[0].strip():
            del self.lines[0]
            self.added -= 1
        fences = [n for n, line in enumerate(self.lines) if line.strip() == _FENCE]
        return fences[1] if len(fences) > 1 and fences[0] == 0 else 0

    def script(self) -> list[str]:
        """Return the lines of the script."""
        if not self.end:  # no front matter: all of it is ours
            front = [_FENCE, *self._entries(frozenset()), _FENCE]
            self.added += len(front)
            return [*front, *self._body(0)]
        front = list(self._front())
        given = frozenset(self._keys())
        more = self._entries(given)
        self.added += len(more)
        return [_FENCE, *front, *more, _FENCE, *self._body(self.end + 1)]

    def in_template(self, finding: Finding) -> Finding:
        """Return a finding with its line as the template has it."""
        line = finding.place.line
        if line is None or line <= self.end:
            return finding
        return replace(finding, place=replace(finding.place, line=max(1, line - self.added)))

    def _keys(self) -> Iterator[str]:
        for line in self.lines[1 : self.end]:
            match = _KEYED.match(line)
            if match is not None:
                yield _KEY_OF.get(key_form(match["head"]), "")

    def _front(self) -> Iterator[str]:
        fixed = self._fixed()
        for number, line in enumerate(self.lines[1 : self.end], start=2):
            match = _KEYED.match(line)
            key = "" if match is None else _KEY_OF.get(key_form(match["head"]), "")
            if match is not None and key in fixed:
                yield f"{match['head']}: {fixed[key]}"
            elif match is not None and match["value"] and _FIELD.search(match["value"]):
                node, _ = parse_document(match["value"])
                value = node.text if isinstance(node, Scalar) else match["value"]
                yield f"{match['head']}: {write_value(self._filled(value, number))}"
            else:
                yield line

    def _body(self, start: int) -> Iterator[str]:
        for number, line in enumerate(self.lines[start:], start=start + 1):
            yield self._filled(line, number, escape=True)

    def _filled(self, line: str, number: int, *, escape: bool = False) -> str:
        def value(match: re.Match[str]) -> str:
            asked = key_form(match[1])
            if field_of(asked) and "editions" in self._keys():
                return match[0]  # filled when the editions of stations are made
            words = self.values.get(_FIELD_OF.get(asked, ""))
            if not words:
                self._left(match, number, empty=words is not None)
                return match[0]
            return escaped(words) if escape else words

        return _FIELD.sub(value, line)

    def _left(self, match: re.Match[str], number: int, *, empty: bool) -> None:
        place = Place(self.file, number, match.start() + 1)
        known = ", ".join(f"{{{names[0]}}}" for names in _FIELDS.values())
        told = EMPTY_FIELD if empty else UNKNOWN_FIELD
        self.findings.append(told(place, field=match[0], known=known))

    def _fixed(self) -> Mapping[str, str]:
        """Return the values that the episode decides, whatever the template says."""
        return {
            "series": write_value(self.episode.series.id),
            "episode": str(self.episode.number),
            "date": self.episode.date.isoformat(),
        }

    def _entries(self, given: frozenset[str]) -> Sequence[str]:
        """Write what the template's front matter lacks."""
        series = self.episode.series
        title = f"{series.shown}, số {self.episode.number}"
        if self.english:
            title = f"{series.shown}, no. {self.episode.number}"
        meta = Meta(
            title,
            series=series.id,
            episode=self.episode.number,
            date=self.episode.date,
            language=series.language,
            cover=series.cover,
            speakers=series.voices,
        )
        entries = front_entries(meta)
        return [
            line
            for key, entry in entries.items()
            if key not in given
            for line in entry.splitlines()
        ]


def _values(
    episode: NumberedEpisode, organisation: str | None, *, english: bool
) -> Mapping[str, str]:
    day, series = episode.date, episode.series
    words = {
        "number": str(episode.number),
        "date": day.isoformat() if english else f"{day.day}/{day.month}/{day.year}",
        "weekday": _WEEKDAYS["en" if english else "vi"][day.weekday()],
        "month": str(day.month),
        "year": str(day.year),
        "series": series.shown,
        "theme": series.theme or "",
        "description": series.description or "",
        "organisation": organisation or "",
    }
    return {key: one_line(value) for key, value in words.items()}
