"""A new workspace works at once: nothing that its scripts name is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from radioprog.kernel.errors import UsageError
from radioprog.studio.init import init
from radioprog.studio.plan import check_paths
from radioprog.studio.say import utter
from radioprog.studio.workspace import Workspace

_FILE = re.compile(r"^\[[^:\]]+: ([\w./-]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    init(folder)
    return folder


def test_a_new_workspace_has_no_error(fresh: Path) -> None:
    errors = [found for found in check_paths(Workspace.open(fresh), ()) if found.is_error]
    assert errors == []


def test_every_sound_that_its_scripts_and_template_name_is_there(fresh: Path) -> None:
    named = [
        name
        for script in (fresh / "scripts").glob("*.md")
        for name in _FILE.findall(script.read_text(encoding="utf-8"))
    ]
    assert len(named) >= 8
    assert [name for name in named if not (fresh / "assets" / name).is_file()] == []


def test_a_voice_that_nobody_knows_is_wrong_usage_without_a_workspace_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as problem:
        utter("Xin chào.", tmp_path / "a.wav", folder=tmp_path, voice="nưx")
    assert problem.value.findings[0].code == "unknown-voice"
    assert not (tmp_path / "a.wav").exists()
