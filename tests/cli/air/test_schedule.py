"""The grid in a terminal: nothing wider than the terminal, every day there, tails too."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.cli.app import run

PLAN = """slots:
  - {id: s, name: Bản tin chiều của xã, stations: a, days: hằng ngày, at: 17:00, length: 15:00}
  - {id: dem, name: Đêm thơ, stations: a, days: T2, at: 20:00, length: 7:00:00}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "radioprog.yaml").write_text("organisation: Đài xã\n", "utf-8")
    (tmp_path / "schedules").mkdir()
    (tmp_path / "schedules" / "stations.csv").write_text("id,name,level\na,Xã A,commune\n", "utf-8")
    (tmp_path / "schedules" / "lich.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def drawn(home: Path, capfdbinary, monkeypatch, columns: int, *options: str) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    run(["-C", str(home), "schedule", "--from", "2026-03-02", *options])
    return capfdbinary.readouterr().out.decode().split("\n")


@pytest.mark.parametrize("columns", [40, 60, 80, 97, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_day_is_lost(
    home: Path, capfdbinary, monkeypatch, columns: int
) -> None:
    lines = drawn(home, capfdbinary, monkeypatch, columns)
    assert max(map(len, lines)) <= columns
    page = "\n".join(lines)
    for day in ("2/3", "3/3", "4/3", "5/3", "6/3", "7/3", "8/3"):
        assert f" {day}" in page


def test_a_wide_terminal_holds_the_week_in_one_block(home: Path, capfdbinary, monkeypatch) -> None:
    wide = [line for line in drawn(home, capfdbinary, monkeypatch, 140) if "─" in line]
    narrow = [line for line in drawn(home, capfdbinary, monkeypatch, 80) if "─" in line]
    assert (len(wide), len(narrow)) == (1, 2)


def test_what_goes_on_after_midnight_is_in_the_next_day(
    home: Path, capfdbinary, monkeypatch
) -> None:
    week = "\n".join(drawn(home, capfdbinary, monkeypatch, 200))
    assert week.count("Đêm thơ") == 2
    monkeypatch.setenv("COLUMNS", "80")
    run(["-C", str(home), "schedule", "--from", "2026-03-03", "--days", "1"])
    page = capfdbinary.readouterr().out.decode()
    assert "00:00 Đêm thơ [tiếp từ 20:00 2/3, 1 đài] -03:00" in page
