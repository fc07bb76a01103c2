"""Bulletins and airings in the words of a source information system, by a profile of data.

The systems of provinces share names but not types, and their rules are not public; so the names,
the values behind them and how these are written all stand in a profile that an outlet may change.
Nothing is claimed about conformity with any system.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.canonical import document_json
from radioprog.kernel.text import one_line
from radioprog.publish.outgoing import OutgoingAiring
from radioprog.schedule.plan.slot import Priority

Row = tuple[OutgoingAiring, str]
_PRIORITY = {Priority.EMERGENCY: 1, Priority.PRIORITY: 2, Priority.NORMAL: 3}
_SOUND = 3
"""The kind of a bulletin that is sound."""


@dataclass(frozen=True, slots=True)
class InfoField:
    """A field of a profile: which of our values stands in it (or a fixed text), and its form."""

    value: str
    form: str = "text"


def _seconds(airing: OutgoingAiring) -> int:
    if airing.sound is not None:
        return round(airing.sound.duration)
    return int((airing.end - airing.start).total_seconds())


VALUES: Mapping[str, Callable[[OutgoingAiring, str], Any]] = {
    "airing": lambda airing, file: airing.id,
    "station": lambda airing, file: airing.station,
    "title": lambda airing, file: one_line(airing.named("vi")),
    "series": lambda airing, file: airing.series or "",
    "programme": lambda airing, file: airing.programme or "",
    "producer": lambda airing, file: airing.producer,
    "topics": lambda airing, file: ", ".join(airing.topics),
    "file": lambda airing, file: file,
    "sha256": lambda airing, file: airing.sound.sha256 if airing.sound else "",
    "kind": lambda airing, file: _SOUND,
    "priority": lambda airing, file: _PRIORITY[airing.priority],
    "length": lambda airing, file: _seconds(airing),
    "start": lambda airing, file: airing.start,
    "end": lambda airing, file: airing.end,
    "day": lambda airing, file: airing.day.isoformat(),
}
"""Our values by the names that a profile may use; any other name is taken as a fixed text."""

FORMS: Mapping[str, Callable[[Any], Any]] = {
    "text": str,
    "integer": int,
    "hms": lambda value: f"{value // 3600:02d}:{value // 60 % 60:02d}:{value % 60:02d}",
    "iso": lambda value: value.isoformat(),
    "epoch": lambda value: int(value.timestamp()),
    "clock": lambda value: f"{value:%H:%M:%S}",
}
"""How a value may be written."""
_TIMES = {"start", "end"}
_NUMBERS = {"kind", "priority", "length"}
FITTING = {"iso": _TIMES, "epoch": _TIMES, "clock": _TIMES, "hms": {"length"}, "integer": _NUMBERS}
"""Which values a form can write; text writes all but moments."""

BULLETIN: Mapping[str, InfoField] = {
    "BanTinID": InfoField("airing"),
    "NguonID": InfoField("station"),
    "TieuDe": InfoField("title"),
    "LoaiBanTin": InfoField("kind", "integer"),
    "LoaiLinhVuc": InfoField("1"),
    "MucDoUuTien": InfoField("priority", "integer"),
    "ThoiLuong": InfoField("length", "hms"),
    "TacGia": InfoField("producer"),
    "NoiDung": InfoField("file"),
    "ThoiGianBatDau": InfoField("start", "iso"),
    "ThoiGianKetThuc": InfoField("end", "iso"),
}
"""The profile that is used where an outlet has none of its own."""


def fits(field: InfoField) -> bool:
    """Tell whether a field's form can write its value.

    >>> fits(InfoField("start", "iso")), fits(InfoField("title", "integer"))
    (True, False)
    """
    if field.form == "text":
        return field.value not in _TIMES
    return field.value in FITTING.get(field.form, ())


def source_info(rows: Sequence[Row], profile: Mapping[str, InfoField]) -> bytes:
    """Write airings as bulletins of a profile, in order of time."""
    return document_json(
        {"DanhSachBanTin": [_bulletin(airing, file, profile) for airing, file in rows]}
    )


def _bulletin(
    airing: OutgoingAiring, file: str, profile: Mapping[str, InfoField]
) -> dict[str, Any]:
    return {name: _written(field, airing, file) for name, field in profile.items()}


def _written(field: InfoField, airing: OutgoingAiring, file: str) -> Any:
    take = VALUES.get(field.value)
    return FORMS[field.form](take(airing, file)) if take else field.value
