"""Stations, schedule and calendar from the command line, as a person and a program use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from radioprog.cli.app import run
from tests.publish import judges
from tests.schedule.network import STATIONS

PLAN = """# Lịch của huyện
slots:
  - id: vung-bien          # bản tin chính
    series: vung-bien
    stations: tag:bien-gioi
    days: T3, T5
    at: 17:30
    length: 15:00
    from: 2026-01-01
    repeats: [hôm sau 05:30]
  - id: ram
    stations: under:minh-hoa
    days: rằm
    at: 19:00
    length: 10:00
    from: 2026-01-01
exceptions:                # các ngoại lệ
  - {slot: vung-bien, date: 2026-03-05, cancel: bão}     # theo điện của tỉnh
"""
SCRIPT = """---
title: Số {n}
series: vung-bien
episode: {n}
speakers: {{PTV: nữ}}
---
# Tin
PTV: Xin chào.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    (folder / "schedules").mkdir(parents=True)
    (folder / "scripts").mkdir()
    (folder / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", encoding="utf-8")
    (folder / "schedules" / "stations.csv").write_text(STATIONS, encoding="utf-8")
    (folder / "schedules" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    for n in (1, 2):
        (folder / "scripts" / f"so-{n}.md").write_text(SCRIPT.format(n=n), encoding="utf-8")
    return folder


def call(capfdbinary, home: Path, *arguments: str, status: int = 0):
    capfdbinary.readouterr()
    assert run(["-C", str(home), "--lang", "en", "--json", *arguments]) == status
    return json.loads(capfdbinary.readouterr().out)


def edit(home: Path, old: str, new: str) -> None:
    path = home / "schedules" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def feeds(home: Path, folder: str = "build/calendar") -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted((home / folder).glob("*.ics"))}


def numbers(data: bytes) -> dict[tuple[str, str], int]:
    """Give each event's SEQUENCE by UID and override."""
    found = {}
    for block in data.decode().split("BEGIN:VEVENT")[1:]:
        lines = dict(line.split(":", 1) for line in block.split("\r\n") if ":" in line)
        override = next((v for k, v in lines.items() if k.startswith("RECURRENCE-ID")), "")
        found[lines["UID"], override] = int(lines["SEQUENCE"])
    return found


YEAR = ("calendar", "--from", "2026-03-01", "--days", "120")


def test_schedule_answers_the_contract(capfdbinary, home: Path) -> None:
    found = call(capfdbinary, home, "schedule", "--from", "2026-03-03", "--days", "3")
    assert list(found) == ["airings", "findings"]
    mine = [each for each in found["airings"] if each["station"] == "cha-lo"]
    assert [(e["start"], e["kind"], e["status"]) for e in mine] == [
        ("2026-03-03T17:30:00+07:00", "first", "planned"),
        ("2026-03-03T19:00:00+07:00", "first", "planned"),
        ("2026-03-04T05:30:00+07:00", "repeat", "planned"),
        ("2026-03-05T17:30:00+07:00", "first", "cancelled"),
    ]
    only = call(capfdbinary, home, "schedule", "--from", "3/3/2026", "--station", "cha-lo,dan-hoa")
    assert {each["station"] for each in only["airings"]} == {"cha-lo", "dan-hoa"}


def test_stations_says_from_whom_each_value_comes(capfdbinary, home: Path) -> None:
    found = call(capfdbinary, home, "stations", status=0)
    by_id = {each["id"]: each for each in found["stations"]}
    assert by_id["minh-hoa"]["inherited"] == {"languages": "qb"}
    assert by_id["cha-lo"]["inherited"] == {}
    assert [each["code"] for each in found["findings"]] == ["parent-not-valid"]


def test_publishing_twice_changes_nothing(capfdbinary, home: Path) -> None:
    first = call(capfdbinary, home, *YEAR)
    assert {each["station"] for each in first["files"]} == {
        "qb",
        "minh-hoa",
        "dan-hoa",
        "cha-lo",
        "dan-hoa-moi",
        "network",
    }
    assert all(each["changed"] for each in first["files"])
    before, ledger = feeds(home), (home / "record" / "ledger.jsonl").read_bytes()
    again = call(capfdbinary, home, *YEAR)
    assert not any(each["changed"] for each in again["files"])
    assert feeds(home) == before
    assert (home / "record" / "ledger.jsonl").read_bytes() == ledger


def test_deleting_what_is_made_changes_nothing(capfdbinary, home: Path) -> None:
    import shutil

    call(capfdbinary, home, *YEAR)
    edit(home, "date: 2026-03-05, cancel: bão", "date: 2026-03-05, move: 18:00")
    call(capfdbinary, home, *YEAR)
    before = feeds(home)
    shutil.rmtree(home / "build")
    shutil.rmtree(home / ".radioprog", ignore_errors=True)
    made = call(capfdbinary, home, *YEAR)
    assert all(each["changed"] for each in made["files"])
    assert feeds(home) == before
    elsewhere = call(capfdbinary, home, *YEAR, "-o", "other")
    assert all(each["changed"] for each in elsewhere["files"])
    assert feeds(home, "other") == before


def test_numbers_rise_only_where_something_changed(capfdbinary, home: Path) -> None:
    call(capfdbinary, home, *YEAR)
    before = feeds(home)
    edit(
        home,
        "  - {slot: vung-bien, date: 2026-03-05, cancel: bão}     # theo điện của tỉnh\n",
        "  - {slot: vung-bien, date: 2026-03-05, cancel: bão}     # theo điện của tỉnh\n"
        "  - {slot: vung-bien, date: 2026-03-10, stations: cha-lo, cancel: mất điện}\n"
        "  - {slot: vung-bien, date: 2026-03-17, stations: cha-lo, move: 18:15}\n",
    )
    changes = call(capfdbinary, home, *YEAR, "--diff")["changes"]
    assert {each["station"] for each in changes} == {"cha-lo"}
    assert feeds(home) == before
    call(capfdbinary, home, *YEAR)
    after = feeds(home)
    assert {name for name in after if after[name] != before[name]} == {"cha-lo", "network"}
    old, new = numbers(before["cha-lo"]), numbers(after["cha-lo"])
    assert set(old) <= set(new)
    assert all(new[key] == old[key] for key in old)
    cancelled, moved, again = (
        ("vung-bien.0@cha-lo.radioprog", "20260310T173000"),
        ("vung-bien.0@cha-lo.radioprog", "20260317T173000"),
        ("vung-bien.1@cha-lo.radioprog", "20260311T053000"),
    )
    series = ("vung-bien.0@cha-lo.radioprog", "")
    assert new[cancelled] == new[moved] == new[series] + 1
    assert {key for key in new if new[key] > old.get(key, 0)} == {cancelled, moved, again}
    path = home / "scripts" / "so-1.md"
    path.write_text(SCRIPT.format(n=1).replace("Số 1", "Số một"), encoding="utf-8")
    edit(home, "  - {slot: vung-bien, date: 2026-03-17, stations: cha-lo, move: 18:15}\n", "")
    edit(home, "cancel: mất điện", "move: 18:45")
    call(capfdbinary, home, *YEAR)
    last = numbers(feeds(home)["cha-lo"])
    risen = {key for key in last if last[key] != new.get(key, 0)}
    assert risen >= {cancelled, series} and moved not in last
    assert risen <= {cancelled, series, again, ("vung-bien.1@cha-lo.radioprog", "")}


def test_an_episode_that_is_renamed_counts_up_where_it_airs(capfdbinary, home: Path) -> None:
    window = ("calendar", "--from", "2026-01-01", "--days", "30")
    call(capfdbinary, home, *window)
    before = numbers(feeds(home)["cha-lo"])
    path = home / "scripts" / "so-1.md"
    path.write_text(SCRIPT.format(n=1).replace("Số 1", "Số một"), encoding="utf-8")
    call(capfdbinary, home, *window)
    after = numbers(feeds(home)["cha-lo"])
    assert set(before) == set(after)
    assert {key: after[key] for key in after if after[key] != before[key]} == {
        ("vung-bien.0@cha-lo.radioprog", "20260101T173000"): 1,
        ("vung-bien.1@cha-lo.radioprog", "20260102T053000"): 1,
    }


def test_what_is_removed_stays_as_cancelled_for_a_while_and_returns_with_a_higher_number(
    capfdbinary, home: Path
) -> None:
    call(capfdbinary, home, *YEAR)
    edit(home, "    days: rằm\n", "    days: 2030-01-01\n")
    call(capfdbinary, home, *YEAR)
    data = feeds(home)["cha-lo"]
    gone = [b for b in data.split(b"BEGIN:VEVENT") if b"UID:ram.0.20260402@" in b]
    assert len(gone) == 1 and b"STATUS:CANCELLED" in gone[0] and b"SEQUENCE:1" in gone[0]
    later = ("calendar", "--from", "2026-05-01", "--days", "60")
    call(capfdbinary, home, *later)
    assert b"UID:ram.0.20260402@" not in feeds(home)["cha-lo"]
    edit(home, "    days: 2030-01-01\n", "    days: rằm\n")
    call(capfdbinary, home, *YEAR)
    assert numbers(feeds(home)["cha-lo"])["ram.0.20260402@cha-lo.radioprog", ""] == 2


def test_a_plan_that_cannot_be_read_publishes_nothing(capfdbinary, home: Path) -> None:
    call(capfdbinary, home, *YEAR)
    before = feeds(home)
    edit(home, "at: 19:00", "at: 25:00")
    found = call(capfdbinary, home, *YEAR, status=1)
    assert any(each["code"] == "bad-value" for each in found["findings"])
    assert feeds(home) == before


def test_a_damaged_ledger_stops_rather_than_count_from_nothing(capfdbinary, home: Path) -> None:
    call(capfdbinary, home, *YEAR)
    path = home / "record" / "ledger.jsonl"
    path.write_bytes(b"{\n" + path.read_bytes())
    found = call(capfdbinary, home, *YEAR, status=1)
    assert found["findings"][0]["code"] == "ledger-unreadable"
    assert found["findings"][0]["line"] == 1


def test_two_ledgers_merge_by_lines(capfdbinary, home: Path) -> None:
    call(capfdbinary, home, *YEAR)
    path = home / "record" / "ledger.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[::-1], *lines]))
    before = feeds(home)
    call(capfdbinary, home, *YEAR)
    assert feeds(home) == before


def test_some_stations_leave_the_rest_alone(capfdbinary, home: Path) -> None:
    found = call(capfdbinary, home, *YEAR, "--station", "cha-lo")
    assert [each["station"] for each in found["files"]] == ["cha-lo"]
    whole = call(capfdbinary, home, *YEAR)
    assert {each["station"]: each["changed"] for each in whole["files"]}["cha-lo"] is False


def test_a_choice_is_written_and_ends_its_conflict(capfdbinary, home: Path) -> None:
    edit(home, "at: 19:00", "at: 17:40")
    window = ("schedule", "--from", "2026-03-01", "--days", "7")
    found = call(capfdbinary, home, *window, status=1)
    (clash,) = [each for each in found["findings"] if each["code"] == "overlap"]
    assert clash["slots"] == ["ram", "vung-bien"] or clash["slots"] == ["vung-bien", "ram"]
    assert set(clash["choices"][0]) >= {"id", "what", "effect"}
    after = call(capfdbinary, home, *window, "--apply", clash["choices"][0]["id"])
    assert not [each for each in after["findings"] if each["severity"] == "error"]
    text = (home / "schedules" / "plan.yaml").read_text(encoding="utf-8")
    for line in PLAN.replace("at: 19:00", "at: 17:40").splitlines():
        assert line in text
    assert call(capfdbinary, home, *window, "--apply", "zz", status=2)["findings"][0]["code"] == (
        "unknown-choice"
    )


def test_a_choice_goes_into_the_file_that_a_link_means(capfdbinary, home: Path) -> None:
    plan, real = home / "schedules" / "plan.yaml", home / "luu" / "lich.yaml"
    real.parent.mkdir()
    real.write_text(PLAN.replace("at: 19:00", "at: 17:40"), encoding="utf-8")
    real.chmod(0o600)
    plan.unlink()
    plan.symlink_to(real)
    window = ("schedule", "--from", "2026-03-01", "--days", "7")
    found = call(capfdbinary, home, *window, status=1)
    (clash,) = [each for each in found["findings"] if each["code"] == "overlap"]
    call(capfdbinary, home, *window, "--apply", clash["choices"][0]["id"])
    assert plan.is_symlink()
    assert "17:40" in real.read_text(encoding="utf-8")
    assert real.read_text(encoding="utf-8") != PLAN.replace("at: 19:00", "at: 17:40")
    assert "exceptions:" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o600


def test_the_lint_is_reached_from_the_command(capfdbinary, home: Path) -> None:
    call(capfdbinary, home, *YEAR)
    good = home / "build" / "calendar" / "cha-lo.ics"
    assert call(capfdbinary, home, "calendar", "--check", str(good)) == {"findings": []}
    bad = home / "bad.ics"
    bad.write_bytes(good.read_bytes().replace(b"FREQ=WEEKLY", b"FREQ=WEEKLY;INTERVAL=0"))
    found = call(capfdbinary, home, "calendar", "--check", str(bad), status=1)
    assert [each["code"] for each in found["findings"]] == ["ics-interval"] * 2


def test_a_station_s_own_calendar_is_busy_time(capfdbinary, home: Path) -> None:
    folder = home / "schedules" / "busy"
    folder.mkdir()
    (folder / "cha-lo.ics").write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\n"
        b"DTSTAMP:20260101T000000Z\r\nSUMMARY:Truc tiep\r\nDTSTART:20260303T103000Z\r\n"
        b"DURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    found = call(capfdbinary, home, "schedule", "--from", "2026-03-03", status=1)
    (busy,) = [each for each in found["findings"] if each["code"] == "station-busy"]
    assert busy["slots"] == ["vung-bien"] and busy["stations"] == ["cha-lo"]


def test_approved_only_by_the_hash_of_the_text(capfdbinary, home: Path) -> None:
    text = (home / "scripts" / "so-2.md").read_bytes()
    (home / "people.csv").write_text("id,name,roles\nlan,Lan,chief\n", encoding="utf-8")
    call(capfdbinary, home, "approval", "approve", "so-2", "--by", "lan")
    window = ("schedule", "--from", "2026-01-01", "--days", "7", "--approved-only")
    found = call(capfdbinary, home, *window, "--station", "cha-lo")
    mine = found["airings"]
    firsts = [e["programme"] for e in mine if (e["slot"], e["kind"]) == ("vung-bien", "first")]
    assert firsts == [None, "so-2"]
    told = [each for each in found["findings"] if each["code"] == "not-approved"]
    assert [each["programme"] for each in told] == ["so-1"]
    assert "Lan" in told[0]["message"]
    (home / "scripts" / "so-2.md").write_bytes(text + "\nPTV: Thêm.\n".encode())
    mine = call(capfdbinary, home, *window, "--station", "cha-lo")["airings"]
    assert {each["programme"] for each in mine} == {None}


def test_the_sheet_is_the_same_each_time_and_escapes_what_is_written(
    capfdbinary, home: Path
) -> None:
    path = home / "scripts" / "so-1.md"
    path.write_text(SCRIPT.format(n=1).replace("Số 1", "<b>Số</b> & 1"), encoding="utf-8")
    window = ("schedule", "--from", "2025-12-29", "--days", "14", "-o", "tuan.html")
    call(capfdbinary, home, *window)
    page = (home / "tuan.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Số&lt;/b&gt; &amp; 1" in page
    assert "Thủ trưởng đơn vị" in page
    assert page.count("<main>") == 2
    call(capfdbinary, home, *window)
    assert (home / "tuan.html").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("schedule", "--days", "0"), "bad-window"),
        (("schedule", "--days", "99999999"), "bad-window"),
        (("schedule", "--from", "2026-02-30"), "usage"),
        (("schedule", "--from", "0001-01-01"), "bad-window"),
        (("schedule", "--station", "khong-co"), "unknown-station"),
        (("calendar", "--station", "Xã Dân Hóa"), "ambiguous-station"),
        (("calendar", "--check", "khong-co.ics"), "missing-file"),
    ],
)
def test_bad_lines_are_answered(capfdbinary, home: Path, arguments, code: str) -> None:
    status = 1 if code == "missing-file" else 2
    found = call(capfdbinary, home, *arguments, status=status)
    assert [each["code"] for each in found["findings"]] == [code]


def test_a_collection_goes_through_radicale_and_back(capfdbinary, home: Path, tmp_path) -> None:
    radicale = pytest.importorskip("radicale", reason="radicale is not installed (extra: test)")
    import base64
    import io

    from radicale import config

    assert radicale
    call(capfdbinary, home, *YEAR)
    settings = config.load()
    settings.update(
        {
            "storage": {"filesystem_folder": str(tmp_path / "radicale")},
            "auth": {"type": "none"},
            "rights": {"type": "authenticated"},
        },
        "test",
    )
    from radicale.app import Application

    application = Application(settings)

    def request(method: str, path: str, body: bytes = b"") -> tuple[str, bytes]:
        answered: list[str] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "x",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "text/calendar",
            "HTTP_AUTHORIZATION": "Basic " + base64.b64encode(b"u:p").decode(),
        }
        out = b"".join(application(environ, lambda status, _headers: answered.append(status)))
        return answered[0], out

    data = feeds(home)["cha-lo"]
    status, said = request("PUT", "/u/cha-lo/", data)
    assert status.startswith("201"), said
    status, back = request("GET", "/u/cha-lo/")
    assert status.startswith("200")
    import datetime as dt

    window = dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.datetime(2026, 6, 20, tzinfo=dt.UTC)
    expected = judges.by_recurring_ical_events(data, *window)
    assert judges.by_recurring_ical_events(back, *window) == expected
    assert len(expected) > 30
    assert numbers(back.replace(b"\r\n ", b"")) == numbers(data.replace(b"\r\n ", b""))


def test_the_networks_feed_holds_what_all_stations_hold(capfdbinary, home: Path) -> None:
    import datetime as dt

    edit(home, "cancel: bão}", "stations: cha-lo, cancel: bão}")
    call(capfdbinary, home, *YEAR)
    made = feeds(home)
    window = (
        dt.datetime(2026, 2, 28, 17, tzinfo=dt.UTC),
        dt.datetime(2026, 6, 28, 17, tzinfo=dt.UTC),
    )
    apart: set[tuple[int, str]] = set()
    for name, data in made.items():
        if name != "network":
            apart.update(judges.by_recurring_ical_events(data, *window))
    assert set(judges.by_recurring_ical_events(made["network"], *window)) == apart
    assert made["network"].count(b"BEGIN:VEVENT") < sum(
        data.count(b"BEGIN:VEVENT") for name, data in made.items() if name != "network"
    )


def test_a_publishing_that_breaks_off_is_made_good_by_the_next(
    capfdbinary, home: Path, monkeypatch
) -> None:
    from radioprog.kernel.errors import DiskError
    from radioprog.kernel.files import Batch
    from radioprog.kernel.findings import Text

    call(capfdbinary, home, *YEAR)
    before = feeds(home)
    edit(home, "date: 2026-03-05, cancel: bão", "date: 2026-03-05, move: 18:00")

    def full(self: Batch) -> None:
        raise DiskError.of("disk-full", Text("đầy", "full"), Text("dọn", "tidy"))

    with monkeypatch.context() as patched:
        patched.setattr(Batch, "commit", full)
        call(capfdbinary, home, *YEAR, status=3)
    assert feeds(home) == before
    assert not list((home / "build" / "calendar").glob(".*.part"))
    call(capfdbinary, home, *YEAR)
    risen = numbers(feeds(home)["cha-lo"])["vung-bien.0@cha-lo.radioprog", "20260305T173000"]
    assert risen == 1


def test_a_workspace_without_schedules_has_nothing_to_check(capfdbinary, home: Path) -> None:
    for path in (home / "schedules").iterdir():
        path.unlink()
    (home / "schedules" / "README.md").write_text("…", encoding="utf-8")
    found = call(capfdbinary, home, "check", "schedules")
    assert not [each for each in found["findings"] if each["code"] == "no-stations"]


def test_the_command_says_into_which_folder_the_calendars_went(capfd, home: Path) -> None:
    assert run(["-C", str(home), "--lang", "vi", *YEAR]) == 0
    assert "6 lịch trong build/calendar/" in capfd.readouterr().err
