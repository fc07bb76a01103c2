"""A file of the record: lines that two people's work merges in, read whole within bounds."""

from __future__ import annotations

from pathlib import Path

from radioprog.kernel.disk.opening import disk_errors, read_regular

LARGEST = 512 << 20
"""The largest file of the record, in bytes."""


def lines_of(path: Path) -> list[bytes] | None:
    """Return a file's lines with their ends, ``None`` where there is no such file.

    Raises:
        DiskError: ``not-a-file``, ``too-large``, ``not-writable`` or ``disk-error``.
    """
    with disk_errors(path):
        try:
            return read_regular(path, limit=LARGEST).splitlines(keepends=True)
        except FileNotFoundError:
            return None
