"""The manifest: the proof of what one build of one programme read and made.

It is written last, into the programme's folder; a folder without it is not built. It holds no
time of day, no absolute path and nothing about the machine, so that the same input gives the
same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import document_json
from radioprog.kernel.disk.opening import read_regular

NAME = "manifest.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the build read, relative to the workspace; no hash: it was looked for in vain."""

    path: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Output:
    """A file that the build made: its name in the programme's folder, size in bytes, SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was read, by which settings and tools, and what was made.

    ``settings`` are the workspace's values that decided (by name), ``engines`` the identity of
    each voice that spoke or could have (``engine:voice`` to identity), ``deliveries`` and
    ``findings`` are in the contract's JSON, ``frames`` counts the programme at the mix rate,
    ``fallback`` tells that some sentence was not spoken by its first voice.
    """

    script: str
    title: str
    series: str | None
    episode: int | None
    date: str | None
    length: float | None
    duration: float
    frames: int
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    settings: Mapping[str, Any]
    tools: Mapping[str, str]
    engines: Mapping[str, str]
    chosen: tuple[str, ...]
    deliveries: tuple[Mapping[str, Any], ...]
    sidecars: Mapping[str, str]
    fallback: bool = False
    speech: tuple[Mapping[str, Any], ...] = ()
    findings: tuple[Mapping[str, Any], ...] = field(default=())

    def to_bytes(self) -> bytes:
        """Return the file's bytes."""
        return document_json({"schema": SCHEMA, **asdict(self)})


_LARGEST = 64 << 20
"""A larger manifest is none of ours, in bytes."""


def read_manifest(folder: Path) -> Manifest | None:
    """Read a programme's manifest; ``None`` where it is absent, unreadable or of another schema.

    Such a programme counts as not built, and is made anew.
    """
    try:
        found = json.loads(read_regular(folder / NAME, limit=_LARGEST))
        if found.pop("schema") != SCHEMA:
            return None
        found["inputs"] = tuple(Input(**row) for row in found["inputs"])
        found["outputs"] = tuple(Output(**row) for row in found["outputs"])
        for name in ("chosen", "deliveries", "speech", "findings"):
            found[name] = tuple(found[name])
        return Manifest(**found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
