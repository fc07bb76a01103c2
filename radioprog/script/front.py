"""The front matter of a script: found between its ``---`` lines and read into `Meta`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.yaml.compound import Field, ListKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import (
    DateKind,
    DurationKind,
    IntegerKind,
    JsonSchema,
    MadeKind,
    TextKind,
    bad_value,
)
from radioprog.script.model import Meta
from radioprog.script.traced import Page
from radioprog.script.voices import SPEAKERS

# Word makes a long dash of "---".
_FENCE = re.compile(r"\ufeff?[ \t]*(?:---+|[-–—]{2,3}|—)[ \t]*")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def _language(text: str, place: Place, findings: list[Finding]) -> str | None:
    if LANGUAGE_CODE.fullmatch(text.lower()):
        return text.lower()
    wanted = Text("mã ngôn ngữ như vi, en, lo", "a language code such as vi, en, lo")
    findings.append(bad_value(place, wanted, text))
    return None


LANGUAGE = MadeKind(TextKind(35), _language)
"""A language code, in lower case."""

FRONT = RecordKind(
    (
        Field(
            "title", TextKind(), Text("tên chương trình", "the programme's title"),
            ("tên chương trình",), required=True,
        ),
        Field("series", TextKind(200), Text("chuyên mục", "the series"), ("chuyên mục",)),
        Field("episode", IntegerKind(0, 999_999), Text("số thứ tự", "its number"), ("số",)),
        Field("date", DateKind(), Text("ngày phát", "its date"), ("ngày",)),
        Field("language", LANGUAGE, Text("ngôn ngữ", "its language"), ("ngôn ngữ",)),
        Field(
            "length", DurationKind(),
            Text("thời lượng cần đạt; bỏ trống nếu không cần", "the length to reach, if any"),
            ("thời lượng",),
        ),
        Field(
            "topics", ListKind(TextKind(200), commas=True, most=100),
            Text("các chủ đề", "its topics"), ("chủ đề",), default=(),
        ),
        Field(
            "producer", TextKind(), Text("nơi thực hiện", "who produced it"), ("thực hiện",)
        ),
        Field(
            "speakers", SPEAKERS, Text("tên người đọc và giọng", "speakers and their voices"),
            ("giọng",), default={},
        ),
        Field(
            "deliver", ListKind(TextKind(64), commas=True, most=100),
            Text("các dạng đầu ra", "the deliveries to make"), ("đầu ra",), default=(),
        ),
        Field("copyright", TextKind(), Text("bản quyền", "the copyright"), ("bản quyền",)),
        Field("cover", TextKind(), Text("ảnh bìa, trong assets/", "cover, in assets/"), ("bìa",)),
    ),
    "radioprog script",
)  # fmt: skip
"""What the front matter of a script may hold."""


def script_json_schema() -> JsonSchema:
    """Give the JSON Schema of a script's front matter, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **FRONT.json_schema()}


def split_front_matter(page: Page) -> tuple[tuple[str, int] | None, int, tuple[Finding, ...]]:
    """Find the front matter: its text and first line (``None``: there is none), and the body.

    The body is given as its offset in the page.
    """
    rows = [*zip(page.starts, [*page.starts[1:], len(page.text)], strict=True)]
    written = (
        row for row, (start, end) in enumerate(rows) if page.text[start:end].strip("\ufeff \t\r\n")
    )
    first = next(written, None)
    if first is None or not _is_fence(page, rows[first]):
        return None, 0, ()
    for row in range(first + 1, len(rows)):
        if _is_fence(page, rows[row]):
            text = page.text[rows[first][1] : rows[row][0]]
            return (text, first + 2), rows[row][1], ()
    return None, len(page.text), (_unclosed(page.place_at(rows[first][0])),)


def _is_fence(page: Page, row: tuple[int, int]) -> bool:
    return _FENCE.fullmatch(page.text[row[0] : row[1]].rstrip("\r\n")) is not None


def _unclosed(place: Place) -> Finding:
    return error(
        "unclosed-front-matter",
        Text(
            "phần đầu mở bằng --- nhưng không đóng",
            "the front matter begins with --- but does not end",
        ),
        Text(
            "thêm một dòng --- sau mục cuối của phần đầu",
            "add a line --- after the last key of the front matter",
        ),
        place,
    )


def missing_front_matter(place: Place) -> Finding:
    """Say that a script has no front matter, and show one."""
    return error(
        "missing-front-matter",
        Text("thiếu phần đầu của kịch bản", "the script has no front matter"),
        Text(
            "thêm ở đầu tệp, mỗi phần một dòng:  ---  title: tên chương trình  "
            "speakers: {PTV nữ: nữ}  ---",
            "begin the file with these lines:  ---  title: …  speakers: {PTV nữ: nữ}  ---",
        ),
        place,
    )


def read_front_matter(
    front: tuple[str, int], *, file: str, fallback_title: str
) -> tuple[Meta | None, tuple[Finding, ...]]:
    """Read the front matter; a value that cannot be read is left out and found."""
    node, findings = parse_document(front[0], file=file, first_line=front[1])
    if node is None:
        return None, findings
    found = list(findings)
    record = FRONT.read(node, found)
    return (_meta(record, fallback_title) if record else None), tuple(found)


def _meta(record: Record, fallback_title: str) -> Meta:
    values = dict(record.values)
    values["title"] = values["title"] or fallback_title
    values["deliver"] = _unique(values["deliver"])
    return Meta(**values, places=dict(record.places))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
