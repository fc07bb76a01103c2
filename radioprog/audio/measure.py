"""Measuring a file: everything a station asks about a recording, of any format, of any length.

Stands at the end of the data's way and beside it: `radioprog measure`, and the proof of a build.
The file is decoded behind the wall and streams past the meter; ten hours take no more memory than
ten minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radioprog.audio.clip import Clip, ClipSource
from radioprog.audio.codecs.sniff import MOV
from radioprog.audio.decode.decoder import Decoder
from radioprog.audio.decode.worker import ClipLimits
from radioprog.audio.findings import BAD_CLIP, OWN_RATE
from radioprog.audio.meter.loudness import LoudnessMeter
from radioprog.audio.meter.quality import file_findings, sound_findings
from radioprog.audio.meter.traits import Stretch, Traits, TraitsTracker
from radioprog.audio.meter.weighting import channel_weights
from radioprog.audio.timeline import Block
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import disk_errors, sha256_of
from radioprog.kernel.findings import NOWHERE, Finding, Language, Place
from radioprog.kernel.units import BitRate, Hertz, Loudness, Samples, Seconds

LIMITS = ClipLimits(length=Seconds(100 * 3600.0), size=1 << 40)
"""What may be measured: far longer than what may be a clip."""
_CONTAINERS = {MOV: "mp4"}
_LISTED = Seconds(2.0)
"""Silences from this on are listed."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a sound file is and how it sounds; ``None`` where there is no answer."""

    codec: str
    container: str
    bitrate: BitRate | None
    channels: int
    sample_rate: Hertz
    frames: Samples
    sha256: str
    loudness: Loudness
    traits: Traits
    findings: tuple[Finding, ...] = ()

    @property
    def duration(self) -> Seconds:
        """Return how long the decoded sound lasts, gapless."""
        return Seconds(self.frames / self.sample_rate)

    @property
    def silences(self) -> tuple[Stretch, ...]:
        """Return the stretches of two seconds and more below -50 dBFS."""
        return tuple(found for found in self.traits.silences if found.length >= _LISTED)

    def to_json(self, language: Language = "vi") -> dict[str, Any]:
        """Return the keys of the contract: levels in LUFS, dBTP and dB, times in seconds."""
        traits = self.traits
        return {
            "codec": self.codec,
            "container": self.container,
            "bitrate": self.bitrate,
            "channels": self.channels,
            "sample_rate": self.sample_rate,
            "duration": round(self.duration, 6),
            **loudness_json(self.loudness),
            "sha256": self.sha256,
            "silences": [[round(s.start, 3), round(s.end, 3)] for s in self.silences],
            "clipped_runs": traits.clipped_runs,
            "correlation": _rounded(traits.correlation),
            "mono_loss_db": _rounded(traits.mono_loss),
            "findings": [found.to_json(language) for found in self.findings],
        }


def loudness_json(loudness: Loudness) -> dict[str, float | None]:
    """Return a loudness under the contract's keys, to a thousandth."""
    return {
        "integrated_lufs": _rounded(loudness.integrated),
        "loudness_range_lu": _rounded(loudness.loudness_range),
        "true_peak_dbtp": _rounded(loudness.true_peak),
        "max_momentary_lufs": _rounded(loudness.max_momentary),
        "max_short_term_lufs": _rounded(loudness.max_short_term),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3) + 0.0


def measure(
    file: ClipSource,
    *,
    rate: int | None = None,
    decoder: Decoder | None = None,
    declared: Iterable[Stretch] = (),
    place: Place = NOWHERE,
) -> Measurement:
    """Measure a sound file of any kind that can be read, or sound in memory.

    Args:
        file: its path, or an array (frames[, channels]), a `Clip` or a pydub segment.
        rate: that of an array; 48000 if it is not said.
        decoder: one to use for several files, made with `LIMITS`; ``None`` makes one.
        declared: pauses that are meant, in its own time.
        place: where findings shall say that they stand; the file, if it is not said.

    Raises:
        ContentError: the file cannot be read as sound.
        UsageError: ``bad-clip``, what was given is no sound.

    >>> import numpy as np
    >>> measure(np.zeros(96000), rate=48000).duration
    2.0
    """
    pauses = tuple(declared)
    if not isinstance(file, str | Path):
        return _of_clip(Clip.of(file, rate=rate), pauses, place)
    if rate is not None:
        raise UsageError(BAD_CLIP(why=OWN_RATE))
    place = Place(Path(file).as_posix()) if place == NOWHERE else place
    if decoder is not None:
        return _of_file(Path(file), decoder, pauses, place)
    with Decoder(LIMITS) as own:
        return _of_file(Path(file), own, pauses, place)


def _of_file(
    path: Path, decoder: Decoder, declared: tuple[Stretch, ...], place: Place
) -> Measurement:
    with decoder.open(path, rate=None, folded=False, whole=False, place=place) as decoding:
        loudness, traits = measure_sound(
            decoding.blocks(), decoding.rate, decoding.channels, names=decoding.names
        )
    with disk_errors(path):
        digest = sha256_of(path)
    info = decoding.info
    of_file = file_findings(
        codec=info.codec,
        rate=info.rate,
        bit_rate=info.bit_rate,
        duration=Seconds(decoding.frames / decoding.rate),
        place=place,
    )
    of_sound = sound_findings(traits, declared=declared, place=place)
    codec = "pcm" if info.codec.startswith("pcm_") else info.codec
    return Measurement(
        codec=codec,
        container=_CONTAINERS.get(info.container, info.container),
        bitrate=info.bit_rate,
        channels=decoding.channels,
        sample_rate=decoding.rate,
        frames=decoding.frames,
        sha256=digest,
        loudness=loudness,
        traits=traits,
        findings=(*decoding.findings, *of_file, *of_sound),
    )


def _of_clip(clip: Clip, declared: tuple[Stretch, ...], place: Place) -> Measurement:
    loudness, traits = measure_sound([clip.samples], Hertz(clip.rate), clip.channels)
    return Measurement(
        codec="pcm",
        container="memory",
        bitrate=None,
        channels=clip.channels,
        sample_rate=Hertz(clip.rate),
        frames=clip.length,
        sha256=hashlib.sha256(clip.samples.tobytes()).hexdigest(),
        loudness=loudness,
        traits=traits,
        findings=sound_findings(traits, declared=declared, place=place),
    )


def measure_sound(
    blocks: Iterable[Block], rate: Hertz, channels: int, *, names: Sequence[str] = ()
) -> tuple[Loudness, Traits]:
    """Measure sound given in blocks of shape (frames, channels).

    ``names`` are FFmpeg's of the channels, by which surround is weighted.

    >>> import numpy as np
    >>> loudness, traits = measure_sound([np.zeros((48000, 2), np.float32)], Hertz(48000), 2)
    >>> loudness.integrated is None, traits.duration
    (True, 1.0)
    """
    meter = LoudnessMeter(rate, channels, weights=channel_weights(channels, names))
    tracker = TraitsTracker(rate, channels)
    for block in blocks:
        meter.push(block)
        tracker.push(block)
    return meter.result(), tracker.result()
