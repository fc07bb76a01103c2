"""One story told to both: a folder and a PostgreSQL server answer the same, byte for byte."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.studio.record.asrun import import_logs
from radioprog.studio.record.carrying import export_records
from radioprog.studio.record.reconcile import give_reason, reconcile
from radioprog.studio.workspace import Workspace

FIRST = dt.date(2026, 3, 30)
AT = dt.datetime(2026, 4, 9, 1, 2, 3, 456, tzinfo=dt.UTC)
WINDOW = ("--from", "2026-03-30", "--days", "4")
SCRIPT = "---\ntitle: Số 1\nseries: vb\nepisode: 1\nspeakers:\n  PTV: nữ\n---\n\nPTV: Xin chào.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "xưởng"
    for folder in ("scripts", "schedules"):
        (root / folder).mkdir(parents=True)
    (root / "radioprog.yaml").write_text(
        "timezone: Asia/Ho_Chi_Minh\napproval: {needed: off}\n", encoding="utf-8"
    )
    (root / "people.csv").write_text(
        "id,name,position,roles,stations\nan,Nguyễn An,phóng viên,producer,\n"
        "lan,Trần Lan,trưởng ban,chief,\nhoa,Lê Hoa,cán bộ,officer,a\n",
        encoding="utf-8",
    )
    (root / "schedules/stations.csv").write_text(
        "id,name,level\na,Xã A,commune\nb,Xã B,commune\n", encoding="utf-8"
    )
    (root / "schedules/lich.yaml").write_text(
        "slots:\n  - {id: chieu, name: Bản tin vùng biên, stations: all, days: hằng ngày, "
        "at: 17:30, length: 15:00, from: 2026-03-01, repeats: [hôm sau 05:30]}\n",
        encoding="utf-8",
    )
    (root / "scripts/so-1.md").write_text(SCRIPT, encoding="utf-8")
    return root


def logs(root: Path) -> list[Path]:
    """Write logs over the turn of a month: late, cut, lost, twice, strange, two stations."""
    made = []
    for station, late in (("a", 5), ("b", 95)):
        lines = ["{rách"]
        for day in range(4):
            start = dt.datetime(2026, 3, 30, 17, 30, late % 60) + dt.timedelta(days=day)
            start += dt.timedelta(seconds=late - late % 60)
            title = "Bản tin vùng biên" if day != 2 else "=Ca nhạc #{x} <b>\u0000"
            lines.append(
                json.dumps(
                    {
                        "at": f"{start.isoformat()}+07:00",
                        "title": title,
                        "duration": 900 if day else 300,
                    },
                    ensure_ascii=False,
                )
            )
        path = root / f"{station}.jsonl"
        path.write_text("\n".join([*lines, *lines[2:]]), encoding="utf-8")
        made.append(path)
    return made


def answers(root: Path, capfd: pytest.CaptureFixture[str]) -> dict[str, object]:
    """Return all that is told of a record, and what is written from it."""
    said: dict[str, object] = {}
    for words in (
        ("approval", "--json"),
        ("approval", "list"),
        ("reconcile", *WINDOW, "--json"),
        ("reconcile", *WINDOW, "--station", "b"),
        ("proof", "a", "--month", "2026-03", "-o", "chung-tu", "--json"),
        ("coverage", "--year", "2026", "--json"),
    ):
        capfd.readouterr()
        status = run(["-C", str(root), *words])
        said[" ".join(words)] = (status, *capfd.readouterr())
    for path in sorted((root / "chung-tu").iterdir()):
        said[path.name] = path.read_bytes()
    carried = export_records(Workspace.open(root), root / "mang-di")
    for path in sorted((root / "mang-di").rglob("*.jsonl")):
        said[path.relative_to(root).as_posix()] = sorted(path.read_bytes().splitlines())
    said["exported"] = carried.added
    return said


def told(root: Path, order: list[Path]) -> None:
    """Let a month happen: logs come in, one by one and again, and somebody says why."""
    workspace = Workspace.open(root)
    for path in order:
        import_logs(workspace, [path], at=AT)
    missed = [
        each.planned.id
        for each in reconcile(workspace, first=FIRST, days=4).matches
        if each.planned and not each.outcome.is_heard
    ]
    assert missed
    for number, airing in enumerate(missed):
        code = ("power", "weather")[number % 2]
        give_reason(workspace, airing, code, by="hoa", note="Mất điện\u2028", at=AT)
        give_reason(workspace, airing, code, by="Lê Hoa", note="Mất điện", at=AT)


def test_both_answer_the_same_byte_for_byte(
    root: Path,
    empty_database: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("RADIOPROG_RECORDS", raising=False)
    assert run(["-C", str(root), "approval", "submit", "so-1", "--by", "an"]) == 0
    assert (
        run(["-C", str(root), "approval", "approve", "so-1", "--by", "lan", "--note", "Được"]) == 0
    )
    files = logs(root)
    assert run(["-C", str(root), "records", "export", str(tmp_path / "ra")]) == 0
    told(root, files)
    in_folder = answers(root, capfd)
    for name in ("record", "mang-di", "chung-tu", ".radioprog"):  # what the other must not see
        if (root / name).exists():
            (root / name).rename(tmp_path / f"cũ-{name}")
    monkeypatch.setenv("RADIOPROG_RECORDS", empty_database)
    assert run(["-C", str(root), "records", "import", str(tmp_path / "ra")]) == 0
    shuffled = [*files, *files]
    random.Random(3).shuffle(shuffled)
    told(root, shuffled)
    in_database = answers(root, capfd)
    assert not (root / "record").exists()
    assert in_database == in_folder
    assert in_folder["exported"] == {  # nothing doubled, nothing lost
        "played/2026-03": 6,
        "played/2026-04": 4,
        "reasons": len({*in_folder["mang-di/reasons.jsonl"]}),  # type: ignore[misc]
        "verdicts": 2,
    }
