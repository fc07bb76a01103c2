"""``draft``: articles on disk become a script in the workspace, by the workspace's template."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.disk.findings import FOLDER_IN_THE_WAY
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.kernel.scratch import temporary_folder
from radioprog.kernel.text import ascii_name, one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.script.draft.bulletin import DEFAULT_TEMPLATE, ArticleSource, draft_bulletin
from radioprog.script.draft.documents.reading import DocumentReader
from radioprog.script.draft.encodings import read_plain_text
from radioprog.script.draft.findings import (
    FILE_EXISTS,
    NOT_IN_SCRIPT,
    TEXT_LOST,
)
from radioprog.script.draft.formats import is_document
from radioprog.script.draft.furniture import LeftOut
from radioprog.script.draft.lines import lost_words
from radioprog.script.model import Speech
from radioprog.script.parse import parse_script
from radioprog.studio.catalogue import EXTENSION, portable_name
from radioprog.studio.workspace import Workspace

TEMPLATE = "_mau.md"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft as written: where, its title, how many paragraphs of speech, and what was found.

    ``left_out`` are the words that are not in the script, each with the file it stands in.
    """

    script: Path
    title: str | None
    paragraphs: int
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, LeftOut], ...] = ()


def draft(
    articles: Path | Sequence[Path],
    workspace: Workspace,
    target: Path | None = None,
    *,
    title: str | None = None,
    force: bool = False,
) -> Drafted:
    """Write a script made from articles; an existing one is kept unless ``force``.

    They are plain text, or documents of Word, OpenDocument, RTF or HTML; several make one
    bulletin, in their order.

    Raises:
        UsageError: ``file-exists``.
        ContentError: an article or the template cannot be used; nothing is written.
    """
    paths = [articles] if isinstance(articles, Path) else list(articles)
    script = target or workspace.scripts / _name(paths[0])
    _demand_free(script, paths[0], workspace, force=force)
    sources, findings, kept = _read(paths, workspace)
    template, found = _template(workspace)
    findings = _sound((*findings, *found))
    made = draft_bulletin(
        sources,
        template=template,
        organisation=workspace.organisation,
        template_file=workspace.show(workspace.scripts / TEMPLATE),
        title=title,
        name=script.stem,
    )
    findings = _sound((*findings, *made.findings))
    findings = _sound((*findings, *_lost(kept, made.text, made.left_out, findings)))
    parsed, faults = parse_script(made.text, file=workspace.show(script), name=script.stem)
    publish_bytes(script, made.text.encode())
    speech = 0 if parsed is None else sum(isinstance(each, Speech) for each in parsed.body)
    shown = None if parsed is None else parsed.meta.title
    return Drafted(script, shown, speech, in_order((*findings, *faults)), made.left_out)


def import_document(workspace: Workspace, name: str, file: Path) -> Drafted:
    """Make a script of a document that somebody sent, under the document's own name.

    Raises:
        UsageError: ``file-exists``; ContentError: it cannot be read; nothing is written.
    """
    shown = portable_name(one_line(Path(name.replace("\\", "/")).name))[:120] or "bai-viet.docx"
    stem = ascii_name(Path(shown).stem, "bai-viet")
    with temporary_folder() as folder:
        document = folder / shown
        shutil.copyfile(file, document)
        return draft(document, workspace, workspace.scripts / f"{stem}{EXTENSION}")


def _sound(findings: Iterable[Finding]) -> list[Finding]:
    """Go on only where nothing is an error.

    Raises:
        ContentError: something is.
    """
    found = in_order(findings)
    if any(each.is_error for each in found):
        raise ContentError(found)
    return list(found)


def _demand_free(script: Path, article: Path, workspace: Workspace, *, force: bool) -> None:
    """Refuse a place where something stands already."""
    place = Place(workspace.show(script))
    if script.is_dir():
        raise UsageError(FOLDER_IN_THE_WAY(place, example=f"{place.file}/{_name(article)}"))
    if script.exists() and not force:
        raise UsageError(FILE_EXISTS(place))


def _name(article: Path) -> str:
    """Name the script of an article, so that any disk can hold it and it is a programme."""
    return f"{portable_name(one_line(article.stem)).lstrip('_.') or 'bai-viet'}{EXTENSION}"


_Kept = dict[str, tuple[tuple[int, str], ...]]


def _read(
    paths: Sequence[Path], workspace: Workspace
) -> tuple[list[ArticleSource], list[Finding], _Kept]:
    """Read all articles before anything is said, so that every unreadable one is named."""
    sources: list[ArticleSource] = []
    findings: list[Finding] = []
    kept: _Kept = {}
    with DocumentReader() as documents:
        for path in paths:
            shown = workspace.show(path)
            text: str | None
            if is_document(path):
                document, found = documents.read(path, shown=shown)
                text = None if document is None else document.text
                kept |= {} if document is None else {shown: document.kept}
            else:
                text, found = read_plain_text(path, shown=shown)
            findings += found
            if text is not None:
                sources.append(ArticleSource(text, shown))
    return sources, findings, kept


def _lost(
    kept: _Kept,
    script: str,
    left_out: Iterable[tuple[str, LeftOut]],
    findings: Iterable[Finding],
) -> Iterator[Finding]:
    """Find words of a document that are neither in the script nor named to the producer."""
    told = [left.text for _, left in left_out]
    facts = (each.params for each in findings if each.kind is not NOT_IN_SCRIPT)
    told += [str(value) for params in facts for value in params.values()]
    present = "\n".join((script, *told))
    for shown, paragraphs in kept.items():
        for line, words in lost_words(paragraphs, present):
            yield TEXT_LOST(Place(shown, line, 1), words=words)


def _template(workspace: Workspace) -> tuple[str, tuple[Finding, ...]]:
    path = workspace.scripts / TEMPLATE
    if not path.exists():
        return DEFAULT_TEMPLATE, ()
    text, findings = read_text_file(path, shown=workspace.show(path))
    return text if text is not None else DEFAULT_TEMPLATE, findings
