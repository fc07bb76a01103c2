"""What a script is by its content: the hash that an approval is bound to.

It covers the text with everything that is put into it, the content of each recorded sound and the
voices that speak; how a file is called, saved or dated changes nothing of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from radioprog.kernel.canonical import digest
from radioprog.kernel.textfile import read_text_file
from radioprog.speech.model import Voice
from radioprog.studio.catalogue import Source
from radioprog.studio.production.current import Index
from radioprog.studio.production.prepare import Prepared, gathered
from radioprog.studio.workspace import Workspace

_LINE_END = re.compile(r"\r\n|\r")


def script_sha256(source: Source, workspace: Workspace, index: Index) -> str:
    """Return a script's hash, as it is at this moment.

    A sound that is not there counts as absent; a text that cannot be read by its bytes.
    """
    return digest(_content(gathered(source, workspace), workspace, index))


def _content(prepared: Prepared, workspace: Workspace, index: Index) -> dict[str, Any]:
    script = prepared.script
    speakers = sorted(script.meta.speakers) if script else ()
    fields = {"editions": prepared.localities} if prepared.localities else {}
    return {
        **fields,
        "texts": [_text(path, workspace) for path in prepared.inputs if path.is_file()]
        or [_text(prepared.source.path, workspace)],
        "assets": {name: index.sha256(path) for name, path in sorted(prepared.assets.items())},
        "voices": {
            speaker: [_voice(each, workspace, index) for each in prepared.chains.get(speaker, ())]
            for speaker in speakers
        },
    }


def _text(path: Path, workspace: Workspace) -> str:
    text, _ = read_text_file(path, shown=workspace.show(path), utf16=True)
    data = (
        path.read_bytes() if text is None else _LINE_END.sub("\n", text).encode("utf-8", "replace")
    )
    return hashlib.sha256(data).hexdigest()


def _voice(voice: Voice, workspace: Workspace, index: Index) -> list[Any]:
    """Return what makes a voice: who it is, its pace, and the files of one added by hand."""
    files = dict(_files_of(voice, workspace.voices_folder, index))
    return [voice.engine, voice.voice, float(voice.pace), files]


def _files_of(voice: Voice, folder: Path, index: Index) -> Iterator[tuple[str, str | None]]:
    if not voice.voice or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(f"{voice.voice.partition('#')[0]}.") and path.is_file():
            yield path.name, index.sha256(path)


def approval_index(workspace: Workspace) -> Index:
    """Return what remembers the hashes of files between two looks at them."""
    return Index(workspace.cache / "approval.json")
