"""Strangers' files: every good one decodes to the frame, every bad one is a finding, none hangs."""

from __future__ import annotations

import os
import signal
import struct
import threading

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from radioprog.audio.convert import resample, resampled_length
from radioprog.audio.decode.decoder import Decoder, decode_clip
from radioprog.audio.decode.worker import ClipLimits
from radioprog.kernel.errors import BugError, ContentError, ToolError
from radioprog.kernel.findings import Place, Severity
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.units import Samples, Seconds
from tests.audio.files import EXACT, KINDS, wav_bytes, write_sound
from tests.audio.signals import programme_like
from tests.conftest import needs_permissions

PLACE = Place("scripts/a.md", 12, 1)


@pytest.fixture(scope="module")
def decoder():
    with Decoder() as decoder:
        yield decoder


def heard(decoder: Decoder, path, **options) -> np.ndarray:
    with decoder.open(path, place=PLACE, **options) as decoding:
        blocks = list(decoding.blocks())
        assert decoding.frames == sum(map(len, blocks))
        return np.concatenate(blocks)


def refused(decoder: Decoder, path, **options) -> list[str]:
    with pytest.raises(ContentError) as caught:
        heard(decoder, path, **options)
    for found in caught.value.findings:
        assert found.place == PLACE
        assert found.message.vi and found.message.en and found.remedy.vi and found.remedy.en
    return [found.code for found in caught.value.findings]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_arrives_at_the_mix_rate_with_its_own_length(decoder, tmp_path, kind):
    sound = programme_like(1.3, 44100 if kind not in ("opus", "webm") else 48000)
    rate = 44100 if kind not in ("opus", "webm") else 48000
    path = write_sound(tmp_path / f"a.{kind}", sound, rate, kind)
    answer = heard(decoder, path)
    if kind in EXACT:
        assert len(answer) == resampled_length(Samples(len(sound)), rate, 48000)
        wanted = resample(sound, rate, 48000)
        assert np.corrcoef(answer[:, 1], wanted[:, 1])[0, 1] > 0.97
        assert decoder.probe(path).duration == pytest.approx(1.3, abs=0.02)


@pytest.mark.parametrize("rate", [8000, 22050, 32000, 96000, 192000])
@pytest.mark.parametrize("channels", [1, 2, 6, 8])
def test_any_rate_and_number_of_channels(decoder, tmp_path, rate, channels):
    soundfile.write(tmp_path / "a.wav", programme_like(0.5, rate, channels=channels), rate)
    assert heard(decoder, tmp_path / "a.wav").shape == (24000, min(channels, 2))
    kept = heard(decoder, tmp_path / "a.wav", rate=None, folded=False)
    assert kept.shape == (rate // 2, channels)
    info = decoder.probe(tmp_path / "a.wav")
    assert (info.rate, info.channels, info.codec) == (rate, channels, "pcm_s16le")


@pytest.mark.parametrize("kind", ["wav", "aiff", "au", "flac", "mp3", "caf", "w64", "wv", "opus"])
@pytest.mark.parametrize("kept", [0.35, 0.8, 0.97])
def test_a_file_without_its_end_is_never_taken_for_whole(decoder, tmp_path, kind, kept):
    path = write_sound(tmp_path / f"a.{kind}", programme_like(8, 48000), 48000, kind)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert refused(decoder, path) == ["clip-truncated"]
    with decoder.open(path, whole=False, place=PLACE) as decoding:
        frames = sum(map(len, decoding.blocks()))
        (found,) = decoding.findings
    assert (found.code, found.severity) == ("clip-truncated", Severity.ERROR)
    assert 0.2 * kept * 8 * 48000 < frames < 1.2 * kept * 8 * 48000


def test_a_wav_from_a_pipe_does_not_know_its_length_and_is_whole(decoder, tmp_path):
    path = tmp_path / "a.wav"
    for claimed in (0xFFFFFFFF, 0x7FFFFFFF):
        path.write_bytes(wav_bytes(48000, 4800, claimed=claimed))
        assert len(heard(decoder, path)) == 4800


def test_an_rf64_tells_its_length_in_its_own_chunk(decoder, tmp_path):
    frames = 4800
    plain = wav_bytes(48000, frames)
    sizes = struct.pack("<QQQI", 0, 2 * frames, frames, 0)
    content = (
        b"RF64\xff\xff\xff\xffWAVEds64"
        + struct.pack("<I", len(sizes))
        + sizes
        + plain[12:40]
        + b"\xff\xff\xff\xff"
        + plain[44:]
    )
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert len(heard(decoder, path)) == frames
    path.write_bytes(content[:-2000])
    assert refused(decoder, path) == ["clip-truncated"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "clip-empty"),
        (b"xin chao", "clip-unreadable"),
        (b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n", "clip-disguised"),
        (b"ffconcat version 1.0\nfile 'secret.wav'\n", "clip-disguised"),
        (b"<!DOCTYPE html><html><title>captcha</title>", "clip-disguised"),
        (wav_bytes(1, 32000), "clip-rate"),
        (wav_bytes(400_000, 3200), "clip-rate"),
        (wav_bytes(48000, 100, channels=9), "clip-channels"),
        (wav_bytes(48000, 0), "clip-unreadable"),
        (b"OggS" + bytes(400), "clip-unreadable"),
        (b"fLaC" + bytes(400), "clip-unreadable"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(5000), "clip-empty"),
    ],
)
def test_bad_content_is_named_at_the_scripts_line(decoder, tmp_path, content, code):
    path = tmp_path / "interview.mp3"
    path.write_bytes(content)
    assert refused(decoder, path) == [code]
    with pytest.raises(ContentError) as caught:
        decoder.probe(path, place=PLACE)
        heard(decoder, path)
    assert caught.value.findings[0].place == PLACE


def test_what_is_no_file_is_named_and_never_waited_for(decoder, tmp_path):
    os.mkfifo(tmp_path / "a.wav")
    (tmp_path / "b.wav").mkdir()
    (tmp_path / "c.wav").symlink_to(tmp_path / "nowhere")
    (tmp_path / "d.wav").symlink_to("/dev/zero")
    assert refused(decoder, tmp_path / "a.wav") == ["clip-not-a-file"]
    assert refused(decoder, tmp_path / "b.wav") == ["clip-not-a-file"]
    assert refused(decoder, tmp_path / "c.wav") == ["missing-asset"]
    assert refused(decoder, tmp_path / "d.wav") == ["clip-not-a-file"]
    assert refused(decoder, tmp_path / "e.wav") == ["missing-asset"]


def test_length_and_size_have_bounds(tmp_path):
    sound = programme_like(6, 48000)
    told = write_sound(tmp_path / "a.flac", sound, 48000, "flac")
    untold = write_sound(tmp_path / "b.aac", sound, 48000, "aac")
    with Decoder(ClipLimits(length=Seconds(5.0))) as short:
        assert refused(short, told) == ["clip-too-long"]
        assert refused(short, untold) == ["clip-too-long"]
        assert len(heard(short, write_sound(tmp_path / "c.wav", sound[:9], 48000, "wav"))) == 9
    with Decoder(ClipLimits(size=1000)) as small:
        assert refused(small, told) == ["clip-too-large"]


def test_a_file_inside_a_playlist_is_never_read(decoder, tmp_path):
    """The list names a real file beside it; forced to WAV or MP3, FFmpeg would have read it."""
    write_sound(tmp_path / "secret.wav", programme_like(1, 48000), 48000, "wav")
    for head in (b"", b"\n\n", b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10)):
        path = tmp_path / "a.mp3"
        path.write_bytes(head + b"#EXTM3U\n#EXTINF:1,\nsecret.wav\n#EXT-X-ENDLIST\n")
        assert refused(decoder, path) == ["clip-disguised"]


def test_a_huge_tag_costs_nothing(decoder, tmp_path):
    sound = programme_like(1, 48000)
    path = write_sound(tmp_path / "a.mp3", sound, 48000, "mp3", options={"id3v2_version": "0"})
    size = 40 << 20
    head = b"ID3\x04\x00\x00" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, 0])
    path.write_bytes(head + b"APIC" + bytes(size - 4) + path.read_bytes())
    assert len(heard(decoder, path)) == len(sound)


def test_a_worker_that_dies_over_a_file_costs_only_that_file(tmp_path):
    path = write_sound(tmp_path / "a.wav", programme_like(30, 48000), 48000, "wav")
    with Decoder() as decoder:
        with pytest.raises(ContentError) as caught, decoder.open(path, place=PLACE) as decoding:
            for count, _ in enumerate(decoding.blocks()):
                if count == 1:
                    os.kill(decoder._worker.pid, signal.SIGKILL)
        assert caught.value.findings[0].code == "clip-unreadable"
        assert len(heard(decoder, path)) == 30 * 48000


def test_a_worker_that_dawdles_is_ended(tmp_path):
    path = write_sound(tmp_path / "a.wav", programme_like(30, 48000), 48000, "wav")
    with Decoder(ClipLimits(patience=Seconds(0.5))) as decoder:
        heard(decoder, path)
        os.kill(decoder._worker.pid, signal.SIGSTOP)
        assert refused(decoder, path) == ["clip-unreadable"]
        assert len(heard(decoder, path)) == 30 * 48000


def test_a_listener_who_leaves_early_leaves_no_answer_behind(decoder, tmp_path):
    path = write_sound(tmp_path / "a.wav", programme_like(60, 48000), 48000, "wav")
    with decoder.open(path) as decoding:
        next(iter(decoding.blocks()))
    assert len(heard(decoder, path)) == 60 * 48000


def test_decoding_can_be_broken_off_from_another_thread(tmp_path):
    path = write_sound(tmp_path / "a.wav", programme_like(60, 48000), 48000, "wav")
    with Decoder() as decoder:
        with pytest.raises(ContentError), decoder.open(path) as decoding:
            for _ in decoding.blocks():
                ender = threading.Thread(target=decoder.end)
                ender.start()
                ender.join()
        assert decoding.frames < 60 * 48000
        with pytest.raises(ContentError):
            heard(decoder, path)


def test_one_file_at_a_time(decoder, tmp_path):
    path = write_sound(tmp_path / "a.wav", programme_like(1, 48000), 48000, "wav")
    with decoder.open(path), pytest.raises(BugError):
        decoder.probe(path)


def test_a_machine_without_the_decoder_is_not_the_files_fault(tmp_path, monkeypatch):
    monkeypatch.setattr("radioprog.audio.decode.worker._MODULE", "radioprog.audio.no_such_module")
    path = write_sound(tmp_path / "a.wav", programme_like(1, 48000), 48000, "wav")
    with Decoder() as decoder, pytest.raises(ToolError) as caught:
        heard(decoder, path)
    assert caught.value.findings[0].code == "decoder-missing"


def test_too_little_memory_is_a_finding_or_the_machines_error(tmp_path):
    path = write_sound(tmp_path / "a.wav", programme_like(1, 48000), 48000, "wav")
    small = ClipLimits(memory=64 << 20)
    with Decoder(small) as decoder, pytest.raises((ContentError, ToolError)):
        heard(decoder, path)


def test_a_clip_is_decoded_once_and_found_again(tmp_path):
    sound = programme_like(2, 44100)
    path = write_sound(tmp_path / "a.mp3", sound, 44100, "mp3")
    store = FolderStore(tmp_path / "cache")
    with Decoder() as decoder:
        first = decode_clip(path, store, decoder, place=PLACE)
        assert (first.sound.length, first.sound.rate, first.sound.channels) == (96000, 48000, 2)
        assert first.info.duration == 2.0
        assert (first.info.codec, first.info.rate) == ("mp3", 44100)
        decoder.close()
        again = decode_clip(path, store, decoder, place=PLACE)
        assert decoder._worker.pid is None
    assert np.array_equal(first.sound.all(), again.sound.all())
    assert again.info == first.info


def test_a_bad_clip_leaves_nothing_in_the_store(tmp_path):
    path = write_sound(tmp_path / "a.flac", programme_like(8, 48000), 48000, "flac")
    path.write_bytes(path.read_bytes()[:-90000])
    store = FolderStore(tmp_path / "cache")
    with Decoder() as decoder:
        with pytest.raises(ContentError):
            decode_clip(path, store, decoder)
        with pytest.raises(ContentError):
            decode_clip(tmp_path / "none.wav", store, decoder)
    assert not [kept for kept in (tmp_path / "cache" / "entries").rglob("*") if kept.is_file()]


def test_the_words_about_a_damaged_clip_are_kept_with_it(tmp_path):
    sound = programme_like(1, 48000)
    sound[50] = np.nan
    path = write_sound(tmp_path / "a.wav", sound, 48000, "f.wav")
    store = FolderStore(tmp_path / "cache")
    with Decoder() as decoder:
        for place in (PLACE, Place("scripts/b.md", 3)):
            (found,) = decode_clip(path, store, decoder, place=place).findings
            assert (found.code, found.place) == ("clip-damaged", place)
            assert found.details["damaged_samples"] == 2


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    sound = programme_like(0.3, 48000)
    return {
        kind: write_sound(folder / f"a.{kind}", sound, 48000, kind).read_bytes() for kind in KINDS
    }


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12),
    early=st.booleans(),
    cut=st.floats(0.01, 1.0),
)
def test_no_mutilated_file_makes_more_than_a_finding(
    decoder, seeds, tmp_path, kind, changes, early, cut
):
    content = bytearray(seeds[kind])
    reach = min(len(content), 200) if early else len(content)
    for where, value in changes:
        content[int(where * reach)] = value
    path = tmp_path / "a.bin"
    path.write_bytes(content[: max(1, int(len(content) * cut))])
    for whole in (True, False):
        process = decoder._worker.pid
        try:
            with decoder.open(path, whole=whole) as decoding:
                for block in decoding.blocks():
                    assert np.isfinite(block).all()
        except ContentError as problem:
            assert all(found.code.startswith("clip-") for found in problem.findings)
        assert process in (None, decoder._worker.pid), "the decoder died over it"


@pytest.mark.parametrize("claimed", [2_000_000_000, 0x7FFFFFDB, 0xFFFFFFFF, 0xFFFFFFDB, 0])
def test_a_placeholder_for_a_length_is_no_length_and_is_told(decoder, tmp_path, claimed):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(24000, 40800, claimed=claimed))
    with decoder.open(path, place=PLACE) as decoding:
        assert sum(map(len, decoding.blocks())) == 81600
        assert [found.code for found in decoding.findings] == ["clip-open-ended"]
        assert decoding.findings[0].severity is Severity.INFO


@pytest.mark.parametrize("claimed", [2 * 40800 * 2, 2 * 40800 * 19, 1_999_998])
def test_a_length_that_could_be_meant_is_a_file_that_was_cut(decoder, tmp_path, claimed):
    path = tmp_path / "a.wav"
    path.write_bytes(wav_bytes(24000, 40800, claimed=claimed))
    assert refused(decoder, path) == ["clip-truncated"]


@needs_permissions
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path):
    path = write_sound(tmp_path / "a.wav", programme_like(1, 48000), 48000, "wav")
    path.chmod(0)
    with Decoder() as decoder, pytest.raises(ContentError) as caught:
        decoder.probe(path, place=PLACE)
    (found,) = caught.value.findings
    assert (found.code, found.kind.variant, found.place) == ("clip-unreadable", "forbidden", PLACE)
