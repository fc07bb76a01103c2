"""The door to FFmpeg: every kind decodes to the exact frame, every failure is our error."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from radioprog.audio.codecs import ffmpeg
from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.streams import declared_frames
from radioprog.kernel.errors import ContentError
from tests.audio.files import EXACT, KINDS, LOSSLESS, wav_bytes, write_sound
from tests.audio.signals import programme_like


def decoded(path) -> tuple[SoundReader, np.ndarray]:
    with SoundReader(path) as reader:
        return reader, np.concatenate(list(reader.blocks()))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_kind_decodes_to_its_own_length_and_sound(tmp_path, kind, channels):
    sound = programme_like(2.345, 48000, channels=channels)
    reader, answer = decoded(write_sound(tmp_path / f"a.{kind}", sound, 48000, kind))
    assert (reader.info.rate, answer.shape[1], answer.dtype) == (48000, channels, np.float32)
    assert reader.tally.damaged_packets == reader.tally.damaged_samples == 0
    assert reader.tally.frames == len(answer)
    if kind in EXACT:
        assert len(answer) == len(sound)
    if kind in LOSSLESS:
        assert np.abs(answer - sound).max() < 4e-5
    elif kind in EXACT:
        assert np.corrcoef(answer[:, 0], sound[:, 0])[0, 1] > 0.97


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_every_sample_format_is_read_at_full_scale_one(tmp_path, subtype):
    sound = programme_like(0.7, 16000)
    soundfile.write(tmp_path / "a.wav", sound, 16000, subtype=subtype)
    judge, _ = soundfile.read(tmp_path / "a.wav", dtype="float32")
    _, answer = decoded(tmp_path / "a.wav")
    assert np.array_equal(answer, judge)


def test_junk_after_the_last_frame_of_an_mp3_costs_no_sound(tmp_path):
    sound = programme_like(2.0, 44100)
    path = write_sound(tmp_path / "a.mp3", sound, 44100, "mp3")
    path.write_bytes(path.read_bytes() + b"TAG" + b"ti\xfft\xe0le".ljust(125, b"\0"))
    assert len(decoded(path)[1]) == len(sound)


def test_a_broken_stretch_in_the_middle_is_counted_and_passed_over(tmp_path):
    path = write_sound(tmp_path / "a.flac", programme_like(4.0, 44100), 44100, "flac")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 600] = bytes(600)
    path.write_bytes(content)
    reader, answer = decoded(path)
    assert 2 * 44100 < len(answer) <= 4 * 44100
    assert reader.tally.damaged_packets or reader.tally.frames < declared_frames(reader.info)


def test_samples_that_are_no_numbers_become_silence_and_are_counted(tmp_path):
    sound = programme_like(0.5, 16000, channels=1)
    sound[100], sound[200], sound[300] = np.nan, np.inf, -1e30
    soundfile.write(tmp_path / "a.wav", sound, 16000, subtype="FLOAT")
    reader, answer = decoded(tmp_path / "a.wav")
    assert reader.tally.damaged_samples == 3
    assert not answer[[100, 200, 300]].any()
    assert np.isfinite(answer).all()


def test_a_film_gives_its_sound_and_a_picture_gives_an_error(tmp_path):
    wav = tmp_path / "a.wav"
    wav.write_bytes(wav_bytes(48000, 480))
    assert len(decoded(wav)[1]) == 480
    import av

    with av.open(str(tmp_path / "silent.mp4"), "w") as out:
        stream = out.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 16
        picture = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
        for packet in [*stream.encode(picture), *stream.encode(None)]:
            out.mux(packet)
    with pytest.raises(ContentError) as caught:
        decoded(tmp_path / "silent.mp4")
    assert caught.value.findings[0].code == "clip-unreadable"
    assert "no sound" in str(caught.value)


@pytest.mark.parametrize(
    "problem",
    [
        MemoryError(),
        ValueError("x"),
        OverflowError(),
        OSError(5, "no"),
        UnicodeDecodeError("a", b"", 0, 1, "b"),
    ]
    + [
        kind(1, "x")
        for kind in vars(ffmpeg.av.error).values()
        if isinstance(kind, type) and issubclass(kind, ffmpeg.av.error.FFmpegError)
    ],
)
def test_whatever_pyav_raises_has_a_twin_of_ours(problem):
    with pytest.raises(ContentError) as caught, ffmpeg.mapped_errors():
        raise problem
    assert caught.value.findings[0].code == "clip-unreadable"
