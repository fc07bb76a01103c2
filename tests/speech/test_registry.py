"""The door of the engines: found by entry point; what is broken is said and harms no other."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from radioprog.kernel.errors import EngineError
from radioprog.speech.model import EngineSettings, SpeechEngine
from radioprog.speech.registry import GROUP, Engines
from tests.speech.fakes import FakeEngine

TONE = EntryPoint("tone", "radioprog.speech.engines.tone:ToneEngine", GROUP)


def point(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, GROUP)


def code_of(engines: Engines, name: str) -> str:
    with pytest.raises(EngineError) as caught:
        engines.get(name)
    return caught.value.findings[0].code


def test_ours_come_by_the_door() -> None:
    engines = Engines()
    assert set(engines.names) >= {"espeak", "gtts", "piper", "tone"}
    for name in ("espeak", "tone"):
        engine = engines.get(name)
        assert isinstance(engine, SpeechEngine) and engine.name == name
        assert engines.get(name) is engine


@pytest.mark.parametrize(
    "value", ["no.such.module:X", "json:nothing", "json:JSONDecodeError", "json:JSONDecoder"]
)
def test_a_broken_plug_in_is_said_and_harms_no_other(value: str) -> None:
    engines = Engines(found=[TONE, point("bad", value)])
    assert code_of(engines, "bad") == "broken-engine"
    assert engines.get("tone").name == "tone"
    infos, findings = engines.voices()
    assert {info.engine for info in infos} == {"tone"}
    assert [found.code for found in findings] == ["broken-engine"]


def test_an_unknown_engine_has_a_did_you_mean() -> None:
    with pytest.raises(EngineError) as caught:
        Engines().get("espaek")
    assert caught.value.findings[0].code == "unknown-engine"
    assert "espeak" in caught.value.findings[0].remedy.en


def test_a_tree_that_was_never_installed_says_so() -> None:
    engines = Engines(found=[])
    assert code_of(engines, "espeak") == "engines-not-registered"
    assert engines.names == ()


def test_two_engines_of_one_name_are_said() -> None:
    engines = Engines(found=[TONE, point("tone", "other:Tone")])
    assert [found.code for found in engines.findings] == ["engine-name-clash"]
    assert engines.get("tone").name == "tone"


class Told(FakeEngine):
    settings: EngineSettings | None = None

    def configure(self, settings: EngineSettings) -> None:
        type(self).settings = settings


def test_an_engine_that_wants_is_told_of_the_workspace(tmp_path: Path) -> None:
    settings = EngineSettings(tmp_path, online=True)
    engines = Engines(settings, found=[point("told", f"{__name__}:Told")])
    engines.get("told")
    assert Told.settings == settings


def test_voices_name_language_and_licence() -> None:
    infos, _ = Engines(found=[TONE]).voices()
    assert {info.voice for info in infos} == {"low", "mid", "high"}
    assert all(info.works and info.licence for info in infos)
