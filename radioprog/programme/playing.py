"""What a cue plays: the cut of its file, its plays one after the other, its fades.

Part of the layout; the item's start is decided there.
"""

from __future__ import annotations

from collections.abc import Mapping

from radioprog.kernel.errors import BugError
from radioprog.kernel.findings import Text
from radioprog.kernel.units import Samples, Seconds, to_samples
from radioprog.programme.house import House
from radioprog.programme.order import Entry
from radioprog.programme.rundown import Cut, Item, ItemKind, Sound
from radioprog.script.model import SoundCue, SoundKind

_BACK_TO_BACK = (SoundKind.CLIP, SoundKind.JINGLE, SoundKind.STING, SoundKind.SFX)
"""A whole file of these has its own beginning and end; plays follow each other untouched."""


def asked_or(asked: Seconds | None, custom: Samples, most: Samples) -> Samples:
    """Give the length that the script asks for, else the custom's, but never more than ``most``."""
    return min(custom if asked is None else to_samples(asked), most)


def played(entry: Entry, cue: SoundCue, sounds: Mapping[Cut, Sound], house: House) -> Item:
    """Make the item of a cue, not yet placed.

    Raises:
        BugError: nobody told what is known of its cut.
    """
    key = Cut.of(cue)
    if key not in sounds:
        raise BugError.of(
            "sound-unknown",
            Text(f"chưa biết độ dài của {cue.file}", f"the length of {cue.file} is not known"),
            Text("báo lỗi này cho người viết radioprog", "report this to radioprog's authors"),
            cue.place,
        )
    return _item(entry, cue, sounds[key], house)


def loops_well(item: Item, house: House) -> bool:
    """Tell whether a cut is long enough to be repeated unasked."""
    return item.span >= to_samples(house.fades.shortest_loop)


def _item(entry: Entry, cue: SoundCue, sound: Sound, house: House) -> Item:
    offset = min(to_samples(cue.start or Seconds(0.0)), sound.length)
    end = sound.length if cue.end is None else min(to_samples(cue.end), sound.length)
    span = Samples(max(0, end - offset))
    whole = offset == 0 and end == sound.length
    overlap = 0 if whole and cue.kind in _BACK_TO_BACK else to_samples(house.fades.loop)
    overlap = min(overlap, span // 4)
    plays = max(1, cue.loops or 1)
    length = Samples(plays * span - (plays - 1) * overlap)
    edge = to_samples(house.fades.edge)
    return Item(
        kind=ItemKind(str(cue.kind)),
        segment=entry.segment,
        start=Samples(0),
        length=length,
        estimate=length,
        reading_number=entry.reading,
        cue=cue,
        sound=sound,
        offset=offset,
        span=span,
        overlap=Samples(overlap),
        fade_in=asked_or(cue.fade_in, Samples(edge if offset > 0 else 0), length),
        fade_out=asked_or(cue.fade_out, Samples(edge if end < sound.length else 0), length),
        place=cue.place,
    )
