"""Where programmes are made: this process, other processes of this machine, or a cluster."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor

from radioprog.kernel.errors import MachineError
from radioprog.kernel.findings import Text


@contextlib.contextmanager
def executor_for(jobs: int | None, cluster: str | None = None) -> Iterator[Executor | None]:
    """Give the executor for a number of jobs (``None``: one a core), or that of a cluster.

    ``None`` comes back for one job: everything is then made in this process.

    Raises:
        MachineError: ``cluster-missing``, the extra is not installed or nobody answers.
    """
    if cluster is not None:
        with _cluster(cluster) as executor:
            yield executor
        return
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_quiet)
    try:
        yield executor
    except BaseException:
        _interrupt(executor)
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _quiet() -> None:
    """Let only the parent answer Ctrl-C; it then asks the workers to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _interrupt(executor: ProcessPoolExecutor) -> None:
    for process in list((executor._processes or {}).values()):
        process.terminate()


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as problem:
        raise MachineError.of(
            "cluster-missing",
            Text("chưa cài phần chạy nhiều máy", "the cluster extra is not installed"),
            Text("chạy: pip install 'radioprog[cluster]'", "run: pip install 'radioprog[cluster]'"),
        ) from problem
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as problem:
        raise MachineError.of(
            "cluster-unreachable",
            Text("không nối được với cụm máy", "the cluster does not answer"),
            Text(
                "kiểm tra địa chỉ, và dask scheduler đang chạy",
                "check the address, and that its dask scheduler runs",
            ),
        ) from problem
    with client:
        executor: Executor = client.get_executor()
        yield executor
