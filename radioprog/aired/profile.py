"""``asrun.yaml``: what may be set by data: tolerances, and the columns of logs of other systems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from radioprog.aired.formats.maker import ColumnMap
from radioprog.aired.formats.mapped import ALSO, COLUMNS
from radioprog.aired.matching.match import Tolerances
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.units import Seconds
from radioprog.kernel.yaml.compound import Field, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import (
    ChoiceKind,
    DurationKind,
    IntegerKind,
    MadeKind,
    TextKind,
    bad_value,
)
from radioprog.schedule.days.civil import zone_names

_DAY = DurationKind(Seconds(86_400.0))
_SHARE = IntegerKind(0, 100)
_TOLERANCES = RecordKind(
    (
        Field("on_time", _DAY, Text("lệch đến đây vẫn đúng giờ", "on time"), ("đúng giờ",)),
        Field(
            "minute",
            _DAY,
            Text("nguồn chỉ chính xác đến phút", "sources precise to the minute"),
            ("đến phút",),
        ),
        Field("window", _DAY, Text("tìm quanh giờ định phát", "looked for within"), ("quanh giờ",)),
        Field(
            "length_share",
            _SHARE,
            Text("lệch độ dài, phần trăm", "length, per cent"),
            ("phần dài",),
        ),
        Field(
            "length_seconds", _DAY, Text("lệch độ dài, thời gian", "length, time"), ("lệch dài",)
        ),
        Field(
            "split_gap", _DAY, Text("quãng ngắt giữa hai phần", "between parts"), ("quãng ngắt",)
        ),
        Field(
            "filled_share",
            _SHARE,
            Text("nội dung khác chiếm chỗ, phần trăm", "other content, per cent"),
            ("phần chiếm",),
        ),
        Field(
            "offset_rows",
            IntegerKind(1, 10_000),
            Text("số buổi để kết luận đồng hồ lệch", "runs that prove a clock's offset"),
            ("số buổi",),
        ),
    )
)


def _zone(text: str, place: Place, findings: list[Finding]) -> str | None:
    if text in zone_names():
        return text
    wanted = Text("một múi giờ như Asia/Ho_Chi_Minh", "a time zone such as Asia/Ho_Chi_Minh")
    findings.append(bad_value(place, wanted, text))
    return None


_COLUMN = ChoiceKind(
    {name: (vietnamese,) for name, vietnamese in COLUMNS.items()} | dict.fromkeys(ALSO, ())
)
_FORMAT = RecordKind(
    (
        Field(
            "columns",
            MapKind(TextKind(200), _COLUMN),
            Text("cột của ta: cột của họ", "our columns: theirs"),
            ("cột",),
        ),
        Field(
            "date",
            ChoiceKind({"dmy": ("ngày/tháng/năm",), "mdy": ("tháng/ngày/năm",), "ymd": ()}),
            Text("thứ tự ngày tháng", "order of day and month"),
            ("ngày",),
        ),
        Field(
            "zone",
            MadeKind(TextKind(60), _zone),
            Text("múi giờ của nhật ký", "the log's zone"),
            ("múi giờ",),
        ),
    )
)
PROFILE_KIND = RecordKind(
    (
        Field("tolerances", _TOLERANCES, Text("ngưỡng đối soát", "tolerances"), ("ngưỡng",)),
        Field(
            "formats",
            MapKind(_FORMAT, TextKind(60)),
            Text("các loại nhật ký khác", "logs of other systems"),
            ("loại", "nhật ký"),
        ),
    ),
    title="asrun.yaml",
)


@dataclass(frozen=True, slots=True)
class AsrunProfile:
    """What a workspace set about its logs: tolerances, and columns by the name of a format."""

    tolerances: Tolerances = Tolerances()
    maps: Mapping[str, ColumnMap] = field(default_factory=dict)


def parse_profile(text: str, *, file: str) -> AsrunProfile:
    """Read ``asrun.yaml``.

    >>> made = parse_profile("tolerances: {on_time: 90s}", file="asrun.yaml")
    >>> made.tolerances.on_time
    90

    Raises:
        ContentError: all its errors.
    """
    node, found = parse_document(text, file=file)
    findings = list(found)
    record = PROFILE_KIND.read(node, findings) if node is not None else None
    if record is None or any(each.is_error for each in findings):
        raise ContentError(findings)
    written: Record | None = record["tolerances"]
    values = {} if written is None else written.values
    rules = {name: round(value) for name, value in values.items() if value is not None}
    formats: Mapping[str, Record] = record["formats"] or {}
    maps = {name: _map_of(name, each) for name, each in formats.items()}
    return AsrunProfile(Tolerances(**rules), maps)


def _map_of(name: str, record: Record) -> ColumnMap:
    order: Any = record["date"]
    return ColumnMap(name, record["columns"] or {}, order, record["zone"])
