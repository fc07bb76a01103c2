"""The tunes: pleasant by numbers, the same on every run, and the ones that are committed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from radioprog.audio.meter.loudness import item_loudness
from radioprog.audio.synth import Piece, make_assets
from radioprog.audio.synth.instruments import pad, pitch, zither
from radioprog.audio.synth.pieces import Tape, sting_calling, telephone, waves, write_assets
from radioprog.kernel.units import MIX_RATE, Decibels, Seconds
from tests.audio.synth.test_instruments import fingerprint

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


# Frames, whether it loops, the bit rate of its file.
FORMS = {
    "jingles/dai-hieu": (556_800, False, None),
    "stings/cat-1": (144_000, False, None),
    "stings/cat-2": (153_600, False, None),
    "beds/que-huong": (1_152_000, True, 40_000),
    "jingles/nhac-ket": (1_008_000, False, 48_000),
    "sfx/song-bien": (432_000, False, 48_000),
}
PRINTS = {
    "jingles/dai-hieu": (
        [0.1175438, 0.1171871, 0.1058219, -0.028827],
        [0.0940491, 0.1066598, 0.0916391, -0.0468772],
    ),
    "stings/cat-1": (
        [0.1635133, 0.1214451, 0.0287832, 0.001982],
        [0.1281527, 0.0824013, 0.0220555, 0.0111019],
    ),
    "stings/cat-2": (
        [0.1190371, 0.2227973, 0.0698061, -0.0039875],
        [0.0873361, 0.1757283, 0.063908, -0.0051406],
    ),
    "beds/que-huong": (
        [0.1255002, 0.126188, 0.1256876, 0.0923583],
        [0.0933102, 0.0879266, 0.1206507, 0.0209972],
    ),
    "jingles/nhac-ket": (
        [0.1372576, 0.1435615, 0.1556506, 0.0655568],
        [0.1035483, 0.131249, 0.1029272, -0.0358613],
    ),
    "sfx/song-bien": (
        [0.0552433, 0.0407389, 0.0661371, 0.0030491],
        [0.0534308, 0.0486913, 0.0670575, 0.002455],
    ),
}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_piece_is_note_for_note_what_it_was(made, name):
    piece = made[name]
    assert (piece.samples.shape[0], piece.loops, piece.bitrate) == FORMS[name]
    assert piece.length == pytest.approx(piece.samples.shape[0] / 48_000)
    for side, prints in enumerate(PRINTS[name]):
        sound = piece.samples[:, side].astype(np.float64)
        assert fingerprint(sound) == pytest.approx(prints, abs=2e-6), side


def test_a_telephone_line_is_narrow_and_has_a_moment_of_wind_at_both_ends():
    time = np.arange(MIX_RATE) / MIX_RATE
    voice = np.sin(2 * np.pi * 500 * time) * np.sin(np.pi * time)
    piece = telephone(voice + 0.3 * np.sin(2 * np.pi * 5_000 * time))
    assert piece.bitrate == 32_000
    assert not piece.loops
    assert piece.samples.shape == (2 * MIX_RATE, 2)
    assert np.array_equal(piece.samples[:, 0], piece.samples[:, 1])
    assert fingerprint(piece.samples[:, 0].astype(np.float64)) == pytest.approx(
        [0.1412944, 0.5538992, 0.1413215, 6.32e-05], abs=2e-6
    )
    ends = piece.samples[: MIX_RATE // 2, 0], piece.samples[-MIX_RATE // 2 :, 0]
    assert all(1e-4 < np.sqrt((end**2).mean()) < 1e-2 for end in ends)


@pytest.mark.parametrize(("pan", "left", "right"), [(-1, 1, 0), (0, 0.5, 0.5), (1, 0, 1)])
def test_a_sound_is_laid_between_left_and_right_with_equal_power(pan, left, right):
    tape = Tape(Seconds(0.02))
    tape.lay(np.ones(480), Seconds(0.005), level=Decibels(-6.0), pan=pan, hall=Decibels(-200.0))
    power = tape.heard() ** 2 / 10 ** (-6.0 / 10)
    assert power[240:720].mean(axis=0) == pytest.approx([left, right], abs=1e-6)
    assert power[:240].max() < 1e-12
    assert power[720:].max() < 1e-12


@pytest.mark.parametrize(("loops", "rest"), [(True, 1.0), (False, 0.0)])
def test_what_passes_the_end_of_a_loop_sounds_at_its_beginning(loops, rest):
    tape = Tape(Seconds(0.01), loops=loops)
    tape.lay(np.ones(480), Seconds(0.005), level=Decibels(0), pan=-1, hall=Decibels(-200.0))
    heard = tape.heard()[:, 0]
    assert heard[240:] == pytest.approx(np.ones(240), abs=1e-6)
    assert heard[:240] == pytest.approx(np.full(240, rest), abs=1e-6)


def test_the_hall_answers_after_a_moment_and_dies_away():
    tape = Tape(Seconds(2.2))
    tape.lay(np.ones(1), Seconds(0), level=Decibels(0), pan=-1, hall=Decibels(0))
    answer = tape.heard()[:, 0]
    assert answer[0] == pytest.approx(1.0)
    assert np.abs(answer[1:864]).max() < 1e-9  # 18 ms
    assert float((answer[1:] ** 2).sum()) == pytest.approx(1.0, abs=0.01)
    early, late = (np.abs(answer[at : at + 4_800]).max() for at in (2_400, 96_000))
    assert late < early / 100
