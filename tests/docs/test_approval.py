"""The chapters on approval are true: samples are read, commands run, refusals are refusals."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.studio.init import init
from tests.docs.test_as_run import fences

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/vi/duyet.md", "docs/en/approval.md")


@pytest.mark.parametrize("page", PAGES)
def test_samples_and_commands(page: str, tmp_path: Path, monkeypatch, capfd) -> None:
    home = tmp_path / "demo"
    init(home, example="quang-binh")
    monkeypatch.chdir(home)
    shown = ""
    for info, text in fences(page):
        if title := re.search(r'title="(\+?)([^"]+)"', info):
            with Path(title[2]).open("a" if title[1] else "w", encoding="utf-8") as file:
                file.write(text)
        elif info == "text":
            assert text.strip() in shown, text
        else:
            for line in text.splitlines():
                words = shlex.split(line)
                assert words[0] == "radioprog"
                language = ["--lang", page.split("/")[1]]
                status = run([*words[1:], *language])
                told = capfd.readouterr()
                shown = told.out + told.err
                assert status == (1 if info == "console" else 0), (line, shown)
    states = {each["id"]: each["state"] for each in json.loads(told.out)["subjects"]}
    assert states["loi-chao-cha-lo"] == "approved"
    assert states["vung-bien-07"] == "withdrawn"


def test_both_chapters_show_the_same_commands() -> None:
    vi, en = ([(i, t) for i, t in fences(page) if i in ("", "console")] for page in PAGES)
    assert vi == en
