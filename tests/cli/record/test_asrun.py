"""The verbs of what was aired: JSON of the contract, exit codes, plain words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from radioprog.cli.app import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", encoding="utf-8")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "schedules").mkdir()
    (tmp_path / "schedules/stations.csv").write_text("id,name,level\na,Xã A,commune\n")
    (tmp_path / "schedules/lich.yaml").write_text(
        "slots:\n  - {id: chieu, name: Bản tin, stations: a, days: hằng ngày, at: 17:30, "
        "length: 15:00, from: 2026-03-01}\n",
        encoding="utf-8",
    )
    return tmp_path


def call(folder: Path, capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any, str]:
    capfd.readouterr()
    status = run(["-C", str(folder), *words])
    said = capfd.readouterr()
    return status, said.out, said.err


WINDOW = ("--from", "2026-03-02", "--days", "1")


def test_the_documents_of_the_contract(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = folder / "a.jsonl"
    line = {"at": "2026-03-02T17:31:30+07:00", "title": "Bản tin", "duration": 900}
    log.write_text(json.dumps(line) + "\n" + json.dumps(line | {"title": "x", "duration": 5}))
    status, out, _ = call(folder, capfd, "asrun", "import", str(log), "--json")
    assert status == 0
    document = json.loads(out)
    assert document["new"] == 2
    assert document["files"][0] | {"file": ""} == {
        "file": "",
        "format": "liquidsoap",
        "station": "a",
        "rows": 2,
        "new": 2,
        "unread": 0,
    }
    status, out, _ = call(folder, capfd, "reconcile", *WINDOW, "--json")
    document = json.loads(out)
    assert status == 0 and set(document) == {"airings", "findings"}
    late, extra = document["airings"]
    keys = {"id", "station", "planned", "played", "class", "delta", "how", "grade"}
    assert keys <= set(late)
    assert (late["class"], late["delta"], late["how"], late["grade"]) == ("late", 90, "title", "B")
    assert late["planned"]["start"] == "2026-03-02T17:30:00+07:00"
    assert late["played"]["start"] == "2026-03-02T17:31:30+07:00"
    assert (extra["class"], extra["id"], extra["planned"]) == ("extra", None, None)
    status, out, _ = call(folder, capfd, "reason", late["id"], "power", "--by", "lan", "--json")
    assert status == 0 and json.loads(out)["code"] == "power"
    status, out, _ = call(folder, capfd, "proof", "a", "--month", "2026-03", "--json")
    document = json.loads(out)
    assert status == 0 and document["proven"] == {"A": 0, "B": 1, "C": 0}
    assert all((folder / name).is_file() for name in document["files"])


def test_words_for_people_and_exit_codes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(folder, capfd, "reconcile", *WINDOW, "--lang", "vi")
    assert status == 0 and "Xã A: không phát 1" in out and "no-evidence" in err
    status, out, _ = call(folder, capfd, "asrun", "sheet", "a", *WINDOW)
    assert status == 0 and out.startswith("\ufeffmã buổi phát;ngày;giờ")
    (folder / "x.csv").write_text("ngày;bắt đầu;chương trình\n03/04/2026;17:30;A\n")
    for words, wanted in (
        (("asrun", "import", "khong-co.csv"), 2),
        (("asrun", "import", "x.csv", "--station", "a"), 1),
        (("asrun", "import", "x.csv", "--format", "excel"), 2),
        (("asrun", "sheet", "khong-co"), 2),
        (("reason", "x", "power", "--by", "lan"), 2),
        (("proof", "a", "--month", "2026-13"), 2),
        (("reconcile", "--days", "0"), 2),
        (("asrun",), 2),
    ):
        status, _, err = call(folder, capfd, *words, "--lang", "vi")
        assert status == wanted, (words, err)
        assert "Traceback" not in err


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv"])
def test_the_form_by_the_files_ending(
    folder: Path, capfd: pytest.CaptureFixture[str], ending: str
) -> None:
    status, out, _ = call(
        folder, capfd, "asrun", "sheet", "a", *WINDOW, "-o", f"to.{ending}", "--json"
    )
    assert status == 0 and json.loads(out)["airings"] == 1
    assert (folder / f"to.{ending}").stat().st_size > 100
