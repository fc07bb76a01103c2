"""The asker's end of the walled reader: what a document holds becomes lines and findings.

A document that kills the worker, or keeps it busy too long, costs itself a finding; the next one
gets a new worker. One that cannot even say hello is the machine's fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radioprog.kernel.errors import ToolError
from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.sandbox.process import Limits, SandboxedProcess, python_module
from radioprog.kernel.units import Seconds
from radioprog.script.draft import findings as say
from radioprog.script.draft.encodings import first_words, suspected_font
from radioprog.script.draft.labels import with_directions
from radioprog.script.keywords import COPY_RECORD, COPY_TITLE

_MODULE = "radioprog.script.draft.documents.document_worker"
_MEMORY = 512 << 20
"""Address space of the worker, in bytes: the interpreter's own, the file, and its tree."""
_PATIENCE = Seconds(20.0)
_TOO_LONG = Text("đọc quá lâu hoặc quá tốn bộ nhớ", "reading it takes too long or too much memory")


_COPIED = Text("giờ ước tính của bản đọc", "times of the reading copy")
_TIME = r"\d{1,2}:\d\d(?::\d\d)?"
_COPY_HEADING = re.compile(
    rf"(?P<title>\S.*?)[\t\x0b ]*(?P<times>{_TIME} · (?:khoảng|about) {_TIME})"
    r"(?: · (?P<twice>đọc hai lần|read twice))?"
)
_COPY_CUE = re.compile(rf"(?P<cue>\[[^\[\]]+\])\s+(?P<time>{_TIME})")
_COPY_RECORD = re.compile(
    "|".join(
        re.escape(words.partition("{")[0]) for words in (COPY_RECORD.to("vi"), COPY_RECORD.to("en"))
    )
)
_Read = tuple[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The lines of a document, and all that must be in the script or in a finding.

    ``kept`` are the paragraphs as read, each with its line.
    """

    text: str
    kept: tuple[tuple[int, str], ...]


class DocumentReader:
    """Reads documents in a walled worker that is kept for the next one; use it in ``with``."""

    def __init__(self, *, memory: int = _MEMORY, patience: Seconds = _PATIENCE) -> None:
        """Prepare; the worker starts with the first document."""
        self._limits = Limits(memory=memory, file_size=1 << 20)
        self._patience = patience
        self._process: SandboxedProcess | None = None

    def __enter__(self) -> DocumentReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; another document would start a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.stop()

    def read(self, path: Path, *, shown: str) -> tuple[DocumentText | None, tuple[Finding, ...]]:
        """Read a document; ``None`` and a finding where it is refused.

        Raises:
            ToolError: the worker cannot run on this machine.
        """
        process = self._process = self._process or SandboxedProcess(
            python_module(_MODULE), self._limits
        )
        try:
            answer, _ = process.ask({"path": str(path.absolute()), "shown": shown}, self._patience)
            return _text(answer, shown)
        except (ToolError, ValueError, KeyError, TypeError):  # dead, too slow, or nonsense
            self.close()
            return None, (say.WORD_REFUSED(Place(shown), reason=_TOO_LONG),)


def _text(answer: Mapping[str, Any], shown: str) -> tuple[DocumentText | None, tuple[Finding, ...]]:
    """Turn a worker's answer into lines and findings."""
    sheet = answer["manuscript"]
    if sheet is None:
        return None, tuple(Finding.from_record(each) for each in answer["refused"])
    read: list[_Read] = [
        (str(text), [(int(a), int(b)) for a, b in slanted]) for text, slanted in sheet["lines"]
    ]
    findings = [*_findings(sheet, shown), *_suspected([text for text, _ in read], shown)]
    if is_reading_copy([text for text, _ in read]):
        read, times = _without_times(read)
        findings.append(say.NOT_IN_SCRIPT(Place(shown), what=_COPIED, words="; ".join(times)))
    kept = tuple((at, text) for at, (text, _) in enumerate(read, 1) if text)
    text = "\n".join(with_directions(read)) + "\n"
    return DocumentText(text, kept), tuple(findings)


def _suspected(lines: Sequence[str], shown: str) -> Iterator[Finding]:
    """Tell of paragraphs in an old font's letters that no font shows as such; once a font."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for number, text in enumerate(lines, 1):
        suspected = suspected_font(text)
        if suspected is not None:
            found.setdefault(suspected[0], []).append((number, text, suspected[1]))
    for font, where in found.items():
        number, text, meant = where[0]
        yield say.SUSPECTED_FONT(
            Place(shown, number, 1),
            count=len(where),
            font=font,
            words=first_words(text),
            meant=first_words(meant),
        )


def is_reading_copy(lines: Sequence[str]) -> bool:
    """Tell whether lines are those of our own copy for announcers, come back from a desk."""
    first = next((line for line in lines if line.strip()), "")
    return first.strip() in (COPY_TITLE.to("vi"), COPY_TITLE.to("en"))


def _without_times(read: Sequence[_Read]) -> tuple[list[_Read], list[str]]:
    """Take off a copy what it has beside the script: its first line, times, where to record.

    Its segments' headings are marked as such; the lines keep their numbers.
    """
    lines: list[_Read] = []
    taken: list[str] = []
    for text, slanted in read:
        heading, cue = _COPY_HEADING.fullmatch(text), _COPY_CUE.fullmatch(text)
        if text in (COPY_TITLE.to("vi"), COPY_TITLE.to("en")) or _COPY_RECORD.match(text):
            taken.append(text)
            lines.append(("", []))
        elif heading is not None:
            taken.append(heading["times"])
            twice = f" | {heading['twice']}" if heading["twice"] else ""
            lines.append((f"## {heading['title']}{twice}", []))
        elif cue is not None:
            taken.append(cue["time"])
            lines.append((cue["cue"], []))
        else:
            lines.append((text, slanted))
    return lines, taken


def _findings(sheet: Mapping[str, Any], shown: str) -> Iterator[Finding]:
    told: Sequence[Any] = sheet["told"]
    for vi, en, words, line in dict.fromkeys(map(tuple, told)):
        place = Place(shown, line, 1 if line else None)
        yield say.NOT_IN_SCRIPT(place, what=Text(vi, en), words=words)
    if sheet["legacy"]:
        yield say.OLD_FONTS(Place(shown), fonts=tuple(sheet["legacy"]))
    if sheet["inserted"]:
        yield say.TRACKED(Place(shown), count=sheet["inserted"])
