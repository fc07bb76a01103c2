"""Targets of a year in a workspace: schedule, record, themes, and what is told."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.studio.record.asrun import import_logs
from radioprog.studio.workspace import Workspace
from radioprog.studio.year.coverage import YearCoverage, coverage, coverage_json, read_plan

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
UNTIL = dt.date(2026, 3, 15)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", encoding="utf-8")
    for folder in ("scripts", "schedules", "plans"):
        (tmp_path / folder).mkdir()
    (tmp_path / "schedules/stations.csv").write_text(
        "id,name,level,tags\na,Xã A,commune,bien-gioi\nb,Xã B,commune,bien-gioi\nc,Xã C,commune,\n",
        encoding="utf-8",
    )
    (tmp_path / "series.yaml").write_text(
        "vung-bien: {tên: Vùng biên, chủ đề: 'biên giới, biển đảo', ngôn ngữ: vi}\n",
        encoding="utf-8",
    )
    (tmp_path / "schedules/lich.yaml").write_text(
        "slots:\n"
        "  - {id: bien, name: Bản tin biên, series: vung-bien, stations: 'a, b, c', days: CN, "
        "at: 17:30, length: 10:00, from: 2026-03-01, to: 2026-03-31, repeats: [hôm sau 05:30]}\n"
        "relays:\n  - {id: vov, stations: 'a, b, c', days: hằng ngày, at: 18:00, length: 30:00, "
        "from: 2026-01-01}\n",
        encoding="utf-8",
    )
    for number, more in ((1, ""), (2, "chủ đề: trẻ em\n")):
        (tmp_path / f"scripts/so-{number}.md").write_text(
            f"---\ntitle: Số {number}\nseries: vung-bien\nepisode: {number}\n{more}"
            "---\n\nXin chào.\n",
            encoding="utf-8",
        )
    return Workspace.open(tmp_path)


def planned(workspace: Workspace, text: str) -> YearCoverage:
    (workspace.root / "plans/2026.yaml").write_text(text, encoding="utf-8")
    return coverage(workspace, year=2026, until=UNTIL)


def numbers(made: YearCoverage) -> list[tuple[float, float, float]]:
    return [(row.planned, row.aired, row.missing) for row in made.rows]


def log(workspace: Workspace, *starts: str) -> None:
    lines = [{"at": f"{each}+07:00", "title": "Số 1", "duration": 600} for each in starts]
    path = workspace.root / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    import_logs(workspace, [path], station="a", at=AT)


def test_schedule_and_record_are_counted(workspace: Workspace) -> None:
    log(workspace, "2026-03-01T17:30:10", "2026-03-02T05:30:10")
    made = planned(
        workspace,
        "chỉ tiêu:\n"
        "  - {mã: bg, chủ đề: biên giới, đài: tag:bien-gioi, chương trình: 6, buổi: 30, phút: 60}\n"
        "  - {mã: te, chủ đề: trẻ em, đài: tag:bien-gioi, buổi: 4}\n",
    )
    programmes, sessions, minutes, children = made.rows
    # Of five Sundays' episodes the first was heard; the third is still repeated on the 16th.
    assert (programmes.planned, programmes.aired, programmes.missing) == (5, 1, 6 - 1 - 3)
    assert (sessions.planned, sessions.aired, sessions.coming) == (20, 2, 10)
    assert sessions.missing == 30 - 2 - 10
    assert minutes.aired == 20
    assert (children.planned, children.aired) == (4, 0)


def test_places_without_a_script_are_where_it_can_be_made_good(workspace: Workspace) -> None:
    made = planned(workspace, "chỉ tiêu:\n  - {mã: bg, chủ đề: biển đảo, chương trình: 6}\n")
    (found,) = [each for each in made.findings if each.code == "shortfall"]
    assert "22/03 17:30 Bản tin biên" in found.render("vi")
    assert made.rows[0].places == ("22/03 17:30 Bản tin biên", "29/03 17:30 Bản tin biên")


def test_relays_are_not_our_programmes(workspace: Workspace) -> None:
    made = planned(workspace, "chỉ tiêu:\n  - {mã: all, buổi: 1}\n")
    assert made.rows[0].planned == 30


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("{mã: a, chủ đề: biên gới, buổi: 1}", "unknown-theme", "biên giới"),
        ("{mã: a, chuyên mục: vung-bin, buổi: 1}", "unknown-target-series", "vung"),
        ("{mã: a, đài: tag:bien-gioi & c, buổi: 1}", "target-no-station", "stations"),
    ],
)
def test_words_that_mean_nothing_are_told(
    workspace: Workspace, text: str, code: str, words: str
) -> None:
    made = planned(workspace, f"chỉ tiêu:\n  - {text}\n")
    (found,) = [each for each in made.findings if each.code == code]
    assert words in found.render("vi") and found.place.line == 2


def test_what_cannot_be_read_is_an_error(workspace: Workspace) -> None:
    with pytest.raises(UsageError) as none:
        read_plan(workspace, 2031)
    assert none.value.findings[0].code == "no-plan"
    with pytest.raises(ContentError):
        planned(workspace, "chỉ tiêu:\n  - {mã: a, đài: 'tag:(', buổi: 1}\n")
    with pytest.raises(ContentError):
        planned(workspace, "chỉ tiêu: nhiều\n")
    with pytest.raises(UsageError):
        coverage(workspace, year=0)
    (workspace.root / "plans/2026.yaml").write_bytes(b"\x00\xff\xfe\x00")
    with pytest.raises(ContentError):
        coverage(workspace, year=2026)


def test_nothing_is_written(workspace: Workspace) -> None:
    (workspace.root / "plans/2026.yaml").write_text("chỉ tiêu: [{mã: a, buổi: 1}]\n", "utf-8")
    before = sorted(workspace.root.rglob("*"))
    coverage(workspace, year=2026, until=UNTIL)
    assert sorted(workspace.root.rglob("*")) == before


def test_the_document_of_the_contract(
    workspace: Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    made = planned(workspace, "chỉ tiêu:\n  - {mã: a, chủ đề: trẻ em, mỗi: quý, buổi: 99}\n")
    words = ["-C", str(workspace.root), "coverage", "--year", "2026", "--until", "2026-03-15"]
    assert run([*words, "--json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert document["targets"] == coverage_json(made.rows) and document["year"] == 2026
    keys = {"id", "theme", "period", "wanted", "planned", "aired", "missing"}
    assert all(keys <= set(row) for row in document["targets"])
    assert {each["code"] for each in document["findings"]} == {"shortfall"}
    assert run(words) == 0
    said = capfd.readouterr()
    assert "2026-Q1  buổi phát  99   6     0        99" in said.out


def test_a_schedule_that_is_half_unread_gives_no_numbers(workspace: Workspace) -> None:
    plan = workspace.schedules / "lich.yaml"
    plan.write_text(plan.read_text("utf-8").replace("days: CN", "days: T9"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        planned(workspace, "chỉ tiêu:\n  - {mã: a, buổi: 1}\n")
    assert "unknown-days" in {each.code for each in caught.value.findings}


def test_series_that_cannot_be_read_are_told(workspace: Workspace) -> None:
    (workspace.root / "series.yaml").write_text("vung-bien: [\n", encoding="utf-8")
    made = planned(workspace, "chỉ tiêu:\n  - {mã: a, buổi: 1}\n")
    assert any(each.is_error and each.place.file == "series.yaml" for each in made.findings)


def test_each_without_a_group_means_every_station(workspace: Workspace) -> None:
    made = planned(
        workspace, "chỉ tiêu:\n  - {mã: x, chủ đề: nông nghiệp, từng đài: có, buổi: 1}\n"
    )
    assert [row.station for row in made.rows] == ["a", "b", "c"]
    assert [row.missing for row in made.rows] == [1, 1, 1]
