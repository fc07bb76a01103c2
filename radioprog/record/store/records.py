"""What every store of the record can do; a folder and a PostgreSQL database keep to it alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from radioprog.kernel.findings import Finding
from radioprog.record.store.kinds import PLAYED
from radioprog.record.store.line import Line


class Records(Protocol):
    """The record: lines by kind, added and never changed."""

    @property
    def where(self) -> str:
        """Return where the record is, as people may see it: no name of a user, no password."""
        ...

    def append(self, kind: str, lines: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
        """Add lines of a kind and return their ids, in order; what is there already is not added.

        Each line needs ``at`` (a moment with its zone, or RFC 3339) and ``by``. When this returns
        the lines are on the disk.

        Raises:
            ValueError: a line without ``at`` or ``by``, or an unknown kind.
            DiskError: the disk refused; MachineError: the database did. Nothing is acknowledged.
        """
        ...

    def read(self, kind: str, told: list[Finding]) -> list[Line]:
        """Return all lines of a kind, by ``at`` and then ``id``; tell what cannot be believed."""
        ...

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that hold anything, in order."""
        ...

    def alone(self, name: str) -> AbstractContextManager[None]:
        """Keep others out of what goes by a name, on all machines that write to this record."""
        ...


def played_kinds(records: Records) -> tuple[str, ...]:
    """Return the months of which something was played, as kinds, in order."""
    return tuple(kind for kind in records.kinds() if kind.startswith(f"{PLAYED}/"))


def copy_records(source: Records, target: Records, told: list[Finding]) -> dict[str, int]:
    """Carry all lines of one record into another; return how many were new, by kind."""
    added: dict[str, int] = {}
    for kind in source.kinds():
        lines = source.read(kind, told)
        known = {line["id"] for line in target.read(kind, [])}
        new = [line for line in lines if line["id"] not in known]
        target.append(kind, new)
        added[kind] = len(new)
    return added
