"""An errand: one programme's task as it travels to a worker, and what the worker answers.

A worker that sees the workspace's folder works in it. One that does not says so, and is then
sent the programme's inputs as a parcel.
"""

from __future__ import annotations

import errno
import platform
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import DiskError, Interrupted, MachineError, RadioprogError, bug
from radioprog.kernel.files import disk_errors
from radioprog.kernel.findings import in_order
from radioprog.studio.production.current import tool_versions, version_of
from radioprog.studio.production.options import Progress, Task
from radioprog.studio.production.result import Programme, failed
from radioprog.studio.workers.bundle import Brought, Parcel, carry_out
from radioprog.studio.workers.findings import OTHER_VERSIONS
from radioprog.studio.workspace import CACHE

FOLDER = "errands"
"""Where a build's sign stands, below the workspace's cache: who sees it sees the workspace."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A task on its way: the sign that tells whether the folder is in sight, and the parcel.

    ``versions`` are those of the machine that asks; where others are installed, other bytes could
    come of it, so nothing is made there.
    """

    task: Task
    sign: str
    versions: Mapping[str, str]
    parcel: Parcel | None = None


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """The answer of a worker that does not see the workspace's folder."""


Answer = Programme | Brought | OutOfSight


def work(errand: Errand) -> Answer:
    """Make one programme wherever this runs; what goes wrong is the programme's own failure."""
    differing = _differing(errand.versions)
    if differing:
        return failed(errand.task, _other_versions(differing))
    if place_of(errand.task.workspace.root, errand.sign).is_dir():
        with _underway(errand):
            return make_safely(errand.task)
    if errand.parcel is None:
        return OutOfSight()
    try:
        return carry_out(errand.parcel, errand.task, make_safely)
    except RadioprogError as problem:
        return failed(errand.task, problem)


def make_safely(task: Task, tell: Progress | None = None) -> Programme:
    """Make one programme; whatever goes wrong is its own failure, told with findings.

    Afterwards the cache is brought within the workspace's limit, also by a programme that failed.
    """
    from radioprog.studio.cache import SOUND, keep_within

    since = time.time()
    made = _made(task, tell)
    told = keep_within(task.workspace, task.sound or task.workspace.cache / SOUND, since=since)
    return replace(made, findings=in_order((*made.findings, *told))) if told else made


def _made(task: Task, tell: Progress | None) -> Programme:
    try:
        from radioprog.studio.production.make import make

        return make(task, tell)
    except Interrupted:
        raise  # no failure of this programme: the whole work is to stop
    except RadioprogError as problem:
        return failed(task, problem)
    except Exception as problem:
        if task.options.debug:
            raise
        return failed(task, _refused(task, problem) or bug(problem))


def _refused(task: Task, problem: Exception) -> DiskError | None:
    """Return as a disk's refusal what a library's own write ran into; nothing where it is none."""
    if not isinstance(problem, OSError) or problem.errno not in _REFUSALS:
        return None
    try:
        with disk_errors(task.source.folder):
            raise problem
    except DiskError as told:
        return told


_REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EPERM)


@contextmanager
def put_up_sign(root: Path) -> Iterator[str]:
    """Put up a sign by which workers know whether they see a workspace, and take it down."""
    sign = secrets.token_hex(16)
    place = place_of(root, sign)
    with disk_errors(place):
        place.mkdir(parents=True)
    try:
        yield sign
    finally:
        shutil.rmtree(place, ignore_errors=True)


def place_of(root: Path, sign: str) -> Path:
    """Name the folder that is the sign of one build."""
    return root / CACHE / FOLDER / sign


def mark_of(root: Path, sign: str, name: str) -> Path:
    """Name the mark that stands while a programme is being made; only a sudden end leaves it."""
    return place_of(root, sign) / digest(name)[:24]


@contextmanager
def _underway(errand: Errand) -> Iterator[None]:
    mark = mark_of(errand.task.workspace.root, errand.sign, errand.task.source.name)
    with disk_errors(mark):
        mark.touch()
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


def versions() -> Mapping[str, str]:
    """Return the versions of all that could decide a byte on another machine."""
    return {
        **tool_versions(),
        "espeakng-loader": version_of("espeakng-loader"),
        "piper-tts": version_of("piper-tts"),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "processor": platform.machine(),
    }


def fits(wanted: Mapping[str, str]) -> bool:
    """Tell whether this machine makes the bytes that the one that asks would make."""
    return not _differing(wanted)


def _differing(wanted: Mapping[str, str]) -> list[str]:
    here = versions()
    return [
        f"{name} {here.get(name)} ≠ {wanted[name]}"
        for name in sorted(wanted)
        if here.get(name) != wanted[name]
    ]


def _other_versions(differing: list[str]) -> MachineError:
    return MachineError(OTHER_VERSIONS(differing=differing))
