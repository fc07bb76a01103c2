"""Take away from this Python, before anything else runs, what only POSIX systems have.

A folder on the import path brings it in; workers inherit the path, so they lack the same.
"""

from __future__ import annotations

import os
import select
import selectors  # noqa: F401 - the standard library's own use of what goes is settled first
import signal
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401

MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty")
CALLS = {
    os: """
        fork forkpty killpg setsid getpgid O_CLOEXEC O_NONBLOCK O_NOFOLLOW O_NOCTTY sync
        pread preadv pwrite pwritev posix_spawn posix_fadvise getuid geteuid chown
        """,
    select: "poll",
    signal: "SIGHUP pthread_sigmask pthread_kill sigwait setitimer",
}

for name in MODULES:
    sys.modules[name] = None  # type: ignore[assignment]
for module, names in CALLS.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
