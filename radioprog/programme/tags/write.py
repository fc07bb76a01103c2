"""The one door to mutagen: tags written into a delivered file, in the form of its container.

A plain encoded file goes in, a tagged copy comes out; the sound in it is byte for byte the same.
A plain WAV carries nothing; a broadcast WAV has ``bext`` and ``cart`` for playout systems and
archives, and ID3 after the sound for what no chunk has a place for: chapters, transcript, words
in time. ID3v2.4 has its chapters by time, the table of contents first, as players want it.
"""

from __future__ import annotations

import base64
import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import mutagen
from mutagen import id3
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm
from mutagen.oggopus import OggOpus

from radioprog.audio.codecs.bwf import Cart, Extension, Timer
from radioprog.audio.codecs.formats import Container
from radioprog.audio.codecs.mp3 import TAG_HEADER, length_of_tag, syncsafe
from radioprog.audio.codecs.wav import Chunk, WavForm, form_of, with_chunks
from radioprog.kernel.disk.opening import open_regular
from radioprog.kernel.errors import BugError
from radioprog.kernel.files import disk_errors
from radioprog.kernel.findings import Place
from radioprog.kernel.text import plain_ascii
from radioprog.kernel.units import MIX_RATE, Loudness, Samples
from radioprog.programme.findings import TAGGING_FAILED
from radioprog.programme.tags.model import MOST_CHAPTERS, Cover, Tags
from radioprog.programme.tags.mp4 import copy_with_chapters

_UTF8 = id3.Encoding.UTF8
_TOP_LEVEL_AND_ORDERED = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
_NO_OFFSET = 0xFFFFFFFF
_R128_REFERENCE = -23.0
"""RFC 7845: the Opus tag counts from here, in steps of 1/256 dB."""


def tag_file(plain: Path, tagged: Path, tags: Tags, container: Container) -> None:
    """Write a tagged copy of an encoded file; the same file and tags give the same bytes.

    ``tagged`` is a temporary place: it becomes visible only after it was verified.

    Raises:
        DiskError: the disk refused.
        BugError: ``tagging-failed``, the file is not what its container says.
    """
    if len(tags.chapters) > MOST_CHAPTERS:
        raise _failed(plain, f"{len(tags.chapters)} chapters")
    with disk_errors(tagged), _mapped(plain):
        _WRITERS[container](plain, tagged, tags)


@contextlib.contextmanager
def _mapped(path: Path) -> Iterator[None]:
    try:
        yield
    except mutagen.MutagenError as problem:
        cause = problem.args[0] if problem.args else None
        if isinstance(cause, OSError):
            raise cause from problem
        raise _failed(path, type(problem).__name__) from problem


def _failed(path: Path, reason: str) -> BugError:
    return BugError(TAGGING_FAILED(Place(path.name), reason=reason))


def _milliseconds(count: Samples) -> int:
    return round(count * 1000 / MIX_RATE)


# -- MP3: ID3v2.4 ------------------------------------------------------------------------------


def _write_mp3(plain: Path, tagged: Path, tags: Tags) -> None:
    with plain.open("rb") as sound, tagged.open("wb") as out:
        sound.seek(length_of_tag(sound.read(TAG_HEADER)))
        out.write(_id3_tag(tags))
        shutil.copyfileobj(sound, out)


def _id3_tag(tags: Tags) -> bytes:
    frames = id3.ID3()
    for frame in (*_id3_texts(tags), *_id3_words(tags), *_id3_chapters(tags)):
        frames.add(frame)
    made = BytesIO()
    frames.save(made, v1=0, v2_version=4, padding=lambda info: 0)
    return in_time_order(made.getvalue())


def _id3_texts(tags: Tags) -> Iterator[id3.Frame]:
    texts: tuple[tuple[type[id3.TextFrame], str | None], ...] = (
        (id3.TIT2, tags.title),
        (id3.TALB, tags.series),
        (id3.TRCK, None if tags.episode is None else str(tags.episode)),
        (id3.TPE1, tags.producer),
        (id3.TPE2, tags.organisation),
        (id3.TPUB, tags.organisation),
        (id3.TCOP, tags.copyright),
        (id3.TDRC, tags.date.isoformat() if tags.date else None),
        (id3.TSSE, tags.encoder),
    )
    for kind, text in texts:
        if text is not None:
            yield kind(encoding=_UTF8, text=[text])
    yield id3.TLAN(encoding=_UTF8, text=list(tags.languages))
    if tags.topics:
        yield id3.TCON(encoding=_UTF8, text=list(tags.topics))
    for name, value in tags.named_values():
        yield id3.TXXX(encoding=_UTF8, desc=name, text=[value])
    if tags.cover:
        yield id3.APIC(
            encoding=_UTF8,
            mime=tags.cover.media_type,
            type=id3.PictureType.COVER_FRONT,
            desc="",
            data=tags.cover.data,
        )


def _id3_words(tags: Tags) -> Iterator[id3.Frame]:
    if tags.transcript:
        yield id3.USLT(encoding=_UTF8, lang=tags.languages[0], desc="", text=tags.transcript)
    if tags.lyrics:
        said = {"desc": "", "text": _TimedText(tags)}
        yield id3.SYLT(encoding=_UTF8, lang=tags.languages[0], format=2, type=1, **said)


@dataclass(frozen=True, slots=True)
class _TimedText:
    """Words with their times as the library wants them: it only goes through them, one by one."""

    tags: Tags

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for number, word in enumerate(self.tags.lyrics):
            before = "\n" if word.opens and number else " " if number else ""
            yield before + word.text, _milliseconds(word.start)


def _id3_chapters(tags: Tags) -> Iterator[id3.Frame]:
    if not tags.chapters:
        return
    names = [f"chp{number:03d}" for number in range(1, len(tags.chapters) + 1)]
    yield id3.CTOC(
        element_id="toc",
        flags=_TOP_LEVEL_AND_ORDERED,
        child_element_ids=names,
        sub_frames=[id3.TIT2(encoding=_UTF8, text=[tags.title])],
    )
    for name, chapter in zip(names, tags.chapters, strict=True):
        yield id3.CHAP(
            element_id=name,
            start_time=_milliseconds(chapter.start),
            end_time=_milliseconds(chapter.end),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[id3.TIT2(encoding=_UTF8, text=[chapter.title])],
        )


# -- MP3 for players of old: ID3v2.3 and ID3v1 -------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlayerTags:
    """What stands before and after the sound of a copy, and how much the original has before it."""

    head: bytes
    tail: bytes
    skip: int


_FOR_PLAYERS = ("TALB", "TPE1", "TPE2", "TPUB", "TCOP", "TDRC", "TLAN", "TCON", "TXXX")


def player_tags(mp3: Path, *, title: str, track: int, airing: str) -> PlayerTags:
    """Return the tags of a copy that plain old players read: ID3v2.3 in UTF-16, ID3v1 in ASCII.

    The marks for machines (synthetic voice, source, loudness) stay; pictures, timed words and
    chapters, on which old players choke, do not. ``track`` is its place in the day's order,
    ``airing`` the id that a log brings back.

    Raises:
        DiskError: the file cannot be read.
        BugError: ``tagging-failed``, its tags are not what they say.
    """
    with disk_errors(mp3), _mapped(mp3), open_regular(mp3) as file:
        skip = length_of_tag(file.read(TAG_HEADER))
        file.seek(0)
        known = id3.ID3(BytesIO(file.read(skip))) if skip else id3.ID3()
    full = id3.ID3()
    for name in _FOR_PLAYERS:
        for frame in known.getall(name):
            full.add(frame)
    full.add(id3.TIT2(encoding=_UTF8, text=[title]))
    full.add(id3.TRCK(encoding=_UTF8, text=[str(track)]))
    full.add(id3.TXXX(encoding=_UTF8, desc="RP_AIRING", text=[airing]))
    plain = id3.ID3()
    for name in ("TALB", "TPE1"):
        for frame in known.getall(name):
            plain.add(type(frame)(encoding=id3.Encoding.LATIN1, text=[plain_ascii(str(frame))]))
    plain.add(id3.TIT2(encoding=id3.Encoding.LATIN1, text=[plain_ascii(title)]))
    if track < 256:
        plain.add(id3.TRCK(encoding=id3.Encoding.LATIN1, text=[str(track)]))
    for dated in known.getall("TDRC"):
        plain.add(dated)
    return PlayerTags(_saved(full, id3.ID3v1SaveOptions.REMOVE), _last_tag(plain), skip)


def _saved(frames: id3.ID3, v1: id3.ID3v1SaveOptions) -> bytes:
    made = BytesIO()
    frames.update_to_v23()
    frames.save(made, v1=v1, v2_version=3, v23_sep="/", padding=lambda info: 0)
    return made.getvalue()


def _last_tag(plain: id3.ID3) -> bytes:
    return _saved(plain, id3.ID3v1SaveOptions.CREATE)[-_ID3V1:]


_ID3V1 = 128


# -- FLAC and Ogg Opus: Vorbis comments --------------------------------------------------------


def _write_flac(plain: Path, tagged: Path, tags: Tags) -> None:
    shutil.copyfile(plain, tagged)
    file = FLAC(tagged)
    file.delete()
    if file.tags is None:
        file.add_tags()
    for name, value in _vorbis_comments(tags):
        file.tags.append((name, value))
    file.clear_pictures()
    if tags.cover:
        file.add_picture(_picture(tags.cover))
    file.save(padding=lambda info: 0)


def _write_opus(plain: Path, tagged: Path, tags: Tags) -> None:
    shutil.copyfile(plain, tagged)
    file = OggOpus(tagged)
    file.tags.clear()
    for name, value in _vorbis_comments(tags):
        file.tags.append((name, value))
    if tags.loudness.integrated is not None:
        gain = round((_R128_REFERENCE - tags.loudness.integrated) * 256)
        file.tags.append(("R128_TRACK_GAIN", str(gain)))
    if tags.cover:
        picture = base64.b64encode(_picture(tags.cover).write()).decode("ascii")
        file.tags.append(("METADATA_BLOCK_PICTURE", picture))
    file.save(padding=lambda info: 0)


def _vorbis_comments(tags: Tags) -> Iterator[tuple[str, str]]:
    texts = (
        ("TITLE", tags.title),
        ("ALBUM", tags.series),
        ("TRACKNUMBER", None if tags.episode is None else str(tags.episode)),
        ("ARTIST", tags.producer),
        ("ALBUMARTIST", tags.organisation),
        ("PUBLISHER", tags.organisation),
        ("DATE", tags.date.isoformat() if tags.date else None),
        ("COPYRIGHT", tags.copyright),
        ("ENCODER", tags.encoder),
        ("LYRICS", tags.transcript or None),
    )
    yield from ((name, text) for name, text in texts if text is not None)
    yield from (("LANGUAGE", language) for language in tags.languages)
    yield from (("GENRE", topic) for topic in tags.topics)
    yield from tags.named_values()
    for number, chapter in enumerate(tags.chapters, 1):
        yield f"CHAPTER{number:03d}", _clock(chapter.start)
        yield f"CHAPTER{number:03d}NAME", chapter.title


def _clock(count: Samples) -> str:
    seconds, thousandths = divmod(_milliseconds(count), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{thousandths:03d}"


def _picture(cover: Cover) -> Picture:
    picture = Picture()
    picture.type = id3.PictureType.COVER_FRONT
    picture.mime = cover.media_type
    picture.data = cover.data
    return picture


# -- M4A: iTunes atoms and a chapter list ------------------------------------------------------


def _write_mp4(plain: Path, tagged: Path, tags: Tags) -> None:
    try:
        copy_with_chapters(plain, tagged, tags.chapters, language=tags.languages[0])
    except ValueError as problem:
        raise _failed(plain, str(problem)) from problem
    MP4(tagged).delete(tagged)
    file = MP4(tagged)
    if file.tags is None:
        file.add_tags()
    for name, value in _mp4_atoms(tags).items():
        file.tags[name] = value
    file.save(padding=lambda info: 0)


def _mp4_atoms(tags: Tags) -> Mapping[str, object]:
    texts = {
        "\xa9nam": tags.title,
        "\xa9alb": tags.series,
        "\xa9ART": tags.producer,
        "aART": tags.organisation,
        "\xa9day": tags.date.isoformat() if tags.date else None,
        "cprt": tags.copyright,
        "\xa9too": tags.encoder,
        "\xa9lyr": tags.transcript or None,
    }
    atoms: dict[str, object] = {name: [text] for name, text in texts.items() if text is not None}
    if tags.episode is not None and 0 < tags.episode < 1 << 16:
        atoms["trkn"] = [(tags.episode, 0)]
    if tags.topics:
        atoms["\xa9gen"] = list(tags.topics)
    free = [*tags.named_values(), ("LANGUAGE", ",".join(tags.languages))]
    if tags.organisation:
        free.append(("PUBLISHER", tags.organisation))
    for name, value in free:
        atoms[f"----:com.apple.iTunes:{name}"] = [
            MP4FreeForm(value.encode(), dataformat=AtomDataType.UTF8)
        ]
    if tags.cover:
        form = MP4Cover.FORMAT_PNG if tags.cover.media_type == "image/png" else MP4Cover.FORMAT_JPEG
        atoms["covr"] = [MP4Cover(tags.cover.data, imageformat=form)]
    return atoms


# -- WAV and BWF -------------------------------------------------------------------------------


def _write_wav(plain: Path, tagged: Path, tags: Tags) -> None:
    write_wave(plain, tagged, tags, _id3_tag(tags))


def _write_bwf(plain: Path, tagged: Path, tags: Tags) -> None:
    write_broadcast(plain, tagged, tags, _id3_tag(tags))


_WRITERS: Mapping[Container, Callable[[Path, Path, Tags], None]] = {
    Container.MP3: _write_mp3,
    Container.OGG: _write_opus,
    Container.FLAC: _write_flac,
    Container.MP4: _write_mp4,
    Container.WAV: _write_wav,
    Container.BWF: _write_bwf,
}


def in_time_order(tag: bytes) -> bytes:
    """Put the chapters of an ID3v2.4 tag (no padding) last: their contents, then each by time."""
    frames = list(frames_of(tag))
    first = [frame for frame in frames if frame[:4] not in (b"CTOC", b"CHAP")]
    contents = [frame for frame in frames if frame[:4] == b"CTOC"]
    chapters = sorted((frame for frame in frames if frame[:4] == b"CHAP"), key=_chapter_key)
    return tag[:TAG_HEADER] + b"".join((*first, *contents, *chapters))


def frames_of(tag: bytes) -> Iterator[bytes]:
    """Cut a tag into its frames."""
    at, end = TAG_HEADER, TAG_HEADER + syncsafe(tag[6:10])
    while at < end:
        size = TAG_HEADER + syncsafe(tag[at + 4 : at + 8])
        yield tag[at : at + size]
        at += size


def _chapter_key(frame: bytes) -> tuple[int, bytes]:
    name, _, rest = frame[TAG_HEADER:].partition(b"\0")
    return int.from_bytes(rest[:4], "big"), name


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
    """Return RIFF's own list of texts; its comment carries the mark and the fingerprint."""
    marks = (("SYNTHETIC_VOICE", tags.synthetic), ("SCRIPT_FINGERPRINT", tags.fingerprint))
    comment = "; ".join(f"{name}={value}" for name, value in marks if value)
    texts = (
        (b"INAM", tags.title),
        (b"IPRD", tags.series),
        (b"IART", tags.producer),
        (b"ICRD", tags.date.isoformat() if tags.date else None),
        (b"IGNR", ", ".join(tags.topics)),
        (b"ICOP", tags.copyright),
        (b"ISFT", tags.encoder),
        (b"ICMT", comment),
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
