"""Working ahead: stages of a stream run side by side, a few blocks apart.

Between the stages of the master. NumPy, SciPy, soxr, LAME and FFmpeg let other threads run while
they work, so a stage in a thread of its own uses another core; but only where its blocks are long,
since each short step that ends waits for the others. Order is kept: what comes out is the same as
without.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

DEPTH = 4
"""Blocks that a stage may be ahead of the next."""


@dataclass(frozen=True, slots=True)
class _Failed:
    problem: BaseException


class _End:
    pass


class _Pipe(Generic[T]):
    """A bounded line from one thread to another, that either side may close."""

    def __init__(self, depth: int = DEPTH) -> None:
        self._items: queue.Queue[T | _Failed | _End] = queue.Queue(depth)
        self._closed = threading.Event()

    def put(self, item: T | _Failed | _End) -> bool:
        """Hand on an item; tells whether anybody still wants more."""
        while not self._closed.is_set():
            try:
                self._items.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def feed(self, items: Iterable[T]) -> None:
        """Hand on all items, then the end, or the error that came instead."""
        try:
            for item in items:
                if not self.put(item):
                    return
            self.put(_End())
        except BaseException as problem:
            self.put(_Failed(problem))

    def __iter__(self) -> Iterator[T]:
        while True:
            item = self._items.get()
            if isinstance(item, _End):
                return
            if isinstance(item, _Failed):
                raise item.problem
            yield item

    def close(self) -> None:
        """Want nothing more."""
        self._closed.set()


def ahead(items: Iterable[T], *, depth: int = DEPTH) -> Iterator[T]:
    """Give items that another thread makes a few ahead; its error is raised here.

    >>> list(ahead(range(3)))
    [0, 1, 2]
    """
    pipe: _Pipe[T] = _Pipe(depth)
    thread = threading.Thread(target=pipe.feed, args=(items,), daemon=True)
    thread.start()
    try:
        yield from pipe
    finally:
        pipe.close()
        thread.join()


def fan_out(items: Iterable[T], takers: Sequence[Callable[[Iterator[T]], R]]) -> list[R]:
    """Give every item to every taker, each in a thread of its own; answer what they answer.

    The first error, of the items or of a taker, is raised when all have ended.

    >>> fan_out([1, 2, 3], [sum, max])
    [6, 3]
    """
    pipes: list[_Pipe[T]] = [_Pipe() for _ in takers]
    answers: list[R | _Failed] = [_Failed(RuntimeError("not run"))] * len(takers)

    def run(number: int) -> None:
        try:
            answers[number] = takers[number](iter(pipes[number]))
        except BaseException as problem:
            answers[number] = _Failed(problem)
        finally:
            pipes[number].close()

    threads = [
        threading.Thread(target=run, args=(number,), daemon=True) for number in range(len(takers))
    ]
    for thread in threads:
        thread.start()
    _deal(items, pipes)
    for thread in threads:
        thread.join()
    for answer in answers:
        if isinstance(answer, _Failed):
            raise answer.problem
    return [answer for answer in answers if not isinstance(answer, _Failed)]


def _deal(items: Iterable[T], pipes: Sequence[_Pipe[T]]) -> None:
    """Hand every item to every pipe until none wants more; an error of the items goes down all."""
    end: _Failed | _End = _End()
    try:
        for item in items:
            wanted = [pipe.put(item) for pipe in pipes]
            if not any(wanted):
                break
    except BaseException as problem:
        end = _Failed(problem)
    for pipe in pipes:
        pipe.put(end)
