"""The pages of how to do things name commands and options that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from radioprog.cli.app import VERBS, run

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMAND = re.compile(r"(?:^|`)(radioprog [^`\n]+)", re.M)
PAGES = ("vi/cach-lam.md", "en/how-to.md")
LINES = sorted(
    {line for page in PAGES for line in COMMAND.findall((DOCS / page).read_text("utf-8"))}
)


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_pages_exists_with_these_options(line: str, capsys) -> None:
    words = shlex.split(line)[1:]
    assert words[0] in VERBS
    assert run([words[0], "--help"]) == 0
    told = capsys.readouterr().out
    for option in (word for word in words[1:] if re.match(r"--?[a-z]", word)):
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", told), (line, option)
