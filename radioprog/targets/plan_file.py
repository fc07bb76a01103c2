"""``plans/<year>.yaml``: the targets of a year, in Vietnamese or English keys."""

from __future__ import annotations

from typing import Any

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.yaml.compound import Field, ListKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import (
    ChoiceKind,
    IntegerKind,
    JsonSchema,
    MadeKind,
    NumberKind,
    TextKind,
)
from radioprog.schedule.stations.selector import Selector
from radioprog.script.front.fields import LANGUAGE
from radioprog.targets import findings as says
from radioprog.targets.target import Measure, Per, Target, YearPlan

_MOST = 10_000_000


def _selector(text: str, place: Place, _: list[Finding]) -> Selector:
    return Selector(text, place)


_TARGET = RecordKind(
    (
        Field("id", TextKind(60), Text("mã của chỉ tiêu", "its id"), ("mã",), required=True),
        Field("theme", TextKind(200), Text("chủ đề", "the theme"), ("chủ đề",)),
        Field("series", TextKind(200), Text("chuyên mục", "the series"), ("chuyên mục",)),
        Field(
            "stations",
            MadeKind(TextKind(2000), _selector),
            Text("cho những đài nào (không ghi: tất cả)", "which stations (not given: all)"),
            ("đài", "nhóm đài"),
        ),
        Field(
            "per",
            ChoiceKind({"year": ("năm",), "quarter": ("quý",), "month": ("tháng",)}),
            Text("tính theo năm, quý hay tháng", "for a year, a quarter or a month"),
            ("mỗi", "tính theo"),
            default="year",
        ),
        Field(
            "programmes",
            IntegerKind(1, _MOST),
            Text("số chương trình khác nhau", "how many different programmes"),
            ("chương trình", "số chương trình"),
        ),
        Field(
            "sessions",
            IntegerKind(1, _MOST),
            Text("số buổi phát, cả phát lại", "how many airings, repeats too"),
            ("buổi", "buổi phát", "số buổi"),
        ),
        Field(
            "minutes",
            IntegerKind(1, _MOST),
            Text("số phút phát sóng", "how many minutes on air"),
            ("phút", "số phút"),
        ),
        Field(
            "weight",
            NumberKind(0.01, 1000),
            Text("quan trọng gấp mấy lần", "how much it matters"),
            ("trọng số",),
            default=1.0,
        ),
        Field(
            "languages",
            ListKind(LANGUAGE, commas=True, most=50),
            Text("bằng những tiếng nào", "in which languages"),
            ("ngôn ngữ", "tiếng"),
            default=(),
        ),
        Field(
            "each",
            ChoiceKind({"no": ("không", "false"), "yes": ("có", "true")}),
            Text("từng đài một, không cộng chung", "of every single station"),
            ("từng đài",),
            default="no",
        ),
    ),
    "target",
)
PLAN_KIND = RecordKind(
    (
        Field("year", IntegerKind(1950, 2090), Text("năm", "the year"), ("năm",)),
        Field(
            "targets",
            ListKind(_TARGET, most=2000),
            Text("các chỉ tiêu", "the targets"),
            ("chỉ tiêu", "các chỉ tiêu"),
            required=True,
        ),
    ),
    "plan",
)
"""What ``plans/<year>.yaml`` may hold."""


def plan_json_schema() -> JsonSchema:
    """Return the JSON Schema of a year's plan, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **PLAN_KIND.json_schema()}


def parse_plan(text: str, *, year: int, file: str) -> tuple[YearPlan | None, tuple[Finding, ...]]:
    """Read a year's plan; with an error there is none.

    >>> plan, found = parse_plan(
    ...     "chỉ tiêu: [{mã: bien, chủ đề: biển đảo, mỗi: quý, buổi: 12}]",
    ...     year=2026, file="plans/2026.yaml",
    ... )
    >>> plan.targets[0].theme, plan.targets[0].per.value, dict(plan.targets[0].wanted), found
    ('biển đảo', 'quarter', {<Measure.SESSIONS: 'sessions'>: 12}, ())
    """
    node, found = parse_document(text, file=file)
    findings: list[Finding] = list(found)
    record = PLAN_KIND.read(node, findings) if node is not None else None
    if record is None or any(each.is_error for each in findings):
        return None, tuple(findings)
    if record["year"] not in (None, year):
        place = record.place_of("year")
        findings.append(says.OTHER_YEAR(place, file=file, written=record["year"], year=year))
    targets = _distinct([_target(each, findings) for each in record["targets"]], findings)
    if any(each.is_error for each in findings):
        return None, tuple(findings)
    return YearPlan(year, targets, file), tuple(findings)


def _target(record: Record, findings: list[Finding]) -> Target:
    wanted = {each: record[str(each)] for each in Measure if record[str(each)] is not None}
    if not wanted:
        findings.append(says.NOTHING_WANTED(record.place, id=record["id"]))
    same: dict[str, Any] = {
        name: record[name] for name in ("id", "theme", "series", "stations", "weight")
    }
    return Target(
        wanted=wanted,
        per=Per(record["per"]),
        languages=tuple(record["languages"]),
        each=record["each"] == "yes",
        place=record.place,
        **same,
    )


def _distinct(targets: list[Target], findings: list[Finding]) -> tuple[Target, ...]:
    seen: dict[str, Target] = {}
    for each in targets:
        first = seen.setdefault(each.id, each)
        if first is not each:
            line = first.place.line or 0
            findings.append(says.DOUBLE_TARGET(each.place, id=each.id, line=line))
    return tuple(targets)
