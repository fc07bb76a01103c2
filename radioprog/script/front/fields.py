"""What the front matter of a script may hold: its keys, in both languages, and their values."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.yaml.compound import Field, ListKind, Record, RecordKind
from radioprog.kernel.yaml.schema import (
    DateKind,
    DurationKind,
    IntegerKind,
    JsonSchema,
    MadeKind,
    TextKind,
    bad_value,
)
from radioprog.script.front.findings import FAR_DATE
from radioprog.script.front.voices import SPEAKERS
from radioprog.script.model import StationEditions

_FIRST_YEAR, _LAST_YEAR = 1945, 2100
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def _language(text: str, place: Place, findings: list[Finding]) -> str | None:
    if LANGUAGE_CODE.fullmatch(text.lower()):
        return text.lower()
    wanted = Text("mã ngôn ngữ như vi, en, lo", "a language code such as vi, en, lo")
    findings.append(bad_value(place, wanted, text))
    return None


def _told_if_far(day: dt.date, place: Place, findings: list[Finding]) -> dt.date:
    """Tell a day that no programme of ours has: ``2206`` is a slip of the fingers for 2026."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        findings.append(FAR_DATE(place, date=day, year=day.year))
    return day


LANGUAGE = MadeKind(TextKind(35), _language)
"""A language code, in lower case."""


def _editions(record: Record, place: Place, findings: list[Finding]) -> StationEditions | None:
    written = record["stations"]
    return StationEditions(written, record.place_of("stations")) if written else None


_EDITIONS = MadeKind(
    RecordKind(
        (
            Field(
                "stations",
                TextKind(20_000),
                Text("những đài có bản riêng", "the stations that get their own edition"),
                ("đài", "các đài"),
                required=True,
            ),
        )
    ),
    _editions,
)

FRONT = RecordKind(
    (
        Field(
            "title",
            TextKind(),
            Text("tên hiện trong tệp và lịch phát", "the programme's title"),
            ("tên chương trình",),
            required=True,
            meant=(
                "tiêu đề",
                "tựa đề",
                "tựa",
                "đầu đề",
                "nhan đề",
                "tên",
                "tên bài",
                "tên kịch bản",
                "tên bản tin",
                "chương trình",
                "tên chương trình phát thanh",
                "name",
                "headline",
            ),
        ),
        Field(
            "series",
            TextKind(200),
            Text("chuyên mục", "the series"),
            ("chuyên mục",),
            meant=("chuyên đề", "tên chuyên mục", "loạt", "loạt bài", "mục", "category"),
        ),
        Field(
            "episode",
            IntegerKind(0, 999_999),
            Text("số thứ tự", "its number"),
            ("số",),
            meant=(
                "kỳ",
                "tập",
                "bản tin số",
                "số kỳ",
                "số phát",
                "số thứ tự",
                "số bản tin",
                "issue",
                "number",
            ),
        ),
        Field(
            "date",
            MadeKind(DateKind(), _told_if_far),
            Text("ngày phát", "its date"),
            ("ngày",),
            meant=("ngày phát", "ngày phát sóng", "ngày tháng", "phát ngày", "phát sóng", "day"),
        ),
        Field(
            "language",
            LANGUAGE,
            Text("ngôn ngữ", "its language"),
            ("ngôn ngữ",),
            meant=("tiếng", "lang"),
        ),
        Field(
            "length",
            DurationKind(),
            Text("thời lượng cần đạt; bỏ trống nếu không cần", "the length to reach, if any"),
            ("thời lượng",),
            meant=(
                "thời gian",
                "độ dài",
                "thời lượng dự kiến",
                "thời lượng chương trình",
                "duration",
                "time",
            ),
        ),
        Field(
            "topics",
            ListKind(TextKind(200), commas=True, most=100),
            Text("các chủ đề", "its topics"),
            ("chủ đề",),
            default=(),
            meant=("từ khóa", "đề tài", "nội dung", "tags", "keywords"),
        ),
        Field(
            "producer",
            TextKind(),
            Text("nơi thực hiện", "who produced it"),
            ("thực hiện",),
            meant=(
                "người thực hiện",
                "đơn vị thực hiện",
                "nơi thực hiện",
                "đơn vị",
                "biên tập",
                "tác giả",
                "sản xuất",
                "người viết",
                "author",
            ),
        ),
        Field(
            "speakers",
            SPEAKERS,
            Text("tên người đọc và giọng", "speakers and their voices"),
            ("giọng",),
            default={},
            meant=(
                "người đọc",
                "giọng đọc",
                "phát thanh viên",
                "PTV",
                "MC",
                "người dẫn",
                "nhân vật",
                "các giọng",
                "người nói",
                "speaker",
                "voices",
                "voice",
            ),
        ),
        Field(
            "deliver",
            ListKind(TextKind(64), commas=True, most=100),
            Text("các dạng đầu ra", "the deliveries to make"),
            ("đầu ra",),
            default=(),
            meant=(
                "định dạng",
                "dạng đầu ra",
                "dạng tệp",
                "xuất",
                "output",
                "format",
                "deliveries",
            ),
        ),
        Field(
            "copyright",
            TextKind(),
            Text("bản quyền", "the copyright"),
            ("bản quyền",),
            meant=("tác quyền",),
        ),
        Field(
            "cover",
            TextKind(),
            Text("ảnh bìa, trong assets/", "cover, in assets/"),
            ("bìa",),
            meant=("ảnh bìa", "hình bìa", "ảnh", "hình", "image"),
        ),
        Field(
            "editions",
            _EDITIONS,
            Text("đài nào có bản riêng", "which stations get an edition of their own"),
            ("bản riêng",),
            meant=("bản cho đài", "bản theo đài", "bản riêng cho đài", "phiên bản", "edition"),
        ),
    ),
    "radioprog script",
)
"""What the front matter of a script may hold."""
FRAGMENT = RecordKind(tuple(replace(field, required=False) for field in FRONT.fields))
"""The same for a script that another one includes: it needs no title."""


def script_json_schema() -> JsonSchema:
    """Return the JSON Schema of a script's front matter, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **FRONT.json_schema()}
