"""Work in batches, through any executor: pages of a site, packs of stations.

A batch is plain values that one function makes something of, here or anywhere, with the same
bytes. What nobody else can do is done in this process: a worker that died, other versions or a
cluster that is gone delay a batch, and change nothing of it.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Generic, TypeVar

from radioprog.studio.workers.cluster import ClusterPool
from radioprog.studio.workers.executors import trouble_of
from radioprog.studio.workers.job import fits, place_of, put_up_sign, versions

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 8
"""Batches that are handed out and not yet taken back: what they make has to be held in memory."""
BEAT = 5.0
"""Seconds without an answer, after which a cluster is looked after."""
ALONE = 30.0
"""Seconds that a batch may wait for a cluster without workers."""


@dataclass(frozen=True, slots=True)
class _Done(Generic[R]):
    """What a worker made of a batch."""

    value: R


def in_batches(
    work: Callable[[T], R],
    batches: Iterable[T],
    executor: Executor | None = None,
    *,
    sees: Path | None = None,
) -> Iterator[tuple[T, R]]:
    """Yield each batch with what was made of it, in their order.

    ``work`` is a function of a module, and must not depend on where it runs; what it raises is
    raised here. ``sees`` is the workspace whose files it needs, if it needs any: what a worker
    without sight of them cannot do is done here. So is a single batch.

    >>> list(in_batches(sum, [[1, 2], [3]]))
    [([1, 2], 3), ([3], 3)]
    """
    rows = iter(batches)
    first = list(islice(rows, 2))
    if executor is None or len(first) < 2:
        for each in chain(first, rows):
            yield each, work(each)
        return
    with _sign(sees) as sign:
        desk = _Desk(work, executor, sign)
        try:
            for each in chain(first, rows):
                desk.hand_out(each)
                if len(desk.waiting) == AHEAD:
                    yield desk.next_done()
            while desk.waiting:
                yield desk.next_done()
        finally:
            desk.call_off()


@contextlib.contextmanager
def _sign(root: Path | None) -> Iterator[Path | None]:
    """Put up the sign that tells workers whether they see a workspace."""
    if root is None:
        yield None
        return
    with put_up_sign(root) as sign:
        yield place_of(root, sign)


class _Desk(Generic[T, R]):
    """What is handed out and not yet taken back, the oldest first."""

    def __init__(self, work: Callable[[T], R], executor: Executor, sign: Path | None) -> None:
        self.waiting: deque[tuple[T, Future[_Done[R] | None] | None]] = deque()
        self._work = work
        self._executor: Executor | None = executor
        self._here = versions()
        self._sign = sign

    def hand_out(self, batch: T) -> None:
        """Give a batch to a worker; once the executor is broken, it waits for this process."""
        future = None
        if self._executor is not None:
            try:
                future = self._executor.submit(_anywhere, self._work, batch, self._here, self._sign)
            except BrokenExecutor:
                self._executor = None
        self.waiting.append((batch, future))

    def next_done(self) -> tuple[T, R]:
        """Wait for the oldest batch."""
        batch, future = self.waiting.popleft()
        done = self._answer(future) if future is not None else None
        return batch, done.value if done is not None else self._work(batch)

    def _answer(self, future: Future[_Done[R] | None]) -> _Done[R] | None:
        """Return a worker's answer; nothing where there will be none, or it could not do it."""
        alone_since: float | None = None
        while not wait((future,), BEAT).done:
            if not isinstance(self._executor, ClusterPool) or not self._executor.strays((future,)):
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since > ALONE:
                future.cancel()
                return None
        try:
            return future.result()
        except BrokenExecutor:
            self._executor = None
            return None
        except Exception as problem:
            if trouble_of(problem) is None:
                raise
            return None

    def call_off(self) -> None:
        """Withdraw what nobody has begun."""
        for _, future in self.waiting:
            if future is not None:
                future.cancel()


def _anywhere(
    work: Callable[[T], R], batch: T, wanted: Mapping[str, str], sign: Path | None
) -> _Done[R] | None:
    """Do a batch, where this machine sees what it needs and makes the bytes that are asked for."""
    if not fits(wanted) or (sign is not None and not sign.is_dir()):
        return None
    return _Done(work(batch))


def chunks(rows: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Part rows into batches as they come.

    >>> list(chunks("abcde", 2))
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    source = iter(rows)
    while part := tuple(islice(source, size)):
        yield part
