"""How people are spoken to: one polite form, and no word of the trade of programmers."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOUND = re.compile(r'Text\(\s*"((?:[^"\\]|\\.)*)"', re.S)
NEVER = re.compile(r"\b[ýÝ] bạn\b|\b[Bb]ạn (?:là|hãy|có|cần|muốn)\b|\bYAML\b|\bseries:|\bfill\b")


def test_no_finding_says_you_as_to_a_child_or_speaks_of_yaml_series_fill() -> None:
    said = [
        (path.name, sentence)
        for path in sorted((ROOT / "radioprog").rglob("findings.py"))
        for sentence in FOUND.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(said) > 300
    assert [row for row in said if NEVER.search(row[1])] == []


def test_the_guide_calls_its_reader_anh_chi() -> None:
    guide = (ROOT / "HUONG-DAN.md").read_text(encoding="utf-8")
    assert "anh chị" in guide
    assert re.findall(r"(?<!các )\b[Bb]ạn\b(?! đọc| nghe)", guide) == []
