"""A real PostgreSQL server in a temporary folder, run by an unprivileged user."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

PASSWORD = "p@ss/wörd:1"
STARTED = {}
"""The folder of each server's data by its address, and what starts it again."""


def _program(name):
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / name).exists():
            return str(folder / name)
    return shutil.which(name)


def missing():
    """Say what this machine lacks, or nothing."""
    try:
        import psycopg  # noqa: F401
        import sqlalchemy  # noqa: F401
    except ImportError as problem:
        return f"{problem.name} is not installed"
    return None if _program("initdb") else "no PostgreSQL server (apt: postgresql)"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server():
    """Start a server and give the address of its database, password included."""
    base = Path(tempfile.mkdtemp(prefix="rp-pg-"))
    as_user = {}
    if os.getuid() == 0:  # the server refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(base, nobody.pw_uid, nobody.pw_gid)
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    settings = {"env": {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(base)}, **as_user}
    secret = base / "secret"
    secret.write_text(PASSWORD)
    if as_user:
        os.chown(secret, as_user["user"], as_user["group"])
    port, data = _free_port(), base / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": base}
    make = [_program("initdb"), "-D", data, "-U", "rp", "--pwfile", secret]
    subprocess.run(
        [*make, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C"],
        check=True,
        timeout=120,
        **quiet,
        **settings,
    )
    control = [_program("pg_ctl"), "-D", data, "-w"]
    options = f"-p {port} -k {base} -c listen_addresses=127.0.0.1"
    try:
        start = [*control, "-o", options, "-l", base / "log", "start"]
        address = f"postgresql://rp:p%40ss%2Fw%C3%B6rd%3A1@127.0.0.1:{port}/postgres"

        def again():
            subprocess.run(start, check=True, timeout=120, **quiet, **settings)

        again()
        STARTED[address] = data, again
        yield address
    finally:
        stop = [*control, "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, timeout=60, **quiet, **settings)
        shutil.rmtree(base, ignore_errors=True)
