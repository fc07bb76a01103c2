"""One cache, sixteen builders that speak with several engines, and a pruner: each sentence once."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from pathlib import Path

import numpy as np
import pytest

from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.store.upkeep import prune_store
from radioprog.kernel.units import SyllablesPerMinute
from radioprog.speech.engines.tone import ToneEngine
from radioprog.speech.model import SpeechRequest, Spoken, Voice
from radioprog.speech.narrator import Narrator, SpeechSentence
from tests.speech.fakes import FakeEngine, engines_of

WORDS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
TEXTS = [" ".join(WORDS[: 1 + n % 10]) + f" {WORDS[n // 10]}" for n in range(60)]


class Counted(FakeEngine):
    """Writes a line to a file for each sentence that it speaks."""

    def __init__(self, name: str, log: Path) -> None:
        super().__init__(name)
        self._log = log

    def speak(self, request: SpeechRequest) -> Spoken:
        handle = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(handle, f"{self.name} {request.text}\n".encode())
        os.close(handle)
        return super().speak(request)


def _build(folder: Path, number: int, until: float, results: object) -> None:
    chance, wrong, reads = random.Random(number), 0, 0
    tone = ToneEngine()
    engines = engines_of(*(Counted(name, folder / "log") for name in ("one", "two")))
    while True:  # one round at least, however late a process begins
        with Narrator(FolderStore(folder / "cache"), engines, jobs=2) as narrator:
            chains = [(Voice(chance.choice(("one", "two")), "mid"),) for _ in range(10)]
            asked = [SpeechSentence(chance.choice(TEXTS), "vi", chain) for chain in chains]
            for said in narrator.narrate_all(asked):
                request = SpeechRequest(said.text, "mid", SyllablesPerMinute(210))
                reads += 1
                wrong += not np.array_equal(said.sound.all()[:, 0], tone.speak(request).samples)
        narrator._store.close()
        if time.time() >= until:
            break
    results.put((wrong, reads))


def _prune(folder: Path, until: float, results: object) -> None:
    removed = 0
    while time.time() < until:
        store = FolderStore(folder / "cache")
        removed += prune_store(store, now=time.time(), keep_bytes=4_000_000).removed
        store.close()
        time.sleep(0.05)
    results.put((removed,))


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "seconds", [pytest.param(2, id="short"), pytest.param(60, marks=pytest.mark.slow, id="minute")]
)
def test_sixteen_builders_speak_each_sentence_once(tmp_path: Path, seconds: float) -> None:
    results, until = multiprocessing.Queue(), time.time() + seconds
    processes = [
        multiprocessing.Process(target=_build, args=(tmp_path, number, until, results))
        for number in range(16)
    ]
    processes.append(multiprocessing.Process(target=_prune, args=(tmp_path, until, results)))
    for process in processes:
        process.start()
    answers = [results.get(timeout=seconds + 120) for _ in processes]
    for process in processes:
        process.join(30)
        assert process.exitcode == 0
    removed = sum(answer[0] for answer in answers if len(answer) == 1)
    wrong, reads = (sum(a[part] for a in answers if len(a) == 2) for part in range(2))
    spoken = len((tmp_path / "log").read_text().splitlines())
    assert wrong == 0 and reads >= 160
    assert spoken <= (2 * len(set(TEXTS)) + removed) * 1.01
