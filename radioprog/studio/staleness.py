"""Why a programme is made: what differs between its manifest and the world as it is now.

Decided from stats and small values alone, so that a build with nothing to do costs next to
nothing: no script is parsed here, no sound library loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from radioprog.record.manifest import Manifest
from radioprog.studio.index import Index
from radioprog.studio.lexicons import LEXICON
from radioprog.studio.workspace import Workspace

REASONS = (
    "new",
    "forced",
    "script-changed",
    "include-changed",
    "asset-changed",
    "lexicon-changed",
    "settings-changed",
    "delivery-changed",
    "voice-changed",
    "voice-fallback",
    "tools-changed",
    "output-missing",
    "output-changed",
)
"""The codes of the reasons, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a build was asked for: deliveries by name (empty: as written), and the switches.

    ``debug`` lets a mistake of ours through with its traceback instead of telling it.
    """

    deliver: tuple[str, ...] = ()
    force: bool = False
    online: bool = False
    strict_voices: bool = False
    debug: bool = False


def reasons(
    manifest: Manifest | None, folder: Path, *, workspace: Workspace, wish: Wish,
    index: Index, now: Mapping[str, Mapping[str, str]],
) -> tuple[str, ...]:  # fmt: skip
    """Give the codes of the reasons to make a programme, in order; none: it is current.

    ``now`` has the present ``tools`` and, by ``engine:voice``, ``engines`` identities.
    """
    if manifest is None:
        return ("new",)
    found = {
        *(("forced",) if wish.force else ()),
        *_changed_inputs(manifest, workspace, index),
        *_changed_settings(manifest, workspace, wish, now),
        *_changed_outputs(manifest, folder, index),
    }
    return tuple(code for code in REASONS if code in found)


def _changed_inputs(manifest: Manifest, workspace: Workspace, index: Index) -> set[str]:
    return {
        _kind_of(each.path, manifest.script)
        for each in manifest.inputs
        if index.sha256(workspace.root / each.path) != each.sha256
    }


def _kind_of(path: str, script: str) -> str:
    if path == script:
        return "script-changed"
    if path == LEXICON:
        return "lexicon-changed"
    return "include-changed" if path.endswith(".md") else "asset-changed"


def _changed_settings(
    manifest: Manifest, workspace: Workspace, wish: Wish, now: Mapping[str, Mapping[str, str]]
) -> set[str]:
    stored = manifest.settings
    wanted = chosen(workspace, wish, tuple(stored["deliver"] or ()))
    present = settings_of(
        workspace,
        voices=tuple(stored["voices"]),
        deliveries=wanted,
        deliver=tuple(stored["deliver"] or ()),
        online=None if stored["online"] is None else wish.online or workspace.network,
    )
    same = {name: present[name] == stored[name] for name in present}
    engines = {name: now["engines"].get(name) for name in manifest.engines}
    checks = {
        "settings-changed": same["workspace"] and same["voices"] and same["online"],
        "delivery-changed": same["deliveries"] and wanted == manifest.chosen,
        "voice-changed": engines == dict(manifest.engines),
        "tools-changed": dict(now["tools"]) == dict(manifest.tools),
        "voice-fallback": not (manifest.fallback and (wish.online or wish.strict_voices)),
    }
    return {code for code, unchanged in checks.items() if not unchanged}


def chosen(workspace: Workspace, wish: Wish, by_script: tuple[str, ...]) -> tuple[str, ...]:
    """Give the deliveries to make: as asked, else as the script says, else as the workspace."""
    return wish.deliver or by_script or workspace.deliver


def settings_of(
    workspace: Workspace, *, voices: tuple[str, ...], deliveries: tuple[str, ...],
    deliver: tuple[str, ...], online: bool | None,
) -> dict[str, Any]:  # fmt: skip
    """Give what decided a build beside its files, as plain JSON.

    ``voices`` and ``deliveries`` are the names that it used, ``deliver`` what the script itself
    asks for, ``online`` whether engines might go online (``None``: none of its voices would).
    """
    return {
        "workspace": {
            "organisation": workspace.organisation,
            "language": workspace.language,
            "copyright": workspace.copyright,
            "notice": workspace.notice,
            "reading": asdict(workspace.style),
        },
        "voices": {
            name: [
                [each.name, each.engine, each.voice, each.pace]
                for each in workspace.voices.get(name, ())
            ]
            for name in voices
        },
        "deliveries": {
            name: asdict(workspace.deliveries[name])
            for name in deliveries
            if name in workspace.deliveries
        },
        "deliver": list(deliver) or None,
        "online": online,
    }


def _changed_outputs(manifest: Manifest, folder: Path, index: Index) -> set[str]:
    found = set()
    for output in manifest.outputs:
        now = index.sha256(folder / output.name)
        if now != output.sha256:
            found.add("output-missing" if now is None else "output-changed")
    return found
