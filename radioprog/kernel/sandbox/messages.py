"""The messages between us and a process behind the wall: a kind, a length and a body.

The worker greets with ``HELLO``. Each ``REQUEST`` (JSON) is answered by any number of ``FACTS``
(JSON) and ``DATA`` (bytes), and then by one ``END`` (JSON) or ``REFUSAL`` (JSON: why not).
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import IO, Any, BinaryIO

HEAD = struct.Struct("<cI")
LARGEST = 64 << 20
"""The longest body, in bytes; a longer message is none of ours."""


class MessageKind(Enum):
    """What a message is."""

    HELLO = b"H"
    REQUEST = b"Q"
    FACTS = b"F"
    DATA = b"D"
    END = b"E"
    REFUSAL = b"X"


Message = tuple[MessageKind, bytes]
Answer = Callable[[dict[str, Any]], None]


class Broken(Exception):
    """What came is no message of ours."""


def send(stream: IO[bytes], kind: MessageKind, body: bytes | memoryview = b"") -> None:
    """Write one message; data of any length becomes as many as it takes."""
    view = memoryview(body).cast("B")
    while True:
        part, view = view[:LARGEST], view[LARGEST:]
        stream.write(HEAD.pack(kind.value, len(part)))
        stream.write(part)
        if not view:
            break
    stream.flush()


def send_json(stream: IO[bytes], kind: MessageKind, value: Any) -> None:
    """Write one message whose body is JSON."""
    send(stream, kind, json.dumps(value).encode("ascii"))


def receive(stream: IO[bytes]) -> Message | None:
    """Read one message; ``None`` where the other end has closed, even midway.

    Raises:
        Broken: the bytes are no message.
    """
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    code, length = HEAD.unpack(head)
    try:
        kind = MessageKind(code)
    except ValueError:
        raise Broken(f"a message of kind {code!r}") from None
    if length > LARGEST:
        raise Broken(f"a message of {length} bytes")
    body = stream.read(length)
    return (kind, body) if len(body) == length else None


def messages_only() -> BinaryIO:
    """Keep a worker's standard output for messages: what a library prints goes to stderr."""
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 20)
    os.dup2(2, 1)
    return out


def requests() -> Iterator[dict[str, Any]]:
    """Read a worker's requests until the asker closes the pipe."""
    while message := receive(sys.stdin.buffer):
        yield json.loads(message[1])


def answer_all(
    speak: Callable[[Mapping[str, Any]], tuple[Mapping[str, Any], bytes]],
) -> None:
    """Answer requests for sound until there are no more: the whole life of an engine's worker.

    ``speak`` returns what is told about the sound, and its bytes.
    """
    out = messages_only()
    send_json(out, MessageKind.HELLO, {})
    for request in requests():
        answer, sound = speak(request)
        if sound:
            send(out, MessageKind.DATA, sound)
        send_json(out, MessageKind.END, answer)
