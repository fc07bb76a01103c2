"""The id of an airing: what a calendar, a playlist, a pack and a log call it by.

Made of station, slot, run and the day of the first run, so it stays when hour, length, title or
programme change. The last eight digits are that day: who has the id of one run of a series has
those of all the others.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from radioprog.schedule.days.civil import CivilDay, date_of

_LETTERS = 12


def airing_id(station: str, slot: str, run: int, day: CivilDay) -> str:
    """Return an airing's id: twelve letters and digits, and the day of the first run.

    >>> airing_id("dan-hoa", "vung-bien-chieu", 0, CivilDay(739953))
    'uritjtzvcw3n20261203'
    """
    return _place(station, slot, run) + _digits(day)


@lru_cache(maxsize=4096)
def _digits(day: CivilDay) -> str:
    return f"{date_of(day):%Y%m%d}"


@lru_cache(maxsize=100_000)
def _place(station: str, slot: str, run: int) -> str:
    hashed = hashlib.sha256(f"{station}\0{slot}\0{run}".encode()).digest()
    return base64.b32encode(hashed).decode("ascii").lower()[:_LETTERS]
