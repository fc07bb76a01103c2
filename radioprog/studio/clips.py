"""Clips: every recording of a workspace, how long it is, whose it is, and which scripts use it.

Rights are data: ``assets/rights.yaml`` has a line for a file or for a pattern such as ``beds/*``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np

from radioprog.audio.decode.decoder import Decoder
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import locked, publish, publish_bytes
from radioprog.kernel.findings import Finding, Place, Text, in_order
from radioprog.kernel.paths import walk_files
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import ascii_name, fold_name, one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.yaml.compound import Field, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import DateKind, TextKind
from radioprog.publish.papers.assets_page import AssetRow, AssetUse, assets_page
from radioprog.script.model import SoundCue
from radioprog.studio import findings as says
from radioprog.studio.catalogue import all_sources
from radioprog.studio.production.prepare import gathered
from radioprog.studio.workspace import Workspace

RIGHTS = "rights.yaml"
PAGE = "assets.html"
_SOUNDS = (
    ".wav",
    ".flac",
    ".mp3",
    ".opus",
    ".ogg",
    ".m4a",
    ".aac",
    ".aif",
    ".aiff",
    ".wma",
    ".amr",
)
_COLUMNS = 400
_RIGHTS: MapKind[Record] = MapKind(
    RecordKind(
        (
            Field("rights", TextKind(500), Text("bản quyền", "the rights"), ("bản quyền",)),
            Field("source", TextKind(500), Text("nguồn", "where it is from"), ("nguồn",)),
            Field("until", DateKind(), Text("đến ngày nào", "their last day"), ("đến ngày",)),
        ),
        "rights",
    ),
    TextKind(300),
)


@dataclass(frozen=True, slots=True)
class AssetsView:
    """Every recording in order of path, and what was found on the way."""

    rows: tuple[AssetRow, ...]
    findings: tuple[Finding, ...] = ()


def clips(workspace: Workspace, *, today: dt.date) -> AssetsView:
    """Look at every recording: its length and shape, its rights on a day, and where it is used.

    What cannot be opened is told and listed without a length.
    """
    found: list[Finding] = []
    rights = _read_rights(workspace, found)
    uses = _uses(workspace)
    rows = []
    with Decoder() as decoder:
        for path in _recordings(workspace):
            name = path.relative_to(workspace.assets).as_posix()
            duration, peaks = _shape(decoder, path, workspace, found)
            known = _rights_of(name, rights)
            until = known["until"] if known else None
            ended = until is not None and until < today
            if ended and known:
                used = uses.get(path, ())
                found.append(_ended(known, name, until, used))
            rows.append(
                AssetRow(
                    name,
                    duration,
                    peaks,
                    rights=(known["rights"] or "") if known else "",
                    source=(known["source"] or "") if known else "",
                    until=until,
                    ended=ended,
                    uses=tuple(uses.get(path, ())),
                )
            )
    found.extend(_without_file(workspace, rights, [row.path for row in rows]))
    return AssetsView(tuple(rows), in_order(dict.fromkeys(found)))


def write_assets_page(workspace: Workspace, view: AssetsView) -> Path:
    """Write ``build/assets.html`` and return where it stands."""
    target = workspace.build / PAGE
    to_assets = Path(os.path.relpath(workspace.assets, workspace.build)).as_posix()
    text = assets_page(view.rows, workspace.text_language, to_assets=to_assets)
    publish_bytes(target, text.encode())
    return target


def _recordings(workspace: Workspace) -> list[Path]:
    folder = workspace.assets
    if not folder.is_dir():
        return []
    walked, _ = walk_files(
        folder,
        workspace.places,
        lambda path: path.suffix.lower() in _SOUNDS and not path.name.startswith("."),
    )
    return sorted(walked, key=lambda path: path.relative_to(folder).as_posix())


def _shape(
    decoder: Decoder, path: Path, workspace: Workspace, found: list[Finding]
) -> tuple[float | None, tuple[float, ...]]:
    """Return the length in seconds and the highest sample of each column."""
    place = Place(workspace.show(path))
    tops: list[float] = []
    try:
        with decoder.open(path, rate=None, place=place) as decoding:
            rate = decoding.rate
            for block in decoding.blocks():
                step = max(1, rate // 50)
                level = np.abs(block).max(axis=1, initial=0.0)
                pieces = np.array_split(level, max(1, len(level) // step))
                tops.extend(float(piece.max(initial=0.0)) for piece in pieces)
            frames = decoding.frames
    except ContentError as problem:
        found.extend(problem.findings)
        return None, ()
    shared = np.array_split(np.array(tops or [0.0]), min(_COLUMNS, max(1, len(tops))))
    return frames / rate, tuple(round(min(1.0, float(part.max())), 3) for part in shared)


def _uses(workspace: Workspace) -> Mapping[Path, list[AssetUse]]:
    """Return where each file is used: in scripts as they stand, their includes put in."""
    uses: dict[Path, list[AssetUse]] = {}
    for source in all_sources(workspace):
        prepared = gathered(source, workspace)
        for block in prepared.script.body if prepared.script else ():
            path = prepared.assets.get(block.file) if isinstance(block, SoundCue) else None
            if path is not None:
                use = AssetUse(block.place.file or source.name, block.place.line)
                listed = uses.setdefault(path, [])
                if use not in listed:
                    listed.append(use)
    return uses


def _read_rights(workspace: Workspace, found: list[Finding]) -> Mapping[str, Record]:
    path = workspace.assets / RIGHTS
    if not path.is_file():
        return {}
    shown = workspace.show(path)
    text, told = read_text_file(path, shown=shown, inside=workspace.root)
    found.extend(told)
    node, told = parse_document(text or "", file=shown)
    found.extend(told)
    return {} if node is None else _RIGHTS.read(node, found) or {}


def _rights_of(name: str, rights: Mapping[str, Record]) -> Record | None:
    """Return the rights of a file: those of its own line, else of the longest pattern it fits."""
    form = fold_name(name)
    fitting = [each for each in rights if fnmatchcase(form, fold_name(each))]
    own = [each for each in fitting if fold_name(each) == form]
    best = own or sorted(fitting, key=len)[-1:]
    return rights[best[0]] if best else None


def _ended(
    record: Record, name: str, until: dt.date | None, used: list[AssetUse] | tuple[()]
) -> Finding:
    day = until.isoformat() if until else ""
    return says.RIGHTS_ENDED(record.place, name=name, day=day, count=len(used))


def _without_file(
    workspace: Workspace, rights: Mapping[str, Record], names: list[str]
) -> Iterator[Finding]:
    for pattern, record in rights.items():
        if not any(fnmatchcase(fold_name(name), fold_name(pattern)) for name in names):
            near = did_you_mean(pattern, names, says.NAME_A_RECORDING)
            yield says.RIGHTS_OF_NOTHING(record.place, name=pattern, suggestion=near)


# --- for the studio in the browser ---


@dataclass(frozen=True, slots=True)
class RecordingFile:
    """A recording that a cue may name: its path below ``assets/``, its bytes."""

    name: str
    path: Path
    size: int


def recordings(workspace: Workspace) -> tuple[RecordingFile, ...]:
    """Return every recording in order of path; none is opened."""
    found = []
    for path in _recordings(workspace):
        with contextlib.suppress(OSError):
            name = path.relative_to(workspace.assets).as_posix()
            found.append(RecordingFile(name, path, path.stat().st_size))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class RecordingShape:
    """How a recording looks: its length in seconds, the highest sample of each column (0 to 1)."""

    duration: float | None
    peaks: tuple[float, ...]
    findings: tuple[Finding, ...] = ()


def recording_shape(workspace: Workspace, name: str) -> RecordingShape:
    """Look at one recording as `clips` does; what was seen is kept until the file changes.

    Raises:
        UsageError: ``unknown-recording``.
    """
    file = next((each for each in recordings(workspace) if each.name == name), None)
    if file is None:
        raise UsageError(says.UNKNOWN_RECORDING(name=one_line(name)[:200]))
    facts = file.path.stat()
    key = f"{name}|{facts.st_size}|{facts.st_mtime_ns}".encode("utf-8", "replace")
    kept = workspace.cache / "shapes" / f"{hashlib.sha256(key).hexdigest()[:32]}.json"
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(read_regular(kept, limit=_COLUMNS * 40))
        return RecordingShape(float(found["duration"]), tuple(map(float, found["peaks"])))
    told: list[Finding] = []
    with Decoder() as decoder:
        duration, peaks = _shape(decoder, file.path, workspace, told)
    if duration is not None:
        data = {"duration": duration, "peaks": [float(each) for each in peaks]}
        publish_bytes(kept, json.dumps(data).encode())
    return RecordingShape(duration, peaks, tuple(told))


def add_recording(workspace: Workspace, name: str, file: Path) -> RecordingFile:
    """Take a recording that somebody sent into ``assets/clips/``, if it can be decoded to its end.

    It is decoded in the walled worker; what it is called decides nothing but its name.

    Raises:
        UsageError: ``not-a-recording``, its name has no ending of a sound; ``file-exists``.
        ContentError: what is wrong with the sound; nothing is kept.
    """
    shown = one_line(Path(name.replace("\\", "/")).name)[:200]
    stem, ending = Path(shown).stem, Path(shown).suffix.lower()
    if ending not in _SOUNDS:
        raise UsageError(says.NOT_RECORDING(name=shown, endings=list(_SOUNDS)))
    target = workspace.assets / "clips" / f"{ascii_name(stem, 'bang')}{ending}"
    place = Place(shown)
    with Decoder() as decoder, decoder.open(file, rate=None, place=place) as decoding:
        for _ in decoding.blocks():
            pass
    with locked(workspace.cache / "assets.lock"):
        if target.exists():
            raise UsageError(says.ALREADY_THERE(name=workspace.show(target)))
        publish(target, lambda part: _copied(file, part))
    relative = target.relative_to(workspace.assets).as_posix()
    return RecordingFile(relative, target, target.stat().st_size)


def _copied(source: Path, part: Path) -> None:
    shutil.copyfile(source, part)
