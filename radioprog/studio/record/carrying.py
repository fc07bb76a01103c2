"""The record of a workspace carried out of its store, and into it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.findings import Finding
from radioprog.kernel.paths import Places
from radioprog.record.store.folder import FolderRecords
from radioprog.record.store.records import Records, copy_records
from radioprog.studio.workspace import Workspace, records_of


@dataclass(frozen=True, slots=True)
class CarriedRecords:
    """A record carried from one store into another: how many lines were new there, by kind."""

    source: str
    target: str
    added: dict[str, int]
    findings: tuple[Finding, ...]


def export_records(workspace: Workspace, folder: Path) -> CarriedRecords:
    """Carry the whole record into a folder of JSON lines; what is there already stays."""
    return _carried(records_of(workspace), _folder(workspace, folder))


def import_records(workspace: Workspace, folder: Path) -> CarriedRecords:
    """Carry a folder of JSON lines into the record; what is there already stays."""
    return _carried(_folder(workspace, folder), records_of(workspace))


def _folder(workspace: Workspace, folder: Path) -> FolderRecords:
    places = Places(workspace.root)
    return FolderRecords(folder, locks=workspace.cache / "carried", places=places)


def _carried(source: Records, target: Records) -> CarriedRecords:
    told: list[Finding] = []
    added = copy_records(source, target, told)
    return CarriedRecords(source.where, target.where, added, tuple(told))
