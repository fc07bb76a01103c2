"""The chapters on ways out are true: their commands run, in order, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.studio.outlets.outlets_file import read_outlets
from tests.studio.outlets.station import make_home

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/vi/duong-ra.md", "docs/en/ways-out.md")
FENCE = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.M | re.S)
AS_IN_THE_TEST = {"dan-hoa-2025": "xa-a", "cha-lo-2025": "xa-b"}


def commands(page: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = [block for kind, block in FENCE.findall(text) if not kind]
    return [line for block in blocks for line in block.splitlines()]


OUTLETS = re.compile(r"^```yaml\n((?:outlets|nơi nhận):\n.*?)^```$", re.M | re.S)


def outlets(page: str) -> str:
    found = OUTLETS.search((ROOT / page).read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return make_home(tmp_path_factory.mktemp("home")).root


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_chapter_runs(page: str, home: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(home)
    (home / "outlets.yaml").write_text(outlets(page), encoding="utf-8")
    lines = commands(page)
    assert len(lines) >= 5
    for line in lines:
        for shown, here in AS_IN_THE_TEST.items():
            line = line.replace(shown, here)
        words = shlex.split(line)
        assert words[0] == "radioprog"
        assert run(words[1:]) == 0, (line, capsys.readouterr().err)


def test_both_chapters_show_the_same_commands() -> None:
    vi, en = map(commands, PAGES)
    assert sorted(vi) == sorted(en)


def test_both_chapters_show_the_same_outlets() -> None:
    vi, en = (read_outlets(outlets(page)) for page in PAGES)
    assert vi == en and len(vi[0]) == 5 and vi[1] == ()
