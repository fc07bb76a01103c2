"""Writing: scripts opened, saved and brought back, so that nobody overwrites anybody.

A save names the version that its writer had before them; where the script has changed since, it
is refused and nothing is written. Every version that was saved here, and the one that stood there
before the first save, is kept in ``record/versions/`` by the hash of its text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import locked, publish_bytes, sha256_of
from radioprog.kernel.findings import Place
from radioprog.kernel.text import ascii_name, clean_text, one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.record.store.kinds import VERSIONS
from radioprog.record.store.line import moment_of
from radioprog.script.draft.findings import FILE_EXISTS
from radioprog.studio.catalogue import EXTENSION, Source, all_sources, why_unportable
from radioprog.studio.findings import (
    BAD_SCRIPT_PATH,
    CHANGED_MEANWHILE,
    NO_SUCH_VERSION,
    TOO_LONG_SCRIPT,
    UNKNOWN_SCRIPT,
)
from radioprog.studio.workspace import Workspace, records_of

LARGEST = 512 << 10
"""Bytes of a script that is saved here; a programme of fifteen minutes has thirty thousand."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class OpenedScript:
    """A script as it stands on the disk: its name, its text, and the hash by which it is saved."""

    name: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ScriptVersion:
    """A version that is kept: the hash of its text, who saved it and when."""

    sha256: str
    by: str
    at: dt.datetime
    size: int


def script_called(workspace: Workspace, name: str) -> Source:
    """Find a script by its name below ``scripts/``; a name is never taken for a path.

    Raises:
        UsageError: ``unknown-script``.
    """
    for each in all_sources(workspace):
        if each.name == name:
            return each
    raise UsageError(UNKNOWN_SCRIPT(name=one_line(name)[:_LONGEST_NAME]))


def open_script(workspace: Workspace, name: str) -> OpenedScript:
    """Read a script to be edited.

    Raises:
        UsageError: ``unknown-script``; ContentError: it is no text.
    """
    path = script_called(workspace, name).path
    text, found = read_text_file(path, shown=workspace.show(path), utf16=True)
    if text is None:
        raise ContentError(found)
    return OpenedScript(name, text, sha256_of(path))


def save_script(
    workspace: Workspace, name: str, text: str, *, based_on: str, by: str
) -> OpenedScript:
    """Write a script whole, if it is still the version that the writer had before them.

    ``based_on`` is the hash of the version that was changed, ``by`` who saves.

    Raises:
        ContentError: ``changed-meanwhile``, nothing is written; ``script-too-long``.
        UsageError: ``unknown-script``; DiskError: the old version still stands.
    """
    data = _data(text)
    with locked(workspace.cache / "writing.lock"):
        path = script_called(workspace, name).path
        before = read_regular(path, limit=LARGEST * 4)
        standing = hashlib.sha256(before).hexdigest()
        if standing != based_on:
            raise ContentError(CHANGED_MEANWHILE(Place(workspace.show(path))))
        if standing not in {each.sha256 for each in script_versions(workspace, name)}:
            _keep(workspace, name, before, by="")
        _keep(workspace, name, data, by=by)
        publish_bytes(path, data)
    return open_script(workspace, name)


def new_script(workspace: Workspace, title: str, *, by: str, series: str = "") -> OpenedScript:
    """Write a small script to begin with, named after its title.

    Raises:
        UsageError: ``bad-script-name`` or ``file-exists``; nothing is written.
    """
    shown = one_line(title)[:200]
    name = ascii_name(shown, "", longest=_LONGEST_NAME).strip("-_.")
    if not name or why_unportable(name + EXTENSION) is not None:
        raise UsageError(BAD_SCRIPT_PATH(name=shown))
    path = workspace.scripts / f"{name}{EXTENSION}"
    with locked(workspace.cache / "writing.lock"):
        if path.exists():
            raise UsageError(FILE_EXISTS(Place(workspace.show(path))))
        data = _beginning(workspace, shown, one_line(series)[:80]).encode()
        _keep(workspace, name, data, by=by)
        publish_bytes(path, data)
    return open_script(workspace, name)


def script_versions(workspace: Workspace, name: str) -> tuple[ScriptVersion, ...]:
    """Return the versions of a script that are kept, the newest first."""
    lines = records_of(workspace).read(VERSIONS, [])
    found = (
        ScriptVersion(str(each["sha256"]), str(each["by"]), moment_of(each), int(each["size"]))
        for each in lines
        if each.get("script") == name and {"sha256", "size"} <= each.keys()
    )
    return tuple(reversed(tuple(found)))


def version_text(workspace: Workspace, name: str, sha256: str) -> str:
    """Return the text of a kept version of a script.

    Raises:
        UsageError: ``unknown-version``, or what was kept of it is no longer what it was.
    """
    known = {each.sha256 for each in script_versions(workspace, name)}
    path = _kept_at(workspace, sha256)
    if sha256 in known and path.is_file() and sha256_of(path) == sha256:
        return clean_text(read_regular(path, limit=LARGEST * 4).decode("utf-8", "replace"))
    raise UsageError(NO_SUCH_VERSION(sha256=one_line(sha256)[:16]))


def restore_script(
    workspace: Workspace, name: str, sha256: str, *, based_on: str, by: str
) -> OpenedScript:
    """Bring a kept version back, as a new save: what stood there stays in the list.

    Raises:
        UsageError: ``unknown-version``; ContentError: ``changed-meanwhile``.
    """
    text = version_text(workspace, name, sha256)
    return save_script(workspace, name, text, based_on=based_on, by=by)


def _data(text: str) -> bytes:
    data = clean_text(text).rstrip("\n").encode("utf-8", "replace") + b"\n"
    if len(data) > LARGEST:
        raise ContentError(TOO_LONG_SCRIPT(most=LARGEST >> 10))
    return data


def _keep(workspace: Workspace, name: str, data: bytes, *, by: str) -> None:
    """Keep a version: its text first, then the line that tells of it."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _kept_at(workspace, sha256)
    if not path.is_file() or sha256_of(path) != sha256:
        publish_bytes(path, data)
    line = {"at": dt.datetime.now(dt.UTC), "by": by, "script": name, "sha256": sha256}
    records_of(workspace).append(VERSIONS, [{**line, "size": len(data)}])


def _kept_at(workspace: Workspace, sha256: str) -> Path:
    bare = "".join(char for char in sha256 if char in "0123456789abcdef")[:64]
    return workspace.record / VERSIONS / f"{bare or 'none'}{EXTENSION}"


def _beginning(workspace: Workspace, title: str, series: str) -> str:
    """Return the first lines of a script: whose voices there are, one who speaks, one section."""
    voices = list(workspace.voices)[:2] or ["nữ"]
    lines = ["---", f"tên chương trình: {_quoted(title)}"]
    lines += [f"chuyên mục: {_quoted(series)}"] if series else []
    lines += ["giọng:", *_speakers(voices), "---", "", "# Mở đầu", ""]
    lines += [f"PTV {voices[0]}: Kính chào quý vị và các bạn.", ""]
    return "\n".join(lines)


def _speakers(voices: list[str]) -> Iterator[str]:
    for voice in voices:
        yield f"  PTV {voice}: {voice}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
