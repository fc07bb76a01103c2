"""Build: make what is out of date, say why, and let one failure stop only its own programme.

Decided here: what is asked for, and what is stale. Made in `studio.production.make`, in this
process or, with several programmes, in any `concurrent.futures.Executor`.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from radioprog.kernel.errors import Interrupted, UsageError
from radioprog.kernel.files import publish_bytes, stands_as
from radioprog.kernel.findings import NOWHERE, Finding
from radioprog.programme.delivery import chosen as chosen_deliveries
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.script.model import Script
from radioprog.script.write import write_script
from radioprog.speech.findings import REHEARSAL
from radioprog.speech.model import SpeechEngine
from radioprog.studio import findings as say
from radioprog.studio.catalogue import (
    Source,
    all_sources,
    links_out,
    name_findings,
    orphans,
    source_of,
)
from radioprog.studio.production.current import Index, World, sweep_left_over
from radioprog.studio.production.findings import CANCELLED
from radioprog.studio.production.options import BuildOptions, CallersOwn, Progress, Task
from radioprog.studio.production.result import BuildStatus, Programme, Report, of_manifest
from radioprog.studio.workspace import Workspace

PathLike = str | Path
Cancel = Event | Callable[[], bool]
_MOST_AT_ONCE = 64


def build(
    workspace: Workspace,
    scripts: PathLike | Script | Iterable[PathLike | Script] = (),
    *,
    clips: Mapping[str, Any] | None = None,
    engines: Iterable[SpeechEngine] = (),
    deliver: str | Iterable[str] = (),
    output: PathLike | None = None,
    jobs: int = 1,
    threads: int = 2,
    force: bool = False,
    online: bool = False,
    strict_voices: bool = False,
    verify: bool = False,
    debug: bool = False,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    store: str | None = None,
) -> Report:
    """Make every programme that is out of date (or only those of ``scripts``).

    A programme that fails stops no other: it stands in the report with its findings, which
    `Report.raise_for_errors` turns into an error. Every argument is told in docs/library.md.

    Raises:
        UsageError: an argument is of the wrong kind, a script or delivery does not exist.
        Interrupted: ``cancel`` said so; no further programme was begun, nothing is half made.
        MachineError: what speaks to the storage is not installed.
    """
    _demand_numbers(jobs=jobs, threads=threads)
    options = _options(workspace, deliver, (force, online, strict_voices, debug), engines, clips)
    world = _world(workspace, options, store, trust=not verify)
    sources, found = _sources(workspace, scripts, output)
    work = _Work(world, jobs, threads, executor, progress, _asked(cancel))
    is_first = not any((each.folder / MANIFEST).exists() for each in sources)
    made = work.done([each for each in sources if not _is_clashing(workspace, each, found)])
    told = (REHEARSAL(),) if is_first and any(map(_is_rehearsal, made.values())) else ()
    programmes = tuple(made.get(each.name) or _refused(workspace, each) for each in sources)
    return Report(programmes, (*found, *told))


@dataclass(frozen=True, slots=True)
class _Work:
    """How the programmes that are asked for are made."""

    world: World
    jobs: int
    threads: int
    executor: Executor | None
    progress: Progress | None
    ask: Callable[[], None]

    def done(self, wanted: list[Source]) -> dict[str, Programme]:
        """Return each programme by its name, made or found current."""
        tell = _told(self.progress, self.ask)
        try:
            with _executor(self.jobs if len(wanted) > 1 else 1, self.executor) as pool:
                return dict(_made(wanted, self.threads, self.world, pool, tell, self.ask))
        except CallersOwn as stop:
            raise stop.problem from None
        finally:
            self.world.index.save()


# --- what is asked for ---


def _demand_numbers(**numbers: int) -> None:
    for name, value in numbers.items():
        if not isinstance(value, int) or not 1 <= value <= _MOST_AT_ONCE:
            raise UsageError(say.BAD_NUMBER(name=name, value=str(value), most=_MOST_AT_ONCE))


def _options(
    workspace: Workspace,
    deliver: str | Iterable[str],
    switches: tuple[bool, bool, bool, bool],
    engines: Iterable[SpeechEngine],
    clips: Mapping[str, Any] | None,
) -> BuildOptions:
    """Return how a build is asked for; ``switches`` stand in the order of `BuildOptions`."""
    names = tuple(_several(deliver, str, "deliver"))
    options = BuildOptions(names, *switches, tuple(engines), _clips(workspace, clips or {}))
    _demand_deliveries(workspace, options)
    return options


def _world(workspace: Workspace, options: BuildOptions, store: str | None, *, trust: bool) -> World:
    """Return what manifests are compared with; a storage that cannot be reached is told at once."""
    if store is not None:
        from radioprog.kernel.store.bucket import open_storage

        open_storage(store)
    return World(workspace, options, Index(workspace.cache / "index.json", trust=trust), store)


def _is_clashing(workspace: Workspace, source: Source, findings: tuple[Finding, ...]) -> bool:
    """Tell whether a script may not be built: its name means another's files."""
    shown = workspace.show(source.path)
    return any(found.is_error and found.place.file == shown for found in findings)


def _several(given: Any, kinds: Any, name: str) -> list[Any]:
    """Return one value or several as a list; anything else is told."""
    several = [given] if isinstance(given, kinds) else given
    if not isinstance(several, Iterable) or isinstance(several, bytes):
        raise UsageError(say.BAD_ARGUMENT(name=name, value=type(given).__name__))
    found = list(several)
    for each in found:
        if not isinstance(each, kinds):
            raise UsageError(say.BAD_ARGUMENT(name=name, value=type(each).__name__))
    return found


def _path(given: Any, name: str) -> Path:
    if not isinstance(given, str | Path):
        raise UsageError(say.BAD_ARGUMENT(name=name, value=type(given).__name__))
    return Path(given)


def _clips(workspace: Workspace, clips: Mapping[str, Any]) -> Mapping[str, Path]:
    """Return a file for each clip; what lies in memory is kept beside the cache, by its samples."""
    if not isinstance(clips, Mapping):
        raise UsageError(say.BAD_ARGUMENT(name="clips", value=type(clips).__name__))
    return {str(name): _clip(workspace, value) for name, value in clips.items()}


def _clip(workspace: Workspace, value: Any) -> Path:
    if isinstance(value, str | Path):
        path = workspace.found(Path(value))
        if not path.is_file():
            raise UsageError(say.NO_SUCH_CLIP(name=str(value)))
        return path
    from radioprog.audio.clip import Clip

    clip = Clip.of(value)
    shape = f"{clip.rate} {clip.samples.shape} ".encode()
    name = hashlib.sha256(shape + clip.samples.tobytes()).hexdigest()[:32]
    path = workspace.cache / "clips" / f"{name}.wav"
    return path if path.is_file() else clip.save(path)


def _demand_deliveries(workspace: Workspace, options: BuildOptions) -> None:
    _, unknown = chosen_deliveries(options.deliver, workspace.deliveries, place=NOWHERE)
    if unknown:
        raise UsageError(unknown)


def _sources(
    workspace: Workspace,
    scripts: PathLike | Script | Iterable[PathLike | Script],
    output: PathLike | None,
) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Return what is asked for, and what is wrong with the names of all scripts."""
    folder = workspace.build if output is None else workspace.root / _path(output, "output")
    wanted = _several(scripts, (str, Path, Script), "scripts")
    everything = all_sources(workspace, folder)
    clashes = name_findings(workspace, everything)
    if not wanted:
        told = (*links_out(workspace, folder, everything), *orphans(workspace, folder))
        return everything, (*clashes, *told)
    by_path = {source.path: source for source in everything}
    found: dict[str, Source] = {}
    for each in wanted:
        if isinstance(each, Script):
            source = _from_memory(workspace, each, folder)
        else:
            path = workspace.found(Path(each))
            source = by_path.get(path) or source_of(workspace, path, folder)
        found.setdefault(source.name, source)
    sources = tuple(found.values())
    return sources, (*clashes, *links_out(workspace, folder, sources))


def _from_memory(workspace: Workspace, script: Script, folder: Path) -> Source:
    """Return the source of a script that a program made; its text lies beside the cache."""
    parts = Path(script.name).parts
    if not parts or Path(script.name).is_absolute() or ".." in parts:
        raise UsageError(say.BAD_SCRIPT_NAME(name=script.name))
    path = workspace.cache / "scripts" / f"{script.name}.md"
    data = write_script(script).encode()
    if not stands_as(path, data):
        publish_bytes(path, data)
    return Source(path, script.name, folder / script.name)


# --- who is told, and who may stop it ---


def _asked(cancel: Cancel | None) -> Callable[[], None]:
    """Return what is asked between steps; it raises where the work is to stop."""
    if cancel is not None and not isinstance(cancel, Event) and not callable(cancel):
        raise UsageError(say.BAD_ARGUMENT(name="cancel", value=type(cancel).__name__))

    def ask() -> None:
        if cancel is None:
            return
        try:
            stop = cancel.is_set() if isinstance(cancel, Event) else cancel()
        except Exception as problem:
            raise CallersOwn(problem) from problem
        if stop:
            raise Interrupted(CANCELLED())

    return ask


def _told(progress: Progress | None, ask: Callable[[], None]) -> Progress:
    def tell(name: str, step: str, share: float) -> None:
        ask()
        if progress is not None:
            try:
                progress(name, step, share)
            except Exception as problem:
                raise CallersOwn(problem) from problem

    return tell


# --- what is made ---


@contextlib.contextmanager
def _executor(jobs: int, executor: Executor | None) -> Iterator[Executor | None]:
    if executor is not None or jobs == 1:
        yield executor
        return
    from radioprog.studio.workers.executors import executor_for

    with executor_for(jobs) as own:
        yield own


def _made(
    sources: Iterable[Source],
    threads: int,
    world: World,
    executor: Executor | None,
    tell: Progress,
    ask: Callable[[], None],
) -> Iterator[tuple[str, Programme]]:
    stale: dict[str, Task] = {}
    for source in sources:
        task = world.task(source, threads)
        if isinstance(task, Task):
            stale[source.name] = task
        else:
            sweep_left_over(world.workspace, source.folder)
            yield source.name, _current(task, source, world.workspace)
    if not stale:
        return
    from radioprog.studio.workers.dispatch import side_by_side
    from radioprog.studio.workers.job import make_safely
    from radioprog.studio.workers.pool import LocalPool

    if executor is None or (len(stale) == 1 and isinstance(executor, LocalPool)):
        for name, task in stale.items():
            ask()
            yield name, make_safely(task, tell)
        return
    yield from side_by_side(
        stale, executor, workspace=world.workspace, store=world.store, tell=tell, ask=ask
    )


def _current(manifest: Manifest, source: Source, workspace: Workspace) -> Programme:
    return of_manifest(manifest, source.folder, BuildStatus.CURRENT, workspace=workspace)


def _is_rehearsal(programme: Programme) -> bool:
    """Tell whether a programme was just built with the voice that is for rehearsal."""
    manifest = read_manifest(programme.folder) if programme.status is BuildStatus.BUILT else None
    return manifest is not None and any(name.startswith("espeak:") for name in manifest.engines)


def _refused(workspace: Workspace, source: Source) -> Programme:
    return Programme(
        script=workspace.show(source.path),
        status=BuildStatus.FAILED,
        folder=source.folder,
        root=workspace.root,
        exit_status=1,
    )
