"""What an alert's TEXT|FILE may be: any words go out as they are, a file's name never does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.kernel.errors import UsageError
from radioprog.studio.alerts import issuing
from tests.studio.outlets.built import home_at


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Catch the words on their way out."""
    heard: list[str] = []

    def refuse(_: object, order: issuing.AlertOrder, **__: object) -> None:
        heard.append(order.text)
        raise UsageError(())

    monkeypatch.setattr(issuing, "new_alert", refuse)
    return heard


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return home_at(tmp_path / "w")


def alert(home: Path, words: str) -> int:
    line = ["alert", "new", words, "--stations", "all", "--level", "3", "--until", "18:00"]
    return run([*line, "--by", "lan", "-C", str(home), "--json"])


@pytest.mark.parametrize(
    "words",
    [
        "Nước lên.",
        "Nước " + "lên " * 62 + "nhanh.",  # more bytes than a file's name may have
        "K" * 300,
        "ơ" * 399,
        "n/" * 150,
        "Nước lên / xuống / lên.",
        "Xem tệp bao.txt để biết thêm.",
        "<script>alert(1)</script> ]]> #{x} 'a' \"b\"",
        "dòng một\ndòng hai",
        "e\u0301 \u202elên\u202c 🌊",
    ],
)
def test_words_go_out_as_they_are(home: Path, said: list[str], words: str) -> None:
    alert(home, words)
    assert said == [words]


def test_a_file_is_read(home: Path, said: list[str]) -> None:
    (home / "bão số 9.txt").write_text("Bão đang vào.\nSơ tán ngay.\n", encoding="utf-8")
    alert(home, "bão số 9.txt")
    alert(home, str(home / "bão số 9.txt"))
    assert said == ["Bão đang vào.\nSơ tán ngay.\n"] * 2


@pytest.mark.parametrize(
    ("words", "code"),
    [("bao-so-9.txt", "missing-file"), ("lu.DOCX", "missing-file"), ("scripts", "not-a-file")],
)
def test_a_file_that_is_not_there_is_never_read_aloud_by_its_name(
    home: Path, said: list[str], words: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert alert(home, words) == 1
    assert [each["code"] for each in json.loads(capsys.readouterr().out)["findings"]] == [code]
    assert not said


def test_a_text_that_is_too_large_to_be_read_aloud_is_refused(
    home: Path, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "dai.txt").write_text("Nước lên. " * 20_000, encoding="utf-8")
    assert alert(home, "dai.txt") == 1
    assert "too-large" in capsys.readouterr().out and not said
