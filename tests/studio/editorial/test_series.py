"""``new`` on disk: numbers and days go on, nothing is overwritten, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from radioprog.cli.app import run
from radioprog.studio.editorial import series as room
from tests.studio.workspace import make_workspace

SERIES = "thu: {tên: Bản tin thử, chủ đề: thử}\nkhac: {tên: Khác}\n"
TEMPLATE = """\
---
title: "{chuyên mục}, số {số}"
speakers:
  PTV nữ: nữ
---

PTV nữ: Hôm nay, {thứ} ngày {ngày}, là số {số}.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = make_workspace(tmp_path)  # holds episode 3 of "thu"
    (folder / "series.yaml").write_text(SERIES, encoding="utf-8")
    (folder / "scripts/_thu.md").write_text(TEMPLATE, encoding="utf-8")
    return folder


def new(root: Path, capsys: Any, *arguments: str) -> tuple[int, dict[str, Any]]:
    status = run(["-C", str(root), "--json", "new", *arguments])
    return status, json.loads(capsys.readouterr().out)


def rows(done: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(each["script"], each["episode"], each["date"]) for each in done["scripts"]]


def codes(done: dict[str, Any]) -> list[tuple[str, str | None, int | None]]:
    return [(each["code"], each["file"], each["line"]) for each in done["findings"]]


def test_eleven_programmes_by_one_command_are_clean(root: Path, capsys: Any) -> None:
    status, done = new(
        root, capsys, "--series", "thu", "--count", "11", "--every", "tháng", "--from", "2026-01-31"
    )
    assert status == 0
    assert rows(done)[:3] == [
        ("scripts/thu-04.md", 4, "2026-01-31"),
        ("scripts/thu-05.md", 5, "2026-02-28"),
        ("scripts/thu-06.md", 6, "2026-03-31"),
    ]
    assert len(rows(done)) == 11
    assert [each["title"] for each in done["scripts"]][-1] == "Bản tin thử, số 14"
    assert run(["-C", str(root), "check"]) == 0


def test_the_next_ones_go_on_behind_the_latest(root: Path, capsys: Any) -> None:
    new(root, capsys, "--series", "thu", "--from", "2026-12-05")
    status, done = new(root, capsys, "--series", "Bản tin THỬ", "--count", "2")
    assert status == 0
    assert rows(done) == [
        ("scripts/thu-05.md", 5, "2026-12-12"),
        ("scripts/thu-06.md", 6, "2026-12-19"),
    ]


def test_what_is_there_is_never_overwritten(root: Path, capsys: Any) -> None:
    kept = root / "scripts/thu-05.md"
    kept.write_text("của tôi", encoding="utf-8")
    status, done = new(root, capsys, "--series", "thu", "--count", "3", "--from", "2026-12-05")
    assert status == 2
    assert ("file-exists", "scripts/thu-05.md", None) in codes(done)
    assert kept.read_text(encoding="utf-8") == "của tôi"
    assert not (root / "scripts/thu-04.md").exists()


def test_a_disk_that_fills_up_leaves_none_of_them(
    root: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    publish = room.publish_bytes

    def failing(path: Path, data: bytes) -> object:
        if len(written) == 2:
            raise OSError(28, "No space left on device", str(path))
        written.append(path)
        return publish(path, data)

    monkeypatch.setattr(room, "publish_bytes", failing)
    with pytest.raises(OSError, match="No space"):
        room.new_episodes(room.Workspace.open(root), "thu", today=room.dt.date(2026, 1, 1), count=3)
    assert [path.exists() for path in written] == [False, False]


def test_a_script_that_cannot_be_read_is_named(root: Path, capsys: Any) -> None:
    (root / "scripts/hong.md").write_text("---\nseries: [thu\n---\nA: x\n", encoding="utf-8")
    status, done = new(root, capsys, "--series", "thu", "--from", "2026-12-05")
    assert status == 0
    assert ("series-not-counted", "scripts/hong.md", None) in codes(done)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--series", "tuh"), "unknown-series"),
        (("--series", "khac"), "missing-file"),
        (("--series", "thu", "--count", "0"), "bad-argument"),
        (("--series", "thu", "--count", "401"), "bad-argument"),
        (("--series", "thu", "--count", "3", "--from", "9999-12-25"), "bad-window"),
    ],
)
def test_what_cannot_be_done_is_told(
    root: Path, capsys: Any, arguments: tuple[str, ...], code: str
) -> None:
    before = sorted(root.joinpath("scripts").iterdir())
    status, done = new(root, capsys, *arguments)
    assert status in (1, 2) and code in [each["code"] for each in done["findings"]]
    assert sorted(root.joinpath("scripts").iterdir()) == before


def test_errors_of_the_template_are_told_at_its_lines(root: Path, capsys: Any) -> None:
    (root / "scripts/_thu.md").write_text(TEMPLATE.replace("{thứ}", "{thu}"), encoding="utf-8")
    status, done = new(root, capsys, "--series", "thu", "--count", "2")
    assert (status, codes(done)) == (1, [("unknown-field", "scripts/_thu.md", 7)])


def test_a_template_outside_the_scripts_is_not_taken(root: Path, capsys: Any) -> None:
    (root / "ngoai.md").write_text(TEMPLATE, encoding="utf-8")
    (root / "series.yaml").write_text("thu: {mẫu: ../ngoai.md}\n", encoding="utf-8")
    status, done = new(root, capsys, "--series", "thu")
    assert (status, [each["code"] for each in done["findings"]]) == (1, ["missing-file"])


def test_check_reads_the_series_too(root: Path, capsys: Any) -> None:
    (root / "series.yaml").write_text(
        "thủ: {bìa: khong-co.png}\nb: {mẫu: _khong-co}\n", encoding="utf-8"
    )
    run(["-C", str(root), "--json", "check"])
    found = codes(json.loads(capsys.readouterr().out))
    assert ("missing-asset", "series.yaml", 1) in found
    assert ("missing-file", "series.yaml", 2) in found
    assert ("unknown-series", "scripts/ban-tin.md", 3) in found


def test_without_a_series_file_the_template_is_enough(root: Path, capsys: Any) -> None:
    (root / "series.yaml").unlink()
    status, done = new(root, capsys, "--series", "thu", "--from", "2026-12-05")
    assert (status, done["scripts"][0]["title"]) == (0, "thu, số 4")


def test_days_that_have_an_episode_are_told(root: Path, capsys: Any) -> None:
    asked = ("--series", "thu", "--count", "2", "--every", "tháng", "--from", "2027-01-31")
    _, first = new(root, capsys, *asked)
    _, second = new(root, capsys, *asked)
    assert "series-day-taken" not in {each["code"] for each in first["findings"]}
    (told,) = [each for each in second["findings"] if each["code"] == "series-day-taken"]
    assert "2 " in told["message"]
    assert "2027-01-31" in told["message"]
    assert rows(second)[0][1] == rows(first)[-1][1] + 1
