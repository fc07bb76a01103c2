"""Voices added by hand: a neural voice is copied into the workspace with its hash.

A voice is two files, ``NAME.onnx`` and ``NAME.onnx.json``; beside them stands ``NAME.voice.json``,
written last: hashes, language, licence, where it came from. What does not match its hash is never
spoken with.
"""

from __future__ import annotations

import http.client
import json
import re
import shutil
import ssl
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, Any

from radioprog.kernel.canonical import document_json
from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import (
    ContentError,
    EngineError,
    NetworkError,
    RadioprogError,
    UsageError,
)
from radioprog.kernel.files import Staging, sha256_of
from radioprog.kernel.findings import Code, Place, Text
from radioprog.kernel.units import Seconds
from radioprog.speech.findings import (
    A_NAME,
    CONFIG_MISSING,
    FETCH_FAILED,
    FETCH_TOO_LARGE,
    FETCH_TOO_SLOW,
    HASH_MISMATCH,
    NO_SUCH_SOURCE,
    NOT_A_VOICE,
    NOT_HTTPS,
    NOT_IN_VOICES,
    ONE_ONNX,
    PIPERS_CONFIG,
    READABLE_CONFIG,
    SHA256_NEEDED,
    URL_OFFLINE,
    VOICE_DAMAGED,
    WHOLE_ZIP,
)

VOICE_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,99}\Z", re.ASCII)
"""What the name of an added voice looks like."""
_IN_ZIP = re.compile(r"[\w.-]{1,110}\Z", re.ASCII)
CATALOGUE = "catalogue.yaml"
"""The file in ``voices/`` that is no voice but tells of some."""
UNKNOWN_LICENCE = "unknown"
_LARGEST_CONFIG = 16 << 20


@dataclass(frozen=True, slots=True)
class AddedVoice:
    """A voice in the workspace's ``voices/``."""

    name: str
    model: Path
    sha256: str
    config_sha256: str
    language: str
    licence: str
    source: str
    speakers: Mapping[str, int]


def add_voice(
    source: str,
    folder: Path,
    *,
    online: bool = False,
    sha256: str | None = None,
    base: Path | None = None,
) -> AddedVoice:
    """Bring a voice into a workspace: from a file, a folder or zip that holds one, or a URL.

    Args:
        source: a path (relative to ``base``) or an ``https`` URL of the ``.onnx`` file or zip.
        folder: the workspace's ``voices/``.
        online: whether the network may be used; a URL needs it.
        sha256: the hash that the model (or the zip) must have; a URL needs it.
        base: where a relative path begins.

    Raises:
        UsageError: a URL without ``online`` or ``sha256``.
        ContentError: it is not a voice, or its hash is another.
        NetworkError, DiskError: it cannot be fetched or stored.
    """
    if is_url(source):
        _allow(online, sha256)
        origin = None
    else:
        origin = (base or Path()) / source
    name = name_in_url(source) if origin is None else origin.name
    if name.lower().endswith(".zip") and (origin is None or origin.is_file()):
        with tempfile.TemporaryDirectory() as place, disk_errors(Path(place)):
            packed = origin or Path(place) / "voice.zip"
            if origin is None:
                fetch(source, packed)
            _same_hash(sha256, sha256_of(packed), source)
            return add_voice(str(_unpacked(packed, Path(place) / "voice", name)), folder)
    origin = None if origin is None else _model_in(origin)
    name = name_in_url(source) if origin is None else origin.name
    stem = _stem_of(name)
    _bring(source, origin, folder / f"{stem}.onnx", sha256)
    return voice_named(stem, folder)


def _unpacked(packed: Path, folder: Path, name: str) -> Path:
    """Take the files of one voice out of a zip, whatever folders they lie in; nothing else."""
    folder.mkdir()
    try:
        with zipfile.ZipFile(packed) as archive:
            for member in archive.infolist():
                inner = PurePosixPath(member.filename.replace("\\", "/")).name
                if not inner.endswith((".onnx", ".onnx.json")) and inner != "MODEL_CARD":
                    continue
                if member.is_dir() or (folder / inner).exists() or not _IN_ZIP.match(inner):
                    raise _not_a_voice(name, ONE_ONNX)
                with archive.open(member) as stream, (folder / inner).open("wb") as target:
                    _pour(stream, target, inner)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as problem:
        raise _not_a_voice(name, WHOLE_ZIP) from problem
    return folder


def _bring(source: str, origin: Path | None, target: Path, sha256: str | None) -> None:
    """Write both files and the record of a voice, which becomes visible last."""
    name = target.name
    described: dict[str, Any] = {}

    def understand(part: Path) -> None:
        described.update(_described(part, name))

    with Staging(target.with_name(f"{target.stem}.voice.json")) as staging:
        model = staging.add(target, _written(source, origin))
        _same_hash(sha256, model.sha256, source)
        config_origin = None if origin is None else _beside(origin)
        config_source = _config_url(source) if origin is None else source
        config = staging.add(_beside(target), _written(config_source, config_origin), understand)
        record = {
            "name": target.stem,
            "sha256": model.sha256,
            "config_sha256": config.sha256,
            "language": _language_of(described),
            "licence": _licence_beside(origin),
            "source": source if origin is None else name,
        }
        staging.commit(document_json(record))


def _written(source: str, origin: Path | None) -> Callable[[Path], None]:
    """Return what writes a copy of a file, or of what a URL gives."""
    if origin is None:
        return lambda part: fetch(source, part)
    return lambda part: _copy(origin, part)


def _copy(origin: Path, part: Path) -> None:
    shutil.copyfile(origin, part)


def added_voices(folder: Path | None) -> tuple[AddedVoice, ...]:
    """List the voices of a workspace, by name; those that are not whole are left out."""
    if folder is None or not folder.is_dir():
        return ()
    found = []
    for path in sorted(folder.rglob("*.onnx")):
        try:
            found.append(_read(path))
        except RadioprogError:
            continue
    return tuple(sorted(found, key=lambda voice: voice.name))


def voice_named(name: str, folder: Path | None) -> AddedVoice:
    """Find a voice of the workspace by its name.

    Raises:
        EngineError: ``unknown-voice``, ``voice-damaged``.
    """
    for path in () if folder is None else (folder / f"{name}.onnx", folder / name / f"{name}.onnx"):
        if VOICE_NAME.match(name) and path.is_file():
            return _read(path)
    raise EngineError(NOT_IN_VOICES(voice=name))


def _read(model: Path) -> AddedVoice:
    """Read a voice; one that was put there by hand has no record, only its hash."""
    described = _described(_beside(model), model.name)
    record_path = model.with_name(f"{model.stem}.voice.json")
    record: dict[str, Any] = {}
    if record_path.is_file():
        record = _json(record_path, model.name)
    with disk_errors(model):
        digest, config_digest = hashes_of(model)
    if record and (record.get("sha256"), record.get("config_sha256")) != (digest, config_digest):
        raise EngineError(VOICE_DAMAGED(file=model.name))
    return AddedVoice(
        model.stem,
        model,
        digest,
        config_digest,
        str(record.get("language") or _language_of(described)),
        str(record.get("licence") or _licence_beside(model)),
        str(record.get("source", "")),
        dict(described.get("speaker_id_map") or {}),
    )


def hashes_of(model: Path) -> tuple[str, str]:
    """Hash a voice's model and its config; unchanged files are hashed once a process."""
    return hash_of_file(model), hash_of_file(_beside(model))


def hash_of_file(path: Path) -> str:
    """Hash a file; an unchanged one is hashed once a process."""
    return _hash_of(path, _marks(path))


def _marks(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=8192)
def _hash_of(path: Path, marks: tuple[int, ...]) -> str:
    return sha256_of(path)


def _beside(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _allow(online: bool, sha256: str | None) -> None:
    if not online:
        raise UsageError(URL_OFFLINE())
    if not sha256:
        raise UsageError(SHA256_NEEDED())


def _model_in(path: Path) -> Path:
    if not path.exists():
        raise UsageError(NO_SUCH_SOURCE(Place(str(path)), name=path.name))
    models = sorted(path.rglob("*.onnx")) if path.is_dir() else [path]
    if len(models) != 1 or models[0].suffix != ".onnx" or not models[0].is_file():
        raise _not_a_voice(path.name, ONE_ONNX)
    config = _beside(models[0])
    if not config.is_file():
        name = models[0].name
        raise ContentError(CONFIG_MISSING(Place(str(path)), name=name, config=config.name))
    return models[0]


def _stem_of(name: str) -> str:
    stem = name.removesuffix(".onnx")
    if stem == name or not VOICE_NAME.match(stem):
        raise _not_a_voice(name, A_NAME)
    return stem


def _config_url(url: str) -> str:
    path, mark, query = url.partition("?")
    return f"{path}.json{mark}{query}"


def _same_hash(wanted: str | None, got: str, source: str) -> None:
    if wanted is not None and wanted.lower() != got:
        place = Place(source if is_url(source) else Path(source).name)
        raise ContentError(HASH_MISMATCH(place, got=got))


def _described(config: Path, name: str) -> dict[str, Any]:
    content = _json(config, name)
    try:
        if int(content["audio"]["sample_rate"]) <= 0 or not content["phoneme_id_map"]:
            raise ValueError("empty")
    except (KeyError, TypeError, ValueError) as problem:
        raise _not_a_voice(name, PIPERS_CONFIG) from problem
    return content


def _json(path: Path, name: str) -> dict[str, Any]:
    try:
        content = json.loads(read_regular(path, limit=_LARGEST_CONFIG))
        if not isinstance(content, dict):
            raise ValueError("not a map")
        return content
    except (OSError, ValueError, RecursionError) as problem:
        raise _not_a_voice(name, READABLE_CONFIG) from problem


def _language_of(described: Mapping[str, Any]) -> str:
    language = described.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    if not code:
        espeak = described.get("espeak")
        code = espeak.get("voice") if isinstance(espeak, dict) else None
    return str(code or "und").replace("_", "-")


def _licence_beside(model: Path | None) -> str:
    card = None if model is None else model.with_name("MODEL_CARD")
    if card is None or not card.is_file():
        return UNKNOWN_LICENCE
    try:
        text = read_regular(card, limit=_LARGEST_CONFIG).decode("utf-8", "replace")
    except OSError:
        return UNKNOWN_LICENCE
    found = re.search(r"licen[cs]e:\s*(.+)", text, re.IGNORECASE)
    return found[1].strip()[:200] if found else UNKNOWN_LICENCE


def _not_a_voice(name: str, wanted: Text) -> ContentError:
    return ContentError(NOT_A_VOICE(Place(name), name=name, wanted=wanted))


# --- one file from the network: https only, certificates verified, in time, not too large ---

LONGEST = Seconds(1800.0)
SILENCE = Seconds(30.0)
LARGEST = 1 << 30
_FETCHED_AT_ONCE = 1 << 18


def is_url(source: str) -> bool:
    """Tell whether a source is a URL and no path."""
    return "://" in source


def name_in_url(url: str) -> str:
    """Return the file name that a URL ends with.

    >>> name_in_url("https://example.org/a/vi_VN-x-medium.onnx?download=true")
    'vi_VN-x-medium.onnx'
    """
    return PurePosixPath(urllib.parse.unquote(urllib.parse.urlsplit(url).path)).name


def fetch(url: str, target: Path, *, context: ssl.SSLContext | None = None) -> None:
    """Fetch a URL into a file.

    Raises:
        UsageError: ``not-https``, or a password stands in the URL.
        NetworkError: ``fetch-failed``, ``fetch-too-large``, ``fetch-too-slow``.
        DiskError: the disk refused (by the caller's wall).
    """
    _check_url(url)
    context = context or ssl.create_default_context()
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _Careful())
    try:
        with opener.open(url, timeout=SILENCE) as answer, target.open("wb") as stream:
            _pour(answer, stream, url)
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError) as why:
        raise _failed(FETCH_FAILED, url, f"{type(why).__name__}: {why}") from why


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where we would have gone ourselves."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        _check_url(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_url(url: str) -> None:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise UsageError(NOT_HTTPS(Place(parts.hostname or "")))


def _pour(answer: IO[bytes], stream: IO[bytes], url: str) -> None:
    deadline, size = time.monotonic() + LONGEST, 0
    while chunk := answer.read(_FETCHED_AT_ONCE):
        size += len(chunk)
        if size > LARGEST:
            raise _failed(FETCH_TOO_LARGE, url, f"> {LARGEST} bytes")
        if time.monotonic() > deadline:
            raise _failed(FETCH_TOO_SLOW, url, f"> {LONGEST:.0f} s")
        stream.write(chunk)


def _failed(code: Code, url: str, reason: str) -> NetworkError:
    return NetworkError(code(name=name_in_url(url), reason=reason))
