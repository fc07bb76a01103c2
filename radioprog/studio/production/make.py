"""Make: one programme from its script to its manifest, whole or not at all.

Five calls: prepare → voice → lay → finish (mix and master) → publish, each taking what the one
before gave. Whether there is anything to do the build has asked; only where another builder wrote
a manifest since is it asked anew, under the programme's lock.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from radioprog.kernel.canonical import digest
from radioprog.kernel.files import Staging, disk_errors, locked, sweep_parts
from radioprog.kernel.store.folder import FolderStore, Store
from radioprog.kernel.store.shared import SharedStore
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.studio.cache import SOUND
from radioprog.studio.production.current import Index, World
from radioprog.studio.production.folder import lock_of, remove_left_over
from radioprog.studio.production.options import Progress, Task
from radioprog.studio.production.prepare import prepare
from radioprog.studio.production.publish import publish
from radioprog.studio.production.result import BuildStatus, Programme, of_manifest
from radioprog.studio.production.stages import finish, lay, voice


def make(task: Task, tell: Progress | None = None) -> Programme:
    """Make one programme and return it; what another builder just made is not redone.

    Raises:
        RadioprogError: it cannot be made; nothing that stood before was touched.
    """
    folder, workspace = task.source.folder, task.workspace
    with locked(lock_of(workspace, folder)):
        earlier = read_manifest(folder)
        if earlier is not None and earlier != task.earlier and _is_current(earlier, task):
            return of_manifest(earlier, folder, BuildStatus.CURRENT, workspace=workspace)
        if folder.is_dir():
            sweep_parts(folder)
        return _made(task, earlier, tell or _silent)


def _silent(name: str, step: str, share: float) -> None:
    """Tell nobody."""


def _is_current(manifest: Manifest, task: Task) -> bool:
    if task.options.force:
        return False
    unheard = Index(task.workspace.cache / "none", trust=False)
    return not World(task.workspace, task.options, unheard).reasons(manifest, task.source.folder)


def _made(task: Task, earlier: Manifest | None, tell: Progress) -> Programme:
    name, folder, workspace = task.source.name, task.source.folder, task.workspace
    tell(name, "prepare", 0.02)
    with sound_store(task) as store:
        prepared = prepare(task.source, workspace, clips=task.options.clips)
        laid = lay(voice(prepared, task, store, tell))
        tell(name, "master", 0.45)
        with _scratch(task) as scratch, Staging(folder / MANIFEST) as staging:
            finished = finish(laid, task, scratch)
            tell(name, "publish", 0.9)
            published = publish(finished, task, staging)
        remove_left_over(task.source, workspace, earlier, published.manifest)
        tell(name, "built", 1.0)
        return of_manifest(
            published.manifest,
            folder,
            BuildStatus.BUILT,
            workspace=workspace,
            more=store.damage(),
            why=task.reasons,
        )


@contextlib.contextmanager
def sound_store(task: Task) -> Iterator[Store]:
    """Open the cache of sound that a task works with, and let go of it afterwards."""
    here = FolderStore(task.sound or task.workspace.cache / SOUND)
    try:
        yield SharedStore(here, task.shared_cache) if task.shared_cache else here
    finally:
        here.close()


@contextlib.contextmanager
def _scratch(task: Task) -> Iterator[Path]:
    """Make a folder for what nobody shall see; a killed builder's is emptied first."""
    folder = task.workspace.cache / "scratch" / digest(str(task.source.folder))[:24]
    shutil.rmtree(folder, ignore_errors=True)
    with disk_errors(folder):
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
