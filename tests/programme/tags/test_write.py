"""Every container's tags, read back by other parsers; the sound in it stays the same."""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import av
import mutagen
import numpy as np
import pytest
from mutagen.id3 import ID3

from radioprog.audio.codecs.formats import Container
from radioprog.kernel.errors import BugError, DiskError
from radioprog.kernel.units import Dbtp, LoudnessUnits, Lufs, Samples
from radioprog.programme.rundown import Chapter
from radioprog.programme.tags import mp4
from radioprog.programme.tags.model import Cover, Lyric, Measured, Tags
from radioprog.programme.tags.mp4 import movie
from radioprog.programme.tags.write import frames_of, in_time_order, tag_file

RATE = 48_000
FORMS = [
    (Container.MP3, "mp3", "libmp3lame", {}),
    (Container.OGG, "opus", "libopus", {}),
    (Container.FLAC, "flac", "flac", {}),
    (Container.MP4, "m4a", "aac", {}),
    (Container.MP4, "m4a", "aac", {"movflags": "+faststart"}),
]


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
        + chunk(b"IEND", b"")
    )


TAGS = Tags(
    title="Vì chủ quyền an ninh biên giới, biển đảo",
    series="vung-bien",
    episode=7,
    producer="Phòng Báo chí",
    organisation="Sở Thông tin",
    date=dt.date(2015, 7, 18),
    languages=("vie", "eng"),
    topics=("biên giới", "biển đảo"),
    copyright="© Sở Thông tin",
    transcript="Kính thưa quý vị.\nHôm nay.",
    lyrics=(
        Lyric("Kính", Samples(0), opens=True),
        Lyric("thưa.", Samples(24_000)),
        Lyric("Hôm", Samples(48_000), opens=True),
    ),
    chapters=(
        Chapter(
            "Mở đầu, một tên dài hơn các tên sau nên khung lớn nhất", Samples(0), Samples(RATE)
        ),
        Chapter("B", Samples(RATE), Samples(2 * RATE)),
        Chapter("Phỏng vấn", Samples(2 * RATE), Samples(3 * RATE)),
    ),
    encoder="radioprog 0.1.0",
    loudness=Measured(Lufs(-16.02), Dbtp(-1.3), LoudnessUnits(4.25)),
    source_sha256="ab" * 32,
    synthetic="yes; engine=espeak; segments=1-3",
    source_type="http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic",
    cover=Cover(png(), "image/png"),
    fingerprint="0123 4567 89ab cdef",
)


def encode(path: Path, codec: str, options: dict[str, str]) -> Path:
    """Write three seconds of a tone."""
    form = {"libmp3lame": "fltp", "aac": "fltp", "libopus": "flt", "flac": "s16"}[codec]
    with av.open(str(path), "w", options={"fflags": "+bitexact", **options}) as out:
        stream = out.add_stream(codec, rate=RATE)
        stream.layout = "stereo"
        time = np.arange(3 * RATE) / RATE
        tone = (0.2 * np.sin(2 * np.pi * 440 * time)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(np.stack([tone, tone]), format="fltp", layout="stereo")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format=form, layout="stereo", rate=RATE, frame_size=960)
        frames = [*resampler.resample(frame), *resampler.resample(None)]
        if codec != "libopus":
            frames = [frame] if form == "fltp" else frames
        for one in frames:
            out.mux(stream.encode(one))
        out.mux(stream.encode(None))
    return path


def samples(path: Path) -> str:
    """Give a hash of everything that decodes."""
    digest = hashlib.sha256()
    with av.open(str(path)) as file:
        for frame in file.decode(audio=0):
            digest.update(frame.to_ndarray().tobytes())
    return digest.hexdigest()


@pytest.fixture(params=FORMS, ids=lambda form: form[1] + "+" * bool(form[3]))
def plain(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Container]:
    container, ending, codec, options = request.param
    return encode(tmp_path / f"plain.{ending}", codec, options), container


def tagged(plain: tuple[Path, Container], tags: Tags = TAGS) -> Path:
    path, container = plain
    out = path.with_name("tagged" + path.suffix)
    tag_file(path, out, tags, container)
    return out


def test_the_sound_stays_the_same_and_the_bytes_repeat(plain: tuple[Path, Container]) -> None:
    out = tagged(plain)
    assert samples(out) == samples(plain[0])
    first = out.read_bytes()
    assert tagged(plain).read_bytes() == first


def test_another_parser_lists_the_chapters_in_time_order(plain: tuple[Path, Container]) -> None:
    with av.open(str(tagged(plain))) as file:
        found = [
            (float(one["start"] * one["time_base"]), one["metadata"]["title"])
            for one in file.chapters()
        ]
    assert found == [(number, one.title) for number, one in enumerate(TAGS.chapters)]


def test_another_parser_reads_the_texts(plain: tuple[Path, Container]) -> None:
    with av.open(str(tagged(plain))) as file:
        read = {**file.streams.audio[0].metadata, **file.metadata}
    values = {name.casefold(): value for name, value in read.items()}
    assert values["title"] == TAGS.title
    assert values["album"] == TAGS.series
    assert values["artist"] == TAGS.producer
    assert values["track"] == "7"
    assert values["date"] == "2015-07-18"
    assert values["copyright"] == TAGS.copyright
    assert values["synthetic_voice"] == TAGS.synthetic
    assert values["digital_source_type"] == TAGS.source_type
    assert values["source_sha256"] == TAGS.source_sha256
    assert values["script_fingerprint"] == TAGS.fingerprint
    assert values["loudness_integrated"] == "-16.02 LUFS"
    assert "biên giới" in values["genre"]
    transcripts = [value for name, value in values.items() if name.startswith("lyrics")]
    assert transcripts == [TAGS.transcript]


def test_cover_is_found(plain: tuple[Path, Container]) -> None:
    with av.open(str(tagged(plain))) as file:
        assert any(stream.type == "video" for stream in file.streams)


def test_tags_without_anything_optional(plain: tuple[Path, Container]) -> None:
    bare = replace(
        TAGS,
        series=None,
        episode=None,
        producer=None,
        organisation=None,
        date=None,
        topics=(),
        copyright=None,
        transcript="",
        lyrics=(),
        chapters=(),
        synthetic=None,
        source_type=None,
        cover=None,
        loudness=Measured(None, None, None),
    )
    out = tagged(plain, bare)
    assert samples(out) == samples(plain[0])
    assert "SYNTHETIC_VOICE" not in str(mutagen.File(out).tags)


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    path = encode(tmp_path / "plain.mp3", "libmp3lame", {})
    tag_file(path, tmp_path / "tagged.mp3", TAGS, Container.MP3)
    return tmp_path / "tagged.mp3"


def test_id3_frames_stand_in_the_order_players_want(mp3: Path) -> None:
    kinds = [frame[:4] for frame in frames_of(mp3.read_bytes())]
    assert kinds[-4:] == [b"CTOC", b"CHAP", b"CHAP", b"CHAP"]
    starts = [
        frame[10:].partition(b"\0")[2][:4]
        for frame in frames_of(mp3.read_bytes())
        if frame[:4] == b"CHAP"
    ]
    assert starts == sorted(starts)


def test_id3_contents_is_ordered_top_level_and_titled(mp3: Path) -> None:
    tags = ID3(mp3)
    assert tags.version == (2, 4, 0)
    (contents,) = tags.getall("CTOC")
    assert contents.flags == 3
    assert contents.child_element_ids == ["chp001", "chp002", "chp003"]
    assert contents.sub_frames["TIT2"].text == [TAGS.title]
    chapter = tags["CHAP:chp002"]
    assert (chapter.start_time, chapter.end_time) == (1000, 2000)


def test_id3_words_and_language(mp3: Path) -> None:
    tags = ID3(mp3)
    assert tags["USLT::vie"].text == TAGS.transcript
    (timed,) = tags.getall("SYLT")
    assert (timed.lang, timed.format, timed.type) == ("vie", 2, 1)
    assert timed.text == [("Kính", 0), (" thưa.", 500), ("\nHôm", 1000)]
    assert tags["TLAN"].text == ["vie", "eng"]
    assert tags["TXXX:SYNTHETIC_VOICE"].text == [TAGS.synthetic]


def test_an_older_tag_is_replaced(mp3: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.mp3"
    tag_file(mp3, again, TAGS, Container.MP3)
    assert again.read_bytes() == mp3.read_bytes()


def test_mp4_carries_language_and_marks(tmp_path: Path) -> None:
    path = encode(tmp_path / "plain.m4a", "aac", {})
    out = tmp_path / "tagged.m4a"
    tag_file(path, out, TAGS, Container.MP4)
    tags = mutagen.File(out).tags
    assert bytes(tags["----:com.apple.iTunes:SYNTHETIC_VOICE"][0]).decode() == TAGS.synthetic
    with av.open(str(out)) as file:
        assert file.streams.audio[0].metadata["language"] == "vie"


def test_mp4_offsets_of_both_widths_move() -> None:
    for kind, form in ((b"stco", ">I"), (b"co64", ">Q")):
        table = struct.pack(">II", 0, 2) + struct.pack(form, 100) + struct.pack(form, 200)
        data = table
        for name in (kind, b"stbl", b"minf", b"mdia", b"trak", b"moov"):
            data = struct.pack(">I4s", 8 + len(data), name) + data
        data = mp4.moved(data, 11)
        width = struct.calcsize(form)
        assert data[-2 * width :] == struct.pack(form, 111) + struct.pack(form, 211)


@pytest.mark.parametrize("options", [{}, {"movflags": "+faststart"}])
def test_mp4_chapter_track_alone_is_read_too(tmp_path: Path, options: dict[str, str]) -> None:
    path = encode(tmp_path / "plain.m4a", "aac", options)
    data = path.read_bytes()
    old = mp4.find(data, b"moov")
    assert old is not None
    moov, titles = movie(
        data[old.start : old.end],
        TAGS.chapters,
        language="vie",
        ahead=bool(options),
        rest=len(data) - (old.end - old.start),
    )
    hidden = moov.replace(b"chpl", b"free")
    path.write_bytes(data[: old.start] + hidden + data[old.end :] + titles)
    with av.open(str(path)) as file:
        found = [
            (
                float(one["start"] * one["time_base"]),
                float(one["end"] * one["time_base"]),
                one["metadata"]["title"],
            )
            for one in file.chapters()
        ]
    assert found == [(number, number + 1, one.title) for number, one in enumerate(TAGS.chapters)]


def test_mp4_titles_lie_where_the_track_says(tmp_path: Path) -> None:
    path = encode(tmp_path / "plain.m4a", "aac", {})
    out = tmp_path / "tagged.m4a"
    tag_file(path, out, TAGS, Container.MP4)
    data = out.read_bytes()
    moov = mp4.find(data, b"moov")
    assert moov is not None
    tracks = [one for one in mp4.boxes(data, moov.body, moov.end) if one.kind == b"trak"]
    assert len(tracks) == 2
    table = mp4.find(data, b"mdia", b"minf", b"stbl", b"co64", within=tracks[0])
    table = table or mp4.find(data, b"mdia", b"minf", b"stbl", b"co64", within=tracks[1])
    assert table is not None
    (at,) = struct.unpack_from(">Q", data, table.body + 8)
    for chapter in TAGS.chapters:
        (size,) = struct.unpack_from(">H", data, at)
        assert data[at + 2 : at + 2 + size].decode() == chapter.title
        at += 2 + size + 12
    assert at == len(data)


def test_long_chapter_title_is_cut_between_letters() -> None:
    data = mp4.chapter_list([Chapter("ế" * 200, Samples(0), Samples(1))])
    title = data[8 + 9 + 9 :]
    assert title.decode() == "ế" * 85


def test_opus_gain_is_the_distance_to_its_reference(tmp_path: Path) -> None:
    path = encode(tmp_path / "plain.opus", "libopus", {})
    out = tmp_path / "tagged.opus"
    tag_file(path, out, TAGS, Container.OGG)
    assert mutagen.File(out)["R128_TRACK_GAIN"] == [str(round((-23 + 16.02) * 256))]


def test_pure_order_sorts_chapters_whatever_their_size() -> None:
    def frame(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack(">IH", len(body), 0) + body

    late = frame(b"CHAP", b"b\0" + struct.pack(">I", 9))
    early = frame(b"CHAP", b"a\0" + struct.pack(">I", 1) + b"long title")
    text, toc = frame(b"TIT2", b"\3x"), frame(b"CTOC", b"toc\0")
    body = late + toc + text + early
    tag = b"ID3\4\0\0" + struct.pack(">I", len(body)) + body
    assert in_time_order(tag)[10:] == text + toc + early + late


def test_what_is_no_such_file_is_our_error(tmp_path: Path) -> None:
    junk = tmp_path / "junk.m4a"
    junk.write_bytes(b"junk" * 100)
    for container in (Container.MP4, Container.FLAC, Container.OGG):
        with pytest.raises(BugError, match="tagging-failed"):
            tag_file(junk, tmp_path / "out", TAGS, container)
    with pytest.raises(DiskError):
        tag_file(tmp_path / "absent.mp3", tmp_path / "out", TAGS, Container.MP3)


def test_more_chapters_than_the_form_holds_are_refused(mp3: Path, tmp_path: Path) -> None:
    many = replace(TAGS, chapters=TAGS.chapters * 86)
    with pytest.raises(BugError, match="tagging-failed"):
        tag_file(mp3, tmp_path / "out.mp3", many, Container.MP3)
