"""The crew: programmes handed to any executor, and what its workers answer.

A worker that dies takes only its own programme with it; a worker that does not see the workspace
is sent the inputs; nothing is lost silently.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import replace

from radioprog.kernel.errors import MachineError, RadioprogError, ToolError, bug
from radioprog.kernel.findings import Finding
from radioprog.studio.production.findings import WORKER_LOST
from radioprog.studio.production.options import Progress, Task
from radioprog.studio.production.result import BuildStatus, Programme, failed
from radioprog.studio.workers.bundle import Brought, Packer, Parcel
from radioprog.studio.workers.cluster import ClusterPool
from radioprog.studio.workers.executors import no_worker, trouble_of
from radioprog.studio.workers.findings import WORKER_PASSED_OVER, WORKSPACE_NOT_SHARED
from radioprog.studio.workers.job import (
    Answer,
    Errand,
    OutOfSight,
    fits,
    make_safely,
    mark_of,
    put_up_sign,
    versions,
    work,
)
from radioprog.studio.workers.pool import LocalPool
from radioprog.studio.workspace import Workspace

BEAT = 5.0
"""Seconds without an answer, after which a cluster is looked after."""
_ASKS_A_BEAT = 20
ALONE = 30.0
"""Seconds that a cluster may be without any worker that can do our work."""
ATTEMPTS = 3
"""How often a programme is given to another worker because one could not do it."""


def _nobody() -> None:
    """Ask nobody whether to go on."""


def side_by_side(
    tasks: Mapping[str, Task],
    executor: Executor,
    *,
    workspace: Workspace,
    store: str | None = None,
    tell: Progress | None = None,
    ask: Callable[[], None] = _nobody,
) -> Iterator[tuple[str, Programme]]:
    """Make programmes side by side and give each as it is done.

    ``store`` is the URL of the storage through which workers without sight of the workspace's
    folder get their inputs and give back what they made. ``ask`` is called now and then; what it
    raises ends the work.
    """
    with put_up_sign(workspace.root) as sign:
        crew = _Crew(tasks, executor, workspace, store, sign, ask)
        try:
            for name, done in crew.run():
                if tell is not None:
                    tell(name, done.status, 1.0)
                yield name, done
        finally:
            crew.call_off()


class _Crew:
    """What is handed out and not yet answered."""

    def __init__(
        self,
        tasks: Mapping[str, Task],
        executor: Executor,
        workspace: Workspace,
        store: str | None,
        sign: str,
        ask: Callable[[], None],
    ) -> None:
        self._ask = ask
        self._here = versions()
        self._errands = {name: Errand(task, sign, self._here) for name, task in tasks.items()}
        self._executor = executor
        self._packer = Packer(workspace, store) if store else None
        self._waiting: dict[Future[Answer], str] = {}
        self._broken: list[str] = []
        self._sent_anew: set[str] = set()
        self._passed_over: dict[str, list[Finding]] = {}
        self._alone_since: float | None = None
        self._broke_idle = False

    def run(self) -> Iterator[tuple[str, Programme]]:
        """Hand everything out and give each programme that is done or failed."""
        for name in self._errands:
            self._hand_out(name)
        while self._waiting or self._broken:
            if not self._waiting:
                yield from self._after_a_break()
                continue
            done = self._some_done()
            for future in done:
                yield from self._answered(self._waiting.pop(future), future)
            if not done and isinstance(self._executor, ClusterPool):
                yield from self._looked_after(self._executor)

    def _some_done(self) -> set[Future[Answer]]:
        """Wait for a beat, or until somebody answers; ask meanwhile whether to go on."""
        for _ in range(_ASKS_A_BEAT):
            self._ask()
            done, _ = wait(self._waiting, BEAT / _ASKS_A_BEAT, return_when=FIRST_COMPLETED)
            if done:
                return done
        return set()

    def call_off(self) -> None:
        """Withdraw what nobody has begun."""
        for future in self._waiting:
            future.cancel()

    def _hand_out(self, name: str) -> None:
        try:
            self._waiting[self._executor.submit(work, self._errands[name])] = name
        except BrokenExecutor:
            self._broken.append(name)

    def _answered(self, name: str, future: Future[Answer]) -> Iterator[tuple[str, Programme]]:
        task = self._errands[name].task
        try:
            answer = future.result()
        except BrokenExecutor:
            self._broken.append(name)
            return
        except Exception as problem:
            told = trouble_of(problem)
            if told is None and task.options.debug:
                raise
            answer = failed(task, told or bug(problem))
        if isinstance(answer, OutOfSight):
            yield from self._sent(name)
        elif isinstance(answer, Brought):
            yield name, self._with_notes(name, self._adopted(task, answer))
        elif _says(answer, "blob-damaged") and name not in self._sent_anew:
            self._sent_anew.add(name)
            yield from self._sent(name, anew=True)
        elif _says(answer, "worker-differs") and self._elsewhere(name, answer.findings):
            self._hand_out(name)
        else:
            yield name, self._with_notes(name, answer)

    def _elsewhere(self, name: str, why: tuple[Finding, ...]) -> bool:
        """Tell whether a worker is there that can do what another one could not."""
        told = self._passed_over.setdefault(name, [])
        if len(told) == ATTEMPTS or not isinstance(self._executor, ClusterPool):
            return False
        told.extend(why[:1])
        return self._executor.pass_over(fits, self._here)

    def _with_notes(self, name: str, made: Programme) -> Programme:
        """Add to a programme that was made which worker could not make it, and why."""
        told = self._passed_over.get(name)
        if not told or made.status is BuildStatus.FAILED:
            return made
        return replace(made, findings=(*made.findings, _passed_over(told[-1])))

    def _looked_after(self, pool: ClusterPool) -> Iterator[tuple[str, Programme]]:
        """Hand out anew what waits for workers that are gone; where none comes back, say so."""
        strays = pool.strays(self._waiting)
        if not strays:
            self._alone_since = None
            return
        if pool.pass_over(fits, self._here):
            for future in strays:
                name = self._waiting.pop(future)
                future.cancel()
                self._hand_out(name)
            return
        now = time.monotonic()
        self._alone_since = self._alone_since or now
        if now - self._alone_since > ALONE:
            for future in strays:
                name = self._waiting.pop(future)
                future.cancel()
                yield name, failed(self._errands[name].task, no_worker())

    def _sent(self, name: str, *, anew: bool = False) -> Iterator[tuple[str, Programme]]:
        """Send the inputs to workers that do not see them; what cannot travel is made here."""
        errand = self._errands[name]
        try:
            parcel = self._packed(errand.task, anew)
        except RadioprogError as problem:
            yield name, failed(errand.task, problem)
            return
        if parcel is None:
            yield name, make_safely(errand.task)
            return
        self._errands[name] = replace(errand, parcel=parcel)
        self._hand_out(name)

    def _packed(self, task: Task, anew: bool) -> Parcel | None:
        if self._packer is None:
            raise _not_in_sight()
        return self._packer.pack(task, anew=anew)

    def _adopted(self, task: Task, brought: Brought) -> Programme:
        try:
            if self._packer is None:
                raise _not_in_sight()
            return self._packer.adopt(brought, task)
        except RadioprogError as problem:
            return failed(task, problem)

    def _after_a_break(self) -> Iterator[tuple[str, Programme]]:
        """Tell which programmes the dead worker took along, and hand the others out anew.

        A break that took none may happen once; a second one says that no worker can live here.
        """
        names, self._broken = self._broken, []
        self._mend()
        taken = [name for name in names if self._was_taken(name)]
        if not taken and self._broke_idle:
            taken = names
        self._broke_idle = not taken
        for name in names:
            task = self._errands[name].task
            if name in taken:
                yield name, failed(task, ToolError(WORKER_LOST()))
            elif isinstance(self._executor, LocalPool):
                self._hand_out(name)
            else:
                yield name, make_safely(task)

    def _mend(self) -> None:
        """Wait until all workers of the broken executor have ended; ours is then made anew."""
        if isinstance(self._executor, LocalPool):
            self._executor.mend()
        else:
            self._executor.shutdown(wait=True)

    def _was_taken(self, name: str) -> bool:
        errand = self._errands[name]
        mark = mark_of(errand.task.workspace.root, errand.sign, name)
        left = mark.exists()
        mark.unlink(missing_ok=True)
        return left


def _passed_over(why: Finding) -> Finding:
    return WORKER_PASSED_OVER(why=why.message)


def _says(programme: Programme, code: str) -> bool:
    return any(found.code == code for found in programme.findings)


def _not_in_sight() -> MachineError:
    return MachineError(WORKSPACE_NOT_SHARED())
