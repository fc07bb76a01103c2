"""The versions of what decides the bytes of a build; a newer one is a reason to build again."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

DECIDING = ("radioprog", "av", "lameenc", "mutagen", "numpy", "Pillow", "scipy", "soxr")


def tool_versions() -> Mapping[str, str]:
    """Give the installed version of each library whose work ends up in built files."""
    return {name: version_of(name) for name in DECIDING}


def version_of(name: str) -> str:
    """Give the installed version of a library, ``unknown`` where it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
