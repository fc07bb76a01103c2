"""Which store a workspace's record is in: its folder, or the database whose address was given."""

from __future__ import annotations

import importlib
from pathlib import Path

from radioprog.kernel.errors import MachineError
from radioprog.kernel.paths import Places
from radioprog.record.findings import NO_DATABASE_LIBRARY
from radioprog.record.store.folder import FolderRecords
from radioprog.record.store.records import Records


def open_records(
    folder: Path, *, address: str = "", locks: Path | None = None, places: Places | None = None
) -> Records:
    """Open the record in a folder, or in the database of an address where one is given.

    Raises:
        UsageError: ``bad-records-address``; MachineError: ``no-database-library``.
    """
    if not address:
        return FolderRecords(folder, locks=locks, places=places)
    try:
        module = importlib.import_module("radioprog.record.store.postgres")
    except ImportError:
        raise MachineError(NO_DATABASE_LIBRARY()) from None
    records: Records = module.PostgresRecords(address)
    return records
