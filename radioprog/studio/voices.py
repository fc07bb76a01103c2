"""The wiring of engines: those of this machine, told of the workspace they speak for."""

from __future__ import annotations

from radioprog.speech.model import EngineSettings
from radioprog.speech.registry import Engines
from radioprog.studio.workspace import Workspace


def engines_of(workspace: Workspace | None, *, online: bool = False) -> Engines:
    """Give the engines for a workspace; only where it allows, or ``online``, do they go online."""
    if workspace is None:
        return Engines(EngineSettings(online=online))
    return Engines(
        EngineSettings(workspace.voices_folder, online or workspace.network, workspace.cache)
    )
