"""WAV and RF64, read by libsndfile, FFmpeg, SoX and wavinfo."""

from __future__ import annotations

import json
import struct
import subprocess

import numpy as np
import pytest
import soundfile
import wavinfo

from radioprog.audio.codecs import wav
from radioprog.audio.codecs.wav import Chunk, form_of, with_chunks, write_wav
from radioprog.kernel.errors import BugError

SOUND = np.random.default_rng(4).integers(-(2**23), 2**23, (1_001, 2), dtype=np.int32)
CHUNKS = (Chunk(b"cart", bytes(2_052)), Chunk(b"LIST", b"INFOISFT\x02\x00\x00\x00a\x00"))


@pytest.fixture(params=[False, True], ids=["riff", "rf64"])
def path(request, tmp_path, monkeypatch):
    if request.param:
        monkeypatch.setattr(wav, "LARGEST_RIFF", 1_000)
    target = tmp_path / "a.wav"
    frames = write_wav(
        target, [SOUND[:10], SOUND[10:]], rate=44_100, channels=2, bits=24, chunks=CHUNKS
    )
    assert frames == 1_001
    return target


def test_libsndfile_reads_the_same_numbers(path):
    heard, rate = soundfile.read(path, dtype="int32")
    assert rate == 44_100
    assert np.array_equal(heard >> 8, SOUND)


def test_sox_and_ffmpeg_read_the_same_numbers(path):
    sox = ["sox", path, "-t", "raw", "-e", "signed", "-b", "32", "-"]
    ffmpeg = ["ffmpeg", "-v", "error", "-i", path, "-f", "s32le", "-"]
    for command in (sox, ffmpeg):
        raw = subprocess.run(command, capture_output=True, check=True).stdout
        assert np.array_equal(np.frombuffer(raw, "<i4").reshape(-1, 2) >> 8, SOUND)


def test_wavinfo_finds_format_and_length(path):
    info = wavinfo.WavInfoReader(str(path))
    assert (info.fmt.sample_rate, info.fmt.channel_count, info.fmt.bits_per_sample) == (
        44_100,
        2,
        24,
    )
    assert info.data.frame_count == 1_001


def test_a_copy_gets_other_chunks_and_the_same_sound(path, tmp_path):
    copy = tmp_path / "b.wav"
    with_chunks(path, copy, [Chunk(b"JUNK", b"xin ch\xc3\xa0o!")])
    assert np.array_equal(soundfile.read(copy, dtype="int32")[0] >> 8, SOUND)
    data = copy.read_bytes()
    assert b"JUNK\x0a\x00\x00\x00xin" in data
    assert b"cart" not in data
    assert form_of(copy) == form_of(path) == wav.WavForm(44_100, 2, 24, 1_001)


def test_sixteen_bits_of_an_odd_mono_length(tmp_path):
    sound = np.arange(-3, 4, dtype=np.int16)[:, None]
    write_wav(tmp_path / "a.wav", [sound], rate=8_000, channels=1, bits=16)
    assert soundfile.read(tmp_path / "a.wav", dtype="int16")[0].tolist() == sound[:, 0].tolist()


def test_an_odd_number_of_bytes_is_filled_up(tmp_path):
    write_wav(tmp_path / "a.wav", [np.ones((1, 1), np.int32)], rate=8_000, channels=1, bits=24)
    assert (tmp_path / "a.wav").stat().st_size % 2 == 0
    assert soundfile.info(tmp_path / "a.wav").frames == 1


def test_six_hours_of_stereo_are_an_rf64_that_ffmpeg_reads(tmp_path):
    """Only the head is written; the rest is a hole in the disk."""
    path = tmp_path / "long.wav"
    frames = 6 * 3_600 * 48_000
    write_wav(path, [np.zeros((10, 2), np.int32)], rate=48_000, channels=2, bits=24)
    form, _ = wav._opened(path.open("rb"))
    with path.open("r+b") as stream:
        head = 12 + 36 + 24 + 8
        stream.write(wav._head(head, form.to_bytes(), frames * 6, 6))
        stream.truncate(head + frames * 6)
    assert path.stat().st_size > 2**32
    probe = ["ffprobe", "-v", "error", "-show_format", "-of", "json", path]
    told = json.loads(subprocess.run(probe, capture_output=True, check=True).stdout)
    assert float(told["format"]["duration"]) == pytest.approx(6 * 3_600)
    assert form_of(path).frames == frames
    assert soundfile.info(path).frames == frames


def test_a_form_with_more_than_its_sixteen_bytes_is_read(tmp_path):
    """As other programs write it: two bytes more, which say that no more follows."""
    form = struct.pack("<HHIIHHH", 1, 2, 44_100, 176_400, 4, 16, 0)
    body = b"WAVEfmt " + struct.pack("<I", 18) + form + b"data" + struct.pack("<I", 8) + bytes(8)
    (tmp_path / "a.wav").write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert form_of(tmp_path / "a.wav") == wav.WavForm(44_100, 2, 16, 2)
    assert soundfile.info(tmp_path / "a.wav").frames == 2


def test_what_is_no_wav_is_refused(tmp_path):
    (tmp_path / "a.wav").write_bytes(b"RIFF\x04\x00\x00\x00WAVE")
    with pytest.raises(BugError):
        form_of(tmp_path / "a.wav")


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\x04\0\0\0WAVE", b"RIFF\xff\xff\0\0WAVEfmt "])
def test_what_has_no_sound_in_it_is_no_wav_of_ours(tmp_path, data):
    (tmp_path / "a.wav").write_bytes(data)
    with pytest.raises(BugError, match="not-our-wav"):
        form_of(tmp_path / "a.wav")
    with pytest.raises(BugError, match="not-our-wav"):
        with_chunks(tmp_path / "a.wav", tmp_path / "b.wav", CHUNKS)
