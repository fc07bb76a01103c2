"""The Info frame, judged by mutagen and by the tag's own rules; MP3 frames taken apart."""

from __future__ import annotations

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from radioprog.audio.codecs.lame import Mp3Form, encode_mp3
from radioprog.audio.codecs.mp3 import (
    crc16,
    frame_samples,
    frames_of,
    heard_alike,
    heard_bits,
    is_intact,
    length_of_tag,
    padding_period,
    parse,
)

FORMS = [
    Mp3Form(44_100, 1, 64_000),
    Mp3Form(44_100, 2, 128_000),
    Mp3Form(48_000, 2, 320_000),
    Mp3Form(32_000, 1, 32_000),
    Mp3Form(24_000, 1, 48_000),
    Mp3Form(16_000, 2, 24_000),
    Mp3Form(8_000, 1, 8_000),
]
LENGTHS = [100, 1_151, 1_152, 1_153, 30_000]


def naive_crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def tone(frames: int, form: Mp3Form) -> np.ndarray:
    wave = 8_000 * np.sin(np.arange(frames) / 9)
    return np.repeat(wave[:, None], form.channels, axis=1).astype(np.int16)


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("length", LENGTHS)
def test_the_info_frame_by_its_own_rules(form, length, tmp_path):
    path = tmp_path / "a.mp3"
    assert encode_mp3(path, [tone(length, form)], form) == length
    data = path.read_bytes()
    first, *frames = frames_of(data)
    assert sum(map(len, frames)) + len(first) == len(data)
    place = first.index(b"Info")
    assert not any(first[4:place])
    count, size = (int.from_bytes(first[place + at : place + at + 4], "big") for at in (8, 12))
    assert (count, size) == (len(frames), len(data))
    lame = first[place + 120 : place + 156]
    assert lame.startswith(b"LAME3.1")
    delay, padding = lame[21] << 4 | lame[22] >> 4, (lame[22] & 15) << 8 | lame[23]
    # What Apple's players reckon: frames, less what stands before and behind the sound.
    assert count * frame_samples(form.rate) - delay - padding == length
    # A decoder is 529 behind; it needs as much after the end.
    assert padding >= 529
    assert int.from_bytes(lame[28:32], "big") == len(data)
    assert int.from_bytes(lame[32:34], "big") == naive_crc(data[len(first) :])
    assert int.from_bytes(lame[34:36], "big") == naive_crc(first[: place + 154])


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_mutagen_reads_length_and_mode(form, tmp_path):
    path = tmp_path / "a.mp3"
    encode_mp3(path, [tone(30_000, form)], form)
    info = MP3(path).info
    assert info.length == pytest.approx(30_000 / form.rate, abs=1e-6)
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.encoder_info.startswith("LAME 3.1")
    assert not info.sketchy
    assert (info.sample_rate, info.channels) == (form.rate, form.channels)


def test_the_table_of_contents_rises_to_the_end(tmp_path):
    encode_mp3(tmp_path / "a.mp3", [tone(400_000, FORMS[0])], FORMS[0])
    first = next(frames_of((tmp_path / "a.mp3").read_bytes()))
    place = first.index(b"Info") + 16
    toc = list(first[place : place + 100])
    assert toc == sorted(toc)
    assert toc[0] <= 1
    assert 252 <= toc[99] <= 255


@pytest.mark.parametrize("length", [0, 1, 2_047, 2_048, 5_000, 20_001])
def test_the_fast_crc_is_the_slow_one(length):
    data = np.random.default_rng(length).bytes(length)
    assert crc16(data) == naive_crc(data)
    half = length // 3
    assert crc16(data[half:], crc16(data[:half])) == naive_crc(data)


def test_what_is_heard_leaves_the_filling_out(tmp_path):
    """LAME writes its name and alternating bits where a frame needs less than it has."""
    form = FORMS[1]
    encode_mp3(tmp_path / "a.mp3", [np.zeros((60_000, 2), np.int16)], form)
    _, *data = frames_of((tmp_path / "a.mp3").read_bytes())
    frames = [parse(one) for one in data]
    assert frames[0].back == 0
    assert all(frame.bits == 0 for frame in frames)
    assert all(heard_bits(frames, index) == 0 for index in range(20, len(frames)))


def test_the_padding_repeats_after_its_period(tmp_path):
    for form in FORMS:
        encode_mp3(tmp_path / "a.mp3", [tone(150_000, form)], form)
        _, *frames = frames_of((tmp_path / "a.mp3").read_bytes())
        period = padding_period(form.rate, form.bitrate)
        lengths = [len(frame) for frame in frames]
        assert lengths[period:] == lengths[:-period]


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_file_knows_whether_it_is_whole(form, tmp_path):
    path = tmp_path / "a.mp3"
    encode_mp3(path, [tone(30_000, form)], form)
    assert is_intact(path)
    data = path.read_bytes()
    for spoilt in (data[:-1], data + b"\0", data[:-5] + b"!" + data[-4:]):
        path.write_bytes(spoilt)
        assert not is_intact(path)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_info_frame_tells_what_was_encoded(form, tmp_path):
    """LAME's tag, rev. 1: method and bit rate, stereo mode, source rate; its place by ISO 11172."""
    path = tmp_path / "a.mp3"
    encode_mp3(path, [tone(30_000, form)], form)
    first = next(frames_of(path.read_bytes()))
    first_mpeg = form.rate >= 32_000
    side = {(True, 1): 17, (True, 2): 32, (False, 1): 9, (False, 2): 17}[first_mpeg, form.channels]
    assert first.index(b"Info") == 4 + side
    lame = first[4 + side + 120 :]
    assert lame[9] == 1  # method: constant bit rate, revision 0
    assert lame[10] == 0  # no low pass is told
    assert lame[20] == min(255, form.bitrate // 1000)
    source = 0 if form.rate <= 32_000 else 1 if form.rate == 44_100 else 2
    assert lame[24] == source << 6 | (0 if form.channels == 1 else 3) << 2
    assert first[4 + side + 4 : 4 + side + 8] == b"\x00\x00\x00\x0f"
    assert int.from_bytes(first[4 + side + 116 : 4 + side + 120], "big") == 57


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_frame_taken_apart_is_whole(form, tmp_path):
    """Side information by ISO 11172-3 2.4.1.7 and 13818-3 2.4.1.7; main data lies back to back."""
    path = tmp_path / "a.mp3"
    encode_mp3(path, [tone(30_000, form)], form)
    _, *data = frames_of(path.read_bytes())
    first_mpeg = form.rate >= 32_000
    side = {(True, 1): 17, (True, 2): 32, (False, 1): 9, (False, 2): 17}[first_mpeg, form.channels]
    frames = [parse(one) for one in data]
    held = 0
    for frame in frames:
        assert frame.side + frame.main == frame.data
        assert len(frame.side) == 4 + side
        assert frame.back <= held  # never before the first frame
        assert frame.bits <= 8 * (frame.back + len(frame.main))
        held += len(frame.main)
    assert any(frame.bits for frame in frames)
    limit = 511 if first_mpeg else 255
    assert max(frame.back for frame in frames) <= limit


def test_what_is_heard_is_alike_only_where_it_is(tmp_path):
    form = FORMS[1]
    sound = np.random.default_rng(5).integers(-9_000, 9_000, (60_000, 2)).astype(np.int16)
    encode_mp3(tmp_path / "a.mp3", [sound], form)
    _, *data = frames_of((tmp_path / "a.mp3").read_bytes())
    frames = [parse(one) for one in data]
    last = len(frames) - 1
    assert all(heard_alike(frames, frames, index, shift=0) for index in range(2, last))
    assert not any(heard_alike(frames, frames, index, shift=1) for index in range(2, last - 1))
    # What reaches back before the first frame cannot be known.
    reaching = next(index for index, frame in enumerate(frames) if frame.back)
    alone = frames[reaching:]
    assert heard_bits(alone, 0) is None
    assert not heard_alike(alone, alone, 0, shift=0)
    assert heard_bits(frames, reaching) is not None
    whole = b"".join(frame.main for frame in frames)
    start = sum(len(frame.main) for frame in frames[:reaching]) - frames[reaching].back
    bits = frames[reaching].bits
    wanted = int.from_bytes(whole[start:], "big") >> (8 * (len(whole) - start) - bits)
    assert heard_bits(frames, reaching) == wanted


def test_a_stream_is_cut_at_the_borders_of_whole_frames(tmp_path):
    encode_mp3(tmp_path / "a.mp3", [tone(5_000, FORMS[0])], FORMS[0])
    data = (tmp_path / "a.mp3").read_bytes()
    frames = list(frames_of(data))
    assert b"".join(frames) == data
    assert list(frames_of(data[:-1])) == frames[:-1]
    assert list(frames_of(data + data[:3])) == frames
    assert list(frames_of(b"")) == []


@pytest.mark.parametrize(
    ("rate", "samples"), [(32_000, 1152), (44_100, 1152), (48_000, 1152), (24_000, 576)]
)
def test_samples_of_a_frame(rate, samples):
    assert frame_samples(rate) == samples


@pytest.mark.parametrize(
    ("data", "length"),
    [
        (b"ID3\x04\x00\x00\x00\x00\x02\x01", 267),
        (b"ID3\x04\x00\x00\x01\x00\x00\x00", (1 << 21) + 10),
        (b"ID3\x04\x00\x00\x00\x00\x02", 0),
        (b"TAG\x04\x00\x00\x00\x00\x02\x01", 0),
    ],
)
def test_the_length_of_a_tag_at_the_beginning(data, length):
    assert length_of_tag(data) == length
