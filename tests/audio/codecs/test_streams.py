"""What a stream says of itself: its length, its rate, the frames before an Opus stream's sound."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from radioprog.audio.codecs.streams import bit_rate_of, declared_frames, described, pre_skip
from radioprog.kernel.units import Seconds


def stream(**more: Any) -> Any:
    context = {
        "codec": SimpleNamespace(canonical_name="flac"),
        "sample_rate": 48_000,
        "layout": SimpleNamespace(
            nb_channels=2, channels=[SimpleNamespace(name="FL"), SimpleNamespace(name="FR")]
        ),
        "extradata": None,
    }
    context |= more.pop("context", {})
    whole = {"duration": 96_000, "time_base": Fraction(1, 48_000), "bit_rate": None, **more}
    return SimpleNamespace(codec_context=SimpleNamespace(**context), **whole)


def container(**more: Any) -> Any:
    return SimpleNamespace(**{"duration": 3_500_000, "bit_rate": None, "streams": [0], **more})


def test_a_stream_describes_itself() -> None:
    info = described(stream(), container(), "flac")
    assert (info.container, info.codec, info.rate, info.channels) == ("flac", "flac", 48_000, 2)
    assert info.names == ("FL", "FR")
    assert info.declared == 2.0
    assert info.bit_rate is None and info.only_stream
    assert not described(stream(), container(streams=[0, 1]), "flac").only_stream


def test_the_containers_length_serves_where_the_stream_tells_none() -> None:
    for more in ({"duration": None}, {"time_base": None}):
        assert described(stream(**more), container(), "x").declared == 3.5
    assert described(stream(duration=None), container(duration=None), "x").declared is None


def test_what_is_not_known_is_nothing() -> None:
    info = described(stream(context={"sample_rate": None, "layout": None}), container(), "x")
    assert (info.rate, info.channels, info.names) == (0, 0, ())


def test_an_opus_stream_begins_before_its_sound() -> None:
    opus = {"codec": SimpleNamespace(canonical_name="opus")}
    head = b"OpusHead\x01\x02" + (312).to_bytes(2, "little") + bytes(7)
    whole = stream(context={**opus, "extradata": head})
    assert pre_skip(whole.codec_context) == 312
    assert described(whole, container(), "ogg").declared == pytest.approx(2.0 - 312 / 48_000)
    assert pre_skip(stream(context={**opus, "extradata": None}).codec_context) == 0
    assert pre_skip(stream(context={**opus, "extradata": b"x" * 20}).codec_context) == 0
    assert pre_skip(stream(context={"extradata": head}).codec_context) == 0


@pytest.mark.parametrize(
    ("own", "whole", "rate"), [(64_000, 70_000, 64_000), (None, 70_000, 70_000), (0, None, None)]
)
def test_the_streams_bit_rate_before_the_files(own: Any, whole: Any, rate: int | None) -> None:
    assert bit_rate_of(stream(bit_rate=own), container(bit_rate=whole)) == rate


@pytest.mark.parametrize(
    ("declared", "frames"),
    [(1.0, 48_000), (1.00001, 48_000), (1.00002, 48_001), (None, None), (float("inf"), None)],
)
def test_declared_frames_are_rounded(declared: float | None, frames: int | None) -> None:
    info = described(stream(), container(), "x")
    told = type(info)(
        info.container,
        info.codec,
        info.rate,
        info.channels,
        info.names,
        info.bit_rate,
        None if declared is None else Seconds(declared),
    )
    assert declared_frames(told) == frames
