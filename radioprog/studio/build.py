"""Build: make what is out of date, say why, and let one failure stop only its own programme.

Decided here: what is stale. Made in `studio.production.produce`, in this process or, with several
programmes, in any `concurrent.futures.Executor`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import NOWHERE, Finding
from radioprog.programme.delivery import chosen as chosen_deliveries
from radioprog.record.manifest import Manifest
from radioprog.studio.catalogue import Source, all_sources, name_findings, orphans, source_of
from radioprog.studio.production.current import Index, Wish
from radioprog.studio.production.result import (
    Programme,
    Report,
    Task,
    Tell,
    current,
    sweep_left_over,
)
from radioprog.studio.production.world import World
from radioprog.studio.workspace import Workspace


def build(
    workspace: Workspace,
    scripts: Iterable[Path] = (),
    *,
    wish: Wish = Wish(),  # noqa: B008  # a frozen value
    output: Path | None = None,
    verify: bool = False,
    executor: Executor | None = None,
    store: str | None = None,
    threads: int = 2,
    tell: Tell | None = None,
) -> Report:
    """Make every programme that is out of date (or only those of ``scripts``).

    ``output`` replaces the workspace's ``build/``; ``verify`` hashes every file anew instead of
    trusting its stat; ``executor`` makes programmes side by side, ``threads`` encodes within one.
    ``store`` is the URL of a storage that machines share: for the cache of sound, and for what
    goes to and comes from workers that do not see the workspace's folder.

    Raises:
        UsageError: a delivery asked for does not exist, or the storage's URL is not plain.
        MachineError: what speaks to the storage is not installed.
    """
    folder = output or workspace.build
    sources, findings = _sources(workspace, scripts, folder)
    _demand_deliveries(workspace, wish)
    if store is not None:
        from radioprog.kernel.store.bucket import open_storage

        open_storage(store)
    index = Index(workspace.cache / "index.json", trust=not verify)
    world = World(workspace, wish, index, store)
    clashing = {found.place.file for found in findings if found.is_error}
    tasks = {
        source.name: world.task(source, threads)
        for source in sources
        if workspace.show(source.path) not in clashing
    }
    folders = {source.name: source.folder for source in sources}
    made = dict(_made(tasks, folders, world, executor, tell))
    for source in sources:
        if source.name not in made:
            made[source.name] = _refused(workspace, source)
    world.index.save()
    return Report(tuple(made[source.name] for source in sources), findings)


def _sources(
    workspace: Workspace, scripts: Iterable[Path], folder: Path
) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    everything = all_sources(workspace, folder)
    clashes = name_findings(workspace, everything)
    wanted = tuple(scripts)
    if not wanted:
        return everything, (*clashes, *orphans(workspace, folder))
    by_path = {source.path: source for source in everything}
    return tuple(
        dict.fromkeys(
            by_path.get(path.absolute(), source_of(workspace, path.absolute(), folder))
            for path in wanted
        )
    ), clashes


def _demand_deliveries(workspace: Workspace, wish: Wish) -> None:
    _, unknown = chosen_deliveries(wish.deliver, workspace.deliveries, place=NOWHERE)
    if unknown:
        raise UsageError(unknown)


def _made(
    tasks: Mapping[str, Task | Manifest],
    folders: Mapping[str, Path],
    world: World,
    executor: Executor | None,
    tell: Tell | None,
) -> Iterator[tuple[str, Programme]]:
    stale: dict[str, Task] = {}
    for name, task in tasks.items():
        if isinstance(task, Task):
            stale[name] = task
        else:
            sweep_left_over(world.workspace, folders[name])
            yield name, current(task, folders[name], world.workspace)
    if not stale:
        return
    from radioprog.studio.workers.dispatch import side_by_side
    from radioprog.studio.workers.job import make_safely
    from radioprog.studio.workers.pool import LocalPool

    if executor is None or (len(stale) == 1 and isinstance(executor, LocalPool)):
        for name, task in stale.items():
            yield name, make_safely(task, tell)
        return
    yield from side_by_side(
        stale, executor, workspace=world.workspace, store=world.store, tell=tell
    )


def _refused(workspace: Workspace, source: Source) -> Programme:
    return Programme(
        script=workspace.show(source.path), status="failed", folder=source.folder, exit_status=1
    )
