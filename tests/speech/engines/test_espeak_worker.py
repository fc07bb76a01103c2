"""The espeak worker: one fresh child for each utterance; a child that fails is an answer."""

from __future__ import annotations

import io
import json
import os
import signal
import time
from typing import Any

import pytest

from radioprog.kernel.sandbox.messages import MessageKind, receive
from radioprog.speech.engines import espeak_worker as worker
from radioprog.speech.engines.espeak_worker import Library, _drain, _framed, _in_a_child

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")


def read(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer and the sound of framed messages."""
    stream, sound = io.BytesIO(raw), b""
    while message := receive(stream):
        kind, body = message
        if kind is MessageKind.END:
            return json.loads(body), sound
        assert kind is MessageKind.DATA
        sound += body
    raise AssertionError("no end")


class Stub:
    """A library that does what a test wants."""

    def __init__(self, does: Any) -> None:
        self.does = does

    def speak(self, text: str, voice: str, rate: int) -> tuple[dict[str, Any], bytes]:
        return self.does(text, voice, rate)  # type: ignore[no-any-return]


def asked(does: Any, *, seconds: float = 20.0) -> tuple[dict[str, Any], bytes]:
    request = {"text": "chào", "voice": "vi", "rate": "175", "time": seconds}
    return read(_in_a_child(Stub(does), request))  # type: ignore[arg-type]


def test_an_answer_is_its_sound_and_its_facts() -> None:
    assert read(_framed({"a": 1}, b"xy")) == ({"a": 1}, b"xy")
    assert read(_framed({"a": 1})) == ({"a": 1}, b"")
    assert _framed({"a": 1})[:1] == MessageKind.END.value


def test_a_child_answers_with_what_it_said() -> None:
    sound = bytes(range(256)) * 2_000  # more than a pipe holds at once
    told, heard = asked(lambda text, voice, rate: ({"said": [text, voice, rate]}, sound))
    assert told == {"said": ["chào", "vi", 175]}
    assert heard == sound


def test_a_child_leaves_nothing_in_its_parent() -> None:
    kept: list[str] = []
    asked(lambda *said: (kept.append("x"), ({}, b""))[1])
    assert kept == []


def test_a_child_that_fails_is_told() -> None:
    def raises(*said: Any) -> Any:
        raise ValueError

    assert asked(raises) == ({"error": "crashed", "status": 1}, b"")
    assert asked(lambda *said: os._exit(7)) == ({"error": "crashed", "status": 7}, b"")
    killed = asked(lambda *said: os.kill(os.getpid(), signal.SIGKILL))
    assert killed[0] == {"error": "crashed", "status": -9}


def test_a_child_that_hangs_is_ended() -> None:
    told, _ = asked(lambda *said: time.sleep(60), seconds=0.3)
    assert told == {"error": "timeout"}


def test_a_pipe_is_read_to_its_end_or_until_the_time_is_over() -> None:
    near, far = os.pipe()
    os.write(far, b"abc")
    assert _drain(near, 0.05) == (b"", False)
    os.write(far, b"def")
    os.close(far)
    assert _drain(near, 5.0) == (b"def", True)
    os.close(near)


def test_the_library_says_words_with_their_times() -> None:
    library = Library()
    request = {"text": "Xin chào. Mời nghe.", "voice": "vi", "rate": 175, "time": 20}
    told, sound = read(_in_a_child(library, request))
    assert told["rate"] == library.rate > 8_000
    assert len(sound) % 2 == 0 and len(sound) > library.rate  # more than half a second
    places, times = zip(*told["words"], strict=True)
    assert list(places) == [0, 4, 10, 14]
    assert list(times) == sorted(times) and max(times) < len(sound) // 2
    assert len(told["breaks"]) >= 1
    assert (told, sound) == read(_in_a_child(library, request))
    slow, _ = read(_in_a_child(library, {**request, "rate": 90}))
    assert slow["words"][-1][1] > times[-1]
    unknown = read(_in_a_child(library, {**request, "voice": "no-such-voice"}))
    assert unknown == ({"error": "unknown-voice"}, b"")


def test_a_library_that_does_not_start_is_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, path: str) -> None:
            self.espeak_Initialize = lambda *given: -1

    monkeypatch.setattr(worker.ctypes, "CDLL", Broken)
    with pytest.raises(RuntimeError):
        Library()
