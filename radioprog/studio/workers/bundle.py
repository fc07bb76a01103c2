"""A parcel: a programme's inputs on the way to a machine that does not see the workspace.

pack (here) → blobs → unpack, make, bring (there) → blobs → adopt (here). Only what the script
names travels, each file once, under the hash of its bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from radioprog.kernel.files import Staging, disk_errors, locked, sweep_parts
from radioprog.kernel.findings import Finding
from radioprog.kernel.store.bucket import Blobs
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.studio.catalogue import Source
from radioprog.studio.production.current import lock_of, remove_left_over
from radioprog.studio.production.options import Task
from radioprog.studio.production.result import BuildStatus, Programme, of_manifest
from radioprog.studio.workers.executors import work_folder
from radioprog.studio.workspace import FILE, SERIES_FILE, Workspace


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files that a programme is made of, relative to the workspace, each with its SHA-256."""

    store: str
    script: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Brought:
    """A programme made elsewhere: its files lie in the shared storage, named by the manifest."""

    manifest: Manifest
    findings: tuple[Finding, ...]


class Packer:
    """Packs parcels for one build: what several programmes share is hashed and sent once."""

    def __init__(self, workspace: Workspace, store: str) -> None:
        """Send through the storage at a URL."""
        self._workspace = workspace
        self._store = store
        self._blobs = Blobs(store)
        self._sent: dict[Path, str] = {}
        self._anew: set[Path] = set()

    def pack(self, task: Task, *, anew: bool = False) -> Parcel | None:
        """Send a programme's inputs; ``None``: it can only be made here, where its fault is told.

        ``anew`` sends them also where they lie there already: a worker found them damaged.

        Raises:
            MachineError: the storage is out of reach.
        """
        from radioprog.studio.production.prepare import prepare

        root = self._workspace.root
        prepared = prepare(task.source, self._workspace, clips=task.options.clips)
        paths = {root / FILE, root / SERIES_FILE, *prepared.inputs, *self._voices(prepared.chains)}
        if prepared.failed or not all(path.is_relative_to(root) for path in paths):
            return None
        there = sorted(path for path in paths if path.is_file())
        return Parcel(
            self._store,
            task.source.path.relative_to(root).as_posix(),
            {path.relative_to(root).as_posix(): self._send(path, anew) for path in there},
        )

    def _voices(self, chains: Mapping[str, tuple[object, ...]]) -> Iterator[Path]:
        """Return the files of voices that were added to the workspace and that the script uses."""
        names = {
            str(getattr(voice, "voice", "")).partition("#")[0]
            for chain in chains.values()
            for voice in chain
        }
        folder = self._workspace.voices_folder
        known = sorted(folder.iterdir()) if folder.is_dir() else []
        for name in sorted(names - {""}):
            yield from (path for path in known if path.name.startswith(f"{name}."))

    def _send(self, path: Path, anew: bool) -> str:
        if path not in (self._anew if anew else self._sent):
            with disk_errors(path):
                self._sent[path] = self._blobs.put(path, anew=anew)
            self._anew |= {path} if anew else set()
        return self._sent[path]

    def adopt(self, brought: Brought, task: Task) -> Programme:
        """Fetch what a worker made, prove it against its manifest, and make it visible at once.

        Raises:
            MachineError: the storage or the disk failed; what stood before still stands.
        """
        folder, manifest, workspace = task.source.folder, brought.manifest, self._workspace
        with locked(lock_of(workspace, folder)):
            earlier = read_manifest(folder)
            if folder.is_dir():
                sweep_parts(folder)
            with Staging(folder / MANIFEST) as staging:
                for output in manifest.outputs:
                    place = folder / Path(output.name).name
                    staging.add(place, partial(self._blobs.get, output.sha256))
                staging.commit(manifest.to_bytes())
            remove_left_over(task.source, workspace, earlier, manifest)
        made = of_manifest(
            manifest, folder, BuildStatus.BUILT, workspace=workspace, why=task.reasons
        )
        return replace(made, findings=brought.findings)


def carry_out(parcel: Parcel, task: Task, make: Callable[[Task], Programme]) -> Programme | Brought:
    """Unpack a parcel on this machine, make the programme, and send what came of it.

    Raises:
        MachineError: the storage or the disk failed.
    """
    blobs, place = Blobs(parcel.store), work_folder()
    with disk_errors(place), tempfile.TemporaryDirectory(prefix="errand-", dir=place) as name:
        away = _unpacked(parcel, task, Path(name), blobs)
        away = replace(away, sound=place / "sound", shared_cache=parcel.store)
        made = make(away)
        manifest = read_manifest(away.source.folder)
        if made.status is BuildStatus.FAILED or manifest is None:
            return replace(made, folder=task.source.folder, root=task.workspace.root)
        for output in manifest.outputs:
            blobs.put(away.source.folder / output.name, anew=True)
        return Brought(manifest, made.findings)


def _unpacked(parcel: Parcel, task: Task, folder: Path, blobs: Blobs) -> Task:
    root = folder / "workspace"
    for name, sha256 in parcel.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        blobs.get(sha256, path)
    source = Source(root / parcel.script, task.source.name, folder / "made" / task.source.name)
    workspace = replace(task.workspace, root=root)
    own = task.workspace.root
    clips = {name: root / path.relative_to(own) for name, path in task.options.clips.items()}
    options = replace(task.options, clips=clips)
    return replace(task, workspace=workspace, source=source, options=options)
