"""What a build gives: programmes as they stand after it, and the tasks that make them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import (
    RadioprogError,
    ToolError,
    UsageError,
    worst_status,
)
from radioprog.kernel.files import PART, disk_errors, locked, sweep_parts
from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.paths import Places
from radioprog.kernel.textfile import read_text_file
from radioprog.record.manifest import Manifest
from radioprog.script.parse import parse_script
from radioprog.studio.catalogue import Source
from radioprog.studio.production.current import Wish
from radioprog.studio.production.finding_cache import recall
from radioprog.studio.workspace import Workspace

if TYPE_CHECKING:
    from pydub import AudioSegment

    from radioprog.audio.clip import Clip
    from radioprog.audio.timeline import Block


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme after a build: whether it was built, is current or failed, and its files.

    ``deliveries`` and ``sidecars`` are those of the contract's JSON, with paths relative to the
    workspace; ``folder`` is where they stand.
    """

    script: str
    status: str
    folder: Path
    title: str | None = None
    series: str | None = None
    episode: int | None = None
    reasons: tuple[str, ...] = ()
    duration: float | None = None
    deliveries: tuple[Mapping[str, Any], ...] = ()
    sidecars: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    exit_status: int = 0

    def clip(self, delivery: str | None = None) -> Clip:
        """Give a delivery's sound as a clip in memory: the named one, else the first.

        Raises:
            UsageError: ``unknown-delivery``, there is no such delivery.
        """
        from radioprog.audio.clip import Clip

        for row in self.deliveries:
            if delivery in (None, row["name"]):
                return Clip.of(self.folder / Path(row["path"]).name)
        name = delivery or "?"
        raise UsageError.of(
            "unknown-delivery",
            Text(f"chương trình không có đầu ra {name}", f"the programme has no delivery {name}"),
            Text("xem Programme.deliveries", "see Programme.deliveries"),
        )

    def to_numpy(self, delivery: str | None = None) -> Block:
        """Give a delivery's samples, float32, shape (frames, channels), at its own rate."""
        return self.clip(delivery).to_numpy()

    def to_pydub(self, delivery: str | None = None) -> AudioSegment:
        """Give a delivery's sound as a pydub segment."""
        return self.clip(delivery).to_pydub()


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: every programme by name, and findings of the workspace as a whole."""

    programmes: tuple[Programme, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def exit_status(self) -> int:
        """Give the status that the command ends with: 4 > 3 > 1 > 0."""
        own = [1] if any(found.is_error for found in self.findings) else []
        return worst_status([*own, *(each.exit_status for each in self.programmes)])


@dataclass(frozen=True, slots=True)
class Task:
    """One programme to be made: plain values, so that it can travel to another process.

    ``sound`` is the folder of the cache of sound (``None``: the workspace's own), and
    ``shared_cache`` the URL of a storage behind it.
    """

    root: Path
    source: Source
    wish: Wish
    reasons: tuple[str, ...]
    threads: int
    sound: Path | None = None
    shared_cache: str | None = None


Tell = Callable[[str, str, float], None]
"""How progress is told: (programme, step, share of the programme done from 0 to 1)."""


def failed(task: Task, problem: RadioprogError) -> Programme:
    """Give the programme of a task that could not be made."""
    return Programme(
        script=Places(task.root).shown(task.source.path),
        status="failed",
        folder=task.source.folder,
        reasons=task.reasons,
        findings=problem.findings,
        exit_status=problem.exit_status,
        **_head(task.source),
    )


def _head(source: Source) -> dict[str, Any]:
    """Give what stands at the head of a script, as far as it can be read."""
    text, _ = read_text_file(source.path, shown=source.name)
    script = None if text is None else parse_script(text, file=source.name, name=source.name)[0]
    if script is None:
        return {}
    meta = script.meta
    return {"title": meta.title, "series": meta.series, "episode": meta.episode}


def lost_worker() -> RadioprogError:
    """Say that the process that made a programme died."""
    return ToolError.of(
        "worker-lost",
        Text(
            "tiến trình làm chương trình này bị dừng đột ngột",
            "the process that made this programme died",
        ),
        Text("chạy lại lệnh; nếu lặp lại, dùng --jobs 1", "run again; if it repeats, use --jobs 1"),
    )


def lock_of(workspace: Workspace, folder: Path) -> Path:
    """Name the lock that whoever makes a programme's folder holds."""
    return workspace.cache / "locks" / f"{digest(str(folder))[:24]}.lock"


def sweep_left_over(workspace: Workspace, folder: Path) -> None:
    """Remove what a killed builder left beside a whole programme, unless one is at work there."""
    if any(folder.glob(f".*{PART}")):
        with contextlib.suppress(BlockingIOError), locked(lock_of(workspace, folder), wait=False):
            sweep_parts(folder)


def remove_left_over(
    task: Task, workspace: Workspace, earlier: Manifest | None, manifest: Manifest
) -> None:
    """Remove what an earlier build of this programme made and this one did not."""
    folder, stem = task.source.folder, task.source.stem
    forms = workspace.deliveries.values()
    known = {f"{stem}.{form.name}{form.container.extension}" for form in forms}
    if earlier is not None:
        known |= {output.name for output in earlier.outputs}
    for name in known - {output.name for output in manifest.outputs}:
        with disk_errors(folder / name):
            (folder / name).unlink(missing_ok=True)


def current(manifest: Manifest, folder: Path, workspace: Workspace) -> Programme:
    """Give the programme of a manifest that nothing has overtaken."""
    return of_manifest(
        manifest, folder, "current", workspace=workspace, findings=recall(workspace.cache, manifest)
    )


def of_manifest(
    manifest: Manifest,
    folder: Path,
    status: str,
    *,
    workspace: Workspace,
    findings: tuple[Finding, ...],
    why: tuple[str, ...] = (),
) -> Programme:
    """Give a programme as its manifest tells, with paths as the workspace shows them."""

    def shown(name: str) -> str:
        return workspace.show(folder / name)

    return Programme(
        script=workspace.show(workspace.root / manifest.script),
        status=status,
        folder=folder,
        title=manifest.title,
        series=manifest.series,
        episode=manifest.episode,
        reasons=why,
        duration=manifest.duration,
        deliveries=tuple({**row, "path": shown(row["path"])} for row in manifest.deliveries),
        sidecars={name: shown(file) for name, file in manifest.sidecars.items()},
        findings=findings,
    )
