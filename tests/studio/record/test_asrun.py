"""From the form to the proof, in a workspace: nothing doubled, nothing lost, nothing alive."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import random
from pathlib import Path

import openpyxl
import pytest

from radioprog.kernel.canonical import canonical_json
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.record.store.records import played_kinds
from radioprog.studio.outlets.pack import pack
from radioprog.studio.record.asrun import import_logs, sheet_csv, write_sheet
from radioprog.studio.record.reconcile import (
    Reconciliation,
    give_reason,
    match_json,
    reconcile,
    write_proof,
)
from radioprog.studio.workspace import Workspace, records_of
from tests.studio.outlets.built import MP3, PLAN, add_programme, home_at

FIRST = dt.date(2026, 3, 2)
AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "radioprog.yaml").write_text(
        "timezone: Asia/Ho_Chi_Minh\norganisation: Sở Thông tin\n", encoding="utf-8"
    )
    for folder in ("scripts", "schedules"):
        (tmp_path / folder).mkdir()
    (tmp_path / "schedules/stations.csv").write_text(
        "id,name,level,valid_from,valid_to,predecessors\n"
        "dan-hoa,Xã Dân Hóa,commune,,,\nba-don,Phường <Ba> & Đồn,commune,,,\n"
        "a,Xã A,commune,,2026-03-03,\nb,Xã B,commune,,2026-03-03,\n"
        "c,Xã C,commune,2026-03-04,,a b\n",
        encoding="utf-8",
    )
    (tmp_path / "schedules/lich.yaml").write_text(
        "slots:\n"
        '  - {id: chieu, name: "=Bản tin <b>chiều</b>", stations: "dan-hoa, ba-don, a, b, c", '
        "days: hằng ngày, at: 17:30, length: 15:00, from: 2026-03-01, repeats: [hôm sau 05:30]}\n"
        "relays:\n  - {id: vov, name: Thời sự, stations: dan-hoa, days: hằng ngày, at: 18:00, "
        "length: 30:00, from: 2026-03-01}\n",
        encoding="utf-8",
    )
    return Workspace.open(tmp_path)


def filled(workspace: Workspace, station: str, days: int = 3) -> list[list[str]]:
    data = sheet_csv(workspace, station, first=FIRST, days=days).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data), delimiter=";"))
    for row in rows[1:]:
        row[6:9] = ["x", row[2] + ":05", "29:58" if row[2] == "18:00" else "14:58"]
    return rows


def save(path: Path, rows: list[list[str]], *, code: str = "utf-8-sig", by: str = ";") -> Path:
    page = io.StringIO()
    csv.writer(page, delimiter=by, lineterminator="\r\n").writerows(rows)
    path.write_bytes(page.getvalue().encode(code))
    return path


def classes(made: Reconciliation, station: str) -> list[str]:
    return [str(each.outcome) for each in made.matches if each.station == station]


def played_lines(workspace: Workspace) -> list[str]:
    records = records_of(workspace)
    lines = [line for kind in played_kinds(records) for line in records.read(kind, [])]
    return [canonical_json(line).decode() for line in lines]


@pytest.mark.usefixtures("back_end")
def test_the_form_comes_back_filled_in(workspace: Workspace) -> None:
    rows = filled(workspace, "dan-hoa")
    rows[2][6:10] = ["không", "", "", "mất điện"]
    done = import_logs(workspace, [save(workspace.root / "tra-ve.csv", rows)], at=AT)
    assert [(log.system, log.station, log.new) for log in done.logs] == [("sheet", "dan-hoa", 9)]
    made = reconcile(workspace, first=FIRST, days=3, stations=["dan-hoa"])
    assert classes(made, "dan-hoa")[:3] == ["on-time", "missing", "relay"]
    assert {each.grade for each in made.matches} == {"C"}
    assert made.matches[1].reasons[0].code == "power"


@pytest.mark.usefixtures("back_end")
def test_again_saved_otherwise_and_in_pieces_adds_nothing(workspace: Workspace) -> None:
    rows = filled(workspace, "dan-hoa", days=9)
    whole = save(workspace.root / "mot.csv", rows)
    import_logs(workspace, [whole], at=AT)
    before = played_lines(workspace)
    shown = [match_json(each, CLOCK(workspace)) for each in all_days(workspace)]
    body = rows[1:]
    random.Random(4).shuffle(body)
    vietnamese = [[row[0], "/".join(row[1].split("-")[::-1]), *row[2:]] for row in body]
    pieces = [
        save(workspace.root / "hai.csv", [rows[0], *vietnamese], code="utf-16", by="\t"),
        save(workspace.root / "ba.csv", [rows[0], *body[:9]], by=","),
        save(workspace.root / "bon.csv", [rows[0], *body[4:]]),
        whole,
    ]
    for order in (pieces, pieces[::-1]):
        assert import_logs(workspace, order, at=AT + dt.timedelta(days=1)).new == 0
    assert played_lines(workspace) == before
    assert [match_json(each, CLOCK(workspace)) for each in all_days(workspace)] == shown


def CLOCK(workspace: Workspace) -> object:
    from radioprog.schedule.days.civil import ZoneClock

    return ZoneClock(workspace.timezone)


def all_days(workspace: Workspace) -> tuple[object, ...]:
    return reconcile(workspace, first=FIRST, days=9, stations=["dan-hoa"]).matches


def log_of(day: int, hour: str, title: str, **more: object) -> str:
    line = {"at": f"2026-03-{day:02d}T{hour}+07:00", "title": title, "duration": 900}
    return json.dumps(line | more, ensure_ascii=False)


@pytest.mark.usefixtures("back_end")
def test_whose_log_it_is(workspace: Workspace) -> None:
    text = log_of(2, "17:30:00", "=Bản tin <b>chiều</b>") + "\n"
    named = workspace.root / "nhat-ky-ba-don-2026-03.jsonl"
    bare = workspace.root / "log.jsonl"
    for path in (named, bare):
        path.write_text(text, encoding="utf-8")
    assert import_logs(workspace, [named], at=AT).logs[0].station == "ba-don"
    nobody = import_logs(workspace, [bare], at=AT)
    assert [found.code for found in nobody.findings] == ["no-station"]
    assert import_logs(workspace, [bare], station="Xã Dân Hóa", at=AT).logs[0].station == "dan-hoa"
    with pytest.raises(UsageError, match="unknown-station"):
        import_logs(workspace, [bare], station="dan-hao", at=AT)
    airing = next(
        each.planned.id
        for each in reconcile(workspace, first=FIRST, days=1, stations=["ba-don"]).matches
        if each.planned
    )
    bare.write_text(log_of(2, "05:30:00", "x", rp_airing=airing), encoding="utf-8")
    assert import_logs(workspace, [bare], at=AT).logs[0].station == "ba-don"


@pytest.mark.usefixtures("back_end")
def test_the_logs_of_merged_stations_are_those_of_the_new_one(workspace: Workspace) -> None:
    for station, second in (("a", "00"), ("b", "04")):
        lines = [
            log_of(day, f"{hour}:{second}", "=Bản tin <b>chiều</b>")
            for day in (3, 4)
            for hour in ("05:30", "17:30")
        ]
        path = workspace.root / f"{station}.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        import_logs(workspace, [path], at=AT)
    made = reconcile(workspace, first=dt.date(2026, 3, 3), days=2)
    assert classes(made, "a") == classes(made, "b") == ["on-time", "on-time"]
    assert "extra" not in classes(made, "c")
    assert classes(made, "c")[-1] == "on-time"


@pytest.mark.usefixtures("back_end")
def test_rows_that_fit_nothing_are_kept_and_shown(workspace: Workspace) -> None:
    path = workspace.root / "dan-hoa.jsonl"
    path.write_text(log_of(2, "17:30:00", "x") + "\n{rách\n" + "A" * 100_000, encoding="utf-8")
    done = import_logs(workspace, [path], at=AT)
    assert [found.code for found in done.findings] == ["row-unread", "row-unread"]
    assert any("{rách" in line for line in played_lines(workspace))
    made = reconcile(workspace, first=FIRST, days=1)
    assert [found.code for found in made.findings].count("row-unread") == 2


@pytest.mark.usefixtures("back_end")
def test_a_file_that_fails_is_told_and_the_others_are_taken(workspace: Workspace) -> None:
    good = save(workspace.root / "dan-hoa.csv", filled(workspace, "dan-hoa"))
    bad = workspace.root / "thu.txt"
    bad.write_text("xin chào\n", encoding="utf-8")
    done = import_logs(workspace, [bad, workspace.root, good], at=AT)
    assert {found.code for found in done.findings} == {"unknown-log", "not-a-file"}
    assert done.new == 9


@pytest.mark.usefixtures("back_end")
def test_the_last_sheet_holds(workspace: Workspace) -> None:
    rows = filled(workspace, "ba-don", days=1)
    import_logs(workspace, [save(workspace.root / "mot.csv", rows)], at=AT)
    rows[1][6:10] = ["không", "", "", "bão"]
    later = AT + dt.timedelta(hours=1)
    import_logs(workspace, [save(workspace.root / "hai.csv", rows)], at=later)
    made = reconcile(workspace, first=FIRST, days=1, stations=["ba-don"])
    assert classes(made, "ba-don") == ["missing", "on-time"]


@pytest.mark.usefixtures("back_end")
def test_reasons(workspace: Workspace) -> None:
    made = reconcile(workspace, first=FIRST, days=1, stations=["ba-don"])
    planned = made.matches[0].planned
    assert planned is not None
    for _ in range(2):
        give_reason(workspace, planned.id, "pre-empted", by="lan", note="tin bão", at=AT)
    again = reconcile(workspace, first=FIRST, days=1, stations=["ba-don"])
    assert (str(again.matches[0].outcome), again.matches[0].grade) == ("pre-empted", "C")
    assert len(records_of(workspace).read("reasons", [])) == 1
    with pytest.raises(UsageError, match="unknown-reason"):
        give_reason(workspace, planned.id, "powr", by="lan")
    for id_ in ("", "x", "2" * 12 + planned.id[12:], "a" * 33):
        with pytest.raises(UsageError, match="unknown-airing"):
            give_reason(workspace, id_, "power", by="lan")


@pytest.mark.usefixtures("back_end")
def test_a_reason_is_given_by_somebody_on_the_list(workspace: Workspace) -> None:
    (workspace.root / "people.csv").write_text(
        "id,name,position,roles,stations\nhoa,Lê Thị Hoa,cán bộ,officer,ba-don\n", encoding="utf-8"
    )
    planned = reconcile(workspace, first=FIRST, days=1, stations=["ba-don"]).matches[0].planned
    assert planned is not None
    with pytest.raises(UsageError, match="unknown-person"):
        give_reason(workspace, planned.id, "power", by="lan", at=AT)
    assert give_reason(workspace, planned.id, "power", by="lê thị hoa", at=AT).by == "hoa"


@pytest.mark.usefixtures("back_end")
def test_the_proof_is_harmless_the_same_twice_and_says_what_it_rests_on(
    workspace: Workspace,
) -> None:
    rows = filled(workspace, "ba-don")
    rows[1][6:] = ["không", "", "", "=HYPERLINK(1)", "<script>x</script>"]
    path = save(workspace.root / "tra-ve.csv", rows)
    import_logs(workspace, [path], at=AT)
    first = write_proof(workspace, "ba-don", "2026-03")
    before = [each.read_bytes() for each in first.files]
    again = write_proof(workspace, "ba-don", "3/2026")
    assert [each.read_bytes() for each in again.files] == before
    page, book, table = before
    text = page.decode()
    assert "<script>" not in text and "&lt;script&gt;" in text and "<b>chiều" not in text
    assert "Phường &lt;Ba&gt; &amp; Đồn" in text and "Thủ trưởng đơn vị" in text
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell[:1] not in "=+@" for line in read_csv(table) for cell in line if cell)
    import hashlib

    assert hashlib.sha256(path.read_bytes()).hexdigest() in text
    assert first.proof.planned == 61 and first.proof.heard() == 5
    assert first.proof.heard("A") == first.proof.heard("B") == 0


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_silence_is_never_called_proof(workspace: Workspace) -> None:
    made = write_proof(workspace, "dan-hoa", "2026-03")
    assert made.proof.heard() == 0 and made.proof.seconds == 0
    assert "chưa có nhật ký nào" not in made.files[0].read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="no-month"):
        write_proof(workspace, "dan-hoa", "tháng ba")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_form_itself_says_nothing(workspace: Workspace, ending: str) -> None:
    path = workspace.root / f"to{ending}"
    assert write_sheet(workspace, "dan-hoa", path, first=FIRST, days=2) == 6
    before = path.read_bytes()
    write_sheet(workspace, "dan-hoa", path, first=FIRST, days=2)
    assert path.read_bytes() == before
    assert import_logs(workspace, [path], station="dan-hoa", at=AT).new == 0


def test_a_formula_in_a_title_comes_back_as_it_went(workspace: Workspace) -> None:
    rows = filled(workspace, "ba-don", days=1)
    assert rows[1][3].startswith("'=")
    import_logs(workspace, [save(workspace.root / "ba-don.csv", rows)], at=AT)
    made = reconcile(workspace, first=FIRST, days=1, stations=["ba-don"])
    assert made.matches[0].rows[0].title == "=Bản tin <b>chiều</b>"


def test_tolerances_and_columns_by_data(workspace: Workspace) -> None:
    (workspace.root / "asrun.yaml").write_text(
        "ngưỡng: {đúng giờ: 10 phút}\nformats:\n  may-cu:\n    date: mdy\n"
        "    columns: {date: Ngay, started: Gio, programme: Ten}\n",
        encoding="utf-8",
    )
    path = workspace.root / "ba-don.txt"
    path.write_text("Ngay;Gio;Ten\n03/02/2026;17:35:00;=Bản tin chiều\n", encoding="utf-8")
    done = import_logs(workspace, [path], at=AT)
    assert done.logs[0].system == "may-cu"
    made = reconcile(workspace, first=FIRST, days=1, stations=["ba-don"])
    assert made.matches[1].delta == 300


def test_nothing_is_made_of_a_schedule_that_is_half_unread(workspace: Workspace) -> None:
    """What is only unread would seem not planned: no form, no matches, no proof."""
    plan = workspace.schedules / "lich.yaml"
    broken = plan.read_text(encoding="utf-8").replace("days: hằng ngày", "days: T9", 1)
    plan.write_text(broken, encoding="utf-8")
    for refused in (
        lambda: sheet_csv(workspace, "dan-hoa", first=FIRST, days=3),
        lambda: reconcile(workspace, first=FIRST, days=3),
        lambda: write_proof(workspace, "dan-hoa", "2026-03"),
    ):
        with pytest.raises(ContentError) as caught:
            refused()
        (found,) = [each for each in caught.value.findings if each.code == "unknown-days"]
        assert str(found.place).startswith("schedules/lich.yaml:2:")
    assert not (workspace.build / "proof").exists()


@pytest.mark.usefixtures("back_end")
def test_what_was_mastered_again_is_still_what_was_handed_on(tmp_path: Path) -> None:
    """Other bytes of the same text are no other edition; a text that was replaced is one."""
    day = dt.date(2080, 11, 4)  # after all that is handed on here
    home = home_at(tmp_path / "w", plan=PLAN.replace("2026-11-01", f"{day}"))
    workspace = Workspace.open(home)

    def given(sound: bytes, body: str = "PTV: Xin chào.") -> str:
        add_programme(home, "so-1", "Số 1", date=day, sound=MP3 + sound, body=body)
        return hashlib.sha256(MP3 + sound).hexdigest()

    def played(sha256: str) -> tuple[str, str | None, str, set[str]]:
        log = {"at": f"{day}T17:10:04+07:00", "title": "Số 1", "duration": 61, "sha256": sha256}
        path = home / "dong-hoi.jsonl"
        path.write_text(json.dumps(log), encoding="utf-8")
        import_logs(workspace, [path], at=AT)
        made = reconcile(workspace, first=day, days=1, stations=["dong-hoi"])
        (match,) = [each for each in made.matches if sha256 in {r.sha256 for r in each.rows}]
        told = {each.code for each in made.findings}
        return str(match.outcome), match.how, match.grade, told & {"wrong-edition"}

    first = given(b"1")
    assert pack(workspace, "dong-hoi", first=day, days=1).packs[0].sounds == 1
    given(b"2")  # mastered again, and not handed on yet
    assert played(first) == ("on-time", "sha256", "A", set())
    given(b"3", body="PTV: Xin chào, bản mới.")
    assert played(first)[0] == "on-time"  # what the station has been given is still the first one
    pack(workspace, "dong-hoi", first=day, days=1)
    assert played(first) == ("other-content", "title", "B", {"wrong-edition"})
    assert len(records_of(workspace).read("delivered", [])) == 2
