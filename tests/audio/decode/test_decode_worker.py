"""Wholeness by the bytes of each container, to the byte; what one request is answered with."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from radioprog.audio.codecs.sniff import MOV, Sniffed
from radioprog.audio.codecs.streams import StreamInfo, Tally
from radioprog.audio.decode.decode_worker import _answer, _truncated, is_open_ended, missing_part
from radioprog.audio.decode.worker import ClipLimits
from radioprog.kernel.errors import ContentError
from radioprog.kernel.sandbox.messages import MessageKind, receive
from radioprog.kernel.units import Hertz, Samples, Seconds
from tests.audio.files import wav_bytes, write_sound

BODY = b"\x01\x02" * 500
INFO = StreamInfo("wav", "pcm_s16le", Hertz(8_000), 1, ("FC",), None, Seconds(1.0))


def riff(claimed: int, *, magic: bytes = b"RIFF", before: bytes = b"") -> bytes:
    return magic + bytes(4) + b"WAVE" + before + b"data" + struct.pack("<I", claimed) + BODY


def aiff(claimed: int) -> bytes:
    other = b"COMM" + struct.pack(">I", 3) + bytes(4)  # odd: one byte of padding
    return b"FORM" + bytes(4) + b"AIFF" + other + b"SSND" + struct.pack(">I", claimed) + BODY


def wave64(claimed: int) -> bytes:
    other = b"fmt " + bytes(12) + struct.pack("<Q", 24 + 5) + bytes(8)  # rounded up to eight
    return bytes(40) + other + b"data" + bytes(12) + struct.pack("<Q", claimed + 24) + BODY


def core(claimed: int) -> bytes:
    other = b"desc" + struct.pack(">q", 7) + bytes(7)
    return b"caff" + bytes(4) + other + b"data" + struct.pack(">q", claimed) + BODY


def sun(claimed: int) -> bytes:
    return b".snd" + struct.pack(">II", 28, claimed) + bytes(16) + BODY


def rf64(claimed: int) -> bytes:
    sizes = b"ds64" + struct.pack("<IQQQI", 28, 0, claimed, 0, 0)
    return riff(0xFFFFFFFF, magic=b"RF64", before=sizes)


KINDS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "riff": ("wav", riff),
    "rf64": ("wav", rf64),
    "aiff": ("aiff", aiff),
    "wave64": ("w64", wave64),
    "core": ("caf", core),
    "sun": ("au", sun),
}


def missing(tmp_path: Path, container: str, data: bytes) -> float | None:
    path = tmp_path / "a"
    path.write_bytes(data)
    return missing_part(path, Sniffed(container), INFO, Tally())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("claimed", "part"),
    [
        (1_000, None),
        (1_001, None),  # a byte of padding that was not written
        (1_002, 2 / 1_002),
        (2_000, 0.5),
        (20_000, 0.95),
        (998, None),
        (0, None),
    ],
)
def test_the_missing_part_is_counted_to_the_byte(tmp_path, kind, claimed, part):
    container, make = KINDS[kind]
    found = missing(tmp_path, container, make(claimed))
    assert found == (None if part is None else pytest.approx(part))


@pytest.mark.parametrize(
    ("claimed", "part"),
    [
        (0x7FFFFFFF, None),
        (0xFFFFFFFF, None),
        (0x7FFF0000, None),
        (0x7FFEFFFF, None),  # far beyond what is there, and more than anybody records
        (1 << 28, 1 - 1_000 / (1 << 28)),
        ((1 << 28) + 2, None),
        (20_000, 0.95),
        (21_000, 1 - 1_000 / 21_000),
        (1_000_000, None),  # a round number of millions, far beyond
        (1_000_002, 1 - 1_000 / 1_000_002),
    ],
)
def test_a_placeholder_is_no_length(tmp_path, claimed, part):
    found = missing(tmp_path, "wav", riff(claimed))
    assert found == (None if part is None else pytest.approx(part))
    path = tmp_path / "a"
    assert is_open_ended(path, Sniffed("wav")) is (part is None)


def test_a_length_that_is_true_is_not_open(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(riff(1_000))
    assert not is_open_ended(path, Sniffed("wav"))
    path.write_bytes(riff(0xFFFFFFFF))
    assert is_open_ended(path, Sniffed("wav"))
    assert not is_open_ended(path, Sniffed("ogg"))
    path.write_bytes(aiff(0xFFFFFFFF))
    assert not is_open_ended(path, Sniffed("aiff"))
    path.write_bytes(riff(0xFFFFFFFF, before=b"LIST" + struct.pack("<I", 3) + bytes(4)))
    assert is_open_ended(path, Sniffed("wav"))


@pytest.mark.parametrize("container", ["wav", "aiff", "w64", "caf"])
def test_a_file_without_a_chunk_of_sound_tells_nothing(tmp_path, container):
    head = {"aiff": b"FORM" + bytes(8)}.get(container, b"RIFF" + bytes(8))
    for tail in (b"", bytes(7), b"abcd" + bytes(8), bytes(100), b"junk" + b"\x10" + bytes(200)):
        assert missing(tmp_path, container, head + tail) is None
        assert not is_open_ended(tmp_path / "a", Sniffed(container))


def page(*, last: bool, segments: bytes, body: int) -> bytes:
    kind = 4 if last else 0
    return b"OggS\x00" + bytes([kind]) + bytes(20) + bytes([len(segments)]) + segments + bytes(body)


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (page(last=True, segments=b"\x05\x03", body=8), True),
        (page(last=True, segments=b"\x05\x03", body=7), False),
        (page(last=False, segments=b"\x05\x03", body=8), False),
        (page(last=True, segments=b"", body=0), True),
        (page(last=True, segments=b"\x05\x03", body=8)[:26], False),
        (page(last=False, segments=b"", body=0) + page(last=True, segments=b"\x01", body=1), True),
        (bytes(400), False),
        (b"", False),
        (bytes(300_000) + page(last=True, segments=b"\xff", body=255), True),
    ],
)
def test_the_last_page_of_ogg_is_whole_and_says_so(tmp_path, data, whole):
    assert missing(tmp_path, "ogg", data) == (None if whole else 0.0)


@pytest.mark.parametrize("container", ["flac", "mp3", MOV, "wv", "tta", "ape", "matroska", "aac"])
@pytest.mark.parametrize(
    ("frames", "part"), [(8_000, None), (7_200, None), (7_199, 801 / 8_000), (4_000, 0.5)]
)
def test_a_tenth_of_a_second_may_be_lacking(tmp_path, container, frames, part):
    sniffed, tally = Sniffed(container), Tally(frames=Samples(frames))
    exact = container not in {"matroska", "aac"}
    found = missing_part(tmp_path / "none", sniffed, INFO, tally)
    assert found == (pytest.approx(part) if exact and part else None)
    untold = Sniffed(container, counted=False)
    assert missing_part(tmp_path / "none", untold, INFO, tally) is None


def test_what_is_missing_is_told_as_far_as_it_is_known():
    half = _truncated(Seconds(3.0), 0.5)
    assert half.code == _truncated(Seconds(3.0), 0.0).code
    assert half.details == {"seconds_found": 3.0}
    assert "6" in half.message.en
    for unknown in (0.0, 1.0):
        assert _truncated(Seconds(3.0), unknown).message != half.message


# --- one request ---


def answer(path: Path, **asked: Any) -> list[tuple[MessageKind, Any]]:
    """Ask within this process; the messages, those of JSON read."""
    limits = {**asdict(ClipLimits()), **asked.pop("limits", {})}
    whole = {"rate": 0, "fold": False, "whole": False, "op": "decode", **asked}
    out = io.BytesIO()
    _answer({**whole, "path": str(path), "limits": limits}, out)
    out.seek(0)
    messages: list[tuple[MessageKind, Any]] = []
    while message := receive(out):
        kind, body = message
        messages.append((kind, body if kind is MessageKind.DATA else json.loads(body)))
    return messages


def samples(messages: list[tuple[MessageKind, Any]], channels: int) -> np.ndarray:
    data = b"".join(body for kind, body in messages if kind is MessageKind.DATA)
    return np.frombuffer(data, "<f4").reshape(-1, channels)


def test_a_request_is_answered_with_facts_sound_and_an_end(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(8_000, 4_000, channels=2, value=16_384))
    messages = answer(path)
    kinds = [kind for kind, _ in messages]
    assert kinds[0] is MessageKind.FACTS and kinds[-1] is MessageKind.END
    assert set(kinds[1:-1]) == {MessageKind.DATA}
    facts = messages[0][1]
    assert (facts["rate"], facts["given_rate"], facts["given_channels"]) == (8_000, 8_000, 2)
    assert messages[-1][1] == {"frames": 4_000, "findings": []}
    assert np.array_equal(samples(messages, 2), np.full((4_000, 2), 0.5, np.float32))


def test_channels_are_folded_only_where_it_is_asked(tmp_path):
    path = write_sound(tmp_path / "a.wav", np.full((4_800, 6), 0.1, np.float32), 48_000, "wav")
    for fold, channels in ((False, 6), (True, 2)):
        messages = answer(path, fold=fold)
        assert messages[0][1]["given_channels"] == channels
        assert samples(messages, channels).shape == (4_800, channels)


def test_the_rate_is_the_one_that_is_asked_for(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(8_000, 8_000))
    messages = answer(path, rate=48_000)
    assert messages[0][1]["given_rate"] == 48_000
    assert messages[-1][1]["frames"] == len(samples(messages, 1)) == 48_000


def test_a_probe_tells_the_length_and_decodes_nothing(tmp_path):
    told = tmp_path / "a.wav"
    told.write_bytes(wav_bytes(8_000, 4_000))
    untold = write_sound(tmp_path / "b.aac", np.zeros((48_000, 1), np.float32), 48_000, "aac")
    for path, length, near in ((told, 0.5, 0.0), (untold, 1.0, 0.05)):
        ((kind, info),) = answer(path, op="probe")
        assert kind is MessageKind.END
        assert info["declared"] == pytest.approx(length, abs=near)


def code_of(path: Path, **asked: Any) -> str:
    with pytest.raises(ContentError) as caught:
        answer(path, **asked)
    return str(caught.value.findings[0].code)


@pytest.mark.parametrize(
    ("rate", "code"),
    [(7_999, "clip-rate"), (8_000, None), (192_000, None), (192_001, "clip-rate")],
)
def test_the_lowest_and_the_highest_rate(tmp_path, rate, code):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(rate, 4_000))
    if code is None:
        assert answer(path)[-1][0] is MessageKind.END
    else:
        assert code_of(path) == code


@pytest.mark.parametrize(("channels", "code"), [(8, None), (9, "clip-channels")])
def test_the_most_channels(tmp_path, channels, code):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(8_000, 400, channels=channels))
    if code is None:
        assert answer(path)[-1][0] is MessageKind.END
    else:
        assert code_of(path) == code


def test_length_and_size_may_be_just_what_is_allowed(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(8_000, 8_000))
    size = path.stat().st_size
    for limits in ({"length": 1.0}, {"size": size}):
        assert answer(path, limits=limits)[-1][1]["frames"] == 8_000
    assert code_of(path, limits={"length": 0.999}) == "clip-too-long"
    assert code_of(path, limits={"size": size - 1}) == "clip-too-large"


def test_a_length_that_is_not_told_is_held_while_decoding(tmp_path):
    path = write_sound(tmp_path / "a.aac", np.zeros((96_000, 1), np.float32), 48_000, "aac")
    assert answer(path, limits={"length": 3.0})[-1][0] is MessageKind.END
    assert code_of(path, limits={"length": 1.0}) == "clip-too-long"


def test_a_cut_file_is_told_or_refused(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(8_000, 4_000, claimed=16_000))
    (found,) = answer(path)[-1][1]["findings"]
    assert found["code"] == "clip-truncated"
    assert code_of(path, whole=True) == "clip-truncated"
    path.write_bytes(wav_bytes(8_000, 4_000, claimed=0xFFFFFFFF))
    (found,) = answer(path, whole=True)[-1][1]["findings"]
    assert found["code"] == "clip-open-ended"


def test_what_is_no_file_is_refused(tmp_path):
    assert code_of(tmp_path / "none.wav") == "missing-asset"
    assert code_of(tmp_path) == "clip-not-a-file"
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(8_000, 0))
    assert code_of(path) == "clip-unreadable"
