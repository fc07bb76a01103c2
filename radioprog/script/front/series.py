"""The series of a department: ``series.yaml``, read into what its scripts have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold
from radioprog.kernel.yaml.compound import Field, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import JsonSchema, TextKind
from radioprog.script.front.fields import LANGUAGE
from radioprog.script.front.findings import UNKNOWN_SERIES
from radioprog.script.front.voices import SPEAKERS
from radioprog.script.model import VoiceChoice


@dataclass(frozen=True, slots=True)
class Series:
    """One series: how it is named and described to people, and how its scripts are begun.

    ``id`` is what scripts and slots write. ``cover`` is a picture in ``assets/``, ``template`` a
    script in ``scripts/``; ``voices`` are the speakers of a new script.

    >>> Series("vung-bien").shown, Series("vung-bien", title="Vùng biên").shown
    ('vung-bien', 'Vùng biên')
    """

    id: str
    title: str | None = None
    description: str | None = None
    theme: str | None = None
    language: str | None = None
    category: str | None = None
    cover: str | None = None
    template: str | None = None
    voices: Mapping[str, tuple[VoiceChoice, ...]] = field(default_factory=dict)
    place: Place = NOWHERE

    @property
    def shown(self) -> str:
        """Return its name as people read it: the title, or the id where there is none."""
        return self.title or self.id


_SERIES = RecordKind(
    (
        Field("title", TextKind(200), Text("tên chuyên mục", "its title"), ("tên", "tiêu đề")),
        Field(
            "description",
            TextKind(4000),
            Text("giới thiệu với người nghe", "what listeners are told of it"),
            ("giới thiệu", "mô tả"),
        ),
        Field(
            "theme",
            TextKind(200),
            Text("chủ đề, để tính vào kế hoạch năm", "its theme, as yearly plans count it"),
            ("chủ đề",),
        ),
        Field("language", LANGUAGE, Text("ngôn ngữ", "its language"), ("ngôn ngữ", "tiếng")),
        Field(
            "category",
            TextKind(100),
            Text("thể loại, như News hay Society & Culture", "its category, as podcasts have it"),
            ("thể loại",),
        ),
        Field("cover", TextKind(), Text("ảnh bìa, trong assets/", "cover, in assets/"), ("bìa",)),
        Field(
            "template",
            TextKind(200),
            Text("kịch bản mẫu, trong scripts/", "the script to begin from, in scripts/"),
            ("mẫu",),
        ),
        Field("voices", SPEAKERS, Text("tên người đọc và giọng", "speakers"), ("giọng",)),
    ),
    "series",
)
SERIES: MapKind[Record] = MapKind(_SERIES, TextKind(200))
"""What ``series.yaml`` may hold."""


def series_json_schema() -> JsonSchema:
    """Return the JSON Schema of ``series.yaml``, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SERIES.json_schema()}


def parse_series(
    text: str, *, file: str | None = None
) -> tuple[Mapping[str, Series], tuple[Finding, ...]]:
    """Read ``series.yaml``: an id a series, and what is known of it.

    >>> found, findings = parse_series("vung-bien: {tên: Vùng biên, chủ đề: biên giới}")
    >>> found["vung-bien"].title, found["vung-bien"].theme, findings
    ('Vùng biên', 'biên giới', ())
    """
    node, found = parse_document(text, file=file)
    findings = list(found)
    if node is None:
        return {}, tuple(findings)
    records: Mapping[str, Record] = SERIES.read(node, findings) or {}
    return {name: _made(name, record) for name, record in records.items()}, tuple(findings)


def _made(name: str, record: Record) -> Series:
    values: dict[str, Any] = {key: value for key, value in record.values.items() if value}
    return Series(id=name, place=record.place, **values)


def series_named(wanted: str, known: Mapping[str, Series]) -> Series | None:
    """Find a series by its id, or by a title that only one has, whatever their case and form.

    >>> known = {"vung-bien": Series("vung-bien", title="Vùng biên")}
    >>> series_named("Vùng Biên", known).id, series_named("vung", known)
    ('vung-bien', None)
    """
    form = fold(wanted)
    by_id = [each for each in known.values() if fold(each.id) == form]
    by_title = [each for each in known.values() if fold(each.shown) == form]
    return next(iter(by_id or (by_title if len(by_title) == 1 else ())), None)


def unknown_series(wanted: str, known: Mapping[str, Series], place: Place = NOWHERE) -> Finding:
    """Say that a series is not in ``series.yaml``, and which near name is."""
    add = Text(
        "thêm vào series.yaml một dòng: {wanted}: {{tên: …}}",
        "add a line to series.yaml: {wanted}: {{title: …}}",
    ).filled(wanted=wanted)
    return UNKNOWN_SERIES(place, id=wanted, suggestion=did_you_mean(wanted, known, add))
