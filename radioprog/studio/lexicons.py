"""The workspace's lexicon: how its words are said, laid over the built-in one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from radioprog.kernel.errors import ContentError, RadioprogError
from radioprog.kernel.files import locked, publish_bytes
from radioprog.kernel.findings import Finding
from radioprog.kernel.textfile import read_text_file
from radioprog.reader import languages
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.lexicon_file import parse_lexicon, with_line
from radioprog.reader.model import Reading
from radioprog.reader.read import chain_of
from radioprog.reader.telling import lexicon_findings
from radioprog.studio.workspace import Workspace

LEXICON = "lexicon.yaml"


def read_lexicon(workspace: Workspace) -> tuple[Lexicon, tuple[Finding, ...]]:
    """Read the lexicon of a workspace; none at all is an empty one."""
    path = workspace.root / LEXICON
    if not path.exists():
        return Lexicon(), ()
    text, findings = read_text_file(path, shown=workspace.show(path))
    if text is None:
        return Lexicon(), findings
    lexicon, found = parse_lexicon(text, file=workspace.show(path))
    return lexicon or Lexicon(), (*findings, *found)


def lexicon_of(workspace: Workspace | None) -> Lexicon | None:
    """Return the lexicon of a workspace as far as it can be read."""
    return None if workspace is None else read_lexicon(workspace)[0]


def workspace_near(folder: Path) -> Workspace | None:
    """Return the workspace that a folder is in, if it is in one that can be read."""
    try:
        return Workspace.open(folder)
    except RadioprogError:
        return None  # reading needs no workspace


def built_in(workspace: Workspace) -> Lexicon | None:
    """Return the lexicon of the workspace's language that lies below its own."""
    code = workspace.language.split("-")[0].lower()
    return chain_of(code).lexicon if code in languages() else None


def idle_lines(workspace: Workspace, readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """Tell the lexicon's lines that no script uses, and those that cover a built-in one."""
    return lexicon_findings(read_lexicon(workspace)[0], readings, below=built_in(workspace))


def add_line(
    workspace: Workspace, written: str, spoken: str, *, context: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Write a word and its reading into ``lexicon.yaml``; remarks and other lines stay as they are.

    Raises:
        ContentError: the file has errors, or the word's lines must be changed by hand.
    """
    path = workspace.root / LEXICON
    shown = workspace.show(path)
    with locked(workspace.cache / "lexicon.lock"):
        text: str | None = ""
        if path.exists():
            text, findings = read_text_file(path, shown=shown)
            if text is None:
                raise ContentError(findings)
        changed, found = with_line(text or "", written, spoken, context=context, file=shown)
        if changed is None:
            raise ContentError(found)
        publish_bytes(path, changed.encode("utf-8"))
    return found
