"""Tags in WAV: ``bext`` and ``cart`` for playout systems and archives, ID3 for all others.

ID3 brings what no chunk of a broadcast WAV has a place for: chapters, transcript, words in time.
It stands after the sound, where nobody who seeks the sound has to read over it.
"""

from __future__ import annotations

from pathlib import Path

from radioprog.audio.codecs.bwf import Cart, Extension, Timer
from radioprog.audio.codecs.wav import Chunk, WavForm, form_of, with_chunks
from radioprog.audio.meter.loudness import Loudness
from radioprog.kernel.units import MIX_RATE, Samples
from radioprog.programme.tags.model import Tags

_ID3 = b"id3 "
_CATEGORY = "NEWS"
_MODES = {1: "mono", 2: "stereo"}


def write_wave(plain: Path, tagged: Path, tags: Tags, id3: bytes) -> None:
    """Write a copy of a WAV file with the texts that every player shows, and an ID3 tag."""
    with_chunks(plain, tagged, (_info(tags),), after=(Chunk(_ID3, id3),))


def write_broadcast(plain: Path, tagged: Path, tags: Tags, id3: bytes) -> None:
    """Write a copy of a WAV file with the chunks that playout systems read, and an ID3 tag."""
    form = form_of(plain)
    own = (_extension(tags, form).chunk(), _cart(tags, form).chunk(), _info(tags))
    with_chunks(plain, tagged, own, after=(Chunk(_ID3, id3),))


def _info(tags: Tags) -> Chunk:
    """Return RIFF's own list of texts; its comment carries the mark of the synthetic voice."""
    texts = (
        (b"INAM", tags.title),
        (b"IPRD", tags.series),
        (b"IART", tags.producer),
        (b"ICRD", tags.date.isoformat() if tags.date else None),
        (b"IGNR", ", ".join(tags.topics)),
        (b"ICOP", tags.copyright),
        (b"ISFT", tags.encoder),
        (b"ICMT", f"SYNTHETIC_VOICE={tags.synthetic}" if tags.synthetic else None),
    )
    parts = (Chunk(name, text.encode() + b"\0").to_bytes() for name, text in texts if text)
    return Chunk(b"LIST", b"INFO" + b"".join(parts))


def _extension(tags: Tags, form: WavForm) -> Extension:
    heard = tags.loudness
    coding = f"A=PCM,F={form.rate},W={form.bits},M={_MODES[form.channels]},T={tags.encoder}"
    return Extension(
        description="; ".join(filter(None, (tags.title, tags.series))),
        originator=tags.organisation or tags.producer or tags.encoder,
        reference=_reference(tags),
        date=tags.date,
        loudness=Loudness(
            heard.integrated,
            heard.loudness_range,
            heard.true_peak,
            heard.max_momentary,
            heard.max_short_term,
        ),
        history=(coding,),
    )


def _cart(tags: Tags, form: WavForm) -> Cart:
    name, _, version = tags.encoder.partition(" ")
    return Cart(
        title=tags.title,
        artist=tags.producer or tags.organisation or "",
        cut=_reference(tags),
        category=_CATEGORY,
        classification=tags.topics[0] if tags.topics else "",
        out_cue=tags.lyrics_end,
        producer=(name, version),
        user=tags.synthetic or "",
        timers=_timers(tags, form),
        text="\n".join(_lines(tags)),
        start=tags.date,
    )


def _reference(tags: Tags) -> str:
    """Name the issue: its series and number, else its title."""
    name = tags.series or tags.title
    return name if tags.episode is None else f"{name}-{tags.episode}"


def _timers(tags: Tags, form: WavForm) -> tuple[Timer, ...]:
    """Return the timers in samples of this very file."""
    if tags.cues is None:
        return ()
    cues = tags.cues
    places = (
        ("AUDs", cues.first_sound),
        ("INTs", cues.first_sound),
        ("INTe", cues.first_voice),
        ("SEGs", cues.last_voice),
        ("AUDe", cues.last_sound),
    )
    return tuple(
        Timer(usage, min(Samples(round(place * form.rate / MIX_RATE)), form.frames))
        for usage, place in places
        if place is not None
    )


def _lines(tags: Tags) -> list[str]:
    """Return what the fixed fields cannot hold: Vietnamese, and the marks for machines."""
    own = (
        ("TITLE", tags.title),
        ("SERIES", tags.series),
        ("PRODUCER", tags.producer),
        ("ORGANISATION", tags.organisation),
        ("TOPICS", ", ".join(tags.topics)),
        ("LANGUAGES", ", ".join(tags.languages)),
        ("COPYRIGHT", tags.copyright),
    )
    return [f"{name}={value}" for name, value in (*own, *tags.named_values()) if value]
