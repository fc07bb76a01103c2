"""Sound as the programme knows it before and after it exists: cuts of files, lengths, levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from radioprog.kernel.units import Lufs, Samples, Seconds
from radioprog.script.model import SoundCue
from radioprog.speech.model import Voice, WordTime


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of a file that a cue plays: what has to be decoded and measured for it."""

    file: str
    start: Seconds | None = None
    end: Seconds | None = None

    @classmethod
    def of(cls, cue: SoundCue) -> Cut:
        """Return the part of its file that a cue plays."""
        return cls(cue.file, cue.start, cue.end)


@dataclass(frozen=True, slots=True)
class Sound:
    """What is known about a piece of sound: the key of its source, its length, its loudness.

    ``length`` is that of the whole source; ``loudness`` that of what is played of it, as it
    sounds in both channels of the mix (``None`` where it is too short or silent). For speech,
    ``words`` are the times of the words of the spoken text and ``voice`` is the one that really
    spoke; sound that lies within a longer one begins ``offset`` frames into its source. ``pauses``
    are stretches in which a person's recording is silent.
    """

    source: str
    length: Samples
    loudness: Lufs | None = None
    words: Sequence[WordTime] = ()
    voice: Voice | None = None
    offset: Samples = Samples(0)
    pauses: tuple[tuple[Samples, Samples], ...] = ()
