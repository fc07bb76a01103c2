"""The chapters on emergencies are true: their commands run, in order, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.schedule.plan.hazards import parse_hazards
from tests.docs.test_ways_out import AS_IN_THE_TEST, commands
from tests.studio.outlets.station import make_home

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/vi/khan-cap.md", "docs/en/emergency.md")
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_chapter_runs(page: str, tmp_path, monkeypatch, capsys) -> None:
    home = make_home(tmp_path / "w").root
    monkeypatch.chdir(home)
    (home / "people.csv").write_text("id,name,roles\nlan,Trần Thị Lan,chief\n", encoding="utf-8")
    lines = commands(page)
    assert len(lines) == 7
    for line in lines:
        for shown, here in AS_IN_THE_TEST.items():
            line = line.replace(shown, here)
        words = shlex.split(line)
        assert words[0] == "radioprog"
        assert run(words[1:]) == 0, (line, capsys.readouterr().err)


def test_both_chapters_show_the_same_commands_and_the_same_hazards() -> None:
    assert commands(PAGES[0]) == commands(PAGES[1])
    found = []
    for page in PAGES:
        (text,) = YAML.findall((ROOT / page).read_text(encoding="utf-8"))
        hazards, findings = parse_hazards(text, file="hazards.yaml")
        assert not findings
        found.append({name: repr(each).partition(", place")[0] for name, each in hazards.items()})
    assert found[0] == found[1] and "chay-rung" in found[0]
