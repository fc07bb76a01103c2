"""What only the whole body shows: beds that never end, effects without speech, empty programmes."""

from __future__ import annotations

from collections.abc import Iterator

from radioprog.kernel.findings import Finding, Place, Text, error, info, warning
from radioprog.script.model import (
    BedEnd,
    Heading,
    Include,
    Pause,
    Script,
    SoundCue,
    SoundKind,
    Speech,
)

MOST_SEGMENTS = 255


def structure_findings(script: Script, *, broken: bool = False) -> tuple[Finding, ...]:
    """Find what is wrong with a body as a whole.

    While includes stand in it nothing can be said, and nothing is: `resolve_includes` asks again.
    A ``broken`` script is not also called empty: what is missing there was found already.
    """
    if any(isinstance(block, Include) for block in script.body):
        return ()
    return (
        *_too_many_segments(script),
        *_beds(script),
        *_effects(script),
        *_outros(script),
        *(() if broken else _empty(script)),
        *_unused_speakers(script),
    )


def _too_many_segments(script: Script) -> Iterator[Finding]:
    segments = script.segments
    if len(segments) > MOST_SEGMENTS:
        yield error(
            "too-many-segments",
            Text(
                f"có {len(segments)} tiểu mục, nhiều nhất {MOST_SEGMENTS}",
                f"{len(segments)} segments, at most {MOST_SEGMENTS}",
            ),
            Text(
                "gộp các tiểu mục hoặc chia chương trình", "join headings, or split the programme"
            ),
            segments[MOST_SEGMENTS].place,
        )


def _beds(script: Script) -> Iterator[Finding]:
    bed: SoundCue | None = None
    for block in script.body:
        if isinstance(block, SoundCue) and block.kind is SoundKind.BED:
            bed = block
        elif isinstance(block, BedEnd):
            if bed is None:
                yield warning(
                    "no-bed-to-end",
                    Text("không có nhạc nền nào đang phát", "no music bed is playing here"),
                    Text("xóa dòng này", "delete this line"),
                    block.place,
                )
            bed = None
    if bed is not None:
        yield error(
            "unclosed-bed",
            Text(f"nhạc nền {bed.file} không có chỗ hết", f"the bed {bed.file} never ends"),
            Text("thêm dòng [hết nhạc nền] ở chỗ nhạc tắt", "add a line [end bed] where it ends"),
            bed.place,
        )


def _effects(script: Script) -> Iterator[Finding]:
    waiting: list[SoundCue] = []
    for block in script.body:
        if isinstance(block, Speech):
            waiting = []
        elif isinstance(block, SoundCue) and block.kind is SoundKind.SFX:
            waiting.append(block)
    for cue in waiting:
        yield error(
            "sfx-without-speech",
            Text("sau tiếng động này không có lời đọc", "no speech follows this sound effect"),
            Text(
                "đặt tiếng động trước lời đọc, hoặc dùng [băng: …]",
                "put it before the speech that it belongs to, or use [clip: …]",
            ),
            cue.place,
        )


def _outros(script: Script) -> Iterator[Finding]:
    outros = [
        block
        for block in script.body
        if isinstance(block, SoundCue) and block.kind is SoundKind.OUTRO
    ]
    for cue in outros[1:]:
        yield error(
            "second-outro",
            Text("chương trình chỉ có một nhạc kết", "a programme has one outro only"),
            Text("xóa dòng này hoặc dùng [nhạc cắt: …]", "delete this line, or use [sting: …]"),
            cue.place,
        )


def _empty(script: Script) -> Iterator[Finding]:
    if not any(isinstance(block, Speech | SoundCue) for block in script.body):
        yield error(
            "empty-script",
            Text("kịch bản chưa có nội dung", "the script has nothing to hear"),
            Text("viết lời sau phần đầu, ví dụ PTV nữ: …", "write speech below the front matter"),
            script.body[0].place if script.body else script.meta.places.get("title", _top(script)),
        )
        return
    for segment in script.segments:
        if all(isinstance(block, Pause | Heading) for block in segment.blocks):
            yield warning(
                "empty-segment",
                Text(f"tiểu mục {segment.title} trống", f"the segment {segment.title} is empty"),
                Text("viết nội dung hoặc xóa tiểu mục", "write its content, or delete the heading"),
                segment.place,
            )


def _top(script: Script) -> Place:
    return Place(script.file, 1, 1)


def _unused_speakers(script: Script) -> Iterator[Finding]:
    speaking = {block.speaker for block in script.body if isinstance(block, Speech)}
    for name, voices in script.meta.speakers.items():
        if name not in speaking:
            yield info(
                "unused-speaker",
                Text(f"{name} không đọc đoạn nào", f"{name} says nothing in this script"),
                Text("xóa khỏi mục giọng nếu không cần", "delete it from speakers if not needed"),
                voices[0].place,
            )
