"""What is planned is what sounds, to the sample: clicks are found where the plan has them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import soundfile

from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace, save

RATE = 48_000
CLICKS = (0, 1, 777, 4_801)
HEAD = SCRIPT.split("# Mở đầu")[0]


def click(offset: int, length: int = 9_600) -> np.ndarray:
    """Make a stereo clip of silence with a single sample at ``offset``."""
    sound = np.zeros((length, 2), np.float32)
    sound[offset] = 0.5
    return sound


def test_each_click_is_within_one_sample_of_its_planned_place(tmp_path: Path) -> None:
    body = "# Tin\n\n" + "".join(
        f"PTV nữ: Câu số {number}.\n\n[băng: clips/c{number}.wav | lời: tách]\n\n"
        f"(nghỉ 0.{number}7s)\n\n"
        for number in range(len(CLICKS))
    )
    root = make_workspace(tmp_path, {"dem": HEAD + body + "PTV nam: Hết.\n"})
    for number, offset in enumerate(CLICKS):
        save(root / f"assets/clips/c{number}.wav", click(offset))
    report = build(Workspace.open(root))
    assert report.exit_status == 0, report
    samples, rate = soundfile.read(root / "build/dem/dem.wav.wav")
    plan = json.loads((root / "build/dem/dem.rundown.json").read_text(encoding="utf-8"))
    clips = [item for item in plan["items"] if item["kind"] == "clip"]
    assert rate == RATE
    assert len(samples) == plan["frames"]
    assert len(clips) == len(CLICKS)
    for item, offset in zip(clips, CLICKS, strict=True):
        start = item["start_frame"]
        window = np.abs(samples[start - 50 : start + item["frames"] + 50, 0])
        found = start - 50 + int(np.argmax(window))
        assert abs(found - (start + offset)) <= 1, (item, found)
