"""The one door to mutagen: tags written into a delivered file, in the form of its container.

A plain encoded file goes in, a tagged copy comes out; the sound in it is byte for byte the same.
A broadcast WAV carries them in chunks (`wave`), a plain one nothing.
"""

from __future__ import annotations

import base64
import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

import mutagen
from mutagen import id3
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4, AtomDataType, MP4Cover, MP4FreeForm
from mutagen.oggopus import OggOpus

from radioprog.audio.codecs.formats import Container
from radioprog.kernel.errors import BugError
from radioprog.kernel.files import disk_errors
from radioprog.kernel.findings import Place
from radioprog.kernel.units import MIX_RATE, Samples
from radioprog.programme.findings import TAGGING_FAILED
from radioprog.programme.tags.id3 import HEADER, in_time_order, length_of_tag
from radioprog.programme.tags.model import MOST_CHAPTERS, Cover, Tags
from radioprog.programme.tags.mp4 import copy_with_chapters
from radioprog.programme.tags.wave import write_broadcast, write_wave

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
        sound.seek(length_of_tag(sound.read(HEADER)))
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
        timed = [
            (
                ("\n" if word.opens and number else " " if number else "") + word.text,
                _milliseconds(word.start),
            )
            for number, word in enumerate(tags.lyrics)
        ]
        yield id3.SYLT(
            encoding=_UTF8, lang=tags.languages[0], format=2, type=1, desc="", text=timed
        )


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
