"""Quality control of items: do they stand at one level, spoken at one pace, easy to follow?

Stands beside `quality`, whose thresholds it goes by. Codes: ``level-jump``, ``pace``,
``pace-uneven``, ``long-sentence``; all warnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from radioprog.audio.quality import USUAL, Thresholds
from radioprog.kernel.findings import NOWHERE, Finding, Place, Text, warning
from radioprog.kernel.units import Lufs, Seconds, SyllablesPerMinute


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a programme as quality control sees it: an utterance or a clip.

    ``syllables`` is 0 for what is not spoken by an engine; ``place`` is its line in the script.
    """

    name: str
    place: Place = NOWHERE
    loudness: Lufs | None = None
    syllables: int = 0
    length: Seconds = Seconds(0.0)

    @property
    def pace(self) -> SyllablesPerMinute | None:
        """Give how fast it is spoken, if it is."""
        if not self.syllables or self.length <= 0.0:
            return None
        return SyllablesPerMinute(60.0 * self.syllables / self.length)


def level_findings(items: Sequence[Item], *, thresholds: Thresholds = USUAL) -> tuple[Finding, ...]:
    """Judge the steps in loudness from one item to the next."""
    loud = [item for item in items if item.loudness is not None]
    found = []
    for before, after in pairwise(loud):
        jump = (after.loudness or 0.0) - (before.loudness or 0.0)
        if abs(jump) > thresholds.level_jump:
            found.append(
                warning(
                    "level-jump",
                    Text(
                        f"«{after.name}» {'to' if jump > 0 else 'nhỏ'} hơn «{before.name}» "
                        f"{abs(jump):.1f} LU",
                        f"«{after.name}» is {abs(jump):.1f} LU "
                        f"{'louder' if jump > 0 else 'softer'} than «{before.name}»",
                    ),
                    Text(
                        f"chỉnh mức, ví dụ thêm | {-jump:+.0f} dB vào dòng này",
                        f"set its level, for example | {-jump:+.0f} dB on this line",
                    ),
                    after.place,
                    jump_lu=round(jump, 2),
                )
            )
    return tuple(found)


def pace_findings(items: Sequence[Item], *, thresholds: Thresholds = USUAL) -> tuple[Finding, ...]:
    """Judge how fast items are spoken: against what listeners follow, and against each other."""
    spoken = [item for item in items if item.syllables >= thresholds.pace_judged_from]
    paces = [(item, item.pace) for item in spoken if item.pace is not None]
    if not paces:
        return ()
    middle = median(pace for _, pace in paces)
    found = []
    for item, pace in paces:
        if not thresholds.slowest <= pace <= thresholds.fastest:
            found.append(_pace(item, pace, thresholds))
        elif abs(pace / middle - 1.0) > thresholds.pace_spread:
            found.append(_uneven(item, pace, SyllablesPerMinute(middle)))
    return tuple(found)


def sentence_findings(
    sentences: Iterable[Item], *, thresholds: Thresholds = USUAL
) -> tuple[Finding, ...]:
    """Judge the length of sentences: past some fifty syllables listeners lose the thread."""
    return tuple(
        warning(
            "long-sentence",
            Text(
                f"câu dài {sentence.syllables} âm tiết, khó theo dõi khi nghe: «{sentence.name}»",
                f"a sentence of {sentence.syllables} syllables is hard to follow by ear: "
                f"«{sentence.name}»",
            ),
            Text(
                f"tách thành các câu dưới {thresholds.sentence} âm tiết",
                f"split it into sentences of less than {thresholds.sentence} syllables",
            ),
            sentence.place,
            syllables=sentence.syllables,
        )
        for sentence in sentences
        if sentence.syllables > thresholds.sentence
    )


def _pace(item: Item, pace: SyllablesPerMinute, thresholds: Thresholds) -> Finding:
    fast = pace > thresholds.fastest
    return warning(
        "pace",
        Text(
            f"đọc quá {'nhanh' if fast else 'chậm'}: {pace:.0f} âm tiết/phút, «{item.name}»",
            f"spoken too {'fast' if fast else 'slowly'}: {pace:.0f} syllables a minute, "
            f"«{item.name}»",
        ),
        Text(
            f"đặt pace của giọng trong khoảng {thresholds.slowest:.0f}-{thresholds.fastest:.0f}",
            f"set the voice's pace within {thresholds.slowest:.0f}-{thresholds.fastest:.0f}",
        ),
        item.place,
        pace=round(pace, 1),
    )


def _uneven(item: Item, pace: SyllablesPerMinute, middle: SyllablesPerMinute) -> Finding:
    return warning(
        "pace-uneven",
        Text(
            f"nhịp đọc {pace:.0f} âm tiết/phút, lệch nhiều so với cả chương trình ({middle:.0f}): "
            f"«{item.name}»",
            f"{pace:.0f} syllables a minute, far from the programme's {middle:.0f}: «{item.name}»",
        ),
        Text("đặt pace các giọng gần nhau hơn", "set the paces of the voices closer together"),
        item.place,
        pace=round(pace, 1),
    )
