"""A workspace with bulletins of any length, made by a program.

Its sounds are the example's; its items are plain sentences whose numbers make each one its own, so
that nothing is spoken once and used twice.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.harness import ROOT, python

ITEMS_A_MINUTE = 2.9
"""Measured, at the pace of the example's voices."""
_HEAD = """---
title: {title}
date: 2026-01-05
language: vi
speakers:
  PTV nữ: nữ
  PTV nam: nam
deliver: [station]
---

# Mở đầu

[nhạc hiệu: jingles/dai-hieu.flac | đến 0:05 | ra dần 1,5s]

PTV nữ: Kính chào bà con, mời bà con nghe bản tin của đài xã.

# Tin trong ngày

[nhạc nền: beds/que-huong.opus | -16 dB]
"""
_ITEM = """
{who}: Thôn {number} hôm qua gặt xong {hectares} héc ta lúa, được {tons} tấn. Bà con phơi thóc ở
sân kho số {number} và giữ lại {seed} ki lô gam làm giống cho vụ sau. Đội {team} sẽ nạo vét mương
từ 7 giờ {minute} phút sáng mai, đề nghị mỗi nhà cử một người.
"""
_END = """
[hết nhạc nền]

PTV nữ: Bản tin đến đây là hết.

[nhạc kết: jingles/nhac-ket.opus | từ 0:15 | vào dần 0,5s | ra dần 2s]
"""


def script(items: int, *, title: str, number: int = 0) -> str:
    """Give a bulletin of so many items; ``number`` makes it unlike others."""
    body = [
        _ITEM.format(
            who=("PTV nữ", "PTV nam")[item % 2],
            number=item + 1 + 1000 * number,
            hectares=11 + item,
            tons=57 + 3 * item,
            seed=120 + 7 * item,
            team=item % 9 + 1,
            minute=10 + item % 45,
        )
        .replace("\nsân", " sân")
        .replace("\ntừ", " từ")
        for item in range(items)
    ]
    return _HEAD.format(title=title) + "".join(body) + _END


def lay_out(folder: Path) -> Path:
    """Copy the example's settings and sounds into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "scripts").mkdir(parents=True)
    shutil.copytree(ROOT / "assets", folder / "assets")
    shutil.copy(ROOT / "radioprog.yaml", folder)
    return folder


def bulletin(folder: Path, minutes: float) -> None:
    """Lay out a workspace with one bulletin, and build it."""
    lay_out(folder)
    text = script(_items(minutes), title="Bản tin")
    (folder / "scripts" / "ban-tin.md").write_text(text, "utf-8")
    subprocess.run(radioprog("build", "-C", str(folder)), check=True)


def many(folder: Path, count: int, *, minutes: float = 0.0) -> None:
    """Lay out a workspace with many bulletins, of one item unless asked for more; build them."""
    lay_out(folder)
    for number in range(count):
        text = script(_items(minutes), title=f"Bản tin {number}", number=number)
        (folder / "scripts" / f"tin-{number:03}.md").write_text(text, "utf-8")
    subprocess.run(radioprog("build", "-C", str(folder), "-q"), check=True)


def _items(minutes: float) -> int:
    return max(1, round(minutes * ITEMS_A_MINUTE))


def finished_mix(folder: Path) -> Path:
    """Have the mix of the one programme as a stereo WAV of 48 kHz, mastered for exchange."""
    subprocess.run(
        radioprog("build", "--force", "--deliver", "broadcast", "-q", "-C", str(folder)), check=True
    )
    (made,) = folder.glob("build/*/*.wav")
    mix = folder / "mix.wav"
    made.replace(mix)
    return mix


def forget(folder: Path) -> None:
    """Take away all that builds keep for the next."""
    shutil.rmtree(folder / ".radioprog")


def radioprog(*arguments: str) -> list[str]:
    """Give the command as an installed one runs it."""
    return python("-c", "from radioprog.cli.app import main; main()", *arguments)
