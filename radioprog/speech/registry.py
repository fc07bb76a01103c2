"""The door of the speech engines: found by entry point, ours by the same door as strangers'.

An engine is loaded when it is first asked for; one that cannot be loaded is an error that names
its package, and never takes the others with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from threading import Lock

from radioprog.kernel.errors import EngineError
from radioprog.kernel.findings import Finding
from radioprog.kernel.suggest import skeleton
from radioprog.speech.findings import (
    BROKEN_PACKAGE,
    NAME_CLASH,
    NOT_REGISTERED,
    UNKNOWN_ENGINE,
)
from radioprog.speech.model import Configurable, EngineSettings, SpeechEngine, VoiceInfo

GROUP = "radioprog.speech"
_OURS = "radioprog"


class Engines:
    """The speech engines of this machine, by name.

    >>> engines = Engines()
    >>> engines.get("tone").name
    'tone'
    """

    def __init__(
        self,
        settings: EngineSettings | None = None,
        *,
        found: Iterable[EntryPoint] | None = None,
        given: Iterable[SpeechEngine] = (),
    ) -> None:
        """Look for engines; ``found`` replaces what is installed, ``given`` stand beside it."""
        self._settings = settings or EngineSettings()
        self._findings: list[Finding] = []
        self._points = self._by_name(entry_points(group=GROUP) if found is None else found)
        self._engines: dict[str, SpeechEngine] = {engine.name: engine for engine in given}
        self._given = frozenset(self._engines)
        self._lock = Lock()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all engines, loaded or not."""
        return tuple(sorted({*self._points, *self._given}))

    @property
    def online(self) -> bool:
        """Tell whether the engines may go online."""
        return self._settings.online

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found wrong with the door itself, such as two engines of one name."""
        return tuple(self._findings)

    def get(self, name: str) -> SpeechEngine:
        """Return an engine, loaded at the first call.

        Raises:
            EngineError: ``unknown-engine``, ``engines-not-registered`` or ``broken-engine``.
        """
        with self._lock:
            if name not in self._engines:
                self._engines[name] = self._load(name)
            return self._engines[name]

    def voices(self) -> tuple[tuple[VoiceInfo, ...], tuple[Finding, ...]]:
        """List every engine's voices, and a finding for each engine that cannot tell."""
        infos: list[VoiceInfo] = []
        findings = list(self._findings)
        for name in self.names:
            try:
                infos += self.get(name).voices()
            except EngineError as problem:
                findings += problem.findings
            except Exception as problem:
                if name in self._given:
                    raise
                findings.append(_broken(name, self._points[name], problem))
        return tuple(infos), tuple(findings)

    def close(self) -> None:
        """Let all engines go of their workers and connections."""
        with self._lock:
            for name, engine in self._engines.items():
                if name not in self._given:  # who gave it closes it
                    engine.close()

    def _by_name(self, found: Iterable[EntryPoint]) -> dict[str, EntryPoint]:
        points: dict[str, EntryPoint] = {}
        for point in sorted(found, key=lambda point: (_package(point) != _OURS, _package(point))):
            kept = points.setdefault(point.name, point)
            if kept.value != point.value:
                self._findings.append(_clash(kept, point))
        return points

    def _load(self, name: str) -> SpeechEngine:
        if name not in self._points:
            raise EngineError(NOT_REGISTERED() if not self._points else _unknown(name, self.names))
        point = self._points[name]
        try:
            engine = point.load()()
            if not isinstance(engine, SpeechEngine):
                raise TypeError(f"{point.value} keeps not the SpeechEngine protocol")
            if isinstance(engine, Configurable):
                engine.configure(self._settings)
        except EngineError:
            raise
        except Exception as problem:  # whatever a stranger's package may raise
            raise EngineError(_broken(name, point, problem)) from problem
        return engine


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else ""


def _unknown(name: str, known: Iterable[str]) -> Finding:
    near = [other for other in known if skeleton(other)[:3] == skeleton(name)[:3]]
    return UNKNOWN_ENGINE(engine=name, known=near or list(known))


def _broken(name: str, point: EntryPoint, problem: Exception) -> Finding:
    reason = f"{type(problem).__name__}: {problem}"
    return BROKEN_PACKAGE(engine=name, package=_package(point) or point.value, reason=reason)


def _clash(kept: EntryPoint, other: EntryPoint) -> Finding:
    return NAME_CLASH(engine=kept.name, kept=kept.value, package=_package(other))
