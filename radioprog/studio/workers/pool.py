"""The pool: processes of this machine that stop tidily, and are replaced when one of them dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, ParamSpec, TypeVar

from radioprog.kernel.system import unreached_by_the_terminal

P = ParamSpec("P")
T = TypeVar("T")

STOPPED = 128 + signal.SIGTERM
"""The exit status of a worker that was asked to stop."""
PATIENCE = 5.0
"""Seconds that a worker has for putting its things away before it ends regardless."""
_at_work = threading.Event()


class LocalPool(Executor):
    """Processes of this machine; `mend` puts fresh ones in the place of a broken pool."""

    def __init__(self, count: int) -> None:
        """Keep ``count`` processes, started when there is work."""
        self._count = count
        self._pool = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        with unreached_by_the_terminal():
            return ProcessPoolExecutor(self._count, mp_context=context, initializer=_prepare)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand out one piece of work."""
        with unreached_by_the_terminal():
            return self._pool.submit(_work, fn, args, kwargs)

    def mend(self) -> None:
        """Wait until the broken pool's processes have ended, and make a fresh one."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._fresh()

    def interrupt(self) -> None:
        """Ask every process to stop what it does and to leave nothing behind."""
        for process in list((self._pool._processes or {}).values()):
            process.terminate()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes go."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def _prepare() -> None:
    """Make a worker: it obeys its parent alone, and ends with it."""
    signal.signal(signal.SIGTERM, _stop)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(*_: object) -> None:
    """Unwind from what is being made, once; a worker that is idle or takes too long just ends."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if not _at_work.is_set():
        os._exit(STOPPED)
    deadline = threading.Timer(PATIENCE, os._exit, (STOPPED,))
    deadline.daemon = True
    deadline.start()
    raise KeyboardInterrupt


def _work(fn: Callable[..., T], args: Sequence[Any], kwargs: Mapping[str, Any]) -> T:
    try:
        _at_work.set()
        return fn(*args, **kwargs)
    except KeyboardInterrupt:
        os._exit(STOPPED)  # everything is put away; the executor would hand out the next piece
    finally:
        _at_work.clear()
