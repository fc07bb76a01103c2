"""ProgrammeEntries: what the schedule needs to know of each script, from its text and its build."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypedDict

from radioprog import __version__
from radioprog.kernel.canonical import canonical_json, digest
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import DiskError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Place
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.units import Seconds
from radioprog.record.manifest import Manifest, read_manifest
from radioprog.schedule.airings.fill import ProgrammeEntry, StationSound
from radioprog.script.inline import written_text
from radioprog.script.model import Script, SoundCue, Speech
from radioprog.script.parse import parse_script
from radioprog.studio.catalogue import Source, all_sources
from radioprog.studio.workspace import Workspace

_MEMORY = "scripts.json"
_LARGEST_MEMORY = 64 << 20
_SYLLABLES_A_SECOND = 210 / 60
_PREFERRED = ("station", "web")


@dataclass(frozen=True, slots=True)
class ProgrammeEntries:
    """The programmes that could be read; scripts that could not are told by ``check``."""

    found: tuple[ProgrammeEntry, ...]
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What a script says of itself: all that the schedule needs of its text.

    ``length`` is in seconds: as asked for, or as its words would last.
    """

    title: str
    series: str | None
    number: int | None
    date: dt.date | None
    length: float | None
    topics: tuple[str, ...]
    producer: str
    languages: tuple[str, ...]
    spoken: bool


def programme_entries(workspace: Workspace, *, remember: bool = False) -> ProgrammeEntries:
    """Read what every script says of itself, and the length of what is built.

    Reading a long script takes time, so what is known of a text is taken from the cache;
    ``remember`` also writes it there (a command that only looks writes nothing).
    """
    shared = _SHARED.get()
    if shared is None:
        return _read_entries(workspace, remember=remember)
    if workspace.root not in shared:
        shared[workspace.root] = _read_entries(workspace, remember=True)
    return shared[workspace.root]


Shared = dict[Path, ProgrammeEntries]
_SHARED: ContextVar[Shared | None] = ContextVar("shared", default=None)


@contextlib.contextmanager
def read_once(shared: Shared) -> Iterator[None]:
    """Read the scripts of a workspace once for all that is made inside the block.

    What is read is put into ``shared``, which may be handed to a later block: one publishing makes
    calendars, pages and playlists of the same texts, whatever is written to scripts meanwhile.
    """
    token = _SHARED.set(shared)
    try:
        yield
    finally:
        _SHARED.reset(token)


def _read_entries(workspace: Workspace, *, remember: bool) -> ProgrammeEntries:
    known = _Known(workspace)
    found: list[ProgrammeEntry] = []
    unreadable: list[str] = []
    for source in all_sources(workspace):
        episode = _episode(source, workspace, known)
        if episode is None:
            unreadable.append(source.name)
        else:
            found.append(episode)
    if remember:
        known.keep()
    return ProgrammeEntries(tuple(found), tuple(unreadable))


def _episode(source: Source, workspace: Workspace, known: _Known) -> ProgrammeEntry | None:
    shown = workspace.show(source.path)
    text, _ = read_text_file(source.path, shown=shown)
    if text is None:
        return None
    said = known.said(source.name, text, shown)
    if said is None:
        return None
    manifest = _built(source, shown)
    length = manifest.duration if manifest else said.length
    return ProgrammeEntry(
        name=source.name,
        title=said.title,
        series=said.series,
        number=said.number,
        date=said.date,
        length=Seconds(length) if length else None,
        built=manifest is not None,
        topics=said.topics,
        producer=said.producer,
        languages=said.languages,
        place=Place(shown, 1, 1),
        **_audio(manifest, source, workspace),
        editions=tuple(_editions(manifest, source, workspace)),
        spoken=said.spoken,
    )


class _Known:
    """What scripts say of themselves, by the hash of name and text; the cache may be lost."""

    def __init__(self, workspace: Workspace) -> None:
        self._path = workspace.cache / _MEMORY
        self._old: Mapping[str, Any] = {}
        self._now: dict[str, _Said] = {}
        try:
            found = json.loads(read_regular(self._path, limit=_LARGEST_MEMORY))
            if found["code"] == _code():
                self._old = dict(found["scripts"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass

    def said(self, name: str, text: str, shown: str) -> _Said | None:
        """Return what a text says; ``None`` where it cannot be read."""
        key = hashlib.sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        said = _said_in(self._old.get(key)) or _read(text, shown, name)
        if said is not None:
            self._now[key] = said
        return said

    def keep(self) -> None:
        """Write down what was read, if anything of it is new."""
        if self._now.keys() == self._old.keys():
            return
        rows = {key: asdict(said) for key, said in sorted(self._now.items())}
        for row in rows.values():
            row["date"] = row["date"].isoformat() if row["date"] else None
        with contextlib.suppress(DiskError, ValueError):
            publish_bytes(self._path, canonical_json({"code": _code(), "scripts": rows}))


@cache
def _code() -> str:
    """Return the hash of what reads scripts: another version of it may read otherwise."""
    rooms = [files("radioprog.script"), files("radioprog.kernel.yaml")]
    hashes = [__version__, hashlib.sha256(Path(__file__).read_bytes()).hexdigest()]
    while rooms:
        for each in sorted(rooms.pop().iterdir(), key=lambda one: one.name):
            if each.is_file() and each.name.endswith(".py"):
                hashes.append(hashlib.sha256(each.read_bytes()).hexdigest())
            elif each.is_dir() and each.name != "__pycache__":
                rooms.append(each)
    return digest(hashes)


def _said_in(row: object) -> _Said | None:
    """Believe a row of the cache only if every value is of its kind; ``dict`` refuses the rest."""
    try:
        values: dict[str, Any] = dict(row)  # type: ignore[call-overload]
        told = values["date"]
        values["date"] = dt.date.fromisoformat(told) if told is not None else None
        values["topics"], values["languages"] = tuple(values["topics"]), tuple(values["languages"])
        said = _Said(**values)
    except (ValueError, KeyError, TypeError):
        return None
    texts = (said.title, said.producer, said.series or "", *said.topics, *said.languages)
    sound = all(isinstance(each, str) for each in texts)
    sound = sound and isinstance(said.number, int | None) and isinstance(said.spoken, bool)
    return said if sound and isinstance(said.length, int | float | None) else None


def _read(text: str, shown: str, name: str) -> _Said | None:
    script, _ = parse_script(text, file=shown, name=name)
    if script is None:
        return None
    meta = script.meta
    return _Said(
        title=meta.title,
        series=meta.series,
        number=meta.episode,
        date=meta.date,
        length=meta.length or _estimate(script),
        topics=meta.topics,
        producer=meta.producer or "",
        languages=_languages(script),
        spoken=any(isinstance(block, Speech) for block in script.body),
    )


def _languages(script: Script) -> tuple[str, ...]:
    """Return the languages it says it is in: its own, then those of its recordings."""
    told = [script.meta.language]
    told += [each.language for each in script.body if isinstance(each, SoundCue)]
    return tuple(dict.fromkeys(each for each in told if each))


def _built(source: Source, shown: str) -> Manifest | None:
    """Return the manifest of the build of this very text, or nothing."""
    manifest = read_manifest(source.folder)
    if manifest is None:
        return None
    sha256 = hashlib.sha256(source.path.read_bytes()).hexdigest()
    same = any(each.path == shown and each.sha256 == sha256 for each in manifest.inputs)
    return manifest if same else None


class _Audio(TypedDict, total=False):
    audio: str
    audio_size: int
    audio_sha256: str


def _audio(manifest: Manifest | None, source: Source, workspace: Workspace) -> _Audio:
    """Tell which delivery stations get, with its size and hash; nothing where none is built."""
    rows: dict[str, str] = (
        {str(row["name"]): str(row["path"]) for row in manifest.deliveries} if manifest else {}
    )
    outputs = {each.name: each for each in manifest.outputs} if manifest else {}
    for name in (*_PREFERRED, *sorted(rows)):
        if name in rows:
            made = outputs.get(rows[name])
            return {
                "audio": workspace.show(source.folder / rows[name]),
                "audio_size": made.size if made else 0,
                "audio_sha256": made.sha256 if made else "",
            }
    return {}


def _editions(
    manifest: Manifest | None, source: Source, workspace: Workspace
) -> Iterator[StationSound]:
    """Tell which sound each station gets that has an edition of its own."""
    outputs = {each.name: each for each in manifest.outputs} if manifest else {}
    for row in manifest.editions if manifest else ():
        rows = {str(each["name"]): each for each in row["deliveries"]}
        best = next((name for name in (*_PREFERRED, *sorted(rows)) if name in rows), None)
        made = outputs.get(str(rows[best]["path"])) if best else None
        if best is not None and made is not None:
            path = workspace.show(source.folder / made.name)
            length = float(rows[best]["duration"])
            yield StationSound(str(row["station"]), path, made.size, made.sha256, length)


def _estimate(script: Script) -> Seconds | None:
    count = sum(len(text.split()) for text in _spoken(script))
    return Seconds(count / _SYLLABLES_A_SECOND) if count else None


def _spoken(script: Script) -> Iterator[str]:
    for block in script.body:
        if isinstance(block, Speech):
            yield written_text(block.pieces)
