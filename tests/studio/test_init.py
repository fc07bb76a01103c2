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


def test_what_stands_there_already_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "radioprog.yaml").write_text("organisation: Của tôi\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        init(tmp_path)
    assert [found.code for found in caught.value.findings] == ["already-workspace"]
    assert [path.name for path in tmp_path.iterdir()] == ["radioprog.yaml"]
    assert "Của tôi" in (tmp_path / "radioprog.yaml").read_text(encoding="utf-8")


def test_a_file_of_ones_own_in_the_way_is_named(tmp_path: Path, fresh: Path) -> None:
    own = next(path.relative_to(fresh) for path in sorted((fresh / "scripts").glob("*.md")))
    (tmp_path / own).parent.mkdir()
    (tmp_path / own).write_text("của tôi", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        init(tmp_path)
    (found,) = caught.value.findings
    assert (found.code, found.place.file) == ("file-exists", str(tmp_path / own))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / own]


def test_what_an_interrupted_init_left_is_gone_on_with(tmp_path: Path, fresh: Path) -> None:
    kept = [path.relative_to(fresh) for path in sorted(fresh.rglob("*")) if path.is_file()]
    for name in kept[::2]:
        if name.name != "radioprog.yaml":  # it comes last
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes((fresh / name).read_bytes())
    init(tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in kept} == {
        name: (fresh / name).read_bytes() for name in kept
    }


def test_an_example_that_nobody_knows_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        init(tmp_path / "x", example="quang-bin")
    (found,) = caught.value.findings
    assert found.code == "unknown-example"
    assert "quang-binh" in found.render("vi")
    assert not (tmp_path / "x").exists()


def test_the_example_is_copied_whole_and_has_no_error(tmp_path: Path) -> None:
    written = init(tmp_path, example="quang-binh")
    assert written[-1] == tmp_path / "radioprog.yaml"
    assert all(path.is_file() for path in written)
    assert [found for found in check_paths(Workspace.open(tmp_path), ()) if found.is_error] == []


def test_two_new_workspaces_are_alike_to_the_byte(tmp_path: Path, fresh: Path) -> None:
    written = init(tmp_path)
    names = [path.relative_to(tmp_path) for path in written]
    assert [(tmp_path / name).read_bytes() for name in names] == [
        (fresh / name).read_bytes() for name in names
    ]
