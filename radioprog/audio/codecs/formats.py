"""The form of a delivered file as plain data: what the master aims at and the encoder obeys.

The named table (`station`, `web`, ...) is made of these in `radioprog.programme.delivery`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from radioprog.audio.codecs.findings import BAD_FORM, BAD_LEVEL
from radioprog.kernel.findings import Finding
from radioprog.kernel.units import BitRate, Dbtp, Hertz, Lufs


class Codec(StrEnum):
    """How the sound is coded."""

    MP3 = "mp3"
    OPUS = "opus"
    AAC = "aac"
    FLAC = "flac"
    PCM = "pcm"


class Container(StrEnum):
    """What the coded sound is wrapped in; `BWF` is a WAV with `bext` and `cart` chunks."""

    MP3 = "mp3"
    OGG = "ogg"
    MP4 = "mp4"
    FLAC = "flac"
    WAV = "wav"
    BWF = "bwf"

    @property
    def extension(self) -> str:
        """Return the ending of the file's name, with its dot."""
        return _EXTENSIONS[self]


_EXTENSIONS = {
    Container.MP3: ".mp3",
    Container.OGG: ".opus",
    Container.MP4: ".m4a",
    Container.FLAC: ".flac",
    Container.WAV: ".wav",
    Container.BWF: ".wav",
}

FORMS: dict[str, tuple[Codec, Container]] = {
    "mp3": (Codec.MP3, Container.MP3),
    "opus": (Codec.OPUS, Container.OGG),
    "aac": (Codec.AAC, Container.MP4),
    "flac": (Codec.FLAC, Container.FLAC),
    "wav": (Codec.PCM, Container.WAV),
    "bwf": (Codec.PCM, Container.BWF),
}
"""What a workspace may write under ``codec:``, and what it means."""


@dataclass(frozen=True, slots=True)
class DeliveryFormat:
    """One form in which programmes are delivered, with the loudness it must have when decoded.

    ``bitrate`` is for MP3, Opus and AAC, ``bits`` for FLAC and PCM; the other is ``None``.
    ``high_pass`` takes the low end away before levelling, for horn loudspeakers.

    >>> wide = DeliveryFormat(name="wav", codec=Codec.PCM, container=Container.WAV, bitrate=None,
    ...     channels=2, sample_rate=Hertz(48_000), bits=24, loudness=Lufs(-23.0),
    ...     true_peak=Dbtp(-1.0))
    >>> wide.faults()
    ()
    """

    name: str
    codec: Codec
    container: Container
    bitrate: BitRate | None
    channels: int
    sample_rate: Hertz
    bits: int | None
    loudness: Lufs
    true_peak: Dbtp
    high_pass: Hertz | None = None

    @property
    def extension(self) -> str:
        """Return the ending of the file's name, with its dot."""
        return self.container.extension

    def faults(self) -> tuple[Finding, ...]:
        """Name what no encoder could obey, each with what would be possible instead."""
        return tuple(
            _fault(self.name, field, value, allowed)
            for field, value, allowed in (
                ("channels", self.channels, (1, 2)),
                ("sample_rate", self.sample_rate, _rates(self.codec)),
                ("bitrate", self.bitrate, _bitrates(self.codec, self.sample_rate)),
                ("bits", self.bits, _BITS[self.codec]),
            )
            if value not in allowed
        ) + _level_faults(self)


MPEG1_RATES = (32_000, 44_100, 48_000)
MPEG2_RATES = (16_000, 22_050, 24_000)
MPEG25_RATES = (8_000, 11_025, 12_000)
MPEG1_BITRATES = tuple(
    1000 * k for k in (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
)
MPEG2_BITRATES = tuple(
    1000 * k for k in (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
)
MPEG25_BITRATES = tuple(1000 * k for k in (8, 16, 24, 32, 40, 48, 56, 64))

_PCM_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000)
_RATES: dict[Codec, tuple[int, ...]] = {
    Codec.MP3: MPEG25_RATES + MPEG2_RATES + MPEG1_RATES,
    Codec.OPUS: (48_000,),
    Codec.AAC: (16_000, 22_050, 24_000, 32_000, 44_100, 48_000),
    Codec.FLAC: _PCM_RATES,
    Codec.PCM: _PCM_RATES,
}
_BITS: dict[Codec, tuple[int | None, ...]] = {
    Codec.MP3: (None,),
    Codec.OPUS: (None,),
    Codec.AAC: (None,),
    Codec.FLAC: (16, 24),
    Codec.PCM: (16, 24),
}


def _rates(codec: Codec) -> tuple[int, ...]:
    return _RATES[codec]


def _bitrates(codec: Codec, rate: Hertz) -> tuple[int | None, ...] | range:
    if codec is Codec.MP3:
        if rate in MPEG1_RATES:
            return MPEG1_BITRATES
        return MPEG2_BITRATES if rate in MPEG2_RATES else MPEG25_BITRATES
    if codec is Codec.OPUS:
        return range(6_000, 256_001)
    if codec is Codec.AAC:
        return range(16_000, 320_001)
    return (None,)


def _fault(
    name: str, field: str, value: int | None, allowed: tuple[int | None, ...] | range
) -> Finding:
    possible = (
        f"{allowed.start} - {allowed.stop - 1}"
        if isinstance(allowed, range)
        else ", ".join("-" if item is None else str(item) for item in allowed)
    )
    shown = "-" if value is None else value
    return BAD_FORM(name=name, field=field, value=shown, possible=possible)


def _level_faults(form: DeliveryFormat) -> tuple[Finding, ...]:
    bounds = (("loudness", form.loudness, -40, -10), ("true_peak", form.true_peak, -20, 0))
    return tuple(
        BAD_LEVEL(name=form.name, field=field, value=value, low=low, high=high)
        for field, value, low, high in bounds
        if not low <= value <= high
    )
