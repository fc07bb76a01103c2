"""The house's custom as data: how long pauses and fades last, how loud each kind of sound is.

The rundown takes its times from here, the timeline its levels. Custom and figures: fifteen-minute
bulletins for two announcers; announcements hold music 13 dB down (at 16 it seems to stop), with
planned ramps of 80 to 250 ms; half a second of silence at both ends of a file (PRSS).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from radioprog.audio.timeline import Lane
from radioprog.kernel.units import Decibels, LoudnessUnits, Lufs, Samples, Seconds


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence between one thing and the next, where the script asks for none."""

    head: Seconds = Seconds(0.5)
    tail: Seconds = Seconds(0.5)
    join: Seconds = Seconds(0.08)
    """Inside a sentence, where the language changes."""
    sentence: Seconds = Seconds(0.4)
    paragraph: Seconds = Seconds(0.65)
    speaker: Seconds = Seconds(0.5)
    heading: Seconds = Seconds(1.0)
    again: Seconds = Seconds(1.2)
    """Before what is read a second time."""
    clip: Seconds = Seconds(0.4)
    """Before and after a recorded clip."""
    music: Seconds = Seconds(0.3)
    """Before and after a jingle or sting."""
    bed: Seconds = Seconds(1.8)
    """A bed alone, before somebody speaks over it."""
    ending: Seconds = Seconds(1.5)
    """Left before closing music that is a little too short, rather than repeat it."""


@dataclass(frozen=True, slots=True)
class Fades:
    """How long sound comes and goes, where the script does not say."""

    edge: Seconds = Seconds(0.005)
    """At an edge that a cut made, so that it does not click."""
    loop: Seconds = Seconds(0.03)
    """From one play of a loop into the next."""
    shortest_loop: Seconds = Seconds(0.5)
    """What is shorter is never repeated unasked: it would buzz."""
    bed_in: Seconds = Seconds(0.8)
    bed_out: Seconds = Seconds(1.5)
    bed_cross: Seconds = Seconds(2.0)
    sfx_out: Seconds = Seconds(0.5)
    outro_in: Seconds = Seconds(0.5)
    """Where back-timing cuts the beginning of the closing music off."""
    outro_out: Seconds = Seconds(1.5)


@dataclass(frozen=True, slots=True)
class Ducking:
    """How music makes room for speech: planned from where speech is, never chased."""

    depth: Decibels = Decibels(-13.0)
    down: Seconds = Seconds(0.2)
    """The ramp down; it ends ``lead`` before the first word."""
    up: Seconds = Seconds(0.25)
    lead: Seconds = Seconds(0.05)
    hold: Seconds = Seconds(1.5)
    """Pauses up to this long keep the music down."""


def _levels() -> Mapping[Lane, LoudnessUnits]:
    return MappingProxyType(
        {
            Lane.SPEECH: LoudnessUnits(0.0),
            Lane.CLIP: LoudnessUnits(0.0),
            Lane.JINGLE: LoudnessUnits(0.0),
            Lane.STING: LoudnessUnits(-1.0),
            Lane.OUTRO: LoudnessUnits(-1.0),
            Lane.SFX: LoudnessUnits(-8.0),
            Lane.BED: LoudnessUnits(-18.0),
        }
    )


@dataclass(frozen=True, slots=True)
class House:
    """Everything the house does by custom.

    ``levels`` are relative to speech; a bed's is its level *under* speech, and it rises by the
    depth of the ducking where nobody speaks. ``speech`` is the level of speech in the mix, before
    the master; ``most_gain`` bounds how far a faint recording is lifted.
    """

    pauses: Pauses = Pauses()
    fades: Fades = Fades()
    ducking: Ducking = Ducking()
    speech: Lufs = Lufs(-20.0)
    most_gain: Decibels = Decibels(30.0)
    grid: Samples = Samples(61_440)
    """What a part of a station's own lasts is a multiple of this (1.28 s): at 44.1 kHz that is 49
    frames of an MP3, after which both its frames and their padding begin anew."""
    levels: Mapping[Lane, LoudnessUnits] = field(default_factory=_levels)


HOUSE = House()
