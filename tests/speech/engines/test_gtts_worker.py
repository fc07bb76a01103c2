"""The gTTS worker: every exception has its twin, every answer is whole sound or a plain reason."""

from __future__ import annotations

import binascii
import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gtts
import numpy as np
import pytest
import requests

from radioprog.audio.codecs.lame import Mp3Form, encode_mp3
from radioprog.speech.engines import gtts_worker as worker
from radioprog.speech.engines.gtts_worker import (
    AnswerTooLarge,
    BadAnswer,
    CarefulSession,
    answered,
    decoded,
    explained,
)

REQUEST = {
    "text": "Xin chào.",
    "language": "vi",
    "tld": "com.vn",
    "connect": 1.5,
    "read": 2.5,
    "limit": 1000,
}


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path: Path = tmp_path_factory.mktemp("mp3") / "a.mp3"
    tone = (8_000 * np.sin(np.arange(24_000) / 9)).astype(np.int16)
    encode_mp3(path, [np.stack([tone, tone // 2], axis=1)], Mp3Form(24_000, 2, 64_000))
    return path.read_bytes()


def test_a_whole_mp3_becomes_one_channel(mp3: bytes) -> None:
    sound, rate = decoded(mp3)
    samples = np.frombuffer(sound, "<f4")
    assert rate == 24_000
    assert 24_000 <= samples.size < 24_000 + 2 * 1152
    assert np.abs(samples).max() == pytest.approx(0.75 * 8_000 / 32_768, abs=0.01)
    tagged = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + mp3
    assert decoded(tagged)[0] == sound


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda data: b"<html>", "not an MP3"),
        (lambda data: b"", "not an MP3"),
        (lambda data: b"x" + data, "not an MP3"),
        (lambda data: b"\xff" * 4_000, "cannot be decoded"),
        (lambda data: data[:-1], "breaks off"),
        (lambda data: data + b"\0", "damaged"),
    ],
)
def test_what_is_no_whole_mp3_is_told(mp3: bytes, spoil: Any, why: str) -> None:
    with pytest.raises(BadAnswer, match=why):
        decoded(spoil(mp3))


EX = requests.exceptions


@pytest.mark.parametrize(
    ("problem", "twin"),
    [
        (EX.SSLError("x"), "tls"),
        (EX.ConnectTimeout("x"), "timeout"),
        (EX.ReadTimeout("x"), "timeout"),
        (EX.ChunkedEncodingError("x"), "bad-answer"),
        (EX.ContentDecodingError("x"), "bad-answer"),
        (EX.TooManyRedirects("x"), "bad-answer"),
        (AnswerTooLarge("x"), "bad-answer"),
        (EX.ProxyError("x"), "unreachable"),
        (EX.ConnectionError("x"), "unreachable"),
        (EX.InvalidURL("x"), "unreachable"),
        (BadAnswer("x"), "bad-answer"),
        (binascii.Error("x"), "bad-answer"),
        (UnicodeError("x"), "bad-answer"),
        (MemoryError("x"), "bad-answer"),
        (KeyError("x"), "bad-answer"),
    ],
)
def test_every_exception_has_its_twin(problem: BaseException, twin: str) -> None:
    told = explained(problem)
    assert told["error"] == twin
    assert told["detail"].startswith(f"{type(problem).__name__}: ")


def test_what_is_told_is_cut() -> None:
    assert len(explained(BadAnswer("x" * 500))["detail"]) == 300


def failed(response: Any) -> gtts.gTTSError:
    problem = gtts.gTTSError("failed")
    problem.rsp = response
    return problem


def test_a_status_is_told_with_the_time_to_wait() -> None:
    busy = SimpleNamespace(status_code=429, reason="Too Many", headers={"Retry-After": "7"})
    assert explained(failed(busy)) == {
        "error": "status",
        "status": 429,
        "retry_after": "7",
        "detail": "429 Too Many",
    }
    bare = SimpleNamespace(status_code=500, reason="Down", headers={})
    assert explained(failed(bare))["retry_after"] == ""
    fine = SimpleNamespace(status_code=200, reason="OK", headers={})
    assert explained(failed(fine)) == {"error": "bad-answer", "detail": "no sound in the answer"}


def test_an_error_of_gtts_without_an_answer_is_that_of_its_cause() -> None:
    problem = failed(None)
    problem.__context__ = EX.ReadTimeout("slow")
    assert explained(problem)["error"] == "timeout"
    assert explained(failed(None))["error"] == "bad-answer"


class Voice:
    """A stand-in for gTTS: it notes how it was made and streams what it is told to."""

    answers: tuple[bytes, ...] = ()
    made: tuple[Any, ...] = ()

    def __init__(self, text: str, **options: Any) -> None:
        type(self).made = (text, options)

    def stream(self) -> Any:
        yield from self.answers


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> type[Voice]:
    monkeypatch.setattr(worker.gtts, "gTTS", Voice)
    monkeypatch.setattr(CarefulSession, "limit", CarefulSession.limit)
    return Voice


def test_one_request_is_asked_for_as_it_stands(voice: type[Voice], mp3: bytes) -> None:
    voice.answers = (mp3,)
    told, sound = answered(REQUEST)
    assert told == {"rate": 24_000, "sha256": hashlib.sha256(mp3).hexdigest()}
    assert sound == decoded(mp3)[0]
    assert voice.made == (
        "Xin chào.",
        {
            "lang": "vi",
            "tld": "com.vn",
            "lang_check": False,
            "pre_processor_funcs": [],
            "timeout": (1.5, 2.5),
        },
    )
    assert CarefulSession.limit == 1000


@pytest.mark.parametrize(
    ("answers", "why"),
    [((), "no sound"), ((b"",), "no sound"), ((b"a", b"b"), "2 answers"), ((b"a",), "not an MP3")],
)
def test_no_sound_and_too_much_of_it_are_told(
    voice: type[Voice], answers: tuple[bytes, ...], why: str
) -> None:
    voice.answers = answers
    told, sound = answered(REQUEST)
    assert told["error"] == "bad-answer" and why in told["detail"]
    assert sound == b""


class Response:
    """What the network would answer."""

    def __init__(self, size: int, *, redirect: bool = False) -> None:
        self.size, self.is_redirect, self.closed = size, redirect, False
        self._content: Any = False

    def iter_content(self, chunk: int) -> Any:
        yield b"x" * self.size

    def close(self) -> None:
        self.closed = True


def sent(monkeypatch: pytest.MonkeyPatch, response: Response, limit: int = 100) -> dict[str, Any]:
    options: dict[str, Any] = {}

    def send(self: Any, request: Any, **more: Any) -> Response:
        options.update(more)
        return response

    monkeypatch.setattr(requests.Session, "send", send)
    session = CarefulSession()
    session.limit = limit
    session.send(None, verify=False, allow_redirects=True, timeout=1)  # type: ignore[arg-type]
    return options


def test_a_session_is_careful_whatever_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    response = Response(100)
    options = sent(monkeypatch, response)
    assert options == {"verify": True, "allow_redirects": False, "stream": True, "timeout": 1}
    assert response._content == b"x" * 100 and not response.closed
    monkeypatch.setenv("CURL_CA_BUNDLE", "curl.pem")
    assert sent(monkeypatch, Response(1))["verify"] == "curl.pem"
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "own.pem")
    assert sent(monkeypatch, Response(1))["verify"] == "own.pem"


def test_a_session_follows_nothing_and_reads_no_more_than_its_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = Response(1, redirect=True)
    with pytest.raises(EX.TooManyRedirects):
        sent(monkeypatch, elsewhere)
    assert elsewhere.closed
    flood = Response(101)
    with pytest.raises(AnswerTooLarge):
        sent(monkeypatch, flood)
    assert flood.closed
