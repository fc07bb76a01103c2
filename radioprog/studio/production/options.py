"""How a build was asked for, and the task of making one programme: values that travel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from radioprog.record.manifest import Manifest
from radioprog.speech.model import SpeechEngine
from radioprog.studio.catalogue import Source
from radioprog.studio.workspace import Workspace

Progress = Callable[[str, str, float], object]
"""How progress is told: (programme, step, share of the programme done from 0 to 1)."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build was asked for: deliveries by name (empty: as written), and the switches.

    ``debug`` lets a mistake of ours through with its traceback instead of telling it. ``engines``
    speak beside those that are installed; ``clips`` are files that take the place of the assets
    they are named after.
    """

    deliver: tuple[str, ...] = ()
    force: bool = False
    online: bool = False
    strict_voices: bool = False
    debug: bool = False
    engines: tuple[SpeechEngine, ...] = ()
    clips: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One programme to be made: plain values, so that it can travel to another process.

    The workspace is obeyed as it is here, whatever its file says by now. ``sound`` is the folder
    of the cache of sound (``None``: the workspace's own), and ``shared_cache`` the URL of a
    storage behind it. ``earlier`` is the manifest that the ``reasons`` were found in.
    """

    workspace: Workspace
    source: Source
    options: BuildOptions
    reasons: tuple[str, ...]
    threads: int
    sound: Path | None = None
    shared_cache: str | None = None
    earlier: Manifest | None = None


class CallersOwn(BaseException):
    """What a function of the caller raised: it goes through everything and comes back as it is."""

    def __init__(self, problem: Exception) -> None:
        """Carry the problem."""
        super().__init__(problem)
        self.problem: Exception = problem
