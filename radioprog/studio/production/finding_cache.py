"""Findings kept beside the cache, so that a programme that is current still tells what it told.

The manifest keeps them in the workspace's language only; here they are in both. What is lost
here is told from the manifest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import canonical_json, digest
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding, Place, Severity, Text, composed
from radioprog.record.manifest import Manifest

_KEYS = ("code", "severity", "file", "line", "column", "message", "remedy")


def _file_of(cache: Path, manifest: Manifest) -> Path:
    proof = digest([[each.path, each.sha256] for each in manifest.inputs])
    return cache / "told" / digest([manifest.script, proof, list(manifest.findings)])


def keep(cache: Path, manifest: Manifest, findings: Iterable[Finding]) -> None:
    """Keep a programme's findings in both languages."""
    rows = [[found.to_json("vi"), found.to_json("en")] for found in findings]
    publish_bytes(_file_of(cache, manifest), canonical_json(rows))


def recall(cache: Path, manifest: Manifest) -> tuple[Finding, ...]:
    """Give a current programme's findings, in both languages where they were kept."""
    if not manifest.findings:
        return ()
    try:
        rows = json.loads(read_regular(_file_of(cache, manifest), limit=64 << 20))
        return tuple(_finding(vi, en) for vi, en in rows)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return tuple(_finding(row, row) for row in manifest.findings)


def _finding(vi: Mapping[str, Any], en: Mapping[str, Any]) -> Finding:
    return composed(
        code=str(vi["code"]),
        severity=Severity(vi["severity"]),
        message=Text(vi["message"], en["message"]),
        remedy=Text(vi["remedy"], en["remedy"]),
        place=Place(vi["file"], vi["line"], vi["column"]),
        details={name: value for name, value in vi.items() if name not in _KEYS},
    )
