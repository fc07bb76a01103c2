"""What the command says is said in the language of the call, click's own English words too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radioprog.cli.app import VERBS, run

ENGLISH = ("Usage", "Options:", "Show this", "OPTIONS", "COMMAND", "ARGS", "required", "default")
WRONG = {
    "no such verb": (["biuld"], "không có lệnh biuld"),
    "no verb": (["-q"], "thiếu tên lệnh"),
    "no value": (["build", "--jobs"], "--jobs cần một giá trị"),
    "out of range": (["build", "--jobs", "0"], "--jobs: cần một số nguyên từ 1 đến 64"),
    "no number": (["build", "--jobs", "hai"], "--jobs: cần một số nguyên từ 1 đến 64"),
    "no number but one in it": (
        ["report", "--year", "2026", "--month", "2026-03"],
        "nguyên, như 3",
    ),
    "no such choice": (["schema", "lich"], "cần một trong: script, workspace, schedule"),
    "no such language": (["check", "--lang", "fr"], "--lang: cần một trong: vi, en"),
    "missing option": (["say", "Xin chào"], "thiếu -o"),
    "missing argument": (["plan"], "thiếu SCRIPT"),
    "too much": (["plan", "a.md", "b.md"], "thừa trên dòng lệnh: b.md"),
}


@pytest.mark.parametrize("name", ["", *VERBS])
def test_a_help_page_in_vietnamese_has_no_english_frame(name, capsys) -> None:  # type: ignore[no-untyped-def]
    line = [name, "--help"] if name else ["--help"]
    assert run([*line, "--lang", "vi"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("Cách dùng: radioprog")
    assert "Tùy chọn:" in page
    assert not [word for word in ENGLISH if word in page]


def test_a_help_page_in_english_is_as_programs_know_it(capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["build", "--help", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("Usage: radioprog build [OPTIONS]")
    assert "show this message" in page


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_told_in_vietnamese(case, capsys) -> None:  # type: ignore[no-untyped-def]
    line, words = WRONG[case]
    assert run(["--lang", "vi", *line]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert not [
        word for word in ("global_", " is not ", "Missing", "Got ", "No such") if word in err
    ]


def test_a_mistyped_verb_is_guessed(capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["--json", "biuld"]) == 2
    assert "build" in json.loads(capsys.readouterr().out)["findings"][0]["remedy"]


def test_measure_answers_with_a_list_whatever_happens(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    for line in (["measure"], ["measure", "--no-such"], ["measure", str(tmp_path / "x.wav")]):
        assert run(["--json", *line]) == 2
        rows = json.loads(capsys.readouterr().out)
        assert [row["findings"][0]["severity"] for row in rows] == ["error"]


def test_no_json_path_is_absolute_below_the_workspace(tmp_path, capsys, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "ws/build").mkdir(parents=True)
    (tmp_path / "ws/radioprog.yaml").write_text("language: vi\n", encoding="utf-8")
    Path(tmp_path / "ws/build/a.wav").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    for given in ("ws/build/a.wav", "build/a.wav", str(tmp_path / "ws/build/a.wav")):
        run(["-C", "ws", "--json", "measure", given])
        (row,) = json.loads(capsys.readouterr().out)
        assert row["path"] == "build/a.wav"
        assert row["findings"][0]["file"] == "build/a.wav"


def test_reading_answers_a_line_for_each_line_also_of_an_argument(capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["reading", "số 1\nsố 2"]) == 0
    assert capsys.readouterr().out == "số một\nsố hai\n"
