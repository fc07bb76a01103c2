"""What a file is by its bytes: every kind we take, and what calls itself a sound but is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.audio.codecs.sniff import (
    MOV,
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
