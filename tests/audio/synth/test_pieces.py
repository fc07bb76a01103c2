"""The tunes: pleasant by numbers, the same on every run, and the ones that are committed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from radioprog.audio.meter.loudness import item_loudness
from radioprog.audio.synth import Piece, make_assets
from radioprog.audio.synth.instruments import pad, pitch, zither
from radioprog.audio.synth.pieces import sting_calling, waves, write_assets
from radioprog.kernel.units import MIX_RATE, Seconds

ASSETS = Path(__file__).resolve().parents[3] / "assets"
LOSSLESS = ("jingles/dai-hieu", "stings/cat-1", "stings/cat-2")
LOSSY = ("beds/que-huong", "jingles/nhac-ket", "sfx/song-bien")
ONE_STEP = 1.5 / 32768


@pytest.fixture(scope="module")
def made() -> dict[str, Piece]:
    return dict(make_assets())


def decoded(name: str, ending: str) -> np.ndarray:
    samples, rate = soundfile.read(ASSETS / f"{name}.{ending}", dtype="float32", always_2d=True)
    assert rate == MIX_RATE
    return samples


def test_the_names_are_those_of_the_committed_files(made):
    assert sorted(made) == sorted(LOSSLESS + LOSSY)


@pytest.mark.parametrize("name", LOSSLESS)
def test_a_committed_flac_is_what_the_program_plays(made, name):
    committed = decoded(name, "flac")
    assert committed.shape == made[name].samples.shape
    assert np.abs(committed - made[name].samples).max() < ONE_STEP


@pytest.mark.parametrize("name", LOSSY)
def test_a_committed_opus_is_what_the_program_plays(made, name):
    committed, played = decoded(name, "opus"), made[name].samples
    assert committed.shape == played.shape
    alike = np.corrcoef(committed.mean(axis=1), played.mean(axis=1))[0, 1]
    assert alike > (0.9 if "sfx" in name else 0.97)  # noise is what a codec may change


def test_every_piece_plays_the_same_again(made):
    for name, play in (("stings/cat-2", sting_calling), ("sfx/song-bien", waves)):
        assert np.array_equal(play().samples, made[name].samples)


def test_no_piece_clips_or_drifts(made):
    for name, piece in made.items():
        assert np.abs(piece.samples).max() < 10 ** (-2.9 / 20), name
        assert np.abs(piece.samples.mean(axis=0)).max() < 1e-3, name


def test_every_piece_is_about_as_loud_as_a_programme(made):
    for name, piece in made.items():
        assert -21.0 < item_loudness(piece.samples) < -13.0, name


def test_a_piece_that_ends_begins_and_ends_in_silence(made):
    for name, piece in made.items():
        if not piece.loops:
            assert np.abs(piece.samples[-480:]).max() < 10 ** (-60 / 20), name
            assert np.abs(piece.samples[:24]).max() < 10 ** (-40 / 20), name


def test_the_bed_loops_without_a_seam(made):
    """The step and the bend across the seam are like those elsewhere in the piece."""
    samples = made["beds/que-huong"].samples.astype(np.float64)
    twice = np.concatenate([samples, samples])
    bend = np.abs(np.diff(twice, n=3, axis=0)).max(axis=1)
    seam = bend[len(samples) - 240 : len(samples) + 240].max()
    assert seam < 1.2 * bend[: len(samples) - 300].max()


def test_the_bed_is_as_full_at_its_seam_as_elsewhere(made):
    samples = made["beds/que-huong"].samples
    power = (samples.astype(np.float64) ** 2).mean(axis=1)
    halves = power.reshape(48, -1).mean(axis=1)
    assert 10 * np.log10(halves.max() / halves.min()) < 12


def test_a_mono_loudspeaker_loses_little_of_any_piece(made):
    for name, piece in made.items():
        both = (piece.samples.astype(np.float64) ** 2).mean()
        mono = (piece.samples.astype(np.float64).mean(axis=1) ** 2).mean()
        assert 10 * np.log10(both / mono) < 3.1, name


def test_the_zither_is_in_tune():
    sound = zither("A4", Seconds(2.0))[MIX_RATE // 4 :]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size), 1 << 19))
    found = spectrum.argmax() * MIX_RATE / (1 << 19)
    assert abs(1200 * np.log2(found / pitch("A4"))) < 3


def test_a_note_starts_and_ends_at_rest():
    for sound in (zither("G4", Seconds(1.0), trill=True), pad("C4", Seconds(2.0), detune=5.0)):
        assert abs(sound[0]) < 1e-6
        assert abs(sound[-1]) < 1e-3


def test_all_assets_together_stay_small():
    files = [path for path in ASSETS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 1_500_000


def test_files_are_the_committed_ones_and_the_same_every_time(made, tmp_path):
    short = {name: made[name] for name in ("stings/cat-1", "sfx/song-bien")}
    first, second = tmp_path / "1", tmp_path / "2"
    assert write_assets(short, first) == ("sfx/song-bien.opus", "stings/cat-1.flac")
    for name in write_assets(short, second):
        assert (first / name).read_bytes() == (second / name).read_bytes()
        assert (ASSETS / name).is_file()


def test_a_piece_of_two_like_sides_is_written_as_one(tmp_path):
    tone = np.sin(np.arange(48_000) / 20)[:, None].repeat(2, axis=1).astype(np.float32) / 2
    (name,) = write_assets({"a/tone": Piece(tone)}, tmp_path)
    samples, _ = soundfile.read(tmp_path / name, always_2d=True)
    assert samples.shape == (48_000, 1)
