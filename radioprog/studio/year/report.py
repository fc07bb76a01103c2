"""The review of a year, quarter or month: from schedule, record and plan to three files."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from radioprog.aired.matching.match import Match, Outcome, PlannedAiring
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import Batch, sha256_of
from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.text import fold
from radioprog.publish.yearly.office import review_document, review_workbook
from radioprog.publish.yearly.page import review_page
from radioprog.review.counting import ReviewFacts, count_review
from radioprog.review.model import (
    AiringFact,
    Before,
    MadeProgramme,
    Numbers,
    Review,
    ReviewInput,
)
from radioprog.review.paper import review_paper
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.schedule.days.civil import Instant
from radioprog.schedule.stations.station import LEVELS, Network
from radioprog.studio.air.schedule_folder import all_stations, stations_file
from radioprog.studio.air.timetable import FIRST_YEAR, check_window
from radioprog.studio.record.reconcile import Reconciliation, reconcile
from radioprog.studio.workspace import Workspace
from radioprog.studio.year.coverage import (
    FOLDER,
    YearFacts,
    existence,
    read_plan,
    stations_of_targets,
)
from radioprog.targets import findings as says
from radioprog.targets.coverage import CountedAiring, Covered, count_coverage
from radioprog.targets.target import Per, Period, Target, YearPlan, periods

_NAME = "bao-cao"
_IN_THE_REVIEW = frozenset({"no-evidence"})
"""What the review itself says in a sentence is not told once more for each station."""


@dataclass(frozen=True, slots=True)
class WrittenReview:
    """A review: what it says, where its files are, what is to be said of it."""

    review: Review
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def report(
    workspace: Workspace,
    *,
    year: int,
    quarter: int | None = None,
    month: int | None = None,
    folder: Path | None = None,
) -> WrittenReview:
    """Write the review of a year, or of a quarter or month of it: page, workbook, document.

    Without a ``folder`` the files stand in ``build/report/``. The clock is not asked: the same
    scripts, schedule, plan and record give the same bytes.

    Raises:
        UsageError: ``bad-period``, ``bad-window``.
        ContentError: the plan or the schedule has errors.
    """
    period = _period(year, quarter, month)
    made = review(workspace, period)
    paper = review_paper(made.review, workspace.text_language)
    home = folder or workspace.build / "report"
    forms = {
        ".html": review_page(paper).encode("utf-8", "replace"),
        ".xlsx": review_workbook(paper),
        ".docx": review_document(paper),
    }
    files = tuple(home / f"{_NAME}-{period.name}{ending}" for ending in forms)
    with Batch() as batch:
        for path, data in zip(files, forms.values(), strict=True):
            batch.add(path, data)
        batch.commit()
    return replace(made, files=files)


def review(workspace: Workspace, period: Period) -> WrittenReview:
    """Count the review of a period; nothing is written."""
    network, _ = all_stations(workspace)
    plan, found = _plan(workspace, period.first.year)
    desk = _Desk(workspace, network)
    facts = desk.facts(period)
    covered, more = desk.covered(plan, period)
    numbers = [(words, desk.numbers(earlier)) for words, earlier in _earlier(period)]
    before = tuple(Before(words, each) for words, each in numbers if each is not None)
    whole = replace(
        facts,
        covered=covered,
        has_plan=plan is not None,
        before=before,
        following=_following(workspace, period),
        inputs=tuple(desk.inputs(plan)),
    )
    return WrittenReview(count_review(whole), (), (*found, *more, *desk.told))


def _period(year: int, quarter: int | None, month: int | None) -> Period:
    """Return the period that is asked for.

    Raises:
        UsageError: ``bad-period``, ``bad-window``.
    """
    check_window(dt.date(min(max(year, 1), 9999), 1, 1), 366)
    per, number = Per.YEAR, 1
    if quarter is not None and month is not None:
        raise UsageError(says.BAD_PERIOD())
    if quarter is not None:
        per, number = Per.QUARTER, quarter
    elif month is not None:
        per, number = Per.MONTH, month
    found = periods(year, per)
    if not 1 <= number <= len(found):
        raise UsageError(says.BAD_PERIOD())
    return found[number - 1]


def _earlier(period: Period) -> Iterator[tuple[Text, Period]]:
    """Yield the periods that one is compared with: the one before, and that of the year before."""
    year, count = period.first.year, _per_of(period)
    of_year = periods(year, count)
    number = of_year.index(period)
    known = year > FIRST_YEAR + 1
    if count is Per.YEAR:
        if known:
            yield Text(f"Năm {year - 1}", f"{year - 1}"), periods(year - 1, count)[0]
        return
    if number or known:
        last = of_year[number - 1] if number else periods(year - 1, count)[-1]
        yield last.shown.titled(), last
    if known:
        same = periods(year - 1, count)[number]
        yield same.shown.titled(), same


def _per_of(period: Period) -> Per:
    months = period.last.month - period.first.month + 1
    return {12: Per.YEAR, 3: Per.QUARTER}.get(months, Per.MONTH)


def _plan(workspace: Workspace, year: int) -> tuple[YearPlan | None, tuple[Finding, ...]]:
    """Return the plan of a year, or none: a review can be written without."""
    if not (workspace.root / FOLDER / f"{year}.yaml").exists():
        return None, ()
    return read_plan(workspace, year)


def _following(workspace: Workspace, period: Period) -> tuple[Target, ...]:
    """Return the targets of the year after, where the review is that of a year."""
    if _per_of(period) is not Per.YEAR:
        return ()
    plan, _ = _plan(workspace, period.first.year + 1)
    return plan.targets if plan else ()


class _Desk:
    """Reads periods of one workspace, the later one's findings only."""

    def __init__(self, workspace: Workspace, network: Network) -> None:
        self.workspace, self.network = workspace, network
        self.told: list[Finding] = []
        self._made: Reconciliation | None = None
        self._facts: YearFacts | None = None

    def facts(self, period: Period) -> ReviewFacts:
        """Return what the review of a period is counted from."""
        made = self._reconciled(period)
        self.told.extend(each for each in made.findings if each.code not in _IN_THE_REVIEW)
        self._made, self._facts = made, self._looked(made)
        return self._of(made, self._facts, period)

    def numbers(self, period: Period) -> Numbers | None:
        """Return the numbers of an earlier period; none where nothing was planned or made."""
        made = self._reconciled(period)
        counted = count_review(self._of(made, self._looked(made), period))
        numbers = counted.numbers
        return numbers if numbers.made.count or numbers.airings.planned else None

    def _reconciled(self, period: Period) -> Reconciliation:
        days = (period.last - period.first).days + 1
        return reconcile(self.workspace, first=period.first, days=days)

    def _looked(self, made: Reconciliation) -> YearFacts:
        return YearFacts(self.workspace, {each.id: each for each in made.slots}, made.programmes)

    def _of(self, made: Reconciliation, facts: YearFacts, period: Period) -> ReviewFacts:
        airings = tuple(_AiringFacts(made, facts).all())
        heard = {each.programme for each in airings if each.is_aired and each.programme}
        first = _first_days(airings)
        programmes = [each for each in made.programmes if _is_of(each, period, first)]
        done = [each for each in programmes if each.built or each.name in heard]
        words = facts.words()
        shown = {each.name: _programme(each, facts, words) for each in programmes}
        return ReviewFacts(
            period=period,
            organisation=self.workspace.organisation or "",
            made=[shown[each.name] for each in done],
            unmade=[shown[each.name] for each in programmes if each not in done],
            airings=airings,
            stations=_in_order(self.network),
            logged=_logged(made),
        )

    def covered(
        self, plan: YearPlan | None, period: Period
    ) -> tuple[tuple[Covered, ...], tuple[Finding, ...]]:
        """Return the numbers of the targets whose period lies within this one."""
        made, facts = self._made, self._facts
        if plan is None or made is None or facts is None:
            return (), ()
        groups, found = stations_of_targets(plan, self.network)
        counted: Iterable[CountedAiring] = facts.counted(made.matches, made.clock)
        rows = count_coverage(plan, counted, groups, period.last, existence(self.network))
        inside = (
            each
            for each in rows
            if period.first <= each.period.first and each.period.last <= period.last
        )
        return tuple(inside), found

    def inputs(self, plan: YearPlan | None) -> Iterator[ReviewInput]:
        """Yield what the review rests on: the schedule's files, the plan, all logs as one."""
        workspace, made = self.workspace, self._made
        if made is None:
            return
        stations = stations_file(workspace.schedules)
        for path in (*([stations] if stations else []), *made.files):
            yield ReviewInput(workspace.show(path), sha256_of(path))
        if plan is not None:
            path = workspace.root / FOLDER / f"{plan.year}.yaml"
            yield ReviewInput(workspace.show(path), sha256_of(path))
        rows = sorted({row.row_sha256 for match in made.matches for row in match.rows})
        if rows:
            whole = hashlib.sha256("\n".join(rows).encode()).hexdigest()
            name = Text("nhật ký phát sóng trong sổ", "logs of the record")
            yield ReviewInput(name.to(workspace.text_language), whole, len(rows))


class _AiringFacts:
    """Makes a review's airings of matches."""

    def __init__(self, made: Reconciliation, facts: YearFacts) -> None:
        self._made, self._facts = made, facts
        self._words = facts.words()
        self._alerts = {each.id: each.alert for each in made.slots if each.alert}
        self._shown: dict[tuple[str, ...], tuple[str, ...]] = {}

    def all(self) -> Iterator[AiringFact]:
        for match in self._made.matches:
            if match.planned is None:
                yield self._extra(match)
            else:
                yield self._planned(match, match.planned)

    def _extra(self, match: Match) -> AiringFact:
        day = self._made.clock.datetime(Instant(match.at)).date()
        return AiringFact(match.station, day, "extra", Outcome.EXTRA, match.grade, is_planned=False)

    def _planned(self, match: Match, planned: PlannedAiring) -> AiringFact:
        day = self._made.clock.datetime(Instant(planned.start)).date()
        held = None if planned.is_relay else self._facts.of_airing(planned, day)
        return AiringFact(
            station=planned.station,
            day=day,
            kind=planned.kind,
            outcome=match.outcome,
            grade=match.grade,
            is_aired=match.is_proof,
            is_refused=not match.is_proof and bool(match.rows or match.reasons),
            gave_way=planned.pre_empted,
            seconds=match.length if match.is_proof and match.length is not None else planned.length,
            slot=planned.slot,
            programme=planned.programme or "",
            themes=self._named(held.themes) if held else (),
            languages=tuple(sorted(held.languages)) if held else (),
            reasons=tuple(each.code for each in match.reasons),
            alert=self._alerts.get(planned.slot, ""),
        )

    def _named(self, themes: frozenset[str]) -> tuple[str, ...]:
        key = tuple(sorted(themes))
        if key not in self._shown:
            self._shown[key] = tuple(self._words.get(each, each) for each in key)
        return self._shown[key]


def _first_days(airings: Sequence[AiringFact]) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for each in airings:
        if each.programme and each.kind == "first":
            found[each.programme] = min(each.day, found.get(each.programme, each.day))
    return found


def _is_of(entry: ProgrammeEntry, period: Period, first: Mapping[str, dt.date]) -> bool:
    """Tell whether a programme is one of a period: by its date, else by when it was on air."""
    if entry.date is not None:
        return period.holds(entry.date)
    return entry.name in first


def _programme(entry: ProgrammeEntry, facts: YearFacts, words: Mapping[str, str]) -> MadeProgramme:
    held = facts.of_entry(entry.name)
    themes = sorted(held.themes) if held else sorted(fold(each) for each in entry.topics)
    return MadeProgramme(
        name=entry.name,
        title=entry.title,
        series=facts.series_called(entry.series),
        number=entry.number,
        date=entry.date,
        themes=tuple(words.get(each, each) for each in themes),
        languages=tuple(sorted(held.languages)) if held else entry.languages,
        is_synthetic=entry.spoken,
        seconds=round(entry.length or 0),
    )


def _in_order(network: Network) -> dict[str, tuple[str, str]]:
    """Return name and level of each unit, higher levels first, then as people sort names."""
    rank = {level: number for number, level in enumerate(LEVELS)}
    units = sorted(network, key=lambda each: (rank.get(each.level, 9), fold(each.name), each.id))
    return {each.id: (each.name, each.level) for each in units}


def _logged(made: Reconciliation) -> dict[str, dt.date]:
    """Return the last day on which each station has a line in the record."""
    found: dict[str, dt.date] = {}
    for match in made.matches:
        if match.rows:
            day = made.clock.datetime(Instant(match.at)).date()
            found[match.station] = max(day, found.get(match.station, day))
    return found


def review_json(review: Review) -> dict[str, Any]:
    """Return the numbers of a review for programs."""
    made, alerts = review.made_total, review.alerts
    return {
        "period": review.period.name,
        "programmes": {
            "made": made.count,
            "minutes": made.minutes,
            "synthetic": made.synthetic,
            "series": {name: each.count for name, each in review.made_by_series.items()},
            "themes": {name: each.count for name, each in review.made_by_theme.items()},
            "languages": {name: each.count for name, each in review.made_by_language.items()},
        },
        "airings": _airings_json(review),
        "emergencies": {
            "messages": alerts.messages,
            "planned": alerts.airings.planned,
            "aired": alerts.airings.aired,
            "exercises": alerts.exercises,
        },
        "reasons": dict(review.reasons),
    }


def _airings_json(review: Review) -> dict[str, Any]:
    airings = review.airings
    return {
        "planned": airings.planned,
        "aired": airings.aired,
        "not_aired": airings.refused,
        "no_log": airings.silent,
        "repeats": airings.repeats,
        "repeats_aired": airings.repeats_aired,
        "minutes": airings.minutes,
        "relays": review.relays.planned,
        "gave_way": review.gave_way,
        "not_planned": review.outside,
        "classes": {str(each): count for each, count in review.outcomes.items() if count},
        "grades": dict(review.grades),
        "levels": {
            level: {"planned": each.planned, "aired": each.aired}
            for level, each in review.airings_by_level.items()
        },
        "stations": [
            {"id": each.id, "planned": each.tally.planned, "aired": each.tally.aired}
            for each in review.stations
        ],
    }
