"""Approvals: who has let which script go on air, bound to the very text that was approved.

A script that is edited afterwards has no approval any more, until it is given anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.errors import ContentError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Place
from radioprog.kernel.text import one_line
from radioprog.record.findings import APPROVALS_UNREADABLE
from radioprog.record.lines import lines_of

FILE = "approvals.jsonl"


@dataclass(frozen=True, slots=True, order=True)
class Approval:
    """One approval: the script's name, the SHA-256 of its text, by whom and on which day."""

    script: str
    sha256: str
    by: str
    on: dt.date


@dataclass(frozen=True)
class Approvals:
    """All approvals.

    >>> given = Approvals((Approval("a", "00", "Ban biên tập", dt.date(2026, 3, 1)),))
    >>> given.holds("a", "00"), given.holds("a", "11")
    (True, False)
    """

    given: tuple[Approval, ...] = ()

    def holds(self, script: str, sha256: str) -> bool:
        """Tell whether a script is approved as it stands."""
        return any(each.script == script and each.sha256 == sha256 for each in self.given)

    def by_script(self) -> Mapping[str, frozenset[str]]:
        """Return the approved hashes of each script."""
        found: dict[str, set[str]] = {}
        for each in self.given:
            found.setdefault(each.script, set()).add(each.sha256)
        return {script: frozenset(hashes) for script, hashes in found.items()}

    def with_one(self, approval: Approval) -> Approvals:
        """Return the approvals with one more."""
        return Approvals(tuple(sorted({*self.given, approval})))


def load_approvals(path: Path) -> Approvals:
    """Read the approvals of a record folder; a missing file holds none.

    Raises:
        ContentError: ``approvals-unreadable``.
    """
    lines = lines_of(path) or ()
    given = (_read(line, Place(path.name, n, 1)) for n, line in enumerate(lines, 1) if line.strip())
    return Approvals(tuple(sorted(given)))


def save_approvals(path: Path, approvals: Approvals) -> None:
    """Make the approvals visible, one a line, in order."""
    publish_bytes(path, b"".join(_lines(approvals.given)))


def _lines(given: Iterable[Approval]) -> Iterable[bytes]:
    for each in sorted(given):
        row = {
            "script": each.script,
            "sha256": each.sha256,
            "by": one_line(each.by),
            "on": each.on.isoformat(),
        }
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _read(line: bytes, place: Place) -> Approval:
    try:
        row = json.loads(line)
        script, sha256, by = (str(row[name]) for name in ("script", "sha256", "by"))
        (script + sha256 + by).encode()  # half a letter, which no file could hold
        return Approval(script, sha256, by, dt.date.fromisoformat(row["on"]))
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise ContentError(APPROVALS_UNREADABLE(place)) from problem
