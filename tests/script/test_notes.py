from __future__ import annotations

import pytest

from radioprog.script.notes import without_notes
from radioprog.script.traced import Page


def left(text: str) -> tuple[list[str], list[str]]:
    page = Page(text, file="s.md")
    findings = []
    lines = [line.text for line in without_notes(page, page.lines(), findings.append)]
    return lines, [f"{found.code} {found.place.line}:{found.place.column}" for found in findings]


@pytest.mark.parametrize(
    ("text", "lines", "codes"),
    [
        ("a\n// b\n//\nc", ["a", "c"], []),
        ("  // b", [], []),
        ("//b", ["//b"], ["note-without-space 1:1"]),
        ("\\// b", ["// b"], []),
        ("a <!-- b --> c", ["a c"], []),
        ("a<!-- b -->c<!-- d -->", ["ac"], []),
        ("a <!-- b\nc\n\nd --> e\nf", ["a e", "f"], []),
        ("<!-- b -->\na", ["a"], []),
        ("<!-- // -->a", ["a"], []),
        ("\\<!-- b -->", ["<!-- b -->"], []),
        ("a <!-- b\nc", ["a ", "c"], ["unclosed-note 1:3"]),
        ("a <!– b –> c", ["a c"], ["bad-note 1:3"]),
        ("a <!-- b —> c", ["a c"], ["bad-note 1:3"]),
        ("a <!-- b\n<!-- c --> d", ["a d"], ["bad-note 1:3"]),
        ("a < b ! -- c --> d", ["a < b ! -- c --> d"], []),
    ],
)
def test_notes(text, lines, codes):
    found, faults = left(text)
    assert ([" ".join(line.split()) for line in found], faults) == (
        [" ".join(line.split()) for line in lines],
        codes,
    )
