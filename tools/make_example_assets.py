"""Make the example's sound assets anew: ``python tools/make_example_assets.py [FOLDER]``.

The tunes come from `radioprog.audio.synth`; the telephone call is espeak-ng's voice saying what
the script ``loi-chao-cha-lo`` gives as the clip's ``lời``. Run it after a change of the
instruments and commit the files.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radioprog.audio.convert import resample
from radioprog.audio.synth import Piece, make_assets, telephone
from radioprog.audio.synth.pieces import write_assets
from radioprog.kernel.units import MIX_RATE
from radioprog.speech.engines.espeak import EspeakEngine
from radioprog.speech.model import SpeechRequest

ROOT = Path(__file__).resolve().parent.parent
CLIP, CLIP_SCRIPT, CLIP_VOICE = "clips/cha-lo", "scripts/loi-chao-cha-lo.md", "vi-vn-x-central"
BREATH = 0.4


def clip_text() -> str:
    """Give what the telephone call says, as the script tells it."""
    script = (ROOT / CLIP_SCRIPT).read_text(encoding="utf-8")
    found = re.search(r"^\[băng: clips/cha-lo\.opus \| lời: (.+)\]$", script, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{CLIP_SCRIPT}: no clip {CLIP}.opus with its words")
    return found[1]


def telephone_call() -> Piece:
    """Speak the call sentence by sentence and put it on the line."""
    engine = EspeakEngine()
    parts: list[NDArray[np.float32]] = []
    try:
        for sentence in re.split(r"(?<=[.!?]) ", clip_text()):
            spoken = engine.speak(SpeechRequest(sentence, CLIP_VOICE))
            parts.append(resample(spoken.samples[:, None], spoken.rate, MIX_RATE)[:, 0])
            parts.append(np.zeros(round(BREATH * MIX_RATE), np.float32))
    finally:
        engine.close()
    return telephone(np.concatenate(parts[:-1]).astype(np.float64))


def example_assets() -> dict[str, Piece]:
    """Give all pieces of the example by their path below ``assets/``, without the ending."""
    return {**make_assets(), CLIP: telephone_call()}


def main(folder: Path) -> None:
    """Write every piece below ``folder``."""
    for name in write_assets(example_assets(), folder):
        print(f"{(folder / name).stat().st_size:>8} {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "assets")
