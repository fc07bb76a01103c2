"""Airings for tests of what goes out: hostile titles, odd hours, many of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import zoneinfo
from pathlib import Path

from radioprog.publish.outgoing import OutgoingAiring, OutgoingSound
from radioprog.schedule.airings.airing import AiringKind

ZONE = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
HOSTILE = (
    "Vì chủ quyền an ninh biên giới, biển đảo",
    "Vì chủ quyền",  # NFD
    "<script>alert(1)</script>",
    "]]>&amp;<!--",
    '#{process.exit(1)} "quotes" \\ back',
    "=HYPERLINK(1)",
    "#EXTM3U",
    "dòng một\ndòng hai\r\nba",
    "‮txt.exe‬ bidi",
    "🎙🎙🎙",
    "chữ " * 100,
    "CON",
    'a/../../b\\c:d*e?f"g<h>i|j',
    "\x00\x07\x1b[2Jđen",
    "${x} $(y) `z` %s {0}",
    ".",
    "",
)


def sound(name: str = "bai", length: float = 60.0) -> OutgoingSound:
    return OutgoingSound(
        path=Path(f"/w/build/{name}/{name}.station.mp3"),
        size=480_000,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        duration=length,
        codec="mp3",
        bitrate=64_000,
        channels=1,
        sample_rate=44_100,
    )


def airing(
    when: str,
    title: str = "Bản tin",
    *,
    minutes: float = 15,
    number: int = 0,
    has_sound: bool = True,
    kind: AiringKind = AiringKind.FIRST,
    **more: object,
) -> OutgoingAiring:
    from radioprog.kernel.text import one_line

    start = dt.datetime.fromisoformat(when).replace(tzinfo=ZONE)
    return OutgoingAiring(
        id=f"airing{number:06d}{start:%Y%m%d}",
        station="xa-a",
        slot="tin",
        start=start,
        end=start + dt.timedelta(minutes=minutes),
        title=one_line(title) or "tin",
        kind=kind,
        series="ban-tin",
        programme=f"so-{number}",
        sound=sound(f"so-{number}", 60 * minutes - 30) if has_sound else None,
        **more,  # type: ignore[arg-type]
    )


def hostile() -> tuple[OutgoingAiring, ...]:
    """Every hostile title, over midnight and 29 February, one airing without sound."""
    start = dt.datetime(2028, 2, 28, 22, 0)
    made = [
        airing((start + dt.timedelta(minutes=30 * n)).isoformat(), title, number=n)
        for n, title in enumerate(HOSTILE)
    ]
    return (*made, airing("2028-03-01T17:30:00", "Không tiếng", number=99, has_sound=False))


def thousand() -> tuple[OutgoingAiring, ...]:
    start = dt.datetime(2026, 11, 27, 0, 0)
    return tuple(
        airing((start + dt.timedelta(minutes=10 * n)).isoformat(), minutes=10, number=n)
        for n in range(1000)
    )
