"""The workspace's lexicon: how its words are said, laid over the built-in one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from radioprog.kernel.errors import RadioprogError
from radioprog.kernel.findings import Finding
from radioprog.kernel.textfile import read_text_file

if TYPE_CHECKING:
    from radioprog.reader.lexicon import Lexicon
    from radioprog.reader.model import Reading
    from radioprog.studio.workspace import Workspace

LEXICON = "lexicon.yaml"


def read_lexicon(workspace: Workspace) -> tuple[Lexicon, tuple[Finding, ...]]:
    """Read the lexicon of a workspace; none at all is an empty one."""
    from radioprog.reader.lexicon import Lexicon
    from radioprog.reader.lexicon_file import parse_lexicon

    path = workspace.root / LEXICON
    if not path.exists():
        return Lexicon(), ()
    text, findings = read_text_file(path, shown=workspace.show(path))
    if text is None:
        return Lexicon(), findings
    lexicon, found = parse_lexicon(text, file=workspace.show(path))
    return lexicon or Lexicon(), (*findings, *found)


def lexicon_of(workspace: Workspace | None) -> Lexicon | None:
    """Give the lexicon of a workspace as far as it can be read."""
    return None if workspace is None else read_lexicon(workspace)[0]


def lexicon_near(folder: Path) -> Lexicon | None:
    """Give the lexicon of the workspace that a folder is in, if it is in one that can be read."""
    from radioprog.studio.workspace import Workspace

    try:
        return lexicon_of(Workspace.open(folder))
    except RadioprogError:
        return None  # reading needs no workspace


def idle_lines(workspace: Workspace, readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """Tell the lexicon's lines that no script uses, and those that cover a built-in one."""
    from radioprog.reader import languages
    from radioprog.reader.read import chain_of
    from radioprog.reader.telling import lexicon_findings

    code = workspace.language.split("-")[0].lower()
    below = chain_of(code).lexicon if code in languages() else None
    return lexicon_findings(read_lexicon(workspace)[0], readings, below=below)
