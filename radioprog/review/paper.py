"""The review in words: headings, sentences and tables, in the order of a department's own report.

One paper for all forms: page, workbook and document show these blocks and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from radioprog.aired.matching.match import REASONS
from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.review.model import AiringTally, Review
from radioprog.review.tables import ReviewTable, ReviewTables, shortened, target_groups, whole
from radioprog.targets.coverage import Covered
from radioprog.targets.target import MEASURES

_MOST_NAMED = 8
_MOST_THEMES = 6
_MOST_PROGRAMMES = 600


@dataclass(frozen=True, slots=True)
class ReviewHeading:
    """A heading; ``level`` 1 for the parts of the report, 2 below them."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class ReviewParagraph:
    """A paragraph of text, an ``item`` of a list, or a ``note`` in small type."""

    text: str
    kind: Literal["text", "item", "note"] = "text"


ReviewBlock = ReviewHeading | ReviewParagraph | ReviewTable


@dataclass(frozen=True, slots=True)
class ReviewPaper:
    """A review as it is read: who reports, the title, the period, the blocks, who signs."""

    language: Language
    organisation: str
    motto: tuple[str, ...]
    title: str
    subject: str
    blocks: tuple[ReviewBlock, ...]
    day: str
    signers: tuple[str, ...]
    signing: str


_MOTTO = (
    Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
    Text("Độc lập - Tự do - Hạnh phúc", ""),
)
_SIGNERS = (
    Text("Người lập biểu", "Made by"),
    Text("Người kiểm tra", "Checked by"),
    Text("Thủ trưởng đơn vị", "Head of the unit"),
)


def review_paper(review: Review, language: Language) -> ReviewPaper:
    """Put a review into words."""
    shown = review.period.shown.to(language)
    return ReviewPaper(
        language=language,
        organisation=one_line(review.organisation),
        motto=tuple(each.to(language) for each in _MOTTO if each.to(language)),
        title=Text("Báo cáo", "Report").to(language),
        subject=Text(
            f"Kết quả sản xuất và phát sóng chương trình phát thanh {shown}",
            f"Radio programmes made and aired in {shown}",
        ).to(language),
        blocks=tuple(_Writer(review, language).blocks()),
        day=Text("……, ngày …… tháng …… năm ………", "……, date: ………………").to(language),
        signers=tuple(each.to(language) for each in _SIGNERS),
        signing=Text("(ký, ghi rõ họ tên)", "(signature, name)").to(language),
    )


class _Writer:
    """Writes the parts of one review in one language."""

    def __init__(self, review: Review, language: Language) -> None:
        self.review, self.language = review, language
        self.tables = ReviewTables(review, language)

    def blocks(self) -> Iterator[ReviewBlock]:
        yield self._heading(Text("I. Kết quả thực hiện", "I. What was done"))
        yield from self._made()
        yield from self._aired()
        yield from self._alerts()
        if self.review.before:
            yield self._heading(Text("4. So với kỳ trước", "4. Compared with before"), 2)
            yield self.tables.compared()
        yield self._heading(Text("II. Thực hiện chỉ tiêu kế hoạch", "II. The targets"))
        yield from self._targets()
        yield self._heading(
            Text("III. Hạn chế, khó khăn và nguyên nhân", "III. Shortcomings and why")
        )
        yield from self._listed(self._shortcomings(), _NO_SHORTCOMING)
        if self.review.reasons:
            yield self.tables.reasons()
        yield self._heading(Text("IV. Nhiệm vụ kỳ tới", "IV. What comes next"))
        yield from self._listed(self._tasks(), _NO_TASK)
        yield self._heading(Text("Phụ lục", "Appendix"))
        yield from self._appendix()

    def _heading(self, words: Text, level: int = 1) -> ReviewHeading:
        return ReviewHeading(words.to(self.language), level)

    def _text(self, words: Text, **facts: object) -> ReviewParagraph:
        return ReviewParagraph(_filled(words, **facts).to(self.language))

    def _listed(self, sentences: Iterator[Text], otherwise: Text) -> Iterator[ReviewBlock]:
        found = [ReviewParagraph(each.to(self.language), "item") for each in sentences]
        yield from found or [ReviewParagraph(otherwise.to(self.language))]

    # --- I ---

    def _made(self) -> Iterator[ReviewBlock]:
        review, total = self.review, self.review.made_total
        yield self._heading(Text("1. Sản xuất chương trình", "1. Programmes made"), 2)
        yield ReviewParagraph(made_sentence(review).to(self.language))
        if total.count:
            human = total.count - total.synthetic
            yield self._text(_VOICES, synthetic=total.synthetic, human=human)
            yield from map(self.tables.made, ("series", "theme", "language"))

    def _aired(self) -> Iterator[ReviewBlock]:
        review, total = self.review, self.review.airings
        yield self._heading(Text("2. Phát sóng", "2. On air"), 2)
        if not total.planned:
            yield self._text(_NOT_PLANNED)
            return
        yield self._text(
            _AIRED,
            planned=total.planned,
            stations=len(review.stations),
            aired=total.aired,
            percent=total.percent,
            minutes=total.minutes,
        )
        yield self._text(
            _REPEATS,
            repeats=total.repeats,
            repeats_aired=total.repeats_aired,
            first=total.planned - total.repeats,
            first_aired=total.aired - total.repeats_aired,
        )
        yield from self._beside()
        yield self.tables.by_part()
        yield self.tables.by_level()
        yield self.tables.classes()
        yield self.tables.grades()
        yield self.tables.by_theme()
        yield self.tables.by_language()

    def _beside(self) -> Iterator[ReviewBlock]:
        """Yield what is on air beside the own programmes, or is not counted among them."""
        review = self.review
        if review.relays.planned:
            yield self._text(_RELAYS, count=review.relays.planned)
        if review.gave_way:
            yield self._text(_GAVE_WAY, count=review.gave_way)
        if review.outside:
            yield self._text(_OUTSIDE, count=review.outside)
        if review.last_log is not None:
            yield self._text(_LAST_LOG, day=f"{review.last_log:%d/%m/%Y}")

    def _alerts(self) -> Iterator[ReviewBlock]:
        alerts = self.review.alerts
        yield self._heading(Text("3. Tin khẩn cấp", "3. Emergencies"), 2)
        if not alerts.messages and not alerts.exercises:
            yield self._text(Text("Trong kỳ không có tin khẩn cấp.", "There was no emergency."))
            return
        yield self._text(
            _ALERTS,
            messages=alerts.messages,
            planned=alerts.airings.planned,
            aired=alerts.airings.aired,
            exercises=alerts.exercises,
        )

    # --- II ---

    def _targets(self) -> Iterator[ReviewBlock]:
        review = self.review
        if not review.covered:
            yield self._text(_NO_NUMBERS if review.has_plan else _NO_PLAN)
            return
        groups = target_groups(review.covered)
        met = sum(1 for group in groups if not _missing(group))
        yield self._text(_MET, met=met, all=len(groups), missed=len(groups) - met)
        yield self.tables.targets()

    # --- III ---

    def _shortcomings(self) -> Iterator[Text]:
        review = self.review
        for group in target_groups(review.covered):
            if _missing(group):
                words = _MISSED_AT if group[0].station else _MISSED
                yield words.filled(**_of_target(group))
        total = review.airings
        if total.refused:
            yield _filled(_REFUSED, count=total.refused, reasons=_reason_words(review))
        if total.silent:
            share = AiringTally(total.planned, total.silent).percent
            yield _filled(_SILENT, count=total.silent, percent=share)
        if review.mute and total.planned:
            yield _filled(_MUTE, count=len(review.mute), stations=self._stations(review.mute))
        if review.unmade:
            names = [shortened(each.title or each.name) for each in review.unmade[:_MOST_NAMED]]
            yield _filled(_UNMADE, count=len(review.unmade), names=_and_more(names, review.unmade))

    def _stations(self, ids: Sequence[str]) -> list[object]:
        names = {each.id: shortened(each.name) for each in self.review.stations}
        return _and_more([names.get(each, each) for each in ids[:_MOST_NAMED]], ids)

    # --- IV ---

    def _tasks(self) -> Iterator[Text]:
        review = self.review
        for group in target_groups(review.covered):
            if _missing(group):
                yield _MAKE_GOOD.filled(**_of_target(group))
        for code in review.reasons:
            if code in _MEASURES_AGAINST:
                yield _MEASURES_AGAINST[code]
        if review.mute and review.airings.planned:
            yield _filled(_KEEP_LOGS, count=len(review.mute))
        elif review.airings.silent:
            yield _COMPLETE_LOGS
        if review.unmade:
            yield _filled(_FINISH, count=len(review.unmade))
        if review.following:
            for target in review.following[:40]:
                numbers = [
                    Text("{n} {measure}", "{n} {measure}").filled(
                        n=number_words(count), measure=MEASURES[measure]
                    )
                    for measure, count in target.wanted.items()
                ]
                about = target.theme or target.series or target.id
                yield _FOLLOWING[target.per].filled(what=shortened(about), numbers=numbers)

    # --- the appendix ---

    def _appendix(self) -> Iterator[ReviewBlock]:
        review = self.review
        if review.made:
            yield self.tables.programmes(review.made[:_MOST_PROGRAMMES])
        if review.stations:
            yield self.tables.by_station()
        yield ReviewParagraph(_RESTS.to(self.language), "note")
        for each in review.inputs:
            lines = Text(f" ({each.lines} dòng)", f" ({each.lines} lines)") if each.lines else ""
            words = Text("{name}: sha256 {sha256}{lines}", "{name}: sha256 {sha256}{lines}")
            filled = words.filled(name=shortened(each.name), sha256=each.sha256, lines=lines)
            yield ReviewParagraph(filled.to(self.language), "note")


def made_sentence(review: Review) -> Text:
    """Return the sentence that a yearly review needs: how many programmes were made, about what."""
    total = review.made_total
    when = review.period.shown
    who = Text("đơn vị", "the department")
    if one_line(review.organisation):
        who = Text(one_line(review.organisation), one_line(review.organisation))
    if not total.count:
        return _filled(_NONE_MADE, when=when, who=who)
    themes = [
        Text("{theme} ({n})", "{theme} ({n})").filled(theme=shortened(theme), n=each.count)
        for theme, each in review.made_by_theme.items()
        if theme
    ]
    about = _ABOUT.filled(themes=themes[:_MOST_THEMES]) if themes else ""
    return _filled(_MADE, when=when, who=who, count=total.count, minutes=total.minutes, about=about)


def number_words(value: float) -> Text:
    """Return a number as people write it: a decimal comma in Vietnamese, groups of thousands.

    >>> number_words(12345.5)
    Text(vi='12.345,5', en='12,345.5')
    """
    english = f"{whole(value):,}"
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def _filled(words: Text, **facts: object) -> Text:
    """Fill a sentence, its numbers as people write them."""
    shown = {
        name: number_words(fact) if isinstance(fact, int | float) else fact
        for name, fact in facts.items()
    }
    return words.filled(**shown)


def _missing(group: Sequence[Covered]) -> float:
    return whole(sum(each.missing for each in group))


def _of_target(group: Sequence[Covered]) -> dict[str, object]:
    first, short = group[0], [each for each in group if each.missing]
    about = first.target.theme or first.target.series or first.target.id
    return {
        "what": shortened(about),
        "when": first.period.shown,
        "missing": number_words(_missing(group)),
        "measure": MEASURES[first.measure],
        "wanted": number_words(whole(sum(each.wanted for each in group))),
        "aired": number_words(whole(sum(each.aired for each in group))),
        "met": len(group) - len(short),
        "all": len(group),
    }


def _reason_words(review: Review) -> Text:
    counted = list(review.reasons.items())
    if not counted:
        return Text("", "")
    words = Text("{reason} ({n})", "{reason} ({n})")
    listed = [
        words.filled(reason=REASONS.get(code, Text(code, code)), n=count) for code, count in counted
    ]
    return Text(": {listed:list}", ": {listed:list}").filled(listed=listed)


def _and_more(names: list[str], all_of_them: Sequence[object]) -> list[object]:
    more = len(all_of_them) - len(names)
    return [*names, Text(f"{more} nơi khác", f"{more} more")] if more > 0 else [*names]


_MADE = Text(
    "Trong {when}, {who} đã sản xuất {count} chương trình phát thanh, tổng thời lượng "
    "{minutes} phút{about}.",
    "In {when}, {who} made {count} radio programmes, {minutes} minutes in all{about}.",
)
_ABOUT = Text(", về các chủ đề: {themes:list}", ", on the themes: {themes:list}")
_NONE_MADE = Text(
    "Trong {when}, {who} chưa sản xuất chương trình phát thanh mới nào.",
    "In {when}, {who} made no new radio programme.",
)
_VOICES = Text(
    "Trong đó {synthetic} chương trình dùng giọng đọc tổng hợp, {human} chương trình hoàn toàn là "
    "giọng người.",
    "{synthetic} of them use a synthetic voice, {human} have human voices only.",
)
_AIRED = Text(
    "Theo lịch có {planned} buổi phát ở {stations} đài; đã phát, có bằng chứng, {aired} buổi "
    "({percent} %), tổng thời lượng {minutes} phút.",
    "{planned} airings were planned at {stations} stations; {aired} of them ({percent} %) are "
    "proven to have been aired, {minutes} minutes in all.",
)
_REPEATS = Text(
    "Phát lần đầu {first_aired}/{first} buổi, phát lại {repeats_aired}/{repeats} buổi.",
    "First runs: {first_aired} of {first}; repeats: {repeats_aired} of {repeats}.",
)
_RELAYS = Text(
    "Ngoài ra lịch có {count} buổi tiếp sóng đài cấp trên, không tính vào số trên.",
    "{count} relays of higher stations are planned beside, and not counted above.",
)
_GAVE_WAY = Text(
    "{count} buổi đã nhường giờ cho tin khẩn cấp hoặc tin ưu tiên ngay trong lịch.",
    "{count} airings gave way to emergencies or priority items in the schedule itself.",
)
_OUTSIDE = Text(
    "Nhật ký còn ghi {count} lần phát ngoài lịch.",
    "The logs also tell of {count} plays that were not planned.",
)
_LAST_LOG = Text(
    "Nhật ký phát sóng gần nhất trong kỳ ghi ngày {day}.",
    "The last log of the period is of {day}.",
)
_NOT_PLANNED = Text(
    "Trong kỳ lịch không có buổi phát nào.", "No airing was planned in this period."
)
_ALERTS = Text(
    "Trong số buổi trên có {planned} buổi của {messages} tin khẩn cấp, {aired} buổi có bằng chứng "
    "đã phát; diễn tập {exercises} lần.",
    "Among these are {planned} airings of {messages} emergency messages, {aired} of them proven; "
    "{exercises} exercises.",
)
_MET = Text(
    "Đạt {met}/{all} chỉ tiêu, chưa đạt {missed}.", "{met} of {all} targets met, {missed} missed."
)
_NO_PLAN = Text("Năm này chưa lập kế hoạch chỉ tiêu.", "There is no plan for this year.")
_NO_NUMBERS = Text(
    "Kế hoạch không có chỉ tiêu nào tính riêng cho kỳ này.",
    "The plan has no target of its own for this period.",
)
_NO_SHORTCOMING = Text("Trong kỳ chưa ghi nhận hạn chế nào.", "No shortcoming is on record.")
_NO_TASK = Text(
    "Giữ vững kết quả đã đạt được; lập kế hoạch cho kỳ tới.",
    "Keep what was reached; make the plan of the next period.",
)
_MISSED = Text(
    "Chỉ tiêu về {what}, {when}: mới đạt {aired}/{wanted} {measure}, còn thiếu {missing}.",
    "The target on {what}, {when}: {aired} of {wanted} {measure}, {missing} missing.",
)
_MISSED_AT = Text(
    "Chỉ tiêu về {what}, {when}: {met}/{all} đài đạt, các đài còn lại thiếu cộng {missing} "
    "{measure}.",
    "The target on {what}, {when}: met at {met} of {all} stations; the others lack {missing} "
    "{measure} together.",
)
_REFUSED = Text(
    "{count} buổi không phát được, hoặc phát nội dung khác{reasons}.",
    "{count} airings failed, or something else was on air{reasons}.",
)
_SILENT = Text(
    "{count} buổi ({percent} %) chưa có nhật ký nên chưa thể coi là đã phát.",
    "{count} airings ({percent} %) have no log, so they cannot be counted as aired.",
)
_MUTE = Text(
    "{count} đài chưa gửi nhật ký nào trong kỳ: {stations:list}.",
    "{count} stations sent no log in this period: {stations:list}.",
)
_UNMADE = Text(
    "{count} kịch bản trong kỳ chưa dựng thành chương trình: {names:list}.",
    "{count} scripts of this period were not made into programmes: {names:list}.",
)
_MAKE_GOOD = Text(
    "Bù {missing} {measure} còn thiếu về {what} của {when}.",
    "Make good the {missing} missing {measure} on {what} of {when}.",
)
_MEASURES_AGAINST = {
    "power": Text(
        "Rà soát nguồn điện dự phòng ở các đài hay mất điện.",
        "Look at spare power where it failed.",
    ),
    "equipment": Text(
        "Kiểm tra, sửa chữa, thay thế thiết bị ở các đài đã báo hỏng.",
        "Repair or replace the equipment that failed.",
    ),
    "staff": Text(
        "Phân công người trực và người thay ở các đài đã báo thiếu người.",
        "Assign people on duty, and who stands in for them.",
    ),
    "weather": Text(
        "Chuẩn bị trước mùa mưa bão: che chắn cụm loa, chép sẵn chương trình để phát bù.",
        "Prepare for storms: shelter the loudspeakers, keep programmes at hand for later.",
    ),
}
_KEEP_LOGS = Text(
    "Hướng dẫn và đôn đốc {count} đài chưa có nhật ký ghi và gửi nhật ký phát sóng.",
    "Help {count} stations without a log to keep one and to send it.",
)
_COMPLETE_LOGS = Text(
    "Đôn đốc các đài ghi nhật ký phát sóng đầy đủ.", "Urge the stations to keep their logs whole."
)
_FINISH = Text(
    "Dựng xong {count} chương trình còn dở.", "Finish the {count} programmes that are not made."
)
_FOLLOWING = {
    "year": Text(
        "Kế hoạch năm tới, về {what}: {numbers:list}.",
        "The next year's plan, on {what}: {numbers:list}.",
    ),
    "quarter": Text(
        "Kế hoạch năm tới, về {what}: {numbers:list} mỗi quý.",
        "The next year's plan, on {what}: {numbers:list} each quarter.",
    ),
    "month": Text(
        "Kế hoạch năm tới, về {what}: {numbers:list} mỗi tháng.",
        "The next year's plan, on {what}: {numbers:list} each month.",
    ),
}
_RESTS = Text("Báo cáo lập từ các nguồn sau:", "This report rests on:")
