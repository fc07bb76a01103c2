"""The wire between us and the walled decoder: messages of a kind, a length and a body.

One JSON line asks; answered by ``I`` (what the file is), many ``S`` (samples) and ``E`` (the end,
with what was counted), or ``X`` (the findings why not). ``H`` is the worker's first word.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from enum import Enum
from typing import Any, BinaryIO

from radioprog.kernel.findings import NOWHERE, Finding, Place, Severity, Text, composed

HEAD = struct.Struct("<cI")
LARGEST = 64 << 20
"""A longer message is no message of ours."""


class Kind(Enum):
    """What a message is."""

    HELLO = b"H"
    INFO = b"I"
    SAMPLES = b"S"
    END = b"E"
    REFUSAL = b"X"


def send(stream: BinaryIO, kind: Kind, body: bytes | memoryview) -> None:
    """Write one message."""
    stream.write(HEAD.pack(kind.value, len(body)))
    stream.write(body)
    stream.flush()


def send_json(stream: BinaryIO, kind: Kind, value: Any) -> None:
    """Write one message whose body is JSON."""
    send(stream, kind, json.dumps(value).encode())


def pack_findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Turn findings into plain JSON values; where they stand is the asker's to say."""
    return [
        {
            "code": found.code,
            "severity": found.severity.value,
            "message": [found.message.vi, found.message.en],
            "remedy": [found.remedy.vi, found.remedy.en],
            "details": dict(found.details),
        }
        for found in findings
    ]


def unpack_findings(values: Iterable[Any], place: Place = NOWHERE) -> tuple[Finding, ...]:
    """Turn what `pack_findings` gave back into findings at a place."""
    return tuple(
        composed(
            value["code"],
            Severity(value["severity"]),
            Text(*value["message"]),
            Text(*value["remedy"]),
            place,
            value["details"],
        )
        for value in values
    )
