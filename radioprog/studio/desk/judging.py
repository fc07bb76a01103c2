"""Judging: what is to be said of a script while somebody writes it; nothing is written or spoken.

The text is not saved yet. What the earlier look at the same workspace has learnt (readings, the
lengths of files, which voices there are) is kept, so that a pause in writing is answered at once.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from radioprog.audio.decode.decoder import Decoder
from radioprog.kernel.findings import Finding, Language, Text
from radioprog.kernel.text import clean_text
from radioprog.kernel.units import MIX_RATE
from radioprog.programme.rundown import Rundown
from radioprog.speech.registry import Engines
from radioprog.studio.catalogue import Source
from radioprog.studio.editorial.writing import LARGEST, script_called
from radioprog.studio.lexicons import LEXICON
from radioprog.studio.plan import plan
from radioprog.studio.production.casting import engines_of
from radioprog.studio.production.prepare import KnownReadings, Prepared
from radioprog.studio.workspace import FILE, Workspace

_MOST_READINGS = 5000
_VALUE = re.compile(r"\s+[-–−]?\d.*$")
"""What stands behind the name of an option, and stays."""
_NAMES = ("label", "name", "option", "key", "code", "shown", "id", "voice", "written")
"""The facts of findings that hold what stands in the text."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What a click may put in the place of a stretch of the text: line and columns from 1."""

    line: int
    column: int
    written: str
    better: str


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence of the script: the line it begins on, who says it, and how it is read aloud."""

    line: int
    speaker: str
    written: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All there is to say of a text: findings with their mends, lengths in seconds, readings.

    ``length`` is estimated, ``None`` where an error stands in the way; ``segments`` are title,
    line, start and length.
    """

    findings: tuple[tuple[Finding, tuple[Mend, ...]], ...]
    length: float | None = None
    target: float | None = None
    segments: tuple[tuple[str, int, float, float], ...] = ()
    sentences: tuple[SpokenSentence, ...] = ()

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return it for the page that shows it."""
        return {
            "findings": [
                {
                    **found.to_json(language),
                    "mends": [
                        {"line": m.line, "column": m.column, "from": m.written, "to": m.better}
                        for m in mends
                    ],
                }
                for found, mends in self.findings
            ],
            "length": self.length,
            "target": self.target,
            "segments": [
                {"title": title, "line": line, "start": start, "length": length}
                for title, line, start, length in self.segments
            ],
            "sentences": [
                {"line": s.line, "speaker": s.speaker, "written": s.written, "spoken": s.spoken}
                for s in self.sentences
            ],
        }


@dataclass
class Judge:
    """Looks at texts of one workspace, one after the other; close it when it is no longer needed.

    Any thread may ask. A change of settings or lexicon makes it forget what it knows.
    """

    _lock: Lock = field(default_factory=Lock)
    _stamp: tuple[object, ...] = ()
    _decoder: Decoder | None = None
    _engines: Engines | None = None
    _readings: KnownReadings = field(default_factory=dict)

    def judge(self, workspace: Workspace, name: str, text: str) -> Judgement:
        """Look at a text that is to become a script of the workspace.

        Raises:
            UsageError: ``unknown-script``.
        """
        source = script_called(workspace, name)
        cleaned = clean_text(text)[:LARGEST]
        with self._lock:
            decoder, engines = self._opened(workspace)
            if len(self._readings) > _MOST_READINGS:
                self._readings.clear()
            known = self._readings
            made = plan(source, workspace, decoder, engines=engines, text=cleaned, readings=known)
        lines, own = cleaned.split("\n"), workspace.portable(source.path)
        return Judgement(
            tuple((found, mends_of(found, lines, own)) for found in made.findings),
            **_lengths(made.rundown),
            sentences=tuple(_sentences(made.prepared, source, own)),
        )

    def close(self) -> None:
        """Let go of the processes that were asked."""
        with self._lock:
            self._close()

    def _opened(self, workspace: Workspace) -> tuple[Decoder, Engines]:
        stamp = (workspace.root, *(_mark(workspace, name) for name in (FILE, LEXICON)))
        if self._decoder is None or self._engines is None or stamp != self._stamp:
            self._close()
            self._readings, self._stamp = {}, stamp
            self._decoder, self._engines = Decoder(), engines_of(workspace)
        return self._decoder, self._engines

    def _close(self) -> None:
        for each in (self._decoder, self._engines):
            if each is not None:
                each.close()
        self._decoder = self._engines = None


def _mark(workspace: Workspace, name: str) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        facts = (workspace.root / name).stat()
        return facts.st_mtime_ns, facts.st_size
    return None


def mends_of(finding: Finding, lines: Sequence[str], file: str) -> tuple[Mend, ...]:
    """Return what may be put in the place of what a finding is about, the likeliest first.

    Only where the finding names both what is written and what may have been meant, and that
    stands in the text where the finding says.

    >>> from radioprog.script.findings import NEAR_SPEAKER
    >>> from radioprog.kernel.findings import Place
    >>> found = NEAR_SPEAKER(Place("a.md", 2, 1), label="PTV nử", near=["PTV nữ"])
    >>> [(each.written, each.better) for each in mends_of(found, ["", "PTV nử: Chào."], "a.md")]
    [('PTV nử', 'PTV nữ')]
    """
    near = finding.params.get("near")
    place = finding.place
    if not isinstance(near, list | tuple) or place.file != file or not place.line:
        return ()
    if place.line > len(lines):
        return ()
    line, column = lines[place.line - 1], (place.column or 1) - 1
    found = _written(finding.params, line, column, str(near[0]) if near else "")
    if found is None:
        return ()
    at, written = found
    made = [Mend(place.line, at + 1, written, _plain(each)) for each in near]
    return tuple(each for each in made if each.better and each.better != written)


def _written(
    facts: Mapping[str, Any], line: str, column: int, better: str
) -> tuple[int, str] | None:
    """Return where what is written begins in its line, and what it is."""
    if better.startswith("["):  # a whole cue
        begin = line.rfind("[", 0, column + 1)
        end = line.find("]", max(begin, 0))
        return (begin, line[begin : end + 1]) if 0 <= begin < end else None
    for name in _NAMES:
        value = _plain(facts.get(name, ""))
        if value:
            value = _VALUE.sub("", value) if name == "option" else value
            at = line.find(value, column)
            at = line.find(value) if at < 0 else at
            if at >= 0:
                return at, value
    return None


def _plain(meant: object) -> str:
    return meant.to("vi") if isinstance(meant, Text) else str(meant)


def _lengths(rundown: Rundown | None) -> dict[str, Any]:
    if rundown is None:
        return {}
    return {
        "length": rundown.length / MIX_RATE,
        "target": None if rundown.target is None else rundown.target / MIX_RATE,
        "segments": tuple(
            (each.title, each.place.line or 1, each.start / MIX_RATE, each.length / MIX_RATE)
            for each in rundown.segments
        ),
    }


def _sentences(prepared: Prepared, source: Source, file: str) -> Iterator[SpokenSentence]:
    for each in prepared.spoken:
        if not each.reading_number and each.place.file == file and each.place.line:
            yield SpokenSentence(each.place.line, each.speaker, each.text, each.reading.spoken)
