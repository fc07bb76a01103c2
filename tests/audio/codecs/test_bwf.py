"""The chunks of a broadcast WAV, read back by wavinfo and FFmpeg, and byte for byte."""

from __future__ import annotations

import datetime as dt
import json
import struct
import subprocess

import numpy as np
import pytest
import wavinfo
from hypothesis import given
from hypothesis import strategies as st

from radioprog.audio.codecs.bwf import Cart, Extension, Timer, ascii_field, to_ascii
from radioprog.audio.codecs.wav import write_wav
from radioprog.kernel.units import Loudness

LOUD = Loudness(-23.005, 7.25, -1.04, -18.5, -20.125)
EXTENSION = Extension(
    description="Vì chủ quyền an ninh biên giới, biển đảo",
    originator="Sở Thông tin và Truyền thông Quảng Bình",
    reference="vung-bien-7",
    date=dt.date(2015, 7, 18),
    loudness=LOUD,
    history=("A=PCM,F=48000,W=24,M=stereo,T=radioprog",),
    time_reference=5_000_000_000,
)
CART = Cart(
    title="Vì chủ quyền an ninh biên giới",
    artist="Phòng Báo chí",
    cut="vung-bien-7",
    category="NEWS",
    classification="biên giới",
    out_cue="xin chào và hẹn gặp lại",
    producer=("radioprog", "0.1.0"),
    user="yes; engine=espeak; segments=1-4",
    timers=(Timer("INTe", 24_000), Timer("SEGs", 9_600_000), Timer("AUDe", 9_700_000)),
    text="TITLE=Vì chủ quyền an ninh biên giới\nSERIES=vung-bien",
    start=dt.date(2015, 7, 18),
)


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "a.wav"
    chunks = (EXTENSION.chunk(), CART.chunk())
    silence = [np.zeros((480, 2), np.int32)]
    write_wav(target, silence, rate=48_000, channels=2, bits=24, chunks=chunks)
    return target


def test_wavinfo_reads_bext_version_2(path):
    bext = wavinfo.WavInfoReader(str(path)).bext
    assert bext.version == 2
    assert bext.description == "Vi chu quyen an ninh bien gioi, bien dao"
    assert bext.originator == "So Thong tin va Truyen thong Qua"
    assert bext.originator_ref == "vung-bien-7"
    assert bext.originator_date == "2015-07-18"
    assert bext.originator_time == "00:00:00"
    assert bext.time_reference == 5_000_000_000
    assert bext.coding_history == "A=PCM,F=48000,W=24,M=stereo,T=radioprog\r\n"
    assert bext.loudness_value == pytest.approx(-23.01)
    assert bext.loudness_range == pytest.approx(7.25)
    assert bext.max_true_peak == pytest.approx(-1.04)
    assert bext.max_momentary_loudness == pytest.approx(-18.5)
    assert bext.max_shortterm_loudness == pytest.approx(-20.13)


def test_ffmpeg_reads_bext(path):
    probe = ["ffprobe", "-v", "error", "-show_format", "-of", "json", path]
    tags = json.loads(subprocess.run(probe, capture_output=True, check=True).stdout)["format"][
        "tags"
    ]
    assert tags["comment"] == "Vi chu quyen an ninh bien gioi, bien dao"
    assert tags["date"] == "2015-07-18"
    assert tags["time_reference"] == "5000000000"
    assert tags["coding_history"].startswith("A=PCM")


def test_bext_is_602_bytes_and_the_history():
    content = EXTENSION.chunk().content
    history = b"A=PCM,F=48000,W=24,M=stereo,T=radioprog\r\n"
    assert content[602:].rstrip(b"\0") == history
    assert len(content) % 2 == 0
    assert struct.unpack_from("<H", content, 346) == (2,)
    assert struct.unpack_from("<5h", content, 412) == (-2301, 725, -104, -1850, -2013)


def test_what_is_not_known_is_7fff():
    content = Extension("", "", "", None, Loudness(), ()).chunk().content
    assert struct.unpack_from("<5h", content, 412) == (0x7FFF,) * 5
    assert content[320:338] == bytes(18)


def test_cart_field_by_field():
    content = CART.chunk().content
    places = {
        0: b"0101",
        4: b"Vi chu quyen an ninh bien gioi\0",
        68: b"Phong Bao chi\0",
        132: b"vung-bien-7\0",
        196: b"\0",
        260: b"NEWS\0",
        324: b"bien gioi\0",
        388: b"xin chao va hen gap lai\0",
        452: b"2015-07-18",
        462: b"00:00:00",
        470: b"9999-12-31",
        480: b"23:59:59",
        488: b"radioprog\0",
        552: b"0.1.0\0",
        616: b"yes; engine=espeak; segments=1-4\0",
        680: struct.pack("<i", 32_768),
        684: b"INTe" + struct.pack("<I", 24_000),
        692: b"SEGs" + struct.pack("<I", 9_600_000),
        700: b"AUDe" + struct.pack("<I", 9_700_000),
        708: bytes(40),
        1024: bytes(1024),
    }
    for place, wanted in places.items():
        assert content[place : place + len(wanted)] == wanted, place
    text = content[2048:].rstrip(b"\0").decode()
    assert text == "TITLE=Vì chủ quyền an ninh biên giới\r\nSERIES=vung-bien\r\n"
    assert len(content) % 2 == 0


def test_sox_still_reads_the_sound(path):
    told = subprocess.run(["sox", "--i", "-s", path], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "480"


def test_more_timers_than_fit_are_a_mistake():
    with pytest.raises(ValueError, match="8 timers"):
        Cart(*[""] * 6, ("", ""), "", [Timer("MRK ", 1)] * 9, "").chunk()


@given(st.text(max_size=100), st.integers(1, 64))
def test_a_field_is_ascii_and_fits(text, size):
    field = ascii_field(text, size)
    assert len(field) <= size
    assert all(32 <= byte < 127 for byte in field)


def test_every_vietnamese_letter_keeps_its_base():
    letters = "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    assert "?" not in to_ascii(letters)
    assert to_ascii("Đặng Thuỳ Trâm") == "Dang Thuy Tram"
