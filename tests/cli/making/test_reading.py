"""``reading`` and ``lexicon``: settings, scripts, what needs an eye, words written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radioprog.cli.app import run
from tests.studio.workspace import SCRIPT, SETTINGS, make_workspace

CROWD = SCRIPT.replace("trời nắng đẹp", "24 xã, hãng Xinhua và XQZ {ASEAN|khối} mangthương")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(tmp_path, {"tin": CROWD})
    settings = SETTINGS + "reading: {region: south}\n"
    (tmp_path / "radioprog.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "lexicon.yaml").write_text("# của đài\nP6: pê sáu\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict:  # type: ignore[type-arg]
    assert run([*arguments, "--json"]) == 0
    document: dict = json.loads(capsys.readouterr().out)  # type: ignore[type-arg]
    return document


def test_reading_obeys_the_workspace_and_options_win(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["reading", "24 nghìn, giống P6"]) == 0
    assert capsys.readouterr().out == "hai mươi bốn nghìn, giống pê sáu\n"
    assert run(["reading", "--region", "north", "24 xã"]) == 0
    assert capsys.readouterr().out == "hai mươi tư xã\n"


def test_reading_needs_no_workspace(tmp_path, monkeypatch, capsys) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    assert run(["reading", "24 xã"]) == 0
    assert capsys.readouterr().out == "hai mươi tư xã\n"
    assert not list(tmp_path.iterdir())


def test_a_script_is_read_by_its_words_with_their_places(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["reading", "scripts/tin.md"]) == 0
    out = capsys.readouterr().out.splitlines()
    line = next(n for n, text in enumerate(CROWD.splitlines(), 1) if "Kính chào" in text)
    assert out[0] == f"{line}:9  Kính chào quý vị và các bạn."
    assert not any("title" in row or "PTV" in row for row in out)
    assert "khối" in out[2]
    document = answered(["reading", "scripts/tin.md"], capsys)
    first = document["lines"][0]
    assert (first["file"], first["line"], first["speaker"]) == ("scripts/tin.md", line, "PTV nữ")
    assert {"text", "spoken", "tokens"} <= set(first)
    codes = {found["code"] for found in document["findings"]}
    assert codes == {"unread-token", "foreign-word", "probable-slip"}


def test_a_script_whose_sounds_are_missing_is_read_all_the_same(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    for sound in (workspace / "assets").rglob("*.wav"):
        sound.unlink()
    assert run(["reading", "scripts/tin.md"]) == 0
    assert "Kính chào" in capsys.readouterr().out


def test_a_name_of_no_file_is_text(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["reading", "khong.md"]) == 0
    assert capsys.readouterr().out.strip()


def test_the_audit_of_a_script_is_one_table_with_places(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["reading", "scripts/tin.md", "--audit", "--lang", "en"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].split() == ["place", "written", "class", "reading", "rule"]
    assert [row.split()[1] for row in rows[1:]] == ["24", "Xinhua", "XQZ", "ASEAN", "mangthương"]


def test_only_what_needs_an_eye(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    document = answered(["reading", "scripts/tin.md", "--audit", "--doubtful"], capsys)
    assert [(row["kind"], row["written"], row["count"]) for row in document["doubtful"]] == [
        ("unread", "XQZ", 1),
        ("slip", "mangthương", 1),
        ("foreign", "Xinhua", 1),
    ]
    assert run(["reading", "--doubtful", "ngày 5-4, cấp 3-4; UBND 24 xã"]) == 0
    assert "3-4" in capsys.readouterr().out


def test_a_word_is_written_into_the_lexicon_and_holds(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["lexicon", "add", "XQZ", "xê quy: dét"]) == 0
    text = (workspace / "lexicon.yaml").read_text(encoding="utf-8")
    assert text == '# của đài\nP6: pê sáu\nXQZ: "xê quy: dét"\n'
    capsys.readouterr()
    document = answered(["lexicon", "show", "--used"], capsys)
    (row,) = [row for row in document["entries"] if row["layer"] == "workspace"]
    assert (row["written"], row["used"], row["line"]) == ("XQZ", 1, 3)
    assert row["first"].startswith("scripts/tin.md:")
    every = answered(["lexicon", "show"], capsys)["entries"]
    assert {"P6", "XQZ", "Facebook"} <= {row["written"] for row in every}


@pytest.mark.parametrize("words", [["add", "x"], ["drop", "x"], ["add", "x", "y", "z"]])
def test_another_use_of_lexicon_is_wrong_usage(words, workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["lexicon", *words]) == 2
    assert "lexicon add" in capsys.readouterr().err


def test_a_broken_lexicon_is_told_and_left_alone(workspace, capsys) -> None:  # type: ignore[no-untyped-def]
    (workspace / "lexicon.yaml").write_text("- a\n", encoding="utf-8")
    assert run(["lexicon", "add", "x", "y"]) == 1
    assert "lexicon.yaml:1" in capsys.readouterr().err
    assert (workspace / "lexicon.yaml").read_text(encoding="utf-8") == "- a\n"
