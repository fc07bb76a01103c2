"""The tables of a review: numbers stay numbers, so that page, workbook and document show the same.

A table is told what of it is drawn as a chart; every form draws from these very cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from radioprog.aired.matching.match import GRADES, OUTCOMES, REASONS, Outcome
from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.review.model import AiringTally, MadeProgramme, Numbers, Review, round_half_up
from radioprog.targets.coverage import Covered
from radioprog.targets.target import MEASURES, Period, Target

Cell = str | int | float
_LONGEST_CELL = 300
_CHARTED = ("airings-time", "airings-level")


@dataclass(frozen=True, slots=True)
class ReviewTable:
    """A table: an ASCII ``key``, its title, its heads, its rows of texts and numbers.

    ``charted`` are the columns that are drawn as bars, beside the first column's words; ``total``
    marks the last row as the sum of the others.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    charted: tuple[int, ...] = ()
    total: bool = False

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows without the sum."""
        return self.rows[:-1] if self.total else self.rows


LEVELS: dict[str, Text] = {
    "province": Text("Cấp tỉnh", "Province"),
    "district": Text("Cấp huyện", "District"),
    "commune": Text("Cấp xã", "Commune"),
    "post": Text("Đồn, điểm trực", "Post"),
    "cluster": Text("Cụm thông tin", "Cluster"),
}
_MISSING = Text("không phát, hoặc chưa có nhật ký", "missing, or no log")
CLASSES: dict[Outcome, Text] = {
    **{each: words for each, words in OUTCOMES.items() if each is not Outcome.EXTRA},
    Outcome.MISSING: _MISSING,
}
LANGUAGES: dict[str, Text] = {
    "vi": Text("Tiếng Việt", "Vietnamese"),
    "bru": Text("Tiếng Bru-Vân Kiều", "Bru"),
    "scb": Text("Tiếng Chứt", "Chut"),
    "aem": Text("Tiếng Arem", "Arem"),
    "lo": Text("Tiếng Lào", "Lao"),
    "en": Text("Tiếng Anh", "English"),
}
_NONE = Text("(chưa ghi)", "(not given)")
_SUM = Text("Cộng", "Sum")
_AIRING_HEADS = (
    Text("Theo lịch", "Planned"),
    Text("Đã phát", "Aired"),
    Text("Tỷ lệ (%)", "Share (%)"),
    Text("Không phát", "Not aired"),
    Text("Chưa có nhật ký", "No log"),
    Text("Phút đã phát", "Minutes aired"),
)


class ReviewTables:
    """Makes the tables of one review in one language."""

    def __init__(self, review: Review, language: Language) -> None:
        """Take the counts and the language of the words."""
        self.review: Review = review
        self.language: Language = language

    def _words(self, *texts: Text) -> tuple[str, ...]:
        return tuple(each.to(self.language) for each in texts)

    def _named(self, name: str) -> str:
        return shortened(name) or _NONE.to(self.language)

    # --- what was made ---

    def made(self, key: str) -> ReviewTable:
        """Return the programmes made, by ``series``, ``theme`` or ``language``."""
        title, head, groups, shown = {
            "series": (
                Text("Chương trình theo chuyên mục", "Programmes by series"),
                Text("Chuyên mục", "Series"),
                self.review.made_by_series,
                self._named,
            ),
            "theme": (
                Text("Chương trình theo chủ đề", "Programmes by theme"),
                Text("Chủ đề", "Theme"),
                self.review.made_by_theme,
                self._named,
            ),
            "language": (
                Text("Chương trình theo ngôn ngữ", "Programmes by language"),
                Text("Ngôn ngữ", "Language"),
                self.review.made_by_language,
                self.language_called,
            ),
        }[key]
        heads = self._words(
            head,
            Text("Số chương trình", "Programmes"),
            Text("Số phút", "Minutes"),
            Text("Giọng tổng hợp", "Synthetic voice"),
            Text("Giọng người", "Human voice"),
        )
        rows = [
            (shown(name), each.count, each.minutes, each.synthetic, each.count - each.synthetic)
            for name, each in groups.items()
        ]
        charted = (1,) if key == "theme" else ()
        return ReviewTable(f"made-{key}", title.to(self.language), heads, tuple(rows), charted)

    def programmes(self, made: Sequence[MadeProgramme]) -> ReviewTable:
        """Return the list of programmes made."""
        heads = self._words(
            Text("Chương trình", "Programme"),
            Text("Chuyên mục", "Series"),
            Text("Số", "No."),
            Text("Ngày", "Date"),
            Text("Số phút", "Minutes"),
            Text("Giọng tổng hợp", "Synthetic voice"),
        )
        yes, no = self._words(Text("có", "yes"), Text("không", "no"))
        rows = tuple(
            (
                shortened(each.title or each.name),
                shortened(each.series),
                "" if each.number is None else str(each.number),
                f"{each.date:%d/%m/%Y}" if each.date else "",
                round_half_up(each.seconds, 6),
                yes if each.is_synthetic else no,
            )
            for each in made
        )
        title = Text("Danh mục chương trình đã sản xuất", "Programmes made").to(self.language)
        return ReviewTable("programmes", title, heads, rows)

    def language_called(self, code: str) -> str:
        """Return what people call a language."""
        known = LANGUAGES.get(code)
        return known.to(self.language) if known else self._named(code)

    # --- what was on air ---

    def airings(
        self, key: str, title: Text, head: Text, rows: Iterable[tuple[str, AiringTally]]
    ) -> ReviewTable:
        """Return airings in groups: planned, aired, not aired, without a log, minutes."""
        lines = [(name, *_cells(each)) for name, each in rows]
        heads = self._words(head, *_AIRING_HEADS)
        charted = (1, 2) if key in _CHARTED else ()
        return ReviewTable(key, title.to(self.language), heads, tuple(lines), charted)

    def by_part(self) -> ReviewTable:
        """Return airings by month, or by week of a month, with their sum."""
        weeks = any("-" in part for part in self.review.airings_by_part)
        word = Text("Ngày {part}", "Days {part}") if weeks else Text("Tháng {part}", "Month {part}")
        lines = [
            (word.filled(part=part).to(self.language), tally)
            for part, tally in self.review.airings_by_part.items()
        ]
        head = Text("Tuần", "Week") if weeks else Text("Tháng", "Month")
        title = (
            Text("Buổi phát theo tuần", "Airings by week")
            if weeks
            else Text("Buổi phát theo tháng", "Airings by month")
        )
        table = self.airings("airings-time", title, head, lines)
        last = (_SUM.to(self.language), *_cells(self.review.airings))
        return ReviewTable(
            table.key, table.title, table.heads, (*table.rows, last), table.charted, True
        )

    def by_level(self) -> ReviewTable:
        """Return airings by level of station."""
        known = self.review.airings_by_level
        return self.airings(
            "airings-level",
            Text("Buổi phát theo cấp đài", "Airings by level"),
            Text("Cấp", "Level"),
            ((self.level(name), known[name]) for name in sorted(known, key=_rank)),
        )

    def by_theme(self) -> ReviewTable:
        """Return airings by the theme of their programmes."""
        return self.airings(
            "airings-theme",
            Text("Buổi phát theo chủ đề", "Airings by theme"),
            Text("Chủ đề", "Theme"),
            ((self._named(name), each) for name, each in self.review.airings_by_theme.items()),
        )

    def by_language(self) -> ReviewTable:
        """Return airings by the language of their programmes."""
        groups = self.review.airings_by_language
        return self.airings(
            "airings-language",
            Text("Buổi phát theo ngôn ngữ", "Airings by language"),
            Text("Ngôn ngữ", "Language"),
            ((self.language_called(name), each) for name, each in groups.items()),
        )

    def by_station(self) -> ReviewTable:
        """Return airings by station."""
        return self.airings(
            "stations",
            Text("Buổi phát theo đài", "Airings by station"),
            Text("Đài", "Station"),
            ((shortened(each.name), each.tally) for each in self.review.stations),
        )

    def level(self, name: str) -> str:
        """Return what people call a level."""
        return LEVELS[name].to(self.language) if name in LEVELS else self._named(name)

    def classes(self) -> ReviewTable:
        """Return planned airings by what became of them."""
        counted = self.review.outcomes
        rows = self._counts((CLASSES[each], counted[each]) for each in CLASSES if counted[each])
        title = Text("Buổi theo lịch, theo kết quả", "Airings by class")
        return self._two("classes", title, Text("Kết quả", "Class"), rows)

    def grades(self) -> ReviewTable:
        """Return planned airings by grade of evidence."""
        shown = Text("{grade}: {words}", "{grade}: {words}")
        counted = self.review.grades.items()
        rows = self._counts(
            (shown.filled(grade=each, words=GRADES[each]), count) for each, count in counted
        )
        title = Text("Buổi theo lịch, theo cấp bằng chứng", "Airings by grade of evidence")
        return self._two("grades", title, Text("Cấp bằng chứng", "Grade"), rows)

    def reasons(self) -> ReviewTable:
        """Return why airings failed."""
        known = self.review.reasons.items()
        words = ((REASONS.get(code, Text(code, code)), count) for code, count in known)
        title = Text("Lý do không phát được", "Why airings failed")
        return self._two("reasons", title, Text("Lý do", "Reason"), self._counts(words))

    def _counts(self, rows: Iterable[tuple[Text, int]]) -> tuple[tuple[Cell, ...], ...]:
        return tuple((_capital(words.to(self.language)), count) for words, count in rows)

    def _two(
        self, key: str, title: Text, head: Text, rows: tuple[tuple[Cell, ...], ...]
    ) -> ReviewTable:
        heads = self._words(head, Text("Số buổi", "Airings"))
        return ReviewTable(key, title.to(self.language), heads, rows)

    # --- against the plan, against before ---

    def targets(self) -> ReviewTable:
        """Return each number of each target with what came of it; one of each station in one."""
        heads = self._words(
            Text("Chỉ tiêu", "Target"),
            Text("Nội dung", "What"),
            Text("Kỳ", "Period"),
            Text("Tính bằng", "Counts"),
            Text("Kế hoạch", "Wanted"),
            Text("Theo lịch", "Planned"),
            Text("Đã phát", "Aired"),
            Text("Còn thiếu", "Missing"),
            Text("Kết quả", "Result"),
        )
        rows = tuple(self._target(group) for group in target_groups(self.review.covered))
        title = Text("Chỉ tiêu và kết quả", "Targets and results").to(self.language)
        return ReviewTable("targets", title, heads, rows)

    def _target(self, group: Sequence[Covered]) -> tuple[Cell, ...]:
        first, met = group[0], sum(1 for each in group if not each.missing)
        if first.station:
            words = Text("đạt {met}/{all} đài", "{met}/{all} stations met")
            result = words.filled(met=met, all=len(group))
        else:
            result = Text("đạt", "met") if met else Text("chưa đạt", "missed")
        return (
            shortened(first.target.id),
            shortened(target_words(first.target).to(self.language)),
            _short_period(first.period).to(self.language),
            MEASURES[first.measure].to(self.language),
            whole(sum(each.wanted for each in group)),
            whole(sum(each.planned for each in group)),
            whole(sum(each.aired for each in group)),
            whole(sum(each.missing for each in group)),
            result.to(self.language),
        )

    def compared(self) -> ReviewTable:
        """Return this period's numbers beside those of earlier ones, with the differences."""
        heads = [Text("", ""), Text("Kỳ này", "This period")]
        for each in self.review.before:
            heads += [each.words, Text("Tăng, giảm", "Change")]
        now = list(self._numbers(self.review.numbers))
        before = [list(self._numbers(each.numbers)) for each in self.review.before]
        rows = []
        for number, (words, value) in enumerate(now):
            row: list[Cell] = [words, value]
            for others in before:
                row += [others[number][1], whole(value - others[number][1])]
            rows.append(tuple(row))
        title = Text("So với kỳ trước", "Compared with before").to(self.language)
        return ReviewTable("compared", title, self._words(*heads), tuple(rows))

    def _numbers(self, numbers: Numbers) -> Iterator[tuple[str, int | float]]:
        words = self._words(
            Text("Chương trình đã sản xuất", "Programmes made"),
            Text("Phút chương trình", "Minutes of programmes"),
            Text("Buổi theo lịch", "Airings planned"),
            Text("Buổi đã phát, có bằng chứng", "Airings with proof"),
            Text("Phút đã phát", "Minutes aired"),
            Text("Đài có nhật ký phát", "Stations with a log"),
            Text("Tin khẩn cấp", "Emergency messages"),
        )
        airings, made = numbers.airings, numbers.made
        values = (
            made.count,
            made.minutes,
            airings.planned,
            airings.aired,
            airings.minutes,
            numbers.stations,
            numbers.alerts,
        )
        yield from zip(words, values, strict=True)


def _cells(tally: AiringTally) -> tuple[Cell, ...]:
    return (
        tally.planned,
        tally.aired,
        tally.percent,
        tally.refused,
        tally.silent,
        tally.minutes,
    )


def _rank(level: str) -> int:
    return list(LEVELS).index(level) if level in LEVELS else len(LEVELS)


def _short_period(period: Period) -> Text:
    """Return a period within its year."""
    part = period.name.partition("-")[2]
    if not part:
        return Text("Cả năm", "Year")
    if part.startswith("Q"):
        return Text(f"Quý {part[1:]}", f"Q{part[1:]}")
    return Text(f"Tháng {int(part)}", f"Month {int(part)}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def whole(number: float) -> int | float:
    """Return a number to a tenth, and a whole one as a whole number."""
    found = round(number, 1)
    return int(found) if float(found).is_integer() else found


def shortened(text: str) -> str:
    """Return a text as one line that fits a cell."""
    line = one_line(text)
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"


def target_groups(rows: Iterable[Covered]) -> list[list[Covered]]:
    """Return the numbers of targets, those of each station of one target together."""
    groups: dict[tuple[str, str, str], list[Covered]] = {}
    for row in rows:
        groups.setdefault((row.target.id, row.period.name, row.measure), []).append(row)
    return list(groups.values())


def target_words(target: Target) -> Text:
    """Say what a target is about."""
    vi, en = [], []
    if target.theme:
        vi.append(f"chủ đề {target.theme}")
        en.append(f"theme {target.theme}")
    if target.series:
        vi.append(f"chuyên mục {target.series}")
        en.append(f"series {target.series}")
    if target.languages:
        codes = ", ".join(target.languages)
        vi.append(f"tiếng {codes}")
        en.append(f"in {codes}")
    if target.stations is not None:
        vi.append(f"ở {target.stations.text}")
        en.append(f"at {target.stations.text}")
    return Text("; ".join(vi) or "mọi chương trình", "; ".join(en) or "all programmes")
