"""The error tree: every way a use of radioprog can fail, each with findings and an exit status.

::

    RadioprogError
    ├── ContentError        1  what the producer wrote cannot be made (script, asset, schedule)
    ├── UsageError          2  the command or call was wrong
    ├── MachineError        3  something the machine lacks
    │   ├── EngineError        a speech engine failed or is missing
    │   ├── NetworkError       the network is off, or failed
    │   ├── DiskError          no space, no permission
    │   └── ToolError          a program or worker crashed, hung or grew too large
    ├── BugError            4  a mistake of ours
    └── Interrupted       130  the person stopped it

A mistake of ours, told in words: the command and the build meet one in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from radioprog.kernel.findings import (
    INTERNAL_ERROR,
    NOWHERE,
    Finding,
    Place,
    Severity,
    Text,
    composed,
)


class RadioprogError(Exception):
    """The root: carries at least one finding; `exit_status` is what the command ends with."""

    exit_status: ClassVar[int] = 4

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        """Carry one finding or several."""
        self.findings: tuple[Finding, ...] = (
            (findings,) if isinstance(findings, Finding) else tuple(findings)
        )
        super().__init__("; ".join(found.render("en") for found in self.findings))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.findings,)

    @classmethod
    def of(
        cls, code: str, message: Text, remedy: Text, place: Place = NOWHERE, **details: Any
    ) -> Self:
        """Make this error from one finding's parts."""
        return cls(composed(code, Severity.ERROR, message, remedy, place, details))


class ContentError(RadioprogError):
    """What the producer wrote or recorded cannot be made into a programme or calendar."""

    exit_status: ClassVar[int] = 1


class UsageError(RadioprogError):
    """The command line or the call was wrong."""

    exit_status: ClassVar[int] = 2


class MachineError(RadioprogError):
    """Something the machine lacks: an engine, the network, disk space, permission."""

    exit_status: ClassVar[int] = 3


class EngineError(MachineError):
    """A speech engine is missing, failed, or answered with less sound than text.

    ``transient`` tells whether asking again later could help (time-out, 429, 5xx).
    """

    transient: bool = False


class NetworkError(EngineError):
    """The network is off by choice, out of reach, or the service refused."""


class DiskError(MachineError):
    """The disk is full, or the place cannot be written."""


class ToolError(MachineError):
    """A program or worker that we started crashed, hung, or grew beyond its limits."""


class BugError(RadioprogError):
    """A mistake of ours; never the producer's."""

    exit_status: ClassVar[int] = 4


class Interrupted(RadioprogError):
    """The person pressed Ctrl-C."""

    exit_status: ClassVar[int] = 130


def worst_status(statuses: Iterable[int]) -> int:
    """Choose the exit status of several causes: 130, then 4 > 3 > 2 > 1 > 0.

    >>> worst_status([1, 3, 0])
    3
    """
    return max(statuses, default=0)


def bug(problem: Exception) -> BugError:
    """Turn a mistake of ours, whatever it raised, into an error that says so."""
    what = f"{type(problem).__name__}: {problem}"
    return BugError(INTERNAL_ERROR(what=what))
