"""What the readers of documents give, finished as the asker finishes it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass

from radioprog.kernel.findings import Finding
from radioprog.script.draft.documents.manuscript import Manuscript
from radioprog.script.draft.documents.reading import _text


@dataclass(frozen=True)
class Finished:
    """The text, the kept paragraphs and the findings of one document."""

    text: str
    kept: tuple[tuple[int, str], ...]
    findings: tuple[Finding, ...]
    letters: Counter[str]
    """All letters that are in the text or were named, counted."""

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.split("\n") if line]

    @property
    def told(self) -> str:
        return "\n".join(each.render("vi") for each in self.findings)


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\W\d_]", "", text))


def finished(sheet: Manuscript) -> Finished:
    """Send what was read through the message that the worker would send."""
    answer = json.loads(json.dumps({"manuscript": sheet.record(), "refused": []}))
    document, findings = _text(answer, "bai.docx")
    assert document is not None
    words = [document.text, *(each.words for each in sheet.told)]
    return Finished(document.text, document.kept, findings, letters(" ".join(words)))
