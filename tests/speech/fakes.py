"""Engines for tests: they speak in tones and fail where they are told to."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from threading import Lock

from radioprog.kernel.errors import EngineError, NetworkError
from radioprog.kernel.findings import Text
from radioprog.speech.engines.tone import ToneEngine
from radioprog.speech.model import SpeechEngine, SpeechRequest, Spoken, VoiceInfo
from radioprog.speech.registry import Engines


class FakeEngine:
    """A tone by another name, with a list of what it was asked."""

    def __init__(
        self,
        name: str = "fake",
        *,
        network: bool = False,
        fails: Callable[[SpeechRequest], Exception | None] = lambda request: None,
        version: str = "1",
    ) -> None:
        self.name, self.network = name, network
        self.fails, self.version = fails, version
        self.asked: list[str] = []
        self._lock = Lock()

    def identity(self, voice: str) -> str:
        return f"{self.name} {self.version}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        return (VoiceInfo(self.name, "mid", ("*",), "none"),)

    def speak(self, request: SpeechRequest) -> Spoken:
        with self._lock:
            self.asked.append(request.text)
        problem = self.fails(request)
        if problem is not None:
            raise problem
        return ToneEngine().speak(request)

    def close(self) -> None:
        pass


def trouble(code: str = "speech-failed", kind: type[EngineError] = EngineError) -> EngineError:
    return kind.of(code, Text("hỏng", "broken"), Text("sửa", "mend it"))


def network_trouble() -> NetworkError:
    return NetworkError.of("network-failed", Text("đứt", "cut"), Text("nối", "mend"))


def engines_of(*engines: SpeechEngine) -> Engines:
    """A registry that holds these engines and no others."""
    registry = Engines(found=[EntryPoint(e.name, f"none:{e.name}", "x") for e in engines])
    registry._engines.update({engine.name: engine for engine in engines})
    return registry
