"""What differs between systems: the one module that asks which calls this one has.

POSIX and Windows each have their twin here, and a system that lacks a call goes without: no limit
on memory, no group to end at once, no folder to sync. Nothing else in radioprog may use a call that
is not everywhere.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any


def optional_module(name: str) -> Any:
    """Return a module of the standard library, or ``None`` where this system has none."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _flags(*names: str) -> int:
    return sum(getattr(os, name, 0) for name in names)


_ALWAYS = _flags("O_CLOEXEC", "O_BINARY", "O_NOCTTY")
OPEN_TO_READ = os.O_RDONLY | _ALWAYS | _flags("O_NONBLOCK")
"""Never waits for the other end of a pipe."""
OPEN_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _ALWAYS | _flags("O_NOFOLLOW")
"""Only where nothing stands yet, a link included."""
OPEN_OR_CREATE = os.O_RDWR | os.O_CREAT | _ALWAYS | _flags("O_NONBLOCK")
"""For lock files; a pipe in their place is not waited for."""

REQUESTS_TO_END: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals by which a service manager or a closed terminal asks a process to end."""

WINDOWS = os.name == "nt"


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    # Windows syncs only what may be written to.
    handle = os.open(path, (os.O_RDWR if WINDOWS else os.O_RDONLY) | _ALWAYS)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Wait until a folder's names are on the disk; Windows does so by itself."""
    if not WINDOWS:
        sync_file(path)


def touch(handle: int, path: Path) -> None:
    """Set the time of an open file to now."""
    os.utime(handle if os.utime in os.supports_fd else path)


def settings_folder() -> Path:
    """Return where this person's settings lie on this machine, outside of every workspace."""
    if WINDOWS:
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


# --- processes ---


def start_process(
    arguments: Sequence[str], *, stderr: IO[bytes], environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, with pipes on its standard input and output."""
    # Where there are no sessions the flag makes a group; its number is 0 everywhere else.
    group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen(
        list(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        start_new_session=not WINDOWS,
        creationflags=group,
        close_fds=True,
        env=dict(environment),
    )


def kill_process(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started, at once."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
            return
        if WINDOWS:
            _kill_tree_on_windows(process.pid)
    with contextlib.suppress(OSError):
        process.kill()


def _kill_tree_on_windows(pid: int) -> None:
    subprocess.run(
        ["taskkill", "/PID", str(pid), "/T", "/F"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def limit_process(pid: int, *, memory: int, file_size: int) -> None:
    """Bound a process's memory and its largest file (bytes), where the system can (Linux)."""
    resource = optional_module("resource")
    if not hasattr(resource, "prlimit"):
        return
    with contextlib.suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (file_size, file_size))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


_VARIABLES = """
    PATH HOME USER LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES TZ TMPDIR TEMP TMP
    SYSTEMROOT WINDIR COMSPEC PATHEXT USERPROFILE APPDATA LOCALAPPDATA NUMBER_OF_PROCESSORS
    LD_LIBRARY_PATH DYLD_LIBRARY_PATH PYTHONHASHSEED PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
    COVERAGE_PROCESS_START COVERAGE_PROCESS_CONFIG
"""
NETWORK_VARIABLES = tuple(
    """
    HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
    REQUESTS_CA_BUNDLE CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""What a worker that goes online needs beside the rest."""


def worker_environment(more: Sequence[str] = ()) -> dict[str, str]:
    """Return the few variables a worker gets: none that holds a key, and our import path."""
    names = [*_VARIABLES.split(), *more]
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    environment["OMP_NUM_THREADS"] = environment["OPENBLAS_NUM_THREADS"] = "1"
    return environment


@contextlib.contextmanager
def unreached_by_the_terminal() -> Iterator[None]:
    """Start processes that a terminal's signals never reach: their parent alone stops them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    mask = {getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, mask)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
