"""What a file is by its bytes: every kind we take, and what calls itself a sound but is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.audio.codecs.sniff import (
    MOV,
    _frame_length,
    container_of,
    disguise_of,
    first_frame,
    id3_length,
    sniff,
)
from radioprog.kernel.errors import ContentError
from tests.audio.files import KINDS, write_sound
from tests.audio.signals import programme_like

CONTAINER = {
    "f.wav": "wav",
    "m4a": MOV,
    "mp4": MOV,
    "opus": "ogg",
    "wma": "asf",
    "webm": "matroska",
    "mka": "matroska",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known_by_its_bytes_whatever_its_name(tmp_path, kind):
    path = write_sound(tmp_path / "recording.xyz", programme_like(1.0, 48000), 48000, kind)
    assert sniff(path).container == CONTAINER.get(kind, kind)


def test_an_mp3_without_an_info_header_does_not_tell_its_length(tmp_path):
    sound = programme_like(1.0, 44100)
    told = write_sound(tmp_path / "a.mp3", sound, 44100, "mp3")
    untold = write_sound(tmp_path / "b.mp3", sound, 44100, "mp3", options={"write_xing": "0"})
    assert sniff(told).counted
    assert not sniff(untold).counted


def test_an_id3_tag_is_stepped_over(tmp_path):
    path = write_sound(tmp_path / "a.mp3", programme_like(1.0, 44100), 44100, "mp3")
    bare = path.read_bytes()[id3_length(path.read_bytes()) :]
    path.write_bytes(b"ID3\x04\x00\x00\x00\x06\x00\x00" + bytes(6 << 14) + bare)
    found = sniff(path)
    assert (found.container, found.skip) == ("mp3", 10 + (6 << 14))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#EXTM3U\n#EXTINF:1\n/etc/passwd", "HLS"),
        ("\n\n  #EXTM3U\n", "HLS"),
        ("ffconcat version 1.0\nfile /etc/passwd", "ffconcat"),
        ("[playlist]\nFile1=x", "PLS"),
        ("<?xml version='1.0'?><MPD/>", "XML/HTML"),
        ("<!DOCTYPE html><p>captcha", "XML/HTML"),
        ("v=0\r\no=- 0 0 IN IP4 127.0.0.1", "SDP"),
        ("https://example.org/a.mp3", "URL"),
        ("\ufeff#EXTM3U", "HLS"),
    ],
)
def test_a_list_that_calls_itself_a_recording_is_named(tmp_path, text, name):
    path = tmp_path / "interview.mp3"
    path.write_text(text, encoding="utf-8")
    assert disguise_of(path.read_bytes()) == name
    with pytest.raises(ContentError) as caught:
        sniff(path)
    assert [found.code for found in caught.value.findings] == ["clip-disguised"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "clip-empty"),
        (b"Kinh thua quy vi", "clip-unreadable"),
        (bytes(4000), "clip-unreadable"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x05", "clip-empty"),
        (b"\xff" * 4000, "clip-unreadable"),
    ],
)
def test_what_is_no_sound_is_said_to_be_none(tmp_path, content, code):
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(ContentError) as caught:
        sniff(path)
    assert [found.code for found in caught.value.findings] == [code]


@given(st.binary(max_size=3000))
def test_no_bytes_make_it_fall(head):
    container_of(head)
    disguise_of(head)
    first_frame(head)
    id3_length(head)


# Kilobits a second of each layer by its code 1 to 14, as printed in ISO/IEC 11172-3 and 13818-3.
PRINTED = {
    ("1", 1): "32 64 96 128 160 192 224 256 288 320 352 384 416 448",
    ("1", 2): "32 48 56 64 80 96 112 128 160 192 224 256 320 384",
    ("1", 3): "32 40 48 56 64 80 96 112 128 160 192 224 256 320",
    ("2", 1): "32 48 56 64 80 96 112 128 144 160 176 192 224 256",
    ("2", 2): "8 16 24 32 40 48 56 64 80 96 112 128 144 160",
    ("2", 3): "8 16 24 32 40 48 56 64 80 96 112 128 144 160",
}
RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def header(version: int, layer: int, code: int, rate: int, padding: int) -> bytes:
    second = 0xE0 | version << 3 | (4 - layer) << 1 | 1
    return bytes((0xFF, second, code << 4 | rate << 2 | padding << 1, 0, 0, 0, 0))


@pytest.mark.parametrize("version", RATES)
@pytest.mark.parametrize("layer", [1, 2, 3])
def test_the_length_of_every_frame_is_that_of_the_standard(version, layer):
    """Samples of a frame: 384 in layer 1, 1152 in layer 2, in layer 3 half of it below MPEG 1."""
    samples = {1: 384, 2: 1152, 3: 1152 if version == 3 else 576}[layer]
    slot = 4 if layer == 1 else 1
    for code, kilobits in enumerate(PRINTED["1" if version == 3 else "2", layer].split(), start=1):
        for rate, hertz in enumerate(RATES[version]):
            for padding in (0, 1):
                slots = samples // 8 // slot * int(kilobits) * 1000 // hertz + padding
                found = _frame_length(header(version, layer, code, rate, padding))
                assert found == slots * slot, (code, hertz, padding)


@pytest.mark.parametrize(
    ("version", "layer", "code", "rate"),
    [(1, 3, 5, 0), (3, 3, 0, 0), (3, 3, 15, 0), (3, 3, 5, 3), (3, 4, 5, 0)],
)
def test_what_the_standard_keeps_back_is_no_frame(version, layer, code, rate):
    assert _frame_length(header(version, layer, code, rate, 0)) == 0


def adts(length: int, *, rate: int = 4, crc: bool = False) -> bytes:
    """The head of a frame of AAC (ISO/IEC 13818-7)."""
    bits = 0xFFF << 44 | (0 if crc else 1) << 40 | rate << 34 | 1 << 30 | length << 13
    return bits.to_bytes(7, "big")


@pytest.mark.parametrize("length", [7, 255, 256, 2_048, 8_191])
def test_the_length_of_an_adts_frame(length):
    assert _frame_length(adts(length)) == length
    assert _frame_length(adts(length, crc=True)) == length
    assert _frame_length(adts(length, rate=12)) == length
    assert _frame_length(adts(length, rate=13)) == 0
    assert _frame_length(adts(length)[:6]) == 0


def test_a_frame_counts_only_where_another_follows():
    one = header(3, 3, 9, 0, 0)[:4]
    frame = one + bytes(413)
    assert first_frame(frame) == 0  # as a whole file it may stand alone
    assert first_frame(frame + one) == 0
    assert first_frame(frame + b"\xff\x00") is None
    assert first_frame(frame + b"\xff") == 0
    assert first_frame(b"x" + frame) is None
    assert first_frame(b"x" + frame + one) == 1
    assert first_frame(b"x" + frame + header(3, 2, 9, 0, 0)) is None
    assert first_frame(bytes(32_766) + frame + one) == 32_766
    assert first_frame(bytes(32_767) + frame + one) is None
    assert container_of(frame + one) == "mp3"
    assert container_of(adts(20) + bytes(13) + adts(20)) == "aac"


@pytest.mark.parametrize(
    ("head", "length"),
    [
        (b"ID3\x04\x00\x00\x00\x00\x00\x00", 10),
        (b"ID3\x04\x00\x10\x00\x00\x00\x00", 20),
        (b"ID3\x04\x00\x00\x01\x02\x03\x04", (1 << 21) + (2 << 14) + (3 << 7) + 4 + 10),
        (b"ID3\x04\x00\x00\x00\x00\x00\x80", 0),
        (b"ID3\x04\x00\x00\x80\x00\x00\x00", 0),
        (b"ID3\x04\x00\x00\x00\x00\x00", 0),
        (b"ID4\x04\x00\x00\x00\x00\x00\x01", 0),
    ],
)
def test_the_length_of_a_tag(head, length):
    assert id3_length(head) == length


@pytest.mark.parametrize(("kind", "counted"), [("aac", False), ("ac3", False), ("wav", True)])
def test_some_containers_never_tell_their_length(tmp_path, kind, counted):
    path = write_sound(tmp_path / "a", programme_like(1.0, 48000), 48000, kind)
    assert sniff(path).counted is counted
