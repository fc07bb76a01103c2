"""What the espeak-ng wheel carries: voices, variants, and the hash of what a voice is made from.

It looks at the wheel's files without importing it or loading its library.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from radioprog.kernel.errors import EngineError
from radioprog.kernel.findings import Text

_PACKAGE = "espeakng_loader"
_SHARED = ("phondata", "phonindex", "phontab", "intonations")


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """A voice of the wheel: its name as we write it, the language it speaks, its file."""

    name: str
    language: str
    file: Path


def engine_missing() -> EngineError:
    """Make the error for a wheel that is not there."""
    return EngineError.of(
        "engine-missing",
        Text("không có máy đọc espeak-ng", "the espeak-ng engine is not installed"),
        Text("chạy: pip install espeakng-loader", "run: pip install espeakng-loader"),
    )


@lru_cache(maxsize=1)
def wheel_folder() -> Path:
    """Find the wheel's folder.

    Raises:
        EngineError: ``engine-missing``.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise engine_missing()
    folder = Path(found.origin).parent
    if not (folder / "espeak-ng-data").is_dir():
        raise engine_missing()
    return folder


def _data() -> Path:
    return wheel_folder() / "espeak-ng-data"


@lru_cache(maxsize=1)
def base_voices() -> dict[str, EspeakVoice]:
    """List the voices by name, which is their language code in small letters."""
    found: dict[str, EspeakVoice] = {}
    for file in sorted(path for path in (_data() / "lang").rglob("*") if path.is_file()):
        name = file.name.lower()
        found[name] = EspeakVoice(name, name, file)
    return found


@lru_cache(maxsize=1)
def variants() -> tuple[str, ...]:
    """List the variants (``f3`` of ``vi+f3``) that make a second voice of a first."""
    return tuple(sorted(path.name for path in (_data() / "voices" / "!v").iterdir()))


@lru_cache(maxsize=256)
def voice_hash(base: str, variant: str) -> str:
    """Hash the library and all the data that one voice is made from."""
    digest = hashlib.sha256(importlib.metadata.version("espeakng-loader").encode())
    data, language = _data(), base.partition("-")[0]
    files = [data / name for name in _SHARED]
    files += sorted({data / f"{name}_dict" for name in (language, "vi", "en")})
    files.append(base_voices()[base].file)
    if variant:
        files.append(data / "voices" / "!v" / variant)
    files += sorted(path for path in wheel_folder().glob("libespeak-ng.*") if path.is_file())[:1]
    for file in files:
        if file.is_file():
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def loader_version() -> str:
    """Give the wheel's version."""
    return importlib.metadata.version("espeakng-loader")
