"""``draft``: an article on disk becomes a script in the workspace, by the workspace's template."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Finding, Place, Text, in_order
from radioprog.kernel.textfile import read_text_file
from radioprog.script.draft.bulletin import DEFAULT_TEMPLATE, draft_script
from radioprog.script.draft.encodings import read_plain_text
from radioprog.script.model import Speech
from radioprog.script.parse import parse_script
from radioprog.studio.catalogue import EXTENSION
from radioprog.studio.workspace import Workspace

TEMPLATE = "_mau.md"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft as written: where, its title, how many paragraphs of speech, and what was found."""

    script: Path
    title: str | None
    paragraphs: int
    findings: tuple[Finding, ...]


def draft(
    article: Path, workspace: Workspace, target: Path | None = None, *, force: bool = False
) -> Drafted:
    """Write a script made from a plain-text article; an existing script is kept unless ``force``.

    Raises:
        UsageError: ``file-exists``.
        ContentError: the article or the template cannot be used; nothing is written.
    """
    script = target or workspace.scripts / f"{article.stem}{EXTENSION}"
    if script.exists() and not force:
        raise UsageError.of(
            "file-exists",
            Text("kịch bản này đã có, không ghi đè", "this script exists and is not overwritten"),
            Text(
                "chọn tên khác bằng -o, hoặc thêm --force",
                "choose another name with -o, or add --force",
            ),
            Place(workspace.show(script)),
        )
    shown = workspace.show(article)
    text, findings = read_plain_text(article, shown=shown)
    if text is None:
        raise ContentError(findings)
    template, found = _template(workspace)
    made = draft_script(
        text,
        file=shown,
        template=template,
        organisation=workspace.organisation,
        template_file=workspace.show(workspace.scripts / TEMPLATE),
    )
    findings = in_order((*findings, *found, *made.findings))
    if any(each.is_error for each in findings):
        raise ContentError(findings)
    parsed, faults = parse_script(made.text, file=workspace.show(script), name=script.stem)
    publish_bytes(script, made.text.encode())
    speech = 0 if parsed is None else sum(isinstance(each, Speech) for each in parsed.body)
    title = None if parsed is None else parsed.meta.title
    return Drafted(script, title, speech, in_order((*findings, *faults)))


def _template(workspace: Workspace) -> tuple[str, tuple[Finding, ...]]:
    path = workspace.scripts / TEMPLATE
    if not path.exists():
        return DEFAULT_TEMPLATE, ()
    text, findings = read_text_file(path, shown=workspace.show(path))
    return text if text is not None else DEFAULT_TEMPLATE, findings
