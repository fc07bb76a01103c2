"""Which finished sound of a programme goes out, and whether it is still as it was built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from radioprog.kernel.files import sha256_of
from radioprog.kernel.findings import Finding, Place
from radioprog.publish.outgoing import OutgoingSound
from radioprog.publish.pack.findings import NO_MP3, SOUND_DAMAGED
from radioprog.record.delivered import note_delivered
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.schedule.airings.fill import ProgrammeEntry
from radioprog.studio.catalogue import Source, all_sources
from radioprog.studio.workspace import Workspace, records_of

Wanted = Callable[[Mapping[str, Any]], bool]
_PREFERRED = ("station", "web")


def is_plain_mp3(row: Mapping[str, Any]) -> bool:
    """Tell whether a delivery is what every player plays: MP3 (ours are of constant bit rate)."""
    return bool(row["codec"] == "mp3")


@dataclass
class SoundStore:
    """The sounds of a workspace's programmes, each looked at once, with what is amiss with them.

    ``only`` tells which deliveries will do; of these the station's own is taken first.
    """

    workspace: Workspace
    only: Wanted = field(default=lambda row: True)
    _found: dict[tuple[str, str], OutgoingSound | None] = field(default_factory=dict)
    _manifests: dict[str, Manifest | None] = field(default_factory=dict)
    _findings: list[Finding] = field(default_factory=list)
    _sources: dict[str, Source] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found amiss so far, a finding a programme."""
        return tuple(self._findings)

    def sound_of(self, entry: ProgrammeEntry, station: str = "") -> OutgoingSound | None:
        """Return the sound of a programme; nothing where it is not built or not whole.

        A ``station`` that has an edition of its own gets that one.
        """
        manifest = self._manifest(entry)
        if manifest is None:
            return None  # the schedule says that it is not built
        own = manifest.edition(station)
        key = (entry.name, station if own else "")
        if key not in self._found:
            rows = own["deliveries"] if own else manifest.deliveries
            self._found[key] = self._look(entry, manifest, rows)
        return self._found[key]

    def sounds_for(self, station: str) -> Callable[[ProgrammeEntry], OutgoingSound | None]:
        """Return what gives each programme's sound as a station gets it."""
        return lambda entry: self.sound_of(entry, station)

    def note_delivered(self, verb: str) -> int:
        """Note in the record which sounds were handed on, so that logs of them are known later.

        Raises:
            DiskError: the disk refused; MachineError: the database did.
        """
        given = {name for (name, _), sound in self._found.items() if sound is not None}
        handed_on = {
            name: manifest
            for name, manifest in self._manifests.items()
            if manifest and name in given
        }
        if not handed_on:
            return 0
        now = dt.datetime.now(dt.UTC)
        return note_delivered(records_of(self.workspace), handed_on, by=verb, at=now)

    def _manifest(self, entry: ProgrammeEntry) -> Manifest | None:
        if entry.name not in self._manifests:
            source = self._source(entry)
            manifest = read_manifest(source.folder) if source and entry.built else None
            self._manifests[entry.name] = manifest
        return self._manifests[entry.name]

    def _source(self, entry: ProgrammeEntry) -> Source | None:
        if not self._sources:
            self._sources = {each.name: each for each in all_sources(self.workspace)}
        return self._sources.get(entry.name)

    def _look(
        self, entry: ProgrammeEntry, manifest: Manifest, made: Iterable[Mapping[str, Any]]
    ) -> OutgoingSound | None:
        source = self._source(entry)
        rows = [row for row in made if self.only(row)]
        if source is None:
            return None
        if not rows:
            place = Place(self.workspace.show(source.path))
            path = self.workspace.show(source.path)
            self._findings.append(NO_MP3(place, programme=entry.name, path=path))
            return None
        return self._whole(source, manifest, min(rows, key=_order))

    def _whole(
        self, source: Source, manifest: Manifest, row: Mapping[str, Any]
    ) -> OutgoingSound | None:
        path = source.folder / row["path"]
        made = {each.name: each for each in manifest.outputs}.get(row["path"])
        try:
            whole = made is not None and sha256_of(path) == made.sha256
        except OSError:
            whole = False
        if made is None or not whole:
            script = self.workspace.show(source.path)
            found = SOUND_DAMAGED(Place(self.workspace.show(path)), script=script)
            self._findings.append(found)
            return None
        return OutgoingSound(
            path=path,
            size=made.size,
            sha256=made.sha256,
            duration=float(row["duration"]),
            codec=row["codec"],
            bitrate=row["bitrate"],
            channels=row["channels"],
            sample_rate=row["sample_rate"],
        )


def _order(row: Mapping[str, Any]) -> tuple[int, str]:
    name = row["name"]
    return (_PREFERRED.index(name) if name in _PREFERRED else len(_PREFERRED), name)
