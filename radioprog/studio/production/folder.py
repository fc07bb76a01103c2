"""The folder of one programme's build: its lock, and what others left there."""

from __future__ import annotations

import contextlib
from pathlib import Path

from radioprog.kernel.canonical import digest
from radioprog.kernel.files import PART, disk_errors, locked, sweep_parts
from radioprog.record.manifest import Manifest
from radioprog.studio.catalogue import Source
from radioprog.studio.workspace import Workspace


def lock_of(workspace: Workspace, folder: Path) -> Path:
    """Return the lock that whoever makes a programme's folder holds."""
    return workspace.cache / "locks" / f"{digest(str(folder))[:24]}.lock"


def sweep_left_over(workspace: Workspace, folder: Path) -> None:
    """Remove what a killed builder left beside a whole programme, unless one is at work there."""
    if any(folder.glob(f".*{PART}")):
        with contextlib.suppress(BlockingIOError), locked(lock_of(workspace, folder), wait=False):
            sweep_parts(folder)


def remove_left_over(
    source: Source, workspace: Workspace, earlier: Manifest | None, manifest: Manifest
) -> None:
    """Remove what an earlier build of this programme made and this one did not.

    Only names in the programme's own folder are known: `read_manifest` believes no others.
    """
    forms = workspace.deliveries.values()
    known = {f"{source.stem}.{form.name}{form.container.extension}" for form in forms}
    if earlier is not None:
        known |= {output.name for output in earlier.outputs}
    for name in known - {output.name for output in manifest.outputs}:
        with disk_errors(source.folder / name):
            (source.folder / name).unlink(missing_ok=True)
