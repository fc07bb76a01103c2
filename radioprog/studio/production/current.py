"""Is a programme current? What differs between its manifest and the world as it is now.

Decided from stats and small values alone, so that a build with nothing to do costs next to
nothing: no script is parsed here, no sound library loaded. The stat index lies in ``.radioprog/``
and may be deleted at any time: everything is then hashed once more. The lock of a programme's
folder, and what killed or earlier builds left there, are known here too.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import canonical_json, digest
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import DiskError, EngineError
from radioprog.kernel.files import PART, disk_errors, locked, publish_bytes, sha256_of, sweep_parts
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.script.model import StationEditions
from radioprog.speech.registry import Engines
from radioprog.studio.catalogue import Source
from radioprog.studio.lexicons import LEXICON
from radioprog.studio.production.casting import engines_of
from radioprog.studio.production.options import BuildOptions, Task
from radioprog.studio.workspace import Workspace, series_titles

SCHEMA = 1
_UNSETTLED_NS = 2_000_000_000
"""A file touched within this time of being hashed could change again within its clock's tick."""


class Index:
    """Remembers (size, mtime, inode) → SHA-256 by path; `save` keeps it for the next run."""

    def __init__(self, file: Path, *, trust: bool = True) -> None:
        """Open the index kept in ``file``; without ``trust`` every file is hashed anew."""
        self._file = file
        self._trust = trust
        self._known: dict[str, list[Any]] = _load(file)
        self._changed = False

    def sha256(self, path: Path) -> str | None:
        """Return a file's SHA-256, from memory if its stat is unchanged; ``None``: no such file."""
        try:
            stat = path.stat()
        except OSError:
            return None
        key, seen = str(path), [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        known = self._known.get(key)
        if self._trust and known is not None and known[:3] == seen:
            return str(known[3])
        return self._hash(path, key, seen)

    def _hash(self, path: Path, key: str, seen: list[int]) -> str | None:
        try:
            value = sha256_of(path)
        except OSError:
            return None
        settled = time.time_ns() - seen[1] > _UNSETTLED_NS
        if settled:
            self._known[key] = [*seen, value]
        else:
            self._known.pop(key, None)
        self._changed = True
        return value

    def save(self) -> None:
        """Keep what is known; failing to is no loss, only slower next time."""
        if self._changed:
            document = {"schema": SCHEMA, "files": self._known}
            with contextlib.suppress(DiskError):  # full or read-only: all is hashed again
                publish_bytes(self._file, canonical_json(document))
            self._changed = False


_LARGEST = 256 << 20
"""A larger index is none of ours, in bytes."""


def _load(file: Path) -> dict[str, list[Any]]:
    try:
        found = json.loads(read_regular(file, limit=_LARGEST))
        if found["schema"] == SCHEMA and isinstance(found["files"], dict):
            return {k: v for k, v in found["files"].items() if isinstance(v, list) and len(v) == 4}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {}


DECIDING = ("radioprog", "av", "lameenc", "mutagen", "numpy", "Pillow", "scipy", "soxr")


def tool_versions() -> Mapping[str, str]:
    """Return the installed version of each library whose work ends up in built files."""
    return {name: version_of(name) for name in DECIDING}


@cache
def version_of(name: str) -> str:
    """Return the installed version of a library, ``unknown`` where it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


REASONS = (
    "new",
    "forced",
    "script-changed",
    "include-changed",
    "asset-changed",
    "lexicon-changed",
    "settings-changed",
    "delivery-changed",
    "voice-changed",
    "voice-fallback",
    "tools-changed",
    "output-missing",
    "output-changed",
)
"""The codes of the reasons, in the order in which they are told."""


def _reasons(
    manifest: Manifest | None,
    folder: Path,
    *,
    workspace: Workspace,
    options: BuildOptions,
    index: Index,
    now: Mapping[str, Mapping[str, str]],
) -> tuple[str, ...]:
    """Return the codes of the reasons to make a programme, in order; none: it is current.

    ``now`` has the present ``tools``, the ``title`` of its ``series`` and, by ``engine:voice``,
    ``engines`` identities.
    """
    if manifest is None:
        return ("new",)
    found = {
        *(("forced",) if options.force else ()),
        *_changed_inputs(manifest, workspace, index),
        *_changed_clips(manifest, workspace, options),
        *_changed_settings(manifest, workspace, options, now),
        *_changed_outputs(manifest, folder, index),
    }
    return tuple(code for code in REASONS if code in found)


def _changed_inputs(manifest: Manifest, workspace: Workspace, index: Index) -> set[str]:
    return {
        _kind_of(each.path, manifest.script)
        for each in manifest.inputs
        if index.sha256(workspace.root / each.path) != each.sha256
    }


def _changed_clips(manifest: Manifest, workspace: Workspace, options: BuildOptions) -> set[str]:
    """Compare the clips that a program gives with those that were used, or could have been."""
    used = manifest.settings.get("clips") or {}
    now = {name: workspace.portable(path) for name, path in options.clips.items()}
    assets = workspace.portable(workspace.assets)
    read = {each.path for each in manifest.inputs}
    changed = any(now.get(name) != path for name, path in used.items())
    covered = any(f"{assets}/{name}" in read for name in now.keys() - used.keys())
    return {"asset-changed"} if changed or covered else set()


def _kind_of(path: str, script: str) -> str:
    if path == script:
        return "script-changed"
    if path == LEXICON:
        return "lexicon-changed"
    return "include-changed" if path.endswith(".md") else "asset-changed"


def _changed_settings(
    manifest: Manifest,
    workspace: Workspace,
    options: BuildOptions,
    now: Mapping[str, Mapping[str, str]],
) -> set[str]:
    stored = manifest.settings
    wanted = chosen(workspace, options, tuple(stored["deliver"] or ()))
    present = settings_of(
        workspace,
        voices=tuple(stored["voices"]),
        deliveries=wanted,
        deliver=tuple(stored["deliver"] or ()),
        online=None if stored["online"] is None else options.online or workspace.network,
        series=now["series"].get("title"),
        editions=editions_now(workspace, stored.get("editions")),
    )
    same = {
        name: present.get(name) == stored.get(name) for name in (*present, "series", "editions")
    }
    engines = {name: now["engines"].get(name) for name in manifest.engines}
    checks = {
        "settings-changed": all(
            same[name] for name in ("workspace", "voices", "online", "series", "editions")
        ),
        "delivery-changed": same["deliveries"] and wanted == manifest.chosen,
        "voice-changed": engines == dict(manifest.engines),
        "tools-changed": dict(now["tools"]) == dict(manifest.tools),
        "voice-fallback": not (manifest.fallback and (options.online or options.strict_voices)),
    }
    return {code for code, unchanged in checks.items() if not unchanged}


def chosen(
    workspace: Workspace, options: BuildOptions, by_script: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the deliveries to make: as asked, else as the script says, else as the workspace."""
    return options.deliver or by_script or workspace.deliver


def settings_of(
    workspace: Workspace,
    *,
    voices: tuple[str, ...],
    deliveries: tuple[str, ...],
    deliver: tuple[str, ...],
    online: bool | None,
    series: str | None,
    editions: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what decided a build beside its files, as plain JSON.

    ``voices`` and ``deliveries`` are the names that it used, ``deliver`` what the script itself
    asks for, ``online`` whether engines might go online (``None``: none of its voices would),
    ``series`` what `series.yaml` calls its series, ``editions`` the selector
    of the stations that have their own, and the hash of what its fields say.
    """
    return {
        **({"series": series} if series else {}),
        **({"editions": dict(editions)} if editions else {}),
        "workspace": {
            "organisation": workspace.organisation,
            "language": workspace.language,
            "copyright": workspace.copyright,
            "notice": workspace.notice,
            "reading": asdict(workspace.style),
        },
        "voices": {name: _voices_of(workspace, name) for name in voices},
        "deliveries": {
            name: asdict(workspace.deliveries[name])
            for name in deliveries
            if name in workspace.deliveries
        },
        "deliver": list(deliver) or None,
        "online": online,
    }


def _voices_of(workspace: Workspace, name: str) -> list[list[Any]]:
    found = workspace.voices.get(name, ())
    return [[each.name, each.engine, each.voice, each.pace] for each in found]


def editions_now(
    workspace: Workspace, stored: Mapping[str, str] | None
) -> Mapping[str, str] | None:
    """Return what the stations' fields say today, where a programme has editions for stations."""
    if not stored:
        return None
    from radioprog.studio.production.localities import localities

    written = str(stored.get("stations", ""))
    return {"stations": written, "sha256": localities(workspace, StationEditions(written)).sha256}


def _changed_outputs(manifest: Manifest, folder: Path, index: Index) -> set[str]:
    found = set()
    for output in manifest.outputs:
        now = index.sha256(folder / output.name)
        if now != output.sha256:
            found.add("output-missing" if now is None else "output-changed")
    return found


class World:
    """What a build compares manifests with: files, settings, tools and voices as they are now."""

    def __init__(
        self, workspace: Workspace, options: BuildOptions, index: Index, store: str | None = None
    ) -> None:
        """Look at the world through a workspace and options; ``store``: the URL shared by all."""
        self.workspace: Workspace = workspace
        self.options: BuildOptions = options
        self.index: Index = index
        self.store: str | None = store
        self._engines: dict[str, str | None] = {}

    @cached_property
    def tools(self) -> Mapping[str, str]:
        """Return the versions of what decides the bytes."""
        return tool_versions()

    def task(self, source: Source, threads: int) -> Task | Manifest:
        """Return the task of making a programme, or its manifest where it is current."""
        manifest = read_manifest(source.folder)
        why = self.reasons(manifest, source.folder)
        if manifest is None or why:
            return Task(
                self.workspace,
                source,
                self.options,
                why,
                threads,
                shared_cache=self.store,
                earlier=manifest,
            )
        return manifest

    def reasons(self, manifest: Manifest | None, folder: Path) -> tuple[str, ...]:
        """Return the reasons to make a programme; none: it is current."""
        engines = {} if manifest is None else self._identities(manifest.engines)
        return _reasons(
            manifest,
            folder,
            workspace=self.workspace,
            options=self.options,
            index=self.index,
            now={"tools": self.tools, "engines": engines, "series": self._series(manifest)},
        )

    def _series(self, manifest: Manifest | None) -> dict[str, str]:
        title = None if manifest is None else self._title_of(manifest.series)
        return {"title": title} if title else {}

    @cached_property
    def _title_of(self) -> Callable[[str | None], str | None]:
        return series_titles(self.workspace)

    def _identities(self, names: Iterable[str]) -> dict[str, str]:
        found = {name: self._identity(name) for name in names}
        return {name: identity for name, identity in found.items() if identity is not None}

    def _identity(self, name: str) -> str | None:
        if name not in self._engines:
            engine, _, voice = name.partition(":")
            try:
                self._engines[name] = self._registry.get(engine).identity(voice)
            except EngineError:
                self._engines[name] = None
        return self._engines[name]

    @cached_property
    def _registry(self) -> Engines:
        return engines_of(self.workspace, online=self.options.online, given=self.options.engines)


def lock_of(workspace: Workspace, folder: Path) -> Path:
    """Return the lock that whoever makes a programme's folder holds."""
    return workspace.cache / "locks" / f"{digest(str(folder))[:24]}.lock"


def sweep_left_over(workspace: Workspace, folder: Path) -> None:
    """Remove what a killed builder left beside a whole programme, unless one is at work there."""
    if any(folder.glob(f".*{PART}")):
        with contextlib.suppress(BlockingIOError), locked(lock_of(workspace, folder), wait=False):
            sweep_parts(folder)


def remove_left_over(
    source: Source, workspace: Workspace, earlier: Manifest | None, manifest: Manifest
) -> None:
    """Remove what an earlier build of this programme made and this one did not.

    Only names in the programme's own folder are known: `read_manifest` believes no others.
    """
    forms = workspace.deliveries.values()
    known = {f"{source.stem}.{form.name}{form.container.extension}" for form in forms}
    if earlier is not None:
        known |= {output.name for output in earlier.outputs}
    for name in known - {output.name for output in manifest.outputs}:
        with disk_errors(source.folder / name):
            (source.folder / name).unlink(missing_ok=True)
