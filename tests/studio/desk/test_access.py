from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from radioprog.kernel.errors import ContentError, MachineError, UsageError
from radioprog.record.people import ROLES
from radioprog.studio.desk.access import (
    ALLOWED,
    FOLDER,
    PASSWORDS,
    accounts,
    is_allowed,
    note_action,
    password_holds,
    password_mark,
    set_password,
)
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import make_workspace

PEOPLE = "mã,họ tên,vai trò\nlan,Trần Thị Lan,trưởng\nhung,Lê Văn Hùng,phóng viên\n"
GOOD = "bốn từ rời nhau"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    home = make_workspace(tmp_path / "w")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return Workspace.open(home)


def test_a_password_lets_in_its_owner_and_nobody_else(workspace: Workspace) -> None:
    set_password(workspace, "lan", GOOD)
    found = password_holds(workspace, "Trần Thị Lan", GOOD)
    assert found is not None and found.id == "lan"
    assert password_holds(workspace, "lan", "sai mất rồi nhé") is None
    assert password_holds(workspace, "hung", GOOD) is None
    assert password_holds(workspace, "nobody", GOOD) is None


def test_marks_on_letters_may_be_typed_either_way(workspace: Workspace) -> None:
    import unicodedata

    set_password(workspace, "lan", unicodedata.normalize("NFD", GOOD))
    assert password_holds(workspace, "lan", GOOD) is not None


def test_a_password_is_nowhere_to_be_read(workspace: Workspace) -> None:
    set_password(workspace, "lan", GOOD)
    path = workspace.root / FOLDER / PASSWORDS
    assert json.loads(path.read_text())["lan"].startswith("$argon2id$")
    for each in workspace.root.rglob("*"):
        if each.is_file():
            assert GOOD.encode() not in each.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (path.parent / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    "weak", ["", "ngắn", "aaaaaaaaaaaa", "Trần Thị Lan", "TRẦN  THỊ LAN", "x" * 300]
)
def test_a_weak_password_is_refused(workspace: Workspace, weak: str) -> None:
    with pytest.raises(ContentError) as refused:
        set_password(workspace, "lan", weak)
    assert refused.value.findings[0].code == "weak-password"
    assert not (workspace.root / FOLDER / PASSWORDS).exists()


def test_a_stranger_gets_no_password(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as refused:
        set_password(workspace, "laan", GOOD)
    assert refused.value.findings[0].code == "unknown-person"


def test_a_new_password_changes_the_mark_that_sessions_stand_on(workspace: Workspace) -> None:
    assert password_mark(workspace, "lan") == ""
    set_password(workspace, "lan", GOOD)
    first = password_mark(workspace, "lan")
    set_password(workspace, "lan", GOOD)
    assert first and password_mark(workspace, "lan") not in ("", first)


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_damaged_file_of_passwords_is_told(workspace: Workspace, text: str) -> None:
    set_password(workspace, "lan", GOOD)
    (workspace.root / FOLDER / PASSWORDS).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(MachineError) as told:
        accounts(workspace)
    assert told.value.findings[0].code == "damaged-passwords"


def test_accounts_are_the_list_in_its_order(workspace: Workspace) -> None:
    set_password(workspace, "hung", GOOD)
    found, told = accounts(workspace)
    assert [(each.person.id, each.has_password) for each in found] == [
        ("lan", False),
        ("hung", True),
    ]
    assert told == ()


def test_what_is_done_is_a_line_of_the_record(workspace: Workspace) -> None:
    note_action(workspace, by="lan", did="a:b", about="x\r\ny", facts={"n": 1})
    line = json.loads((workspace.record / "actions.jsonl").read_text(encoding="utf-8"))
    assert (line["by"], line["did"], line["about"]) == ("lan", "a:b", "x y")


def test_every_permission_asks_for_roles_that_there_are() -> None:
    for roles in ALLOWED.values():
        assert roles is None or roles <= ROLES.keys()
    assert not is_allowed({"producer"}, "people") and is_allowed({"admin"}, "people")
