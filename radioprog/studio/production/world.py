"""The world as it is now, against which each manifest is held to see what is out of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from radioprog.kernel.errors import EngineError
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.speech.registry import Engines
from radioprog.studio.catalogue import Source
from radioprog.studio.production.current import Index, Wish, reasons, tool_versions
from radioprog.studio.production.result import Task
from radioprog.studio.voices import engines_of
from radioprog.studio.workspace import Workspace


class World:
    """What a build compares manifests with: files, settings, tools and voices as they are now."""

    def __init__(
        self, workspace: Workspace, wish: Wish, index: Index, store: str | None = None
    ) -> None:
        """Look at the world through a workspace and a wish; ``store``: the URL shared by all."""
        self.workspace = workspace
        self.wish = wish
        self.index = index
        self.store = store
        self._engines: dict[str, str | None] = {}

    @cached_property
    def tools(self) -> Mapping[str, str]:
        """Give the versions of what decides the bytes."""
        return tool_versions()

    def task(self, source: Source, threads: int) -> Task | Manifest:
        """Give the task of making a programme, or its manifest where it is current."""
        manifest = read_manifest(source.folder)
        why = self.reasons(manifest, source.folder)
        if manifest is None or why:
            return Task(
                self.workspace.root, source, self.wish, why, threads, shared_cache=self.store
            )
        return manifest

    def reasons(self, manifest: Manifest | None, folder: Path) -> tuple[str, ...]:
        """Give the reasons to make a programme; none: it is current."""
        engines = {} if manifest is None else self._identities(manifest.engines)
        return reasons(
            manifest,
            folder,
            workspace=self.workspace,
            wish=self.wish,
            index=self.index,
            now={"tools": self.tools, "engines": engines},
        )

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
        return engines_of(self.workspace, online=self.wish.online)
