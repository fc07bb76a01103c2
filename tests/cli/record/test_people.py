"""``radioprog people``: the list, and passwords that are never shown."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from radioprog.cli.app import run
from tests.studio.workspace import make_workspace

PEOPLE = "mã,họ tên,vai trò\nlan,Trần Thị Lan,trưởng\nhung,Lê Văn Hùng,phóng viên\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = make_workspace(tmp_path / "w")
    (made / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return made


def given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_list_says_who_has_a_password(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, "bốn từ rời nhau\n")
    assert run(["-C", str(home), "people", "--password", "lan", "--stdin"]) == 0
    assert "bốn từ" not in "".join(capsys.readouterr())
    assert run(["-C", str(home), "--json", "people"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["roles"], each["password"]) for each in found["people"]] == [
        ("lan", ["chief"], True),
        ("hung", ["producer"], False),
    ]


@pytest.mark.parametrize(
    ("person", "password", "status", "code"),
    [("lan", "ngắn", 1, "weak-password"), ("laan", "bốn từ rời nhau", 2, "unknown-person")],
)
def test_what_cannot_be_a_password_is_told(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    person: str,
    password: str,
    status: int,
    code: str,
) -> None:
    given(monkeypatch, f"{password}\n")
    assert run(["-C", str(home), "people", "--password", person, "--stdin"]) == status
    assert code in capsys.readouterr().err
    assert not (home / ".studio").exists()


def test_without_a_terminal_nobody_is_asked(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, "")
    assert run(["-C", str(home), "people", "--password", "lan"]) == 2
    assert "--stdin" in capsys.readouterr().err


def test_a_server_for_others_without_passwords_does_not_start(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in (["--host", "0.0.0.0"], ["--name", "dai.example"]):
        assert run(["-C", str(home), "serve", "--port", "0", *more]) == 2
        assert "no-passwords" in capsys.readouterr().err


def test_a_missing_extra_is_told_with_the_line_that_installs_it(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("radioprog.studio.desk.access.find_spec", lambda name: None)
    assert run(["-C", str(home), "serve", "--port", "0"]) == 3
    told = capsys.readouterr().err
    assert "web-missing" in told and 'pip install "radioprog[web]"' in told
