"""Includes: the bodies of other scripts put where ``[chèn: file]`` stands.

Nothing is read here: the caller gives a function that finds and reads a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from radioprog.kernel.findings import Finding, in_order
from radioprog.script import findings as said
from radioprog.script.editions import (
    Locality,
    as_part,
    file_for,
    filled,
    filled_script,
    has_fields,
    without_editions,
)
from radioprog.script.model import Block, Include, Meta, Script, Speech, VoiceChoice
from radioprog.script.parse import parse_fragment
from radioprog.script.structure import structure_findings

DEEPEST = 8
MOST_INCLUDES = 500


@dataclass(frozen=True, slots=True)
class IncludedFile:
    """A file that was read for an include: its name as findings show it, and its text."""

    file: str
    text: str


ReadInclude = Callable[[str, str, Include], tuple[IncludedFile | None, tuple[Finding, ...]]]
"""Reads an include: the name as meant here, the file that asks for it, and the cue."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A script without includes, what was found on the way, and the files that were read."""

    script: Script
    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()


Fragment = tuple[Meta, tuple[Block, ...], tuple[Finding, ...]]
Fragments = dict[tuple[str, str, tuple[str, ...], str | None], Fragment]
"""Included files as they were parsed, by file, text, and who speaks around them."""


def resolve_includes(
    script: Script,
    read: ReadInclude,
    locality: Locality | None = None,
    parsed: Fragments | None = None,
) -> Resolved:
    """Put the bodies of the included scripts in, and theirs in them, and fill stations' fields.

    Places point into the file that a block was written in. Speakers that only an included script
    declares are added; where both declare a name, the including script's voice holds. Findings
    are those of the included files and of the whole body; a script without includes has none
    that `parse_script` did not give. ``locality`` is the station whose edition this is: what only
    it says stands between two `StationPart`. With ``parsed``, what was parsed for another edition
    is not parsed again.
    """
    if not any(isinstance(block, Include) or has_fields(block) for block in script.body):
        return Resolved(filled_script(script, locality), ())
    work = _Resolving(read, dict(script.meta.speakers), locality, {} if parsed is None else parsed)
    body = work.expand(script.body, (script.file,))
    meta = replace(script.meta, speakers=work.speakers)
    whole = filled_script(replace(script, meta=meta, body=body), locality)
    broken = any(found.is_error for found in work.findings)
    findings = (*work.findings, *structure_findings(whole, broken=broken))
    return Resolved(whole, in_order(findings), tuple(sorted(work.files)))


class _Resolving:
    """One walk through a script and all that it includes."""

    def __init__(
        self,
        read: ReadInclude,
        speakers: dict[str, tuple[VoiceChoice, ...]],
        locality: Locality | None,
        parsed: Fragments,
    ) -> None:
        self.read = read
        self.speakers = speakers
        self.locality = locality
        self.parsed = parsed
        self.findings: list[Finding] = []
        self.files: set[str] = set()
        self.count = 0
        self.speaker: str | None = None

    def expand(self, blocks: tuple[Block, ...], chain: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks with every include replaced; ``chain``: the files on the way here."""
        body: list[Block] = []
        for block in blocks:
            own = has_fields(block)
            if own and self.locality is None:
                self.findings.append(without_editions(block))
            if isinstance(block, Include):
                inner = self.included(block, chain)
            else:
                self.speaker = block.speaker if isinstance(block, Speech) else self.speaker
                inner = (block if self.locality is None else filled(block, self.locality),)
            body.extend(as_part(inner, block.place) if own and self.locality else inner)
        return tuple(body)

    def included(self, cue: Include, chain: tuple[str, ...]) -> tuple[Block, ...]:
        self.count += 1
        if self.count > MOST_INCLUDES:
            if self.count == MOST_INCLUDES + 1:
                self.findings.append(said.TOO_MANY_INCLUDES(cue.place, most=MOST_INCLUDES))
            return ()
        name = cue.file if self.locality is None else file_for(cue.file, self.locality)
        found, findings = self.read(name, chain[-1], cue)
        if found is None:
            missing = all(each.code == "missing-include" for each in findings)
            self.findings.extend(() if cue.optional and missing else findings)
            return ()
        self.findings.extend(findings)
        if found.file in chain:
            way = " → ".join((*chain, found.file))
            self.findings.append(said.INCLUDE_CYCLE(cue.place, way=way))
            return ()
        if len(chain) > DEEPEST:
            self.findings.append(said.INCLUDE_DEPTH(cue.place, deepest=DEEPEST))
            return ()
        self.files.add(found.file)
        meta, blocks, findings = self.fragment(found)
        self.findings.extend(findings)
        if not blocks and not findings:
            self.findings.append(said.EMPTY_INCLUDE(cue.place, file=found.file))
        self.adopt(meta.speakers)
        return self.expand(blocks, (*chain, found.file))

    def fragment(self, found: IncludedFile) -> Fragment:
        key = (found.file, found.text, tuple(self.speakers), self.speaker)
        if key not in self.parsed:
            self.parsed[key] = parse_fragment(
                found.text, file=found.file, speakers=self.speakers, speaker=self.speaker
            )
        return self.parsed[key]

    def adopt(self, speakers: Mapping[str, tuple[VoiceChoice, ...]]) -> None:
        for name, voices in speakers.items():
            self.speakers.setdefault(name, voices)
