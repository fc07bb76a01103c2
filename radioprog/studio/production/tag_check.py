"""A tagged copy sounds like the plain file that was decoded and judged: shown, not assumed."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.formats import Container
from radioprog.kernel.errors import BugError
from radioprog.kernel.findings import Place, Text

if TYPE_CHECKING:
    from radioprog.studio.production.paper import Delivered

_PIECE = 1 << 20


def sounds_alike(delivered: Delivered, tagged: Path) -> None:
    """Show that a tagged file holds the very sound of the plain one.

    An MP3 ends in the plain file's bytes; other containers are decoded beside it.

    Raises:
        BugError: ``tagging-changed-sound``.
    """
    plain = delivered.job.path
    if delivered.job.form.container is Container.MP3:
        alike = _ends_in(tagged, plain)
    else:
        alike = plain.stat().st_size == tagged.stat().st_size and _ends_in(tagged, plain)
        alike = alike or _decode_alike(tagged, plain)
    if not alike:
        raise BugError.of(
            "tagging-changed-sound",
            Text("ghi thông tin làm hỏng âm thanh", "writing the tags changed the sound"),
            Text("báo lỗi này cho nhóm phát triển", "report this to the developers"),
            Place(tagged.name),
        )


def _ends_in(tagged: Path, plain: Path) -> bool:
    with tagged.open("rb") as whole, plain.open("rb") as end:
        whole.seek(tagged.stat().st_size - plain.stat().st_size)
        while piece := end.read(_PIECE):
            if whole.read(_PIECE) != piece:
                return False
    return True


def _decode_alike(tagged: Path, plain: Path) -> bool:
    with SoundReader(tagged) as one, SoundReader(plain) as other:
        pairs = zip_longest(one.blocks(), other.blocks())
        return all(a is not None and b is not None and np.array_equal(a, b) for a, b in pairs)
