"""Numbered scripts: days, fields, what the template lacks, what it may not say."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from radioprog.script.draft.numbered import NumberedEpisode, Step, episode_dates, numbered_script
from radioprog.script.front.series import Series
from radioprog.script.model import Script, VoiceChoice
from radioprog.script.parse import parse_script

FILE = "scripts/_vung-bien.md"
DAY = dt.date(2026, 12, 5)
TEMPLATE = """\
---
title: "{chuyên mục}, số {số}"
speakers:
  PTV nữ: nữ
---

# Mở đầu

PTV nữ: Số {số}, {thứ} ngày {ngày}, tháng {tháng} năm {năm}, của {đơn vị}.
"""


def filled(template: str = TEMPLATE, series: Series | None = None, number: int = 7) -> str:
    episode = NumberedEpisode(series or Series("vung-bien", title="Vùng biên"), number, DAY)
    text, findings = numbered_script(template, episode, file=FILE, organisation="Đài [thử]")
    assert findings == ()
    return text


def script_of(text: str) -> Script:
    script, findings = parse_script(text, file="a.md", name="a")
    assert script is not None and not any(found.is_error for found in findings)
    return script


def codes(template: str, series: Series | None = None) -> list[tuple[str, int | None]]:
    episode = NumberedEpisode(series or Series("vung-bien"), 7, DAY)
    _, findings = numbered_script(template, episode, file=FILE)
    assert all(found.place.file == FILE for found in findings)
    return [(found.code, found.place.line) for found in findings]


def test_fields_are_filled_in_front_matter_and_in_speech() -> None:
    text = filled()
    meta = script_of(text).meta
    assert (meta.title, meta.series, meta.episode, meta.date) == (
        "Vùng biên, số 7",
        "vung-bien",
        7,
        DAY,
    )
    assert "Số 7, thứ bảy ngày 5/12/2026, tháng 12 năm 2026" in text
    assert "của Đài \\[thử\\]." in text  # what would be a cue stays text


def test_the_episode_decides_whatever_the_template_says() -> None:
    meta = script_of(filled(TEMPLATE.replace("---\n\n#", "số: 1\nngày: 1/1/2020\n---\n\n#"))).meta
    assert (meta.episode, meta.date) == (7, DAY)


def test_the_series_gives_what_the_template_lacks_and_no_more() -> None:
    voices = {"MC": (VoiceChoice(name="nam"),)}
    series = Series("vb", title="Vùng biên", language="vi", cover="b.png", voices=voices)
    meta = script_of(filled("---\nlanguage: en\n---\n\nMC: Chào.\n", series)).meta
    assert (meta.title, meta.language, meta.cover) == ("Vùng biên, no. 7", "en", "b.png")
    assert meta.speakers == voices
    assert list(script_of(filled(series=series)).meta.speakers) == ["PTV nữ"]


def test_a_template_without_front_matter_gets_one() -> None:
    series = Series("vb", voices={"MC": (VoiceChoice(name="nam"),)})
    script = script_of(filled("MC: Số {số}.\n", series))
    assert (script.meta.title, script.meta.episode) == ("vb, số 7", 7)


def test_english_words_where_the_script_is_english() -> None:
    text = filled(
        "---\nlanguage: en\nspeakers: {A: nam}\n---\n\nA: No. {number}, {weekday} {date}.\n"
    )
    assert "No. 7, Saturday 2026-12-05." in text
    assert script_of(text).meta.title == "Vùng biên, no. 7"


def test_an_unknown_or_empty_field_is_an_error_at_its_place() -> None:
    assert codes(TEMPLATE.replace("{thứ}", "{thư}")) == [("unknown-field", 9), ("unknown-field", 9)]
    assert codes(TEMPLATE.replace("{đơn vị}", "ta").replace("{thứ}", "{chủ đề}")) == [
        ("unknown-field", 9)
    ]


def test_errors_of_the_template_stand_at_the_templates_lines() -> None:
    template = TEMPLATE.replace("{đơn vị}", "ta")
    assert codes(template.replace("PTV nữ: Số", "PTV nam: Số")) == [("unknown-speaker", 9)]
    assert codes("\n\n" + template.replace("PTV nữ: Số", "PTV nam: Số")) == [
        ("unknown-speaker", 11)
    ]


def test_other_braces_stay_as_they_are() -> None:
    line = "PTV nữ: {ASEAN|A-xê-an} và {en: number} và \\{số\\}."
    assert line in filled(TEMPLATE + f"\n{line}\n")


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 60))
def test_months_keep_the_day_or_end_with_the_month(first: dt.date, count: int) -> None:
    days = episode_dates(first, count, Step.MONTH)
    assert days[0] == first and len(days) == count
    for n, day in enumerate(days):
        assert (day.year * 12 + day.month) - (first.year * 12 + first.month) == n
        ends = (day + dt.timedelta(days=1)).day == 1
        assert day.day == first.day or (ends and day.day < first.day)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 60))
def test_weeks_keep_the_weekday(first: dt.date, count: int) -> None:
    days = episode_dates(first, count, Step.WEEK)
    assert [(day - first).days for day in days] == [7 * n for n in range(count)]
