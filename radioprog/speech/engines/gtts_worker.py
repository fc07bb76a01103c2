"""The gTTS worker: one piece of text, one real gTTS object, one answer that can be heard, or none.

The one door to gTTS and to the HTTP library under it. It runs in a process of its own (see
`kernel.sandbox`), so that a hang, a flood or a bomb from the other end costs one request. gTTS
sends with certificate checks off and follows whatever it is told; the session it gets here
verifies, follows nothing and stops reading at a limit.

Requests: ``{"text", "language", "tld", "connect", "read", "limit"}``. Answers: float32 samples and
``{"rate", "sha256"}``, or ``{"error": kind, …}``.
"""

from __future__ import annotations

import binascii
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gtts
import numpy as np
import requests

from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.mp3 import frames_of
from radioprog.kernel.errors import ContentError
from radioprog.kernel.sandbox.messages import answer_all

_CHUNK = 1 << 16
_MP3_HEADS = (b"\xff", b"ID3")


class BadAnswer(Exception):
    """The other end answered, but not with sound; the text says what was wrong."""


class AnswerTooLarge(requests.exceptions.RequestException):
    """The other end sends more than any sentence needs."""


class CarefulSession(requests.Session):
    """A session that verifies certificates, follows nothing, and reads no more than a limit."""

    limit: int = 8 << 20

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """Send a request as gTTS asks for it, but carefully."""
        trusted = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
        options |= {"verify": trusted or True, "allow_redirects": False, "stream": True}
        response = super().send(request, **options)
        if response.is_redirect:
            response.close()
            raise requests.exceptions.TooManyRedirects("it redirects elsewhere")
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self.limit:
                response.close()
                raise AnswerTooLarge("the answer is too large")
        response._content = bytes(body)
        return response


def spoken(request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Ask the service for one piece and decode its answer."""
    CarefulSession.limit = int(request["limit"])
    voice = gtts.gTTS(
        request["text"],
        lang=request["language"],
        tld=request["tld"],
        lang_check=False,  # checked against a closed list before
        pre_processor_funcs=[],  # our own reading and splitting stand
        timeout=(float(request["connect"]), float(request["read"])),
    )
    answers = list(voice.stream())
    if not answers or not answers[0]:
        raise BadAnswer("no sound in the answer")
    if len(answers) > 1:
        raise BadAnswer(f"{len(answers)} answers to one request")
    sound, rate = decoded(answers[0])
    return {"rate": rate, "sha256": hashlib.sha256(answers[0]).hexdigest()}, sound


def decoded(mp3: bytes) -> tuple[bytes, int]:
    """Decode an MP3 that must be whole.

    Raises:
        BadAnswer: it is something else, or damaged.
    """
    if not mp3.startswith(_MP3_HEADS):
        raise BadAnswer("not an MP3")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.mp3"
        path.write_bytes(mp3)
        try:
            with SoundReader(path) as reader:
                blocks = list(reader.blocks())
                tally, rate = reader.tally, reader.info.rate
                frames = mp3[reader.sniffed.skip :]
        except ContentError as problem:
            why = problem.findings[0].message.to("en")
            raise BadAnswer(f"cannot be decoded: {why}") from problem
    if tally.damaged_packets or tally.damaged_samples or not blocks:
        raise BadAnswer("the MP3 is damaged")
    if b"".join(frames_of(frames)) != frames:
        raise BadAnswer("the MP3 breaks off")
    sound = np.concatenate(blocks).mean(axis=1, dtype=np.float32)
    return sound.astype("<f4").tobytes(), int(rate)


def explained(problem: BaseException) -> dict[str, Any]:
    """Say in plain words of ours what went wrong: each exception of the libraries has a twin."""
    if isinstance(problem, gtts.gTTSError):
        if problem.rsp is not None:
            return status_of(problem.rsp)
        problem = problem.__context__ or problem
    detail = f"{type(problem).__name__}: {problem}"[:300]
    for kind, twin in _TWINS:
        if isinstance(problem, kind):
            return {"error": twin, "detail": detail}
    return {"error": "bad-answer", "detail": detail}


_TWINS: tuple[tuple[type[BaseException], str], ...] = (
    (requests.exceptions.SSLError, "tls"),
    (requests.exceptions.Timeout, "timeout"),
    (requests.exceptions.ChunkedEncodingError, "bad-answer"),
    (requests.exceptions.ContentDecodingError, "bad-answer"),
    (requests.exceptions.TooManyRedirects, "bad-answer"),
    (AnswerTooLarge, "bad-answer"),
    (requests.exceptions.ConnectionError, "unreachable"),
    (requests.exceptions.RequestException, "unreachable"),
    (BadAnswer, "bad-answer"),
    (binascii.Error, "bad-answer"),
    (UnicodeError, "bad-answer"),
    (MemoryError, "bad-answer"),
)


def status_of(response: requests.Response) -> dict[str, Any]:
    """Tell of an answer that holds no sound: its status, and how long to wait."""
    if response.status_code == requests.codes.ok:
        return {"error": "bad-answer", "detail": "no sound in the answer"}
    return {
        "error": "status",
        "status": response.status_code,
        "retry_after": response.headers.get("Retry-After", ""),
        "detail": f"{response.status_code} {response.reason}",
    }


def answered(request: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
    """Answer one request, whatever happens."""
    try:
        return spoken(request)
    except Exception as problem:  # the worker's wall: everything becomes an answer
        return explained(problem), b""


if __name__ == "__main__":
    requests.Session = CarefulSession  # type: ignore[misc]
    answer_all(answered)
