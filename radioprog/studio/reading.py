"""Reading: what a text or the words of a script sound like, and which lexicon lines they use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Place
from radioprog.reader.lexicon import Lexicon, LexiconEntry
from radioprog.reader.model import Reading, Style
from radioprog.reader.telling import PlaceOf
from radioprog.studio.catalogue import EXTENSION, all_sources, source_of
from radioprog.studio.lexicons import built_in, read_lexicon
from radioprog.studio.production.prepare import Prepared, prepare
from radioprog.studio.workspace import Workspace

_OF_WORDS = frozenset({"unread-token", "foreign-word", "probable-slip", "unknown-language"})


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One sentence of a script as one speaker says it, and where it stands."""

    speaker: str
    place: Place
    reading: Reading
    place_of: PlaceOf


@dataclass(frozen=True, slots=True)
class ScriptWords:
    """The spoken words of a script, in the order in which they are heard, each sentence once."""

    lines: tuple[SpokenLine, ...]
    findings: tuple[Finding, ...]


def script_named(text: str, folders: tuple[Path, ...]) -> Path | None:
    """Return the script that a text names, if it is the path of one that exists.

    ``folders`` are tried in order: the current one, then the workspace's.
    """
    if not text.endswith(EXTENSION) or "\n" in text or len(text) > 1000:
        return None
    for folder in folders:
        path = folder / text
        if path.is_file():
            return path.absolute()
    return None


def script_words(
    path: Path, workspace: Workspace, *, style: Style | None = None, language: str | None = None
) -> ScriptWords:
    """Read the spoken words of a script; sound files and voices are not asked for.

    ``style`` and ``language`` win over the workspace's.

    Raises:
        ContentError: the script cannot be read; all its errors are told.
    """
    changed = replace(
        workspace, style=style or workspace.style, language=language or workspace.language
    )
    prepared = prepare(source_of(changed, path), changed)
    if prepared.script is None or not prepared.spoken:
        errors = tuple(found for found in prepared.findings if found.is_error)
        if errors:
            raise ContentError(errors)
    findings = tuple(found for found in prepared.findings if found.code in _OF_WORDS)
    return ScriptWords(tuple(_lines(prepared)), findings)


def _lines(prepared: Prepared) -> Iterator[SpokenLine]:
    for each in prepared.spoken:
        if not each.reading_number:
            yield SpokenLine(each.speaker, each.place, each.reading, each.source.place_at)


@dataclass(frozen=True, slots=True)
class LineInForce:
    """A line of the lexicon that holds: how often the scripts use it, and where first."""

    entry: LexiconEntry
    used: int
    first: Place | None


def lines_in_force(
    workspace: Workspace, *, used_only: bool = False
) -> tuple[tuple[LineInForce, ...], tuple[Finding, ...]]:
    """Return the lines of the workspace's lexicon, then the built-in ones that none covers.

    Uses are counted in all scripts of the workspace. With ``used_only`` the others are left out.
    """
    own, findings = read_lexicon(workspace)
    below = built_in(workspace) or Lexicon()
    covered = {(entry.key, entry.context) for entry in own.entries}
    entries = list({(entry.key, entry.context): entry for entry in own.entries}.values())
    entries += [entry for entry in below.entries if (entry.key, entry.context) not in covered]
    uses = _uses(workspace)
    lines = [
        LineInForce(entry, *uses.get((entry.layer, entry.key, entry.spoken), (0, None)))
        for entry in entries
    ]
    return tuple(line for line in lines if line.used or not used_only), findings


def _uses(workspace: Workspace) -> dict[tuple[str, str, str], tuple[int, Place | None]]:
    found: dict[tuple[str, str, str], tuple[int, Place | None]] = {}
    for source in all_sources(workspace):
        for line in _lines(prepare(source, workspace)):
            for token in line.reading.tokens:
                if not token.rule.startswith("lexicon-"):
                    continue
                layer = token.rule.removeprefix("lexicon-")
                entry = LexiconEntry(token.written, token.spoken)
                key = (layer, entry.key, token.spoken)
                count, first = found.get(key, (0, None))
                found[key] = (count + 1, first or line.place_of(token.start))
    return found
