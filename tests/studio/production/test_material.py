"""Recordings are decoded side by side: what is found, and in which order, does not depend on it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import av
import numpy as np
import pytest

from radioprog.audio.decode.decoder import Decoder
from radioprog.audio.measure import measure
from radioprog.kernel.errors import DiskError
from radioprog.kernel.findings import Text
from radioprog.kernel.store.folder import FolderStore
from radioprog.studio.build import build
from radioprog.studio.catalogue import all_sources
from radioprog.studio.production import material
from radioprog.studio.production.material import decoded, examined
from radioprog.studio.production.prepare import Prepared, prepare
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace, save, tone

HEAD = SCRIPT.split("[nhạc hiệu")[0]


def with_clips(folder: Path, count: int, broken: tuple[int, ...] = ()) -> Prepared:
    cues = "\n\n".join(f"[băng: clips/{number}.wav | lời: a]" for number in range(count))
    root = make_workspace(folder, {"a": f"{HEAD}{cues}\n"})
    for number in range(count):
        # The later, the shorter: several at a time do not end in the order in which they began.
        path = save(root / f"assets/clips/{number}.wav", tone(2.0 - number / count, 300 + number))
        if number in broken:
            path.write_bytes(b"RIFF" + bytes(2_000))
    workspace = Workspace.open(root)
    (source,) = all_sources(workspace)
    return prepare(source, workspace)


def test_findings_and_sounds_do_not_depend_on_how_many_are_decoded_at_once(tmp_path):
    broken = (1, 4, 5, 11)
    prepared = with_clips(tmp_path, 12, broken)
    one, more = (
        decoded(prepared, FolderStore(tmp_path / f"store{jobs}"), jobs=jobs) for jobs in (1, 3)
    )
    first = next(iter(prepared.cuts.values())).place.line
    assert [each.place.line for each in one.findings] == [first + 2 * each for each in broken]
    assert more.findings == one.findings
    assert list(more.sounds.items()) == list(one.sounds.items())
    assert list(more.sources) == list(one.sources)


def test_what_goes_wrong_elsewhere_ends_the_decoding_of_all_others(tmp_path, monkeypatch):
    prepared = with_clips(tmp_path, 20)
    decode, begun = material.decode_clip, []

    def failing(path, *args, **kwargs):
        begun.append(path)
        if len(begun) == 1:
            raise DiskError.of("disk-full", Text("đầy", "full"), Text("dọn", "tidy up"))
        time.sleep(0.05)
        return decode(path, *args, **kwargs)

    monkeypatch.setattr(material, "decode_clip", failing)
    threads = threading.active_count()
    with pytest.raises(DiskError):
        decoded(prepared, FolderStore(tmp_path / "store"), jobs=2)
    assert len(begun) < 5
    assert threading.active_count() == threads


def flawed(kind: str) -> np.ndarray:
    """Two channels of four seconds with one flaw; ``sound`` has none."""
    left = tone(4.0, 440.0, 0.3)[:, 0]
    if kind == "clipped":
        left = np.clip(left * 8.0, -1.0, 1.0)
    right = {"missing": np.zeros_like(left), "antiphase": -left, "uneven": left / 10}.get(
        kind, left
    )
    sound = np.stack([left, right], axis=1)
    return sound[:2400] if kind == "short" else sound


def recording(path: Path, kind: str) -> Path:
    """Save one with a flaw, of the sound or of the file: the rate of a telephone, 16 kb/s."""
    if kind not in ("telephone", "squeezed"):
        return save(path, flawed(kind))
    path.parent.mkdir(parents=True, exist_ok=True)
    container, codec, rate = {
        "telephone": ("wav", "pcm_s16le", 8000),
        "squeezed": ("mp3", "libmp3lame", 22050),
    }[kind]
    wave = (np.sin(np.arange(rate * 4) * 440 * 2 * np.pi / rate) * 9000).astype(np.int16)
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout="mono")
        stream.bit_rate = 16_000
        frame = av.AudioFrame.from_ndarray(wave[np.newaxis], format="s16", layout="mono")
        frame.rate = rate
        for each in (frame, None):
            file.mux(stream.encode(each))
    return path


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("missing", "missing-channel"),
        ("antiphase", "out-of-phase"),
        ("clipped", "clipping"),
        ("uneven", "uneven-channels"),
        ("short", "clip-too-short"),
        ("telephone", "telephone-sound"),
        ("squeezed", "low-bitrate"),
        ("sound", None),
    ],
)
def test_a_recording_is_judged_as_measure_judges_it(tmp_path, kind, code):
    root = make_workspace(tmp_path, {"a": f"{HEAD}[băng: clips/x.wav | lời: thử]\n"})
    path = recording(root / "assets/clips/x.wav", kind)
    (source,) = all_sources(Workspace.open(root))
    prepared = prepare(source, Workspace.open(root))
    with Decoder() as decoder:
        checked = examined(prepared, decoder).findings
    built = decoded(prepared, FolderStore(tmp_path / "store"), jobs=1).findings
    expected = {found.code for found in measure(path).findings}
    assert {found.code for found in checked} == {found.code for found in built} == expected
    assert expected == ({code} if code else set())
    assert all(found.place.file == "scripts/a.md" for found in checked)


def test_only_what_is_played_of_a_recording_is_judged(tmp_path):
    cue = "[băng: clips/x.wav | từ 0:00 | đến 0:04 | lời: thử]"
    root = make_workspace(tmp_path, {"a": f"{HEAD}{cue}\n"})
    save(root / "assets/clips/x.wav", np.concatenate([flawed("sound"), flawed("missing")]))
    (source,) = all_sources(Workspace.open(root))
    with Decoder() as decoder:
        assert examined(prepare(source, Workspace.open(root)), decoder).findings == ()


@pytest.mark.parametrize("part", ["", " | từ 0:01 | đến 0:03"])
def test_channels_that_cancel_each_other_are_heard_from_the_left_and_that_is_told(tmp_path, part):
    head = HEAD.replace("episode: 3", "episode: 3\ndeliver: [loa]")
    root = make_workspace(tmp_path, {"a": f"{head}[băng: clips/x.wav{part} | lời: a]\n"})
    settings = root / "radioprog.yaml"
    loa = "  loa: {codec: wav, channels: 1, sample_rate: 48000, loudness: -16}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + loa, encoding="utf-8")
    both = tone(4.0, 440, 0.2)
    both[:, 1] *= -1
    save(root / "assets/clips/x.wav", both)
    space = Workspace.open(root)
    (source,) = all_sources(space)
    prepared = prepare(source, space)
    with Decoder() as decoder:
        (told,) = (each for each in examined(prepared, decoder).findings if not each.is_error)
        assert "chỉ dùng kênh trái" in told.message.vi
    (programme,) = build(space).programmes
    assert [each.code for each in programme.findings].count("out-of-phase") == 1
    heard = measure(programme.delivery("loa").path)
    assert heard.loudness.integrated == pytest.approx(-16, abs=0.3)
    samples = programme.to_numpy("loa")
    at_440 = np.abs(np.fft.rfft(samples[:48_000, 0] * np.hanning(48_000)))
    assert int(at_440.argmax()) == 440


def test_channels_that_agree_are_both_kept(tmp_path):
    prepared = with_clips(tmp_path, 1)
    found = decoded(prepared, FolderStore(tmp_path / "store"), jobs=1)
    assert found.findings == ()
    (sound,) = found.sources.values()
    assert sound.channels == 2
