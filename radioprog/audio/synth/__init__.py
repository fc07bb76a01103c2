"""Sound assets made by arithmetic: what `init` puts into a new workspace's ``assets/``.

Seeded and pure: the same samples on every run. A file of the example workspace is made of the
piece of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping

from radioprog.audio.synth.pieces import (
    Piece,
    bed,
    closing,
    signature,
    sting_calling,
    sting_rising,
    telephone,
    waves,
)

__all__ = ["Piece", "make_assets", "telephone"]


def make_assets() -> Mapping[str, Piece]:
    """Make the tunes of a new workspace, by their path below ``assets/`` without the ending."""
    return {
        "jingles/dai-hieu": signature(),
        "stings/cat-1": sting_rising(),
        "stings/cat-2": sting_calling(),
        "beds/que-huong": bed(),
        "jingles/nhac-ket": closing(),
        "sfx/song-bien": waves(),
    }
