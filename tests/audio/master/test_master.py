"""Every delivery on every kind of programme, decoded by another and judged by libebur128."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import CancelledError
from dataclasses import replace

import numpy as np
import pyebur128
import pytest

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.formats import FORMS, DeliveryFormat
from radioprog.audio.master.level import Habit, habit_of
from radioprog.audio.master.master import ROUNDS, Job, master
from radioprog.audio.mix import ArraySource, render
from radioprog.audio.timeline import Event, Timeline
from radioprog.kernel.errors import ContentError, DiskError
from radioprog.kernel.findings import Text
from radioprog.kernel.units import Decibels, Loudness, Samples
from tests.audio import programmes
from tests.audio.signals import LEVELS, libebur128

EXACT = ("flac", "wav", "bwf")


def form(name: str, kind: str, bitrate, channels, rate, loudness=-16.0) -> DeliveryFormat:
    codec, container = FORMS[kind]
    bits = 24 if kind in EXACT else None
    return DeliveryFormat(name, codec, container, bitrate, channels, rate, bits, loudness, -1.0)


STATION = form("station", "mp3", 64_000, 1, 44_100)
WEB = form("web", "mp3", 128_000, 2, 44_100)
FORMATS = (
    STATION,
    WEB,
    form("opus", "opus", 48_000, 2, 48_000),
    form("m4a", "aac", 96_000, 2, 48_000),
    form("archive", "flac", None, 2, 48_000, -23.0),
    form("broadcast", "bwf", None, 2, 48_000, -23.0),
    form("horn", "mp3", 48_000, 1, 24_000),
)
PROGRAMMES = {
    "speech only": lambda: programmes.speech(9),
    "speech with hot clips": lambda: programmes.with_hot_clips(programmes.speech(9)),
    "music only": lambda: programmes.music(8),
    "one sentence of 2 s": lambda: programmes.speech(2),
    "mostly silence": lambda: programmes.mostly_silence(15),
    "stereo speech over music": lambda: (0.15 * programmes.music(8) + programmes.speech(8)).astype(
        np.float32
    ),
}


def rendered(sound: np.ndarray, block: int = 30_000):
    def render(channels: int):
        for start in range(0, len(sound), block):
            part = sound[start : start + block]
            if part.shape[1] > channels:
                part = part.mean(axis=1, keepdims=True)
            yield np.repeat(part, channels // part.shape[1], axis=1)

    return render


def decoded(path, made: DeliveryFormat) -> np.ndarray:
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-"], capture_output=True, check=True
    ).stdout
    return np.frombuffer(raw, "<f4").reshape(-1, made.channels)


def judge(sound: np.ndarray, rate: int) -> Loudness:
    """Integrated loudness and true peak by libebur128."""
    state = pyebur128.R128State(sound.shape[1], rate, LEVELS)
    state.add_frames(np.ascontiguousarray(sound).reshape(-1), len(sound))
    peak = max(pyebur128.get_true_peak(state, channel) for channel in range(sound.shape[1]))
    loudness = pyebur128.get_loudness_global(state)
    return Loudness(integrated=loudness, true_peak=20 * np.log10(peak))


def make(sound, forms, folder, **more):
    jobs = [Job(made, folder / f"{made.name}{made.extension}") for made in forms]
    return jobs, master(rendered(sound), jobs, folder=folder, **more)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_each_delivery_is_right_when_decoded(programme, tmp_path):
    sound = PROGRAMMES[programme]()
    jobs, made = make(sound, FORMATS, tmp_path)
    for job, done in zip(jobs, made, strict=True):
        wanted = job.form
        heard = decoded(job.path, wanted)
        frames = round(len(sound) * wanted.sample_rate / 48_000)
        assert done.frames == frames, wanted.name
        assert 0 <= len(heard) - frames <= (1024 if wanted.name == "m4a" else 0), wanted.name
        judged = judge(heard, wanted.sample_rate)
        assert judged.integrated == pytest.approx(wanted.loudness, abs=0.2), wanted.name
        assert judged.true_peak <= wanted.true_peak + 0.05, wanted.name
        assert done.loudness.integrated == pytest.approx(judged.integrated, abs=0.05)
        assert done.findings == ()
        assert done.rounds <= 2


def test_a_range_of_loudness_is_kept(tmp_path):
    sound = programmes.speech(80)
    sound[: len(sound) // 2] *= 10 ** (-8 / 20)
    before = libebur128(np.repeat(sound, 2, axis=1), 48_000).loudness_range
    jobs, _ = make(sound, [WEB], tmp_path)
    after = libebur128(decoded(jobs[0].path, WEB), WEB.sample_rate).loudness_range
    assert before > 5
    assert after == pytest.approx(before, abs=0.3)


@pytest.mark.parametrize("seconds", [0.1, 3.0])
def test_digital_silence_is_not_made_loud_and_is_said(seconds, tmp_path):
    sound = np.zeros((int(seconds * 48_000), 1), np.float32)
    jobs, made = make(sound, FORMATS, tmp_path)
    for job, done in zip(jobs, made, strict=True):
        assert [found.code for found in done.findings] == ["loudness-missed"]
        assert done.findings[0].details["integrated_lufs"] is None
        assert done.rounds == 1
        assert not len(heard := decoded(job.path, job.form)) or np.abs(heard).max() < 1e-4


@pytest.mark.parametrize("frames", [0, 1, 4_700])
@pytest.mark.parametrize("wanted", FORMATS, ids=lambda made: made.name)
def test_a_mix_of_no_length_is_refused_in_words(wanted, frames, tmp_path):
    with pytest.raises(ContentError) as caught:
        make(np.zeros((frames, 1), np.float32), [wanted], tmp_path)
    assert [found.code for found in caught.value.findings] == ["no-sound"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seconds", [0.1, 0.113, 0.127, 0.2])
def test_the_shortest_sounds_keep_their_length_in_every_form(seconds, tmp_path):
    sound = programmes.speech(1)[round(0.3 * 48_000) :][: round(seconds * 48_000)]
    jobs, made = make(sound, FORMATS, tmp_path)
    for job, done in zip(jobs, made, strict=True):
        assert done.frames == round(len(sound) * job.form.sample_rate / 48_000), job.form.name


def test_what_cannot_be_reached_is_said_with_figures(tmp_path):
    hiss = np.random.default_rng(0).standard_normal((480_000, 1)).astype(np.float32) * 6e-4
    _, made = make(hiss, [STATION], tmp_path)
    found = made[0].findings[0]
    assert found.code == "loudness-missed"
    assert found.details["target_lufs"] == -16.0
    assert -30 < found.details["integrated_lufs"] < -20
    assert made[0].rounds < 3, "nothing more can be done, so nothing more is tried"


def test_the_same_bytes_whatever_blocks_and_threads(tmp_path):
    sound = programmes.with_hot_clips(programmes.speech(6))
    files = []
    for number, (block, workers) in enumerate([(48_000, 1), (7_777, 2), (1_000_000, 3)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        jobs = [Job(made, folder / made.name) for made in FORMATS]
        master(rendered(sound, block), jobs, folder=folder, workers=workers)
        files.append([job.path.read_bytes() for job in jobs])
    assert files[0] == files[1] == files[2]


def test_a_horn_delivery_loses_its_low_end(tmp_path):
    horn = replace(FORMATS[-1], high_pass=300)
    time = np.arange(480_000) / 48_000
    tones = 0.2 * np.sin(2 * np.pi * 75 * time) + 0.2 * np.sin(2 * np.pi * 1_500 * time)
    jobs, made = make(tones.astype(np.float32)[:, None], [horn], tmp_path)
    spectrum = np.abs(np.fft.rfft(decoded(jobs[0].path, horn)[:240_000, 0]))
    assert spectrum[(75 * 10)] < 0.005 * spectrum[(1_500 * 10)]
    assert made[0].loudness.integrated == pytest.approx(-16, abs=0.2)


def test_spools_leave_nothing_behind(tmp_path):
    make(programmes.speech(2), [STATION], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["station.mp3"]


def test_an_error_of_the_mix_comes_out_as_itself(tmp_path):
    def render(channels):
        yield np.zeros((48_000, channels), np.float32)
        raise ZeroDivisionError("in the mix")

    with pytest.raises(ZeroDivisionError, match="in the mix"):
        master(render, [Job(STATION, tmp_path / "x.mp3")], folder=tmp_path)


def test_when_one_delivery_fails_the_others_end_as_well(tmp_path, monkeypatch):
    ended = []

    def encoded(path, blocks, wanted, **more):
        if wanted is STATION:
            raise DiskError.of("disk-full", Text("đầy", "full"), Text("dọn", "tidy up"))
        try:
            for _ in blocks:
                time.sleep(0.05)
        except CancelledError:
            ended.append(wanted.name)
            raise
        raise AssertionError("it went on to the end")

    monkeypatch.setattr("radioprog.audio.master.master.encoded", encoded)
    with pytest.raises(DiskError):
        make(programmes.speech(30), [STATION, WEB], tmp_path)
    assert ended == ["web"]
    assert not list(tmp_path.iterdir())


def test_clicks_stand_where_they_were_planned(tmp_path):
    """From the timeline through mix, limiter and file; WAV and FLAC, and MP3 at its own rate."""
    rng = np.random.default_rng(9)
    places = np.cumsum(rng.integers(9_600, 48_000, 30))
    click = np.zeros((201, 1), np.float32)
    click[100] = 0.9
    events = tuple(Event("click", Samples(int(place) - 100), Samples(201)) for place in places)
    timeline = Timeline(events, Samples(int(places[-1]) + 48_000))
    sources = {"click": ArraySource(click)}
    forms = (
        form("wav", "wav", None, 1, 48_000),
        form("flac", "flac", None, 2, 48_000),
        form("mp3", "mp3", 192_000, 1, 48_000),
        form("slow", "wav", None, 1, 32_000),
    )
    jobs = [Job(one, tmp_path / f"{one.name}{one.extension}") for one in forms]
    master(lambda channels: render(timeline, sources, channels=channels), jobs, folder=tmp_path)
    for job in jobs:
        heard = np.abs(decoded(job.path, job.form)[:, 0])
        scale = job.form.sample_rate / 48_000
        for place in places:
            near = round(place * scale)
            found = near - 200 + int(np.argmax(heard[near - 200 : near + 201]))
            assert abs(found - place * scale) <= 1, job.form.name


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_it_converges_where_codecs_are_worse_than_known(programme, tmp_path, monkeypatch):
    """What is believed of every codec is wrong by 1.5 dB, in its level and in its peaks."""

    def wrong(made: DeliveryFormat) -> Habit:
        habit = habit_of(made)
        return Habit(Decibels(habit.level + 1.5), Decibels(habit.room - 1.5))

    monkeypatch.setattr("radioprog.audio.master.master.habit_of", wrong)
    lossy = [made for made in FORMATS if made.name not in ("archive", "broadcast")]
    jobs, made = make(PROGRAMMES[programme](), lossy, tmp_path)
    for job, done in zip(jobs, made, strict=True):
        judged = judge(decoded(job.path, job.form), job.form.sample_rate)
        assert judged.integrated == pytest.approx(job.form.loudness, abs=0.2), job.form.name
        assert judged.true_peak <= job.form.true_peak + 0.05, job.form.name
        assert done.findings == ()


def test_noise_pressed_against_the_ceiling_is_right_where_it_can_be(tmp_path):
    noise = np.random.default_rng(5).standard_normal((8 * 48_000, 2)).astype(np.float32)
    jobs, made = make(2.0 * noise, FORMATS, tmp_path)
    for job, done in zip(jobs, made, strict=True):
        judged = judge(decoded(job.path, job.form), job.form.sample_rate)
        assert judged.integrated == pytest.approx(job.form.loudness, abs=0.2), job.form.name
        assert judged.true_peak <= job.form.true_peak + 0.05, job.form.name
        assert done.findings == ()


def test_it_converges_where_bits_are_so_few_that_each_round_errs_elsewhere(tmp_path):
    sound = np.repeat(programmes.with_hot_clips(programmes.speech(30, 61)), 2, axis=1)
    tiny = replace(form("tiny", "mp3", 16_000, 2, 24_000, -12.0), true_peak=-0.5)
    jobs, (done,) = make(sound, [tiny], tmp_path)
    judged = judge(decoded(jobs[0].path, tiny), tiny.sample_rate)
    assert done.findings == ()
    assert judged.true_peak <= -0.45 + 0.05


def bump(sound: np.ndarray, rate: int, decibels: float) -> np.ndarray:
    """Raise 10 ms of a sound, as a codec may that smears an onset."""
    raised = sound.copy()
    raised[2 * rate : 2 * rate + rate // 100] *= 10 ** (decibels / 20)
    return raised


@pytest.mark.parametrize("decibels", [2.0, 6.0])
def test_a_peak_that_only_the_codec_makes_is_brought_down_where_it_is(
    decibels, tmp_path, monkeypatch
):
    """No ceiling reaches it, so only its own place may change."""

    def bumping(path, blocks, made, **more):
        sound = np.concatenate(list(blocks))
        return encode(path, [bump(sound, made.sample_rate, decibels)], made, **more)

    quiet = 0.7 * np.sin(2 * np.pi * 997 * np.arange(6 * 48_000) / 48_000)
    wav = form("wav", "wav", None, 1, 48_000, loudness=-6.2)
    sound = quiet.astype(np.float32)[:, None]
    _, (plain,) = make(sound, [wav], tmp_path)
    monkeypatch.setattr("radioprog.audio.master.master.encode", bumping)
    jobs, (done,) = make(sound, [wav], tmp_path)
    heard = decoded(jobs[0].path, wav)
    assert judge(heard, 48_000).true_peak <= -0.95
    assert done.findings == plain.findings == ()
    elsewhere = np.abs(heard[3 * 48_000 : 5 * 48_000]).max()
    assert 20 * np.log10(elsewhere) == pytest.approx(plain.loudness.sample_peak, abs=0.15)


def test_the_best_round_stays_where_none_is_right(tmp_path, monkeypatch):
    """A codec that gets louder each time it is used: the first file was the nearest."""
    uses = iter(range(1, 100))

    def worse(path, blocks, made, **more):
        factor = np.float32(10 ** (0.3 * next(uses) ** 2 / 20))
        return encode(path, [block * factor for block in blocks], made, **more)

    monkeypatch.setattr("radioprog.audio.master.master.encode", worse)
    wav = form("wav", "wav", None, 1, 48_000)
    jobs, (done,) = make(programmes.speech(3), [wav], tmp_path)
    heard = judge(decoded(jobs[0].path, wav), 48_000)
    assert heard.integrated == pytest.approx(done.loudness.integrated, abs=0.05)
    assert heard.integrated == pytest.approx(-15.7, abs=0.1)
    assert done.rounds == ROUNDS
    assert [found.code for found in done.findings] == ["loudness-missed"]
    assert [path.name for path in tmp_path.iterdir()] == ["wav.wav"]
