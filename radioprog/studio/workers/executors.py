"""Where programmes are made: this process, other processes of this machine, or a cluster.

The one door to ``distributed`` (the extra ``radioprog[cluster]``).
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib.util
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future
from pathlib import Path
from typing import Any

from radioprog.kernel.errors import MachineError, RadioprogError, ToolError, UsageError
from radioprog.studio.production.findings import WORKER_LOST
from radioprog.studio.workers import findings as say
from radioprog.studio.workers.cluster import PATIENCE, ClusterPool
from radioprog.studio.workers.pool import LocalPool

ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})")
"""Where a scheduler listens: ``host:port``, with ``tls://`` before it where Dask is set up so."""


@contextlib.contextmanager
def executor_for(jobs: int | None, cluster: str | None = None) -> Iterator[Executor | None]:
    """Return the executor for a number of jobs (``None``: one a core), or that of a cluster.

    ``None`` comes back for one job: everything is then made in this process.

    Raises:
        UsageError: ``cluster-address``, this is no address.
        MachineError: ``cluster-missing``, the extra is not installed; ``cluster-unreachable``,
            nobody answers; ``cluster-empty``, no worker is there.
    """
    if cluster is not None:
        with _cluster(cluster) as executor:
            yield executor
        return
    count = jobs or os.cpu_count() or 1
    if count == 1:
        yield None
        return
    pool = LocalPool(count)
    try:
        yield pool
    except BaseException:
        pool.interrupt()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    found = ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found[1]) < 65536:
        raise _bad_address()
    client = _connected(address)
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as problem:
            raise no_worker() from problem
        _demand_ourselves(client)
        yield ClusterPool(client)
    finally:
        with contextlib.suppress(TimeoutError, OSError):  # the scheduler may be gone by now
            client.close(timeout=1)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as problem:
        raise MachineError(say.CLUSTER_MISSING()) from problem
    answer: Future[Any] = Future()

    def connect() -> None:
        try:
            answer.set_result(Client(address, timeout=PATIENCE, set_as_default=False))
        except Exception as problem:
            answer.set_exception(problem)

    # Dask itself would wait for ever for somebody who takes the call and says nothing.
    threading.Thread(target=connect, daemon=True).start()
    try:
        return answer.result(PATIENCE + 1)
    except (OSError, ValueError, RuntimeError) as problem:
        raise MachineError(say.CLUSTER_UNREACHABLE()) from problem


def _demand_ourselves(client: Any) -> None:
    """Make sure that every worker has us: one that cannot unpack an errand would never answer."""
    try:
        found = client.run(importlib.util.find_spec, "radioprog.studio.workers.job")
    except ModuleNotFoundError as problem:
        raise _not_installed() from problem
    if None in found.values():
        raise _not_installed()


def _bad_address() -> UsageError:
    return UsageError(say.CLUSTER_ADDRESS())


def no_worker() -> MachineError:
    """Say that nobody is there to do the work."""
    return MachineError(say.CLUSTER_EMPTY())


def trouble_of(problem: Exception) -> RadioprogError | None:
    """Tell what an executor's own exception means; ``None``: it is no trouble of executors."""
    if isinstance(problem, CancelledError):
        return _lost()
    distributed = sys.modules.get("distributed")
    if distributed is None:
        return None
    if isinstance(problem, distributed.KilledWorker):
        return ToolError(WORKER_LOST())
    if isinstance(problem, distributed.comm.CommClosedError):
        return _lost()
    return _not_installed() if _lacks_us(problem) else None


def _lacks_us(problem: BaseException | None) -> bool:
    """Tell whether a worker could not even unpack what it was sent: radioprog is not there."""
    while problem is not None:
        if isinstance(problem, ModuleNotFoundError | AttributeError):
            return "radioprog" in str(problem)
        problem = problem.__cause__
    return False


def _lost() -> MachineError:
    return MachineError(say.CLUSTER_LOST())


def _not_installed() -> MachineError:
    return MachineError(say.NOT_INSTALLED())


def work_folder() -> Path:
    """Return a folder of this worker's own, gone when it ends (Dask sweeps a killed one's)."""
    distributed = sys.modules.get("distributed")
    if distributed is not None:
        with contextlib.suppress(ValueError):  # we are in no worker
            return Path(distributed.get_worker().local_directory)
    return _own_folder()


@functools.cache
def _own_folder() -> Path:
    folder = tempfile.mkdtemp(prefix="radioprog-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
