"""What works here: engines tried, chains checked before a build."""

from __future__ import annotations

import pytest

from radioprog.kernel.findings import Place
from radioprog.speech.health import chain_findings, engine_health
from radioprog.speech.model import Voice
from radioprog.speech.registry import Engines
from tests.speech.fakes import FakeEngine, engines_of, trouble


@pytest.fixture(scope="module")
def engines():
    engines = Engines()
    yield engines
    engines.close()


def test_each_engine_is_tried_and_says_why_not(engines: Engines) -> None:
    health = {found.name: found for found in engine_health(engines)}
    assert health["espeak"].works and "espeak-ng" in health["espeak"].identity
    assert health["tone"].works
    assert not health["gtts"].works and health["gtts"].reason.code == "network-off"
    assert not health["piper"].works and health["piper"].reason.code == "no-voices"


def test_an_engine_that_fails_to_speak_does_not_work() -> None:
    bad = FakeEngine("bad", fails=lambda request: trouble("speech-failed"))
    online = FakeEngine("online", network=True, fails=lambda request: trouble())
    found, other = engine_health(engines_of(bad, online))
    assert (found.works, found.reason.code) == (False, "speech-failed")
    assert other.works and online.asked == []  # nothing is asked over the network


@pytest.mark.parametrize(
    "chain, language, codes",
    [
        ("espeak:vi+f3", "vi", []),
        ("espeak:vi+f3", "en", []),
        ("tone:mid", "bru", []),
        ("espeak:vi", "bru", ["error no-voice-for-language"]),
        ("gtts:vi espeak:vi", "scb", ["error no-voice-for-language"]),
        ("espaek:vi", "vi", ["error unknown-engine"]),
        ("espaek:vi espeak:vi", "vi", ["warning unknown-engine"]),
        ("gtts:vi espeak:zz", "vi", ["warning network-off", "error unknown-voice"]),
        ("gtts:vi", "vi", ["warning network-off"]),
        ("gtts:vi espeak:vi", "vi", ["warning network-off"]),
        ("piper:nobody", "vi", ["error unknown-voice"]),
        ("piper:nobody espeak:vi", "vi", ["warning unknown-voice"]),
        ("tone:tone", "vi", ["error unknown-voice"]),
        ("tone:tone espeak:vi", "vi", ["warning unknown-voice"]),
        ("", "vi", []),
    ],
)
def test_chains_are_checked_without_speaking(
    engines: Engines, chain: str, language: str, codes: list[str]
) -> None:
    voices = tuple(Voice(*name.split(":")) for name in chain.split())
    found = chain_findings(engines, voices, language, Place("radioprog.yaml", 4))
    assert [f"{f.severity} {f.code}" for f in found] == codes
    assert all(f.place == Place("radioprog.yaml", 4) for f in found)


def test_a_voice_that_a_strangers_engine_does_not_list_is_found() -> None:
    engines = engines_of(FakeEngine("stranger"))
    (found,) = chain_findings(engines, (Voice("stranger", "mod"),), "vi", Place("a.yaml", 1))
    assert (found.code, found.is_error) == ("unknown-voice", True)
    assert "mid" in found.remedy.en
    assert not chain_findings(engines, (Voice("stranger", "mid"),), "vi")
