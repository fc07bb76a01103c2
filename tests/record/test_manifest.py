"""The manifest: what is written is read again, and nothing else is believed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from radioprog.record.manifest import (
    NAME,
    SIDECARS,
    Input,
    Manifest,
    Output,
    is_bare,
    read_manifest,
)

HASH = "0a" * 32
LEVELS = {
    "integrated_lufs": -23.0,
    "loudness_range_lu": 4,
    "true_peak_dbtp": None,
    "max_momentary_lufs": -20.5,
    "max_short_term_lufs": -21.5,
}
DELIVERY = {
    "path": "a.mp3",
    "name": "web",
    "codec": "mp3",
    "container": "mp3",
    "sha256": HASH,
    "bitrate": 128_000,
    "channels": 2,
    "sample_rate": 48_000,
    "duration": 60.0,
    **LEVELS,
}
FINDING = {
    "code": "x",
    "message": "m",
    "remedy": "r",
    "severity": "warning",
    "file": None,
    "line": 3,
    "column": None,
}
WHOLE = Manifest(
    script="a",
    title="Bản tin",
    series="tin",
    episode=3,
    date="2026-03-01",
    length=None,
    duration=60.0,
    frames=2_880_000,
    inputs=(Input("scripts/a.md", HASH), Input("assets/gone.wav", None)),
    outputs=(Output("a.mp3", 100, HASH),),
    settings={
        "workspace": {},
        "voices": {},
        "deliveries": {},
        "deliver": ["web"],
        "online": None,
        "clips": {"a": HASH},
    },
    tools={"numpy": "2"},
    engines={"tone:high": "1"},
    chosen=("web",),
    deliveries=(DELIVERY,),
    sidecars={**{name: f"a{end}" for name, end in SIDECARS.items()}, "manifest": NAME},
    fallback=True,
    speech=({"voice": "x"},),
    findings=(FINDING,),
)


def read(folder: Path, document: Any) -> Manifest | None:
    (folder / NAME).write_text(json.dumps(document), encoding="utf-8")
    return read_manifest(folder)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The whole document with one value changed; ``...`` takes the key away."""
    document = json.loads(WHOLE.to_bytes())
    inner: Any = document
    *way, last = path.split("/")
    for step in way:
        inner = inner[int(step) if step.isdigit() else step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return document


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(WHOLE.to_bytes())
    assert read_manifest(tmp_path) == WHOLE


def test_the_bytes_are_those_of_the_value_and_say_their_schema() -> None:
    assert WHOLE.to_bytes() == WHOLE.to_bytes()
    assert json.loads(WHOLE.to_bytes())["schema"] == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("series", None),
        ("date", None),
        ("episode", None),
        ("length", 90),
        ("length", 90.5),
        ("duration", 60),
        ("fallback", False),
        ("inputs", []),
        ("outputs/0/size", 0),
        ("deliveries/0/true_peak_dbtp", -1),
        ("deliveries/0/duration", 60),
        ("findings/0/severity", "error"),
        ("findings/0/severity", "info"),
        ("findings/0/file", "scripts/a.md"),
        ("findings/0/line", None),
        ("settings/deliver", None),
        ("settings/online", True),
        ("settings/clips", ...),
        ("settings/more", 3),
    ],
)
def test_what_may_be_otherwise_is_believed(tmp_path: Path, path: str, value: Any) -> None:
    assert read(tmp_path, changed(path, value)) is not None


@pytest.mark.parametrize("key", sorted({*json.loads(WHOLE.to_bytes())}))
def test_no_part_may_be_missing(tmp_path: Path, key: str) -> None:
    assert read(tmp_path, changed(key, ...)) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", 2),
        ("schema", "1"),
        ("more", 1),
        ("script", 3),
        ("title", None),
        ("series", 5),
        ("date", 20260301),
        ("episode", "3"),
        ("episode", 3.5),
        ("length", "90"),
        ("duration", None),
        ("duration", "60"),
        ("frames", 1.5),
        ("frames", None),
        ("fallback", 1),
        ("fallback", None),
        ("tools", ["numpy"]),
        ("tools", {"numpy": 2}),
        ("engines", {"a": None}),
        ("chosen", "web"),
        ("chosen", [1]),
        ("speech", {"a": 1}),
        ("speech", ["x"]),
        ("inputs", {"a": 1}),
        ("inputs/0/sha256", "0A" * 32),
        ("inputs/0/sha256", "0a" * 31),
        ("inputs/0/sha256", "0a" * 32 + "\n"),
        ("inputs/0/sha256", 5),
        ("inputs/0/path", None),
        ("inputs/0/path", "a\0b"),
        ("inputs/0/more", 1),
        ("outputs/0/size", "100"),
        ("outputs/0/size", None),
        ("outputs/0/sha256", "x"),
        ("outputs/0/name", "../a.mp3"),
        ("outputs/0/name", "/etc/passwd"),
        ("outputs/0/name", ".hidden"),
        ("outputs/0/name", ""),
        ("outputs/0/more", 1),
        ("deliveries", {}),
        ("deliveries/0/path", "../../a.mp3"),
        ("deliveries/0/name", 5),
        ("deliveries/0/codec", None),
        ("deliveries/0/container", None),
        ("deliveries/0/sha256", None),
        ("deliveries/0/bitrate", 1.5),
        ("deliveries/0/channels", "2"),
        ("deliveries/0/sample_rate", None),
        ("deliveries/0/duration", None),
        *((f"deliveries/0/{level}", "-23") for level in LEVELS),
        *((f"deliveries/0/{level}", ...) for level in LEVELS),
        ("findings/0/code", None),
        ("findings/0/message", 3),
        ("findings/0/remedy", None),
        ("findings/0/severity", "fatal"),
        ("findings/0/file", 3),
        ("findings/0/line", "3"),
        ("findings/0/column", 1.5),
        ("sidecars/vtt", ...),
        ("sidecars/vtt", "../a.vtt"),
        ("sidecars/vtt", None),
        ("sidecars/more", "a.txt"),
        ("settings", []),
        ("settings/workspace", ...),
        ("settings/workspace", []),
        ("settings/voices", None),
        ("settings/deliveries", "x"),
        ("settings/deliver", "web"),
        ("settings/deliver", [3]),
        ("settings/clips", {"a": 1}),
        ("settings/clips", ["a"]),
        ("settings/online", "yes"),
    ],
)
def test_a_value_of_another_kind_makes_it_no_manifest(
    tmp_path: Path, path: str, value: Any
) -> None:
    assert read(tmp_path, changed(path, value)) is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"7", b"null", b"\xff\xfe{", b"[" * 100_000])
def test_what_is_no_document_is_no_manifest(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    assert read_manifest(tmp_path) is None


def test_what_is_no_file_is_no_manifest_and_nobody_waits(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    (tmp_path / NAME).mkdir()
    assert read_manifest(tmp_path) is None
    if hasattr(os, "mkfifo"):
        (tmp_path / NAME).rmdir()
        os.mkfifo(tmp_path / NAME)
        assert read_manifest(tmp_path) is None


@pytest.mark.parametrize("name", ["a.mp3", "Bản tin.vtt", "a..b", "a b"])
def test_a_bare_name(name: str) -> None:
    assert is_bare(name)


@pytest.mark.parametrize("name", ["", "..", ".", ".a", "a/b", "a\\b", "a\0b", "c:a", 5, None, []])
def test_no_bare_name(name: object) -> None:
    assert not is_bare(name)
