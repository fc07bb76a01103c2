"""Deliveries as data: in which forms a programme leaves the house, and how loud each must be.

The table of the contract, and the schema for a workspace's own. The master aims at these levels,
the encoder obeys the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from radioprog.audio.codecs.formats import FORMS, Codec, DeliveryFormat
from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold
from radioprog.kernel.units import BitRate, Dbtp, Hertz, Lufs
from radioprog.kernel.yaml.compound import Field, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import Node, Scalar
from radioprog.kernel.yaml.schema import (
    ChoiceKind,
    IntegerKind,
    JsonSchema,
    NumberKind,
    bad_value,
    written,
)
from radioprog.programme import findings as say

_ONLINE = {"loudness": Lufs(-16.0), "true_peak": Dbtp(-1.0)}
_EXCHANGE = {"loudness": Lufs(-23.0), "true_peak": Dbtp(-1.0)}
_USUAL_BITRATE = {
    Codec.MP3: BitRate(128_000),
    Codec.AAC: BitRate(96_000),
    Codec.OPUS: BitRate(48_000),
}
_USUAL_BITS = {Codec.FLAC: 24, Codec.PCM: 24}


def _format(
    name: str, form: str, bitrate: int | None, channels: int, rate: int, levels: Mapping[str, float]
) -> DeliveryFormat:
    codec, container = FORMS[form]
    return DeliveryFormat(
        name=name,
        codec=codec,
        container=container,
        bitrate=None if bitrate is None else BitRate(bitrate),
        channels=channels,
        sample_rate=Hertz(rate),
        bits=_USUAL_BITS.get(codec),
        loudness=Lufs(levels["loudness"]),
        true_peak=Dbtp(levels["true_peak"]),
    )


DELIVERIES: Mapping[str, DeliveryFormat] = {
    made.name: made
    for made in (
        _format("station", "mp3", 64_000, 1, 44_100, _ONLINE),
        _format("web", "mp3", 128_000, 2, 44_100, _ONLINE),
        _format("opus", "opus", 48_000, 2, 48_000, _ONLINE),
        _format("m4a", "aac", 96_000, 2, 48_000, _ONLINE),
        _format("archive", "flac", None, 2, 48_000, _EXCHANGE),
        _format("broadcast", "bwf", None, 2, 48_000, _EXCHANGE),
    )
}
"""The deliveries that every workspace has."""

_FIELDS = (
    Field(
        "codec",
        ChoiceKind(dict.fromkeys(FORMS, ())),
        Text("cách mã hóa", "how the sound is coded"),
        in_vietnamese=("mã hóa",),
        required=True,
    ),
    Field(
        "bitrate",
        IntegerKind(6_000, 320_000),
        Text("tốc độ bit, bit/s", "bit rate, in bit/s"),
        in_vietnamese=("tốc độ bit",),
    ),
    Field(
        "channels",
        IntegerKind(1, 2),
        Text("số kênh", "channels"),
        in_vietnamese=("số kênh",),
        default=2,
    ),
    Field(
        "sample_rate",
        IntegerKind(8_000, 96_000),
        Text("tần số lấy mẫu, Hz", "sample rate, in Hz"),
        in_vietnamese=("tần số lấy mẫu",),
        default=48_000,
    ),
    Field(
        "bits",
        IntegerKind(16, 24),
        Text("số bit mỗi mẫu (flac, wav, bwf)", "bits a sample (flac, wav, bwf)"),
        in_vietnamese=("số bit",),
    ),
    Field(
        "loudness",
        NumberKind(-40, -10, "LUFS"),
        Text("độ to, LUFS", "loudness, in LUFS"),
        in_vietnamese=("độ to",),
        default=_ONLINE["loudness"],
    ),
    Field(
        "true_peak",
        NumberKind(-20, 0, "dBTP"),
        Text("đỉnh thực cao nhất, dBTP", "highest true peak, in dBTP"),
        in_vietnamese=("đỉnh thực",),
        default=_ONLINE["true_peak"],
    ),
    Field(
        "high_pass",
        IntegerKind(20, 1_000),
        Text(
            "bỏ tần số thấp hơn, Hz (loa nén)", "take away what is lower, in Hz (horn loudspeakers)"
        ),
        in_vietnamese=("bỏ tiếng trầm",),
    ),
)
_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_RECORD = RecordKind(_FIELDS, title="delivery")


class DeliveryKind:
    """One delivery of a workspace's own, as it may be written under ``deliveries:``.

    The value has no name yet: the key it stands under names it (`named`).
    """

    def read(self, node: Node, findings: list[Finding], /) -> DeliveryFormat | None:
        """Return the form; what no encoder could obey is an error at its place."""
        before = len(findings)
        record = _RECORD.read(node, findings)
        if record is None or any(found.is_error for found in findings[before:]):
            return None
        form = _of_record(record)
        faults = form.faults()
        findings.extend(replace(found, place=record.place) for found in faults)
        return None if faults else form

    def json_schema(self) -> JsonSchema:
        """Describe the map."""
        return _RECORD.json_schema()


class DeliveryNameKind:
    """The name of a workspace's own delivery: it becomes part of file names."""

    def read(self, node: Node, findings: list[Finding], /) -> str | None:
        """Return the name, if it is one short word."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if _NAME.fullmatch(text):
            return text
        wanted = Text(
            "một tên ngắn: chữ, số, gạch nối (tối đa 40)",
            "a short name: letters, digits, hyphens (40 at most)",
        )
        findings.append(bad_value(node.place, wanted, written(node)))
        return None

    def json_schema(self) -> JsonSchema:
        """Describe the name."""
        return {"type": "string", "pattern": _NAME.pattern}


DELIVERIES_KIND: MapKind[DeliveryFormat] = MapKind(value=DeliveryKind(), key=DeliveryNameKind())
"""What stands under ``deliveries:`` in a workspace."""


def _of_record(record: Record) -> DeliveryFormat:
    codec, container = FORMS[record["codec"]]
    bitrate = record["bitrate"] or _USUAL_BITRATE.get(codec)
    return DeliveryFormat(
        name="",
        codec=codec,
        container=container,
        bitrate=None if bitrate is None else BitRate(bitrate),
        channels=record["channels"],
        sample_rate=Hertz(record["sample_rate"]),
        bits=record["bits"] or _USUAL_BITS.get(codec),
        loudness=Lufs(record["loudness"]),
        true_peak=Dbtp(record["true_peak"]),
        high_pass=None if record["high_pass"] is None else Hertz(record["high_pass"]),
    )


def named(own: Mapping[str, DeliveryFormat]) -> dict[str, DeliveryFormat]:
    """Return every delivery that a workspace has: the contract's, and its own by their keys."""
    return {**DELIVERIES, **{name: replace(form, name=name) for name, form in own.items()}}


def chosen(
    names: Iterable[str], known: Mapping[str, DeliveryFormat], *, place: Place
) -> tuple[Sequence[DeliveryFormat], tuple[Finding, ...]]:
    """Find deliveries by name, each once and in the order asked for.

    Returns:
        The forms, and an error ``unknown-delivery`` for each name that nobody knows.
    """
    by_fold = {fold(name): form for name, form in known.items()}
    found: dict[str, DeliveryFormat] = {}
    findings = []
    for name in names:
        form = by_fold.get(fold(name))
        if form is None:
            findings.append(_unknown(name, known, place))
        else:
            found[form.name] = form
    return tuple(found.values()), tuple(findings)


def _unknown(name: str, known: Mapping[str, DeliveryFormat], place: Place) -> Finding:
    remedy = did_you_mean(name, known, say.CHOOSE_DELIVERY.filled(names=list(known)))
    return say.UNKNOWN_DELIVERY(place, name=name, remedy=remedy)
