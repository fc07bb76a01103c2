"""A segment that a person reads: from a recording to captions, level, marks and papers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from mutagen.wave import WAVE

from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.publish.papers.reading_copy import reading_copy_html
from radioprog.studio.build import build
from radioprog.studio.plan import check
from radioprog.studio.preview import write_copy
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import RATE, make_workspace, save

SCRIPT = """\
---
title: Bản tin thử
speakers:
  PTV nữ: nữ
  PTV nam: nam
---

# Mở đầu

PTV nam: Kính chào quý vị và các bạn nghe đài. Đây là câu do máy đọc cho đủ dài.

# Người đọc

[lời: segments/02.wav]

PTV nữ: Hôm nay trời nắng đẹp ở cả tỉnh. Bà con ra đồng từ sáng sớm tinh mơ.

PTV nữ: Mời bà con nghe tiếp phần sau.

# Kết

PTV nam: Xin chào và hẹn gặp lại quý vị trong chương trình sau.
"""
SENTENCES = [(0.3, 2.1), (2.5, 4.6), (5.0, 6.9)]
"""Where the reader speaks (s)."""
LENGTH = 7.2


def voice_of_a_person(level: float) -> np.ndarray:
    """Speak three sentences in a wavering hum that no engine of the workspace makes."""
    time = np.arange(round(LENGTH * RATE)) / RATE
    sounds = np.zeros_like(time)
    for start, end in SENTENCES:
        there = (time >= start) & (time < end)
        sounds[there] = level * np.sin(2 * np.pi * 520 * time[there])
    sounds *= 0.75 + 0.25 * np.sin(2 * np.pi * 4 * time)
    return np.column_stack((sounds, sounds)).astype(np.float32)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_workspace(tmp_path_factory.mktemp("reader") / "w", {"a": SCRIPT})
    save(root / "assets/segments/02.wav", voice_of_a_person(0.6))
    report = build(Workspace.open(root))
    assert [each.status for each in report.programmes] == ["built"], report.findings
    return root / "build/a"


def mixed(folder: Path) -> np.ndarray:
    with SoundReader(folder / "a.wav.wav") as reader:
        return np.concatenate(list(reader.blocks()))[:, 0]


def where_the_hum_is(folder: Path) -> tuple[float, float]:
    """Find the person's 520 Hz in the mix, which the tone engine never makes."""
    sound, size = mixed(folder), 2400
    frames = sound[: len(sound) // size * size].reshape(-1, size)
    turn = np.exp(-2j * np.pi * 520 * np.arange(size) / RATE)
    loud = np.abs(frames @ turn) / size > 0.01
    there = np.flatnonzero(loud) * size / RATE
    return float(there[0]), float(there[-1] + size / RATE)


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


def test_captions_lie_within_the_recording_each_at_its_sentence(made: Path) -> None:
    begin, end = where_the_hum_is(made)
    zero = begin - SENTENCES[0][0]
    assert end - begin == pytest.approx(SENTENCES[-1][1] - SENTENCES[0][0], abs=0.15)
    cues = re.findall(
        r"(\d+:\d+:[\d.]+) --> (\d+:\d+:[\d.]+)\n(.+?)\n\n", (made / "a.vtt").read_text(), re.S
    )
    said = [(seconds(a) - zero, seconds(b) - zero, text) for a, b, text in cues]
    own = [each for each in said if re.search("trời nắng|Bà con ra|Mời bà con", each[2])]
    assert len(own) == 3
    for (start, stop, _), (first, last) in zip(own, SENTENCES, strict=True):
        assert -0.06 <= start <= first + 0.3 and last - 0.3 <= stop <= LENGTH + 0.06
    others = [each for each in said if each not in own]
    assert all(stop <= 0.06 or start >= LENGTH - 0.06 for start, stop, _ in others)


def test_it_is_as_loud_as_the_rest(made: Path) -> None:
    rundown = json.loads((made / "a.rundown.json").read_text())
    items = [item for item in rundown["items"] if item["kind"] == "speech"]
    levels = [item["loudness_lufs"] + item["gain_db"] for item in items if item["loudness_lufs"]]
    assert len(levels) >= 5 and max(levels) - min(levels) < 0.5
    assert [item.get("recording") for item in items].count("segments/02.wav") == 3
    own = [item for item in items if "recording" in item]
    assert all(item["engine"] is None and item["words"] for item in own)


def test_only_the_machine_is_marked_as_one(made: Path) -> None:
    manifest = json.loads((made / "manifest.json").read_text())
    assert [(row["voice"], row["synthetic"], row["segments"]) for row in manifest["speech"]] == [
        ("recorded:PTV nữ", False, [2]),
        ("tone:low", True, [1, 3]),
    ]
    assert "assets/segments/02.wav" in {row["path"] for row in manifest["inputs"]}
    tags = WAVE(made / "a.wav.wav").tags
    assert tags is not None
    (mark,) = tags.getall("TXXX:SYNTHETIC_VOICE")
    assert str(mark) == "yes; engine=tone; segments=1,3"
    sheet = (made / "a.rundown.html").read_text()
    assert "segments/02.wav" in sheet and "tone:high" not in sheet


def test_nothing_is_found_and_the_reading_copy_names_the_file(made: Path) -> None:
    workspace = Workspace.open(made.parent.parent)
    assert not [found for found in check(workspace) if found.severity != "info"]
    from radioprog.audio.decode.decoder import Decoder
    from radioprog.studio.catalogue import all_sources
    from radioprog.studio.plan import plan

    with Decoder() as decoder:
        planned = plan(all_sources(workspace)[0], workspace, decoder)
    assert planned.rundown is not None and planned.prepared.script is not None
    copy = reading_copy_html(planned.prepared.script, planned.rundown, "vi")
    assert "Thu lời dưới đây vào tệp segments/02.wav" in copy


def test_the_reading_copy_is_printed_before_anything_is_recorded(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w", {"a": SCRIPT})
    output = tmp_path / "copy.html"
    written = write_copy(Workspace.open(root), root / "scripts/a.md", output)
    assert written.is_written and not [f for f in written.findings if f.is_error]
    copy = output.read_text(encoding="utf-8")
    assert "Thu lời dưới đây vào tệp segments/02.wav" in copy and "Mời bà con nghe tiếp" in copy


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("02.wav]", "99.wav]"), "missing-asset"),
        (
            ("# Kết\n", "# Kết\n\n[lời: segments/02.wav]\n\n[nhạc cắt: jingles/hieu.wav]\n"),
            "reading-without-speech",
        ),
        (
            ("từ sáng sớm tinh mơ.", "từ sáng sớm. " + "Một hai ba bốn năm. " * 12),
            "recording-differs",
        ),
        (("02.wav]", "02.wav | lặp 2]"), "unknown-option"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    text = SCRIPT.replace(*change)
    assert text != SCRIPT
    root = make_workspace(tmp_path / "w", {"a": text})
    save(root / "assets/segments/02.wav", voice_of_a_person(0.2))
    found = check(Workspace.open(root))
    assert code in {each.code for each in found}
