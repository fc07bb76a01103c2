"""From a made piece to a file: short and bright ones as FLAC, long and soft ones as Opus.

Last step of the made sound assets: what `init` writes into a new workspace, and what stands in
the example's ``assets/``. Loaded late: it brings in FFmpeg.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from radioprog.audio.codecs.ffmpeg import SoundWriter
from radioprog.audio.codecs.streams import WriterForm
from radioprog.audio.synth.pieces import Piece
from radioprog.kernel.units import MIX_RATE


def write_assets(pieces: Mapping[str, Piece], folder: Path) -> tuple[str, ...]:
    """Write pieces below a folder that nobody sees yet; give their names, with the ending.

    The same piece gives the same bytes. Folders are made where they are missing.
    """
    names = []
    for name, piece in sorted(pieces.items()):
        full = name + piece.ending
        path = folder / full
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(piece, path)
        names.append(full)
    return tuple(names)


def _write(piece: Piece, path: Path) -> None:
    mono = bool((piece.samples[:, 0] == piece.samples[:, 1]).all())
    samples = piece.samples[:, :1] if mono else piece.samples
    if piece.bitrate is None:
        form = WriterForm("flac", "flac", "s16", MIX_RATE, samples.shape[1])
        # No dither: the tails fade into true silence, and the file is a quarter smaller.
        whole = np.clip(np.rint(samples * 32768.0), -32768, 32767).astype(np.int16)
    else:
        form = WriterForm("ogg", "libopus", "flt", MIX_RATE, samples.shape[1], piece.bitrate)
        whole = np.ascontiguousarray(samples)
    with SoundWriter(path, form) as writer:
        writer.push(whole)
