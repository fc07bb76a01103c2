"""The manifest: the proof of what one build of one programme read and made.

It is written last, into the programme's folder; a folder without it is not built. It holds no
time of day, no absolute path and nothing about the machine, so that the same input gives the
same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import digest, document_json
from radioprog.kernel.disk.opening import read_regular

NAME = "manifest.json"
SCHEMA = 1
SIDECARS = {
    "vtt": ".vtt",
    "srt": ".srt",
    "transcript": ".transcript.txt",
    "chapters": ".chapters.json",
    "rundown_json": ".rundown.json",
    "rundown_html": ".rundown.html",
    "rundown_docx": ".rundown.docx",
    "waveform_svg": ".waveform.svg",
    "waveform_png": ".waveform.png",
}
"""The sidecars of a programme: the name in JSON, and how the file's name ends."""
_LARGEST = 64 << 20
_LEVELS = (
    "integrated_lufs",
    "loudness_range_lu",
    "true_peak_dbtp",
    "max_momentary_lufs",
    "max_short_term_lufs",
)
_HASH = re.compile(r"[0-9a-f]{64}")


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
    ``fallback`` tells that some sentence was not spoken by its first voice. ``editions`` are
    stations' own: ``station``, ``title``, ``duration``, and ``deliveries`` and ``sidecars`` as
    those of the programme.
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
    editions: tuple[Mapping[str, Any], ...] = field(default=())

    def to_bytes(self) -> bytes:
        """Return the file's bytes."""
        return document_json({"schema": SCHEMA, **self._content()})

    def _content(self) -> dict[str, Any]:
        """Return everything; a programme without stations' editions says nothing of them."""
        # Only its own fields and the files' are taken apart: `asdict` would copy all that is below.
        content = {each.name: getattr(self, each.name) for each in fields(self)}
        content["inputs"] = [asdict(each) for each in self.inputs]
        content["outputs"] = [asdict(each) for each in self.outputs]
        if not self.editions:
            del content["editions"]
        return content

    def edition(self, station: str | None) -> Mapping[str, Any] | None:
        """Return the row of a station's own edition, if it has one."""
        return next((row for row in self.editions if row["station"] == station), None)


def edition_sha256(manifest: Manifest) -> str:
    """Return the hash of what was made: the manifest without findings and versions of tools."""
    content = manifest._content()
    del content["findings"], content["tools"]
    return digest({"schema": SCHEMA, **content})


def read_manifest(folder: Path) -> Manifest | None:
    """Read a programme's manifest; ``None`` where it is absent, unreadable or of another schema.

    A manifest is a stranger's file: only values of the right kind, and only bare names of files
    in its own folder, are believed. Any other programme counts as not built, and is made anew.
    """
    try:
        found = json.loads(read_regular(folder / NAME, limit=_LARGEST))
        if found.pop("schema") != SCHEMA or not _is_sound(found):
            return None
        found["inputs"] = tuple(Input(**row) for row in found["inputs"])
        found["outputs"] = tuple(Output(**row) for row in found["outputs"])
        found["editions"] = found.get("editions", [])
        for name in ("chosen", "deliveries", "speech", "findings", "editions"):
            found[name] = tuple(found[name])
        return Manifest(**found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_sound(found: Mapping[str, Any]) -> bool:
    """Tell whether every value is of its kind, and every name that of a file in the folder."""
    number = int | float
    return (
        all(isinstance(found[name], str) for name in ("script", "title"))
        and all(isinstance(found[name], str | None) for name in ("series", "date"))
        and isinstance(found["episode"], int | None)
        and isinstance(found["length"], number | None)
        and isinstance(found["duration"], number)
        and isinstance(found["frames"], int)
        and isinstance(found["fallback"], bool)
        and all(_is_texts(found[name]) for name in ("tools", "engines"))
        and all(isinstance(each, str) for each in _rows(found["chosen"]))
        and all(isinstance(each, dict) for each in _rows(found["speech"]))
        and all(_is_input(each) for each in _rows(found["inputs"]))
        and all(_is_output(each) for each in _rows(found["outputs"]))
        and all(_is_delivery(each) for each in _rows(found["deliveries"]))
        and all(_is_finding(each) for each in _rows(found["findings"]))
        and found["sidecars"].keys() == {*SIDECARS, "manifest"}
        and all(is_bare(name) for name in found["sidecars"].values())
        and _is_settings(found["settings"])
        and all(_is_edition(each) for each in _rows(found.get("editions", [])))
    )


def _is_edition(row: Mapping[str, Any]) -> bool:
    return (
        is_bare(row["station"])
        and isinstance(row["title"], str)
        and isinstance(row["duration"], int | float)
        and all(_is_delivery(each) for each in _rows(row["deliveries"]))
        and isinstance(row["sidecars"], dict)
        and row["sidecars"].keys() <= SIDECARS.keys()
        and all(is_bare(name) for name in row["sidecars"].values())
    )


def is_bare(name: object) -> bool:
    """Tell whether a name is that of a visible file in the folder itself.

    >>> [is_bare(name) for name in ("a.mp3", "../a.mp3", "/a", "b\\\\a", ".a", "", None)]
    [True, False, False, False, False, False, False]
    """
    return (
        isinstance(name, str)
        and name not in ("", "..")
        and not name.startswith(".")
        and not any(char in name for char in "/\\\0:")
    )


def _rows(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _is_input(row: Mapping[str, Any]) -> bool:
    known = row["sha256"] is None or bool(_HASH.fullmatch(row["sha256"]))
    return known and isinstance(row["path"], str) and "\0" not in row["path"]


def _is_output(row: Mapping[str, Any]) -> bool:
    whole = isinstance(row["size"], int) and bool(_HASH.fullmatch(row["sha256"]))
    return whole and is_bare(row["name"])


def _is_delivery(row: Mapping[str, Any]) -> bool:
    return (
        is_bare(row["path"])
        and all(isinstance(row[key], str) for key in ("name", "codec", "container", "sha256"))
        and all(isinstance(row[key], int) for key in ("bitrate", "channels", "sample_rate"))
        and isinstance(row["duration"], int | float)
        and all(isinstance(row[key], int | float | None) for key in _LEVELS)
    )


def _is_finding(row: Mapping[str, Any]) -> bool:
    return (
        all(isinstance(row[key], str) for key in ("code", "message", "remedy"))
        and row["severity"] in ("error", "warning", "info")
        and isinstance(row["file"], str | None)
        and all(isinstance(row[key], int | None) for key in ("line", "column"))
    )


def _is_settings(value: Mapping[str, Any]) -> bool:
    return (
        value.keys() >= {"workspace", "voices", "deliveries", "deliver", "online"}
        and all(isinstance(value[key], dict) for key in ("workspace", "voices", "deliveries"))
        and all(isinstance(each, str) for each in value["deliver"] or ())
        and isinstance(value["deliver"], list | None)
        and _is_texts(value.get("clips", {}))
        and _is_texts(value.get("editions", {}))
        and isinstance(value["online"], bool | None)
    )
