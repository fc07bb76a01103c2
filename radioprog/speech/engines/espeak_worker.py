"""The espeak-ng worker: loads the library once, then forks a fresh child for each utterance.

It runs in a process of its own (see `kernel.sandbox`), because the library can crash and because
what it says depends on what it said before; a fresh child for each utterance always has the same
past. Where there is no fork, it answers one request, as it says in its greeting, and ends.

Requests: ``{"text", "voice", "rate", "time"}``. Answers: 16-bit samples and ``{"rate", "words",
"breaks"}``, or ``{"error": …}``.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import selectors
import signal
from collections.abc import Mapping
from time import monotonic
from typing import Any

import espeakng_loader

from radioprog.kernel.sandbox.messages import (
    MessageKind,
    messages_only,
    requests,
    send,
    send_json,
)

_SYNCHRONOUS = 2
_UTF8 = 1
_RATE = 1
_WORD, _CLAUSE_END = 1, 5
_FIRST_VOICE = b"vi"
_SEED = 1
_CHUNK = 1 << 16


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Library:
    """The loaded library."""

    def __init__(self) -> None:
        """Load it with the data that came in the same wheel, and one dictionary beforehand."""
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0x8000))
        if self.rate <= 0:
            raise RuntimeError("espeak_Initialize failed")
        self._library.espeak_SetVoiceByName(_FIRST_VOICE)

    def speak(self, text: str, voice: str, rate: int) -> tuple[dict[str, Any], bytes]:
        """Say a text; call it once in a process's life."""
        sound = bytearray()
        words: list[tuple[int, int]] = []
        breaks: list[int] = []

        def hear(wave: Any, count: int, events: Any) -> int:
            if wave and count:
                sound.extend(ctypes.string_at(wave, 2 * count))
            number = 0
            while events[number].type:
                event = events[number]
                if event.type == _WORD:
                    words.append((event.text_position - 1, event.sample))
                elif event.type == _CLAUSE_END:
                    breaks.append(event.sample)
                number += 1
            return 0

        self._same_chances()
        callback = _CALLBACK(hear)
        self._library.espeak_SetSynthCallback(callback)
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            return {"error": "unknown-voice"}, b""
        self._library.espeak_SetParameter(_RATE, rate, 0)
        raw = text.encode("utf-8") + b"\0"
        if self._library.espeak_Synth(raw, len(raw), 0, 1, 0, _UTF8, None, None) != 0:
            return {"error": "synthesis"}, b""
        return {"rate": self.rate, "words": words, "breaks": breaks}, bytes(sound)

    def _same_chances(self) -> None:
        """Seed the breath and roughness of the variants, which the library seeds by the clock."""
        if hasattr(self._library, "espeak_ng_SetRandSeed"):
            self._library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
        # Windows has no "this process's own" library; its C library has a name.
        ctypes.CDLL("ucrtbase" if os.name == "nt" else None).srand(_SEED)


def _framed(answer: Mapping[str, Any], sound: bytes = b"") -> bytes:
    """Return an answer as the messages that carry it."""
    written = io.BytesIO()
    if sound:
        send(written, MessageKind.DATA, sound)
    send_json(written, MessageKind.END, answer)
    return written.getvalue()


def _spoken(library: Library, request: Mapping[str, Any]) -> bytes:
    return _framed(*library.speak(request["text"], request["voice"], int(request["rate"])))


def _in_a_child(library: Library, request: Mapping[str, Any]) -> bytes:
    """Fork, let the child speak, and give its answer; a child that crashes or hangs is an error."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _child(library, request, write)
    os.close(write)
    try:
        answer, ended = _drain(read, float(request["time"]))
    finally:
        os.close(read)
        if not ended:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if not ended:
        return _framed({"error": "timeout"})
    if status != 0:
        return _framed({"error": "crashed", "status": os.waitstatus_to_exitcode(status)})
    return answer


def _child(library: Library, request: Mapping[str, Any], write: int) -> None:
    status = 1
    with contextlib.suppress(BaseException):
        left = memoryview(_spoken(library, request))
        while left:
            left = left[os.write(write, left) :]
        status = 0
    os._exit(status)


def _drain(read: int, time: float) -> tuple[bytes, bool]:
    """Read until the other end closes (True) or the time is over (False)."""
    got, deadline = bytearray(), monotonic() + time
    with selectors.DefaultSelector() as selector:
        selector.register(read, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - monotonic())):
            chunk = os.read(read, _CHUNK)
            if not chunk:
                return bytes(got), True
            got += chunk
    return b"", False


def main() -> None:
    """Answer requests until there are no more; without fork, one."""
    library = Library()
    forks = hasattr(os, "fork")
    out = messages_only()
    send_json(out, MessageKind.HELLO, {"once": not forks})
    for request in requests():
        out.write(_in_a_child(library, request) if forks else _spoken(library, request))
        out.flush()
        if not forks:
            break


if __name__ == "__main__":
    main()
