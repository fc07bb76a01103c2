"""Clips from files, arrays and pydub segments, and back; pydub is loaded only when it is used."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydub import AudioSegment
from pydub.generators import Sine

from radioprog.audio.clip import Clip, from_segment, is_segment, to_segment
from radioprog.audio.measure import measure
from radioprog.kernel.errors import ContentError, UsageError
from tests.audio.files import write_sound
from tests.audio.signals import programme_like, tone


def test_a_file_comes_at_its_own_rate(tmp_path):
    sound = programme_like(1.0, 22050, channels=2)
    clip = Clip.of(write_sound(tmp_path / "a.flac", sound, 22050, "wav"))
    assert (clip.rate, clip.channels, clip.duration) == (22050, 2, 1.0)
    assert np.abs(clip.to_numpy() - sound).max() < 4e-5
    assert Clip.of(str(tmp_path / "a.flac")).length == 22050
    (tmp_path / "b.wav").write_bytes(b"")
    with pytest.raises(ContentError):
        Clip.of(tmp_path / "b.wav")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("float32", 0.5, 0.5),
        ("float64", -0.25, -0.25),
        ("int16", -16384, -0.5),
        ("uint8", 192, 0.5),
        ("int32", 1 << 30, 0.5),
        ("int8", 64, 0.5),
    ],
)
def test_arrays_of_every_usual_type(kind, value, expected):
    for shape in ((7,), (7, 1), (7, 2)):
        clip = Clip.of(np.full(shape, value, kind), rate=8000)
        assert clip.samples.shape == (7, shape[1] if len(shape) > 1 else 1)
        assert clip.samples.dtype == np.float32
        assert (clip.samples == expected).all()
    assert Clip.of([0.1, 0.2]).rate == 48000


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((2, 2, 2)),
        np.zeros((3, 9)),
        np.array(["a"]),
        np.array([1j]),
        np.array([np.nan]),
        np.array(3.0),
    ],
)
def test_what_is_no_sound_is_refused(array):
    with pytest.raises(UsageError) as caught:
        Clip.of(array)
    assert caught.value.findings[0].code == "bad-clip"


def test_a_file_or_segment_is_not_told_its_rate(tmp_path):
    with pytest.raises(UsageError):
        Clip.of(tmp_path / "a.wav", rate=8000)
    with pytest.raises(UsageError):
        Clip.of(AudioSegment.silent(100), rate=8000)


@settings(max_examples=40, deadline=None)
@given(
    width=st.sampled_from([1, 2, 4]),
    channels=st.sampled_from([1, 2]),
    values=st.lists(st.floats(-1, 1, width=32), max_size=40),
)
def test_to_pydub_and_back_is_the_same_to_a_step(width, channels, values):
    sound = np.repeat(np.array(values, np.float32)[:, None], channels, axis=1)
    segment = Clip(sound, 16000).to_pydub(width=width)
    assert (segment.sample_width, segment.channels, segment.frame_rate) == (width, channels, 16000)
    assert segment.frame_count() == len(sound)
    back, rate = from_segment(segment)
    assert rate == 16000
    step = 2.0 ** (1 - 8 * width)
    assert np.abs(back - sound).max(initial=0.0) <= max(step, 2**-24)
    again = to_segment(back, rate, width=width)
    assert width == 4 or again.raw_data == segment.raw_data


def test_over_full_scale_is_clipped_and_never_wraps():
    segment = to_segment(np.array([[2.0], [-2.0]], np.float32), 8000)
    assert list(segment.get_array_of_samples()) == [32767, -32768]


def test_pydubs_own_sound_arrives():
    segment = Sine(1000).to_audio_segment(duration=1000, volume=-23).set_channels(2)
    clip = Clip.of(segment)
    assert is_segment(segment) and not is_segment(clip)
    assert (clip.rate, clip.channels, clip.duration) == (44100, 2, 1.0)
    assert clip.loudness().integrated == pytest.approx(-23.0, abs=0.1)
    assert Clip.of(clip) is clip


def test_another_rate_and_reading_by_frames():
    clip = Clip.of(tone(-20, 1.0, 44100), rate=44100).at(48000)
    assert (clip.rate, clip.length) == (48000, 48000)
    assert clip.at(48000) is clip
    assert np.array_equal(clip.read(100, 50), clip.samples[100:150])


def test_pydub_is_loaded_only_when_it_is_used():
    code = (
        "import sys; from radioprog.audio.clip import Clip; c = Clip.of([0.0]); "
        "assert 'pydub' not in sys.modules; c.to_pydub(); assert 'pydub' in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error::RuntimeWarning", "-c", code], check=True)


def test_a_clip_is_a_value() -> None:
    tone = np.ones((4, 2), np.float32)
    clip, twin = Clip(tone), Clip(tone.copy())
    assert clip == twin
    assert hash(clip) == hash(twin)
    assert clip != Clip(tone * 0.5)
    assert clip != Clip(tone, 44100)
    with pytest.raises(ValueError, match="read-only"):
        clip.samples[0] = 0.0
    clip.to_numpy()[:] = 0.0
    assert clip.samples.min() == 1.0
    assert Clip(np.ones(3)).channels == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("rate", [0, -1, 44100.5, float("nan"), "44100", None, 10**9])
def test_a_rate_is_a_whole_number(rate: object) -> None:
    with pytest.raises(UsageError, match="bad-clip"):
        Clip(np.ones((3, 1), np.float32), rate)  # type: ignore[arg-type]


def test_rows_of_several_lengths_are_no_sound() -> None:
    with pytest.raises(UsageError, match="bad-clip"):
        Clip.of([[0.0, 1.0], [0.0]])  # type: ignore[list-item]


def test_a_wav_is_never_written_under_another_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"name it x\.wav"):
        Clip(np.ones((3, 1), np.float32)).save(tmp_path / "x.mp3")
    assert not list(tmp_path.iterdir())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as told:
        Clip.of(tmp_path / "gone.wav")
    assert told.value.findings[0].place.file == (tmp_path / "gone.wav").as_posix()
    with pytest.raises(ContentError) as told:
        measure(tmp_path / "gone.wav")
    assert "gone.wav" in str(told.value)


def test_what_is_in_memory_is_measured_as_its_file_is(tmp_path: Path) -> None:
    tone = (np.sin(np.arange(96000) * 0.13) * 0.25).astype(np.float32)
    clip = Clip.of(tone, rate=48000)
    file = measure(clip.save(tmp_path / "a.wav"))
    for heard in (measure(clip), measure(tone, rate=48000)):
        assert heard.duration == file.duration == 2.0
        assert heard.loudness.integrated == pytest.approx(file.loudness.integrated, abs=1e-3)


def test_a_notebook_gets_a_player() -> None:
    page = Clip(np.zeros((48, 1), np.float32))._repr_html_()
    data = base64.b64decode(page.split("base64,")[1].split('"')[0])
    with wave.open(io.BytesIO(data)) as sound:
        assert (sound.getnframes(), sound.getframerate()) == (48, 48000)
