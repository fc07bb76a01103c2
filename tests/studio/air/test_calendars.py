"""Publishing over time: what a subscriber sees after each change of the plan.

Occurrences are judged by another library (recurring-ical-events over icalendar), never by ours.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

import radioprog
from radioprog.ical.lint import lint
from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import ContentError
from radioprog.studio.air.calendars import calendar
from radioprog.studio.air.feeds import FeedOptions, PublishedCalendars

STATIONS = """id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon
t,Tỉnh,province,,vi,,,,,,,
a,Xã A,commune,t,,,,,,,,
b,Xã B,commune,t,,,,,,,,
"""
SLOT = """slots:
  - id: tin
    series: Bản tin
    stations: level:commune
    days: hằng ngày
    at: {at}
    length: 15:00
    from: 2026-11-01
    repeats: [hôm sau 05:30]
"""


CANCEL = "exceptions:\n  - {slot: tin, date: 2026-12-03, run: first, cancel: mất điện}\n"
MOVE = "exceptions:\n  - {slot: tin, date: 2026-12-03, run: first, move: 18:00}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "scripts").mkdir()
    (tmp_path / "radioprog.yaml").write_text("organisation: Đài tỉnh\n", encoding="utf-8")
    (tmp_path / "schedules" / "stations.csv").write_text(STATIONS, encoding="utf-8")
    plan(tmp_path, SLOT.format(at="17:10"))
    return tmp_path


def plan(home: Path, text: str) -> None:
    (home / "schedules" / "lich.yaml").write_text(text, encoding="utf-8")


def publish(home: Path, first: str, **more) -> PublishedCalendars:
    return calendar(radioprog.Workspace.open(home), first=first, days=60, **more)


def changes(home: Path, first: str) -> list[dict]:
    found = publish(home, first, compare=True).changes
    return [each.to_json("vi") for each in found if each.station == "a"]


def feed(home: Path, station: str = "a") -> bytes:
    return (home / "build" / "calendar" / f"{station}.ics").read_bytes()


def seen(data: bytes, low: str, high: str) -> list[str]:
    """Return what a reader shows between two days: live airings, by start."""
    parsed = icalendar.Calendar.from_ical(data)
    events = recurring_ical_events.of(parsed).between(
        dt.date.fromisoformat(low), dt.date.fromisoformat(high)
    )
    live = (each for each in events if str(each.get("STATUS")) != "CANCELLED")
    rows = ((each["DTSTART"].dt, str(each["SUMMARY"])) for each in live)
    return [
        f"{when:%d/%m %H:%M} {what}" if isinstance(when, dt.datetime) else f"{when} {what}"
        for when, what in sorted(rows, key=lambda row: str(row[0]))
    ]


def test_another_hour_leaves_the_past_and_begins_a_new_series(home: Path) -> None:
    publish(home, "2026-11-10")
    plan(home, SLOT.format(at="17:20"))
    publish(home, "2026-12-01")
    data = feed(home)
    assert lint(data, shown="a.ics") == ()
    assert seen(data, "2026-11-29", "2026-12-03") == [
        "29/11 05:30 Bản tin (PL)",
        "29/11 17:10 Bản tin",
        "30/11 05:30 Bản tin (PL)",
        "30/11 17:10 Bản tin",
        "01/12 05:30 Bản tin (PL)",
        "01/12 17:20 Bản tin",
        "02/12 05:30 Bản tin (PL)",
        "02/12 17:20 Bản tin",
    ]
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    first_runs = {str(each["UID"]): each for each in events if ".0" in str(each["UID"])}
    assert set(first_runs) == {"tin.0@a.radioprog", "tin.0.s20261201@a.radioprog"}
    new = first_runs["tin.0.s20261201@a.radioprog"]
    assert str(new["RELATED-TO"]) == "tin.0@a.radioprog"
    assert "UNTIL=20261130T101000Z" in data.decode().replace("\r\n ", "")
    again = feed(home)
    publish(home, "2026-12-01")
    assert feed(home) == again


def test_what_is_over_is_never_rewritten(home: Path) -> None:
    move = "exceptions:\n  - {slot: tin, date: 2026-11-20, move: 18:00}\n"
    plan(home, SLOT.format(at="17:10") + move)
    publish(home, "2026-11-10")
    before = seen(feed(home), "2026-11-10", "2026-12-01")
    assert "20/11 18:00 Bản tin" in before
    plan(home, SLOT.format(at="17:10"))  # the exception is swept out of the plan
    publish(home, "2026-12-01")
    assert seen(feed(home), "2026-11-10", "2026-12-01") == before
    # an exception entered afterwards for a day that is over changes nothing that was published
    late = "exceptions:\n  - {slot: tin, date: 2026-11-21, cancel: bão}\n"
    plan(home, SLOT.format(at="17:10") + late)
    publish(home, "2026-12-01")
    assert seen(feed(home), "2026-11-10", "2026-12-01") == before


def test_what_a_pre_emption_changed_stays_changed(home: Path) -> None:
    urgent = """  - id: khan
    series: Tin khẩn
    stations: level:commune
    days: 2026-11-15
    at: 17:10
    length: 15:00
    from: 2026-11-01
    priority: khẩn cấp
"""
    plan(home, SLOT.format(at="17:10") + urgent)
    publish(home, "2026-11-10")
    before = seen(feed(home), "2026-11-14", "2026-11-17")
    assert any("Tin khẩn" in each for each in before)
    publish(home, "2026-12-15")
    assert seen(feed(home), "2026-11-14", "2026-11-17") == before


def test_a_slot_without_from_begins_when_it_is_first_published(home: Path) -> None:
    plan(home, SLOT.format(at="17:10").replace("    from: 2026-11-01\n", ""))
    publish(home, "2026-11-10")
    assert seen(feed(home), "2000-01-01", "2026-11-11") == ["10/11 17:10 Bản tin"]
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20261110T171000" in feed(home)
    publish(home, "2026-12-20")
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20261110T171000" in feed(home)


def test_a_cancelled_airing_is_called_cancelled_and_taken_back_as_usual(home: Path) -> None:
    publish(home, "2026-12-01")
    plan(
        home,
        SLOT.format(at="17:10")
        + "exceptions:\n  - {slot: tin, date: 2026-12-03, run: first, cancel: mất điện}\n",
    )
    told = changes(home, "2026-12-01")
    assert [each["what"] for each in told] == ["cancelled", "cancelled"]  # and its repeat
    assert told[0]["from"] == "2026-12-03T17:10:00+07:00"
    assert told[0]["to"] is None
    assert told[0]["text"].startswith("Hủy: Bản tin, 17:10 thứ Năm 03/12/2026 (")
    assert "mất điện" in told[0]["text"]
    assert told[0]["airing"].endswith("20261203")
    publish(home, "2026-12-01")
    assert b"SUMMARY:H\xe1\xbb\xa6Y: B\xe1\xba\xa3n tin" in feed(home)
    plan(home, SLOT.format(at="17:10"))
    back = changes(home, "2026-12-01")
    assert [(each["what"], each["text"]) for each in back] == [
        ("restored", "Phát lại như thường: Bản tin, 17:10 thứ Năm 03/12/2026"),
        ("restored", "Phát lại như thường: Bản tin (PL), 05:30 thứ Sáu 04/12/2026"),
    ]


def test_a_move_names_both_hours(home: Path) -> None:
    publish(home, "2026-12-01")
    plan(
        home,
        SLOT.format(at="17:10")
        + "exceptions:\n  - {slot: tin, date: 2026-12-03, run: first, move: 18:00}\n",
    )
    (told,) = changes(home, "2026-12-01")
    assert (told["what"], told["from"], told["to"]) == (
        "moved",
        "2026-12-03T17:10:00+07:00",
        "2026-12-03T18:00:00+07:00",
    )
    assert "17:10 → 18:00" in told["text"]


def test_another_hour_is_one_change_since_a_day(home: Path) -> None:
    publish(home, "2026-11-10")
    plan(home, SLOT.format(at="17:20"))
    (told,) = changes(home, "2026-12-01")
    assert (told["what"], told["since"]) == ("retimed", "2026-12-01")
    assert told["text"] == "Từ thứ Ba 01/12/2026: Bản tin, 17:10 → 17:20"


def test_another_name_is_one_change(home: Path) -> None:
    publish(home, "2026-11-10")
    plan(home, SLOT.format(at="17:10").replace("Bản tin", "Tin chiều"))
    told = changes(home, "2026-12-01")
    assert {(each["what"], each["from"], each["to"]) for each in told} == {
        ("renamed", "Bản tin", "Tin chiều"),
        ("renamed", "Bản tin (PL)", "Tin chiều (PL)"),
    }


def test_nothing_is_new_after_a_publishing(home: Path) -> None:
    publish(home, "2026-12-01")
    assert changes(home, "2026-12-01") == []
    assert changes(home, "2026-12-05") == []


def test_a_station_that_leaves_the_slot_keeps_its_past(home: Path) -> None:
    publish(home, "2026-11-10")
    plan(home, SLOT.format(at="17:10").replace("level:commune", "b"))
    publish(home, "2026-12-01")
    assert seen(feed(home), "2026-11-29", "2026-12-05")[-1].startswith("30/11 17:10")
    assert len(seen(feed(home, "b"), "2026-12-01", "2026-12-02")) == 2


def test_a_merged_commune_points_to_its_successor(home: Path) -> None:
    text = STATIONS.replace("a,Xã A,commune,t,,,,,,", "a,Xã A,commune,t,,,,,2026-12-10,")
    text += "c,Xã C,commune,t,,,,2026-12-11,,a b,,\n"
    publish(home, "2026-11-10")
    (home / "schedules" / "stations.csv").write_text(text, encoding="utf-8")
    publish(home, "2026-12-01", options=FeedOptions(address="https://lich.example/"))
    shown = seen(feed(home), "2026-12-10", "2026-12-20")
    assert shown[-1] == "2026-12-11 Lịch này đã đóng, mời theo dõi lịch của Xã C"
    assert not any(each.startswith(("11/12 17", "12/12")) for each in shown)
    assert b"https://lich.example/c.ics" in feed(home).replace(b"\r\n ", b"")
    assert lint(feed(home), shown="a.ics") == ()


def test_a_unit_that_leaves_the_list_is_closed_once(home: Path) -> None:
    publish(home, "2026-11-10")
    fewer = "\n".join(line for line in STATIONS.splitlines() if not line.startswith("a,")) + "\n"
    (home / "schedules" / "stations.csv").write_text(fewer, encoding="utf-8")
    told = publish(home, "2026-12-01")
    assert "orphan-calendar" in {found.code for found in told.findings}
    data = feed(home)
    assert seen(data, "2026-11-30", "2027-01-01")[-1] == "2026-12-01 Lịch này đã đóng"
    assert not any("02/12" in each for each in seen(data, "2026-12-02", "2027-01-01"))
    assert b"LOCATION:X\xc3\xa3 A" in data
    publish(home, "2026-12-15")
    assert feed(home) == data


def test_every_event_names_its_airing(home: Path) -> None:
    publish(home, "2026-12-01")
    for event in icalendar.Calendar.from_ical(feed(home)).walk("VEVENT"):
        name = str(event["X-RADIOPROG-AIRING"])
        assert name.isalnum()
        assert name.isascii()
        assert len(name) <= 32
        assert str(event["DESCRIPTION"]).splitlines()[-1] == f"Mã buổi phát: {name}"


def test_without_writing_the_same_bytes_come_and_nothing_stands_anywhere(home: Path) -> None:
    asked = publish(home, "2026-12-01", write=False)
    assert not (home / "build").exists()
    assert not (home / "record").exists()
    publish(home, "2026-12-01")
    assert {each.station: each.data for each in asked.files} == {
        path.stem: path.read_bytes() for path in (home / "build" / "calendar").glob("*.ics")
    }


def test_an_alarm_stands_in_private_feeds_alone(home: Path) -> None:
    publish(home, "2026-12-01")
    assert b"VALARM" not in feed(home)
    publish(home, "2026-12-01", output="rieng", options=FeedOptions(alarm=600))
    assert b"TRIGGER:-PT10M" in (home / "rieng" / "a.ics").read_bytes()


@pytest.mark.parametrize("first", ["hôm qua", "2026-13-01", 5])
def test_a_day_that_is_none_is_the_callers_mistake(home: Path, first: object) -> None:
    with pytest.raises(radioprog.UsageError, match="bad-window"):
        calendar(radioprog.Workspace.open(home), first=first)  # type: ignore[arg-type]


def test_a_calendar_that_some_readers_refuse_for_its_size_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "large-feed" not in {each.code for each in publish(home, "2026-12-01").findings}
    shutil.rmtree(home / ".radioprog")
    monkeypatch.setattr("radioprog.studio.air.feeds.LARGEST_FEED", 1_000)
    told = [each for each in publish(home, "2026-12-01").findings if each.code == "large-feed"]
    names = ("a", "b", "network")
    assert [each.place.file for each in told] == [f"build/calendar/{name}.ics" for name in names]
    assert all(each.params["size"] >= 1 for each in told)


def test_what_the_next_weeks_bring_is_one_sentence_not_a_list_of_other_programmes(
    home: Path,
) -> None:
    for number in range(1, 31):
        day = dt.date(2026, 11, 1) + dt.timedelta(number)
        text = (
            f"---\ntitle: Tin ngày\nseries: Bản tin\nepisode: {number}\ndate: {day}\n"
            "speakers: {PTV: nữ}\n---\n\nPTV: Xin chào.\n"
        )
        (home / "scripts" / f"so-{number:02}.md").write_text(text, encoding="utf-8")
    once = SLOT.format(at="17:10").replace("hằng ngày", "T2")
    plan(home, once)
    publish(home, "2026-11-02")
    plan(home, once + CANCEL.replace("12-03", "11-23").replace("cancel: mất điện", "move: 18:00"))
    told = changes(home, "2026-11-16")
    assert [each["what"] for each in told] == ["moved", "programme", "programme"]
    assert told[0]["text"].startswith("Dời: Tin ngày - số 4, thứ Hai 23/11/2026: 17:10 → 18:00")
    assert told[1]["text"] == (
        "Đã có bài từ thứ Hai 04/01/2027, 17:10: Bản tin → Tin ngày - số 10 và các bài sau"
    )
    assert not any("Đổi bài" in each["text"] for each in told)


# --- one record for several machines ---


def feeds(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "build" / "calendar").iterdir()}


def another(home: Path, name: str) -> Path:
    """Return the same workspace on another machine, without what was made or recorded."""
    other = home.with_name(name)
    left_out = shutil.ignore_patterns("build", "record", ".radioprog")
    shutil.copytree(home, other, ignore=left_out)
    return other


def publish_to(home: Path, first: str, address: str) -> PublishedCalendars:
    workspace = radioprog.Workspace.open(home, records=address)
    return calendar(workspace, first=first, days=60)


OPEN_SLOT = SLOT.replace("    from: 2026-11-01\n", "")


def test_two_machines_publish_one_set_of_calendars_from_a_database(home, empty_database) -> None:
    """The second goes on where the first stopped; in one folder it would be the same bytes."""
    plan(home, OPEN_SLOT.format(at="17:10"))
    alone, second = another(home, "alone"), another(home, "second")
    publish_to(home, "2026-11-10", empty_database)
    publish(alone, "2026-11-10")
    assert feeds(home) == feeds(alone)
    for one in (alone, second):
        plan(one, OPEN_SLOT.format(at="17:10") + CANCEL.replace("2026-12-03", "2026-11-25"))
    publish_to(second, "2026-11-12", empty_database)
    publish(alone, "2026-11-12")
    assert feeds(second) == feeds(alone)
    assert not (second / "record").exists()
    again = publish_to(second, "2026-11-12", empty_database)
    assert not any(each.changed for each in again.files)


def test_a_database_that_knows_no_publishing_is_refused_beside_a_folder_that_does(
    home, empty_database
) -> None:
    from radioprog.studio.record.carrying import import_records

    publish(home, "2026-11-10")
    before = feeds(home)
    with pytest.raises(ContentError) as caught:
        publish_to(home, "2026-11-12", empty_database)
    (told,) = caught.value.findings
    assert told.code == "ledger-elsewhere"
    assert "radioprog records import record" in told.remedy.vi
    assert feeds(home) == before
    workspace = radioprog.Workspace.open(home, records=empty_database)
    import_records(workspace, home / "record")
    made = publish_to(home, "2026-11-10", empty_database)
    assert not any(each.changed for each in made.files)


def test_a_ledger_of_a_former_version_is_taken_over_without_a_changed_byte(home) -> None:
    publish(home, "2026-11-10")
    before, record = feeds(home), home / "record"
    rows, items = [], []
    for line in (record / "ledger.jsonl").read_text(encoding="utf-8").splitlines():
        whole = json.loads(line)
        rows += [[whole["station"], *row] for row in whole["revisions"]]
    for line in (record / "ledger-items.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)["item"]
        items.append({"id": digest(item)[:16], "item": item})
    shutil.rmtree(record)
    record.mkdir()
    for name, kept in (("calendar.jsonl", rows), ("calendar-items.jsonl", items)):
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in kept)
        (record / name).write_text("".join(lines), encoding="utf-8")
    assert publish(home, "2026-11-10", compare=True).changes == ()
    assert (record / "calendar.jsonl").exists()
    made = publish(home, "2026-11-10")
    assert [each.code for each in made.findings if each.code.startswith("ledger")] == [
        "ledger-taken-over"
    ]
    assert not any(each.changed for each in made.files)
    assert feeds(home) == before
    again = publish(home, "2026-11-10")
    assert not [each for each in again.findings if each.code == "ledger-taken-over"]
    assert not any(each.changed for each in again.files)


def test_what_the_networks_feed_leaves_out_is_not_called_cancelled(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def events(small: bool) -> tuple[int, set[str]]:
        shutil.rmtree(home / ".radioprog", ignore_errors=True)
        monkeypatch.setattr("radioprog.studio.air.feeds.LARGEST_FEED", 10 if small else 1_000_000)
        told = {each.code for each in publish(home, "2026-12-01").findings}
        data = (home / "build/calendar/network.ics").read_bytes()
        assert b"CANCELLED" not in data
        return data.count(b"BEGIN:VEVENT"), told

    (home / "schedules/rieng.yaml").write_text(
        "slots:\n  - {id: rieng, stations: a, days: T3, at: '09:10', length: 5:00}\n", "utf-8"
    )
    whole, told = events(small=False)
    assert "network-thinned" not in told
    less, told = events(small=True)
    assert less < whole
    assert "network-thinned" in told
    assert events(small=False)[0] == whole
