"""Build: make what is out of date, say why, and let one failure stop only its own programme.

Decided here: what is stale. Made in `radioprog.studio.produce`, in this process or, with several
programmes, in any `concurrent.futures.Executor`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path

from radioprog.kernel.errors import RadioprogError, UsageError
from radioprog.kernel.findings import NOWHERE, Finding
from radioprog.programme.delivery import chosen as chosen_deliveries
from radioprog.record.manifest import Manifest
from radioprog.studio.catalogue import Source, all_sources, name_clashes, orphans, source_of
from radioprog.studio.index import Index
from radioprog.studio.made import Programme, Report, Task, Tell, bug, current, failed, lost_worker
from radioprog.studio.staleness import Wish
from radioprog.studio.workspace import Workspace
from radioprog.studio.world import World


def build(
    workspace: Workspace,
    scripts: Iterable[Path] = (),
    *,
    wish: Wish = Wish(),  # noqa: B008  # a frozen value
    output: Path | None = None,
    verify: bool = False,
    executor: Executor | None = None,
    threads: int = 2,
    tell: Tell | None = None,
) -> Report:
    """Make every programme that is out of date (or only those of ``scripts``).

    ``output`` replaces the workspace's ``build/``; ``verify`` hashes every file anew instead of
    trusting its stat; ``executor`` makes programmes side by side, ``threads`` encodes within one.

    Raises:
        UsageError: a delivery asked for does not exist.
    """
    folder = output or workspace.build
    sources, findings = _sources(workspace, scripts, folder)
    _demand_deliveries(workspace, wish)
    world = World(workspace, wish, Index(workspace.cache / "index.json", trust=not verify))
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
    clashes = name_clashes(workspace, everything)
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
    tasks: Mapping[str, Task | Manifest], folders: Mapping[str, Path], world: World,
    executor: Executor | None, tell: Tell | None,
) -> Iterator[tuple[str, Programme]]:  # fmt: skip
    stale: dict[str, Task] = {}
    for name, task in tasks.items():
        if isinstance(task, Task):
            stale[name] = task
        else:
            yield name, current(task, folders[name], world.workspace)
    if executor is None or len(stale) < 2:
        for name, task in stale.items():
            yield name, make_safely(task, tell)
        return
    yield from _side_by_side(stale, executor, tell)


def _side_by_side(
    stale: Mapping[str, Task], executor: Executor, tell: Tell | None
) -> Iterator[tuple[str, Programme]]:
    waiting: dict[str, Future[Programme]] = {
        name: executor.submit(make_safely, task) for name, task in stale.items()
    }
    try:
        for name, future in waiting.items():
            try:
                done = future.result()
            except BrokenExecutor:
                done = failed(stale[name], lost_worker())
            except Exception as problem:
                if stale[name].wish.debug:
                    raise
                done = failed(stale[name], bug(problem))
            if tell is not None:
                tell(name, done.status, 1.0)
            yield name, done
    except BaseException:
        for future in waiting.values():
            future.cancel()
        raise


def make_safely(task: Task, tell: Tell | None = None) -> Programme:
    """Make one programme; whatever goes wrong is its own failure, told with findings."""
    try:
        from radioprog.studio.produce import produce

        return produce(task, tell)
    except RadioprogError as problem:
        return failed(task, problem)
    except Exception as problem:
        if task.wish.debug:
            raise
        return failed(task, bug(problem))


def _refused(workspace: Workspace, source: Source) -> Programme:
    return Programme(
        script=workspace.show(source.path), status="failed", folder=source.folder, exit_status=1
    )
