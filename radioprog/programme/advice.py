"""What the rundown has to tell the producer: findings about lengths, cuts and endings."""

from __future__ import annotations

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text, error, warning
from radioprog.kernel.units import Samples, Seconds, to_samples, to_seconds
from radioprog.programme.rundown import Item, Sound, clock
from radioprog.script.model import Script, SoundCue

TOLERANCE = Seconds(0.05)
"""A programme that is off its declared length by no more than this is on time."""
SHORT = 0.01
"""A programme without closing music that is shorter than asked for by this part is told."""
SILENCE = Seconds(2.0)
"""Silence that nobody asked for, from here on, sounds like a fault."""


def spell(count: Samples) -> Text:
    """Show a difference of length: seconds with a tenth below a minute, else ``m:ss``.

    >>> spell(Samples(15_000)).vi, spell(Samples(48_000 * 75)).en
    ('0,3 giây', '1:15')
    """
    seconds = to_seconds(count)
    if seconds >= 60:
        return Text(clock(count), clock(count))
    return Text(f"{seconds:.1f} giây".replace(".", ","), f"{seconds:.1f} s")


def nothing_to_say(place: Place) -> Finding:
    """Tell of a paragraph in which there is no word to be spoken."""
    return warning(
        "nothing-to-say",
        Text("đoạn này không có chữ nào để đọc", "there is no word to be spoken here"),
        Text("viết lời hoặc xóa dòng này", "write what is to be said, or delete the line"),
        place,
    )


def unheard(cue: SoundCue) -> Finding:
    """Tell of an effect after which nobody says a word."""
    return error(
        "sfx-without-speech",
        Text("sau tiếng động này không có lời đọc", "no speech follows this sound effect"),
        Text("đặt tiếng động trước lời đọc", "put it before the speech that it belongs to"),
        cue.place,
    )


def cut_findings(cue: SoundCue, sound: Sound) -> list[Finding]:
    """Compare a cue's in and out points with the length of its file."""
    if cue.start is not None and to_samples(cue.start) >= sound.length:
        return [
            error(
                "cut-outside",
                Text(
                    f"{cue.file} chỉ dài {clock(sound.length)}, điểm bắt đầu nằm sau chỗ hết",
                    f"{cue.file} lasts only {clock(sound.length)}; the cut begins after its end",
                ),
                Text("sửa «từ …» cho nằm trong tệp", "put `from …` inside the file"),
                cue.place,
            )
        ]
    if cue.end is not None and to_samples(cue.end) > sound.length + to_samples(TOLERANCE):
        return [
            warning(
                "cut-outside",
                Text(
                    f"{cue.file} chỉ dài {clock(sound.length)}, phát đến hết tệp",
                    f"{cue.file} lasts only {clock(sound.length)}; it plays to its end",
                ),
                Text("sửa «đến …» hoặc bỏ đi", "correct `to …`, or leave it out"),
                cue.place,
            )
        ]
    return []


def ending_findings(
    script: Script,
    closing: Item | None,
    *,
    content: Samples,
    length: Samples,
    target: Samples | None,
    hole: Samples,
) -> list[Finding]:
    """Tell whether the programme runs over, or has to be filled.

    ``hole`` is the silence between the last word and the closing music.
    """
    if target is None:
        return []
    place = script.meta.places.get("length", NOWHERE)
    slack = to_samples(TOLERANCE)
    if length > target + slack:
        return [_over(Samples(content - target), target, place, musical=closing is not None)]
    if closing is None and length < target * (1.0 - SHORT):
        return [_under(Samples(target - length), target, place)]
    if closing is not None and _filled(closing):
        return [_stretched(closing, place)]
    return [_silence(hole, place)] if hole > to_samples(SILENCE) else []


def _filled(closing: Item) -> bool:
    plays = (closing.cue.loops if closing.cue else None) or 1
    return closing.phase + closing.length > plays * closing.span


def _over(excess: Samples, target: Samples, place: Place, *, musical: bool) -> Finding:
    fade = Text(", nhạc kết chỉ còn đoạn nhỏ dần", ", the closing music keeps only its fade")
    more = fade if musical else Text("", "")
    return warning(
        "over-length",
        Text(
            f"chương trình dài hơn {clock(target)} là {spell(excess).vi}{more.vi}",
            f"the programme runs {spell(excess).en} over {clock(target)}{more.en}",
        ),
        Text(
            "cắt bớt lời, tăng tốc độ đọc hoặc sửa thời lượng",
            "cut text, quicken the pace, or change the length",
        ),
        place,
        over=round(to_seconds(excess), 3),
    )


def _under(missing: Samples, target: Samples, place: Place) -> Finding:
    return warning(
        "under-length",
        Text(
            f"chương trình ngắn hơn {clock(target)} là {spell(missing).vi}",
            f"the programme is {spell(missing).en} short of {clock(target)}",
        ),
        Text(
            "viết thêm, thêm «[nhạc kết: …]», hoặc sửa thời lượng",
            "write more, add `[outro: …]`, or change the length",
        ),
        place,
        under=round(to_seconds(missing), 3),
    )


def _stretched(closing: Item, place: Place) -> Finding:
    return warning(
        "under-length",
        Text(
            f"lời hết sớm: nhạc kết dài {clock(closing.span)} phải lặp lại để đủ "
            f"{clock(closing.length)}",
            f"speech ends early: the closing music of {clock(closing.span)} is repeated to fill "
            f"{clock(closing.length)}",
        ),
        Text(
            "viết thêm, chọn nhạc kết dài hơn, hoặc sửa thời lượng",
            "write more, choose longer closing music, or change the length",
        ),
        place,
        under=round(to_seconds(Samples(closing.length - closing.span)), 3),
    )


def _silence(hole: Samples, place: Place) -> Finding:
    return warning(
        "under-length",
        Text(
            f"lời hết sớm: im lặng {spell(hole).vi} trước nhạc kết",
            f"speech ends early: {spell(hole).en} of silence before the closing music",
        ),
        Text(
            "viết thêm, bỏ «lặp …» ở nhạc kết, hoặc sửa thời lượng",
            "write more, leave `loop …` out of the closing music, or change the length",
        ),
        place,
        under=round(to_seconds(hole), 3),
    )
