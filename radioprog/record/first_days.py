"""The day on which each slot without a first day of its own was first published.

One line a slot, appended once and never changed: where two people's folders are merged, the
earliest day counts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from radioprog.kernel.canonical import canonical_json
from radioprog.kernel.files import publish_bytes
from radioprog.record.lines import lines_of

FILE = "first-days.jsonl"


def load_first_days(path: Path) -> dict[str, dt.date]:
    """Return each slot's day; a line that is no such thing (a torn one) is passed over."""
    found: dict[str, dt.date] = {}
    for line in lines_of(path) or ():
        try:
            row = json.loads(line)
            slot, day = str(row["slot"]), dt.date.fromisoformat(row["first"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        found[slot] = min(day, found.get(slot, day))
    return found


def keep_first_days(
    path: Path, slots: Iterable[str], day: dt.date, known: Mapping[str, dt.date]
) -> bool:
    """Add the slots that were never published before; tell whether there was any."""
    new = {slot: day for slot in slots if slot not in known}
    if not new:
        return False
    rows = {**known, **new}
    lines = (
        canonical_json({"first": rows[slot].isoformat(), "slot": slot}) + b"\n"
        for slot in sorted(rows)
    )
    publish_bytes(path, b"".join(lines))
    return True
