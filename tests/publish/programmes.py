"""A small programme with everything in it, for the tests of what is published."""

from __future__ import annotations

import datetime as dt

from radioprog.kernel.units import Seconds
from radioprog.programme.rundown import Rundown
from radioprog.script.model import BedEnd, Breath, Foreign, Heading, Pause, Script, SourceText
from tests.programme.fakes import cue, lay, say, script, sounds, spoken, takes

LONG = (
    "Trong năm qua, các chiến sĩ biên phòng đã cùng bà con dựng lại hai mươi bảy ngôi nhà bị bão "
    "làm tốc mái, mở ba lớp học buổi tối và phát thanh mỗi tuần bốn lần."
)


def example(length: float | None = 90.0) -> Script:
    """A bulletin with two announcers, music, a clip with words, one without, a notice twice."""
    foreign = Foreign("en", SourceText("ASEAN Community"))
    return script(
        Heading("Mở đầu & lời chào"),
        cue("jingle", "jingle.flac", fade_out=Seconds(2.0)),
        say("PTV nữ", "Kính thưa quý vị! Đây là <Bản tin>."),
        Heading("Tin"),
        cue("bed", "bed.flac"),
        say("PTV nam", LONG),
        say("PTV nam", "Cộng đồng (", foreign, "). Nghỉ ", Breath(Seconds(1.0)), " rồi nói."),
        BedEnd(),
        cue("clip", "clips/cha-lo.flac", text="Vâng. Bà con xếp hàng ở ô số hai."),
        cue("clip", "clips/khong-loi.flac"),
        Heading("Thông báo", twice=True),
        cue("sting", "sting.flac"),
        say("PTV nữ", "Sáng mai mất điện."),
        Heading("Trống"),
        Heading("Chào"),
        Pause(Seconds(1.0)),
        say("PTV nữ", "Xin chào."),
        cue("outro", "outro.flac"),
        length=length,
        series="vung-bien",
        episode=7,
        date=dt.date(2015, 7, 18),
        producer="Phòng Báo chí",
    )


def planned(made: Script | None = None) -> Rundown:
    """Lay the example out with two seconds a sentence."""
    made = made or example()
    said = spoken(made)
    known = sounds(made, jingle=8.0, sting=2.0, bed=20.0, outro=30.0)
    return lay(made, sounds=known, takes=takes(said))
