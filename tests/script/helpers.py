"""What the tests of the script room share."""

from __future__ import annotations

from radioprog.kernel.findings import Finding
from radioprog.script.model import Block, Script
from radioprog.script.parse import parse_script

FRONT = """\
---
title: Biển đảo
speakers:
  PTV nữ: nữ
  PTV nam: nam
---
"""
FIRST = FRONT.count("\n") + 1


def parsed(body: str, *, front: str = FRONT) -> tuple[Script, tuple[Finding, ...]]:
    script, findings = parse_script(front + body, file="s.md", name="s")
    assert script is not None, findings
    return script, tuple(found for found in findings if found.code != "unused-speaker")


def blocks(body: str, *, front: str = FRONT) -> tuple[Block, ...]:
    """The blocks of a body that must be without errors and warnings."""
    script, findings = parsed(body, front=front)
    loud = [found.render("en") for found in findings if found.severity != "info"]
    assert loud == []
    return script.body


def found_in(body: str, *, front: str = FRONT) -> list[tuple[str, int | None, int | None]]:
    """Code, line (1 is the body's first) and column of each error and warning."""
    _, findings = parsed(body, front=front)
    lines = front.count("\n")
    return [
        (found.code, found.place.line and found.place.line - lines, found.place.column)
        for found in findings
        if found.severity != "info"
    ]
