"""Measuring files: the contract's keys, the judges' figures, the same memory at any length."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from radioprog.audio.decode.decoder import Decoder
from radioprog.audio.measure import LIMITS, measure
from radioprog.audio.meter.traits import Stretch
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Place
from tests.audio.files import wav_bytes, write_sound
from tests.audio.signals import libebur128, programme_like, steps, tone

KEYS = [
    "codec",
    "container",
    "bitrate",
    "channels",
    "sample_rate",
    "duration",
    "integrated_lufs",
    "loudness_range_lu",
    "true_peak_dbtp",
    "max_momentary_lufs",
    "max_short_term_lufs",
    "sha256",
    "silences",
    "clipped_runs",
    "correlation",
    "mono_loss_db",
    "findings",
]


@pytest.fixture(scope="module")
def decoder():
    with Decoder(LIMITS) as decoder:
        yield decoder


def test_the_keys_of_the_contract_and_nothing_else(decoder, tmp_path):
    path = write_sound(tmp_path / "a.flac", tone(-23, 4, 48000), 48000, "flac")
    found = measure(path, decoder=decoder).to_json("en")
    assert list(found) == KEYS
    assert found["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found["integrated_lufs"] == pytest.approx(-23.0, abs=0.05)
    assert found["true_peak_dbtp"] == pytest.approx(-23.0, abs=0.05)
    assert found["loudness_range_lu"] is None
    assert found["correlation"] == 1.0 and found["mono_loss_db"] == 0.0
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    ("kind", "codec", "container"),
    [
        ("wav", "pcm", "wav"),
        ("mp3", "mp3", "mp3"),
        ("opus", "opus", "ogg"),
        ("m4a", "aac", "mp4"),
        ("flac", "flac", "flac"),
        ("aac", "aac", "aac"),
        ("mka", "flac", "matroska"),
    ],
)
def test_names_are_those_of_the_deliveries(decoder, tmp_path, kind, codec, container):
    sound = programme_like(2.5, 48000, channels=1)
    found = measure(write_sound(tmp_path / "a.x", sound, 48000, kind), decoder=decoder)
    assert (found.codec, found.container) == (codec, container)
    assert (found.channels, found.sample_rate) == (1, 48000)
    assert found.bitrate is None or 8000 < found.bitrate < 1_600_000
    if kind != "aac":
        assert found.duration == 2.5


def test_agrees_with_libebur128_on_the_decoded_samples(decoder, tmp_path):
    sound = programme_like(20, 44100)
    path = write_sound(tmp_path / "a.mp3", sound, 44100, "mp3")
    found = measure(path, decoder=decoder).loudness
    with decoder.open(path, rate=None) as decoding:
        judge = libebur128(np.concatenate(list(decoding.blocks())), 44100)
    for name in ("integrated", "true_peak", "max_momentary", "max_short_term"):
        assert getattr(found, name) == pytest.approx(getattr(judge, name), abs=0.002)


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs the ffmpeg program as a judge")
def test_agrees_with_ffmpeg(decoder, tmp_path):
    path = write_sound(tmp_path / "a.m4a", programme_like(65, 48000), 48000, "m4a")
    said = subprocess.run(
        [
            "ffmpeg",
            "-hide_banner",
            "-nostats",
            "-i",
            path,
            "-af",
            "ebur128=peak=true",
            "-f",
            "null",
            "-",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    summary = said[said.rindex("Summary:") :]

    def value(name: str) -> float:
        return float(summary.split(name, 1)[1].split()[0])

    found = measure(path, decoder=decoder).loudness
    assert found.integrated == pytest.approx(value("I:"), abs=0.11)
    assert found.loudness_range == pytest.approx(value("LRA:"), abs=0.6)
    assert found.true_peak == pytest.approx(value("Peak:"), abs=0.2)


def test_silences_are_listed_and_judged(decoder, tmp_path):
    sound = steps([(3, -20), (2.5, None), (3, -20), (1.5, None), (1, -20)], 48000)
    path = write_sound(tmp_path / "a.wav", sound, 48000, "wav")
    found = measure(path, decoder=decoder, place=Place("a.wav"))
    ((start, end),) = found.to_json("vi")["silences"]
    assert (start, end) == (pytest.approx(3.0, abs=0.001), pytest.approx(5.5, abs=0.001))
    assert [one.code for one in found.findings] == ["undeclared-silence"]
    assert found.findings[0].place == Place("a.wav")
    assert measure(path, decoder=decoder, declared=[Stretch(3.0, 5.5)]).findings == ()


def test_digital_silence_is_null_and_never_a_number(decoder, tmp_path):
    path = write_sound(tmp_path / "a.wav", np.zeros((48000, 2), np.float32), 48000, "wav")
    found = measure(path, decoder=decoder).to_json("en")
    assert [found[key] for key in KEYS[6:11]] == [None] * 5
    assert found["correlation"] is None and found["mono_loss_db"] is None
    assert [one["code"] for one in found["findings"]] == ["silent-recording"]


def test_a_file_cut_short_is_measured_and_said_to_be(decoder, tmp_path):
    path = write_sound(tmp_path / "a.mp3", programme_like(10, 44100), 44100, "mp3")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 35 // 100])
    found = measure(path, decoder=decoder)
    assert 3.0 < found.duration < 4.0
    assert found.findings[0].code == "clip-truncated" and found.findings[0].is_error


def test_what_is_no_sound_is_an_error(tmp_path):
    (tmp_path / "a.mp3").write_text("#EXTM3U\nb.ts")
    with pytest.raises(ContentError) as caught:
        measure(tmp_path / "a.mp3", place=Place("a.mp3"))
    assert [(one.code, one.place) for one in caught.value.findings] == [
        ("clip-disguised", Place("a.mp3"))
    ]


PEAK = """
import sys
from pathlib import Path
from radioprog.audio.decode.decoder import Decoder
from radioprog.audio.measure import LIMITS, measure

def highest(process):
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

with Decoder(LIMITS) as decoder:
    print(measure(Path(sys.argv[1]), decoder=decoder).duration)
    print(highest("self"), highest(decoder._worker.pid))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads peak memory from /proc")
def test_an_hour_and_a_half_takes_no_more_memory_than_ten_minutes(tmp_path):
    peaks = []
    for minutes in (10, 90):
        minute = (np.arange(8000 * 60, dtype="<i2") % 5000).tobytes()
        path = tmp_path / "a.wav"
        with path.open("wb") as out:
            out.write(wav_bytes(8000, 0, claimed=len(minute) * minutes))
            out.writelines([minute] * minutes)
        answer = subprocess.run(
            [sys.executable, "-c", PEAK, path], capture_output=True, text=True, check=True
        ).stdout.split()
        assert float(answer[0]) == minutes * 60
        peaks.append(sum(int(kib) for kib in answer[1:]))
    # A number every 100 ms for each kind of window is kept: 1 MB an hour.
    assert peaks[1] < 1.08 * peaks[0]


LAYOUTS = {
    "quad": "FL+FR+BL+BR",
    "4.0": "FL+FR+FC+BC",
    "5.1": "FL+FR+FC+LFE+BL+BR",
    "5.1(side)": "FL+FR+FC+LFE+SL+SR",
    "7.1": "FL+FR+FC+LFE+BL+BR+SL+SR",
}
WEIGHTS = {"LFE": 0.0, "SL": 1.41, "SR": 1.41}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_surround_is_weighted_by_where_each_channel_stands(layout, decoder, tmp_path):
    """Each channel alone: 1.41 from the sides (BS.1770-5), of the back only where no sides are."""
    ffmpeg = shutil.which("ffmpeg")
    assert ffmpeg, "the tests need FFmpeg's command: apt-get install ffmpeg"
    names = LAYOUTS[layout].split("+")
    lone_back = {} if "SL" in names else {"BL": 1.41, "BR": 1.41}
    for place, name in enumerate(names):
        sound = np.zeros((2 * 48_000, len(names)), np.float32)
        sound[:, place] = tone(-23, 2, 48_000)[:, 0]
        raw, path = tmp_path / f"{name}.raw", tmp_path / f"{name}.wav"
        raw.write_bytes(sound.tobytes())
        command = [ffmpeg, "-v", "error", "-f", "f32le", "-ar", "48000", "-ch_layout", layout]
        subprocess.run([*command, "-i", str(raw), "-y", str(path)], check=True)
        heard = measure(path, decoder=decoder).loudness.integrated
        weight = {**WEIGHTS, **lone_back}.get(name, 1.0)
        if weight == 0.0:
            assert heard is None
        else:
            # A tone of -23 dBFS on both sides is -23 LUFS; on one it has half the power.
            expected = -23.0 - 3.01 + 10 * np.log10(weight)
            assert heard == pytest.approx(expected, abs=0.1), name
