from __future__ import annotations

import pytest

from radioprog.audio.codecs.formats import Codec, DeliveryFormat
from radioprog.kernel.findings import NOWHERE, Finding
from radioprog.kernel.yaml.document import parse_document
from radioprog.programme.delivery import DELIVERIES, DELIVERIES_KIND, chosen, named


def own(text: str) -> tuple[dict[str, DeliveryFormat], list[Finding]]:
    findings: list[Finding] = []
    node, found = parse_document(text, file="radioprog.yaml")
    assert node is not None and found == ()
    return DELIVERIES_KIND.read(node, findings) or {}, findings


@pytest.mark.parametrize(
    ("name", "codec", "bitrate", "channels", "rate", "bits", "loudness"),
    [
        ("station", "mp3", 64_000, 1, 44_100, None, -16),
        ("web", "mp3", 128_000, 2, 44_100, None, -16),
        ("opus", "opus", 48_000, 2, 48_000, None, -16),
        ("m4a", "aac", 96_000, 2, 48_000, None, -16),
        ("archive", "flac", None, 2, 48_000, 24, -23),
        ("broadcast", "pcm", None, 2, 48_000, 24, -23),
    ],
)
def test_the_table_of_the_contract(
    name: str,
    codec: str,
    bitrate: int | None,
    channels: int,
    rate: int,
    bits: int | None,
    loudness: float,
) -> None:
    form = DELIVERIES[name]
    assert (form.codec, form.bitrate, form.channels) == (codec, bitrate, channels)
    assert (form.sample_rate, form.bits) == (rate, bits)
    assert (form.loudness, form.true_peak) == (loudness, -1)
    assert form.faults() == ()


def test_a_workspace_adds_its_own() -> None:
    forms, findings = own(
        "horn: {codec: mp3, bitrate: 48000, channels: 1, sample_rate: 24000, loudness: -16, "
        "true_peak: -1, high_pass: 300}"
    )
    assert findings == []
    horn = named(forms)["horn"]
    assert (horn.name, horn.codec, horn.high_pass) == ("horn", Codec.MP3, 300)
    assert list(named(forms))[:2] == ["station", "web"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("horn: {codec: mp4}", "bad-value"),
        ("horn: {codec: mp3, bitrate: 63999}", "bad-delivery"),
        ("horn: {codec: opus, sample_rate: 44100}", "bad-delivery"),
        ("horn: {bitrate: 64000}", "missing-key"),
        ("horn: {codec: mp3, volume: 3}", "unknown-key"),
        ("../horn: {codec: mp3}", "bad-value"),
    ],
)
def test_what_cannot_be_made_is_an_error(text: str, code: str) -> None:
    forms, findings = own(text)
    assert [found.code for found in findings] == [code]
    assert findings[0].place.line == 1
    assert forms == {}


def test_choosing_by_name() -> None:
    forms, findings = chosen(["Web", "station", "web", "wob"], DELIVERIES, place=NOWHERE)
    assert [form.name for form in forms] == ["web", "station"]
    assert [found.code for found in findings] == ["unknown-delivery"]
    assert "web" in findings[0].remedy.en
