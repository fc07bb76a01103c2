"""The year's plan as people write it, in two languages, and what is told of its slips."""

from __future__ import annotations

import pytest

from radioprog.kernel.findings import Finding
from radioprog.targets.plan_file import parse_plan, plan_json_schema
from radioprog.targets.target import Measure, Per, Target, YearPlan

FILE = "plans/2026.yaml"


def read(text: str, year: int = 2026) -> tuple[YearPlan | None, list[Finding]]:
    plan, found = parse_plan(text, year=year, file=FILE)
    return plan, list(found)


def only(text: str) -> Target:
    plan, found = read(text)
    assert plan is not None and not found, found
    (target,) = plan.targets
    return target


VIETNAMESE = """
năm: 2026
chỉ tiêu:
  - mã: bien-gioi
    chủ đề: biên giới
    chuyên mục: vung-bien
    đài: tag:bien-gioi
    mỗi: quý
    chương trình: 11
    buổi: 52
    phút: 300
    trọng số: 2,5
    ngôn ngữ: vi, bru
    từng đài: có
"""
ENGLISH = """
year: 2026
targets:
  - id: bien-gioi
    theme: biên giới
    series: vung-bien
    stations: tag:bien-gioi
    per: quarter
    programmes: 11
    sessions: 52
    minutes: 300
    weight: 2.5
    languages: [vi, bru]
    each: yes
"""


def test_both_languages_say_the_same() -> None:
    target = only(VIETNAMESE)
    assert target == only(ENGLISH)
    assert target.wanted == {Measure.PROGRAMMES: 11, Measure.SESSIONS: 52, Measure.MINUTES: 300}
    assert target.per is Per.QUARTER and target.each and target.weight == 2.5
    assert target.languages == ("vi", "bru")
    assert target.stations is not None and target.stations.text == "tag:bien-gioi"
    assert (target.place.file, target.place.line) == (FILE, 4)


def test_what_is_not_said_is_as_usual() -> None:
    target = only("targets: [{id: a, minutes: 5}]")
    assert target == Target("a", {Measure.MINUTES: 5})
    assert (target.per, target.each, target.weight, target.languages) == (Per.YEAR, False, 1.0, ())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("năm: 2025\nchỉ tiêu: [{mã: a, buổi: 1}]", "other-year", 1),
        ("chỉ tiêu:\n  - {mã: a, chủ đề: biển}\n", "target-empty", 2),
        ("chỉ tiêu:\n  - {mã: a, buổi: 1}\n  - {mã: a, buổi: 2}\n", "target-twice", 3),
        ("chỉ tiêu:\n  - {mã: a, buổi: 0}\n", "bad-value", 2),
        ("chỉ tiêu:\n  - {mã: a, buổi: nhiều}\n", "bad-value", 2),
        ("chỉ tiêu:\n  - {mã: a, buổi: 1, mỗi: tuần}\n", "bad-value", 2),
        ("chỉ tiêu:\n  - {mã: a, buoi: 1, chủ dề: x}\n", "unknown-key", 2),
        ("chỉ tiêu:\n  - {buổi: 1}\n", "missing-key", 2),
        ("năm: 2026\n", "missing-key", 1),
    ],
)
def test_slips_are_told_where_they_stand(text: str, code: str, line: int) -> None:
    _, found = read(text)
    assert (code, line) in {(each.code, each.place.line) for each in found}, found


def test_a_plan_with_an_error_is_none() -> None:
    assert read("chỉ tiêu:\n  - {mã: a, buổi: 1}\n  - {mã: a, buổi: 2}\n")[0] is None
    assert read("")[0] is None
    assert read("a: [")[0] is None


def test_the_schema_names_every_field() -> None:
    schema = plan_json_schema()
    target = schema["properties"]["targets"]
    assert {"id", "theme", "sessions", "minutes", "programmes"} <= set(
        str(target).replace("'", " ").split()
    )
