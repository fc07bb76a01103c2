from __future__ import annotations

import threading
from pathlib import Path

import pytest

from radioprog.kernel.errors import ContentError, RadioprogError, UsageError
from radioprog.script.parse import parse_script
from radioprog.studio.editorial.writing import (
    new_script,
    open_script,
    restore_script,
    save_script,
    script_versions,
    version_text,
)
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(make_workspace(tmp_path / "w"))


def test_every_version_stays_and_can_be_brought_back(workspace: Workspace) -> None:
    first = open_script(workspace, "ban-tin")
    second = save_script(workspace, "ban-tin", "hai\n", based_on=first.sha256, by="lan")
    third = save_script(workspace, "ban-tin", "ba\n", based_on=second.sha256, by="hung")
    versions = script_versions(workspace, "ban-tin")
    assert [each.by for each in versions] == ["hung", "lan", ""]
    assert version_text(workspace, "ban-tin", first.sha256) == SCRIPT
    back = restore_script(workspace, "ban-tin", first.sha256, based_on=third.sha256, by="lan")
    assert back.text == SCRIPT
    assert version_text(workspace, "ban-tin", third.sha256) == "ba\n"


def test_whoever_comes_second_overwrites_nothing(workspace: Workspace) -> None:
    opened = open_script(workspace, "ban-tin")
    save_script(workspace, "ban-tin", "của Lan\n", based_on=opened.sha256, by="lan")
    with pytest.raises(ContentError) as refused:
        save_script(workspace, "ban-tin", "của Hùng\n", based_on=opened.sha256, by="hung")
    assert refused.value.findings[0].code == "changed-meanwhile"
    assert open_script(workspace, "ban-tin").text == "của Lan\n"


def test_of_many_at_once_one_is_saved_and_all_others_are_told(workspace: Workspace) -> None:
    opened, saved, told = open_script(workspace, "ban-tin"), [], []

    def write(number: int) -> None:
        try:
            made = save_script(workspace, "ban-tin", f"{number}\n", based_on=opened.sha256, by="")
            saved.append(made.text)
        except ContentError as problem:
            told.append(problem.findings[0].code)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [open_script(workspace, "ban-tin").text] == saved
    assert told == ["changed-meanwhile"] * 7


def test_a_change_from_outside_is_seen_and_kept(workspace: Workspace) -> None:
    opened = open_script(workspace, "ban-tin")
    (workspace.scripts / "ban-tin.md").write_text("bằng Notepad\n", encoding="utf-8")
    with pytest.raises(ContentError):
        save_script(workspace, "ban-tin", "x\n", based_on=opened.sha256, by="lan")
    again = open_script(workspace, "ban-tin")
    save_script(workspace, "ban-tin", "x\n", based_on=again.sha256, by="lan")
    assert version_text(workspace, "ban-tin", again.sha256) == "bằng Notepad\n"


def test_what_is_saved_is_clean_text_with_one_end(workspace: Workspace) -> None:
    opened = open_script(workspace, "ban-tin")
    made = save_script(
        workspace, "ban-tin", "a\r\nb\0\u202e\ud800\n\n", based_on=opened.sha256, by=""
    )
    assert (workspace.scripts / "ban-tin.md").read_bytes() == b"a\nb\n" and made.text == "a\nb\n"


@pytest.mark.parametrize(
    "name", ["", "../radioprog", "/etc/passwd", "ban-tin.md", "_mau", "BAN-TIN", "a\0"]
)
def test_a_name_is_never_taken_for_a_path(workspace: Workspace, name: str) -> None:
    with pytest.raises(UsageError):
        open_script(workspace, name)
    with pytest.raises(UsageError):
        save_script(workspace, name, "x", based_on="", by="")


@pytest.mark.parametrize("title", ["", "...", "../..", "con", "-", "[]"])
def test_a_title_that_names_no_file_is_told(workspace: Workspace, title: str) -> None:
    if title == "con":
        (workspace.scripts / "x").mkdir()
    with pytest.raises(UsageError):
        new_script(workspace, title, by="lan")


@pytest.mark.parametrize("title", ["Bản tin trưa", 'Nói "thẳng": thật #7', "a: b", "{x}", "\\n"])
def test_a_new_script_can_be_built_on(workspace: Workspace, title: str) -> None:
    made = new_script(workspace, title, by="lan")
    script, found = parse_script(made.text, file="x", name="x")
    assert script is not None and script.meta.title == title
    assert not [each for each in found if each.is_error]
    with pytest.raises(UsageError):
        new_script(workspace, title, by="lan")


def test_a_version_that_was_altered_is_not_believed(workspace: Workspace) -> None:
    opened = open_script(workspace, "ban-tin")
    save_script(workspace, "ban-tin", "x\n", based_on=opened.sha256, by="")
    (workspace.record / "versions" / f"{opened.sha256}.md").write_text("khác\n", encoding="utf-8")
    for wanted in (opened.sha256, "0" * 64, "../people", ""):
        with pytest.raises(RadioprogError):
            version_text(workspace, "ban-tin", wanted)
