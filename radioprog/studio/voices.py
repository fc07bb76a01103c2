"""The wiring of engines: those of this machine, told of the workspace they speak for."""

from __future__ import annotations

from collections.abc import Iterable

from radioprog.speech.model import EngineSettings, SpeechEngine
from radioprog.speech.registry import Engines
from radioprog.studio.workspace import Workspace


def engines_of(
    workspace: Workspace | None, *, online: bool = False, given: Iterable[SpeechEngine] = ()
) -> Engines:
    """Return the engines for a workspace; only where it allows, or ``online``, they go online.

    ``given`` are engines of a program that calls us; they win over installed ones of their name.
    """
    settings = EngineSettings(online=online)
    if workspace is not None:
        online = online or workspace.network
        settings = EngineSettings(workspace.voices_folder, online, workspace.cache)
    return Engines(settings, given=given)
