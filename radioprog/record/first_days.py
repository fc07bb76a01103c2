"""The day on which each slot without a first day of its own was first published.

One line a slot, added once and never changed: where two people's folders are merged, the
earliest day counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from radioprog.kernel.findings import Finding
from radioprog.record.store.kinds import FIRST_DAYS
from radioprog.record.store.records import Records


def load_first_days(records: Records, told: list[Finding]) -> dict[str, dt.date]:
    """Return each slot's day; a line that says nothing of the kind is passed over."""
    found: dict[str, dt.date] = {}
    for line in records.read(FIRST_DAYS, told):
        try:
            slot, day = str(line["slot"]), dt.date.fromisoformat(line["first"])
        except (ValueError, KeyError, TypeError):
            continue
        found[slot] = min(day, found.get(slot, day))
    return found


def keep_first_days(
    records: Records,
    slots: Iterable[str],
    day: dt.date,
    known: Collection[str],
    at: dt.datetime,
) -> bool:
    """Add the slots that were never published before; tell whether there was any."""
    new = sorted(set(slots).difference(known))
    lines = [{"at": at, "by": "", "first": day.isoformat(), "slot": slot} for slot in new]
    return bool(records.append(FIRST_DAYS, lines))
