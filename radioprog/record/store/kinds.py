"""The kinds of lines that the record holds, and what makes a line the same as another.

Every line is one JSON object with ``id`` (the SHA-256 of its content), ``at`` (RFC 3339) and
``by``. A correction is a new line; no line is ever changed or taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of lines: its name, and what its lines' ids are made of.

    ``timeless`` lines are the same whoever noted them and whenever: their id leaves out ``at``
    and ``by``, so that a log imported twice adds nothing. ``former`` are the keys of lines without
    an id that versions before this store wrote.
    """

    name: str
    timeless: bool = False
    former: frozenset[str] = frozenset()


VERDICTS = "verdicts"
REASONS = "reasons"
LEDGER = "ledger"
LEDGER_ITEMS = "ledger-items"
FIRST_DAYS = "first-days"
PLAYED = "played"
DELIVERED = "delivered"
"""The sounds that went out in packs, exports and uploads, by their hashes."""
ACTIONS = "actions"
"""What was done through the studio in the browser, and by whom."""
VERSIONS = "versions"
"""The versions of scripts that were saved through the studio."""
_KINDS = {
    kind.name: kind
    for kind in (
        Kind(VERDICTS),
        Kind(REASONS),
        Kind(LEDGER),
        Kind(DELIVERED),
        Kind(LEDGER_ITEMS, timeless=True),
        Kind(FIRST_DAYS, timeless=True, former=frozenset({"first", "slot"})),
        Kind(PLAYED, timeless=True),
        Kind(ACTIONS),
        Kind(VERSIONS),
    )
}


def kind_named(name: str) -> Kind:
    """Return a kind by name: ``verdicts``, or ``played/2026-12`` for a month of what was played.

    >>> kind_named("played/2026-12").timeless, kind_named("verdicts").timeless
    (True, False)

    Raises:
        ValueError: there is no such kind.
    """
    head, slash, month = name.partition("/")
    by_month = head == PLAYED
    if head not in _KINDS or by_month != bool(slash) or (by_month and not _MONTH.fullmatch(month)):
        raise ValueError(f"no kind of record: {name!r}")
    return _KINDS[head]


def is_kind(name: str) -> bool:
    """Tell whether a name is that of a kind."""
    try:
        kind_named(name)
    except ValueError:
        return False
    return True


def played_kind(year: int, month: int) -> str:
    """Name the kind that holds what was played in a month.

    >>> played_kind(2026, 3)
    'played/2026-03'
    """
    return f"{PLAYED}/{year:04d}-{month:02d}"
