"""The workspace's lexicon in a check: what it does, and lines that do nothing."""

from __future__ import annotations

from pathlib import Path

from radioprog.studio.plan import check
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace


def workspace_with(folder: Path, lexicon: str) -> Workspace:
    script = SCRIPT.replace("trời nắng đẹp", "khối ASEAN và XQZ họp")
    make_workspace(folder, {"tin": script})
    (folder / "lexicon.yaml").write_text(lexicon, encoding="utf-8")
    return Workspace.open(folder)


def told(workspace: Workspace) -> list[tuple[str, str | None, int | None]]:
    return [
        (found.code, found.place.file, found.place.line)
        for found in check(workspace)
        if found.code.startswith(("lexicon", "unread"))
    ]


def test_an_unread_token_of_a_script_is_told_with_its_place(tmp_path: Path) -> None:
    assert told(workspace_with(tmp_path, "")) == [("unread-token", "scripts/tin.md", 20)]


def test_a_line_of_the_lexicon_reads_it(tmp_path: Path) -> None:
    assert told(workspace_with(tmp_path, "XQZ: ích quy dét\n")) == []


def test_idle_and_covering_lines_are_told(tmp_path: Path) -> None:
    lexicon = "XQZ: ích quy dét\nASEAN: hiệp hội\nCha Lọ: Cha Lo\n"
    assert told(workspace_with(tmp_path, lexicon)) == [
        ("lexicon-shadow", "lexicon.yaml", 2),
        ("lexicon-unused", "lexicon.yaml", 3),
    ]
