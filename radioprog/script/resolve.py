"""Includes: the bodies of other scripts put where ``[chèn: file]`` stands.

Nothing is read here: the caller gives a function that finds and reads a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.script import findings as said
from radioprog.script.model import Block, Include, Script, Speech, VoiceChoice
from radioprog.script.parse import parse_fragment
from radioprog.script.structure import structure_findings

DEEPEST = 8
MOST_INCLUDES = 500


@dataclass(frozen=True, slots=True)
class IncludedFile:
    """A file that was read for an include: its name as findings show it, and its text."""

    file: str
    text: str


ReadInclude = Callable[[str, str, Place], tuple[IncludedFile | None, tuple[Finding, ...]]]
"""Reads an include: the name as written, the file that asks for it, the place of the cue."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A script without includes, what was found on the way, and the files that were read."""

    script: Script
    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()


def resolve_includes(script: Script, read: ReadInclude) -> Resolved:
    """Put the bodies of the included scripts in, and theirs in them.

    Places point into the file that a block was written in. Speakers that only an included script
    declares are added; where both declare a name, the including script's voice holds. Findings
    are those of the included files and of the whole body; a script without includes has none
    that `parse_script` did not give.
    """
    if not any(isinstance(block, Include) for block in script.body):
        return Resolved(script, ())
    work = _Resolving(read, dict(script.meta.speakers))
    body = work.expand(script.body, (script.file,))
    meta = replace(script.meta, speakers=work.speakers)
    whole = replace(script, meta=meta, body=body)
    broken = any(found.is_error for found in work.findings)
    findings = (*work.findings, *structure_findings(whole, broken=broken))
    return Resolved(whole, in_order(findings), tuple(sorted(work.files)))


class _Resolving:
    """One walk through a script and all that it includes."""

    def __init__(self, read: ReadInclude, speakers: dict[str, tuple[VoiceChoice, ...]]) -> None:
        self.read = read
        self.speakers = speakers
        self.findings: list[Finding] = []
        self.files: set[str] = set()
        self.count = 0
        self.speaker: str | None = None

    def expand(self, blocks: tuple[Block, ...], chain: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks with every include replaced; ``chain``: the files on the way here."""
        body: list[Block] = []
        for block in blocks:
            if isinstance(block, Include):
                body.extend(self.included(block, chain))
            else:
                self.speaker = block.speaker if isinstance(block, Speech) else self.speaker
                body.append(block)
        return tuple(body)

    def included(self, cue: Include, chain: tuple[str, ...]) -> tuple[Block, ...]:
        self.count += 1
        if self.count > MOST_INCLUDES:
            if self.count == MOST_INCLUDES + 1:
                self.findings.append(said.TOO_MANY_INCLUDES(cue.place, most=MOST_INCLUDES))
            return ()
        found, findings = self.read(cue.file, chain[-1], cue.place)
        self.findings.extend(findings)
        if found is None:
            return ()
        if found.file in chain:
            way = " → ".join((*chain, found.file))
            self.findings.append(said.INCLUDE_CYCLE(cue.place, way=way))
            return ()
        if len(chain) > DEEPEST:
            self.findings.append(said.INCLUDE_DEPTH(cue.place, deepest=DEEPEST))
            return ()
        self.files.add(found.file)
        meta, blocks, findings = parse_fragment(
            found.text, file=found.file, speakers=self.speakers, speaker=self.speaker
        )
        self.findings.extend(findings)
        if not blocks and not findings:
            self.findings.append(said.EMPTY_INCLUDE(cue.place, file=found.file))
        self.adopt(meta.speakers)
        return self.expand(blocks, (*chain, found.file))

    def adopt(self, speakers: Mapping[str, tuple[VoiceChoice, ...]]) -> None:
        for name, voices in speakers.items():
            self.speakers.setdefault(name, voices)
