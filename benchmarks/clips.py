"""What a department has on its desk for a bulletin: spoken clips as gTTS gives them, and a bed.

The words are spoken by this checkout's own `radioprog say`, once; they then lie beside the other
material.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.harness import ROOT
from benchmarks.workspace import lay_out, radioprog

BED, CLIPS = "assets/beds/nen.mp3", "assets/clips/tin-*.mp3"
BED_GAIN = -18.0
PAUSE = 0.5
LEAD, TAIL = 2.3, 2.0
"""Seconds before the first clip, and after the last pause: what our build gives a bed by custom."""
_TEXT = """Thôn {number} gặt xong {hectares} héc ta lúa, được {tons} tấn.
Bà con phơi thóc và giữ lại {seed} ki lô gam làm giống cho vụ sau. Đội {team} sẽ nạo vét
mương từ 7 giờ {minute} phút sáng mai, mỗi nhà cử một người."""
_HEAD = f"""---
title: Tin băng
date: 2026-01-05
language: vi
deliver: [web]
---

# Tin trong ngày

[nhạc nền: beds/nen.mp3 | {BED_GAIN:g} dB]
"""
_CLIP = """
[băng: clips/{name} | lời: {text}]

(nghỉ {pause:g}s)
"""
_END = """
[hết nhạc nền]
"""


def text(number: int) -> str:
    """Give what one clip says, about 16 seconds long."""
    return " ".join(
        _TEXT.format(
            number=number,
            hectares=11 + number,
            tons=57 + 3 * number,
            seed=120 + 7 * number,
            team=number % 9 + 1,
            minute=10 + number % 45,
        ).split()
    )


def clips(folder: Path, count: int) -> Sequence[Path]:
    """Have so many clips: MP3, 24 kHz, mono, 64 kbit/s."""
    folder.mkdir(parents=True, exist_ok=True)
    found = [folder / f"tin-{number:02}.mp3" for number in range(1, count + 1)]
    for number, clip in enumerate(found, 1):
        if not clip.exists():
            voice = ("nữ", "nam")[number % 2]
            spoken = folder / "spoken.wav"
            say = radioprog("say", text(number), "--voice", voice, "-o", str(spoken), "-q")
            subprocess.run([*say, "-C", str(ROOT)], check=True)
            _convert(spoken, clip, "-ac", "1", "-ar", "24000", "-b:a", "64k")
    return found


def bulletin_of_clips(folder: Path, count: int) -> None:
    """Lay out a workspace whose one script plays clips in a row over a bed; build nothing."""
    spoken = clips(folder.parent / "clips", count)
    lay_out(folder)
    for clip in spoken:
        shutil.copy(clip, folder / "assets" / "clips")
    music = ROOT / "assets/beds/que-huong.opus"
    _convert(music, folder / BED, "-ac", "2", "-ar", "44100", "-b:a", "192k", loops=2)
    body = [
        _CLIP.format(name=clip.name, text=text(number), pause=PAUSE)
        for number, clip in enumerate(spoken, 1)
    ]
    script = _HEAD + "".join(body) + _END
    (folder / "scripts" / "tin-bang.md").write_text(script, "utf-8")


def _convert(source: Path, target: Path, *form: str, loops: int = 0) -> None:
    """Encode by FFmpeg, played once more for each loop; whole or not there."""
    part = target.with_name(f"part-{target.name}")
    subprocess.run(
        [
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-stream_loop",
            str(loops),
            "-i",
            str(source),
            *form,
            str(part),
        ],
        check=True,
    )
    part.replace(target)
