"""The chapters on what was aired are true: samples are read, commands run, results are as told."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.studio.init import init

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/vi/nhat-ky.md", "docs/en/as-run.md")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)


def fences(page: str) -> list[tuple[str, str]]:
    return FENCE.findall((ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_samples_and_commands(page: str, tmp_path: Path, monkeypatch, capfd) -> None:
    home = tmp_path / "demo"
    init(home, example="quang-binh")
    monkeypatch.chdir(home)
    for info, text in fences(page):
        if title := re.search(r'title="([^"]+)"', info):
            Path(title[1]).write_text(text, encoding="utf-8")
    for info, text in fences(page):
        for line in text.splitlines() if not info else ():
            words = shlex.split(line)
            assert words[0] == "radioprog"
            assert run(words[1:]) == 0, (line, capfd.readouterr().err)
    capfd.readouterr()
    window = ["--from", "2026-03-01", "--days", "3", "--station", "cha-lo-2025"]
    assert run(["reconcile", *window, "--json"]) == 0
    airings = json.loads(capfd.readouterr().out)["airings"]
    found = [(each["class"], each["grade"]) for each in airings]
    assert found == [
        ("on-time", "C"),
        ("late", "C"),
        ("missing", "C"),
        ("short", "C"),
        ("on-time", "A"),
        ("extra", "B"),
        ("on-time", "B"),
        ("missing", "C"),
    ]
    assert airings[-1]["reasons"][0]["note"] == "cháy tăng âm"


def test_both_chapters_show_the_same_commands() -> None:
    vi, en = ([text for info, text in fences(page) if not info] for page in PAGES)
    assert vi == en
