"""A cluster's workers as an executor: who cannot do our work is passed over, who left is missed.

An errand travels sealed, as bytes: a worker without radioprog then answers that it cannot unseal
them, where Dask's own way of sending would end that worker or leave the errand waiting.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 8
"""Seconds that the scheduler and its workers have for an answer."""


class _Sealed:
    """A call that takes place when its bytes are unpacked."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self._call, ()


def sealed(fn: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> bytes:
    """Seal a call: `pickle.loads`, which every worker has, makes it.

    >>> pickle.loads(sealed(max, 1, 2))
    2
    """
    return pickle.dumps(_Sealed(partial(fn, *args, **kwargs)))


class ClusterPool(Executor):
    """The workers of a Dask client that are able to do our work."""

    def __init__(self, client: Any) -> None:
        """Hand out to every worker, until one turns out to be unable."""
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._able: frozenset[str] | None = None
        self._bound: dict[Future[Any], frozenset[str]] = {}

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand out one piece of work."""
        bound = {} if self._able is None else {"workers": sorted(self._able)}
        call = sealed(fn, *args, **kwargs)
        future: Future[T] = self._executor.submit(pickle.loads, call, **bound)
        if self._able is not None:
            self._bound[future] = self._able
            future.add_done_callback(lambda done: self._bound.pop(done, None))
        return future

    def pass_over(self, fits: Callable[P, bool], /, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Hand out only to workers where ``fits`` holds from now on; false: there is none."""
        call = sealed(fits, *args, **kwargs)
        answers = in_time(lambda: self._client.run(pickle.loads, call, on_error="return"))
        able = frozenset(worker for worker, answer in (answers or {}).items() if answer is True)
        if able:
            self._able = able
        return bool(able)

    def strays(self, waiting: Iterable[Future[T]]) -> list[Future[T]]:
        """Return those of the waiting for which no worker is here that may do them."""
        here = frozenset(in_time(self._client.nthreads) or ())
        return [future for future in waiting if not self._bound.get(future, here) & here]


def in_time(ask: Callable[[], T]) -> T | None:
    """Ask what Dask itself might wait for without end; ``None``: no answer came in time."""
    answer: Future[T] = Future()

    def asked() -> None:
        try:
            answer.set_result(ask())
        except Exception as problem:
            answer.set_exception(problem)

    threading.Thread(target=asked, daemon=True).start()
    try:
        return answer.result(PATIENCE)
    except (OSError, TimeoutError):
        return None
